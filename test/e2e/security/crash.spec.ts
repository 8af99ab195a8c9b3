import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch, type Launched } from '#test/e2e/launch.ts';

/** What is left, and what comes back, after a process of ours ends by itself. */
let visite: Launched;
test.beforeEach(async () => {
  visite = await launch();
});
test.afterEach(() => visite.close());

/** Opens the demonstration and scores it; gives a patient's number, as the record has it. */
function scoreDemo(): Promise<string> {
  return visite.page.evaluate(async () => {
    const value = <Value>(
      answer: { readonly ok: true; readonly value: Value } | { readonly ok: false },
    ): Value => {
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      return answer.value;
    };
    const demo = value(await window.visite.call('demo-open', {}));
    value(await window.visite.call('import-open', { file: demo.file.token, profile: demo.profile.token }));
    value(await window.visite.call('import-check', {}));
    value(await window.visite.call('list-score', {}));
    return value(await window.visite.call('patient-open', { row: 0 })).patient;
  });
}

/** Processes of a service of Electron, by the name in their command line. */
function pidsOf(service: string): Promise<readonly number[]> {
  return visite.app.evaluate(
    ({ app }, name) =>
      app
        .getAppMetrics()
        .filter((of) => of.name === name)
        .map(({ pid }) => pid),
    service,
  );
}

test('D35 a crash of the page: it comes back, nothing is uploaded, no patient is on the disk', async () => {
  const patient = await scoreDemo();
  const uploads = await visite.app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer());
  expect(uploads).toBe(false);
  const back = visite.app.evaluate(
    ({ webContents }) =>
      new Promise<string>((done) => {
        const [contents] = webContents.getAllWebContents();
        contents?.once('did-finish-load', () => done(contents.getURL()));
        contents?.forcefullyCrashRenderer();
      }),
  );
  expect(await back).toBe('visite://app/index.html');
  // the list is the host's: it is there still
  const rows = await visite.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()[0]
      ?.executeJavaScript(
        `window.visite.call('list', {}).then((answer) => answer.value.patients.patient.length)`,
      ),
  );
  expect(rows).toBeGreaterThan(900);
  const found = filesUnder(visite.home).filter((path) => readFileSync(path).includes(patient));
  expect(found).toEqual([]);
});

test('a crash of the host: it is started anew, the window is told, what was shown is in the log', async () => {
  await scoreDemo();
  const told = visite.page.evaluate(
    () => new Promise<string>((done) => window.visite.on('host-restarted', ({ reason }) => done(reason))),
  );
  const [host] = await pidsOf('Visite host');
  expect(host).toBeGreaterThan(0);
  process.kill(host ?? 0, 'SIGKILL');
  expect(await told).toContain('ended');
  await expect
    .poll(() => visite.page.evaluate(() => window.visite.call('start', {}).then(({ ok }) => ok)))
    .toBe(true);
  const list = await visite.page.evaluate(() => window.visite.call('list', {}));
  expect(list).toEqual({ ok: true, value: null });
  const page = await visite.page.evaluate(() =>
    window.visite.call('log-page', { filter: { type: 'patient-opened' }, limit: 5 }),
  );
  expect(page.ok && page.value.rows.length).toBe(1);
});

test("D29 a crash of the model's process: a clear error, and the next question is answered", async () => {
  await scoreDemo();
  const models = await pidsOf('Visite model');
  expect(models.length).toBeGreaterThan(0);
  for (const pid of models) process.kill(pid, 'SIGKILL');
  const ask = () =>
    visite.page.evaluate(() => window.visite.call('patient-what-if', { row: 0, values: { age: 60 } }));
  const answers = [await ask(), await ask(), await ask()];
  for (const answer of answers) if (!answer.ok) expect(answer.failure.code).toMatch(/^runner-/);
  expect(answers.at(-1)?.ok).toBe(true);
});

test('D36 the spell checker is off in every session, and no dictionary was fetched', async () => {
  const enabled = await visite.app.evaluate(({ session }) =>
    [session.defaultSession, session.fromPartition('visite'), session.fromPartition('another')].map(
      (each) => [each.isSpellCheckerEnabled(), each.getSpellCheckerLanguages().length],
    ),
  );
  expect(enabled).toEqual([
    [false, 0],
    [false, 0],
    [false, 0],
  ]);
  const dictionaries = filesUnder(visite.home).filter((path) => /\.bdic$|Dictionaries/.test(path));
  expect(dictionaries).toEqual([]);
});

test('D34 in each process of ours the network of Node throws', async () => {
  const tried = await visite.app.evaluate(() =>
    ['http', 'net', 'dns', 'node:tls', 'node:dgram', 'inspector'].map((name) => {
      try {
        process.mainModule?.require(name);
        return `${name} loaded`;
      } catch (error) {
        return String(error).includes('network-forbidden') ? 'refused' : String(error);
      }
    }),
  );
  expect(new Set(tried)).toEqual(new Set(['refused']));
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const about = statSync(path, { throwIfNoEntry: false });
    if (about === undefined) return [];
    if (about.isDirectory()) return filesUnder(path);
    return about.isFile() ? [path] : [];
  });
}
