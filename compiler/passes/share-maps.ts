import type { Node, Program, Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { rewrite } from '#compiler/passes/rewrite.ts';

/** Two maps or reshapes of the same values by the same rule are one. */
export function shareMaps(program: Program): Program {
  const made = new Map<string, Value>();
  const numbers = new Map<string, number>();
  return rewrite(program, (node, inputs) => {
    const [output] = node.outputs;
    const key = keyOf(node, inputs, numbers);
    if (key === null || output === undefined) return null;
    const same = made.get(key);
    if (same !== undefined) return { value: same };
    made.set(key, output);
    return null;
  });
}

function keyOf({ op }: Node, inputs: readonly Value[], numbers: Map<string, number>): string | null {
  const of = inputs.map((input) => input.id).join();
  if (op.kind === 'reshape') return `reshape [${op.shape.join()}] ${of}`;
  return op.kind === 'map' ? `map ${numberOf(op.expression, numbers)} ${of}` : null;
}

/** Equal expressions have equal numbers. */
function numberOf(expression: Expression, numbers: Map<string, number>): number {
  const done = new Map<Expression, number>();
  const visit = (part: Expression): number => {
    const known = done.get(part);
    if (known !== undefined) return known;
    const key = textOf(part, visit);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    done.set(part, number);
    return number;
  };
  return visit(expression);
}

function textOf(part: Expression, number: (of: Expression) => number): string {
  switch (part.kind) {
    case 'input':
      return `input ${part.index}`;
    case 'number':
      return `${part.dtype} ${Object.is(part.value, -0) ? '-0' : String(part.value)}`;
    case 'call':
      return `${part.function} ${part.dtype} ${part.args.map(number).join()}`;
  }
}
