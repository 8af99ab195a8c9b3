import type { ProblemCode } from '#core/table/problem.ts';

/** What is wrong with a cell and what to do. Holds nothing of the cell. */
export function toFaultMessage(code: ProblemCode): string {
  switch (code) {
    case 'value-empty':
      return 'the cell is empty, which the profile does not list as missing; fill it in, or list "" as missing';
    case 'number-characters':
      return 'expected a number, got other characters; correct it, or list the text as missing in the profile';
    case 'number-decimal-mark':
      return 'the number has another decimal mark than the profile states; correct the number';
    case 'number-ambiguous':
      return 'the number can be read in two ways, as a decimal or in thousands; write it without a thousands mark';
    case 'number-bare-mark':
      return 'digits are missing before or after the decimal mark; write them';
    case 'number-exponent':
      return 'the number is written with an exponent, perhaps by a spreadsheet; write it in full';
    case 'number-comparison':
      return 'a bound (less than, more than, about) is no number; enter the number, or list the text as missing';
    case 'number-too-long':
      return 'the number has more digits than can be kept; it is perhaps an identifier';
    case 'number-not-integer':
      return 'expected a whole number, got a fraction; correct it';
    case 'date-form':
      return 'the date is not written as the profile states; correct the date';
    case 'date-impossible':
      return 'this date or time does not exist; correct it';
    case 'date-out-of-window':
      return 'the year lies outside 1900 to 2100; correct the date';
    case 'date-order':
      return 'this date lies before the date of birth; correct one of them';
    case 'dates-reversed':
      return 'the second date lies before the first, and the model takes no negative number; correct one of them';
    case 'cell-error':
      return 'the cell holds an error of the spreadsheet; correct the workbook, or list the error as missing';
    case 'unit-unknown':
      return 'the profile does not know the unit in this cell; correct the cell, or add the unit to the profile';
    case 'formula-not-valid':
      return 'the formula is not for this patient: its parts must be above zero, and the age 18 or more where it is for adults';
    case 'code-unknown':
      return 'the profile does not know this code; correct the cell, or add the code to the profile';
    case 'text-garbled':
      return 'accented letters of this text were read in another encoding than they were written in, here or before; export it again';
    case 'text-too-long':
      return 'the text is longer than the model takes; nothing was cut off, and the model was not asked';
    case 'visit-date-missing':
      return 'the row has no date to be placed by among the rows of this patient; fill it in';
    case 'patient-missing':
      return 'the row has no patient number; fill it in';
    case 'patient-damaged':
      return 'the patient number was changed by a spreadsheet or holds characters that cannot be seen; export it anew';
    default:
      return 'the row cannot be used';
  }
}
