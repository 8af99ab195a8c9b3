import { CompileError } from '#compiler/errors.ts';

/** One instruction: its opcode (a prefixed one by its prefix) and the first byte after it. */
export type Instruction = { readonly opcode: number; readonly end: number };

/**
 * The instruction at `at`, of the features of ABI 1 (WebAssembly core specification 2.0, section 5.4). `CompileError`
 * `format` for any other.
 */
export function readInstruction(bytes: Uint8Array, at: number): Instruction {
  const opcode = bytes[at] ?? 0;
  let end = at + 1;
  const leb = (): number => {
    const { value, next } = readUnsigned(bytes, end);
    end = next;
    return value;
  };
  const memarg = (): void => {
    leb();
    leb();
  };
  const refuse = (code: string): never => {
    throw new CompileError('format', `an instruction ${code} that ABI 1 has not`);
  };
  if (opcode === 0x0e) {
    for (let count = leb() + 1; count > 0; count--) leb();
  } else if (opcode === 0x1c) {
    for (let count = leb(); count > 0; count--) leb();
  } else if (opcode === 0x11) memarg();
  else if ([0x02, 0x03, 0x04, 0x0c, 0x0d, 0x10, 0x3f, 0x40, 0x41, 0x42].includes(opcode)) leb();
  else if (opcode >= 0x20 && opcode <= 0x26) leb();
  else if (opcode >= 0x28 && opcode <= 0x3e) memarg();
  else if (opcode === 0x43) end += 4;
  else if (opcode === 0x44) end += 8;
  else if (opcode === 0xfc) {
    const code = leb();
    const indices = [8, 10, 12, 14].includes(code) ? 2 : code >= 9 && code <= 17 ? 1 : 0;
    for (let i = 0; i < indices; i++) leb();
    if (code > 17) refuse(`0xfc ${code}`);
  } else if (opcode === 0xfd) {
    const code = leb();
    if (code <= 11 || code === 92 || code === 93) memarg();
    else if (code === 12 || code === 13) end += 16;
    else if (code >= 21 && code <= 34) end += 1;
    else if (code >= 84 && code <= 91) {
      memarg();
      end += 1;
    } else if (code > 255) refuse(`0xfd ${code}`);
  } else if (!isPlain(opcode)) refuse(`0x${opcode.toString(16)}`);
  return { opcode, end };
}

function isPlain(opcode: number): boolean {
  const control = [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b];
  return control.includes(opcode) || (opcode >= 0x45 && opcode <= 0xc4);
}

/** An unsigned number in LEB128, or as many bytes of a signed one. */
export function readUnsigned(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) break;
    value += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return { value, next: at + i + 1 };
  }
  throw new CompileError('format', 'a number in LEB128 that does not end');
}
