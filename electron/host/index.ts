/** The process behind the window: `host/desk` with its processes started by the window's. */
import '#electron/start/first.ts';
import '#electron/host/prepare.ts';
import '#electron/host/serve-desk.ts';
