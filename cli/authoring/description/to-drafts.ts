import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { BundleError } from '#core/bundle/bundle-error.ts';
import type { GoldenOriginal } from '#core/bundle/golden.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { GraphPlan } from '#compiler/plan.ts';
import type { Description } from '#cli/authoring/description/description.ts';
import { listNotStated } from '#cli/authoring/description/not-stated.ts';
import { toCard } from '#cli/authoring/description/to-card.ts';
import { toManifest, type Requests } from '#cli/authoring/description/to-manifest.ts';
import { toReference } from '#cli/authoring/description/to-reference.ts';
import { toTexts } from '#cli/authoring/description/to-texts.ts';
import { parseGoldenCsv } from '#cli/authoring/golden-csv.ts';
import { UsageError } from '#cli/usage-error.ts';

/** Until the module is there: what the machine allows by default. */
const unmeasured: Requests = { rowsPerCall: 64, memoryMiB: 256, fuelPerRow: 2_000_000_000 };

/**
 * The files of a model folder that a description says, by name. `models` are the trained models by their file names,
 * `goldenCsv` the golden patients where they do not stand in the description.
 * Throws BundleError `manifest-inconsistent` for a model for clinical use of which something is not stated.
 */
export function toDrafts(
  description: Description,
  models: ReadonlyMap<string, Uint8Array>,
  goldenCsv: Uint8Array | undefined,
): ReadonlyMap<string, Uint8Array> {
  const lacking = listNotStated(description);
  if (description.status === 'clinical-use' && lacking.length > 0) {
    throw new BundleError(
      'manifest-inconsistent',
      'description.json',
      `a model for clinical use must state everything; ${lacking.length} things are not stated: ${lacking.slice(0, 5).join('; ')}`,
    );
  }
  const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  const manifest = toManifest(description, toSourceDigest(models), unmeasured);
  return new Map([
    ['manifest.json', json(manifest)],
    ['card.json', json(toCard(description))],
    ['reference.json', json(toReference(description))],
    ['golden-original.json', json(toGoldenOriginal(description, manifest, goldenCsv))],
    ['plan.json', json(toPlan(description))],
    ...description.languages.map((language): [string, Uint8Array] => [
      `texts/${language}.json`,
      json(toTexts(description, language)),
    ]),
  ]);
}

function toPlan({ models, outputs }: Description): GraphPlan {
  return { kind: 'graph', models, outputs };
}

/** The golden patients stand in the description or in golden.csv, not in both. */
function toGoldenOriginal(
  { golden }: Description,
  manifest: Manifest,
  csv: Uint8Array | undefined,
): GoldenOriginal {
  const { library, version, tolerance, provenance } = golden;
  if ((golden.patients === undefined) === (csv === undefined)) {
    throw new UsageError(
      csv === undefined
        ? 'there are no golden patients: neither in description.json nor as golden.csv'
        : 'there are golden patients in description.json and in golden.csv; keep one',
    );
  }
  const patients = golden.patients ?? [...parseGoldenCsv(csv ?? new Uint8Array(), manifest)];
  return { format: 1, original: { library, version }, provenance, tolerance, patients };
}

/**
 * SHA-256 of the trained model. Of several files: of the lines `<sha256 of the file>  <name>` in the order of the names,
 * each ended by a line feed, as `sha256sum` writes them.
 */
export function toSourceDigest(models: ReadonlyMap<string, Uint8Array>): string {
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const files = [...models].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [only] = files;
  if (only !== undefined && files.length === 1) return digest(only[1]);
  return digest(Buffer.from(files.map(([name, bytes]) => `${digest(bytes)}  ${name}\n`).join('')));
}
