import { MAX_LEAVES, type Piece } from '#compiler/bart/lower/pieces.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';
import { CompileError } from '#compiler/errors.ts';

/**
 * How a forest lies in memory. Draws are taken in chunks of `chunkDraws`; slot `t · chunkDraws + d` of a chunk is piece
 * `t` of its draw `d`, so that a sum runs over slots in the order of trees. Draws with fewer pieces get pieces that are
 * zero. Slots are evaluated sixteen at a time, a group of bytes for each.
 */
export type ForestLayout = {
  /** `draws`: the two lanes are two draws of one row. `rows`: the two lanes are two rows of one draw. */
  readonly lanes: 'draws' | 'rows';
  readonly rows: number;
  /** Vectors that hold the rows: `rows / 2`, rounded up; 1 where the lanes are draws. */
  readonly vectors: number;
  readonly chunkDraws: number;
  /** Pieces that the loop of a sum takes at a time; every chunk has a multiple of it. */
  readonly stepsAtATime: number;
  readonly chunks: readonly Chunk[];
  /** Address of the directory: per chunk the four i32 `groups`, `steps`, `slots`, `strides`. */
  readonly directory: number;
  /** Where leaves lie that follow one another, by `leavesKey`; filled where the lanes are draws. */
  readonly leaves: ReadonlyMap<string, number>;
};

export type Chunk = {
  /** Conditions that every slot of the chunk has room for. */
  readonly conditions: number;
  /** Pieces in a sum. */
  readonly steps: number;
};

/** Names values that follow one another; −0 and 0 are the same to a sum that starts at 0. */
export function leavesKey(values: readonly number[]): string {
  return values.join();
}

export const DIRECTORY_ENTRY = 16;
const GROUP = 16;
/** How many pieces the loop of a sum may take at a time; more keeps the sums longer in registers. */
const STEPS_AT_A_TIME = [12, 11, 10, 9, 8, 7, 6, 5, 4];
/** A leaf's index times the vectors is kept in a byte. */
const MAX_VECTORS = Math.floor(255 / (MAX_LEAVES - 1));

/** Bytes of one group: per condition rank, cut and cleared bits; the choice of the leaf's size; sixteen addresses. */
export function groupBytes(conditions: number, vectors: number): number {
  return conditions * 3 * GROUP + (vectors > 1 ? GROUP : 0) + 4 * GROUP;
}

/** Places the tables of a forest; `draws[d]`: the pieces of draw `d` in the order of their sum. */
export function layOutForest(
  draws: readonly (readonly Piece[])[],
  rows: number,
  memory: MemoryLayout,
): ForestLayout {
  const lanes = rows === 1 ? 'draws' : 'rows';
  const vectors = Math.ceil(rows / 2);
  if (vectors > MAX_VECTORS) {
    throw new CompileError(
      'too-large',
      `${rows} rows (intervals times arms); ${2 * MAX_VECTORS} are possible`,
    );
  }
  const chunkDraws = lanes === 'draws' ? 16 : 8;
  const stepsAtATime = chooseSteps(draws, chunkDraws);
  const chunks: Chunk[] = [];
  const directory: number[] = [];
  const leaves = new Map<string, number>();
  for (let from = 0; from < draws.length; from += chunkDraws) {
    const members = Array.from({ length: chunkDraws }, (_, d) => draws[from + d] ?? []);
    const longest = Math.max(...members.map((pieces) => pieces.length));
    const steps = Math.ceil(longest / stepsAtATime) * stepsAtATime;
    const conditions = Math.max(
      1,
      ...members.flatMap((pieces) => pieces.map((piece) => piece.conditions.length)),
    );
    const slots = Array.from({ length: steps }, (_, t) => members.map((pieces) => pieces[t] ?? null)).flat();
    const placed = placeChunk(slots, { lanes, rows, vectors, conditions }, memory, leaves);
    chunks.push({ conditions, steps });
    directory.push(placed.groups, steps, slots.length, placed.strides);
  }
  return {
    lanes,
    rows,
    vectors,
    chunkDraws,
    stepsAtATime,
    chunks,
    directory: memory.placeI32(directory),
    leaves,
  };
}

