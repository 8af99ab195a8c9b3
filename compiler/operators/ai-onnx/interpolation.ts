import { CompileError } from '#compiler/errors.ts';

/** What one output along an axis is: a weighed sum of elements, plus a number. */
export type Sample = {
  readonly terms: readonly { readonly element: number; readonly weight: number }[];
  readonly added: number;
};

/** The attributes of Resize that say how. */
export type Interpolation = {
  readonly origin: string;
  readonly mode: 'nearest' | 'linear' | 'cubic';
  readonly coordinates: string;
  readonly rounding: string;
  readonly cubic: number;
  readonly antialias: boolean;
  readonly excludeOutside: boolean;
  readonly extrapolation: number;
};

/** Elements along an axis that is resized, at most. */
const MAX_OUTPUTS = 2 ** 20;

/** Outputs along an axis of `size` elements, resized to `wanted` by `scale`; `roi` is a part of the axis (0 to 1). */
export function interpolate(
  how: Interpolation,
  size: number,
  wanted: number,
  scale: number,
  roi: readonly [number, number],
): readonly Sample[] {
  if (!(wanted >= 0 && wanted <= MAX_OUTPUTS && scale > 1 / MAX_OUTPUTS)) {
    throw new CompileError('too-large', `${how.origin}: ${size} elements resized to ${wanted}`);
  }
  return Array.from({ length: wanted }, (_, output) => {
    const place = placeOf(how, output, size, wanted, scale, roi);
    if (how.coordinates === 'tf_crop_and_resize' && (place < 0 || place > size - 1)) {
      return { terms: [{ element: 0, weight: 0 }], added: how.extrapolation };
    }
    return { terms: termsAt(how, place, size, scale), added: 0 };
  });
}

/** Where output `output` lies among the elements, by coordinate_transformation_mode. */
function placeOf(
  { coordinates, origin }: Interpolation,
  output: number,
  size: number,
  wanted: number,
  scale: number,
  [start, end]: readonly [number, number],
): number {
  const width = scale * size;
  switch (coordinates) {
    case 'align_corners':
      return width === 1 ? 0 : (output * (size - 1)) / (width - 1);
    case 'asymmetric':
      return output / scale;
    case 'tf_crop_and_resize':
      return width === 1
        ? ((end - start) * (size - 1)) / 2 + start * (size - 1)
        : (output * (end - start) * (size - 1)) / (width - 1) + start * (size - 1);
    case 'pytorch_half_pixel':
      return width === 1 ? -0.5 : (output + 0.5) / scale - 0.5;
    case 'half_pixel':
      return (output + 0.5) / scale - 0.5;
    case 'half_pixel_symmetric':
      return (size / 2) * (1 - wanted / width) + (output + 0.5) / scale - 0.5;
    default:
      throw new CompileError('unsupported', `${origin}: coordinate_transformation_mode ${coordinates}`);
  }
}

function termsAt(how: Interpolation, place: number, size: number, scale: number): Sample['terms'] {
  // The element on the left is preferred, so the distance to it is in (0, 1].
  const left = Math.ceil(place) - 1;
  const ratio = place - left;
  const weights = how.mode === 'nearest' ? nearest(how, ratio) : smooth(how, ratio, scale);
  const first = left - weights.length / 2 + 1;
  const within = weights.map((weight, i) => {
    const element = first + i;
    const outside = element < 0 || element >= size;
    return {
      element: Math.min(Math.max(element, 0), size - 1),
      weight: outside && how.excludeOutside ? 0 : weight,
    };
  });
  const total = how.excludeOutside ? within.reduce((sum, { weight }) => sum + weight, 0) : 1;
  return within
    .filter(({ weight }) => weight !== 0)
    .map(({ element, weight }) => ({ element, weight: weight / total }));
}

function nearest({ rounding, origin }: Interpolation, ratio: number): readonly number[] {
  const [left, right] = [
    [1, 0],
    [0, 1],
  ];
  if (ratio === 1) return right ?? [];
  switch (rounding) {
    case 'round_prefer_floor':
      return (ratio <= 0.5 ? left : right) ?? [];
    case 'round_prefer_ceil':
      return (ratio < 0.5 ? left : right) ?? [];
    case 'floor':
      return left ?? [];
    case 'ceil':
      return right ?? [];
    default:
      throw new CompileError('unsupported', `${origin}: nearest_mode ${rounding}`);
  }
}

/** Weights of the elements around a place; with antialias a smaller scale reaches further. */
function smooth({ mode, cubic, antialias }: Interpolation, ratio: number, scale: number): readonly number[] {
  const shrink = antialias ? Math.min(scale, 1) : 1;
  const half = mode === 'linear' ? 1 : 2;
  const start = Math.floor(-half / shrink) + 1;
  const weights = Array.from({ length: 2 - 2 * start }, (_, i) => {
    const distance = Math.abs((start + i - ratio) * shrink);
    return mode === 'linear' ? Math.max(0, 1 - distance) : cubicWeight(distance, cubic);
  });
  const total = antialias ? weights.reduce((sum, weight) => sum + weight, 0) : 1;
  return weights.map((weight) => weight / total);
}

/** Keys' cubic convolution kernel. */
function cubicWeight(x: number, a: number): number {
  if (x <= 1) return (a + 2) * x ** 3 - (a + 3) * x ** 2 + 1;
  return x < 2 ? a * x ** 3 - 5 * a * x ** 2 + 8 * a * x - 4 * a : 0;
}
