import type { Bridge } from '#core/contract/bridge.ts';
import type { CallArguments, CallName, CallResults } from '#core/contract/calls.ts';
import type { Failure } from '#core/contract/failure.ts';

declare global {
  interface Window {
    /** Made by the preload script, or by a page for tests. */
    readonly visite: Bridge;
  }
}

/** A call that was refused; the screen says it in its own words by `failure.code`. */
export class CallError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'CallError';
    this.failure = failure;
  }
}

/** Asks the host. @throws CallError */
export async function call<Name extends CallName>(
  name: Name,
  args: CallArguments<Name>,
): Promise<CallResults[Name]> {
  const answer = await window.visite.call(name, args);
  if (answer.ok) return answer.value;
  throw new CallError(answer.failure);
}

export const on: Bridge['on'] = (name, listener) => window.visite.on(name, listener);
