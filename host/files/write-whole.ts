import { OutputFile } from '#host/files/output-file.ts';

/** Writes a file whole and durably, or not at all. @throws FileError; an existing file is refused unless `overwrite` */
export function writeWhole(path: string, bytes: Uint8Array, options: { readonly overwrite: boolean }): void {
  const file = OutputFile.create(path, options);
  try {
    file.write(bytes);
    file.sync();
    file.finish();
  } finally {
    file.discard();
  }
}
