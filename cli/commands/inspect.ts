import { toGoldenInputs } from '#core/bundle/golden-check.ts';
import { toModelCall } from '#core/bundle/model-call.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { replayGolden } from '#host/runner/replay-golden.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { aboutFile } from '#cli/about-file.ts';
import { inspectFile } from '#cli/commands/inspect-file.ts';
import { toInspectLines } from '#cli/inspect-lines.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { readBundle } from '#cli/read-bundle.ts';
import { toSafeText } from '#cli/terminal.ts';

export interface InspectOptions extends TrustOptions {
  readonly json?: true;
}

/**
 * `visite inspect BUNDLE`: what a bundle says of itself. With anchors its golden patients are replayed and their fuel
 * counted; without, the signature is not checked, nothing is run, and that is said.
 */
export async function inspect(path: string, options: InspectOptions): Promise<void> {
  if (options.trust === undefined && options.demo === undefined) {
    await inspectFile(path, options.json === undefined ? {} : { json: options.json });
    return;
  }
  const verified = await readBundle(path, options);
  const { bundle } = verified;
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ signatureChecked: true, manifest: bundle.manifest }, null, 2)}\n`,
    );
    return;
  }
  const measured = await aboutFile(path, () => measure(verified));
  const { fuelPerRow } = bundle.manifest.requests;
  const lines = toInspectLines(bundle, {
    signature: 'signature verified',
    golden: `replayed here in ${measured.replays} orders: every bit as the bundle says`,
    fuel: `${measured.fuel.toLocaleString('en')} for the dearest golden patient; at most ${fuelPerRow.toLocaleString('en')} a row`,
  });
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}

/** The golden patients on this machine, and the fuel of the dearest of them alone. */
async function measure(
  verified: VerifiedBundle,
): Promise<{ readonly replays: number; readonly fuel: number }> {
  const runner = await Runner.open(verified);
  try {
    const { replays } = await replayGolden(runner, verified);
    const { manifest, golden } = verified.bundle;
    let fuel = 0;
    for (const row of toGoldenInputs(manifest, golden)) {
      const { input, texts } = toModelCall(manifest, [row]);
      const prediction = await runner.predict(1, input, undefined, texts);
      fuel = Math.max(fuel, prediction.fuel);
    }
    return { replays, fuel };
  } finally {
    runner.close();
  }
}
