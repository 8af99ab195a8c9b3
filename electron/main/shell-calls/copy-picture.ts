import { clipboard, ClipboardItem, nativeImage, type NativeImage } from 'electron';

/** Puts a PNG on the clipboard. */
export async function copyPicture(png: Buffer<ArrayBuffer>): Promise<void> {
  // safe: older Electron has this instead of `write`, and typings of newer ones do not know it any more
  const older = clipboard as unknown as { readonly writeImage?: (image: NativeImage) => void };
  if (older.writeImage !== undefined) {
    older.writeImage(nativeImage.createFromBuffer(png));
    return;
  }
  await clipboard.write([new ClipboardItem({ 'image/png': new Blob([png], { type: 'image/png' }) })]);
}
