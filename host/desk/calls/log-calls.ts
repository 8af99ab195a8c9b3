import { join } from 'node:path';
import type { FirstBad, LogVerdict } from '#core/audit/check-log.ts';
import { Entry, type EntryType } from '#core/audit/entry.ts';
import { toFaultText } from '#core/audit/fault-text.ts';
import { toHex } from '#core/audit/hash.ts';
import type { LogQuestion } from '#core/audit/select-entries.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import type { LogFilter, LogHealth } from '#core/contract/log-view.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { exportEntries } from '#host/desk/log/export-entries.ts';
import { exportWholeLog } from '#host/desk/log/export-whole-log.ts';
import { toLogHealth } from '#host/desk/to-start-view.ts';
import { toFileStamp } from '#host/desk/file-stamp.ts';
import { OutputFile } from '#host/files/output-file.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { readKeptHeads } from '#host/store/read-kept-heads.ts';
import { verifyLogInSteps } from '#host/store/verify-log.ts';
import { readLogPage } from '#host/desk/log/log-page.ts';
import { toLogCrypto } from '#host/store/log-crypto.ts';

export const logCalls = {
  'log-page': async (desk, { filter, before, limit }) => {
    const { size } = await desk.log.run((log) => log.head());
    const question = toQuestion(desk, filter);
    const page = readLogPage(desk.log.path, size, { question, before: before ?? size, limit });
    // That it was looked at is told once for each question, not for each page of it.
    if (before === undefined) {
      const looked = toLookedThrough(filter, question, { from: 0, through: size - 1 });
      await desk.log.append([{ type: 'log-viewed', ...looked }]);
    }
    return page;
  },
  'log-verify': async (desk): Promise<LogHealth> => {
    const { path } = desk.log;
    const { size } = await desk.log.run((log) => log.head());
    const verdict = await desk.doJob('verify-log', async ({ signal, tell }) => {
      const places = { markFolder: desk.options.markFolder, anchor: desk.anchor };
      const { heads } = await readKeptHeads(path, desk.key, places);
      const expectedHeads = heads.map(({ head }) => head);
      const steps = verifyLogInSteps(path, { key: desk.key, expectedHeads });
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        tell('verifying', step.value, step.value / Math.max(size, 1));
        await new Promise(setImmediate);
        if (signal.aborted) steps.return({ ok: false, keyed: true, firstBad: nothingBad });
        signal.throwIfAborted();
      }
    });
    desk.logState = toLogState(verdict, desk.now());
    await desk.log.run((log) => {
      const { size: checked, root } = verdict.ok ? verdict : log.head();
      return log.append([{ type: 'log-verified', size: checked, root, ok: verdict.ok }]);
    });
    const health = await toLogHealth(desk);
    desk.options.emit('log', health);
    return health;
  },
  'log-export': async (desk, { folder, form, filter }) => {
    const target = desk.options.files.resolve(folder);
    const { size } = await desk.log.run((log) => log.head());
    const { path } = desk.log;
    const stamp = toFileStamp(desk.now());
    const exported = { from: 0, through: size - 1 };
    if (form === 'full') {
      const name = `visite-log-${stamp}`;
      const verifier = readWhole(desk.options.resources.verifier, maxVerifierBytes);
      await desk.doJob('export-log', (job) =>
        exportWholeLog(desk.log, size, join(target, name), verifier, job),
      );
      return { name, folder: target };
    }
    const question = toQuestion(desk, filter);
    const name = `visite-log-${stamp}.${endings[form]}`;
    const output = OutputFile.create(join(target, name), { overwrite: false });
    await desk.doJob('export-log', ({ signal, tell }) =>
      exportEntries(
        { path, size },
        question,
        form,
        output,
        { signal, tell: (rows) => tell('writing', rows, rows / Math.max(size, 1)) },
        (sha256) =>
          desk.log.append([
            { type: 'log-exported', form, sha256, ...toLookedThrough(filter, question, exported) },
          ]),
      ),
    );
    return { name, folder: target };
  },
} satisfies Partial<Handlers>;

const maxVerifierBytes = 1024 * 1024;
const endings = { jsonl: 'jsonl', csv: 'csv', fhir: 'ndjson' } as const;
const nothingBad: FirstBad = { index: 0, through: 0, fault: 'truncated' };

function toLogState(verdict: LogVerdict, now: Date): Desk['logState'] {
  const checkedAt = now.toISOString();
  if (verdict.ok) return { state: 'sound', checkedAt };
  const { index, fault } = verdict.firstBad;
  return { state: 'broken', firstBad: index, fault: toFaultText(fault), checkedAt };
}

/** What an entry says of a question: the patient's number becomes a pseudonym in the log. */
function toLookedThrough<Range extends { readonly from: number; readonly through: number }>(
  filter: LogFilter,
  question: LogQuestion,
  range: Range,
) {
  const { patient: _, ...told } = question;
  return {
    ...range,
    ...(filter.patient === undefined ? {} : { patient: filter.patient }),
    ...(Object.keys(told).length === 0 ? {} : { question: told }),
  };
}

/** @throws DeskError `value-refused` */
export function toQuestion(desk: Desk, filter: LogFilter): LogQuestion {
  const { patient, account, model, type, since, until } = filter;
  return {
    ...(patient === undefined ? {} : { patient: toHex(toLogCrypto(desk.key).pseudonymMac(toUtf8(patient))) }),
    ...(account === undefined ? {} : { account }),
    ...(model === undefined ? {} : { model }),
    ...(type === undefined ? {} : { type: toType(type) }),
    ...(since === undefined ? {} : { since: toDay(since) }),
    ...(until === undefined ? {} : { until: toDay(until) }),
  };
}

const types: readonly string[] = Entry.options.map((option) => option.shape.type.value);

function toType(text: string): EntryType {
  // safe: it is one of the types
  if (types.includes(text)) return text as EntryType;
  throw new DeskError('value-refused', 'expected a type of entry');
}

function toDay(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  throw new DeskError('value-refused', 'expected a calendar date, yyyy-mm-dd');
}
