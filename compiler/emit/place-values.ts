import type { Node, Value } from '#compiler/ir/graph.ts';
import { ELEMENT_BYTES, elementsOf } from '#compiler/ir/tensor.ts';

/** Where values that are computed lie, and the first address after them. */
export type Places = { readonly addresses: ReadonlyMap<Value, number>; readonly end: number };

const ALIGN = 16;

/** Bytes of one case of a value. */
export function rowBytesOf({ type }: Value): number {
  return elementsOf(type.shape) * ELEMENT_BYTES[type.dtype];
}

/** A value whose memory this one shares: a reshape has that of its input. */
export function rootOf(value: Value): Value {
  const { source } = value;
  const input =
    source.kind === 'node' && source.node.op.kind === 'reshape' ? source.node.inputs[0] : undefined;
  return input === undefined ? value : rootOf(input);
}

/**
 * Liveness: a value has memory from the node that makes it to the last that needs it, after which the memory is used
 * again. Inputs live from the start, outputs to the end. First fit, so the same graph gives the same places.
 */
export function placeValues(
  inputs: readonly Value[],
  nodes: readonly Node[],
  outputs: readonly Value[],
  cases: number,
  base: number,
): Places {
  const last = new Map<Value, number>();
  nodes.forEach((node, at) => node.inputs.forEach((input) => last.set(rootOf(input), at)));
  for (const output of outputs) last.set(rootOf(output), nodes.length);
  const addresses = new Map<Value, number>();
  const live: { from: number; to: number; until: number }[] = [];
  let end = base;
  const place = (value: Value, now: number): void => {
    if (addresses.has(value) || value.known) return;
    const bytes = Math.max(ALIGN, Math.ceil((rowBytesOf(value) * cases) / ALIGN) * ALIGN);
    let from = base;
    for (const other of live.toSorted((a, b) => a.from - b.from)) {
      if (other.until >= now && from + bytes > other.from && from < other.to) from = other.to;
    }
    // What is never needed still has memory while its node runs.
    live.push({ from, to: from + bytes, until: last.get(value) ?? now });
    addresses.set(value, from);
    end = Math.max(end, from + bytes);
  };
  for (const input of inputs) place(input, -1);
  nodes.forEach((node, at) => {
    for (let i = live.length - 1; i >= 0; i--) if ((live[i]?.until ?? 0) < at) live.splice(i, 1);
    for (const output of node.outputs) place(rootOf(output), at);
  });
  return { addresses, end };
}
