import { toBits } from '#core/bundle/float-bits.ts';
import type { Golden, GoldenOriginal } from '#core/bundle/golden.ts';
import { toModelInputs, toRows, type ModelCell } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';

/** One way to run the golden patients: calls after each other, each a list of places in `patients`. */
export interface GoldenReplay {
  readonly name: string;
  readonly calls: readonly (readonly number[])[];
}

/** An output of a golden patient that is not what golden.json says. */
export interface GoldenDifference {
  readonly patient: string;
  /** Place in the manifest's outputs. */
  readonly output: number;
  readonly expected: string;
  readonly got: string;
}

/** One row per golden patient, as the input block takes it: category index, text, NaN where missing. */
export function toGoldenInputs(
  manifest: Manifest,
  golden: GoldenOriginal,
): readonly (readonly ModelCell[])[] {
  const inputs = toModelInputs(manifest);
  return golden.patients.map((patient) =>
    inputs.map((input) => toInputValue(input, patient.inputs[input.name])),
  );
}

/**
 * The orders and block sizes in which a host replays `patients` golden patients at every install, so that no result
 * depends on its neighbours, on what ran before, or on the kernel that a block size selects.
 */
export function toGoldenReplays(patients: number, rowsPerCall: number): readonly GoldenReplay[] {
  const forward = Array.from({ length: patients }, (_, index) => index);
  const reversed = [...forward].reverse();
  const interleaved = [
    ...forward.filter((index) => index % 2 === 1),
    ...forward.filter((index) => index % 2 === 0),
  ];
  return [
    { name: 'all in one call', calls: toCalls(forward, [4096]) },
    { name: 'all in one call, reversed', calls: toCalls(reversed, [4096]) },
    { name: 'one by one', calls: toCalls(forward, [1]) },
    { name: 'one by one, reversed', calls: toCalls(reversed, [1]) },
    { name: 'blocks of 2, 3, 5 and 7', calls: toCalls(interleaved, [2, 3, 5, 7]) },
    {
      name: `one full block of ${rowsPerCall}`,
      calls: [Array.from({ length: Math.max(rowsPerCall, patients) }, (_, row) => row % patients)],
    },
  ];
}

/** Compares the output block of one call with the recorded bits. NaN is NaN, whatever its bits. */
export function checkGoldenBits(
  golden: Golden,
  call: readonly number[],
  block: Float64Array,
): readonly GoldenDifference[] {
  return compare(golden, call, block, (patient, output, got) => {
    const expected = patient.bits[output] ?? '';
    return toGoldenBits(got) === expected ? undefined : { expected, got: toGoldenBits(got) };
  });
}

/** Compares the output block of one call with the original library, within the declared tolerance; null is NaN. */
export function checkGoldenOriginal(
  golden: GoldenOriginal,
  call: readonly number[],
  block: Float64Array,
): readonly GoldenDifference[] {
  const { absolute, relative } = golden.tolerance;
  return compare(golden, call, block, (patient, output, got) => {
    const expected = patient.original[output] ?? NaN;
    if (Number.isNaN(expected) && Number.isNaN(got)) return undefined;
    // Written so that NaN is a difference.
    if (Math.abs(got - expected) <= absolute + relative * Math.abs(expected)) return undefined;
    return { expected: String(expected), got: String(got) };
  });
}

/** golden.json from what the original library gave and the module's output block for all patients in order. */
export function toGolden(original: GoldenOriginal, block: Float64Array): Golden {
  const rows = toRows(block, original.patients.length);
  return {
    ...original,
    patients: original.patients.map((patient, index) => ({
      ...patient,
      bits: Array.from(rows[index] ?? [], toGoldenBits),
    })),
  };
}

/** Hosts may canonicalise NaN, so all of them are written as one. */
function toGoldenBits(value: number): string {
  return Number.isNaN(value) ? '7ff8000000000000' : toBits(value);
}

type Values = Pick<GoldenDifference, 'expected' | 'got'>;

function compare<Patient extends { readonly name: string; readonly original: readonly (number | null)[] }>(
  golden: { readonly patients: readonly Patient[] },
  call: readonly number[],
  block: Float64Array,
  toDifference: (patient: Patient, output: number, got: number) => Values | undefined,
): readonly GoldenDifference[] {
  const rows = toRows(block, call.length);
  return call.flatMap((place, row) => {
    const patient = golden.patients[place];
    if (patient === undefined) throw new RangeError(`expected a golden patient, got place ${place}`);
    const got = rows[row] ?? new Float64Array();
    // A missing or surplus output is a difference too.
    const outputs = Math.max(patient.original.length, got.length);
    return Array.from({ length: outputs }, (_, output) => output).flatMap((output) => {
      const values = toDifference(patient, output, got[output] ?? NaN);
      return values === undefined ? [] : [{ patient: patient.name, output, ...values }];
    });
  });
}

function toInputValue(input: Input, value: number | string | null | undefined): ModelCell {
  if (value === null) return NaN;
  if (input.type === 'text' && typeof value === 'string') return value;
  if (input.type === 'number' && typeof value === 'number') return value;
  const index = input.type === 'category' && typeof value === 'string' ? input.categories.indexOf(value) : -1;
  if (index < 0) throw new RangeError(`expected a checked value of ${input.name}, got ${String(value)}`);
  return index;
}

function toCalls(order: readonly number[], sizes: readonly number[]): readonly (readonly number[])[] {
  const calls: (readonly number[])[] = [];
  for (let at = 0, turn = 0; at < order.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    calls.push(order.slice(at, at + size));
    at += size;
  }
  return calls;
}
