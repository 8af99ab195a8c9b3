import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toTypeText } from '#compiler/ir/tensor.ts';
import { optional, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { dtypeOfNumber } from '#compiler/operators/ai-onnx/cast.ts';
import { compose, type Composer } from '#compiler/operators/ai-onnx/compose.ts';
import { floatType } from '#compiler/operators/ai-onnx/elementwise.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

/**
 * Scaled dot-product attention, as the function that ONNX publishes for it: scores are (q · √scale) · (k · √scale)ᵀ,
 * capped, then masked by −∞, and a query without any key gives 0.
 */
const attention: Operator = {
  domain: 'ai.onnx',
  name: 'Attention',
  versions: [23, 24, 25],
  attributes: [
    'is_causal',
    'kv_num_heads',
    'left_window_size',
    'q_num_heads',
    'qk_matmul_output_mode',
    'right_window_size',
    'scale',
    'softcap',
    'softmax_precision',
  ],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const input = required(context, 0);
    const dtype = floatType(input.type.dtype, context);
    const packed = input.type.shape.length === 3;
    const heads = packed
      ? { q: attributes.required('int', 'q_num_heads'), kv: attributes.required('int', 'kv_num_heads') }
      : { q: 0, kv: 0 };
    const q = split(context, c, input, heads.q);
    const key = cached(c, optional(context, 4), split(context, c, required(context, 1), heads.kv));
    const value = cached(c, optional(context, 5), split(context, c, required(context, 2), heads.kv));
    const [batch = 1, queries = 1, rows = 1, size = 1] = q.type.shape;
    const [, keyHeads = 1, columns = 1] = key.type.shape;
    if (keyHeads === 0 || queries % keyHeads !== 0) {
      throw new CompileError('shape', `${origin}: ${queries} heads of queries for ${keyHeads} of keys`);
    }
    const scale = Math.sqrt(attributes.get('float', 'scale', 0) || 1 / Math.sqrt(size));
    const scaled = (x: Value): Value => c.apply('mul', x, c.scalar(dtype, scale));
    const repeated = (x: Value): Value =>
      keyHeads === queries
        ? x
        : c.take(
            x,
            1,
            Array.from({ length: queries }, (_, i) => Math.floor(i / (queries / keyHeads))),
          );
    let scores = c.matmul(scaled(q), c.transpose(scaled(repeated(key)), [0, 1, 3, 2]));
    const mode = attributes.get('int', 'qk_matmul_output_mode', 0);
    const raw = scores;
    const cap = attributes.get('float', 'softcap', 0);
    if (cap > 0) {
      const limit = c.scalar(dtype, cap);
      scores = c.apply('mul', c.apply('tanh', c.apply('div', scores, limit)), limit);
    }
    const capped = scores;
    const bias = biasOf(context, c, { dtype, batch, queries, rows, columns });
    if (bias !== null) scores = c.apply('add', scores, bias);
    const precision = attributes.optional('int', 'softmax_precision');
    const wide = precision === undefined ? dtype : dtypeOfNumber(precision, origin);
    const soft = c.cast(softmax(c, c.cast(scores, wide), bias), dtype);
    const attended = c.matmul(soft, repeated(value));
    const outputs = [raw, capped, scores, soft];
    const shown = outputs[mode];
    if (shown === undefined)
      throw new CompileError('unsupported', `${origin}: qk_matmul_output_mode ${mode}`);
    return [packed ? join(c, attended) : attended, key, value, shown];
  },
};

/** [batch, sequence, heads · size] → [batch, heads, sequence, size]; of rank 4 it is so already. */
function split(context: LowerContext, c: Composer, x: Value, heads: number): Value {
  const [batch = 1, sequence = 1, hidden = 1] = x.type.shape;
  if (heads === 0 && x.type.shape.length === 4) return x;
  if (x.type.shape.length !== 3 || heads < 1 || hidden % heads !== 0) {
    throw new CompileError('shape', `${context.origin}: ${toTypeText(x.type)} in ${heads} heads`);
  }
  return c.transpose(c.reshape(x, [batch, sequence, heads, hidden / heads]), [0, 2, 1, 3]);
}

function join(c: Composer, x: Value): Value {
  const [batch = 1, heads = 1, sequence = 1, size = 1] = x.type.shape;
  return c.reshape(c.transpose(x, [0, 2, 1, 3]), [batch, sequence, heads * size]);
}

function cached(c: Composer, past: Value | null, now: Value): Value {
  return past === null ? now : c.concat([past, now], 2);
}

type Sizes = {
  readonly dtype: 'f32' | 'f64';
  readonly batch: number;
  readonly queries: number;
  readonly rows: number;
  readonly columns: number;
};

