"""Writes the vectors of this folder: python3 make.py. README.md says what they hold.

Bytes are made by Python's codecs, and verdicts stated here by hand from docs/formats/profile.md, or, for sound files, as
the very table that was written, which Python's csv module must read back. Nothing here runs Visite.
"""

import csv
import io
import json
import pathlib
import sys

here = pathlib.Path(__file__).parent
vectors = {}

CRLF, LF, CR = '\r\n', '\n', '\r'
codecs = {
    'utf-8': 'utf-8', 'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be', 'windows-1252': 'cp1252',
    'iso-8859-1': 'iso8859_1', 'iso-8859-15': 'iso8859_15', 'windows-1250': 'cp1250', 'macintosh': 'mac_roman',
    'cp437': 'cp437', 'cp850': 'cp850',
}


def dialect(**stated):
    base = {'encoding': 'utf-8', 'bom': False, 'delimiter': ';', 'newline': CRLF, 'quote': '"', 'decimal': ',',
            'separatorLine': False}
    return {**base, **stated}


def encode(text, d):
    return ('\ufeff' * d['bom'] + text).encode(codecs[d['encoding']])


def vector(name, about, data, d=None, verdict=None, suggest=None):
    assert name not in vectors, name
    found = {'about': about, 'bytes': data.decode('latin-1')}
    if verdict is not None:
        found |= {'dialect': d, 'verdict': verdict}
    if suggest is not None:
        found['suggest'] = suggest
    vectors[name] = found


def lines_of(text, newline):
    """Physical lines of a text, as an editor counts them."""
    if newline == CR:
        return text.replace(CRLF, LF).replace(CR, LF).count(LF)
    return text.count(LF)


def write(rows, d, always=False):
    """By RFC 4180 section 2. Python's own writer leaves line feeds bare in files of CR; its reader must read the same."""
    marks = (d['delimiter'], '"', '\r', '\n')
    cell = lambda text: '"' + text.replace('"', '""') + '"' if always or any(m in text for m in marks) else text
    text = ''.join(d['delimiter'].join(map(cell, row)) + d['newline'] for row in rows)
    assert list(csv.reader(io.StringIO(text, newline=''), delimiter=d['delimiter'], strict=True)) == rows
    return text


def table(titles, rows, d, above='', sep=None, always=False):
    """The verdict of a sound table, line by line."""
    line = 1 + lines_of((sep + d['newline'] if sep else '') + above, d['newline'])
    header = {'line': line, 'titles': titles}
    if sep:
        header['separatorLine'] = sep
    if above:
        header['titleText'] = above
    line += lines_of(write([titles], d, always), d['newline'])
    items = []
    for row in rows:
        if all(cell.strip() == '' for cell in row):
            items.append(['blank', line])
        elif row == titles:
            items.append(['repeated-header', line])
        else:
            items.append(['row', line, row])
        line += lines_of(write([row], d, always), d['newline'])
    return {'kind': 'table', 'header': header, 'items': items}


def sound(name, about, titles, rows, d, above='', sep=None, always=False, suggest='same', **more):
    """A sound file; unless told otherwise its own dialect is what must be suggested, and clearly."""
    text = (sep + d['newline'] if sep else '') + above + write([titles, *rows], d, always)
    if suggest == 'same':
        suggest = {'kind': 'clear', 'dialect': d, **more}
    vector(name, about, encode(text, d), d, table(titles, rows, d, above, sep, always), suggest)


def read(name, about, text, items, suggest=None, titles=None, line=1, header=None, **stated):
    """A text with the verdict stated by hand."""
    d = dialect(**stated)
    head = {'line': line, 'titles': titles or ['a', 'b', 'c'], **(header or {})}
    vector(name, about, encode(text, d) if isinstance(text, str) else text, d,
           {'kind': 'table', 'header': head, 'items': items}, suggest)


def refused(name, about, data, code, line=1, suggest=None, **stated):
    d = dialect(**stated)
    vector(name, about, encode(data, d) if isinstance(data, str) else data, d,
           {'kind': 'refused', 'code': code, 'line': line}, suggest)


def suggested(name, about, text, kind, **stated):
    """What must be suggested, without a reading."""
    d = stated.pop('of', dialect())
    vector(name, about, encode(text, d) if isinstance(text, str) else text, suggest={'kind': kind, **stated})


# ---------------------------------------------------------------------------------------------------------------------
# Exports as Dutch, German and English systems write them: every delimiter, line break and encoding.

dutch_titles = ['Patiëntnummer', 'Naam', 'Geboortedatum', 'Leeftijd', 'CEA (µg/l)', 'Hb', 'Opmerking']
dutch = [
    ['0012345', 'Zoë van der Berg', '03-09-1961', '64', '4,5', '8,1', ''],
    ['0012346', "D'Hondt, André", '12-01-1958', '68', '12,25', '7,9', 'belt; komt terug'],
    ['0012347', 'Renée Brûlé', '30-11-1949', '76', '0,8', '9', 'zei: "gaat goed"'],
    ['0012348', 'Coöperman', '01-02-1970', '56', '1,1', '8,4', 'géén bijzonderheden'],
    ['0012349', 'Jansen-de Wit', '15-06-1944', '82', '103,7', '6,2', 'regel 1\nregel 2'],
    ['0012350', 'IJsbrand Façade', '29-02-1952', '74', '2,3', '8,8', '-'],
]
german_titles = ['Patienten-Nr', 'Nachname', 'Geburtsdatum', 'Größe (cm)', 'Gewicht (kg)', 'Bemerkung']
german = [
    ['A-00017', 'Müller', '03.09.1961', '178', '81,5', 'Überweisung; Hausarzt'],
    ['A-00018', 'Weiß', '12.01.1958', '165', '60,2', ''],
    ['A-00019', 'Jörg-Strauß', '30.11.1949', '182', '95,0', 'Kontrolle, 3 Monate'],
    ['A-00020', 'Öztürk', '01.02.1970', '170', '72,4', 'sagt "besser"'],
    ['A-00021', 'Äbtissin', '15.06.1944', '159', '55,9', 'ohne Befund'],
]
english_titles = ['patient_id', 'surname', 'date_of_birth', 'age', 'weight_kg', 'notes']
english = [
    ['10001', "O'Brien", '1961-09-03', '64', '81.5', ''],
    ['10002', 'Smith, Jr.', '1958-01-12', '68', '60.2', 'seen; reviewed'],
    ['10003', 'Beyoncé-Núñez', '1949-11-30', '76', '95.0', 'says "fine"'],
    ['10004', 'Taylor', '1970-02-01', '56', '72.4', 'cafe'],
    ['10005', 'Brontë', '1944-06-15', '82', '55.9', 'no findings'],
]
names = {';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar', CRLF: 'crlf', LF: 'lf', CR: 'cr'}

