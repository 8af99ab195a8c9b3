import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { FileError, toInputError } from '#host/files/file-error.ts';

const blockBytes = 256 * 1024;
const keptBlocks = 128;

/**
 * A file read in any order, with the digest of exactly the bytes that are given out: it is read once from start to end
 * when it is opened, and every block that is read later must be the block that was read then.
 */
export class HashedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly #handle: FileHandle;
  /** SHA-256 of each block, 32 bytes each. */
  readonly #blocks: Uint8Array;
  /** Blocks read last, the oldest first. */
  readonly #kept = new Map<number, Uint8Array>();

  private constructor(path: string, handle: FileHandle, size: number, sha256: string, blocks: Uint8Array) {
    this.path = path;
    this.#handle = handle;
    this.size = size;
    this.sha256 = sha256;
    this.#blocks = blocks;
  }

  /** Reads all of it. @throws FileError */
  static async open(path: string): Promise<HashedFile> {
    try {
      const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const stat = await handle.stat();
        if (!stat.isFile()) throw new FileError('input-not-a-file', path, 'a file was expected');
        const whole = createHash('sha256');
        const digests: Uint8Array[] = [];
        let size = 0;
        for (;;) {
          const block = await readBlock(handle, size);
          if (block.length === 0) break;
          whole.update(block);
          digests.push(createHash('sha256').update(block).digest());
          size += block.length;
          if (block.length < blockBytes) break;
        }
        return new HashedFile(path, handle, size, whole.digest('hex'), Buffer.concat(digests));
      } catch (error) {
        await handle.close();
        throw error;
      }
    } catch (error) {
      throw toInputError(path, error);
    }
  }

  /** Bytes from `at` to `end`, in a buffer of their own, which must lie in the file. @throws FileError `input-changed` */
  async read(at: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(end - at);
    for (let block = Math.floor(at / blockBytes); block * blockBytes < end; block += 1) {
      const start = block * blockBytes;
      const found = await this.#block(block);
      bytes.set(found.subarray(Math.max(at - start, 0), end - start), Math.max(start - at, 0));
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #block(block: number): Promise<Uint8Array> {
    const kept = this.#kept.get(block);
    if (kept !== undefined) {
      this.#kept.delete(block);
      this.#kept.set(block, kept);
      return kept;
    }
    const bytes = await readBlock(this.#handle, block * blockBytes).catch((error: unknown) => {
      throw toInputError(this.path, error);
    });
    const expected = this.#blocks.subarray(block * 32, block * 32 + 32);
    if (createHash('sha256').update(bytes).digest().compare(expected) !== 0) {
      throw new FileError('input-changed', this.path, 'it changed while it was read; export it again');
    }
    this.#kept.set(block, bytes);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptBlocks && oldest !== undefined) this.#kept.delete(oldest);
    return bytes;
  }
}

/** A whole block, or what there is of it at the end of the file. */
async function readBlock(handle: FileHandle, at: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(blockBytes);
  let length = 0;
  while (length < blockBytes) {
    const { bytesRead } = await handle.read(buffer, length, blockBytes - length, at + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
