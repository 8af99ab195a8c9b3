import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeDesk, type TestDesk } from '#test/host/desk/make-desk.ts';
import { anna, makeBundle, makeSite } from '#test/host/models/make-site.ts';
import { trustNow } from '#test/host/trust/make-trust-file.ts';

export type WriteFile = (name: string, bytes: Uint8Array | string) => string;

/** Writes files into a folder that goes with the test; gives their paths. */
export function makeFiles(context: TestContext): WriteFile {
  const folder = mkdtempSync(join(tmpdir(), 'visite-desk-models-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return (name, bytes) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
}

/** The time at which the trust files of tests are valid. */
export const clock = () => ({ utcMs: trustNow, offsetMinutes: 0 });

/** A desk of a hospital whose one model is installed, released and in use. */
export async function makeReleased(context: TestContext): Promise<TestDesk & { write: WriteFile }> {
  const site = makeSite(context);
  const write = makeFiles(context);
  const desk = makeDesk(context, { dataFolder: site.folder, clock });
  await desk.ask('start', {});
  const file = desk.files.register(write('minimal.visite', makeBundle('1.0.0')), 'bundle').token;
  await desk.ask('model-install', { file, allowOlder: false });
  const key = desk.files.register(write('anna.pem', anna.privatePem), 'key').token;
  await desk.ask('model-release', { ref: 'minimal@1.0.0', key });
  await desk.ask('model-use', { ref: 'minimal@1.0.0' });
  return { ...desk, write };
}
