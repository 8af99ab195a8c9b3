import { toCanonicalText } from '#core/audit/canonical.ts';
import { toCode, toLoggedAdvice, type Draft, type InferenceDraft } from '#core/audit/draft.ts';
import { toChecked, type Envelope } from '#core/audit/to-batch.ts';
import { toToldText } from '#core/audit/told-text.ts';
import { mustHold } from '#core/must-hold.ts';

/**
 * Entries of one batch for a sealer that works on many at once: everything that is decided about them, without their
 * places, digests and seals. Lists hold one item for each entry, or for each inference among them.
 */
export interface SealDrafts {
  /** Texts of entries in pieces: 3 around index and line, or, of an inference, 8 around its seven values. */
  readonly templates: string[][];
  readonly templateOf: Uint32Array;
  readonly lines: Uint32Array;
  /** Patient numbers, and the JSON behind the numbers of sealed contents, divided by U+0000. */
  readonly patients: string;
  readonly told: string;
  /** Row after row; outputs have no meaning where `asked` is 0. */
  readonly inputs: Float64Array;
  readonly inputColumns: number;
  readonly outputs: Float64Array;
  readonly outputColumns: number;
  readonly asked: Uint8Array;
}

type Numbers = InferenceDraft & { readonly inputs: ArrayLike<number> };
type RowDraft = Numbers | Extract<Draft, { type: 'row-refused' }>;

/**
 * The rows of a run for such a sealer, which makes of them the entries that toBatch makes. Undefined where a draft is of
 * another kind, or holds texts or fuel: those go one by one. Throws OwnMistakeError as toBatch does.
 */
export function toSealDrafts(drafts: readonly Draft[], envelope: Envelope): SealDrafts | undefined {
  const rows: RowDraft[] = [];
  const inferences: Numbers[] = [];
  for (const draft of drafts) {
    if (draft.type === 'inference' && isPlain(draft)) {
      inferences.push(draft);
      rows.push(draft);
    } else if (draft.type === 'row-refused' && draft.line <= maxLine) rows.push(draft);
    else return undefined;
  }
  const templates = toTemplates(rows, envelope);
  if (templates === undefined) return undefined;
  const inputColumns = inferences[0]?.inputs.length ?? 0;
  const outputColumns = inferences.find(({ outputs }) => outputs !== null)?.outputs?.length ?? 0;
  const inputs = new Float64Array(inferences.length * inputColumns);
  const outputs = new Float64Array(inferences.length * outputColumns);
  const asked = new Uint8Array(inferences.length);
  for (const [at, { inputs: values, outputs: given }] of inferences.entries()) {
    if (values.length !== inputColumns || (given !== null && given.length !== outputColumns))
      return undefined;
    inputs.set(values, at * inputColumns);
    if (given === null) continue;
    outputs.set(given, at * outputColumns);
    asked[at] = 1;
  }
  return {
    ...templates,
    lines: Uint32Array.from(rows, ({ line }) => line),
    patients: inferences.map(({ patient }) => patient).join('\0'),
    told: inferences.map(({ advice, remarks }) => toToldText(advice, remarks)).join('\0'),
    inputs,
    inputColumns,
    outputs,
    outputColumns,
    asked,
  };
}

const maxLine = 0xffff_ffff;

function isPlain(draft: InferenceDraft): draft is Numbers {
  if (draft.fuel !== undefined || draft.line > maxLine || draft.patient.includes('\0')) return false;
  for (let at = 0; at < draft.inputs.length; at += 1) {
    if (typeof draft.inputs[at] !== 'number') return false;
  }
  return true;
}

/** The texts that differ in more than their values: as many as there are combinations of codes. */
function toTemplates(
  rows: readonly RowDraft[],
  envelope: Envelope,
): { readonly templates: string[][]; readonly templateOf: Uint32Array } | undefined {
  const templates: string[][] = [];
  const places = new Map<string, number>();
  const templateOf = new Uint32Array(rows.length);
  for (const [at, row] of rows.entries()) {
    mustHold(row.line >= 1 && Number.isInteger(row.line), 'the log cannot hold this entry: line');
    const key = toKey(row);
    let place = places.get(key);
    if (place === undefined) {
      const template = toTemplate(row, envelope);
      if (template === undefined) return undefined;
      place = templates.push(template) - 1;
      places.set(key, place);
    }
    templateOf[at] = place;
  }
  return { templates, templateOf };
}

/** Rows with the same key have the same text but for the values of the slots. */
function toKey(row: RowDraft): string {
  if (row.type === 'row-refused') return `${row.run}\n${row.problems.join('\n')}`;
  const { advice, remarks, run } = row;
  const codes = remarks.length === 0 ? '' : remarks.map(toCode).join('\n');
  switch (advice.state) {
    case 'favours':
      return `${run}\r${advice.arm}\n${advice.over}\t${codes}`;
    case 'uncertain':
      return `${run}\r\t${codes}`;
    case 'no-recommendation':
      return `${run}\t${advice.reasons.map(toCode).join('\n')}\r${codes}`;
    default:
      throw advice satisfies never;
  }
}

const index = Number.MAX_SAFE_INTEGER;
const line = index - 1;
const inputs = '1'.repeat(64);
const outputs = '2'.repeat(64);
const patient = '3'.repeat(64);
const nonce = '4'.repeat(24);
const sha256 = '5'.repeat(64);

/** An entry of this row with marks in its slots, checked as every entry is, and cut at the marks. */
function toTemplate(row: RowDraft, envelope: Envelope): string[] | undefined {
  if (row.type === 'row-refused') {
    return cut(toCanonicalText(toChecked({ ...envelope, ...row, index, line })), [index, line]);
  }
  const entry = toChecked({
    ...envelope,
    index,
    type: 'inference',
    run: row.run,
    line,
    patient,
    inputs,
    outputs,
    advice: toLoggedAdvice(row.advice),
    remarks: row.remarks.map(toCode),
    sealed: { alg: 'A256GCM', nonce, sha256 },
  });
  return cut(toCanonicalText(entry), [index, inputs, line, outputs, patient, nonce, sha256]);
}

/** Undefined where a mark is not there exactly once, such as in a strange name of an account. */
function cut(text: string, marks: readonly (number | string)[]): string[] | undefined {
  const pieces: string[] = [];
  let rest = text;
  for (const mark of marks) {
    const parts = rest.split(String(mark));
    if (text.split(String(mark)).length !== 2 || parts.length !== 2) return undefined;
    pieces.push(parts[0] ?? '');
    rest = parts[1] ?? '';
  }
  return [...pieces, rest];
}
