import { requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Operator } from '#compiler/operators/operator.ts';

/** libsvm's `multiclass_probability`: probabilities of classes from those of their pairs (`PairwiseCouplingOp`). */
const pairwiseCoupling: Operator = {
  domain: 'org.visite',
  name: 'PairwiseCoupling',
  versions: [1],
  attributes: ['classes'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const classes = attributes.required('int', 'classes');
    return [graph.one({ kind: 'pairwise-coupling', classes }, [requiredInput(context, 0)], origin)];
  },
};

export const visiteCouplingOperators: readonly Operator[] = [pairwiseCoupling];
