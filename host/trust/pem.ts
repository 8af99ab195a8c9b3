import { parseBase64 } from '#host/trust/base64.ts';

/**
 * The blocks of a PEM text (RFC 7468) with this label, as bytes. Undefined where anything else stands in the text:
 * another label, headers, explanatory text, lines that are not 64 characters, base64 that is not canonical.
 */
export function parsePem(text: string, label: string): readonly Uint8Array[] | undefined {
  const lines = text.replace(/\r\n/g, '\n').trim().split('\n');
  const blocks: Uint8Array[] = [];
  let body: string[] | undefined;
  for (const line of lines) {
    if (body === undefined) {
      if (line === '' && blocks.length > 0) continue;
      if (line !== `-----BEGIN ${label}-----`) return undefined;
      body = [];
    } else if (line === `-----END ${label}-----`) {
      const block = parseBody(body);
      if (block === undefined) return undefined;
      blocks.push(block);
      body = undefined;
    } else {
      body.push(line);
    }
  }
  return body === undefined ? blocks : undefined;
}

/** One PEM block with a line feed after each line, as OpenSSL and the reference implementation write it. */
export function toPem(bytes: Uint8Array, label: string): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function parseBody(lines: readonly string[]): Uint8Array | undefined {
  const full = lines.slice(0, -1).every((line) => line.length === 64);
  const last = lines.at(-1)?.length ?? 0;
  return full && last > 0 && last <= 64 ? parseBase64(lines.join('')) : undefined;
}
