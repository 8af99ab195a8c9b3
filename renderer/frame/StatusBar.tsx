import {
  IconAlertTriangle,
  IconBan,
  IconLink,
  IconShieldCheck,
  IconUser,
  IconWorldOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './frame.module.css';
import { goTo, useSession, useStart } from '#renderer/state/session.ts';
import { useModelTexts, useNumbers, useWords } from '#renderer/state/language.tsx';
import type { ModelContent } from '#core/contract/models-view.ts';
import { frameWords } from '#renderer/strings/frame.ts';

/** Signature, blocked requests, log, time and account: grey where in order, amber or red where not. */
export function StatusBar() {
  const words = useWords(frameWords);
  const numbers = useNumbers();
  const { model, log, msPerPatient, who } = useStart();
  const blocked = useSession((value) => value.blocked);
  const lines = numbers.number(log.size);
  return (
    <footer className={styles.status}>
      {model !== undefined && <SignatureStatus model={model} />}
      <Status
        tone={blocked > 0 ? 'warn' : 'calm'}
        icon={blocked > 0 ? <IconAlertTriangle size={16} /> : <IconWorldOff size={16} />}
        onOpen={() => goTo({ screen: 'log' })}
      >
        {blocked === 0 ? words.blockedNone : words.blocked(numbers.number(blocked))}
      </Status>
      <Status
        tone={log.state === 'broken' ? 'stop' : 'calm'}
        icon={log.state === 'broken' ? <IconBan size={16} /> : <IconLink size={16} />}
        onOpen={() => goTo({ screen: 'log' })}
      >
        {log.state === 'broken'
          ? words.logBroken(numbers.number(log.firstBad ?? 0))
          : log.state === 'sound'
            ? words.logSound(lines)
            : words.logUnchecked(lines)}
      </Status>
      <div className={styles.statusGap} />
      {msPerPatient !== undefined && (
        <span className={styles.statusItem}>{words.perPatient(numbers.number(msPerPatient, 1))}</span>
      )}
      <span className={styles.statusItem}>
        <IconUser size={16} aria-hidden="true" />
        {who.name ?? who.account}
      </span>
    </footer>
  );
}

function SignatureStatus({ model }: { readonly model: ModelContent }) {
  const words = useWords(frameWords);
  const { models } = useStart();
  const { texts } = useModelTexts(model);
  const state = models.find(({ ref }) => ref === model.ref)?.state;
  return (
    <Status tone="calm" icon={<IconShieldCheck size={16} />} onOpen={() => goTo({ screen: 'models' })}>
      <strong>
        {texts['title']} {model.manifest.version}
      </strong>{' '}
      {state === 'released' ? words.signedAndReleased : words.signatureValid}
    </Status>
  );
}

interface StatusProps {
  readonly tone: 'calm' | 'warn' | 'stop';
  readonly icon: ReactNode;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function Status({ tone, icon, onOpen, children }: StatusProps) {
  return (
    <button type="button" className={`${styles.statusItem} ${styles[tone]}`} onClick={onOpen}>
      <span className={styles.statusIcon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.statusText}>{children}</span>
    </button>
  );
}
