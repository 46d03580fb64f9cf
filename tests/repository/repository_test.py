"""Promises that the text of the repository itself must keep:

  names        no person, state or capital of data/actors stands in a string literal of src/ (knowledge is data)
  machines     no file names a package registry, a private host or a path of somebody's machine
  diagnostics  every diagnostic code that src/ uses is explained in docs/diagnostics.md, and none is explained that is not used

Usage: repository_test.py ROOT [--self-test]. Exit status 1 and one line a breach if there are any.
"""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import cpp_source  # noqa: E402

SHORTEST_NAME = 4
# Names that are also something else in the program: words of its own vocabulary.
NOT_NAMES = set()

CODE = re.compile(r'[A-Z]{3,8}[0-9]{3}')
# Standards' names that look like codes.
NOT_CODES = set()

# (something literal that a match holds, the pattern): a text without the literal need not be searched.
MACHINES = [(literals, re.compile(pattern)) for literals, pattern in (
    (('/work/', '/home/', '/root/', '/tmp/', '/mnt/', '/Users/', '/workspace/'),
     r'(?<![\w.~/$}*-])/(?:work|home|root|tmp|mnt|Users|workspace)/[\w.$-]'),
    (('\\Users',), r'\b[A-Z]:\\Users\b'),
    (('pypi.org', 'pythonhosted.org', 'npmjs.', 'yarnpkg.com', 'golang.org', 'crates.io', 'debian.org', 'anaconda.org', 'maven.'),
     r'\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|registry\.yarnpkg\.com|proxy\.golang\.org|static\.crates\.io|index\.crates\.io'
     r'|(?:deb|security|snapshot|ftp)\.debian\.org|conda\.anaconda\.org|repo1?\.maven\.org|repo\.maven\.apache\.org)\b'),
    (('artifactory', 'nexus'), r'\b(?:artifactory|nexus)[\w.-]*\.[a-z]{2,}\b'),
    (('://',), r'//[\w.-]+\.(?:internal|corp|lan|local|intranet)\b'),
    (('10.', '192.168.', '172.'), r'\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?::\d+)?(?![\w.])'),
)]
SKIPPED = {'tests/repository/repository_test.py'}  # spells the patterns out


def tsv(path):
    """Rows as dictionaries; the first line that is no comment names the columns."""
    columns = None
    for line in path.read_text('utf-8').splitlines():
        if not line or line.startswith('#'):
            continue
        cells = line.split('\t')
        if columns is None:
            columns = cells
        else:
            yield dict(zip(columns, cells))


def actor_names(folder):
    names = set()
    people = set()
    if (folder / 'states.tsv').exists():
        for row in tsv(folder / 'states.tsv'):
            for column in ('name', 'names', 'capital', 'seats', 'demonym_adj', 'demonym_noun'):
                names.update(row.get(column, '').split('|'))
    for path in sorted(folder.glob('*.actors.tsv')):
        for row in tsv(path):
            if row.get('kind') == 'person':
                people.add(row['id'])
                names.add(row['name'])
    for path in sorted(folder.glob('*.names.tsv')):
        names.update(row['name'] for row in tsv(path) if row['id'] in people)
    kept = {name.strip() for name in names if len(name.strip()) >= SHORTEST_NAME} - NOT_NAMES
    return sorted(kept, key=lambda name: (-len(name), name))


def names_in(file, source, names):
    """`names` longest first, so that a name is not told again by its parts."""
    found = []
    for line, text in cpp_source.literals(source):
        left = text
        for name in names if any(map(str.isupper, text)) else ():
            if name in left and re.search(rf'(?<!\w){re.escape(name)}(?!\w)', left):
                left = left.replace(name, '|')
                found.append(f'src/{file}:{line}: "{text}" holds the name "{name}"; names belong into data/')
    return found


def machines_in(file, text):
    found = []
    for literals, pattern in MACHINES:
        if any(literal in text for literal in literals):
            found += [f'{file}:{text.count(chr(10), 0, match.start()) + 1}: "{match.group()}" names a registry, a private host or a path of one machine'
                      for match in pattern.finditer(text)]
    return found


