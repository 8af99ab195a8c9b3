import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCases } from '#test/core/bundle/cases/all-cases.ts';
import { toVerdicts, vectorFolder } from '#test/core/bundle/cases/verdicts.ts';

/** Writes test/vectors/bundle/verdicts.json and cases/ anew. Run it after a change of the cases. */
const folder = join(vectorFolder, 'cases');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const { name, bytes } of allCases) writeFileSync(join(folder, `${name}.visite`), bytes);
const lines = toVerdicts(allCases).map((verdict) => JSON.stringify(verdict));
writeFileSync(join(vectorFolder, 'verdicts.json'), `[\n${lines.join(',\n')}\n]\n`);
