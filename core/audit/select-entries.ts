import type { Entry, EntryType } from '#core/audit/entry.ts';

/** What is looked for: an entry must fit every member that is given. */
export interface LogQuestion {
  /** The patient's pseudonym (docs/formats/log.md), hexadecimal. */
  readonly patient?: string;
  /** Account of the operating system. */
  readonly account?: string;
  /** Id of a bundle, or `id@version`. Entries of a run belong also to the bundle the run was started with. */
  readonly model?: string;
  readonly run?: string;
  readonly type?: EntryType;
  /** UTC, inclusive: `2026-11-22T07:41:05.123Z` or a beginning of it, such as a day. */
  readonly since?: string;
  /** As `since`; a beginning holds all that begins so. */
  readonly until?: string;
}

/** A reader of entries, to be given all of a log in order, that says of each whether it is looked for. */
export function toSelector(question: LogQuestion): (entry: Entry) => boolean {
  const models = new Map<string, string>();
  return (entry) => {
    if (entry.type === 'run-started') models.set(entry.run, toName(entry.bundle));
    return (
      fits(question.account, entry.who.account) &&
      fits(question.type, entry.type) &&
      fits(question.run, 'run' in entry ? entry.run : undefined) &&
      fits(question.patient, 'patient' in entry ? entry.patient : undefined) &&
      isModel(question.model, toModels(entry, models)) &&
      (question.since === undefined || entry.at >= question.since) &&
      (question.until === undefined || entry.at.slice(0, question.until.length) <= question.until)
    );
  };
}

function fits(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted === found;
}

function isModel(wanted: string | undefined, found: readonly string[]): boolean {
  return wanted === undefined || found.some((name) => name === wanted || name.split('@')[0] === wanted);
}

/** Every model that an entry speaks of. */
function toModels(entry: Entry, models: ReadonlyMap<string, string>): readonly string[] {
  if (entry.type === 'model-rolled-back') return [toName(entry.from), toName(entry.to)];
  if (entry.type === 'models-compared') return entry.bundles.map(toName);
  if ('bundle' in entry && entry.bundle !== undefined) return [toName(entry.bundle)];
  const ofRun = 'run' in entry && entry.run !== undefined ? models.get(entry.run) : undefined;
  return ofRun === undefined ? [] : [ofRun];
}

function toName({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${id}@${version}`;
}
