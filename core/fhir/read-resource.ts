import type { MappedType } from '#core/fhir/account.ts';
import { toBooleanCell, toFaultCell, toTextCell, type Cell } from '#core/fhir/cell.ts';
import { CodeIndex, toCodesIn } from '#core/fhir/code-index.ts';
import type { CodeMatch, ResourceColumn } from '#core/fhir/fhir-map.ts';
import type { Candidate } from '#core/fhir/gathered.ts';
import { toObjects, type JsonObject } from '#core/fhir/json-object.ts';
import { parseMoment, type Moment } from '#core/fhir/moment.ts';
import { readObservationValue } from '#core/fhir/observation.ts';
import { readDateCell, readDateChoice, readDateChoiceCell } from '#core/fhir/resource-date.ts';
import type { WallClock } from '#core/table/wall-clock.ts';

/** The type of resource that a column is from. */
export const typeOf = {
  observation: 'Observation',
  condition: 'Condition',
  procedure: 'Procedure',
  'medication-request': 'MedicationRequest',
} as const satisfies Record<ResourceColumn['from'], MappedType>;

/** The date by which resources of a type follow one another: of a Condition its onset, or else when it was recorded. */
export function readResourceDate(
  type: MappedType,
  resource: JsonObject,
  clock: WallClock | undefined,
): Moment | undefined {
  switch (type) {
    case 'Observation':
      return readDateChoice(resource, 'effective', clock);
    case 'Condition':
      return readDateChoice(resource, 'onset', clock) ?? parseMoment(resource['recordedDate'], clock);
    case 'Procedure':
      return readDateChoice(resource, 'performed', clock);
    case 'MedicationRequest':
      return parseMoment(resource['authoredOn'], clock);
    case 'Patient':
      return undefined;
    default:
      throw type satisfies never;
  }
}

/** Reads what a column takes of a resource that counts for it: none where the resource has no such value. */
export type ColumnReader = (
  resource: JsonObject,
  at: Moment | undefined,
  clock: WallClock | undefined,
) => readonly Candidate[];

export function toColumnReader(column: ResourceColumn): ColumnReader {
  if (column.from === 'observation') {
    const { component, value } = column;
    const holders = component === undefined ? (resource: JsonObject) => [resource] : toComponents(component);
    return (resource, at, clock) =>
      holders(resource).flatMap((holder) => toCandidates(readObservationValue(holder, value, at, clock), at));
  }
  const { give } = column;
  const { type } = give;
  switch (type) {
    case 'presence':
      return (_, at) => [{ cell: toBooleanCell(true), at }];
    case 'code':
      return (resource, at) => toCandidates(readCode(resource['code'], give.system), at);
    case 'onset':
    case 'performed':
      return (resource, at, clock) =>
        toCandidates(readDateChoiceCell(resource, type, clock), readDateChoice(resource, type, clock) ?? at);
    case 'recorded':
      return (resource, _, clock) => toDated(resource['recordedDate'], clock);
    case 'authored':
      return (resource, _, clock) => toDated(resource['authoredOn'], clock);
    default:
      throw type satisfies never;
  }
}

function toDated(date: unknown, clock: WallClock | undefined): readonly Candidate[] {
  return toCandidates(readDateCell(date, clock), parseMoment(date, clock));
}

function toCandidates(cell: Cell | undefined, at: Moment | undefined): readonly Candidate[] {
  return cell === undefined ? [] : [{ cell, at }];
}

function toComponents(codes: readonly CodeMatch[]): (resource: JsonObject) => readonly JsonObject[] {
  const index = new CodeIndex();
  index.add(0, codes);
  return (resource) =>
    toObjects(resource['component']).filter((component) => index.find(component['code']).length > 0);
}

function readCode(concept: unknown, system: string): Cell {
  const [code, ...others] = toCodesIn(concept, system);
  if (code === undefined) return toFaultCell('no-code-in-system');
  return others.length === 0 ? toTextCell(code) : toFaultCell('several-codes', [code, ...others].join(' '));
}