for delimiter in ';,\t|':
    for newline in (CRLF, LF, CR):
        for always in (False, True):
            d = dialect(delimiter=delimiter, newline=newline)
            sound(f'dutch-{names[delimiter]}-{names[newline]}{"-quoted" if always else ""}',
                  'a Dutch export with decimal commas, a delimiter, quotes and a line feed in its texts',
                  dutch_titles, dutch, d, always=always)
    sound(f'german-{names[delimiter]}', 'a German export', german_titles, german,
          dialect(delimiter=delimiter), sure={'decimal': 'certain'})
    sound(f'english-{names[delimiter]}', 'an English export with decimal points', english_titles, english,
          dialect(delimiter=delimiter, newline=LF, decimal='.'), sure={'decimal': 'certain'})

for language, titles, rows, decimal in (('dutch', dutch_titles, dutch, ','), ('german', german_titles, german, ','),
                                        ('english', english_titles, english, '.')):
    delimiter = ',' if language == 'english' else ';'
    base = {'decimal': decimal, 'delimiter': delimiter}
    sound(f'{language}-utf-8-bom', 'UTF-8 with a byte order mark, as Excel writes it', titles, rows,
          dialect(bom=True, **base), sure={'encoding': 'certain'}, evidence=['byte-order-mark'])
    for encoding in ('utf-16le', 'utf-16be'):
        sound(f'{language}-{encoding}-bom', 'UTF-16 with a byte order mark', titles, rows,
              dialect(encoding=encoding, bom=True, **base), sure={'encoding': 'certain'}, evidence=['byte-order-mark'])
        sound(f'{language}-{encoding}', 'UTF-16 without a byte order mark: seen by its NULs, and only suggested', titles,
              rows, dialect(encoding=encoding, **base), sure={'encoding': 'likely'}, evidence=['nul-pattern'])
    sound(f'{language}-windows-1252', 'Windows-1252: not UTF-8, so it is assumed and its letters are shown', titles, rows,
          dialect(encoding='windows-1252', **base), sure={'encoding': 'assumed'}, evidence=['not-utf-8', 'letters-fit'])
    # ISO 8859-1 has the same bytes for these letters: the suggestion is Windows-1252, and reads the same.
    sound(f'{language}-iso-8859-1', 'ISO 8859-1 by hand; its bytes are those of Windows-1252', titles, rows,
          dialect(encoding='iso-8859-1', **base),
          suggest={'kind': 'clear', 'dialect': dialect(encoding='windows-1252', **base)})
    sound(f'{language}-iso-8859-15', 'ISO 8859-15 by hand', titles, rows, dialect(encoding='iso-8859-15', **base),
          suggest={'kind': 'clear', 'dialect': dialect(encoding='windows-1252', **base), 'sure': {'encoding': 'assumed'}})
    for encoding in ('macintosh', 'cp850'):
        sound(f'{language}-{encoding}', f'{encoding} by hand: in Windows-1252 its letters make no sense, so nothing is chosen',
              titles, rows, dialect(encoding=encoding, **base), suggest={'kind': 'ambiguous', 'undecided': ['encoding']})

sound('euro-iso-8859-15', 'the euro of ISO 8859-15 is a currency sign in ISO 8859-1', ['nr', 'bedrag', 'x'],
      [['1', '5 €', '2'], ['2', '7 €', '3']], dialect(encoding='iso-8859-15'), suggest=None)
sound('euro-windows-1252', 'the euro of Windows-1252', ['nr', 'bedrag', 'naam'],
      [['1', '5 €', 'Šárka Žižka'], ['2', '7 €', 'Œuvre'], ['3', '9 €', '“x” … – ™']], dialect(encoding='windows-1252'))
sound('czech-windows-1250', 'Czech and Polish names in Windows-1250', ['id', 'jméno', 'věk'],
      [['1', 'Dvořák', '65'], ['2', 'Škoda', '70'], ['3', 'Łukasz Żółć', '44']], dialect(encoding='windows-1250'), suggest=None)
sound('turkish-utf-8', 'names that Windows-1252 lacks', ['nr', 'naam', 'leeftijd'],
      [['1', 'Güneş Yılmaz', '65'], ['2', 'Đặng Thị', '70'], ['3', 'Иванов', '44'], ['4', '李', '51']], dialect())
sound('emoji-utf-8', 'characters beyond the basic plane, and composed ones', ['nr', 'tekst', 'x'],
      [['1', '😀 ok', '2'], ['2', 'e\u0301', '3'], ['3', '👩\u200d⚕️', '4']], dialect())
sound('emoji-utf-16be', 'surrogate pairs', ['nr', 'tekst', 'x'], [['1', '😀', '2'], ['2', '👍👍', '3']],
      dialect(encoding='utf-16be', bom=True))
sound('cp437-umlauts', 'cp437 by hand', ['nr', 'naam', 'x'], [['1', 'Müller', '2'], ['2', 'Größe', '3']],
      dialect(encoding='cp437'), suggest={'kind': 'ambiguous', 'undecided': ['encoding']})

# ---------------------------------------------------------------------------------------------------------------------
# Bytes that are not what is declared.

h = 'a;b;c\r\n'
refused('not-utf-8', 'a letter of Windows-1252 in a file declared as UTF-8', b'a;b;c\r\n1;Ren\xe9e;3\r\n', 'encoding', 2)
refused('overlong-utf-8', 'an overlong form of a slash', b'a;b;c\r\n1;\xc0\xaf;3\r\n', 'encoding', 2)
refused('surrogate-in-utf-8', 'half a pair written as UTF-8', b'a;b;c\r\n1;\xed\xa0\x80;3\r\n', 'encoding', 2)
refused('beyond-unicode', 'a character above 10FFFF', b'a;b;c\r\n1;\xf4\x90\x80\x80;3\r\n', 'encoding', 2)
refused('utf-8-cut-off', 'the file ends within a character', b'a;b;c\r\n1;2;\xe2\x82', 'encoding', 2)
refused('utf-8-as-windows-1252', 'every letter above 7F is UTF-8', 'a;b;c\r\n1;Renée;3\r\n'.encode(), 'encoding', 1,
        encoding='windows-1252')
