import type { Words } from '#renderer/strings/language.ts';

/** Refusals that mean one thing to a person: what is wrong, and what to do. The message beside them names the exact fault. */
const kinds = {
  'bundle-damaged':
    'container-not-zip container-feature container-not-canonical container-headers-differ container-bad-deflate container-bad-crc bundle-truncated',
  'bundle-large': 'bundle-too-large container-too-many-entries container-entry-too-large file-too-large',
  'bundle-content':
    'file-name file-name-reserved file-missing file-unknown json-encoding json-syntax json-duplicate-key json-number json-too-deep schema manifest-inconsistent card-inconsistent golden-inconsistent reference-inconsistent texts-inconsistent text-hygiene module-not-wasm',
  'bundle-newer': 'version-unknown signature-version-unsupported engine:abi-version',
  unsigned: 'signature-missing',
  changed: 'signature-invalid file-changed file-unsigned root-digest',
  'signature-form':
    'signature-too-large signature-not-json signature-malformed signature-base64 signature-material signature-count payload-type-unsupported key-hint-missing key-unsupported statement-not-json statement-malformed statement-type-unsupported predicate-type-unsupported subject-count serialization-unsupported ignore-paths file-order',
  'signer-unknown':
    'key-unknown certificate-untrusted certificate-signature-invalid certificate-name publisher-not-allowed anchors-invalid',
  'signer-revoked': 'key-revoked certificate-revoked',
  'certificate-expired': 'certificate-expired',
  'certificate-not-yet': 'certificate-not-yet-valid clock-invalid',
  'certificate-bad':
    'certificate-malformed certificate-chain-length certificate-root-included certificate-is-authority certificate-not-authority certificate-path-length certificate-usage certificate-extension-unknown',
  'name-differs': 'identity-mismatch publisher-mismatch',
  'version-older': 'version-below-minimum version-lower',
  'version-taken': 'version-taken',
  'model-damaged': 'model-changed model-store-damaged',
  'model-gone': 'model-not-installed model-no-earlier',
  'reason-missing': 'model-reason',
  'release-bad': 'release-malformed release-other-bundle release-signature-invalid',
  'release-key': 'release-key release-key-unknown release-key-revoked release-publisher-key',
  'release-second': 'release-same-key release-same-account release-incomplete',
  'trust-bad':
    'trust-file-too-large trust-file-malformed trust-file-not-canonical trust-file-keys trust-signature-invalid trust-below-threshold trust-root-other trust-root-gap',
  'trust-older': 'trust-root-version-lower trust-list-version-lower trust-list-version-reused',
  'trust-expired': 'trust-root-expired trust-list-expired trust-expired',
  'trust-pinned': 'trust-pinned-already',
  'trust-damaged': 'trust-state-damaged',
  'module-refused':
    'engine:invalid-module engine:import engine:start-function engine:feature engine:export-missing engine:export-type engine:compile-failed engine:no-draws engine:no-text',
  'module-limits':
    'engine:module-too-large engine:too-many-functions engine:function-too-large engine:too-many-locals engine:nesting-too-deep engine:memory-without-maximum engine:memory-too-large engine:table-too-large engine:trap-out-of-fuel engine:trap-memory-limit engine:trap-stack-overflow',
  'module-stopped':
    'engine:trap-unreachable engine:trap-memory-out-of-bounds engine:trap-table-out-of-bounds engine:trap-indirect-call-to-null engine:trap-bad-signature engine:trap-integer-overflow engine:trap-integer-division-by-zero engine:trap-bad-conversion-to-integer engine:trap-unknown engine:block-address engine:bad-request engine:internal',
  'runner-not-confined': 'runner-not-confined',
  'sheets-not-confined': 'sheets-not-confined',
  'runner-gone': 'runner-closed runner-not-verified',
  'log-gone': 'log-missing log-closed',
  'log-unreadable':
    'log-not-readable log-io log-corrupt log-not-next log-refused log-unknown log-foreign log-sealed',
  'log-disk-full': 'log-disk-full',
  'log-key':
    'log-wrong-key key-missing key-not-a-file key-not-readable key-owner key-rights key-damaged key-exists key-not-writable',
  'log-anchor': 'log-anchor',
  workbook:
    'not-a-workbook damaged document-type entity nesting cell-twice unsupported sheets-died sheets-closed no-sheet unknown-sheet sheet-missing',
  'workbook-encrypted': 'encrypted',
  'workbook-large':
    'bomb too-large too-many-entries too-many-rows too-many-columns too-many-cells too-many-strings text-too-long sheets-deadline sheets-memory',
  'result-large':
    'workbook-too-many-rows workbook-too-many-columns workbook-text-too-long workbook-too-large',
  profile: 'profile-json profile-schema',
  'column-clash': 'column-clash',
} as const;

