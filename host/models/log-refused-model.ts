import type { Draft } from '#core/audit/draft.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { ModelError } from '#core/models/model-error.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { TrustError } from '#host/trust/trust-error.ts';

type ModelRefused = Extract<Draft, { type: 'model-refused' }>;

/** The entry that says that something was not done with a model; undefined where the error is no refusal. */
export function toModelRefused(action: ModelRefused['action'], error: unknown): ModelRefused | undefined {
  const code = toRefusalCode(error);
  return code === undefined ? undefined : { type: 'model-refused', action, code };
}

/** A code as the log has it: those of the engine, `engine:…`, with a hyphen. */
export function toLogCode(code: string): string {
  return code.replace(':', '-');
}

function toRefusalCode(error: unknown): string | undefined {
  if (error instanceof RunnerError) return toLogCode(error.code);
  const isRefusal =
    error instanceof ModelError ||
    error instanceof TrustFileError ||
    error instanceof TrustError ||
    error instanceof BundleError;
  return isRefusal ? error.code : undefined;
}
