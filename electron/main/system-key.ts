import { safeStorage } from 'electron';

/**
 * Whether the system keeps a key for this account. On Linux without a keyring Chromium would encrypt with a fixed
 * password: that is no key.
 */
export function hasSystemKey(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  // before Electron 28 it cannot be asked which one it is
  if (!('getSelectedStorageBackend' in safeStorage)) return false;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}
