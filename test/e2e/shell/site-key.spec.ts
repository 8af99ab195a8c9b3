import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { electronPath } from '#test/e2e/electron-path.ts';
import { openKeyring, type Keyring, type KeyringState } from '#test/e2e/keyring.ts';
import { launch, storeSwitches, type Launched } from '#test/e2e/launch.ts';

/**
 * At rest: the site key under GNOME's real keyring, and the refusals without it. The command line runs as an installed one does,
 * inside Electron.
 */
// many starts of the program in a row
test.describe.configure({ timeout: 180_000 });

let folder = '';
let home = '';
let keyFile = '';
let keyring: Keyring | undefined;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visite-key-'));
  home = join(folder, 'data');
  keyFile = join(home, 'site.key');
});
test.afterEach(async () => {
  await useKeyring(undefined);
  rmSync(folder, { recursive: true, force: true });
});

/** Another session: the keyring as it is now, or none. */
async function useKeyring(state: KeyringState | undefined): Promise<void> {
  await keyring?.close();
  keyring = state && (await openKeyring(folder, state));
}

const open = (): Promise<Launched> => launch({ home, ...(keyring === undefined ? {} : { keyring }) });
const start = ({ page }: Launched) => page.evaluate(() => window.visite.call('start', {}));

async function startView(visite: Launched) {
  const answer = await start(visite);
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const visite = (...words: string[]): Ended => run([], words);

/** The command line inside Electron. */
function run(wrap: readonly string[], words: readonly string[]): Ended {
  const [command, ...args] = [...wrap, electronPath()];
  const { status, stdout, stderr } = spawnSync(
    command,
    // as the installed command does: there is no page to sandbox
    [...args, '--no-sandbox', ...storeSwitches(keyring), repository, ...words],
    { encoding: 'utf8', env: { ...process.env, ...keyring?.env, VISITE_HOME: home }, timeout: 50_000 },
  );
  return { status, out: stdout, err: stderr };
}

test('a new key is sealed by the keyring; window and command line open the log with it, and without the keyring none does', async () => {
  await useKeyring('unlocked');
  const first = await open();
  const { siteKey, notices, log } = await startView(first);
  expect(siteKey.form).toBe('sealed');
  expect(notices).toContain('key-not-copied');
  await first.close();
  const text = readFileSync(keyFile, 'latin1');
  const [, id, base64 = ''] = /^visite site key 2\nid ([0-9a-f]{16})\nsealed (\S+)\n$/.exec(text) ?? [];
  expect(id).toBe(siteKey.id);
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  // a key of the keyring, not the password that is the same everywhere
  expect(Buffer.from(base64, 'base64').toString('latin1', 0, 3)).toBe('v11');
  expect(text).not.toMatch(/[0-9a-f]{64}/);

  const second = await open();
  const again = await startView(second);
  expect(again.siteKey.id).toBe(siteKey.id);
  expect(again.log.size).toBeGreaterThan(log.size);
  await second.close();

  const shown = visite('key', 'show');
  expect(shown.status, shown.err).toBe(0);
  expect(shown.out).toContain(siteKey.id);
  expect(shown.out).toContain('the store opens it');
  const verified = visite('log', 'verify');
  expect(verified.status, verified.err).toBe(0);
  expect(verified.out).toContain('made with the site key');

  for (const state of ['locked', undefined] as const) {
    await useKeyring(state);
    const refused = visite('log', 'verify');
    expect(refused.status).toBe(7);
    expect(refused.err).toContain('key-store-missing');
    const without = await open();
    expect(await start(without)).toMatchObject({ ok: false, failure: { code: 'key-store-missing' } });
    await expect(without.page.getByRole('alert')).toContainText('sleutelbos');
    await without.close();
    expect(readFileSync(keyFile, 'latin1')).toBe(text);
  }

  rmSync(join(folder, '.local'), { recursive: true });
  await useKeyring('unlocked');
  const other = visite('log', 'verify');
  expect(other.status).toBe(7);
  expect(other.err).toContain('key-store-other');
  expect(readFileSync(keyFile, 'latin1')).toBe(text);
});

test('without a keyring the key is in a file and the window says so; a keyring that comes takes it on request, and a copy brings it back', async () => {
  const first = await open();
  const { siteKey, notices } = await startView(first);
  expect([siteKey.form, notices]).toEqual(['plain', ['no-system-key']]);
  await expect(first.page.getByText('niet in de sleutelbos van dit systeem')).toBeVisible();
  await first.page.getByRole('button', { name: 'Naar de instellingen' }).click();
  await first.page.getByRole('button', { name: 'In de sleutelbos zetten' }).click();
  await expect(first.page.getByRole('alert')).toContainText('De sleutelbos van dit systeem is er niet');
  await first.close();
  expect(visite('key', 'seal').err).toContain('key-store-missing');

  await useKeyring('unlocked');
  const second = await open();
  const { page } = second;
  await page.getByRole('button', { name: 'Naar de instellingen' }).click();
  await page.getByRole('button', { name: 'In de sleutelbos zetten' }).click();
  await expect(page.getByText('De sleutel staat nu in de sleutelbos')).toBeVisible();
  const copy = join(folder, 'copy.key');
  await second.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, copy);
  await page.getByRole('button', { name: 'Herstelkopie bewaren' }).click();
  await expect(page.getByText('Wie dit bestand heeft leest het logboek')).toBeVisible();
  expect((await startView(second)).notices).toEqual([]);
  await second.close();
  expect(readFileSync(keyFile, 'latin1')).toContain(`visite site key 2\nid ${siteKey.id}\nsealed `);
  expect(readFileSync(copy, 'latin1')).toContain(`visite site key 1\nid ${siteKey.id}\nkey `);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const log = visite('log', 'show', '--form', 'jsonl').out;
  expect(log).toContain('"type":"site-key-sealed"');
  expect(log).toContain('"type":"site-key-copied"');

  // the keyring is lost with its account: the copy takes the key file's place, and a new keyring takes the key
  await useKeyring(undefined);
  rmSync(join(folder, '.local'), { recursive: true });
  await useKeyring('unlocked');
  expect(visite('key', 'show').err).toContain('key-store-other');
  writeFileSync(keyFile, readFileSync(copy));
  const sealed = visite('key', 'seal');
  expect(sealed.status, sealed.err).toBe(0);
  expect(readFileSync(keyFile, 'latin1')).toContain(`visite site key 2\nid ${siteKey.id}\nsealed `);
  const verified = visite('log', 'verify');
  expect(verified.status, verified.err).toBe(0);
});

test('where the policy of the machine asks for it, the command line opens no log with a plain key, and makes none', async () => {
  const policies = join(folder, 'etc');
  mkdirSync(join(policies, 'visite'), { recursive: true });
  writeFileSync(join(policies, 'visite/policy.json'), '{"policy":1,"settings":{},"siteKey":"system"}');
  // a mount namespace of its own, in which this folder lies over /etc
  const mount = `mount -t overlay over -o lowerdir=${policies}:/etc /etc && exec "$@"`;
  const asked = (...words: string[]) => run(['unshare', '-rm', 'sh', '-c', mount, 'sh'], words);
  const refused = asked('log', 'anchor', '--none');
  expect(refused.err).toContain('key-store-missing');
  expect(existsSync(keyFile)).toBe(false);
  expect(visite('log', 'anchor', '--none').status).toBe(0);
  expect(asked('log', 'verify').err).toContain('key-not-sealed');
  await useKeyring('unlocked');
  expect(asked('log', 'verify').err).toContain('key-not-sealed');
  expect(asked('key', 'seal').status).toBe(0);
  expect(asked('log', 'verify').status).toBe(0);
});
