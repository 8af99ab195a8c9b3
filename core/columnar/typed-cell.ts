import { parseUtf8 } from '#core/bundle/utf8.ts';
import type { ColumnType, RawValue, TimeUnit } from '#core/columnar/column-type.ts';
import { mustHold } from '#core/must-hold.ts';
import { toShortestDecimal } from '#core/table/number-text.ts';
import type { CellKind } from '#core/table/row.ts';
import { toDayText, toDayTimeText, type WallClock } from '#core/table/wall-clock.ts';

/** A cell as a row has it (core/table/row.ts). */
export interface TypedCell {
  readonly kind: CellKind;
  readonly text: string;
}

const empty: TypedCell = { kind: 'empty', text: '' };
const dayMs = 86_400_000;
/** 0001-01-01 and 9999-12-31, in milliseconds since 1970. */
const firstMs = -62_135_596_800_000;
const lastMs = 253_402_300_799_999;

/**
 * A value of a typed column → its cell. What a double cannot hold exactly (a whole number beyond 2^53, a decimal of
 * many digits) is text with all its digits; NaN, an infinity, a moment in UTC without a declared zone and text that is
 * not UTF-8 are errors, which a profile may list as missing and which refuse the row otherwise.
 */
export function toTypedCell(value: RawValue, type: ColumnType, clock: WallClock | undefined): TypedCell {
  if (value === null) return empty;
  switch (type.kind) {
    case 'integer':
      return toExactNumber(toInteger(value).toString());
    case 'float':
      mustHold(typeof value === 'number', 'a float is a number');
      return { kind: Number.isFinite(value) ? 'number' : 'error', text: toShortestDecimal(value) };
    case 'decimal':
      return toExactNumber(toDecimalText(toInteger(value), type.scale));
    case 'boolean':
      return { kind: 'boolean', text: String(value) };
    case 'text': {
      mustHold(value instanceof Uint8Array, 'a text is bytes');
      const text = parseUtf8(value);
      return text === undefined ? { kind: 'error', text: '#not-utf-8' } : { kind: 'text', text };
    }
    case 'uuid':
      mustHold(value instanceof Uint8Array, 'a UUID is bytes');
      return { kind: 'text', text: toUuidText(value) };
    case 'date':
      return toMoment(Number(toInteger(value)) * dayMs, toDayText);
    case 'timestamp':
      return toTimestamp(toInteger(value), type, clock);
    case 'time':
      return toTime(toInteger(value), type.perSecond);
    default:
      throw type satisfies never;
  }
}

function toInteger(value: RawValue): bigint {
  mustHold(typeof value === 'bigint' || Number.isInteger(value), 'a whole number is one');
  return BigInt(value as bigint | number); // safe: checked above
}

/** A number where its digits are those of a double; otherwise text with all its digits. */
function toExactNumber(digits: string): TypedCell {
  const text = toShortestDecimal(Number(digits));
  const plain = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  return text === (plain === '-0' ? '0' : plain) ? { kind: 'number', text } : { kind: 'text', text: digits };
}

function toDecimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return unscaled < 0n ? `-${text}` : text;
}

function toUuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.*)$/, '$1-$2-$3-$4-$5');
}

function toTimestamp(
  value: bigint,
  { perSecond, instant }: Extract<ColumnType, { kind: 'timestamp' }>,
  clock: WallClock | undefined,
): TypedCell {
  const ms = perSecond === 1n ? value * 1000n : floorDivide(value, perSecond / 1000n);
  const at = Number(ms);
  if (!instant) return toMoment(at, toDayTimeText);
  if (clock === undefined || at < firstMs || at > lastMs) {
    const utc = toMoment(at, toDayTimeText);
    return utc.kind === 'error' ? utc : { kind: 'error', text: `#time-in-utc ${utc.text}` };
  }
  return toMoment(clock(at), toDayTimeText);
}

function toTime(value: bigint, perSecond: TimeUnit): TypedCell {
  const seconds = floorDivide(value, perSecond);
  if (seconds < 0n || seconds >= 86_400n) return { kind: 'error', text: '#time-out-of-range' };
  return { kind: 'text', text: toDayTimeText(Number(seconds) * 1000).slice(11) };
}

function toMoment(wallMs: number, toText: (wallMs: number) => string): TypedCell {
  return wallMs >= firstMs && wallMs <= lastMs
    ? { kind: 'date', text: toText(wallMs) }
    : { kind: 'error', text: '#date-out-of-range' };
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
