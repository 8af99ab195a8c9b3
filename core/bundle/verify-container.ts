import { BundleError } from '#core/bundle/bundle-error.ts';
import { checkFileNames, compareFileNames } from '#core/bundle/file-names.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { endRecordBytes, endSignature, readUint, type Entry } from '#core/bundle/zip-records.ts';

/** What a container may take. */
export interface ContainerLimits {
  /** Of the whole zip. */
  readonly fileBytes: number;
  /** Of all deflate streams. Empty blocks take zlib up to 0.2 µs a byte, and fill no declared size. */
  readonly deflatedBytes: number;
  /** Of all files, inflated. */
  readonly inflatedBytes: number;
  /** Number of files. */
  readonly entries: number;
}

const mebibyte = 1024 * 1024;
export const defaultContainerLimits: ContainerLimits = {
  fileBytes: 256 * mebibyte,
  deflatedBytes: 48 * mebibyte,
  inflatedBytes: 512 * mebibyte,
  entries: 64,
};

/** An entry of the directory, with the name it spells. */
export interface NamedEntry extends Entry {
  readonly text: string;
}

/** Refuses by the first and last bytes what is too large, no zip, or cut off. */
export function verifyFrame(bytes: Uint8Array, limits: ContainerLimits): void {
  if (bytes.length > limits.fileBytes) {
    throw new BundleError(
      'bundle-too-large',
      '',
      `expected at most ${limits.fileBytes} bytes, got ${bytes.length}`,
    );
  }
  // A zip begins with a local head, or, without entries, with its end record.
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5))) {
    throw new BundleError(
      'container-not-zip',
      '',
      'expected a .visite file, which begins as a zip file does; got another',
    );
  }
  if (bytes.length < endRecordBytes || readUint(bytes, bytes.length - endRecordBytes, 4) !== endSignature) {
    throw new BundleError(
      'bundle-truncated',
      '',
      'expected the end record of the zip in the last 22 bytes; the file is cut off or has something behind it',
    );
  }
}

export function verifyEntryCount(count: number, limits: ContainerLimits): void {
  if (count <= limits.entries) return;
  throw new BundleError(
    'container-too-many-entries',
    '',
    `expected at most ${limits.entries} files, got ${count}`,
  );
}

export function verifyEntryNames(entries: readonly NamedEntry[]): void {
  const names = entries.map((entry) => entry.text);
  for (const problem of checkFileNames(names)) {
    const other = problem.other === undefined ? '' : `, beside ${toQuoted(problem.other)}`;
    throw new BundleError('file-name', toQuoted(problem.name), `name refused: ${problem.code}${other}`);
  }
  names.forEach((name, index) => {
    const before = names[index - 1];
    if (before === undefined || compareFileNames(before, name) < 0) return;
    throw new BundleError(
      'container-not-canonical',
      toQuoted(name),
      `zip: expected before ${toQuoted(before)}`,
    );
  });
}

/** Declared sizes; inflating never goes beyond them. */
export function verifyDeclaredSizes(entries: readonly NamedEntry[], limits: ContainerLimits): void {
  let inflated = 0;
  let deflated = 0;
  for (const { text, method, bytes, compressedBytes } of entries) {
    inflated += bytes;
    if (method === 8) deflated += compressedBytes;
    verifySum(text, inflated, limits.inflatedBytes, 'inflated');
    verifySum(text, deflated, limits.deflatedBytes, 'deflated');
  }
}

function verifySum(name: string, sum: number, most: number, what: string): void {
  if (sum <= most) return;
  throw new BundleError(
    'container-entry-too-large',
    toQuoted(name),
    `expected at most ${most} bytes ${what} in all, got ${sum} up to this file`,
  );
}