refused('utf-8-as-macintosh', 'the same declared as macintosh', 'a;b;c\r\n1;Renée;3\r\n'.encode(), 'encoding', 1,
        encoding='macintosh')
refused('bom-not-declared', 'a byte order mark that is not declared', b'\xef\xbb\xbfa;b;c\r\n1;2;3\r\n', 'byte-order-mark',
        suggest={'kind': 'clear', 'dialect': dialect(bom=True)})
refused('bom-missing', 'declared and not there', b'a;b;c\r\n1;2;3\r\n', 'byte-order-mark', bom=True)
refused('bom-of-utf-16', 'the mark of another encoding', '\ufeffa;b;c\r\n1;2;3\r\n'.encode('utf-16-le'), 'encoding')
refused('bom-of-the-other-order', 'UTF-16 of the other order', '\ufeffa;b;c\r\n1;2;3\r\n'.encode('utf-16-be'), 'encoding',
        encoding='utf-16le', bom=True, suggest={'kind': 'clear', 'dialect': dialect(encoding='utf-16be', bom=True)})
refused('bom-of-utf-8-in-utf-16be', 'the mark of UTF-8', b'\xef\xbb\xbfa;b;c\r\n', 'encoding', encoding='utf-16be', bom=True)
refused('utf-16-as-utf-8', 'UTF-16 without a mark, declared as UTF-8', 'a;b;c\r\n1;2;3\r\n'.encode('utf-16-le'), 'not-text')
refused('utf-16-as-cp850', 'the same declared as cp850', 'a;b;c\r\n1;2;3\r\n'.encode('utf-16-le'), 'not-text', encoding='cp850')
refused('utf-16le-odd', 'half a code unit at the end', '\ufeffa;b;c\r\n1;2;3'.encode('utf-16-le') + b'\x34', 'encoding', 2,
        encoding='utf-16le', bom=True)
refused('utf-16be-lone-high', 'the first half of a pair alone', b'\xfe\xff\0a\0;\0b\0\r\0\n\xd8\x3d\0;\x001\0\r\0\n', 'encoding', 2,
        encoding='utf-16be', bom=True)
refused('utf-16be-lone-low', 'the second half of a pair alone', b'\xfe\xff\0a\0;\0b\0\r\0\n\xde\0\0;\x001\0\r\0\n', 'encoding', 2,
        encoding='utf-16be', bom=True)
refused('utf-16le-high-at-end', 'half a pair at the end', b'\xff\xfea\0;\0b\0\r\0\n\x001\0;\0\x3d\xd8', 'encoding', 2,
        encoding='utf-16le', bom=True)
for byte in (0x81, 0x8d, 0x8f, 0x90, 0x9d):
    refused(f'windows-1252-byte-{byte:x}', 'a byte that Windows-1252 does not define',
            b'a;b;c\r\n1;2;3\r\n\xe9;' + bytes([byte]) + b';3\r\n', 'encoding', 3, encoding='windows-1252')
for byte in (0x83, 0x90):
    refused(f'windows-1250-byte-{byte:x}', 'a byte that Windows-1250 does not define',
            b'a;b;c\r\n\xe9;' + bytes([byte]) + b';3\r\n', 'encoding', 2, encoding='windows-1250')
for encoding in ('iso-8859-1', 'iso-8859-15'):
    refused(f'{encoding}-control', 'the euro of Windows-1252 is a control in ISO 8859', b'a;b;c\r\n1;\x80;3\r\n', 'encoding', 2,
            encoding=encoding)
refused('nul', 'a NUL character', b'a;b;c\r\n1;\0;3\r\n', 'not-text', 2,
        suggest={'kind': 'refused', 'code': 'not-text'})
refused('nul-in-utf-16', 'a NUL character in UTF-16', '\ufeffa;b\r\n1;\0\r\n'.encode('utf-16-le'), 'not-text', 2,
        encoding='utf-16le', bom=True, suggest={'kind': 'refused', 'code': 'not-text'})
refused('workbook', 'an Excel workbook with the name of a text file', b'PK\x03\x04\x14\0\x06\0rest', 'not-text',
        suggest={'kind': 'refused', 'code': 'not-text'})
refused('old-workbook', 'an old Excel workbook', bytes.fromhex('d0cf11e0a1b11ae1') + b'\0' * 40, 'not-text',
        suggest={'kind': 'refused', 'code': 'not-text'})
refused('pdf', 'a PDF document', b'%PDF-1.7\n', 'not-text', suggest={'kind': 'refused', 'code': 'not-text'})
refused('gzip', 'a gzip file', b'\x1f\x8b\x08\0rest', 'not-text', suggest={'kind': 'refused', 'code': 'not-text'})
refused('empty', 'no bytes', b'', 'empty-file', suggest={'kind': 'refused', 'code': 'empty-file'})
suggested('mixed-encodings', 'UTF-8 and Windows-1252 in one file: no reading is right, so none is chosen',
          'nr;naam\r\n'.encode() + 'Zoë;1\r\nBrûlé;2\r\nRenée;3\r\n'.encode() + 'Müller;4\r\nJörg;5\r\n'.encode('cp1252'),
          'ambiguous', undecided=['encoding'], evidence=['mixed-utf-8'])
suggested('bom-and-other-bytes', 'a byte order mark of UTF-8 before bytes that are not',
          b'\xef\xbb\xbfa;b\r\n1;Ren\xe9e\r\n', 'refused', code='encoding')

# ---------------------------------------------------------------------------------------------------------------------
# Quotes and line breaks, on the header a;b;c.

read('white-space-stays', 'white space belongs to the cell', h + ' 1 ;\t;3 \r\n', [['row', 2, [' 1 ', '\t', '3 ']]])
read('no-line-break-at-end', 'the last record needs none', h + '1;2;3', [['row', 2, ['1', '2', '3']]])
read('empty-cells', 'empty and quoted empty cells are both empty text', h + '1;;""\r\n', [['row', 2, ['1', '', '']]])
read('quoted-delimiter', 'a delimiter in quotes', h + '1;"2;2";3\r\n', [['row', 2, ['1', '2;2', '3']]])
read('doubled-quotes', 'quotes doubled', h + '1;"2""2";"""3"""\r\n', [['row', 2, ['1', '2"2', '"3"']]])
read('only-quotes', 'a cell of one and of two quotes', h + '1;"""";""""""\r\n', [['row', 2, ['1', '"', '""']]])
read('lf-in-quotes', 'a line feed in quotes in a CRLF file', h + '1;"x\ny";3\r\n4;5;6\r\n',
     [['row', 2, ['1', 'x\ny', '3']], ['row', 4, ['4', '5', '6']]])
