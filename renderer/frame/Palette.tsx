import { Modal } from '@mantine/core';
import { useState } from 'react';
import styles from './palette.module.css';
import { toCommands, type Command } from '#renderer/frame/commands.ts';
import { useSession, tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** Everything that can be done or opened, found by typing. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(frameWords);
  const list = useSession((value) => value.list);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = toCommands(words, list, text);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    void tellingFailures(async () => command.run());
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((value) => Math.max(0, Math.min(found.length - 1, value + step)));
    } else if (event.key === 'Enter') run(found[at]);
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} padding={0} aria-label={words.search}>
      <input
        className={styles.input}
        data-autofocus
        // at once: what is typed right behind Ctrl K belongs here
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[at] === undefined ? undefined : `palette-${at}`}
        aria-label={words.search}
        placeholder={words.search}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-list" role="listbox" aria-label={words.search} className={styles.list}>
        {found.map((command, index) => (
          <div
            key={command.id}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.option}
            onClick={() => run(command)}
            onKeyDown={onKeyDown}
          >
            {command.label}
          </div>
        ))}
      </div>
    </Modal>
  );
}
