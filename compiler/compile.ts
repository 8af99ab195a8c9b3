import type { Manifest } from '#core/bundle/manifest.ts';
import { CompileError } from '#compiler/errors.ts';
import type { Plan } from '#compiler/plan.ts';

export type CompileInput = {
  /** The trained model: stochtree's JSON, parsed. */
  readonly model: unknown;
  readonly manifest: Manifest;
  readonly plan: Plan;
};
