import { constantOf } from '#compiler/emit/evaluate.ts';
import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { ScatterReduction } from '#compiler/ir/gather-op.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { required } from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** An index that is known and outside an axis of `size` is refused; one that is not known is checked when it runs. */
function checkIndices({ origin }: LowerContext, indices: Value, size: number): void {
  const data = constantOf(indices)?.data;
  if (!(data instanceof BigInt64Array) && !(data instanceof Int32Array)) return;
  for (const element of data) {
    const index = Number(element);
    if (index < -size || index >= size) {
      throw new CompileError('shape', `${origin}: index ${index} of ${size} elements`);
    }
  }
}

function gatherAlong(
  kind: 'gather' | 'gather-elements',
  name: string,
  versions: readonly number[],
): Operator {
  return {
    domain,
    name,
    versions,
    attributes: ['axis'],
    lower: (context) => {
      const { graph, attributes, origin } = context;
      const [data, indices] = [required(context, 0), required(context, 1)];
      const axis = toAxis(attributes.get('int', 'axis', 0), data.type.shape.length, origin);
      checkIndices(context, indices, data.type.shape[axis] ?? 0);
      return [graph.one({ kind, axis }, [data, indices], origin)];
    },
  };
}

const gatherNd: Operator = {
  domain,
  name: 'GatherND',
  versions: [11, 12, 13],
  attributes: ['batch_dims'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const batchDims = attributes.get('int', 'batch_dims', 0);
    return [
      graph.one({ kind: 'gather-nd', batchDims }, [required(context, 0), required(context, 1)], origin),
    ];
  },
};

function readReduction({ attributes, origin }: LowerContext): ScatterReduction {
  const name = attributes.get('string', 'reduction', 'none');
  switch (name) {
    case 'none':
    case 'add':
    case 'mul':
    case 'max':
    case 'min':
      return name;
    default:
      throw new CompileError('unsupported', `${origin}: reduction ${name}`);
  }
}

function scatterElements(name: string, versions: readonly number[]): Operator {
  return {
    domain,
    name,
    versions,
    attributes: name === 'Scatter' ? ['axis'] : ['axis', 'reduction'],
    lower: (context) => {
      const { graph, attributes, origin } = context;
      const [data, indices, updates] = [required(context, 0), required(context, 1), required(context, 2)];
      const axis = toAxis(attributes.get('int', 'axis', 0), data.type.shape.length, origin);
      checkIndices(context, indices, data.type.shape[axis] ?? 0);
      const reduction = readReduction(context);
      return [graph.one({ kind: 'scatter-elements', axis, reduction }, [data, indices, updates], origin)];
    },
  };
}

const scatterNd: Operator = {
  domain,
  name: 'ScatterND',
  versions: [11, 13, 16, 18],
  attributes: ['reduction'],
  lower: (context) => {
    const inputs = [required(context, 0), required(context, 1), required(context, 2)];
    return [
      context.graph.one({ kind: 'scatter-nd', reduction: readReduction(context) }, inputs, context.origin),
    ];
  },
};

export const gathering: readonly Operator[] = [
  gatherAlong('gather', 'Gather', [1, 11, 13]),
  gatherAlong('gather-elements', 'GatherElements', [11, 13]),
  gatherNd,
  scatterElements('ScatterElements', [11, 13, 16, 18]),
  scatterElements('Scatter', [9, 11]),
  scatterNd,
];