read('crlf-in-quotes', 'the declared line break in quotes', h + '1;"x\r\ny";3\r\n4;5;6\r\n',
     [['row', 2, ['1', 'x\r\ny', '3']], ['row', 4, ['4', '5', '6']]])
read('cr-in-quotes', 'a CR alone is no line of an editor in a CRLF file', h + '1;"x\ry";3\r\n4;5;6\r\n',
     [['row', 2, ['1', 'x\ry', '3']], ['row', 3, ['4', '5', '6']]])
read('many-lines-in-quotes', 'blank lines within a cell', h + '1;"x\r\n\r\n\r\ny";3\r\n4;5;6\r\n',
     [['row', 2, ['1', 'x\r\n\r\n\r\ny', '3']], ['row', 6, ['4', '5', '6']]])
read('header-over-two-lines', 'a title with a line break', 'a;"b\r\nb";c\r\n1;2;3\r\n', [['row', 3, ['1', '2', '3']]],
     titles=['a', 'b\r\nb', 'c'])
read('cr-only-lines', 'lines of CR alone, and one in quotes', 'a;b\r1;"x\ry"\r3;4\r',
     [['row', 2, ['1', 'x\ry']], ['row', 4, ['3', '4']]], titles=['a', 'b'], newline=CR)
read('open-quote', 'an open quote costs its own row and shifts none', h + '1;"2;3\r\n4;5;6\r\n7;8;9\r\n',
     [['broken', 2, 'quote-not-closed'], ['row', 3, ['4', '5', '6']], ['row', 4, ['7', '8', '9']]])
read('open-quote-first-cell', 'in the first cell', h + '"1;2;3\r\n4;5;6\r\n',
     [['broken', 2, 'quote-not-closed'], ['row', 3, ['4', '5', '6']]])
read('open-quote-last-row', 'in the last row', h + '1;2;3\r\n4;5;"6', [['row', 2, ['1', '2', '3']], ['broken', 3, 'quote-not-closed']])
read('open-quote-then-quoted', 'the next quoted cell does not close it', h + '1;"2;3\r\n4;"5";6\r\n7;8;9\r\n',
     [['broken', 2, 'quote-not-closed'], ['row', 3, ['4', '5', '6']], ['row', 4, ['7', '8', '9']]])
read('two-open-quotes', 'two open quotes that would make one sound row of two', h + '1;2;"x\r\n4;5;"\r\n7;8;9\r\n',
     [['broken', 2, 'quote-not-closed'], ['broken', 3, 'quote-not-closed'], ['row', 4, ['7', '8', '9']]])
read('two-open-quotes-shift', 'two open quotes that would shift a cell', h + '1;"x;3\r\n4;";6\r\n7;8;9\r\n',
     [['broken', 2, 'quote-not-closed'], ['broken', 3, 'quote-not-closed'], ['row', 4, ['7', '8', '9']]])
read('quote-inside', 'a quote inside a bare cell', h + '1;5" slang;3\r\n4;5;6\r\n',
     [['broken', 2, 'quote-misplaced'], ['row', 3, ['4', '5', '6']]])
read('text-after-quote', 'text after a closing quote', h + '1;"2"x;3\r\n4;5;6\r\n',
     [['broken', 2, 'quote-misplaced'], ['row', 3, ['4', '5', '6']]])
read('space-before-quote', 'a space before a quote', h + '1; "2";3\r\n4;5;6\r\n',
     [['broken', 2, 'quote-misplaced'], ['row', 3, ['4', '5', '6']]])
read('space-after-quote', 'a space after a quote', h + '1;"2" ;3\r\n4;5;6\r\n',
     [['broken', 2, 'quote-misplaced'], ['row', 3, ['4', '5', '6']]])
read('backslash-quote', 'a backslash escapes nothing', h + '1;"2\\"2";3\r\n4;5;6\r\n',
     [['broken', 2, 'quote-misplaced'], ['row', 3, ['4', '5', '6']]])
read('single-quotes', 'single quotes are text', h + "1;'2;2';3\r\n4;5;6\r\n",
     [['broken', 2, 'too-many-cells'], ['row', 3, ['4', '5', '6']]])
read('typographic-quotes', 'typographic quotes are text', h + '1;“2”;3\r\n', [['row', 2, ['1', '“2”', '3']]])
refused('header-open-quote', 'an open quote in the header', 'a;"b;c\r\n1;2;3\r\n', 'header-broken')
refused('header-quote-inside', 'a quote inside a title', 'a;b"b;c\r\n1;2;3\r\n', 'header-broken')
refused('lf-declared-crlf', 'lines end in LF', 'a;b;c\n1;2;3\n', 'newline',
        suggest={'kind': 'clear', 'dialect': dialect(newline=LF)})
refused('crlf-declared-lf', 'lines end in CRLF', h + '1;2;3\r\n', 'newline', newline=LF,
        suggest={'kind': 'clear', 'dialect': dialect()})
refused('cr-declared-crlf', 'lines end in CR', 'a;b;c\r1;2;3\r', 'newline',
        suggest={'kind': 'clear', 'dialect': dialect(newline=CR)})
refused('crlf-declared-cr', 'lines end in CRLF', h + '1;2;3\r\n', 'newline', newline=CR)
refused('lf-among-crlf', 'one line ends otherwise', h + '1;2;3\n4;5;6\r\n', 'newline', 2,
        suggest={'kind': 'refused', 'code': 'newline'})
refused('cr-among-crlf', 'one line ends in CR alone', h + '1;2;3\r4;5;6\r\n', 'newline', 2)
refused('crlf-among-lf', 'one line ends in CRLF', 'a;b;c\n1;2;3\r\n4;5;6\n', 'newline', 2, newline=LF)
refused('cr-in-bare-cell', 'a CR inside a bare cell', h + '1;x\ry;3\r\n', 'newline', 2)

# ---------------------------------------------------------------------------------------------------------------------
# Rows that are no rows.