def codes_in(source):
    return {text for _, text in cpp_source.literals(source) if CODE.fullmatch(text)} - NOT_CODES


def explained_codes(markdown):
    """Codes in the first cell of a table row: | `DOC001` | ..."""
    return set(re.findall(r'^\|\s*`(' + CODE.pattern + r')`\s*\|', markdown, re.MULTILINE))


def repository_files(root):
    """What is, or is about to be, under version control; without git every file outside build folders."""
    listed = subprocess.run(['git', '-C', str(root), 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
                            capture_output=True, check=False)
    if listed.returncode == 0:
        return sorted(set(listed.stdout.decode().split('\0')) - {''})
    return sorted(path.relative_to(root).as_posix() for path in root.rglob('*')
                  if path.is_file() and not {'build', '.git', '.cache'} & set(path.relative_to(root).parts))


def text_of(path):
    """Empty for binaries (model files)."""
    if not path.is_file():
        return ''
    data = path.read_bytes()
    return '' if b'\0' in data[:65536] else data.decode('utf-8', 'replace')


def self_test():
    names = ['Port Royal', 'Atlantis', 'Royal']
    checks = [
        ('a name', len(names_in('a.cc', 'auto s = "to Atlantis!";', names)), 1),
        ('a name of two words', len(names_in('a.cc', 'auto s = "at Port Royal";', names)), 1),
        ('a possessive', len(names_in('a.cc', 'auto s = "Atlantis\'s";', names)), 1),
        ('a longer word', len(names_in('a.cc', 'auto s = "Atlantisch";', names)), 0),
        ('a comment', len(names_in('a.cc', '// "Atlantis"\nint a = 1\'000;', names)), 0),
        ('a raw string', len(names_in('a.cc', 'auto s = R"x(a " Atlantis)x";', names)), 1),
        ('after a quotation mark', len(names_in('a.cc', 'char c = \'"\'; auto s = "Atlantis";', names)), 1),
        ('a home folder', len(machines_in('a.md', 'see /home/anna/x')), 1),
        ('a web address', len(machines_in('a.md', 'https://example.org/home/anna')), 0),
        ('a private host', len(machines_in('a.md', 'https://cache.corp/x')), 1),
        ('a folder of Windows', len(machines_in('a.md', 'in C:\\Users\\anna')), 1),
        ('a registry', len(machines_in('a.md', 'from https://pypi.org/simple')), 1),
        ('a private address', len(machines_in('a.md', 'at 10.0.3.7:8080')), 1),
        ('a version', len(machines_in('a.md', 'version 10.0.3')), 0),
        ('a code', codes_in('f("DOC001", "DOC001 in words"); // "DOC002"'), {'DOC001'}),
        ('a table', explained_codes('| code | meaning |\n|---|---|\n| `DOC001` | `DOC002` |\n'), {'DOC001'}),
    ]
    return [f'self-test: {name}: {got}, expected {want}' for name, got, want in checks if got != want]


def check(root):
    found = []
    names = actor_names(root / 'data' / 'actors')
    if len(names) < 100:
        found.append(f'data/actors gives only {len(names)} names: are the tables there, and are their columns as in docs/formats/actors.md?')
    used = {}
    for path in cpp_source.files(root):
        file = path.relative_to(root / 'src').as_posix()
        source = path.read_text('utf-8')
        found += names_in(file, source, names)
        for code in codes_in(source):
            used.setdefault(code, file)
    explained = explained_codes((root / 'docs' / 'diagnostics.md').read_text('utf-8'))
    found += [f'src/{used[code]}: {code} is not explained in docs/diagnostics.md' for code in sorted(used.keys() - explained)]
    found += [f'docs/diagnostics.md: {code} is used nowhere in src/' for code in sorted(explained - used.keys())]
    for file in repository_files(root):
        if file not in SKIPPED:
            found += machines_in(file, text_of(root / file))
    return found


def main():
    found = self_test() if '--self-test' in sys.argv else check(pathlib.Path(sys.argv[1]))
    print('\n'.join(found) if found else 'repository: all promises kept')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
