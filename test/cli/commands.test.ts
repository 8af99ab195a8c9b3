import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { exitCode } from '#cli/exit-code.ts';
import { version } from '#core/version.ts';
import { demo, filesIn, makeFolder, repository, scoreArgs, visite } from '#test/cli/run-visite.ts';

const latin1 = (path: string) => readFileSync(path, 'latin1');
/** A result without the two things that differ between runs: its name of the run, and nothing else. */
const withoutRun = (text: string) => text.replaceAll(/run-[0-9a-f]{16}/g, 'run');

describe('visite score', () => {
  let folder = '';
  let out = '';
  before(() => {
    folder = makeFolder();
    const run = visite(folder, scoreArgs());
    assert.equal(run.status, 0, run.err);
    ({ out } = run);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('writes the result and the refused rows, nothing else', () => {
    assert.deepEqual(filesIn(folder), ['result.csv', 'result.csv.refused.csv']);
  });

  it('prints books that balance and the head of the log', () => {
    const count = (name: string) => Number(new RegExp(`^ *${name} +(\\d+)$`, 'm').exec(out)?.[1]);
    assert.equal(
      count('rows read'),
      count('scored') + count('flagged') + count('refused') + count('skipped'),
    );
    assert.ok(count('scored') > 800);
    assert.match(out, /for research and demonstration \(demonstration publisher\)/);
    assert.match(out, /log head +\d+:[0-9a-f]{64}/);
  });

  it('keeps every byte of the export before the new columns', () => {
    const result = latin1(join(folder, 'result.csv'));
    const plain = latin1(demo.export)
      .split('\r\n')
      .filter((line) => !line.includes('"') && line.split(';').length === 18 && /[^;\s]/.test(line));
    const missing = plain.filter(
      (line) => !result.includes(`\r\n${line};`) && !result.startsWith(`${line};`),
    );
    assert.ok(plain.length > 700);
    // only those with a cell that a spreadsheet would take for a formula differ, by an apostrophe
    assert.ok(
      missing.every((line) => /;[=+@-]/.test(line)),
      missing.join('\n'),
    );
  });

  it('gives the same bytes again, whatever the number of threads', () => {
    for (const threads of ['1', '3']) {
      assert.equal(visite(folder, scoreArgs({ out: `${threads}.csv`, threads })).status, 0);
      const again = withoutRun(latin1(join(folder, `${threads}.csv`)));
      assert.equal(again, withoutRun(latin1(join(folder, 'result.csv'))));
    }
  });

  it('is silent on standard error when piped', () => {
    const run = visite(folder, scoreArgs({ out: 'piped.csv' }));
    assert.equal(run.err, '');
  });

  it('scores with the second model too, which gives other numbers', () => {
    const run = visite(folder, scoreArgs({ bundle: demo.otherBundle, out: 'bcf.csv' }));
    assert.equal(run.status, 0, run.err);
    assert.match(latin1(join(folder, 'bcf.csv')), /colon-adjuvant-bcf@1\.0\.0/);
  });
});

describe('visite log verify', () => {
  let folder = '';
  const database = () => join(folder, 'data/log/audit-log.sqlite');
  before(() => {
    folder = makeFolder();
    assert.equal(visite(folder, scoreArgs()).status, 0);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('holds no text of the export in clear', () => {
    const bytes = readFileSync(database());
    for (const text of ['Peeters', '0072603', '02-07-1949', 'metoprolol']) {
      assert.ok(latin1(demo.export).includes(text), text);
      assert.equal(bytes.includes(Buffer.from(text)), false, text);
    }
  });

  it('names the first bad entry after an edit, and finds what was cut off by a head noted before', () => {
    const head = /head (\d+:[0-9a-f]{64})/.exec(visite(folder, ['log', 'verify']).out)?.[1] ?? '';
    assert.notEqual(head, '');
    assert.equal(visite(folder, ['log', 'verify', '--head', head]).status, 0);
    assert.equal(
      visite(folder, ['log', 'verify', '--head', head.replace(/[0-9a-f]$/, (d) => (d === '0' ? '1' : '0'))])
        .status,
      7,
    );

    const index = changeAdvice(database());
    const { status, out } = visite(folder, ['log', 'verify']);
    assert.equal(status, exitCode.logFailed);
    assert.match(out, new RegExp(`NOT AS WRITTEN: entry ${index} `));
  });
});

/** What somebody with a database tool does to hide what was advised. Gives the entry's index. */
function changeAdvice(path: string): number {
  const file = new DatabaseSync(path);
  const triggers = file.prepare(`select name, sql from sqlite_master where type = 'trigger'`).all();
  for (const { name } of triggers) file.exec(`drop trigger ${String(name)}`);
  const text = `cast(leaf as text)`;
  const found = file
    .prepare(`select idx from entry where ${text} like '%"arm":"lev5fu"%' limit 1 offset 40`)
    .get();
  const index = Number(found?.['idx']);
  file.exec(
    `update entry set leaf = cast(replace(${text}, 'lev5fu', 'lev5fv') as blob) where idx = ${index}`,
  );
  for (const { sql } of triggers) file.exec(String(sql));
  file.close();
  return index;
}

describe('compile, sign, inspect, verify', () => {
  let folder = '';
  const model = join(repository, 'assets/models/colon-adjuvant-bcf');
  before(() => {
    folder = makeFolder();
    execFileSync(
      'openssl',
      ['ecparam', '-name', 'secp384r1', '-genkey', '-noout', '-out', join(folder, 'key.pem')],
      { stdio: 'ignore' },
    );
    mkdirSync(join(folder, 'trust'));
    execFileSync(
      'openssl',
      ['ec', '-in', join(folder, 'key.pem'), '-pubout', '-out', join(folder, 'trust/me.pub.pem')],
      { stdio: 'ignore' },
    );
    const { publisher } = JSON.parse(readFileSync(join(model, 'manifest.json'), 'utf8'));
    const anchors = {
      format: 1,
      keys: [{ file: 'me.pub.pem', publisher }],
      roots: [],
      revokedFingerprints: [],
    };
    writeFileSync(join(folder, 'trust/anchors.json'), JSON.stringify(anchors));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('makes a bundle that verifies, with the module of the shipped one', () => {
    const compiled = visite(folder, ['compile', model, '--out', 'u.visite']);
    assert.equal(compiled.status, 0, compiled.err);
    assert.match(compiled.out, /compiled, not signed[^]*within 1e-12 \+ 0 · \|original\| of stochtree/);
    const inspected = visite(folder, ['inspect', 'u.visite']);
    assert.match(inspected.out, /SIGNATURE NOT CHECKED/);
    assert.equal(visite(folder, ['verify', 'u.visite', '--trust', 'trust']).status, exitCode.bundleRefused);
    const signed = visite(folder, ['sign', 'u.visite', '--key', 'key.pem', '--out', 's.visite']);
    assert.equal(signed.status, 0, signed.err);
    const verified = visite(folder, ['verify', 's.visite', '--trust', 'trust']);
    assert.equal(verified.status, 0, verified.err);
    assert.match(verified.out, /golden +\d+ patients in \d+ orders: every bit/);
    assert.equal(visite(folder, ['verify', 's.visite', '--demo']).status, exitCode.bundleRefused);
    const json = JSON.parse(visite(folder, ['inspect', 's.visite', '--trust', 'trust', '--json']).out);
    assert.deepEqual([json.signatureChecked, json.manifest.id], [true, 'colon-adjuvant-bcf']);
  });

  it('signs no bundle twice', () => {
    assert.equal(
      visite(folder, ['sign', 's.visite', '--key', 'key.pem', '--out', 't.visite']).status,
      exitCode.usage,
    );
  });
});

describe('versions', () => {
  it('the software has the version of package.json', () => {
    assert.equal(JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).version, version);
  });
});
