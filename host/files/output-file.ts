import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { toOutputError } from '#host/files/file-error.ts';

/**
 * A file that appears under its name only when it is whole. Until then its bytes stand in `<name>.partial`, which
 * `discard` removes and which the next run replaces when a power cut left it.
 */
export class OutputFile {
  readonly path: string;
  readonly #partialPath: string;
  readonly #overwrite: boolean;
  readonly #descriptor: number;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #state: 'writing' | 'closed' | 'finished' = 'writing';

  private constructor(path: string, overwrite: boolean, descriptor: number) {
    this.path = path;
    this.#partialPath = partialName(path);
    this.#overwrite = overwrite;
    this.#descriptor = descriptor;
  }

  /** @throws FileError; an existing file is refused unless `overwrite` */
  static create(path: string, options: { readonly overwrite: boolean }): OutputFile {
    try {
      if (!options.overwrite && existsSync(path))
        throw Object.assign(new Error('exists'), { code: 'EEXIST' });
      return new OutputFile(path, options.overwrite, openSync(partialName(path), 'w', 0o600));
    } catch (error) {
      throw toOutputError(path, error);
    }
  }

  /** @throws FileError */
  write(bytes: Uint8Array): void {
    try {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(this.#descriptor, bytes, written, bytes.length - written);
      }
      this.#hash.update(bytes);
      this.#bytes += bytes.length;
    } catch (error) {
      throw toOutputError(this.path, error);
    }
  }

  /** Makes the bytes durable. Nothing is written after it. */
  sync(): { readonly sha256: string; readonly bytes: number } {
    try {
      fsyncSync(this.#descriptor);
      this.#close();
      return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
    } catch (error) {
      throw toOutputError(this.path, error);
    }
  }

  /** Gives the file its name; only after `sync`. */
  finish(): void {
    try {
      if (this.#overwrite) renameSync(this.#partialPath, this.path);
      else renameToNew(this.#partialPath, this.path);
      this.#state = 'finished';
      syncFolder(dirname(this.path));
    } catch (error) {
      throw toOutputError(this.path, error);
    }
  }

  /** Removes what was written. Does nothing after `finish`. */
  discard(): void {
    if (this.#state === 'finished') return;
    this.#close();
    rmSync(this.#partialPath, { force: true });
  }

  #close(): void {
    if (this.#state !== 'writing') return;
    this.#state = 'closed';
    closeSync(this.#descriptor);
  }
}

/** A rename would silently replace a file that appeared in the meantime; a link refuses, where the disk has links. */
function renameToNew(from: string, to: string): void {
  try {
    linkSync(from, to);
    rmSync(from);
  } catch (error) {
    if (existsSync(to)) throw error;
    renameSync(from, to);
  }
}

function partialName(path: string): string {
  return `${path}.partial`;
}

/** A new name is durable when its folder is; Windows has no such call and does not need it. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
