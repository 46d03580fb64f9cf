"""The order of the house: a room of src/ includes its own headers and those of rooms above it, never one below.

Usage: layering_test.py ROOT [--self-test]. Exit status 1 and one line a breach if there are any.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import cpp_source  # noqa: E402

# From docs/design/0001-the-house-and-the-line.md.
ROOMS = ('base text intake language lexicon actors places times events pipeline '
         'record engagement exchange serve cli train').split()


def allowed(room):
    if room == 'cli':
        return set(ROOMS)
    if room == 'train':  # a tool beside the line: not part of the runtime, only cli may call it
        return set(ROOMS[:ROOMS.index('language') + 1]) | {'train'}
    return set(ROOMS[:ROOMS.index(room) + 1])


def breaches(file, source):
    """`file` as a path inside src/, e.g. text/words.cc."""
    room = file.split('/')[0]
    if room not in ROOMS or '/' not in file:
        return [f'src/{file}: is in no room of the house; the rooms are: {" ".join(ROOMS)}']
    found = []
    for line, path in cpp_source.includes(source):
        other = path.split('/')[0]
        if '/' not in path or path.startswith('.'):
            found.append(f'src/{file}:{line}: "{path}" must be included by its room: "{room}/{path.split("/")[-1]}"')
        elif other not in ROOMS:
            found.append(f'src/{file}:{line}: "{path}" is in no room of the house; libraries are included with <>')
        elif other not in allowed(room):
            found.append(f'src/{file}:{line}: {room} may not include "{path}": '
                         f'{room} may use only {" ".join(r for r in ROOMS if r in allowed(room))}')
    return found


def self_test():
    cases = [  # name, file, source, number of breaches
        ('own room', 'text/a.cc', '#include "text/a.h"\n', 0),
        ('room above', 'text/a.cc', '#include <vector>\n#include "base/a.h"\n', 0),
        ('room below', 'text/a.cc', '#include "events/a.h"\n', 1),
        ('commented out', 'text/a.cc', '// #include "events/a.h"\n/*\n#include "events/a.h"\n*/\n', 0),
        ('inside a string', 'text/a.cc', 'auto s = R"(\n#include "events/a.h"\n)";', 0),
        ('exchange reads events', 'exchange/a.cc', '#include "events/a.h"\n', 0),
        ('train reads language', 'train/a.cc', '#include "language/a.h"\n', 0),
        ('train leaves the line alone', 'train/a.cc', '#include "events/a.h"\n', 1),
        ('the runtime knows no trainer', 'pipeline/a.cc', '#include "train/a.h"\n', 1),
        ('cli may train', 'cli/a.cc', '#include "train/a.h"\n#include "pipeline/a.h"\n', 0),
        ('nothing includes cli', 'serve/a.cc', '#include "cli/a.h"\n', 1),
        ('no room named', 'text/a.cc', '#include "a.h"\n', 1),
        ('relative', 'text/a.cc', '#include "../base/a.h"\n', 1),
        ('unknown room', 'text/a.cc', '#include "attic/a.h"\n', 1),
        ('file outside the rooms', 'a.cc', '', 1),
    ]
    return [f'self-test: {name}: {breaches(file, source)}, expected {want}'
            for name, file, source, want in cases if len(breaches(file, source)) != want]


def main():
    root = pathlib.Path(sys.argv[1])
    found = []
    if '--self-test' in sys.argv:
        found = self_test()
    else:
        paths = cpp_source.files(root)
        if not paths:
            found = [f'{root}/src holds no C++ file']
        for path in paths:
            found += breaches(path.relative_to(root / 'src').as_posix(), path.read_text('utf-8'))
    print('\n'.join(found) if found else 'layering: the house stands')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
