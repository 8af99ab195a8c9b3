import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnChoice, Doubt, Evidence } from '#core/detect/evidence.ts';

export interface IdentifierSuggestion {
  readonly choice: Extract<ColumnChoice, { kind: 'identifier' }>;
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
}

/** Share of the cells that must be whole numbers, or differ. */
const mostShare = 0.9;
/** Rows of one patient, on average, and digits that a count does not have. */
const mostVisits = 4;
const leastDigits = 4;
const identifierTitle =
  /^(?:(?:pat(?:i[eë]nt|ient)?(?:en)?|case|fall|record|study|studie|person|persoons?|subject|proefpersoon|zis|epd|bsn|mrn|sap|opname|admission|visit|order|sample|monster)[-_ .]*)?(?:nummer|number|nr\.?|no\.?|num|[pu]?id|ids|identifier|identificatie|key|kennung|mrn|bsn|subject)$/i;

/** Whether a column names persons, records or the like, and why; undefined where it does not. `of`: cells that hold something. */
export function suggestIdentifier(profile: ColumnProfile, of: number): IdentifierSuggestion | undefined {
  if (!isIdentifier(profile, of)) return undefined;
  return { choice: { kind: 'identifier' }, evidence: toEvidence(profile, of), doubts: toDoubts(profile, of) };
}

/** Whole numbers or texts, nearly all different, that are named as an identifier or are no amounts. */
function isIdentifier(profile: ColumnProfile, of: number): boolean {
  const { forms, traits, texts } = profile.counts;
  const plain = forms.count('whole') + forms.count('too-long');
  const others = forms.count('text') + forms.count('exponent') + forms.count('typed-number');
  const namedSo = identifierTitle.test(profile.title.trim());
  const zeros = traits.count('leading-zero');
  if (namedSo && plain + others >= mostShare * of) {
    const long = (profile.digits?.least ?? 0) >= leastDigits || zeros > 0;
    return texts.size * mostVisits >= of || (plain >= mostShare * of && long);
  }
  const sameWidth = profile.digits?.least === profile.digits?.most;
  const isNoAmount = forms.count('too-long') > 0 || (zeros > 0 && (sameWidth || zeros * 2 >= of));
  return isNoAmount && plain + forms.count('exponent') === of && texts.size >= mostShare * of && of > 1;
}

function toEvidence(profile: ColumnProfile, of: number): Evidence[] {
  const { digits } = profile;
  const { forms, traits, texts } = profile.counts;
  const evidence: Evidence[] = [{ code: 'different-texts', different: texts.size, count: of, of }];
  if (identifierTitle.test(profile.title.trim())) evidence.unshift({ code: 'title-of-identifier' });
  const zeros = traits.count('leading-zero');
  if (zeros > 0) evidence.push({ code: 'leading-zeros', count: zeros, of });
  if (digits !== undefined && digits.least === digits.most) {
    evidence.push({ code: 'same-width', count: forms.count('whole'), of });
  }
  const long = forms.count('too-long');
  if (long > 0) evidence.push({ code: 'too-long-for-a-number', count: long, of });
  return evidence;
}

function toDoubts(profile: ColumnProfile, of: number): Doubt[] {
  const { digits } = profile;
  const { traits } = profile.counts;
  const doubts: Doubt[] = [];
  if (digits !== undefined && digits.least !== digits.most && traits.count('leading-zero') > 0) {
    doubts.push({ code: 'widths-differ', ...digits });
  }
  const long = traits.get('typed-too-long');
  if (long.count > 0) doubts.push({ code: 'damaged', form: 'too-long', ...long, of });
  return doubts;
}
