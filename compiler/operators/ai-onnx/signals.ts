import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toTypeText } from '#compiler/ir/tensor.ts';
import { knownInteger, knownNumbers, optional, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { dtypeOfNumber } from '#compiler/operators/ai-onnx/cast.ts';
import { compose, type Composer } from '#compiler/operators/ai-onnx/compose.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Elements of a matrix of sines or cosines. */
const MAX_MATRIX = 2 ** 22;

type Transform = {
  readonly axis: number;
  readonly length: number;
  readonly inverse: boolean;
  readonly oneSided: boolean;
};

const fourier: Operator = {
  domain,
  name: 'DFT',
  versions: [17, 20],
  attributes: ['axis', 'inverse', 'onesided'],
  lower: (context) => {
    const { attributes, version, origin } = context;
    const x = required(context, 0);
    const rank = x.type.shape.length;
    const given =
      version < 20
        ? attributes.get('int', 'axis', 1)
        : optional(context, 2) === null
          ? -2
          : knownInteger(context, 2);
    const axis = toAxis(given, rank, origin);
    const inverse = attributes.get('int', 'inverse', 0) !== 0;
    const oneSided = attributes.get('int', 'onesided', 0) !== 0;
    const size = x.type.shape[axis] ?? 0;
    const usual = inverse && oneSided ? 2 * (size - 1) : size;
    const length = optional(context, 1) === null ? usual : knownInteger(context, 1);
    if (axis === rank - 1 || length < 1)
      throw new CompileError('shape', `${origin}: axis ${axis}, length ${length}`);
    return [transform(context, compose(context), x, { axis, length, inverse, oneSided })];
  },
};

/**
 * The discrete Fourier transform as two matrix products in f64. The last axis of `x` is the real, or the real and the
 * imaginary part. One-sided, the forward transform gives the first ⌊length / 2⌋ + 1 frequencies, and the inverse takes
 * them and gives real numbers.
 */
function transform(context: LowerContext, c: Composer, x: Value, of: Transform): Value {
  const { axis, length, inverse, oneSided } = of;
  const { dtype, shape } = x.type;
  const rank = shape.length;
  const parts = shape[rank - 1] ?? 0;
  const half = Math.floor(length / 2) + 1;
  const [taken, given] = oneSided ? (inverse ? [half, length] : [length, half]) : [length, length];
  if ((dtype !== 'f32' && dtype !== 'f64') || (parts !== 1 && parts !== 2) || taken * given > MAX_MATRIX) {
    throw new CompileError('unsupported', `${context.origin}: ${toTypeText(x.type)}, length ${length}`);
  }
  const order = [...shape.keys()].filter((i) => i !== axis && i !== rank - 1);
  const wide = c.cast(c.transpose(x, [...order, axis, rank - 1]), 'f64');
  const fitted = fit(c, wide, rank - 2, taken);
  const part = (index: number): Value => {
    const one = c.part(fitted, rank - 1, index, 1);
    return c.reshape(one, one.type.shape.slice(0, -1));
  };
  const matrix = (wave: (angle: number) => number): Value =>
    c.constant(
      'f64',
      [taken, given],
      Array.from({ length: taken * given }, (_, at) => {
        const [row, column] = [Math.floor(at / given), at % given];
        const weight = !inverse ? 1 : (oneSided && row > 0 && 2 * row < length ? 2 : 1) / length;
        return weight * wave((2 * Math.PI * ((row * column) % length)) / length);
      }),
    );
  const [cos, sin] = [matrix(Math.cos), matrix(Math.sin)];
  const real = part(0);
  const imaginary = parts === 2 ? part(1) : null;
  const rc = c.matmul(real, cos);
  const rs = c.matmul(real, sin);
  const [ic, is] = imaginary === null ? [null, null] : [c.matmul(imaginary, cos), c.matmul(imaginary, sin)];
  const realOut = is === null ? rc : c.apply(inverse ? 'sub' : 'add', rc, is);
  const signed = inverse ? rs : c.apply('neg', rs);
  const imaginaryOut = ic === null ? signed : c.apply('add', ic, signed);
  const last = (value: Value): Value => c.reshape(value, [...value.type.shape, 1]);
  const both = oneSided && inverse ? last(realOut) : c.concat([last(realOut), last(imaginaryOut)], rank - 1);
  const back = Array.from({ length: rank }, (_, i) =>
    i === axis ? rank - 2 : i === rank - 1 ? rank - 1 : order.indexOf(i),
  );
  return c.cast(c.transpose(both, back), dtype);
}

/** The first `size` elements along `axis`, zeros after what there is. */
function fit(c: Composer, x: Value, axis: number, size: number): Value {
  const has = x.type.shape[axis] ?? 0;
  if (has >= size) return c.part(x, axis, 0, size);
  const zeros = c.expand(c.scalar('f64', 0), x.type.shape.with(axis, size - has));
  return c.concat([x, zeros], axis);
}

/** The transform of windowed frames of a signal. */
const shortTime: Operator = {
  domain,
  name: 'STFT',
  versions: [17],
  attributes: ['onesided'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const signal = required(context, 0);
    const window = optional(context, 2);
    const [batch = 1, total = 0, parts = 0] = signal.type.shape;
    const step = knownInteger(context, 1);
    const length =
      optional(context, 3) === null ? (window?.type.shape[0] ?? total) : knownInteger(context, 3);
    const frames = 1 + Math.floor((total - length) / step);
    const oneSided = attributes.get('int', 'onesided', 1) !== 0;
    const fits =
      window === null ||
      (window.type.shape.join() === String(length) && window.type.dtype === signal.type.dtype);
    if (
      signal.type.shape.length !== 3 ||
      step < 1 ||
      length < 1 ||
      frames < 1 ||
      !fits ||
      (oneSided && parts !== 1)
    ) {
      throw new CompileError(
        'shape',
        `${origin}: frames of ${length} every ${step} of ${toTypeText(signal.type)}`,
      );
    }
    const places = Array.from(
      { length: frames * length },
      (_, i) => Math.floor(i / length) * step + (i % length),
    );
    const cut = c.reshape(c.take(signal, 1, places), [batch, frames, length, parts]);
    const weighted = window === null ? cut : c.apply('mul', cut, c.reshape(window, [length, 1]));
    return [transform(context, c, weighted, { axis: 2, length, inverse: false, oneSided })];
  },
};

/** A window of a known size: a sum of cosines, `weights[k]` · cos(k · angle). */
function windowOf(name: string, weights: readonly number[]): Operator {
  return {
    domain,
    name,
    versions: [17],
    attributes: ['output_datatype', 'periodic'],
    lower: (context) => {
      const { attributes, origin } = context;
      const size = knownInteger(context, 0);
      const dtype = dtypeOfNumber(attributes.get('int', 'output_datatype', 1), origin);
      const turn = attributes.get('int', 'periodic', 1) !== 0 ? size : size - 1;
      if (size < 1 || size > MAX_MATRIX || (dtype !== 'f32' && dtype !== 'f64')) {
        throw new CompileError('unsupported', `${origin}: ${size} elements of ${dtype}`);
      }
      const values = Array.from({ length: size }, (_, i) =>
        weights.reduce(
          (sum, weight, k) => sum + weight * Math.cos((2 * Math.PI * k * i) / Math.max(turn, 1)),
          0,
        ),
      );
      return [compose(context).constant(dtype, [size], values)];
    },
  };
}

const melWeights: Operator = {
  domain,
  name: 'MelWeightMatrix',
  versions: [17],
  attributes: ['output_datatype'],
  lower: (context) => {
    const { attributes, origin } = context;
    const [bins = 0, length = 0, rate = 0, low = 0, high = 0] = [0, 1, 2, 3, 4].map(
      (index) => knownNumbers(context, index)?.[0] ?? NaN,
    );
    const dtype = dtypeOfNumber(attributes.get('int', 'output_datatype', 1), origin);
    const rows = Math.floor(length / 2) + 1;
    if (
      !(bins >= 1 && rows >= 1 && bins * rows <= MAX_MATRIX && rate > 0) ||
      (dtype !== 'f32' && dtype !== 'f64')
    ) {
      throw new CompileError('unsupported', `${origin}: ${bins} bins of ${length}`);
    }
    const mel = (hertz: number): number => (2595 * Math.log1p(hertz / 700)) / Math.LN10;
    const step = (mel(high) - mel(low)) / (bins + 2);
    const edges = Array.from({ length: bins + 2 }, (_, i) =>
      Math.floor(((length + 1) * 700 * Math.expm1(((i * step + mel(low)) / 2595) * Math.LN10)) / rate),
    );
    const values = Array<number>(rows * bins).fill(0);
    const set = (row: number, bin: number, value: number): void => {
      if (row < 0 || row >= rows)
        throw new CompileError('shape', `${origin}: a frequency beyond ${rows} bins`);
      values[row * bins + bin] = value;
    };
    for (let bin = 0; bin < bins; bin++) {
      const [left = 0, centre = 0, right = 0] = edges.slice(bin, bin + 3);
      if (centre === left) set(centre, bin, 1);
      for (let row = left; row <= centre && centre > left; row++)
        set(row, bin, (row - left) / (centre - left));
      for (let row = centre; row < right; row++) set(row, bin, (right - row) / (right - centre));
    }
    return [compose(context).constant(dtype, [rows, bins], values)];
  },
};

/** Operators on signals. */
export const signals: readonly Operator[] = [
  fourier,
  shortTime,
  windowOf('HannWindow', [0.5, -0.5]),
  windowOf('HammingWindow', [25 / 46, -(1 - 25 / 46)]),
  windowOf('BlackmanWindow', [0.42, -0.5, 0.08]),
  melWeights,
];
