import type { Failure } from '#core/contract/failure.ts';
import type { Language } from '#core/bundle/fields.ts';
import type { Words } from '#renderer/strings/language.ts';

/** What a code of a refusal means to the person who sees it, and what to do; by code, in each language. */
type FailureWords = Readonly<Record<string, string>>;

export const failureWords: Words<FailureWords> = {
  nl: {
    'host-restarted':
      'Het rekendeel van Visite is gestopt en opnieuw gestart. Wat getoond is staat in het logboek; open het bestand opnieuw.',
    'log-not-writable':
      'Het logboek kan niet worden geschreven, dus er wordt geen advies getoond. Controleer de schijf en de map van het logboek.',
    'log-failed': 'Een regel van het logboek kon niet worden geschreven, dus er wordt geen advies getoond.',
    'log-in-use': 'Een ander venster of een opdracht gebruikt het logboek. Sluit dat eerst.',
    'log-damaged':
      'Het einde van het logboek is niet zoals het geschreven werd. Er wordt niets aan toegevoegd.',
    'trust-not-pinned':
      'Op deze computer is nog geen vertrouwensbestand vastgelegd. Uw ICT-afdeling levert het.',
    'release-missing': 'Dit model is niet vrijgegeven op deze computer.',
    'bundle-revoked': 'Dit model is ingetrokken en mag niet meer rekenen.',
    'model-withdrawn': 'Dit model is hier teruggetrokken en mag niet meer rekenen.',
    'signature-invalid': 'De handtekening klopt niet: het bestand is na het ondertekenen gewijzigd.',
    'file-changed':
      'Het bestand is gewijzigd terwijl het gelezen werd. Er is niets gebruikt; open het opnieuw.',
    'file-not-found': 'Het bestand is er niet meer, of de netwerkmap is weggevallen.',
    'file-not-readable': 'Het bestand kan niet worden gelezen. Staat het open in een ander programma?',
    internal: 'Visite heeft een eigen fout gemaakt en is met deze handeling gestopt. Er is niets getoond.',
    cancelled: 'Afgebroken. Er is niets bewaard dat niet af was.',
  },
  en: {
    'host-restarted':
      'The computing part of Visite stopped and was started again. What was shown is in the log; open the file again.',
    'log-not-writable':
      'The log cannot be written, so no advice is shown. Check the disk and the folder of the log.',
    'log-failed': 'A line of the log could not be written, so no advice is shown.',
    'log-in-use': 'Another window or a command is using the log. Close that first.',
    'log-damaged': 'The end of the log is not as it was written. Nothing is added to it.',
    'trust-not-pinned': 'No trust file is pinned on this computer yet. Your IT department provides it.',
    'release-missing': 'This model is not released on this computer.',
    'bundle-revoked': 'This model was revoked and may not compute any more.',
    'model-withdrawn': 'This model was withdrawn here and may not compute any more.',
    'signature-invalid': 'The signature does not fit: the file was changed after it was signed.',
    'file-changed': 'The file changed while it was read. Nothing of it was used; open it again.',
    'file-not-found': 'The file is not there any more, or the network folder went away.',
    'file-not-readable': 'The file cannot be read. Is it open in another program?',
    internal: 'Visite made a mistake of its own and stopped this action. Nothing was shown.',
    cancelled: 'Cancelled. Nothing was kept that was not finished.',
  },
  de: {
    'host-restarted':
      'Der rechnende Teil von Visite wurde beendet und neu gestartet. Was gezeigt wurde, steht im Protokoll; öffnen Sie die Datei erneut.',
    'log-not-writable':
      'Das Protokoll kann nicht geschrieben werden, deshalb wird keine Empfehlung gezeigt. Prüfen Sie Datenträger und Ordner des Protokolls.',
    'log-failed':
      'Eine Zeile des Protokolls konnte nicht geschrieben werden, deshalb wird keine Empfehlung gezeigt.',
    'log-in-use': 'Ein anderes Fenster oder ein Befehl benutzt das Protokoll. Schließen Sie das zuerst.',
    'log-damaged':
      'Das Ende des Protokolls ist nicht so, wie es geschrieben wurde. Es wird nichts hinzugefügt.',
    'trust-not-pinned':
      'Auf diesem Computer ist noch keine Vertrauensdatei festgelegt. Ihre IT-Abteilung stellt sie bereit.',
    'release-missing': 'Dieses Modell ist auf diesem Computer nicht freigegeben.',
    'bundle-revoked': 'Dieses Modell wurde widerrufen und darf nicht mehr rechnen.',
    'model-withdrawn': 'Dieses Modell wurde hier zurückgezogen und darf nicht mehr rechnen.',
    'signature-invalid': 'Die Signatur stimmt nicht: Die Datei wurde nach dem Signieren geändert.',
    'file-changed':
      'Die Datei hat sich beim Lesen geändert. Nichts davon wurde benutzt; öffnen Sie sie erneut.',
    'file-not-found': 'Die Datei ist nicht mehr da, oder der Netzwerkordner ist weg.',
    'file-not-readable': 'Die Datei kann nicht gelesen werden. Ist sie in einem anderen Programm geöffnet?',
    internal: 'Visite hat selbst einen Fehler gemacht und diese Handlung beendet. Es wurde nichts gezeigt.',
    cancelled: 'Abgebrochen. Nichts wurde behalten, das nicht fertig war.',
  },
};

/** A refusal in words, and where in a file it was; a code without words shows its message as it stands. */
export function toFailureText(failure: Failure, language: Language): { title: string; detail: string } {
  const words = failureWords[language][failure.code];
  return words === undefined
    ? { title: failure.code, detail: failure.message }
    : { title: words, detail: failure.code === 'internal' ? failure.message : '' };
}
