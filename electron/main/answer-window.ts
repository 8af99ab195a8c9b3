import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { Answer } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import { channels } from '#electron/main/channels.ts';
import type { HostProcess } from '#electron/main/host-process.ts';
import { toCheckedCall } from '#electron/main/rules/checked-call.ts';
import { answerShellCall, type ShellContext } from '#electron/main/shell-calls/answer-shell-call.ts';

export interface WindowAnswers {
  readonly isOurs: (event: IpcMainEvent | IpcMainInvokeEvent) => boolean;
  readonly host: HostProcess;
  readonly shell: ShellContext;
  /** A call that the host has answered, before the page hears it. */
  readonly seen: (name: string, value: unknown) => void;
}

/** A person drops a few files; each is a path, empty where it is no file of the disk. */
const DroppedPaths = z.array(z.string().max(4096)).max(64);
const Refusal = z.tuple([z.string().max(2048), z.string().max(64)]);

/** Listens to the window on its three channels. Whatever comes from elsewhere is refused (D38), or not after the contract (D39). */
export function answerWindow({ isOurs, host, shell, seen }: WindowAnswers): void {
  ipcMain.handle(channels.call, async (event, name: unknown, args: unknown): Promise<Answer<unknown>> => {
    if (!isOurs(event)) return foreign;
    const call = toCheckedCall(name, args);
    if (call.to === 'nobody') return { ok: false, failure: call.failure };
    if (call.to === 'shell') return await answerShellCall(call.name, call.args, shell);
    const answer = await host.ask({ kind: 'call', name: call.name, args: call.args });
    if (answer.ok) seen(call.name, answer.value);
    return answer;
  });
  ipcMain.handle(channels.files, async (event, paths: unknown): Promise<readonly FileRef[]> => {
    const dropped = DroppedPaths.safeParse(paths);
    if (!isOurs(event) || !dropped.success) return [];
    const files = await Promise.all(
      dropped.data.filter((path) => path !== '').map((path) => host.ask({ kind: 'file', path })),
    );
    // safe: the host answers a path with its token
    return files.flatMap((file) => (file.ok ? [file.value as FileRef] : []));
  });
  ipcMain.on(channels.refused, (event, ...told: unknown[]) => {
    const refusal = Refusal.safeParse(told);
    if (isOurs(event) && refusal.success) shell.blocked.add(...refusal.data);
  });
}

const foreign: Answer<never> = {
  ok: false,
  failure: { code: 'call-foreign', message: 'this page may not call' },
};
