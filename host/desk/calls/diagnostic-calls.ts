import { join } from 'node:path';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { toFileStamp } from '#host/desk/file-stamp.ts';
import { toStartView } from '#host/desk/to-start-view.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { readPage } from '#host/store/read-page.ts';

/** Entries of the log that are looked at. */
const lastEntries = 1000;

export const diagnosticCalls = {
  'diagnostic-look': async (desk) => {
    desk.diagnostic = await toDiagnosticText(desk);
    return { text: desk.diagnostic };
  },
  'diagnostic-save': async (desk, { folder }) => {
    const target = desk.options.files.resolve(folder);
    const name = `visite-diagnostic-${toFileStamp(desk.now())}.json`;
    // What was shown is what is saved.
    const text = desk.diagnostic ?? (await toDiagnosticText(desk));
    writeWhole(join(target, name), toUtf8(text), { overwrite: false });
    return { name, folder: target };
  },
} satisfies Partial<Handlers>;

/** What helps to find a fault: versions, states, counts and codes. No name of a file, no patient, no account. */
async function toDiagnosticText(desk: Desk): Promise<string> {
  const { version, demo, settings, models, trust, log, notices, msPerPatient } = await toStartView(desk);
  const layers = desk.model === undefined ? [] : await desk.model.confinement().catch(() => []);
  const diagnostic = {
    at: desk.now().toISOString(),
    versions: { visite: version, engine: engineVersion(), ...desk.options.about.versions },
    system: { platform: process.platform, architecture: process.arch },
    digests: desk.options.about.digests,
    demo,
    notices,
    settings: {
      values: { ...settings.values, anchorFolder: settings.values.anchorFolder !== '' },
      setBy: settings.setBy,
    },
    models: models.map(({ ref, state, sha256, inUse, refusal }) => ({
      ref,
      state,
      sha256,
      inUse,
      refusal: refusal?.code,
    })),
    msPerPatient,
    confinement: layers,
    trust: trust.pinned && {
      root: trust.pinned.rootVersion,
      list: trust.pinned.listVersion,
      expires: trust.pinned.expires,
      expired: trust.pinned.expired,
      clockSetBack: trust.pinned.clockSetBack,
    },
    log: { size: log.size, state: log.state, firstBad: log.firstBad, ...countEntries(desk, log.size) },
  };
  return `${JSON.stringify(diagnostic, null, 2)}\n`;
}

/** How many there are of each type, and of each code of a refusal. */
function countEntries(desk: Desk, size: number) {
  const types: Record<string, number> = {};
  const codes: Record<string, number> = {};
  const from = Math.max(0, size - lastEntries);
  for (const entry of readPage(desk.log.path, from, lastEntries)) {
    types[entry.type] = (types[entry.type] ?? 0) + 1;
    if ('code' in entry)
      codes[`${entry.type}:${entry.code}`] = (codes[`${entry.type}:${entry.code}`] ?? 0) + 1;
  }
  return { lastEntries: { types, codes } };
}
