// @ts-check
// Checks an exported audit log of Visite and recomputes its results, with nothing but Node itself.
//
//   node verify-log.mjs [--key SITE-KEY-FILE] [--bundle FILE.visite]... [--head SIZE:ROOT] [--checkpoint FILE]... [--verifier KEY]
//
// Run it in the folder of the export, or name that folder first. The checkpoint of the export, and those that were kept in other
// places, are signed notes (https://c2sp.org/tlog-checkpoint): the log must begin as each says. They are checked with the key
// NAME+ID+KEY that you were told another way; without it with the one that the log's first entry names. Without a key it checks the hashes: every entry, every
// sealed content, the hash tree (RFC 6962, section 2.1) and its heads. With the site key it checks the chained codes too. With
// the key and a bundle it opens every result of that bundle, gives its inputs to the bundle's model in Node's own WebAssembly,
// and compares the outputs bit for bit. The rules are those of docs/formats/log.md, bundle.md and model-abi.md.
// Ends with 0 where all holds, 1 where something does not, 2 where it could not be told.

import {
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  hkdfSync,
  verify as verifySignature,
} from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';

/** What the log says is not so. */
class Fault extends Error {}

const NAN_BITS = 0x7ff8_0000_0000_0000n;
const NO_CODE = Buffer.alloc(32);
const ABSENT = 0xffff_ffff;

/** @param {readonly (string | Uint8Array)[]} parts */
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
/** @param {Uint8Array} key @param {readonly (string | Uint8Array)[]} parts */
const hmac = (key, ...parts) =>
  parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();
/** @param {number} value */
const big = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

/** The peaks of a tree with one leaf more. @param {readonly Buffer[]} peaks @param {number} size @param {Buffer} leaf */
function grow(peaks, size, leaf) {
  const grown = [...peaks, leaf];
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const [left = NO_CODE, right = NO_CODE] = grown.splice(-2);
    grown.push(sha256('\x01', left, right));
  }
  return grown;
}

/** @param {readonly Buffer[]} peaks */
const rootOf = (peaks) => peaks.reduceRight((right, left) => sha256('\x01', left, right)).toString('hex');

/** Start of an Ed25519 key as SubjectPublicKeyInfo (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The head in a checkpoint signed by this key, as `size:root`. @param {string} path @param {string} verifier */
function readCheckpoint(path, verifier) {
  const [, name = '', id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(verifier) ?? [];
  const typed = Buffer.from(encoded, 'base64');
  const keyId = sha256(`${name}\n`, typed).subarray(0, 4);
  if (typed.length !== 33 || typed[0] !== 1 || keyId.toString('hex') !== id)
    throw new Error('--verifier: expected NAME+ID+KEY of an Ed25519 key');
  const note = readFileSync(path, 'utf8');
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  const signature = lines
    .filter((line) => line.startsWith(`\u2014 ${name} `))
    .map((line) => Buffer.from(line.slice(name.length + 3), 'base64'))
    .find((bytes) => bytes.length === 68 && bytes.subarray(0, 4).equals(keyId));
  const key = createPublicKey({ key: Buffer.concat([SPKI, typed.subarray(1)]), format: 'der', type: 'spki' });
  must(
    end > 0 && signature !== undefined && verifySignature(null, Buffer.from(text), key, signature.subarray(4)),
    `${path} is no checkpoint signed with ${verifier}`,
  );
  const [origin, size, root = ''] = text.split('\n');
  must(origin === name, `${path} is a checkpoint of another log`);
  return `${size}:${Buffer.from(root, 'base64').toString('hex')}`;
}

/** The keys of a site key file, one for each use. @param {string} path */
function readKeys(path) {
  const text = readFileSync(path, 'utf8');
  const found = /^visite site key 1\nid [0-9a-f]{16}\nkey ([0-9a-f]{64})\n$/.exec(text);
  if (text.startsWith('visite site key 2\n'))
    throw new Error(`${path} is under the operating system's store; name its recovery copy (visite key copy)`);
  if (!found?.[1]) throw new Error(`${path} is no site key`);
  const secret = Buffer.from(found[1], 'hex');
  /** @param {string} use */
  const derive = (use) => Buffer.from(hkdfSync('sha256', secret, '', `visite/site-key/1/${use}`, 32));
  return { chain: derive('log-chain'), seal: derive('log-seal'), digest: derive('log-digest') };
}

/** The files of a zip. @param {Buffer} zip @returns {Map<string, Buffer>} */
function unzip(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('a bundle is a zip file');
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed, size] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ];
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    files.set(name, method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: size }));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

