import { toOutputNames } from '#core/advice/output-name.ts';
import type { Bundle } from '#core/bundle/bundle.ts';
import { fromBits } from '#core/bundle/float-bits.ts';
import { isHarm, type Manifest, type Outcome } from '#core/bundle/manifest.ts';
import { readPartsSection, toSectionSizes, type ModuleParts } from '#compiler/parts-section.ts';
import { toStatus } from '#cli/status-text.ts';
import { listLacking } from '#cli/authoring/list-lacking.ts';

/** What is known besides the bundle's files: whether it may be trusted, and what it did on this machine. */
export interface InspectNotes {
  readonly signature: string;
  readonly golden: string;
  readonly fuel: string;
}

/** What a bundle says of itself, for a terminal. */
export function toInspectLines(bundle: Bundle, notes: InspectNotes): string[] {
  const { manifest, texts, golden, module, card } = bundle;
  const text = texts.get('en') ?? texts.get(manifest.languages[0] ?? 'en') ?? {};
  const { decision, outputs, draws, requests } = manifest;
  const parts = readPartsSection(module) ?? [];
  const lacking = listLacking(bundle);
  return [
    `${manifest.id}@${manifest.version}: ${notes.signature}`,
    `  title      ${text['title'] ?? ''}`,
    `  publisher  ${manifest.publisher}`,
    `  status     ${toStatus(manifest.status)}`,
    `  use        ${text['intended-use'] ?? ''}`,
    ...toBlock('inputs', manifest.inputs.map(toInputText)),
    `  arms       ${manifest.arms.map(({ name }) => name).join(', ')}`,
    ...toBlock('outcomes', manifest.outcomes.map(toOutcomeText)),
    `  outputs    ${outputs.length}, from ${draws ? `${draws.count} posterior draws` : 'a point estimate'}`,
    ...(decision
      ? [
          `  decision   ${decision.outcome} at ${decision.horizon} ${toUnit(manifest, decision)}: favours ${decision.arm} from a probability of benefit of ${decision.favoursArmFrom},`,
          `             ${decision.reference} up to ${decision.favoursReferenceUpTo}`,
        ]
      : ['  decision   none: the model gives no recommendation']),
    `  source     ${manifest.source.format}, compiled by ${manifest.source.compiler}`,
    ...toBlock('strategy', toStrategyLines(parts)),
    `  module     ${toModuleText(module)}; asks for ${requests.memoryMiB} MiB and ${requests.rowsPerCall} rows a call`,
    `  fuel       ${notes.fuel}`,
    `  golden     ${golden.patients.length} patients${golden.provenance === undefined ? '' : `, ${golden.provenance}`}, scored by ${golden.original.library} ${golden.original.version}`,
    `             ${toFarthestText(bundle)}`,
    `             ${notes.golden}`,
    `  card       ${Object.keys(card).length} sections, in the bundle's card.json`,
    ...(lacking.length === 0
      ? []
      : [`  missing    ${lacking.length} things are not stated (visite explain lists them)`]),
  ];
}

/** A part is named once, before the first of its lines. */
function toStrategyLines(parts: ModuleParts): string[] {
  return parts.map(({ part, description }, at) =>
    part === parts[at - 1]?.part ? `  ${description}` : `${part}: ${description}`,
  );
}

function toModuleText(module: Uint8Array): string {
  const { code, data } = toSectionSizes(module);
  return `${toCountText(module.length)} bytes, of which code ${toCountText(code)} and tables ${toCountText(data)}`;
}

function toCountText(count: number): string {
  return count.toLocaleString('en');
}

/** How far the recorded bits are from what the original library gave, at most, and where. */
function toFarthestText({ manifest, golden }: Bundle): string {
  const names = toOutputNames(manifest);
  const all = golden.patients.flatMap(({ name, original, bits }) =>
    original.map((expected, at) => {
      const got = fromBits(bits[at] ?? '0');
      const bothNaN = expected === null && Number.isNaN(got);
      return {
        difference: bothNaN ? 0 : Math.abs(got - (expected ?? NaN)),
        where: `${names[at]}, ${name}`,
      };
    }),
  );
  const worst = all.reduce((far, one) => (one.difference > far.difference ? one : far));
  return worst.difference === 0
    ? 'all values equal those of the original'
    : `off from the original by at most ${worst.difference.toExponential(1)} (${worst.where})`;
}

function toBlock(title: string, lines: readonly string[]): string[] {
  return lines.map((line, at) => `  ${(at === 0 ? title : '').padEnd(10)} ${line}`);
}

function toInputText(input: Manifest['inputs'][number]): string {
  const role = input.role === 'population' ? ' (population only)' : '';
  return `${input.name}${role}: ${toValuesText(input)}; when missing: ${toMissingText(input)}`;
}

function toMissingText({ missing }: Manifest['inputs'][number]): string {
  switch (missing.policy) {
    case 'refuse':
      return 'no estimate';
    case 'model':
      return 'the model handles it';
    case 'impute':
      return `taken as ${missing.value}`;
    default:
      return missing satisfies never;
  }
}

function toValuesText(input: Manifest['inputs'][number]): string {
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

function toOutcomeText(outcome: Outcome): string {
  const [first] = outcome.horizons ?? [];
  const at =
    first === undefined
      ? ''
      : ` at ${(outcome.horizons ?? []).map(({ value }) => value).join(', ')} ${first.unit}`;
  switch (outcome.kind) {
    case 'survival':
    case 'probability':
      return `${outcome.name}: ${isHarm(outcome) ? 'harm, ' : ''}${outcome.kind}${at}`;
    case 'value': {
      const unit = outcome.unit === '1' ? '' : ` in ${outcome.unit}`;
      const limits = outcome.limits === undefined ? '' : `, ${outcome.limits.min} to ${outcome.limits.max}`;
      return `${outcome.name}: value${unit}${limits}${at}`;
    }
    case 'class':
      return `${outcome.name}: ${outcome.categories.join(' | ')}${at}`;
    default:
      return outcome satisfies never;
  }
}

/** UCUM code of the horizon that the decision speaks of. */
function toUnit({ outcomes }: Manifest, decision: NonNullable<Manifest['decision']>): string {
  const outcome = outcomes.find(({ name }) => name === decision.outcome);
  return outcome?.horizons?.find(({ value }) => value === decision.horizon)?.unit ?? '';
}
