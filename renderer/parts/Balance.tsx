import { IconCheck } from '@tabler/icons-react';
import { closes } from '#renderer/parts/closes.ts';
import { Notice } from '#renderer/parts/Notice.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { balanceWords } from '#renderer/strings/balance.ts';

interface BalanceProps {
  readonly read: number;
  /** What the rows that were read became. */
  readonly parts: readonly number[];
  readonly className: string | undefined;
}

/** Whether the parts are the whole, reckoned here: a sum that does not close is said, never ticked off. */
export function Balance({ read, parts, className }: BalanceProps) {
  const words = useWords(balanceWords);
  if (!closes(read, parts)) {
    return (
      <Notice kind="stop" title={words.open}>
        {words.todo}
      </Notice>
    );
  }
  return (
    <p className={className}>
      <IconCheck size={16} aria-hidden="true" /> {words.closes}
    </p>
  );
}
