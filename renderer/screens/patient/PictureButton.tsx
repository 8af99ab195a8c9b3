import styles from './picture.module.css';
import { announce } from '#renderer/parts/announce.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { drawPicture } from '#renderer/screens/patient/draw-picture.ts';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

interface PictureButtonProps {
  readonly row: number;
  readonly panel: React.RefObject<HTMLElement | null>;
  readonly isWhatIf: boolean;
  /** What stands above the picture: model, version, status. */
  readonly title: string;
}

/** The chart as a picture on the clipboard. The log says first that it leaves the window. */
export function PictureButton({ row, panel, isWhatIf, title }: PictureButtonProps) {
  const words = useWords(patientWords);
  const copy = async (): Promise<void> => {
    if (panel.current === null) return;
    const picture = await drawPicture(panel.current, isWhatIf ? `${title}. ${words.whatIfTitle}` : title);
    await call('patient-taken', { row, how: 'picture' });
    await call('copy-picture', { png: picture });
    announce(words.pictureCopied);
  };
  return (
    <div className={styles.line} data-picture="leave-out">
      <Button onClick={() => void tellingFailures(copy)}>{words.copyPicture}</Button>
    </div>
  );
}
