import { toBoolean, toNamedBits, toObjectIdentifier, toSmallInteger } from '#host/trust/der-values.ts';
import { DerReader, malformed, tag } from '#host/trust/der.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** The extensions of RFC 5280, 4.2.1 that decide; an absent one is undefined. */
export interface CertificateExtensions {
  readonly basicConstraints:
    { readonly isAuthority: boolean; readonly pathLength: number | undefined } | undefined;
  /** Bit numbers: 0 digitalSignature, 5 keyCertSign. */
  readonly keyUsage: ReadonlySet<number> | undefined;
  /** Object identifiers. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  /** The URI names among the subject's alternative names. */
  readonly uris: readonly string[];
  /** Hexadecimal. */
  readonly subjectKeyIdentifier: string | undefined;
  readonly authorityKeyIdentifier: string | undefined;
}

const oid = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/**
 * Content of the extensions field. Each extension at most once; one that is critical and not read here is refused
 * (`certificate-extension-unknown`), and name constraints are refused even where they are not critical.
 */
export function parseExtensions(extensions: DerReader): CertificateExtensions {
  const values = readExtensions(extensions);
  const read = <T>(id: string, parse: (value: DerReader) => T): T | undefined => {
    const bytes = values.get(id);
    if (bytes === undefined) return undefined;
    const value = new DerReader(bytes);
    const parsed = parse(value);
    value.end();
    return parsed;
  };
  return {
    basicConstraints: read(oid.basicConstraints, parseBasicConstraints),
    keyUsage: read(oid.keyUsage, (value) => toNamedBits(value.take(tag.bitString))),
    extendedKeyUsage: read(oid.extendedKeyUsage, parseExtendedKeyUsage),
    uris: read(oid.subjectAltName, parseUris) ?? [],
    subjectKeyIdentifier: read(oid.subjectKeyIdentifier, (value) =>
      toHex(value.take(tag.octetString).content),
    ),
    authorityKeyIdentifier: read(oid.authorityKeyIdentifier, parseAuthorityKeyIdentifier),
  };
}

function readExtensions(extensions: DerReader): ReadonlyMap<string, Uint8Array> {
  const known: readonly string[] = Object.values(oid);
  const values = new Map<string, Uint8Array>();
  while (!extensions.atEnd) {
    const extension = extensions.enter(tag.sequence);
    const id = toObjectIdentifier(extension.take(tag.objectIdentifier));
    const flag = extension.takeOptional(tag.boolean);
    const isCritical = flag !== undefined && toBoolean(flag);
    // DER leaves a default out (X.690, 11.5).
    if (flag !== undefined && !isCritical) throw malformed('no value that is the default', 'one');
    const value = extension.take(tag.octetString).content;
    extension.end();
    if (values.has(id)) throw malformed('each extension once', `${id} twice`);
    if (id === oid.nameConstraints || (isCritical && !known.includes(id))) {
      throw new TrustError(
        'certificate-extension-unknown',
        `certificate: expected no critical extension but the known ones and no name constraints, got ${id}`,
      );
    }
    values.set(id, value);
  }
  return values;
}

function parseBasicConstraints(value: DerReader): NonNullable<CertificateExtensions['basicConstraints']> {
  const constraints = value.enter(tag.sequence);
  const flag = constraints.takeOptional(tag.boolean);
  const isAuthority = flag !== undefined && toBoolean(flag);
  if (flag !== undefined && !isAuthority) throw malformed('no value that is the default', 'one');
  const length = constraints.takeOptional(tag.integer);
  constraints.end();
  if (length !== undefined && !isAuthority) throw malformed('a path length of authorities only', 'another');
  return { isAuthority, pathLength: length === undefined ? undefined : toSmallInteger(length) };
}

function parseExtendedKeyUsage(value: DerReader): readonly string[] {
  const usages: string[] = [];
  const list = value.enter(tag.sequence);
  do usages.push(toObjectIdentifier(list.take(tag.objectIdentifier)));
  while (!list.atEnd);
  return usages;
}

function parseUris(value: DerReader): readonly string[] {
  const uris: string[] = [];
  const names = value.enter(tag.sequence);
  do {
    const name = names.next();
    // GeneralName is a choice of [0] to [8]; [6] is the URI, in IA5 characters.
    if (name.tag < 0x80 || (name.tag & 0x1f) > 8) throw malformed('a general name', `tag ${name.tag}`);
    if (name.tag === 0x86) uris.push(toUri(name.content));
  } while (!names.atEnd);
  return uris;
}

function toUri(content: Uint8Array): string {
  const text = Buffer.from(content).toString('latin1');
  if (!/^[!-~]+$/.test(text)) throw malformed('a URI in visible ASCII', 'other characters');
  return text;
}

/** Key identifier alone; naming the issuer and its serial number as well is refused. */
function parseAuthorityKeyIdentifier(value: DerReader): string {
  const identifier = value.enter(tag.sequence);
  const key = identifier.take(0x80);
  identifier.end();
  return toHex(key.content);
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
