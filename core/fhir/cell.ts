import { toShortestDecimal } from '#core/table/number-text.ts';
import type { CellKind } from '#core/table/row.ts';

/** A cell of the table that resources become. */
export interface Cell {
  readonly kind: CellKind;
  readonly text: string;
}

/** Why a cell has no value although there is something for it. The list is closed; docs/formats/fhir.md explains each. */
export const cellFaults = [
  'several-values',
  'same-time',
  'no-date',
  'partial-date',
  'time-in-utc',
  'date-form',
  'other-type',
  'other-unit',
  'no-unit',
  'no-number',
  'no-code-in-system',
  'several-codes',
  'value-and-absent-reason',
  'modifier-extension',
  'implicit-rules',
  'no-status',
  'not-confirmed',
  'no-clinical-status',
  'medication-not-found',
  'patient-replaced',
  'patient-twice',
] as const;

export type CellFault = (typeof cellFaults)[number];

export const emptyCell: Cell = { kind: 'empty', text: '' };

export function toTextCell(text: string): Cell {
  return text === '' ? emptyCell : { kind: 'text', text };
}

/** A finite number. */
export function toNumberCell(value: number): Cell {
  return { kind: 'number', text: toShortestDecimal(value) };
}

export function toBooleanCell(value: boolean): Cell {
  return { kind: 'boolean', text: String(value) };
}

/** A cell that refuses a row which needs it: `#other-unit mg/dL`. */
export function toFaultCell(fault: CellFault, detail = ''): Cell {
  return { kind: 'error', text: detail === '' ? `#${fault}` : `#${fault} ${detail.slice(0, 200)}` };
}

export function isFault(cell: Cell): boolean {
  return cell.kind === 'error';
}
