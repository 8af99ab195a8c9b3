import { toFaultMessage } from '#core/mapping/fault-message.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { toPosition } from '#core/mapping/read-cell.ts';
import type { Columns } from '#core/mapping/read-cell.ts';
import type { Problem } from '#core/table/problem.ts';
import type { CellKind, Header, Row } from '#core/table/row.ts';

const markedMessage =
  'the patient number is written for a spreadsheet, with marks (=, +, quotes, an apostrophe) that are no part of it; ' +
  'export the plain number';

/** A number that a spreadsheet took for one, an error of a spreadsheet, or a character nobody can see. */
const damaged = /^[0-9][0-9.,]*[eE]\+[0-9]+$|^#(?:[A-Z/]+[!?]|N\/[ABDV]|NV)$|[\p{C}\uFFFD]/u;
/** Marks that keep a spreadsheet from taking it for a number: `="0012345"`, `'0012345`. */
const marked = /^[=+\uFF1D\uFF0B'\u2018\u2019]|"/u;

/** The patient number in a row's cells, as the mapper reads it; undefined where it has none or is skipped by a rule. */
export function toPatientReader(
  profile: Profile,
  header: Header,
): (row: Pick<Row, 'cells' | 'kinds'>) => string | undefined {
  const columns = new Map(header.titles.map((title, at) => [title, at]));
  const patientAt = toPosition(profile.patient.column, columns);
  const toSkipRule = toSkipReader(profile, columns);
  return ({ cells, kinds }) => {
    if (toSkipRule(cells)) return undefined;
    const patient = (cells[patientAt] ?? '').trim();
    return toPatientFault(patient, kinds?.[patientAt]) === undefined ? patient : undefined;
  };
}

type SkipRule = Profile['skip'][number];

/** The first of the profile's rules by which a row is no patient. */
export function toSkipReader(
  profile: Profile,
  columns: Columns,
): (cells: readonly string[]) => SkipRule | undefined {
  const rules = profile.skip.map((rule) => ({ ...rule, at: toPosition(rule.column, columns) }));
  return (cells) => rules.find((rule) => cells[rule.at]?.trim() === rule.equals);
}

/** A patient number without white space around it; empty, with a problem, where there is none that can be used. */
export function readPatient(
  text: string,
  kind: CellKind | undefined,
  line: number,
  column: string,
  problems: Problem[],
): string {
  const patient = text.trim();
  const code = toPatientFault(patient, kind);
  if (code === undefined) return patient;
  const message = marked.test(patient) ? markedMessage : toFaultMessage(code);
  problems.push({ code, line, column, value: text, message });
  return '';
}

function toPatientFault(
  patient: string,
  kind: CellKind | undefined,
): 'patient-missing' | 'patient-damaged' | undefined {
  if (kind === 'error') return 'patient-damaged';
  if (patient === '') return 'patient-missing';
  if (isPlain(patient)) return undefined;
  return damaged.test(patient) || marked.test(patient) ? 'patient-damaged' : undefined;
}

/** Letters and digits of ASCII and hyphens: most patient numbers, and nothing that is damaged or marked. */
function isPlain(patient: string): boolean {
  for (let at = 0; at < patient.length; at += 1) {
    const unit = patient.charCodeAt(at);
    const isOne =
      (unit >= 0x30 && unit <= 0x39) ||
      (unit >= 0x41 && unit <= 0x5a) ||
      (unit >= 0x61 && unit <= 0x7a) ||
      unit === 0x2d;
    if (!isOne) return false;
  }
  return true;
}
