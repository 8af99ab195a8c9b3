import { unsigned } from '#compiler/assembler/bytes.ts';
import { D, F, I, L, TYPE_CODE, V, memarg, type Value, type ValueType } from '#compiler/assembler/values.ts';

/** A local that changes: `get` reads it, `FunctionBuilder.set` writes it. */
export type Local<T extends Value> = { readonly index: number; readonly get: T };
/** A place in the code that `branchIf` goes to: the start of a loop, the end of a block. */
export type Label = { readonly depth: number };
/** A function that can be called: its parameters, and at most one result. */
export type FunctionType = { readonly params: readonly ValueType[]; readonly result: ValueType | null };
export type FunctionReference = FunctionType & { readonly index: number };

const I32_STORE = 0x36;
const F64_STORE = 0x39;

/** The body of one function: statements in the order they are written. Locals are used again when their scope ends. */
export class FunctionBuilder {
  readonly type: FunctionType;
  readonly #code: number[] = [];
  readonly #locals: ValueType[];
  readonly #free: number[] = [];
  #taken: number[] = [];
  #depth = 0;

  constructor(type: FunctionType) {
    this.type = type;
    this.#locals = [...type.params];
  }

  /** Parameter `index`, an i32. */
  param(index: number): I {
    if (this.type.params[index] !== 'i32') throw new RangeError(`parameter ${index} is no i32`);
    return new I([0x20, ...unsigned(index)]);
  }

  /** Parameter `index`, an f64. */
  paramF64(index: number): D {
    if (this.type.params[index] !== 'f64') throw new RangeError(`parameter ${index} is no f64`);
    return new D([0x20, ...unsigned(index)]);
  }

  /** Parameter `index`, an i64. */
  paramI64(index: number): L {
    if (this.type.params[index] !== 'i64') throw new RangeError(`parameter ${index} is no i64`);
    return new L([0x20, ...unsigned(index)]);
  }

  /** Parameter `index`, a v128. */
  paramV128(index: number): V {
    if (this.type.params[index] !== 'v128') throw new RangeError(`parameter ${index} is no v128`);
    return new V([0x20, ...unsigned(index)]);
  }

  /** Evaluates `value` once and keeps it; for a value that is used more than once. */
  var<T extends Value>(value: T): T {
    return this.let(value).get;
  }

  /** A local that starts as `value` and changes by `set`. */
  let<T extends Value>(value: T): Local<T> {
    const local = this.#allocate(value.type);
    // The local has the type of `value`, so reading it gives a T.
    const result = { index: local, get: valueOf(value.type, local) as T };
    this.set(result, value);
    return result;
  }

  set<T extends Value>(local: Local<T>, value: T): void {
    this.#code.push(...value.code, 0x21, ...unsigned(local.index));
  }

