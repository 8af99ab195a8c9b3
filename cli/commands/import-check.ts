import { confirmAnew } from '#core/mapping/expect/confirm-anew.ts';
import type { Problem } from '#core/table/problem.ts';
import { checkExport } from '#host/scoring/check-export.ts';
import { readProfile } from '#host/scoring/read-profile.ts';
import { countExport } from '#host/import/full-pass.ts';
import { toCheckLines } from '#cli/import/check-lines.ts';
import { writeProfile } from '#cli/import/write-profile.ts';
import { exitCode } from '#cli/exit-code.ts';
import { ProgressLine } from '#cli/progress.ts';
import { toInterruptSignal } from '#cli/interrupted.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { readBundle } from '#cli/read-bundle.ts';
import { refuseSameFile } from '#cli/refuse-same-file.ts';
import { toSafeText } from '#cli/terminal.ts';

export interface ImportCheckOptions extends TrustOptions {
  readonly bundle: string;
  readonly profile: string;
  readonly acceptDrift?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

/** `visite import check FILE --profile P --bundle B`: the whole file as scoring would read it; no model is asked. */
export async function importCheck(file: string, options: ImportCheckOptions): Promise<void> {
  const signal = toInterruptSignal();
  const checking = new ProgressLine(process.stderr, 'checking');
  const counting = new ProgressLine(process.stderr, 'counting');
  const { profile, sha256 } = readProfile(options.profile);
  const { bundle } = await readBundle(options.bundle, options);
  const { acceptDrift } = options;
  if (acceptDrift !== undefined) refuseSameFile([file, options.bundle], [acceptDrift]);
  const checked = await checkExport(file, profile, bundle.manifest, signal, 'tell', (state) =>
    checking.show(state),
  );
  checking.clear();
  const moved = checked.look?.moved ?? [];
  const counts = await countExport(checked, signal, (state) => counting.show(state));
  counting.clear();
  const accepted = acceptDrift === undefined ? undefined : confirmAnew(profile, checked.look?.expectation);
  if (acceptDrift !== undefined && accepted !== undefined) {
    writeProfile(acceptDrift, accepted, options.overwrite === true);
  } else if (moved.length > 0) process.exitCode = exitCode.inputRefused;
  if (options.json) {
    const { sha256: fileSha256, bytes, remarks } = checked;
    const result = { file: { sha256: fileSha256, bytes }, profile: { sha256 }, remarks, moved, ...counts };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const lines = [
    `file     ${file}, ${checked.bytes} bytes, sha256 ${checked.sha256}`,
    `profile  ${profile.name}, version ${profile.version ?? 1}: the file is written as it says`,
    '',
    ...(checked.remarks.length > 0
      ? ['of the file:', ...checked.remarks.map((remark) => `  ${remark}`), '']
      : []),
    ...toCheckLines(counts),
    '',
    ...toMovedLines(moved, profile.expect !== undefined),
    ...(accepted === undefined
      ? []
      : [`accepted: ${acceptDrift} is version ${accepted.version ?? 1} of the profile`]),
  ];
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}

function toMovedLines(moved: readonly Problem[], expects: boolean): string[] {
  if (!expects) return ['the profile does not say what its columns look like: one that moved is not noticed'];
  if (moved.length === 0) return ['the columns look as the profile expects'];
  return ['MOVED: scoring refuses this file', ...moved.map(({ message }) => `  ${message}`)];
}
