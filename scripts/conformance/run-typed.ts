import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { ConstantPool } from '#compiler/emit/constant-pool.ts';
import { emitProgram, placeProgram } from '#compiler/emit/emit-program.ts';
import type { Operand } from '#compiler/emit/kernel.ts';
import { SharedFunctions } from '#compiler/emit/shared-functions.ts';
import type { Program } from '#compiler/ir/graph.ts';
import { viewData, type Constant } from '#compiler/ir/tensor.ts';

/** Cases of one block: the same inputs in each must give the same bits in each. */
const CASES = 3;
const BASE = 64;
const PAGE = 65536;
const TEXT_BYTES = 1 << 20;
/** What memory holds before a run: no bit of a result may depend on it. */
const DIRT = 0xa5;

/**
 * Runs a program on typed inputs, in their order, and gives its outputs: 64-bit integers and strings as they are.
 * Throws an `Error` where cases of one block differ.
 */
export function runTyped(program: Program, inputs: readonly Constant[]): readonly Constant[] {
  const placed = placeProgram(program, BASE, CASES);
  const module = new ModuleBuilder();
  const constants = new ConstantPool(module, placed.places.end);
  const emitted = emitProgram(placed, module, constants, new SharedFunctions());
  const operands = [...program.outputs.values()].map((value) => emitted.operand(value));
  module.func({ params: ['i32'], result: null }, (f) => f.run(emitted.run, f.param(0)), 'run');
  const texts = constants.reserve(TEXT_BYTES);
  const pages = Math.ceil(constants.end / PAGE);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.emit(pages, pages)));
  const { memory, run } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof run !== 'function') throw new Error('no exports');
  new Uint8Array(memory.buffer, BASE, placed.places.end - BASE).fill(DIRT);
  const writer = { buffer: memory.buffer, text: texts };
  program.inputs.forEach((input, i) => {
    const value = inputs[i];
    if (value === undefined) throw new Error(`no value for input ${i}`);
    write(writer, value, emitted.operand(input));
  });
  run(CASES);
  return operands.map((operand) => read(memory.buffer, operand));
}

function write(
  writer: { readonly buffer: ArrayBuffer; text: number },
  { dtype, data }: Constant,
  operand: Operand,
): void {
  const { buffer } = writer;
  for (let row = 0; row < CASES; row++) {
    const address = operand.address + row * operand.rowBytes;
    if (dtype !== 'string') {
      const { buffer: from, byteOffset, byteLength } = data as Exclude<Constant['data'], readonly string[]>;
      new Uint8Array(buffer).set(new Uint8Array(from, byteOffset, byteLength), address);
      continue;
    }
    const pairs = new Uint32Array(buffer, address, 2 * operand.elements);
    Array.from(data as readonly string[]).forEach((text, i) => {
      const bytes = new TextEncoder().encode(text);
      new Uint8Array(buffer).set(bytes, writer.text);
      pairs[2 * i] = writer.text;
      pairs[2 * i + 1] = bytes.length;
      writer.text += bytes.length;
    });
  }
}

function read(buffer: ArrayBuffer, { type, elements, address, rowBytes }: Operand): Constant {
  const { dtype, shape } = type;
  if (dtype === 'string') {
    const pairs = new Uint32Array(buffer, address, 2 * elements);
    const decoder = new TextDecoder();
    const data = Array.from({ length: elements }, (_, i) =>
      decoder.decode(new Uint8Array(buffer, pairs[2 * i] ?? 0, pairs[2 * i + 1] ?? 0)),
    );
    return { dtype, shape, data };
  }
  for (let row = 1; row < CASES; row++) {
    const first = new Uint8Array(buffer, address, rowBytes);
    const other = new Uint8Array(buffer, address + row * rowBytes, rowBytes);
    if (first.some((byte, i) => byte !== other[i])) throw new Error('cases of one block differ');
  }
  return { dtype, shape, data: viewData(dtype, buffer, address, elements).slice() };
}
