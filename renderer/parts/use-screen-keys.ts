import { useEffect, useRef } from 'react';
import { areLetterKeysOn, isTyping } from '#renderer/frame/use-frame-keys.ts';
import { on } from '#renderer/state/bridge.ts';
import { session } from '#renderer/state/session.ts';
import type { MenuCommand } from '#core/contract/events.ts';

/** By name of the key: `ArrowUp`, `a`, `1`, `Escape`; with the control key `Ctrl+z`, `Ctrl+Shift+z`. */
export type ScreenKeys = Readonly<Record<string, (() => void) | undefined>>;

const ofMenu: Readonly<Partial<Record<MenuCommand, string>>> = {
  print: 'Ctrl+p',
  find: 'Ctrl+f',
  undo: 'Ctrl+z',
  redo: 'Ctrl+Shift+z',
};

/** Other names that people know a key by. */
const alsoCalled: Readonly<Record<string, string>> = { 'Ctrl+y': 'Ctrl+Shift+z' };

/**
 * The keys of a screen, and the commands of the menu that do the same. Without the control key they act outside text
 * fields alone; letters and digits only where the settings allow them (WCAG 2.1.4). Enter on a button stays the button's.
 */
export function useScreenKeys(keys: ScreenKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const layer: Layer = (name) => latest.current[name];
    layers.push(layer);
    if (layers.length === 1) {
      window.addEventListener('keydown', pressWithControl, true);
      window.addEventListener('keydown', press);
    }
    const end = on('menu', ({ command }) => {
      const name = ofMenu[command];
      if (name !== undefined && !isCovered()) latest.current[name]?.();
    });
    return () => {
      end();
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length > 0) return;
      window.removeEventListener('keydown', pressWithControl, true);
      window.removeEventListener('keydown', press);
    };
  }, []);
}

/** What a key does in one part of a screen. */
type Layer = (name: string) => (() => void) | undefined;

/** What opened last has a key first: Escape closes the reasons, not the patient. */
const layers: Layer[] = [];

function act(event: KeyboardEvent, name: string): void {
  const known = alsoCalled[name] ?? name;
  const work = layers
    .map((layer) => layer(known))
    .filter((found) => found !== undefined)
    .at(-1);
  if (work === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  work();
}

/** Before the controls: a list opens itself with Ctrl Enter. */
function pressWithControl(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isCovered()) return;
  const key = toName(event);
  // in a text field the keys of editing are the field's
  if (isEditing(event.target) && ['z', 'y', 'c', 'a', 'v', 'x'].includes(key)) return;
  act(event, `Ctrl+${event.shiftKey ? 'Shift+' : ''}${key}`);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isCovered()) return;
  const key = toName(event);
  if (isTyping(event.target) || isButtons(event.target, key)) return;
  if (event.key.length === 1 && !areLetterKeysOn()) return;
  act(event, key);
}

function toName({ key }: KeyboardEvent): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

function isCovered(): boolean {
  return session.get().locked || document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** A choice that takes no text has nothing of its own to undo or copy. */
function isEditing(target: EventTarget | null): boolean {
  if (target instanceof HTMLSelectElement) return false;
  if (target instanceof HTMLInputElement && target.readOnly) return false;
  return isTyping(target);
}

/** What a focused control does with a key itself. */
function isButtons(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (name === 'Enter' || name === ' ') return target.closest('button, a, [role="option"]') !== null;
  return /^(Arrow|Home|End)/.test(name) && target.closest('[role="tablist"], [role="radiogroup"]') !== null;
}
