import { toReasonWord } from '#core/advice/result-columns.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { PatientColumns, ShownValue } from '#core/contract/patients-view.ts';
import { toSourceColumns } from '#core/mapping/source.ts';
import type { Problem } from '#core/table/problem.ts';
import { toDecisionOutputs } from '#host/desk/list/decision-outputs.ts';
import type { PatientList } from '#host/desk/list/patient-list.ts';
import { toShownValue } from '#host/desk/list/shown-value.ts';

/** Inputs that the list shows. */
const mostInputs = 6;
const noArm = 255;
const states = { favours: 0, uncertain: 1, 'no-recommendation': 2, refused: 3 } as const;

/** The list as columns. */
export function toPatientColumns(list: PatientList): PatientColumns {
  const { manifest } = list.source.bundle.bundle;
  const rows = list.length;
  const outputs = toDecisionOutputs(manifest);
  const shown = manifest.inputs.slice(0, mostInputs);
  const arms = manifest.arms.map(({ name }) => name);
  const columns = {
    line: new Uint32Array(rows),
    patient: [] as string[],
    state: new Uint8Array(rows),
    arm: new Uint8Array(rows).fill(noArm),
    probability: new Float64Array(rows).fill(Number.NaN),
    mean: new Float64Array(rows).fill(Number.NaN),
    lower: new Float64Array(rows).fill(Number.NaN),
    upper: new Float64Array(rows).fill(Number.NaN),
    missing: new Uint8Array(rows),
    outside: new Uint8Array(rows),
    other: new Uint8Array(rows),
    reasons: [] as string[],
    inputs: shown.map(({ name }) => ({ input: name, values: [] as ShownValue[] })),
  };
  const words = new Map<string, string>();
  for (let at = 0; at < rows; at += 1) {
    const { line, patient, values, problems, scored } = list.row(at);
    columns.line[at] = line;
    columns.patient.push(patient);
    for (const [place, input] of shown.entries()) {
      columns.inputs[place]?.values.push(toShownValue(input, values[place] ?? Number.NaN));
    }
    const ranges = countRanges(manifest, values);
    columns.missing[at] = Math.min(ranges.missing, 255);
    columns.outside[at] = Math.min(ranges.outside, 255);
    if (scored === undefined) {
      columns.state[at] = states.refused;
      columns.reasons.push(once(words, toProblemWords(list, problems)));
      continue;
    }
    const { advice, remarks } = scored.result;
    columns.state[at] = states[advice.state];
    columns.other[at] = Math.min(remarks.filter(({ code }) => code === 'duplicate-patient').length, 255);
    if (advice.state === 'favours') columns.arm[at] = arms.indexOf(advice.arm);
    const reasons = advice.state === 'no-recommendation' ? advice.reasons.map(toReasonWord) : [];
    columns.reasons.push(once(words, [...new Set(reasons)].join(' ')));
    if (scored.outputs === undefined) continue;
    if (advice.state === 'no-recommendation' && advice.estimates === 'withheld') continue;
    columns.probability[at] = scored.outputs[outputs.probability] ?? Number.NaN;
    columns.mean[at] = scored.outputs[outputs.mean] ?? Number.NaN;
    columns.lower[at] = scored.outputs[outputs.lower] ?? Number.NaN;
    columns.upper[at] = scored.outputs[outputs.upper] ?? Number.NaN;
  }
  return columns;
}

function countRanges(
  { inputs }: Manifest,
  values: readonly (number | string)[],
): { missing: number; outside: number } {
  let [missing, outside] = [0, 0];
  for (const [at, input] of inputs.entries()) {
    const value = values[at] ?? Number.NaN;
    if (typeof value !== 'number') continue;
    if (Number.isNaN(value)) missing += 1;
    else if (input.type === 'number') {
      const { min, max } = input.development;
      if (value < min || value > max) outside += 1;
    }
  }
  return { missing, outside };
}

/** `code:input`, or the code alone where no input reads the column. */
function toProblemWords({ source }: PatientList, problems: readonly Problem[]): string {
  const inputs = Object.entries(source.profile?.inputs ?? {});
  const words = problems.map(({ code, column }) => {
    const input = inputs.find(([, one]) => column !== undefined && toSourceColumns(one).includes(column));
    return input === undefined ? code : `${code}:${input[0]}`;
  });
  return [...new Set(words)].join(' ');
}

/** The same text is one in memory. */
function once(words: Map<string, string>, word: string): string {
  const known = words.get(word);
  if (known !== undefined) return known;
  words.set(word, word);
  return word;
}
