import { parseBase64, toBase64 } from '#core/audit/base64.ts';
import { isSameBytes, toHex, toJoined, type Sha256 } from '#core/audit/hash.ts';
import { parseUtf8, toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold } from '#core/must-hold.ts';

/** Text signed with Ed25519 in the format of https://c2sp.org/signed-note. */

/** Whom a signature is from: a name, and the public key of 32 bytes. */
export interface NoteKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** Ed25519 (RFC 8032). Given by the host. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const ed25519 = 1;
const keyBytes = 32;
const signatureBytes = 64;
/** As many as the original implementation reads. */
const maxSignatures = 100;
const maxNoteBytes = 1024 * 1024;

/** The first four bytes of SHA-256(name, line feed, type of signature, public key). */
export function toKeyId({ name, publicKey }: NoteKey, sha256: Sha256): Uint8Array {
  return sha256(toUtf8(`${name}\n`), Uint8Array.of(ed25519), publicKey).slice(0, 4);
}

/** `name+id+key`: what whoever checks notes is given, once and another way than the notes. */
export function toVerifierKeyText(key: NoteKey, sha256: Sha256): string {
  const typed = toJoined([Uint8Array.of(ed25519), key.publicKey]);
  return `${key.name}+${toHex(toKeyId(key, sha256))}+${toBase64(typed)}`;
}

/** Undefined where the text is no Ed25519 key in this form, or its id is another key's. */
export function parseVerifierKey(text: string, sha256: Sha256): NoteKey | undefined {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const typed = encoded === undefined ? undefined : parseBase64(encoded);
  if (name === undefined || !isName(name) || typed?.length !== 1 + keyBytes || typed[0] !== ed25519)
    return undefined;
  const key = { name, publicKey: typed.slice(1) };
  return toHex(toKeyId(key, sha256)) === id ? key : undefined;
}

/** The note of a text that ends with a line feed, signed by one key. Throws OwnMistakeError for any other text. */
export function toSignedNote(
  text: string,
  key: NoteKey,
  host: { readonly sha256: Sha256; readonly sign: (message: Uint8Array) => Uint8Array },
): string {
  mustHold(isName(key.name) && isNoteText(text), 'this is no text or no name for a signed note');
  const signature = host.sign(toUtf8(text));
  mustHold(signature.length === signatureBytes, 'expected a signature of 64 bytes');
  return `${text}\n${dash} ${key.name} ${toBase64(toJoined([toKeyId(key, host.sha256), signature]))}\n`;
}

/**
 * The text of a note, where this key signed it. Signatures of others are not looked at. Undefined where it did not, where its
 * first signature is not right, or where the bytes are no note.
 */
export function openSignedNote(
  note: Uint8Array,
  key: NoteKey,
  host: { readonly sha256: Sha256; readonly verify: VerifySignature },
): string | undefined {
  if (note.length > maxNoteBytes) return undefined;
  const whole = parseUtf8(note);
  const end = whole?.lastIndexOf('\n\n') ?? -1;
  if (whole === undefined || end < 0) return undefined;
  const text = whole.slice(0, end + 1);
  const lines = whole.slice(end + 2).split('\n');
  // The last line ends as well.
  if (!isNoteText(text) || lines.pop() !== '' || lines.length > maxSignatures) return undefined;
  const signatures = lines.map(parseSignature);
  if (signatures.length === 0 || signatures.includes(undefined)) return undefined;
  const id = toKeyId(key, host.sha256);
  const ours = signatures.find((each) => each?.name === key.name && isSameBytes(each.id, id));
  if (ours?.signature.length !== signatureBytes) return undefined;
  return host.verify(key.publicKey, toUtf8(text), ours.signature) ? text : undefined;
}

function parseSignature(
  line: string,
): { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array } | undefined {
  const [mark, name, encoded, ...rest] = line.split(' ');
  if (mark !== dash || name === undefined || !isName(name) || encoded === undefined || rest.length > 0)
    return undefined;
  const bytes = parseBase64(encoded);
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

const dash = '\u2014';

function isName(name: string): boolean {
  return name !== '' && !/[\s\u0085+]/.test(name) && isClean(name);
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && isClean(text.replaceAll('\n', ''));
}

/** Without control characters and halves of surrogate pairs. */
function isClean(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what the format forbids
  return !/[\u0000-\u001f]|\p{Surrogate}/u.test(text);
}
