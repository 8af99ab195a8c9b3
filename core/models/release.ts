import { z } from 'zod';
import { toCanonicalBytes, toCanonicalText } from '#core/audit/canonical.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { Sha256 } from '#core/bundle/fields.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { parseUtf8 } from '#core/bundle/utf8.ts';
import { ModelError } from '#core/models/model-error.ts';
import { Envelope } from '#core/trust/envelope.ts';

/** Largest release file taken, in bytes. */
export const maximumReleaseBytes = 65_536;
export const releasePredicateType = 'urn:visite:release:v1';
const statementType = 'https://in-toto.io/Statement/v1';

/** What the hospital signs: an in-toto Statement v1 over the root digest of a bundle. */
const ReleaseStatement = z.strictObject({
  _type: z.literal(statementType),
  subject: z
    .array(z.strictObject({ name: z.string().max(160), digest: z.strictObject({ sha256: Sha256 }) }))
    .length(1),
  predicateType: z.literal(releasePredicateType),
  /** UTC with milliseconds: when it was released. */
  predicate: z.strictObject({ releasedAt: z.iso.datetime({ precision: 3 }) }),
});

/** A bundle as a release names it: `id@version` and root digest. */
export interface ReleasedBundle {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}

/** The envelope of a release file; nothing is verified yet. Throws ModelError `release-malformed`. */
export function parseReleaseFile(bytes: Uint8Array): Envelope {
  if (bytes.length > maximumReleaseBytes) {
    throw toMalformed(`expected at most ${maximumReleaseBytes} bytes, got ${bytes.length}`);
  }
  return parse(Envelope, bytes);
}

/** The payload of a release of this bundle. Throws ModelError `release-malformed`, `release-other-bundle`. */
export function parseRelease(
  payload: Uint8Array,
  { id, version, digest }: ReleasedBundle,
): { readonly releasedAt: string } {
  const statement = parse(ReleaseStatement, payload);
  if (toCanonicalText(statement) !== parseUtf8(payload)) {
    throw toMalformed('expected canonical JSON (RFC 8785), got another spelling');
  }
  const [subject] = statement.subject;
  if (subject?.name !== `${id}@${version}` || subject.digest.sha256 !== digest) {
    throw new ModelError(
      'release-other-bundle',
      `expected a release of ${id}@${version}, ${digest}, got one of ${toQuoted(subject?.name ?? '')}, ${subject?.digest.sha256 ?? ''}`,
    );
  }
  return { releasedAt: statement.predicate.releasedAt };
}

/** What is signed to release this bundle at this time (milliseconds since 1970). */
export function toReleasePayload({ id, version, digest }: ReleasedBundle, nowMs: number): Uint8Array {
  return toCanonicalBytes({
    _type: statementType,
    subject: [{ name: `${id}@${version}`, digest: { sha256: digest } }],
    predicateType: releasePredicateType,
    predicate: { releasedAt: new Date(nowMs).toISOString() },
  });
}

function parse<T>(form: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    const parsed = form.safeParse(parseJsonStrict(bytes, 'release'));
    if (parsed.success) return parsed.data;
    throw toMalformed(
      `expected the fields of a release, got a fault at "${parsed.error.issues[0]?.path.join('.') ?? ''}"`,
    );
  } catch (error) {
    if (error instanceof BundleError) throw toMalformed(error.message);
    throw error;
  }
}

function toMalformed(message: string): ModelError {
  return new ModelError('release-malformed', `release: ${message}`);
}
