import { join } from 'node:path';
import { app } from 'electron';
import { dataFolder } from '#host/files/data-folder.ts';
import { addonName } from '#native/load.ts';

/** Where things of this program stand. The program's folder is only read. */
export interface Places {
  readonly data: string;
  /** Of the page. */
  readonly page: string;
  readonly addon: string;
  readonly assets: string;
}

/** Before the application is ready: everything that it keeps, Chromium's too, stands in the data folder. */
export function usePlaces(part: 'window' | 'command-line'): Places {
  const data = dataFolder();
  const root = app.getAppPath();
  app.setPath('userData', join(data, part));
  app.setPath('crashDumps', join(data, part, 'crashes'));
  return {
    data,
    page: join(root, 'out', 'renderer'),
    addon: app.isPackaged
      ? join(`${root}.unpacked`, 'native', addonName())
      : join(root, 'native', 'dist', addonName()),
    assets: app.isPackaged ? process.resourcesPath : join(root, 'assets'),
  };
}
