import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { drivePage, type DrivenPage } from '#test/e2e/package/drive-page.ts';

/**
 * The package for Debian: installed, driven through the debugging port that only a package for tests has, and removed. As root
 * alone; one run is somebody else's, in Chromium's real sandbox.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const bundle = '/opt/Visite/resources/models/colon-adjuvant/colon-adjuvant-1.0.0.visite';
const anybody = 65_534;
let work = '';

test.beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'visite-deb-'));
  chmodSync(work, 0o777);
  const made = spawnSync('node', ['scripts/dist.ts', '--drivable', '--built'], {
    cwd: repository,
    encoding: 'utf8',
  });
  expect(made.status, made.stderr).toBe(0);
  execFileSync('dpkg', ['-i', join(repository, 'out/packages-drivable/visite_0.1.0_amd64.deb')], {
    stdio: 'pipe',
  });
});
test.afterAll(() => {
  spawnSync('dpkg', ['-P', 'visite']);
  rmSync(work, { recursive: true, force: true });
});

interface Opened {
  readonly page: DrivenPage;
  readonly close: () => Promise<void>;
}

/** Starts the installed program and takes hold of its window. */
async function open(args: readonly string[], who?: { readonly uid: number }): Promise<Opened> {
  const home = join(work, `home-${who?.uid ?? 'root'}`);
  const authority = join(work, 'authority');
  if (process.env['XAUTHORITY'] !== undefined) {
    copyFileSync(process.env['XAUTHORITY'], authority);
    chmodSync(authority, 0o644);
  }
  const child = spawn('/usr/bin/visite', ['--remote-debugging-port=0', ...args], {
    env: {
      PATH: process.env['PATH'],
      DISPLAY: process.env['DISPLAY'],
      XAUTHORITY: authority,
      HOME: home,
      VISITE_HOME: join(home, 'data'),
      ELECTRON_RENDERER_URL: 'http://127.0.0.1:9',
    },
    ...(who === undefined ? {} : { uid: who.uid, gid: who.uid }),
  });
  const port = await new Promise<string>((found, failed) => {
    let told = '';
    child.stderr.on('data', (data) => {
      told += String(data);
      const listening = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(told)?.[1];
      if (listening !== undefined) found(listening);
    });
    child.on('exit', () => failed(new Error(`the program ended: ${told}`)));
  });
  const page = await drivePage(port);
  await expect.poll(() => page.evaluate('typeof window.visite')).toBe('object');
  return {
    page,
    close: async () => {
      const ended = new Promise((done) => child.on('exit', done));
      void page.evaluate(`window.visite.call('window-close', {})`);
      await ended;
    },
  };
}

test('it is installed: the command, the desktop entry, the type and its icon', () => {
  expect(readlinkSync('/usr/bin/visite')).toBe('/opt/Visite/resources/bin/visite');
  const entry = readFileSync('/usr/share/applications/visite.desktop', 'utf8');
  expect(entry).toContain('MimeType=application/x-visite;');
  expect(entry).toMatch(/^Exec=\/opt\/Visite\/visite .*%U$/m);
  execFileSync('desktop-file-validate', ['/usr/share/applications/visite.desktop']);
  expect(readFileSync('/usr/share/mime/packages/visite.xml', 'utf8')).toContain('*.visite');
  expect(existsSync('/usr/share/icons/hicolor/256x256/apps/visite.png')).toBe(true);
});

test('behaviours 2: it opens with a bundle, and a second start hands its file to the window that is there', async () => {
  const first = await open(['--no-sandbox', bundle]);
  // ELECTRON_RENDERER_URL is nothing to it
  expect(await first.page.evaluate('location.href')).toBe('visite://app/index.html');
  const opened = `window.visite.call('start', {}).then((answer) => answer.value.opened.name)`;
  expect(await first.page.evaluate(opened)).toBe('colon-adjuvant-1.0.0.visite');
  const heard = first.page.evaluate(
    `new Promise((done) => window.visite.on('file-opened', ({ name }) => done(name)))`,
  );
  const home = join(work, 'home-root');
  const second = spawnSync(
    '/usr/bin/visite',
    ['--no-sandbox', '/opt/Visite/resources/exports/colon-epd-export.csv'],
    {
      env: {
        PATH: process.env['PATH'],
        DISPLAY: process.env['DISPLAY'],
        XAUTHORITY: join(work, 'authority'),
        HOME: home,
        VISITE_HOME: join(home, 'data'),
      },
      timeout: 30_000,
    },
  );
  expect(second.status).toBe(0);
  expect(await heard).toBe('colon-epd-export.csv');
  await first.close();
});

test('behaviours 22: the command gives the numbers of the command line, bit for bit, without a window', () => {
  const results = [['node', join(repository, 'out/cli/visite.mjs')], ['/usr/bin/visite']].map(
    ([command = '', ...words], place) => {
      const out = join(work, `result-${place}.csv`);
      const exports = join(repository, 'assets/exports/colon-epd-export');
      const args = [
        'score',
        `${exports}.csv`,
        '--bundle',
        bundle,
        '--demo',
        '--profile',
        `${exports}.profile.json`,
      ];
      const { status, stderr } = spawnSync(command, [...words, ...args, '--out', out], {
        encoding: 'utf8',
        env: { ...process.env, VISITE_HOME: join(work, `command-${place}`) },
      });
      expect(status, stderr).toBe(0);
      // each run has a name of its own
      return readFileSync(out, 'utf8').replaceAll(/run-[0-9a-f]{16}/g, 'run');
    },
  );
  expect(results[0]?.split('\n').length).toBeGreaterThan(900);
  expect(results[1]).toBe(results[0]);
});

test('a wrong command ends with its own exit code and says what to do', () => {
  const { status, stderr } = spawnSync('/usr/bin/visite', ['verify', '/nowhere.visite', '--demo'], {
    encoding: 'utf8',
    env: { ...process.env, VISITE_HOME: join(work, 'command-1') },
  });
  expect(status).not.toBe(0);
  expect(stderr).toContain('visite: error: input-not-found');
});

test('point 4: somebody else runs it in the real sandbox', async () => {
  const opened = await open([], { uid: anybody });
  const renderers = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(
      (pid) =>
        readIfThere(`/proc/${pid}/cmdline`).includes('--type=renderer') &&
        readIfThere(`/proc/${pid}/cmdline`).includes('/opt/Visite/'),
    );
  expect(renderers.length).toBeGreaterThan(0);
  for (const pid of renderers) {
    const status = readIfThere(`/proc/${pid}/status`);
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(readlinkSync(`/proc/${pid}/ns/pid`)).not.toBe(readlinkSync('/proc/self/ns/pid'));
    expect(readlinkSync(`/proc/${pid}/ns/net`)).not.toBe(readlinkSync('/proc/self/ns/net'));
  }
  expect(await opened.page.evaluate(`window.visite.call('demo-open', {}).then((answer) => answer.ok)`)).toBe(
    true,
  );
  await opened.close();
});

test('behaviours 17: nothing was written to the folder of the program; removed, it leaves log and key', () => {
  const written = execFileSync('find', ['/opt/Visite', '-newer', '/var/lib/dpkg/info/visite.list'], {
    encoding: 'utf8',
  });
  expect(written).toBe('');
  execFileSync('dpkg', ['-r', 'visite'], { stdio: 'pipe' });
  expect(existsSync('/opt/Visite')).toBe(false);
  expect(existsSync('/usr/bin/visite')).toBe(false);
  expect(existsSync(join(work, 'home-root/data/site.key'))).toBe(true);
  expect(existsSync(join(work, 'home-root/data/log'))).toBe(true);
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
