import type { Books } from '#core/advice/books.ts';
import { toAdvisor, toNoRecommendation } from '#core/advice/advise.ts';
import { assess } from '#core/advice/assess.ts';
import { toRowResult } from '#core/advice/row-result.ts';
import type { Remark } from '#core/advice/reason.ts';
import type { ModelCell } from '#core/bundle/input-block.ts';
import type { DecisionView } from '#core/contract/patients-view.ts';
import type { Problem } from '#core/table/problem.ts';
import { toSourceColumns } from '#core/mapping/source.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { mustHold } from '#core/must-hold.ts';
import { GrowingNumbers, GrowingTexts } from '#host/desk/list/growing-numbers.ts';
import type { LoggedChunk } from '#host/scoring/score-run.ts';
import type { ScoredPatient } from '#host/scoring/row-scorer.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

export interface ListSource {
  readonly bundle: VerifiedBundle;
  /** Where the patients come from; none where they were entered by hand. */
  readonly profile: Profile | undefined;
  readonly titles: readonly string[];
  readonly fileName: string;
  /** Of the file; undefined where there is none. */
  readonly path: string | undefined;
  /** Of the file; empty where there is none. */
  readonly sha256: string;
  readonly bytes: number;
  readonly profileDigest: string;
  readonly profileName: { readonly name: string; readonly version: number };
  /** ISO 8601, UTC. */
  readonly readAt: string;
}

/** One row of the list. */
export interface ListedRow {
  readonly line: number;
  readonly patient: string;
  /** One per input of the manifest. */
  readonly values: readonly ModelCell[];
  /** Problems of a row that was refused; then it has no result. */
  readonly problems: readonly Problem[];
  /** As it was scored and logged; undefined where it was refused. */
  readonly scored: ScoredPatient | undefined;
  /** Index of the entry of the result, or of the refusal. */
  readonly entry: number;
}

const noProblems: readonly Problem[] = [];

/**
 * The patients of one run, in memory as numbers: what the model was given and what it said. Advice and remarks follow from
 * them as they did when the row was logged.
 */
export class PatientList {
  readonly source: ListSource;
  readonly decisions = new Map<number, DecisionView>();
  run = '';
  books: Books | undefined;
  readonly #lines = new GrowingNumbers();
  readonly #patients = new GrowingTexts();
  readonly #values: readonly GrowingNumbers[];
  readonly #texts: readonly (GrowingTexts | undefined)[];
  readonly #outputs = new GrowingNumbers();
  /** Place of the row's outputs, in rows; -1 where the model was not asked, -2 where the row was refused. */
  readonly #asked = new GrowingNumbers();
  readonly #entries = new GrowingNumbers();
  readonly #cells: ReadonlyMap<string, GrowingTexts>;
  readonly #columnsAt: ReadonlyMap<string, number>;
  readonly #problems = new Map<number, readonly Problem[]>();
  readonly #remarks = new Map<number, readonly Remark[]>();
  readonly #advise: ReturnType<typeof toAdvisor>;
  #answered = 0;

  constructor(source: ListSource) {
    this.source = source;
    const { bundle, profile, titles } = source;
    const { manifest } = bundle.bundle;
    this.#advise = toAdvisor(manifest);
    this.#values = manifest.inputs.map(() => new GrowingNumbers());
    this.#texts = manifest.inputs.map(({ type }) => (type === 'text' ? new GrowingTexts() : undefined));
    const columns = new Set(Object.values(profile?.inputs ?? {}).flatMap(toSourceColumns));
    this.#cells = new Map([...columns].map((title) => [title, new GrowingTexts()]));
    this.#columnsAt = new Map(titles.map((title, at) => [title, at]));
  }

  get length(): number {
    return this.#lines.length;
  }

