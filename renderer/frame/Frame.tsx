import { useEffect, useRef, useState } from 'react';
import styles from './frame.module.css';
import { CloseQuestion } from '#renderer/frame/CloseQuestion.tsx';
import { Cover } from '#renderer/frame/Cover.tsx';
import { DropTarget } from '#renderer/frame/DropTarget.tsx';
import { Header } from '#renderer/frame/Header.tsx';
import { Palette } from '#renderer/frame/Palette.tsx';
import { Rail } from '#renderer/frame/Rail.tsx';
import { ScreenOf } from '#renderer/frame/screens.tsx';
import { StatusBar } from '#renderer/frame/StatusBar.tsx';
import { useFrameKeys } from '#renderer/frame/use-frame-keys.ts';
import { useIdleLock } from '#renderer/frame/use-idle-lock.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { FailureNotice } from '#renderer/parts/FailureNotice.tsx';
import { tell, useSession, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** What stands around every screen. */
export function Frame() {
  const words = useWords(frameWords);
  const place = useSession((value) => value.place);
  const failure = useSession((value) => value.failure);
  const locked = useSession((value) => value.locked);
  const [searching, setSearching] = useState(false);
  useIdleLock(useStart().settings.values);
  useFrameKeys(() => setSearching(true));
  // the next Tab begins in the new screen, and a screen reader hears it
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus(), [place.screen]);
  return (
    <>
      {/* what lies under the cover is reached by no key and no screen reader */}
      <div className={styles.frame} inert={locked}>
        <Header onSearch={() => setSearching(true)} />
        <Rail />
        <main className={styles.main} ref={main} tabIndex={-1}>
          {failure !== undefined && (
            <div className={styles.failure}>
              <FailureNotice
                failure={failure}
                action={<Button onClick={() => tell(undefined)}>{words.close}</Button>}
              />
            </div>
          )}
          <ScreenOf place={place} />
          <DropTarget />
        </main>
        <StatusBar />
        {searching && <Palette onClose={() => setSearching(false)} />}
      </div>
      {locked && <Cover />}
      <CloseQuestion />
    </>
  );
}
