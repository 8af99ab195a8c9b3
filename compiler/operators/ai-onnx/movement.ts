import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { broadcast } from '#compiler/ir/broadcast.ts';
import type { Value } from '#compiler/ir/graph.ts';
import {
  knownInteger,
  knownIntegers,
  required,
  reshape,
  transpose,
} from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

const transposeOperator: Operator = {
  domain,
  name: 'Transpose',
  versions: [1, 13, 21, 23, 24, 25],
  attributes: ['perm'],
  lower: (context) => {
    const x = required(context, 0);
    const reversed = x.type.shape.map((_, axis) => x.type.shape.length - 1 - axis);
    return [transpose(context, x, context.attributes.get('ints', 'perm', reversed))];
  },
};

const slice: Operator = {
  domain,
  name: 'Slice',
  versions: [1, 10, 11, 13],
  attributes: ['starts', 'ends', 'axes'],
  lower: (context) => {
    const { attributes, version, origin } = context;
    const x = required(context, 0);
    const { shape } = x.type;
    const old = version < 10;
    const starts = old ? attributes.required('ints', 'starts') : knownIntegers(context, 1);
    const ends = old ? attributes.required('ints', 'ends') : knownIntegers(context, 2);
    if (starts === null || ends === null) throw new CompileError('format', `${origin}: no starts and ends`);
    const given = old ? attributes.optional('ints', 'axes') : knownIntegers(context, 3);
    const axes = (given ?? starts.map((_, i) => i)).map((axis) => toAxis(axis, shape.length, origin));
    const steps = (old ? null : knownIntegers(context, 4)) ?? starts.map(() => 1);
    const lengths = [starts, ends, axes, steps].map((list) => list.length);
    if (new Set(lengths).size > 1 || new Set(axes).size < axes.length) {
      throw new CompileError('format', `${origin}: starts, ends, axes and steps do not fit each other`);
    }
    return [
      sliceAxes(
        context,
        x,
        axes.map((axis, i) => ({ axis, from: starts[i] ?? 0, to: ends[i] ?? 0, step: steps[i] ?? 1 })),
      ),
    ];
  },
};

type Span = { readonly axis: number; readonly from: number; readonly to: number; readonly step: number };

/** Slices as in Python: negative places count from the end, places beyond an end stop there. */
function sliceAxes({ graph, origin }: LowerContext, x: Value, spans: readonly Span[]): Value {
  const { shape } = x.type;
  const starts = shape.map(() => 0);
  const steps = shape.map(() => 1);
  const sizes = [...shape];
  for (const { axis, from, to, step } of spans) {
    if (step === 0) throw new CompileError('format', `${origin}: a step of 0`);
    const size = shape[axis] ?? 0;
    const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
    const bound = (place: number): number => Math.min(Math.max(place < 0 ? place + size : place, low), high);
    starts[axis] = bound(from);
    steps[axis] = step;
    sizes[axis] = Math.max(0, Math.ceil((bound(to) - bound(from)) / step));
  }
  return graph.one({ kind: 'slice', starts, steps, shape: sizes }, [x], origin);
}

/** `count` elements along `axis` from `from` on. */
export function part(context: LowerContext, x: Value, axis: number, from: number, count: number): Value {
  if (from === 0 && count === x.type.shape[axis]) return x;
  const starts = x.type.shape.map((_, i) => (i === axis ? from : 0));
  const steps = x.type.shape.map(() => 1);
  const shape = x.type.shape.with(axis, count);
  return context.graph.one({ kind: 'slice', starts, steps, shape }, [x], context.origin);
}

const concat: Operator = {
  domain,
  name: 'Concat',
  versions: [1, 4, 11, 13],
  attributes: ['axis'],
  lower: (context) => {
    const { graph, attributes, inputs, version, origin } = context;
    const axis = version < 4 ? attributes.get('int', 'axis', 1) : attributes.required('int', 'axis');
    const values = inputs.map((_, i) => required(context, i));
    return [graph.one({ kind: 'concat', axis }, values, origin)];
  },
};

const split: Operator = {
  domain,
  name: 'Split',
  versions: [1, 2, 11, 13, 18],
  attributes: ['axis', 'split', 'num_outputs'],
  lower: (context) => {
    const { attributes, outputs, version, origin } = context;
    const x = required(context, 0);
    const axis = toAxis(attributes.get('int', 'axis', 0), x.type.shape.length, origin);
    const size = x.type.shape[axis] ?? 0;
    const given = version < 13 ? (attributes.optional('ints', 'split') ?? null) : null;
    const sizes = given ?? knownIntegers(context, 1) ?? equalParts(context, size);
    const total = sizes.reduce((sum, count) => sum + count, 0);
    if (total !== size || sizes.length !== outputs.length || sizes.some((count) => count < 0)) {
      throw new CompileError('shape', `${origin}: ${size} elements into ${sizes.join(' + ')}`);
    }
    let from = 0;
    return sizes.map((count) => {
      from += count;
      return part(context, x, axis, from - count, count);
    });
  },
};

