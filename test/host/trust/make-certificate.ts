import { generateKeyPairSync, type KeyObject, randomBytes, sign, createHash } from 'node:crypto';

/** Certificates for tests, written as DER by hand so that wrong ones can be made as easily as right ones. */

export type TestCurve = 'prime256v1' | 'secp384r1' | 'secp521r1' | 'secp256k1';

export interface TestKey {
  readonly curve: TestCurve;
  readonly privateKey: KeyObject;
  readonly privatePem: string;
  readonly publicPem: string;
  readonly spki: Buffer;
}

export function makeKey(curve: TestCurve): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
  return {
    curve,
    privateKey,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    spki: publicKey.export({ type: 'spki', format: 'der' }),
  };
}

export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number);
  const bytes = [40 * first + second, ...arcs].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
      digits.unshift((rest & 0x7f) | 0x80);
    }
    return digits;
  });
  return der(0x06, Buffer.from(bytes));
}

const derTrue = der(0x01, Buffer.from([0xff]));

export function derExtension(id: string, critical: boolean, value: Uint8Array): Buffer {
  return der(0x30, derOid(id), critical ? derTrue : Buffer.alloc(0), der(0x04, value));
}

/** Ready-made extensions. */
export const extension = {
  authority: (pathLength?: number) =>
    derExtension(
      '2.5.29.19',
      true,
      der(0x30, derTrue, pathLength === undefined ? Buffer.alloc(0) : der(0x02, Buffer.from([pathLength]))),
    ),
  endEntity: () => derExtension('2.5.29.19', true, der(0x30)),
  /** digitalSignature is bit 0, keyCertSign bit 5. */
  usageSign: () => derExtension('2.5.29.15', true, Buffer.from([0x03, 0x02, 0x07, 0x80])),
  usageAuthority: () => derExtension('2.5.29.15', true, Buffer.from([0x03, 0x02, 0x01, 0x06])),
  usageEncipher: () => derExtension('2.5.29.15', true, Buffer.from([0x03, 0x02, 0x05, 0x20])),
  extendedUsage: (...ids: readonly string[]) =>
    derExtension('2.5.29.37', false, der(0x30, ...ids.map(derOid))),
  uri: (...uris: readonly string[]) =>
    derExtension('2.5.29.17', false, der(0x30, ...uris.map((uri) => der(0x86, Buffer.from(uri))))),
  subjectKey: (spki: Buffer) => derExtension('2.5.29.14', false, der(0x04, keyIdentifier(spki))),
  authorityKey: (spki: Buffer) => derExtension('2.5.29.35', false, der(0x30, der(0x80, keyIdentifier(spki)))),
};

export const codeSigning = '1.3.6.1.5.5.7.3.3';
export const serverAuthentication = '1.3.6.1.5.5.7.3.1';

export interface CertificateContent {
  readonly subject: string;
  readonly issuer: string;
  readonly key: TestKey;
  readonly issuerKey: TestKey;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly extensions: readonly Uint8Array[];
  readonly digest?: 'sha256' | 'sha384' | 'sha512' | 'sha1';
  /** The digest named inside, where it is another. */
  readonly innerDigest?: 'sha256' | 'sha384';
  /** 2 stands for version 3. */
  readonly version?: number;
  /** Put before the extensions. */
  readonly beforeExtensions?: Uint8Array;
}

/** DER of a certificate, signed by the issuer's key. */
export function makeCertificate(content: CertificateContent): Buffer {
  const digest = content.digest ?? 'sha256';
  const algorithm = der(0x30, derOid(signatureAlgorithms[digest]));
  const serial = randomBytes(8);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([content.version ?? 2]))),
    der(0x02, serial),
    der(0x30, derOid(signatureAlgorithms[content.innerDigest ?? digest])),
    derName(content.issuer),
    der(0x30, derTime(content.notBefore), derTime(content.notAfter)),
    derName(content.subject),
    content.key.spki,
    content.beforeExtensions ?? Buffer.alloc(0),
    der(0xa3, der(0x30, ...content.extensions)),
  );
  const signature = sign(digest, body, { key: content.issuerKey.privateKey, dsaEncoding: 'der' });
  return der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
}

export function certificatePem(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const signatureAlgorithms = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const;

function keyIdentifier(spki: Buffer): Buffer {
  return createHash('sha1').update(spki).digest();
}

function derName(commonName: string): Buffer {
  return der(0x30, der(0x31, der(0x30, derOid('2.5.4.3'), der(0x0c, Buffer.from(commonName)))));
}

/** An ISO time to UTCTime until 2049, to GeneralizedTime from 2050. */
function derTime(iso: string): Buffer {
  const digits = `${iso.replace(/[-:T]|\.\d+/g, '')}`;
  return digits < '2050' ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}
