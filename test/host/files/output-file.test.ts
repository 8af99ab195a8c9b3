import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { FileError } from '#host/files/file-error.ts';
import { isPartialOf, OutputFile } from '#host/files/output-file.ts';

const root = mkdtempSync(join(tmpdir(), 'visite-output-'));
after(() => rmSync(root, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof FileError && error.code === code;
}

/** A process that has ended: its number is nobody's. */
const gone = spawnSync(process.execPath, ['--version']).pid;

describe('an output file', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(root, 'case-'));
    path = join(folder, 'result.csv');
  });

  it('has its name only once it is whole', () => {
    const file = OutputFile.create(path, { overwrite: false });
    file.write(bytes('one'));
    assert.deepEqual(
      readdirSync(folder).filter((name) => !isPartialOf(path, name)),
      [],
    );
    file.sync();
    file.finish();
    assert.deepEqual(readdirSync(folder), ['result.csv']);
    assert.equal(readFileSync(path, 'utf8'), 'one');
  });

  it('two of one name at once never mix: one stands whole, the other is refused', () => {
    const first = OutputFile.create(path, { overwrite: false });
    const second = OutputFile.create(path, { overwrite: false });
    first.write(bytes('first '));
    second.write(bytes('SECOND'));
    first.write(bytes('whole'));
    first.sync();
    first.finish();
    second.write(bytes('SECOND'));
    second.sync();
    assert.throws(() => second.finish(), refusal('output-exists'));
    second.discard();
    assert.equal(readFileSync(path, 'utf8'), 'first whole');
    assert.deepEqual(readdirSync(folder), ['result.csv']);
  });

  it('touches no other file, also one that is named like a piece', () => {
    for (const name of ['result.csv.partial', `result.csv.${process.pid}-0123456789ab.partial`]) {
      writeFileSync(join(folder, name), 'precious');
    }
    OutputFile.create(path, { overwrite: true }).discard();
    const left = readdirSync(folder);
    assert.equal(left.length, 2);
    for (const name of left) assert.equal(readFileSync(join(folder, name), 'utf8'), 'precious');
  });

  it('removes what a process that is gone left for the same name, and for no other', () => {
    const left = [`result.csv.${gone}-0123456789ab.partial`, `other.csv.${gone}-0123456789ab.partial`];
    for (const name of left) writeFileSync(join(folder, name), 'half');
    OutputFile.create(path, { overwrite: false }).discard();
    assert.deepEqual(readdirSync(folder), [left[1]]);
  });

  it('a folder or a device is refused at once, whatever is asked', () => {
    mkdirSync(path);
    assert.throws(() => OutputFile.create(path, { overwrite: true }), refusal('output-not-writable'));
    assert.throws(() => OutputFile.create(path, { overwrite: false }), refusal('output-exists'));
    assert.throws(() => OutputFile.create('/dev/null', { overwrite: true }), refusal('output-not-writable'));
  });

  it('a link is followed where it is overwritten', () => {
    const target = join(folder, 'target.csv');
    writeFileSync(target, 'old');
    symlinkSync(target, path);
    const file = OutputFile.create(path, { overwrite: true });
    file.write(bytes('new'));
    file.sync();
    file.finish();
    assert.equal(readFileSync(target, 'utf8'), 'new');
    assert.equal(readFileSync(path, 'utf8'), 'new');
  });

  it('withdraw takes a new name away, and leaves one that was replaced', () => {
    for (const overwrite of [false, true]) {
      const file = OutputFile.create(path, { overwrite });
      file.sync();
      file.finish();
      file.withdraw();
      assert.deepEqual(readdirSync(folder), overwrite ? ['result.csv'] : []);
    }
  });
});
