import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
    name: 'an export whose later half ends its lines in LF',
    args: exported((lines) => {
      const half = lines.indexOf('\r\n', lines.length / 2) + 2;
      return lines.slice(0, half) + lines.slice(half).replaceAll('\r\n', '\n');
    }),
    exit: exitCode.inputRefused,
    says: [/error: newline: .*export\.csv: line \d+: expected lines that end in CRLF, got LF/],
  },
  {
    name: 'an export in another encoding',
    args: (folder) =>
      scoreArgs({
        file: changedCopy(folder, demo.export, 'export.csv', (bytes) => Buffer.from(text(bytes), 'utf8')),
      }),
    exit: exitCode.inputRefused,
    says: [/error: encoding: .*export\.csv: line 1: /],
  },
  {
    name: 'the result of an earlier run',
    args: (folder) => {
      const profile = JSON.parse(readFileSync(demo.profile, 'utf8'));
      profile.header.push('visite_line');
      const file = write(folder, 'export.csv', Buffer.from(`${header};visite_line\r\n1\r\n`, 'latin1'));
      return scoreArgs({ file, profile: write(folder, 'p.json', JSON.stringify(profile)) });
    },
    exit: exitCode.inputRefused,
    says: [/error: column-clash: .*export\.csv: /],
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

/** Each line names its code, once, and the file; the last says what to do. */
function checkForm(err: string): void {
  const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith('a new site key was made'));
  assert.match(lines.pop() ?? '', /^hint: ./);
  assert.ok(lines.length > 0);
  for (const line of lines) {
    const { code = '', rest = '' } =
      /^visite: error: (?<code>[a-z0-9-]+): (?<rest>\S*[./]\S*: .+)$/.exec(line)?.groups ?? {};
    assert.notEqual(code, '', line);
    assert.doesNotMatch(rest, new RegExp(`(^|: )${code}: `), line);
  }
}

/** The last entry of the log in a folder's data folder. */
function lastEntry(folder: string): Record<string, unknown> {
  const file = new DatabaseSync(join(folder, 'data/log/audit-log.sqlite'), { readOnly: true });
  const row = file
    .prepare(
      `select cast(leaf as text) as leaf from entry
         where leaf not like '%"application-stopped"%' order by idx desc limit 1`,
    )
    .get();
  file.close();
  return JSON.parse(String(row?.['leaf']));
}

const toFile = (path: string) => {
  const bytes = readFileSync(path);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
};

describe('an import that is refused is in the log', () => {
  const bundleName = { id: 'colon-adjuvant', version: '1.0.0', sha256: '' };
  const envelope = ['index', 'at', 'offsetMinutes', 'who', 'client', 'demo'];
  const seen = (entry: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => !envelope.includes(name)));

  it('an export: its digest and size, the profile and the bundle', () => {
    const folder = makeFolder();
    const args = exported((lines) => lines.replace(secondTitle, 'Anders'))(folder);
    assert.equal(visite(folder, args).status, exitCode.inputRefused);
    const { bundle: logged, ...entry } = seen(lastEntry(folder));
    assert.deepEqual(entry, {
      type: 'import-refused',
      what: 'export',
      code: 'column-missing',
      file: toFile(join(folder, 'export.csv')),
      profile: { sha256: toFile(demo.profile).sha256 },
    });
    assert.deepEqual({ ...Object(logged), sha256: '' }, bundleName);
    assert.equal(visite(folder, ['log', 'verify']).status, 0);
    rmSync(folder, { recursive: true });
  });

  it('an export that is refused at its first bytes: the digest is that of all', () => {
    const folder = makeFolder();
    const zip = Buffer.alloc(1_000_000, 7);
    zip.set([0x50, 0x4b, 3, 4]);
    const file = write(folder, 'export.csv', zip);
    assert.equal(visite(folder, scoreArgs({ file })).status, exitCode.inputRefused);
    assert.deepEqual(lastEntry(folder)['file'], toFile(file));
    rmSync(folder, { recursive: true });
  });

  it('an export that is not there', () => {
    const folder = makeFolder();
    assert.equal(visite(folder, scoreArgs({ file: 'no.csv' })).status, exitCode.inputRefused);
    const entry = lastEntry(folder);
    assert.deepEqual(
      [entry['type'], entry['code'], entry['file']],
      ['import-refused', 'input-not-found', undefined],
    );
    rmSync(folder, { recursive: true });
  });

  it('a profile: its digest and size', () => {
    const folder = makeFolder();
    const profile = write(folder, 'p.json', '{');
    assert.equal(visite(folder, scoreArgs({ profile })).status, exitCode.inputRefused);
    assert.deepEqual(seen(lastEntry(folder)), {
      type: 'import-refused',
      what: 'profile',
      code: 'profile-json',
      file: toFile(profile),
    });
    rmSync(folder, { recursive: true });
  });
});

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
      if (exit !== exitCode.usage) checkForm(err);
      assert.equal(out, '');
      assert.deepEqual(filesIn(folder), before);
      rmSync(folder, { recursive: true });
    });
  }
});
