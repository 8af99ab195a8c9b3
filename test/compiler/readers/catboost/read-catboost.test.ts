import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCatboost } from '#compiler/readers/catboost/read-catboost.ts';
import { mostSteps, readOriginals, runModel } from '#test/compiler/trees/originals.ts';

/** Raw scores are equal bit for bit. CatBoost's own exponential function of its softmax is right to some 13 digits. */
function allowed(model: string, output: string): number {
  if (output === 'raw') return 0;
  return /class/.test(model) ? 1024 : 4;
}

for (const original of readOriginals('catboost_models.py')) {
  test(`${original.name}: raw scores are CatBoost's own bits`, async () => {
    const model = readCatboost(original.file('json'));
    for (const block of [200, 1]) {
      const rows = block === 1 ? original.rows.slice(100, 130) : original.rows;
      const from = block === 1 ? 100 : 0;
      const ours = await runModel(model, rows, block);
      for (const [name, theirs] of Object.entries(original.outputs)) {
        const steps = mostSteps('f64', ours[name] ?? [], theirs.slice(from, from + rows.length));
        assert.ok(steps <= allowed(original.name, name), `${name}: ${steps} doubles off`);
      }
    }
  });
}
