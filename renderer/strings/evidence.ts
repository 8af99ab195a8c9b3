import { toDialectEvidenceText } from '#core/detect/dialect-text.ts';
import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type { Language } from '#core/bundle/fields.ts';
import { toNumbers } from '#renderer/strings/numbers.ts';

/** What was seen of how a file is written, in one sentence of the window's language, without a value of a row. */
export function toEvidenceText(evidence: DialectEvidence, language: Language): string {
  if (language === 'en') return toDialectEvidenceText(evidence);
  const { number } = toNumbers(language);
  const { count, of, what = '' } = evidence;
  const share =
    of === undefined ? number(count) : `${number(count)} ${language === 'nl' ? 'van' : 'von'} ${number(of)}`;
  return (language === 'nl' ? toDutch : toGerman)(evidence.code, share, number(count), what);
}

type ToText = (code: DialectEvidence['code'], share: string, count: string, what: string) => string;

const toDutch: ToText = (code, share, count, what) => {
  switch (code) {
    case 'byte-order-mark':
      return `begint met het merkteken van ${what}`;
    case 'ascii-only':
      return 'geen teken vraagt om een codering';
    case 'valid-utf-8':
      return `${share} bijzondere tekens zijn geldig UTF-8`;
    case 'nul-pattern':
      return `om de andere byte een nul, zoals in ${what}`;
    case 'not-utf-8':
      return `${share} bijzondere bytes zijn geen UTF-8`;
    case 'mixed-utf-8':
      return `${share} tekens in UTF-8, andere niet: meer coderingen in één bestand`;
    case 'letters-fit':
      return `${share} bijzondere letters kloppen in ${what}`;
    case 'letters-strange':
      return `${share} tekens zijn vreemd in ${what}`;
    case 'undefined-bytes':
      return `${share} bytes bestaan niet in ${what}`;
    case 'newline-only':
      return `elke regel eindigt op ${what}`;
    case 'newlines-mixed':
      return `${share} regels eindigen op ${what}`;
    case 'separator-line-says':
      return `de regel sep= zegt ${what}`;
    case 'cells-per-row':
      return `${share} regels hebben evenveel velden als de kop`;
    case 'other-cells-per-row':
      return `met ${what} zouden ${share} regels ook evenveel velden hebben`;
    case 'no-delimiter':
      return 'geen scheidingsteken buiten aanhalingstekens: één kolom';
    case 'decimal-only-comma':
      return `${share} getallen kunnen alleen een decimale komma hebben`;
    case 'decimal-only-point':
      return `${share} getallen kunnen alleen een decimale punt hebben`;
    case 'decimal-either':
      return `${share} getallen zijn op beide manieren te lezen`;
    case 'decimal-by-delimiter':
      return 'geen getal heeft een decimaalteken; het gebruikelijke bij deze scheiding';
    case 'header-titles-over-values':
      return `${share} kolommen hebben een titel boven andersoortige waarden`;
    case 'header-first-full-row':
      return 'de eerste volle regel is de kop';
    case 'header-looks-like-data':
      return 'de eerste regel lijkt op gegevens, niet op titels';
    case 'header-two-candidates':
      return 'twee regels kunnen de kop zijn';
    case 'title-lines':
      return `${count} regels boven de kop`;
    case 'blank-rows':
      return `${count} lege regels`;
    case 'repeated-headers':
      return `de kop komt nog ${count} keer voor`;
    case 'totals-rows':
      return `${count} totaalregels`;
    case 'ragged-rows':
      return `${share} regels hebben een ander aantal velden`;
    case 'faulty-quotes':
      return `${share} regels met losse aanhalingstekens`;
    case 'lines-after-table':
      return `${count} regels onder de tabel`;
    default:
      throw code satisfies never;
  }
};

const toGerman: ToText = (code, share, count, what) => {
  switch (code) {
    case 'byte-order-mark':
      return `beginnt mit der Marke von ${what}`;
    case 'ascii-only':
      return 'kein Zeichen braucht eine Kodierung';
    case 'valid-utf-8':
      return `${share} besondere Zeichen sind gültiges UTF-8`;
    case 'nul-pattern':
      return `jedes zweite Byte ist null, wie in ${what}`;
    case 'not-utf-8':
      return `${share} besondere Bytes sind kein UTF-8`;
    case 'mixed-utf-8':
      return `${share} Zeichen in UTF-8, andere nicht: mehrere Kodierungen in einer Datei`;
    case 'letters-fit':
      return `${share} besondere Buchstaben passen in ${what}`;
    case 'letters-strange':
      return `${share} Zeichen sind seltsam in ${what}`;
    case 'undefined-bytes':
      return `${share} Bytes gibt es nicht in ${what}`;
    case 'newline-only':
      return `jede Zeile endet mit ${what}`;
    case 'newlines-mixed':
      return `${share} Zeilen enden mit ${what}`;
    case 'separator-line-says':
      return `die Zeile sep= sagt ${what}`;
    case 'cells-per-row':
      return `${share} Zeilen haben so viele Felder wie die Kopfzeile`;
    case 'other-cells-per-row':
      return `mit ${what} hätten ${share} Zeilen auch gleich viele Felder`;
    case 'no-delimiter':
      return 'kein Trennzeichen außerhalb von Anführungszeichen: eine Spalte';
    case 'decimal-only-comma':
      return `${share} Zahlen sind nur mit Dezimalkomma möglich`;
    case 'decimal-only-point':
      return `${share} Zahlen sind nur mit Dezimalpunkt möglich`;
    case 'decimal-either':
      return `${share} Zahlen sind auf beide Arten lesbar`;
    case 'decimal-by-delimiter':
      return 'keine Zahl hat ein Dezimalzeichen; das übliche bei dieser Trennung';
    case 'header-titles-over-values':
      return `${share} Spalten haben einen Titel über andersartigen Werten`;
    case 'header-first-full-row':
      return 'die erste volle Zeile ist die Kopfzeile';
    case 'header-looks-like-data':
      return 'die erste Zeile sieht nach Daten aus, nicht nach Titeln';
    case 'header-two-candidates':
      return 'zwei Zeilen könnten die Kopfzeile sein';
    case 'title-lines':
      return `${count} Zeilen über der Kopfzeile`;
    case 'blank-rows':
      return `${count} leere Zeilen`;
    case 'repeated-headers':
      return `die Kopfzeile kommt noch ${count}-mal vor`;
    case 'totals-rows':
      return `${count} Summenzeilen`;
    case 'ragged-rows':
      return `${share} Zeilen haben eine andere Zahl von Feldern`;
    case 'faulty-quotes':
      return `${share} Zeilen mit losen Anführungszeichen`;
    case 'lines-after-table':
      return `${count} Zeilen unter der Tabelle`;
    default:
      throw code satisfies never;
  }
};
