import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { Keys } from '#compiler/ir/lookup-op.ts';
import { ELEMENT_BYTES, emptyData, type Constant } from '#compiler/ir/tensor.ts';
import { compareStrings } from '#compiler/kernels/strings/compare-strings.ts';

/**
 * `(address of an element) → i32`: the index of the key it equals, the number of keys where it is none. Binary search in
 * the sorted keys; strings by length, then by bytes.
 */
export function findKey(context: KernelContext, keys: Keys): FunctionReference {
  const { module, constants } = context;
  const count = keys.data.length;
  const { sorted, order, nan } = sortKeys(keys);
  const size = ELEMENT_BYTES[keys.dtype];
  const table = sorted.dtype === 'string' ? placeTexts(context, sorted) : constants.placeConstant(sorted);
  const indices = constants.place(new Uint8Array(Int32Array.from(order).buffer));
  const compare = keys.dtype === 'string' ? compareStrings(context) : null;
  return module.func({ params: ['i32'], result: 'i32' }, (f) => {
    const element = f.param(0);
    if (keys.dtype === 'f32' || keys.dtype === 'f64') {
      f.if(isNaNAt(element, keys.dtype), () => f.return(I.of(nan ?? count)));
    }
    if (sorted.data.length === 0) {
      f.return(I.of(count));
      return;
    }
    const low = f.let(I.of(0));
    const high = f.let(I.of(sorted.data.length));
    f.loop((next) => {
      const middle = f.var(low.get.add(high.get).shrU(1));
      const order = f.var(compareAt(f, keys.dtype, f.var(middle.mul(size).add(table)), element, compare));
      f.if(order.eqz(), () => f.return(middle.shl(2).add(indices).i32()));
      f.if(
        order.ltS(0),
        () => f.set(low, middle.add(1)),
        () => f.set(high, middle),
      );
      f.branchIf(next, low.get.ltU(high.get));
    });
    f.return(I.of(count));
  });
}

/** Strings as elements, their bytes in one piece: a vocabulary may have more words than a module data segments. */
function placeTexts({ constants }: KernelContext, { data }: Constant): number {
  const encoder = new TextEncoder();
  // The caller gives a constant of strings.
  const texts = Array.from(data as readonly string[], (text) => encoder.encode(text));
  const all = new Uint8Array(texts.reduce((sum, bytes) => sum + bytes.length, 0));
  let end = 0;
  const offsets = texts.map((bytes) => {
    all.set(bytes, end);
    end += bytes.length;
    return end - bytes.length;
  });
  const base = constants.place(all);
  const elements = new Uint32Array(texts.flatMap((bytes, i) => [base + (offsets[i] ?? 0), bytes.length]));
  return constants.place(new Uint8Array(elements.buffer));
}

function isNaNAt(address: I, dtype: 'f32' | 'f64'): I {
  return dtype === 'f32' ? address.f32().ne(address.f32()) : address.f64().ne(address.f64());
}

/** Below, equal to or above 0 as the key at `key` is below, equal to or above the element. */
function compareAt(
  f: FunctionBuilder,
  dtype: Constant['dtype'],
  key: I,
  element: I,
  compare: FunctionReference | null,
): I {
  if (compare !== null) return f.call(compare, key.i32(), key.i32(4), element.i32(), element.i32(4));
  if (dtype === 'i64') return key.i64().gtS(element.i64()).sub(key.i64().ltS(element.i64()));
  if (dtype === 'f32') return key.f32().gt(element.f32()).sub(key.f32().lt(element.f32()));
  return key.f64().gt(element.f64()).sub(key.f64().lt(element.f64()));
}

type Sorted = {
  readonly sorted: Constant;
  /** Index among the keys of each sorted key. */
  readonly order: readonly number[];
  /** Index of the key that is NaN. */
  readonly nan: number | null;
};

function sortKeys(keys: Keys): Sorted {
  const { dtype } = keys;
  if (dtype === 'string') {
    const encoder = new TextEncoder();
    // The dtype is string, so the data are strings.
    const texts = Array.from(keys.data as readonly string[], (text, index) => ({
      text,
      index,
      bytes: encoder.encode(text),
    }));
    texts.sort((a, b) => a.bytes.length - b.bytes.length || compareBytes(a.bytes, b.bytes));
    const data = texts.map(({ text }) => text);
    return {
      sorted: { dtype, shape: [data.length], data },
      order: texts.map(({ index }) => index),
      nan: null,
    };
  }
  if (dtype !== 'i64' && dtype !== 'f32' && dtype !== 'f64') throw new RangeError(`keys of ${dtype}`);
  // The dtype is no string, so the data are numbers.
  const numbers = Array.from(keys.data as ArrayLike<number | bigint>, (value, index) => ({ value, index }));
  const nan = numbers.find(({ value }) => Number.isNaN(value))?.index ?? null;
  const ordered = numbers
    .filter(({ value }) => !Number.isNaN(value))
    .toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const data = emptyData(dtype, ordered.length);
  ordered.forEach(({ value }, i) => (data[i] = value));
  return { sorted: { dtype, shape: [data.length], data }, order: ordered.map(({ index }) => index), nan };
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
