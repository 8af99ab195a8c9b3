import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { openScreen, walkToPatients } from '#test/e2e/screens/walk.ts';

const looks = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const;

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the screen that is shown, in each look, as lines of rule and place. */
async function findFaults(page: Page, screen: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, media } of looks) {
    await page.emulateMedia(media);
    await page.waitForTimeout(100);
    const builder = new AxeBuilder({ page }).setLegacyMode().withTags(tags);
    // colours that the system forces are not the page's to choose
    const { violations } = await (
      media.forcedColors === 'active' ? builder.disableRules(['color-contrast']) : builder
    ).analyze();
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes)
        faults.push(`${screen}, ${name}: ${id} at ${target.join(' ')}: ${failureSummary ?? ''}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  return faults;
}

test('behaviours 9: axe finds nothing on any screen, in light, dark and forced colours', async () => {
  test.setTimeout(240_000);
  const { page, close } = await launch();
  try {
    const faults = await findFaults(page, 'start');
    await walkToPatients(page);
    faults.push(...(await findFaults(page, 'patients')));
    for (const name of ['Import', 'Vergelijken', 'Batch', 'Logboek', 'Modellen', 'Instellingen'] as const) {
      await openScreen(page, name);
      await page.waitForTimeout(1000);
      faults.push(...(await findFaults(page, name)));
    }
    await page.getByRole('button', { name: 'Over Visite' }).click();
    await page.getByText('wasmtime').first().waitFor();
    faults.push(...(await findFaults(page, 'about')));
    await page.keyboard.press('?');
    faults.push(...(await findFaults(page, 'help')));
    await page.keyboard.press('Control+k');
    faults.push(...(await findFaults(page, 'palette')));
    expect(faults).toEqual([]);
  } finally {
    await close();
  }
});
