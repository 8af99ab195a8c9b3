import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, stridesOf } from '#compiler/ir/tensor.ts';
import { reshape } from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext } from '#compiler/operators/operator.ts';

/**
 * A window that moves along one axis: `places[o][k]` is the element that is under place k of the window for output o,
 * `null` where that is padding.
 */
export type WindowAxis = { readonly size: number; readonly places: readonly (readonly (number | null)[])[] };

/** The numbers that say how a window moves, each for every axis. */
export type WindowAttributes = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly ceiling: boolean;
};

/** Attributes kernel_shape, strides, dilations, pads, auto_pad and ceil_mode for a window over axes of these sizes. */
export function readWindow(
  { attributes, origin }: LowerContext,
  sizes: readonly number[],
  kernel: readonly number[],
): WindowAttributes {
  const ones = sizes.map(() => 1);
  const strides = attributes.get('ints', 'strides', ones);
  const dilations = attributes.get('ints', 'dilations', ones);
  const pads = attributes.get('ints', 'pads', [...ones, ...ones].fill(0));
  const lengths = [kernel.length, strides.length, dilations.length, pads.length / 2];
  const positive = [...kernel, ...strides, ...dilations].every((value) => value > 0);
  if (lengths.some((length) => length !== sizes.length) || !positive || pads.some((count) => count < 0)) {
    throw new CompileError('shape', `${origin}: the window does not fit ${sizes.length} axes`);
  }
  const ceiling = attributes.get('int', 'ceil_mode', 0) !== 0;
  const given = { kernel, strides, dilations, ceiling };
  const auto = attributes.get('string', 'auto_pad', 'NOTSET');
  switch (auto) {
    case 'NOTSET':
      return { ...given, before: pads.slice(0, sizes.length), after: pads.slice(sizes.length) };
    case 'VALID':
      return { ...given, before: ones.map(() => 0), after: ones.map(() => 0) };
    case 'SAME_UPPER':
    case 'SAME_LOWER': {
      const totals = sizes.map((size, i) => {
        const stride = strides[i] ?? 1;
        return Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach(given, i) - size);
      });
      const lesser = totals.map((total) => Math.floor(total / 2));
      const greater = totals.map((total) => Math.ceil(total / 2));
      const upper = auto === 'SAME_UPPER';
      return { ...given, before: upper ? lesser : greater, after: upper ? greater : lesser };
    }
    default:
      throw new CompileError('unsupported', `${origin}: auto_pad ${auto}`);
  }
}

/** Elements from the first to the last place of a window. */
export function reach(
  { kernel, dilations }: Pick<WindowAttributes, 'kernel' | 'dilations'>,
  axis: number,
): number {
  return ((kernel[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
}

/** Windows over axes of these sizes. With `ceiling` one may reach beyond the padding, but must not start there. */
export function toWindows(
  window: WindowAttributes,
  sizes: readonly number[],
  origin: string,
): readonly WindowAxis[] {
  return sizes.map((size, axis) => {
    const [stride = 1, dilation = 1, before = 0, after = 0] = [
      window.strides[axis],
      window.dilations[axis],
      window.before[axis],
      window.after[axis],
    ];
    const turns = (size + before + after - reach(window, axis)) / stride;
    let count = (window.ceiling ? Math.ceil(turns) : Math.floor(turns)) + 1;
    if (window.ceiling && (count - 1) * stride >= size + before) count--;
    if (!(count > 0)) throw new CompileError('shape', `${origin}: the window is larger than axis ${axis}`);
    checkCount(count * (window.kernel[axis] ?? 1), origin);
    const places = Array.from({ length: count }, (_, output) =>
      Array.from({ length: window.kernel[axis] ?? 1 }, (__, k) => {
        const place = output * stride + k * dilation - before;
        return place >= 0 && place < size ? place : null;
      }),
    );
    return { size, places };
  });
}

export type Windows = {
  /** Outputs along each axis, and how many there are. */
  readonly shape: readonly number[];
  readonly outputs: number;
  /** Places of one window. */
  readonly kernel: number;
  /** For each output and each place: the element, row-major over all axes; −1 is padding. */
  readonly elements: readonly (readonly number[])[];
};

/** Places that are listed for one node, at most. */
const MAX_PLACES = 2 ** 24;

/** Refuses more places than are listed, before they are. */
export function checkCount(count: number, origin: string): void {
  if (!(count <= MAX_PLACES)) throw new CompileError('too-large', `${origin}: ${count} places of windows`);
}

/** The windows over several axes together. */
export function joinWindows(axes: readonly WindowAxis[], origin: string): Windows {
  const total = axes.reduce((product, { places }) => product * places.length * (places[0]?.length ?? 0), 1);
  checkCount(total, origin);
  const shape = axes.map(({ places }) => places.length);
  const strides = stridesOf(axes.map(({ size }) => size));
  let elements: number[][] = [[0]];
  axes.forEach(({ places }, axis) => {
    const stride = strides[axis] ?? 1;
    elements = elements.flatMap((outer) =>
      places.map((inner) =>
        outer.flatMap((base) =>
          inner.map((place) => (place === null || base < 0 ? -1 : base + place * stride)),
        ),
      ),
    );
  });
  return { shape, outputs: elements.length, kernel: elements[0]?.length ?? 0, elements };
}

/**
 * Elements of each window: `x` [N, C, …] to [N, C, outputs, kernel], with `padding` (one element) where a window reaches beyond x.
 */
export function windowsOf(context: LowerContext, x: Value, windows: Windows, padding: Value): Value {
  const { graph, origin } = context;
  const [n = 1, c = 1, ...sizes] = x.type.shape;
  const count = elementsOf(sizes);
  const flat = withPadding(context, reshape(context, x, [n, c, count]), padding);
  const data = Int32Array.from(windows.elements.flat(), (place) => (place < 0 ? count : place));
  const table = graph.constant({ dtype: 'i32', shape: [windows.outputs, windows.kernel], data });
  return graph.one({ kind: 'gather', axis: 2 }, [flat, table], origin);
}

/** `x` with one more element at the end of its last axis. */
export function withPadding({ graph, origin }: LowerContext, x: Value, padding: Value): Value {
  const none = x.type.shape.map(() => 0);
  return graph.one({ kind: 'pad', before: none, after: none.with(-1, 1) }, [x, padding], origin);
}
