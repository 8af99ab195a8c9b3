import {
  checkGoldenBits,
  toGoldenInputs,
  toGoldenReplays,
  type GoldenDifference,
} from '#core/bundle/golden-check.ts';
import type { Golden, GoldenOriginal } from '#core/bundle/golden.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { V8Model } from '#cli/authoring/v8-model.ts';

/** A golden replay with what it gave: one output block for each of its calls. */
export interface Replayed {
  readonly name: string;
  readonly calls: readonly { readonly call: readonly number[]; readonly block: Float64Array }[];
}

/** The golden patients through a module in Node's own engine, in every order that hosts replay. */
export async function replayInV8(
  module: Uint8Array,
  manifest: Manifest,
  golden: GoldenOriginal,
): Promise<readonly Replayed[]> {
  const inputs = toGoldenInputs(manifest, golden);
  const replayed: Replayed[] = [];
  for (const { name, calls } of toGoldenReplays(inputs.length, manifest.requests.rowsPerCall)) {
    const model = await V8Model.open(module);
    replayed.push({
      name,
      calls: calls.map((call) => ({
        call,
        block: model.predict(
          manifest,
          call.map((place) => inputs[place] ?? []),
        ),
      })),
    });
  }
  return replayed;
}

/** Where the replays do not give the bundle's bits. */
export function checkReplayedBits(
  golden: Golden,
  replayed: readonly Replayed[],
): readonly (GoldenDifference & { readonly replay: string })[] {
  return replayed.flatMap(({ name, calls }) =>
    calls.flatMap(({ call, block }) =>
      checkGoldenBits(golden, call, block).map((difference) => ({ ...difference, replay: name })),
    ),
  );
}
