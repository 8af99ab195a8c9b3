import {
  type CertificateContent,
  codeSigning,
  der,
  derExtension,
  extension,
  makeCertificate,
  serverAuthentication,
} from '#test/host/trust/make-certificate.ts';
import { publisher, type TestAuthority } from '#test/host/trust/make-authority.ts';
import type { Random } from '#test/host/trust/random.ts';

/** A path that is often right and often wrong in one place or more, always rightly signed: root, then leaf first. */
export function makeRandomPath(
  random: Random,
  authority: TestAuthority,
): { readonly root: Buffer; readonly chain: readonly Buffer[] } {
  const mostly = <T>(usual: T, others: readonly T[]): T =>
    random.below(9) === 0 ? random.pick(others) : usual;
  const { rootKey, intermediateKey, leafKey } = authority;
  const none = Buffer.alloc(0);
  const times = (): Pick<CertificateContent, 'notBefore' | 'notAfter'> => ({
    notBefore: mostly('2026-01-01T00:00:00Z', ['2026-11-20T00:00:00Z', '2026-12-01T00:00:00Z']),
    notAfter: mostly('2036-01-01T00:00:00Z', ['2055-01-01T00:00:00Z', '2026-11-21T00:00:00Z']),
  });
  const extra = (): readonly Buffer[] =>
    mostly<readonly Buffer[]>(
      [],
      [
        [derExtension('1.2.3.4', false, der(0x05))],
        [derExtension('1.2.3.4', true, der(0x05))],
        [
          derExtension(
            '2.5.29.30',
            false,
            der(0x30, der(0xa0, der(0x30, der(0x86, Buffer.from('.example'))))),
          ),
        ],
        [derExtension('2.5.29.36', true, der(0x30, der(0x80, Buffer.from([0]))))],
      ],
    );
  const authorityExtensions = (own: Buffer, issuer: Buffer): readonly Buffer[] => [
    mostly(extension.authority(), [
      extension.authority(0),
      extension.authority(3),
      extension.endEntity(),
      none,
    ]),
    mostly(extension.usageAuthority(), [extension.usageSign(), none]),
    mostly(none, [extension.extendedUsage(codeSigning), extension.extendedUsage(serverAuthentication)]),
    mostly(extension.subjectKey(own), [extension.subjectKey(leafKey.spki), none]),
    mostly(extension.authorityKey(issuer), [extension.authorityKey(leafKey.spki), none]),
    ...extra(),
  ];
  const root = {
    ...authority.root,
    ...times(),
    extensions: authorityExtensions(rootKey.spki, rootKey.spki),
  };
  const intermediate = {
    ...authority.intermediate,
    ...times(),
    issuer: mostly(root.subject, ['Another']),
    extensions: authorityExtensions(intermediateKey.spki, rootKey.spki),
  };
  const direct = random.below(3) === 0;
  const issuerKey = direct ? rootKey : intermediateKey;
  const leaf = {
    ...authority.leaf,
    ...times(),
    issuer: direct ? root.subject : mostly(intermediate.subject, [root.subject]),
    issuerKey,
    digest: mostly<'sha256' | 'sha384' | 'sha512'>('sha256', ['sha384', 'sha512']),
    extensions: [
      mostly(extension.endEntity(), [extension.authority(), none]),
      mostly(extension.usageSign(), [extension.usageEncipher(), none]),
      mostly(extension.extendedUsage(codeSigning), [
        extension.extendedUsage(codeSigning, serverAuthentication),
        extension.extendedUsage(serverAuthentication),
        none,
      ]),
      extension.uri(publisher),
      mostly(extension.subjectKey(leafKey.spki), [none]),
      mostly(extension.authorityKey(issuerKey.spki), [extension.authorityKey(leafKey.spki), none]),
      ...extra(),
    ],
  };
  const ders = [makeCertificate(leaf), makeCertificate(intermediate)];
  return { root: makeCertificate(root), chain: direct ? ders.slice(0, 1) : ders };
}
