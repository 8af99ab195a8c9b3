import { call, number } from '#compiler/ir/expressions.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import { CompileError } from '#compiler/errors.ts';
import { elementwise, floatFunction, floatType } from '#compiler/operators/ai-onnx/elementwise.ts';
import type { Operator } from '#compiler/operators/operator.ts';

/** Add, Sub, Mul, Div and the like: a function of the inputs from left to right. */
function fold(
  name: string,
  versions: readonly number[],
  count: number | 'any',
  scalar: ScalarFunction,
): Operator {
  return elementwise(name, versions, count, (args, dtype) =>
    args.reduce((a, b) => call(scalar, dtype, a, b)),
  );
}

function unary(name: string, versions: readonly number[], scalar: ScalarFunction): Operator {
  return elementwise(name, versions, 1, (args, dtype) => call(scalar, dtype, ...args));
}

function float(name: string, versions: readonly number[], scalar: ScalarFunction): Operator {
  return floatFunction(name, versions, (x, dtype) => call(scalar, dtype, x));
}

const mean = elementwise('Mean', [6, 8, 13], 'any', (args, dtype, context) =>
  call(
    'div',
    floatType(dtype, context),
    args.reduce((a, b) => call('add', dtype, a, b)),
    number(dtype, args.length),
  ),
);

const reciprocal = floatFunction('Reciprocal', [6, 13], (x, dtype) =>
  call('div', dtype, number(dtype, 1), x),
);

/** `fmod` 1 takes the sign of the dividend, 0 that of the divisor, which floats have from version 28 on. */
const mod = elementwise(
  'Mod',
  [10, 13, 28],
  2,
  (args, dtype, { attributes, origin, version }) => {
    const fmod = attributes.get('int', 'fmod', 0);
    const isFloat = dtype === 'f32' || dtype === 'f64';
    if ((fmod !== 0 && fmod !== 1) || (fmod === 0 && isFloat && version < 28)) {
      throw new CompileError('format', `${origin}: fmod ${fmod} of ${dtype}`);
    }
    return call(fmod === 1 ? 'fmod' : 'mod', dtype, ...args);
  },
  ['fmod'],
);

const bitShift = elementwise(
  'BitShift',
  [11, 28],
  2,
  (args, dtype, { attributes, origin, version }) => {
    const direction = attributes.required('string', 'direction');
    if (direction !== 'LEFT' && direction !== 'RIGHT') {
      throw new CompileError('format', `${origin}: direction ${direction}`);
    }
    if (!(version < 28 ? /^u/ : /^[iu]/).test(dtype)) {
      throw new CompileError('unsupported', `${origin}: of ${dtype}`);
    }
    return call(direction === 'LEFT' ? 'shift-left' : 'shift-right', dtype, ...args);
  },
  ['direction'],
);

function bitwise(name: string, count: number, scalar: ScalarFunction): Operator {
  return elementwise(name, [18], count, (args, dtype, { origin }): Expression => {
    if (!/^[iu]/.test(dtype)) throw new CompileError('unsupported', `${origin}: of ${dtype}`);
    return call(scalar, dtype, ...args);
  });
}

/** A NaN among the arguments gives NaN. */
const extremes = [fold('Max', [6, 8, 12, 13], 'any', 'max'), fold('Min', [6, 8, 12, 13], 'any', 'min')];

/** Arithmetic, rounding, bits. */
export const arithmetic: readonly Operator[] = [
  fold('Add', [6, 7, 13, 14], 2, 'add'),
  fold('Sub', [6, 7, 13, 14], 2, 'sub'),
  fold('Mul', [6, 7, 13, 14], 2, 'mul'),
  fold('Div', [6, 7, 13, 14], 2, 'div'),
  fold('Sum', [6, 8, 13], 'any', 'add'),
  ...extremes,
  mean,
  reciprocal,
  mod,
  bitShift,
  bitwise('BitwiseAnd', 2, 'bit-and'),
  bitwise('BitwiseOr', 2, 'bit-or'),
  bitwise('BitwiseXor', 2, 'bit-xor'),
  bitwise('BitwiseNot', 1, 'bit-not'),
  unary('Neg', [6, 13], 'neg'),
  unary('Abs', [6, 13], 'abs'),
  unary('Sign', [9, 13], 'sign'),
  float('Floor', [6, 13], 'floor'),
  float('Ceil', [6, 13], 'ceil'),
  float('Round', [11, 22], 'round-even'),
  float('Sqrt', [6, 13], 'sqrt'),
  float('Exp', [6, 13], 'exp'),
  float('Log', [6, 13], 'log'),
  float('Erf', [9, 13], 'erf'),
  float('Sin', [7, 22], 'sin'),
  float('Cos', [7, 22], 'cos'),
  float('Tan', [7, 22], 'tan'),
  float('Asin', [7, 22], 'asin'),
  float('Acos', [7, 22], 'acos'),
  float('Atan', [7, 22], 'atan'),
  float('Sinh', [9, 22], 'sinh'),
  float('Cosh', [9, 22], 'cosh'),
  float('Asinh', [9, 22], 'asinh'),
  float('Acosh', [9, 22], 'acosh'),
  float('Atanh', [9, 22], 'atanh'),
];
