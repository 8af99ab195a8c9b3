import { fileIdentity } from '#host/files/file-identity.ts';
import { UsageError } from '#cli/usage-error.ts';

/** No output is a file that is read, and no two outputs are one file. @throws UsageError */
export function refuseSameFile(inputs: readonly string[], outputs: readonly string[]): void {
  const seen = new Map(inputs.map((path) => [fileIdentity(path), path]));
  for (const path of outputs) {
    const identity = fileIdentity(path);
    const other = seen.get(identity);
    if (other !== undefined)
      throw new UsageError(`${path} would be written over ${other}`, 'give another name');
    seen.set(identity, path);
  }
}
