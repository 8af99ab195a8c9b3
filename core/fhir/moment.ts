import { toFaultCell, type Cell } from '#core/fhir/cell.ts';
import type { JsonObject } from '#core/fhir/json-object.ts';
import { toText } from '#core/fhir/json-object.ts';
import { toDayText, toDayTimeText, type WallClock } from '#core/table/wall-clock.ts';

/** From and to, both included, in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a moment lies among others. */
export interface Order {
  /** On the clocks of the place. */
  readonly wall: Span;
  /** In UTC, where the time's offset is written. */
  readonly instant: Span | undefined;
}

/**
 * A date or time of FHIR, as exact as it is written: `1949-07` is all of that month.
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export interface Moment extends Order {
  /** Its calendar date or date and time, or why it has none. */
  readonly cell: Cell;
  /** Its calendar date, where it is one. */
  readonly day: string | undefined;
}

const form =
  /^(?<year>[1-9][0-9]{3})(?:-(?<month>0[1-9]|1[0-2])(?:-(?<day>0[1-9]|[12][0-9]|3[01])(?:T(?<hour>[01][0-9]|2[0-3]):(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9])(?:\.(?<fraction>[0-9]+))?)?(?<zone>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9]))?)?)?$/;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Clocks of places lie within these of UTC. */
const behindUtcMs = 12 * 60 * minuteMs;
const aheadOfUtcMs = 14 * 60 * minuteMs;

/**
 * date, dateTime or instant → moment; undefined where it is in no form of FHIR or does not exist. `clock` is that of
 * the zone the map declares; without it a time stands in the offset it is written in, and one in UTC has no date.
 */
export function parseMoment(value: unknown, clock: WallClock | undefined): Moment | undefined {
  const text = toText(value);
  const part = text === undefined ? undefined : form.exec(text)?.groups;
  if (text === undefined || part === undefined) return undefined;
  const year = Number(part['year']);
  const month = Number(part['month'] ?? '1') - 1;
  const day = Number(part['day'] ?? '1');
  const start = Date.UTC(year, month, day);
  if (new Date(start).getUTCDate() !== day) return undefined;
  if (part['month'] === undefined) return toPartial(text, start, Date.UTC(year + 1, 0, 1));
  if (part['day'] === undefined) return toPartial(text, start, Date.UTC(year, month + 1, 1));
  if (part['zone'] === undefined) {
    const cell: Cell = { kind: 'date', text };
    return { wall: { from: start, to: start + dayMs - 1 }, instant: undefined, cell, day: text };
  }
  const fractionMs = Number((part['fraction'] ?? '').padEnd(3, '0').slice(0, 3));
  const written =
    start +
    (Number(part['hour']) * 60 + Number(part['minute'])) * minuteMs +
    Number(part['second'] ?? '0') * 1000 +
    fractionMs;
  return toTime(text, written, part['zone'], clock);
}

function toTime(text: string, written: number, zone: string, clock: WallClock | undefined): Moment {
  const instantMs = written - toOffset(zone);
  const instant = { from: instantMs, to: instantMs };
  if (clock === undefined && zone === 'Z') {
    const wall = { from: instantMs - behindUtcMs, to: instantMs + aheadOfUtcMs };
    return { wall, instant, cell: toFaultCell('time-in-utc', text), day: undefined };
  }
  const wallMs = clock === undefined ? written : clock(instantMs);
  const cell: Cell = { kind: 'date', text: toDayTimeText(wallMs) };
  return { wall: { from: wallMs, to: wallMs }, instant, cell, day: toDayText(wallMs) };
}

function toPartial(text: string, from: number, until: number): Moment {
  const wall = { from, to: until - 1 };
  return { wall, instant: undefined, cell: toFaultCell('partial-date', text), day: undefined };
}

/** `+01:00` → milliseconds. */
function toOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const ms = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * minuteMs;
  return zone.startsWith('-') ? -ms : ms;
}

/** Period → moment: its date is that of its start, in order it stands from its start to its end. */
export function parsePeriod(period: JsonObject, clock: WallClock | undefined): Moment | undefined {
  const start = parseMoment(period['start'], clock);
  if (start === undefined || period['end'] === undefined) return start;
  const end = parseMoment(period['end'], clock);
  if (end === undefined || end.wall.to < start.wall.from) return undefined;
  const instant = start.instant && end.instant ? { from: start.instant.from, to: end.instant.to } : undefined;
  return { ...start, wall: { from: start.wall.from, to: end.wall.to }, instant };
}

/** Whether one surely came before the other. Where neither did, their order is not known, or they are at once. */
export function isBefore(one: Order, other: Order): boolean {
  if (one.instant !== undefined && other.instant !== undefined) return one.instant.to < other.instant.from;
  return one.wall.to < other.wall.from;
}

/** `before`, `on` or `after` that calendar date; undefined where it cannot be told. */
export function toSide(moment: Order, day: string): 'before' | 'on' | 'after' | undefined {
  const from = Date.parse(`${day}T00:00:00Z`);
  const to = from + dayMs - 1;
  if (moment.wall.to < from) return 'before';
  if (moment.wall.from > to) return 'after';
  return moment.wall.from >= from && moment.wall.to <= to ? 'on' : undefined;
}
