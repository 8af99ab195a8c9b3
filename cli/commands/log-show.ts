import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Entry, type EntryType } from '#core/audit/entry.ts';
import { csvHeader, toCsvLine } from '#core/audit/forms/to-csv-line.ts';
import { toAuditEvent } from '#core/audit/forms/to-audit-event.ts';
import { toCanonicalText } from '#core/audit/canonical.ts';
import { toHex } from '#core/audit/hash.ts';
import { toSelector, type LogQuestion } from '#core/audit/select-entries.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { OutputFile } from '#host/files/output-file.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { toLogCrypto } from '#host/store/log-crypto.ts';
import { openReader } from '#host/store/log-tables.ts';
import { readLog } from '#host/store/read-log.ts';
import type { SiteKey } from '#host/store/site-key.ts';
import { openExistingKey, toLogFolder, type LogOptions } from '#cli/log-place.ts';
import { openCommandLog } from '#cli/open-log.ts';
import { toSafeText } from '#cli/terminal.ts';
import { UsageError } from '#cli/usage-error.ts';

const forms = ['text', 'jsonl', 'csv', 'fhir'] as const;
type Form = (typeof forms)[number];

export interface LogShowOptions extends LogOptions {
  readonly patient?: string;
  readonly account?: string;
  readonly model?: string;
  readonly run?: string;
  readonly type?: string;
  readonly since?: string;
  readonly until?: string;
  readonly form: string;
  readonly out?: string;
  readonly demo?: true;
}

/** Entries that a terminal is given; more go to a file. */
const maxShown = 10_000;
const maxQuestion = 256;

/** `visite log show`: the entries that are looked for, in one of several forms. That they were shown is logged first. */
export async function logShow(options: LogShowOptions): Promise<void> {
  const form = forms.find((each) => each === options.form);
  if (form === undefined) throw new UsageError(`--form: expected ${forms.join(', ')}, got ${options.form}`);
  const directory = toLogFolder(options);
  const path = join(directory, logFileName);
  // Nothing is begun by looking.
  openReader(path).close();
  const key = await openExistingKey(options);
  if (key === undefined)
    throw new UsageError('--key: looking is logged, and for that the site key is needed');
  const question = toQuestion(options, key);
  const { log, close } = await openCommandLog(options, key);
  try {
    const output =
      options.out === undefined ? new Shown() : OutputFile.create(options.out, { overwrite: false });
    try {
      const through = write(readLog(path), question, form, output);
      const { sha256 } = output.sync();
      const looked = { from: 0, through, ...toLoggedQuestion(options) };
      log.append([
        options.out === undefined && form === 'text'
          ? { type: 'log-viewed', ...looked }
          : { type: 'log-exported', form, sha256, ...looked },
      ]);
      output.finish();
    } catch (error) {
      output.discard();
      throw error;
    }
  } finally {
    await close();
  }
}

/** Writes what is found and gives the last index looked at. */
function write(
  entries: ReturnType<typeof readLog>,
  question: LogQuestion,
  form: Form,
  output: Pick<OutputFile, 'write'>,
): number {
  const isWanted = toSelector(question);
  if (form === 'csv') output.write(toUtf8(csvHeader));
  let [through, name] = [0, ''];
  for (const { entry } of entries) {
    if (entry.type === 'log-created') name = entry.log;
    through = entry.index;
    if (isWanted(entry)) output.write(toUtf8(toLine(entry, form, name)));
  }
  return through;
}

function toLine(entry: Entry, form: Form, log: string): string {
  switch (form) {
    case 'csv':
      return toCsvLine(entry);
    case 'jsonl':
      return `${toCanonicalText(entry)}\n`;
    case 'fhir':
      return `${JSON.stringify(toAuditEvent(entry, log))}\n`;
    case 'text': {
      const { index, at, who, type, demo, offsetMinutes: _, ...details } = entry;
      const marked = demo ? ' (demo)' : '';
      return toSafeText(`${index}  ${at}  ${who.account}  ${type}${marked}  ${toCanonicalText(details)}\n`);
    }
    default:
      throw form satisfies never;
  }
}

/** Holds what a terminal is given until it is logged. */
class Shown {
  readonly #hash = createHash('sha256');
  readonly #lines: Uint8Array[] = [];

  write(line: Uint8Array): void {
    if (this.#lines.length === maxShown) {
      throw new UsageError(`more than ${maxShown} entries were found`, 'narrow the question, or give --out');
    }
    this.#hash.update(line);
    this.#lines.push(line);
  }

  sync(): { readonly sha256: string } {
    return { sha256: this.#hash.digest('hex') };
  }

  finish(): void {
    process.stdout.write(Buffer.concat(this.#lines));
  }

  discard(): void {
    this.#lines.length = 0;
  }
}

function toQuestion(options: LogShowOptions, key: SiteKey): LogQuestion {
  const { patient, account, model, run, type, since, until } = options;
  for (const [name, text] of Object.entries({ account, model, run })) {
    if (text !== undefined && (text === '' || text.length > maxQuestion))
      throw new UsageError(`--${name}: expected 1 to ${maxQuestion} characters, got ${text.length}`);
  }
  return {
    ...(patient === undefined ? {} : { patient: toHex(toLogCrypto(key).pseudonymMac(toUtf8(patient))) }),
    ...(account === undefined ? {} : { account }),
    ...(model === undefined ? {} : { model }),
    ...(run === undefined ? {} : { run }),
    ...(type === undefined ? {} : { type: toType(type) }),
    ...(since === undefined ? {} : { since: toTime('--since', since) }),
    ...(until === undefined ? {} : { until: toTime('--until', until) }),
  };
}

/** What was looked for, as the log holds it: the patient becomes a pseudonym there. */
function toLoggedQuestion({ patient, account, model, run, type, since, until }: LogShowOptions) {
  const question = {
    ...(account === undefined ? {} : { account }),
    ...(model === undefined ? {} : { model }),
    ...(run === undefined ? {} : { run }),
    ...(type === undefined ? {} : { type }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  return {
    ...(patient === undefined ? {} : { patient }),
    ...(Object.keys(question).length === 0 ? {} : { question }),
  };
}

const types: readonly string[] = Entry.options.map((option) => option.shape.type.value);

function toType(text: string): EntryType {
  // safe: it is one of the types
  if (types.includes(text)) return text as EntryType;
  throw new UsageError(`--type: expected ${types.join(', ')}, got ${text}`);
}

function toTime(option: string, text: string): string {
  if (/^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d{3}Z?)?)?)?)?)?)?$/.test(text)) return text;
  throw new UsageError(
    `${option}: expected a day (2026-11-22) or a time in UTC (2026-11-22T07:41), got ${text}`,
  );
}
