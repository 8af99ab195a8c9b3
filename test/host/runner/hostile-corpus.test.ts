import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readCorpus } from '#scripts/hostile-corpus/read-corpus.ts';
import {
  runHostileCase,
  toAllowedEnds,
  toWithinMs,
  type HostileEnd,
} from '#scripts/hostile-corpus/run-case.ts';

const corpus = readCorpus();

describe('hostile modules, validly signed, through the model’s own process', () => {
  const ends = new Map<string, HostileEnd>();
  // One after another: making a bundle of 128 MiB would stand in the way of another's clock.
  before(async () => {
    for (const one of corpus) ends.set(one.name, await runHostileCase(one));
  });

  for (const one of corpus) {
    it(`${one.name}: ${one.about}`, () => {
      const got = ends.get(one.name);
      assert.ok(got !== undefined);
      assert.ok(toAllowedEnds(one).includes(got.end), `${got.end}: ${got.message}`);
      for (const name of one.names ?? []) assert.ok(got.message.includes(name), got.message);
      assert.doesNotMatch(got.message, /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
      assert.ok(got.tookMs <= toWithinMs(one), `${got.tookMs.toFixed(0)} ms`);
    });
  }

  it('D18 to D28 are all there, and every name is there once', () => {
    const cases = new Set(corpus.map((one) => one.case));
    const expected = Array.from({ length: 11 }, (_, at) => `D${18 + at}`);
    assert.deepEqual(
      expected.filter((one) => !cases.has(one)),
      [],
    );
    assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
    assert.ok(corpus.length >= 60);
  });
});
