/**
 * Makes the demonstration export from assets/data/colon/colon.csv.
 *
 *   node scripts/make-demo-export.ts                          writes assets/exports/colon-epd-export.csv
 *   node scripts/make-demo-export.ts --rows 50000 --out FILE  the same records repeated with other patient numbers
 */
import { createWriteStream, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildRecords, toExportBytes, toRepeatedBytes } from '#scripts/demo-export/build.ts';
import { readTrial } from '#scripts/demo-export/trial.ts';

const { values } = parseArgs({ options: { rows: { type: 'string' }, out: { type: 'string' } } });
const records = buildRecords(readTrial());

if (values.rows === undefined) {
  const path =
    values.out ?? fileURLToPath(new URL('../assets/exports/colon-epd-export.csv', import.meta.url));
  writeFileSync(path, toExportBytes(records));
} else {
  const rows = Number(values.rows);
  if (!Number.isSafeInteger(rows) || rows < 1 || values.out === undefined) {
    process.stderr.write('make-demo-export: expected --rows N (at least 1) with --out FILE\n');
    process.exit(2);
  }
  await pipeline(Readable.from(toRepeatedBytes(records, rows)), createWriteStream(values.out));
}
