import { hostname, userInfo } from 'node:os';
import type { BatchAtClose, DeskCall } from '#core/contract/calls.ts';
import type { EventName, Events } from '#core/contract/events.ts';
import type { Answer } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { BlockedRequest } from '#core/contract/start-view.ts';
import { FileRegister } from '#host/desk/file-register.ts';
import { openDesk } from '#host/desk/open-desk.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { markFolder } from '#host/files/mark-folder.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { systemClock } from '#host/store/system-clock.ts';
import type { SystemStore } from '#host/store/system-store.ts';
import { BlockedEntries } from '#electron/host/blocked-entries.ts';
import { toFileKind } from '#electron/host/file-kind.ts';
import { policyFile } from '#electron/host/policy-file.ts';
import { toResources } from '#electron/host/resources.ts';
import type { HostStart } from '#electron/main/messages.ts';
import { buildFacts } from '#electron/start/build-facts.ts';

/** The host behind a window, as this process serves it. */
export interface OwnDesk {
  call(name: DeskCall, args: unknown): Promise<Answer<unknown>>;
  register(path: string, as: FileRef['kind'] | undefined): FileRef;
  folder(which: 'log' | 'data' | 'results'): string;
  blocked(request: BlockedRequest): void;
  close(batch: BatchAtClose): Promise<void>;
}

export type Emit = <Name extends EventName>(name: Name, event: Events[Name]) => void;

export function openOwnDesk(
  { assets, notices, opened, versions }: HostStart,
  systemStore: SystemStore,
  emit: Emit,
): OwnDesk {
  const data = dataFolder();
  const files = new FileRegister();
  const register = (path: string, as = toFileKind(path)) => files.register(path, as);
  const desk = openDesk({
    dataFolder: data,
    policyFile: policyFile(),
    markFolder: markFolder(),
    account: userInfo().username,
    client: hostname(),
    clock: systemClock,
    files,
    emit,
    systemStore,
    resources: toResources(assets),
    about: {
      versions: { engine: engineVersion(), ...versions, node: process.versions.node },
      digests: buildFacts.addons,
      licences: buildFacts.licences,
    },
    notices,
    ...(opened === undefined ? {} : { opened: register(opened) }),
  });
  const blocked = new BlockedEntries((drafts) => desk.desk.log.append(drafts));
  return {
    // safe: the desk checks the arguments of each call itself
    call: (name, args) => desk.call(name, args as never),
    register,
    folder: (which) => desk.folder(which),
    blocked: (request) => blocked.add(request),
    close: async (batch) => {
      await blocked.close();
      await desk.close(batch);
    },
  };
}
