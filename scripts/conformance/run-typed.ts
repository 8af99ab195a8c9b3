import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { ConstantPool } from '#compiler/emit/constant-pool.ts';
import { emitProgram, placeProgram } from '#compiler/emit/emit-program.ts';
import type { Operand } from '#compiler/emit/kernel.ts';
import { SharedFunctions } from '#compiler/emit/shared-functions.ts';
import type { Program } from '#compiler/ir/graph.ts';
import { viewData, type Constant } from '#compiler/ir/tensor.ts';

/** Cases of one block, with the given inputs and other numbers by turns: more than two vectors of four, and a rest. */
const CASES = 9;
const BASE = 64;
const PAGE = 65536;
const TEXT_BYTES = 1 << 20;
/** What memory holds before a run: no bit of a result may depend on it. */
const DIRT = 0xa5;

type Running = {
  readonly buffer: ArrayBuffer;
  readonly texts: number;
  readonly run: (cases: number) => void;
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
  /** Values that are computed lie before it. */
  readonly end: number;
};

/**
 * Runs a program on typed inputs, in their order, and gives its outputs: 64-bit integers and strings as they are.
 * Throws an `Error` where a case's bits depend on the block it stands in, or on the cases beside it.
 */
export function runTyped(program: Program, inputs: readonly Constant[]): readonly Constant[] {
  const running = start(program);
  const other = inputs.map(disturbed);
  runBlock(
    running,
    Array.from({ length: CASES }, (_, row) => (row % 2 === 0 ? inputs : other)),
  );
  const results = running.outputs.map((output) => read(running.buffer, output));
  const bits = (row: number): readonly Uint8Array[] =>
    running.outputs.map((output) => bitsOf(running, output, row));
  const rows = Array.from({ length: CASES }, (_, row) => bits(row));
  runBlock(running, [other]);
  const alone = bits(0);
  rows.forEach((row, i) => {
    if (!same(row, i % 2 === 0 ? rows[0] : alone)) throw new Error(`case ${i} depends on its block`);
  });
  return results;
}

function start(program: Program): Running {
  const placed = placeProgram(program, BASE, CASES);
  const module = new ModuleBuilder();
  const constants = new ConstantPool(module, placed.places.end);
  const emitted = emitProgram(placed, module, constants, new SharedFunctions());
  const outputs = [...program.outputs.values()].map((value) => emitted.operand(value));
  module.func({ params: ['i32'], result: null }, (f) => f.run(emitted.run, f.param(0)), 'run');
  const texts = constants.reserve(TEXT_BYTES);
  const pages = Math.ceil(constants.end / PAGE);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.emit(pages, pages)));
  const { memory, run } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof run !== 'function') throw new Error('no exports');
  return {
    buffer: memory.buffer,
    texts,
    run: (cases) => void run(cases),
    inputs: program.inputs.map((input) => emitted.operand(input)),
    outputs,
    end: placed.places.end,
  };
}

function runBlock(running: Running, cases: readonly (readonly Constant[])[]): void {
  const { buffer, inputs, end, run } = running;
  new Uint8Array(buffer, BASE, end - BASE).fill(DIRT);
  const text = { next: running.texts };
  cases.forEach((values, row) =>
    inputs.forEach((input, i) => {
      const value = values[i];
      if (value === undefined) throw new Error(`no value for input ${i}`);
      write(buffer, text, value, input, row);
    }),
  );
  run(cases.length);
}

/** Other floats of the same magnitude: in the opposite order. Whole numbers may be places, so they stay. */
function disturbed(value: Constant): Constant {
  const { data } = value;
  return data instanceof Float32Array || data instanceof Float64Array
    ? { ...value, data: data.slice().toReversed() }
    : value;
}

function write(
  buffer: ArrayBuffer,
  text: { next: number },
  { dtype, data }: Constant,
  operand: Operand,
  row: number,
): void {
  const address = operand.address + row * operand.rowBytes;
  if (dtype !== 'string') {
    // Only strings are no typed array.
    const { buffer: from, byteOffset, byteLength } = data as Exclude<Constant['data'], readonly string[]>;
    new Uint8Array(buffer).set(new Uint8Array(from, byteOffset, byteLength), address);
    return;
  }
  const pairs = new Uint32Array(buffer, address, 2 * operand.elements);
  Array.from(data as readonly string[]).forEach((one, i) => {
    const bytes = new TextEncoder().encode(one);
    new Uint8Array(buffer).set(bytes, text.next);
    pairs[2 * i] = text.next;
    pairs[2 * i + 1] = bytes.length;
    text.next += bytes.length;
  });
}

/** The bits of one case of an output; of strings nothing, since equal texts may lie at several places. */
function bitsOf({ buffer }: Running, { type, address, rowBytes }: Operand, row: number): Uint8Array {
  const bytes = type.dtype === 'string' ? 0 : rowBytes;
  return new Uint8Array(buffer.slice(address + row * rowBytes, address + row * rowBytes + bytes));
}

function same(a: readonly Uint8Array[], b: readonly Uint8Array[] = []): boolean {
  return a.every((bytes, i) => Buffer.compare(bytes, b[i] ?? new Uint8Array()) === 0);
}

function read(buffer: ArrayBuffer, { type, elements, address }: Operand): Constant {
  const { dtype, shape } = type;
  if (dtype !== 'string') return { dtype, shape, data: viewData(dtype, buffer, address, elements).slice() };
  const pairs = new Uint32Array(buffer, address, 2 * elements);
  const decoder = new TextDecoder();
  const data = Array.from({ length: elements }, (_, i) =>
    decoder.decode(new Uint8Array(buffer, pairs[2 * i] ?? 0, pairs[2 * i + 1] ?? 0)),
  );
  return { dtype, shape, data };
}
