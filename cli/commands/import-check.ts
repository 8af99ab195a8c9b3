import { checkExport } from '#host/scoring/check-export.ts';
import { readProfile } from '#host/scoring/read-profile.ts';
import { countExport } from '#host/import/full-pass.ts';
import { toCheckLines } from '#cli/import/check-lines.ts';
import { toInterruptSignal } from '#cli/interrupted.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { readBundle } from '#cli/read-bundle.ts';
import { toSafeText } from '#cli/terminal.ts';

export interface ImportCheckOptions extends TrustOptions {
  readonly bundle: string;
  readonly profile: string;
  readonly json?: true;
}

/** `visite import check FILE --profile P --bundle B`: the whole file as scoring would read it; no model is asked. */
export async function importCheck(file: string, options: ImportCheckOptions): Promise<void> {
  const signal = toInterruptSignal();
  const { profile, sha256 } = readProfile(options.profile);
  const { bundle } = await readBundle(options.bundle, options);
  const checked = await checkExport(file, profile, bundle.manifest, signal);
  const counts = await countExport(checked, signal, () => undefined);
  if (options.json) {
    const { sha256: fileSha256, bytes } = checked;
    const result = { file: { sha256: fileSha256, bytes }, profile: { sha256 }, ...counts };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const lines = [
    `file     ${file}, ${checked.bytes} bytes, sha256 ${checked.sha256}`,
    `profile  ${profile.name}, version ${profile.version ?? 1}: the file is written as it says`,
    '',
    ...toCheckLines(counts),
  ];
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}
