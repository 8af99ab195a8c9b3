import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { drivePage, type DrivenPage } from '#test/e2e/package/drive-page.ts';

/** The window of a package for tests, held by its debugging port. */
export interface OpenedPackage {
  readonly page: DrivenPage;
  readonly close: () => Promise<void>;
}

/** Starts a packaged program as root, or as somebody else, with a home below `work`, and takes hold of its window. */
export async function openPackage(
  command: string,
  args: readonly string[],
  { work, uid }: { readonly work: string; readonly uid?: number },
): Promise<OpenedPackage> {
  const child = spawn(command, ['--remote-debugging-port=0', ...args], {
    env: toPackageEnvironment(work, uid),
    ...(uid === undefined ? {} : { uid, gid: uid }),
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

/** What a packaged program is started with: the display, and a home of its own below `work`. */
export function toPackageEnvironment(work: string, uid?: number): NodeJS.ProcessEnv {
  const home = join(work, `home-${uid ?? 'root'}`);
  const authority = join(work, 'authority');
  if (process.env['XAUTHORITY'] !== undefined) {
    copyFileSync(process.env['XAUTHORITY'], authority);
    chmodSync(authority, 0o644);
  }
  return {
    PATH: process.env['PATH'],
    DISPLAY: process.env['DISPLAY'],
    XAUTHORITY: authority,
    HOME: home,
    VISITE_HOME: join(home, 'data'),
    // an AppImage unpacks itself: no FUSE is needed
    APPIMAGE_EXTRACT_AND_RUN: '1',
    // a development server is nothing to what is packed
    ELECTRON_RENDERER_URL: 'http://127.0.0.1:9',
  };
}
