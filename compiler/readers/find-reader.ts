import type { GraphModel } from '#compiler/plan.ts';
import { readCatboost } from '#compiler/readers/catboost/read-catboost.ts';
import { readCoefficients } from '#compiler/readers/coefficients/read-coefficients.ts';
import { readLightgbm } from '#compiler/readers/lightgbm/read-lightgbm.ts';
import { readOnnx } from '#compiler/readers/onnx/read-onnx.ts';
import type { Reader } from '#compiler/readers/reader.ts';
import { readXgboost } from '#compiler/readers/xgboost/read-xgboost.ts';

/** The reader of a format. */
export function findReader(format: GraphModel['format']): Reader {
  switch (format) {
    case 'coefficients':
      return readCoefficients;
    case 'onnx':
      return (bytes) => readOnnx(bytes);
    case 'xgboost':
      return readXgboost;
    case 'lightgbm':
      return readLightgbm;
    case 'catboost':
      return readCatboost;
    default:
      return format satisfies never;
  }
}
