import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dialectEvidenceCodes } from '#core/detect/dialect-evidence.ts';
import { readVectors, toVectorBytes } from '#test/core/table/vectors.ts';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';

test('docs/formats/evidence-dialect.md explains every code, and no other', () => {
  const page = readFileSync(new URL('../../../docs/formats/evidence-dialect.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('## Evidence'));
  const cells = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell);
  const codes = cells.flatMap((cell) => [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = '']) => code));
  assert.deepEqual(codes.toSorted(), dialectEvidenceCodes.toSorted());
});

test('every code is given for some vector', () => {
  const given = new Set(
    readVectors().flatMap(([, vector]) => {
      const bytes = toVectorBytes(vector);
      return suggestDialect({ size: bytes.length, samples: [{ offset: 0, bytes }] }).evidence.map(
        ({ code }) => code,
      );
    }),
  );
  assert.deepEqual(
    dialectEvidenceCodes.filter((code) => !given.has(code)),
    [],
  );
});

test('no piece of evidence holds a value of a row', () => {
  for (const [name, vector] of readVectors()) {
    const bytes = toVectorBytes(vector);
    const { evidence } = suggestDialect({ size: bytes.length, samples: [{ offset: 0, bytes }] });
    for (const { what = '' } of evidence)
      assert.match(what, /^[a-z0-9-]*$|^(?:CRLF|LF|CR)$|^[;,|.\t]$/, name);
  }
});
