import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import { optional, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { compose, type Composer } from '#compiler/operators/ai-onnx/compose.ts';
import { floatType } from '#compiler/operators/ai-onnx/elementwise.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const negativeLogLikelihood: Operator = {
  domain: 'ai.onnx',
  name: 'NegativeLogLikelihoodLoss',
  versions: [12, 13, 22],
  attributes: ['ignore_index', 'reduction'],
  lower: (context) => [lossOf(context, compose(context), required(context, 0))],
};

const softmaxCrossEntropy: Operator = {
  domain: 'ai.onnx',
  name: 'SoftmaxCrossEntropyLoss',
  versions: [12, 13],
  attributes: ['ignore_index', 'reduction'],
  lower: (context) => {
    const c = compose(context);
    const scores = required(context, 0);
    const centred = c.apply('sub', scores, c.reduce('max', scores, [1]));
    const sum = c.reduce('sum', c.apply('exp', centred), [1]);
    const logarithms = c.apply('sub', centred, c.apply('log', sum));
    return [lossOf(context, c, logarithms), logarithms];
  },
};

/** The loss of logarithms [N, C, …] for targets [N, …], weighted by class. */
function lossOf(context: LowerContext, c: Composer, logarithms: Value): Value {
  const { attributes, origin } = context;
  const dtype = floatType(logarithms.type.dtype, context);
  const targets = required(context, 1);
  const weights = optional(context, 2);
  const [batch = 1, classes = 1, ...rest] = logarithms.type.shape;
  if (targets.type.shape.join() !== [batch, ...rest].join()) {
    throw new CompileError('shape', `${origin}: targets [${targets.type.shape.join(',')}]`);
  }
  const places = elementsOf(rest);
  const target = c.reshape(c.cast(targets, 'i64'), [batch, 1, places]);
  const ignored = attributes.optional('int', 'ignore_index');
  const isIgnored = ignored === undefined ? null : c.compare('eq', target, c.scalar('i64', ignored));
  const safe = isIgnored === null ? target : c.where(isIgnored, c.scalar('i64', 0), target);
  const flat = c.reshape(logarithms, [batch, classes, places]);
  const chosen = context.graph.one({ kind: 'gather-elements', axis: 1 }, [flat, safe], origin);
  const one = c.scalar(dtype, 1);
  const of = weights === null ? c.expand(one, [batch, 1, places]) : c.gather(weights, 0, safe);
  const weight = isIgnored === null ? of : c.where(isIgnored, c.scalar(dtype, 0), of);
  const zero = c.scalar(dtype, 0);
  const negative = c.apply('neg', isIgnored === null ? chosen : c.where(isIgnored, zero, chosen));
  const losses = weights === null && isIgnored === null ? negative : c.apply('mul', negative, weight);
  const reduction = attributes.get('string', 'reduction', 'mean');
  const total = c.reduce('sum', losses, [0, 1, 2], false);
  switch (reduction) {
    case 'none':
      return c.reshape(losses, [batch, ...rest]);
    case 'sum':
      return total;
    case 'mean':
      return c.apply('div', total, c.reduce('sum', weight, [0, 1, 2], false));
    default:
      throw new CompileError('unsupported', `${origin}: reduction ${reduction}`);
  }
}

/** Losses: what a model was trained by, at times left in it. */
export const losses: readonly Operator[] = [negativeLogLikelihood, softmaxCrossEntropy];
