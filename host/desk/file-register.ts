import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { FileRef } from '#core/contract/files.ts';
import { toVisibleText } from '#core/visible-text.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { toFileBytes } from '#host/files/file-bytes.ts';

/** Files and folders by tokens: a window never learns a path, and can name no file that nobody chose. */
export class FileRegister {
  readonly #files = new Map<string, { readonly path: string; readonly kind: FileRef['kind'] }>();
  readonly #tokens = new Map<string, string>();

  /** The same file again has the same token. */
  register(path: string, kind: FileRef['kind']): FileRef {
    let token = this.#tokens.get(path);
    if (token === undefined) {
      token = randomBytes(16).toString('hex');
      this.#tokens.set(path, token);
    }
    this.#files.set(token, { path, kind });
    return {
      token,
      name: toVisibleText(basename(path)),
      folder: toVisibleText(dirname(path)),
      bytes: toFileBytes(path),
      kind,
    };
  }

  /** @param kind what it must have been chosen as, last @throws DeskError `file-unknown` */
  resolve(token: string, kind?: FileRef['kind']): string {
    const file = this.#files.get(token);
    if (file !== undefined && (kind === undefined || kind === file.kind)) return file.path;
    throw new DeskError('file-unknown', 'expected a file that was chosen here, got an unknown token');
  }
}
