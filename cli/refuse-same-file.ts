import { basename, dirname, sep } from 'node:path';
import { fileIdentity } from '#host/files/file-identity.ts';
import { isPartialOf } from '#host/files/output-file.ts';
import { UsageError } from '#cli/usage-error.ts';

/**
 * No output is a file that is read, or lies in a folder that holds what must not be lost, and no two outputs are one
 * file. No file that is read has the name of a piece left by a stopped run, which the outputs replace. @throws UsageError
 */
export function refuseSameFile(
  inputs: readonly string[],
  outputs: readonly string[],
  folders: readonly string[] = [],
): void {
  for (const path of outputs) {
    if (path === '') throw new UsageError('an output has an empty name', 'give the name of a file to write');
  }
  const seen = new Map(inputs.map((path) => [fileIdentity(path), path]));
  for (const path of outputs) {
    const identity = fileIdentity(path);
    const other = seen.get(identity);
    if (other !== undefined)
      throw new UsageError(`${path} would be written over ${other}`, 'give another name');
    const folder = folders.find((candidate) => identity.startsWith(fileIdentity(candidate) + sep));
    if (folder !== undefined) {
      throw new UsageError(`${path} would be written into ${folder}`, 'give a name in another folder');
    }
    const piece = inputs.find((input) => isPieceOf(identity, input));
    if (piece !== undefined) {
      throw new UsageError(
        `${piece} is a piece of a stopped run, which writing ${path} removes`,
        'export the file again, or give another name',
      );
    }
    seen.set(identity, path);
  }
}

function isPieceOf(output: string, input: string): boolean {
  const identity = fileIdentity(input);
  return dirname(identity) === dirname(output) && isPartialOf(output, basename(identity));
}