/** The digest by which the log names a bundle: over all files but the signature. @param {Map<string, Buffer>} files */
function digestOf(files) {
  const names = [...files.keys()].filter((name) => name !== 'model.sig').map((name) => name.split('/'));
  names.sort((a, b) => {
    const at = a.findIndex((part, index) => part !== b[index]);
    return at < 0 ? a.length - b.length : Buffer.compare(Buffer.from(a[at] ?? ''), Buffer.from(b[at] ?? ''));
  });
  return sha256(...names.map((name) => sha256(files.get(name.join('/')) ?? ''))).toString('hex');
}

/** A bundle's manifest and its model, run for one patient at a time. @param {string} path */
async function openBundle(path) {
  const files = unzip(readFileSync(path));
  const manifest = JSON.parse((files.get('manifest.json') ?? '').toString());
  const { instance } = await WebAssembly.instantiate(new Uint8Array(files.get('model.wasm') ?? []), {});
  /** @type {any} ABI 1 says what a model exports. */
  const model = instance.exports;
  const encoder = new TextEncoder();
  /** Outputs for the inputs of a record, missing ones imputed as the manifest says. @param {Float64Array} inputs @param {readonly string[]} texts */
  const predict = (inputs, texts) => {
    const reserved = Number(model.visite_reserve(1));
    const cells = manifest.inputs.flatMap((/** @type {any} */ input, /** @type {number} */ index) => {
      if (input.role !== 'model') return [];
      const value = inputs[index] ?? NaN;
      if (input.type === 'text') return [Number.isNaN(value) ? null : encoder.encode(texts[value])];
      if (!Number.isNaN(value)) return [value === 0 ? 0 : value];
      if (input.missing.policy !== 'impute') return [NaN];
      return [
        input.type === 'category' ? input.categories.indexOf(input.missing.value) : input.missing.value,
      ];
    });
    const length = cells.reduce(
      (/** @type {number} */ sum, /** @type {any} */ cell) => sum + (cell?.length ?? 0),
      0,
    );
    let text = model.visite_text ? Number(model.visite_text(length)) : 0;
    const view = new DataView(model.memory.buffer);
    cells.forEach((/** @type {any} */ cell, /** @type {number} */ column) => {
      const at = reserved + 8 * column;
      if (typeof cell === 'number') {
        if (Number.isNaN(cell)) view.setBigUint64(at, NAN_BITS, true);
        else view.setFloat64(at, cell, true);
        return;
      }
      view.setUint32(at, cell === null ? 0 : text, true);
      view.setUint32(at + 4, cell === null ? ABSENT : cell.length, true);
      if (cell === null) return;
      new Uint8Array(model.memory.buffer).set(cell, text);
      text += cell.length;
    });
    const address = Number(model.visite_predict(1));
    return bitsOf(new DataView(model.memory.buffer, address), manifest.outputs.length);
  };
  return { name: `${manifest.id}@${manifest.version}`, digest: digestOf(files), predict };
}

/** Doubles as their bits; every NaN is the same. @param {DataView} view @param {number} count */
function bitsOf(view, count) {
  return Array.from({ length: count }, (_, at) =>
    Number.isNaN(view.getFloat64(8 * at, true)) ? NAN_BITS : view.getBigUint64(8 * at, true),
  ).join();
}

/** @param {Buffer} key @param {number} index @param {any} sealed @param {Buffer} ciphertext */
function openSeal(key, index, sealed, ciphertext) {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'hex'));
  decipher.setAAD(Buffer.concat([Buffer.from('visite/log/sealed/1\0'), big(index)]));
  decipher.setAuthTag(ciphertext.subarray(-16));
  try {
    return Buffer.concat([decipher.update(ciphertext.subarray(0, -16)), decipher.final()]);
  } catch {
    throw new Fault('its sealed content does not open with this key');
  }
}

/** Whether an entry that is no result holds text. @param {Buffer} key @param {any} entry @param {Buffer} ciphertext */
function openText(key, entry, ciphertext) {
  const content = openSeal(key, entry.index, entry.sealed, ciphertext);
  return content.length >= 4 && content.readUInt32LE(0) === 2 && isUtf8(content.subarray(4));
}

/** The lines of a file, each ended by a line feed. @param {string} path @returns {AsyncGenerator<Buffer>} */
async function* linesOf(path) {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.subarray(from, end);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  must(rest.length === 0, `${path} ends in the middle of a line`);
}

/** @param {boolean} holds @param {string} otherwise */
function must(holds, otherwise) {
  if (!holds) throw new Fault(otherwise);
}