/** The number of pieces at a time that wastes the fewest, all chunks together; the larger of equals. */
function chooseSteps(draws: readonly (readonly Piece[])[], chunkDraws: number): number {
  const longest: number[] = [];
  draws.forEach((pieces, d) => {
    const chunk = Math.floor(d / chunkDraws);
    longest[chunk] = Math.max(longest[chunk] ?? 0, pieces.length);
  });
  const padded = (steps: number): number =>
    longest.reduce((sum, length) => sum + Math.ceil(length / steps) * steps, 0);
  // A turn of the loop takes whole groups.
  const possible = STEPS_AT_A_TIME.filter((steps) => (steps * chunkDraws) % GROUP === 0);
  return possible.reduce((best, steps) => (padded(steps) < padded(best) ? steps : best));
}

type ChunkShape = {
  readonly lanes: 'draws' | 'rows';
  readonly rows: number;
  readonly vectors: number;
  readonly conditions: number;
};

function placeChunk(
  slots: readonly (Piece | null)[],
  shape: ChunkShape,
  memory: MemoryLayout,
  known: Map<string, number>,
): { groups: number; strides: number } {
  const leaves: number[] = [];
  const zero = pushLeaf(leaves, Array<number>(shape.rows).fill(0), shape, true);
  const placed = slots.map((piece) => {
    if (piece === null) return { piece, at: zero, uniform: true };
    const uniform = piece.leaves.every((values) => isUniform(values));
    const at = leaves.length;
    for (const values of piece.leaves) pushLeaf(leaves, values, shape, uniform);
    return { piece, at, uniform };
  });
  const base = memory.placeF64(leaves);
  if (shape.lanes === 'draws') {
    for (const { piece, at } of placed) {
      if (piece !== null) known.set(leavesKey(piece.leaves.flat()), base + 8 * at);
    }
  }
  const size = groupBytes(shape.conditions, shape.vectors);
  const groups = new Uint8Array((slots.length / GROUP) * size);
  const words = new DataView(groups.buffer);
  placed.forEach(({ piece, at, uniform }, slot) => {
    const lane = slot % GROUP;
    let offset = Math.floor(slot / GROUP) * size;
    for (let c = 0; c < shape.conditions; c++) {
      const entry = piece?.conditions[c];
      groups[offset + lane] = entry?.condition.rank ?? 0;
      // Compared as signed bytes: ranks and cuts are kept less 128.
      groups[offset + GROUP + lane] = ((entry?.condition.cut ?? 255) - 128) & 0xff;
      groups[offset + 2 * GROUP + lane] = entry?.clears ?? 0;
      offset += 3 * GROUP;
    }
    if (shape.vectors > 1) {
      groups[offset + lane] = uniform ? 0 : MAX_LEAVES;
      offset += GROUP;
    }
    words.setUint32(offset + 4 * lane, base + 8 * at, true);
  });
  const strides = shape.vectors > 1 ? memory.place(Uint8Array.from(placed, (p) => (p.uniform ? 0 : 16))) : 0;
  return { groups: memory.place(groups), strides };
}

/** Appends the value of one leaf; its index in `leaves`. */
function pushLeaf(leaves: number[], values: readonly number[], shape: ChunkShape, uniform: boolean): number {
  const at = leaves.length;
  if (shape.lanes === 'draws') leaves.push(values[0] ?? 0);
  else {
    const padded = values.length % 2 === 0 ? values : [...values, values[1] ?? 0];
    leaves.push(...(uniform ? padded.slice(0, 2) : padded));
  }
  return at;
}

/** Every pair of rows holds the same two values. */
function isUniform(values: readonly number[]): boolean {
  return values.every((value, r) => Object.is(value, values[r % 2]));
}
