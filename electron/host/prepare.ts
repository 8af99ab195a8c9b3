import { useOwnAddon } from '#electron/start/use-own-addon.ts';

useOwnAddon(process.argv[2] ?? '');
