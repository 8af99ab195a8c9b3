import type { Cell } from '#core/fhir/cell.ts';
import { toLocalKey, toServer } from '#core/fhir/reference.ts';

/** A Patient of the files: its own cells, and nothing else of it. */
export interface KnownPatient {
  /** Where it stands in a Bundle. */
  readonly fullUrl: string | undefined;
  /** `Patient/1`; undefined where it has no id. */
  readonly local: string | undefined;
  /** By column; undefined where the column is not of the Patient. */
  readonly cells: readonly (Cell | undefined)[];
  /** Why nothing of it can be used; then it stands in every cell of its rows. */
  fault: Cell | undefined;
}

/** The patients of the files, in their order, and whom a reference means. */
export class Patients {
  readonly all: KnownPatient[] = [];
  readonly #byUrl = new Map<string, KnownPatient>();
  readonly #byLocal = new Map<string, KnownPatient[]>();
  #server: string | undefined;

  /** @returns another patient under the same reference, where there is one */
  add(patient: KnownPatient): KnownPatient | undefined {
    this.all.push(patient);
    const { fullUrl, local } = patient;
    const known = local === undefined ? [] : (this.#byLocal.get(local) ?? []);
    const twin =
      fullUrl === undefined ? known.find((other) => other.fullUrl === undefined) : this.#byUrl.get(fullUrl);
    if (fullUrl !== undefined && twin === undefined) this.#byUrl.set(fullUrl, patient);
    if (local !== undefined) this.#byLocal.set(local, [...known, patient]);
    return twin;
  }

  /**
   * The patient that a reference means. One without a server means the only patient of that id; one with a server, where
   * patients do not say where they stand, is taken if all such references name the same server.
   */
  find(reference: string): KnownPatient | undefined {
    const exact = this.#byUrl.get(reference);
    if (exact !== undefined) return exact;
    const local = toLocalKey(reference);
    const server = toServer(reference);
    if (local === undefined || server === undefined) return undefined;
    const known = this.#byLocal.get(local) ?? [];
    if (server === '') return known.length === 1 || isTwice(known) ? known[0] : undefined;
    this.#server ??= server;
    return this.#server === server ? known.find(({ fullUrl }) => fullUrl === undefined) : undefined;
  }
}

function isTwice(known: readonly KnownPatient[]): boolean {
  return known.length > 0 && known.every(({ fault }) => fault?.text === '#patient-twice');
}