type Kind = keyof typeof kinds;

const kindOf = new Map(
  // safe: the keys are the kinds
  (Object.entries(kinds) as [Kind, string][]).flatMap(([kind, codes]) =>
    codes.split(' ').map((code) => [code, kind] as const),
  ),
);

/** The words for a code; undefined where it is no refusal of these. */
export function toRefusalKind(code: string): Kind | undefined {
  return kindOf.get(code);
}

export const refusalWords: Words<Readonly<Record<Kind, string>>> = {
  nl: {
    'bundle-damaged':
      'Dit is geen modelbundel, of het bestand is beschadigd of niet volledig. Vraag het opnieuw aan de uitgever.',
    'bundle-large': 'Deze bundel is groter dan een model mag zijn. Er is niets van gelezen.',
    'bundle-content': 'De inhoud van deze bundel klopt niet. Vraag de uitgever om een nieuwe.',
    'bundle-newer': 'Deze bundel is voor een andere versie van Visite gemaakt.',
    unsigned: 'Deze bundel is niet ondertekend. Gebruik alleen een bundel van de uitgever.',
    changed: 'De handtekening klopt niet: het bestand is na het ondertekenen gewijzigd. Gebruik het niet.',
    'signature-form': 'De handtekening heeft een vorm die Visite niet vertrouwt. Gebruik het bestand niet.',
    'signer-unknown':
      'Ondertekend door iemand die deze computer niet vertrouwt. Uw ICT-afdeling beheert wie dat zijn.',
    'signer-revoked': 'De sleutel van de uitgever is ingetrokken. Gebruik dit bestand niet.',
    'certificate-expired':
      'Het certificaat van de uitgever is verlopen. Vraag de uitgever om een nieuwe bundel.',
    'certificate-not-yet':
      'Het certificaat van de uitgever is nog niet geldig. Staat de klok van deze computer goed?',
    'certificate-bad': 'Het certificaat van de uitgever is niet van de soort die een model mag ondertekenen.',
    'name-differs': 'De naam op de handtekening is niet die van het model. Gebruik het bestand niet.',
    'version-older': 'Er is al een nieuwere versie van dit model. Een oudere wordt niet zomaar geplaatst.',
    'version-taken':
      'Deze versie is al geïnstalleerd, met een andere inhoud. Vraag de uitgever welke de goede is.',
    'model-damaged': 'Het geïnstalleerde model is niet zoals het geplaatst werd. Installeer het opnieuw.',
    'model-gone': 'Dit model staat niet op deze computer.',
    'reason-missing': 'Geef een reden op.',
    'release-bad': 'De vrijgave van dit model klopt niet. Geef het opnieuw vrij.',
    'release-key': 'Met deze sleutel mag hier geen model worden vrijgegeven.',
    'release-second':
      'Een tweede persoon moet dit model ook vrijgeven, met een eigen sleutel en een eigen account.',
    'trust-bad':
      'Dit vertrouwensbestand klopt niet of is niet goed ondertekend. Wat vertrouwd wordt blijft zoals het was.',
    'trust-older':
      'Dit vertrouwensbestand is ouder dan het vastgelegde. Wat vertrouwd wordt blijft zoals het was.',
    'trust-expired': 'Het vertrouwensbestand is verlopen. Vraag uw ICT-afdeling om een nieuw.',
    'trust-pinned': 'Op deze computer is al een vertrouwensbestand vastgelegd.',
    'trust-damaged':
      'Wat op deze computer is vastgelegd over vertrouwen is beschadigd. Waarschuw uw ICT-afdeling.',
    'module-refused':
      'Het rekendeel van dit model mag hier niet draaien: het is niet van de toegestane vorm.',
    'module-limits':
      'Het model ging over de grenzen van geheugen, tijd of omvang en is gestopt. Er is niets getoond.',
    'module-stopped': 'Het model stopte met een fout in de berekening. Er is niets getoond.',
    'runner-not-confined':
      'Deze computer kan het proces van het model niet genoeg afschermen. Het model draait niet.',
    'sheets-not-confined':
      'Deze computer kan het proces dat werkmappen leest niet genoeg afschermen. Bewaar de werkmap als CSV.',
    'runner-gone': 'Het model is niet meer in gebruik. Probeer het opnieuw.',
    'log-gone':
      'Het logboek is verplaatst of verwijderd. Zonder logboek wordt niets getoond; waarschuw uw ICT-afdeling.',
    'log-unreadable':
      'Het logboek kan niet worden gelezen of geschreven. Zonder logboek wordt niets getoond.',
    'log-disk-full': 'De schijf van het logboek is vol. Maak ruimte; tot dan wordt geen advies getoond.',
    'log-key': 'De sleutel van het logboek past niet of is niet te lezen. Waarschuw uw ICT-afdeling.',
    'log-anchor': 'De instelling voor het bewaren van het logboek elders is beschadigd.',
    workbook: 'Deze werkmap kan niet worden gelezen. Open haar, en bewaar haar opnieuw of als CSV.',
    'workbook-encrypted': 'Deze werkmap heeft een wachtwoord. Bewaar haar zonder, of als CSV.',
    'workbook-large': 'Deze werkmap is groter dan veilig gelezen kan worden. Bewaar haar als CSV.',
    'result-large': 'Het resultaat past niet in een werkmap. Kies een andere vorm, zoals CSV.',
    profile: 'Deze koppeling kan niet worden gelezen. Kies een andere, of lees het bestand opnieuw in.',
    'column-clash':
      'De export heeft al een kolom met een naam die het resultaat nodig heeft. Hernoem die kolom.',
  },
  en: {
    'bundle-damaged':
      'This is no model bundle, or the file is damaged or not whole. Ask its publisher for it again.',
    'bundle-large': 'This bundle is larger than a model may be. Nothing of it was read.',
    'bundle-content': 'What is in this bundle does not fit together. Ask its publisher for a new one.',
    'bundle-newer': 'This bundle was made for another version of Visite.',
    unsigned: 'This bundle is not signed. Use only a bundle of its publisher.',
    changed: 'The signature does not fit: the file was changed after it was signed. Do not use it.',
    'signature-form': 'The signature has a form that Visite does not trust. Do not use the file.',
    'signer-unknown':
      'Signed by somebody whom this computer does not trust. Your IT department decides who that is.',
    'signer-revoked': "The publisher's key was revoked. Do not use this file.",
    'certificate-expired': "The publisher's certificate has expired. Ask the publisher for a new bundle.",
    'certificate-not-yet':
      "The publisher's certificate is not valid yet. Is the clock of this computer right?",
    'certificate-bad': "The publisher's certificate is not of the kind that may sign a model.",
    'name-differs': 'The name on the signature is not that of the model. Do not use the file.',
    'version-older':
      'There is a newer version of this model already. An older one is not simply put in its place.',
    'version-taken':
      'This version is installed already, with other content. Ask the publisher which is the right one.',
    'model-damaged': 'The installed model is not as it was put there. Install it again.',
    'model-gone': 'This model is not on this computer.',
    'reason-missing': 'Give a reason.',
    'release-bad': 'The release of this model does not hold. Release it again.',
    'release-key': 'No model may be released here with this key.',
    'release-second':
      'A second person has to release this model too, with a key and an account of their own.',
    'trust-bad': 'This trust file does not hold, or is not signed well. What is trusted stays as it was.',
    'trust-older': 'This trust file is older than the one that is pinned. What is trusted stays as it was.',
    'trust-expired': 'The trust file has expired. Ask your IT department for a new one.',
    'trust-pinned': 'A trust file is pinned on this computer already.',
    'trust-damaged': 'What is pinned on this computer about trust is damaged. Tell your IT department.',
    'module-refused':
      'The computing part of this model may not run here: it is not of the form that is allowed.',
    'module-limits':
      'The model went beyond its limits of memory, time or size and was stopped. Nothing was shown.',
    'module-stopped': 'The model stopped with a fault in its computation. Nothing was shown.',
    'runner-not-confined':
      'This computer cannot confine the process of the model enough. The model does not run.',
    'sheets-not-confined':
      'This computer cannot confine the process that reads workbooks enough. Save the workbook as CSV.',
    'runner-gone': 'The model is not in use any more. Try again.',
    'log-gone': 'The log was moved or deleted. Nothing is shown without it; tell your IT department.',
    'log-unreadable': 'The log cannot be read or written. Nothing is shown without it.',
    'log-disk-full': 'The disk of the log is full. Make room; no advice is shown until then.',
    'log-key': 'The key of the log does not fit, or cannot be read. Tell your IT department.',
    'log-anchor': 'The setting for keeping the log elsewhere is damaged.',
    workbook: 'This workbook cannot be read. Open it, and save it again or as CSV.',
    'workbook-encrypted': 'This workbook has a password. Save it without, or as CSV.',
    'workbook-large': 'This workbook is larger than can safely be read. Save it as CSV.',
    'result-large': 'The result does not fit a workbook. Choose another form, such as CSV.',
    profile: 'This mapping cannot be read. Choose another one, or import the file again.',
    'column-clash': 'The export has a column of a name that the result needs. Rename that column.',
  },
  de: {
    'bundle-damaged':
      'Dies ist kein Modellbündel, oder die Datei ist beschädigt oder unvollständig. Fordern Sie sie beim Herausgeber neu an.',
    'bundle-large': 'Dieses Bündel ist größer, als ein Modell sein darf. Nichts davon wurde gelesen.',
    'bundle-content': 'Der Inhalt dieses Bündels stimmt nicht. Bitten Sie den Herausgeber um ein neues.',
    'bundle-newer': 'Dieses Bündel wurde für eine andere Version von Visite gemacht.',
    unsigned: 'Dieses Bündel ist nicht signiert. Benutzen Sie nur ein Bündel des Herausgebers.',
    changed:
      'Die Signatur stimmt nicht: Die Datei wurde nach dem Signieren geändert. Benutzen Sie sie nicht.',
    'signature-form': 'Die Signatur hat eine Form, der Visite nicht vertraut. Benutzen Sie die Datei nicht.',
    'signer-unknown':
      'Signiert von jemandem, dem dieser Computer nicht vertraut. Ihre IT-Abteilung legt fest, wer das ist.',
    'signer-revoked': 'Der Schlüssel des Herausgebers wurde widerrufen. Benutzen Sie diese Datei nicht.',
    'certificate-expired':
      'Das Zertifikat des Herausgebers ist abgelaufen. Bitten Sie den Herausgeber um ein neues Bündel.',
    'certificate-not-yet':
      'Das Zertifikat des Herausgebers ist noch nicht gültig. Geht die Uhr dieses Computers richtig?',
    'certificate-bad':
      'Das Zertifikat des Herausgebers ist nicht von der Art, die ein Modell signieren darf.',
    'name-differs': 'Der Name auf der Signatur ist nicht der des Modells. Benutzen Sie die Datei nicht.',
    'version-older':
      'Es gibt schon eine neuere Version dieses Modells. Eine ältere wird nicht einfach an ihre Stelle gesetzt.',
    'version-taken':
      'Diese Version ist schon installiert, mit anderem Inhalt. Fragen Sie den Herausgeber, welche die richtige ist.',
    'model-damaged':
      'Das installierte Modell ist nicht so, wie es abgelegt wurde. Installieren Sie es erneut.',
    'model-gone': 'Dieses Modell ist nicht auf diesem Computer.',
    'reason-missing': 'Geben Sie einen Grund an.',
    'release-bad': 'Die Freigabe dieses Modells stimmt nicht. Geben Sie es erneut frei.',
    'release-key': 'Mit diesem Schlüssel darf hier kein Modell freigegeben werden.',
    'release-second':
      'Eine zweite Person muss dieses Modell auch freigeben, mit eigenem Schlüssel und eigenem Konto.',
    'trust-bad':
      'Diese Vertrauensdatei stimmt nicht oder ist nicht richtig signiert. Wem vertraut wird, bleibt wie es war.',
    'trust-older':
      'Diese Vertrauensdatei ist älter als die festgelegte. Wem vertraut wird, bleibt wie es war.',
    'trust-expired': 'Die Vertrauensdatei ist abgelaufen. Bitten Sie Ihre IT-Abteilung um eine neue.',
    'trust-pinned': 'Auf diesem Computer ist schon eine Vertrauensdatei festgelegt.',
    'trust-damaged':
      'Was auf diesem Computer zum Vertrauen festgelegt ist, ist beschädigt. Melden Sie es Ihrer IT-Abteilung.',
    'module-refused':
      'Der rechnende Teil dieses Modells darf hier nicht laufen: Er hat nicht die erlaubte Form.',
    'module-limits':
      'Das Modell ging über seine Grenzen an Speicher, Zeit oder Größe und wurde beendet. Es wurde nichts gezeigt.',
    'module-stopped': 'Das Modell endete mit einem Fehler in der Berechnung. Es wurde nichts gezeigt.',
    'runner-not-confined':
      'Dieser Computer kann den Prozess des Modells nicht genug abschirmen. Das Modell läuft nicht.',
    'sheets-not-confined':
      'Dieser Computer kann den Prozess, der Arbeitsmappen liest, nicht genug abschirmen. Speichern Sie die Arbeitsmappe als CSV.',
    'runner-gone': 'Das Modell ist nicht mehr in Verwendung. Versuchen Sie es erneut.',
    'log-gone':
      'Das Protokoll wurde verschoben oder gelöscht. Ohne Protokoll wird nichts gezeigt; melden Sie es Ihrer IT-Abteilung.',
    'log-unreadable':
      'Das Protokoll kann nicht gelesen oder geschrieben werden. Ohne Protokoll wird nichts gezeigt.',
    'log-disk-full':
      'Der Datenträger des Protokolls ist voll. Schaffen Sie Platz; bis dahin wird keine Empfehlung gezeigt.',
    'log-key':
      'Der Schlüssel des Protokolls passt nicht oder ist nicht lesbar. Melden Sie es Ihrer IT-Abteilung.',
    'log-anchor': 'Die Einstellung zum Aufbewahren des Protokolls an anderer Stelle ist beschädigt.',
    workbook:
      'Diese Arbeitsmappe ist nicht lesbar. Öffnen Sie sie und speichern Sie sie erneut oder als CSV.',
    'workbook-encrypted': 'Diese Arbeitsmappe hat ein Kennwort. Speichern Sie sie ohne, oder als CSV.',
    'workbook-large':
      'Diese Arbeitsmappe ist größer, als sicher gelesen werden kann. Speichern Sie sie als CSV.',
    'result-large': 'Das Ergebnis passt nicht in eine Arbeitsmappe. Wählen Sie eine andere Form, etwa CSV.',
    profile: 'Diese Zuordnung ist nicht lesbar. Wählen Sie eine andere, oder lesen Sie die Datei erneut ein.',
    'column-clash':
      'Der Export hat schon eine Spalte mit einem Namen, den das Ergebnis braucht. Benennen Sie sie um.',
  },
};
