import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toTypeText, type Constant, type TensorType } from '#compiler/ir/tensor.ts';
import { Lowering } from '#compiler/readers/onnx/lower-graph.ts';
import type { Declared } from '#compiler/readers/onnx/model-graph.ts';
import { readModel } from '#compiler/readers/onnx/read-model.ts';
import type { ReadModel } from '#compiler/readers/reader.ts';

/** What the caller knows about the inputs of a graph beyond what the file says. */
export type OnnxOptions = {
  /** Shapes of inputs by name, where the file does not fix them. */
  readonly shapes?: ReadonlyMap<string, readonly number[]>;
  /** Inputs that are the same for every patient: they are no inputs any more. */
  readonly bound?: ReadonlyMap<string, Constant>;
};

/**
 * An ONNX file as a model. A first size that the file leaves open is the batch: 1. Any other size that is open has to
 * be given by `shapes`. `CompileError` names the node and what was met.
 */
export function readOnnx(bytes: Uint8Array, options: OnnxOptions = {}): ReadModel {
  const model = readModel(bytes);
  const { graph } = model;
  const bound = options.bound ?? new Map<string, Constant>();
  const shapes = options.shapes ?? new Map<string, readonly number[]>();
  const free = graph.inputs.filter(({ name }) => !graph.constants.has(name));
  for (const name of [...bound.keys(), ...shapes.keys()]) {
    if (!free.some((input) => input.name === name))
      throw new CompileError('format', `the graph has no input "${name}"`);
  }
  const typed = free.map((declared) => ({
    name: declared.name,
    type: toInputType(declared, bound.get(declared.name), shapes.get(declared.name)),
  }));
  const outputs = graph.outputs.map(({ name }) => name);
  return {
    description: `ONNX${model.producer === '' ? '' : ` of ${model.producer}`}, ${graph.nodes.length} nodes`,
    inputs: typed.filter(({ name }) => !bound.has(name)),
    outputs,
    build: (target, inputs) => {
      const values = typed.map(({ name, type }): readonly [string, Value] => {
        const constant = bound.get(name);
        return [name, constant === undefined ? inputOf(inputs, name, type) : target.constant(constant, name)];
      });
      const made = new Lowering(target, model).lowerModel(new Map(values));
      return new Map(outputs.map((name, i) => [name, valueAt(made, i)]));
    },
  };
}

function toInputType(
  { name, dtype, shape }: Declared,
  constant: Constant | undefined,
  given: readonly number[] | undefined,
): TensorType {
  const origin = `input "${name}"`;
  if (dtype === null) throw new CompileError('unsupported', `${origin} is no tensor of a known type`);
  const sizes = constant?.shape ?? given;
  if (constant !== undefined && constant.dtype !== dtype)
    throw new CompileError('format', `${origin} is ${dtype}, given ${constant.dtype}`);
  if (shape === null) {
    if (sizes === undefined) throw new CompileError('shape', `${origin} has no shape`);
    return { dtype, shape: sizes };
  }
  if (sizes !== undefined && sizes.length !== shape.length)
    throw new CompileError('shape', `${origin} has ${shape.length} axes, given [${sizes.join(',')}]`);
  return {
    dtype,
    shape: shape.map((size, axis) => {
      const known = sizes?.[axis];
      if (typeof size === 'number') {
        if (known !== undefined && known !== size)
          throw new CompileError('shape', `${origin}: size of axis ${axis} is ${size}, given ${known}`);
        return size;
      }
      if (known !== undefined) return known;
      if (axis === 0) return 1;
      throw new CompileError('shape', `${origin}: size of axis ${axis} (${size ?? 'not said'}) is not fixed`);
    }),
  };
}

function inputOf(inputs: ReadonlyMap<string, Value>, name: string, type: TensorType): Value {
  const value = inputs.get(name);
  if (value === undefined || toTypeText(value.type) !== toTypeText(type))
    throw new RangeError(`input ${name}: ${value === undefined ? 'none' : toTypeText(value.type)}`);
  return value;
}

function valueAt(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no output ${index}`);
  return value;
}
