import { toDoubtSentence } from '#core/detect/evidence-sentence.ts';
import type { SuggestionDoubt, SuggestionReason } from '#core/mapping/suggest/suggestion-note.ts';

/** One English sentence for a reason, without a full stop. */
export function toReasonSentence(reason: SuggestionReason): string {
  switch (reason.code) {
    case 'title-is-name':
      return `the title "${reason.column}" is a name of it`;
    case 'title-holds-name':
      return `the title "${reason.column}" holds a name of it`;
    case 'age-between':
      return `age in whole years, from "${reason.birth}" to "${reason.at}"`;
    case 'body-size': {
      const { formula, weight, height, weightUnit, heightUnit } = reason;
      return `${formulaNames[formula]}, from "${weight}" in ${weightUnit} and "${height}" in ${heightUnit}`;
    }
    case 'numbers-fit-unit':
      return `its numbers fit ${reason.unit}`;
    case 'numbers-in-range':
      return 'its numbers lie where the model was developed';
    case 'codes-are-categories':
      return 'its codes are what the categories are called';
    case 'column-chosen':
      return `the column "${reason.column}" was chosen by hand`;
    default:
      throw reason satisfies never;
  }
}

const formulaNames = {
  'body-mass-index': 'body mass index',
  'du-bois': 'body surface area by Du Bois',
  mosteller: 'body surface area by Mosteller',
} as const;

/** One English sentence for a doubt about a suggestion, without a full stop. */
export function toSuggestionDoubtSentence(doubt: SuggestionDoubt): string {
  switch (doubt.code) {
    case 'title-names-part':
      return 'its title names only a part of the input';
    case 'title-is-no-name':
      return 'its title is no name of the input';
    case 'age-date-not-told':
      return 'whether the model means the age on that date, the file does not tell';
    case 'formula-not-told':
      return 'which formula the model was made with, the file does not tell';
    case 'column-has-doubts':
      return `"${doubt.column}" has doubts of its own`;
    case 'title-says-no-unit':
      return `its title says no unit; taken is ${doubt.unit}`;
    case 'title-says-other-unit':
      return `its title says another unit, or none that is known; taken is ${doubt.unit}`;
    case 'unit-not-said':
      return `${doubt.column === undefined ? 'its title' : `the title "${doubt.column}"`} does not say that its unit is ${doubt.unit}`;
    case 'other-unit-fits':
      return `its numbers fit ${doubt.better} better than ${doubt.unit}: half of them are at most ${doubt.median}`;
    case 'median-strange':
      return `half of "${doubt.column}" are at most ${doubt.median}, which is strange in ${doubt.unit}`;
    case 'numbers-outside-limits':
      return `some numbers lie outside ${doubt.min} to ${doubt.max} ${doubt.unit}, which the model takes: errors, or another unit`;
    case 'column-not-there':
      return `the file has no column "${doubt.column}"`;
    case 'source-not-readable':
      return doubt.message;
    default:
      return toDoubtSentence(doubt);
  }
}
