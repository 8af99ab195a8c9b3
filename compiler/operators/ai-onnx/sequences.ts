import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toTypeText } from '#compiler/ir/tensor.ts';
import { knownInteger, optional, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { compose, type Composer } from '#compiler/operators/ai-onnx/compose.ts';
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

/** A state that each step of the sequence decays, corrects and reads (linear attention). */
const linearAttention: Operator = {
  domain,
  name: 'LinearAttention',
  versions: [27],
  // `chunk_size` is a hint that no number depends on.
  attributes: ['chunk_size', 'kv_num_heads', 'q_num_heads', 'scale', 'update_rule'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const [query, key, value] = [0, 1, 2].map((index) => required(context, index));
    if (query === undefined || key === undefined || value === undefined) throw new RangeError('three inputs');
    const [batch = 1, steps = 1, hidden = 1] = query.type.shape;
    const [heads, own] = [
      attributes.required('int', 'q_num_heads'),
      attributes.required('int', 'kv_num_heads'),
    ];
    const size = hidden / heads;
    const width = (value.type.shape[2] ?? 0) / own;
    const rule = attributes.get('string', 'update_rule', 'gated_delta');
    const [decay, beta] = [optional(context, 4), optional(context, 5)];
    const gated = rule === 'gated' || rule === 'gated_delta';
    const corrected = rule === 'delta' || rule === 'gated_delta';
    const all = [query, key, value, decay, beta, optional(context, 3)].flatMap((input) => input ?? []);
    if (all.some((input) => input.type.dtype !== 'f32') || steps > MAX_STEPS || !(heads % own === 0)) {
      throw new CompileError(
        'unsupported',
        `${origin}: of ${all.map((input) => toTypeText(input.type)).join(', ')}`,
      );
    }
    if (
      (!gated && !corrected && rule !== 'linear') ||
      gated !== (decay !== null) ||
      corrected !== (beta !== null)
    ) {
      throw new CompileError('format', `${origin}: rule ${rule} with these inputs`);
    }
    const scale = c.scalar('f32', attributes.get('float', 'scale', 0) || 1 / Math.sqrt(size));
    // One step of a packed input as [batch, heads, 1, size].
    const at = (x: Value, step: number, count_: number): Value =>
      c.reshape(c.part(x, 1, step, 1), [batch, count_, 1, (x.type.shape[2] ?? 0) / count_]);
    const column = (x: Value): Value => c.transpose(x, [0, 1, 3, 2]);
    const repeated = count(heads).map((head) => Math.floor(head / (heads / own)));
    let state = optional(context, 3) ?? c.expand(c.scalar('f32', 0), [batch, own, size, width]);
    const outputs: Value[] = [];
    for (let step = 0; step < steps; step++) {
      const keys = at(key, step, own);
      let values = at(value, step, own);
      if (decay !== null) state = c.apply('mul', state, column(c.apply('exp', at(decay, step, own))));
      if (beta !== null) {
        const rate = at(beta, step, beta.type.shape[2] === own ? own : 1);
        values = c.apply('mul', rate, c.apply('sub', values, c.matmul(keys, state)));
      }
      state = c.apply('add', state, c.apply('mul', column(keys), values));
      const read = heads === own ? state : c.take(state, 1, repeated);
      const output = c.apply('mul', scale, c.matmul(at(query, step, heads), read));
      outputs.push(c.reshape(output, [batch, 1, heads * width]));
    }
    return [c.concat(outputs, 1), state];
  },
};

/** A convolution of each channel with what came before, whose end is the state of the next call. */
const causalConvolution: Operator = {
  domain,
  name: 'CausalConvWithState',
  versions: [27],
  attributes: ['activation'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const x = required(context, 0);
    const weights = required(context, 1);
    const [batch = 1, channels = 1, length = 1] = x.type.shape;
    const { dtype } = x.type;
    const taps = weights.type.shape[2] ?? 0;
    const activation = attributes.get('string', 'activation', 'none');
    if (
      (dtype !== 'f32' && dtype !== 'f64') ||
      weights.type.shape.join() !== [channels, 1, taps].join() ||
      taps < 1 ||
      taps > MAX_STEPS ||
      !['none', 'silu', 'swish'].includes(activation)
    ) {
      throw new CompileError('unsupported', `${origin}: ${activation} of ${toTypeText(x.type)}`);
    }
    const past = optional(context, 3) ?? c.expand(c.scalar(dtype, 0), [batch, channels, taps - 1]);
    const whole = taps === 1 && optional(context, 3) === null ? x : c.concat([past, x], 2);
    const terms = count(taps).map((tap) => {
      const weight = c.reshape(c.part(weights, 2, tap, 1), [1, channels, 1]);
      return c.apply('mul', c.part(whole, 2, tap, length), weight);
    });
    const bias = optional(context, 2);
    const sum = terms.reduce((a, b) => c.apply('add', a, b));
    const plain = bias === null ? sum : c.apply('add', sum, c.reshape(bias, [1, channels, 1]));
    const output = activation === 'none' ? plain : c.apply('mul', plain, c.apply('sigmoid', plain));
    return [output, c.part(whole, 2, length, taps - 1)];
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

/** The determinant of small matrices, by cofactors of the first row. */
const determinant: Operator = {
  domain,
  name: 'Det',
  versions: [11, 22],
  attributes: [],
  lower: (context) => {
    const c = compose(context);
    const x = required(context, 0);
    const { shape, dtype } = x.type;
    const size = shape.at(-1) ?? 0;
    if (
      shape.length < 2 ||
      shape.at(-2) !== size ||
      size < 1 ||
      size > 4 ||
      (dtype !== 'f32' && dtype !== 'f64')
    ) {
      throw refusal(context, [x]);
    }
    const rank = shape.length;
    const outer = shape.slice(0, -2);
    const element = (row: number, column: number): Value =>
      c.reshape(c.part(c.part(x, rank - 2, row, 1), rank - 1, column, 1), outer);
    return [cofactors(c, element, 0, count(size))];
  },
};

function cofactors(
  c: Composer,
  element: (row: number, column: number) => Value,
  row: number,
  columns: readonly number[],
): Value {
  const terms = columns.map((column, i) => {
    const rest = columns.filter((other) => other !== column);
    const factor = element(row, column);
    const term = rest.length === 0 ? factor : c.apply('mul', factor, cofactors(c, element, row + 1, rest));
    return { term, negative: i % 2 === 1 };
  });
  const [first, ...more] = terms;
  if (first === undefined) throw new RangeError('no columns');
  return more.reduce((sum, { term, negative }) => c.apply(negative ? 'sub' : 'add', sum, term), first.term);
}

/** Operators on sequences and states, composed of others. */
export const sequences: readonly Operator[] = [
  reverseSequence,
  tensorScatter,
  cumulativeProduct,
  linearAttention,
  causalConvolution,
  swiGlu,
  determinant,
];