/**
 * @param {string} folder
 * @param {{ keys?: ReturnType<typeof readKeys>, bundles: Map<string, Awaited<ReturnType<typeof openBundle>>>, heads: readonly string[] }} options
 */
async function verify(folder, { keys, bundles, heads: kept }) {
  const proofs = linesOf(join(folder, 'proofs.jsonl'));
  const next = async () => {
    const { value, done } = await proofs.next();
    return done === true ? undefined : JSON.parse(value.toString());
  };
  /** @type {Buffer[]} */
  let peaks = [];
  let [size, heads, code, headCode, closed] = [0, 0, NO_CODE, NO_CODE, 0];
  const counts = { results: 0, recomputed: 0, notAsked: 0, others: 0 };
  /** The bundle of each run. @type {Map<string, string>} */
  const runs = new Map();
  /** Entries whose sealed content is not there; one that comes later says through which it was deleted. @type {number[]} */
  const missing = [];
  let [firstSealed, deletedThrough] = [Infinity, -1];
  let proof = await next();
  for await (const leaf of linesOf(join(folder, 'entries.jsonl'))) {
    const index = size;
    try {
      const leafHash = sha256('\x00', leaf);
      must(proof?.index === size, 'its proof is not the next one');
      must(proof.leafHash === leafHash.toString('hex'), 'its hash is another');
      const entry = JSON.parse(leaf.toString());
      must(entry.index === size, `it calls itself entry ${entry.index}`);
      must((entry.type === 'log-created') === (size === 0), 'only the first entry creates a log');
      if (keys) {
        const expected = hmac(keys.chain, 'visite/log/entry/1\0', code, big(size), leafHash);
        must(proof.mac === expected.toString('hex'), 'its code was not made with this key');
        code = expected;
      }
      const ciphertext = proof.ciphertext === undefined ? undefined : Buffer.from(proof.ciphertext, 'base64');
      must(ciphertext === undefined || entry.sealed !== undefined, 'sealed content is left over');
      if (entry.sealed && ciphertext) firstSealed = Math.min(firstSealed, size);
      if (entry.sealed && !ciphertext) missing.push(size);
      if (entry.type === 'sealed-deleted') {
        must(firstSealed > entry.through, 'it says that sealed content was deleted which is there');
        deletedThrough = Math.max(deletedThrough, entry.through);
      }
      if (ciphertext)
        must(sha256(ciphertext).toString('hex') === entry.sealed.sha256, 'its sealed content is another');
      if (entry.type === 'run-started') runs.set(entry.run, entry.bundle.sha256);
      if (ciphertext && keys && entry.inputs === undefined)
        must(openText(keys.seal, entry, ciphertext), 'its sealed text has another format');
      else if (ciphertext && keys)
        recompute(entry, ciphertext, keys, bundles.get(runs.get(entry.run) ?? ''), counts);
      peaks = grow(peaks, size, leafHash);
      size += 1;
      for (const head of kept.filter((each) => each.startsWith(`${size}:`)))
        must(head === `${size}:${rootOf(peaks)}`, 'the log up to here is not the one whose head was kept');
      proof = await next();
    } catch (error) {
      if (error instanceof Fault) throw new Fault(`entry ${index}: ${error.message}`);
      throw new Fault(
        `entry ${index}: it cannot be read (${error instanceof Error ? error.name : 'unknown'})`,
      );
    }
    while (proof?.head !== undefined && proof.size === size) {
      const which = `an entry from ${closed} to ${index}`;
      must(proof.head === heads, `${which}: a head is missing or left over`);
      must(proof.root === rootOf(peaks), `${which}: the root of their head is another`);
      must(
        proof.peaks === Buffer.concat(peaks).toString('hex'),
        `${which}: the peaks of their head are others`,
      );
      if (keys) {
        const root = Buffer.from(proof.root, 'hex');
        const expected = hmac(keys.chain, 'visite/log/head/1\0', headCode, big(heads), big(size), root);
        must(
          proof.mac === expected.toString('hex'),
          `${which}: the code of their head was not made with this key`,
        );
        headCode = expected;
      }
      [heads, closed, proof] = [heads + 1, size, await next()];
    }
  }
  must(size > 0, 'there is no entry');
  const lost = missing.find((index) => index > deletedThrough);
  must(lost === undefined, `entry ${lost}: its sealed content is missing`);
  must(proof === undefined, `entry ${size}: it is gone, though something proves it`);
  must(closed === size, `entry ${closed}: no head closes it`);
  must(
    kept.every((head) => Number(head.split(':')[0]) <= size),
    `the log ends with ${size} entries, before the head that was kept`,
  );
  return { size, root: rootOf(peaks), ...counts };
}

