/** A moment in UTC → what the clocks of a place showed then; both in milliseconds since 1970, as if that were UTC. */
export type WallClock = (instantMs: number) => number;

const quarterMs = 15 * 60 * 1000;

/** The clocks of a time zone, by its IANA name. Throws RangeError where there is no such zone. */
export function toWallClock(zone: string): WallClock {
  if (zone === 'UTC') return (instantMs) => instantMs;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  let quarter = Number.NaN;
  let offsetMs = 0;
  return (instantMs) => {
    // Clocks are put forward and back at whole quarters of an hour.
    const at = Math.floor(instantMs / quarterMs) * quarterMs;
    if (at !== quarter) {
      offsetMs = toOffset(format, at);
      quarter = at;
    }
    return instantMs + offsetMs;
  };
}

function toOffset(format: Intl.DateTimeFormat, instantMs: number): number {
  const part = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? Number.NaN;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - instantMs;
}

/** A wall clock in milliseconds → `yyyy-mm-dd`. */
export function toDayText(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10);
}

/** A wall clock in milliseconds → `yyyy-mm-dd hh:mm:ss`; what is less than a second is left out. */
export function toDayTimeText(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ');
}
