import { BundleError } from '#core/bundle/bundle-error.ts';
import { aboutFile } from '#cli/about-file.ts';
import { checkReplayedBits, replayInV8 } from '#cli/authoring/replay-in-v8.ts';
import { parseUnverified } from '#cli/read-unverified.ts';
import { toSafeText } from '#cli/terminal.ts';

/** `visite-author check BUNDLE`: contents and golden patients, every bit, in this engine. The signature is not checked. */
export async function check(path: string, options: { readonly json?: true }): Promise<void> {
  const { manifest, golden, module } = await parseUnverified(path);
  const replayed = await replayInV8(module, manifest, golden);
  const [first, ...others] = checkReplayedBits(golden, replayed);
  if (first !== undefined) {
    await aboutFile(path, () => {
      throw new BundleError(
        'golden-inconsistent',
        'golden.json',
        `this engine does not compute what the bundle was made with (${first.replay}): golden patient ${first.patient}, ` +
          `output ${first.output}: expected ${first.expected}, got ${first.got}; ${others.length} more`,
      );
    });
  }
  const { id, version } = manifest;
  const patients = golden.patients.length;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ id, version, patients, replays: replayed.length })}\n`
      : toSafeText(
          `${id}@${version}: ${patients} golden patients in ${replayed.length} orders: every bit as the bundle says; SIGNATURE NOT CHECKED\n`,
        ),
  );
}
