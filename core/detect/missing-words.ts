const dutch = `
  onbekend; onbek; onbek.; onb; onb.; niet bekend; ntb; n.t.b.; nog te bepalen; nnb; n.n.b.; nvt; n.v.t.; n.v.t;
  niet van toepassing; niet ingevuld; niet gemeten; niet bepaald; niet gedaan; niet beoordeelbaar; ontbreekt; ontbrekend;
  leeg; (leeg); volgt; geen opgave; weet niet`;
const english = `
  unknown; unk; unk.; not known; n/a; n.a.; not available; not applicable; not done; not measured; not recorded;
  not assessed; missing; (blank); blank; empty; pending; tbd`;
const german = `
  unbekannt; unbek.; nicht bekannt; keine angabe; keine angaben; k.a.; k. a.; k.a; entfällt; nicht zutreffend;
  nicht gemessen; nicht erhoben; nicht bestimmt; fehlend; fehlt; n.b.; n.b`;
const programs = String.raw`
  null; <null>; (null); nan; -nan; <na>; \n; undefined; #n/a n/a; 1.#qnan; 1.#ind; -1.#ind; ?; ??; ???; .; ..; ...`;

/** Words for "not known" in three languages, and what programs write for it. Capitals do not count. */
const words = toWords(dutch, english, german, programs);
/** Only in capitals: `na` is Dutch for "after", and `nb` and `nd` are codes of their own. */
const inCapitals = toWords('NA; NB; ND; NI; NK');
/** In a column of codes these may be an answer (`x` for yes, `-` for negative); among numbers and dates they are none. */
const amongValues = toWords('-; --; ---; –; —; x; xx; xxx; *; /; na; nb; nd');
const longestWord = 24;

/** Whether a text says "not known" wherever it stands: `always`; or only in a column of numbers or dates: `among-values`. */
export function toMissingWord(bare: string): 'always' | 'among-values' | undefined {
  if (bare.length > longestWord) return undefined;
  const lower = bare.toLowerCase();
  if (words.has(lower) || inCapitals.has(bare)) return 'always';
  return amongValues.has(lower) ? 'among-values' : undefined;
}

/** Numbers that registries write for "not known", where they are outside what is measured. */
const codes: ReadonlySet<number> = new Set([
  -1, -2, -3, -7, -8, -9, -77, -88, -99, -777, -888, -999, -9999, -99999, 7, 8, 9, 77, 88, 99, 777, 888, 999,
  7777, 8888, 9999, 99999, 999999, 9.9, 9.99, 99.9, 99.99, 999.9, 999.99,
]);

/** Whether a number may stand for "not known". Whether it does in a column depends on its other numbers. */
export function isMissingCode(value: number): boolean {
  return codes.has(value);
}

/** Year, month and day of dates for "not known": the first and the last that programs have, and all the same digit. */
const dates: ReadonlySet<string> = new Set(
  `1900-1-1 1800-1-1 1000-1-1 1-1-1 9999-1-1 9999-12-31 1899-12-31 1899-12-30 2999-12-31 1111-11-11 9999-9-9 9999-99-99
   0-0-0 99-99-99`.split(/\s+/),
);
/** What every such date holds; most dates hold none of it. */
const likely = /1900|1800|1000|0001|9999|1899|2999|1111|0000|^99\D|^00?\D/;
const midnight = /[ T]0?0:00(?::00(?:[.,]0+)?)?Z?$/;
const threeNumbers = /^([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})$/;
const eightDigits = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;

/** Whether a text is one of the dates that programs and people write for "not known", in any order of day and year. */
export function isMissingDate(bare: string): boolean {
  if (bare.length < 5 || bare.length > 30 || !likely.test(bare)) return false;
  const text = bare.replace(midnight, '');
  const [, year, month, day] = eightDigits.exec(text) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return isListed(year, month, day);
  const [, first, , middle, last] = threeNumbers.exec(text) ?? [];
  if (first === undefined || middle === undefined || last === undefined) return false;
  return first.length > 2 ? isListed(first, middle, last) : isListed(last, middle, first);
}

/** A year of two digits counts only beside a month that none can be. */
function isListed(year: string, month: string, day: string): boolean {
  if (year.length < 3 && Number(month) > 0 && Number(month) < 13) return false;
  return dates.has(`${Number(year)}-${Number(month)}-${Number(day)}`);
}

function toWords(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(';').map((word) => word.trim())));
}
