import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { FieldReader, toShown } from '#host/trust/read-fields.ts';
import { TrustError } from '#host/trust/trust-error.ts';

export interface SignedFile {
  readonly name: string;
  /** Hexadecimal SHA-256 of the file. */
  readonly digest: string;
}

/** What was signed: files under a name. */
export interface Statement {
  /** Name of what was signed; for a bundle `id@version`. */
  readonly subject: string;
  /** Hexadecimal SHA-256 over the digests of the files, in their order. */
  readonly rootDigest: string;
  readonly files: readonly SignedFile[];
  /** Paths that other tools leave out; they permit nothing here. */
  readonly ignorePaths: readonly string[];
}

export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'https://model_signing/signature/v1.0';

const read = new FieldReader('statement-malformed');

/** Bytes of a signed payload to the statement: in-toto Statement v1 with the model signing predicate. Throws TrustError. */
export function parseStatement(payload: Uint8Array): Statement {
  const statement = read.object(parseJson(payload), 'payload', [
    '_type',
    'subject',
    'predicateType',
    'predicate',
  ]);
  checkConstant(statement.get('_type'), statementType, 'statement-type-unsupported');
  checkConstant(statement.get('predicateType'), predicateType, 'predicate-type-unsupported');
  const subjects = read.array(statement.get('subject'), 'subject');
  if (subjects.length !== 1) {
    throw new TrustError('subject-count', `expected one subject, got ${subjects.length}`);
  }
  const subject = read.object(subjects[0], 'subject[0]', ['name', 'digest']);
  const digest = read.object(subject.get('digest'), 'subject[0].digest', ['sha256']);
  const predicate = read.object(statement.get('predicate'), 'predicate', ['resources', 'serialization']);
  return {
    subject: read.string(subject.get('name'), 'subject[0].name'),
    rootDigest: read.sha256(digest.get('sha256'), 'subject[0].digest.sha256'),
    ignorePaths: parseSerialization(predicate.get('serialization')),
    files: read.array(predicate.get('resources'), 'resources').map(parseResource),
  };
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return parseJsonStrict(payload, 'payload');
  } catch (error) {
    if (error instanceof BundleError) throw new TrustError('statement-not-json', error.message);
    throw error;
  }
}

function checkConstant(
  value: unknown,
  expected: string,
  code: 'statement-type-unsupported' | 'predicate-type-unsupported',
): void {
  if (value !== expected) {
    throw new TrustError(code, `expected type "${expected}", got ${toShown(value)}`);
  }
}

function parseSerialization(value: unknown): readonly string[] {
  const names = ['method', 'hash_type', 'allow_symlinks'];
  const serialization = read.object(value, 'serialization', names, ['ignore_paths', 'shard_size']);
  const [method, hashType, allowSymlinks] = names.map((name) => serialization.get(name));
  if (
    method !== 'files' ||
    hashType !== 'sha256' ||
    allowSymlinks !== false ||
    serialization.has('shard_size')
  ) {
    throw new TrustError(
      'serialization-unsupported',
      `expected whole files, sha256 and no symbolic links, got ${toShown(method)}, ${toShown(hashType)} and ${toShown(allowSymlinks)}`,
    );
  }
  return read
    .array(serialization.get('ignore_paths') ?? [], 'ignore_paths')
    .map((path, index) => read.string(path, `ignore_paths[${index}]`));
}

function parseResource(value: unknown, index: number): SignedFile {
  const where = `resources[${index}]`;
  const resource = read.object(value, where, ['name', 'algorithm', 'digest']);
  if (resource.get('algorithm') !== 'sha256') {
    throw new TrustError(
      'serialization-unsupported',
      `${where}: expected digests of sha256, got ${toShown(resource.get('algorithm'))}`,
    );
  }
  return {
    name: read.string(resource.get('name'), `${where}.name`),
    digest: read.sha256(resource.get('digest'), `${where}.digest`),
  };
}
