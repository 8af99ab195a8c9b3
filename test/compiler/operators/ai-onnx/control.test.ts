import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toConstant, type Constant } from '#compiler/ir/tensor.ts';
import {
  makeGraph,
  makeModel,
  makeNode,
  type Attributes,
  type GraphInit,
} from '#test/compiler/readers/onnx/make-model.ts';
import { runModel } from '#test/compiler/readers/onnx/run-model.ts';

const x = { dtype: 'f32', shape: ['N', 2] } as const;
const yes = toConstant('bool', [], [1]);
const scalar = (value: number): Constant => toConstant('i64', [], [value]);
const branch = (operator: string): ReturnType<typeof makeGraph> =>
  makeGraph({ nodes: [makeNode(operator, ['x', 'two'], ['r'])], outputs: ['r'] });
const two = toConstant('f32', [1], [2]);

function model(graph: Partial<GraphInit>): Uint8Array {
  return makeModel({ inputs: { x }, nodes: [], outputs: ['y'], ...graph });
}

describe('If', () => {
  const branches: Attributes = { then_branch: branch('Add'), else_branch: branch('Mul') };
  test('a known condition takes one branch, which sees the outer values', async () => {
    const bytes = model({ constants: { yes, two }, nodes: [makeNode('If', ['yes'], ['y'], branches)] });
    assert.deepEqual(await runModel(bytes, [3, 5]), { y: [5, 7] });
  });
  test('a condition that depends on the patient takes both', async () => {
    const bytes = model({
      constants: { two, limit: toConstant('f32', [], [3]), at: scalar(0), axes: toConstant('i64', [1], [0]) },
      nodes: [
        makeNode('Squeeze', ['x', 'axes'], ['flat']),
        makeNode('Gather', ['flat', 'at'], ['first']),
        makeNode('Less', ['first', 'limit'], ['small']),
        makeNode('If', ['small'], ['y'], branches),
      ],
    });
    assert.deepEqual(await runModel(bytes, [1, 9]), { y: [3, 11] });
    assert.deepEqual(await runModel(bytes, [4, 9]), { y: [8, 18] });
  });
});

describe('Loop', () => {
  /** s ← s + x · i; goes on while i < `last`; gives s at each step. */
  const body = (last: number): ReturnType<typeof makeGraph> =>
    makeGraph({
      inputs: {
        i: { dtype: 'i64', shape: [] },
        go: { dtype: 'bool', shape: [] },
        s: { dtype: 'f32', shape: [1, 2] },
      },
      constants: { last: scalar(last) },
      nodes: [
        makeNode('Cast', ['i'], ['f'], { to: 1n }),
        makeNode('Mul', ['x', 'f'], ['m']),
        makeNode('Add', ['s', 'm'], ['n']),
        makeNode('Less', ['i', 'last'], ['on']),
        makeNode('Identity', ['n'], ['each']),
      ],
      outputs: ['on', 'n', 'each'],
    });
  const cases: readonly (readonly [
    string,
    GraphInit['nodes'][number],
    readonly number[],
    readonly number[],
  ])[] = [
    [
      'a number of times',
      makeNode('Loop', ['three', '', 'x'], ['y', 'all'], { body: body(9) }),
      [4, 8],
      [1, 2, 2, 4, 4, 8],
    ],
    [
      'as long as it is to',
      makeNode('Loop', ['', 'yes', 'x'], ['y', 'all'], { body: body(1) }),
      [2, 4],
      [1, 2, 2, 4],
    ],
  ];
  for (const [name, node, last, all] of cases) {
    test(name, async () => {
      const bytes = model({ constants: { three: scalar(3), yes }, nodes: [node], outputs: ['y', 'all'] });
      assert.deepEqual(await runModel(bytes, [1, 2]), { y: last, all });
    });
  }
  test('not once', async () => {
    const nodes = [makeNode('Loop', ['none', '', 'x'], ['y', ''], { body: body(9) })];
    const bytes = model({ constants: { none: scalar(0) }, nodes });
    await assert.rejects(runModel(bytes, [1, 2]), /no iteration/);
  });
});

describe('Scan', () => {
  /** Running sums, and the element before. */
  const body = makeGraph({
    inputs: { s: { dtype: 'f32', shape: [1] }, e: { dtype: 'f32', shape: [1] } },
    nodes: [makeNode('Add', ['s', 'e'], ['n']), makeNode('Identity', ['n'], ['each'])],
    outputs: ['n', 'each'],
  });
  const start = toConstant('f32', [1], [10]);
  const run = async (attributes: Attributes): Promise<unknown> =>
    runModel(
      model({
        constants: { start },
        nodes: [makeNode('Scan', ['start', 'x'], ['y', 'all'], { body, num_scan_inputs: 1n, ...attributes })],
        outputs: ['y', 'all'],
      }),
      [1, 2],
    );
  test('along an axis', async () => {
    assert.deepEqual(await run({ scan_input_axes: [1n] }), { y: [13], all: [11, 13] });
  });
  test('backwards, and its output forwards', async () => {
    const attributes = { scan_input_axes: [1n], scan_input_directions: [1n], scan_output_directions: [1n] };
    assert.deepEqual(await run(attributes), { y: [13], all: [13, 12] });
  });
  test('a body without a changing state gives the same written out and all at once', async () => {
    // Distances of x to each row: the state x is handed on. With `count` a second, changing state: written out.
    const rows = toConstant('f32', [3, 2], [0, 0, 3, 4, -1, 2]);
    const distances = (more: boolean): ReturnType<typeof makeGraph> => {
      const one = { dtype: 'f32', shape: [1] } as const;
      const pair = { dtype: 'f32', shape: [2] } as const;
      return makeGraph({
        inputs: { a: { dtype: 'f32', shape: [1, 2] }, ...(more ? { count: one } : {}), r: pair },
        constants: { axes: toConstant('i64', [1], [1]) },
        nodes: [
          makeNode('Identity', ['a'], ['same']),
          ...(more ? [makeNode('Add', ['count', 'count'], ['next'])] : []),
          makeNode('Sub', ['a', 'r'], ['d']),
          makeNode('Relu', ['r'], ['positive']),
          makeNode('Add', ['d', 'positive'], ['e']),
          makeNode('ReduceSumSquare', ['e', 'axes'], ['s'], { keepdims: 0n }),
        ],
        outputs: ['same', ...(more ? ['next'] : []), 's'],
      });
    };
    const run = (more: boolean): Promise<unknown> =>
      runModel(
        model({
          constants: { rows, start },
          nodes: [
            makeNode('Scan', ['x', ...(more ? ['start'] : []), 'rows'], ['', ...(more ? [''] : []), 'y'], {
              body: distances(more),
              num_scan_inputs: 1n,
              scan_input_directions: [1n],
              scan_output_axes: [1n],
            }),
          ],
        }),
        [1, 2],
      );
    assert.deepEqual(await run(false), { y: [8, 5, 5] });
    assert.deepEqual(await run(true), await run(false));
  });
  test('over the batch it is one iteration', async () => {
    const over = makeGraph({
      inputs: { e: { dtype: 'f32', shape: [2] } },
      nodes: [makeNode('Add', ['e', 'e'], ['d'])],
      outputs: ['d'],
    });
    const nodes = [makeNode('Scan', ['x'], ['y'], { body: over, num_scan_inputs: 1n })];
    assert.deepEqual(await runModel(model({ nodes }), [1, 2]), { y: [2, 4] });
  });
});
