import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLightgbm } from '#compiler/readers/lightgbm/read-lightgbm.ts';
import { mostSteps, readOriginals, runModel } from '#test/compiler/trees/originals.ts';

/** Raw scores are equal bit for bit; what passes through an exponential function may be four doubles off. */
const allowed: Readonly<Record<string, number>> = { raw: 0, probabilities: 4, value: 4 };

for (const original of readOriginals('lightgbm_models.py')) {
  test(`${original.name}: raw scores are LightGBM's own bits`, async () => {
    const model = readLightgbm(original.file('txt'));
    for (const block of [230, 1]) {
      const rows = block === 1 ? original.rows.slice(140, 170) : original.rows;
      const from = block === 1 ? 140 : 0;
      const ours = await runModel(model, rows, block);
      for (const [name, theirs] of Object.entries(original.outputs)) {
        const steps = mostSteps('f64', ours[name] ?? [], theirs.slice(from, from + rows.length));
        assert.ok(steps <= (allowed[name] ?? 0), `${name}: ${steps} doubles off`);
      }
    }
  });
}
