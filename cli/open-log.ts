import { hostname, userInfo } from 'node:os';
import { version } from '#core/version.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { markFolder } from '#host/files/mark-folder.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { readAnchorSetting } from '#host/store/anchor-setting.ts';
import { openAnchoredLog, type AnchorMissed } from '#host/store/anchored-log.ts';
import type { AuditLog, OpenLogOptions } from '#host/store/audit-log.ts';
import type { SiteKey } from '#host/store/site-key.ts';
import { systemClock } from '#host/store/system-clock.ts';
import { toLogFolder, type LogOptions } from '#cli/log-place.ts';

export interface OpenedLog {
  readonly log: AuditLog;
  /** Logs that the program ends, and gives the log free. */
  readonly close: () => Promise<void>;
}

/** The log of a command: that it began and ended is logged. @throws LogError, FileError */
export async function openCommandLog(
  options: LogOptions & { readonly demo?: true },
  key: SiteKey,
): Promise<OpenedLog> {
  const { log, close } = await openAnchoredLog({
    ...toOpenOptions(options, key),
    anchor: toAnchor(options),
    onMissed: tellMissed,
  });
  log.append([
    {
      type: 'application-started',
      program: 'visite',
      versions: { visite: version, engine: engineVersion() },
    },
  ]);
  return {
    log,
    close: async () => {
      try {
        log.append([{ type: 'application-stopped', reason: 'ended' }]);
      } finally {
        await close();
      }
    },
  };
}

/** Who writes, from where, and where the mark of this log stands. */
export function toOpenOptions(options: LogOptions & { readonly demo?: true }, key: SiteKey): OpenLogOptions {
  const client = hostname().slice(0, 256);
  return {
    directory: toLogFolder(options),
    key,
    clock: systemClock,
    who: { account: userInfo().username },
    ...(client === '' ? {} : { client }),
    demo: options.demo === true,
    software: `visite ${version}`,
    markFolder: markFolder(),
  };
}

/** That of the data folder, for its own log. */
export function toAnchor({ log }: LogOptions): string | undefined {
  return log === undefined ? readAnchorSetting(dataFolder()) : undefined;
}

export function tellMissed(code: AnchorMissed, folder: string): void {
  process.stderr.write(`visite: ${code}: ${folder}: ${missedTexts[code]}; this is logged\n`);
}

const missedTexts: Readonly<Record<AnchorMissed, string>> = {
  'anchor-unreachable':
    'the anchor of the log cannot be read, so it is not known whether the log was set back',
  'anchor-empty': 'the anchor holds no checkpoint of this log, though the log is not new',
  'anchor-damaged': 'the newest checkpoint in the anchor is not one that this log signed',
  'anchor-not-kept': 'the checkpoint of the log could not be written to the anchor',
};
