"""What the tests of the source text share: the includes and string literals of a C++ file, comments left out."""
import re

_TOKEN = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|(?P<raw>(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\((?P<raw_text>.*?)\)(?P=mark)")'
    r'|(?P<include>^[ \t]*#[ \t]*include[ \t]*(?P<path>"[^"\n]*"|<[^>\n]*>))'
    r'|"(?P<text>(?:[^"\\\n]|\\.)*)"'
    r"|(?<![0-9A-Fa-f])'(?:[^'\\\n]|\\.)+'",
    re.DOTALL | re.MULTILINE)


def includes(source):
    """(line, path) of each #include "path" (not <path>)."""
    for match in _TOKEN.finditer(source):
        path = match.group('path')
        if path and path.startswith('"'):
            yield source.count('\n', 0, match.start()) + 1, path[1:-1]


def literals(source):
    """(line, text) of each string literal, escapes as written; includes are none."""
    for match in _TOKEN.finditer(source):
        text = match.group('raw_text') if match.group('raw') else match.group('text')
        if text is not None:
            yield source.count('\n', 0, match.start()) + 1, text


def files(root):
    """Every C++ file of src/, sorted."""
    return sorted(path for path in (root / 'src').rglob('*') if path.suffix in ('.cc', '.h'))
