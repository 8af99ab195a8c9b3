import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { checkFileNames } from '#core/bundle/file-names.ts';
import { FolderError } from '#host/files/folder-error.ts';

export interface FolderLimits {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
}

/** The limits of a bundle (docs/formats/bundle.md). */
export const defaultFolderLimits: FolderLimits = { files: 64, bytes: 512 * 1024 * 1024 };

/**
 * The files of an unpacked bundle (name with `/` → bytes). Takes ordinary files and folders only: no symbolic link, no
 * file with a second name elsewhere, no pipe or device, no folder without files. Throws FolderError.
 */
export function readFolder(
  folder: string,
  limits: FolderLimits = defaultFolderLimits,
): ReadonlyMap<string, Uint8Array> {
  const names = listFiles(folder, '', limits);
  const [problem] = checkFileNames(names);
  if (problem !== undefined) {
    throw new FolderError('folder-file-name', problem.name, 'an allowed file name', problem.code);
  }
  const files = new Map<string, Uint8Array>();
  let left = limits.bytes;
  for (const name of names) {
    const bytes = readOrdinaryFile(join(folder, name), name, left);
    left -= bytes.length;
    files.set(name, bytes);
  }
  return files;
}

function listFiles(folder: string, prefix: string, limits: FolderLimits): readonly string[] {
  const names: string[] = [];
  const entries = orUnreadable(prefix, () => readdirSync(join(folder, prefix), { withFileTypes: true }));
  for (const entry of entries) {
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      names.push(...listFiles(folder, `${name}/`, { ...limits, files: limits.files - names.length }));
    } else if (entry.isFile()) {
      names.push(name);
    } else {
      throw new FolderError(
        'folder-entry-kind',
        name,
        'an ordinary file or folder',
        'a link, pipe, socket or device',
      );
    }
    if (names.length > limits.files) {
      throw new FolderError('folder-too-large', prefix, `at most ${limits.files} files`, 'more');
    }
  }
  if (entries.length === 0) {
    throw new FolderError('folder-empty', prefix, 'a folder with files', 'an empty one');
  }
  return names;
}

function readOrdinaryFile(path: string, name: string, maximumBytes: number): Uint8Array {
  const listed = orUnreadable(name, () => lstatSync(path, { bigint: true }));
  // Against a file that is exchanged after it was listed. The flags are absent on Windows.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = orUnreadable(name, () => openSync(path, flags));
  try {
    const opened = fstatSync(file, { bigint: true });
    if (opened.ino !== listed.ino || opened.dev !== listed.dev || !opened.isFile()) {
      throw new FolderError('folder-changed', name, 'the listed file', 'another');
    }
    if (opened.nlink !== 1n) {
      throw new FolderError('folder-hard-link', name, 'a file with one name', `one with ${opened.nlink}`);
    }
    if (opened.size > BigInt(maximumBytes)) {
      throw new FolderError('folder-too-large', name, `at most ${maximumBytes} more bytes`, `${opened.size}`);
    }
    return readExactly(file, name, Number(opened.size));
  } finally {
    closeSync(file);
  }
}

function readExactly(file: number, name: string, size: number): Uint8Array {
  // One byte more than expected, so that a file that grows is noticed.
  const buffer = new Uint8Array(size + 1);
  let length = 0;
  for (;;) {
    const count = orUnreadable(name, () => readSync(file, buffer, length, buffer.length - length, null));
    if (count === 0) break;
    length += count;
  }
  if (length !== size) throw new FolderError('folder-changed', name, `${size} bytes`, 'another number');
  return buffer.subarray(0, size);
}

function orUnreadable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
    throw new FolderError('folder-unreadable', name, 'something that can be read', reason);
  }
}
