/** A file or folder that a person chose, dropped or opened. The window has its name and this token, never a path. */
export interface FileRef {
  readonly token: string;
  readonly name: string;
  /** Its folder as it is shown to people. */
  readonly folder: string;
  readonly bytes: number;
  readonly kind: 'export' | 'bundle' | 'profile' | 'trust' | 'key' | 'key-copy' | 'folder' | 'other';
}

export interface RecentFile extends FileRef {
  /** ISO 8601, UTC. */
  readonly openedAt: string;
}
