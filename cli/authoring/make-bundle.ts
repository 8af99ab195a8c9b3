import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseBundle, parseGoldenOriginal, parseManifest, type Bundle } from '#core/bundle/bundle.ts';
import type { GoldenOriginal } from '#core/bundle/golden.ts';
import {
  checkGoldenOriginal,
  toGolden,
  toGoldenInputs,
  toGoldenReplays,
  type GoldenDifference,
} from '#core/bundle/golden-check.ts';
import { toInputBlock } from '#core/bundle/input-block.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { compile } from '#compiler/compile.ts';
import { parsePlan } from '#compiler/plan.ts';
import type { CompileReport } from '#compiler/report.ts';
import { V8Model } from '#cli/authoring/v8-model.ts';
import { UsageError } from '#cli/usage-error.ts';

/** What a bundle is made of, as bytes of the files of a model folder (docs/model-authors.md). */
export interface ModelSources {
  /** The trained model: stochtree's JSON, unpacked. */
  readonly model: Uint8Array;
  readonly plan: Uint8Array;
  readonly goldenOriginal: Uint8Array;
  /** Files that go into the bundle as they are: manifest.json, card.json, reference.json, texts/<language>.json. */
  readonly asIs: ReadonlyMap<string, Uint8Array>;
}

export interface MadeBundle {
  /** All files but the signature. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly bundle: Bundle;
  readonly report: CompileReport;
  /** Largest |module − original| over the golden patients and outputs. */
  readonly largestDifference: number;
}

/**
 * Compiles the model and makes its bundle's files. A module that does not reproduce what the original library gave for
 * the golden patients, within their tolerance, is refused.
 * @throws CompileError, BundleError, UsageError
 */
export async function makeBundle(sources: ModelSources): Promise<MadeBundle> {
  const manifest = parseManifest(fileOf(sources, 'manifest.json'));
  const original = parseGoldenOriginal(sources.goldenOriginal, manifest);
  const { module, report } = compile({
    model: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(sources.model)),
    manifest,
    plan: parsePlan(parseJsonStrict(sources.plan, 'plan.json')),
  });
  const { block, largestDifference } = await runGolden(module, manifest, original);
  const golden = new TextEncoder().encode(`${JSON.stringify(toGolden(original, block), null, 1)}\n`);
  const files = new Map([...sources.asIs, ['golden.json', golden], ['model.wasm', module]]);
  return { files, bundle: parseBundle(files), report, largestDifference };
}

/** The golden patients through the module, in every order that hosts replay; all must agree with the original. */
async function runGolden(
  module: Uint8Array,
  manifest: Manifest,
  original: GoldenOriginal,
): Promise<{ block: Float64Array; largestDifference: number }> {
  const inputs = toGoldenInputs(manifest, original);
  const columns = manifest.inputs.filter(({ role }) => role === 'model').length;
  const predict = async (calls: readonly (readonly number[])[]) => {
    const model = await V8Model.open(module);
    return calls.map((call) =>
      model.predict(
        call.length,
        toInputBlock(
          call.map((place) => inputs[place] ?? []),
          columns,
        ),
        manifest.outputs.length,
      ),
    );
  };
  for (const { name, calls } of toGoldenReplays(inputs.length, manifest.requests.rowsPerCall)) {
    for (const [index, block] of (await predict(calls)).entries()) {
      refuseDifferences(name, checkGoldenOriginal(original, calls[index] ?? [], block));
    }
  }
  const [block] = await predict([inputs.map((_, place) => place)]);
  if (block === undefined) throw new UsageError('golden-original.json: expected golden patients, got none');
  return { block, largestDifference: toLargestDifference(original, block) };
}

function toLargestDifference({ patients }: GoldenOriginal, block: Float64Array): number {
  return Math.max(
    ...patients.flatMap(({ original }, row) =>
      original.map((expected, output) => Math.abs((block[output * patients.length + row] ?? NaN) - expected)),
    ),
  );
}

function refuseDifferences(replay: string, differences: readonly GoldenDifference[]): void {
  const [first] = differences;
  if (first === undefined) return;
  throw new BundleError(
    'golden-inconsistent',
    'golden-original.json',
    `the module does not reproduce the original (${replay}): ${differences.length} values differ beyond the tolerance, ` +
      `first patient ${first.patient}, output ${first.output}: expected ${first.expected}, got ${first.got}`,
  );
}

function fileOf({ asIs }: ModelSources, name: string): Uint8Array {
  const bytes = asIs.get(name);
  if (bytes === undefined) throw new UsageError(`the model folder has no ${name}`);
  return bytes;
}
