import { deflateRawSync, constants } from 'node:zlib';
import { minimal, type BundleCase, type Files } from '#test/core/bundle/cases/bundle-case.ts';
import { toHostileZip, type HostileEntry, type HostileZip } from '#test/core/bundle/cases/hostile-zip.ts';

/** Zip files that are not the one canonical zip, or that would harm who unpacks them. */

const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));
/** Component by component, as docs/formats/bundle.md orders names; all are ASCII here. */
const order = [...minimal.keys()].sort();
const entries = toEntries(minimal);
const modelAt = order.indexOf('model.wasm');
const manifestAt = order.indexOf('manifest.json');
const small = new Uint8Array(1000);
const directoryBytes = order.reduce((sum, name) => sum + 46 + name.length, 0);

export const containerCases: readonly BundleCase[] = [
  zip('valid-minimal', 'valid', 'the smallest bundle, written by another deflater', {}),
  zip('valid-signature-file', 'valid', 'model.sig is stored, between manifest.json and model.wasm', {}, [
    ...entries.slice(0, modelAt),
    { name: 'model.sig', content: text('{}\n') },
    ...entries.slice(modelAt),
  ]),
  deflated('valid-deflate-fixed-codes', 'valid', 'a deflate stream of fixed codes', {
    strategy: constants.Z_FIXED,
  }),
  deflated('valid-deflate-stored-blocks', 'valid', 'a deflate stream of stored blocks', { level: 0 }),
  deflated('valid-deflate-huffman-only', 'valid', 'a deflate stream of literals only', {
    strategy: constants.Z_HUFFMAN_ONLY,
  }),

  edited('valid-deflate-bits-behind', 'valid', 'the unused bits of the last byte, which are ones', {
    data: Uint8Array.from([
      ...deflateRawSync(minimal.get('manifest.json') ?? small, { finishFlush: constants.Z_SYNC_FLUSH }),
      0x03,
      0xfc,
    ]),
  }),

  raw('not-zip-empty', 'container-not-zip', 'a file of no bytes', new Uint8Array()),
  raw('not-zip-text', 'container-not-zip', 'a file that is text', text('{"format":1}')),
  raw(
    'not-zip-self-extracting',
    'container-not-zip',
    'bytes before the zip',
    toHostileZip(entries, { prefix: small }),
  ),
  raw('not-zip-wasm', 'container-not-zip', 'the bare module', minimal.get('model.wasm') ?? small),
  raw('truncated-half', 'bundle-truncated', 'the first half of a bundle', halfOf(toHostileZip(entries))),
  raw(
    'truncated-one-byte',
    'bundle-truncated',
    'a bundle without its last byte',
    toHostileZip(entries).slice(0, -1),
  ),
  raw('truncated-signature-only', 'bundle-truncated', 'four bytes', Uint8Array.of(0x50, 0x4b, 3, 4)),
  zip('appended-bytes', 'bundle-truncated', 'bytes behind the end record', { behind: text('more') }),
  zip('appended-zip', 'bundle-truncated', 'another zip behind, cut off', {
    behind: halfOf(toHostileZip(entries)),
  }),
  zip('zip-comment', 'bundle-truncated', 'a comment of the zip', { comment: text('hello') }),
  zip('comment-length-only', 'container-not-canonical', 'a comment that is not there', {
    end: { commentLength: 3 },
  }),
  {
    ...zip('too-large', 'bundle-too-large', 'a file larger than the limit', {}),
    limits: { fileBytes: 1000 },
  },
  {
    ...zip('too-large-inflated', 'container-entry-too-large', 'files larger in all than the limit', {}),
    limits: { inflatedBytes: 10_000 },
  },
  {
    ...zip('too-large-deflated', 'container-entry-too-large', 'streams larger in all than the limit', {}),
    limits: { deflatedBytes: 4000 },
  },
  {
    ...zip('too-many-entries', 'container-too-many-entries', 'more files than the limit', {}),
    limits: { entries: 6 },
  },
  zip('too-many-entries-default', 'container-too-many-entries', '65 files', {}, [
    ...Array.from({ length: 65 - order.length }, (_, index) => ({
      name: `a${String(index).padStart(2, '0')}`,
      content: small,
    })),
    ...entries,
  ]),
  raw('no-entries', 'file-missing', 'a canonical zip of nothing', toHostileZip([])),

  edited('encrypted', 'container-feature', 'encryption flag', { both: { flags: 0x0001 } }),
  edited('sizes-behind-data', 'container-feature', 'sizes in a data descriptor', {
    both: { flags: 0x0008 },
    local: { crc: 0, compressed: 0, size: 0 },
    behind: new Uint8Array(16),
  }),
  edited('flag-utf-8', 'container-feature', 'an ASCII name marked as UTF-8', { both: { flags: 0x0800 } }),
  edited('zip64', 'container-feature', 'version 4.5 with sizes in a zip64 field', {
    both: { version: 45, compressed: 0xffffffff, size: 0xffffffff },
    extra: new Uint8Array(20),
  }),
  edited('zip64-sizes', 'container-entry-too-large', 'sizes that announce zip64', {
    both: { size: 0xffffffff },
  }),
  edited('method-deflate64', 'container-feature', 'another compression method', { both: { method: 9 } }),
  edited('method-lzma', 'container-feature', 'another compression method', { both: { method: 14 } }),
  edited('json-stored', 'container-feature', 'a JSON file that is stored', { both: { method: 0 } }),
  zip('signature-deflated', 'container-feature', 'model.sig that is deflated', {}, [
    ...entries.slice(0, modelAt),
    { name: 'model.sig', content: text('{}\n'), both: { method: 8 } },
    ...entries.slice(modelAt),
  ]),
  zip('two-disks', 'container-feature', 'the directory on another disk', { end: { directoryDisk: 1 } }),
  edited('entry-on-another-disk', 'container-feature', 'an entry on another disk', { central: { disk: 1 } }),

  edited('time', 'container-not-canonical', 'a time of day', { both: { time: 0x6000 } }),
  edited('date', 'container-not-canonical', 'a date after 1 January 1980', { both: { date: 0x5b76 } }),
  edited('local-extra-field', 'container-not-canonical', 'an extra field in the local head', {
    extra: small,
  }),
  edited('local-extra-length', 'container-not-canonical', 'an extra field that is the data', {
    local: { extraLength: 4 },
  }),
  edited('central-extra-field', 'container-not-canonical', 'an extra field in the central head', {
    centralExtra: small,
  }),
  edited('entry-comment', 'container-not-canonical', 'a comment of an entry', { comment: text('note') }),
  edited('made-on-unix', 'container-not-canonical', 'made by Unix', { central: { madeBy: 0x0314 } }),
  edited('symbolic-link', 'container-not-canonical', 'a symbolic link', {
    central: { external: 0xa1ff0000 },
  }),
  edited('internal-attributes', 'container-not-canonical', 'marked as text', { central: { internal: 1 } }),
  edited('gap-before-entry', 'container-not-canonical', 'bytes between two entries', { before: small }),
  edited('gap-in-front', 'container-not-canonical', 'entries that do not begin at 0', {
    central: { offset: 1 },
  }),
  edited('overlapping-entries', 'container-not-canonical', 'two entries that share their data', {
    central: { offset: 0 },
  }),
  zip('gap-before-directory', 'container-not-canonical', 'bytes before the directory', {
    beforeDirectory: small,
  }),
  zip('gap-before-end', 'container-not-canonical', 'bytes behind the directory', { beforeEnd: small }),
  zip('gap-in-directory', 'container-not-canonical', 'bytes behind the directory, counted in its size', {
    beforeEnd: small,
    end: { directoryBytes: directoryBytes + small.length },
  }),
  zip('directory-elsewhere', 'container-not-canonical', 'a directory that is not there', {
    end: { directoryOffset: 0 },
  }),
  zip('directory-beyond-end', 'container-not-canonical', 'a directory beyond the end', {
    end: { directoryOffset: 0xffffffff },
  }),
  zip('fewer-entries-than-declared', 'container-not-canonical', 'one entry too many declared', {
    end: { entriesHere: order.length + 1, entries: order.length + 1 },
  }),
  zip('more-entries-than-declared', 'container-not-canonical', 'one entry too few declared', {
    end: { entriesHere: order.length - 1, entries: order.length - 1 },
  }),
  zip('entries-disagree', 'container-feature', 'two numbers of entries', { end: { entriesHere: 1 } }),
  zip('wrong-order', 'container-not-canonical', 'names in another order', {}, [...entries].reverse()),
  zip('duplicate-name', 'file-name', 'the manifest twice', {}, [
    ...entries.slice(0, manifestAt),
    ...entries.slice(manifestAt, manifestAt + 1),
    ...entries.slice(manifestAt),
  ]),

  edited(
    'local-name-differs',
    'container-headers-differ',
    'another name of the same length in the local head',
    {
      localName: 'manifesT.json',
    },
  ),
  edited('local-size-differs', 'container-headers-differ', 'another size in the local head', {
    local: { size: 7 },
  }),
  edited('local-crc-differs', 'container-headers-differ', 'another checksum in the local head', {
    local: { crc: 7 },
  }),
  edited('local-flags-differ', 'container-feature', 'other flags in the local head', {
    local: { flags: 0x0001 },
  }),
  zip('stored-sizes-differ', 'container-headers-differ', 'a stored file of two sizes', {}, [
    ...entries.slice(0, modelAt),
    { name: 'model.sig', content: text('{}\n'), both: { size: 2 } },
    ...entries.slice(modelAt),
  ]),
  edited('wrong-crc', 'container-bad-crc', 'another checksum in both heads', { both: { crc: 7 } }),

  edited('declared-too-small', 'container-bad-deflate', 'inflates to more than declared', {
    both: { size: 10 },
  }),
  edited('declared-too-large', 'container-bad-deflate', 'inflates to less than declared', {
    both: { size: 9000 },
  }),
  edited('bomb-declared', 'container-bad-deflate', '400 MiB declared from a thousand bytes', {
    both: { size: 400 * 1024 * 1024 },
  }),
  edited('bomb-hidden', 'container-bad-deflate', '64 MiB of zeros behind a declared size of 100 bytes', {
    data: deflateRawSync(new Uint8Array(64 * 1024 * 1024), { level: 9 }),
    both: { size: 100 },
  }),
  stream('deflate-bytes-behind', 'bytes behind the last block', [0x03, 0x00, 0x00]),
  stream('deflate-cut', 'no last block', [0x02, 0x00]),
  stream('deflate-nothing', 'no block', []),
  stream('deflate-reserved-block', 'the reserved block type', [0x07, 0x00]),
  stream(
    'deflate-stored-complement',
    'a stored block whose length has no complement',
    [0x01, 0x01, 0x00, 0x00, 0x00],
  ),
  stream('deflate-distance-before-start', 'a match from before the start', [0x03, 0x02, 0x00], 3),
  stream('deflate-reserved-length', 'length symbol 286', [0x1b, 0x03, 0x00], 3),
  stream('deflate-reserved-distance', 'distance symbol 30', [0x63, 0x00, 0x3e, 0x00], 9),

  named('slip-parent', '../evil.json', 'a path out of the folder'),
  named('slip-inside', 'texts/../../evil.json', 'a path out of the folder, from within'),
  named('slip-absolute', '/etc/evil.json', 'an absolute path'),
  named('slip-drive', 'C:/evil.json', 'a drive'),
  named('slip-backslash', 'texts\\evil.json', 'a backslash'),
  named('name-colon', 'manifest.json:hidden', 'a stream of another file'),
  named('name-dot', './extra.json', 'the folder itself as component'),
  named('name-empty-component', 'texts//nl.json', 'an empty component'),
  named('name-folder', 'texts/', 'a folder as entry'),
  named('name-empty', '', 'no name'),
  named('name-nul', 'extra\u0000.json', 'NUL'),
  named('name-control', 'extra\u001b[31m.json', 'an escape sequence'),
  named('name-bidi', 'extra\u202enosj.json', 'a bidirectional override'),
  named('name-trailing-dot', 'extra.json.', 'a trailing dot'),
  named('name-trailing-space', 'extra.json ', 'a trailing space'),
  named('name-device', 'con.json', 'a device of Windows'),
  named('name-device-in-folder', 'texts/COM1', 'a device of Windows in a folder'),
  named('name-not-nfc', 'cafe\u0301.json', 'a decomposed name'),
  named('name-too-long', `${'a'.repeat(300)}.json`, 'a name of 305 bytes'),
  named('name-case-collision', 'MANIFEST.json', 'two names that differ in case'),
  named('name-file-is-folder', 'texts', 'a file with the name of a folder'),
  zip('name-not-utf-8', 'file-name', 'a name that is not UTF-8', {}, [
    ...entries,
    { name: Uint8Array.of(0x7a, 0xff, 0xfe), content: small },
  ]),
];

