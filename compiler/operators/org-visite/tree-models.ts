import { asRow, asType, requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import { CompileError } from '#compiler/errors.ts';
import type { Operator } from '#compiler/operators/operator.ts';
import { readCatboost } from '#compiler/readers/catboost/read-catboost.ts';
import { readLightgbm } from '#compiler/readers/lightgbm/read-lightgbm.ts';
import type { Reader } from '#compiler/readers/reader.ts';
import { readXgboost } from '#compiler/readers/xgboost/read-xgboost.ts';

/**
 * A model in its library's own format, in the attribute `model`. Input: a row of features. Outputs: those of the
 * library's reader, in its order; the row is rounded to the reader's type as the library does.
 */
function embedded(name: string, read: Reader): Operator {
  return {
    domain: 'org.visite',
    name,
    versions: [1],
    attributes: ['model'],
    lower: (context) => {
      const { attributes, graph, origin } = context;
      const model = read(new TextEncoder().encode(attributes.required('string', 'model')));
      const row = asRow(graph, requiredInput(context, 0), origin);
      const [first] = model.inputs;
      const dtype = first?.type.dtype;
      if (first === undefined || (dtype !== 'f32' && dtype !== 'f64'))
        throw new RangeError('one input of floats');
      if (row.type.shape[1] !== first.type.shape[1]) {
        throw new CompileError(
          'shape',
          `${origin}: ${row.type.shape[1]} features, the model has ${first.type.shape[1]}`,
        );
      }
      const built = model.build(graph, new Map([[first.name, asType(graph, row, dtype, origin)]]));
      return model.outputs.map((output) => built.get(output) ?? null);
    },
  };
}

/** Tree models that the Python export embeds as they are. */
export const embeddedTreeModels: readonly Operator[] = [
  embedded('XGBoost', readXgboost),
  embedded('LightGBM', readLightgbm),
  embedded('CatBoost', readCatboost),
];
