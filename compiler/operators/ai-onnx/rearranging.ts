import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { elementsOf, emptyData, toTypeText } from '#compiler/ir/tensor.ts';
import {
  indices,
  knownIntegers,
  required,
  reshape,
  transpose,
} from '#compiler/operators/ai-onnx/arguments.ts';
import { part } from '#compiler/operators/ai-onnx/movement.ts';
import { surround } from '#compiler/operators/ai-onnx/padding.ts';
import { joinWindows, readWindow, toWindows } from '#compiler/operators/ai-onnx/windows.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Elements of a tensor of zeros that is made. */
const MAX_ZEROS = 2 ** 24;

function zeros({ graph, origin }: LowerContext, x: Value, shape: readonly number[]): Value {
  const { dtype } = x.type;
  if (dtype === 'string') throw new CompileError('unsupported', `${origin}: of strings`);
  const count = elementsOf(shape);
  if (count > MAX_ZEROS) throw new CompileError('too-large', `${origin}: ${count} elements`);
  return graph.constant({ dtype, shape, data: emptyData(dtype, count) });
}

/** The odd element of what is cut off or added goes after the end. */
const centerCropPad: Operator = {
  domain,
  name: 'CenterCropPad',
  versions: [18],
  attributes: ['axes'],
  lower: (context) => {
    const { attributes, origin } = context;
    const x = required(context, 0);
    const { shape } = x.type;
    const wanted = knownIntegers(context, 1) ?? [];
    const axes = attributes.get(
      'ints',
      'axes',
      shape.map((_, axis) => axis),
    );
    if (axes.length !== wanted.length) throw new CompileError('shape', `${origin}: ${wanted.length} sizes`);
    return [
      axes.reduce((value, given, i) => {
        const axis = toAxis(given, shape.length, origin);
        const [size, target] = [shape[axis] ?? 0, wanted[i] ?? 0];
        if (target <= size) return part(context, value, axis, Math.floor((size - target) / 2), target);
        const before = shape.map((_, other) => (other === axis ? Math.floor((target - size) / 2) : 0));
        const after = shape.map((_, other) => (other === axis ? Math.ceil((target - size) / 2) : 0));
        return surround(context, value, zeros(context, x, []), before, after);
      }, x),
    ];
  },
};

/** Lengths must be known. */
const reverseSequence: Operator = {
  domain,
  name: 'ReverseSequence',
  versions: [10, 28],
  attributes: ['batch_axis', 'time_axis'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const lengths = knownIntegers(context, 1) ?? [];
    const [batchAxis, timeAxis] = [
      attributes.get('int', 'batch_axis', 1),
      attributes.get('int', 'time_axis', 0),
    ];
    const places = [batchAxis, timeAxis].toSorted((a, b) => a - b);
    if (places.join() !== '0,1' || x.type.shape.length < 2)
      throw new CompileError('format', `${origin}: axes`);
    const others = x.type.shape.map((_, axis) => axis).slice(2);
    const order = [batchAxis, timeAxis, ...others];
    const batchFirst = transpose(context, x, order);
    const [batch = 1, time = 1, ...rest] = batchFirst.type.shape;
    if (lengths.length !== batch || lengths.some((length) => length < 0 || length > time)) {
      throw new CompileError('shape', `${origin}: lengths [${lengths.join(',')}] of ${time}`);
    }
    const sources = lengths.flatMap((length, b) =>
      Array.from({ length: time }, (_, t) => b * time + (t < length ? length - 1 - t : t)),
    );
    const flat = reshape(context, batchFirst, [batch * time, ...rest]);
    const turned = graph.one({ kind: 'gather', axis: 0 }, [flat, indices(context, sources)], origin);
    return [transpose(context, reshape(context, turned, batchFirst.type.shape), order)];
  },
};

/** Each element at its index in a tensor of zeros; with output_shape that tensor stands at the start of a larger one. */
const maxUnpool: Operator = {
  domain,
  name: 'MaxUnpool',
  versions: [9, 11, 22],
  attributes: ['kernel_shape', 'pads', 'strides'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const [x, places] = [required(context, 0), required(context, 1)];
    const [n = 1, c = 1, ...sizes] = x.type.shape;
    const kernel = attributes.required('ints', 'kernel_shape');
    const strides = attributes.get(
      'ints',
      'strides',
      sizes.map(() => 1),
    );
    const pads = attributes.get(
      'ints',
      'pads',
      [...sizes, ...sizes].map(() => 0),
    );
    const spread = sizes.map((size, i) => {
      const padding = (pads[i] ?? 0) + (pads[i + sizes.length] ?? 0);
      return (size - 1) * (strides[i] ?? 1) - padding + (kernel[i] ?? 1);
    });
    const shape = [n, c, ...spread];
    if (spread.some((size) => !(size > 0))) {
      throw new CompileError('shape', `${origin}: unpooled to [${shape.join(',')}]`);
    }
    const flat = (value: Value): Value => reshape(context, value, [elementsOf(value.type.shape)]);
    const scattered = graph.one(
      { kind: 'scatter-elements', axis: 0, reduction: 'none' },
      [zeros(context, x, [elementsOf(shape)]), flat(places), flat(x)],
      origin,
    );
    const unpooled = reshape(context, scattered, shape);
    const wanted = knownIntegers(context, 2);
    if (wanted === null) return [unpooled];
    const after = shape.map((size, axis) => (wanted[axis] ?? 0) - size);
    if (wanted.length !== shape.length || after.some((count) => count < 0)) {
      throw new CompileError('shape', `${origin}: output_shape [${wanted.join(',')}]`);
    }
    return [
      surround(
        context,
        unpooled,
        zeros(context, x, []),
        shape.map(() => 0),
        after,
      ),
    ];
  },
};

/** Columns [N, C · kernel, windows] added up where they came from in images [N, C, …]. */
const col2Im: Operator = {
  domain,
  name: 'Col2Im',
  versions: [18],
  attributes: ['dilations', 'pads', 'strides'],
  lower: (context) => {
    const { graph, origin } = context;
    const x = required(context, 0);
    const [image, block] = [knownIntegers(context, 1) ?? [], knownIntegers(context, 2) ?? []];
    const windows = joinWindows(toWindows(readWindow(context, image, block), image, origin), origin);
    const [n = 1, rows = 1, columns = 1] = x.type.shape;
    const channels = rows / windows.kernel;
    if (x.type.shape.length !== 3 || columns !== windows.outputs || !Number.isInteger(channels)) {
      throw new CompileError('shape', `${origin}: ${toTypeText(x.type)} for images [${image.join(',')}]`);
    }
    const count = elementsOf(image);
    const updates = reshape(context, x, [n, channels, windows.kernel * columns]);
    const places = Array.from({ length: windows.kernel }, (_, k) =>
      windows.elements.map((window) => ((window[k] ?? -1) < 0 ? count : (window[k] ?? count))),
    ).flat();
    const table = graph.one(
      { kind: 'expand', shape: updates.type.shape },
      [indices(context, places)],
      origin,
    );
    const sums = graph.one(
      { kind: 'scatter-elements', axis: 2, reduction: 'add' },
      [zeros(context, x, [n, channels, count + 1]), table, updates],
      origin,
    );
    return [reshape(context, part(context, sums, 2, 0, count), [n, channels, ...image])];
  },
};

export const rearranging: readonly Operator[] = [centerCropPad, reverseSequence, maxUnpool, col2Im];
