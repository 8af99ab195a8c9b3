import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions } from '#core/bundle/compare-versions.ts';

test('versions are ordered as Semantic Versioning 2.0.0, 11 orders them', () => {
  const ascending = [
    '0.9.0',
    '1.0.0-0',
    '1.0.0-9',
    '1.0.0-10',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    '2.0.0',
    '10.0.0',
    '99999999999999999999.0.0',
  ];
  for (const [i, one] of ascending.entries()) {
    for (const [j, other] of ascending.entries()) {
      assert.equal(Math.sign(compareVersions(one, other)), Math.sign(i - j), `${one} ${other}`);
    }
  }
});
