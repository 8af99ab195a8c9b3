import type { ShownValue } from '#core/contract/patients-view.ts';
import { makeStore } from '#renderer/state/store.ts';

/** What was typed of a patient by hand and not computed yet. It outlives a visit to another screen, and nothing more. */
export interface ByHandDraft {
  /** The model whose inputs these are, id@version. */
  readonly of: string;
  readonly patient: string;
  readonly values: Readonly<Record<string, ShownValue>>;
}

const none: ByHandDraft = { of: '', patient: '', values: {} };

export const byHandDraft = makeStore<ByHandDraft>(none);

export function forgetByHandDraft(): void {
  byHandDraft.set(() => none);
}
