import type { Draft } from '#core/audit/draft.ts';
import type { Settings } from '#core/contract/settings.ts';
import { version } from '#core/version.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import { openReleasedModel } from '#host/desk/calls/model-calls.ts';
import { checkNoRun, openDemo } from '#host/desk/calls/open-demo.ts';
import type { Desk } from '#host/desk/desk.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { toStartView } from '#host/desk/to-start-view.ts';
import { keepTime } from '#host/trust/keep-time.ts';
import { readTrust } from '#host/trust/trust-store.ts';
import { takeWaitingTrustFiles } from '#host/trust/waiting-trust-file.ts';

export const startCalls = {
  start: async (desk) => {
    await desk.once('begun', () => begin(desk));
    return toStartView(desk);
  },
  about: ({ options }) => ({
    product: 'Visite',
    version,
    manufacturer: 'the Visite project',
    status: 'research',
    ...options.about,
  }),
  'who-confirm': async (desk, { name, role }) => {
    await desk.log.change({ who: { account: desk.options.account, name, role } });
    await desk.log.append([{ type: 'session-started', method: 'confirmed' }]);
    return toStartView(desk);
  },
  'setting-change': (desk, { values }) => {
    // safe: zod gives no member that is undefined
    const view = desk.settings.change(values as Partial<Settings>);
    if (!view.values.rememberFiles) forgetFiles(desk);
    return view;
  },
  'recent-clear': (desk) => {
    forgetFiles(desk);
    return toStartView(desk);
  },
  'demo-open': async (desk) => {
    const { files, resources } = desk.options;
    await openDemo(desk);
    return {
      start: await toStartView(desk),
      file: files.register(resources.demoExport, 'export'),
      profile: files.register(resources.demoProfile, 'profile'),
    };
  },
  'demo-close': async (desk) => {
    if (desk.demo) {
      checkNoRun(desk);
      desk.use(undefined);
      await desk.log.change({ demo: false });
      await useKeptModel(desk);
    }
    return toStartView(desk);
  },
  'window-locked': async (desk, { locked, reason = 'idle' }) => {
    const entry: Draft = locked ? { type: 'session-locked', reason } : { type: 'session-unlocked' };
    await desk.log.append([entry]);
    if (locked && desk.settings.values.lockDoes === 'close') {
      desk.session = undefined;
      desk.setList(undefined);
    }
    return null;
  },
} satisfies Partial<Handlers>;

function forgetFiles(desk: Desk): void {
  desk.memory.clearRecent();
  desk.forgetList();
}

/** Once for each start of the program. */
async function begin(desk: Desk): Promise<void> {
  const { settings, memory, options } = desk;
  const { policyDigest } = settings;
  const from = memory.policy;
  await desk.withSite((site) => {
    site.log({ type: 'application-started', program: 'visite-window', versions: toVersions(options) });
    site.log({ type: 'session-started', method: 'operating-system' });
    if (policyDigest !== undefined && policyDigest !== from) {
      site.log({ type: 'policy-changed', ...(from === undefined ? {} : { from }), to: policyDigest });
    }
    takeWaitingTrustFiles(site);
    const trust = readTrust(site.folder);
    if (trust !== undefined) keepTime(site, trust);
  });
  if (policyDigest !== undefined && policyDigest !== from) memory.keepPolicy(policyDigest);
  desk.batch.look();
  await useKeptModel(desk);
}

function toVersions({ about }: Desk['options']): Record<string, string> {
  const named = Object.entries(about.versions).filter(([name]) => /^[a-z][a-z0-9-]*$/.test(name));
  return { visite: version, ...Object.fromEntries(named) };
}

/** The model that was in use the last time, or the only one that is released. */
async function useKeptModel(desk: Desk): Promise<void> {
  const released = desk.siteModels
    .summaries(undefined, desk.now())
    .filter(({ state }) => state === 'released');
  const kept =
    released.find(({ ref }) => ref === desk.memory.model) ??
    (released.length === 1 ? released[0] : undefined);
  if (kept !== undefined) desk.use(await openReleasedModel(desk, toRef(kept)));
}
