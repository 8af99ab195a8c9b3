import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { linkKernel, type LinkShape } from '#compiler/bart/kernels/link-kernel.ts';
import { normalKernel } from '#compiler/bart/kernels/normal-kernel.ts';
import { MemoryLayout } from '#compiler/assembler/memory-layout.ts';
import { runUpperTail } from '#test/compiler/bart/kernels/upper-tail.ts';

const draws = 5;
const room = 6;

/** Columns of `draws` linear values after the link, with the room behind each. */
async function link(shape: LinkShape, columns: readonly (readonly number[])[]): Promise<Float64Array[]> {
  const memory = new MemoryLayout();
  const module = new ModuleBuilder();
  const normal = normalKernel(module, memory);
  const kernel = linkKernel(module, normal, shape, { draws, columnBytes: 8 * room });
  const base = memory.reserve(8 * room * columns.length);
  module.func({ params: ['i32'], result: null }, (f) => f.run(kernel, f.param(0)), 'run');
  module.data(0, memory.data());
  const { instance } = await WebAssembly.instantiate(module.emit(memory.pages, memory.pages), {});
  const { memory: own, run } = instance.exports;
  assert.ok(own instanceof WebAssembly.Memory && typeof run === 'function');
  const block = new Float64Array(own.buffer, base, room * columns.length);
  columns.forEach((column, c) => block.set(column, c * room));
  run(base);
  return columns.map((_, c) => block.slice(c * room, (c + 1) * room));
}

const hazards: LinkShape = { response: 'hazards', intervals: 2, arms: 2 };
const near = [
  [-1, -0.5, 0, 0.25, 3.9],
  [-2, -1.5, 1, 0.75, -3.9],
  [0.1, 0.2, 0.3, 0.4, 0.5],
  [-0.1, -0.2, -0.3, -0.4, -0.5],
];
const cases: readonly [string, LinkShape, readonly (readonly number[])[]][] = [
  ['all in the table', hazards, near],
  ...near.map((column, c): [string, LinkShape, readonly (readonly number[])[]] => [
    `one far value, in column ${c}`,
    hazards,
    near.with(c, column.with(4, 9)),
  ]),
  ['one far value in the first lane', hazards, near.with(3, [-30, 1, 1, 1, 1])],
  ['the event', { response: 'event', intervals: 1, arms: 4 }, near],
  ['survival', { response: 'survival', intervals: 1, arms: 4 }, near],
];
for (const [name, shape, columns] of cases) {
  test(`${name}: survival is the product of the tails in order`, async () => {
    const linked = await link(shape, columns);
    for (let arm = 0; arm < shape.arms; arm++) {
      const product = Array<number>(draws).fill(1);
      for (let interval = 0; interval < shape.intervals; interval++) {
        const c = interval * shape.arms + arm;
        const values = (columns[c] ?? []).map((z) => (shape.response === 'event' ? -z : z));
        (await runUpperTail(values)).forEach((tail, d) => (product[d] = (product[d] ?? NaN) * tail));
        assert.deepEqual([...(linked[c] ?? [])], [...product, NaN], `column ${c}`);
      }
    }
  });
}

test('values stay as they are, and the lane left over is NaN', async () => {
  const linked = await link({ response: 'value', intervals: 1, arms: 4 }, near);
  assert.deepEqual(
    linked.map((column) => [...column]),
    near.map((column) => [...column, NaN]),
  );
});
