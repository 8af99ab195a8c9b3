import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { openPackage } from '#test/e2e/package/open-package.ts';

/** The AppImage: made, run as root and as somebody else, and gone without a trace. It unpacks itself, so no FUSE is needed. */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const anybody = 65_534;
const unpack = '--appimage-extract-and-run';
let work = '';
let image = '';

test.beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'visite-appimage-'));
  chmodSync(work, 0o777);
  const made = spawnSync('node', ['scripts/dist.ts', '--appimage', '--drivable', '--built'], {
    cwd: repository,
    encoding: 'utf8',
  });
  expect(made.status, made.stderr).toBe(0);
  image = join(work, 'Visite.AppImage');
  copyFileSync(join(repository, 'out/packages-appimage-drivable/Visite-0.1.0.AppImage'), image);
  chmodSync(image, 0o755);
});
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

const unpacked = () => readdirSync(tmpdir()).filter((name) => name.startsWith('appimage_extracted_'));
const notices = `window.visite.call('start', {}).then(({ value }) => value.notices)`;
const demo = `window.visite.call('demo-open', {}).then(({ ok }) => ok)`;

test('its desktop entry is valid, names our type, and leaves no sandbox out', () => {
  execFileSync(image, ['--appimage-extract', 'visite.desktop'], { cwd: work });
  const path = join(work, 'squashfs-root/visite.desktop');
  execFileSync('desktop-file-validate', [path]);
  const entry = readFileSync(path, 'utf8');
  expect(entry).toContain('MimeType=application/x-visite;');
  expect(entry).toMatch(/^Exec=AppRun *%U$/m);
});

test('somebody else runs it in the real sandbox', async () => {
  const { page, close } = await openPackage(image, [], { work, uid: anybody });
  expect(await page.evaluate(notices)).not.toContain('no-sandbox');
  expect(await page.evaluate(demo)).toBe(true);
  await close();
});

test('without the sandbox the window says so', async () => {
  const { page, close } = await openPackage(image, ['--no-sandbox'], { work });
  expect(await page.evaluate(notices)).toContain('no-sandbox');
  await expect.poll(() => page.evaluate(`document.body.textContent.includes('sandbox')`)).toBe(true);
  await close();
});

test('a verb runs the command line', () => {
  const bundle = join(repository, 'assets/models/colon-adjuvant/colon-adjuvant-1.0.0.visite');
  const { status, stdout } = spawnSync(image, [unpack, '--no-sandbox', 'verify', bundle, '--demo'], {
    encoding: 'utf8',
    env: { ...process.env, VISITE_HOME: join(work, 'home-root/data') },
  });
  expect(stdout).toContain('golden');
  expect(status).toBe(0);
});

test('what it unpacked is gone', () => {
  expect(unpacked()).toEqual([]);
});
