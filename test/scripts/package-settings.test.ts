import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Configuration } from 'electron-builder';

const repository = join(import.meta.dirname, '../..');

/** electron-builder's own reader and check of its settings, which its packages are made by and which it does not export. */
const builder = createRequire(import.meta.url)('app-builder-lib/out/util/config/config.js') as {
  readonly getConfig: (folder: string, path: null, override: null) => Promise<Configuration>;
  readonly validateConfiguration: (settings: object, debug: { readonly isEnabled: boolean }) => Promise<void>;
};
const check = (settings: object) => builder.validateConfiguration(settings, { isEnabled: false });
const read = () => builder.getConfig(repository, null, null);

describe('the settings of the packages', () => {
  it('are what electron-builder knows, for every platform', async () => {
    await check(await read());
  });

  for (const part of ['nsis', 'msi', 'win', 'mac', 'linux', 'deb', 'appImage'] as const)
    it(`a word of ${part} that it does not know is refused`, async () => {
      const settings = await read();
      assert.ok(settings[part]);
      await assert.rejects(
        check({ ...settings, [part]: { ...settings[part], madeUp: true } }),
        new RegExp(`configuration\\.${part}`),
      );
    });

  it('install for everybody on a machine, leave data behind, publish nothing, and keep the sandbox', async () => {
    const { nsis, msi, deb, appImage, publish } = await read();
    assert.equal(nsis?.perMachine, true);
    assert.equal(nsis.deleteAppDataOnUninstall, false);
    assert.equal(msi?.perMachine, true);
    assert.equal(publish, null);
    for (const words of [deb?.executableArgs, appImage?.executableArgs])
      assert.equal(words?.includes('--no-sandbox'), false);
  });
});
