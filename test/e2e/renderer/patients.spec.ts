import { expect, test, type Browser } from '@playwright/test';
import type { ListView } from '#core/contract/patients-view.ts';
import { launchChromium, openList, openWindow } from '#test/e2e/renderer/browser.ts';
import { openRealDesk, type RealDesk } from '#test/e2e/renderer/real-desk.ts';

/** The list of patients over the demonstration's export, scored by the host as the application has it. */

let browser: Browser;
let desk: RealDesk;
let list: ListView;
test.beforeAll(async () => {
  [browser, desk] = await Promise.all([launchChromium(), openRealDesk()]);
  const opened = await desk.ask('list', {});
  if (opened === null) throw new Error('the demonstration was scored into a list');
  list = opened;
});
test.afterAll(async () => {
  await browser.close();
  await desk.close();
});

test('the grid has every row, its roles, and the numbers of the host', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page, faults } = open;
  const grid = page.getByRole('grid');
  const { patients } = list;
  await expect(grid).toHaveAttribute('aria-rowcount', String(patients.patient.length + 1));
  const first = page.getByRole('row').nth(1);
  await expect(first).toHaveAttribute('aria-rowindex', '2');
  await expect(first.getByRole('rowheader')).toHaveText(patients.patient[0] ?? '');
  const cells = await first.getByRole('gridcell').allTextContents();
  const persons = Math.round((patients.mean[0] ?? NaN) * 100);
  expect(cells.some((text) => text.startsWith(`+${persons}`))).toBe(true);
  // only what is in sight is in the page
  expect(await page.getByRole('row').count()).toBeLessThan(100);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('behaviours 7: the whole list by keyboard, and the place survives a visit to a patient', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page } = open;
  const selected = page.getByRole('row', { selected: true });
  const last = list.patients.patient.length;
  await page.keyboard.press('End');
  await expect(selected).toHaveAttribute('aria-rowindex', String(last + 1));
  await expect(selected).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(selected).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('PageDown');
  const at = Number(await selected.getAttribute('aria-rowindex'));
  expect(at).toBeGreaterThan(8);
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveAttribute('aria-rowindex', String(at + 20));
  const patient = await selected.getByRole('rowheader').textContent();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(patient ?? '');
  await page.keyboard.press('Escape');
  await expect(selected.getByRole('rowheader')).toHaveText(patient ?? '');
  await expect(selected).toBeInViewport();
  await page.context().close();
});

test('agree, otherwise with a reason, undo: two keys each, durable before it is shown', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page } = open;
  const row = (at: number) => page.locator(`[aria-rowindex="${at}"]`).last();
  await page.keyboard.press('Home');
  await page.keyboard.press('a');
  await expect(row(2)).toContainText('Akkoord');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.keyboard.press('1');
  await expect(row(3)).toContainText('Anders: wens van');
  const kept = await desk.ask('list', {});
  expect(kept?.decisions[1]).toMatchObject({
    kind: 'overridden',
    arm: 'observation',
    reason: 'patient-wish',
  });
  await page.keyboard.press('Control+z');
  await expect(row(3)).toContainText('open');
  await page.keyboard.press('Control+z');
  await expect(row(2)).toContainText('open');
  expect((await desk.ask('list', {}))?.decisions).toEqual({});
  await page.context().close();
});

test('filters, order and search show what they say', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page } = open;
  const refused = page.getByRole('button', { name: /^Geweigerd/ });
  const count = Number((await refused.locator('strong').textContent()) ?? '');
  await refused.click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(count + 1));
  await refused.click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+f');
  const wanted = list.patients.patient[40] ?? '';
  await page.keyboard.insertText(wanted);
  await expect(page.getByRole('row', { selected: true }).getByRole('rowheader')).toHaveText(wanted);
  await page.keyboard.press('Escape');
  await page.getByLabel('Volgorde').selectOption('difference');
  const shares = [...list.patients.mean].filter(Number.isFinite).sort((a, b) => b - a);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('row', { selected: true })).toContainText(
    `+${Math.round((shares[0] ?? 0) * 100)}`,
  );
  await page.context().close();
});

test('a refused row says why, calls nothing missing that nobody can read, and is never to be decided', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page } = open;
  await page.getByRole('button', { name: /^Geweigerd/ }).click();
  const first = page.getByRole('row', { name: /^0018608/ });
  await expect(first).toContainText('Aantal positieve lymfeklieren: geen getal');
  await expect(page.getByRole('row', { name: /^regel [0-9.]+ / }).first()).toBeVisible();
  await expect(page.getByRole('grid').getByText('ontbreekt', { exact: true })).toHaveCount(0);
  await expect(first.getByRole('gridcell').last()).toHaveText('–');
  await page.getByRole('button', { name: /^Besluit open 961$/ }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '962');
  await page.getByRole('combobox', { name: /^Volgorde/ }).selectOption({ label: 'Leeftijd bij inclusie' });
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(page.locator('[role=row][aria-selected=true]')).toContainText(/1[67] jaar/);
  await page.context().close();
});

