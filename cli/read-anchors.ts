import { join } from 'node:path';
import { readWhole } from '#host/files/read-whole.ts';
import { parseAnchorsFile } from '#host/trust/anchors-file.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { aboutFile } from '#cli/about-file.ts';
import { assetsFolder } from '#cli/assets-folder.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface TrustOptions {
  readonly trust?: string;
  readonly demo?: true;
}

const maxAnchorsBytes = 1024 * 1024;

/** The publishers that a command trusts: a folder's, the demonstration publisher's, or both. */
export async function readAnchors({ trust, demo }: TrustOptions): Promise<TrustAnchors> {
  if (trust === undefined && demo === undefined) {
    throw new UsageError(
      'nobody is trusted: neither --trust nor --demo was given',
      '--trust FOLDER names the folder with anchors.json and the public keys of the publishers you trust',
    );
  }
  const folders = [
    ...(trust === undefined ? [] : [trust]),
    ...(demo ? [join(assetsFolder(), 'models', 'demonstration-publisher')] : []),
  ];
  const anchors = await Promise.all(folders.map(readFolder));
  return {
    keys: anchors.flatMap(({ keys }) => keys),
    roots: anchors.flatMap(({ roots }) => roots),
    revokedFingerprints: anchors.flatMap(({ revokedFingerprints }) => revokedFingerprints),
  };
}

function readFolder(folder: string): Promise<TrustAnchors> {
  const read = (name: string) => readWhole(join(folder, name), maxAnchorsBytes);
  return aboutFile(join(folder, 'anchors.json'), () => parseAnchorsFile(read('anchors.json'), read));
}
