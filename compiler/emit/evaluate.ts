import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import { ConstantPool } from '#compiler/emit/constant-pool.ts';
import type { Operand } from '#compiler/emit/kernel.ts';
import { SharedFunctions } from '#compiler/emit/shared-functions.ts';
import { nodesOf, type Node, type Value } from '#compiler/ir/graph.ts';
import { ELEMENT_BYTES, elementsOf, viewData, type Constant } from '#compiler/ir/tensor.ts';
import { emitKernel } from '#compiler/kernels/registry.ts';

const PAGE = 65536;
const folded = new WeakMap<Value, Constant>();

/**
 * Constant folding: the elements of a known value, `null` of one that depends on an input. A node is compiled by the
 * kernel that the model itself is made of and run once, so that folding and running give the same bits.
 */
export function constantOf(value: Value): Constant | null {
  if (!value.known) return null;
  if (value.source.kind === 'constant') return value.source.constant;
  for (const node of nodesOf([value])) {
    if (node.outputs.every((output) => folded.has(output))) continue;
    evaluate(node).forEach((constant, i) => {
      const output = node.outputs[i];
      if (output !== undefined) folded.set(output, constant);
    });
  }
  const constant = folded.get(value);
  if (constant === undefined) throw new RangeError(`value ${value.id} was not computed`);
  return constant;
}

function evaluate(node: Node): readonly Constant[] {
  const inputs = node.inputs.map((input) => {
    const constant = constantOf(input);
    if (constant === null) throw new RangeError(`${node.origin}: an input is not known`);
    return constant;
  });
  const [first] = inputs;
  if (node.op.kind === 'reshape' && first !== undefined) return [{ ...first, shape: node.op.shape }];
  const module = new ModuleBuilder();
  const constants = new ConstantPool(module, 64);
  const outputs = node.outputs.map(({ type }): Operand => {
    const elements = elementsOf(type.shape);
    const rowBytes = elements * ELEMENT_BYTES[type.dtype];
    return { type, elements, address: constants.reserve(rowBytes + 16), rowBytes, constant: null };
  });
  const kernel = emitKernel(node.op, {
    module,
    constants,
    shared: new SharedFunctions(),
    inputs: inputs.map((constant) => ({
      type: { dtype: constant.dtype, shape: constant.shape },
      elements: elementsOf(constant.shape),
      address: constants.placeConstant(constant),
      rowBytes: 0,
      constant,
    })),
    outputs,
    maxCases: 1,
    origin: node.origin,
  });
  module.func(
    { params: [], result: null },
    (f) => {
      if (kernel !== null) f.run(kernel, I.of(1));
    },
    'run',
  );
  const pages = Math.ceil(constants.end / PAGE);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.emit(pages, pages)));
  const { memory, run } = exports;
  if (!(memory instanceof WebAssembly.Memory) || !isFunction(run))
    throw new RangeError('exports are missing');
  run();
  return outputs.map((output) => readConstant(output, memory.buffer));
}

function readConstant({ type, elements, address }: Operand, buffer: ArrayBuffer): Constant {
  const { dtype, shape } = type;
  if (dtype !== 'string') return { dtype, shape, data: viewData(dtype, buffer, address, elements).slice() };
  const pairs = new Uint32Array(buffer, address, 2 * elements);
  const text = (i: number): string =>
    new TextDecoder().decode(new Uint8Array(buffer, pairs[2 * i] ?? 0, pairs[2 * i + 1] ?? 0));
  return { dtype, shape, data: Array.from({ length: elements }, (_, i) => text(i)) };
}

function isFunction(value: unknown): value is () => void {
  return typeof value === 'function';
}
