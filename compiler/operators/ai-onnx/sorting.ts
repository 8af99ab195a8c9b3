import { CompileError } from '#compiler/errors.ts';
import { knownInteger, required } from '#compiler/operators/ai-onnx/arguments.ts';
import type { Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Always sorted, also where `sorted` is 0 and any order would do. */
const topK: Operator = {
  domain,
  name: 'TopK',
  versions: [1, 10, 11, 24],
  attributes: ['axis', 'k', 'largest', 'sorted'],
  lower: (context) => {
    const { graph, attributes, version, origin } = context;
    const k = version < 10 ? attributes.required('int', 'k') : knownInteger(context, 1);
    const axis = attributes.get('int', 'axis', -1);
    const largest = attributes.get('int', 'largest', 1) !== 0;
    return graph.add({ kind: 'top-k', k, axis, largest }, [required(context, 0)], origin);
  },
};

function cumulative(name: 'CumSum' | 'CumProd', versions: readonly number[]): Operator {
  return {
    domain,
    name,
    versions,
    attributes: ['exclusive', 'reverse'],
    lower: (context) => {
      const { graph, attributes, origin } = context;
      const exclusive = attributes.get('int', 'exclusive', 0);
      const reverse = attributes.get('int', 'reverse', 0);
      if (![exclusive, reverse].every((flag) => flag === 0 || flag === 1)) {
        throw new CompileError('format', `${origin}: exclusive ${exclusive}, reverse ${reverse}`);
      }
      const op = {
        kind: 'cumulative-sum',
        axis: knownInteger(context, 1),
        exclusive: exclusive === 1,
        reverse: reverse === 1,
        product: name === 'CumProd',
      } as const;
      return [graph.one(op, [required(context, 0)], origin)];
    },
  };
}

export const sorting: readonly Operator[] = [
  topK,
  cumulative('CumSum', [11, 14]),
  cumulative('CumProd', [26]),
];
