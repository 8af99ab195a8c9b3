import { useEffect, useState } from 'react';
import { Select, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './settings.module.css';
import type { SettingName, Settings } from '#core/contract/settings.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Diagnostic } from '#renderer/screens/settings/Diagnostic.tsx';
import { SiteKey } from '#renderer/screens/settings/SiteKey.tsx';
import { WhoForm } from '#renderer/screens/settings/WhoForm.tsx';
import { call } from '#renderer/state/bridge.ts';
import { goTo, session, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { languageNames, languages } from '#renderer/strings/language.ts';
import { settingsWords } from '#renderer/strings/settings.ts';

const lockMinutes = [0, 2, 5, 10, 15, 30, 60];
const zooms = [80, 90, 100, 110, 125, 150, 175, 200];

/** What can be set, who set it, and what the organisation fixed. */
export function SettingsScreen() {
  const words = useWords(settingsWords);
  const numbers = useNumbers();
  const { settings } = useStart();
  const { values } = settings;
  const set = (change: Partial<Settings>): void => {
    void tellingFailures(async () => {
      const next = await call('setting-change', { values: change });
      session.set((value) =>
        value.start === undefined ? value : { ...value, start: { ...value.start, settings: next } },
      );
    });
  };
  const choice = (
    name: 'language' | 'theme' | 'lockDoes' | 'resultForm',
    data: { value: string; label: string }[],
  ) => (
    <SettingRow name={name}>
      <Select
        aria-label={words.names[name]}
        data={data}
        value={values[name]}
        disabled={settings.setBy[name] === 'organisation'}
        // safe: the values offered are those of the setting, and the host checks them again
        onChange={(value) => value !== null && set({ [name]: value } as Partial<Settings>)}
      />
    </SettingRow>
  );
  const toggle = (name: 'letterKeys' | 'rememberFiles' | 'askWho' | 'allowDemo') => (
    <SettingRow name={name}>
      <Switch
        aria-label={words.names[name]}
        checked={values[name]}
        disabled={settings.setBy[name] === 'organisation'}
        onChange={(event) => set({ [name]: event.currentTarget.checked })}
      />
    </SettingRow>
  );
  const named = (...names: string[]) =>
    names.map((value) => ({ value, label: words.choices[value] ?? value }));
  return (
    <div className={styles.screen}>
      <h1 className={styles.title}>{words.title}</h1>
      {choice('language', [
        ...named('system'),
        ...languages.map((value) => ({ value, label: languageNames[value] })),
      ])}
      {choice('theme', named('system', 'light', 'dark'))}
      <div className={styles.row}>
        <div className={styles.name}>{words.zoom}</div>
        <ZoomChoice label={words.zoom} />
      </div>
      {toggle('letterKeys')}
      {toggle('rememberFiles')}
      <SettingRow name="lockMinutes">
        <Select
          aria-label={words.names.lockMinutes}
          data={lockMinutes.map((minutes) => ({
            value: String(minutes),
            label: minutes === 0 ? words.never : words.minutes(numbers.number(minutes)),
          }))}
          value={String(values.lockMinutes)}
          disabled={settings.setBy.lockMinutes === 'organisation'}
          onChange={(value) => value !== null && set({ lockMinutes: Number(value) })}
        />
      </SettingRow>
      {choice('lockDoes', named('cover', 'close'))}
      {toggle('askWho')}
      {choice('resultForm', named('same-dialect', 'machine'))}
      <SettingRow name="anchorFolder">
        <TextInput
          key={values.anchorFolder}
          aria-label={words.names.anchorFolder}
          defaultValue={values.anchorFolder}
          disabled={settings.setBy.anchorFolder === 'organisation'}
          onBlur={(event) =>
            event.currentTarget.value !== values.anchorFolder &&
            set({ anchorFolder: event.currentTarget.value })
          }
        />
      </SettingRow>
      {toggle('allowDemo')}
      <WhoForm />
      <SiteKey />
      <Place name={words.dataFolder} path={settings.dataFolder} />
      {settings.policyFile !== undefined && (
        <div className={styles.row}>
          <div className={styles.name}>{words.policyFile}</div>
          <span className="mono">{settings.policyFile}</span>
        </div>
      )}
      <Diagnostic />
      <div className={styles.links}>
        <Button onClick={() => goTo({ screen: 'about' })}>{words.about}</Button>
        <Button hint="?" onClick={() => goTo({ screen: 'help' })}>
          {words.help}
        </Button>
      </div>
    </div>
  );
}

/** A setting with its name, what it is for, and who set it. */
function SettingRow({ name, children }: { readonly name: SettingName; readonly children: ReactNode }) {
  const words = useWords(settingsWords);
  const by = useStart().settings.setBy[name];
  const explains = words.explains[name];
  return (
    <div className={styles.row}>
      <div className={styles.name}>
        {words.names[name]}
        {explains !== undefined && <div className={styles.explains}>{explains}</div>}
      </div>
      {children}
      <span className={by === 'organisation' ? styles.organisation : styles.by}>{words.setBy[by]}</span>
    </div>
  );
}

function Place({ name, path }: { readonly name: string; readonly path: string }) {
  const words = useWords(settingsWords);
  return (
    <div className={styles.row}>
      <div className={styles.name}>{name}</div>
      <span className={`mono ${styles.path}`}>{path}</span>
      <Button onClick={() => void tellingFailures(() => call('folder-show', { which: 'data' }))}>
        {words.show}
      </Button>
    </div>
  );
}

/** It is changed by keys and menus too, which the page notices by its own size. */
function ZoomChoice({ label }: { readonly label: string }) {
  const [percent, setPercent] = useState<number>();
  const ask = (wanted?: number): void =>
    void tellingFailures(async () => {
      const zoom = await call('zoom', wanted === undefined ? {} : { percent: wanted });
      setPercent(zoom.percent);
    });
  useEffect(() => {
    const look = (): void => ask();
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  const offered =
    percent === undefined || zooms.includes(percent) ? zooms : [...zooms, percent].sort((a, b) => a - b);
  return (
    <Select
      aria-label={label}
      data={offered.map((one) => ({ value: String(one), label: `${one} %` }))}
      value={percent === undefined ? null : String(percent)}
      allowDeselect={false}
      onChange={(value) => value !== null && ask(Number(value))}
    />
  );
}