  storeI32(address: I, value: I, offset = 0): void {
    this.#code.push(...address.code, ...value.code, I32_STORE, ...memarg(2, offset));
  }
  storeU8(address: I, value: I, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0x3a, ...memarg(0, offset));
  }
  storeI16(address: I, value: I, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0x3b, ...memarg(1, offset));
  }
  storeI64(address: I, value: L, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0x37, ...memarg(3, offset));
  }
  storeF32(address: I, value: F, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0x38, ...memarg(2, offset));
  }
  storeF64(address: I, value: D, offset = 0): void {
    this.#code.push(...address.code, ...value.code, F64_STORE, ...memarg(3, offset));
  }
  storeV128(address: I, value: V, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0xfd, ...unsigned(11), ...memarg(4, offset));
  }
  /** Stores one 32-bit lane. */
  storeLane32(address: I, value: V, lane: 0 | 1 | 2 | 3, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0xfd, ...unsigned(90), ...memarg(2, offset), lane);
  }
  /** Stores one 64-bit lane. */
  storeLane(address: I, value: V, lane: 0 | 1, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0xfd, ...unsigned(91), ...memarg(3, offset), lane);
  }

  /** Copies `bytes` from `source` to `target` (memory.copy). */
  copy(target: I, source: I, bytes: I): void {
    this.#code.push(...target.code, ...source.code, ...bytes.code, 0xfc, 10, 0, 0);
  }

  /** Sets `bytes` from `target` to the byte `value` (memory.fill). */
  fill(target: I, value: number, bytes: I): void {
    this.#code.push(...target.code, ...I.of(value).code, ...bytes.code, 0xfc, 11, 0);
  }

  /** Pages of 64 KiB the memory has. */
  memorySize(): I {
    return new I([0x3f, 0]);
  }
  /** Grows the memory; −1 when it cannot. */
  memoryGrow(pages: I): I {
    return new I([...pages.code, 0x40, 0]);
  }

  /** Locals made in `body` are free again afterwards. */
  scope(body: () => void): void {
    const outer = this.#taken;
    this.#taken = [];
    body();
    this.#free.push(...this.#taken);
    this.#taken = outer;
  }

  if(condition: I, whenTrue: () => void, whenFalse?: () => void): void {
    this.#code.push(...condition.code, 0x04, 0x40);
    this.#nested(whenTrue);
    if (whenFalse !== undefined) {
      this.#code.push(0x05);
      this.#nested(whenFalse);
    }
    this.#code.push(0x0b);
  }

  /** `branchIf(label)` in `body` goes to its start. */
  loop(body: (start: Label) => void): void {
    this.#structured(0x03, body);
  }

  /** `branchIf(label)` in `body` goes past its end. */
  block(body: (end: Label) => void): void {
    this.#structured(0x02, body);
  }

  branchIf(label: Label, condition: I): void {
    this.#code.push(...condition.code, 0x0d, ...unsigned(this.#depth - label.depth));
  }

  /** `body` for `i` from 0 to below `count`, which is at least 1. */
  times(count: I, body: (i: I) => void): void {
    this.scope(() => {
      const limit = this.var(count);
      const i = this.let(I.of(0));
      this.loop((start) => {
        body(i.get);
        this.set(i, i.get.add(1));
        this.branchIf(start, i.get.ltU(limit));
      });
    });
  }

  /** As `times` for a known `count`, with `step` bodies in one turn of the loop: where a turn itself costs. */
  timesInSteps(count: number, step: number, body: (i: I) => void): void {
    const turns = Math.floor(count / step);
    if (turns > 0) {
      this.times(I.of(turns), (turn) => {
        const first = this.var(turn.mul(step));
        for (let k = 0; k < step; k++) this.scope(() => body(this.var(first.add(k))));
      });
    }
    for (let i = turns * step; i < count; i++) this.scope(() => body(I.of(i)));
  }

  /** A call whose result is kept for use. */
  call(callee: FunctionReference, ...args: readonly Value[]): I {
    if (callee.result !== 'i32') throw new RangeError('the function gives no i32');
    return this.var(new I(this.#callCode(callee, args)));
  }

  /** A call whose result is kept for use. */
  callF64(callee: FunctionReference, ...args: readonly Value[]): D {
    if (callee.result !== 'f64') throw new RangeError('the function gives no f64');
    return this.var(new D(this.#callCode(callee, args)));
  }

  /** A call whose result is kept for use. */
  callI64(callee: FunctionReference, ...args: readonly Value[]): L {
    if (callee.result !== 'i64') throw new RangeError('the function gives no i64');
    return this.var(new L(this.#callCode(callee, args)));
  }

  /** A call whose result is kept for use. */
  callV128(callee: FunctionReference, ...args: readonly Value[]): V {
    if (callee.result !== 'v128') throw new RangeError('the function gives no v128');
    return this.var(new V(this.#callCode(callee, args)));
  }

  /** A call of a function without a result. */
  run(callee: FunctionReference, ...args: readonly Value[]): void {
    if (callee.result !== null) throw new RangeError('the function gives a result');
    this.#code.push(...this.#callCode(callee, args));
  }

  return(value: I | L | D | V): void {
    this.#code.push(...value.code, 0x0f);
  }

  unreachable(): void {
    this.#code.push(0x00);
  }

  /** The body with its locals, as it stands in the code section (5.5.13). */
  emit(): number[] {
    const groups: number[] = [];
    let count = 0;
    const declared = this.#locals.slice(this.type.params.length);
    for (let from = 0; from < declared.length;) {
      let to = from;
      while (declared[to] === declared[from]) to++;
      groups.push(...unsigned(to - from), TYPE_CODE[declared[from] ?? 'i32']);
      count++;
      from = to;
    }
    // A function with a result ends by `return`; what follows is never reached.
    const end = this.type.result === null ? [0x0b] : [0x00, 0x0b];
    const body = [...unsigned(count), ...groups, ...this.#code, ...end];
    return [...unsigned(body.length), ...body];
  }

  #structured(opcode: number, body: (label: Label) => void): void {
    this.#code.push(opcode, 0x40);
    this.#nested(() => body({ depth: this.#depth }));
    this.#code.push(0x0b);
  }

  #nested(body: () => void): void {
    this.#depth++;
    this.scope(body);
    this.#depth--;
  }

  #callCode(callee: FunctionReference, args: readonly Value[]): number[] {
    const types = args.map((a) => a.type).join();
    if (types !== callee.params.join())
      throw new RangeError(`arguments ${types} for ${callee.params.join()}`);
    return [...args.flatMap((a) => [...a.code]), 0x10, ...unsigned(callee.index)];
  }

  #allocate(type: ValueType): number {
    const reusable = this.#free.findIndex((index) => this.#locals[index] === type);
    const index = reusable < 0 ? this.#locals.push(type) - 1 : (this.#free.splice(reusable, 1)[0] ?? 0);
    this.#taken.push(index);
    return index;
  }
}

function valueOf(type: ValueType, local: number): Value {
  const code = [0x20, ...unsigned(local)];
  switch (type) {
    case 'i32':
      return new I(code);
    case 'i64':
      return new L(code);
    case 'f32':
      return new F(code);
    case 'f64':
      return new D(code);
    case 'v128':
      return new V(code);
  }
}
