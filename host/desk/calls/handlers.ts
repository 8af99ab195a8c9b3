import type { CallArguments, CallResults, DeskCall } from '#core/contract/calls.ts';
import type { Desk } from '#host/desk/desk.ts';

/** What answers each call. */
export type Handlers = {
  readonly [Name in DeskCall]: (
    desk: Desk,
    args: CallArguments<Name>,
  ) => CallResults[Name] | Promise<CallResults[Name]>;
};
