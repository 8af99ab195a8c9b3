import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { FileError, toInputError } from '#host/files/file-error.ts';

const chunkBytes = 256 * 1024;

/** A file read once from start to end, with the digest of exactly the bytes that were given out. */
export class InputFile {
  readonly path: string;
  /** Bytes at opening. */
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #modifiedMs: number;
  readonly #hash = createHash('sha256');
  #bytesRead = 0;

  private constructor(path: string, handle: FileHandle, size: number, modifiedMs: number) {
    this.path = path;
    this.#handle = handle;
    this.size = size;
    this.#modifiedMs = modifiedMs;
  }

  /** @throws FileError */
  static async open(path: string): Promise<InputFile> {
    try {
      // A pipe would otherwise hold the program here until somebody writes to it.
      const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const stat = await handle.stat();
      if (!stat.isFile()) {
        await handle.close();
        throw new FileError('input-not-a-file', path, 'a file was expected');
      }
      return new InputFile(path, handle, stat.size, stat.mtimeMs);
    } catch (error) {
      throw toInputError(path, error);
    }
  }

  get bytesRead(): number {
    return this.#bytesRead;
  }

  /** SHA-256 of the bytes given out so far, hexadecimal. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** @throws FileError also when the file changed while it was read */
  async *chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const { bytesRead, buffer } = await this.#handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes);
        if (bytesRead === 0) break;
        const chunk = buffer.subarray(0, bytesRead);
        this.#hash.update(chunk);
        this.#bytesRead += bytesRead;
        yield chunk;
      }
      const stat = await this.#handle.stat();
      if (stat.size !== this.#bytesRead || stat.mtimeMs !== this.#modifiedMs) {
        throw new FileError('input-changed', this.path, 'it changed while it was read; export it again');
      }
    } catch (error) {
      throw toInputError(this.path, error);
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
