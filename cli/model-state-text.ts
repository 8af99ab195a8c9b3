import type { ListedModel } from '#host/models/list-models.ts';

/** Whether an installed version runs, by whose release, or why not. */
export function toStateText({ model, state, release, refusal }: ListedModel): string {
  const released = release === undefined ? '' : `  by ${release.people.join(', ')} at ${release.releasedAt}`;
  const lacking = release !== undefined && !release.complete ? '  more people must release it' : '';
  const withdrawn = state === 'withdrawn' ? `  ${model.withdrawn?.reason ?? ''}` : '';
  const refused = refusal === undefined ? '' : `  ${refusal.code}: ${refusal.message}`;
  return `${state}${released}${lacking}${withdrawn}${refused}`;
}
