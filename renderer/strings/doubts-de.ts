import type { OtherForm } from '#core/detect/cell-form.ts';
import type { DoubtPhrases } from '#renderer/strings/doubts.ts';

const marks: Readonly<Record<string, string>> = {
  '.': 'Punkt',
  ',': 'Komma',
  ' ': 'Leerzeichen',
  "'": 'Apostroph',
};

const forms: Readonly<Partial<Record<string, string>>> = {
  empty: 'leer',
  date: 'Daten',
  'typed-date': 'Daten',
  'impossible-date': 'Daten, die es nicht gibt',
  'spreadsheet-date': 'ein Tag und Monat, wie eine Tabelle aus 3-9 macht',
  'spreadsheet-error': 'Fehler einer Tabelle',
  'typed-error': 'Fehler einer Tabelle',
  time: 'Uhrzeiten',
  exponent: 'Zahlen mit Exponent',
  comparison: 'Grenzen (< oder >)',
  'two-numbers': 'zwei Zahlen',
  percent: 'Prozente',
  'with-unit': 'Zahlen mit Buchstaben dahinter',
  'bare-mark': 'ein Zeichen ohne Ziffern daneben',
  'plus-sign': 'Zahlen mit Pluszeichen',
  'too-long': 'Zahlen mit zu vielen Ziffern',
  marks: 'Ziffern und Zeichen, die keine Zahl sind',
  marked: 'Texte, die für eine Tabelle markiert sind',
  hidden: 'unsichtbare Zeichen',
  text: 'Texte',
  'typed-number': 'Zahlen',
  'typed-boolean': 'wahr oder falsch',
} satisfies Readonly<Record<OtherForm, string>>;

const formulas = {
  'body-mass-index': 'Body-Mass-Index',
  'du-bois': 'Körperoberfläche nach Du Bois',
  mosteller: 'Körperoberfläche nach Mosteller',
} as const;