/** Equal parts; since version 18 the last may be smaller. */
function equalParts({ attributes, outputs, version, origin }: LowerContext, size: number): number[] {
  const count = attributes.get('int', 'num_outputs', outputs.length);
  if (count !== outputs.length || (version < 18 && size % count !== 0)) {
    throw new CompileError('shape', `${origin}: ${size} elements into ${count} equal parts`);
  }
  const each = Math.ceil(size / count);
  return Array.from({ length: count }, (_, i) => Math.max(0, Math.min(each, size - i * each)));
}

const expand: Operator = {
  domain,
  name: 'Expand',
  versions: [8, 13],
  attributes: [],
  lower: (context) => {
    const { graph, origin } = context;
    const x = required(context, 0);
    const shape = broadcast([x.type.shape, knownIntegers(context, 1) ?? []], origin);
    return [graph.one({ kind: 'expand', shape }, [x], origin)];
  },
};

const tile: Operator = {
  domain,
  name: 'Tile',
  versions: [1, 6, 13],
  attributes: [],
  lower: (context) => {
    const { graph, version, origin } = context;
    const x = required(context, 0);
    const { shape } = x.type;
    const repeats =
      version < 6
        ? shape
            .map(() => 1)
            .with(toAxis(knownInteger(context, 2), shape.length, origin), knownInteger(context, 1))
        : (knownIntegers(context, 1) ?? []);
    if (repeats.length !== shape.length || repeats.some((count) => count < 0)) {
      throw new CompileError('shape', `${origin}: repeats [${repeats.join(',')}]`);
    }
    const apart = reshape(
      context,
      x,
      shape.flatMap((size) => [1, size]),
    );
    const wide = shape.flatMap((size, axis) => [repeats[axis] ?? 1, size]);
    const copies = graph.one({ kind: 'expand', shape: wide }, [apart], origin);
    return [
      reshape(
        context,
        copies,
        shape.map((size, axis) => size * (repeats[axis] ?? 1)),
      ),
    ];
  },
};

/** [N, C, H, W] in blocks of B × B: mode DCR has the block before the channels, CRD after them. */
const depthToSpace: Operator = {
  domain,
  name: 'DepthToSpace',
  versions: [1, 11, 13, 28],
  attributes: ['blocksize', 'mode'],
  lower: (context) => {
    const { x, n, c, h, w, block } = blocks(context);
    const mode = readMode(context);
    const channels = c / block ** 2;
    const split6 = mode === 'DCR' ? [n, block, block, channels, h, w] : [n, channels, block, block, h, w];
    const order = mode === 'DCR' ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3];
    const apart = transpose(context, reshape(context, x, split6), order);
    return [reshape(context, apart, [n, channels, h * block, w * block])];
  },
};

const spaceToDepth: Operator = {
  domain,
  name: 'SpaceToDepth',
  versions: [1, 13, 28],
  attributes: ['blocksize', 'mode'],
  lower: (context) => {
    const { x, n, c, h, w, block } = blocks(context);
    const order = readMode(context) === 'DCR' ? [0, 3, 5, 1, 2, 4] : [0, 1, 3, 5, 2, 4];
    const apart = reshape(context, x, [n, c, h / block, block, w / block, block]);
    return [reshape(context, transpose(context, apart, order), [n, c * block ** 2, h / block, w / block])];
  },
};

function readMode({ attributes, origin }: LowerContext): 'DCR' | 'CRD' {
  const mode = attributes.get('string', 'mode', 'DCR');
  if (mode !== 'DCR' && mode !== 'CRD') throw new CompileError('unsupported', `${origin}: mode ${mode}`);
  return mode;
}

function blocks(
  context: LowerContext,
): Record<'n' | 'c' | 'h' | 'w' | 'block', number> & { readonly x: Value } {
  const x = required(context, 0);
  const [n = 1, c = 1, h = 1, w = 1] = x.type.shape;
  if (x.type.shape.length !== 4) {
    throw new CompileError('shape', `${context.origin}: rank ${x.type.shape.length}, not 4`);
  }
  const block = context.attributes.required('int', 'blocksize');
  if (block < 1) throw new CompileError('format', `${context.origin}: blocksize ${block}`);
  return { x, n, c, h, w, block };
}

export const movement: readonly Operator[] = [
  transposeOperator,
  slice,
  concat,
  split,
  expand,
  tile,
  depthToSpace,
  spaceToDepth,
];
