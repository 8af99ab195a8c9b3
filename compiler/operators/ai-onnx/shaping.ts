import { CompileError } from '#compiler/errors.ts';
import { toAxes, toAxis } from '#compiler/ir/axis.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import {
  indices,
  knownIntegers,
  knownNumbers,
  required,
  reshape,
} from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

const shapeOperator: Operator = {
  domain,
  name: 'Shape',
  versions: [1, 13, 15, 19, 21, 23, 24, 25],
  attributes: ['start', 'end'],
  lower: (context) => {
    const { shape } = required(context, 0).type;
    const place = (axis: number): number =>
      Math.min(Math.max(axis < 0 ? axis + shape.length : axis, 0), shape.length);
    const start = place(context.attributes.get('int', 'start', 0));
    const end = place(context.attributes.get('int', 'end', shape.length));
    return [indices(context, shape.slice(start, end))];
  },
};

const size: Operator = {
  domain,
  name: 'Size',
  versions: [1, 13, 19, 21, 23, 24, 25],
  attributes: [],
  lower: (context) => {
    const count = elementsOf(required(context, 0).type.shape);
    return [reshape(context, indices(context, [count]), [])];
  },
};

const reshapeOperator: Operator = {
  domain,
  name: 'Reshape',
  versions: [1, 5, 13, 14, 19, 21, 23, 24, 25],
  attributes: ['shape', 'allowzero'],
  lower: (context) => {
    const x = required(context, 0);
    const wanted =
      context.version < 5 ? context.attributes.required('ints', 'shape') : (knownIntegers(context, 1) ?? []);
    return [reshape(context, x, resolveShape(context, x.type.shape, wanted))];
  },
};

/** Sizes with 0 (as in the input, unless `allowzero`) and −1 (what is left) replaced. */
function resolveShape(
  { attributes, origin }: LowerContext,
  from: readonly number[],
  wanted: readonly number[],
): number[] {
  const refuse = (): never => {
    throw new CompileError('shape', `${origin}: [${from.join(',')}] reshaped to [${wanted.join(',')}]`);
  };
  const allowZero = attributes.get('int', 'allowzero', 0) !== 0;
  const sizes = wanted.map((count, axis) => (count === 0 && !allowZero ? (from[axis] ?? refuse()) : count));
  const open = sizes.indexOf(-1);
  if (open >= 0) {
    const rest = elementsOf(sizes.with(open, 1));
    const left = elementsOf(from) / rest;
    if (allowZero && wanted.includes(0)) return refuse();
    sizes[open] = Number.isInteger(left) ? left : refuse();
  }
  return sizes.some((count) => count < 0) || elementsOf(sizes) !== elementsOf(from) ? refuse() : sizes;
}

const flatten: Operator = {
  domain,
  name: 'Flatten',
  versions: [1, 9, 11, 13, 21, 23, 24, 25],
  attributes: ['axis'],
  lower: (context) => {
    const x = required(context, 0);
    const { shape } = x.type;
    const axis = context.attributes.get('int', 'axis', 1);
    const cut = axis === shape.length ? axis : toAxis(axis, shape.length, context.origin);
    return [reshape(context, x, [elementsOf(shape.slice(0, cut)), elementsOf(shape.slice(cut))])];
  },
};

const squeeze: Operator = {
  domain,
  name: 'Squeeze',
  versions: [1, 11, 13, 21, 23, 24, 25],
  attributes: ['axes'],
  lower: (context) => {
    const x = required(context, 0);
    const { shape } = x.type;
    const given = axesOf(context);
    const axes =
      given === null
        ? shape.flatMap((count, axis) => (count === 1 ? [axis] : []))
        : toAxes(given, shape.length, context.origin);
    if (axes.some((axis) => shape[axis] !== 1)) {
      throw new CompileError('shape', `${context.origin}: axes [${axes.join(',')}] of [${shape.join(',')}]`);
    }
    return [
      reshape(
        context,
        x,
        shape.filter((_, axis) => !axes.includes(axis)),
      ),
    ];
  },
};

const unsqueeze: Operator = {
  domain,
  name: 'Unsqueeze',
  versions: [1, 11, 13, 21, 23, 24, 25],
  attributes: ['axes'],
  lower: (context) => {
    const x = required(context, 0);
    const given = axesOf(context);
    if (given === null) throw new CompileError('format', `${context.origin}: no axes`);
    const rank = x.type.shape.length + given.length;
    const axes = toAxes(given, rank, context.origin);
    const sizes = [...x.type.shape];
    const shape = Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : (sizes.shift() ?? 1)));
    return [reshape(context, x, shape)];
  },
};

/** Axes are an attribute before version 13, an input from then on. */
function axesOf(context: LowerContext): readonly number[] | null {
  if (context.version < 13) return context.attributes.optional('ints', 'axes') ?? null;
  if (context.attributes.has('axes')) {
    throw new CompileError('unsupported', `${context.origin}: attribute axes in version ${context.version}`);
  }
  return knownIntegers(context, 1);
}

const identity: Operator = {
  domain,
  name: 'Identity',
  versions: [1, 13, 14, 16, 19, 21, 23, 24, 25],
  attributes: [],
  lower: (context) => [required(context, 0)],
};

/** In inference it is the identity; training is refused. */
const dropout: Operator = {
  domain,
  name: 'Dropout',
  versions: [1, 6, 7, 10, 12, 13, 22],
  attributes: ['consumed_inputs', 'is_test', 'ratio', 'seed'],
  lower: (context) => {
    const { graph, attributes, version, origin } = context;
    const x = required(context, 0);
    const [ratio = 0.5] = version < 12 ? [] : (knownNumbers(context, 1) ?? []);
    const [training = 0] = version < 12 ? [] : (knownNumbers(context, 2) ?? []);
    const isTest = version < 7 ? attributes.get('int', 'is_test', 0) : 1;
    // A ratio of 0 drops nothing even in training.
    if ((training !== 0 && ratio !== 0) || isTest === 0) {
      throw new CompileError('unsupported', `${origin}: training`);
    }
    const { shape } = x.type;
    const dtype = version < 10 ? (x.type.dtype as 'f32') : 'bool';
    const data = new Uint8Array(dtype === 'bool' ? elementsOf(shape) : 0).fill(1);
    const mask = dtype === 'bool' ? graph.constant({ dtype: 'bool', shape, data }) : null;
    return [x, mask];
  },
};

/** Operators that only name the same elements by another shape, or say the shape. */
export const shaping: readonly Operator[] = [
  shapeOperator,
  size,
  reshapeOperator,
  flatten,
  squeeze,
  unsqueeze,
  identity,
  dropout,
];
