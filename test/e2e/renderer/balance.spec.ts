import { expect, test, type Browser } from '@playwright/test';
import { launchChromium, openWindow } from '#test/e2e/renderer/browser.ts';
import type { Answering } from '#test/e2e/renderer/open-page.ts';
import { openRealDesk, type RealDesk } from '#test/e2e/renderer/real-desk.ts';

/** Books that do not close cannot come of the host, which asserts that they do; the screens reckon them all the same. */
let browser: Browser;
let desk: RealDesk;
test.beforeAll(async () => {
  [browser, desk] = await Promise.all([launchChromium(), openRealDesk()]);
});
test.afterAll(async () => {
  await browser.close();
  await desk.close();
});

/** The desk, with so many rows more read than became anything. */
function losing(rows: number): Answering {
  return {
    answer: async (name, args) => {
      const answer = (await desk.answer(name, args)) as { value?: { books?: { read: number } } };
      if (name !== 'import' || answer.value?.books === undefined) return answer;
      const { value } = answer;
      const { books } = answer.value;
      return { ok: true, value: { ...value, books: { ...books, read: books.read + rows } } };
    },
  };
}

const open = 'De boeken sluiten niet. Gebruik dit resultaat niet.';

for (const rows of [0, 1, -1])
  test(`behaviours 23: the import's books, ${rows} rows beside the sum`, async () => {
    const { page } = await openWindow(browser, losing(rows), { viewport: { width: 1366, height: 900 } });
    // as a page whose process ended: it comes back to the import that the desk has open
    await page.evaluate(() => {
      addEventListener('pagehide', () => {
        sessionStorage.setItem('visite', JSON.stringify({ place: { screen: 'import' } }));
      });
    });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
    const books = page.getByRole('complementary');
    const show = page.getByRole('button', { name: 'Naar patiënten' });
    if (rows === 0) {
      await expect(books.getByText('sluit, geen regel verdwenen')).toBeVisible();
      await expect(show).toBeVisible();
    } else {
      await expect(books.getByRole('alert')).toContainText(open);
      await expect(books.getByRole('alert')).toContainText('Lees het bestand opnieuw in.');
      await expect(books.getByText('sluit, geen regel verdwenen')).toHaveCount(0);
      await expect(show).toHaveCount(0);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('grid')).toHaveCount(0);
    }
    await page.context().close();
  });

test('behaviours 23: the books of a batch that do not close are said, never ticked off', async () => {
  const { page, tell } = await openWindow(browser, desk);
  await page.getByRole('navigation').getByRole('button').nth(4).click();
  const counts = { scored: 90, flagged: 4, refused: 5, skipped: 0, escapedCells: 0 };
  const codes = { reason: {}, remark: {}, problem: {}, skip: {} };
  const finished = (read: number) => ({
    state: 'finished',
    file: 'month.csv',
    books: { ...counts, read, advice: { uncertain: 94 }, codes },
    outputs: [{ kind: 'result', name: 'month.visite.csv', folder: '/out' }],
  });
  await tell('batch', finished(99));
  await expect(page.getByText('sluit, geen regel verdwenen')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await tell('batch', finished(100));
  await expect(page.getByRole('alert')).toContainText(open);
  await expect(page.getByText('sluit, geen regel verdwenen')).toHaveCount(0);
  await expect(page.locator('.tabler-icon-check')).toHaveCount(0);
  await page.context().close();
});
