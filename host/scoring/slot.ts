import type { RefusedLine } from '#core/advice/refused-rows.ts';
import { toRefusedLines } from '#core/advice/refused-rows.ts';
import type { Remark } from '#core/advice/reason.ts';
import type { RowResult } from '#core/advice/row-result.ts';
import type { MappedRow, SkippedRow } from '#core/mapping/mapped-row.ts';
import type { Row, TableItem } from '#core/table/row.ts';
import { toWaitingRow } from '#host/scoring/waiting-row.ts';

/** A record of the export on its way: a patient to be scored, or one whose fate is known already. */
export type Slot = PatientSlot | SettledSlot;

export interface PatientSlot {
  readonly kind: 'patient';
  readonly row: Row;
  readonly mapped: MappedRow;
  readonly remarks: readonly Remark[];
}

export interface SettledSlot {
  readonly kind: 'settled';
  readonly line: number;
  /** The record, where it could be cut into cells: then it stays in the result. */
  readonly row: Row | undefined;
  /** The row as inputs, where it was refused for its cells. */
  readonly mapped: MappedRow | undefined;
  readonly result: Extract<RowResult, { status: 'refused' | 'skipped' }>;
  readonly refused: readonly RefusedLine[];
}

/** A record below the header → its slot. `duplicates` is that of CheckedExport, `delimiter` that of the dialect. */
export function toSlot(
  item: Exclude<TableItem, { kind: 'header' }>,
  mapRow: (row: Row) => MappedRow | SkippedRow,
  duplicates: ReadonlyMap<number, number>,
  delimiter: string,
): Slot {
  switch (item.kind) {
    case 'blank':
      return toSkipped(item.line, undefined, 'blank-row', item.raw, 'the row is blank');
    case 'repeated-header':
      return toSkipped(
        item.row.line,
        item.row,
        'repeated-header',
        item.row.raw,
        'the row is the header again',
      );
    case 'broken':
      return {
        kind: 'settled',
        line: item.line,
        row: undefined,
        mapped: undefined,
        result: { status: 'refused', problems: [item.problem.code] },
        refused: toRefusedLines([item.problem], item.raw),
      };
    case 'row':
      return toRowSlot(toWaitingRow(item.row, delimiter), mapRow(item.row), duplicates);
    default:
      throw item satisfies never;
  }
}

function toRowSlot(row: Row, mapped: MappedRow | SkippedRow, duplicates: ReadonlyMap<number, number>): Slot {
  if (mapped.kind === 'skipped') return toSkipped(row.line, row, mapped.code, row.raw, mapped.reason);
  if (mapped.problems.length > 0) {
    return {
      kind: 'settled',
      line: row.line,
      row,
      mapped,
      result: { status: 'refused', problems: mapped.problems.map(({ code }) => code) },
      refused: toRefusedLines(mapped.problems),
    };
  }
  const other = duplicates.get(row.line);
  const remarks: Remark[] = other === undefined ? [] : [{ code: 'duplicate-patient', line: other }];
  return { kind: 'patient', row, mapped, remarks };
}

function toSkipped(
  line: number,
  row: Row | undefined,
  code: Extract<RowResult, { status: 'skipped' }>['code'],
  value: string,
  reason: string,
): SettledSlot {
  const refused: RefusedLine = { line, status: 'skipped', column: '', value, code, reason };
  return {
    kind: 'settled',
    line,
    row,
    mapped: undefined,
    result: { status: 'skipped', code },
    refused: [refused],
  };
}
