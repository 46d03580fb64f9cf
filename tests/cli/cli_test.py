"""Runs the real program: exit statuses, messages, formats, and the promise that the same input gives the same bytes.

Usage: cli_test.py PROGRAM SOURCE_FOLDER [unittest arguments]. Needs the standard library only, and no network.
"""
import csv
import gzip
import io
import json
import os
import pathlib
import pty
import random
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SOURCE = pathlib.Path(sys.argv[2]).resolve()
SANITIZED = b'__asan_init' in PROGRAM.read_bytes()
COMMANDS = ('code', 'annotate', 'explain', 'parse', 'lexicon', 'train', 'eval')

NEWS = {
    'a.txt': 'CAIRO, Jan 5 (Agency) - The Egyptian president visited Libya on Monday.\n\nTurkish warplanes attacked rebels in northern Iraq, the Iraqi army said.\n',
    'b.txt': "France's support for Lebanon was welcomed in Beirut. Qatar will send aid to Sudan.\n",
    'c.txt': '\u5317\u4eac\u6d88\u606f \U0001F600: The Kenyan foreign minister held talks with Ethiopian officials. She did not visit Somalia.\n',
    'd.txt': 'Nothing happened in the garden.\n',
    'e.txt': 'Germany and Poland signed an agreement. Both countries agreed to hold joint exercises.\n',
}
FIELDS = {'id', 'date', 'enddate', 'date_precision', 'date_basis', 'date_text', 'event', 'mode', 'base', 'context', 'cameo', 'goldstein', 'quad_code', 'event_scale',
          'actor', 'recipient', 'event_loc', 'trigger', 'event_text', 'factuality', 'historical', 'stance', 'attribution', 'confidence', 'text', 'text_info', 'cite_info',
          'doc', 'why'}
ENTITY = {'code', 'sector', 'entity_text', 'identifier_id', 'identifier_text', 'office', 'start', 'end'}
PLACE = {'extracted_place', 'resolved_place', 'geonameid', 'lat', 'lon', 'city', 'district', 'province', 'country', 'country_code', 'feature_class', 'feature_code',
         'resolution', 'radius_km', 'start', 'end'}
TYPES = set('AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT'.split())


def run(*arguments, stdin=b'', env=None, cwd=None, stdout=subprocess.PIPE):
    surroundings = {k: v for k, v in os.environ.items() if k not in ('DRAGOMAN_DATA', 'DRAGOMAN_MODEL', 'NO_COLOR')}
    surroundings.update(env or {})
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], input=stdin, stdout=stdout, stderr=subprocess.PIPE, env=surroundings, cwd=cwd, timeout=900, check=False)
    done.out = (done.stdout or b'').decode('utf-8')
    done.err = done.stderr.decode('utf-8')
    return done


def records(text):
    return [json.loads(line) for line in text.splitlines()]


class Program(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='dragoman_cli_')
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def news(self, folder='news'):
        for name, text in NEWS.items():
            self.write(f'{folder}/{name}', text)
        return self.folder / folder

    def assertStatus(self, done, status):
        self.assertEqual(done.returncode, status, f'{done.args}\nstdout: {done.out[-1000:]}\nstderr: {done.err[-2000:]}')


