import { join } from 'node:path';
import { readWhole } from '#host/files/read-whole.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { exportLog, exportNames } from '#host/store/export-log.ts';
import { openReader } from '#host/store/log-tables.ts';
import { assetsFolder } from '#cli/assets-folder.ts';
import { openExistingKey, toLogFolder, type LogOptions } from '#cli/log-place.ts';
import { openCommandLog } from '#cli/open-log.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface LogExportOptions extends LogOptions {
  readonly out: string;
  readonly demo?: true;
}

const maxVerifierBytes = 1024 * 1024;

/** `visite log export --out FOLDER`: the whole log, its proofs, and a program that checks them without this one. */
export async function logExport(options: LogExportOptions): Promise<void> {
  const directory = toLogFolder(options);
  // Nothing is begun by an export.
  openReader(join(directory, logFileName)).close();
  const key = await openExistingKey(options);
  if (key === undefined)
    throw new UsageError('--key: an export is logged, and for that the site key is needed');
  const { log, close } = await openCommandLog(options, key);
  try {
    const { size } = exportLog(log.path, options.out, readVerifier(), {
      sign: (head) => log.signer.sign(head),
      confirm: ({ size: exported, sha256 }) =>
        log.append([{ type: 'log-exported', form: 'verifiable', from: 0, through: exported - 1, sha256 }]),
    });
    process.stdout.write(
      `${options.out}: ${size} entries\ncheck it with: node ${exportNames.verifier} (in that folder; --key and --bundle recompute its results)\n`,
    );
  } finally {
    await close();
  }
}

function readVerifier(): Uint8Array {
  return readWhole(join(assetsFolder(), 'verifier', 'verify-log.mjs'), maxVerifierBytes);
}
