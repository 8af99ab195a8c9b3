import type { Failure } from '#core/contract/failure.ts';
import type { Language } from '#core/bundle/fields.ts';
import type { Words } from '#renderer/strings/language.ts';
import { refusalWords, toRefusalKind } from '#renderer/strings/refusals.ts';
import { problemWords } from '#renderer/strings/problems.ts';
import { tableFailureWords } from '#renderer/strings/table-failures.ts';

/** What a code of a refusal means to the person who sees it, and what to do; by code, in each language. */
const sentences = {
  nl: {
    'page-restarted':
      'Het scherm van Visite stopte en is opnieuw getekend. De lijst en wat besloten is zijn er nog.',
    'page-restarted-trying':
      'Het scherm van Visite stopte en is opnieuw getekend. De lijst en wat besloten is zijn er nog; de waarden die u uitprobeerde zijn weg.',
    'host-restarted-again':
      'Het rekendeel van Visite stopte en is opnieuw gestart. De lijst wordt opnieuw gemaakt; wat besloten is staat in het logboek.',
    'host-restarted-list':
      'Het rekendeel van Visite stopte en is opnieuw gestart. De lijst is opnieuw gemaakt; wat besloten is, is er nog.',
    'host-restarted-trying':
      'Het rekendeel van Visite stopte en is opnieuw gestart. De lijst is opnieuw gemaakt; wat besloten is, is er nog; de waarden die u uitprobeerde zijn weg.',
    'host-restarted':
      'Het rekendeel van Visite is gestopt en opnieuw gestart. Wat getoond is staat in het logboek; open het bestand opnieuw.',
    'log-not-writable':
      'Het logboek kan niet worden geschreven, dus er wordt geen advies getoond. Controleer de schijf en de map van het logboek.',
    'log-failed': 'Een regel van het logboek kon niet worden geschreven, dus er wordt geen advies getoond.',
    'log-in-use': 'Een ander venster of een opdracht gebruikt het logboek. Sluit dat eerst.',
    'log-damaged':
      'Het einde van het logboek is niet zoals het geschreven werd. Er wordt niets aan toegevoegd.',
    'key-missing': 'De sleutel van het logboek is er niet. Zet de herstelkopie terug op zijn plaats.',
    'key-exists':
      'Er staat al een bestand met deze naam. Een sleutel wordt nooit overschreven; kies een andere naam.',
    'key-not-writable': 'De sleutel kon daar niet worden geschreven. Kies een andere map.',
    'key-rights':
      'Anderen kunnen het sleutelbestand lezen, dus het wordt niet gebruikt. Waarschuw uw ICT-afdeling.',
    'key-owner':
      'Het sleutelbestand is van een ander account, dus het wordt niet gebruikt. Waarschuw uw ICT-afdeling.',
    'key-damaged': 'Het sleutelbestand is beschadigd. Zet de herstelkopie terug; er is niets overschreven.',
    'key-store-missing':
      'De sleutelbos van dit systeem is er niet of is vergrendeld. Ontgrendel hem en start Visite opnieuw. Aan het sleutelbestand is niets veranderd.',
    'key-store-other':
      'De sleutelbos van dit systeem past niet bij de sleutel van het logboek: hij is nieuw gemaakt, of van een ander account of een andere computer. Er is niets veranderd; laat uw ICT-afdeling de herstelkopie terugzetten.',
    'key-not-sealed':
      'Uw organisatie verlangt dat de sleutel van het logboek in de sleutelbos van het systeem staat; nu staat hij in een bestand. Uw ICT-afdeling zet hem over met: visite key seal',
    'trust-not-pinned':
      'Op deze computer is nog geen vertrouwensbestand vastgelegd. Uw ICT-afdeling levert het.',
    'release-missing': 'Dit model is niet vrijgegeven op deze computer.',
    'bundle-revoked': 'Dit model is ingetrokken en mag niet meer rekenen.',
    'model-withdrawn': 'Dit model is hier teruggetrokken en mag niet meer rekenen.',
    'input-changed': 'Het bestand is intussen gewijzigd. Er is niets van gebruikt; open het opnieuw.',
    'input-not-found': 'Het bestand is er niet meer, of de netwerkmap is weggevallen.',
    'input-not-readable': 'Het bestand kan niet worden gelezen. Staat het open in een ander programma?',
    'files-several': 'Eén bestand tegelijk. Er is niets geopend.',
    'file-is-folder': 'Dit is een map. Sleep er één bestand uit, of kies het met Ctrl O.',
    'file-without-place':
      'Dit bestand staat niet op een schijf, zoals een bijlage van een e-mail. Sla het eerst op.',
    'file-kind-unknown':
      'Dit soort bestand kent Visite niet. Wel: .csv, .txt, .xlsx, .xls, .ods, .json, .ndjson, .parquet, .arrow en .visite.',
    internal: 'Visite heeft een eigen fout gemaakt en is met deze handeling gestopt. Er is niets getoond.',
    'input-lost': 'De schijf of netwerkmap met het bestand is weggevallen. Er is niets gebruikt.',
    'input-too-large': 'Het bestand is te groot. Is dit het bestand dat u bedoelt?',
    'file-failed':
      'Het bestand kon niet worden gebruikt. Staat het open in een ander programma? Probeer het opnieuw.',
    'file-unknown': 'Dit bestand is niet meer bekend. Kies het opnieuw.',
    'output-exists': 'Er staat al een bestand met deze naam. Kies overschrijven of een andere map.',
    'output-folder-missing': 'De map om in te schrijven is er niet meer.',
    'output-not-writable': 'In deze map kan niet worden geschreven. Kies een andere.',
    'output-disk-full': 'De schijf is vol. Maak ruimte, en probeer het opnieuw.',
    'output-other-name':
      'De gewone naam van het resultaat wordt door een ander programma vastgehouden. Het resultaat is heel en staat onder een andere naam; zie hieronder.',
    'log-rolled-back':
      'Het logboek is teruggezet naar een eerdere stand. Er wordt niets aan toegevoegd; waarschuw uw ICT-afdeling.',
    'model-none': 'Er is geen model in gebruik. Kies er een.',
    'model-not-usable': 'Dit model kan nu niet worden gebruikt.',
    'runner-died': 'Het proces van het model is gestopt. Probeer het opnieuw; er is niets getoond.',
    'runner-deadline': 'Het model antwoordde niet op tijd en is gestopt. Probeer het opnieuw.',
    'engine:trap-deadline': 'Het model antwoordde niet op tijd en is gestopt. Probeer het opnieuw.',
    'golden-differs': 'Het model rekent hier niet wat het elders rekende. Het wordt niet gebruikt.',
    'import-none': 'Er is geen bestand geopend.',
    'import-not-ready': 'Er staat nog iets open bij het inlezen. Beantwoord dat eerst.',
    'list-none': 'Er is geen lijst met patiënten.',
    'row-without-result': 'Deze regel is geweigerd en heeft geen uitkomst.',
    'value-refused': 'Deze waarde kan hier niet worden gebruikt.',
    'why-none': 'Er is geen verschil om uit te leggen.',
    'job-running': 'Er loopt al een taak. Wacht tot die klaar is of breek die af.',
    'profile-missing': 'Voor dit bestand is een koppeling nodig. Kies er een, of lees het bestand eerst in.',
    'resume-none': 'Er is geen onderbroken berekening om mee verder te gaan.',
    'set-by-organisation': 'Dit is ingesteld door uw organisatie.',
    'demo-not-allowed': 'De demonstratie is uitgeschakeld op deze computer.',
    'demo-not-available': 'Er is geen demonstratie geïnstalleerd.',
    cancelled: 'Afgebroken. Er is niets bewaard dat niet af was.',
  },
  en: {
    'page-restarted':
      'The screen of Visite stopped and was drawn anew. The list and what was decided are still there.',
    'page-restarted-trying':
      'The screen of Visite stopped and was drawn anew. The list and what was decided are still there; the values that you tried are gone.',
    'host-restarted-again':
      'The computing part of Visite stopped and was started again. The list is being made again; what was decided is in the log.',
    'host-restarted-list':
      'The computing part of Visite stopped and was started again. The list was made again; what was decided is still there.',
    'host-restarted-trying':
      'The computing part of Visite stopped and was started again. The list was made again; what was decided is still there; the values that you tried are gone.',
    'host-restarted':
      'The computing part of Visite stopped and was started again. What was shown is in the log; open the file again.',
    'log-not-writable':
      'The log cannot be written, so no advice is shown. Check the disk and the folder of the log.',
    'log-failed': 'A line of the log could not be written, so no advice is shown.',
    'log-in-use': 'Another window or a command is using the log. Close that first.',
    'log-damaged': 'The end of the log is not as it was written. Nothing is added to it.',
    'key-missing': 'The key of the log is not there. Put the recovery copy in its place.',
    'key-exists': 'There is a file of this name already. A key is never overwritten; choose another name.',
    'key-not-writable': 'The key could not be written there. Choose another folder.',
    'key-rights': 'Others can read the key file, so it is not used. Tell your IT department.',
    'key-owner': 'The key file belongs to another account, so it is not used. Tell your IT department.',
    'key-damaged': 'The key file is damaged. Put the recovery copy in its place; nothing was overwritten.',
    'key-store-missing':
      "This system's store of keys is not there, or is locked. Unlock it and start Visite again. The key file was not changed.",
    'key-store-other':
      "This system's store of keys does not fit the key of the log: it was made anew, or is another account's or computer's. Nothing was changed; let your IT department put back the recovery copy.",
    'key-not-sealed':
      "Your organisation asks that the key of the log is under the system's store of keys; it is in a file now. Your IT department puts it there with: visite key seal",
    'trust-not-pinned': 'No trust file is pinned on this computer yet. Your IT department provides it.',
    'release-missing': 'This model is not released on this computer.',
    'bundle-revoked': 'This model was revoked and may not compute any more.',
    'model-withdrawn': 'This model was withdrawn here and may not compute any more.',
    'input-changed': 'The file was changed meanwhile. Nothing of it was used; open it again.',
    'input-not-found': 'The file is not there any more, or the network folder went away.',
    'input-not-readable': 'The file cannot be read. Is it open in another program?',
    'files-several': 'One file at a time. Nothing was opened.',
    'file-is-folder': 'This is a folder. Drag one file out of it, or choose it with Ctrl O.',
    'file-without-place': 'This file is not on a disk, such as one attached to an e-mail. Save it first.',
    'file-kind-unknown':
      'Visite does not know this kind of file. It knows .csv, .txt, .xlsx, .xls, .ods, .json, .ndjson, .parquet, .arrow and .visite.',
    internal: 'Visite made a mistake of its own and stopped this action. Nothing was shown.',
    'input-lost': 'The disk or network folder with the file went away. Nothing of it was used.',
    'input-too-large': 'The file is too large. Is it the file that you meant?',
    'file-failed': 'The file could not be used. Is it open in another program? Try again.',
    'file-unknown': 'This file is not known any more. Choose it again.',
    'output-exists': 'A file of this name is there already. Choose to overwrite it, or another folder.',
    'output-folder-missing': 'The folder to write in is not there any more.',
    'output-not-writable': 'This folder cannot be written in. Choose another one.',
    'output-disk-full': 'The disk is full. Make room, and try again.',
    'output-other-name':
      'Another program holds the usual name of the result. The result is whole and stands under another name; see below.',
    'log-rolled-back':
      'The log was set back to an earlier state. Nothing is added to it; tell your IT department.',
    'model-none': 'No model is in use. Choose one.',
    'model-not-usable': 'This model cannot be used now.',
    'runner-died': 'The process of the model ended. Try again; nothing was shown.',
    'runner-deadline': 'The model did not answer in time and was stopped. Try again.',
    'engine:trap-deadline': 'The model did not answer in time and was stopped. Try again.',
    'golden-differs': 'The model does not compute here what it computed elsewhere. It is not used.',
    'import-none': 'No file is open.',
    'import-not-ready': 'Something of the import is still open. Answer that first.',
    'list-none': 'There is no list of patients.',
    'row-without-result': 'This row was refused and has no result.',
    'value-refused': 'This value cannot be used here.',
    'why-none': 'There is no difference to explain.',
    'job-running': 'A task is under way. Wait until it is done, or cancel it.',
    'profile-missing': 'This file needs a mapping. Choose one, or import the file first.',
    'resume-none': 'There is no interrupted run to go on with.',
    'set-by-organisation': 'This is set by your organisation.',
    'demo-not-allowed': 'The demonstration is switched off on this computer.',
    'demo-not-available': 'No demonstration is installed.',
    cancelled: 'Cancelled. Nothing was kept that was not finished.',
  },
  de: {
    'page-restarted':
      'Die Anzeige von Visite wurde beendet und neu gezeichnet. Die Liste und was entschieden wurde sind noch da.',
    'page-restarted-trying':
      'Die Anzeige von Visite wurde beendet und neu gezeichnet. Die Liste und was entschieden wurde sind noch da; die Werte, die Sie ausprobiert haben, sind weg.',
    'host-restarted-again':
      'Der rechnende Teil von Visite wurde beendet und neu gestartet. Die Liste wird neu gemacht; was entschieden wurde, steht im Protokoll.',
    'host-restarted-list':
      'Der rechnende Teil von Visite wurde beendet und neu gestartet. Die Liste wurde neu gemacht; was entschieden wurde, ist noch da.',
    'host-restarted-trying':
      'Der rechnende Teil von Visite wurde beendet und neu gestartet. Die Liste wurde neu gemacht; was entschieden wurde, ist noch da; die Werte, die Sie ausprobiert haben, sind weg.',
    'host-restarted':
      'Der rechnende Teil von Visite wurde beendet und neu gestartet. Was gezeigt wurde, steht im Protokoll; öffnen Sie die Datei erneut.',
    'log-not-writable':
      'Das Protokoll kann nicht geschrieben werden, deshalb wird keine Empfehlung gezeigt. Prüfen Sie Datenträger und Ordner des Protokolls.',
    'log-failed':
      'Eine Zeile des Protokolls konnte nicht geschrieben werden, deshalb wird keine Empfehlung gezeigt.',
    'log-in-use': 'Ein anderes Fenster oder ein Befehl benutzt das Protokoll. Schließen Sie das zuerst.',
    'log-damaged':
      'Das Ende des Protokolls ist nicht so, wie es geschrieben wurde. Es wird nichts hinzugefügt.',
    'key-missing':
      'Der Schlüssel des Protokolls ist nicht da. Legen Sie die Wiederherstellungskopie an seine Stelle.',
    'key-exists':
      'Es gibt schon eine Datei mit diesem Namen. Ein Schlüssel wird nie überschrieben; wählen Sie einen anderen Namen.',
    'key-not-writable':
      'Der Schlüssel konnte dort nicht geschrieben werden. Wählen Sie einen anderen Ordner.',
    'key-rights':
      'Andere können die Schlüsseldatei lesen, also wird sie nicht benutzt. Melden Sie es Ihrer IT-Abteilung.',
    'key-owner':
      'Die Schlüsseldatei gehört einem anderen Konto, also wird sie nicht benutzt. Melden Sie es Ihrer IT-Abteilung.',
    'key-damaged':
      'Die Schlüsseldatei ist beschädigt. Legen Sie die Wiederherstellungskopie an ihre Stelle; nichts wurde überschrieben.',
    'key-store-missing':
      'Der Schlüsselbund dieses Systems ist nicht da oder gesperrt. Entsperren Sie ihn und starten Sie Visite neu. Die Schlüsseldatei wurde nicht verändert.',
    'key-store-other':
      'Der Schlüsselbund dieses Systems passt nicht zum Schlüssel des Protokolls: Er wurde neu angelegt oder gehört einem anderen Konto oder Computer. Nichts wurde verändert; lassen Sie Ihre IT-Abteilung die Wiederherstellungskopie zurücklegen.',
    'key-not-sealed':
      'Ihre Organisation verlangt, dass der Schlüssel des Protokolls im Schlüsselbund des Systems liegt; jetzt steht er in einer Datei. Ihre IT-Abteilung legt ihn dorthin mit: visite key seal',
    'trust-not-pinned':
      'Auf diesem Computer ist noch keine Vertrauensdatei festgelegt. Ihre IT-Abteilung stellt sie bereit.',
    'release-missing': 'Dieses Modell ist auf diesem Computer nicht freigegeben.',
    'bundle-revoked': 'Dieses Modell wurde widerrufen und darf nicht mehr rechnen.',
    'model-withdrawn': 'Dieses Modell wurde hier zurückgezogen und darf nicht mehr rechnen.',
    'input-changed':
      'Die Datei wurde inzwischen geändert. Nichts davon wurde benutzt; öffnen Sie sie erneut.',
    'input-not-found': 'Die Datei ist nicht mehr da, oder der Netzwerkordner ist weg.',
    'input-not-readable': 'Die Datei kann nicht gelesen werden. Ist sie in einem anderen Programm geöffnet?',
    'files-several': 'Eine Datei auf einmal. Es wurde nichts geöffnet.',
    'file-is-folder': 'Das ist ein Ordner. Ziehen Sie eine Datei daraus, oder wählen Sie sie mit Strg O.',
    'file-without-place':
      'Diese Datei liegt auf keinem Datenträger, etwa als Anhang einer E-Mail. Speichern Sie sie zuerst.',
    'file-kind-unknown':
      'Diese Art von Datei kennt Visite nicht. Bekannt sind .csv, .txt, .xlsx, .xls, .ods, .json, .ndjson, .parquet, .arrow und .visite.',
    internal: 'Visite hat selbst einen Fehler gemacht und diese Handlung beendet. Es wurde nichts gezeigt.',
    'input-lost': 'Datenträger oder Netzwerkordner mit der Datei ist weg. Nichts davon wurde benutzt.',
    'input-too-large': 'Die Datei ist zu groß. Ist es die gemeinte Datei?',
    'file-failed':
      'Die Datei konnte nicht benutzt werden. Ist sie in einem anderen Programm geöffnet? Versuchen Sie es erneut.',
    'file-unknown': 'Diese Datei ist nicht mehr bekannt. Wählen Sie sie erneut.',
    'output-exists':
      'Eine Datei mit diesem Namen gibt es schon. Wählen Sie Überschreiben oder einen anderen Ordner.',
    'output-folder-missing': 'Den Ordner zum Schreiben gibt es nicht mehr.',
    'output-not-writable': 'In diesen Ordner kann nicht geschrieben werden. Wählen Sie einen anderen.',
    'output-disk-full': 'Der Datenträger ist voll. Schaffen Sie Platz und versuchen Sie es erneut.',
    'output-other-name':
      'Ein anderes Programm hält den üblichen Namen des Ergebnisses. Das Ergebnis ist vollständig und steht unter einem anderen Namen; siehe unten.',
    'log-rolled-back':
      'Das Protokoll wurde auf einen früheren Stand zurückgesetzt. Es wird nichts hinzugefügt; melden Sie es Ihrer IT-Abteilung.',
    'model-none': 'Kein Modell ist in Verwendung. Wählen Sie eines.',
    'model-not-usable': 'Dieses Modell kann jetzt nicht benutzt werden.',
    'runner-died': 'Der Prozess des Modells wurde beendet. Versuchen Sie es erneut; es wurde nichts gezeigt.',
    'runner-deadline':
      'Das Modell hat nicht rechtzeitig geantwortet und wurde beendet. Versuchen Sie es erneut.',
    'engine:trap-deadline':
      'Das Modell hat nicht rechtzeitig geantwortet und wurde beendet. Versuchen Sie es erneut.',
    'golden-differs': 'Das Modell rechnet hier nicht, was es anderswo rechnete. Es wird nicht benutzt.',
    'import-none': 'Keine Datei ist geöffnet.',
    'import-not-ready': 'Beim Einlesen ist noch etwas offen. Beantworten Sie das zuerst.',
    'list-none': 'Es gibt keine Patientenliste.',
    'row-without-result': 'Diese Zeile wurde abgelehnt und hat kein Ergebnis.',
    'value-refused': 'Dieser Wert kann hier nicht benutzt werden.',
    'why-none': 'Es gibt keinen Unterschied zu erklären.',
    'job-running': 'Eine Aufgabe läuft. Warten Sie, bis sie fertig ist, oder brechen Sie sie ab.',
    'profile-missing':
      'Diese Datei braucht eine Zuordnung. Wählen Sie eine, oder lesen Sie die Datei zuerst ein.',
    'resume-none': 'Es gibt keine unterbrochene Berechnung zum Fortsetzen.',
    'set-by-organisation': 'Dies hat Ihre Organisation festgelegt.',
    'demo-not-allowed': 'Die Demonstration ist auf diesem Computer ausgeschaltet.',
    'demo-not-available': 'Keine Demonstration ist installiert.',
    cancelled: 'Abgebrochen. Nichts wurde behalten, das nicht fertig war.',
  },
} as const;