class Usage(Program):
    def test_help(self):
        for arguments in [['--help'], *[[command, '--help'] for command in COMMANDS], ['lexicon', 'check', '--help']]:
            with self.subTest(arguments):
                done = run(*arguments)
                self.assertStatus(done, 0)
                self.assertEqual(done.err, '')
                self.assertIn('Usage', done.out)
        for command in COMMANDS:
            self.assertIn(command, run('--help').out)

    def test_version(self):
        done = run('--version')
        self.assertStatus(done, 0)
        self.assertRegex(done.out, r'^dragoman \d+\.\d+\.\d+\nrecord format \d+\nmodel format \d+\ncodebook \d+\n$')

    def test_wrong_use_is_2_and_says_so_on_standard_error(self):
        path = self.write('a.txt', NEWS['a.txt'])
        for arguments in [[], ['cook'], ['code'], ['code', path, '--colour'], ['code', path, '--format', 'xml'], ['code', path, '--threads', '-1'],
                          ['code', path, '--threads', 'many'], ['code', path, '--date', 'tomorrow'], ['code', path, '--date', '2026-02-30'],
                          ['code', path, '--date', '2026-02-01T00:00'], ['parse', path, '--input', 'html'], ['lexicon'], ['lexicon', 'burn'], ['explain'],
                          ['explain', 'x', '--date', 'x'], ['code', path, '--color', 'blue'], ['train', '--corpus', path]]:
            with self.subTest(arguments):
                done = run(*arguments)
                self.assertStatus(done, 2)
                self.assertEqual(done.out, '')
                self.assertIn('error[USE001]', done.err)

    def test_missing_model(self):
        path = self.write('a.txt', NEWS['a.txt'])
        output = self.folder / 'out.jsonl'
        for command in (['code', path, '-o', output], ['parse', path], ['parse', '--input', 'conllu', path], ['explain', 'Egypt visited Libya.'], ['eval', path], ['lexicon', 'check']):
            with self.subTest(command):
                done = run('--model', self.folder / 'none.model', *command)
                self.assertStatus(done, 2)
                self.assertIn('none.model: error[MODEL001]', done.err)
                self.assertEqual(done.out, '')
        self.assertFalse(output.exists())

    def test_damaged_model(self):
        path = self.write('a.txt', NEWS['a.txt'])
        done = run('--model', self.write('m.model', b'DRAGOMAN' + bytes(1000)), 'code', path)
        self.assertStatus(done, 2)
        self.assertRegex(done.err, r'm\.model: error\[MODEL00[23]\]')

    def test_missing_data_folder(self):
        path = self.write('a.txt', NEWS['a.txt'])
        for arguments, env in [(['--data', self.folder / 'none', 'code', path], {}), (['code', path], {'DRAGOMAN_DATA': str(self.folder / 'none')})]:
            done = run(*arguments, env=env)
            self.assertStatus(done, 2)
            self.assertIn('error[LEX001]', done.err)
            self.assertEqual(done.out, '')

    def test_broken_tables_are_all_named_before_anything_is_written(self):
        data = self.folder / 'data'
        shutil.copytree(SOURCE / 'data', data)
        with open(data / 'ontology' / 'modes.tsv', 'a', encoding='utf-8') as file:
            file.write('DANCE\twaltz\t1\tno such type\thand\n')
        with open(data / 'frames' / 'en' / 'consult.toml', 'a', encoding='utf-8') as file:
            file.write('\n[[frame]]\nid = "x"\nevent = "DANCE"\n')
        output = self.folder / 'out.jsonl'
        done = run('--data', data, 'code', self.write('a.txt', NEWS['a.txt']), '-o', output)
        self.assertStatus(done, 2)
        self.assertRegex(done.err, r'modes\.tsv:\d+:1: error\[LEX005\]')
        self.assertRegex(done.err, r'consult\.toml:\d+:\d+: error\[LEX005\]')
        self.assertFalse(output.exists())

    def test_flags_and_variables_name_data_and_model(self):
        path = self.write('a.txt', NEWS['a.txt'])
        plain = run('code', path)
        self.assertStatus(plain, 0)
        self.assertTrue(plain.out)
        data, model = SOURCE / 'data', SOURCE / 'models' / 'en.model'
        self.assertEqual(run('code', path, '--data', data, '--model', model).out, plain.out)
        self.assertEqual(run('code', path, env={'DRAGOMAN_DATA': str(data), 'DRAGOMAN_MODEL': str(model)}).out, plain.out)
        self.assertEqual(run('code', path, '--data', data, env={'DRAGOMAN_DATA': str(self.folder / 'none')}).out, plain.out, 'the flag wins')


