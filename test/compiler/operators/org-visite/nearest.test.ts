import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { Attributes, type Attribute } from '#compiler/operators/attributes.ts';
import { findOperator } from '#compiler/operators/registry.ts';
import { lowerNode } from '#test/compiler/operators/lower-node.ts';

const text = (value: string): Attribute => ({ kind: 'string', value });
const int = (value: number): Attribute => ({ kind: 'int', value });
const KD = { metric: text('manhattan'), search: text('kd'), k: int(1) };

const refusals: readonly (readonly [
  string,
  Readonly<Record<string, Attribute>>,
  readonly number[],
  RegExp,
])[] = [
  ['metric', { ...KD, metric: text('cosine') }, [0, 4, 0, 2, 2, 4], /metric cosine/],
  ['search', { ...KD, search: text('annoy') }, [0, 4, 0, 2, 2, 4], /search annoy/],
  ['no slack', { ...KD, search: text('rounded') }, [0, 4, 0, 2, 2, 4], /attribute slack is missing/],
  ['k', { ...KD, k: int(5) }, [0, 4, 0, 2, 2, 4], /5 nearest of/],
  ['first row', { ...KD, unfilled: int(4) }, [0, 4, 0, 2, 2, 4], /row 4 of 4/],
  ['half a tree', KD, [0, 4, 0, 4], /2 nodes are no whole tree/],
  ['a gap', KD, [0, 4, 0, 2, 3, 4], /leaf 2 has rows 3 to 4/],
  ['an empty leaf', KD, [0, 4, 0, 4, 4, 4], /leaf 2 has rows 4 to 4/],
  ['rows left out', KD, [0, 4, 0, 2, 2, 3], /leaves of 3 rows, not 4/],
  ['beyond the rows', KD, [0, 9, 0, 2, 2, 9], /leaves of 9 rows, not 4/],
];

for (const [name, attributes, nodes, message] of refusals) {
  void test(`refused: ${name}`, () => {
    const graph = new Graph();
    const count = nodes.length / 2;
    const operator = findOperator('org.visite', 'Nearest');
    assert.ok(operator !== undefined);
    const inputs = [
      graph.input('x', { dtype: 'f64', shape: [1, 1] }),
      graph.constant(toConstant('f64', [4, 1], [1, 2, 3, 4])),
      graph.constant(toConstant('f64', [4, 1], [0, 1, 0, 1])),
      graph.constant(toConstant('i64', [count, 2], nodes)),
      graph.constant(toConstant('f64', [2, count, 1], Array<number>(2 * count).fill(0))),
    ];
    const lower = (): unknown =>
      operator.lower({
        graph,
        inputs,
        attributes: new Attributes(new Map(Object.entries(attributes)), 'Nearest "a"'),
        version: 1,
        outputs: ['distances', 'places', 'doubt'],
        origin: 'Nearest "a"',
        lowerGraph: () => [],
      });
    assert.throws(lower, message);
  });
}

void test('refused: rows that are no constants', () => {
  const f64 = (...shape: readonly number[]) => ({ dtype: 'f64', shape }) as const;
  assert.throws(
    () =>
      lowerNode({
        domain: 'org.visite',
        name: 'Nearest',
        attributes: { ...KD, search: text('rows') },
        inputs: [f64(1, 1), f64(4, 1), f64(4, 1)],
      }),
    /input 1 is not a constant/,
  );
});
