import { constantOf } from '#compiler/emit/evaluate.ts';
import { CompileError } from '#compiler/errors.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toConstant, toTypeText } from '#compiler/ir/tensor.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { knownInteger, optional, required, reshape } from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Iterations of one loop, which are all written out. */
export const MAX_ITERATIONS = 10_000;

/** Both branches are computed and one is chosen, where the condition depends on the patient. */
const ifOperator: Operator = {
  domain,
  name: 'If',
  versions: [1, 11, 13, 16, 19, 21, 23, 24, 25],
  attributes: ['then_branch', 'else_branch'],
  lower: (context) => {
    const condition = required(context, 0);
    const known = knownBool(context, condition);
    if (known !== null) return context.lowerGraph(known ? 'then_branch' : 'else_branch', []);
    const whenTrue = context.lowerGraph('then_branch', []);
    const whenFalse = context.lowerGraph('else_branch', []);
    if (whenTrue.length !== whenFalse.length) {
      throw new CompileError(
        'format',
        `${context.origin}: ${whenTrue.length} and ${whenFalse.length} outputs`,
      );
    }
    const chosen = reshape(context, condition, []);
    return whenTrue.map((a, i) => choose(context, chosen, a, whenFalse[i] ?? a));
  },
};

function choose({ graph, origin }: LowerContext, condition: Value, a: Value, b: Value): Value {
  if (a === b) return a;
  const { dtype } = a.type;
  if (toTypeText(a.type) !== toTypeText(b.type) || dtype === 'string') {
    const types = `${toTypeText(a.type)} and ${toTypeText(b.type)}`;
    throw new CompileError(
      'shape',
      `${origin}: the branches give ${types}, the condition depends on the patient`,
    );
  }
  return map(graph, call('where', dtype, input(0), input(1), input(2)), [condition, a, b], origin);
}

/** A loop whose number of iterations is known: they are written out one after another. */
const loop: Operator = {
  domain,
  name: 'Loop',
  versions: [1, 11, 13, 16, 19, 21, 23, 24, 25],
  attributes: ['body'],
  lower: (context) => {
    const { graph, origin, inputs } = context;
    const most = optional(context, 0) === null ? Infinity : knownInteger(context, 0);
    const first = optional(context, 1);
    let goesOn = first === null ? true : knownBool(context, first);
    let condition = first ?? graph.constant(toConstant('bool', [], [1]));
    let carried = inputs.slice(2).map((_, i) => required(context, i + 2));
    const scanned: Value[][] = [];
    const count = carried.length;
    for (let i = 0; i < most; i++) {
      if (goesOn === null)
        throw new CompileError('shape', `${origin}: how often it runs depends on the patient`);
      if (!goesOn) break;
      if (i >= MAX_ITERATIONS) throw new CompileError('too-large', `${origin}: more than ${i} iterations`);
      const number = graph.constant(toConstant('i64', [], [i]));
      const [next, ...rest] = context.lowerGraph('body', [number, condition, ...carried]);
      if (next === undefined || rest.length < count)
        throw new CompileError('format', `${origin}: outputs of body`);
      condition = next;
      goesOn = knownBool(context, condition);
      carried = rest.slice(0, count);
      rest.slice(count).forEach((value, k) => (scanned[k] ??= []).push(value));
    }
    const outputs = context.outputs.length - count;
    return [...carried, ...Array.from({ length: outputs }, (_, k) => stack(context, scanned[k] ?? [], 0))];
  },
};

/** Values of one type along a new axis. Of none the type is not known. */
export function stack(context: LowerContext, values: readonly Value[], axis: number): Value {
  const [first] = values;
  if (first === undefined)
    throw new CompileError('unsupported', `${context.origin}: no iteration gives an output`);
  const { shape } = first.type;
  const at = toAxis(axis, shape.length + 1, context.origin);
  const wide = values.map((value) => reshape(context, value, value.type.shape.toSpliced(at, 0, 1)));
  return context.graph.one({ kind: 'concat', axis: at }, wide, context.origin);
}

/** `null`: it depends on the patient. */
function knownBool({ origin }: LowerContext, value: Value): boolean | null {
  if (value.type.dtype !== 'bool')
    throw new CompileError('shape', `${origin}: a condition of ${value.type.dtype}`);
  const known = constantOf(value);
  if (known === null) return null;
  if (known.data.length !== 1) throw new CompileError('shape', `${origin}: ${known.data.length} conditions`);
  return known.data[0] === 1;
}

/** Operators with graphs of their own. */
export const control: readonly Operator[] = [ifOperator, loop];
