import { toFaultCell, type Cell } from '#core/fhir/cell.ts';
import { isObject, toText, type JsonObject } from '#core/fhir/json-object.ts';
import { parseMoment, parsePeriod, type Moment } from '#core/fhir/moment.ts';
import type { WallClock } from '#core/table/wall-clock.ts';

/** A choice of type of FHIR, such as onset[x], that may be a dateTime or a Period; of a Period its start. */
export function readDateChoice(
  resource: JsonObject,
  name: 'onset' | 'performed' | 'effective',
  clock: WallClock | undefined,
): Moment | undefined {
  const period = resource[`${name}Period`];
  if (isObject(period)) return parsePeriod(period, clock);
  return parseMoment(resource[`${name}DateTime`] ?? resource[`${name}Instant`], clock);
}

/** The same as a cell: undefined where the resource says nothing, a fault where it says something that is no date. */
export function readDateChoiceCell(
  resource: JsonObject,
  name: 'onset' | 'performed',
  clock: WallClock | undefined,
): Cell | undefined {
  const found = Object.keys(resource).find(
    (key) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)),
  );
  if (found === undefined) return undefined;
  if (found !== `${name}DateTime` && found !== `${name}Period`) return toFaultCell('other-type', found);
  return readDateChoice(resource, name, clock)?.cell ?? toFaultCell('date-form');
}

/** A plain date element as a cell; undefined where there is none. */
export function readDateCell(value: unknown, clock: WallClock | undefined): Cell | undefined {
  if (value === undefined) return undefined;
  return parseMoment(value, clock)?.cell ?? toFaultCell('date-form', toText(value) ?? '');
}
