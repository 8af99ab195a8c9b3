import { CompileError } from '#compiler/errors.ts';
import type { Metric } from '#compiler/ir/distances-op.ts';
import { requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Operator } from '#compiler/operators/operator.ts';

const METRICS: readonly Metric[] = ['sqeuclidean', 'euclidean'];

/** Distances of all rows of A to all rows of B, from their differences (onnxruntime expands the square, which cancels). */
const cdist: Operator = {
  domain: 'com.microsoft',
  name: 'CDist',
  versions: [1],
  attributes: ['metric'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const name = attributes.get('string', 'metric', 'sqeuclidean');
    const metric = METRICS.find((known) => known === name);
    if (metric === undefined) throw new CompileError('unsupported', `${origin}: metric ${name}`);
    const rows = [requiredInput(context, 0), requiredInput(context, 1)];
    return [graph.one({ kind: 'distances', metric }, rows, origin)];
  },
};

export const microsoftDistanceOperators: readonly Operator[] = [cdist];
