import { useEffect, useState } from 'react';
import styles from './frame.module.css';
import { openFile } from '#renderer/state/open-file.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** While files hang over the window: what will happen when they are dropped. Anywhere on the window. */
export function DropTarget() {
  const words = useWords(frameWords);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hover = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void tellingFailures(() => openDropped(files));
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over ? <div className={styles.drop}>{words.drop}</div> : undefined;
}

async function openDropped(files: readonly File[]): Promise<void> {
  const [file] = await window.visite.registerFiles(files);
  if (file !== undefined) await openFile(file);
}
