import { useEffect } from 'react';
import { coverWindow } from '#renderer/frame/cover-window.ts';
import { chooseAndOpen } from '#renderer/state/open-file.ts';
import { on } from '#renderer/state/bridge.ts';
import { goTo, session, tellingFailures } from '#renderer/state/session.ts';
import type { MenuCommand } from '#core/contract/events.ts';

/** Whether a key is typed into something that takes text: single letters are no shortcuts there. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Keys of one character can be switched off (WCAG 2.1.4); F1 opens the help as well. */
export function areLetterKeysOn(): boolean {
  return session.get().start?.settings.values.letterKeys ?? false;
}

/** The keys and menu commands that work on every screen. */
export function useFrameKeys(onSearch: () => void): void {
  useEffect(() => {
    const run = (command: MenuCommand): void => {
      if (session.get().locked) return;
      switch (command) {
        case 'open':
          void tellingFailures(() => chooseAndOpen('export'));
          return;
        case 'palette':
          onSearch();
          return;
        case 'help':
          goTo({ screen: 'help' });
          return;
        case 'settings':
          goTo({ screen: 'settings' });
          return;
        case 'about':
          goTo({ screen: 'about' });
          return;
        case 'lock':
          void tellingFailures(() => coverWindow('key'));
          return;
        case 'print':
        case 'find':
        case 'undo':
        case 'redo':
          // the screen that is open listens itself
          return;
        default:
          throw command satisfies never;
      }
    };
    const key = (event: KeyboardEvent): void => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') run('palette');
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'o') run('open');
      else if (plain && event.key === '?' && !isTyping(event.target) && areLetterKeysOn()) run('help');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', key);
    const end = on('menu', ({ command }) => run(command));
    return () => {
      window.removeEventListener('keydown', key);
      end();
    };
  }, [onSearch]);
}