read('blank-lines', 'blank lines anywhere below the header', h + '\r\n1;2;3\r\n\r\n;;\r\n ;\t;\r\n4;5;6\r\n\r\n',
     [['blank', 2], ['row', 3, ['1', '2', '3']], ['blank', 4], ['blank', 5], ['blank', 6], ['row', 7, ['4', '5', '6']], ['blank', 8]])
read('blank-narrow', 'delimiters only, fewer than a row has', h + ';\r\n1;2;3\r\n', [['blank', 2], ['row', 3, ['1', '2', '3']]])
read('blank-quoted', 'quoted empty cells only', h + '"";"";""\r\n1;2;3\r\n', [['blank', 2], ['row', 3, ['1', '2', '3']]])
read('short-row', 'too few cells', h + '1;2\r\n4;5;6\r\n', [['broken', 2, 'too-few-cells'], ['row', 3, ['4', '5', '6']]])
read('long-row', 'too many cells', h + '1;2;3;4\r\n4;5;6\r\n', [['broken', 2, 'too-many-cells'], ['row', 3, ['4', '5', '6']]])
read('trailing-delimiter', 'a delimiter at the end of rows only', h + '1;2;3;\r\n', [['broken', 2, 'too-many-cells']])
read('trailing-delimiter-everywhere', 'and of the header: a column without a title', 'a;b;\r\n1;2;\r\n', [['row', 2, ['1', '2', '']]],
     titles=['a', 'b', ''])
read('unquoted-text', 'a delimiter in text without quotes shifts no row', h + '1;links; rechts;3\r\n4;5;6\r\n',
     [['broken', 2, 'too-many-cells'], ['row', 3, ['4', '5', '6']]])
read('line-break-without-quotes', 'a text broken over two lines without quotes', h + '1;links\r\nrechts;3\r\n4;5;6\r\n',
     [['broken', 2, 'too-few-cells'], ['broken', 3, 'too-few-cells'], ['row', 4, ['4', '5', '6']]])
read('decimal-comma-unquoted', 'decimal commas in a comma file without quotes: refused, never shifted',
     'id,bmi,age\n1,24,5,65\n2,25,70\n', [['broken', 2, 'too-many-cells'], ['row', 3, ['2', '25', '70']]],
     titles=['id', 'bmi', 'age'], delimiter=',', newline=LF, decimal='.')
read('repeated-header', 'a report of two pages', h + '1;2;3\r\na;b;c\r\n4;5;6\r\n',
     [['row', 2, ['1', '2', '3']], ['repeated-header', 3], ['row', 4, ['4', '5', '6']]])
read('repeated-header-quoted', 'quoted otherwise', h + '1;2;3\r\n"a";b;"c"\r\n', [['row', 2, ['1', '2', '3']], ['repeated-header', 3]])
read('repeated-header-other-case', 'capitals count: it is a row', h + 'A;b;c\r\n', [['row', 2, ['A', 'b', 'c']]])
read('repeated-header-first', 'straight below the header', h + 'a;b;c\r\n1;2;3\r\n', [['repeated-header', 2], ['row', 3, ['1', '2', '3']]])
read('page-break', 'pages of a report: title and header again', h + '1;2;3\r\n\r\nPagina 2\r\na;b;c\r\n4;5;6\r\n',
     [['row', 2, ['1', '2', '3']], ['blank', 3], ['broken', 4, 'too-few-cells'], ['repeated-header', 5], ['row', 6, ['4', '5', '6']]])
read('totals-row', 'a line of totals is a row to the reader; the profile skips it', h + '1;2;3\r\nTotaal;;3\r\n',
     [['row', 2, ['1', '2', '3']], ['row', 3, ['Totaal', '', '3']]])
read('form-feed', 'a page break character stands in a cell', h + '\f1;2;3\r\n', [['row', 2, ['\f1', '2', '3']]])
read('dos-end-of-file', 'the end-of-file character of DOS is a record that is too narrow', h + '1;2;3\r\n\x1a',
     [['row', 2, ['1', '2', '3']], ['broken', 3, 'too-few-cells']])
refused('header-only', 'no rows', h, 'header-only', 2, suggest={'kind': 'refused', 'code': 'header-only'})
refused('header-and-blank-only', 'blank rows only', h + '\r\n;;\r\n', 'header-only', 4)
refused('header-twice-only', 'nothing but the header', h + h, 'header-only', 3)
refused('blank-first-line', 'the header is not on the first line, and that is not declared', '\r\n' + h + '1;2;3\r\n', 'header-blank',
        suggest={'kind': 'clear', 'dialect': dialect(titleLines=1)})
refused('duplicate-titles', 'a title twice', 'a;b;a\r\n1;2;3\r\n', 'header-duplicate')
refused('two-empty-titles', 'two columns without title', 'a;;\r\n1;2;3\r\n', 'header-duplicate')
refused('comma-declared-semicolon', 'another delimiter', 'a;b;c\r\n1;2;3\r\n', 'delimiter', delimiter=',', decimal='.',
        suggest={'kind': 'clear', 'dialect': dialect()})
refused('tab-declared-semicolon', 'another delimiter', 'a\tb\r\n1\t2\r\n', 'delimiter')
read('proto-titles', 'titles that are names of JavaScript objects are titles', '__proto__;constructor;toString\r\n1;2;3\r\n',
     [['row', 2, ['1', '2', '3']]], titles=['__proto__', 'constructor', 'toString'])
read('one-column', 'a file of one column', 'bmi\r\n24,5\r\n23\r\n', [['row', 2, ['24,5']], ['row', 3, ['23']]], titles=['bmi'],
     suggest={'kind': 'clear', 'dialect': dialect(), 'evidence': ['no-delimiter'], 'sure': {'delimiter': 'assumed'}})
read('titles-with-spaces', 'titles keep their white space', ' a ;b;c\r\n1;2;3\r\n', [['row', 2, ['1', '2', '3']]], titles=[' a ', 'b', 'c'])
read('title-differs-by-case', 'titles that differ in capitals are two', 'a;A;b\r\n1;2;3\r\n', [['row', 2, ['1', '2', '3']]], titles=['a', 'A', 'b'])
read('no-break-space', 'a row of no-break spaces is blank', h + '\u00a0;\u00a0;\u00a0\r\n1;2;3\r\n', [['blank', 2], ['row', 3, ['1', '2', '3']]])
read('zero-width', 'a character that cannot be seen stays', h + '\u200b1;2;3\r\n', [['row', 2, ['\u200b1', '2', '3']]])
read('bom-inside', 'a byte order mark within the file is a character', h + '\ufeff1;2;3\r\n', [['row', 2, ['\ufeff1', '2', '3']]])
read('line-separator', 'U+2028 and U+0085 end no line', h + '1;x\u2028y\u0085z;3\r\n', [['row', 2, ['1', 'x\u2028y\u0085z', '3']]])

