import type { Manifest } from '#core/bundle/manifest.ts';
import { toFaultMessage } from '#core/mapping/fault-message.ts';
import type { MappedRow, SkippedRow } from '#core/mapping/mapped-row.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { toPosition } from '#core/mapping/read-cell.ts';
import { toInputReader } from '#core/mapping/read-source.ts';
import { toSourceColumns } from '#core/mapping/source.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Problem } from '#core/table/problem.ts';
import type { Header, Row } from '#core/table/row.ts';

const markedMessage =
  'the patient number is written for a spreadsheet, with marks (=, +, quotes, an apostrophe) that are no part of it; ' +
  'export the plain number';

export type RowMapper = (row: Row) => MappedRow | SkippedRow;

/** A number that a spreadsheet took for one, an error of a spreadsheet, or a character nobody can see. */
const damaged = /^[0-9][0-9.,]*[eE]\+[0-9]+$|^#(?:[A-Z/]+[!?]|N\/[ABDV]|NV)$|[\p{C}\uFFFD]/u;
/** Marks that keep a spreadsheet from taking it for a number: `="0012345"`, `'0012345`. */
const marked = /^[=+\uFF1D\uFF0B'\u2018\u2019]|"/u;

/**
 * Rows of a file → inputs of a model. Only for a profile that checkProfile found to fit. Every fault of a row is
 * reported, not the first only; limits of inputs and the model's policy for missing ones are not looked at.
 */
export function toRowMapper(profile: Profile, header: Header, manifest: Pick<Manifest, 'inputs'>): RowMapper {
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

  return ({ line, cells, kinds }) => {
    const rule = toSkipRule(cells);
    if (rule) return { kind: 'skipped', line, reason: rule.reason };
    const problems: Problem[] = [];
    const patient = readPatient(cells[patientAt] ?? '', line, profile.patient.column, problems);
    const values = inputs.map((input) => input.read(cells, line, problems, kinds));
    return { kind: 'patient', line, patient, values, problems, sources };
  };
}

/** The patient number in a row's cells, as the mapper reads it; undefined where it has none or is skipped by a rule. */
export function toPatientReader(
  profile: Profile,
  header: Header,
): (cells: readonly string[]) => string | undefined {
  const columns = new Map(header.titles.map((title, at) => [title, at]));
  const patientAt = toPosition(profile.patient.column, columns);
  const toSkipRule = toSkipReader(profile, columns);
  return (cells) => {
    if (toSkipRule(cells)) return undefined;
    const patient = (cells[patientAt] ?? '').trim();
    return toPatientFault(patient) === undefined ? patient : undefined;
  };
}

type SkipRule = Profile['skip'][number];

function toSkipReader(
  profile: Profile,
  columns: ReadonlyMap<string, number>,
): (cells: readonly string[]) => SkipRule | undefined {
  const rules = profile.skip.map((rule) => ({ ...rule, at: toPosition(rule.column, columns) }));
  return (cells) => rules.find((rule) => cells[rule.at]?.trim() === rule.equals);
}

function readPatient(text: string, line: number, column: string, problems: Problem[]): string {
  const patient = text.trim();
  const code = toPatientFault(patient);
  if (code === undefined) return patient;
  const message = marked.test(patient) ? markedMessage : toFaultMessage(code);
  problems.push({ code, line, column, value: text, message });
  return '';
}

function toPatientFault(patient: string): 'patient-missing' | 'patient-damaged' | undefined {
  if (patient === '') return 'patient-missing';
  return damaged.test(patient) || marked.test(patient) ? 'patient-damaged' : undefined;
}
