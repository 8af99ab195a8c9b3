import { toQuoted } from '#core/bundle/quote.ts';
import type { ResultErrorCode } from '#core/advice/result-error.ts';
import type { ProfileErrorCode } from '#core/mapping/parse-profile.ts';
import type { Problem } from '#core/table/problem.ts';
import type { TableErrorCode } from '#core/table/table-error.ts';
import type { SheetsErrorCode } from '#host/sheets/sheets-error.ts';

export type InputRefusedCode =
  TableErrorCode | Problem['code'] | ResultErrorCode | ProfileErrorCode | SheetsErrorCode;

export interface InputFault {
  readonly code: InputRefusedCode;
  /** `line N: `, where there is one, then what was expected and got. Holds no value of a row. */
  readonly text: string;
}

/** An export or a profile refused as a whole, before any row was scored, with every fault found. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
  readonly code: InputRefusedCode;
  readonly path: string;
  readonly faults: readonly [InputFault, ...InputFault[]];
  /** The refused file; undefined where not all of it could be read. */
  readonly file: { readonly sha256: string; readonly bytes: number } | undefined;

  constructor(path: string, faults: InputRefused['faults'], file?: InputRefused['file']) {
    super(faults.map(({ text }) => `${path}: ${text}`).join('\n'));
    this.code = faults[0].code;
    this.path = path;
    this.faults = faults;
    this.file = file;
  }
}

export function toInputFault({ code, line, column, message }: Problem): InputFault {
  const where = [
    ...(line > 0 ? [`line ${line}`] : []),
    ...(column === undefined ? [] : [`column ${toQuoted(column)}`]),
  ];
  return { code, text: `${where.length > 0 ? `${where.join(': ')}: ` : ''}${message}` };
}
