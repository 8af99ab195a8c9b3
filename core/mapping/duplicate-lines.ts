import { PatientIndex } from '#core/mapping/patient-index.ts';

/**
 * The lines of patients who stand in a file more than once. Entering every row makes them known; after `close` only
 * those lines are kept, each with another line of the same patient: the first, or for the first the second.
 */
export class DuplicateLines {
  #patients: PatientIndex | undefined = new PatientIndex();
  readonly #others = new Map<number, number>();

  /**
   * `patient` is not empty; each line is entered once, in the order of the file. True where it is the patient's first.
   */
  enter(patient: string, line: number): boolean {
    const first = this.#patients?.met(patient, line);
    if (first === undefined) return true;
    this.#others.set(line, first);
    if (!this.#others.has(first)) this.#others.set(first, line);
    return false;
  }

  close(): ReadonlyMap<number, number> {
    this.#patients = undefined;
    return this.#others;
  }
}
