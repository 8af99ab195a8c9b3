import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseContainer, toContainer } from '#core/bundle/container.ts';
import { exitCode } from '#cli/exit-code.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { changedCopy, demo, filesIn, makeFolder, scoreArgs, visite } from '#test/cli/run-visite.ts';

interface Case {
  readonly name: string;
  /** Makes what is needed in the folder and gives the arguments. */
  readonly args: (folder: string) => string[];
  readonly exit: number;
  /** In the error: the code and what a person needs. */
  readonly says: readonly RegExp[];
}

const write = (folder: string, name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const bundle = (change: (bytes: Buffer) => Buffer | Uint8Array) => (folder: string) =>
  scoreArgs({ bundle: changedCopy(folder, demo.bundle, 'b.visite', change) });
const changedFile =
  (file: string, change: (bytes: Uint8Array) => Uint8Array | undefined) => (bytes: Buffer) => {
    const files = new Map(parseContainer(bytes, inflateRaw));
    const changed = change(files.get(file) ?? new Uint8Array());
    if (changed === undefined) files.delete(file);
    else files.set(file, changed);
    return toContainer(files);
  };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const exported = (change: (lines: string) => string) => (folder: string) =>
  scoreArgs({
    file: changedCopy(folder, demo.export, 'export.csv', (bytes) =>
      Buffer.from(change(text(bytes)), 'latin1'),
    ),
  });
const header = text(readFileSync(demo.export)).split('\r\n')[0] ?? '';
const [firstTitle = '', secondTitle = ''] = header.split(';');

const cases: readonly Case[] = [
  {
    name: 'an unsigned bundle',
    args: bundle(changedFile('model.sig', () => undefined)),
    exit: exitCode.bundleRefused,
    says: [/signature-missing/],
  },
  {
    name: 'a bundle with one byte of the module changed',
    args: bundle(
      changedFile('model.wasm', (bytes) =>
        bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)),
      ),
    ),
    exit: exitCode.bundleRefused,
    says: [/file-changed/, /model\.wasm/],
  },
  {
    name: 'a truncated bundle',
    args: bundle((bytes) => bytes.subarray(0, bytes.length - 100)),
    exit: exitCode.bundleRefused,
    says: [/bundle-truncated|container-/],
  },
  {
    name: 'a bundle of a publisher that is not trusted',
    args: (folder) => {
      spawnSync('openssl', [
        'ecparam',
        '-name',
        'prime256v1',
        '-genkey',
        '-noout',
        '-out',
        join(folder, 'k.pem'),
      ]);
      const pem = spawnSync('openssl', ['ec', '-in', join(folder, 'k.pem'), '-pubout']).stdout;
      mkdirSync(join(folder, 'trust'));
      write(folder, 'trust/other.pub.pem', pem);
      const anchors = {
        format: 1,
        keys: [{ file: 'other.pub.pem', publisher: 'urn:x:other' }],
        roots: [],
        revokedFingerprints: [],
      };
      write(folder, 'trust/anchors.json', JSON.stringify(anchors));
      rmSync(join(folder, 'k.pem'));
      return scoreArgs({ trust: join(folder, 'trust') }, []);
    },
    exit: exitCode.bundleRefused,
    says: [/key-unknown/],
  },
  {
    name: 'a bundle of format 2',
    args: bundle(
      changedFile('manifest.json', (bytes) =>
        Buffer.from(text(bytes).replace('"format": 1', '"format": 2'), 'latin1'),
      ),
    ),
    exit: exitCode.bundleRefused,
    says: [/file-changed/, /manifest\.json/],
  },
  { name: 'nobody is trusted', args: () => scoreArgs({}, []), exit: exitCode.usage, says: [/--trust/] },
  {
    name: 'a bundle that is not there',
    args: () => scoreArgs({ bundle: 'nowhere.visite' }),
    exit: exitCode.inputRefused,
    says: [/input-not-found/, /nowhere\.visite/],
  },
  {
    name: 'a missing column',
    args: exported((lines) => lines.replaceAll(/^[^;\r\n]*;/gm, '')),
    exit: exitCode.inputRefused,
    says: [/column-missing/, new RegExp(firstTitle)],
  },
  {
    name: 'a renamed column',
    args: exported((lines) => lines.replace(secondTitle, 'Anders')),
    exit: exitCode.inputRefused,
    says: [/column-missing/, new RegExp(secondTitle), /Anders/],
  },
  {
    name: 'a file that is not text',
    args: (folder) =>
      scoreArgs({ file: write(folder, 'export.csv', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 1])) }),
    exit: exitCode.inputRefused,
    says: [/not-text/, /Excel/],
  },
  {
    name: 'an empty file',
    args: (folder) => scoreArgs({ file: write(folder, 'export.csv', '') }),
    exit: exitCode.inputRefused,
    says: [/empty-file/],
  },
  {
    name: 'a header and nothing else',
    args: (folder) =>
      scoreArgs({ file: write(folder, 'export.csv', Buffer.from(`${header}\r\n`, 'latin1')) }),
    exit: exitCode.inputRefused,
    says: [/header-only/],
  },
  {
    name: 'a profile of another export',
    args: (folder) => {
      const profile = JSON.parse(readFileSync(demo.profile, 'utf8'));
      profile.dialect.delimiter = ',';
      return scoreArgs({ profile: write(folder, 'p.json', JSON.stringify(profile)) });
    },
    exit: exitCode.inputRefused,
    says: [/delimiter/],
  },
  {
    name: 'a profile that is no JSON',
    args: (folder) => scoreArgs({ profile: write(folder, 'p.json', '{') }),
    exit: exitCode.inputRefused,
    says: [/profile-json/],
  },
  {
    name: 'a result in a folder that is not there',
    args: () => scoreArgs({ out: 'no/such/result.csv' }),
    exit: exitCode.outputFailed,
    says: [/output-folder-missing/],
  },
  {
    name: 'a key file that others may read',
    args: (folder) => {
      const key = write(folder, 'site.key', 'x');
      return scoreArgs({ key });
    },
    exit: exitCode.logFailed,
    says: [/key-rights/, /chmod 600/],
  },
  { name: 'an unknown command', args: () => ['guess'], exit: exitCode.usage, says: [/unknown command/] },
  { name: 'a missing option', args: () => ['score', 'x.csv'], exit: exitCode.usage, says: [/--bundle/] },
];

describe('bad input: a clear error, the right exit code, nothing written, no advice', () => {
  for (const { name, args, exit, says } of cases) {
    it(name, () => {
      const folder = makeFolder();
      const line = args(folder);
      const before = filesIn(folder);
      const { status, out, err } = visite(folder, line);
      assert.equal(status, exit, err);
      for (const pattern of says) assert.match(err, pattern);
      assert.doesNotMatch(err, /\n {4}at /, 'no stack is shown');
      assert.equal(out, '');
      assert.deepEqual(filesIn(folder), before);
      rmSync(folder, { recursive: true });
    });
  }
});
