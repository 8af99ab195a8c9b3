import { toOutputNames } from '#core/advice/output-name.ts';
import type { GoldenOriginal } from '#core/bundle/golden.ts';
import { toModelInputs } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import { Decoder } from '#core/table/decode.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { TableReader } from '#core/table/read-table.ts';
import { UsageError } from '#cli/usage-error.ts';

type Patient = GoldenOriginal['patients'][number];

/** UTF-8 without byte order mark, commas, decimal points, lines ended by a line feed. */
const dialect: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  newline: '\n',
  quote: '"',
  decimal: '.',
  separatorLine: false,
};
const number = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * Golden patients as a table: a column `name`, one for each input of the model, one for each output by its name in a
 * result, in any order and no others. An empty input is missing; an empty output is NaN.
 * @throws UsageError naming the line; TableError
 */
export function parseGoldenCsv(bytes: Uint8Array, manifest: Manifest): readonly Patient[] {
  const reader = new TableReader(dialect);
  const decoder = new Decoder(dialect);
  const start = decoder.push(bytes);
  const { text, problems } = decoder.end();
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(`golden.csv, line ${problem.line}: ${problem.message}`);
  const items = [...reader.push(start), ...reader.push(text), ...reader.end()];
  const inputs = toModelInputs(manifest);
  const outputs = toOutputNames(manifest);
  const wanted = ['name', ...inputs.map(({ name }) => name), ...outputs];
  let titles: readonly string[] = [];
  return items.flatMap((item): Patient[] => {
    switch (item.kind) {
      case 'header':
        titles = item.header.titles;
        checkTitles(titles, wanted);
        return [];
      case 'row': {
        const cells = new Map(item.row.cells.map((cell, at) => [titles[at] ?? '', cell]));
        const where = (name: string): string => `golden.csv, line ${item.row.line}, ${name}`;
        return [
          {
            name: cells.get('name') ?? '',
            inputs: Object.fromEntries(
              inputs.map((input) => [
                input.name,
                toInput(input, cells.get(input.name) ?? '', where(input.name)),
              ]),
            ),
            original: outputs.map((name) => toNumber(cells.get(name) ?? '', where(name))),
          },
        ];
      }
      case 'blank':
        throw new UsageError(`golden.csv, line ${item.line}: expected a patient, got a blank line`);
      case 'repeated-header':
        throw new UsageError(`golden.csv, line ${item.row.line}: expected a patient, got the header again`);
      case 'broken':
        throw new UsageError(`golden.csv, line ${item.line}: ${item.problem.message}`);
      default:
        return item satisfies never;
    }
  });
}

function checkTitles(titles: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.find((title) => !titles.includes(title));
  if (missing !== undefined) {
    throw new UsageError(
      `golden.csv: expected a column ${missing}, got none`,
      `the columns are ${wanted.join(', ')}`,
    );
  }
  const extra = titles.find((title) => !wanted.includes(title));
  if (extra !== undefined) throw new UsageError(`golden.csv: expected no column ${extra}, got one`);
}

function toInput(input: Input, cell: string, where: string): number | string | null {
  if (cell === '') return null;
  return input.type === 'number' ? toNumber(cell, where) : cell;
}

function toNumber(cell: string, where: string): number | null {
  if (cell === '') return null;
  const value = Number(cell);
  if (!number.test(cell) || !Number.isFinite(value)) {
    throw new UsageError(`${where}: expected a number with a decimal point, got ${cell}`);
  }
  return value;
}
