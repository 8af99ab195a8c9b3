import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { type Envelope, listPayloadType, rootPayloadType } from '#core/trust/envelope.ts';
import { parseTrustFile, type TrustFile } from '#core/trust/trust-file.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import type { TrustList } from '#core/trust/trust-list.ts';
import { type PinnedTrust, verifyFirstTrustFile, verifyTrustFile } from '#host/trust/verify-trust-file.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import {
  makeEnvelope,
  makeList,
  makeRoot,
  signList,
  signRoot,
  toTrustFileBytes,
  trustNow,
} from '#test/host/trust/make-trust-file.ts';
import { mutateBytes } from '#test/host/trust/mutate.ts';
import { Random } from '#test/host/trust/random.ts';

const [a, b, c, d, e] = [
  makeKey('prime256v1'),
  makeKey('secp384r1'),
  makeKey('secp521r1'),
  makeKey('prime256v1'),
  makeKey('secp384r1'),
];
const [listA, listB, stranger, publisher, hospital] = [
  makeKey('prime256v1'),
  makeKey('secp521r1'),
  makeKey('prime256v1'),
  makeKey('secp384r1'),
  makeKey('prime256v1'),
];
const lists = [listA, listB];
const root1 = makeRoot({ root: [a, b, c], list: lists });
const root2 = makeRoot({ root: [c, d, e], list: lists }, { version: 2 });
const root3 = makeRoot({ root: [d, e], list: [listB, stranger] }, { version: 3 });
const signed1 = signRoot(root1, [a, b]);
const signed2 = signRoot(root2, [a, c, d]);
const signed3 = signRoot(root3, [d, e]);
const list = (changes: Partial<TrustList> = {}) => makeList({ version: 5, ...changes });
const pinned = verifyFirstTrustFile({ format: 1, roots: [signed1], list: signList(list(), lists) }, trustNow);

const take = (
  roots: readonly Envelope[],
  listEnvelope: Envelope,
  from: PinnedTrust = pinned,
  now = trustNow,
) =>
  verifyTrustFile(
    parseTrustFile(toTrustFileBytes({ format: 1, roots: [...roots], list: listEnvelope })),
    from,
    now,
  );
const next = signList(list({ version: 6 }), lists);

function assertRefused(action: () => unknown, code: string, reason: string): void {
  assert.throws(
    action,
    (error: unknown) => {
      assert.ok(error instanceof TrustFileError, `${reason}: ${String(error)}`);
      assert.equal(error.code, code, `${reason}: ${error.message}`);
      return true;
    },
    reason,
  );
}

describe('D16: a trust file is taken', () => {
  const accepted: readonly (readonly [string, () => PinnedTrust, number, number])[] = [
    ['with the next list', () => take([signed1], next), 1, 6],
    ['without roots, which have not changed', () => take([], next), 1, 6],
    ['with a list that skips versions', () => take([], signList(list({ version: 90 }), lists)), 1, 90],
    ['with the same list again', () => take([], signList(list(), lists)), 1, 5],
    ['with a root signed by both, the old and the new', () => take([signed1, signed2], next), 2, 6],
    ['with only the roots that are new', () => take([signed2], next), 2, 6],
    [
      'over two rotations, the last with other keys for the list',
      () => take([signed1, signed2, signed3], signList(list({ version: 6 }), [listB, stranger])),
      3,
      6,
    ],
    [
      'over a root in between that expired',
      () => {
        const expired = makeRoot(
          { root: [c, d, e], list: lists },
          { version: 2, expires: '2026-01-01T00:00:00Z' },
        );
        return take(
          [signed1, signRoot(expired, [a, c, d]), signed3],
          signList(list({ version: 6 }), [listB, stranger]),
        );
      },
      3,
      6,
    ],
    [
      'with signatures of others beside those that count',
      () => take([], signList(list({ version: 6 }), [...lists, stranger])),
      1,
      6,
    ],
  ];
  for (const [name, action, rootVersion, listVersion] of accepted) {
    it(name, () => {
      const taken = action();
      assert.equal(taken.root.root.version, rootVersion);
      assert.equal(taken.list.list.version, listVersion);
    });
  }
});

