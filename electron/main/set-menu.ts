import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '#core/bundle/fields.ts';
import type { MenuCommand } from '#core/contract/events.ts';
import { menuWords } from '#electron/main/menu-words.ts';

export interface MenuActions {
  readonly command: (command: MenuCommand) => void;
  /** One step larger, one smaller, or back. */
  readonly zoom: (step: 1 | -1 | 0) => void;
  readonly close: () => void;
}

/** The menus in a language, with every shortcut that the window's process owns (behaviours, desktop 7). */
export function setMenu(language: Language, actions: MenuActions): void {
  const words = menuWords[language];
  const item = (
    label: string,
    command: MenuCommand,
    accelerator?: string,
    registerAccelerator = true,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => actions.command(command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator }),
  });
  const separator = { type: 'separator' } as const;
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu', label: app.name } as const] : []),
      {
        label: words.file,
        submenu: [
          item(words.open, 'open', 'CmdOrCtrl+O'),
          item(words.print, 'print', 'CmdOrCtrl+P'),
          separator,
          item(words.settings, 'settings', 'CmdOrCtrl+,'),
          item(words.lock, 'lock', 'CmdOrCtrl+L'),
          separator,
          { label: words.close, accelerator: mac ? 'Cmd+W' : 'CmdOrCtrl+Q', click: () => actions.close() },
        ],
      },
      {
        label: words.edit,
        submenu: [
          // the page knows whether a field or the screen is undone, and hears these keys itself
          item(words.undo, 'undo', 'CmdOrCtrl+Z', mac),
          item(words.redo, 'redo', 'CmdOrCtrl+Shift+Z', mac),
          separator,
          { label: words.cut, role: 'cut' },
          { label: words.copy, role: 'copy' },
          { label: words.paste, role: 'paste' },
          { label: words.selectAll, role: 'selectAll' },
          separator,
          item(words.find, 'find', 'CmdOrCtrl+F'),
          item(words.palette, 'palette', 'CmdOrCtrl+K'),
        ],
      },
      {
        label: words.view,
        submenu: [
          { label: words.larger, accelerator: 'CmdOrCtrl+Plus', click: () => actions.zoom(1) },
          { label: words.smaller, accelerator: 'CmdOrCtrl+-', click: () => actions.zoom(-1) },
          { label: words.actualSize, accelerator: 'CmdOrCtrl+0', click: () => actions.zoom(0) },
          separator,
          { label: words.fullScreen, role: 'togglefullscreen' },
        ],
      },
      {
        label: words.help,
        role: 'help',
        submenu: [
          // `?` is a letter in a text field: the page hears it where it is none
          item(words.keys, 'help', 'F1'),
          item(words.about, 'about'),
        ],
      },
    ]),
  );
}
