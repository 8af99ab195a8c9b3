import type { DecisionView, PatientView } from '#core/contract/patients-view.ts';
import { CallError } from '#renderer/state/bridge.ts';

/** What tells one page from any other: the entries of the log that it shows. */
export function toPrintKey({ row, entry }: PatientView, decision: DecisionView | undefined): string {
  return `${row} ${entry} ${decision?.entry ?? ''}`;
}

/** Frames to wait: about two seconds. */
const mostFrames = 120;

/**
 * Waits until the page for print is that of this patient: it is drawn after the screen is. Another patient's page is never
 * printed. @throws CallError
 */
export async function untilPrintable(view: PatientView, decision: DecisionView | undefined): Promise<void> {
  const key = toPrintKey(view, decision);
  for (let frame = 0; frame < mostFrames; frame += 1) {
    const page = document.querySelector<HTMLElement>('[data-printable]');
    if (page?.dataset['printable'] === key) return;
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
  throw new CallError({ code: 'internal', message: 'the page for print is not that of this patient' });
}
