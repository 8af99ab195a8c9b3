import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readXgboost } from '#compiler/readers/xgboost/read-xgboost.ts';
import { mostSteps, readOriginals, runModel } from '#test/compiler/trees/originals.ts';

/** Margins are equal bit for bit; what passes through an exponential function may be two floats off. */
const allowed: Readonly<Record<string, number>> = { raw: 0, probabilities: 2, value: 2 };

for (const original of readOriginals('xgboost_models.py')) {
  test(`${original.name}: margins are XGBoost's own bits`, async () => {
    for (const format of ['json', 'ubj']) {
      const model = readXgboost(original.file(format));
      for (const block of [200, 1]) {
        const rows = block === 1 ? original.rows.slice(0, 40) : original.rows;
        const ours = await runModel(model, rows, block);
        for (const [name, theirs] of Object.entries(original.outputs)) {
          const steps = mostSteps('f32', ours[name] ?? [], theirs.slice(0, rows.length));
          assert.ok(steps <= (allowed[name] ?? 0), `${format}, ${name}: ${steps} floats off`);
        }
      }
    }
  });
}
