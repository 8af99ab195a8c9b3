import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { fuses } from '#scripts/fuses.ts';
import { repository } from '#scripts/run-steps.ts';
import { findWindowsElectron } from '#scripts/window/find-electron.ts';

/** The package for Windows as Linux makes it: what of its walls can be read without running it. In the long run alone. */
test.describe.configure({ mode: 'serial', timeout: 300_000 });

const packed = join(repository, 'out/packages-windows/win-unpacked');
const archive = join(packed, 'resources/app.asar');
const { NtExecutable, NtExecutableResource } = createRequire(import.meta.url)('resedit') as {
  readonly NtExecutable: { readonly from: (bytes: Buffer) => unknown };
  readonly NtExecutableResource: {
    readonly from: (program: unknown) => {
      readonly entries: readonly {
        readonly type: unknown;
        readonly id: unknown;
        readonly bin: ArrayBuffer;
      }[];
    };
  };
};
const asar = createRequire(import.meta.url)('@electron/asar') as {
  readonly getRawHeader: (path: string) => { readonly headerString: string };
  readonly listPackage: (path: string, options: { readonly isPack: boolean }) => readonly string[];
};

test.beforeAll(() => {
  if (findWindowsElectron() === undefined) run('scripts/test-electron.mjs', '--windows');
  run('scripts/dist.ts', '--windows', '--dir', '--built');
});

function run(...words: readonly string[]): void {
  const { status, stderr } = spawnSync('node', words, { cwd: repository, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

test('@long D41 on Windows every fuse of the wire is burnt as the table says', async () => {
  const wire = await getCurrentFuseWire(join(packed, 'Visite.exe'));
  const here = fuses.filter(({ fuse }) => FuseV1Options[fuse] in wire);
  expect(here.length).toBeGreaterThanOrEqual(7);
  for (const { fuse, on } of here)
    expect(wire[FuseV1Options[fuse]], fuse).toBe(on ? FuseState.ENABLE : FuseState.DISABLE);
});

test('@long D42 on Windows the program holds the digest of its archive', () => {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(join(packed, 'Visite.exe'))));
  const found = entries.filter(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  expect(found.length).toBe(1);
  const told: unknown = JSON.parse(Buffer.from(found[0]?.bin ?? new ArrayBuffer()).toString());
  const value = createHash('sha256').update(asar.getRawHeader(archive).headerString).digest('hex');
  expect(told).toEqual([{ file: 'resources\\app.asar', alg: 'SHA256', value }]);
});

test('@long the package for Windows holds the program and nothing of another platform', () => {
  const names = asar.listPackage(archive, { isPack: false });
  expect(names).toContain('/out/main/index.cjs');
  expect(names.filter((name) => name.endsWith('.map') || name.startsWith('/node_modules'))).toEqual([]);
  const native = join(packed, 'resources/app.asar.unpacked/native');
  const addons = existsSync(native) ? readdirSync(native) : [];
  expect(addons.filter((name) => !name.startsWith('visite.win32-'))).toEqual([]);
  expect(existsSync(join(packed, 'resources/default_app.asar'))).toBe(false);
  expect(existsSync(join(packed, 'resources/models/colon-adjuvant/colon-adjuvant-1.0.0.visite'))).toBe(true);
});
