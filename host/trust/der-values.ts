import { type DerValue, malformed, tag } from '#host/trust/der.ts';

/** Content of the simple types of X.690; each takes the DER form only and throws `certificate-malformed` otherwise. */

export function toBoolean(value: DerValue): boolean {
  const [byte, ...more] = value.content;
  if (more.length > 0 || (byte !== 0x00 && byte !== 0xff)) throw malformed('a boolean', 'another value');
  return byte === 0xff;
}

/** Bytes of a positive integer of at most 20 bytes (RFC 5280, 4.1.2.2), in its shortest form. */
export function toPositiveInteger(value: DerValue): Uint8Array {
  const [first = 0, second = 0x80] = value.content;
  const shortest = value.content.length > 0 && !(value.content.length > 1 && first === 0 && second < 0x80);
  const isZero = value.content.length === 1 && first === 0;
  if (!shortest || first >= 0x80 || isZero || value.content.length > 20) {
    throw malformed('a positive integer of at most 20 bytes', 'another value');
  }
  return value.content;
}

/** An integer from 0 to 127. */
export function toSmallInteger(value: DerValue): number {
  const [byte, ...more] = value.content;
  if (byte === undefined || more.length > 0 || byte >= 0x80)
    throw malformed('an integer from 0 to 127', 'another');
  return byte;
}

/** Dotted decimal form. */
export function toObjectIdentifier(value: DerValue): string {
  const arcs: number[] = [];
  let arc = 0;
  let startsArc = true;
  for (const byte of value.content) {
    if (startsArc && byte === 0x80)
      throw malformed('the shortest form of an object identifier', 'a longer one');
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc))
      throw malformed('arcs of an object identifier below 2^53', 'a larger one');
    startsArc = byte < 0x80;
    if (startsArc) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first] = arcs;
  if (first === undefined || !startsArc) throw malformed('an object identifier', 'part of one');
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...arcs.slice(1)].join('.');
}

/** Bytes of a bit string that fills them. */
export function toWholeBytes(value: DerValue): Uint8Array {
  if (value.content[0] !== 0) throw malformed('a bit string of whole bytes', 'another');
  return value.content.subarray(1);
}

/** Numbers of the bits that are set, of a named bit list without trailing zero bits (X.690, 11.2.2). */
export function toNamedBits(value: DerValue): ReadonlySet<number> {
  const [unused = 8, ...bytes] = value.content;
  const last = bytes.at(-1);
  const canonical =
    last === undefined
      ? unused === 0
      : unused < 8 && (last & ((1 << unused) - 1)) === 0 && ((last >> unused) & 1) === 1;
  if (!canonical) throw malformed('a list of bits in its shortest form', 'another');
  const bits = new Set<number>();
  for (const [index, byte] of bytes.entries()) {
    for (let bit = 0; bit < 8; bit++) {
      if ((byte & (0x80 >> bit)) !== 0) bits.add(index * 8 + bit);
    }
  }
  return bits;
}

/** UTCTime until 2049, GeneralizedTime from 2050, in whole seconds of UTC (RFC 5280, 4.1.2.5), as ms since 1970. */
export function toTimeMs(value: DerValue): number {
  const text = Buffer.from(value.content).toString('latin1');
  const digits = /^(\d{4}|\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)?.slice(1) ?? [];
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = digits;
  const isUtcTime = value.tag === tag.utcTime && year.length === 2;
  const isGeneralizedTime = value.tag === tag.generalizedTime && year.length === 4 && year >= '2050';
  if (!isUtcTime && !isGeneralizedTime) throw malformed('a time of RFC 5280', 'another value');
  const century = isUtcTime ? (year >= '50' ? '19' : '20') : '';
  const iso = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const timeMs = Date.parse(iso);
  if (Number.isNaN(timeMs) || new Date(timeMs).toISOString() !== iso)
    throw malformed('a time that exists', 'another');
  return timeMs;
}
