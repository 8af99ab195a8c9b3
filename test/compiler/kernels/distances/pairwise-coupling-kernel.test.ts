import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '#compiler/ir/graph.ts';
import { runProgram } from '#test/compiler/run-program.ts';

/** `multiclass_probability` of libsvm 3.3 (svm.cpp), in double. */
function multiclassProbability(k: number, r: readonly (readonly number[])[]): number[] {
  const at = (i: number, j: number): number => r[i]?.[j] ?? NaN;
  const p = Array<number>(k).fill(1 / k);
  const q = Array.from({ length: k }, () => Array<number>(k).fill(0));
  const qp = Array<number>(k).fill(0);
  const Q = (i: number, j: number): number => q[i]?.[j] ?? NaN;
  for (let t = 0; t < k; t++) {
    for (let j = 0; j < k; j++) {
      const row = q[t] ?? [];
      if (j === t) continue;
      row[t] = (row[t] ?? 0) + at(j, t) * at(j, t);
      row[j] = -at(j, t) * at(t, j);
    }
  }
  for (let turn = 0; turn < Math.max(100, k); turn++) {
    let pqp = 0;
    for (let t = 0; t < k; t++) {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += Q(t, j) * (p[j] ?? NaN);
      qp[t] = sum;
      pqp += (p[t] ?? NaN) * sum;
    }
    if (Math.max(...qp.map((value) => Math.abs(value - pqp))) < 0.005 / k) break;
    for (let t = 0; t < k; t++) {
      const diff = (-(qp[t] ?? NaN) + pqp) / Q(t, t);
      p[t] = (p[t] ?? NaN) + diff;
      pqp = (pqp + diff * (diff * Q(t, t) + 2 * (qp[t] ?? NaN))) / (1 + diff) / (1 + diff);
      for (let j = 0; j < k; j++) {
        qp[j] = ((qp[j] ?? NaN) + diff * Q(t, j)) / (1 + diff);
        p[j] = (p[j] ?? NaN) / (1 + diff);
      }
    }
  }
  return p;
}

for (const classes of [2, 3, 5, 9]) {
  void test(`${classes} classes: the bits of libsvm`, async () => {
    const pairs = (classes * (classes - 1)) / 2;
    const cases = Array.from({ length: 20 }, (_, c) =>
      Array.from({ length: pairs }, (__, i) => 0.5 + 0.4999999 * Math.sin(c * 1.7 + i * 2.3)),
    );
    const expected = cases.map((row) => {
      const r = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
      let at = 0;
      for (let i = 0; i < classes; i++) {
        for (let j = i + 1; j < classes; j++) {
          const value = row[at++] ?? NaN;
          (r[i] ?? [])[j] = value;
          (r[j] ?? [])[i] = 1 - value;
        }
      }
      return multiclassProbability(classes, r);
    });
    const graph = new Graph();
    const x = graph.input('x', { dtype: 'f64', shape: [1, pairs] });
    const p = graph.one({ kind: 'pairwise-coupling', classes }, [x], 'test');
    assert.deepEqual(
      await runProgram({ inputs: graph.inputs, outputs: new Map([['p', p]]) }, cases),
      expected,
    );
  });
}
