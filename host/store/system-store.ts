/**
 * The operating system's store of keys, such as a keyring or the keychain. A program that has a way to it gives one; where it is
 * asked, a person may have to unlock it first.
 */
export interface SystemStore {
  /** The text as it can be kept in a file; undefined where there is no store that keeps a secret, or it is locked. */
  seal(text: string): Promise<Uint8Array | undefined>;
  unseal(sealed: Uint8Array): Promise<Unsealed>;
}

/** `no-store`: there is none here, or it is locked. `other-store`: it is there, and did not seal this. */
export type Unsealed = { readonly text: string } | { readonly refused: 'no-store' | 'other-store' };
