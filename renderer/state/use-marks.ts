import type { ModelContent } from '#core/contract/models-view.ts';
import { useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** What numbers of a model may not be taken for: on everything that leaves the window. */
export function useMarks({ manifest }: ModelContent): readonly string[] {
  const { researchOnly, demo: demoMark } = useWords(frameWords);
  const { demo } = useStart();
  return [...(manifest.status === 'clinical-use' ? [] : [researchOnly]), ...(demo ? [demoMark] : [])];
}