export const germanDoubts: DoubtPhrases = {
  reason: (reason) => {
    switch (reason.code) {
      case 'title-is-name':
        return `der Titel „${reason.column}“ ist ein Name davon`;
      case 'title-holds-name':
        return `der Titel „${reason.column}“ enthält einen Namen davon`;
      case 'age-between':
        return `Alter in ganzen Jahren, von „${reason.birth}“ bis „${reason.at}“`;
      case 'body-size':
        return `${formulas[reason.formula]}, aus „${reason.weight}“ in ${reason.weightUnit} und „${reason.height}“ in ${reason.heightUnit}`;
      case 'numbers-fit-unit':
        return `die Zahlen passen zu ${reason.unit}`;
      case 'numbers-in-range':
        return 'die Zahlen liegen, wo das Modell entwickelt wurde';
      case 'codes-are-categories':
        return 'die Codes heißen wie die Kategorien';
      case 'column-chosen':
        return `die Spalte „${reason.column}“ wurde von Hand gewählt`;
      default:
        throw reason satisfies never;
    }
  },
  doubt: (doubt, number) => {
    const share = (counted: { readonly count: number; readonly of: number }): string =>
      `${number(counted.count)} von ${number(counted.of)} Feldern`;
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
        : ` (${shown.length === 1 && more === '' ? 'Zeile' : 'Zeilen'} ${shown.join(', ')}${more})`;
    };
    switch (doubt.code) {
      case 'no-values':
        return `die Spalte enthält nur leere Felder und Wörter für unbekannt`;
      case 'decimal-or-thousands':
        return `${share(doubt)} können Dezimalzahlen oder Tausender sein, und kein Feld sagt, welches; wählen Sie${lines(doubt)}`;
      case 'both-decimal-marks':
        return `${share(doubt.comma)} sind nur mit Dezimalkomma möglich${lines(doubt.comma)}, ${number(doubt.point.count)} nur mit Dezimalpunkt${lines(doubt.point)}; die des nicht gewählten Zeichens werden abgelehnt`;
      case 'few-cells-decide':
        return `kaum ein Feld entscheidet; ${share(doubt)} sind auf beide Arten lesbar${lines(doubt)}`;
      case 'other-mark-or-thousands':
        return `${share(doubt)} sind Tausender mit ${marks[doubt.mark]} oder mit anderem Dezimalzeichen getippt; sie werden abgelehnt, wenn keine Tausender gewählt sind${lines(doubt)}`;
      case 'thousands-not-consistent':
        return `manche Tausender haben ein Zeichen (${marks[doubt.mark]}), aber ${share(doubt)} ab tausend keines${lines(doubt)}`;
      case 'several-thousands-marks':
        return `mehrere Tausenderzeichen; was nicht gewählt ist, wird abgelehnt${lines(doubt)}`;
      case 'other-mark-than-file':
        return `Dezimalzeichen der Datei: ${marks[doubt.file]}; dieser Spalte: ${marks[doubt.column]}`;
      case 'day-or-month':
        return `in ${number(doubt.count)} Feldern sagt nichts, ob Tag oder Monat zuerst steht; wählen Sie${lines(doubt)}`;
      case 'both-date-orders':
        return `${share(doubt.dayFirst)} sind nur mit dem Tag zuerst möglich${lines(doubt.dayFirst)}, ${number(doubt.monthFirst.count)} nur mit dem Monat zuerst${lines(doubt.monthFirst)}; wählen Sie`;
      case 'day-and-month-exchanged':
        return `${share(doubt)} haben eine eigene Form ohne Tag über 12, die anderen nichts sonst: Eine Tabelle kann Tag und Monat vertauscht haben${lines(doubt)}`;
      case 'several-date-forms':
        return `${share(doubt)} sind Daten in anderer Form und werden abgelehnt${lines(doubt)}`;
      case 'century-not-stated':
        return `${share(doubt)} sind Daten mit zweistelligem Jahr; sagen Sie, aus welchen hundert Jahren`;
      case 'dates-or-numbers':
        return `${share(doubt)} sind acht Ziffern: ein Datum oder eine Zahl; wählen Sie${lines(doubt)}`;
      case 'day-counts':
        return `der Titel ist der eines Datums, aber ${share(doubt)} sind ganze Zahlen, vielleicht Tage, wie eine Tabelle sie zählt; sie werden nie als Datum gelesen: exportieren Sie die Spalte als Datum${lines(doubt)}`;
      case 'codes-or-numbers':
        return doubt.different === 1
          ? 'eine Zahl, die ein Code sein kann'
          : `${number(doubt.different)} verschiedene Zahlen, die Codes sein können`;
      case 'other-form':
        return `${share(doubt)}: ${forms[doubt.form] ?? 'Zahlen'}; sie werden abgelehnt${lines(doubt)}`;
      case 'damaged':
        return `${share(doubt)}: ${forms[doubt.form] ?? 'Zahlen'}; was vorher dort stand, ist nicht bekannt${lines(doubt)}`;
      case 'leading-zeros-in-numbers':
        return `${share(doubt)} beginnen mit Nullen, wie Nummern und Codes${lines(doubt)}`;
      case 'widths-differ':
        return `Nummern mit führenden Nullen haben ${number(doubt.least)} bis ${number(doubt.most)} Ziffern; eine Tabelle kann Nullen weggelassen haben`;
      case 'title-names-part':
        return `der Titel nennt nur einen Teil der Angabe`;
      case 'title-is-no-name':
        return 'der Titel ist kein Name der Angabe';
      case 'age-date-not-told':
        return `ob das Modell das Alter an diesem Datum meint, sagt die Datei nicht`;
      case 'formula-not-told':
        return `mit welcher Formel das Modell gemacht wurde, sagt die Datei nicht`;
      case 'column-has-doubts':
        return `über „${doubt.column}“ selbst gibt es Zweifel`;
      case 'title-says-no-unit':
        return `der Titel sagt keine Einheit; genommen ist ${doubt.unit}`;
      case 'title-says-other-unit':
        return `der Titel sagt eine andere oder unbekannte Einheit; genommen ist ${doubt.unit}`;
      case 'unit-not-said':
        return `der Titel${doubt.column === undefined ? '' : ` „${doubt.column}“`} sagt nicht, dass die Einheit ${doubt.unit} ist`;
      case 'other-unit-fits':
        return `die Zahlen passen besser zu ${doubt.better} als zu ${doubt.unit}: Die Hälfte ist höchstens ${number(doubt.median)}`;
      case 'median-strange':
        return `die Hälfte von „${doubt.column}“ ist höchstens ${number(doubt.median)}, seltsam in ${doubt.unit}`;
      case 'numbers-outside-limits':
        return `einige Zahlen liegen außerhalb von ${number(doubt.min)} bis ${number(doubt.max)} ${doubt.unit}: Fehler, oder eine andere Einheit`;
      case 'column-not-there':
        return `die Datei hat keine Spalte „${doubt.column}“`;
      case 'source-not-readable':
        return doubt.message;
      default:
        throw doubt satisfies never;
    }
  },
};
