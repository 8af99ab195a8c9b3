import { toAxis } from '#compiler/ir/axis.ts';
import type { Graph, Node, Value } from '#compiler/ir/graph.ts';
import type { Op } from '#compiler/ir/op.ts';

/**
 * What `outputs` are when each of `items` (one item of a sequence) is replaced by all items of that sequence at once: a
 * value with a first axis of `length` more, of the same elements as item after item. `null` where an operation between
 * them is not one that has such a form here, and for a value that depends on no item.
 */
export function vectorise(
  graph: Graph,
  items: ReadonlyMap<Value, Value>,
  outputs: readonly Value[],
  length: number,
): readonly (Value | null)[] {
  // A value that depends on no item is its own; `null` is one that cannot be had.
  const found = new Map<Value, Value | null>(items);
  const all = (value: Value): Value | null => {
    const known = found.get(value);
    if (known !== undefined) return known;
    const { source } = value;
    const result = source.kind === 'node' ? node(source.node)[source.output] : value;
    found.set(value, result ?? null);
    return result ?? null;
  };
  const node = (one: Node): readonly (Value | null)[] => {
    const inputs = one.inputs.map(all);
    if (inputs.every((input, i) => input === one.inputs[i])) return one.outputs;
    const present = inputs.filter((input) => input !== null);
    if (present.length < inputs.length) return one.outputs.map(() => null);
    const batched = present.map((input, i) => input !== one.inputs[i]);
    return add(graph, one, present, batched, length) ?? one.outputs.map(() => null);
  };
  return outputs.map((output) => {
    const result = all(output);
    return result === output ? null : result;
  });
}

/** `batched`: which inputs have the axis of all items. */
function add(
  graph: Graph,
  { op, inputs: single, outputs, origin }: Node,
  inputs: readonly Value[],
  batched: readonly boolean[],
  length: number,
): readonly Value[] | null {
  const [first] = single;
  if (first === undefined) return null;
  const { shape } = first.type;
  const one = (changed: Op): readonly Value[] => graph.add(changed, inputs, origin);
  switch (op.kind) {
    case 'map': {
      // The axis of the items stands before those that are broadcast.
      const rank = Math.max(...single.map((input) => input.type.shape.length));
      const aligned = inputs.map((input, i) => {
        if (batched[i] !== true) return input;
        const own = single[i]?.type.shape ?? [];
        const wide = [length, ...Array<number>(rank - own.length).fill(1), ...own];
        return graph.one({ kind: 'reshape', shape: wide }, [input], origin);
      });
      return graph.add(op, aligned, origin);
    }
    case 'reshape':
      return one({ kind: 'reshape', shape: [length, ...op.shape] });
    case 'reduce':
      return one({ ...op, axes: op.axes.map((axis) => toAxis(axis, shape.length, origin) + 1) });
    case 'arg-reduce':
      return one({ ...op, axis: toAxis(op.axis, shape.length, origin) + 1 });
    case 'transpose':
      return one({ kind: 'transpose', permutation: [0, ...op.permutation.map((axis) => axis + 1)] });
    case 'slice':
      return one({
        kind: 'slice',
        starts: [0, ...op.starts],
        steps: [1, ...op.steps],
        shape: [length, ...op.shape],
      });
    case 'expand': {
      const missing = Array<number>(op.shape.length - shape.length).fill(1);
      const wide = inputs.map((input) =>
        graph.one({ kind: 'reshape', shape: [length, ...missing, ...shape] }, [input], origin),
      );
      return graph.add({ kind: 'expand', shape: [length, ...op.shape] }, wide, origin);
    }
    default:
      return outputs.length === 0 ? [] : null;
  }
}
