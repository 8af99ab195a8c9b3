const magicAndVersion = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A module with so many empty functions, and nothing that the contract asks for: the count is met before that. */
export function toManyFunctions(count: number): Uint8Array {
  const functions = Array.from({ length: count }, () => 0);
  const bodies = Array.from({ length: count }, () => [2, 0, 0x0b]).flat();
  return Uint8Array.from([
    ...magicAndVersion,
    ...toSection(1, [1, 0x60, 0, 0]),
    ...toSection(3, [...toLeb(count), ...functions]),
    ...toSection(10, [...toLeb(count), ...bodies]),
  ]);
}

function toSection(id: number, content: readonly number[]): readonly number[] {
  return [id, ...toLeb(content.length), ...content];
}

/** Unsigned LEB128 (WebAssembly core 2.0, 5.2.2). */
function toLeb(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...toLeb(Math.floor(value / 128))];
}
