import { assess } from '#core/advice/assess.ts';
import { toReasonWord } from '#core/advice/result-columns.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { MappedRow } from '#core/mapping/mapped-row.ts';
import { PatientIndex } from '#core/mapping/patient-index.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { InputCounter, type InputCounts } from '#core/report/input-counts.ts';
import type { Problem, ProblemCode } from '#core/table/problem.ts';

/** What is wrong with rows, one for each column and code. Holds no value of a row. */
export interface FaultCount {
  readonly code: ProblemCode;
  /** Title of the column; empty where it is the whole record. */
  readonly column: string;
  readonly rows: number;
  /** The first of them, as an editor numbers lines. */
  readonly firstLines: readonly number[];
  readonly message: string;
}

/** What a whole file holds, read with a profile, before any model is asked. */
export interface PassCounts {
  /** Records below the header; `read` = `usable` + `refused` + `skipped`. */
  readonly read: number;
  /** Could be read as a patient. */
  readonly usable: number;
  readonly refused: number;
  readonly skipped: number;
  /** Different patient numbers among the usable rows. */
  readonly patients: number;
  /** Usable rows of patients who stand in the file more than once. */
  readonly duplicateRows: number;
  readonly inputs: readonly InputCounts[];
  readonly faults: readonly FaultCount[];
  /** Skipped rows by code. */
  readonly skips: Readonly<Record<string, number>>;
  /** Usable rows that the model may be asked about, with a remark. */
  readonly flagged: number;
  /** Usable rows for which the model may not be asked, and by which reason; a row may have several. */
  readonly withoutAdvice: number;
  readonly reasons: Readonly<Record<string, number>>;
}

const mostLines = 5;

/** Counts the records of a file one by one. */
export class PassCounter {
  readonly #manifest: Manifest;
  readonly #inputs: InputCounter;
  readonly #patients = new PatientIndex();
  readonly #faults = new Map<string, { -readonly [Key in keyof FaultCount]: FaultCount[Key] }>();
  readonly #skips = new Map<string, number>();
  readonly #reasons = new Map<string, number>();
  readonly #rows = {
    usable: 0,
    refused: 0,
    skipped: 0,
    patients: 0,
    duplicateRows: 0,
    flagged: 0,
    withoutAdvice: 0,
  };

  constructor(profile: Pick<Profile, 'inputs'>, manifest: Manifest) {
    this.#manifest = manifest;
    this.#inputs = new InputCounter(profile, manifest);
  }

  /** A row that was read as a patient. `duplicate`: the patient stands in the file on another line too. */
  enterPatient(row: MappedRow, duplicate: boolean): void {
    this.#rows.usable += 1;
    this.#inputs.enter(row);
    if (this.#patients.met(row.patient, row.line) === undefined) this.#rows.patients += 1;
    if (duplicate) this.#rows.duplicateRows += 1;
    const assessment = assess(this.#manifest, row.values);
    if (assessment.kind === 'score') {
      if (duplicate || assessment.remarks.length > 0) this.#rows.flagged += 1;
      return;
    }
    this.#rows.withoutAdvice += 1;
    for (const word of new Set(assessment.reasons.map(toReasonWord))) count(this.#reasons, word);
  }

  /** A record that was refused; `row` is undefined where it could not be cut into cells. */
  enterRefused(problems: readonly Problem[], row: MappedRow | undefined): void {
    this.#rows.refused += 1;
    if (row !== undefined) this.#inputs.enter(row);
    const seen = new Set<string>();
    for (const { code, column = '', line, message } of problems) {
      const key = JSON.stringify([column, code]);
      if (seen.has(key)) continue;
      seen.add(key);
      const fault = this.#faults.get(key);
      if (fault === undefined) {
        this.#faults.set(key, { code, column, rows: 1, firstLines: [line], message });
        continue;
      }
      fault.rows += 1;
      if (fault.firstLines.length < mostLines) fault.firstLines = [...fault.firstLines, line];
    }
  }

  enterSkipped(code: string): void {
    this.#rows.skipped += 1;
    count(this.#skips, code);
  }

  toCounts(): PassCounts {
    const { usable, refused, skipped } = this.#rows;
    return {
      read: usable + refused + skipped,
      ...this.#rows,
      inputs: this.#inputs.toCounts(),
      faults: [...this.#faults.values()].toSorted((a, b) => b.rows - a.rows),
      skips: Object.fromEntries(this.#skips),
      reasons: Object.fromEntries(this.#reasons),
    };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
