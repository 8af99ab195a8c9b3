import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch } from '#test/e2e/launch.ts';
import { ask } from '#test/e2e/screens/walk.ts';
import { makeWorkbooks } from '#test/host/sheets/made-workbooks.ts';

test('D56 the window reads a workbook and runs a model in processes that gave up what they must, and would not otherwise', async () => {
  const { page, close } = await launch();
  try {
    await ask(page, 'demo-open', {});
    await page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'given' });
      document.body.append(input);
    });
    await page.setInputFiles('#given', join(makeWorkbooks(), 'typed.xlsx'));
    const token = await page.evaluate(async () => {
      const input = document.getElementById('given') as HTMLInputElement;
      const [file] = await window.visite.registerFiles([...(input.files ?? [])]);
      return file?.token ?? '';
    });
    const view = await ask(page, 'import-open', { file: token });
    expect(view.header.length).toBeGreaterThan(1);
    const model = await ask(page, 'model-look', { ref: 'colon-adjuvant@1.0.0' });
    if (process.platform === 'linux') {
      expect(model.limits?.confinement).toMatchObject({
        'core-dumps': true,
        privileges: true,
        'system-calls': true,
        memory: true,
      });
    }
  } finally {
    await close();
  }
});
