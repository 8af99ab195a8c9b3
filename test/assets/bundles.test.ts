import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeBundle } from '#cli/authoring/make-bundle.ts';
import { readModelFolder } from '#cli/authoring/read-model-folder.ts';
import { parseContainer, toContainer } from '#core/bundle/container.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';

const models = new URL('../../assets/models/', import.meta.url);
/** A signature takes some kilobytes more. */
const maximumBytes = 3_000_000 - 10_000;

for (const id of ['colon-adjuvant', 'colon-adjuvant-bcf']) {
  describe(id, () => {
    it('compiles to a bundle that reproduces stochtree, fits its size, and is the one that is shipped', async () => {
      const folder = new URL(`${id}/`, models);
      const { bundle, files, largestDifference } = await makeBundle(readModelFolder(fileURLToPath(folder)));
      assert.ok(largestDifference <= 1e-13, `largest difference ${largestDifference}`);
      const bytes = toContainer(files).length;
      assert.ok(bytes <= maximumBytes, `${bytes} bytes`);

      const { version } = bundle.manifest;
      const shipped = new Map(parseContainer(readFileSync(new URL(`${id}-${version}.visite`, folder)), inflateRaw));
      assert.ok(shipped.delete('model.sig'), 'the shipped bundle is signed');
      assert.deepEqual([...shipped.keys()].toSorted(), [...files.keys()].toSorted());
      for (const [name, content] of files) {
        const same = Buffer.compare(content, shipped.get(name) ?? new Uint8Array()) === 0;
        assert.ok(same, `${name} differs from the shipped one: run scripts/make-demo-bundles.ts`);
      }
    });
  });
}
