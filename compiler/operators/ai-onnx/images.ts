import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { elementsOf, stridesOf, toTypeText } from '#compiler/ir/tensor.ts';
import { knownIntegers, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { compose } from '#compiler/operators/ai-onnx/compose.ts';
import type { Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Axes cut or filled with zeros on both sides alike. */
const centerCropPad: Operator = {
  domain,
  name: 'CenterCropPad',
  versions: [18],
  attributes: ['axes'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const c = compose(context);
    let x = required(context, 0);
    const { dtype, shape } = x.type;
    const wanted = knownIntegers(context, 1) ?? [];
    const axes = (attributes.optional('ints', 'axes') ?? [...shape.keys()]).map((axis) =>
      toAxis(axis, shape.length, origin),
    );
    if (dtype === 'string' || axes.length !== wanted.length || wanted.some((size) => size < 0)) {
      throw new CompileError('shape', `${origin}: ${toTypeText(x.type)} to [${wanted.join(',')}]`);
    }
    const before = shape.map(() => 0);
    const after = shape.map(() => 0);
    axes.forEach((axis, i) => {
      const [has, wants] = [shape[axis] ?? 0, wanted[i] ?? 0];
      if (wants < has) x = c.part(x, axis, Math.floor((has - wants) / 2), wants);
      before[axis] = Math.max(0, Math.floor((wants - has) / 2));
      after[axis] = Math.max(0, wants - has - (before[axis] ?? 0));
    });
    if ([...before, ...after].every((size) => size === 0)) return [x];
    return [graph.one({ kind: 'pad', before, after }, [x, c.scalar(dtype, 0)], origin)];
  },
};

/** Where each place of a regular grid comes from under an affine map. */
const affineGrid: Operator = {
  domain,
  name: 'AffineGrid',
  versions: [20],
  attributes: ['align_corners'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const theta = required(context, 0);
    const { dtype } = theta.type;
    const [batch = 0, , ...sizes] = knownIntegers(context, 1) ?? [];
    const rank = sizes.length;
    if (theta.type.shape.join() !== [batch, rank, rank + 1].join() || (dtype !== 'f32' && dtype !== 'f64')) {
      throw new CompileError('shape', `${origin}: ${toTypeText(theta.type)} for [${sizes.join(',')}]`);
    }
    const corners = attributes.get('int', 'align_corners', 0) !== 0;
    const count = elementsOf(sizes);
    const strides = stridesOf(sizes);
    const place = (axis: number, at: number): number => {
      const size = sizes[axis] ?? 1;
      const index = Math.floor(at / (strides[axis] ?? 1)) % size;
      return corners ? -1 + (2 * index) / (size - 1) : -1 + (2 * index + 1) / size;
    };
    // The last axis of the image is the first coordinate; the homogeneous 1 comes last.
    const values = Array.from({ length: rank + 1 }, (_, row) =>
      Array.from({ length: count }, (__, at) => (row === rank ? 1 : place(rank - 1 - row, at))),
    ).flat();
    const grid = c.constant('f64', [rank + 1, count], values);
    const moved = c.cast(c.matmul(c.cast(theta, 'f64'), grid), dtype);
    return [c.reshape(c.transpose(moved, [0, 2, 1]), [batch, ...sizes, rank])];
  },
};

/** Columns of blocks added into an image. */
const columnsToImage: Operator = {
  domain,
  name: 'Col2Im',
  versions: [18],
  attributes: ['dilations', 'pads', 'strides'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const c = compose(context);
    const x = required(context, 0);
    const { dtype } = x.type;
    const image = knownIntegers(context, 1) ?? [];
    const block = knownIntegers(context, 2) ?? [];
    const ones = image.map(() => 1);
    const dilations = attributes.get('ints', 'dilations', ones);
    const strides = attributes.get('ints', 'strides', ones);
    const pads = attributes.get(
      'ints',
      'pads',
      [...image, ...image].map(() => 0),
    );
    const [batch = 1, rows = 0, columns = 0] = x.type.shape;
    const inBlock = elementsOf(block);
    const steps = image.map((size, axis) => {
      const reach = (dilations[axis] ?? 1) * ((block[axis] ?? 1) - 1) + 1;
      const padded = size + (pads[axis] ?? 0) + (pads[axis + image.length] ?? 0);
      return Math.floor((padded - reach) / (strides[axis] ?? 1)) + 1;
    });
    if (elementsOf(steps) !== columns || rows % inBlock !== 0 || dtype === 'string' || dtype === 'bool') {
      throw new CompileError('shape', `${origin}: ${toTypeText(x.type)} to [${image.join(',')}]`);
    }
    const from: number[] = [];
    const to: number[] = [];
    for (let at = 0; at < inBlock * columns; at++) {
      const offset = indexIn(block, Math.floor(at / columns));
      const step = indexIn(steps, at % columns);
      const place = image.map(
        (_, axis) =>
          (step[axis] ?? 0) * (strides[axis] ?? 1) -
          (pads[axis] ?? 0) +
          (offset[axis] ?? 0) * (dilations[axis] ?? 1),
      );
      if (place.some((index, axis) => index < 0 || index >= (image[axis] ?? 0))) continue;
      from.push(at);
      to.push(place.reduce((sum, index, axis) => sum * (image[axis] ?? 1) + index, 0));
    }
    const channels = rows / inBlock;
    const size = elementsOf(image);
    const taken = c.take(c.reshape(x, [batch, channels, inBlock * columns]), 2, from);
    const index = c.expand(c.constant('i64', [1, 1, to.length], to), taken.type.shape);
    const empty = c.expand(c.scalar(dtype, 0), [batch, channels, size]);
    const sum = graph.one(
      { kind: 'scatter-elements', axis: 2, reduction: 'add' },
      [empty, index, taken],
      origin,
    );
    return [c.reshape(sum, [batch, channels, ...image])];
  },
};

function indexIn(sizes: readonly number[], at: number): number[] {
  const strides = stridesOf(sizes);
  return sizes.map((size, axis) => Math.floor(at / (strides[axis] ?? 1)) % size);
}

/** Operators on images and grids. */
export const images: readonly Operator[] = [centerCropPad, affineGrid, columnsToImage];
