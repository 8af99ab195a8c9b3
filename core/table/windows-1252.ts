/**
 * Windows-1252 as Microsoft's best-fit table has it (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT):
 * bytes 80–9F stand here, all others are the code point of the same number. 0 marks the five undefined bytes, which the
 * web's decoders let pass as control characters and this one refuses.
 */
// prettier-ignore
export const windows1252High: readonly number[] = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/** Code units at once; an argument list of this length is safe in every engine. */
const stride = 8192;

/** Text of Windows-1252 bytes. `undefinedAt` is the offset of the first undefined byte, or -1. */
export function parseWindows1252(bytes: Uint8Array): { text: string; undefinedAt: number } {
  const units = new Uint16Array(bytes);
  let undefinedAt = -1;
  for (let at = 0; at < units.length; at++) {
    const byte = units[at] ?? 0;
    if (byte < 0x80 || byte > 0x9f) continue;
    const point = windows1252High[byte - 0x80] ?? 0;
    if (point === 0 && undefinedAt === -1) undefinedAt = at;
    units[at] = point;
  }
  return { text: toText(units), undefinedAt };
}

/** Text of UTF-16 code units. */
export function toText(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += stride) {
    // Six times faster than spreading the units, which makes an iterator.
    text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + stride));
  }
  return text;
}
