import { join } from 'node:path';
import type { Draft } from '#core/audit/draft.ts';
import { version } from '#core/version.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { ModelError } from '#core/models/model-error.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import type { LogHealth } from '#core/contract/log-view.ts';
import { Batch } from '#host/desk/batch/batch.ts';
import type { BatchAtClose } from '#core/contract/calls.ts';
import { BatchJournal } from '#host/desk/batch/batch-journal.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { DeskKey } from '#host/desk/desk-key.ts';
import { DeskLog } from '#host/desk/desk-log.ts';
import { DeskMemory } from '#host/desk/desk-memory.ts';
import type { DeskOptions } from '#host/desk/desk-options.ts';
import type { ComparedModel } from '#host/desk/list/compare-patient.ts';
import type { ImportSession } from '#host/desk/import/import-session.ts';
import { Job } from '#host/desk/job.ts';
import type { PatientList } from '#host/desk/list/patient-list.ts';
import { DemoModels } from '#host/desk/models/demo-models.ts';
import type { ModelInUse } from '#host/desk/models/model-in-use.ts';
import { proveGolden, type GoldenProof } from '#host/desk/models/prove-golden.ts';
import { SiteModels } from '#host/desk/models/site-models.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { KeptList, toMade, type MadeList } from '#host/desk/list/kept-list.ts';
import { DeskSettings } from '#host/desk/settings/desk-settings.ts';
import { checkAgain } from '#host/models/check-again.ts';
import { readAnchorSetting } from '#host/store/anchor-setting.ts';
import type { SiteKey } from '#host/store/site-key.ts';
import { FileError } from '#host/files/file-error.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { hasWaitingTrustFiles, takeWaitingTrustFiles } from '#host/trust/waiting-trust-file.ts';
import type { TrustContext } from '#host/trust/take-trust-file.ts';

/** How often it is looked whether the model in use may go on. */
const watchMs = 2000;
/** How often the head of the log goes to its anchor. */
const keepMs = 60_000;

/** What the host behind a window holds: one data folder, one model in use, one file, one list. */
export class Desk {
  readonly options: DeskOptions;
  readonly settings: DeskSettings;
  readonly siteKey: DeskKey;
  readonly log: DeskLog;
  readonly memory: DeskMemory;
  readonly journal: BatchJournal;
  readonly batch: Batch;
  readonly siteModels: SiteModels;
  readonly demoModels: DemoModels;
  model: ModelInUse | undefined;
  session: ImportSession | undefined;
  readonly keptList: KeptList;
  /** A second model, to compare with. */
  other: ComparedModel | undefined;
  /** Where results were written last. */
  resultFolder: string | undefined;
  /** The diagnostic text that was shown last. */
  diagnostic: string | undefined;
  /** What is known of the log since it was verified last. */
  logState: Pick<LogHealth, 'state' | 'firstBad' | 'fault' | 'checkedAt'> = { state: 'unchecked' };
  #list: PatientList | undefined;
  readonly #done = new Map<string, Promise<void>>();
  readonly #proofs = new Map<string, Promise<GoldenProof>>();
  #job: Job | undefined;
  readonly #watch: NodeJS.Timeout;
  readonly #keep: NodeJS.Timeout;

  constructor(options: DeskOptions) {
    this.options = options;
    const { dataFolder, policyFile, account, clock, client } = options;
    this.settings = new DeskSettings(policyFile, dataFolder);
    this.siteKey = new DeskKey(dataFolder, { store: options.systemStore, rule: this.settings.keyRule });
    this.log = new DeskLog(
      {
        directory: join(dataFolder, 'log'),
        key: () => this.siteKey.open(),
        clock,
        client,
        grew: (head) => options.emit('log', { ...this.logState, ...head, folder: this.log.folder }),
        software: `visite ${version}`,
        markFolder: options.markFolder,
        anchor: () => this.anchor,
      },
      { account },
    );
    this.memory = new DeskMemory(dataFolder, () => this.key);
    this.journal = new BatchJournal(dataFolder, () => this.key);
    this.keptList = new KeptList(dataFolder, () => this.key);
    this.batch = new Batch(this);
    this.siteModels = new SiteModels(dataFolder);
    this.demoModels = new DemoModels(options.resources);
    this.#watch = setInterval(() => void this.checkModel().catch(() => undefined), watchMs);
    this.#watch.unref();
    this.#keep = setInterval(() => void this.log.keep().catch(() => undefined), keepMs);
    this.#keep.unref();
  }

  /** Calls have waited until it was opened. @throws SiteKeyError */
  get key(): SiteKey {
    return this.siteKey.opened;
  }

  /** The folder outside of this computer that gets the heads of the log: of the settings, or of the command line. */
  get anchor(): string | undefined {
    const { anchorFolder } = this.settings.values;
    return anchorFolder === '' ? readAnchorSetting(this.options.dataFolder) : anchorFolder;
  }

  get demo(): boolean {
    return this.log.demo;
  }

  now(): Date {
    return new Date(this.options.clock().utcMs);
  }

