import type { NativeTheme } from 'electron';
import type { Settings, SettingsView } from '#core/contract/settings.ts';

/** Menus, dialogs and `prefers-color-scheme` are light or dark as the answer of the host says, if it holds settings. */
export function followTheme(nativeTheme: NativeTheme, answer: unknown): void {
  const theme = toTheme(answer);
  if (theme !== undefined && nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
}

function toTheme(answer: unknown): Settings['theme'] | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const view: unknown = 'settings' in answer ? answer.settings : answer;
  if (typeof view !== 'object' || view === null || !('setBy' in view)) return undefined;
  // safe: only a SettingsView says who set what
  return (view as SettingsView).values.theme;
}
