import type { ListView } from '#core/contract/patients-view.ts';
import { chooseAndOpen } from '#renderer/state/open-file.ts';
import { goTo } from '#renderer/state/session.ts';
import type { Place } from '#renderer/state/place.ts';
import type { frameWords } from '#renderer/strings/frame.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly run: () => Promise<void> | void;
}

const mostPatients = 8;

/** What the palette offers for a text: screens and actions whose name holds it, and patients whose number does. */
export function toCommands(
  words: (typeof frameWords)['nl'],
  list: ListView | null,
  text: string,
): readonly Command[] {
  const wanted = text.trim().toLocaleLowerCase();
  const to = (screen: Place & { readonly row?: never }, label: string): Command => ({
    id: screen.screen,
    label,
    run: () => goTo(screen),
  });
  const screens: Command[] = [
    to({ screen: 'start' }, words.start),
    { id: 'open', label: words.openFile, run: () => chooseAndOpen('export') },
    to({ screen: 'import' }, words.import),
    to({ screen: 'by-hand' }, words.byHand),
    to({ screen: 'patients' }, words.patients),
    to({ screen: 'batch' }, words.batch),
    to({ screen: 'log' }, words.log),
    to({ screen: 'models' }, words.models),
    to({ screen: 'settings' }, words.settings),
    to({ screen: 'about' }, words.about),
    to({ screen: 'help' }, words.help),
  ];
  const named = screens.filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
  return wanted === '' ? named : [...toPatients(list, wanted), ...named];
}

function toPatients(list: ListView | null, wanted: string): Command[] {
  if (list === null) return [];
  const found: Command[] = [];
  for (const [row, patient] of list.patients.patient.entries()) {
    if (found.length === mostPatients) break;
    if (!patient.toLocaleLowerCase().includes(wanted)) continue;
    found.push({ id: `patient-${row}`, label: patient, run: () => goTo({ screen: 'patient', row }) });
  }
  return found;
}
