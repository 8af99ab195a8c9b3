import type { BatchAtClose, DeskCall } from '#core/contract/calls.ts';
import type { EventName } from '#core/contract/events.ts';
import type { Answer } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { BlockedRequest } from '#core/contract/start-view.ts';
import type { ProgramName } from '#host/runner/start-process.ts';
import type { Unsealed } from '#host/store/system-store.ts';

/** What the host's process is told by the window's. */
export type ToHost =
  | { readonly kind: 'start'; readonly start: HostStart }
  | { readonly kind: 'call'; readonly call: number; readonly name: DeskCall; readonly args: unknown }
  /** A path of a dialog, a drop or a command line; answered with its `FileRef`. */
  | {
      readonly kind: 'file';
      readonly call: number;
      readonly path: string;
      readonly as?: FileRef['kind'];
    }
  /** Answered with the path of one of its folders. */
  | { readonly kind: 'folder'; readonly call: number; readonly which: 'log' | 'data' | 'results' }
  | { readonly kind: 'blocked'; readonly request: BlockedRequest }
  /** A process was started; its port comes with this message. */
  | { readonly kind: 'started'; readonly process: number; readonly pid: number | undefined }
  | { readonly kind: 'ended'; readonly process: number; readonly code: number }
  | StoreAnswer
  | { readonly kind: 'close'; readonly call: number; readonly batch: BatchAtClose };

export type FromHost =
  | { readonly kind: 'answer'; readonly call: number; readonly answer: Answer<unknown> }
  | { readonly kind: 'event'; readonly name: EventName; readonly event: unknown }
  | { readonly kind: 'run'; readonly process: number; readonly program: ProgramName }
  | { readonly kind: 'kill'; readonly process: number }
  | StoreQuestion;

/** What the host asks of the operating system's store, which the window's process alone has a way to. */
export type StoreQuestion =
  | { readonly kind: 'seal'; readonly question: number; readonly text: string }
  | { readonly kind: 'unseal'; readonly question: number; readonly sealed: Uint8Array };

export type StoreAnswer =
  | { readonly kind: 'sealed'; readonly question: number; readonly sealed: Uint8Array | undefined }
  | { readonly kind: 'unsealed'; readonly question: number; readonly unsealed: Unsealed };

/** What only the window's process knows. */
export interface HostStart {
  /** Where the demonstration's models and export stand. */
  readonly assets: string;
  /** What is known of this computer that a person should know, such as `no-landlock`. */
  readonly notices: readonly string[];
  /** The file that the program was opened with. */
  readonly opened?: string;
  readonly versions: Readonly<Record<string, string>>;
}
