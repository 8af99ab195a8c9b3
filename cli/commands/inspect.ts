import { parseBundle, type Bundle } from '#core/bundle/bundle.ts';
import { parseContainer } from '#core/bundle/container.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { aboutFile } from '#cli/about-file.ts';
import { maxBundleBytes, readBundle } from '#cli/read-bundle.ts';
import { toSafeText } from '#cli/terminal.ts';
import { toStatus } from '#cli/commands/verify.ts';

export interface InspectOptions extends TrustOptions {
  readonly json?: true;
}

/** `visite inspect BUNDLE`: what a bundle says of itself. Without anchors the signature is not checked, and that is said. */
export async function inspect(path: string, options: InspectOptions): Promise<void> {
  const trusted = options.trust !== undefined || options.demo !== undefined;
  const bundle = trusted
    ? (await readBundle(path, options)).bundle
    : await aboutFile(path, () => parseBundle(parseContainer(readWhole(path, maxBundleBytes), inflateRaw)));
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ signatureChecked: trusted, manifest: bundle.manifest }, null, 2)}\n`,
    );
    return;
  }
  const note = trusted ? 'signature verified' : 'SIGNATURE NOT CHECKED (give --trust or --demo)';
  process.stdout.write(`${toLines(bundle, note).map(toSafeText).join('\n')}\n`);
}

function toLines({ manifest, texts, golden, module, card }: Bundle, note: string): string[] {
  const text = texts.get('en') ?? texts.get(manifest.languages[0] ?? 'en') ?? {};
  const { decision, outputs, draws } = manifest;
  return [
    `${manifest.id}@${manifest.version}: ${note}`,
    `  title      ${text['title'] ?? ''}`,
    `  publisher  ${manifest.publisher}`,
    `  status     ${toStatus(manifest.status)}`,
    `  use        ${text['intended-use'] ?? ''}`,
    `  inputs     ${manifest.inputs.map(toInputText).join('\n             ')}`,
    `  arms       ${manifest.arms.map(({ name }) => name).join(', ')}`,
    `  outputs    ${outputs.length}, from ${draws ? `${draws.count} posterior draws` : 'a point estimate'}`,
    ...(decision
      ? [
          `  decision   ${decision.outcome} at ${decision.horizon} ${toUnit(manifest, decision)}: favours ${decision.arm} from a probability of benefit of ${decision.favoursArmFrom},`,
          `             ${decision.reference} up to ${decision.favoursReferenceUpTo}`,
        ]
      : ['  decision   none: the model gives no recommendation']),
    `  golden     ${golden.patients.length} patients scored by ${golden.original.library} ${golden.original.version}`,
    `  module     ${module.length} bytes`,
    `  card       ${Object.keys(card).length} sections, in the bundle's card.json`,
  ];
}

function toInputText(input: Bundle['manifest']['inputs'][number]): string {
  const role = input.role === 'population' ? ' (population only)' : '';
  const values = toValuesText(input);
  const missing =
    input.missing.policy === 'impute' ? `imputed as ${input.missing.value}` : input.missing.policy;
  return `${input.name}${role}: ${values}; when missing: ${missing}`;
}

function toValuesText(input: Bundle['manifest']['inputs'][number]): string {
  switch (input.type) {
    case 'number':
      return `${input.limits.min} to ${input.limits.max}${input.unit === '1' ? '' : ` ${input.unit}`}`;
    case 'category':
      return input.categories.join(' | ');
    case 'text':
      return `a text of at most ${input.maxBytes} bytes`;
    default:
      return input satisfies never;
  }
}

/** UCUM code of the horizon that the decision speaks of. */
function toUnit(
  { outcomes }: Bundle['manifest'],
  decision: { readonly outcome: string; readonly horizon: number },
): string {
  const outcome = outcomes.find(({ name }) => name === decision.outcome);
  return outcome?.horizons?.find(({ value }) => value === decision.horizon)?.unit ?? '';
}
