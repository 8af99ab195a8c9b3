import { aboutFile } from '#cli/about-file.ts';
import { readBundle } from '#cli/read-bundle.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { toStatus } from '#cli/status-text.ts';
import { toSafeText } from '#cli/terminal.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { replayGolden } from '#host/runner/replay-golden.ts';

/** `visite verify BUNDLE`: signature, contents, and the golden patients on this machine. */
export async function verify(path: string, options: TrustOptions): Promise<void> {
  const verified = await readBundle(path, options);
  const runner = await aboutFile(path, () => Runner.open(verified));
  try {
    const golden = await aboutFile(path, () => replayGolden(runner, verified));
    const { signer, bundle } = verified;
    const lines = [
      `${verified.id}@${verified.version}: verified`,
      `  publisher  ${signer.publisher}${options.demo ? ' (demonstration)' : ''}`,
      `  signed by  ${signer.mode} ${signer.fingerprint}`,
      `  digest     sha256:${verified.digest}`,
      `  status     ${toStatus(bundle.manifest.status)}`,
      `  golden     ${golden.patients} patients in ${golden.replays} orders: every bit as the bundle says`,
    ];
    process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
  } finally {
    runner.close();
  }
}
