import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, stridesOf, toTypeText } from '#compiler/ir/tensor.ts';
import { required } from '#compiler/operators/ai-onnx/arguments.ts';
import { compose, type Composer } from '#compiler/operators/ai-onnx/compose.ts';
import type { Operator } from '#compiler/operators/operator.ts';

type Sampling = {
  readonly mode: 'nearest' | 'linear' | 'cubic';
  readonly padding: 'zeros' | 'border' | 'reflection';
  readonly corners: boolean;
  readonly dtype: 'f32' | 'f64';
};

/** One neighbour along one axis: its index (i64) within the image, and its weight, 0 outside with padding by zeros. */
type Tap = { readonly index: Value; readonly weight: Value | null };

/** An image read at places between its elements. */
export const gridSample: Operator = {
  domain: 'ai.onnx',
  name: 'GridSample',
  versions: [16, 20, 22],
  attributes: ['align_corners', 'mode', 'padding_mode'],
  lower: (context) => {
    const { attributes, version, origin } = context;
    const c = compose(context);
    const [x, grid] = [required(context, 0), required(context, 1)];
    const { dtype } = x.type;
    const [batch = 1, channels = 1, ...sizes] = x.type.shape;
    const outer = grid.type.shape.slice(1, -1);
    const mode = modeOf(attributes.get('string', 'mode', version < 20 ? 'bilinear' : 'linear'));
    const padding = attributes.get('string', 'padding_mode', 'zeros');
    const known = padding === 'zeros' || padding === 'border' || padding === 'reflection';
    if (
      mode === null ||
      !known ||
      (dtype !== 'f32' && dtype !== 'f64') ||
      grid.type.dtype !== dtype ||
      grid.type.shape.join() !== [batch, ...outer, sizes.length].join() ||
      sizes.includes(0)
    ) {
      throw new CompileError('unsupported', `${origin}: ${toTypeText(x.type)} at ${toTypeText(grid.type)}`);
    }
    const sampling: Sampling = {
      mode,
      padding,
      corners: attributes.get('int', 'align_corners', 0) !== 0,
      dtype,
    };
    const places = elementsOf(outer);
    const flat = c.reshape(x, [batch, channels, elementsOf(sizes)]);
    const axes = sizes.map((size, axis) => {
      // The coordinates stand in the opposite order of the axes.
      const component = c.part(grid, grid.type.shape.length - 1, sizes.length - 1 - axis, 1);
      return tapsOf(c, c.reshape(component, [batch, 1, places]), size, sampling);
    });
    const strides = stridesOf(sizes);
    let sum: Value | null = null;
    for (const chosen of combinations(axes)) {
      const index = chosen
        .map((tap, axis) => c.apply('mul', tap.index, c.scalar('i64', strides[axis] ?? 1)))
        .reduce((a, b) => c.apply('add', a, b));
      const wide = c.expand(index, [batch, channels, places]);
      const pixel = context.graph.one({ kind: 'gather-elements', axis: 2 }, [flat, wide], origin);
      const weights = chosen.flatMap(({ weight }) => weight ?? []);
      const term = weights.reduce((a, b) => c.apply('mul', a, b), pixel);
      sum = sum === null ? term : c.apply('add', sum, term);
    }
    if (sum === null) throw new RangeError('no neighbours');
    return [c.reshape(sum, [batch, channels, ...outer])];
  },
};

function modeOf(name: string): Sampling['mode'] | null {
  if (name === 'nearest') return name;
  if (name === 'linear' || name === 'bilinear') return 'linear';
  return name === 'cubic' || name === 'bicubic' ? 'cubic' : null;
}

