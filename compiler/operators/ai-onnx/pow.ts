import { constantOf } from '#compiler/emit/evaluate.ts';
import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { numbersOf, type DType } from '#compiler/ir/tensor.ts';
import { placeInputs, requiredInputs } from '#compiler/operators/ai-onnx/elementwise.ts';
import type { Operator } from '#compiler/operators/operator.ts';

/**
 * The result has the type of the base. An f32 base with a wider exponent, and an integer base with one that is a float,
 * are computed in f64 and converted once, as numpy does.
 */
export const pow: Operator = {
  domain: 'ai.onnx',
  name: 'Pow',
  versions: [1, 7, 12, 13, 15],
  attributes: ['axis', 'broadcast'],
  lower: (context) => {
    const { graph, origin } = context;
    const [base, exponent] = placeInputs(context, requiredInputs(context, 2), 2);
    if (base === undefined || exponent === undefined) throw new RangeError('two inputs were asked for');
    const [from, by] = [base.type.dtype, exponent.type.dtype];
    for (const dtype of [from, by]) {
      if (dtype === 'string' || dtype === 'bool')
        throw new CompileError('unsupported', `${origin}: of ${dtype}`);
    }
    const wide = commonDtype(from, by);
    const x = from === wide ? input(0) : call('cast', wide, input(0));
    const known = isFloat(from) ? onlyNumber(exponent) : null;
    const short = known === null ? null : shortcut(input(0), from === 'f32' ? 'f32' : 'f64', known);
    const power = call('pow', wide, x, by === wide ? input(1) : call('cast', wide, input(1)));
    const expression = short ?? (wide === from ? power : call('cast', from, power));
    return [map(graph, expression, [base, exponent], origin)];
  },
};

function isFloat(dtype: DType): boolean {
  return dtype === 'f32' || dtype === 'f64';
}

function commonDtype(from: DType, by: DType): DType {
  if (from === by) return from;
  if (isFloat(from) || isFloat(by)) return 'f64';
  return from.startsWith('u') && by.startsWith('u') ? 'u64' : 'i64';
}

/** The number that every element is, if they are one and known. */
function onlyNumber(value: Value): number | null {
  const constant = constantOf(value);
  if (constant === null || constant.data.length !== 1) return null;
  return numbersOf(constant)[0] ?? null;
}

/** Powers that one operation gives, rounded once. */
function shortcut(x: Expression, dtype: 'f32' | 'f64', exponent: number): Expression | null {
  const is = (value: number): Expression => number(dtype, value);
  switch (exponent) {
    case 1:
      return call('mul', dtype, x, is(1));
    case 2:
      return call('mul', dtype, x, x);
    case -1:
      return call('div', dtype, is(1), x);
    case 0.5:
      // x^½ is +∞ for −∞ and +0 for −0, where √x is NaN and −0.
      return call(
        'where',
        dtype,
        call('eq', 'bool', x, is(-Infinity)),
        is(Infinity),
        call('add', dtype, call('sqrt', dtype, x), is(0)),
      );
    default:
      return null;
  }
}
