import { emptyCell, toTextCell, type Cell } from '#core/fhir/cell.ts';
import { toPick, type FhirColumn, type FhirForm } from '#core/fhir/fhir-map.ts';
import type { Gathered } from '#core/fhir/gathered.ts';
import type { PatientGroup } from '#core/fhir/patient-group.ts';
import type { KnownPatient } from '#core/fhir/patients.ts';
import { toLocalKey } from '#core/fhir/reference.ts';

/** The rows of one patient: one where a row is a patient; by date, or in the order in which encounters were met. */
export function toRowCells(
  form: FhirForm,
  patient: KnownPatient,
  group: PatientGroup,
): readonly (readonly Cell[])[] {
  const keys = form.row === 'patient' ? [''] : [...group.rows.keys()].filter((key) => key !== '');
  if (form.row === 'date') keys.sort();
  return keys.map((key) => {
    if (patient.fault !== undefined) return form.columns.map(() => patient.fault ?? emptyCell);
    const cells = new Map<string, Cell>();
    const toCellOf = (column: FhirColumn, at: number): Cell => {
      const known = cells.get(column.title);
      if (known !== undefined) return known;
      const cell = settle(form, column, patient.cells[at], key, group, at, (title) => {
        const other = form.columns.findIndex((candidate) => candidate.title === title);
        const found = form.columns[other];
        const date = found === undefined ? emptyCell : toCellOf(found, other);
        return date.kind === 'date' ? date.text.slice(0, 10) : undefined;
      });
      cells.set(column.title, cell);
      return cell;
    };
    return form.columns.map(toCellOf);
  });
}

function settle(
  form: FhirForm,
  column: FhirColumn,
  ofPatient: Cell | undefined,
  key: string,
  group: PatientGroup,
  at: number,
  toDay: (title: string) => string | undefined,
): Cell {
  switch (column.from) {
    case 'patient':
    case 'identifier':
      return ofPatient ?? emptyCell;
    case 'row':
      return form.row === 'date'
        ? { kind: 'date', text: key }
        : toTextCell(toLocalKey(key)?.split('/')[1] ?? key);
    case 'observation':
    case 'condition':
    case 'procedure':
    case 'medication-request': {
      const gathered: Gathered | undefined = group.rows.get(column.scope === 'row' ? key : '')?.[at];
      if (column.from !== 'observation' && column.give.type === 'presence') {
        const otherwise: Cell =
          column.give.otherwise === 'false' ? { kind: 'boolean', text: 'false' } : emptyCell;
        return gathered?.settlePresence(otherwise) ?? otherwise;
      }
      return gathered?.settle(toPick(column) ?? 'only', toDay) ?? emptyCell;
    }
    default:
      throw column satisfies never;
  }
}
