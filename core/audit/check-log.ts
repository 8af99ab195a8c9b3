import { noMac, toEntryMac, toHeadMac } from '#core/audit/chain.ts';
import { parseEntry, type Entry } from '#core/audit/entry.ts';
import { isSameBytes, toHex, toJoined, type Mac, type Sha256 } from '#core/audit/hash.ts';
import {
  unreadable,
  type EntryRow,
  type HeadRow,
  type SealedRow,
  type Unreadable,
} from '#core/audit/log-rows.ts';
import { emptyTree, toGrownTree, toLeafHash, toRoot, type MerkleTree } from '#core/audit/merkle-tree.ts';
import { MissingSealed } from '#core/audit/missing-sealed.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';

/** What is wrong with a log: docs/formats/log.md explains each. */
export type LogFault =
  | 'entry-missing'
  | 'entry-extra'
  | 'entry-unreadable'
  | 'leaf-hash'
  | 'entry-mac'
  | 'key'
  | 'leaf-form'
  | 'leaf-index'
  | 'leaf-order'
  | 'sealed-missing'
  | 'sealed-extra'
  | 'sealed-kept'
  | 'sealed-unreadable'
  | 'sealed-changed'
  | 'head-missing'
  | 'head-extra'
  | 'head-unreadable'
  | 'head-root'
  | 'head-peaks'
  | 'head-mac'
  | 'truncated'
  | 'other-history'
  | 'schema';

/** One of the entries `index` to `through` is not as it was written, and none before `index`. Exact where both are equal. */
export interface FirstBad {
  readonly index: number;
  readonly through: number;
  readonly fault: LogFault;
}

/** `keyed`: whether the chained codes were checked as well; without the key only the hashes are. */
export type LogVerdict =
  | { readonly ok: true; readonly keyed: boolean; readonly size: number; readonly root: string }
  | { readonly ok: false; readonly keyed: boolean; readonly firstBad: FirstBad };

export interface LogTables {
  /** In rising order of index or number; `unreadable` ends a table. */
  readonly entries: Iterable<EntryRow | Unreadable>;
  readonly sealed: Iterable<SealedRow | Unreadable>;
  readonly heads: Iterable<HeadRow | Unreadable>;
}

export interface LogCheckOptions {
  readonly sha256: Sha256;
  readonly key?: { readonly id: string; readonly chainMac: Mac };
  /** Heads that were kept in other places: the log must still begin so. */
  readonly expectedHeads?: readonly TreeHead[];
}

