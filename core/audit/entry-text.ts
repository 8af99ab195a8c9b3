import type { Entry } from '#core/audit/entry.ts';

/** An entry in one English sentence without its time and account: its type in words, and what it is about. */
export function toEntryText(entry: Entry): string {
  const about = [
    ...('bundle' in entry && entry.bundle !== undefined
      ? [`${entry.bundle.id}@${entry.bundle.version}`]
      : []),
    ...('line' in entry ? [`line ${entry.line}`] : []),
    ...('advice' in entry ? [toAdviceText(entry.advice)] : []),
    ...('code' in entry ? [entry.code] : []),
    ...('reason' in entry ? [entry.reason] : []),
    ...('problems' in entry && Array.isArray(entry.problems) ? [entry.problems.join(', ')] : []),
    ...('changed' in entry ? [`changed ${entry.changed.join(', ')}`] : []),
    ...('books' in entry ? [`${entry.books.read} rows`] : []),
    ...('run' in entry && entry.run !== undefined ? [entry.run] : []),
  ];
  const words = entry.type.replaceAll('-', ' ');
  return about.length === 0 ? words : `${words}: ${about.join(', ')}`;
}

function toAdviceText(advice: Extract<Entry, { type: 'inference' }>['advice']): string {
  switch (advice.state) {
    case 'favours':
      return `favours ${advice.arm} over ${advice.over}`;
    case 'uncertain':
      return 'small or uncertain';
    case 'no-recommendation':
      return `no recommendation (${advice.reasons.join(', ')})`;
    default:
      return advice satisfies never;
  }
}
