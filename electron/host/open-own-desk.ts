import { hostname } from 'node:os';
import type { DeskCall } from '#core/contract/calls.ts';
import type { EventName, Events } from '#core/contract/events.ts';
import type { Answer } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { BlockedRequest } from '#core/contract/start-view.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import type { HostStart } from '#electron/main/messages.ts';

/** The host behind a window, as this process serves it. */
export interface OwnDesk {
  call(name: DeskCall, args: unknown): Promise<Answer<unknown>>;
  register(path: string, as: FileRef['kind'] | undefined): FileRef;
  folder(which: 'log' | 'data' | 'results'): string;
  blocked(request: BlockedRequest): void;
  close(): Promise<void>;
}

export type Emit = <Name extends EventName>(name: Name, event: Events[Name]) => void;

/** Until the desk of `host/desk` is there, a call is answered with what this process is. */
export async function openOwnDesk({ versions }: HostStart, _emit: Emit): Promise<OwnDesk> {
  const message = `no desk yet on ${hostname()}: ${JSON.stringify({ engine: engineVersion(), ...versions })}`;
  return {
    call: async () => ({ ok: false, failure: { code: 'internal', message } }),
    register: () => {
      throw new Error(message);
    },
    folder: () => {
      throw new Error(message);
    },
    blocked: () => undefined,
    close: async () => undefined,
  };
}
