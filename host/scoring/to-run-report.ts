import { basename } from 'node:path';
import type { Language } from '#core/advice/phrases.ts';
import type { InputCounts } from '#core/report/input-counts.ts';
import type { RunReport } from '#core/report/run-report.ts';
import { toWarnings } from '#core/report/to-warnings.ts';
import { toWrittenText } from '#core/report/written-text.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import type { ScoreSummary } from '#host/scoring/score-file.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

export interface ReportContext {
  readonly export: CheckedExport;
  readonly profileDigest: string;
  readonly bundle: VerifiedBundle;
  readonly inputs: readonly InputCounts[];
  readonly software: RunReport['software'];
  readonly account: string;
  readonly demo: boolean;
  readonly now: Date;
  readonly language: Language;
  /** Path of each file written, by its kind. */
  readonly paths: Readonly<Record<string, string>>;
}

/** What the report of a finished run says. Texts of the bundle fall back to English, then to its first language. */
export function toRunReport(summary: ScoreSummary, context: ReportContext): RunReport {
  const { bundle, export: input, profileDigest } = context;
  const { manifest, texts } = bundle.bundle;
  const words =
    texts.get(context.language) ?? texts.get('en') ?? texts.get(manifest.languages[0] ?? 'en') ?? {};
  const inputs = context.inputs.map((counts, at) => {
    const declared = manifest.inputs[at];
    const unit = declared?.type === 'number' ? declared.unit : undefined;
    return { ...counts, label: words[`inputs.${counts.input}.label`] ?? counts.input, unit };
  });
  const { profile } = input;
  return {
    run: summary.run,
    at: toLocalTime(context.now),
    account: context.account,
    software: context.software,
    demo: context.demo,
    model: {
      id: bundle.id,
      version: bundle.version,
      digest: bundle.digest,
      title: words['title'] ?? bundle.id,
      intendedUse: words['intended-use'] ?? '',
      arms: new Map(manifest.arms.map(({ name }) => [name, words[`arms.${name}.label`] ?? name])),
      status: manifest.status,
      publisher: bundle.signer.publisher,
      signer: bundle.signer.fingerprint,
    },
    file: { name: basename(input.path), sha256: input.sha256, bytes: input.bytes },
    profile: { name: profile.name, version: profile.version, sha256: profileDigest },
    written: toWrittenText(profile),
    books: summary.books,
    inputs,
    warnings: toWarnings(summary.books, inputs, profile.expect !== undefined),
    outputs: summary.written.map(({ kind, sha256, bytes }) => ({
      kind,
      sha256,
      bytes,
      name: basename(context.paths[kind] ?? kind),
    })),
    head: summary.head,
  };
}

/** `2026-11-24 09:12 (UTC+1)`. */
function toLocalTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const ahead = -date.getTimezoneOffset();
  const minutes = Math.abs(ahead) % 60 === 0 ? '' : `:${two(Math.abs(ahead) % 60)}`;
  const zone =
    ahead === 0 ? 'UTC' : `UTC${ahead < 0 ? '−' : '+'}${Math.floor(Math.abs(ahead) / 60)}${minutes}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())} (${zone})`;
}
