import { join } from 'node:path';
import type { SiteKeyView } from '#core/contract/start-view.ts';
import { openOrCreateKey, type KeyKeeping } from '#host/store/open-or-create-key.ts';
import { keepKeyCopied, wasKeyCopied } from '#host/store/key-copied.ts';
import { copySiteKey, missingStore, sealSiteKey } from '#host/store/sealed-site-key.ts';
import type { SiteKey } from '#host/store/site-key.ts';

/** The site key of a data folder: opened once, by whoever needs it first. */
export class DeskKey {
  readonly #path: string;
  readonly #keeping: KeyKeeping;
  #key: SiteKey | undefined;
  #form: SiteKeyView['form'] = 'plain';
  #error: unknown;
  #opening: Promise<SiteKey> | undefined;

  constructor(dataFolder: string, keeping: KeyKeeping) {
    this.#path = join(dataFolder, 'site.key');
    this.#keeping = keeping;
  }

  /** The key, made where there is none. What went wrong once is said again, without asking anew. @throws SiteKeyError */
  open(): Promise<SiteKey> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Once `open` is kept. @throws SiteKeyError */
  get opened(): SiteKey {
    if (this.#key !== undefined) return this.#key;
    throw this.#error ?? new Error('the site key is used before it was opened');
  }

  /** Where it failed, the next `open` tries again: a keyring may be unlocked by then. */
  forgetFailure(): void {
    if (this.#error !== undefined) this.#opening = undefined;
    this.#error = undefined;
  }

  get view(): SiteKeyView {
    const { id } = this.opened;
    return {
      id,
      form: this.#form,
      path: this.#path,
      rule: this.#keeping.rule ?? 'any',
      copied: wasKeyCopied(this.#path, id),
    };
  }

  /** Puts it under the system's store; says whether that was still to be done. @throws SiteKeyError */
  async seal(): Promise<boolean> {
    const { store } = this.#keeping;
    if (store === undefined)
      throw missingStore(this.#path, 'it stays in a file that only this account reads');
    const sealed = await sealSiteKey(this.#path, store);
    this.#form = 'sealed';
    return sealed;
  }

  /** Writes a recovery copy to a new file. @throws SiteKeyError, FileError */
  async copy(path: string): Promise<void> {
    await copySiteKey(this.#path, path, this.#keeping.store);
    keepKeyCopied(this.#path, this.opened.id);
  }

  async #open(): Promise<SiteKey> {
    try {
      const { key, form } = await openOrCreateKey(this.#path, this.#keeping);
      this.#key = key;
      this.#form = form;
      return key;
    } catch (error) {
      this.#error = error;
      throw error;
    }
  }
}
