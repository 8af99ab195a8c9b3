import type { Words } from '#renderer/strings/language.ts';

/** Keys of one place; named as on an English keyboard, shown as on that of the language. */
export interface KeyList {
  readonly where: string;
  readonly keys: readonly (readonly [key: string, what: string])[];
}

interface AboutWords {
  readonly title: string;
  readonly research: string;
  readonly researchBody: string;
  readonly manufacturer: string;
  readonly version: string;
  readonly parts: string;
  readonly digests: string;
  readonly licences: string;
  readonly name: string;
  readonly licence: string;
  readonly helpTitle: string;
  readonly keys: string;
  readonly keyLists: readonly KeyList[];
  readonly how: string;
  readonly steps: readonly (readonly [title: string, body: string])[];
}

export const aboutWords: Words<AboutWords> = {
  nl: {
    title: 'Over Visite',
    research: 'Alleen voor onderzoek.',
    researchBody: 'Dit is geen medisch hulpmiddel; er is geen CE-markering.',
    manufacturer: 'Fabrikant',
    version: 'Versie',
    parts: 'Onderdelen',
    digests: 'Digests (SHA-256)',
    licences: 'Licenties',
    name: 'Naam',
    licence: 'Licentie',
    helpTitle: 'Hulp',
    keys: 'Toetsen',
    keyLists: [
      {
        where: 'Overal',
        keys: [
          ['Ctrl O', 'bestand openen'],
          ['Ctrl K', 'zoek of doe'],
          ['Ctrl L', 'venster afdekken'],
          ['Ctrl ,', 'instellingen'],
          ['Ctrl +', 'groter'],
          ['Ctrl −', 'kleiner'],
          ['Ctrl 0', 'ware grootte'],
          ['?', 'deze hulp (ook F1)'],
        ],
      },
      {
        where: 'Bij het importeren',
        keys: [
          ['Ctrl Enter', 'volgende stap'],
          ['Ctrl Z', 'ongedaan maken'],
          ['Ctrl Shift Z', 'opnieuw'],
        ],
      },
      {
        where: 'In de lijst',
        keys: [
          ['↑ ↓', 'vorige of volgende patiënt'],
          ['PgUp PgDn', 'een bladzijde verder'],
          ['Home End', 'eerste of laatste patiënt'],
          ['Enter', 'patiënt openen'],
          ['Ctrl F', 'zoeken in de lijst'],
          ['Ctrl C', 'regel kopiëren'],
          ['A', 'akkoord met het advies'],
          ['X', 'anders besluiten, met een reden (1 tot 6)'],
          ['Ctrl Z', 'laatste besluit ongedaan maken'],
        ],
      },
      {
        where: 'Bij een patiënt',
        keys: [
          ['↑ ↓', 'vorige of volgende patiënt'],
          ['A', 'akkoord met het advies'],
          ['X', 'anders besluiten, met een reden (1 tot 6)'],
          ['1 2', 'besluiten waar het model niet kiest'],
          ['W', 'wat als, en terug'],
          ['Ctrl Z', 'ongedaan maken'],
          ['Ctrl Shift Z', 'opnieuw, in wat als'],
          ['Ctrl C', 'tekst kopiëren'],
          ['Ctrl P', 'afdrukken'],
          ['Esc', 'terug naar de lijst'],
        ],
      },
    ],
    how: 'Van export tot afdruk',
    steps: [
      [
        'Sleep het bestand op het venster',
        'Visite laat zien hoe het geschreven is en waaraan dat te zien is. Wat onbeslist is, vraagt het u. Het bestand zelf verandert nooit.',
      ],
      [
        'Bevestig de kolommen',
        'Voor elk gegeven van het model ziet u de kolom, de eenheid en een voorbeeld. Zonder uw ja wordt niets gekoppeld. Bewaar de koppeling voor de volgende keer.',
      ],
      [
        'Controleer de boeken',
        'Elke regel is gescoord, gescoord met een waarschuwing, zonder advies, geweigerd of overgeslagen; de som klopt.',
      ],
      [
        'Lees per patiënt',
        'U ziet van 100 patiënten zoals deze hoeveel er in leven zijn onder elke behandeling, met het interval. "Geen advies" is ook een uitkomst, met de reden.',
      ],
      [
        'Besluit en druk af',
        'Akkoord of anders, met een reden. Wat getoond is staat al in het logboek voordat u het ziet.',
      ],
    ],
  },
  en: {
    title: 'About Visite',
    research: 'For research use only.',
    researchBody: 'This is not a medical device; it has no CE mark.',
    manufacturer: 'Manufacturer',
    version: 'Version',
    parts: 'Parts',
    digests: 'Digests (SHA-256)',
    licences: 'Licences',
    name: 'Name',
    licence: 'Licence',
    helpTitle: 'Help',
    keys: 'Keys',
    keyLists: [
      {
        where: 'Everywhere',
        keys: [
          ['Ctrl O', 'open a file'],
          ['Ctrl K', 'search or do'],
          ['Ctrl L', 'cover the window'],
          ['Ctrl ,', 'settings'],
          ['Ctrl +', 'larger'],
          ['Ctrl −', 'smaller'],
          ['Ctrl 0', 'actual size'],
          ['?', 'this help (F1 too)'],
        ],
      },
      {
        where: 'While importing',
        keys: [
          ['Ctrl Enter', 'next step'],
          ['Ctrl Z', 'undo'],
          ['Ctrl Shift Z', 'redo'],
        ],
      },
      {
        where: 'In the list',
        keys: [
          ['↑ ↓', 'previous or next patient'],
          ['PgUp PgDn', 'one page on'],
          ['Home End', 'first or last patient'],
          ['Enter', 'open the patient'],
          ['Ctrl F', 'search the list'],
          ['Ctrl C', 'copy the row'],
          ['A', 'agree with the advice'],
          ['X', 'decide otherwise, with a reason (1 to 6)'],
          ['Ctrl Z', 'undo the last decision'],
        ],
      },
      {
        where: 'With a patient',
        keys: [
          ['↑ ↓', 'previous or next patient'],
          ['A', 'agree with the advice'],
          ['X', 'decide otherwise, with a reason (1 to 6)'],
          ['1 2', 'decide where the model does not choose'],
          ['W', 'what-if, and back'],
          ['Ctrl Z', 'undo'],
          ['Ctrl Shift Z', 'redo, in what-if'],
          ['Ctrl C', 'copy the text'],
          ['Ctrl P', 'print'],
          ['Esc', 'back to the list'],
        ],
      },
    ],
    how: 'From an export to a printed page',
    steps: [
      [
        'Drop the file on the window',
        'Visite shows how it is written and by what that can be seen. What is undecided it asks you. The file itself never changes.',
      ],
      [
        'Confirm the columns',
        'For each input of the model you see the column, the unit and an example. Nothing is mapped without your yes. Save the mapping for the next time.',
      ],
      [
        'Check the books',
        'Each row is scored, scored with a warning, without a recommendation, refused or skipped; the sum closes.',
      ],
      [
        'Read patient by patient',
        'Of 100 patients like this one you see how many are alive under each treatment, with the interval. "No recommendation" is a result too, with its reason.',
      ],
      [
        'Decide and print',
        'Agree or decide otherwise, with a reason. What is shown is in the log before you see it.',
      ],
    ],
  },
  de: {
    title: 'Über Visite',
    research: 'Nur für Forschungszwecke.',
    researchBody: 'Dies ist kein Medizinprodukt; es hat keine CE-Kennzeichnung.',
    manufacturer: 'Hersteller',
    version: 'Version',
    parts: 'Teile',
    digests: 'Digests (SHA-256)',
    licences: 'Lizenzen',
    name: 'Name',
    licence: 'Lizenz',
    helpTitle: 'Hilfe',
    keys: 'Tasten',
    keyLists: [
      {
        where: 'Überall',
        keys: [
          ['Ctrl O', 'Datei öffnen'],
          ['Ctrl K', 'suchen oder ausführen'],
          ['Ctrl L', 'Fenster abdecken'],
          ['Ctrl ,', 'Einstellungen'],
          ['Ctrl +', 'größer'],
          ['Ctrl −', 'kleiner'],
          ['Ctrl 0', 'Originalgröße'],
          ['?', 'diese Hilfe (auch F1)'],
        ],
      },
      {
        where: 'Beim Import',
        keys: [
          ['Ctrl Enter', 'nächster Schritt'],
          ['Ctrl Z', 'rückgängig machen'],
          ['Ctrl Shift Z', 'wiederholen'],
        ],
      },
      {
        where: 'In der Liste',
        keys: [
          ['↑ ↓', 'vorheriger oder nächster Patient'],
          ['PgUp PgDn', 'eine Seite weiter'],
          ['Home End', 'erster oder letzter Patient'],
          ['Enter', 'Patienten öffnen'],
          ['Ctrl F', 'in der Liste suchen'],
          ['Ctrl C', 'Zeile kopieren'],
          ['A', 'der Empfehlung zustimmen'],
          ['X', 'anders entscheiden, mit Grund (1 bis 6)'],
          ['Ctrl Z', 'letzte Entscheidung rückgängig machen'],
        ],
      },
      {
        where: 'Bei einem Patienten',
        keys: [
          ['↑ ↓', 'vorheriger oder nächster Patient'],
          ['A', 'der Empfehlung zustimmen'],
          ['X', 'anders entscheiden, mit Grund (1 bis 6)'],
          ['1 2', 'entscheiden, wo das Modell nicht wählt'],
          ['W', '„Was wäre wenn“ und zurück'],
          ['Ctrl Z', 'rückgängig machen'],
          ['Ctrl Shift Z', 'wiederholen, bei „Was wäre wenn“'],
          ['Ctrl C', 'Text kopieren'],
          ['Ctrl P', 'drucken'],
          ['Esc', 'zurück zur Liste'],
        ],
      },
    ],
    how: 'Vom Export zum Ausdruck',
    steps: [
      [
        'Ziehen Sie die Datei auf das Fenster',
        'Visite zeigt, wie sie geschrieben ist und woran man das sieht. Was unentschieden ist, fragt es Sie. Die Datei selbst ändert sich nie.',
      ],
      [
        'Bestätigen Sie die Spalten',
        'Für jede Angabe des Modells sehen Sie Spalte, Einheit und ein Beispiel. Ohne Ihr Ja wird nichts zugeordnet. Speichern Sie die Zuordnung für das nächste Mal.',
      ],
      [
        'Prüfen Sie die Bücher',
        'Jede Zeile ist berechnet, berechnet mit Warnung, ohne Empfehlung, abgelehnt oder übersprungen; die Summe geht auf.',
      ],
      [
        'Lesen Sie Patient für Patient',
        'Von 100 Patienten wie diesem sehen Sie, wie viele unter jeder Behandlung leben, mit dem Intervall. „Keine Empfehlung“ ist auch ein Ergebnis, mit Grund.',
      ],
      [
        'Entscheiden und drucken',
        'Zustimmen oder anders entscheiden, mit Grund. Was gezeigt wird, steht im Protokoll, bevor Sie es sehen.',
      ],
    ],
  },
};
