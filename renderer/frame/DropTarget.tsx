import { useEffect, useState } from 'react';
import styles from './frame.module.css';
import { toFilesOver, type FilesOver } from '#renderer/frame/files-over.ts';
import { openFile } from '#renderer/state/open-file.ts';
import { session, tell, tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** While files hang over the window: what will happen when they are dropped, or why nothing will. Anywhere on the window. */
export function DropTarget() {
  const words = useWords(frameWords);
  const [over, setOver] = useState<FilesOver | undefined>();
  useEffect(() => {
    const hover = (event: DragEvent): void => {
      const files = toFilesOver(event.dataTransfer);
      if (files === undefined) return;
      event.preventDefault();
      if (!session.get().locked) setOver(files);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(undefined);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(undefined);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && !session.get().locked) void tellingFailures(() => openDropped(files));
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
  if (over === undefined) return undefined;
  return (
    <div role="status" className={over === 'one' ? styles.drop : `${styles.drop} ${styles.dropRefused}`}>
      {words.drop[over]}
    </div>
  );
}

async function openDropped(files: readonly File[]): Promise<void> {
  if (files.length > 1) {
    tell({ code: 'files-several', message: String(files.length) });
    return;
  }
  const [file] = await window.visite.registerFiles(files);
  if (file !== undefined) await openFile(file);
  else tell({ code: 'file-without-place', message: files[0]?.name ?? '' });
}
