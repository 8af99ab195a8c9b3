import type { Manifest } from '#core/bundle/manifest.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { DuplicateLines } from '#core/mapping/duplicate-lines.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { CellReader } from '#core/mapping/read-cell.ts';
import { toPatientReader } from '#core/mapping/read-patient.ts';
import { toSameReader } from '#core/mapping/visits/read-same.ts';
import { toVisitReader } from '#core/mapping/visits/read-visit.ts';
import type { Visit } from '#core/mapping/visits/read-visit.ts';
import { VisitIndex } from '#core/mapping/visits/visit-index.ts';
import type { Problem, ProblemCode } from '#core/table/problem.ts';
import type { Header, Row } from '#core/table/row.ts';

/** What a pass over all rows found out about the rows of each patient. */
export interface ComparedRows {
  /**
   * For each line of a patient who stands in the file more than once, another line of that patient; empty where a rule
   * chooses one of them.
   */
  readonly duplicates: ReadonlyMap<number, number>;
  /** For toRowMapper; undefined where every row counts and no columns must agree. */
  readonly visits: Visits | undefined;
}

/**
 * The rows of each patient, compared in one pass over the file, before any is used. Enter every row in the order of the
 * file, then close. Memory: see VisitIndex, and PatientIndex where every row counts.
 */
export class PatientRows {
  readonly #toPatient: (row: Row) => string | undefined;
  readonly #duplicates: DuplicateLines | undefined;
  readonly #visits: Visits | undefined;

  constructor(profile: Profile, header: Header, manifest: Pick<Manifest, 'inputs'>) {
    this.#toPatient = toPatientReader(profile, header);
    const rule = profile.rows?.choose === 'every' ? undefined : profile.rows;
    const same = profile.patient.same ?? [];
    this.#duplicates = rule === undefined ? new DuplicateLines() : undefined;
    if (rule === undefined && same.length === 0) return;
    const columns = new Map(header.titles.map((title, at) => [title, at]));
    this.#visits = new Visits(
      same,
      same.map((column) => toSameReader(column, profile, columns)),
      rule && toVisitReader(rule, profile, columns, manifest),
      rule?.choose === 'complete',
    );
  }

  /** True where it is the first row of a patient. */
  enter(row: Row): boolean {
    const patient = this.#toPatient(row);
    if (patient === undefined) return false;
    const isFirst = this.#visits?.enter(patient, row);
    return this.#duplicates?.enter(patient, row.line) ?? isFirst ?? true;
  }

  close(): ComparedRows {
    return { duplicates: this.#duplicates?.close() ?? new Map<number, number>(), visits: this.#visits };
  }
}

/** Which row of each patient counts, once all rows are entered. */
export class Visits {
  /** Whether a row that does not count is refused all the same where its cells cannot be read. */
  readonly keepsFaulty: boolean;
  readonly #index: VisitIndex;
  readonly #titles: readonly string[];
  readonly #same: readonly CellReader<string | undefined>[];
  readonly #read: CellReader<Visit> | undefined;

  constructor(
    titles: readonly string[],
    same: readonly CellReader<string | undefined>[],
    read: CellReader<Visit> | undefined,
    keepsFaulty: boolean,
  ) {
    this.#index = new VisitIndex(same.length);
    this.#titles = titles;
    this.#same = same;
    this.#read = read;
    this.keepsFaulty = keepsFaulty;
  }

  /** Each row of a patient once. True where it is the patient's first. */
  enter(patient: string, { cells, line, kinds }: Row): boolean {
    const isFirst = this.#index.enter(patient, line);
    this.#index.enterSame(
      patient,
      line,
      this.#same.map((read) => read(cells, line, [], kinds)),
    );
    const visit = this.#read?.(cells, line, [], kinds);
    if (visit?.kind === 'candidate') this.#index.offer(patient, line, visit.weight);
    if (visit?.kind === 'unplaced' && !visit.isReadable) this.#index.enterUndated(patient, line);
    return isFirst;
  }

  /**
   * The line of the row that counts instead of this one; undefined where this one does, or where it is refused: then
   * the reasons are added to `problems`.
   */
  find(patient: string, { cells, line, kinds }: Row, problems: Problem[]): number | undefined {
    const known = this.#index.get(patient);
    if (known === undefined) return undefined;
    const add = (code: ProblemCode, message: string, column?: string) =>
      problems.push(column === undefined ? { code, line, message } : { code, line, column, message });
    if (known.conflict) {
      const { earlier, line: later, column: at } = known.conflict;
      const column = this.#titles[at] ?? '';
      add(
        'patient-conflict',
        `lines ${earlier} and ${later} have this patient number and differ in ${toQuoted(column)}: two patients, or one of ` +
          'the rows is wrong; correct the export',
        column,
      );
    }
    if (this.#read === undefined) return undefined;
    const visit = this.#read(cells, line, problems, kinds);
    if (visit.kind === 'unplaced' || known.conflict) return undefined;
    if (known.undated !== 0) {
      add(
        'visit-undated',
        `the row on line ${known.undated} is of this patient and its date cannot be read, so it is not known which row ` +
          'counts; correct that date',
      );
    } else if (known.chosen === 0) {
      add('visit-none', 'no row of this patient lies before the date that the profile states');
    } else if (known.tie !== 0 && visit.kind === 'candidate' && visit.weight === known.weight) {
      add(
        'visit-tie',
        `the rows on lines ${known.chosen} and ${known.tie} are of this patient and of the same date, so it is not known ` +
          'which one counts; take one out, or choose another rule',
      );
    } else if (known.chosen !== line) {
      return known.chosen;
    }
    return undefined;
  }
}
