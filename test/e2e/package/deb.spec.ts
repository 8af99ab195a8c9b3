import { execFileSync, spawnSync } from 'node:child_process';
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
import { findElectron } from '#scripts/window/find-electron.ts';
import { openPackage, toPackageEnvironment, type OpenedPackage } from '#test/e2e/package/open-package.ts';

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

/** Starts the installed program and takes hold of its window. */
function open(args: readonly string[], uid?: number): Promise<OpenedPackage> {
  return openPackage('/usr/bin/visite', args, { work, ...(uid === undefined ? {} : { uid }) });
}

test('it is installed: the command, the desktop entry, the type and its icon', () => {
  expect(readlinkSync('/usr/bin/visite')).toBe('/opt/Visite/resources/bin/visite');
  const entry = readFileSync('/usr/share/applications/visite.desktop', 'utf8');
  expect(entry).toContain('MimeType=application/x-visite;');
  expect(entry).toMatch(/^Exec=\/opt\/Visite\/visite %F$/m);
  // as the window calls itself: a desktop shows it under this entry
  expect(entry).toContain('StartupWMClass=visite\n');
  execFileSync('desktop-file-validate', ['/usr/share/applications/visite.desktop']);
  expect(readFileSync('/usr/share/mime/packages/visite.xml', 'utf8')).toContain('*.visite');
  expect(existsSync('/usr/share/icons/hicolor/256x256/apps/visite.png')).toBe(true);
  const told = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { encoding: 'utf8' }).trim();
  expect(told('xdg-mime', 'query', 'default', 'application/x-visite')).toBe('visite.desktop');
  expect(told('gio', 'info', '-a', 'standard::content-type', bundle)).toContain('application/x-visite');
});

/** Whether the page of a bundle is shown, with what was checked of it. */
const modelPage = `document.querySelector('article h2') !== null`;

test('behaviours 2: a double click on a bundle opens its page', async () => {
  const entry = readFileSync('/usr/share/applications/visite.desktop', 'utf8');
  const [program = '', ...args] = /^Exec=(.*)$/m.exec(entry)?.[1]?.split(' ') ?? [];
  const file = join(work, 'een model (2).visite');
  copyFileSync(bundle, file);
  const words = args.map((word) => (word === '%F' ? file : word));
  const { page, close } = await openPackage(program, words, { work, uid: anybody });
  await expect.poll(() => page.evaluate(modelPage)).toBe(true);
  await close();
});

test('behaviours 2: a double click while it runs goes to the window that is there', async () => {
  const { page, close } = await open([], anybody);
  expect(await page.evaluate(modelPage)).toBe(false);
  const { status, stderr } = spawnSync('gio', ['open', join(work, 'een model (2).visite')], {
    uid: anybody,
    gid: anybody,
    encoding: 'utf8',
    env: toPackageEnvironment(work, anybody),
  });
  expect(status, stderr).toBe(0);
  await expect.poll(() => page.evaluate(modelPage)).toBe(true);
  await close();
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

test('the site key is shown, with a switch of Chromium before the verb', () => {
  const { status, stdout, stderr } = spawnSync('/usr/bin/visite', ['--password-store=basic', 'key', 'show'], {
    encoding: 'utf8',
    env: { ...process.env, VISITE_HOME: join(work, 'command-1') },
  });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain('form as it is, in a file that only this account reads');
});

test('a wrong command ends with its own exit code and says what to do', () => {
  const { status, signal, stderr } = spawnSync('/usr/bin/visite', ['verify', '/nowhere.visite', '--demo'], {
    encoding: 'utf8',
    env: { ...process.env, VISITE_HOME: join(work, 'command-1') },
  });
  expect(status).not.toBe(0);
  expect(stderr, `it ended with ${status ?? signal}`).toContain('visite: error: input-not-found');
});

const verify = ['verify', bundle, '--demo'];

test('without a display a verb runs under xvfb, as root and as somebody else', () => {
  for (const uid of [0, anybody]) {
    const { DISPLAY: _, ...env } = toPackageEnvironment(work, uid);
    const { status, stdout, stderr } = spawnSync('/usr/bin/visite', verify, {
      encoding: 'utf8',
      env,
      uid,
      gid: uid,
    });
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('golden');
  }
});

test('without a display and xvfb a verb runs too, but in the Electron of the tests, which says what to install', () => {
  const { status, stdout, stderr } = spawnSync('/usr/bin/visite', verify, {
    encoding: 'utf8',
    env: { PATH: work, VISITE_HOME: join(work, 'command-1') },
  });
  if (findElectron()?.version.startsWith('22.') === true) {
    expect(status).toBe(69);
    expect(stderr).toContain('install xvfb');
  } else {
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('golden');
  }
});

test('point 4: somebody else runs it in the real sandbox', async () => {
  const opened = await open([], anybody);
  const pages = readdirSync('/proc').flatMap((pid) => readPage(pid));
  expect(pages.length).toBeGreaterThan(0);
  for (const { status, pidNamespace, netNamespace } of pages) {
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(pidNamespace).not.toBe(readlinkSync('/proc/self/ns/pid'));
    expect(netNamespace).not.toBe(readlinkSync('/proc/self/ns/net'));
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

/** A process that shows a page of the installed program; nothing of any other, or of one that has just ended. */
function readPage(pid: string) {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (!words.includes('--type=renderer') || !words.includes('/opt/Visite/')) return [];
    return [
      {
        status: readFileSync(`/proc/${pid}/status`, 'utf8'),
        pidNamespace: readlinkSync(`/proc/${pid}/ns/pid`),
        netNamespace: readlinkSync(`/proc/${pid}/ns/net`),
      },
    ];
  } catch {
    return [];
  }
}
