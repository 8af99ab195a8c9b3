import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '#core/version.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { logFileName, openLog } from '#host/store/audit-log.ts';
import { exportLog, exportNames } from '#host/store/export-log.ts';
import { openReader } from '#host/store/log-tables.ts';
import { systemClock } from '#host/store/system-clock.ts';
import { openExistingKey, toLogFolder, type LogOptions } from '#cli/log-place.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface LogExportOptions extends LogOptions {
  readonly out: string;
  readonly demo?: true;
}

const maxVerifierBytes = 1024 * 1024;

/** `visite log export --out FOLDER`: the whole log, its proofs, and a program that checks them without this one. */
export function logExport(options: LogExportOptions): void {
  const directory = toLogFolder(options);
  // Nothing is begun by an export.
  openReader(join(directory, logFileName)).close();
  const key = openExistingKey(options);
  if (key === undefined)
    throw new UsageError('--key: an export is logged, and for that the site key is needed');
  const log = openLog({
    directory,
    key,
    clock: systemClock,
    who: { account: userInfo().username },
    demo: options.demo === true,
    software: `visite ${version}`,
  });
  try {
    const { size } = exportLog(log.path, options.out, readVerifier(), (exported) => {
      log.append([
        {
          type: 'log-exported',
          form: 'verifiable',
          from: 0,
          through: exported.size - 1,
          sha256: exported.sha256,
        },
      ]);
    });
    process.stdout.write(
      `${options.out}: ${size} entries\ncheck it with: node ${exportNames.verifier} (in that folder; --key and --bundle recompute its results)\n`,
    );
  } finally {
    log.close();
  }
}

/** As it is shipped: two folders above this source, and above the bundled command line. */
function readVerifier(): Uint8Array {
  const url = new URL('../../assets/verifier/verify-log.mjs', import.meta.url);
  return readWhole(fileURLToPath(url), maxVerifierBytes);
}
