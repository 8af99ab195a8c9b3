import { Dialect, Encoding } from '#core/table/dialect.ts';
import type { StatedFile } from '#host/import/preview.ts';
import { UsageError } from '#cli/usage-error.ts';

/** What can be said on the command line about how a file is written. */
export interface StatedOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly sheet?: string;
  readonly headerRow?: string;
}

const delimiterNames: Readonly<Record<string, string>> = {
  semicolon: ';',
  comma: ',',
  tab: '\t',
  bar: '|',
  '\\t': '\t',
};
const decimalNames: Readonly<Record<string, string>> = { comma: ',', point: '.' };

/** @throws UsageError */
export function toStated(options: StatedOptions): StatedFile {
  const { encoding, delimiter, decimal, headerRow, sheet } = options;
  const { delimiter: delimiters, decimal: decimals } = Dialect.shape;
  return {
    ...(encoding === undefined ? {} : { encoding: toOne('--encoding', encoding, Encoding.options, {}) }),
    ...(delimiter === undefined
      ? {}
      : { delimiter: toOne('--delimiter', delimiter, delimiters.options, delimiterNames) }),
    ...(decimal === undefined
      ? {}
      : { decimal: toOne('--decimal', decimal, decimals.options, decimalNames) }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerRow === undefined ? {} : { headerLine: toHeaderLine(headerRow) }),
  };
}

function toOne<Value extends string>(
  name: string,
  text: string,
  options: readonly Value[],
  names: Readonly<Record<string, string>>,
): Value {
  const wanted = names[text] ?? text;
  const found = options.find((option) => option === wanted);
  if (found !== undefined) return found;
  const known = [...Object.keys(names), ...options.filter((option) => option.trim() !== '')];
  throw new UsageError(`${name}: expected one of ${known.join(' ')}, got ${text}`);
}

function toHeaderLine(text: string): number {
  if (/^[1-9][0-9]{0,6}$/.test(text)) return Number(text);
  throw new UsageError(`--header-row: expected a line from 1 on, got ${text}`);
}
