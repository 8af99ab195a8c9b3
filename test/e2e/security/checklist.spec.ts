import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch, type Launched } from '#test/e2e/launch.ts';

/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), all 20 points in its order. What
 * needs an attack of its own is in the spec that its title names.
 */
let visite: Launched;
test.beforeAll(async () => {
  visite = await launch();
});
test.afterAll(() => visite.close());

/** As Electron has them, of the one window; not in its types. */
function preferences(): Promise<Record<string, unknown>> {
  return visite.app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents() as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    }[];
    return contents?.getLastWebPreferences() ?? {};
  });
}

test('point 1: only our own content is loaded', async () => {
  const addresses = await visite.page.evaluate(() => [
    ...Array.from(document.scripts, ({ src }) => src),
    ...Array.from(document.styleSheets, ({ href }) => href ?? 'inline'),
  ]);
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !address.startsWith('visite://app/'))).toEqual([]);
});

test('point 2: the page has nothing of Node', async () => {
  const found = await visite.page.evaluate(() =>
    ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'setImmediate'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
  expect((await preferences())['nodeIntegration']).toBe(false);
});

test('point 3: the page and the preload script live in worlds of their own', async () => {
  expect((await preferences())['contextIsolation']).toBe(true);
  // what the page changes of its own world changes nothing of the bridge
  const answer = await visite.page.evaluate(async () => {
    const mine = Object.getOwnPropertyDescriptor(Function.prototype, 'call') ?? {};
    Object.defineProperty(Function.prototype, 'call', { ...mine, value: () => 'stolen' });
    try {
      return await window.visite.call('blocked-requests', {});
    } finally {
      Object.defineProperty(Function.prototype, 'call', mine);
    }
  });
  expect(answer).toMatchObject({ ok: true });
});

test('point 4: the process of the page is a sandboxed one', async () => {
  expect((await preferences())['sandbox']).toBe(true);
});

test('point 5: no permission is given, asked for or checked', async () => {
  const results = await visite.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
    ];
    const states = await Promise.all(
      // names that this language's library does not all know
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'denied',
        ),
      ),
    );
    const given = (asked: Promise<unknown>) =>
      Promise.race([
        asked.then(
          (answer) => (answer === 'denied' ? 'denied' : 'given'),
          () => 'denied',
        ),
        new Promise((later) => setTimeout(later, 1000, 'denied')),
      ]);
    const asked = await Promise.all([
      given(navigator.mediaDevices.getUserMedia({ audio: true })),
      given(Notification.requestPermission()),
      given(new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail))),
      given(navigator.clipboard.readText()),
      given(document.documentElement.requestFullscreen()),
    ]);
    return [...states, ...asked];
  });
  expect(results.filter((state) => state !== 'denied')).toEqual([]);
});

test('point 6, 8, 9, 10: web security, no mixed content, no experiments, no features of Blink', async () => {
  const now = await preferences();
  expect(now['webSecurity']).toBe(true);
  expect(now['allowRunningInsecureContent'] ?? false).toBe(false);
  expect(now['experimentalFeatures'] ?? false).toBe(false);
  expect(now['enableBlinkFeatures'] ?? '').toBe('');
});

test('point 7: the policy of the page stands in the headers of each file', async () => {
  const policy = await visite.page.evaluate(async () => {
    const violated = new Promise<string>((done) =>
      document.addEventListener('securitypolicyviolation', ({ originalPolicy }) => done(originalPolicy), {
        once: true,
      }),
    );
    document.body.append(
      Object.assign(document.createElement('img'), { src: 'https://leak.example/policy.png' }),
    );
    return violated;
  });
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain('unsafe');
});

test('point 7: no inline script, no inline style', async () => {
  const ran = await visite.page.evaluate(async () => {
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red }';
    document.head.append(style);
    const element = document.createElement('b');
    element.setAttribute('style', 'outline: 7px solid red');
    document.body.append(element);
    const outlines = [document.body, element].map((of) => getComputedStyle(of).outlineWidth);
    style.remove();
    element.remove();
    return outlines;
  });
  expect(ran).not.toContain('7px');
});

test('point 11, 12: a webview is no element here, and none is attached', async () => {
  const attached = await visite.page.evaluate(async () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://leak.example/');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
    await new Promise((later) => setTimeout(later, 200));
    const has = 'getWebContentsId' in view;
    view.remove();
    return has;
  });
  expect(attached).toBe(false);
  expect(await visite.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

// points 13 and 14, navigation and windows: D40 in page-attacks.spec.ts

test('point 15: nothing that a page says is opened by the system', async () => {
  await visite.app.evaluate(({ shell }) => {
    shell.openExternal = async (address) => {
      process.env['OPENED_BY_TEST'] = address;
    };
  });
  await visite.page.evaluate(() => {
    for (const address of [
      'https://leak.example/',
      'mailto:a@leak.example',
      'ms-msdt:/id',
      'file:///bin/sh',
    ]) {
      window.open(address);
      const link = Object.assign(document.createElement('a'), { href: address });
      document.body.append(link);
      link.click();
      link.remove();
    }
  });
  await visite.page.waitForTimeout(200);
  expect(await visite.app.evaluate(() => process.env['OPENED_BY_TEST'] ?? 'nothing')).toBe('nothing');
  expect(visite.page.url()).toBe('visite://app/index.html');
});

test('point 16: what is shipped is a supported Electron', async () => {
  // the specs may run on an older one; the package pins what is shipped
  const { devDependencies } = await readPackage();
  expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45);
});

// point 17, the sender of each message: D38 in calls.spec.ts

test('point 18: our own protocol gives the files of the page and no other', async () => {
  const results = await visite.page.evaluate(async () => {
    const load = (address: string) =>
      new Promise<string>((done) => {
        const image = new Image();
        image.onload = () => done('given');
        image.onerror = () => done('not given');
        image.src = address;
      });
    const paths = [
      'visite://app/../preload/index.cjs',
      'visite://app/%2e%2e/%2e%2e/package.json',
      'visite://app/..%2f..%2fpackage.json',
      'visite://app/assets/..%5c..%5c..%5cpackage.json',
      'visite://app//etc/passwd',
      'visite://other/index.html',
      'file:///etc/passwd',
    ];
    return Promise.all(paths.map(async (path) => `${await load(path)} ${path}`));
  });
  expect(results.filter((result) => !result.startsWith('not given'))).toEqual([]);
});

// point 19, fuses: fuses.spec.ts

test('point 20: the bridge is three functions, none of them of Electron', async () => {
  const found = await visite.page.evaluate(() => ({
    names: Object.keys(window.visite),
    frozen: Object.isFrozen(window.visite),
    electron: ['electron', 'ipcRenderer', 'electronAPI'].filter((name) => name in window),
  }));
  expect(found).toEqual({ names: ['call', 'on', 'registerFiles'], frozen: true, electron: [] });
});

async function readPackage(): Promise<{ readonly devDependencies: Readonly<Record<string, string>> }> {
  const { readFileSync } = await import('node:fs');
  // safe: our own file
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as Awaited<
    ReturnType<typeof readPackage>
  >;
}
