/** The types of resource that a map can ask for. */
export const mappedTypes = ['Patient', 'Observation', 'Condition', 'Procedure', 'MedicationRequest'] as const;
export type MappedType = (typeof mappedTypes)[number];

/** What became of the resources of one type: every one that was read stands in one place. */
export interface TypeAccount {
  readonly read: number;
  /** Stands in the table. */
  readonly used: number;
  /** No column asks for it. */
  readonly unused: number;
  /** By reason: entered in error, cancelled, of a status that does not count, without a value. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** By reason: cannot be understood, or nobody knows whose it is. */
  readonly refused: Readonly<Record<string, number>>;
}

/** What became of everything in the files. Holds counts and names of FHIR only, no value of a patient. */
export interface FhirAccount {
  readonly types: Readonly<Record<MappedType, TypeAccount>>;
  /** Resources of other types, by type; a Medication is only looked up. */
  readonly others: Readonly<Record<string, number>>;
  readonly rows: number;
  /** Patients of whom no resource makes a row, where a row is an encounter or a date. */
  readonly patientsWithoutRow: number;
}

interface OpenType {
  read: number;
  used: number;
  unused: number;
  readonly leftOut: Map<string, number>;
  readonly refused: Map<string, number>;
}

/** An account that is being kept. */
export class OpenAccount {
  readonly #types = new Map<MappedType, OpenType>(
    mappedTypes.map((type) => [
      type,
      { read: 0, used: 0, unused: 0, leftOut: new Map(), refused: new Map() },
    ]),
  );
  readonly #others = new Map<string, number>();

  read(type: MappedType): void {
    this.#of(type).read += 1;
  }

  use(type: MappedType, resources = 1): void {
    this.#of(type).used += resources;
  }

  leaveUnused(type: MappedType): void {
    this.#of(type).unused += 1;
  }

  leaveOut(type: MappedType, reason: string): void {
    count(this.#of(type).leftOut, reason, 1);
  }

  refuse(type: MappedType, reason: string, resources = 1): void {
    if (resources > 0) count(this.#of(type).refused, reason, resources);
  }

  /** A resource of another type. Names that are none of FHIR's are counted together. */
  other(type: string): void {
    count(this.#others, /^[A-Z][A-Za-z]{1,40}$/.test(type) ? type : 'not of FHIR', 1);
  }

  close(rows: number, patientsWithoutRow: number): FhirAccount {
    const types = Object.fromEntries(
      [...this.#types].map(([type, open]): [MappedType, TypeAccount] => [
        type,
        { ...open, leftOut: toRecord(open.leftOut), refused: toRecord(open.refused) },
      ]),
    ) as Record<MappedType, TypeAccount>; // safe: made of all mappedTypes
    return { types, others: toRecord(this.#others), rows, patientsWithoutRow };
  }

  #of(type: MappedType): OpenType {
    const open = this.#types.get(type);
    if (open === undefined) throw new Error(`no account of ${type}`);
    return open;
  }
}

/** Whether every resource that was read stands in one place. */
export function isBalanced({ types }: FhirAccount): boolean {
  return Object.values(types).every(
    ({ read, used, unused, leftOut, refused }) => read === used + unused + sum(leftOut) + sum(refused),
  );
}

/** The account for a terminal or a report, a line each. */
export function toAccountLines({ types, others, rows, patientsWithoutRow }: FhirAccount): readonly string[] {
  const lines = mappedTypes.flatMap((type) => {
    const { read, used, unused, leftOut, refused } = types[type];
    if (read === 0) return [];
    return [
      `${type}: ${read} read, ${used} used, ${unused} no column asks for`,
      ...Object.entries(leftOut).map(([reason, times]) => `  left out, ${reason}: ${times}`),
      ...Object.entries(refused).map(([reason, times]) => `  refused, ${reason}: ${times}`),
    ];
  });
  const ignored = Object.entries(others).map(([type, times]) => `${type}: ${times} ignored`);
  const without = patientsWithoutRow === 0 ? [] : [`patients without a row: ${patientsWithoutRow}`];
  return [...lines, ...ignored, `rows: ${rows}`, ...without];
}

function count(counts: Map<string, number>, key: string, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, times) => total + times, 0);
}

/** Sorted, so that equal accounts are equal bytes. */
function toRecord(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
