import { toUtf8 } from '#core/bundle/utf8.ts';
import type { Language } from '#core/bundle/fields.ts';
import { toReportHtml } from '#core/report/report-html.ts';
import type { BatchPlan } from '#host/desk/batch/batch-journal.ts';
import type { Desk } from '#host/desk/desk.ts';
import { OutputFile } from '#host/files/output-file.ts';
import type { ScoreSummary } from '#host/scoring/score-file.ts';
import { toRunReport, type ReportContext } from '#host/scoring/to-run-report.ts';

type Facts = Pick<ReportContext, 'export' | 'bundle' | 'inputs' | 'software' | 'paths'>;

/** Writes the report of a run that is finished, in the language of the window. Gives the path that it has. @throws FileError */
export function writeBatchReport(
  desk: Desk,
  path: string,
  { profileDigest, overwrite }: BatchPlan,
  { summary, ...facts }: Facts & { readonly summary: ScoreSummary },
): string {
  const language = toLanguage(desk);
  const { account } = desk.options;
  const about = { account, demo: desk.demo, now: desk.now(), language, profileDigest };
  const report = OutputFile.create(path, { overwrite });
  try {
    report.write(toUtf8(toReportHtml(toRunReport(summary, { ...facts, ...about }), language)));
    report.sync();
    return report.finish(true);
  } finally {
    report.discard();
  }
}

function toLanguage(desk: Desk): Language {
  const { language } = desk.settings.values;
  if (language !== 'system') return language;
  const [own] = new Intl.DateTimeFormat().resolvedOptions().locale.split('-');
  return own === 'en' || own === 'de' ? own : 'nl';
}
