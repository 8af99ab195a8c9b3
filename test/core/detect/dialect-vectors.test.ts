import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';
import { readVectors, toVectorBytes } from '#test/core/table/vectors.ts';

const vectors = readVectors();

for (const [name, vector] of vectors) {
  const { about, suggest } = vector;
  if (suggest === undefined) continue;
  test(`suggested, ${name}: ${about}`, () => {
    const bytes = toVectorBytes(vector);
    const found = suggestDialect({ size: bytes.length, samples: [{ offset: 0, bytes }] });
    const shown = JSON.stringify(found);
    assert.equal(found.kind, suggest.kind, shown);
    if (suggest.dialect) assert.deepEqual(found.kind === 'clear' && found.suggested.dialect, suggest.dialect);
    if (suggest.undecided)
      assert.deepEqual(found.kind === 'ambiguous' && found.undecided, suggest.undecided, shown);
    if (suggest.code) assert.equal('refusal' in found && found.refusal?.code, suggest.code, shown);
    for (const [facet, sureness] of Object.entries(suggest.sure ?? {})) {
      assert.ok('sureness' in found);
      assert.equal(new Map(Object.entries(found.sureness)).get(facet), sureness, `${facet}: ${shown}`);
    }
    const codes = found.evidence.map(({ code }) => code);
    for (const code of suggest.evidence ?? [])
      assert.ok(
        codes.some((one) => one === code),
        `${code}: ${shown}`,
      );
    if (suggest.skip) {
      assert.ok('skip' in found);
      assert.deepEqual(
        found.skip.map(({ column, equals, rows }) => [column, equals, rows]),
        suggest.skip,
      );
    }
    assert.ok(found.provisional);
  });
}