function toEntries(files: Files): readonly HostileEntry[] {
  return order.map((name) => ({ name, content: files.get(name) ?? small }));
}

function raw(name: string, verdict: BundleCase['verdict'], reason: string, bytes: Uint8Array): BundleCase {
  return { name, verdict, reason, bytes };
}

function zip(
  name: string,
  verdict: BundleCase['verdict'],
  reason: string,
  options: HostileZip,
  content: readonly HostileEntry[] = entries,
): BundleCase {
  return raw(name, verdict, reason, toHostileZip(content, options));
}

/** The minimal bundle with its manifest's entry edited. */
function edited(
  name: string,
  verdict: BundleCase['verdict'],
  reason: string,
  edit: Partial<HostileEntry>,
): BundleCase {
  const content = entries.map((entry, index) => (index === manifestAt ? { ...entry, ...edit } : entry));
  return zip(name, verdict, reason, {}, content);
}

/** The minimal bundle, all its deflate streams made with these options. */
function deflated(
  name: string,
  verdict: BundleCase['verdict'],
  reason: string,
  options: Parameters<typeof deflateRawSync>[1],
): BundleCase {
  const content = entries.map((entry) => ({ ...entry, data: deflateRawSync(entry.content, options) }));
  return zip(name, verdict, reason, {}, content);
}

/** A file of `size` zero bytes whose deflate stream is these bytes. */
function stream(name: string, reason: string, bytes: readonly number[], size = 0): BundleCase {
  const content = new Uint8Array(size);
  return edited(name, 'container-bad-deflate', reason, { content, data: Uint8Array.from(bytes) });
}

/** The minimal bundle with one more file, of a name that toContainer would refuse. */
function named(name: string, entryName: string, reason: string): BundleCase {
  const before = (entry: HostileEntry): boolean => String(entry.name) < entryName;
  return zip(name, 'file-name', reason, {}, [
    ...entries.filter((entry) => before(entry)),
    { name: entryName, content: small },
    ...entries.filter((entry) => !before(entry)),
  ]);
}

function halfOf(bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, bytes.length >> 1);
}