# ---------------------------------------------------------------------------------------------------------------------
# What spreadsheets leave behind: text, cell for cell; nothing is repaired here.

read('excel-text-number', 'a number that Excel was told to keep as text', h + '="0012345";2;3\r\n1;2;3\r\n',
     [['broken', 2, 'quote-misplaced'], ['row', 3, ['1', '2', '3']]])
read('excel-text-number-quoted', 'the same in quotes', h + '"=""0012345""";2;3\r\n', [['row', 2, ['="0012345"', '2', '3']]])
read('excel-errors', 'errors of Excel in three languages', h + '#N/B;#DEEL/0!;#WAARDE!\r\n#N/A;#DIV/0!;#NAME?\r\n#NV;#BEZUG!;#WERT!\r\n',
     [['row', 2, ['#N/B', '#DEEL/0!', '#WAARDE!']], ['row', 3, ['#N/A', '#DIV/0!', '#NAME?']], ['row', 4, ['#NV', '#BEZUG!', '#WERT!']]])
read('excel-exponent', 'a patient number with an exponent', h + '1,2E+07;2;3\r\n', [['row', 2, ['1,2E+07', '2', '3']]])
read('excel-dates', 'dates that Excel made of codes', h + '3-sep;mrt-14;2026-03-09 00:00:00\r\n', [['row', 2, ['3-sep', 'mrt-14', '2026-03-09 00:00:00']]])
read('formulas', 'what would be a formula is text', h + "=HYPERLINK(0);+1+1;@SOM(1)\r\n-5,2;'007;-\r\n",
     [['row', 2, ['=HYPERLINK(0)', '+1+1', '@SOM(1)']], ['row', 3, ['-5,2', "'007", '-']]])
read('unicode-minus', 'a minus of Unicode', h + '−5;−4,5;3\r\n', [['row', 2, ['−5', '−4,5', '3']]])
read('decimals-either-way', 'the reader changes no number', h + '1.234;1,234;1 234\r\n', [['row', 2, ['1.234', '1,234', '1 234']]])
read('comparisons', 'bounds are text', h + '<0,1;>1000;≤5\r\n', [['row', 2, ['<0,1', '>1000', '≤5']]])

# ---------------------------------------------------------------------------------------------------------------------
# The sep= line.

for delimiter in ';,\t|':
    d = dialect(delimiter=delimiter, separatorLine=True)
    sound(f'sep-{names[delimiter]}', "Excel's sep= line", german_titles, german, d, sep=f'sep={delimiter}',
          evidence=['separator-line-says'])
    refused(f'sep-{names[delimiter]}-undeclared', 'a sep= line that is not declared', f'sep={delimiter}\r\na;b\r\n1;2\r\n', 'separator-line')
sound('sep-capitals', 'in capitals, and kept so', german_titles, german, dialect(separatorLine=True), sep='SEP=;')
sound('sep-bom', 'behind a byte order mark', german_titles, german, dialect(separatorLine=True, bom=True), sep='sep=;')
sound('sep-utf-16', 'in UTF-16', german_titles, german, dialect(separatorLine=True, bom=True, encoding='utf-16le'), sep='sep=;')
refused('sep-missing', 'declared and not there', h + '1;2;3\r\n', 'separator-line', separatorLine=True)
refused('sep-other', 'another delimiter than the declared one', 'sep=,\r\n' + h + '1;2;3\r\n', 'separator-line', separatorLine=True)
refused('sep-quoted', 'in quotes, which Excel does not read', '"sep=;"\r\n' + h + '1;2;3\r\n', 'separator-line', separatorLine=True)
suggested('sep-lies', 'the sep= line names a delimiter that the rows do not have', 'sep=,\r\nid;leeftijd\r\n1;65\r\n2;70\r\n',
          'ambiguous', undecided=['separator-line'])
suggested('sep-lies-decimal-commas', 'the sep= line names the decimal comma of rows that semicolons cut',
          'sep=,\r\nid;leeftijd;hb;datum\r\n' + ''.join(f'{n:05};{40 + n};{7 + n % 3},{n % 10};0{1 + n % 9}-02-2026\r\n' for n in range(30)),
          'ambiguous', undecided=['separator-line'])
read('sep-second-line', 'sep= on a later line is text', 'a;b;c\r\nsep=,;2;3\r\n', [['row', 2, ['sep=,', '2', '3']]])

# ---------------------------------------------------------------------------------------------------------------------
# Title lines.

titled = {
    'one': 'Polikliniek oncologie\r\n',
    'two': 'Polikliniek oncologie\r\nUitdraai 24-11-2026 09:15\r\n',
    'blank-between': 'Polikliniek oncologie\r\n\r\n',
    'blank-only': '\r\n\r\n',
    'padded': 'Polikliniek oncologie;;;;;\r\n;;;;;\r\n',
    'pairs': 'Afdeling;Oncologie\r\nPeriode;2026\r\nAantal;5\r\n\r\n',
    'commas': 'Uitdraai, afdeling oncologie, 24 november 2026\r\n',
    'quote': '5" slangen en meer\r\n',
    'ten': ''.join(f'Regel {i}\r\n' for i in range(10)),
}
for name, above in titled.items():
    count = above.count('\n')
    for language, titles, rows in (('dutch', dutch_titles, dutch), ('german', german_titles, german)):
        sound(f'titles-{name}-{language}', 'lines above the header are kept and counted', titles, rows, dialect(titleLines=count),
              above=above, evidence=['title-lines'])
sound('titles-sep', 'below a sep= line', german_titles, german, dialect(titleLines=2, separatorLine=True),
      above='Bericht\r\n\r\n', sep='sep=;')
sound('titles-bom', 'behind a byte order mark', german_titles, german, dialect(titleLines=1, bom=True), above='Bericht\r\n')
sound('titles-cr', 'with CR alone', german_titles, german, dialect(titleLines=2, newline=CR), above='Bericht\r\r')
sound('titles-lf-comma', 'of a comma file', english_titles, english, dialect(titleLines=2, newline=LF, delimiter=',', decimal='.'),
      above='Extract of the registry\nRun 24 Nov 2026\n')
