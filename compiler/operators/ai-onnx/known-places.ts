import { constantOf } from '#compiler/emit/evaluate.ts';
import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, stridesOf, type Constant } from '#compiler/ir/tensor.ts';
import { indices, required, reshape } from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Elements that are looked through at compile time. */
const MAX_ELEMENTS = 2 ** 20;

/** The places of elements that are not zero, one row for each axis. */
const nonZero: Operator = {
  domain,
  name: 'NonZero',
  versions: [9, 13],
  attributes: [],
  lower: (context) => {
    const { dtype, shape, data } = knownValue(context, 0);
    if (dtype === 'string') throw new CompileError('unsupported', `${context.origin}: of strings`);
    const elements = Array.from(data as ArrayLike<number | bigint>);
    const found = elements.flatMap((element, i) => (Number(element) === 0 ? [] : [i]));
    const strides = stridesOf(shape);
    const places = shape.flatMap((size, axis) =>
      found.map((i) => Math.floor(i / (strides[axis] ?? 1)) % Math.max(size, 1)),
    );
    return [reshape(context, indices(context, places), [shape.length, found.length])];
  },
};

/** Slices where a known condition holds. */
const compress: Operator = {
  domain,
  name: 'Compress',
  versions: [9, 11, 28],
  attributes: ['axis'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const condition = knownValue(context, 1);
    const given = attributes.optional('int', 'axis');
    const from = given === undefined ? reshape(context, x, [elementsOf(x.type.shape)]) : x;
    const axis = toAxis(given ?? 0, from.type.shape.length, origin);
    const chosen = Array.from(condition.data as ArrayLike<number>).flatMap((holds, i) =>
      holds === 1 ? [i] : [],
    );
    if (condition.dtype !== 'bool' || condition.data.length > (from.type.shape[axis] ?? 0)) {
      throw new CompileError(
        'shape',
        `${origin}: condition ${condition.dtype}[${condition.shape.join(',')}]`,
      );
    }
    return [graph.one({ kind: 'gather', axis }, [from, indices(context, chosen)], origin)];
  },
};

/** Distinct elements, or slices along an axis, of what is known. */
const unique: Operator = {
  domain,
  name: 'Unique',
  versions: [11, 28],
  attributes: ['axis', 'sorted'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const { shape, data } = knownValue(context, 0);
    const given = attributes.optional('int', 'axis');
    const from: Value = given === undefined ? reshape(context, x, [elementsOf(shape)]) : x;
    const sizes = from.type.shape;
    const axis = toAxis(given ?? 0, sizes.length, origin);
    const inner = elementsOf(sizes.slice(axis + 1));
    const count = sizes[axis] ?? 0;
    const elements = Array.from(data as ArrayLike<number | bigint | string>);
    const outer = elementsOf(sizes.slice(0, axis));
    const slices = Array.from({ length: count }, (_, i) =>
      Array.from({ length: outer }, (__, o) =>
        elements.slice((o * count + i) * inner, (o * count + i + 1) * inner),
      ).flat(),
    );
    const firsts: number[] = [];
    const counts: number[] = [];
    const numbers = new Map<string, number>();
    const inverse = slices.map((slice, i) => {
      const key = JSON.stringify(slice.map(String));
      const number = numbers.get(key) ?? firsts.push(i) - 1;
      numbers.set(key, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    });
    const places = firsts.map((_, i) => i);
    if (attributes.get('int', 'sorted', 1) !== 0) {
      places.sort((a, b) => order(slices[firsts[a] ?? 0] ?? [], slices[firsts[b] ?? 0] ?? []));
    }
    const index = indices(
      context,
      places.map((place) => firsts[place] ?? 0),
    );
    return [
      graph.one({ kind: 'gather', axis }, [from, index], origin),
      index,
      indices(
        context,
        inverse.map((place) => places.indexOf(place)),
      ),
      indices(
        context,
        places.map((place) => counts[place] ?? 0),
      ),
    ];
  },
};

type Element = number | bigint | string;

/** Ascending, NaN last. */
function order(a: readonly Element[], b: readonly Element[]): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    if (x < y || (Number.isNaN(y) && !Number.isNaN(x))) return -1;
    if (x > y || (Number.isNaN(x) && !Number.isNaN(y))) return 1;
  }
  return 0;
}

function knownValue(context: LowerContext, index: number): Constant {
  const known = constantOf(required(context, index));
  if (known === null) {
    throw new CompileError('shape', `${context.origin}: the shape of its result depends on the patient`);
  }
  if (known.data.length > MAX_ELEMENTS) {
    throw new CompileError('too-large', `${context.origin}: of ${known.data.length} elements`);
  }
  return known;
}

/** Operators whose result has a shape that depends on what the input holds: it has to be known. */
export const knownPlaces: readonly Operator[] = [nonZero, compress, unique];
