import { app, nativeTheme, powerMonitor, session as sessions, type BrowserWindow } from 'electron';
import type { BatchView } from '#core/contract/batch-view.ts';
import type { EventName, Events } from '#core/contract/events.ts';
import type { Answer } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { ProgressView } from '#core/contract/progress.ts';
import { answerWindow } from '#electron/main/answer-window.ts';
import { BlockedRequests } from '#electron/main/blocked-requests.ts';
import { ClosingWindow } from '#electron/main/closing-window.ts';
import { channels } from '#electron/main/channels.ts';
import { followTheme } from '#electron/main/follow-theme.ts';
import { HostProcess } from '#electron/main/host-process.ts';
import { toLanguage } from '#electron/main/menu-words.ts';
import { openWindow } from '#electron/main/open-window.ts';
import { toOpenedFile } from '#electron/main/opened-file.ts';
import { pageAddress } from '#electron/main/page-address.ts';
import type { Places } from '#electron/main/places.ts';
import { reloadAfterCrash } from '#electron/main/reload-after-crash.ts';
import { denyNavigation } from '#electron/main/rules/deny-navigation.ts';
import { ruleEverySession } from '#electron/main/rules/every-session.ts';
import { sendNowhere } from '#electron/main/rules/no-proxy.ts';
import { isOwnTopFrame } from '#electron/main/rules/own-top-frame.ts';
import { servePage } from '#electron/main/rules/page-protocol.ts';
import { setMenu } from '#electron/main/set-menu.ts';
import { TaskbarProgress } from '#electron/main/taskbar-progress.ts';
import { WaitingFiles } from '#electron/main/waiting-files.ts';
import { whenSystemEnds } from '#electron/main/when-system-ends.ts';
import { KeptWindowState } from '#electron/main/window-state.ts';
import { Zoom } from '#electron/main/zoom.ts';

/** One window and the host behind it, from the start of the program to its end. */
export class DesktopApplication {
  readonly #places: Places;
  readonly #kept: KeptWindowState;
  readonly #blocked: BlockedRequests;
  readonly #files = new WaitingFiles((path) => void this.#open(path));
  #window: BrowserWindow | undefined;
  #taskbar: TaskbarProgress | undefined;
  #closing: ClosingWindow | undefined;
  #host: HostProcess | undefined;
  #ended: Promise<void> | undefined;
  /** Named by the command line or the system, before there was a window. */
  #opened: string | undefined;

  constructor(places: Places) {
    this.#places = places;
    this.#kept = new KeptWindowState(places.data);
    this.#blocked = new BlockedRequests((request, count) => {
      this.#host?.tell({ kind: 'blocked', request });
      this.#send('blocked', { count });
    });
    this.#opened = toOpenedFile(process.argv, process.cwd(), unpackedFolder());
  }

  /** Before the application is ready. */
  start(): void {
    denyNavigation(app, this.#blocked.add);
    ruleEverySession(app, this.#blocked.add);
    app.on('second-instance', (_event, argv, folder) => {
      this.#focus();
      const path = toOpenedFile(argv, folder, unpackedFolder());
      if (path !== undefined) this.#files.add(path);
    });
    app.on('open-file', (event, path) => {
      event.preventDefault();
      if (this.#window === undefined) this.#opened = path;
      else this.#files.add(path);
    });
    app.on('window-all-closed', () => void this.#end());
    // quitting as a whole, as macOS does, tells of no closed windows
    app.on('will-quit', (event) => {
      event.preventDefault();
      void this.#end();
    });
    void app.whenReady().then(() => this.#show());
  }

  async #show(): Promise<void> {
    const session = sessions.fromPartition('visite');
    servePage(session, this.#places.page);
    const host = new HostProcess(
      {
        assets: this.#places.assets,
        // AppImage's starter leaves the sandbox out where the system has none
        notices: app.isPackaged && app.commandLine.hasSwitch('no-sandbox') ? ['no-sandbox'] : [],
        ...(this.#opened === undefined ? {} : { opened: this.#opened }),
        versions: { electron: process.versions.electron, chromium: process.versions.chrome },
      },
      this.#places.addon,
      {
        event: (name, event) => this.#pass(name, event),
        restarted: (reason) => {
          if (this.#closing !== undefined) this.#closing.batchRuns = false;
          this.#taskbar?.clear();
          this.#send('host-restarted', { reason });
        },
      },
    );
    this.#host = host;
    await sendNowhere(session);

    const window = openWindow(session, pageAddress, this.#kept, !app.isPackaged);
    this.#window = window;
    this.#taskbar = new TaskbarProgress(window);
    const closing = new ClosingWindow(window, () => this.#send('close-asked', {}));
    this.#closing = closing;
    const zoom = new Zoom(window, this.#kept);
    const setLanguage = () =>
      setMenu(this.#kept.value.language ?? toLanguage(app.getLocale()), {
        command: (command) => this.#send('menu', { command }),
        zoom: (step) => zoom.step(step),
        close: () => closing.close(undefined),
      });
    setLanguage();
    window.webContents.on('did-start-loading', () => this.#files.pageIsGone());
    reloadAfterCrash(window, () => this.#end());
    whenSystemEnds(window, () => void this.#end());
    powerMonitor.on('lock-screen', () => this.#send('lock', { locked: true }));
    answerWindow({
      isOurs: (event) => isOwnTopFrame(event, this.#window?.webContents, pageAddress),
      host,
      seen: (name, value) => {
        followTheme(nativeTheme, value);
        if (name === 'start') this.#files.pageListens();
      },
      shell: {
        window,
        language: () => this.#kept.value.language ?? toLanguage(app.getLocale()),
        blocked: this.#blocked,
        // safe: the host answers a path with its token, and a folder with its path
        toFileRef: (path, as) => host.ask({ kind: 'file', path, as }) as Promise<Answer<FileRef>>,
        toFolder: (which) => host.ask({ kind: 'folder', which }) as Promise<Answer<string>>,
        setLanguage: (language) => {
          this.#kept.change({ language });
          setLanguage();
        },
        zoom,
        close: (batch) => closing.close(batch),
      },
    });
  }

  #pass(name: EventName, event: unknown): void {
    const window = this.#window;
    if (window === undefined || window.isDestroyed()) return;
    // safe: the host sends an event under its own name
    if (name === 'batch' && this.#closing !== undefined) {
      this.#closing.batchRuns = (event as BatchView).state === 'running';
    }
    if (name === 'batch') this.#taskbar?.showBatch(event as BatchView);
    if (name === 'progress') this.#taskbar?.showJob(event as ProgressView);
    window.webContents.send(channels.event, name, event);
  }

  #send<Name extends EventName>(name: Name, event: Events[Name]): void {
    this.#pass(name, event);
  }

  async #open(path: string): Promise<void> {
    const answer = await this.#host?.ask({ kind: 'file', path });
    // safe: the host answers a path with its token
    if (answer?.ok) this.#send('file-opened', answer.value as FileRef);
  }

  #focus(): void {
    if (this.#window === undefined) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  #end(): Promise<void> {
    this.#ended ??= this.#close();
    return this.#ended;
  }

  async #close(): Promise<void> {
    await this.#host?.close(this.#closing?.batch ?? 'leave');
    app.exit(0);
  }
}

function unpackedFolder(): string | undefined {
  return app.isPackaged ? undefined : app.getAppPath();
}
