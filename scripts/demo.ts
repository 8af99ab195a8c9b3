import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decoder } from '#core/table/decode.ts';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import { TableReader } from '#core/table/read-table.ts';
import { repository } from '#scripts/run-steps.ts';

/** The main job on the demonstration export: verify, map the file, check, score, look at a few patients, verify the log. */
const folder = mkdtempSync(join(tmpdir(), 'visite-demo-'));
const bundle = 'assets/models/colon-adjuvant/colon-adjuvant-1.0.0.visite';
const source = 'assets/exports/colon-epd-export.csv';
const answers = 'assets/exports/colon-epd-export.answers.json';
const profilePath = join(folder, 'colon.profile.json');
const result = join(folder, 'result.csv');
const report = join(folder, 'report.html');
const env = { ...process.env, VISITE_HOME: join(folder, 'data') };

console.log(
  'Demonstration. For research and demonstration only. The models were trained on 619 of the 929 patients',
);
console.log('in this export, so what is shown for those is no test of the models.\n');

visite(['verify', bundle, '--demo']);
visite(['import', 'preview', source, '--no-values']);
visite(['import', 'map', source, '--bundle', bundle, '--answers', answers, '--out', profilePath, '--demo']);
visite(['import', 'check', source, '--bundle', bundle, '--profile', profilePath, '--demo']);
const scored = ['score', source, '--bundle', bundle, '--profile', profilePath, '--demo'];
visite(scored.concat('--out', result, '--report', report));
showPatients();
visite(['log', 'verify']);
if (process.env['CI']) rmSync(folder, { recursive: true });
else console.log(`\nThe files of this demonstration stand in ${folder}.`);

function visite(args: readonly string[]): void {
  console.log(`$ visite ${args.join(' ')}`);
  const { status, error } = spawnSync('node', ['out/cli/visite.mjs', ...args], {
    cwd: repository,
    env,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
  console.log('');
}

/** One patient of each kind of advice, with the numbers as the result file has them. */
function showPatients(): void {
  const { dialect } = parseProfile(readFileSync(profilePath));
  const decoder = new Decoder(dialect);
  const reader = new TableReader(dialect);
  const text = decoder.push(readFileSync(result)) + decoder.end().text;
  const items = [...reader.push(text), ...reader.end()];
  const header = items.find((item) => item.kind === 'header');
  if (header?.kind !== 'header') throw new Error('the result has no header');
  const { titles } = header.header;
  const seen = new Set<string>();
  console.log('Some patients, alive at five years of 100 like this one (95 % interval):\n');
  for (const item of items) {
    if (item.kind !== 'row') continue;
    const cell = (title: string) => item.row.cells[titles.indexOf(title)] ?? '';
    const kind = `${cell('visite_status')} ${cell('visite_advice')} ${cell('visite_favours')}`.trim();
    if (seen.has(kind)) continue;
    seen.add(kind);
    console.log(`line ${cell('visite_line')}: ${toLine(cell, kind)}`);
  }
  console.log('');
}

function toLine(cell: (title: string) => string, kind: string): string {
  const notes = [cell('visite_reasons'), cell('visite_remarks')].filter((text) => text !== '').join('; ');
  if (cell('visite_survival_5a_lev5fu_mean') === '') return `${kind}: ${notes}`;
  const percent = (name: string) =>
    (100 * Number(cell(`visite_survival_5a_${name}`).replace(',', '.'))).toFixed(0);
  const arm = (name: string) =>
    `${percent(`${name}_mean`)} (${percent(`${name}_lower`)} to ${percent(`${name}_upper`)})`;
  const estimates = [
    `observation ${arm('observation')}`,
    `levamisole and fluorouracil ${arm('lev5fu')}`,
    `difference ${arm('lev5fu_minus_observation')}`,
    `probability of benefit ${percent('lev5fu_minus_observation_probability_of_benefit')} %`,
  ];
  return `${kind}: ${estimates.join(' · ')}${notes === '' ? '' : ` · ${notes}`}`;
}
