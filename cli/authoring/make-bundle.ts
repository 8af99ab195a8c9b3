import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseBundle, parseGoldenOriginal, parseManifest, type Bundle } from '#core/bundle/bundle.ts';
import type { GoldenOriginal } from '#core/bundle/golden.ts';
import { checkGoldenOriginal, toGolden, type GoldenDifference } from '#core/bundle/golden-check.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { compile, compileGraphs, type Compiled } from '#compiler/compile.ts';
import { CompileError } from '#compiler/errors.ts';
import { parsePlan } from '#compiler/plan.ts';
import type { CompileReport, GraphReport } from '#compiler/report.ts';
import { checkGoldenOutputs } from '#cli/authoring/check-golden-outputs.ts';
import { toLargestDifferences, type LargestDifference } from '#cli/authoring/largest-differences.ts';
import { toMeasuredRequests } from '#cli/authoring/measured-requests.ts';
import { replayInV8 } from '#cli/authoring/replay-in-v8.ts';
import { UsageError } from '#cli/usage-error.ts';

/** What a bundle is made of, as bytes of the files of a model folder (docs/model-authors.md). */
export interface ModelSources {
  /** The trained models by the names that the plan gives them; of stochtree: `model.json`, unpacked. */
  readonly models: ReadonlyMap<string, Uint8Array>;
  readonly plan: Uint8Array;
  readonly goldenOriginal: Uint8Array;
  /** Files that go into the bundle as they are: manifest.json, card.json, reference.json, texts/<language>.json. */
  readonly asIs: ReadonlyMap<string, Uint8Array>;
  /** The manifest is a draft: what it requests of hosts follows from the module. */
  readonly draftManifest: boolean;
  /** What a human has not stated, where the files were drafted from a description. */
  readonly notStated: readonly string[];
}

export interface MadeBundle {
  /** All files but the signature. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly bundle: Bundle;
  readonly report: CompileReport | GraphReport;
  /** Largest |module − original| over the golden patients and outputs. */
  readonly largestDifference: number;
  /** The same for each output. */
  readonly differences: readonly LargestDifference[];
  /** Bytes of the trained models. */
  readonly sourceBytes: number;
  /** Wall time of reading and compiling the models. */
  readonly compileMs: number;
  readonly notStated: readonly string[];
}

/**
 * Compiles the model and makes its bundle's files. A module that does not reproduce what the original library gave for
 * the golden patients, within their tolerance and in every order that hosts replay, is refused.
 * @throws CompileError, BundleError, UsageError
 */
export async function makeBundle(sources: ModelSources): Promise<MadeBundle> {
  const declared = parseManifest(fileOf(sources, 'manifest.json'));
  const original = parseGoldenOriginal(sources.goldenOriginal, declared);
  const startMs = performance.now();
  const { module, report } = compileSources(sources, declared);
  const compileMs = performance.now() - startMs;
  const asIs = new Map(sources.asIs);
  let manifest = declared;
  if (sources.draftManifest) {
    const requests = await toMeasuredRequests(module, report.memoryBytes, declared, original);
    manifest = { ...declared, requests };
    asIs.set('manifest.json', toJsonBytes(manifest));
  }
  const block = await runGolden(module, manifest, original);
  checkGoldenOutputs(manifest, original, block);
  const files = new Map([
    ...asIs,
    ['golden.json', toJsonBytes(toGolden(original, block))],
    ['model.wasm', module],
  ]);
  const differences = toLargestDifferences(manifest, original, block);
  return {
    files,
    bundle: parseBundle(files),
    report,
    largestDifference: Math.max(...differences.map(({ difference }) => difference)),
    differences,
    sourceBytes: [...sources.models.values()].reduce((sum, { length }) => sum + length, 0),
    compileMs,
    notStated: sources.notStated,
  };
}

function compileSources(
  { models, plan: planBytes }: ModelSources,
  manifest: Manifest,
): Compiled<CompileReport | GraphReport> {
  const plan = parsePlan(parseJsonStrict(planBytes, 'plan.json'));
  if (plan.kind === 'graph') return compileGraphs({ files: models, manifest, plan });
  const model = models.get('model.json');
  if (model === undefined) throw new UsageError('the model folder has no model.json');
  return compile({ model: parseModelJson(model), manifest, plan });
}

/** stochtree's JSON is too large for the strict reader, which the reader of trees takes the place of. */
function parseModelJson(model: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(model));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
    throw new CompileError('not-stochtree', `model.json is no JSON in UTF-8: ${error.message}`);
  }
}

/** The golden patients through the module, in every order that hosts replay; all must agree with the original. */
async function runGolden(
  module: Uint8Array,
  manifest: Manifest,
  original: GoldenOriginal,
): Promise<Float64Array> {
  const replayed = await replayInV8(module, manifest, original);
  for (const { name, calls } of replayed) {
    for (const { call, block } of calls) {
      refuseDifferences(name, manifest, checkGoldenOriginal(original, call, block));
    }
  }
  const [all] = replayed;
  const [first, ...others] = all?.calls ?? [];
  if (first === undefined || others.length > 0)
    throw new RangeError('expected all patients in one call first');
  return first.block;
}

function refuseDifferences(
  replay: string,
  manifest: Manifest,
  differences: readonly GoldenDifference[],
): void {
  const [first] = differences;
  if (first === undefined) return;
  const output = manifest.outputs[first.output];
  throw new BundleError(
    'golden-inconsistent',
    'golden-original.json',
    `the module does not reproduce the original (${replay}): ${differences.length} values differ beyond the tolerance, ` +
      `first patient ${first.patient}, output ${first.output}${output === undefined ? '' : ` (${output.outcome}, ${output.arm})`}: ` +
      `expected ${first.expected}, got ${first.got}`,
  );
}

function fileOf({ asIs }: ModelSources, name: string): Uint8Array {
  const bytes = asIs.get(name);
  if (bytes === undefined) throw new UsageError(`the model folder has no ${name}`);
  return bytes;
}

function toJsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}
