import type { OtherForm } from '#core/detect/cell-form.ts';
import type { DoubtPhrases } from '#renderer/strings/doubts.ts';

const marks: Readonly<Record<string, string>> = {
  '.': 'punt',
  ',': 'komma',
  ' ': 'spatie',
  "'": 'apostrof',
};

const forms: Readonly<Partial<Record<string, string>>> = {
  empty: 'leeg',
  date: 'data',
  'typed-date': 'data',
  'impossible-date': 'data die niet bestaan',
  'spreadsheet-date': 'een dag en maand zoals een spreadsheet van 3-9 maakt',
  'spreadsheet-error': 'fouten van een spreadsheet',
  'typed-error': 'fouten van een spreadsheet',
  time: 'tijden',
  exponent: 'getallen met een exponent',
  comparison: 'grenzen (< of >)',
  'two-numbers': 'twee getallen',
  percent: 'percentages',
  'with-unit': 'getallen met letters erachter',
  'bare-mark': 'een teken zonder cijfers ernaast',
  'plus-sign': 'getallen met een plusteken',
  'too-long': 'getallen met te veel cijfers',
  marks: 'cijfers en tekens die geen getal zijn',
  marked: 'teksten die voor een spreadsheet gemerkt zijn',
  hidden: 'onzichtbare tekens',
  text: 'teksten',
  'typed-number': 'getallen',
  'typed-boolean': 'waar of onwaar',
} satisfies Readonly<Record<OtherForm, string>>;

const formulas = {
  'body-mass-index': 'body mass index',
  'du-bois': 'lichaamsoppervlak volgens Du Bois',
  mosteller: 'lichaamsoppervlak volgens Mosteller',
} as const;

