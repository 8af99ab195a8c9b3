import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';
import { launch } from '#test/e2e/launch.ts';
import { openScreen, walkToPatients } from '#test/e2e/screens/walk.ts';

/**
 * Pictures of every screen, from the real application with the demonstration, into docs/screenshots: light and dark, at
 * 1366 × 768, and the patient as a meeting room sees it, at 1920 × 1080 and 125 %. The ones that are there go when all are taken.
 */
const folder = join(repository, 'docs/screenshots');
const taken = mkdtempSync(join(repository, 'out/screenshots-'));
/** What title bar and task bar leave of 768 and 1080. */
const laptop = { width: 1366, height: 698, zoom: 1 };
const meetingRoom = { width: 1920, height: 1010, zoom: 1.25 };

const { app, page, home, close } = await launch();
try {
  await show(laptop);
  await take('1-start');
  await walkToPatients(page);
  await take('3-patients');
  await openScreen(page, 'Import');
  await take('2-import');
  await openScreen(page, 'Patiënten');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  const tabs = ['Samenvatting', 'Curves', 'Iconen', 'Tabel', 'Tekst'] as const;
  for (const [at, tab] of tabs.entries()) {
    await page.getByRole('tab', { name: tab }).click();
    await take(`4-patient-${at + 1}-${tab.toLowerCase()}`);
  }
  await show(meetingRoom);
  for (const tab of tabs.slice(0, 3)) {
    await page.getByRole('tab', { name: tab }).click();
    await take(`4-patient-meeting-room-${tab.toLowerCase()}`);
  }
  await show(laptop);
  await page.getByRole('tab', { name: 'Samenvatting' }).click();
  await page.keyboard.press('w');
  await take('4-patient-6-wat-als');
  await openScreen(page, 'Patiënten');
  await page.getByRole('button', { name: /^Geen advies/ }).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Invoer/ }).waitFor();
  await take('4-patient-7-geen-advies');
  await openScreen(page, 'Vergelijken');
  await page.getByText('(BCF, 5 jaar)').first().waitFor();
  await page.waitForTimeout(500);
  await take('5-compare');
  await openScreen(page, 'Batch');
  await take('6-batch');
  await openScreen(page, 'Logboek');
  await page.getByRole('cell', { name: /Berekening klaar/ }).waitFor();
  await take('7-log');
  await openScreen(page, 'Modellen');
  await page.getByText('Gouden patiënten').waitFor();
  await take('8-models');
  await openScreen(page, 'Instellingen');
  await take('9-settings');
  await page.getByRole('button', { name: 'Over Visite' }).click();
  await take('9-about');
  await page.keyboard.press('?');
  await take('9-help');
  rmSync(folder, { recursive: true, force: true });
  renameSync(taken, folder);
  process.stdout.write(`${readdirSync(folder).length} pictures in docs/screenshots\n`);
} finally {
  rmSync(taken, { recursive: true, force: true });
  await close();
}

async function show({ width, height, zoom }: typeof laptop): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h, factor]) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(w, h);
      window?.webContents.setZoomFactor(factor);
    },
    [width, height, zoom] as const,
  );
  await page.waitForTimeout(300);
}

async function take(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(nameNoMachine, [
      [repository, '/opt/Visite/resources'],
      [home, '/home/user/.local/share/visite'],
    ] as const);
    await page.waitForTimeout(500);
    // Playwright's own picture leaves a zoomed page cut
    const picture = await app.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    writeFileSync(join(taken, `${name}-${theme}.png`), Buffer.from(picture, 'base64'));
  }
}

/** In the page: folders of the machine that the pictures are taken on stand as those of an installed program. */
function nameNoMachine(folders: readonly (readonly [string, string])[]): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
    for (const [own, installed] of folders)
      node.nodeValue = (node.nodeValue ?? '').replaceAll(own, installed);
}
