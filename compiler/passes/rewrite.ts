import { nodesOf, type Node, type Program, type Value } from '#compiler/ir/graph.ts';
import type { Op } from '#compiler/ir/op.ts';

/** What computes a value another way: another operation of other values, or a value that is there already, as it was or as rewritten. */
export type Replacement =
  { readonly op: Op; readonly inputs: readonly Value[]; readonly origin: string } | { readonly value: Value };

/**
 * The program with nodes replaced where `replace` says so, given the node with its inputs as rewritten so far; `null`
 * leaves it. Only nodes with one output are replaced, by what has the same type. Inputs stay the same values, and so does what is
 * known at compile time; a value that is made anew has the id of the one it stands for, so that the order remains.
 */
export function rewrite(
  program: Program,
  replace: (node: Node, inputs: readonly Value[]) => Replacement | null,
): Program {
  const now = new Map<Value, Value>();
  const current = (value: Value): Value => now.get(value) ?? value;
  for (const node of nodesOf([...program.outputs.values()].filter((value) => !value.known))) {
    if (node.outputs.every((output) => output.known)) continue;
    const inputs = node.inputs.map(current);
    const [output] = node.outputs;
    const replacement = node.outputs.length === 1 ? replace(node, inputs) : null;
    if (output !== undefined && replacement !== null && 'value' in replacement) {
      now.set(output, current(replacement.value));
    } else if (replacement !== null && !('value' in replacement)) {
      remake(node, replacement, now);
    } else if (inputs.some((input, i) => input !== node.inputs[i])) {
      remake(node, { op: node.op, inputs, origin: node.origin }, now);
    }
  }
  const outputs = new Map([...program.outputs].map(([name, value]) => [name, current(value)]));
  return { inputs: program.inputs, outputs };
}

/** How many nodes use each value, and the outputs of the program once more each. */
export function countUses(program: Program): ReadonlyMap<Value, number> {
  const uses = new Map<Value, number>();
  const add = (value: Value): void => void uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const value of program.outputs.values()) add(value);
  for (const node of nodesOf([...program.outputs.values()].filter((value) => !value.known))) {
    new Set(node.inputs).forEach(add);
  }
  return uses;
}

function remake(
  old: Node,
  { op, inputs, origin }: { op: Op; inputs: readonly Value[]; origin: string },
  now: Map<Value, Value>,
): void {
  const outputs: Value[] = [];
  const node: Node = { op, inputs, outputs, origin };
  old.outputs.forEach((output, i) => {
    const made: Value = { ...output, source: { kind: 'node', node, output: i } };
    outputs.push(made);
    now.set(output, made);
  });
}
