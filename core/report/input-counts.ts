import type { Manifest } from '#core/bundle/manifest.ts';
import type { MappedRow } from '#core/mapping/mapped-row.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { toSourceColumns } from '#core/mapping/source.ts';

/** Patients' rows by what became of one input. `fine` counts those that need no remark. */
export interface InputCounts {
  /** Name of the input in the manifest. */
  readonly input: string;
  /** Titles of the columns it is read from; none where the file has no such column. */
  readonly columns: readonly string[];
  readonly fine: number;
  /** What is done where it is missing is the manifest's to say. */
  readonly missing: number;
  readonly policy: Manifest['inputs'][number]['missing']['policy'];
  /** Within the limits, outside the range of the development data. */
  readonly outsideDevelopment: number;
  /** Outside the limits: no number is shown. */
  readonly outsideLimits: number;
  /** Cells that could not be read: the row was refused. */
  readonly notUnderstood: number;
}

/** Counts rows as they are mapped, refused ones too. */
export class InputCounter {
  readonly #inputs: readonly { counts: { -readonly [Key in keyof InputCounts]: InputCounts[Key] } }[];
  readonly #manifest: Pick<Manifest, 'inputs'>;

  constructor(profile: Pick<Profile, 'inputs'>, manifest: Pick<Manifest, 'inputs'>) {
    this.#manifest = manifest;
    const sources = new Map(Object.entries(profile.inputs));
    this.#inputs = manifest.inputs.map(({ name, missing }) => {
      const source = sources.get(name);
      return {
        counts: {
          input: name,
          columns: source === undefined ? [] : toSourceColumns(source),
          policy: missing.policy,
          fine: 0,
          missing: 0,
          outsideDevelopment: 0,
          outsideLimits: 0,
          notUnderstood: 0,
        },
      };
    });
  }

  enter({ values, problems }: Pick<MappedRow, 'values' | 'problems'>): void {
    for (const [at, { counts }] of this.#inputs.entries()) {
      const value = values[at] ?? Number.NaN;
      const isMissing = typeof value === 'number' && Number.isNaN(value);
      if (isMissing && problems.some(({ column }) => column !== undefined && counts.columns.includes(column)))
        counts.notUnderstood += 1;
      else if (isMissing) counts.missing += 1;
      else counts[this.#toRange(at, value)] += 1;
    }
  }

  /** Goes on with counts that were kept before, of the same inputs. */
  resume(counts: readonly InputCounts[]): void {
    for (const [at, { counts: own }] of this.#inputs.entries()) {
      const kept = counts[at];
      if (kept !== undefined && kept.input === own.input) Object.assign(own, kept);
    }
  }

  toCounts(): readonly InputCounts[] {
    return this.#inputs.map(({ counts }) => ({ ...counts }));
  }

  #toRange(at: number, value: number | string): 'fine' | 'outsideDevelopment' | 'outsideLimits' {
    const input = this.#manifest.inputs[at];
    if (input?.type !== 'number' || typeof value !== 'number') return 'fine';
    if (value < input.limits.min || value > input.limits.max) return 'outsideLimits';
    return value < input.development.min || value > input.development.max ? 'outsideDevelopment' : 'fine';
  }
}