  /** Rows that are in the log; rows that were skipped are not listed. */
  add({ slots, firstEntry }: LoggedChunk): void {
    let entry = firstEntry;
    for (const { line, row, mapped, result, patient, refused } of slots) {
      if (result.status === 'skipped') continue;
      const at = this.length;
      if (result.status === 'refused') {
        const problems = mapped?.problems ?? refused.map(toProblem);
        this.#problems.set(at, problems);
      }
      this.addRow(line, mapped?.patient ?? '', mapped?.values ?? [], patient, entry);
      entry += 1;
      const cells = row?.cells ?? [];
      for (const [title, texts] of this.#cells) texts.push(cells[this.#columnsAt.get(title) ?? -1] ?? '');
    }
  }

  /** One row, scored or (without `scored`) refused. */
  addRow(
    line: number,
    patient: string,
    values: readonly ModelCell[],
    scored: ScoredPatient | undefined,
    entry: number,
  ): void {
    const at = this.length;
    this.#lines.push(line);
    this.#patients.push(patient);
    this.#entries.push(entry);
    for (const [input, numbers] of this.#values.entries()) {
      const value = values[input] ?? Number.NaN;
      numbers.push(typeof value === 'number' ? value : Number.NaN);
      this.#texts[input]?.push(typeof value === 'string' ? `t${value}` : '');
    }
    if (scored === undefined) {
      this.#asked.push(-2);
      return;
    }
    const own = scored.result.remarks.filter(({ code }) => code === 'duplicate-patient');
    if (own.length > 0) this.#remarks.set(at, own);
    if (scored.outputs === undefined) {
      this.#asked.push(-1);
      return;
    }
    this.#asked.push(this.#answered);
    this.#answered += 1;
    for (const output of scored.outputs) this.#outputs.push(output);
  }

  /** All rows are there. */
  close(run: string, books: Books): void {
    this.run = run;
    this.books = books;
    for (const numbers of [this.#lines, this.#outputs, this.#asked, this.#entries, ...this.#values])
      numbers.trim();
    for (const texts of [this.#patients, ...this.#cells.values()]) texts.trim();
    for (const texts of this.#texts) texts?.trim();
  }

  row(at: number): ListedRow {
    mustHold(at < this.length, 'a row of the list');
    const values = this.values(at);
    const asked = this.#asked.at(at);
    const common = {
      line: this.#lines.at(at),
      patient: this.#patients.at(at),
      values,
      entry: this.#entries.at(at),
    };
    if (asked === -2) return { ...common, problems: this.#problems.get(at) ?? noProblems, scored: undefined };
    const count = this.source.bundle.bundle.manifest.outputs.length;
    const outputs = asked < 0 ? undefined : this.#outputs.slice(asked * count, (asked + 1) * count);
    return { ...common, problems: noProblems, scored: this.#toScored(at, common, outputs) };
  }

  values(at: number): readonly ModelCell[] {
    return this.#values.map((numbers, input) => {
      const text = this.#texts[input]?.at(at) ?? '';
      return text === '' ? numbers.at(at) : text.slice(1);
    });
  }

  /** The cell of a column that an input reads, as the file has it. */
  cell(at: number, title: string): string {
    return this.#cells.get(title)?.at(at) ?? '';
  }

  /** As scorePatients made it: the same functions over the same numbers. */
  #toScored(
    at: number,
    { line, patient, values }: Pick<ListedRow, 'line' | 'patient' | 'values'>,
    outputs: Float64Array | undefined,
  ): ScoredPatient {
    const { manifest } = this.source.bundle.bundle;
    const assessment = assess(manifest, values);
    const own = this.#remarks.get(at) ?? [];
    mustHold((assessment.kind === 'score') === (outputs !== undefined), 'a row is assessed as it was');
    const result =
      assessment.kind === 'score'
        ? toRowResult(this.#advise(outputs ?? []), [...own, ...assessment.remarks], outputs ?? null)
        : toRowResult(toNoRecommendation(assessment.reasons), own, null);
    mustHold(result.status === 'scored' || result.status === 'flagged', 'a patient has a result');
    const asked = assessment.kind === 'score' ? assessment.values : undefined;
    const row = { kind: 'patient', line, patient, values, problems: [], sources: [] } as const;
    return { row, asked, outputs, result };
  }
}

function toProblem({
  line,
  code,
  column,
  value,
  reason,
}: LoggedChunk['slots'][number]['refused'][number]): Problem {
  // safe: lines of refused rows have the codes of problems
  return { code: code as Problem['code'], line, column, value, message: reason };
}
