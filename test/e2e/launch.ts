import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, errors, expect, type ElectronApplication, type Page } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import { electronPath } from '#test/e2e/electron-path.ts';
import type { Keyring } from '#test/e2e/keyring.ts';

export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The data folder: fresh, unless one was given. */
  readonly home: string;
  /** Ends the application and removes a fresh data folder. */
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  /** A data folder that stays. */
  readonly home?: string;
  /** Words behind the program: files to open, switches. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The store of keys that it finds; without one it finds none, whatever this machine has. */
  readonly keyring?: Keyring;
}

/** Starts the built application in Electron and waits for its page. `npm run build:desktop` builds it. */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'visite-e2e-'));
  const app = await startElectron({
    executablePath: electronPath(),
    args: [...sandboxSwitches(), ...storeSwitches(options.keyring), repository, ...(options.args ?? [])],
    env: {
      ...ownEnvironment(),
      ...options.keyring?.env,
      VISITE_HOME: home,
      LANG: 'nl_NL.UTF-8',
      ...options.env,
    },
  });
  const page = await app.firstWindow();
  await page.waitForLoadState();
  return {
    app,
    page,
    home,
    close: async () => {
      await app.close();
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * Starts Electron, anew where its debugger does not answer Playwright: about one of 60 starts of Electron 22 on a busy machine, with
 * the window drawn and nothing wrong in it. A start that never answers fails.
 */
async function startElectron(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch({ ...options, timeout: 20_000 });
    } catch (error) {
      if (attempt === 2 || !(error instanceof errors.TimeoutError)) throw error;
    }
  }
}

/** Chromium's sandbox does not run as root; one spec runs it as somebody else (package/deb.spec.ts). */
export function sandboxSwitches(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Chromium chooses a store by the desktop, or as it is told. */
export function storeSwitches(keyring: Keyring | undefined): readonly string[] {
  return [`--password-store=${keyring === undefined ? 'basic' : 'gnome-libsecret'}`];
}

/** Opens the demonstration by the start screen's own button: its export is in the import screen then. */
export async function openDemo(page: Page): Promise<void> {
  await page.locator('section[aria-labelledby="start-demo"] button').first().click();
  await expect(page.locator('section[aria-labelledby="start-demo"]')).toBeHidden();
}

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name, value]) => {
    return value !== undefined && !name.startsWith('VISITE_') && name !== 'ELECTRON_RUN_AS_NODE';
  });
  return Object.fromEntries(entries) as Record<string, string>; // safe: those without a value are left out
}
