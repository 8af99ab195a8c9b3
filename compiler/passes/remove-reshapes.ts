import type { Program, Value } from '#compiler/ir/graph.ts';
import { rewrite } from '#compiler/passes/rewrite.ts';

/** A reshape to the shape that is there already is its input; one of another reshape is one reshape. */
export function removeReshapes(program: Program): Program {
  return rewrite(program, (node, [input]) => {
    if (node.op.kind !== 'reshape' || input === undefined) return null;
    const from = reshapedFrom(input);
    const { shape } = node.op;
    if (from.type.shape.join() === shape.join()) return { value: from };
    return from === input ? null : { op: node.op, inputs: [from], origin: node.origin };
  });
}

function reshapedFrom(value: Value): Value {
  const { source } = value;
  const input =
    source.kind === 'node' && source.node.op.kind === 'reshape' ? source.node.inputs[0] : undefined;
  return input === undefined || value.known ? value : reshapedFrom(input);
}
