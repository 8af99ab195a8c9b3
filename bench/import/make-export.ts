import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { encodeText } from '#core/table/encode-text.ts';
import { SeededRandom } from '#scripts/demo-export/random.ts';
import { titles, toDutchDate } from '#scripts/demo-export/record.ts';
import { drawName, drawRemark } from '#scripts/demo-export/words.ts';

const seed = 20261124;
const newline = '\r\n';
const rowsAtOnce = 4096;
const dayMs = 86_400_000;
const firstOperation = Date.UTC(2021, 0, 4);
const days = Array.from({ length: 1822 }, (_, day) => toDutchDate(new Date(firstOperation + day * dayMs)));
const firstBirth = Date.UTC(1938, 0, 1);
const births = Array.from({ length: 22_000 }, (_, day) => toDutchDate(new Date(firstBirth + day * dayMs)));

/**
 * Writes an export like assets/exports/colon-epd-export.csv, of `rows` invented patients, each once: semicolons, decimal
 * commas, Windows-1252, CRLF, remarks with delimiters, quotes and line breaks in quotes; about 112 bytes a row. The same
 * bytes on every machine. Of the nodes 1 % is empty, of the differentiation 2 % unknown, of the haemoglobin 3 % empty.
 */
export async function makeExport(path: string, rows: number): Promise<void> {
  const random = new SeededRandom(seed);
  const file = createWriteStream(path);
  file.write(encodeText(titles.join(';') + newline, 'windows-1252'));
  for (let from = 0; from < rows; from += rowsAtOnce) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + rowsAtOnce); row += 1) {
      text += toCells(row, random).join(';') + newline;
    }
    if (!file.write(encodeText(text, 'windows-1252'))) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

function toCells(row: number, random: SeededRandom): readonly string[] {
  const sex = random.between(0, 1);
  const yesNo = (share: number): string => (random.next() < share ? 'ja' : 'nee');
  const nodes = random.next() < 0.01 ? '' : String(1 + Math.floor(26 * random.next() ** 3));
  return [
    // 7919 and 10,000,000 have no common divisor: every number at most once.
    String((row * 7919 + 72_603) % 10_000_000).padStart(7, '0'),
    drawName(sex, random),
    random.pick(births as [string, ...string[]]), // the list is not empty
    sex === 1 ? 'M' : 'V',
    random.pick(days as [string, ...string[]]), // the list is not empty
    random.pick(['III', 'IIIA', 'IIIB', 'IIIC']),
    nodes,
    random.next() < 0.02 ? 'onbekend' : random.pick(['goed', 'matig', 'slecht']),
    random.pick(['submucosa', 'muscularis', 'serosa', 'doorgroei']),
    yesNo(0.2),
    yesNo(0.03),
    yesNo(0.15),
    random.pick(['kort', 'lang']),
    random.pick(['observatie', 'levamisol', 'levamisol + 5-FU']),
    String(150 + Math.floor(50 * random.next())),
    toDecimalComma(45 + 75 * random.next()),
    random.next() < 0.03 ? '' : toDecimalComma(5 + 6 * random.next()),
    random.next() < 0.35 ? toQuoted(drawRemark(random)) : '',
  ];
}

function toDecimalComma(value: number): string {
  const tenths = Math.round(10 * value);
  return `${Math.floor(tenths / 10)},${tenths % 10}`;
}

function toQuoted(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
