import type { FunctionBuilder, Local } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { Operand } from '#compiler/emit/kernel.ts';

/** One loop of a nest: its turns, and the bytes each address moves on by in one. */
export type Loop = { readonly size: number; readonly steps: readonly number[] };

/** Where an operand stands in one turn: a local and a constant to be added to it. */
export type At = { readonly address: I; readonly offset: number };

/** Turns of the innermost loops that are written out. */
const UNROLLED = 8;
const TOGETHER = 4;

/**
 * Loops one inside another over `starts`, row-major; `body` is given each address. Loops of one turn vanish, loops that
 * continue each other are one, the innermost are written out. Nothing is emitted when a loop has no turns.
 */
export function nest(
  f: FunctionBuilder,
  loops: readonly Loop[],
  starts: readonly At[],
  body: (at: readonly At[]) => void,
  unrolled = UNROLLED,
): void {
  if (loops.some(({ size }) => size === 0)) return;
  emitLoops(f, joined(loops), starts, body, unrolled);
}

function emitLoops(
  f: FunctionBuilder,
  [loop, ...inner]: readonly Loop[],
  starts: readonly At[],
  body: (at: readonly At[]) => void,
  unrolled: number,
): void {
  if (loop === undefined) {
    f.scope(() => body(starts));
    return;
  }
  const turns = inner.reduce((product, { size }) => product * size, loop.size);
  const forward = [loop, ...inner].every(({ steps }) => steps.every((step) => step >= 0));
  if (turns <= unrolled && forward) {
    for (let i = 0; i < loop.size; i++) {
      const moved = starts.map(({ address, offset }, k) => ({
        address,
        offset: offset + i * (loop.steps[k] ?? 0),
      }));
      emitLoops(f, inner, moved, body, unrolled);
    }
    return;
  }
  // Several innermost turns in one of the code: in the engine a turn itself costs as much as a short body.
  const together = inner.length === 0 && forward && unrolled === UNROLLED ? TOGETHER : 1;
  f.scope(() => {
    const left = f.let(I.of(Math.floor(loop.size / together)));
    const moving = starts.map(({ address, offset }, k) => {
      const step = loop.steps[k] ?? 0;
      if (step === 0) return { step, local: null, address, offset };
      // Going down, the local itself must not go below 0: an offset does not wrap.
      return step > 0
        ? { step, local: f.let(address), address, offset }
        : { step, local: f.let(address.add(offset)), address, offset: 0 };
    });
    const turn = (ahead: number): void => {
      const at = moving.map(({ local, address, offset, step }) => ({
        address: local?.get ?? address,
        offset: offset + ahead * step,
      }));
      emitLoops(f, inner, at, body, unrolled);
    };
    f.loop((start) => {
      for (let ahead = 0; ahead < together; ahead++) turn(ahead);
      for (const { step, local } of moving) if (local !== null) f.set(local, local.get.add(together * step));
      f.set(left, left.get.sub(1));
      f.branchIf(start, left.get);
    });
    for (let ahead = 0; ahead < loop.size % together; ahead++) turn(ahead);
  });
}

/**
 * `body` for 0 to below `count`, which is at least 1; each pointer goes on by its bytes in one turn, `ahead` of which `body`
 * stands. Between turns stands a way out: Cranelift puts all loads of a straight piece of code first, and with those of
 * several turns many sums no longer fit the registers.
 */
export function turnsWithExits(
  f: FunctionBuilder,
  count: number,
  pointers: readonly { readonly local: Local<I>; readonly bytes: number }[],
  body: (ahead: number) => void,
): void {
  const left = f.let(I.of(count));
  f.block((done) =>
    f.loop((again) => {
      for (let ahead = 0; ahead < TOGETHER; ahead++) {
        f.scope(() => body(ahead));
        if (ahead < TOGETHER - 1) f.branchIf(done, left.get.eq(ahead + 1));
      }
      for (const { local, bytes } of pointers) f.set(local, local.get.add(TOGETHER * bytes));
      f.set(left, left.get.sub(TOGETHER));
      f.branchIf(again, left.get);
    }),
  );
}

/** Without loops of one turn; a loop that goes on where the next one ends is one with it. */
function joined(loops: readonly Loop[]): Loop[] {
  const out: Loop[] = [];
  for (const loop of loops) {
    const outer = out.at(-1);
    if (loop.size === 1) continue;
    if (outer?.steps.every((step, k) => step === (loop.steps[k] ?? 0) * loop.size) === true) {
      out[out.length - 1] = { size: outer.size * loop.size, steps: loop.steps };
    } else {
      out.push(loop);
    }
  }
  return out;
}

/** `body` for each case, with where each operand's elements of that case start. */
export function eachCase(
  f: FunctionBuilder,
  operands: readonly Operand[],
  body: (at: readonly At[]) => void,
): void {
  f.times(f.param(0), (row) => {
    const at = operands.map(({ address, rowBytes }) =>
      rowBytes === 0
        ? { address: I.of(0), offset: address }
        : { address: f.var(row.mul(rowBytes)), offset: address },
    );
    body(at);
  });
}

/** The same place further on by `bytes`, which may be negative as long as the whole offset is not. */
export function moved({ address, offset }: At, bytes: number): At {
  return { address, offset: offset + bytes };
}
