import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOnnx } from '#compiler/readers/onnx/read-onnx.ts';
import { mostSteps, readOriginals, runModel } from '#test/compiler/trees/originals.ts';

/**
 * Sums are equal bit for bit. Of a small probability onnxruntime's logistic function has seven decimals; its softmax of
 * doubles is as exact as its exponential function.
 */
const approximate = /LOGISTIC|SOFTMAX|classes-all-double/;

for (const original of readOriginals('onnx_models.py')) {
  test(`${original.name}: as onnxruntime`, async () => {
    const model = readOnnx(original.file('onnx'));
    for (const block of [original.rows.length, 1]) {
      const rows = original.rows.slice(0, block === 1 ? 20 : undefined);
      const ours = await runModel(model, rows, block);
      for (const [name, theirs] of Object.entries(original.outputs)) {
        if (approximate.test(original.name) && name !== 'label') {
          assert.ok(mostApart(ours[name] ?? [], theirs) < 1.3e-7, name);
          continue;
        }
        const double = original.name.startsWith('five') && !original.name.includes('float32');
        const steps = mostSteps(double ? 'f64' : 'f32', ours[name] ?? [], theirs.slice(0, rows.length));
        assert.equal(steps, 0, name);
      }
    }
  });
}

function mostApart(ours: readonly (readonly number[])[], theirs: readonly (readonly number[])[]): number {
  return Math.max(
    ...ours.map((row, r) => Math.max(...row.map((x, i) => Math.abs(x - (theirs[r]?.[i] ?? NaN))))),
  );
}
