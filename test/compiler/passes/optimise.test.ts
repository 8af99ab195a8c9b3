import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import { Graph, nodesOf, type Program, type Value } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { optimise } from '#compiler/passes/optimise.ts';
import { run } from '#test/compiler/running-module.ts';

/** Builds a program from x [1,6]; the outputs by name, and how many nodes are left. */
const programs: readonly {
  readonly name: string;
  readonly build: (graph: Graph, x: Value) => Readonly<Record<string, Value>>;
  readonly nodes: number;
}[] = [
  {
    name: 'a chain of maps is one loop',
    build: (graph, x) => {
      const scaled = map(graph, call('mul', 'f32', input(0), number('f32', 0.3)), [x], 'scale');
      const row = graph.constant(toConstant('f32', [6], [1, 2, 3, 4, 5, 6]));
      const moved = map(graph, call('add', 'f32', input(0), input(1)), [scaled, row], 'bias');
      const active = map(graph, call('tanh', 'f32', input(0)), [moved], 'tanh');
      return { y: map(graph, call('mul', 'f32', input(0), input(0)), [active], 'square') };
    },
    nodes: 1,
  },
  {
    name: 'what two maps of one loop use is in that loop',
    build: (graph, x) => {
      const twice = map(graph, call('add', 'f32', input(0), input(0)), [x], 'twice');
      const scaled = map(graph, call('mul', 'f32', input(0), number('f32', Math.SQRT1_2)), [twice], 'scale');
      const e = map(graph, call('erf', 'f32', input(0)), [scaled], 'erf');
      const more = map(graph, call('add', 'f32', input(0), number('f32', 1)), [e], 'add');
      return { y: map(graph, call('mul', 'f32', input(0), input(1)), [twice, more], 'mul') };
    },
    nodes: 1,
  },
  {
    name: 'what two use, or an output shows, is kept',
    build: (graph, x) => {
      const e = map(graph, call('exp', 'f32', input(0)), [x], 'exp');
      const sum = graph.one({ kind: 'reduce', function: 'sum', axes: [1], keepDims: true }, [e], 'sum');
      const y = map(graph, call('div', 'f32', input(0), input(1)), [e, sum], 'div');
      return { y, z: map(graph, call('neg', 'f32', input(0)), [y], 'neg') };
    },
    nodes: 4,
  },
  {
    name: 'a smaller map is not computed again for every element',
    build: (graph, x) => {
      const sum = graph.one({ kind: 'reduce', function: 'sum', axes: [1], keepDims: true }, [x], 'sum');
      const log = map(graph, call('log', 'f32', input(0)), [sum], 'log');
      return { y: map(graph, call('sub', 'f32', input(0), input(1)), [x, log], 'sub') };
    },
    nodes: 3,
  },
  {
    name: 'the same maps are one, and reshapes to the same shape are none',
    build: (graph, x) => {
      const [a, b] = [0, 1].map(() => map(graph, call('exp', 'f32', input(0)), [x], 'exp'));
      if (a === undefined || b === undefined) throw new RangeError('two maps');
      const same = graph.one({ kind: 'reshape', shape: [1, 6] }, [b], 'reshape');
      const sum = graph.one({ kind: 'reduce', function: 'sum', axes: [1], keepDims: true }, [a], 'sum');
      return { y: map(graph, call('div', 'f32', input(0), input(1)), [same, sum], 'div') };
    },
    nodes: 3,
  },
  {
    name: 'an output may be an input, or known',
    build: (graph, x) => ({
      x,
      y: graph.one({ kind: 'reshape', shape: [1, 6] }, [x], 'reshape'),
      z: map(
        graph,
        call('add', 'f32', input(0), number('f32', 1)),
        [graph.constant(toConstant('f32', [1], [2]))],
        'add',
      ),
    }),
    nodes: 0,
  },
];

for (const { name, build, nodes } of programs) {
  test(name, async () => {
    const graph = new Graph();
    const x = graph.input('x', { dtype: 'f32', shape: [1, 6] });
    const program: Program = { inputs: graph.inputs, outputs: new Map(Object.entries(build(graph, x))) };
    const unknown = [...optimise(program).outputs.values()].filter((value) => !value.known);
    assert.equal(nodesOf(unknown).length, nodes);
    assert.deepEqual(await outputs(program, 'all'), await outputs(program, 'none'));
  });
}

async function outputs(program: Program, by: 'all' | 'none'): Promise<unknown> {
  const layout = toRawLayout(program);
  const { module } = by === 'all' ? emitModel(layout) : emitModel(layout, []);
  const running = await run(module, layout.outputs.length);
  const rows = Array.from({ length: 70 }, (_, row) =>
    Array.from({ length: 6 }, (__, i) => Math.sin(row * 6 + i) * 3),
  );
  running.load(rows);
  return running.predict();
}

test('a value that comes in twice is computed once', () => {
  const graph = new Graph();
  const x = graph.input('x', { dtype: 'f32', shape: [1, 6] });
  const e = map(graph, call('exp', 'f32', input(0)), [x], 'exp');
  const y = map(graph, call('mul', 'f32', input(0), input(1)), [e, e], 'square');
  const value = optimise({ inputs: graph.inputs, outputs: new Map([['y', y]]) }).outputs.get('y');
  const op = value?.source.kind === 'node' ? value.source.node.op : null;
  assert.ok(op?.kind === 'map' && op.expression.kind === 'call');
  const [a, b] = op.expression.args;
  assert.equal(a, b);
});