function tapsOf(c: Composer, normalised: Value, size: number, sampling: Sampling): readonly Tap[] {
  const { mode, padding, corners, dtype } = sampling;
  const of = (value: number): Value => c.scalar(dtype, value);
  const [low, high] = corners ? [0, size - 1] : [-0.5, size - 0.5];
  const shifted = c.apply('add', normalised, of(1));
  const plain = corners
    ? c.apply('mul', c.apply('div', shifted, of(2)), of(size - 1))
    : c.apply('div', c.apply('sub', c.apply('mul', shifted, of(size)), of(1)), of(2));
  const place = mode === 'nearest' ? c.apply('round-even', plain) : plain;
  const outside = c.apply('or', c.compare('lt', place, of(low)), c.compare('lt', of(high), place));
  const inner =
    padding === 'zeros'
      ? place
      : padding === 'border'
        ? c.where(outside, clampTo(c, place, size, dtype), place)
        : reflect(c, place, low, high, dtype);
  const tap = (index: Value, weight: Value | null): Tap => {
    const inside = clampTo(
      c,
      padding === 'reflection' ? c.apply('trunc', reflect(c, index, low, high, dtype)) : index,
      size,
      dtype,
    );
    if (padding !== 'zeros') return { index: c.cast(inside, 'i64'), weight };
    const within = c.compare('eq', inside, index);
    return {
      index: c.cast(inside, 'i64'),
      weight: c.where(within, weight ?? of(1), of(0)),
    };
  };
  if (mode === 'nearest') return [tap(inner, null)];
  const floor = c.apply('floor', inner);
  const t = c.apply('sub', inner, floor);
  const at = (offset: number): Value => c.apply('add', floor, of(offset));
  if (mode === 'linear') return [tap(floor, c.apply('sub', of(1), t)), tap(at(1), t)];
  return cubicWeights(c, t, dtype).map((weight, i) => tap(at(i - 1), weight));
}

function clampTo(c: Composer, value: Value, size: number, dtype: 'f32' | 'f64'): Value {
  return c.apply('min', c.apply('max', value, c.scalar(dtype, 0)), c.scalar(dtype, size - 1));
}

/** Mirrored at both ends as often as it takes to lie between them. */
function reflect(c: Composer, place: Value, low: number, high: number, dtype: 'f32' | 'f64'): Value {
  const of = (value: number): Value => c.scalar(dtype, value);
  const span = high - low;
  if (span === 0) return c.apply('mul', place, of(0));
  const below = c.compare('lt', place, of(low));
  const outside = c.apply('or', below, c.compare('lt', of(high), place));
  const distance = c.where(below, c.apply('sub', of(low), place), c.apply('sub', place, of(high)));
  const times = c.apply('trunc', c.apply('div', distance, of(span)));
  const rest = c.apply('sub', distance, c.apply('mul', times, of(span)));
  const isEven = c.compare('eq', c.apply('mod', times, of(2)), of(0));
  const fromHigh = c.apply('xor', isEven, below);
  const mirrored = c.where(fromHigh, c.apply('sub', of(high), rest), c.apply('add', of(low), rest));
  return c.where(outside, mirrored, place);
}

/** Weights of the elements at −1, 0, 1 and 2 for a place `t` after 0: Keys 1981, with a = −0.75. */
function cubicWeights(c: Composer, t: Value, dtype: 'f32' | 'f64'): readonly Value[] {
  const of = (value: number): Value => c.scalar(dtype, value);
  const a = -0.75;
  // Horner's rule, the highest power first.
  const polynomial = (x: Value, coefficients: readonly number[]): Value =>
    coefficients
      .slice(1)
      .reduce((sum, next) => c.apply('add', c.apply('mul', sum, x), of(next)), of(coefficients[0] ?? 0));
  const near = [a + 2, -(a + 3), 0, 1];
  const far = [a, -5 * a, 8 * a, -4 * a];
  const rest = c.apply('sub', of(1), t);
  return [
    polynomial(c.apply('add', t, of(1)), far),
    polynomial(t, near),
    polynomial(rest, near),
    polynomial(c.apply('add', rest, of(1)), far),
  ];
}

function combinations(axes: readonly (readonly Tap[])[]): readonly (readonly Tap[])[] {
  return axes.reduce<readonly (readonly Tap[])[]>(
    (all, taps) => all.flatMap((chosen) => taps.map((tap) => [...chosen, tap])),
    [[]],
  );
}
