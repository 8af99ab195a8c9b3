import type { Chain, Link } from '#compiler/bart/lower/chains.ts';
import { leavesKey } from '#compiler/bart/lower/forest-layout.ts';
import type { MemoryLayout } from '#compiler/assembler/memory-layout.ts';

/** Patients that a batch kernel takes together: one byte of a vector each. */
export const BATCH = 16;
/** Batches that pass over the chains of a draw one after the other, while its values are near the processor. */
export const BATCHES = 4;
/** Bytes of a mask: 64 bits, all set or clear, for each patient. */
export const MASK_BYTES = 8 * BATCH;
/** Bytes of one link of `BatchLayout.links`: rank, cut less 128, 255 where negated, unused. */
export const LINK_BYTES = 4;
/** Chains that a turn of the loop may take. */
const CHAINS_AT_A_TIME = [4, 2, 1];
export const RECORD_BYTES = 8;
/** In place of a second mask: the chain has more than two links. */
export const LONG = 0xffff;
/** More masks would not stay near the processor. */
const MAX_MASKS = 2048;

/**
 * The chains of a forest for batches. A record for every chain, draw after draw: i32 address of the values, u16 first
 * mask, u16 second mask. Mask 0 never holds, so that a constant has no link that holds; second mask 0: one link. Long
 * chains have the number of links in place of the first mask; the u16 masks lie after the values.
 */
export type BatchLayout = {
  readonly records: number;
  /** i32 for each draw: its number of records. */
  readonly counts: number;
  readonly draws: number;
  /** Chains that a turn of the loop takes; draws are filled up with chains that are zero. */
  readonly chainsAtATime: number;
};

const ZERO: Chain = { links: [], values: [0] };

/** The masks that the batch layouts of a model share. */
export class Masks {
  readonly #index = new Map<string, number>();
  readonly #bytes: number[] = [0, 127, 0, 0];

  /** The number of masks, the one that never holds included. */
  get count(): number {
    return this.#bytes.length / LINK_BYTES;
  }

  indexOf({ rank, cut, negated }: Link): number {
    const key = `${rank} ${cut} ${negated}`;
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    const index = this.count;
    // Compared as signed bytes: ranks and cuts are kept less 128.
    this.#bytes.push(rank, (cut - 128) & 0xff, negated ? 255 : 0, 0);
    this.#index.set(key, index);
    return index;
  }

  place(memory: MemoryLayout): number {
    return memory.place(Uint8Array.from(this.#bytes));
  }
}

/** Places the chains; `known`: values that lie in memory already. `null` where they need too many masks. */
export function layOutBatch(
  draws: readonly (readonly Chain[])[],
  masks: Masks,
  known: ReadonlyMap<string, number>,
  memory: MemoryLayout,
): BatchLayout | null {
  const chainsAtATime = chooseChains(draws);
  const filled = draws.map((ofDraw) => {
    const turns = Math.max(1, Math.ceil(ofDraw.length / chainsAtATime));
    const missing = turns * chainsAtATime - ofDraw.length;
    return [...ofDraw, ...Array<Chain>(missing).fill(ZERO)];
  });
  const chains = filled.flat();
  const zero = memory.placeF64([0, 0]);
  for (const chain of chains) for (const link of chain.links) masks.indexOf(link);
  if (masks.count > MAX_MASKS) return null;
  const bytes = new Uint8Array(chains.length * RECORD_BYTES);
  const words = new DataView(bytes.buffer);
  chains.forEach((chain, i) => {
    const { links, values } = chain;
    const [first = 0, second = 0, ...others] = links.map((link) => masks.indexOf(link));
    const long = others.length > 0;
    const at = long
      ? placeLong(values, [first, second, ...others], memory)
      : chain === ZERO
        ? zero
        : (known.get(leavesKey(values)) ?? memory.placeF64(values, 8));
    words.setUint32(i * RECORD_BYTES, at, true);
    words.setUint16(i * RECORD_BYTES + 4, long ? links.length : first, true);
    words.setUint16(i * RECORD_BYTES + 6, long ? LONG : second, true);
  });
  return {
    records: memory.place(bytes),
    counts: memory.placeI32(filled.map((ofDraw) => ofDraw.length)),
    draws: draws.length,
    chainsAtATime,
  };
}

/** The least work, where a turn of the loop costs a quarter of a chain. */
function chooseChains(draws: readonly (readonly Chain[])[]): number {
  const work = (step: number): number =>
    draws.reduce((sum, chains) => sum + Math.ceil(chains.length / step) * (step + 0.25), 0);
  return CHAINS_AT_A_TIME.reduce((best, step) => (work(step) < work(best) ? step : best));
}

/** The values from the last to the first, so that a loop from the innermost link goes upwards; each but the last with its mask. */
function placeLong(values: readonly number[], masks: readonly number[], memory: MemoryLayout): number {
  const bytes = new Uint8Array(16 * values.length);
  const view = new DataView(bytes.buffer);
  values.toReversed().forEach((value, i) => view.setFloat64(16 * i, value, true));
  masks.toReversed().forEach((mask, i) => view.setUint32(16 * i + 8, mask, true));
  return memory.place(bytes, 8);
}
