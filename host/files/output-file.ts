import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { FileError, toOutputError } from '#host/files/file-error.ts';

/**
 * A file that appears under its name only when it is whole. Until then its bytes stand in
 * `<name>.<process>-<random>.partial`, which no other run ever opens; `discard` removes it, and the next run with the
 * same name removes those of processes that are gone, such as a power cut leaves.
 */
export class OutputFile {
  readonly path: string;
  readonly #partialPath: string;
  readonly #overwrite: boolean;
  readonly #descriptor: number;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #named: string;
  #state: 'writing' | 'closed' | 'finished' = 'writing';

  private constructor(path: string, partialPath: string, overwrite: boolean, descriptor: number) {
    this.path = path;
    this.#named = path;
    this.#partialPath = partialPath;
    this.#overwrite = overwrite;
    this.#descriptor = descriptor;
  }

  /** Whether `create` would refuse the name as it is now. @throws FileError */
  static check(path: string, options: { readonly overwrite: boolean }): void {
    try {
      toTarget(path, options.overwrite);
    } catch (error) {
      throw toOutputError(path, error);
    }
  }

  /** @throws FileError; an existing file is refused unless `overwrite`, and anything else that exists always */
  static create(path: string, options: { readonly overwrite: boolean }): OutputFile {
    try {
      const target = toTarget(path, options.overwrite);
      removeLeftPartials(target);
      const partialPath = toPartialPath(target);
      return new OutputFile(target, partialPath, options.overwrite, openSync(partialPath, 'wx', 0o600));
    } catch (error) {
      throw toOutputError(path, error);
    }
  }

  /**
   * Goes on where a process that is gone has stopped, after the bytes of its mark; undefined where they are not those.
   * @throws FileError as `create`
   */
  static resume(mark: OutputMark, options: { readonly overwrite: boolean }): OutputFile | undefined {
    const { path, partialPath, bytes, sha256 } = mark;
    let descriptor: number | undefined;
    try {
      if (toTarget(path, options.overwrite) !== path) return undefined;
      descriptor = openSync(partialPath, 'r+');
      const ownPath = toPartialPath(path);
      const file = new OutputFile(path, ownPath, options.overwrite, descriptor);
      if (!file.#takeBytes(bytes, sha256)) {
        closeSync(descriptor);
        return undefined;
      }
      // Under this process's number, so that nobody takes it for one that was left.
      renameSync(partialPath, ownPath);
      return file;
    } catch (error) {
      if (descriptor !== undefined) closeSync(descriptor);
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw toOutputError(path, error);
    }
  }

  /** Makes what was written so far durable, and says what it is. @throws FileError */
  mark(): OutputMark {
    try {
      fsyncSync(this.#descriptor);
      const sha256 = this.#hash.copy().digest('hex');
      return { path: this.path, partialPath: this.#partialPath, bytes: this.#bytes, sha256 };
    } catch (error) {
      throw toOutputError(this.path, error);
    }
  }

  /** @throws FileError */
  write(bytes: Uint8Array): void {
    try {
      for (let written = 0; written < bytes.length;) {
        const at = this.#bytes + written;
        written += writeSync(this.#descriptor, bytes, written, bytes.length - written, at);
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

  /**
   * Gives the file its name; only after `sync`. `orOther`: where another program holds that name, the next one that is free.
   * Gives the path that it has. @throws FileError
   */
  finish(orOther = false): string {
    try {
      this.#name(this.path);
    } catch (error) {
      const other = orOther ? this.#nameOther() : undefined;
      if (other === undefined) throw toOutputError(this.path, error);
      this.#named = other;
    }
    this.#state = 'finished';
    try {
      syncFolder(dirname(this.path));
    } catch (error) {
      throw toOutputError(this.path, error);
    }
    return this.#named;
  }

  #name(path: string): void {
    if (this.#overwrite) renameSync(this.#partialPath, path);
    else renameToNew(this.#partialPath, path);
  }

  /** `name-2.csv` to `name-9.csv`; never in the place of another file. Undefined where none can be had. */
  #nameOther(): string | undefined {
    const ending = extname(this.path);
    const stem = this.path.slice(0, this.path.length - ending.length);
    for (let number = 2; number <= 9; number += 1) {
      const path = `${stem}-${number}${ending}`;
      try {
        renameToNew(this.#partialPath, path);
        return path;
      } catch {
        // the next one
      }
    }
    return undefined;
  }

  /** Removes what was written. Does nothing after `finish`. */
  discard(): void {
    if (this.#state === 'finished') return;
    this.leave();
    rmSync(this.#partialPath, { force: true });
  }

  /** Lets go of it as it is, for `resume`. */
  leave(): void {
    try {
      this.#close();
    } catch {
      // of a disk that went away: what it holds is what its mark says
    }
  }

  /** Takes the name away again where it was new; what `overwrite` replaced cannot be brought back. */
  withdraw(): void {
    if (this.#state !== 'finished' || (this.#overwrite && this.#named === this.path)) return this.discard();
    rmSync(this.#named, { force: true });
  }

  /** Takes the first bytes as written, and cuts off what stands behind them; false where they are others. */
  #takeBytes(bytes: number, sha256: string): boolean {
    const block = Buffer.alloc(256 * 1024);
    while (this.#bytes < bytes) {
      const wanted = Math.min(block.length, bytes - this.#bytes);
      const read = readSync(this.#descriptor, block, 0, wanted, this.#bytes);
      if (read === 0) return false;
      this.#hash.update(block.subarray(0, read));
      this.#bytes += read;
    }
    if (this.#hash.copy().digest('hex') !== sha256) return false;
    ftruncateSync(this.#descriptor, bytes);
    return true;
  }

  #close(): void {
    if (this.#state !== 'writing') return;
    this.#state = 'closed';
    closeSync(this.#descriptor);
  }
}

/** What was written of a file that is not whole yet. */
export interface OutputMark {
  readonly path: string;
  readonly partialPath: string;
  readonly bytes: number;
  /** Of these bytes. */
  readonly sha256: string;
}

/** Whether a file of this name may be a piece that a stopped run for `path` left, and is then removed by the next. */
export function isPartialOf(path: string, name: string): boolean {
  return name.startsWith(`${basename(path)}.`) && partial.test(name.slice(basename(path).length));
}

function toPartialPath(path: string): string {
  return `${path}.${process.pid}-${randomBytes(6).toString('hex')}.partial`;
}

const partial = /^\.([0-9]{1,10})-[0-9a-f]{12}\.partial$/;

/** The file to write: where a link is overwritten, the file it leads to. */
function toTarget(path: string, overwrite: boolean): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return path;
  if (!overwrite) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
  if (!statSync(path).isFile()) {
    throw new FileError(
      'output-not-writable',
      path,
      'this is a folder or a device; give the name of a file to write',
    );
  }
  return found.isSymbolicLink() ? realpathSync(path) : path;
}

/** What cannot be listed or removed stays: nothing of it is ever read. */
function removeLeftPartials(path: string): void {
  try {
    for (const name of readdirSync(dirname(path))) {
      if (!isPartialOf(path, name)) continue;
      const writer = partial.exec(name.slice(basename(path).length))?.[1];
      if (!isRunning(Number(writer))) rmSync(join(dirname(path), name), { force: true });
    }
  } catch {
    // opening the new file says whether the folder can be written
  }
}

/** Where this cannot be known, yes. */
function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
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
