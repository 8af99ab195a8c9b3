import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import { commonType, floatType } from '#compiler/operators/ai-onnx/elementwise.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

/** The largest f32: the bounds of version 6 where none is given. */
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/** min(max(x, low), high). Version 6 has its bounds as attributes, later ones as inputs. */
export const clip: Operator = {
  domain: 'ai.onnx',
  name: 'Clip',
  versions: [6, 11, 12, 13],
  attributes: ['min', 'max'],
  lower: (context) => [context.version === 6 ? clipByAttributes(context) : clipByInputs(context)],
};

function clipByAttributes(context: LowerContext): ReturnType<typeof map> {
  const { graph, inputs, attributes, origin } = context;
  const [x] = inputs;
  if (x === null || x === undefined || inputs.length > 1) {
    throw new CompileError('format', `${origin}: not one input`);
  }
  const dtype = floatType(x.type.dtype, context);
  const low = number(dtype, attributes.get('float', 'min', -LARGEST));
  const high = number(dtype, attributes.get('float', 'max', LARGEST));
  return map(graph, call('min', dtype, call('max', dtype, input(0), low), high), [x], origin);
}

function clipByInputs(context: LowerContext): ReturnType<typeof map> {
  const { graph, inputs, attributes, origin } = context;
  const [x, low, high] = inputs;
  if (x === null || x === undefined || inputs.length > 3 || attributes.names.length > 0) {
    throw new CompileError('format', `${origin}: attributes, or no input, or more than three`);
  }
  const bounds = [low, high].filter((bound) => bound !== null && bound !== undefined);
  const dtype = commonType([x, ...bounds], context);
  if (bounds.some((bound) => elementsOf(bound.type.shape) !== 1)) {
    throw new CompileError('shape', `${origin}: a bound that is no single number`);
  }
  let expression = input(0);
  bounds.forEach((bound, i) => {
    expression = call(bound === low ? 'max' : 'min', dtype, expression, input(i + 1));
  });
  const scalars = bounds.map((bound) => graph.one({ kind: 'reshape', shape: [] }, [bound], origin));
  return bounds.length === 0 ? x : map(graph, expression, [x, ...scalars], origin);
}