sound('titles-tab', 'of a tab file', german_titles, german, dialect(titleLines=1, delimiter='\t'), above='Bericht\r\n')
read('titles-line-feed', 'a line feed in a quoted title is a line of an editor', '"Rapport\nvan mei"\r\n' + h + '1;2;3\r\n',
     [['row', 4, ['1', '2', '3']]], line=3, header={'titleText': '"Rapport\nvan mei"\r\n'}, titleLines=2)
read('titles-open-quote', 'quotes mean nothing in title lines', '"Rapport\r\n' + h + '1;2;3\r\n', [['row', 3, ['1', '2', '3']]],
     line=2, header={'titleText': '"Rapport\r\n'}, titleLines=1)
refused('titles-too-many', 'fewer lines than declared', h + '1;2;3\r\n', 'header-blank', 3, titleLines=5)
refused('titles-one-too-many', 'a blank line where the header should be', 'Rapport\r\n\r\n' + h + '1;2;3\r\n', 'header-blank', 2, titleLines=1)
refused('titles-other-break', 'a title that ends in another line break', 'Rapport\n' + h + '1;2;3\r\n', 'newline', 1, titleLines=1)
refused('titles-sep-undeclared', 'a sep= line is no title', 'sep=;\r\n' + h + '1;2;3\r\n', 'separator-line', 1, titleLines=1)

# ---------------------------------------------------------------------------------------------------------------------
# Which dialect: delimiter, decimal mark, header.

many = [[f'{i:05d}', str(50 + i), f'{20 + i / 10:.1f}'.replace('.', ','), 'opmerking, kort', f'0{i % 9 + 1}-0{i % 8 + 1}-2026'] for i in range(14)]
many_titles = ['nummer', 'leeftijd', 'bmi', 'tekst', 'datum']
sound('suggest-semicolon-with-commas', 'a semicolon file in which every text holds a comma', many_titles, many, dialect(),
      sure={'delimiter': 'certain', 'decimal': 'certain', 'header': 'certain'}, evidence=['cells-per-row', 'decimal-only-comma'])
sound('suggest-comma-with-decimal-commas', 'a comma file with decimal commas in quotes', many_titles, many, dialect(delimiter=','),
      sure={'delimiter': 'certain', 'decimal': 'certain'})
sound('suggest-tab-with-decimal-commas', 'a tab file with decimal commas', many_titles, many, dialect(delimiter='\t'),
      sure={'delimiter': 'certain', 'decimal': 'certain'})
sound('suggest-bar-with-decimal-commas', 'a bar file with decimal commas', many_titles, many, dialect(delimiter='|'),
      sure={'delimiter': 'certain'})
one = [[f'{20 + i / 10:.1f}'.replace('.', ',')] for i in range(12)]
sound('suggest-one-column', 'one column of decimal commas is no comma file', ['bmi'], one, dialect(), sure={'decimal': 'certain'})
two = [[f'{i:05d}', f'{20 + i / 10:.1f}'.replace('.', ',')] for i in range(12)]
sound('suggest-two-columns', 'two columns, one decimal comma in each row', ['nummer', 'bmi'], two, dialect(), sure={'delimiter': 'certain'})
sound('suggest-comma-in-title', 'as many commas in the titles as in each row: figures decide over twelve rows',
      ['nummer', 'bmi, bij opname'], two, dialect(), sure={'delimiter': 'certain'})
suggested('suggest-either-delimiter', 'two readings without a trace of which', 'a,b;c\r\nx,y;z\r\np,q;r\r\n', 'ambiguous', undecided=['delimiter'])
suggested('suggest-name-comma-tab', 'a comma in the name and in its title: two rows cannot tell', 'Naam, voornaam\tLeeftijd\r\nJansen, Piet\t65\r\nDe Vries, An\t70\r\n',
          'ambiguous', undecided=['delimiter'])
suggested('suggest-thousands', '1.234 only: a decimal or a thousands mark, nobody can tell', 'nr;trombocyten\r\n1;1.234\r\n2;2.345\r\n',
          'ambiguous', undecided=['decimal'], evidence=['decimal-either'])
suggested('suggest-thousands-comma', '"1,234" only, in a comma file', 'nr,platelets\r\n1,"1,234"\r\n2,"2,345"\r\n',
          'ambiguous', undecided=['decimal'], evidence=['decimal-either'])
suggested('suggest-both-marks', 'decimal commas and points in equal number', 'nr;crp;hb\r\n1;4,5;8.1\r\n2;3,5;7.9\r\n3;2,5;9.1\r\n',
          'ambiguous', undecided=['decimal'], evidence=['decimal-only-comma', 'decimal-only-point'])
suggested('suggest-few-points', 'points among many commas are slips, and are told', 'nr;crp\r\n' + ''.join(f'{i};{i},5\r\n' for i in range(60)) + '99;4.5\r\n',
          'clear', dialect=dialect(), sure={'decimal': 'likely'}, evidence=['decimal-only-comma', 'decimal-only-point'])
suggested('suggest-grouped-and-decimal', '1.234,5 tells both marks', 'nr;kosten\r\n1;1.234,5\r\n2;2.345,25\r\n3;12,5\r\n', 'clear',
          dialect=dialect(), sure={'decimal': 'likely'})
suggested('suggest-no-decimals-semicolon', 'no decimals at all: assumed', 'nr;leeftijd\r\n1;65\r\n2;70\r\n', 'clear', dialect=dialect(),
          sure={'decimal': 'assumed'}, evidence=['decimal-by-delimiter'])
suggested('suggest-no-decimals-comma', 'the same with commas', 'nr,age\n1,65\n2,70\n', 'clear',
          dialect=dialect(delimiter=',', newline=LF, decimal='.'), sure={'decimal': 'assumed'})
suggested('suggest-dates-no-decimals', '03.09.1961 is no decimal', 'nr;geboren\r\n1;03.09.1961\r\n2;12.01.1958\r\n', 'clear', dialect=dialect(),
          sure={'decimal': 'assumed'})
suggested('suggest-no-header', 'rows without a header', ''.join(f'{i:05d};65;{i},5\r\n' for i in range(12)), 'ambiguous', undecided=['header'],
          evidence=['header-looks-like-data'])
suggested('suggest-two-headers', 'titles twice, in two languages: which is the header?', 'id;age;bmi\r\nnummer;leeftijd;index\r\n1;65;24,5\r\n2;66;23,5\r\n3;61;29,5\r\n4;62;28,5\r\n5;60;22,5\r\n',
          'ambiguous', undecided=['header'], evidence=['header-two-candidates'])
