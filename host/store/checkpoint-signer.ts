import { createPublicKey, sign, verify } from 'node:crypto';
import { parseCheckpoint, toCheckpointText, toOrigin, type Checkpoint } from '#core/audit/checkpoint.ts';
import {
  openSignedNote,
  parseVerifierKey,
  toSignedNote,
  toVerifierKeyText,
  type NoteKey,
  type VerifySignature,
} from '#core/audit/signed-note.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { sha256 } from '#host/store/sha256.ts';
import type { SiteKey } from '#host/store/site-key.ts';

/** Signs the heads of one log, and reads what it signed. */
export interface CheckpointSigner {
  /** What whoever checks its checkpoints needs: `name+id+key`. */
  readonly verifierKey: string;
  readonly sign: (head: TreeHead) => string;
  /** Undefined where the note is not this log's, or not signed with this site's key. */
  readonly open: (note: Uint8Array) => Checkpoint | undefined;
}

/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
const publicStart = Buffer.from('302a300506032b6570032100', 'hex');

const verifySignature: VerifySignature = (publicKey, message, signature) => {
  const der = Buffer.concat([publicStart, publicKey]);
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
};

/** Of the log with this random name. */
export function toCheckpointSigner({ checkpointKey }: SiteKey, log: string): CheckpointSigner {
  const der = createPublicKey(checkpointKey).export({ format: 'der', type: 'spki' });
  const key = { name: toOrigin(log), publicKey: Uint8Array.from(der.subarray(publicStart.length)) };
  return {
    verifierKey: toVerifierKeyText(key, sha256),
    sign: (head) =>
      toSignedNote(toCheckpointText({ origin: key.name, size: head.size, root: head.root }), key, {
        sha256,
        sign: (message) => sign(null, message, checkpointKey),
      }),
    open: (note) => open(note, key),
  };
}

/** A checkpoint that was signed by this key, in the form `name+id+key`; undefined where it was not, or is of another log. */
export function openCheckpoint(note: Uint8Array, verifierKey: string): Checkpoint | undefined {
  const key = parseVerifierKey(verifierKey, sha256);
  return key === undefined ? undefined : open(note, key);
}

function open(note: Uint8Array, key: NoteKey): Checkpoint | undefined {
  const text = openSignedNote(note, key, { sha256, verify: verifySignature });
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  return checkpoint?.origin === key.name ? checkpoint : undefined;
}
