import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toTypeText } from '#compiler/ir/tensor.ts';
import { knownInteger, optional, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { compose } from '#compiler/operators/ai-onnx/compose.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Steps that are written out one after another. */
const MAX_STEPS = 4096;

/** The first elements of each sequence in the opposite order. */
const reverseSequence: Operator = {
  domain,
  name: 'ReverseSequence',
  versions: [10, 28],
  attributes: ['batch_axis', 'time_axis'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const c = compose(context);
    const x = required(context, 0);
    const { shape } = x.type;
    const batch = toAxis(attributes.get('int', 'batch_axis', 1), shape.length, origin);
    const time = toAxis(attributes.get('int', 'time_axis', 0), shape.length, origin);
    const lengths = required(context, 1);
    if (batch === time || lengths.type.shape.join() !== String(shape[batch])) {
      throw new CompileError('shape', `${origin}: ${toTypeText(lengths.type)} for ${toTypeText(x.type)}`);
    }
    const along = (axis: number): number[] => shape.map((size, i) => (i === axis ? size : 1));
    const place = c.constant('i64', along(time), count(shape[time] ?? 0));
    const length = c.reshape(c.cast(lengths, 'i64'), along(batch));
    const last = c.apply('sub', length, c.scalar('i64', 1));
    const from = c.where(c.compare('lt', place, length), c.apply('sub', last, place), place);
    return [graph.one({ kind: 'gather-elements', axis: time }, [x, c.expand(from, shape)], origin)];
  },
};

/** A cache with new slices written at a place for each batch. */
const tensorScatter: Operator = {
  domain,
  name: 'TensorScatter',
  versions: [24],
  attributes: ['axis', 'mode'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const c = compose(context);
    const cache = required(context, 0);
    const update = required(context, 1);
    const { shape } = update.type;
    const axis = toAxis(attributes.get('int', 'axis', -2), shape.length, origin);
    const mode = attributes.get('string', 'mode', 'linear');
    if (axis === 0 || (mode !== 'linear' && mode !== 'circular')) {
      throw new CompileError('unsupported', `${origin}: mode ${mode} along axis ${axis}`);
    }
    const starts = optional(context, 2);
    const step = c.constant(
      'i64',
      shape.map((size, i) => (i === axis ? size : 1)),
      count(shape[axis] ?? 0),
    );
    const start =
      starts === null
        ? c.scalar('i64', 0)
        : c.reshape(c.cast(starts, 'i64'), [shape[0] ?? 1, ...shape.slice(1).map(() => 1)]);
    const place = c.apply('add', step, start);
    const size = c.scalar('i64', cache.type.shape[axis] ?? 0);
    const index = c.expand(mode === 'circular' ? c.apply('mod', place, size) : place, shape);
    return [graph.one({ kind: 'scatter-elements', axis, reduction: 'none' }, [cache, index, update], origin)];
  },
};

const cumulativeProduct: Operator = {
  domain,
  name: 'CumProd',
  versions: [26],
  attributes: ['exclusive', 'reverse'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const x = required(context, 0);
    const { dtype, shape } = x.type;
    const axis = toAxis(knownInteger(context, 1), shape.length, origin);
    const length = shape[axis] ?? 0;
    if (dtype === 'string' || dtype === 'bool' || length > MAX_STEPS || length === 0) {
      throw new CompileError('unsupported', `${origin}: of ${toTypeText(x.type)}`);
    }
    const places = attributes.get('int', 'reverse', 0) !== 0 ? count(length).toReversed() : count(length);
    const exclusive = attributes.get('int', 'exclusive', 0) !== 0;
    const parts = new Map<number, Value>();
    let product: Value | null = null;
    for (const place of places) {
      const slice = c.part(x, axis, place, 1);
      const next: Value = product === null ? slice : c.apply('mul', product, slice);
      parts.set(place, exclusive ? (product ?? c.expand(c.scalar(dtype, 1), slice.type.shape)) : next);
      product = next;
    }
    return [
      c.concat(
        count(length).flatMap((place) => parts.get(place) ?? []),
        axis,
      ),
    ];
  },
};

function count(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

/** A gate through Swish, times the value. */
const swiGlu: Operator = {
  domain,
  name: 'SwiGLU',
  versions: [28],
  attributes: ['alpha'],
  lower: (context) => {
    const c = compose(context);
    const [gate, value] = [required(context, 0), required(context, 1)];
    const { dtype } = gate.type;
    if (toTypeText(gate.type) !== toTypeText(value.type) || (dtype !== 'f32' && dtype !== 'f64')) {
      throw refusal(context, [gate, value]);
    }
    const alpha = c.scalar(dtype, context.attributes.get('float', 'alpha', 1));
    const opened = c.apply('mul', gate, c.apply('sigmoid', c.apply('mul', alpha, gate)));
    return [c.apply('mul', opened, value)];
  },
};

function refusal({ origin }: LowerContext, values: readonly Value[]): CompileError {
  return new CompileError(
    'shape',
    `${origin}: of ${values.map((value) => toTypeText(value.type)).join(' and ')}`,
  );
}

/** Operators on sequences, and a gate. */
export const sequences: readonly Operator[] = [reverseSequence, tensorScatter, cumulativeProduct, swiGlu];