suggested('suggest-all-words', 'words over words: the first full line is assumed to be the header', 'arts;geslacht;stadium\r\nA;man;drie\r\nB;vrouw;vier\r\n',
          'clear', dialect=dialect(), sure={'header': 'assumed'}, evidence=['header-first-full-row'])
suggested('suggest-index-column', 'a first column without title, as pandas writes it', ',age,bmi\n0,65,24.5\n1,66,23.5\n2,61,29.5\n', 'clear',
          dialect=dialect(delimiter=',', newline=LF, decimal='.'))
suggested('suggest-totals', 'a line of totals becomes a rule to skip it', 'nummer;leeftijd;bmi\r\n' + ''.join(f'{i:03d};6{i};2{i},5\r\n' for i in range(8)) + 'Totaal;;8\r\n',
          'clear', dialect=dialect(), skip=[['nummer', 'Totaal', 1]], evidence=['totals-rows'])
suggested('suggest-totals-german', 'in German', 'Nummer;Alter;BMI\r\n' + ''.join(f'{i:03d};6{i};2{i},5\r\n' for i in range(8)) + 'Summe:;504;\r\n',
          'clear', dialect=dialect(), skip=[['Nummer', 'Summe:', 1]])
suggested('suggest-repeated-headers', 'pages of a report', 'nummer;leeftijd\r\n1;65\r\n2;66\r\nnummer;leeftijd\r\n3;67\r\n4;68\r\n', 'clear',
          dialect=dialect(), evidence=['repeated-headers'])
suggested('suggest-ragged', 'one row of twenty is too short', 'nr;leeftijd;bmi\r\n' + ''.join(f'{i};65;24,5\r\n' for i in range(19)) + '20;65\r\n',
          'clear', dialect=dialect(), evidence=['ragged-rows', 'lines-after-table'])
suggested('suggest-note-after', 'a note below the table', 'nr;leeftijd;bmi\r\n' + ''.join(f'{i};65;24,5\r\n' for i in range(12)) + '\r\nEinde van het overzicht\r\n',
          'clear', dialect=dialect(), evidence=['lines-after-table', 'blank-rows'])
suggested('suggest-dashes', 'a line of dashes below the header, as databases draw it', 'nr;leeftijd;bmi\r\n---;--------;----\r\n' + ''.join(f'{i};65;24,5\r\n' for i in range(12)),
          'clear', dialect=dialect(), sure={'header': 'certain'})
suggested('suggest-units-row', 'a row of units below the header is a row, and will be refused', 'nr;leeftijd;bmi\r\n;jaar;kg/m2\r\n' + ''.join(f'{i};65;24,5\r\n' for i in range(12)),
          'clear', dialect=dialect())
suggested('suggest-row-names', 'rows with a name that the header has no title for, as R writes them', 'age;bmi\r\n' + ''.join(f'{i};65;24,5\r\n' for i in range(12)),
          'ambiguous', undecided=['header'], evidence=['header-looks-like-data'])
suggested('suggest-mostly-empty', 'columns that are mostly empty', 'nr;crp;hb;opm;overleden\r\n' + ''.join(f'{i};{"4,5" if i % 5 == 0 else ""};;;\r\n' for i in range(15)),
          'clear', dialect=dialect(), sure={'decimal': 'likely'})
suggested('suggest-numbers-as-titles', 'some titles are years', 'nr;2024;2025;naam\r\n' + ''.join(f'P{i:03d};{i},5;{i},7;Jansen\r\n' for i in range(12)),
          'ambiguous', undecided=['header'])
suggested('suggest-dos-end', 'an old file of DOS: cp850 and its end-of-file character',
          ('nr;naam;bmi\r\n' + ''.join(f'{i};Jörg Müller;24,5\r\n' for i in range(12))).encode('cp850') + b'\x1a', 'ambiguous',
          undecided=['encoding'], evidence=['lines-after-table'])
suggested('suggest-faulty-quotes', 'a quote out of place in one row', 'nr;tekst;bmi\r\n' + ''.join(f'{i};x;24,5\r\n' for i in range(12)) + '20;5" slang;24,5\r\n',
          'clear', dialect=dialect(), evidence=['faulty-quotes'])
suggested('suggest-prose', 'prose is no table', 'Dit is, zeg maar, een brief.\r\nMet zinnen; en zo.\r\nEn niets anders.\r\n', 'refused', code='delimiter')
suggested('suggest-blank', 'blank lines only', '\r\n;;\r\n\r\n', 'refused', code='header-blank')
suggested('suggest-json', 'JSON without FHIR', '[{"a": 1}]\n', 'refused', code='not-text')
suggested('suggest-html', 'a web page under the name of a table', '<html><table><tr><td>1</td></tr></table></html>', 'refused', code='not-text')
suggested('suggest-duplicate-title', 'clear, and refused for its header', 'nr;bmi;bmi\r\n1;24,5;23,5\r\n2;22,5;21,5\r\n', 'clear', dialect=dialect(),
          code='header-duplicate')
suggested('suggest-ascii', 'nothing but ASCII', 'nr;bmi\r\n1;24,5\r\n2;22,5\r\n', 'clear', dialect=dialect(), evidence=['ascii-only'])
suggested('suggest-mixed-line-breaks', 'line feeds in quotes of a CRLF file', 'nr;tekst;bmi\r\n' + ''.join(f'{i};"a\nb";24,5\r\n' for i in range(12)), 'clear',
          dialect=dialect(), evidence=['newlines-mixed'])
suggested('suggest-quoted-delimiters', 'texts full of other delimiters, in quotes', 'nr,tekst,bmi\n' + ''.join(f'{i},"a;b|c\td, e",24.5\n' for i in range(12)), 'clear',
          dialect=dialect(delimiter=',', newline=LF, decimal='.'))


def main():
    made = {f'{name}.json': json.dumps(found, indent=1, ensure_ascii=True) + '\n' for name, found in vectors.items()}
    there = {path.name: path.read_text() for path in here.glob('*.json')}
    if '--check' in sys.argv:
        other = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
        return f'not as made: {other}' if other else 0
    for name in there.keys() - made.keys():
        (here / name).unlink()
    for name, text in made.items():
        (here / name).write_text(text)
    print(f'{len(made)} vectors')
    return 0


if __name__ == '__main__':
    sys.exit(main())
