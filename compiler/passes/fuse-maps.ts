import { nodesOf, type Node, type Program, type Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import { countUses, rewrite, type Replacement } from '#compiler/passes/rewrite.ts';

/** Calls in one map: what it holds in locals and the size of its function stay small. */
const MOST_CALLS = 96;
const MOST_INPUTS = 16;

/**
 * A map of which another map of as many elements is the only user is computed in that one's loop: nothing is written and
 * read again in between. The operations are the same, so the bits are.
 */
export function fuseMaps(program: Program): Program {
  // What two maps used has one user when they are one.
  const next = fuseOnce(program);
  return countNodes(next) < countNodes(program) ? fuseMaps(next) : next;
}

function fuseOnce(program: Program): Program {
  const uses = countUses(program);
  // A rewritten value has the id of the one whose uses were counted.
  const onlyUse = new Set([...uses].filter(([, count]) => count === 1).map(([value]) => value.id));
  return rewrite(program, (node, inputs) => fuseInto(node, inputs, onlyUse));
}

function fuseInto(node: Node, inputs: readonly Value[], onlyUse: ReadonlySet<number>): Replacement | null {
  const [output] = node.outputs;
  if (node.op.kind !== 'map' || output === undefined) return null;
  const elements = elementsOf(output.type.shape);
  const all: Value[] = [];
  const place = (value: Value): number => {
    const at = all.indexOf(value);
    return at < 0 ? all.push(value) - 1 : at;
  };
  let calls = countCalls(node.op.expression);
  let fused = false;
  const ofValue = (value: Value): Expression => {
    const from = value.source.kind === 'node' ? value.source.node : null;
    const can =
      from?.op.kind === 'map' &&
      !value.known &&
      onlyUse.has(value.id) &&
      elementsOf(value.type.shape) === elements;
    if (can && from.op.kind === 'map') {
      const more = countCalls(from.op.expression);
      const places = new Set([...all, ...inputs, ...from.inputs]).size;
      if (calls + more <= MOST_CALLS && places <= MOST_INPUTS) {
        calls += more;
        fused = true;
        const indices = from.inputs.map(place);
        return substitute(from.op.expression, (index) => ({ kind: 'input', index: indices[index] ?? index }));
      }
    }
    return { kind: 'input', index: place(value) };
  };
  // One expression for each value, so that what comes in twice is computed once.
  const made = new Map<Value, Expression>();
  const replacements = inputs.map((value) => {
    const expression = made.get(value) ?? ofValue(value);
    made.set(value, expression);
    return expression;
  });
  if (!fused) return null;
  const expression = substitute(
    node.op.expression,
    (index) => replacements[index] ?? { kind: 'input', index },
  );
  return { op: { kind: 'map', expression }, inputs: all, origin: node.origin };
}

function countNodes({ outputs }: Program): number {
  return nodesOf([...outputs.values()].filter((value) => !value.known)).length;
}

/** The expression with its inputs replaced; what is used twice stays one. */
function substitute(expression: Expression, of: (index: number) => Expression): Expression {
  const done = new Map<Expression, Expression>();
  const replace = (part: Expression): Expression => {
    const known = done.get(part);
    if (known !== undefined) return known;
    const next =
      part.kind === 'call'
        ? { ...part, args: part.args.map(replace) }
        : part.kind === 'input'
          ? of(part.index)
          : part;
    done.set(part, next);
    return next;
  };
  return replace(expression);
}

function countCalls(expression: Expression): number {
  const seen = new Set<Expression>();
  const visit = (part: Expression): void => {
    if (part.kind !== 'call' || seen.has(part)) return;
    seen.add(part);
    part.args.forEach(visit);
  };
  visit(expression);
  return seen.size;
}
