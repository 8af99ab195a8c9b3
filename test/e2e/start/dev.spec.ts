import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { findDevelopmentTraces } from '#scripts/window/development-traces.ts';
import { drivePage, type DrivenPage } from '#test/e2e/package/drive-page.ts';
import { isRunning, Started } from '#test/e2e/start/started.ts';

/** `npm run dev` in a copy of the sources, which are changed while it runs. */
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let tree = '';
let started: Started | undefined;
let page: DrivenPage;

test.beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'visite-dev-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  const settings = (name: string) => name.endsWith('tsconfig.json') || name === 'docs/sbom.cdx.json';
  const others = /^(test|docs|python|bench|native\/crates)\//;
  for (const name of listed
    .split('\0')
    .filter((name) => name !== '' && (settings(name) || !others.test(name))))
    cpSync(join(repository, name), join(tree, name));
  cpSync(join(repository, 'native/dist'), join(tree, 'native/dist'), { recursive: true });
  mkdirSync(join(tree, 'out'));
  for (const name of ['node_modules', 'out/electron']) symlinkSync(join(repository, name), join(tree, name));
  started = new Started(tree, 'npm', ['run', '-s', 'ready:dev', '--', '--remote-debugging-port=0']);
  page = await drivePage(await started.debuggingPort(), 'http://127.0.0.1:');
});
test.afterAll(() => {
  started?.close();
  rmSync(tree, { recursive: true, force: true });
});

test('the page is shown, under a policy that still refuses what it did not come with', async () => {
  await expect.poll(() => page.evaluate(heading), { timeout: 30_000 }).toBe('Demonstration');
  // nothing of Vite's own was refused, and what an attacker would want still is
  const blocked = `window.visite.call('blocked-requests', {}).then(({ value }) => value.count)`;
  expect(await page.evaluate(blocked)).toBe(0);
  expect(await page.evaluate(`(() => { try { return eval('1') } catch { return 'refused' } })()`)).toBe(
    'refused',
  );
  const fetched = `fetch('http://127.0.0.1:9/').then(() => 'fetched', () => 'refused')`;
  expect(await page.evaluate(fetched)).toBe('refused');
  await expect.poll(() => page.evaluate(blocked)).toBe(1);
});

test('a changed component is changed in the page, which keeps its state and is not loaded again', async () => {
  await page.evaluate(`window.notLoadedAgain = true`);
  await page.evaluate(`document.querySelector('[aria-labelledby="start-demo"] button').click()`);
  await expect.poll(() => page.evaluate(`document.querySelector('#start-demo') === null`)).toBe(true);
  const shown = `document.querySelector('footer')?.dataset.changed`;
  expect(await page.evaluate(shown)).toBe(undefined);
  change('renderer/frame/StatusBar.tsx', '<footer ', '<footer data-changed="yes" ');
  await expect.poll(() => page.evaluate(shown)).toBe('yes');
  expect(await page.evaluate(`document.querySelector('#start-demo') === null`)).toBe(true);
  expect(await page.evaluate(`window.notLoadedAgain`)).toBe(true);
});

test('changed words are in the page without it being loaded again', async () => {
  const words = `document.querySelector('header')?.textContent.includes('Look or do')`;
  expect(await page.evaluate(words)).toBe(false);
  change('renderer/strings/frame.ts', "search: 'Search or do'", "search: 'Look or do'");
  await expect.poll(() => page.evaluate(words)).toBe(true);
  expect(await page.evaluate(`window.notLoadedAgain`)).toBe(true);
});

test('a changed style is in the page without it being loaded again', async () => {
  const height = `getComputedStyle(document.querySelector('footer')).outlineStyle`;
  expect(await page.evaluate(height)).toBe('none');
  change('renderer/theme/base.css', 'body {', 'footer { outline: 1px dashed }\nbody {');
  await expect.poll(() => page.evaluate(height)).toBe('dashed');
  expect(await page.evaluate(`window.notLoadedAgain`)).toBe(true);
});

test("a change of the window's own process starts it again", async () => {
  change('electron/main/open-window.ts', "title: 'Visite'", "title: 'Changed while it runs'");
  await expect.poll(() => started?.windows(), { timeout: 30_000 }).toEqual(['Changed while it runs']);
});

test('what it built is known for what it is, and is never packed', () => {
  const found = findDevelopmentTraces(join(tree, 'out'));
  expect(found).toContain('main/index.cjs: ELECTRON_RENDERER_URL');
  const packed = spawnSync('node', ['scripts/dist.ts', '--dir', '--built'], { cwd: tree, encoding: 'utf8' });
  expect(packed.status).not.toBe(0);
  expect(packed.stderr).toContain('npm run dev');
});

test('Ctrl+C leaves nothing behind', async () => {
  const running = started?.processes() ?? [];
  expect(running.length).toBeGreaterThan(7);
  await started?.interrupt();
  await expect.poll(() => running.filter(isRunning)).toEqual([]);
});

const heading = `document.querySelector('#start-demo')?.textContent`;

function change(name: string, from: string, to: string): void {
  const path = join(tree, name);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}
