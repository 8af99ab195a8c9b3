import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import {
  commonType,
  elementwise,
  floatFunction,
  requiredInputs,
} from '#compiler/operators/ai-onnx/elementwise.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

type Float = 'f32' | 'f64';

/** Arithmetic on expressions of one float type. */
type Terms = {
  readonly of: (name: ScalarFunction, ...args: readonly Expression[]) => Expression;
  readonly is: (value: number) => Expression;
  readonly above: (a: Expression, b: Expression) => Expression;
  readonly choose: (condition: Expression, whenTrue: Expression, whenFalse: Expression) => Expression;
};

function terms(dtype: Float): Terms {
  return {
    of: (name, ...args) => call(name, dtype, ...args),
    is: (value) => number(dtype, value),
    above: (a, b) => call('lt', 'bool', b, a),
    choose: (condition, whenTrue, whenFalse) => call('where', dtype, condition, whenTrue, whenFalse),
  };
}

/** An activation; `parameters` are its attributes, numbers in f32 with their defaults. */
function activation<K extends string>(
  name: string,
  versions: readonly number[],
  parameters: Readonly<Record<K, number>>,
  build: (x: Expression, t: Terms, parameter: (name: K) => Expression) => Expression,
): Operator {
  const of = (x: Expression, dtype: Float, { attributes }: LowerContext): Expression => {
    const parameter = (key: K): Expression =>
      number(dtype, attributes.get('float', key, Math.fround(parameters[key])));
    return build(x, terms(dtype), parameter);
  };
  return floatFunction(name, versions, of, Object.keys(parameters));
}

const relu = elementwise('Relu', [6, 13, 14], 1, (args, dtype) =>
  call('max', dtype, ...args, number(dtype, 0)),
);

/** Before version 7 a slope of several elements is one for each channel: the second axis. */
const pRelu: Operator = {
  domain: 'ai.onnx',
  name: 'PRelu',
  versions: [6, 7, 9, 16],
  attributes: [],
  lower: (context) => {
    const { graph, version, origin } = context;
    const [x, slope] = requiredInputs(context, 2);
    if (x === undefined || slope === undefined) throw new RangeError('two inputs were asked for');
    const dtype = commonType([x, slope], context);
    const ofChannels = version < 7 && elementsOf(slope.type.shape) > 1;
    const shape = [elementsOf(slope.type.shape), ...x.type.shape.slice(2).map(() => 1)];
    const placed = ofChannels ? graph.one({ kind: 'reshape', shape }, [slope], origin) : slope;
    const negative = call('lt', 'bool', input(0), number(dtype, 0));
    const scaled = call('mul', dtype, input(1), input(0));
    return [map(graph, call('where', dtype, negative, scaled, input(0)), [x, placed], origin)];
  },
};

const gelu = floatFunction(
  'Gelu',
  [20],
  (x, dtype, { attributes, origin }) => {
    const { of, is } = terms(dtype);
    const approximate = attributes.get('string', 'approximate', 'none');
    const half = of('mul', is(0.5), x);
    if (approximate === 'none') {
      return of('mul', half, of('add', is(1), of('erf', of('mul', x, is(Math.SQRT1_2)))));
    }
    if (approximate !== 'tanh')
      throw new CompileError('unsupported', `${origin}: approximate ${approximate}`);
    const cubed = of('mul', of('mul', of('mul', is(0.044715), x), x), x);
    const inner = of('mul', is(Math.sqrt(2 / Math.PI)), of('add', x, cubed));
    return of('mul', half, of('add', is(1), of('tanh', inner)));
  },
  ['approximate'],
);

/** Activations of networks, by the formulas of the ONNX operator documents; eˣ − 1 is computed as one function. */
export const activations: readonly Operator[] = [
  relu,
  pRelu,
  gelu,
  activation('Sigmoid', [6, 13], {}, (x, { of }) => of('sigmoid', x)),
  activation('Tanh', [6, 13], {}, (x, { of }) => of('tanh', x)),
  activation('LeakyRelu', [6, 16], { alpha: 0.01 }, (x, { of, is, above, choose }, p) =>
    choose(above(is(0), x), of('mul', p('alpha'), x), x),
  ),
  activation('Elu', [6, 22], { alpha: 1 }, (x, { of, is, above, choose }, p) =>
    choose(above(is(0), x), of('mul', p('alpha'), of('expm1', x)), x),
  ),
  activation(
    'Selu',
    [6, 22],
    { alpha: 1.67326319217681884765625, gamma: 1.05070102214813232421875 },
    (x, { of, is, above, choose }, p) =>
      of('mul', p('gamma'), choose(above(is(0), x), of('mul', p('alpha'), of('expm1', x)), x)),
  ),
  activation('Celu', [12, 28], { alpha: 1 }, (x, { of, is }, p) =>
    of(
      'add',
      of('max', x, is(0)),
      of('min', is(0), of('mul', p('alpha'), of('expm1', of('div', x, p('alpha'))))),
    ),
  ),
  activation('ThresholdedRelu', [10, 22], { alpha: 1 }, (x, { is, above, choose }, p) =>
    choose(above(x, p('alpha')), x, choose(call('is-nan', 'bool', x), x, is(0))),
  ),
  activation('HardSigmoid', [6, 22], { alpha: 0.2, beta: 0.5 }, (x, { of, is }, p) =>
    of('max', is(0), of('min', is(1), of('add', of('mul', p('alpha'), x), p('beta')))),
  ),
  activation('HardSwish', [14, 22], {}, (x, { of, is }) =>
    of('mul', x, of('max', is(0), of('min', is(1), of('add', of('mul', is(1 / 6), x), is(0.5))))),
  ),
  activation('Softplus', [1, 22], {}, (x, { of }) => of('softplus', x)),
  activation('Softsign', [1, 22], {}, (x, { of, is }) => of('div', x, of('add', is(1), of('abs', x)))),
  activation('Mish', [18, 22], {}, (x, { of }) => of('mul', x, of('tanh', of('softplus', x)))),
  activation('Swish', [24], { alpha: 1 }, (x, { of }, p) =>
    of('mul', x, of('sigmoid', of('mul', p('alpha'), x))),
  ),
  activation('Shrink', [9], { bias: 0, lambd: 0.5 }, (x, { of, is, above, choose }, p) => {
    const low = above(of('neg', p('lambd')), x);
    const high = above(x, p('lambd'));
    const nothing = choose(call('is-nan', 'bool', x), x, is(0));
    return choose(low, of('add', x, p('bias')), choose(high, of('sub', x, p('bias')), nothing));
  }),
];
