import type { Words } from '#renderer/strings/language.ts';

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
  readonly keyList: readonly (readonly [key: string, what: string])[];
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
    keyList: [
      ['Ctrl O', 'bestand openen'],
      ['Ctrl K', 'zoek of doe'],
      ['Ctrl Enter', 'volgende stap van de import'],
      ['Ctrl F', 'zoeken in de lijst'],
      ['Ctrl P', 'afdrukken'],
      ['Ctrl Z', 'ongedaan maken'],
      ['↑ ↓', 'vorige of volgende patiënt'],
      ['Enter', 'patiënt openen'],
      ['Esc', 'terug naar de lijst'],
      ['A', 'akkoord met het advies'],
      ['X', 'anders besluiten, met een reden (1 tot 6)'],
      ['W', 'wat als'],
      ['?', 'deze hulp'],
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
        'U ziet van 100 patiënten als deze hoeveel er in leven zijn onder elke behandeling, met het interval. "Geen advies" is ook een uitkomst, met de reden.',
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
    keyList: [
      ['Ctrl O', 'open a file'],
      ['Ctrl K', 'search or do'],
      ['Ctrl Enter', 'next step of the import'],
      ['Ctrl F', 'search the list'],
      ['Ctrl P', 'print'],
      ['Ctrl Z', 'undo'],
      ['↑ ↓', 'previous or next patient'],
      ['Enter', 'open the patient'],
      ['Esc', 'back to the list'],
      ['A', 'agree with the advice'],
      ['X', 'decide otherwise, with a reason (1 to 6)'],
      ['W', 'what-if'],
      ['?', 'this help'],
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
    keyList: [
      ['Strg O', 'Datei öffnen'],
      ['Strg K', 'suchen oder tun'],
      ['Strg Enter', 'nächster Schritt des Imports'],
      ['Strg F', 'in der Liste suchen'],
      ['Strg P', 'drucken'],
      ['Strg Z', 'rückgängig'],
      ['↑ ↓', 'voriger oder nächster Patient'],
      ['Enter', 'Patienten öffnen'],
      ['Esc', 'zurück zur Liste'],
      ['A', 'der Empfehlung zustimmen'],
      ['X', 'anders entscheiden, mit Grund (1 bis 6)'],
      ['W', 'was wäre wenn'],
      ['?', 'diese Hilfe'],
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
        'Von 100 Patienten wie diesem sehen Sie, wie viele unter jeder Behandlung leben, mit dem Intervall. „Keine Empfehlung" ist auch ein Ergebnis, mit Grund.',
      ],
      [
        'Entscheiden und drucken',
        'Zustimmen oder anders entscheiden, mit Grund. Was gezeigt wird, steht im Protokoll, bevor Sie es sehen.',
      ],
    ],
  },
};
