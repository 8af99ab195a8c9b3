import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { CallArguments, CallResults, DeskCall } from '#core/contract/calls.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { DeskOptions } from '#host/desk/desk-options.ts';
import { FileRegister } from '#host/desk/file-register.ts';
import { openDesk, type OpenDesk } from '#host/desk/open-desk.ts';
import { systemClock } from '#host/store/system-clock.ts';

const assets = new URL('../../../assets/', import.meta.url).pathname;

export const resources = {
  demoBundles: ['colon-adjuvant', 'colon-adjuvant-bcf'].map(
    (id) => `${assets}models/${id}/${id}-1.0.0.visite`,
  ),
  demoAnchors: `${assets}models/demonstration-publisher`,
  demoExport: `${assets}exports/colon-epd-export.csv`,
  demoProfile: `${assets}exports/colon-epd-export.profile.json`,
  verifier: `${assets}verifier/verify-log.mjs`,
};

export interface TestDesk extends OpenDesk {
  readonly dataFolder: string;
  readonly files: FileRegister;
  readonly events: { readonly name: string; readonly value: unknown }[];
  /** The value, or the failure as an assertion. */
  ask<Name extends DeskCall>(name: Name, args: CallArguments<Name>): Promise<CallResults[Name]>;
  /** The failure. */
  fail<Name extends DeskCall>(name: Name, args: CallArguments<Name>): Promise<Failure>;
}

/** A desk on a data folder of its own, with real files, processes and log. */
export function makeDesk(test: Pick<TestContext, 'after'>, changes: Partial<DeskOptions> = {}): TestDesk {
  const folder = changes.dataFolder ?? mkdtempSync(join(tmpdir(), 'visite-desk-'));
  const files = new FileRegister();
  const events: { name: string; value: unknown }[] = [];
  const desk = openDesk({
    dataFolder: folder,
    policyFile: join(folder, 'no-policy.json'),
    markFolder: join(folder, 'mark'),
    account: 'tester',
    clock: systemClock,
    files,
    emit: (name, value) => void events.push({ name, value }),
    resources,
    about: { versions: { node: process.version }, digests: {}, licences: [] },
    ...changes,
  });
  test.after(async () => {
    await desk.close();
    if (changes.dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...desk,
    dataFolder: folder,
    files,
    events,
    ask: async (name, args) => {
      const answer = await desk.call(name, args);
      assert.ok(answer.ok, answer.ok ? '' : `${name}: ${answer.failure.code}: ${answer.failure.message}`);
      return answer.value;
    },
    fail: async (name, args) => {
      const answer = await desk.call(name, args);
      assert.ok(!answer.ok, `${name} was answered`);
      return answer.failure;
    },
  };
}

/** The demonstration's patients, scored and listed. */
export async function scoreDemo(desk: TestDesk): Promise<CallResults['list-score']> {
  await desk.ask('start', {});
  const { file, profile } = await desk.ask('demo-open', {});
  await desk.ask('import-open', { file: file.token, profile: profile.token });
  return desk.ask('list-score', {});
}
