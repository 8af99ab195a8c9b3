import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Runner } from '#host/runner/open-runner.ts';
import { checkExport } from '#host/scoring/check-export.ts';
import { scoreFile, type ScoreRequest, type ScoreSummary } from '#host/scoring/score-file.ts';
import type { AuditLog } from '#host/store/audit-log.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

const column = (name: string, rest: object) => ({ column: name, missing: [''], ...rest });
const profileText = JSON.stringify({
  profile: 1,
  name: 'test',
  models: ['minimal'],
  dialect: {
    encoding: 'utf-8',
    bom: false,
    delimiter: ';',
    newline: '\n',
    quote: '"',
    decimal: ',',
    separatorLine: false,
  },
  header: ['id', 'age', 'sex', 'marker', 'stage'],
  patient: { column: 'id' },
  skip: [{ column: 'id', equals: 'total', reason: 'totals' }],
  inputs: {
    age: column('age', { kind: 'number', unit: 'a' }),
    sex: column('sex', { kind: 'code', codes: { V: 'female', M: 'male' } }),
    marker: column('marker', { kind: 'number', unit: 'mmol/L' }),
    stage: column('stage', { kind: 'code', codes: { I: 'i', II: 'ii', III: 'iii' } }),
  },
});

/** Five columns of the inputs of the smallest bundle, in UTF-8 with LF. */
export const profile: Profile = parseProfile(profileText);
export const headerLine = 'id;age;sex;marker;stage\n';

export interface Place {
  readonly folder: string;
  readonly bundle: VerifiedBundle;
  readonly runner: Runner;
  readonly log: AuditLog;
}

/** Writes `text`, if there is one, as export.csv and scores it to result.csv and refused.csv of the same folder. */
export async function score(
  { folder, bundle, runner, log }: Place,
  text: string | undefined,
  change: Partial<ScoreRequest> = {},
): Promise<ScoreSummary> {
  const path = join(folder, 'export.csv');
  if (text !== undefined) writeFileSync(path, text);
  return scoreFile({
    export: change.export ?? (await checkExport(path, profile, bundle.bundle.manifest)),
    profileDigest: createHash('sha256').update(profileText).digest('hex'),
    bundle,
    runner,
    rowMs: 1,
    log,
    software: { visite: '0.1.0', engine: 'test' },
    resultPath: join(folder, 'result.csv'),
    refusedPath: join(folder, 'refused.csv'),
    overwrite: false,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...change,
  });
}

/** The sum of the smallest bundle (module.wat), for one row: the mean under observation, and the gain by treatment. */
export function toExpected(age: number, male: boolean, marker: number): { mean: number; gain: number } {
  const sex = male ? 1 : 0;
  return { mean: 0.5 + 0.125 * sex - age / 512 + marker / 1024, gain: 0.0625 + sex / 64 };
}
