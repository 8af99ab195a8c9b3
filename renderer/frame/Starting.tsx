import { useEffect, useState } from 'react';
import { Button } from '#renderer/parts/Button.tsx';
import { FailureNotice } from '#renderer/parts/FailureNotice.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { useSession } from '#renderer/state/session.ts';
import { frameWords } from '#renderer/strings/frame.ts';

/** So long nothing is said of a start that goes on. */
const quietMs = 2000;

/** A window without an answer to its start: that it waits, and for what that may be; or why there is none. */
export function Starting({ begin }: { readonly begin: () => Promise<void> }) {
  const words = useWords(frameWords);
  const failure = useSession((value) => value.failure);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (failure !== undefined) {
    return (
      <main>
        <FailureNotice
          failure={failure}
          action={<Button onClick={() => void begin()}>{words.tryAgain}</Button>}
        />
      </main>
    );
  }
  if (!isLate) return undefined;
  return (
    <main>
      <Notice kind="info" title={words.starting}>
        {words.startingBody}
      </Notice>
    </main>
  );
}
