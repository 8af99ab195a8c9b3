import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '#core/audit/hash.ts';
import { unreadable, type EntryRow, type HeadRow, type SealedRow } from '#core/audit/log-rows.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { toOutputError } from '#host/files/file-error.ts';
import { OutputFile } from '#host/files/output-file.ts';
import { LogError } from '#host/store/log-error.ts';
import { openReader, toTables } from '#host/store/log-tables.ts';

/** Names of the files of an export (docs/formats/log-export.md). */
export const exportNames = {
  entries: 'entries.jsonl',
  proofs: 'proofs.jsonl',
  checkpoint: 'checkpoint',
  verifier: 'verify-log.mjs',
} as const;

/** What was exported: entries from 0 to below `size`. */
export interface ExportedLog {
  readonly size: number;
  /** SHA-256 of the file of entries, hexadecimal. */
  readonly sha256: string;
}

/** All of a log and what proves it, in files that have no names yet, but for the checkpoint. */
export interface WrittenLog {
  readonly head: TreeHead;
  /** With the head as a signed checkpoint. Nothing is written after it. @throws FileError */
  seal(checkpoint: string): ExportedLog;
  /** Gives the files their names. @throws FileError */
  finish(): void;
  discard(): void;
}

/** Entries between two steps: a few milliseconds. */
const stepEntries = 500;

/**
 * Writes one moment of a log, with what proves it and the program that checks it, into a folder that is made for it, also
 * while the log is written to; a step at a time, so that other work goes on meanwhile: each gives how many entries are
 * written. What is thrown in, or stops it, leaves no file.
 * @throws FileError, LogError `log-damaged` where a row cannot be read
 */
export function* exportLogInSteps(
  path: string,
  folder: string,
  verifier: Uint8Array,
): Generator<number, WrittenLog, undefined> {
  makeFolder(folder);
  const files: OutputFile[] = [];
  const open = (name: string): OutputFile => {
    const file = OutputFile.create(join(folder, name), { overwrite: false });
    files.push(file);
    return file;
  };
  const discard = () => {
    for (const file of files) file.discard();
  };
  try {
    const [entries, proofs] = [open(exportNames.entries), open(exportNames.proofs)];
    open(exportNames.verifier).write(verifier);
    const head = yield* writeRows(path, entries, proofs);
    const checkpoint = open(exportNames.checkpoint);
    return {
      head,
      seal: (signed) => {
        checkpoint.write(toUtf8(signed));
        const [written] = files.map((file) => file.sync());
        return { size: head.size, sha256: written?.sha256 ?? '' };
      },
      finish: () => {
        for (const file of files) file.finish();
      },
      discard,
    };
  } catch (error) {
    discard();
    throw error;
  }
}

interface ExportSteps {
  /** The head of what is exported as a signed checkpoint. */
  readonly sign: (head: TreeHead) => string;
  readonly confirm: (exported: ExportedLog) => void;
}

/**
 * The same in one go. The files get their names when `confirm` returns, which is told what was written.
 * @throws as exportLogInSteps, and whatever `confirm` throws
 */
export function exportLog(
  path: string,
  folder: string,
  verifier: Uint8Array,
  { sign, confirm }: ExportSteps,
): ExportedLog {
  const steps = exportLogInSteps(path, folder, verifier);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const written = step.value;
  try {
    const exported = written.seal(sign(written.head));
    confirm(exported);
    written.finish();
    return exported;
  } finally {
    // nothing where it has its names
    written.discard();
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw toOutputError(folder, error);
  }
}

/** Each entry as one line, and beside it, in the same order, what proves it and each head after the entries it closes. */
function* writeRows(
  path: string,
  entries: OutputFile,
  proofs: OutputFile,
): Generator<number, TreeHead, undefined> {
  const reader = openReader(path);
  try {
    const tables = toTables(path, reader);
    const sealed = tables.sealed[Symbol.iterator]();
    const heads = tables.heads[Symbol.iterator]();
    let [seal, head] = [sealed.next(), heads.next()];
    let [size, root] = [0, ''];
    for (const entry of tables.entries) {
      if (entry === unreadable) throw damaged(path, size);
      let ciphertext: SealedRow | undefined;
      if (seal.done !== true) {
        if (seal.value === unreadable) throw damaged(path, size);
        if (seal.value.idx === entry.idx) [ciphertext, seal] = [seal.value, sealed.next()];
      }
      entries.write(toLine(entry.leaf));
      proofs.write(toLine(toUtf8(toProof(entry, ciphertext))));
      size += 1;
      while (head.done !== true) {
        if (head.value === unreadable) throw damaged(path, size);
        if (head.value.size > size) break;
        proofs.write(toLine(toUtf8(toHeadProof(head.value))));
        root = toHex(head.value.root);
        head = heads.next();
      }
      if (size % stepEntries === 0) yield size;
    }
    return { size, root };
  } finally {
    reader.close();
  }
}

function toProof({ idx, leafHash, mac }: EntryRow, sealed: SealedRow | undefined): string {
  return JSON.stringify({
    index: idx,
    leafHash: toHex(leafHash),
    mac: toHex(mac),
    ...(sealed === undefined ? {} : { ciphertext: Buffer.from(sealed.ciphertext).toString('base64') }),
  });
}

function toHeadProof({ number, size, root, peaks, mac }: HeadRow): string {
  return JSON.stringify({
    head: number,
    size,
    root: toHex(root),
    peaks: toHex(peaks),
    mac: toHex(mac),
  });
}

function toLine(bytes: Uint8Array): Uint8Array {
  const line = new Uint8Array(bytes.length + 1);
  line.set(bytes);
  line[bytes.length] = 0x0a;
  return line;
}

function damaged(path: string, index: number): LogError {
  return new LogError('log-damaged', path, `entry ${index} cannot be read; run "visite log verify"`);
}