/**
 * @param {any} entry @param {Buffer} ciphertext @param {ReturnType<typeof readKeys>} keys
 * @param {Awaited<ReturnType<typeof openBundle>> | undefined} bundle
 * @param {{ results: number, recomputed: number, notAsked: number, others: number }} counts
 */
function recompute(entry, ciphertext, keys, bundle, counts) {
  const content = openSeal(keys.seal, entry.index, entry.sealed, ciphertext);
  must(content.readUInt32LE(0) === 1, 'its sealed content has another format');
  const inputCount = content.readUInt32LE(4);
  const asked = content.readUInt32LE(8) !== ABSENT;
  const outputsAt = 12 + 8 * inputCount;
  const toldAt = outputsAt + (asked ? 8 * content.readUInt32LE(8) : 0);
  const told = content.toString('utf8', toldAt);
  const { advice, texts = [] } = JSON.parse(told);
  const textBytes = texts.length > 0 ? JSON.stringify(texts) : '';
  const inputBytes = content.subarray(12, outputsAt);
  /** @param {string} use @param {(string | Uint8Array)[]} values */
  const digest = (use, ...values) =>
    hmac(keys.digest, `visite/log/${use}/1\0`, big(entry.index), ...values).toString('hex');
  must(digest('inputs', inputBytes, textBytes) === entry.inputs, 'its inputs are not those sealed');
  must(
    digest('outputs', content.subarray(outputsAt, toldAt)) === entry.outputs,
    'its outputs are not those sealed',
  );
  must(
    advice.state === entry.advice.state && advice.arm === entry.advice.arm,
    'its advice is not the one sealed',
  );
  counts.results += 1;
  if (!asked) {
    must(entry.advice.state === 'no-recommendation', 'it has advice, though the model was not asked');
    counts.notAsked += 1;
  } else if (bundle === undefined) {
    counts.others += 1;
  } else {
    const inputs = Float64Array.from({ length: inputCount }, (_, at) => content.readDoubleLE(12 + 8 * at));
    const view = new DataView(content.buffer, content.byteOffset + outputsAt, toldAt - outputsAt);
    must(
      bundle.predict(inputs, texts) === bitsOf(view, (toldAt - outputsAt) / 8),
      'the model gives other outputs',
    );
    counts.recomputed += 1;
  }
}

/** The key that the first entry names for checkpoints. @param {string} folder */
async function readVerifier(folder) {
  for await (const leaf of linesOf(join(folder, 'entries.jsonl'))) return JSON.parse(leaf.toString()).verifier ?? '';
  return '';
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      bundle: { type: 'string', multiple: true },
      head: { type: 'string' },
      checkpoint: { type: 'string', multiple: true },
      verifier: { type: 'string' },
    },
  });
  const folder = positionals[0] ?? '.';
  if (!existsSync(join(folder, 'entries.jsonl')))
    throw new Error(`${folder} holds no exported log (entries.jsonl)`);
  if (values.bundle && !values.key) throw new Error('to recompute results, name the site key by --key');
  const own = join(folder, 'checkpoint');
  const checkpoints = [...(existsSync(own) ? [own] : []), ...(values.checkpoint ?? [])];
  const verifier = values.verifier ?? (await readVerifier(folder));
  const opened = await Promise.all((values.bundle ?? []).map(openBundle));
  const result = await verify(folder, {
    ...(values.key === undefined ? {} : { keys: readKeys(values.key) }),
    heads: [
      ...(values.head === undefined ? [] : [values.head]),
      ...checkpoints.map((path) => readCheckpoint(path, verifier)),
    ],
    bundles: new Map(opened.map((bundle) => [bundle.digest, bundle])),
  });
  const { size, root, results, recomputed, notAsked, others } = result;
  const lines = [
    `${size} entries, none changed; head ${size}:${root}`,
    values.key ? 'checked: hashes, and the codes made with the site key' : 'checked: hashes only',
    `${checkpoints.length} checkpoints signed with ${verifier}, which ` +
      (values.verifier ? 'you named' : 'the log itself names: compare it with what you were told another way'),
    `${results} results opened: ${recomputed} recomputed bit for bit, ${notAsked} without a question to the model, ` +
      `${others} of bundles that were not given`,
  ];
  process.stdout.write(`${lines.slice(0, values.key ? 4 : 3).join('\n')}\n`);
}

try {
  await main();
} catch (error) {
  const fault = error instanceof Fault;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${fault ? 'NOT AS WRITTEN: ' : 'verify-log: '}${message}\n`);
  process.exitCode = fault ? 1 : 2;
}
