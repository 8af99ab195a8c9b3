/** Errors that Excel and LibreOffice write into a cell, in English, Dutch and German. */
const errors: ReadonlySet<string> = new Set([
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
  '#SPILL!',
  '#CALC!',
  '#FIELD!',
  '#BLOCKED!',
  '#CONNECT!',
  '#BUSY!',
  '#UNKNOWN!',
  '#LEEG!',
  '#DEEL/0!',
  '#WAARDE!',
  '#VERW!',
  '#NAAM?',
  '#GETAL!',
  '#N/B',
  '#OVERLOOP!',
  '#BEREKENEN!',
  '#VELD!',
  '#WERT!',
  '#BEZUG!',
  '#ZAHL!',
  '#NV',
  '#ÜBERLAUF!',
  '#KALK!',
  '#FELD!',
]);
/** Columns too narrow for their number, saved as text, and LibreOffice's numbered errors. */
const others = /^#{2,}$|^Err:[0-9]{3}$/;

/** Whether a spreadsheet put an error where a value should be: there is no value left in the cell. */
export function isSpreadsheetError(bare: string): boolean {
  const first = bare.charCodeAt(0);
  if (first !== 0x23 && first !== 0x45) return false;
  return errors.has(bare.toUpperCase()) || others.test(bare);
}
