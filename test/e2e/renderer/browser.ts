import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';
import { sandboxSwitches } from '#test/e2e/launch.ts';
import { openPage, type Answering, type OpenPage } from '#test/e2e/renderer/open-page.ts';

/** The system's Chromium: the renderer alone, without Electron. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['VISITE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...sandboxSwitches()],
  });
}

/** A laptop in a Dutch hospital, unless it is said otherwise. */
export async function openWindow(
  browser: Browser,
  desk: Answering,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'nl-NL',
    ...options,
  });
  return openPage(context, desk);
}

/** The list, as it is drawn anew where the host has one. */
export async function openList({ page }: OpenPage): Promise<void> {
  await page.getByRole('navigation').getByRole('button').nth(2).click();
  await page.getByRole('grid').focus();
}

/** The patient at a place of the list as it stands. */
export async function openPatientAt(open: OpenPage, at: number): Promise<void> {
  await openList(open);
  await open.page.keyboard.press('Home');
  for (let step = 0; step < at; step += 1) await open.page.keyboard.press('ArrowDown');
  await open.page.keyboard.press('Enter');
  await open.page.getByRole('region', { name: /^(Resultaat|Result|Ergebnis)$/ }).waitFor();
}
