import { calls, deskCalls, shellCalls, type DeskCall, type ShellCall } from '#core/contract/calls.ts';
import type { Failure } from '#core/contract/failure.ts';

export type CheckedCall =
  | { readonly to: 'desk'; readonly name: DeskCall; readonly args: unknown }
  | { readonly to: 'shell'; readonly name: ShellCall; readonly args: unknown }
  | { readonly to: 'nobody'; readonly failure: Failure };

/** Of all texts of a call together: no call of a window needs more. */
const maxCharacters = 4_000_000;

/** A call with a known name and arguments after the contract, or why it is refused (D39). */
export function toCheckedCall(name: unknown, args: unknown): CheckedCall {
  if (typeof name !== 'string' || !Object.hasOwn(calls, name)) return refuse('call-unknown', 'no such call');
  if (charactersOf(args, 0) > maxCharacters) return refuse('call-too-large', `${name} is too large`);
  // safe: it is one of the keys
  const known = name as DeskCall | ShellCall;
  const parsed = calls[known].safeParse(args);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    return refuse('call-arguments', `the arguments of ${name} are not those of the contract: ${at}`);
  }
  if (isDeskCall(known)) return { to: 'desk', name: known, args: parsed.data };
  if (isShellCall(known)) return { to: 'shell', name: known, args: parsed.data };
  return known satisfies never;
}

function isDeskCall(name: string): name is DeskCall {
  return Object.hasOwn(deskCalls, name);
}

function isShellCall(name: string): name is ShellCall {
  return Object.hasOwn(shellCalls, name);
}

function refuse(code: string, message: string): CheckedCall {
  return { to: 'nobody', failure: { code, message } };
}

/** What a value holds of text, keys included; endless where it is nested deeper than any call. */
function charactersOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (depth > 16) return Infinity;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) {
    sum += key.length + charactersOf(inner, depth + 1);
    if (sum > maxCharacters) return sum;
  }
  return sum;
}
