import { takePort } from '#electron/start/take-port.ts';
import { useOwnAddon } from '#electron/start/use-own-addon.ts';

useOwnAddon(process.argv[2] ?? '');
takePort();