  /** Does something at its first call; where that fails, at the next one again. */
  once(what: string, work: () => Promise<void>): Promise<void> {
    const known = this.#done.get(what);
    if (known !== undefined) return known;
    const done = work();
    this.#done.set(what, done);
    done.catch(() => this.#done.delete(what));
    return done;
  }

  /** What a model does on this machine: found out once for each. */
  prove(bundle: VerifiedBundle): Promise<GoldenProof> {
    const known = this.#proofs.get(bundle.digest);
    if (known !== undefined) return known;
    const proof = proveGolden(bundle);
    this.#proofs.set(bundle.digest, proof);
    proof.then(
      ({ failure }) => failure !== undefined && this.#proofs.delete(bundle.digest),
      () => this.#proofs.delete(bundle.digest),
    );
    return proof;
  }

  /** For what changes trust or models: it logs while nothing else does. */
  withSite<Value>(work: (site: TrustContext & { readonly account: string }) => Value | Promise<Value>) {
    const { dataFolder, account } = this.options;
    return this.log.run((log) =>
      work({
        folder: dataFolder,
        nowMs: this.now().getTime(),
        account,
        log: (draft: Draft) => void log.append([draft]),
      }),
    );
  }

  /** The model in use. @throws DeskError `model-none` */
  get usedModel(): ModelInUse {
    if (this.model !== undefined) return this.model;
    throw new DeskError('model-none', 'expected a model in use, got none: choose one');
  }

  get openSession(): ImportSession {
    if (this.session !== undefined) return this.session;
    throw new DeskError('import-none', 'expected an open file, got none');
  }

  get list(): PatientList | undefined {
    return this.#list;
  }

  /** `before`: what it was made again of. What is kept of it only helps to make it again: where it cannot be, it is not. */
  setList(list: PatientList | undefined, before?: MadeList): void {
    const had = this.#list;
    this.#list = list;
    ifItCan(() => {
      if (list?.source.path !== undefined && list.length > 0)
        this.keptList.keep(toMade(list, this.demo, before));
      else if (had !== undefined) this.keptList.forget();
    });
  }

  /** What the list that was open last was made of, while none is open; nothing where that cannot be read. */
  get lastList(): MadeList | undefined {
    return this.list === undefined ? ifItCan(() => this.keptList.read()) : undefined;
  }

  /** Forgets which list was open last, but while it is open. Names of files may be patient data. */
  forgetList(): void {
    if (this.list === undefined) this.keptList.forget();
  }

  get openList(): PatientList {
    if (this.list !== undefined) return this.list;
    throw new DeskError('list-none', 'expected a list of patients, got none');
  }

  /** Puts a model in use; what was read for another one is closed. */
  use(model: ModelInUse | undefined): void {
    if (this.model === model) return;
    this.model?.close();
    this.closeOther();
    this.session = undefined;
    this.setList(undefined);
    this.model = model;
    // It comes up meanwhile; a call that needs it says what is wrong.
    model?.ready().catch(() => undefined);
  }

  closeOther(): void {
    this.other?.model.close();
    this.other = undefined;
  }

  /**
   * D17: whether the model in use may go on. Where it may not, it is stopped, and the window is told.
   * @throws ModelError, TrustFileError, TrustError, BundleError, FileError
   */
  async checkModel(): Promise<void> {
    const { model } = this;
    if (model === undefined) return;
    try {
      await this.checkAllowed(model);
    } catch (error) {
      if (isRefusal(error) && this.model === model) {
        this.#job?.cancel(error);
        this.use(undefined);
        const { code, message } = error;
        this.options.emit('model-stopped', { ref: toRef(model.bundle), code, message });
      }
      throw error;
    }
  }

  /** Whether a model may go on; trust files that wait are taken first. Throws as checkModel does. */
  async checkAllowed(model: ModelInUse): Promise<void> {
    const { dataFolder } = this.options;
    if (hasWaitingTrustFiles(dataFolder)) await this.withSite(takeWaitingTrustFiles);
    checkAgain({
      folder: dataFolder,
      name: model.state === 'demo' ? undefined : toRef(model.bundle),
      bundle: model.bundle,
      hasChanged: model.hasChanged,
      site: undefined,
    });
  }

  /** Does one thing that takes its time, and can be stopped. @throws DeskError `job-running` */
  async doJob<Value>(name: Job['name'], work: (job: Job) => Promise<Value>): Promise<Value> {
    if (this.#job !== undefined) {
      throw new DeskError('job-running', `expected that nothing is under way, got ${this.#job.name}`);
    }
    const job = new Job(name, (progress) => this.options.emit('progress', progress));
    this.#job = job;
    try {
      return await work(job);
    } catch (error) {
      job.signal.throwIfAborted();
      throw error;
    } finally {
      this.#job = undefined;
    }
  }

  cancelJob(): boolean {
    this.#job?.cancel();
    return this.#job !== undefined;
  }

  folder(which: 'log' | 'data' | 'results'): string {
    switch (which) {
      case 'log':
        return this.log.folder;
      case 'data':
        return this.options.dataFolder;
      case 'results':
        return this.resultFolder ?? this.options.dataFolder;
      default:
        return which satisfies never;
    }
  }

  async close(batch: BatchAtClose = 'leave'): Promise<void> {
    clearInterval(this.#watch);
    clearInterval(this.#keep);
    this.cancelJob();
    if (batch === 'leave') this.batch.leave();
    else this.batch.cancel();
    await this.batch.settle();
    const { rememberFiles } = this.settings.values;
    // The next start offers the list that is open.
    if (rememberFiles) this.#list = undefined;
    this.use(undefined);
    if (!rememberFiles) ifItCan(() => this.forgetList());
    // Where it cannot be told, the program ends all the same.
    if (this.#done.has('begun')) {
      await this.log.append([{ type: 'application-stopped', reason: 'closed' }]).catch(() => undefined);
    }
    await this.log.close();
  }
}

/** What only helps is left out where the disk refuses it. */
function ifItCan<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof ModelError ||
    error instanceof TrustFileError ||
    error instanceof TrustError ||
    error instanceof BundleError ||
    error instanceof FileError
  );
}
