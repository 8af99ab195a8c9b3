import type { MappedType } from '#core/fhir/account.ts';
import type { Pick } from '#core/fhir/fhir-map.ts';
import { Gathered } from '#core/fhir/gathered.ts';

/** What was found for the patient that one reference means: a few texts and dates for each column, no resources. */
export class PatientGroup {
  /** Cells of the patient's rows by the row's key; `` is the patient as a whole. */
  readonly rows = new Map<string, (Gathered | undefined)[]>();
  /** Resources that stand in it, by type. */
  readonly used = new Map<MappedType, number>();

  at(row: string, column: number): Gathered {
    let cells = this.rows.get(row);
    if (cells === undefined) this.rows.set(row, (cells = []));
    return (cells[column] ??= new Gathered());
  }

  use(type: MappedType): void {
    this.used.set(type, (this.used.get(type) ?? 0) + 1);
  }

  /** Takes what stands in another group of the same patient. */
  merge(other: PatientGroup, picks: readonly Pick[]): void {
    for (const [row, cells] of other.rows) {
      for (const [column, gathered] of cells.entries()) {
        if (gathered !== undefined) this.at(row, column).merge(gathered, picks[column] ?? 'only');
      }
    }
    for (const [type, times] of other.used) this.used.set(type, (this.used.get(type) ?? 0) + times);
  }
}
