import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { pageHeaders } from '#electron/main/rules/page-policy.ts';
import { repository } from '#scripts/run-steps.ts';

/** Where the renderer is served from in these tests: no server answers there, every request is taken from the disk. */
export const origin = 'https://visite.test';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** As `npm run build:desktop` makes it. */
const folder = join(repository, 'out/renderer');

/** Serves the built renderer to a page, and nothing else. */
export async function serveRenderer(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const { origin: from, pathname } = new URL(route.request().url());
    const path = join(folder, pathname === '/' ? 'index.html' : pathname);
    if (from !== origin || !existsSync(path)) {
      await route.abort();
      return;
    }
    await route.fulfill({
      body: readFileSync(path),
      contentType: types[extname(path)] ?? 'application/octet-stream',
      headers: pageHeaders,
    });
  });
}
