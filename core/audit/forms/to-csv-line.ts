import { toCanonicalText, type Json } from '#core/audit/canonical.ts';
import type { Entry } from '#core/audit/entry.ts';
import { toEventKind } from '#core/audit/forms/event-kinds.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { toOwnRecord } from '#core/table/to-record.ts';

/** For any program: UTF-8, comma, ISO times. Cells that a spreadsheet would take for formulas get an apostrophe. */
const dialect: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  newline: '\r\n',
  quote: '"',
  decimal: '.',
  separatorLine: false,
};

/** The titles of toCsvLine's cells, as a line. */
export const csvHeader = toOwnRecord(
  [
    'index',
    'at',
    'offset_minutes',
    'account',
    'name',
    'role',
    'on_behalf_of',
    'client',
    'demo',
    'type',
    'outcome',
    'run',
    'patient',
    'details',
  ],
  dialect,
);

/** An entry as one record; `details` holds, as canonical JSON, the members that have no column of their own. */
export function toCsvLine(entry: Entry): string {
  const { index, at, offsetMinutes, who, client, demo, type, ...rest } = entry;
  const details: { readonly [key: string]: Json | undefined } = {
    ...rest,
    run: undefined,
    patient: undefined,
  };
  return toOwnRecord(
    [
      String(index),
      at,
      String(offsetMinutes),
      who.account,
      who.name ?? '',
      who.role ?? '',
      who.onBehalfOf ?? '',
      client ?? '',
      String(demo),
      type,
      toEventKind(entry).outcome,
      'run' in entry ? (entry.run ?? '') : '',
      'patient' in entry ? (entry.patient ?? '') : '',
      toCanonicalText(details),
    ],
    dialect,
  );
}
