/** The process of one model. */
import '#electron/start/first.ts';
import '#electron/runner/prepare.ts';
import '#host/runner/runner-process.ts';