/** Reads the tables once, side by side, and names the first entry that is not as it was written. */
export function checkLog(tables: LogTables, options: LogCheckOptions): LogVerdict {
  const steps = checkLogInSteps(tables, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Entries that are checked in one step. */
const stepEntries = 500;

/** The same a step at a time, so that other work goes on meanwhile; each gives how many entries were checked. */
export function* checkLogInSteps(
  tables: LogTables,
  options: LogCheckOptions,
): Generator<number, LogVerdict, undefined> {
  const keyed = options.key !== undefined;
  const result = yield* new LogCheck(tables, options).run();
  return 'fault' in result ? { ok: false, keyed, firstBad: result } : { ok: true, keyed, ...result };
}

class LogCheck {
  readonly #entries: Iterable<EntryRow | Unreadable>;
  readonly #sealed: Cursor<SealedRow>;
  readonly #heads: Cursor<HeadRow>;
  readonly #options: LogCheckOptions;
  readonly #expectedHeads: readonly TreeHead[];
  #tree: MerkleTree = emptyTree;
  #mac: Uint8Array = noMac;
  #headMac: Uint8Array = noMac;
  readonly #missing = new MissingSealed();
  #headNumber = 0;
  /** Size at the last good head. */
  #headSize = 0;

  constructor(tables: LogTables, options: LogCheckOptions) {
    this.#entries = tables.entries;
    this.#sealed = new Cursor(tables.sealed);
    this.#heads = new Cursor(tables.heads);
    this.#options = options;
    this.#expectedHeads = options.expectedHeads ?? [];
  }

  *run(): Generator<number, FirstBad | TreeHead, undefined> {
    const entries = this.#entries[Symbol.iterator]();
    for (let next = entries.next(); next.done !== true; next = entries.next()) {
      if (this.#tree.size % stepEntries === stepEntries - 1) yield this.#tree.size;
      const fault = this.#checkEntry(next.value) ?? this.#checkExpectedHead() ?? this.#checkHeads();
      if (fault !== undefined) return this.#orMissingSealed(fault, entries);
    }
    return this.#checkMissingSealed() ?? this.#checkEnd() ?? { size: this.#tree.size, root: this.#root() };
  }

  /** Sealed content missing before this fault comes first, unless an entry after it says that it was deleted. */
  #orMissingSealed(fault: FirstBad, rest: Iterator<EntryRow | Unreadable>): FirstBad {
    for (let next = rest.next(); next.done !== true && this.#checkMissingSealed(); next = rest.next()) {
      const entry = next.value === unreadable ? undefined : parseEntry(next.value.leaf);
      if (entry?.type === 'sealed-deleted') this.#missing.deleted(entry.through);
    }
    return this.#checkMissingSealed() ?? fault;
  }

  #checkMissingSealed(): FirstBad | undefined {
    const unaccounted = this.#missing.unaccounted();
    return unaccounted === undefined ? undefined : { ...unaccounted, fault: 'sealed-missing' };
  }

  #checkEntry(row: EntryRow | Unreadable): FirstBad | undefined {
    const index = this.#tree.size;
    if (row === unreadable) return toExact(index, 'entry-unreadable');
    if (row.idx !== index) return toExact(index, row.idx > index ? 'entry-missing' : 'entry-extra');
    const leafHash = toLeafHash(row.leaf, this.#options.sha256);
    if (!isSameBytes(leafHash, row.leafHash)) return toExact(index, 'leaf-hash');
    const entry = parseEntry(row.leaf);
    const fault =
      this.#checkMac(row, leafHash, entry) ?? checkLeaf(index, entry) ?? this.#checkSealed(index, entry);
    if (fault !== undefined) return toExact(index, fault);
    this.#tree = toGrownTree(this.#tree, leafHash, this.#options.sha256);
    this.#mac = row.mac;
    return undefined;
  }

  #checkMac(row: EntryRow, leafHash: Uint8Array, entry: Entry | undefined): LogFault | undefined {
    const { key } = this.#options;
    if (key === undefined) return undefined;
    const index = this.#tree.size;
    if (isSameBytes(toEntryMac(key.chainMac, this.#mac, index, leafHash), row.mac)) return undefined;
    if (index > 0 || entry?.type !== 'log-created' || entry.key === key.id) return 'entry-mac';
    // The first entry names another key. Where the first head fits this key, it is the entry that was changed.
    const head = this.#heads.peek();
    return head !== undefined && head !== unreadable && isHeadOf(head, key.chainMac) ? 'entry-mac' : 'key';
  }

  #checkSealed(index: number, entry: Entry | undefined): LogFault | undefined {
    const row = this.#sealed.peek();
    const wanted = entry !== undefined && 'sealed' in entry ? entry.sealed : undefined;
    if (row === unreadable) return wanted === undefined ? undefined : 'sealed-unreadable';
    if (entry?.type === 'sealed-deleted' && this.#missing.deleted(entry.through) !== undefined)
      return 'sealed-kept';
    if (row !== undefined && row.idx < index) return 'sealed-extra';
    const found = row?.idx === index ? row : undefined;
    if (wanted === undefined) return found === undefined ? undefined : 'sealed-extra';
    if (found === undefined) {
      this.#missing.missing(index);
      return undefined;
    }
    this.#missing.present(index);
    this.#sealed.advance();
    return toHex(this.#options.sha256(found.ciphertext)) === wanted.sha256 ? undefined : 'sealed-changed';
  }

  #checkExpectedHead(): FirstBad | undefined {
    const { size } = this.#tree;
    const expected = this.#expectedHeads.filter((head) => head.size === size);
    const holds = expected.every(({ root }) => root === this.#root());
    return holds ? undefined : { index: 0, through: size - 1, fault: 'other-history' };
  }

  #checkHeads(): FirstBad | undefined {
    const { size } = this.#tree;
    const head = this.#heads.peek();
    if (head === undefined || (head !== unreadable && head.size > size)) return undefined;
    const fault = this.#checkHead(head);
    if (fault !== undefined) return { index: this.#headSize, through: size - 1, fault };
    this.#heads.advance();
    this.#headSize = size;
    return undefined;
  }

  #checkHead(head: HeadRow | Unreadable): LogFault | undefined {
    if (head === unreadable) return 'head-unreadable';
    const { sha256 } = this.#options;
    const misplaced = this.#checkHeadPlace(head);
    if (misplaced !== undefined) return misplaced;
    if (!isSameBytes(head.root, toRoot(this.#tree, sha256))) return 'head-root';
    if (!isSameBytes(head.peaks, toJoined(this.#tree.peaks))) return 'head-peaks';
    if (!this.#isHeadMacRight(head)) return 'head-mac';
    this.#headNumber += 1;
    this.#headMac = head.mac;
    return undefined;
  }

  #checkHeadPlace(head: HeadRow): LogFault | undefined {
    if (head.number !== this.#headNumber)
      return head.number > this.#headNumber ? 'head-missing' : 'head-extra';
    const follows =
      Number.isSafeInteger(head.size) && head.size >= this.#tree.size && head.size > this.#headSize;
    return follows ? undefined : 'head-extra';
  }

  #isHeadMacRight(head: HeadRow): boolean {
    const { key } = this.#options;
    return key === undefined || isSameBytes(toHeadMac(key.chainMac, this.#headMac, head), head.mac);
  }

  #checkEnd(): FirstBad | undefined {
    const { size } = this.#tree;
    return (
      this.#checkLastHead() ??
      this.#checkLastSealed() ??
      this.#checkTruncation() ??
      (size === 0 ? toExact(0, 'entry-missing') : undefined)
    );
  }

  #checkLastHead(): FirstBad | undefined {
    const { size } = this.#tree;
    const head = this.#heads.peek();
    const unclosed = { index: this.#headSize, through: Math.max(this.#headSize, size - 1) };
    if (head === undefined) return this.#headSize < size ? { ...unclosed, fault: 'head-missing' } : undefined;
    if (head === unreadable) return { ...unclosed, fault: 'head-unreadable' };
    const misplaced = this.#checkHeadPlace(head);
    if (misplaced !== undefined) return { ...unclosed, fault: misplaced };
    // A head of more entries than there are: either they are gone, or the head is not as it was written.
    if (!this.#isHeadMacRight(head)) return { ...unclosed, fault: 'head-mac' };
    return { index: size, through: head.size - 1, fault: 'entry-missing' };
  }

  #checkLastSealed(): FirstBad | undefined {
    const row = this.#sealed.peek();
    if (row === undefined) return undefined;
    return row === unreadable
      ? toExact(this.#tree.size, 'sealed-unreadable')
      : toExact(row.idx, 'sealed-extra');
  }

  #checkTruncation(): FirstBad | undefined {
    const { size } = this.#tree;
    const largest = Math.max(0, ...this.#expectedHeads.map((head) => head.size));
    return largest > size ? { index: size, through: largest - 1, fault: 'truncated' } : undefined;
  }

  #root(): string {
    return toHex(toRoot(this.#tree, this.#options.sha256));
  }
}

function checkLeaf(index: number, entry: Entry | undefined): LogFault | undefined {
  if (entry === undefined) return 'leaf-form';
  if (entry.index !== index) return 'leaf-index';
  return (entry.type === 'log-created') === (index === 0) ? undefined : 'leaf-order';
}

function isHeadOf(head: HeadRow, chainMac: Mac): boolean {
  const whole = Number.isSafeInteger(head.size) && head.size >= 0 && head.number === 0;
  return whole && isSameBytes(toHeadMac(chainMac, noMac, head), head.mac);
}

function toExact(index: number, fault: LogFault): FirstBad {
  return { index, through: index, fault };
}

/** A table read row by row, with the next row in view. */
class Cursor<Row> {
  readonly #rows: Iterator<Row | Unreadable>;
  #next: IteratorResult<Row | Unreadable>;

  constructor(rows: Iterable<Row | Unreadable>) {
    this.#rows = rows[Symbol.iterator]();
    this.#next = this.#rows.next();
  }

  peek(): Row | Unreadable | undefined {
    return this.#next.done === true ? undefined : this.#next.value;
  }

  advance(): void {
    this.#next = this.#rows.next();
  }
}
