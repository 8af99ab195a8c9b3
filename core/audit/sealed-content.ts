import { parseCanonical, toCanonicalBytes, type Json } from '#core/audit/canonical.ts';
import type { ModelCell } from '#core/bundle/input-block.ts';
import { isSameBytes, toJoined } from '#core/audit/hash.ts';
import { parseUtf8, toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold } from '#core/must-hold.ts';

/** What a result was made of and what it said, as opened from an inference's sealed content. */
export interface SealedContent {
  /** A text is its place in `texts`. */
  readonly inputs: Float64Array;
  /** Of text inputs, in the order of the inputs; absent where there are none. */
  readonly texts?: Json;
  /** Null where the model was not run. */
  readonly outputs: Float64Array | null;
  /** Advice and remarks with their values, as core/advice made them. */
  readonly advice: Json;
  readonly remarks: Json;
}

const format = 1;
const textFormat = 2;
const headerBytes = 12;
const absent = 0xffff_ffff;

/**
 * Header (format, number of inputs, number of outputs, as u32), inputs and outputs as `toValueBytes` gives them, all
 * little-endian; then canonical JSON of advice and remarks, and of texts where there are any.
 */
export function toSealedBytes(content: {
  readonly inputs: Uint8Array;
  readonly outputs: Uint8Array | null;
  readonly advice: Json;
  readonly remarks: Json;
  readonly texts?: readonly string[];
}): Uint8Array {
  const { inputs, outputs, advice, remarks, texts = [] } = content;
  const header = new DataView(new ArrayBuffer(headerBytes));
  header.setUint32(0, format, true);
  header.setUint32(4, inputs.length / 8, true);
  header.setUint32(8, outputs === null ? absent : outputs.length / 8, true);
  return toJoined([
    new Uint8Array(header.buffer),
    inputs,
    outputs ?? new Uint8Array(0),
    toCanonicalBytes(texts.length === 0 ? { advice, remarks } : { advice, remarks, texts }),
  ]);
}

/** Undefined where the bytes are not sealed content of format 1. */
export function parseSealedBytes(bytes: Uint8Array): SealedContent | undefined {
  if (bytes.length < headerBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inputs = view.getUint32(4, true);
  const outputs = view.getUint32(8, true);
  const outputCount = outputs === absent ? 0 : outputs;
  const textAt = headerBytes + 8 * (inputs + outputCount);
  if (view.getUint32(0, true) !== format) return undefined;
  // Where the counts say more than there is, no text is left, which is no JSON.
  const told = parseCanonical(bytes.subarray(textAt));
  if (!isTold(told)) return undefined;
  return {
    inputs: toValues(view, headerBytes, inputs),
    outputs: outputs === absent ? null : toValues(view, headerBytes + 8 * inputs, outputs),
    ...told,
  };
}

/** Free text of an entry that is no result: format 2 as u32, little-endian, then the text in UTF-8. */
export function toSealedTextBytes(text: string): Uint8Array {
  mustHold(!loneSurrogate.test(text), 'a log entry cannot hold half a surrogate pair');
  return toJoined([Uint8Array.of(textFormat, 0, 0, 0), toUtf8(text)]);
}

/** Undefined where the bytes are not sealed text of format 2. */
export function parseSealedText(bytes: Uint8Array): string | undefined {
  if (!isSameBytes(bytes.subarray(0, 4), Uint8Array.of(textFormat, 0, 0, 0))) return undefined;
  return parseUtf8(bytes.subarray(4));
}

/** Inputs as the log holds them: a number as it is, a text by its place in the list of texts. */
export function toLoggedInputs(inputs: ArrayLike<ModelCell>): {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
} {
  const texts: string[] = [];
  const numbers = Array.from(inputs, (cell) => (typeof cell === 'string' ? texts.push(cell) - 1 : cell));
  return { numbers, texts };
}

/** f64 after f64, little-endian; every NaN as 0x7ff8000000000000. */
export function toValueBytes(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) view.setBigUint64(8 * at, 0x7ff8_0000_0000_0000n, true);
    else view.setFloat64(8 * at, value, true);
  }
  return new Uint8Array(view.buffer);
}

function toValues(view: DataView, from: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => view.getFloat64(from + 8 * at, true));
}

function isTold(value: unknown): value is { advice: Json; remarks: Json } {
  return typeof value === 'object' && value !== null && 'advice' in value && 'remarks' in value;
}

const loneSurrogate = /\p{Surrogate}/u;
