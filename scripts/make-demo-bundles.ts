import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toContainer } from '#core/bundle/container.ts';
import { sign } from '#host/trust/sign.ts';
import { makeBundle } from '#cli/authoring/make-bundle.ts';
import { readModelFolder } from '#cli/authoring/read-model-folder.ts';
import { toReportLines } from '#cli/authoring/report-lines.ts';
import { repository } from '#scripts/run-steps.ts';

/**
 * Makes the demonstration bundles and the publisher that signs them. The private key exists only while this runs: both
 * bundles and the public key are made together, always.
 */
const models = join(repository, 'assets/models');
const publisherFolder = join(models, 'demonstration-publisher');
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const publishers = new Set<string>();
for (const id of ['colon-adjuvant', 'colon-adjuvant-bcf']) {
  const folder = join(models, id);
  const { files, bundle, report, largestDifference } = await makeBundle(readModelFolder(folder));
  const { manifest } = bundle;
  publishers.add(manifest.publisher);
  const signature = sign(files, `${manifest.id}@${manifest.version}`, { key });
  const bytes = toContainer(new Map([...files, ['model.sig', signature]]));
  const path = join(folder, `${manifest.id}-${manifest.version}.visite`);
  rmSync(path, { force: true });
  writeFileSync(path, bytes);
  console.log(`${path}: ${bytes.length} bytes, largest difference ${largestDifference.toExponential(2)}`);
  for (const line of toReportLines(report)) console.log(`  ${line}`);
}

const [publisher, ...others] = publishers;
if (publisher === undefined || others.length > 0)
  throw new Error('the demonstration bundles have one publisher');
mkdirSync(publisherFolder, { recursive: true });
writeFileSync(
  join(publisherFolder, 'demonstration.pub.pem'),
  publicKey.export({ type: 'spki', format: 'pem' }),
);
const anchors = {
  format: 1,
  keys: [{ file: 'demonstration.pub.pem', publisher }],
  roots: [],
  revokedFingerprints: [],
};
writeFileSync(join(publisherFolder, 'anchors.json'), `${JSON.stringify(anchors, null, 2)}\n`);