describe('D16: a trust file is refused', () => {
  const wrongSignature = (envelope: Envelope): Envelope => ({
    ...envelope,
    signatures: envelope.signatures.map(({ keyid }, place) => ({
      keyid,
      sig: next.signatures[place === 0 ? 1 : 0]?.sig ?? '',
    })),
  });
  const pinned2 = take([signed2], next);
  const person = { name: 'A. Jansen', key: hospital.publicPem };
  const withList = (changes: Partial<TrustList>) =>
    take([], signList(list({ version: 6, ...changes }), lists));
  const cases: readonly (readonly [string, () => unknown, string])[] = [
    ['a lower version', () => take([], signList(list({ version: 4 }), lists)), 'trust-list-version-lower'],
    [
      'another list under the version that was taken',
      () => take([], signList(list({ expires: '2029-01-01T00:00:00Z' }), lists)),
      'trust-list-version-reused',
    ],
    [
      'an expired list',
      () => take([], signList(list({ version: 6, expires: '2026-11-24T05:00:00Z' }), lists)),
      'trust-list-expired',
    ],
    [
      'an expired root',
      () => take([signRoot({ ...root2, expires: '2026-11-24T04:59:59Z' }, [a, c, d])], next),
      'trust-root-expired',
    ],
    [
      'one signature of two',
      () => take([], signList(list({ version: 6 }), [listA])),
      'trust-below-threshold',
    ],
    [
      'two signatures by one key',
      () => take([], signList(list({ version: 6 }), [listA, listA])),
      'trust-below-threshold',
    ],
    [
      'a second signature by a stranger',
      () => take([], signList(list({ version: 6 }), [listA, stranger])),
      'trust-below-threshold',
    ],
    [
      "root keys on the list's payload",
      () => take([], signList(list({ version: 6 }), [a, b])),
      'trust-below-threshold',
    ],
    ['a signature over something else', () => take([], wrongSignature(next)), 'trust-signature-invalid'],
    [
      'a signature over another type of payload',
      () =>
        take(
          [],
          makeEnvelope(toCanonicalBytes(list({ version: 6 })), listPayloadType, lists, rootPayloadType),
        ),
      'trust-signature-invalid',
    ],
    [
      'a root signed by the old keys only',
      () => take([signRoot(root2, [a, b])], next),
      'trust-below-threshold',
    ],
    [
      'a root signed by the new keys only',
      () => take([signRoot(root2, [d, e])], next),
      'trust-below-threshold',
    ],
    [
      'a root signed by one key of both, twice',
      () => take([signRoot(root2, [c, c])], next),
      'trust-below-threshold',
    ],
    ['a root left out', () => take([signed1, signed3], next), 'trust-root-gap'],
    ['roots in the wrong order', () => take([signed2, signed1], next), 'trust-root-gap'],
    ['the root after the next alone', () => take([signed3], next), 'trust-root-gap'],
    ['an older root', () => take([signed1], next, pinned2), 'trust-root-version-lower'],
    [
      'another root under the pinned version',
      () => take([signRoot({ ...root1, expires: '2031-01-01T00:00:00Z' }, [a, b])], next),
      'trust-root-other',
    ],
    [
      'a list by keys that the new root no longer names',
      () => take([signed2, signed3], next),
      'trust-below-threshold',
    ],
    ['a list in the place of a root', () => take([signList(list(), lists)], next), 'trust-file-malformed'],
    ['a root in the place of the list', () => take([], signed1), 'trust-file-malformed'],
    [
      'a payload that is not canonical',
      () =>
        take(
          [],
          makeEnvelope(Buffer.from(`${JSON.stringify(list({ version: 6 }))} `), listPayloadType, lists),
        ),
      'trust-file-not-canonical',
    ],
    [
      'a field that is not known',
      () =>
        take([], makeEnvelope(toCanonicalBytes({ ...list({ version: 6 }), x: 1 }), listPayloadType, lists)),
      'trust-file-malformed',
    ],
    [
      'a publisher who releases',
      () =>
        withList({
          publishers: [{ name: 'P', uri: 'urn:p', keys: [hospital.publicPem] }],
          release: { threshold: 1, people: [person] },
        }),
      'trust-file-malformed',
    ],
    [
      'one person with two keys',
      () =>
        withList({
          release: { threshold: 2, people: [person, { ...person, key: publisher.publicPem }] },
        }),
      'trust-file-malformed',
    ],
    [
      'one key for two people',
      () => withList({ release: { threshold: 2, people: [person, { ...person, name: 'B. de Vries' }] } }),
      'trust-file-malformed',
    ],
    [
      'a key on a curve that is not allowed',
      () => withList({ publishers: [{ name: 'P', uri: 'urn:p', keys: [makeKey('secp256k1').publicPem] }] }),
      'trust-file-keys',
    ],
    [
      'a key in another spelling of PEM',
      () => withList({ publishers: [{ name: 'P', uri: 'urn:p', keys: [`${publisher.publicPem}\n`] }] }),
      'trust-file-keys',
    ],
    [
      'an authority that is no certificate',
      () => withList({ authorities: [{ certificate: publisher.publicPem, publishers: [] }] }),
      'trust-file-keys',
    ],
    [
      'an authority for a publisher nobody named',
      () => withList({ authorities: [{ certificate: 'x', publishers: ['urn:other'] }] }),
      'trust-file-malformed',
    ],
    [
      'a clock set ahead',
      () => take([], next, pinned, Date.parse('2029-01-01T00:00:00Z')),
      'trust-list-expired',
    ],
  ];
  for (const [name, action, code] of cases) it(name, () => assertRefused(action, code, name));

  it('a threshold that its keys cannot reach, or of none', () => {
    for (const threshold of [0, 3]) {
      const root = makeRoot({ root: [a, b], list: lists }, { version: 2 }, { root: threshold, list: 1 });
      assertRefused(() => take([signRoot(root, [a, b])], next), 'trust-file-malformed', String(threshold));
    }
  });

  it('a first file without a root', () => {
    assertRefused(
      () => verifyFirstTrustFile({ format: 1, roots: [], list: next }, trustNow),
      'trust-root-gap',
      '',
    );
  });
});

