import type { KernelContext, Operand } from '#compiler/emit/kernel.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { ELEMENT_BYTES, type Constant, type DType } from '#compiler/ir/tensor.ts';
import { mapAxes, type Axis } from '#compiler/kernels/map/map-axes.ts';

/** How the innermost loop gets an input's elements, one for each turn. */
export type Access =
  | { readonly kind: 'next'; readonly address: number }
  /** The same throughout the loop. */
  | { readonly kind: 'same'; readonly address: number }
  /** A constant of `period` elements over and over, from an address where it stands often enough for four at a time. */
  | { readonly kind: 'repeated'; readonly address: number }
  | { readonly kind: 'unused' };

export type MapPlan = {
  readonly expression: Expression;
  /** Outermost first, at least one; strides of the inputs and, last, of the output. */
  readonly axes: readonly Axis[];
  readonly inputs: readonly Access[];
  /** Elements after which repeated constants begin again: a multiple of four, or 0 where there are none. */
  readonly period: number;
};

/** From this size on an innermost loop of its own costs less than counting through a repeated constant. */
const LONG_ROW = 64;
const LONGEST_PERIOD = 16384;

/** The loops of a map, with constants of one element as numbers and short rows of constants repeated. */
export function planMap(expression: Expression, context: KernelContext, output: Operand): MapPlan {
  const { inputs, maxCases } = context;
  const simple = withNumbers(expression, inputs);
  const used = usedInputs(simple);
  // What is not read does not break up loops.
  const considered = inputs.map((input, i) =>
    used.has(i) ? input : { ...input, rowBytes: 0, type: { ...input.type, shape: [] } },
  );
  const axes = mapAxes(considered, output, maxCases);
  const repeated = repeatRows(axes, considered, used, context);
  if (repeated !== null) return { expression: simple, ...repeated };
  const inner = axes.at(-1);
  return {
    expression: simple,
    axes,
    inputs: inputs.map(({ address }, i): Access => {
      if (!used.has(i)) return { kind: 'unused' };
      return { kind: inner?.strides[i] === 0 ? 'same' : 'next', address };
    }),
    period: 0,
  };
}

/** Two axes where every operand goes on from row to row, but for constants that are the same in every row: one axis. */
function repeatRows(
  axes: readonly Axis[],
  inputs: readonly Operand[],
  used: ReadonlySet<number>,
  { constants }: KernelContext,
): Omit<MapPlan, 'expression'> | null {
  const [rows, row, ...more] = axes;
  if (rows === undefined || row === undefined || more.length > 0) return null;
  const size = row.size;
  const period = size % 4 === 0 ? size : size % 2 === 0 ? 2 * size : 4 * size;
  if ((size % 4 === 0 && size >= LONG_ROW) || period > LONGEST_PERIOD) return null;
  const goesOn = (o: number): boolean => rows.strides[o] === size && row.strides[o] === 1;
  const fits = inputs.every((input, i) => {
    const isRow = rows.strides[i] === 0 && row.strides[i] === 1 && input.constant !== null;
    return !used.has(i) || goesOn(i) || (isRow && input.type.dtype !== 'string');
  });
  if (!fits || !goesOn(inputs.length)) return null;
  return {
    axes: [
      {
        perCase: rows.perCase,
        size: rows.size * size,
        strides: row.strides.map((_, o) => (goesOn(o) ? 1 : 0)),
      },
    ],
    inputs: inputs.map((input, i): Access => {
      if (!used.has(i)) return { kind: 'unused' };
      if (goesOn(i)) return { kind: 'next', address: input.address };
      if (input.constant === null) throw new RangeError('a row that is no constant');
      return { kind: 'repeated', address: constants.place(repeatTo(input.constant, period)) };
    }),
    period,
  };
}

function repeatTo({ dtype, data }: Constant, period: number): Uint8Array {
  if (!ArrayBuffer.isView(data)) throw new RangeError('strings are not repeated');
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const out = new Uint8Array(period * ELEMENT_BYTES[dtype]);
  for (let at = 0; at < out.length; at += bytes.length) out.set(bytes, at);
  return out;
}

/** Inputs that are constants of one number become that number; what is shared stays shared. */
function withNumbers(expression: Expression, inputs: readonly Operand[]): Expression {
  const done = new Map<Expression, Expression>();
  const replace = (of: Expression): Expression => {
    const known = done.get(of);
    if (known !== undefined) return known;
    const next = of.kind === 'call' ? { ...of, args: of.args.map(replace) } : toNumber(of, inputs);
    done.set(of, next);
    return next;
  };
  return replace(expression);
}

function toNumber(of: Exclude<Expression, { kind: 'call' }>, inputs: readonly Operand[]): Expression {
  const operand = of.kind === 'input' ? inputs[of.index] : undefined;
  const element = operand?.elements === 1 ? operand.constant?.data[0] : undefined;
  if (operand === undefined || element === undefined || typeof element === 'string') return of;
  const dtype: DType = operand.type.dtype;
  return { kind: 'number', dtype, value: element };
}

function usedInputs(expression: Expression): ReadonlySet<number> {
  const seen = new Set<Expression>();
  const used = new Set<number>();
  const visit = (of: Expression): void => {
    if (seen.has(of)) return;
    seen.add(of);
    if (of.kind === 'input') used.add(of.index);
    if (of.kind === 'call') of.args.forEach(visit);
  };
  visit(expression);
  return used;
}
