import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseContainer } from '#core/bundle/container.ts';
import { previewFile } from '#host/import/preview.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { verdictOf, type AttackCase } from '#test/attack/attack-case.ts';
import { importCases, runImportCase, toOutcome } from '#test/cli/import-cases.ts';
import { attackReader } from '#test/host/sheets/attack-reader.ts';
import { makeWorkbooks } from '#test/host/sheets/made-workbooks.ts';
import { workbookCases } from '#test/host/sheets/workbook-cases.ts';

const vectors = new URL('../../vectors/bundle/', import.meta.url);
// safe: our own file; a verdict that is not there fails below
const verdicts = JSON.parse(readFileSync(new URL('verdicts.json', vectors), 'utf8')) as {
  readonly name: string;
  readonly verdict: string;
  readonly reason: string;
}[];

/** An archive whose names lead out of it, stand there twice, or are no file on some system. */
function container(vector: string): AttackCase {
  const found = verdicts.find(({ name }) => name === vector);
  if (found === undefined) throw new Error(`no vector ${vector}`);
  const bytes = () => new Uint8Array(readFileSync(new URL(`cases/${vector}.visite`, vectors)));
  return {
    id: 'D57',
    attack: `a bundle: ${found.reason}`,
    expected: found.verdict,
    run: () => verdictOf(() => parseContainer(bytes(), inflateRaw)),
  };
}

const bombLimitMs = 2000;
let workbooks: string | undefined;

function bomb(file: string): AttackCase {
  const found = workbookCases.find((each) => each.file === file);
  if (found?.refused === undefined) throw new Error(`no hostile workbook ${file}`);
  const run = async () => {
    workbooks ??= makeWorkbooks();
    const startMs = performance.now();
    const { refusal } = await previewFile(join(workbooks, file), {});
    const tookMs = performance.now() - startMs;
    return `${refusal?.code} in ${tookMs < bombLimitMs ? '2 s' : `${(tookMs / 1000).toFixed(1)} s`}`;
  };
  return { id: 'D56', attack: `a workbook: ${found.reason}`, expected: `${found.refused} in 2 s`, run };
}

const takenOver: AttackCase = {
  id: 'D56',
  attack: 'a workbook that takes over its reader, and tries files, programs and the network',
  expected: 'nothing of 10',
  run: async (folder) => {
    const { outcomes } = await attackReader(folder);
    const done = Object.keys(outcomes).filter((name) => outcomes[name] === 'done');
    const tried = Object.keys(outcomes).length;
    return done.length === 0 ? `nothing of ${tried}` : done.join(', ');
  },
};

/** D53 to D60: exports and archives that came wrong. */
export const importAttacks: readonly AttackCase[] = [
  ...toAttacks((number) => number < 57),
  ...['bomb.xlsx', 'bomb-many.xlsx', 'bomb-hidden.xlsx', 'area-bomb.ods', 'laughs.xlsx'].map(bomb),
  takenOver,
  ...[
    'slip-parent',
    'slip-absolute',
    'slip-drive',
    'slip-backslash',
    'symbolic-link',
    'duplicate-name',
    'name-case-collision',
    'name-not-nfc',
    'name-device',
  ].map(container),
  ...toAttacks((number) => number >= 57),
];

function toAttacks(isWanted: (number: number) => boolean): readonly AttackCase[] {
  return importCases.flatMap((each): AttackCase[] => {
    const [, id = '', attack = ''] = /^(D\d+) (.*)$/.exec(each.name) ?? [];
    if (!isWanted(Number(id.slice(1)))) return [];
    return [{ id, attack, expected: toOutcome(each.map), run: (folder) => runImportCase(each, folder) }];
  });
}
