import { emptyCell, toBooleanCell, toFaultCell, toTextCell, type Cell } from '#core/fhir/cell.ts';
import type { FhirColumn } from '#core/fhir/fhir-map.ts';
import { toObjects, toText, type JsonObject } from '#core/fhir/json-object.ts';
import { readDateCell } from '#core/fhir/resource-date.ts';
import { findUnknownModifier } from '#core/fhir/standing.ts';
import type { WallClock } from '#core/table/wall-clock.ts';

type PatientColumn = Extract<FhirColumn, { from: 'patient' | 'identifier' }>;

/** A cell from the Patient resource itself. */
export function readPatientCell(
  patient: JsonObject,
  column: PatientColumn,
  clock: WallClock | undefined,
): Cell {
  if (column.from === 'identifier') return readIdentifier(patient, column.system);
  switch (column.field) {
    case 'id':
      return toTextCell(toText(patient['id']) ?? '');
    case 'gender':
      return toTextCell(toText(patient['gender']) ?? '');
    case 'birth-date':
      return readDateCell(patient['birthDate'], clock) ?? emptyCell;
    case 'deceased':
      return readDeceased(patient);
    case 'deceased-date':
      return readDateCell(patient['deceasedDateTime'], clock) ?? emptyCell;
    default:
      throw column.field satisfies never;
  }
}

/**
 * Why nothing of a Patient can be used: another record has taken its place, or it is changed in a way nobody knows.
 * `active: false` is kept: it says that nobody works with the record, not that it is wrong.
 */
export function findPatientFault(patient: JsonObject): Cell | undefined {
  if (toObjects(patient['link']).some((link) => link['type'] === 'replaced-by')) {
    return toFaultCell('patient-replaced');
  }
  return findUnknownModifier(patient)?.cell;
}

function readIdentifier(patient: JsonObject, system: string): Cell {
  const values = toObjects(patient['identifier'])
    .filter((identifier) => identifier['system'] === system && identifier['use'] !== 'old')
    .map((identifier) => toText(identifier['value']))
    .filter((value) => value !== undefined);
  const [value, ...others] = new Set(values);
  return others.length > 0
    ? toFaultCell('several-values', String(others.length + 1))
    : toTextCell(value ?? '');
}

function readDeceased({ deceasedBoolean, deceasedDateTime }: JsonObject): Cell {
  if (deceasedDateTime !== undefined) return toBooleanCell(true);
  if (deceasedBoolean === undefined) return emptyCell;
  return typeof deceasedBoolean === 'boolean'
    ? toBooleanCell(deceasedBoolean)
    : toFaultCell('other-type', 'deceasedBoolean');
}
