/**
 * Standard base64 (RFC 4648, 4) in its one canonical form: padded, no other characters, unused bits zero.
 * Undefined where the text is anything else, so that no two texts stand for the same bytes.
 */
export function parseBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined;
}