/** What is added to the scores: 0 or −∞, and what a mask of floats says; it broadcasts to [batch, heads, rows, columns]. */
function biasOf(context: LowerContext, c: Composer, sizes: Sizes): Value | null {
  const { attributes, origin } = context;
  const { dtype, batch, rows, columns } = sizes;
  const past = optional(context, 4);
  const lengths = optional(context, 6);
  if ((past === null) !== (optional(context, 5) === null) || (past !== null && lengths !== null)) {
    throw new CompileError('format', `${origin}: past keys, past values and lengths do not go together`);
  }
  const parts: Value[] = [];
  const allow = (allowed: Value): void => {
    parts.push(c.where(allowed, c.scalar(dtype, 0), c.scalar(dtype, -Infinity)));
  };
  const mask = optional(context, 3);
  if (mask !== null) {
    const padded = padMask(c, mask, columns, dtype);
    if (padded.type.dtype === 'bool') allow(padded);
    else if (padded.type.dtype === dtype) parts.push(padded);
    else throw new CompileError('shape', `${origin}: a mask of ${toTypeText(mask.type)}`);
  }
  // Key j less query i, for each pair; and where the first query stands among the keys.
  const distance = c.constant(
    'i64',
    [rows, columns],
    Array.from({ length: rows * columns }, (_, at) => (at % columns) - Math.floor(at / columns)),
  );
  const length = lengths === null ? null : c.reshape(c.cast(lengths, 'i64'), [batch, 1, 1, 1]);
  const offset =
    length === null
      ? c.scalar('i64', past?.type.shape[2] ?? 0)
      : c.apply('sub', length, c.scalar('i64', rows));
  const within = (most: number): Value =>
    c.compare('le', distance, c.apply('add', offset, c.scalar('i64', most)));
  const beyond = (least: number): Value =>
    c.compare('le', c.apply('sub', offset, c.scalar('i64', least)), distance);
  if (attributes.get('int', 'is_causal', 0) === 1) allow(within(0));
  const [left, right] = ['left_window_size', 'right_window_size'].map((name) =>
    attributes.get('int', name, -1),
  );
  if (left !== undefined && left >= 0) allow(beyond(left));
  if (right !== undefined && right >= 0) allow(within(right));
  if (length !== null) {
    const places = c.constant(
      'i64',
      [columns],
      Array.from({ length: columns }, (_, i) => i),
    );
    allow(c.compare('lt', places, length));
  }
  return parts.length === 0 ? null : parts.reduce((sum, more) => c.apply('add', sum, more));
}

/** A mask of fewer keys than there are masks the others. */
function padMask(c: Composer, mask: Value, columns: number, dtype: 'f32' | 'f64'): Value {
  const { shape, dtype: of } = mask.type;
  const missing = columns - (shape.at(-1) ?? 0);
  if (missing <= 0) return mask;
  const value = of === 'bool' ? c.scalar('bool', 0) : c.scalar(dtype, -Infinity);
  return c.concat([mask, c.expand(value, shape.with(-1, missing))], shape.length - 1);
}

function softmax(c: Composer, scores: Value, bias: Value | null): Value {
  // The type of the scores is a float: they are sums of products of floats.
  const dtype = scores.type.dtype as 'f32' | 'f64';
  const axis = scores.type.shape.length - 1;
  const lowest = c.scalar(dtype, -Infinity);
  const zero = c.scalar(dtype, 0);
  const largest = c.reduce('max', scores, [axis]);
  const masked = c.compare('eq', largest, lowest);
  const power = c.apply('exp', c.apply('sub', scores, c.where(masked, zero, largest)));
  const sum = c.reduce('sum', power, [axis]);
  const one = c.scalar(dtype, 1);
  const shares = c.apply('div', power, c.where(c.compare('eq', sum, zero), one, sum));
  if (bias === null) return shares;
  const none = c.compare(
    'eq',
    c.reduce('max', bias, [bias.type.shape.length - 1]),
    c.scalar(bias.type.dtype as 'f32', -Infinity),
  );
  return c.where(none, zero, shares);
}

/** Pairs of elements turned by an angle that depends on the place in the sequence. */
const rotaryEmbedding: Operator = {
  domain: 'ai.onnx',
  name: 'RotaryEmbedding',
  versions: [23],
  attributes: ['interleaved', 'num_heads', 'rotary_embedding_dim'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const x = required(context, 0);
    const { shape } = x.type;
    const [batch = 1] = shape;
    // [batch, sequence, heads, size]
    const heads = attributes.get('int', 'num_heads', 0);
    const apart =
      shape.length === 4
        ? c.transpose(x, [0, 2, 1, 3])
        : c.transpose(split(context, c, x, heads), [0, 2, 1, 3]);
    const [, sequence = 1, count = 1, size = 1] = apart.type.shape;
    const turned = attributes.get('int', 'rotary_embedding_dim', 0) || size;
    const half = turned / 2;
    const positions = optional(context, 3);
    const angles = (index: number): Value => {
      const cache = required(context, index);
      const chosen = positions === null ? cache : c.gather(cache, 0, positions);
      if (chosen.type.shape.join() !== [batch, sequence, half].join()) {
        throw new CompileError(
          'shape',
          `${origin}: ${toTypeText(chosen.type)} for ${batch}, ${sequence}, ${half}`,
        );
      }
      return c.reshape(chosen, [batch, sequence, 1, half]);
    };
    const [cos, sin] = [angles(1), angles(2)];
    const interleaved = attributes.get('int', 'interleaved', 0) !== 0;
    const pairs = Array.from({ length: half }, (_, i) => i);
    const first = interleaved
      ? c.take(
          apart,
          3,
          pairs.map((i) => 2 * i),
        )
      : c.part(apart, 3, 0, half);
    const second = interleaved
      ? c.take(
          apart,
          3,
          pairs.map((i) => 2 * i + 1),
        )
      : c.part(apart, 3, half, half);
    const real = c.apply('sub', c.apply('mul', cos, first), c.apply('mul', sin, second));
    const imaginary = c.apply('add', c.apply('mul', sin, first), c.apply('mul', cos, second));
    const both = c.concat([real, imaginary], 3);
    const rotated = interleaved
      ? c.take(
          both,
          3,
          pairs.flatMap((i) => [i, half + i]),
        )
      : both;
    const whole = turned === size ? rotated : c.concat([rotated, c.part(apart, 3, turned, size - turned)], 3);
    return [
      shape.length === 4
        ? c.transpose(whole, [0, 2, 1, 3])
        : c.reshape(whole, [batch, sequence, count * size]),
    ];
  },
};

/** Attention and what goes with it. */
export const attentions: readonly Operator[] = [attention, rotaryEmbedding];
