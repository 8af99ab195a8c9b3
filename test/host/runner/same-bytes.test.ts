import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { toGoldenInputs } from '#core/bundle/golden-check.ts';
import { toModelCall } from '#core/bundle/model-call.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { parseAnchorsFile } from '#host/trust/anchors-file.ts';
import { verifyBundle } from '#host/trust/verified-bundle.ts';

const times = process.env['VISITE_LONG'] === '1' ? 1_000 : 20;
const models = join(import.meta.dirname, '../../../assets/models');

test(`D30: the golden patients of a shipped model, in ${times} fresh processes: the same bytes`, async () => {
  const bytes = new Uint8Array(
    readFileSync(join(models, 'colon-adjuvant-bcf/colon-adjuvant-bcf-1.0.0.visite')),
  );
  const publisher = (name: string): Uint8Array =>
    new Uint8Array(readFileSync(join(models, 'demonstration-publisher', name)));
  const anchors = parseAnchorsFile(publisher('anchors.json'), publisher);
  const bundle = verifyBundle(bytes, anchors, new Date());
  const { manifest, golden } = bundle.bundle;
  const inputs = toGoldenInputs(manifest, golden);
  const { input, texts } = toModelCall(manifest, inputs);
  const digests = new Map<string, number>();
  const fuels = new Set<number>();
  for (let time = 0; time < times; time++) {
    const runner = await Runner.open(bundle, { threads: 1 + (time % 3) });
    const { output, fuel } = await runner.predict(inputs.length, input, 60_000, texts);
    runner.close();
    if (time % 3 === 0) fuels.add(fuel);
    const digest = createHash('sha256').update(new Uint8Array(output.buffer)).digest('hex');
    digests.set(digest, (digests.get(digest) ?? 0) + 1);
  }
  assert.deepEqual([...digests.values()], [times]);
  assert.equal(fuels.size, 1, 'on one thread, the first call of a process uses the same fuel every time');
});
