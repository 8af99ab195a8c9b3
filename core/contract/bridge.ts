import type { CallArguments, CallName, CallResults } from '#core/contract/calls.ts';
import type { EventName, Events } from '#core/contract/events.ts';
import type { Answer } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';

/** The one object that a window has (`window.visite`): of the preload script, or of a page for tests. */
export interface Bridge {
  readonly call: <Name extends CallName>(
    name: Name,
    args: CallArguments<Name>,
  ) => Promise<Answer<CallResults[Name]>>;
  /** Gives the function that ends it. */
  readonly on: <Name extends EventName>(name: Name, listener: (event: Events[Name]) => void) => () => void;
  /** `File` objects that were dropped or pasted → tokens; paths never reach the page. */
  readonly registerFiles: (files: readonly object[]) => Promise<readonly FileRef[]>;
}
