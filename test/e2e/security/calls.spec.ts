import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { launch, type Launched } from '#test/e2e/launch.ts';

/** Calls as a hostile page, or a hostile frame, would make them. */
let visite: Launched;
test.beforeAll(async () => {
  visite = await launch();
});
test.afterAll(() => visite.close());

/** What the bridge answers, past its types. */
function tryCall(code: string): Promise<{ ok?: boolean; failure?: { code: string } } | string> {
  return visite.page.evaluate(code);
}

const call = (name: string, args: string) =>
  `(async () => window.visite.call(${name}, ${args}))().catch((error) => 'not sent: ' + error.message)`;

const refused: readonly { readonly what: string; readonly code: string; readonly failure: RegExp }[] = [
  { what: 'an unknown name', code: call(`'shell-run'`, '{}'), failure: /^call-unknown$/ },
  { what: '__proto__ as a name', code: call(`'__proto__'`, '{}'), failure: /^call-unknown$/ },
  { what: 'constructor as a name', code: call(`'constructor'`, '{}'), failure: /^call-unknown$/ },
  { what: 'a number as a name', code: call('7', '{}'), failure: /^call-unknown$/ },
  { what: 'an object as a name', code: call(`{ toString: null }`, '{}'), failure: /^call-unknown$/ },
  { what: 'no arguments', code: call(`'start'`, 'undefined'), failure: /^call-arguments$/ },
  { what: 'an array for an object', code: call(`'model-use'`, `['a@1']`), failure: /^call-arguments$/ },
  {
    what: 'a path for a token',
    code: call(`'model-look'`, `{ file: '/etc/passwd' }`),
    failure: /^call-arguments$/,
  },
  {
    what: 'an object for a text',
    code: call(`'model-use'`, `{ ref: { length: 3 } }`),
    failure: /^call-arguments$/,
  },
  { what: 'a field too many', code: call(`'start'`, `{ debug: true }`), failure: /^call-arguments$/ },
  { what: 'NaN for a row', code: call(`'patient-open'`, '{ row: NaN }'), failure: /^call-arguments$/ },
  { what: 'a negative row', code: call(`'patient-open'`, '{ row: -1 }'), failure: /^call-arguments$/ },
  { what: 'a fraction of a row', code: call(`'patient-open'`, '{ row: 0.5 }'), failure: /^call-arguments$/ },
  { what: 'a bigint', code: call(`'patient-open'`, '{ row: 1n }'), failure: /^call-arguments$/ },
  {
    what: 'own __proto__ in values',
    code: call(`'patient-what-if'`, `{ row: 0, values: JSON.parse('{"__proto__": 1}') }`),
    failure: /^(call-arguments|list-none|row-unknown)$/,
  },
  {
    what: 'a Map',
    code: call(`'patient-what-if'`, '{ row: 0, values: new Map([["a", 1]]) }'),
    failure: /^(call-arguments|list-none)$/,
  },
  {
    what: '100 MB of text',
    code: call(`'copy'`, `{ text: 'x'.repeat(100_000_000) }`),
    failure: /^(call-too-large|call-arguments)$/,
  },
  {
    what: '100 MB in small texts',
    code: call(
      `'log-page'`,
      `{ filter: {}, limit: 5, more: Array.from({ length: 1_000_000 }, () => 'x'.repeat(100)) }`,
    ),
    failure: /^(call-too-large|call-arguments)$/,
  },
  {
    what: 'values that hold themselves',
    code: call(`'start'`, `(() => { const a = {}; a.a = a; return a; })()`),
    failure: /^(call-too-large|call-arguments)$|not sent/,
  },
  {
    what: 'a thousand levels',
    code: call(`'start'`, `(() => { let a = {}; for (let i = 0; i < 900; i += 1) a = { a }; return a; })()`),
    failure: /^(call-too-large|call-arguments)$|not sent/,
  },
  {
    what: 'a zoom beyond its range',
    code: call(`'zoom'`, '{ percent: 100000 }'),
    failure: /^call-arguments$/,
  },
];

for (const { what, code, failure } of refused)
  test(`D39 ${what} is refused`, async () => {
    const answer = await tryCall(code);
    expect(typeof answer === 'string' ? answer : answer.failure?.code).toMatch(failure);
  });

test('D39 after all of it the application answers', async () => {
  expect(await tryCall(call(`'blocked-requests'`, '{}'))).toMatchObject({ ok: true });
});

test('D39 a path that nobody chose becomes no token', async () => {
  const given = await visite.page.evaluate(async () => [
    await window.visite.registerFiles([new File(['a'], '/etc/passwd')]).catch(() => []),
    await window.visite.registerFiles([{ path: '/etc/passwd' }]).catch(() => []),
    await window.visite.registerFiles([{ toString: () => '/etc/passwd' }]).catch(() => []),
  ]);
  expect(given).toEqual([[], [], []]);
});

test('D38 another window with our own preload script is not answered', async () => {
  const answers = await visite.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const ask = async (address: string, partition?: string) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: {
            preload,
            sandbox: true,
            contextIsolation: true,
            ...(partition === undefined ? {} : { partition }),
          },
        });
        await other.loadURL(address).catch(() => undefined);
        // of the page; a value of it is not known to types here
        const answer: unknown = await other.webContents.executeJavaScript(
          `window.visite === undefined ? 'no bridge' : window.visite.call('start', {}).then((a) => a.failure?.code ?? 'answered')`,
        );
        other.destroy();
        return answer;
      };
      return [await ask('data:text/html,hi'), await ask('visite://app/index.html', 'visite')];
    },
    join(repository, 'out/preload/index.cjs'),
  );
  expect(answers).toEqual(['call-foreign', 'call-foreign']);
});

test('D38 a frame inside our own page has no bridge', async () => {
  const inside = await visite.page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    await new Promise((later) => setTimeout(later, 200));
    const type = typeof frame.contentWindow?.visite;
    frame.remove();
    return type;
  });
  expect(inside).toBe('undefined');
});

test('D38 raw messages on other channels are heard by nobody', async () => {
  const names = await visite.app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
  expect(names.filter((name) => name.startsWith('visite:'))).toEqual(['visite:refused']);
  expect(names.filter((name) => !/^(visite:|-|error$)/.test(name))).toEqual([]);
});