/** Each language has the codes that the first one has. */
const failureWords: Words<Readonly<Record<keyof typeof sentences.nl, string>>> = sentences;

/** Codes whose message says more than the words: what exactly is open, or which value. */
const telling = new Set([
  'internal',
  'import-not-ready',
  'value-refused',
  'model-not-usable',
  'log-not-writable',
]);

/** Before what is wrong with a row or a header, where that refuses the whole file. */
const fileWords: Words<string> = {
  nl: 'Dit bestand past niet bij de koppeling',
  en: 'This file does not fit the mapping',
  de: 'Diese Datei passt nicht zur Zuordnung',
};

/** Where nothing better is known: that it did not work, with the code that helps whoever is asked. */
const otherWords: Words<string> = {
  nl: 'Dat ging niet. Er is niets gewijzigd. Geef de regel hieronder aan uw ICT-afdeling.',
  en: 'That did not work. Nothing was changed. Give the line below to your IT department.',
  de: 'Das ging nicht. Es wurde nichts geändert. Geben Sie die Zeile unten Ihrer IT-Abteilung.',
};

/**
 * A refusal in words, and what it was about. Where the words stand for more than one fault, where a file cannot be read, and
 * where the mistake is ours, the message stands beside them.
 */
export function toFailureText(failure: Failure, language: Language): { title: string; detail: string } {
  const { code, message } = failure;
  const own: Readonly<Record<string, string>> = failureWords[language];
  const words = own[code];
  if (words !== undefined) return { title: words, detail: telling.has(code) ? message : '' };
  const kind = toRefusalKind(code);
  if (kind !== undefined) return { title: refusalWords[language][kind], detail: message };
  const ofTable: Readonly<Record<string, string>> = tableFailureWords[language];
  const ofRow: Readonly<Record<string, string>> = problemWords[language];
  const row = ofRow[code];
  const title = ofTable[code] ?? (row === undefined ? undefined : `${fileWords[language]}: ${row}.`);
  if (title !== undefined) return { title, detail: message };
  return { title: otherWords[language], detail: `${code}: ${message}` };
}