test('behaviours 14: a row is copied with tabs, and the log says so first', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page } = open;
  await page.keyboard.press('Home');
  const before = desk.calls.length;
  await page.keyboard.press('Control+c');
  await expect.poll(() => desk.copied.at(-1)?.split('\t')[0]).toBe(list.patients.patient[0]);
  const made = desk.calls.slice(before);
  expect(made.indexOf('patient-taken')).toBeLessThan(made.indexOf('copy'));
  expect(made).toContain('patient-taken');
  await page.context().close();
});

test('behaviours 24: 100,000 rows scroll without a blank frame', async () => {
  const many = toMany(list, 100_000);
  const open = await openWindow(browser, {
    answer: async (name, args) => (name === 'list' ? { ok: true, value: many } : desk.answer(name, args)),
  });
  await openList(open);
  const { page } = open;
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '100001');
  const box = await page.getByRole('grid').boundingBox();
  if (box === null) throw new Error('the grid is drawn');
  await page.mouse.move(box.x + 300, box.y + 300);
  // each frame that is drawn is looked at: is there a row at the top, in the middle, at the bottom?
  await page.evaluate(() => {
    const grid = document.querySelector('[role="grid"]');
    if (grid === null) throw new Error('the grid is there');
    const seen = { frames: 0, blank: 0 };
    Object.assign(window, { seen });
    const look = (): void => {
      const { left, top, height } = grid.getBoundingClientRect();
      seen.frames += 1;
      const isBlank = [60, height / 2, height - 12].some(
        (at) => document.elementFromPoint(left + 200, top + at)?.closest('[role="row"]') === null,
      );
      if (isBlank) seen.blank += 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, turn % 10 === 9 ? -4000 : 1600);
  await page.keyboard.press('End');
  for (let turn = 0; turn < 20; turn += 1) await page.keyboard.press('PageUp');
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { frames: number; blank: number } }).seen,
  );
  expect(seen.frames).toBeGreaterThan(20);
  expect(seen.blank).toBe(0);
  await page.context().close();
});

test('behaviours 24: keys that come in at any time after a scroll leave no blank frame', async () => {
  const open = await openWindow(browser, desk);
  await openList(open);
  const { page } = open;
  // whatever a timer does after a scroll: the keys come in just before, just after, and in the middle of its time
  const gaps = await page.evaluate(async () => {
    const grid = document.querySelector('[role="grid"]');
    if (grid === null) throw new Error('the grid is there');
    const nextFrame = () =>
      new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }));
    const found: string[] = [];
    for (const waitMs of [0, 40, 90, 140, 146, 149, 149, 149, 149, 150, 151, 155, 200]) {
      press('End');
      await new Promise((resolve) => {
        grid.addEventListener('scroll', resolve, { once: true });
      });
      const scrolledMs = performance.now();
      await new Promise((resolve) => {
        setTimeout(resolve, Math.max(0, waitMs - 20));
      });
      while (performance.now() - scrolledMs < waitMs);
      press('Home');
      await nextFrame();
      const { left, top, height } = grid.getBoundingClientRect();
      const isBlank = [60, height / 2, height - 12].some(
        (at) => document.elementFromPoint(left + 200, top + at)?.closest('[role="row"]') === null,
      );
      if (isBlank) found.push(`${waitMs} ms after a scroll`);
    }
    return found;
  });
  expect(gaps).toEqual([]);
  await page.context().close();
});

/** The same patients over and over, each with a number of its own. */
function toMany(of: ListView, rows: number): ListView {
  const { patients } = of;
  const { length } = patients.patient;
  const from = (row: number): number => row % length;
  const each = <Kind extends Float64Array | Uint8Array | Uint32Array>(column: Kind, made: Kind): Kind => {
    for (let row = 0; row < rows; row += 1) made[row] = column[from(row)] ?? 0;
    return made;
  };
  const texts = <Value>(column: readonly Value[]): Value[] =>
    // each row has one: the index is below the length
    Array.from({ length: rows }, (_, row) => column[from(row)] as Value);
  return {
    ...of,
    run: 'run-many',
    patients: {
      line: each(patients.line, new Uint32Array(rows)),
      patient: Array.from({ length: rows }, (_, row) => String(1_000_000 + row)),
      state: each(patients.state, new Uint8Array(rows)),
      arm: each(patients.arm, new Uint8Array(rows)),
      probability: each(patients.probability, new Float64Array(rows)),
      mean: each(patients.mean, new Float64Array(rows)),
      lower: each(patients.lower, new Float64Array(rows)),
      upper: each(patients.upper, new Float64Array(rows)),
      missing: each(patients.missing, new Uint8Array(rows)),
      outside: each(patients.outside, new Uint8Array(rows)),
      other: each(patients.other, new Uint8Array(rows)),
      reasons: texts(patients.reasons),
      inputs: patients.inputs.map(({ input, values }) => ({ input, values: texts(values) })),
    },
  };
}
