import type { Manifest } from '#core/bundle/manifest.ts';
import type { MappedRow, SkippedRow } from '#core/mapping/mapped-row.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { toPosition } from '#core/mapping/read-cell.ts';
import { readPatient, toSkipReader } from '#core/mapping/read-patient.ts';
import { toInputReader } from '#core/mapping/read-source.ts';
import { toSourceColumns } from '#core/mapping/source.ts';
import type { Visits } from '#core/mapping/visits/patient-rows.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Problem } from '#core/table/problem.ts';
import type { Header, Row } from '#core/table/row.ts';

export type RowMapper = (row: Row) => MappedRow | SkippedRow;

/**
 * Rows of a file → inputs of a model. Only for a profile that checkProfile found to fit. Every fault of a row is
 * reported, not the first only; limits of inputs and the model's policy for missing ones are not looked at.
 * @param visits which row of a patient counts, as a pass over the whole file before found it (PatientRows); needed where
 *   the profile has a rule for it
 */
export function toRowMapper(
  profile: Profile,
  header: Header,
  manifest: Pick<Manifest, 'inputs'>,
  visits?: Visits,
): RowMapper {
  mustHold(visits !== undefined || !needsVisits(profile), 'the rows of each patient were not compared');
  const columns = new Map(header.titles.map((title, at) => [title, at]));
  const patientAt = toPosition(profile.patient.column, columns);
  const toSkipRule = toSkipReader(profile, columns);
  const given = new Map(Object.entries(profile.inputs));
  const inputs = manifest.inputs.map((input) => {
    const source = given.get(input.name);
    mustHold(source !== undefined, `no source of ${input.name}: the profile was not checked`);
    return {
      column: toSourceColumns(source).join(', '),
      read: toInputReader(input, source, columns, profile.dialect),
    };
  });
  const sources = inputs.map((input) => input.column);

  return (row) => {
    const { line, cells, kinds } = row;
    const rule = toSkipRule(cells);
    if (rule) return { kind: 'skipped', line, code: 'profile-rule', reason: rule.reason };
    const problems: Problem[] = [];
    const text = cells[patientAt] ?? '';
    const patient = readPatient(text, kinds?.[patientAt], line, profile.patient.column, problems);
    const chosen = patient === '' ? undefined : visits?.find(patient, row, problems);
    const values = inputs.map((input) => input.read(cells, line, problems, kinds));
    if (chosen !== undefined && (problems.length === 0 || visits?.keepsFaulty !== true)) {
      const reason = `the row on line ${chosen} is the one that counts for this patient`;
      return { kind: 'skipped', line, code: 'other-visit', reason };
    }
    return { kind: 'patient', line, patient, values, problems, sources };
  };
}

/** Whether rows can only be mapped when all rows of each patient are known. */
export function needsVisits(profile: Profile): boolean {
  return (
    (profile.rows !== undefined && profile.rows.choose !== 'every') || (profile.patient.same ?? []).length > 0
  );
}
