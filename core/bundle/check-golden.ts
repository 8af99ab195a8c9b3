import { fromBits } from '#core/bundle/float-bits.ts';
import type { Golden, GoldenOriginal } from '#core/bundle/golden.ts';
import { checkGoldenOriginal } from '#core/bundle/golden-check.ts';
import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkKeys, checkThat, checkUnique } from '#core/bundle/inconsistency.ts';
import { toInputBlock, toModelInputs } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';

/** What must hold between golden patients, before they have bits, and the manifest. */
export function checkGoldenOriginalFile(
  manifest: Manifest,
  golden: GoldenOriginal,
): readonly Inconsistency[] {
  const inputs = toModelInputs(manifest);
  const names = inputs.map((input) => input.name);
  const outputs = manifest.outputs.length;
  return [
    ...checkUnique(
      'patients',
      golden.patients.map((patient) => patient.name),
    ),
    ...golden.patients.flatMap((patient, index) => {
      const where = `patients[${index}]`;
      return [
        ...checkKeys(`${where}.inputs`, patient.inputs, names),
        ...inputs.flatMap((input) =>
          checkValue(input, patient.inputs[input.name], `${where}.inputs.${input.name}`),
        ),
        ...checkThat(
          patient.original.length === outputs,
          `${where}.original`,
          `expected ${outputs} outputs, got ${patient.original.length}`,
        ),
      ];
    }),
  ];
}

/** What must hold besides once the bits are there: their number, and that they agree with the original. */
export function checkGoldenFile(manifest: Manifest, golden: Golden): readonly Inconsistency[] {
  const outputs = manifest.outputs.length;
  const shape = [
    ...checkGoldenOriginalFile(manifest, golden),
    ...golden.patients.flatMap(({ bits }, index) =>
      checkThat(
        bits.length === outputs,
        `patients[${index}].bits`,
        `expected ${outputs} outputs, got ${bits.length}`,
      ),
    ),
  ];
  if (shape.length > 0) return shape;
  const rows = golden.patients.map(({ bits }) => bits.map((digits) => fromBits(digits)));
  const call = golden.patients.map((_, index) => index);
  return checkGoldenOriginal(golden, call, toInputBlock(rows, outputs)).map(
    ({ patient, output, expected, got }) => ({
      where: `patient ${patient}, output ${output}`,
      message: `expected the bits of ${expected} within the tolerance, got those of ${got}`,
    }),
  );
}

/** A host writes only what the manifest allows, and so does a golden patient. */
function checkValue(
  input: Input,
  value: number | string | null | undefined,
  where: string,
): readonly Inconsistency[] {
  if (value === undefined) return [];
  if (value === null) {
    return checkThat(
      input.missing.policy === 'model',
      where,
      `expected a value, since the policy for missing values is ${input.missing.policy}, got null`,
    );
  }
  const got = JSON.stringify(value);
  if (input.type === 'category') {
    return checkThat(
      typeof value === 'string' && input.categories.includes(value),
      where,
      `expected one of ${input.categories.join(', ')}, got ${got}`,
    );
  }
  if (input.type === 'text') {
    const bytes = typeof value === 'string' ? toUtf8(value).length : Infinity;
    return checkThat(
      bytes <= input.maxBytes,
      where,
      `expected a text of at most ${input.maxBytes} bytes, got ${typeof value === 'string' ? `${bytes} bytes` : got}`,
    );
  }
  const { min, max } = input.limits;
  return checkThat(
    typeof value === 'number' &&
      min <= value &&
      value <= max &&
      (!input.integer || Number.isSafeInteger(value)),
    where,
    `expected ${input.integer ? 'an integer' : 'a number'} from ${min} to ${max}, got ${got}`,
  );
}
