import type { Advice } from '#core/advice/advise.ts';
import type { Remark } from '#core/advice/reason.ts';
import { toReasonWord, toRemarkWord } from '#core/advice/result-columns.ts';
import type { RowResult } from '#core/advice/row-result.ts';
import type { Manifest, Outcome } from '#core/bundle/manifest.ts';
import { mustHold } from '#core/must-hold.ts';
import { toShortestDecimal } from '#core/table/number-text.ts';

/** A patient with advice, and what the run knows beside it. */
export interface AssessedPatient {
  /** 1-based line of the export. */
  readonly line: number;
  /** The patient number, as text. */
  readonly patient: string;
  readonly identity: PatientIdentity;
  readonly result: Extract<RowResult, { status: 'scored' | 'flagged' }>;
}

/** What a patient number is: the id of a Patient resource of the export, or an identifier, perhaps of a known system. */
export type PatientIdentity =
  { readonly kind: 'resource-id' } | { readonly kind: 'identifier'; readonly system?: string };

export interface AssessmentRun {
  readonly run: string;
  /** SHA-256 of the export, hexadecimal. */
  readonly input: string;
  readonly software: string;
  /** When it was computed: `yyyy-mm-ddThh:mm:ssZ`. */
  readonly at: string;
}

type Json = { readonly [key: string]: unknown };

/**
 * RiskAssessments of FHIR R4 (https://hl7.org/fhir/R4/riskassessment.html) for one patient: one for each arm and
 * outcome, with a prediction for each horizon. Probabilities are percentages, as R4 has them. Where there is no
 * recommendation whose estimates may be shown there is none, and the note says why.
 */
export function toRiskAssessments(
  manifest: Manifest,
  patient: AssessedPatient,
  run: AssessmentRun,
): readonly Json[] {
  const { result } = patient;
  return manifest.arms.flatMap((arm, armAt) =>
    manifest.outcomes.flatMap((outcome, outcomeAt): Json[] => {
      const isEstimated = manifest.outputs.some(
        (output) =>
          output.arm === arm.name && output.outcome === outcome.name && output.reference === undefined,
      );
      if (!isEstimated) return [];
      const predictions =
        result.outputs === null ? [] : toPredictions(manifest, outcome, arm.name, result.outputs, run.at);
      return [
        {
          resourceType: 'RiskAssessment',
          id: `${run.run}-${patient.line}-${armAt}-${outcomeAt}`,
          status: 'final',
          method: {
            coding: [{ system: manifest.publisher, version: manifest.version, code: manifest.id }],
            text: `${manifest.id}@${manifest.version}`,
          },
          code: { text: `${outcome.name}, ${arm.name}` },
          subject: toSubject(patient),
          occurrenceDateTime: run.at,
          performer: { type: 'Device', display: run.software },
          basis: [
            {
              identifier: { system: 'urn:visite:export-sha256', value: run.input },
              display: `line ${patient.line} of the export`,
            },
          ],
          ...(predictions.length > 0 ? { prediction: predictions } : {}),
          note: [{ text: toNote(manifest, result.advice, result.remarks) }],
        },
      ];
    }),
  );
}

function toSubject({ patient, identity }: AssessedPatient): Json {
  if (identity.kind === 'resource-id' && /^[A-Za-z0-9.-]{1,64}$/.test(patient)) {
    return { reference: `Patient/${patient}`, type: 'Patient' };
  }
  const system = identity.kind === 'identifier' ? identity.system : undefined;
  return { type: 'Patient', identifier: { ...(system === undefined ? {} : { system }), value: patient } };
}

function toNote({ status }: Manifest, advice: Advice, remarks: readonly Remark[]): string {
  const reasons = advice.state === 'no-recommendation' ? advice.reasons.map(toReasonWord) : [];
  return [
    `advice: ${advice.state}${advice.state === 'favours' ? ` ${advice.arm}` : ''}`,
    ...(reasons.length > 0 ? [`reasons: ${reasons.join(' ')}`] : []),
    ...(remarks.length > 0 ? [`remarks: ${remarks.map(toRemarkWord).join(' ')}`] : []),
    ...(status === 'clinical-use' ? [] : ['for research and demonstration only']),
  ].join('; ');
}