export const dutchDoubts: DoubtPhrases = {
  reason: (reason) => {
    switch (reason.code) {
      case 'title-is-name':
        return `de titel "${reason.column}" is een naam ervan`;
      case 'title-holds-name':
        return `de titel "${reason.column}" bevat een naam ervan`;
      case 'age-between':
        return `leeftijd in hele jaren, van "${reason.birth}" tot "${reason.at}"`;
      case 'body-size':
        return `${formulas[reason.formula]}, uit "${reason.weight}" in ${reason.weightUnit} en "${reason.height}" in ${reason.heightUnit}`;
      case 'numbers-fit-unit':
        return `de getallen passen bij ${reason.unit}`;
      case 'numbers-in-range':
        return 'de getallen liggen waar het model is ontwikkeld';
      case 'codes-are-categories':
        return 'de codes heten zoals de categorieën';
      case 'column-chosen':
        return `de kolom "${reason.column}" is met de hand gekozen`;
      default:
        throw reason satisfies never;
    }
  },
  doubt: (doubt, number) => {
    const share = (counted: { readonly count: number; readonly of: number }): string =>
      `${number(counted.count)} van ${number(counted.of)} velden`;
    const lines = ({
      lines: found,
      count,
    }: {
      readonly lines: readonly number[];
      readonly count: number;
    }): string => {
      const shown = found.slice(0, 3).map((line) => number(line));
      const more = count > shown.length ? ' …' : '';
      return shown.length === 0
        ? ''
        : ` (${shown.length === 1 && more === '' ? 'regel' : 'regels'} ${shown.join(', ')}${more})`;
    };
    switch (doubt.code) {
      case 'no-values':
        return `de kolom bevat alleen lege velden en woorden voor onbekend`;
      case 'decimal-or-thousands':
        return `${share(doubt)} kunnen decimaal of duizendtallen zijn en geen veld zegt welk; kies${lines(doubt)}`;
      case 'both-decimal-marks':
        return `${share(doubt.comma)} kunnen alleen een decimale komma hebben${lines(doubt.comma)}, ${number(doubt.point.count)} alleen een decimale punt${lines(doubt.point)}; die van het andere teken worden geweigerd`;
      case 'few-cells-decide':
        return `bijna geen veld beslist; ${share(doubt)} zijn op beide manieren te lezen${lines(doubt)}`;
      case 'other-mark-or-thousands':
        return `${share(doubt)} zijn duizendtallen met een ${marks[doubt.mark]}, of getypt met een ander decimaalteken; ze worden geweigerd tenzij duizendtallen gekozen zijn${lines(doubt)}`;
      case 'thousands-not-consistent':
        return `sommige duizendtallen hebben een ${marks[doubt.mark]}, maar ${share(doubt)} van duizend of meer niet${lines(doubt)}`;
      case 'several-thousands-marks':
        return `meer dan één duizendtalteken; wat niet gekozen is wordt geweigerd${lines(doubt)}`;
      case 'other-mark-than-file':
        return `het decimaalteken van het bestand is de ${marks[doubt.file]}, van deze kolom de ${marks[doubt.column]}`;
      case 'day-or-month':
        return `in ${number(doubt.count)} velden zegt niets of dag of maand eerst komt; kies${lines(doubt)}`;
      case 'both-date-orders':
        return `${share(doubt.dayFirst)} kunnen alleen met de dag eerst${lines(doubt.dayFirst)}, ${number(doubt.monthFirst.count)} alleen met de maand eerst${lines(doubt.monthFirst)}; kies`;
      case 'day-and-month-exchanged':
        return `${share(doubt)} hebben een eigen vorm zonder dag boven 12, de andere niets anders: een spreadsheet kan dag en maand verwisseld hebben${lines(doubt)}`;
      case 'several-date-forms':
        return `${share(doubt)} zijn data in een andere vorm en worden geweigerd${lines(doubt)}`;
      case 'century-not-stated':
        return `${share(doubt)} zijn data met een jaar van twee cijfers; zeg uit welke honderd jaar`;
      case 'dates-or-numbers':
        return `${share(doubt)} zijn acht cijfers: een datum of een getal; kies${lines(doubt)}`;
      case 'day-counts':
        return `de titel is die van een datum, maar ${share(doubt)} zijn hele getallen, misschien dagen zoals een spreadsheet telt; ze worden nooit als datum gelezen: exporteer de kolom als datum${lines(doubt)}`;
      case 'codes-or-numbers':
        return doubt.different === 1
          ? 'één getal, dat een code kan zijn'
          : `${number(doubt.different)} verschillende getallen, die codes kunnen zijn`;
      case 'other-form':
        return `${share(doubt)}: ${forms[doubt.form] ?? 'getallen'}; ze worden geweigerd${lines(doubt)}`;
      case 'damaged':
        return `${share(doubt)}: ${forms[doubt.form] ?? 'getallen'}; wat er eerst stond is niet bekend${lines(doubt)}`;
      case 'leading-zeros-in-numbers':
        return `${share(doubt)} beginnen met nullen, zoals nummers en codes${lines(doubt)}`;
      case 'widths-differ':
        return `nummers met nullen vooraan hebben ${number(doubt.least)} tot ${number(doubt.most)} cijfers; een spreadsheet kan nullen hebben weggelaten`;
      case 'title-names-part':
        return `de titel noemt maar een deel van het gegeven`;
      case 'title-is-no-name':
        return 'de titel is geen naam van het gegeven';
      case 'age-date-not-told':
        return `of het model de leeftijd op die datum bedoelt, zegt het bestand niet`;
      case 'formula-not-told':
        return `met welke formule het model gemaakt is, zegt het bestand niet`;
      case 'column-has-doubts':
        return `over "${doubt.column}" is zelf twijfel`;
      case 'title-says-no-unit':
        return `de titel zegt geen eenheid; genomen is ${doubt.unit}`;
      case 'title-says-other-unit':
        return `de titel zegt een andere of onbekende eenheid; genomen is ${doubt.unit}`;
      case 'unit-not-said':
        return `de titel${doubt.column === undefined ? '' : ` "${doubt.column}"`} zegt niet dat de eenheid ${doubt.unit} is`;
      case 'other-unit-fits':
        return `de getallen passen beter bij ${doubt.better} dan bij ${doubt.unit}: de helft is hooguit ${number(doubt.median)}`;
      case 'median-strange':
        return `de helft van "${doubt.column}" is hooguit ${number(doubt.median)}, vreemd in ${doubt.unit}`;
      case 'numbers-outside-limits':
        return `sommige getallen liggen buiten ${number(doubt.min)} tot ${number(doubt.max)} ${doubt.unit}: fouten, of een andere eenheid`;
      case 'column-not-there':
        return `het bestand heeft geen kolom "${doubt.column}"`;
      case 'source-not-readable':
        return doubt.message;
      default:
        throw doubt satisfies never;
    }
  },
};
