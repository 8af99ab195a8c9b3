import type { EventName, Events } from '#core/contract/events.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { AboutView } from '#core/contract/start-view.ts';
import type { Clock } from '#core/audit/stamp.ts';
import type { SystemStore } from '#host/store/system-store.ts';

/** All that the host behind a window is given by whoever starts it. */
export interface DeskOptions {
  readonly dataFolder: string;
  /** Where the machine's policy file would stand; there may be none. */
  readonly policyFile: string;
  /** Where the newest head of the log is kept beside it: markFolder(). */
  readonly markFolder: string;
  /** Account of the operating system. */
  readonly account: string;
  /** Name of the computer. */
  readonly client?: string;
  readonly clock: Clock;
  readonly files: DeskFiles;
  readonly emit: <Name extends EventName>(name: Name, event: Events[Name]) => void;
  /** The operating system's store of keys, where this program has a way to it. */
  readonly systemStore?: SystemStore;
  readonly resources: DeskResources;
  readonly about: Pick<AboutView, 'versions' | 'digests' | 'licences'>;
  /** What whoever starts it knows of this computer, such as `no-landlock`. */
  readonly notices?: readonly string[];
  /** A file that the program was opened with. */
  readonly opened?: FileRef;
}

/** Files by tokens, as FileRegister has them. */
export interface DeskFiles {
  register(path: string, kind: FileRef['kind']): FileRef;
  /** @param kind what it must have been chosen as, last @throws DeskError `file-unknown` */
  resolve(token: string, kind?: FileRef['kind']): string;
}

/** Files of the program. */
export interface DeskResources {
  /** Bundles of the demonstration; the first is in use when it is opened. */
  readonly demoBundles: readonly string[];
  /** Folder with anchors.json of the demonstration publisher. */
  readonly demoAnchors: string;
  readonly demoExport: string;
  readonly demoProfile: string;
  /** The program that checks an exported log. */
  readonly verifier: string;
}