function toPredictions(
  manifest: Manifest,
  outcome: Outcome,
  arm: string,
  outputs: ArrayLike<number>,
  at: string,
): readonly Json[] {
  const horizons = outcome.horizons ?? [undefined];
  return horizons.flatMap((horizon): Json[] => {
    const statistic = (name: string): number | undefined => {
      const place = manifest.outputs.findIndex(
        (output) =>
          output.outcome === outcome.name &&
          output.arm === arm &&
          output.reference === undefined &&
          output.horizon === horizon?.value &&
          output.statistic === name,
      );
      return place === -1 ? undefined : outputs[place];
    };
    const when = horizon === undefined ? {} : toWhen(at, horizon);
    const after = horizon === undefined ? '' : ` after ${horizon.value} ${horizon.unit}`;
    const said = { outcome: { text: `${outcome.name}${after}` }, ...when };
    const mean = statistic('mean');
    const lower = statistic('lower');
    const upper = statistic('upper');
    switch (outcome.kind) {
      case 'survival':
      case 'probability':
        return [
          ...(mean === undefined ? [] : [{ ...said, probabilityDecimal: toPercentage(mean) }]),
          ...(lower === undefined || upper === undefined ? [] : [{ ...said, ...toRange(lower, upper) }]),
        ];
      case 'value': {
        const values = [
          ...(mean === undefined ? [] : [`mean ${toShortestDecimal(mean)} ${outcome.unit}`]),
          ...(lower === undefined || upper === undefined
            ? []
            : [`95% interval ${toShortestDecimal(lower)} to ${toShortestDecimal(upper)} ${outcome.unit}`]),
        ];
        return values.length === 0 ? [] : [{ ...said, rationale: values.join('; ') }];
      }
      case 'class': {
        const place = statistic('class');
        const name = place === undefined ? undefined : outcome.categories[place];
        return name === undefined ? [] : [{ ...said, qualitativeRisk: { text: name } }];
      }
      default:
        throw outcome satisfies never;
    }
  });
}

function toRange(lower: number, upper: number): Json {
  return {
    probabilityRange: { low: toPercent(lower), high: toPercent(upper) },
    rationale: 'the 95% interval of this probability',
  };
}

function toPercent(probability: number): Json {
  return { value: toPercentage(probability), unit: '%', system: 'http://unitsofmeasure.org', code: '%' };
}

/** A probability from 0 to 1 with its point two places on, so that no digit changes: 0.07 is 7. */
function toPercentage(probability: number): number {
  const text = toShortestDecimal(probability);
  mustHold(/^[0-9.]+$/.test(text) && probability <= 1, 'a probability is from 0 to 1');
  const [whole = '', fraction = ''] = text.split('.');
  const digits = fraction.padEnd(2, '0');
  return Number(`${whole}${digits.slice(0, 2)}.${digits.slice(2)}0`);
}

/**
 * From the assessment to the horizon, where its unit is one of the calendar. R4's whenRange is an age, so it is not
 * used.
 */
function toWhen(at: string, { value, unit }: { readonly value: number; readonly unit: string }): Json {
  const start = at.slice(0, 10);
  const end = addTime(start, value, unit);
  return end === undefined ? {} : { whenPeriod: { start, end } };
}

function addTime(day: string, value: number, unit: string): string | undefined {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (!Number.isInteger(value)) return undefined;
  switch (unit) {
    case 'd':
      return toDay(Date.UTC(year, month - 1, date + value));
    case 'wk':
      return toDay(Date.UTC(year, month - 1, date + 7 * value));
    case 'mo':
      return toMonthLater(year, month - 1 + value, date);
    case 'a':
      return toMonthLater(year + value, month - 1, date);
    default:
      return undefined;
  }
}

/** The same day of that month, or its last. */
function toMonthLater(year: number, month: number, date: number): string {
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return toDay(Date.UTC(year, month, Math.min(date, lastDay)));
}

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
