/** The command was asked for something it cannot do as asked. */
export declare class UsageError extends Error {
  readonly name = 'UsageError';
  readonly hint: string | undefined;
  constructor(message: string, hint?: string);
}
