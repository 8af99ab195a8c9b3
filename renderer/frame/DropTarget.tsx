import { useEffect, useState } from 'react';
import styles from './frame.module.css';
import { openFile } from '#renderer/state/open-file.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** While files hang over the window: what will happen when they are dropped. Anywhere on the window. */
export function DropTarget() {
  const words = useWords(frameWords);
  const [kind, setKind] = useState<'export' | 'unknown' | undefined>();
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setKind('export');
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setKind(undefined);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setKind(undefined);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void tellingFailures(() => openDropped(files));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (kind === undefined) return undefined;
  return <div className={styles.drop}>{words.dropExport}</div>;
}

async function openDropped(files: readonly File[]): Promise<void> {
  const [file] = await window.visite.registerFiles(files);
  if (file !== undefined) await openFile(file);
}
