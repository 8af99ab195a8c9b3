import { app, safeStorage } from 'electron';
import type { SystemStore, Unsealed } from '#host/store/system-store.ts';

/**
 * Electron's way to the store of the operating system; this is its one user. Only what keeps a secret counts as a store
 * (decision 53): on Linux without a keyring Chromium falls back to a password that is the same everywhere.
 */
export const systemStore: SystemStore = {
  seal: async (text) => {
    await app.whenReady();
    if (!(await isThere())) return undefined;
    const sealed = await encrypt(text);
    return hasFixedPassword(sealed) ? undefined : sealed;
  },
  unseal: async (sealed): Promise<Unsealed> => {
    await app.whenReady();
    if (!(await isThere())) return { refused: 'no-store' };
    try {
      return { text: await decrypt(Buffer.from(sealed)) };
    } catch {
      // a store that is locked may count as there: what it seals then tells
      return { refused: hasFixedPassword(await encrypt('probe')) ? 'no-store' : 'other-store' };
    }
  },
};

/** Older Electrons have calls that wait, during which the window does nothing; newer ones have both, and say which is old. */
const older = !('encryptStringAsync' in safeStorage);

async function isThere(): Promise<boolean> {
  // The store's key is in Chromium's own `Local State` there, one for each of our two folders, and written late (decision 53).
  if (process.platform === 'win32') return false;
  if (process.platform === 'linux' && !older) {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return false;
  }
  return older ? safeStorage.isEncryptionAvailable() : await safeStorage.isAsyncEncryptionAvailable();
}

async function encrypt(text: string): Promise<Buffer> {
  return older ? safeStorage.encryptString(text) : await safeStorage.encryptStringAsync(text);
}

async function decrypt(sealed: Buffer): Promise<string> {
  return older ? safeStorage.decryptString(sealed) : (await safeStorage.decryptStringAsync(sealed)).result;
}

/** Chromium begins what it encrypts with a version: on Linux `v10` is the fixed password, `v11` a key of the keyring. */
function hasFixedPassword(sealed: Buffer): boolean {
  return process.platform === 'linux' && !/^v1[1-9]/.test(sealed.toString('latin1', 0, 3));
}
