import { Entry, type EntryType } from '#core/audit/entry.ts';
import { toHex } from '#core/audit/hash.ts';
import type { LogQuestion } from '#core/audit/select-entries.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import type { LogFilter } from '#core/contract/log-view.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { readLogPage } from '#host/desk/log/log-page.ts';
import { toLogCrypto } from '#host/store/log-crypto.ts';

export const logCalls = {
  'log-page': async (desk, { filter, before, limit }) => {
    const { size } = await desk.log.run((log) => log.head());
    const question = toQuestion(desk, filter);
    const page = readLogPage(desk.log.path, size, { question, before: before ?? size, limit });
    // That it was looked at is told once for each question, not for each page of it.
    if (before === undefined) {
      const { patient: _, ...told } = question;
      await desk.log.append([
        {
          type: 'log-viewed',
          from: 0,
          through: size - 1,
          ...(filter.patient === undefined ? {} : { patient: filter.patient }),
          ...(Object.keys(told).length === 0 ? {} : { question: told }),
        },
      ]);
    }
    return page;
  },
} satisfies Partial<Handlers>;

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
