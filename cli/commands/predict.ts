import { text } from 'node:stream/consumers';
import { parseContainer } from '#core/bundle/container.ts';
import { parseBundle } from '#core/bundle/bundle.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { aboutFile } from '#cli/about-file.ts';
import { parseNamedRows, predictRows } from '#cli/authoring/predict-rows.ts';
import { maxBundleBytes } from '#cli/read-unverified.ts';

/**
 * `visite-author predict BUNDLE`: rows on standard input as JSON, outputs on standard output as JSON. For comparing a
 * module with its original: nothing is checked of the rows' limits, and the signature is not.
 */
export async function predict(path: string): Promise<void> {
  const bytes = readWhole(path, maxBundleBytes);
  const files = await aboutFile(path, () => parseContainer(bytes, inflateRaw));
  const { manifest, module } = await aboutFile(path, () => parseBundle(files));
  const outputs = await predictRows(module, manifest, parseNamedRows(await text(process.stdin)));
  process.stdout.write(`${JSON.stringify({ outputs })}\n`);
}