describe('D16: changed trust files', () => {
  const publishers = [{ name: 'P', uri: 'urn:p', keys: [publisher.publicPem] }];
  const whole: TrustFile = {
    format: 1,
    roots: [signed1, signed2],
    list: signList(list({ version: 6, publishers }), lists),
  };
  const bytes = toTrustFileBytes(whole);
  const expected = take(whole.roots, whole.list);
  const meaning = ({ root, list: taken }: PinnedTrust) => `${root.sha256} ${taken.sha256}`;

  /** Refused, or taken with the very payloads that were signed. */
  function check(changed: Uint8Array, how: string): 'refused' | 'same' {
    try {
      const taken = verifyTrustFile(parseTrustFile(changed), pinned, trustNow);
      // A file without its roots, or with fewer, brings less and nothing else.
      assert.equal(taken.list.sha256, expected.list.sha256, how);
      assert.ok([expected.root.sha256, pinned.root.sha256].includes(taken.root.sha256), how);
      return meaning(taken) === meaning(expected) ? 'same' : 'refused';
    } catch (error) {
      assert.ok(error instanceof TrustFileError, `${how}: ${String(error)}`);
      return 'refused';
    }
  }

  it('one bit of any byte changed: refused, or exactly what was signed', () => {
    let refused = 0;
    for (let at = 0; at < bytes.length; at += 13) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      if (check(changed, `byte ${at}`) === 'refused') refused += 1;
    }
    assert.ok(refused > bytes.length / 13 / 2, String(refused));
  });

  const count = Number(process.env['VISITE_TEST_MUTATIONS'] ?? 400);

  it(`${count} changes at random: refused, or exactly what was signed`, () => {
    const random = new Random(16);
    for (let round = 0; round < count; round += 1) check(mutateBytes(random, bytes), `round ${round}`);
  });
});
