import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { FolderError, type FolderErrorCode } from '#host/files/folder-error.ts';
import { readFolder } from '#host/files/read-folder.ts';

let home: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'visite-folder-'));
  folder = join(home, 'bundle');
  mkdirSync(join(folder, 'texts'), { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), '{}');
  writeFileSync(join(folder, 'texts', 'nl.json'), '');
  writeFileSync(join(home, 'outside'), 'secret');
});

afterEach(() => rmSync(home, { recursive: true }));

test('the files of a folder are read with their names', () => {
  const files = [...readFolder(folder)].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
  assert.deepEqual(files.sort(), [
    ['manifest.json', '{}'],
    ['texts/nl.json', ''],
  ]);
});

const hostile: readonly (readonly [string, FolderErrorCode, () => void])[] = [
  [
    'a symbolic link to a file outside',
    'folder-entry-kind',
    () => symlinkSync(join(home, 'outside'), join(folder, 'a')),
  ],
  [
    'a symbolic link to a file inside',
    'folder-entry-kind',
    () => symlinkSync('manifest.json', join(folder, 'a')),
  ],
  ['a symbolic link to a folder', 'folder-entry-kind', () => symlinkSync(home, join(folder, 'a'))],
  ['a broken symbolic link', 'folder-entry-kind', () => symlinkSync('nowhere', join(folder, 'a'))],
  ['a hard link out', 'folder-hard-link', () => linkSync(join(home, 'outside'), join(folder, 'a'))],
  [
    'a hard link inside',
    'folder-hard-link',
    () => linkSync(join(folder, 'manifest.json'), join(folder, 'a')),
  ],
  ['a FIFO', 'folder-entry-kind', () => execFileSync('mkfifo', [join(folder, 'a')])],
  ['an empty folder', 'folder-empty', () => mkdirSync(join(folder, 'a'))],
  [
    'a file name that no system shares',
    'folder-file-name',
    () => writeFileSync(join(folder, 'aux.json'), ''),
  ],
  ['two spellings', 'folder-file-name', () => writeFileSync(join(folder, 'MANIFEST.json'), '')],
  [
    'a name that is not UTF-8',
    'folder-unreadable',
    () => writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), ''),
  ],
];

for (const [name, code, make] of hostile) {
  test(`D7 ${name} is refused`, () => {
    make();
    assertCode(() => readFolder(folder), code);
  });
}

test('limits of number and size are kept', () => {
  assertCode(() => readFolder(folder, { files: 1, bytes: 100 }), 'folder-too-large');
  assertCode(() => readFolder(folder, { files: 2, bytes: 1 }), 'folder-too-large');
  assert.equal(readFolder(folder, { files: 2, bytes: 2 }).size, 2);
  assertCode(() => readFolder(join(home, 'nowhere')), 'folder-unreadable');
  assertCode(() => readFolder(join(home, 'outside')), 'folder-unreadable');
});

function assertCode(action: () => unknown, code: FolderErrorCode): void {
  assert.throws(action, (error: unknown) => {
    assert.ok(error instanceof FolderError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  });
}
