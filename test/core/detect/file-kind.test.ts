import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toFileKind } from '#core/detect/file-kind.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('what a file is, by its first bytes', () => {
  const cases: readonly (readonly [name: string, head: Uint8Array, kind: string])[] = [
    ['nothing', bytes(''), 'empty'],
    ['a table', bytes('id;age\r\n1;2\r\n'), 'delimited'],
    ['a table with a byte order mark', bytes('\xEF\xBB\xBFid;age\r\n'), 'delimited'],
    ['a table in UTF-16', Buffer.from('\uFEFFid;age\r\n', 'utf16le'), 'delimited'],
    ['a table whose first title is in brackets', bytes('[id];age\r\n'), 'delimited'],
    ['a table whose first title is in braces', bytes('{id};age\r\n'), 'delimited'],
    ['a table that begins with a comparison', bytes('<5;age\r\n'), 'delimited'],
    ['XLSX or ODS', bytes('PK\x03\x04\x14\0'), 'workbook'],
    ['XLS', bytes('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'), 'workbook'],
    ['Parquet', bytes('PAR1\x15'), 'parquet'],
    ['an Arrow file', bytes('ARROW1\0\0'), 'arrow'],
    ['an Arrow stream', bytes('\xFF\xFF\xFF\xFF\x10'), 'arrow'],
    ['a Bundle', bytes('{ "resourceType": "Bundle" }'), 'fhir'],
    ['a Bundle with a byte order mark', bytes('\xEF\xBB\xBF{"resourceType":"Bundle"}'), 'fhir'],
    ['NDJSON', bytes('{"id":"1","resourceType":"Patient"}\n{"resourceType":"Patient"}\n'), 'fhir'],
    ['other JSON', bytes('[{"id": 1}]'), 'other'],
    ['a web page under the name of a workbook', bytes('<html xmlns:x="urn:x"><table>'), 'other'],
    ['a table of a web page', bytes('\r\n<TABLE border=1>'), 'other'],
    ['XML', bytes('<?xml version="1.0"?><Workbook>'), 'other'],
    ['PDF', bytes('%PDF-1.7'), 'other'],
    ['gzip', bytes('\x1F\x8B\x08'), 'other'],
    ['SQLite', bytes('SQLite format 3\0'), 'other'],
    ['RTF', bytes('{\\rtf1'), 'other'],
    ['an empty zip file', bytes('PK\x05\x06'), 'other'],
  ];
  for (const [name, head, kind] of cases) {
    it(`${name}: ${kind}`, () => assert.equal(toFileKind(head).kind, kind));
  }
});
