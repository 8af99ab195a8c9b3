import type { ReactNode } from 'react';
import type { Failure } from '#core/contract/failure.ts';
import { Notice } from '#renderer/parts/Notice.tsx';
import { useLanguage } from '#renderer/state/language.tsx';
import { toFailureText } from '#renderer/strings/failures.ts';

/** A refusal: what, where in the file, and what to do. */
export function FailureNotice(props: { readonly failure: Failure; readonly action?: ReactNode }) {
  const { failure, action } = props;
  const { title, detail } = toFailureText(failure, useLanguage());
  const { file, line, column, value } = failure.about ?? {};
  const where = [file, line === undefined ? undefined : `${line}`, column, value].filter(
    (part) => part !== undefined,
  );
  return (
    <Notice kind="stop" title={title} action={action}>
      {detail}
      {where.length > 0 && <span className="mono"> {where.join(' · ')}</span>}
    </Notice>
  );
}