class Documents(Program):
    def code(self, *arguments, **more):
        return run('code', '-q', '--threads', '2', *arguments, **more)

    def test_bad_documents_are_skipped_and_counted(self):
        good = self.write('good.txt', NEWS['a.txt'])
        alone = self.code(good).out
        self.assertTrue(alone)
        for name, content, code in [('empty.txt', b'', 'DOC001'), ('blank.txt', b' \n\t\n', 'DOC001'), ('binary.txt', bytes(range(256)) * 40, 'DOC002'),
                                    ('image.txt', b'\x89PNG\r\n\x1a\n' + bytes(500), 'DOC002')]:
            with self.subTest(name):
                bad = self.write(name, content)
                done = self.code(bad, good)
                self.assertStatus(done, 1)
                self.assertIn(f'{bad}: error[{code}]' if code != 'x' else code, done.err)
                self.assertIn(f'1 of 2 documents skipped ({code} 1)', done.err)
                self.assertEqual(done.out, alone)
        done = self.code(self.folder / 'none.txt', good)
        self.assertStatus(done, 1)
        self.assertIn('none.txt: error[FILE001]', done.err)
        self.assertEqual(done.out, alone)

    def test_an_empty_file_alone(self):
        done = self.code(self.write('empty.txt', b''))
        self.assertStatus(done, 1)
        self.assertEqual(done.out, '')
        self.assertIn('DOC001', done.err)

    def test_invalid_utf8_is_replaced_with_a_warning(self):
        raw = b'Old text \xff\xfe. The Egyptian president visited Libya\xc3 on Monday.\n'
        done = self.code(self.write('a.txt', raw))
        self.assertStatus(done, 0)
        self.assertRegex(done.err, r'warning\[DOC005\]: 3 ill-formed UTF-8 sequences replaced by U\+FFFD, the first at byte 9')
        text = raw.decode('utf-8', 'replace')
        found = records(done.out)
        self.assertTrue(found)
        for record in found:
            self.assertEqual(text[record['trigger']['start']:record['trigger']['end']], record['trigger']['text'])

    def test_a_broken_line_does_not_stop_the_others(self):
        lines = [json.dumps({'id': '1', 'text': NEWS['a.txt']}), '{"id": "2", "text": ', json.dumps({'id': '3', 'text': NEWS['b.txt']}), '[]', json.dumps({'id': '5'})]
        path = self.write('x.jsonl', '\n'.join(lines) + '\n')
        for arguments, stdin, name in [([path], b'', re.escape(str(path))), (['-'], path.read_bytes(), '.*')]:
            done = self.code(*arguments, stdin=stdin)
            self.assertStatus(done, 1)
            for line in (2, 4, 5):
                self.assertRegex(done.err, rf'(?m)^{name}:{line}:\d+: error\[DOC004\]')
            self.assertEqual({record['doc'] for record in records(done.out)}, {'1', '3'})
            self.assertIn('3 of 5 documents skipped (DOC004 3)', done.err)

    def test_strict_stops_at_the_first_bad_document(self):
        output = self.folder / 'out.jsonl'
        for threads in ('1', '2'):
            done = run('code', '-q', '--strict', '--threads', threads, self.write('a.txt', NEWS['a.txt']), self.write('b.txt', b''), '-o', output)
            self.assertStatus(done, 2)
            self.assertIn('DOC001', done.err)
            self.assertFalse(output.exists())
            self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ['a.txt', 'b.txt'])

    def test_a_line_of_ten_megabytes(self):
        # the sanitizers make everything several times slower: there it is a line of 200 kB
        size = 200_000 if SANITIZED else 10_000_000
        words = 'the old house by the river has a green door and a long table under the window , '
        path = self.write('long.txt', (words * (size // len(words) + 1))[:size])
        letters = self.write('letters.txt', b'x' * size)
        for source in (letters, path):
            with self.subTest(source.name):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                done = self.code(source, '-o', self.folder / 'out.jsonl')
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                self.assertLess(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 60, 'seconds of work, whatever else the machine does')
                self.assertIn(done.returncode, (0, 1), done.err)
                if done.returncode == 1:
                    self.assertIn('DOC003', done.err)
        if not SANITIZED:
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 1_000_000, 'kilobytes of memory')

    def test_a_document_too_large_is_skipped(self):
        done = self.code(self.write('large.txt', b'word ' * (20 << 18)), self.write('a.txt', NEWS['a.txt']))
        self.assertStatus(done, 1)
        self.assertIn('DOC003', done.err)
        self.assertTrue(records(done.out))

    def test_odd_texts(self):
        texts = ['.', '?!', '((((((((((', '"' * 3000, '\u5916\u4ea4\u90e8\u957f\u8bbf\u95ee\u4e86\u5df4\u9ece\u3002' * 50, '\u0632\u0627\u0631 \u0627\u0644\u0648\u0632\u064a\u0631 \u0628\u0627\u0631\u064a\u0633. ' * 20,
                 'a ' * 5000, 'VISIT VISIT VISIT', '\n'.join('- ' + word for word in 'Egypt visited Libya'.split()), '\u200b\u200e\u202e', 'e\u0301' * 500, '\U0001F1EA\U0001F1EC visited \U0001F1F1\U0001F1FE',
                 'The president of the president of ' * 300, 'He said she said it said they said ' * 100, '1 2 3 ' * 1000, '\ufffd', 'x' * 100_000]
        path = self.write('odd.jsonl', '\n'.join(json.dumps({'id': str(i), 'text': text, 'date': '2026-02-01'}) for i, text in enumerate(texts)))
        done = self.code(path)
        self.assertStatus(done, 0)
        for record in records(done.out):
            text = texts[int(record['doc'])]
            self.assertEqual(text[record['trigger']['start']:record['trigger']['end']], record['trigger']['text'])

    def test_standard_input(self):
        done = self.code('-', stdin=NEWS['a.txt'].encode())
        self.assertStatus(done, 0)
        self.assertEqual(done.out, self.code(self.write('a.txt', NEWS['a.txt'])).out, 'the id comes from the text')

    def test_folders_are_read_in_the_order_of_their_paths(self):
        folder = self.news()
        self.write('news/.hidden.txt', NEWS['a.txt'])
        self.write('news/picture.png', NEWS['a.txt'])
        self.write('news/sub/f.jsonl', json.dumps({'id': 'f', 'text': NEWS['a.txt']}))
        done = self.code(folder)
        self.assertStatus(done, 0)
        self.assertEqual(done.out, self.code(*[folder / name for name in sorted(NEWS)], folder / 'sub').out)
        self.assertEqual(records(done.out)[-1]['doc'], 'f')


class Output(Program):
    def test_what_cannot_be_written_is_3_and_leaves_nothing_behind(self):
        path = self.write('a.txt', NEWS['a.txt'])
        before = sorted(p.name for p in self.folder.iterdir())
        for output in (self.folder / 'none' / 'out.jsonl', self.folder):
            for command in ('code', 'annotate', 'parse'):
                with self.subTest((command, output)):
                    done = run(command, path, '-o', output)
                    self.assertStatus(done, 3)
                    self.assertIn('error[OUT001]', done.err)
                    self.assertEqual(done.out, '')
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)

    @unittest.skipUnless(os.path.exists('/dev/full'), 'no /dev/full here')
    def test_a_full_disk_is_3(self):
        path = self.write('a.txt', NEWS['a.txt'])
        done = run('code', path, '-o', '/dev/full')
        self.assertStatus(done, 3)
        self.assertIn('No space left', done.err)
        self.assertTrue(os.path.exists('/dev/full'))
        with open('/dev/full', 'wb') as full:
            for command in (['code', path], ['parse', path], ['explain', 'Egypt visited Libya.'], ['lexicon', 'stats'], ['--help']):
                with self.subTest(command):
                    done = run(*command, stdout=full)
                    self.assertStatus(done, 3)
                    self.assertIn('error[OUT001]', done.err)

    def test_a_closed_pipe_is_0_and_quiet(self):
        path = self.write('a.jsonl', '\n'.join(json.dumps({'id': str(i), 'text': NEWS['a.txt']}) for i in range(300)))
        for command in (['code', path], ['parse', path], ['code', '--threads', '2', path], ['lexicon', 'stats'], ['--help']):
            with self.subTest(command):
                with subprocess.Popen([str(PROGRAM), '-q', *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                    if path in command:
                        process.stdout.readline()
                    process.stdout.close()
                    err = process.stderr.read()
                    self.assertEqual(process.wait(), 0)
                    self.assertEqual(err, b'')

    def test_a_file_appears_whole_or_not_at_all(self):
        path = self.write('a.txt', NEWS['a.txt'])
        output = self.write('out.jsonl', 'old\n')
        done = run('code', path, '--output', output)
        self.assertStatus(done, 0)
        self.assertEqual(done.out, '')
        self.assertEqual(output.read_text(), run('code', path).out)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ['a.txt', 'out.jsonl'])

    def test_formats(self):
        folder = self.news()
        jsonl = run('code', folder, '--format', 'jsonl')
        self.assertStatus(jsonl, 0)
        found = records(jsonl.out)
        self.assertGreaterEqual(len(found), 5)
        self.assertEqual(run('code', folder).out, jsonl.out, 'JSON Lines in a pipe')
        table = run('code', folder, '--format', 'csv')
        self.assertStatus(table, 0)
        rows = list(csv.DictReader(io.StringIO(table.out, newline='')))
        self.assertEqual([row['id'] for row in rows], [record['id'] for record in found])
        for row, record in zip(rows, found):
            self.assertEqual(row['text'], record['text'])
            self.assertEqual(row['event'], record['event'][0])
            self.assertEqual(row['trigger_start'], str(record['trigger']['start']))
            self.assertNotIn(None, row)
        done = run('code', folder, '--format', 'table')
        self.assertStatus(done, 0)
        for record in found:
            self.assertIn('[' + record['trigger']['text'] + ']', done.out)
        self.assertNotIn('\x1b', done.out)

    def terminal(self, *arguments, env=None):
        """What the program prints on a terminal."""
        main, side = pty.openpty()
        surroundings = {k: v for k, v in os.environ.items() if k != 'NO_COLOR'}
        surroundings.update({'TERM': 'xterm'}, **(env or {}))
        with subprocess.Popen([str(PROGRAM), *map(str, arguments)], stdout=side, stderr=subprocess.PIPE, env=surroundings) as process:
            os.close(side)
            out = b''
            while True:
                try:
                    part = os.read(main, 65536)
                except OSError:
                    break
                if not part:
                    break
                out += part
            process.communicate()
            self.assertEqual(process.returncode, 0)
        os.close(main)
        return out.decode()

    def test_colour(self):
        path = self.write('a.txt', NEWS['a.txt'])
        self.assertIn('\x1b[', self.terminal('code', path), 'a coloured table on a terminal')
        self.assertNotIn('\x1b', self.terminal('code', path, env={'NO_COLOR': '1'}))
        self.assertNotIn('\x1b', self.terminal('code', path, env={'TERM': 'dumb'}))
        self.assertNotIn('\x1b', self.terminal('code', path, '--color', 'never'))
        self.assertNotIn('\x1b', self.terminal('code', path, '--format', 'jsonl'))
        self.assertIn('\x1b[', run('code', path, '--format', 'table', '--color', 'always').out)
        self.assertNotIn('\x1b', run('code', path, '--format', 'table', '--color', 'always', '-o', self.folder / 'o').out)


class Records(Program):
    def test_the_same_bytes_whatever_the_threads_and_the_order(self):
        texts = list(NEWS.values())
        for i in range(40):
            self.write(f'many/{i:02}.jsonl', json.dumps({'id': f'{i:02}', 'date': '2026-02-01', 'text': texts[i % 5] * (1 + i % 3)}))
        paths = sorted((self.folder / 'many').iterdir())
        first = run('code', *paths, '--threads', '1')
        self.assertStatus(first, 0)
        self.assertGreater(len(first.out), 10_000)
        for threads in ('1', '2', '5'):
            self.assertEqual(run('code', *paths, '--threads', threads).out, first.out, threads)
        by_document = sorted(first.out.splitlines(), key=lambda line: json.loads(line)['doc'])
        for seed in (1, 2):
            shuffled = paths[:]
            random.Random(seed).shuffle(shuffled)
            done = run('code', *shuffled, '--threads', '2')
            self.assertEqual(sorted(done.out.splitlines(), key=lambda line: json.loads(line)['doc']), by_document, f'seed {seed}')

    def test_every_record_is_complete_and_points_at_its_words(self):
        folder = self.news()
        done = run('code', folder, '--date', '2026-02-01')
        self.assertStatus(done, 0)
        found = records(done.out)
        self.assertGreaterEqual(len(found), 5)
        texts = {}
        for name, text in NEWS.items():
            for record in records(run('code', folder / name).out)[:1]:
                texts[record['doc']] = text
        ids = set()
        for record in found:
            with self.subTest(record['text']):
                text = texts[record['doc']]
                self.assertLessEqual(FIELDS, set(record))
                self.assertEqual(record['event_text'], record['trigger']['text'])
                self.assertEqual(record['text'], text[record['text_info']['start']:record['text_info']['end']])
                self.assertLessEqual(record['text_info']['start'], record['trigger']['start'])
                self.assertLessEqual(record['trigger']['end'], record['text_info']['end'])
                spans = [(record['trigger'], 'text')] + [(entity, 'entity_text') for entity in record['actor'] + record['recipient']]
                spans += [(record['event_loc'], 'extracted_place')] if record['event_loc'] else []
                spans += [(record['attribution'], 'entity_text')] if record['attribution'] else []
                for holder, key in spans:
                    self.assertEqual(text[holder['start']:holder['end']], holder[key])
                for entity in record['actor'] + record['recipient']:
                    self.assertLessEqual(ENTITY, set(entity))
                    self.assertTrue(entity['code'] is None or re.fullmatch('[A-Z]{3}', entity['code']))
                if record['event_loc']:
                    self.assertLessEqual(PLACE, set(record['event_loc']))
                    self.assertIn(record['event_loc']['resolution'], range(6))
                self.assertEqual(len(record['event']), 1)
                self.assertIn(record['event'][0], TYPES)
                self.assertLessEqual(len(record['mode']), 1)
                self.assertIn(record['quad_code'], (1, 2, 3, 4))
                self.assertIsInstance(record['cameo'], str)
                self.assertRegex(record['date'], r'^\d{4}-\d\d-\d\d$')
                self.assertIn(record['date_precision'], ('day', 'week', 'month', 'year', 'unknown'))
                self.assertIn(record['date_basis'], ('text', 'publication'))
                self.assertIn(record['factuality'], ('actual', 'negated', 'future', 'hypothetical'))
                self.assertIn(record['stance'], ('reported', 'assessed'))
                self.assertIn(record['trigger']['kind'], ('verbal', 'nominal'))
                self.assertIsInstance(record['historical'], bool)
                self.assertTrue(0 <= record['confidence'] <= 1)
                self.assertTrue((SOURCE / 'data' / record['why']['file']).is_file(), record['why'])
                lines = (SOURCE / 'data' / record['why']['file']).read_text(encoding='utf-8').splitlines()
                self.assertIn(f'id = "{record["why"]["frame"]}"', lines[record['why']['line'] - 1:record['why']['line'] + 2])
                ids.add(record['id'])
        self.assertEqual(len(ids), len(found), 'ids differ')

    def test_what_is_coded(self):
        """A few plain sentences that must come out right."""
        for text, want in [
                ('The Egyptian president visited Libya on Monday.', ('CONSULT', 'visit', 'EGY', 'LBY', 'actual')),
                ("The Kenyan president's visit to Ethiopia ended on Friday.", ('CONSULT', 'visit', 'KEN', 'ETH', 'actual')),
                ('Turkey attacked Syria.', ('ASSAULT', None, 'TUR', 'SYR', 'actual')),
                ('Turkey did not attack Syria.', ('ASSAULT', None, 'TUR', 'SYR', 'negated'))]:
            with self.subTest(text):
                found = records(run('code', '-', stdin=text.encode()).out)
                self.assertEqual([(r['event'][0], (r['mode'] or [None])[0], r['actor'][0]['code'], r['recipient'][0]['code'], r['factuality']) for r in found], [want])

    def test_metadata_goes_through(self):
        line = {'id': 'n1', 'title': 'T "q"', 'publisher': 'P', 'url': 'https://example.org/1', 'language': 'en', 'date': '2025-12-24', 'text': NEWS['a.txt']}
        found = records(run('code', self.write('a.jsonl', json.dumps(line)), '--date', '2026-02-01').out)
        self.assertTrue(found)
        for record in found:
            self.assertEqual(record['doc'], 'n1')
            self.assertEqual(record['cite_info'], {'url': line['url'], 'title': line['title'], 'publication': 'P', 'language': 'en', 'date': '2025-12-24'}, 'its own date wins')

    def test_annotations_point_at_their_words(self):
        path = self.write('c.txt', NEWS['c.txt'])
        done = run('annotate', path, '--date', '2026-02-01')
        self.assertStatus(done, 0)
        (found,) = records(done.out)
        text = NEWS['c.txt']
        self.assertLessEqual({'doc', 'sentences', 'tokens', 'names', 'chains', 'toponyms', 'timexes', 'attributions'}, set(found))
        for token in found['tokens']:
            self.assertEqual(text[token['start']:token['end']], token['form'])
            self.assertTrue(-1 <= token['head'] < len(found['tokens']))
        for layer in ('names', 'toponyms', 'timexes'):
            for item in found[layer]:
                self.assertEqual(text[item['start']:item['end']], item['text'])
        self.assertIn('Kenyan', [name['text'] for name in found['names']])


class Reading(Program):
    def assertConllu(self, text):
        """Ten columns, words that count on, one root, no ring. Returns the forms of each sentence."""
        sentences = []
        for block in text.split('\n\n'):
            words = [line.split('\t') for line in block.splitlines() if not line.startswith('#')]
            if not words:
                continue
            self.assertTrue(all(len(columns) == 10 and all(columns) for columns in words), block)
            self.assertEqual([columns[0] for columns in words], [str(i + 1) for i in range(len(words))])
            heads = [int(columns[6]) for columns in words]
            self.assertEqual(heads.count(0), 1, block)
            for at in range(1, len(words) + 1):
                steps = 0
                while at:
                    at = heads[at - 1]
                    steps += 1
                    self.assertLessEqual(steps, len(words), block)
            for columns in words:
                self.assertEqual(columns[6] == '0', columns[7] == 'root')
                self.assertRegex(columns[3], r'^[A-Z]+$')
            (shown,) = [line[9:] for line in block.splitlines() if line.startswith('# text = ')]
            self.assertEqual(''.join(c[1] + ('' if 'SpaceAfter=No' in c[9] else ' ') for c in words).split(), shown.split())
            sentences.append([columns[1] for columns in words])
        return sentences

    def test_parse(self):
        folder = self.news()
        done = run('parse', folder)
        self.assertStatus(done, 0)
        sentences = self.assertConllu(done.out)
        self.assertEqual(''.join(''.join(s) for s in sentences), ''.join(''.join(NEWS[name].split()) for name in sorted(NEWS)), 'every character, in order')
        self.assertEqual(run('parse', folder).out, done.out)

    def test_parse_keeps_the_words_of_conllu(self):
        line = '{}\t{}\t_\tX\t_\t_\t{}\t{}\t_\t{}\n'
        forms = [['Do', "n't", 'go', '.'], ['\u5317\u4eac', 'visited', 'Los Angeles'], ['x']]
        content = ''
        for sentence in forms:
            content += '# comment\n' + ''.join(line.format(i + 1, form, 0 if i == 0 else 1, 'root' if i == 0 else 'dep', '_') for i, form in enumerate(sentence)) + '\n'
        path = self.write('gold.conllu', content)
        done = run('parse', '--input', 'conllu', path)
        self.assertStatus(done, 0)
        self.assertEqual([[line.split('\t')[1] for line in block.splitlines() if line[0] != '#'] for block in done.out.strip().split('\n\n')], forms)
        again = run('parse', '--input', 'conllu', '-', stdin=done.stdout)
        self.assertEqual(again.out, done.out, 'what it printed it reads the same')
        done = run('parse', '--input', 'conllu', self.write('bad.conllu', content + '1\tA\n\n' + line.format(1, 'ok', 0, 'root', '_')))
        self.assertStatus(done, 1)
        self.assertRegex(done.err, r'bad\.conllu:\d+: error\[CONLLU001\]')
        self.assertIn('\tok\t', done.out)

    def test_explain(self):
        done = run('explain', 'The Egyptian president visited Libya on Monday.', '--date', '2026-02-01')
        self.assertStatus(done, 0)
        for want in ('nsubj', 'visited', 'EGY', 'LBY', 'CONSULT/visit', 'because consult.', 'frames/en/consult.toml:', '2026-01-26'):
            self.assertIn(want, done.out)
        self.assertNotIn('no event here', done.out)
        done = run('explain', 'The dog visited the garden.')
        self.assertStatus(done, 0)
        self.assertIn('no event here', done.out)
        self.assertRegex(done.out, r"not coded: 'visited' \(consult\.[\w.]+, frames/en/consult\.toml:\d+\): \w+")
        done = run('explain', 'The grass is green.')
        self.assertStatus(done, 0)
        self.assertIn('no event here', done.out)
        brief = run('explain', '--brief', self.write('b.txt', NEWS['b.txt']))
        self.assertStatus(brief, 0)
        self.assertNotIn('nsubj', brief.out)
        self.assertIn('sentence 2', brief.out)
        self.assertStatus(run('explain', self.write('empty.txt', b'')), 1)
        self.assertStatus(run('explain', ''), 0)

    def test_lexicon(self):
        done = run('lexicon', 'stats')
        self.assertStatus(done, 0)
        for want in TYPES | {'triggers', 'actors', 'names', 'CAMEO codes'}:
            self.assertIn(want, done.out)
        if SANITIZED:
            return   # thousands of examples
        done = run('lexicon', 'check')
        self.assertStatus(done, 0)
        examples, gaps, problems = map(int, re.fullmatch(r'(\d+) examples run, (\d+) of them known gaps, (\d+) problems\n', done.out).groups())
        self.assertGreater(examples, 4000)
        self.assertLess(gaps, examples / 20)
        self.assertEqual(problems, 0)

    CORPUS = '\n'.join('\n'.join('\t'.join(word) for word in sentence) + '\n' for sentence in [
        [('1', 'Oslo', 'Oslo', 'PROPN', 'NNP', '_', '2', 'nsubj', '_', '_'), ('2', 'waits', 'wait', 'VERB', 'VBZ', '_', '0', 'root', '_', 'SpaceAfter=No'),
         ('3', '.', '.', 'PUNCT', '.', '_', '2', 'punct', '_', '_')],
        [('1', 'Rain', 'rain', 'NOUN', 'NN', '_', '2', 'nsubj', '_', '_'), ('2', 'fell', 'fall', 'VERB', 'VBD', '_', '0', 'root', '_', 'SpaceAfter=No'),
         ('3', '.', '.', 'PUNCT', '.', '_', '2', 'punct', '_', '_')]]) + '\n'

    def test_train_and_eval(self):
        corpus = self.write('train.conllu', self.CORPUS)
        model = self.folder / 'm.model'
        done = run('train', '--corpus', corpus, '--dev', corpus, '--model-out', model, '-q')
        self.assertStatus(done, 0)
        first = model.read_bytes()
        self.assertStatus(run('train', '--corpus', corpus, '--model-out', model, '-q', '--threads', '1'), 0)
        self.assertEqual(model.read_bytes(), first)
        done = run('eval', corpus, '--model', model)
        self.assertStatus(done, 0)
        self.assertRegex(done.out, r'train\.conllu\t6\t\d')
        done = run('parse', '--model', model, '-', stdin=b'Rain fell.')
        self.assertStatus(done, 0)
        self.assertConllu(done.out)
        done = run('train', '--corpus', self.write('empty.conllu', b''), '--model-out', self.folder / 'n.model')
        self.assertStatus(done, 2)
        self.assertIn('error[TRAIN001]', done.err)
        self.assertFalse((self.folder / 'n.model').exists())


class Documentation(Program):
    def surroundings(self):
        """The files that the examples name."""
        self.write('article.txt', NEWS['a.txt'])
        self.news('articles')
        self.write('day.jsonl.gz', gzip.compress(json.dumps({'id': '1', 'text': NEWS['a.txt']}).encode()))
        for name in ('train.conllu', 'dev.conllu', 'gold.conllu'):
            self.write(name, Reading.CORPUS)
        (self.folder / 'models').mkdir()

    def shell(self, command):
        env = {**os.environ, 'PATH': f'{PROGRAM.parent}:{os.environ["PATH"]}'}
        return subprocess.run(['sh', '-ec', command], cwd=self.folder, env=env, capture_output=True, timeout=300, check=False)

    def test_the_examples_of_the_help_run(self):
        self.surroundings()
        shown = 0
        for command in COMMANDS:
            for line in run(command, '--help').out.splitlines():
                line = line.strip()
                if line.startswith('dragoman ') or ' | dragoman ' in line:
                    line = re.split(r' {3,}', line)[0]
                    with self.subTest(line):
                        done = self.shell(line)
                        self.assertEqual(done.returncode, 0, done.stderr.decode())
                        shown += 1
        self.assertGreaterEqual(shown, 8)

    def test_the_commands_of_the_readme_exist(self):
        readme = (SOURCE / 'README.md').read_text(encoding='utf-8')
        named = set(re.findall(r'`dragoman (\w+)', readme))
        self.assertGreaterEqual(named, {'code', 'explain', 'parse', 'lexicon'})
        helps = {command: run(command, '--help').out for command in named}
        for command, text in helps.items():
            self.assertIn('Usage', text, command)
        everything = ''.join(helps.values()) + run('--help').out
        for line in readme.splitlines():
            for flag in re.findall(r'`?(--[a-z][a-z-]+)', line) if 'dragoman' in line else []:
                self.assertIn(flag, everything)

    def test_the_shell_lines_of_the_readme_run(self):
        self.surroundings()
        readme = (SOURCE / 'README.md').read_text(encoding='utf-8')
        for line in re.findall(r'(?m)^(?: {4}|\$ )(dragoman .*)$', readme):
            with self.subTest(line):
                done = self.shell(shlex.join(shlex.split(line, comments=True)))
                self.assertEqual(done.returncode, 0, done.stderr.decode())


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
