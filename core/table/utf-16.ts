/** Code units at once; an argument list of this length is safe in every engine. */
const stride = 8192;

/** Text of UTF-16 code units. */
function toText(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += stride) {
    // Six times faster than spreading the units, which makes an iterator.
    text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + stride));
  }
  return text;
}

/** Text of whole code units, lone surrogates and all. */
export function parseUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const units = new Uint16Array(bytes.length >> 1);
  const low = encoding === 'utf-16le' ? 0 : 1;
  for (let at = 0; at < units.length; at++) {
    units[at] = (bytes[2 * at + low] ?? 0) | ((bytes[2 * at + 1 - low] ?? 0) << 8);
  }
  return toText(units);
}
