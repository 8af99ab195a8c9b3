import { signed, unsigned } from '#compiler/assembler/bytes.ts';
import { CompileError } from '#compiler/errors.ts';
import { readInstruction, readUnsigned } from '#compiler/fuel/instruction-reader.ts';

/** Name of the exported counter of a metered module: a mutable i64. */
export const fuelExport = 'visite_fuel';

/** What costs nothing in Wasmtime's accounting of fuel (48.0, `crates/cranelift/src/func_environ.rs`); all else costs 1. */
const free = new Set([0x00, 0x01, 0x02, 0x03, 0x05, 0x0b, 0x0f, 0x1a]);
/** After these a straight piece of code ends. */
const ends = new Set([0x00, 0x03, 0x04, 0x05, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f]);

/**
 * The module with a counter of the instructions it runs, as fuel counts them: to find out at compile time what a row
 * costs. Results are the same. `CompileError` `format` for what is no module of ABI 1.
 */
export function meterModule(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: (readonly number[] | Uint8Array)[] = [module.subarray(0, 8)];
  let counter: number | undefined;
  for (let at = 8; at < module.length;) {
    const id = module[at] ?? 0;
    const size = readUnsigned(module, at + 1);
    const end = size.next + size.value;
    const content = module.subarray(size.next, end);
    if (id === 6) counter = readUnsigned(content, 0).value;
    if ((id === 7 || id === 10) && counter === undefined) {
      throw new CompileError('format', 'expected a section of globals before exports and code');
    }
    const metered = meterSection(id, content, counter ?? 0);
    parts.push([id, ...unsigned(lengthOf(metered))], ...metered);
    at = end;
  }
  const bytes = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function meterSection(
  id: number,
  content: Uint8Array,
  counter: number,
): readonly (readonly number[] | Uint8Array)[] {
  const { value: count, next } = readUnsigned(content, 0);
  const rest = content.subarray(next);
  // A mutable i64 that begins with 0.
  if (id === 6) return [unsigned(count + 1), rest, [0x7e, 0x01, 0x42, 0x00, 0x0b]];
  if (id === 7) {
    const name = new TextEncoder().encode(fuelExport);
    return [unsigned(count + 1), rest, [name.length, ...name, 0x03, ...unsigned(counter)]];
  }
  if (id !== 10) return [content];
  const bodies: (readonly number[] | Uint8Array)[] = [unsigned(count)];
  for (let body = 0, at = next; body < count; body++) {
    const size = readUnsigned(content, at);
    const end = size.next + size.value;
    const metered = meterBody(content.subarray(size.next, end), counter);
    bodies.push(unsigned(lengthOf(metered)), ...metered);
    at = end;
  }
  return bodies;
}

/** One function: before each straight piece, its cost is added to the counter. */
function meterBody(body: Uint8Array, counter: number): readonly (readonly number[] | Uint8Array)[] {
  const locals = readUnsigned(body, 0);
  let at = locals.next;
  for (let group = 0; group < locals.value; group++) at = readUnsigned(body, at).next + 1;
  const pieces: (readonly number[] | Uint8Array)[] = [body.subarray(0, at)];
  while (at < body.length) {
    const start = at;
    let cost = 0;
    for (let isOver = false; !isOver && at < body.length;) {
      const { opcode, end } = readInstruction(body, at);
      if (!free.has(opcode)) cost += 1;
      isOver = ends.has(opcode);
      at = end;
    }
    if (cost > 0) {
      const index = unsigned(counter);
      pieces.push([0x23, ...index, 0x42, ...signed(cost), 0x7c, 0x24, ...index]);
    }
    pieces.push(body.subarray(start, at));
  }
  return pieces;
}

function lengthOf(parts: readonly { readonly length: number }[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
