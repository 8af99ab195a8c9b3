import {
  IconColumns2,
  IconFileImport,
  IconHome,
  IconListDetails,
  IconNotebook,
  IconCertificate,
  IconSettings,
  IconStack2,
} from '@tabler/icons-react';
import styles from './frame.module.css';
import { goTo, useSession } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import type { Place, Screen } from '#renderer/state/place.ts';
import { frameWords } from '#renderer/strings/frame.ts';

const entries = [
  { name: 'start', Icon: IconHome, covers: ['start'] },
  { name: 'import', Icon: IconFileImport, covers: ['import', 'by-hand'] },
  { name: 'patients', Icon: IconListDetails, covers: ['patients', 'patient'] },
  { name: 'compare', Icon: IconColumns2, covers: ['compare'] },
  { name: 'batch', Icon: IconStack2, covers: ['batch'] },
  { name: 'log', Icon: IconNotebook, covers: ['log'] },
  { name: 'models', Icon: IconCertificate, covers: ['models'] },
] as const;

/** The way between screens. */
export function Rail() {
  const words = useWords(frameWords);
  const place = useSession((value) => value.place);
  const toPlace = (name: (typeof entries)[number]['name']): Place =>
    name === 'compare' ? { screen: 'compare', row: 'row' in place ? place.row : 0 } : { screen: name };
  return (
    <nav className={styles.rail} aria-label={words.screens}>
      {entries.map(({ name, Icon, covers }) => (
        <RailEntry
          key={name}
          label={words[name]}
          current={(covers as readonly Screen[]).includes(place.screen)}
          icon={<Icon size={20} stroke={1.6} aria-hidden="true" />}
          onOpen={() => goTo(toPlace(name))}
        />
      ))}
      <div className={styles.railGap} />
      <RailEntry
        label={words.settings}
        current={place.screen === 'settings' || place.screen === 'about' || place.screen === 'help'}
        icon={<IconSettings size={20} stroke={1.6} aria-hidden="true" />}
        onOpen={() => goTo({ screen: 'settings' })}
      />
    </nav>
  );
}

interface RailEntryProps {
  readonly label: string;
  readonly current: boolean;
  readonly icon: React.ReactNode;
  readonly onOpen: () => void;
}

function RailEntry({ label, current, icon, onOpen }: RailEntryProps) {
  return (
    <button
      type="button"
      className={styles.railEntry}
      aria-current={current ? 'page' : undefined}
      onClick={onOpen}
    >
      {icon}
      {label}
    </button>
  );
}
