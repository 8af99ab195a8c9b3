import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import { indices, required, reshape, transpose } from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

/** A tensor whose axes have names. */
type Named = { readonly value: Value; readonly axes: readonly string[] };

/** Sums of products over named axes: one input, or several that are multiplied from left to right. */
const einsumOperator: Operator = {
  domain: 'ai.onnx',
  name: 'Einsum',
  versions: [12, 28],
  attributes: ['equation'],
  lower: (context) => {
    const { graph, attributes, inputs, origin } = context;
    const equation = attributes.required('string', 'equation').replaceAll(' ', '');
    const [left = '', right, ...more] = equation.split('->');
    const terms = left.split(',');
    if (more.length > 0 || terms.length !== inputs.length || !/^[A-Za-z.,]*$/.test(left + (right ?? ''))) {
      throw new CompileError('format', `${origin}: equation ${equation}`);
    }
    const named = terms.map((term, i) => diagonal(context, required(context, i), term));
    const wanted = right === undefined ? impliedOutput(left, named) : expandTerm(right, longest(named));
    const [first, ...rest] = named;
    if (first === undefined) throw new CompileError('format', `${origin}: no input`);
    let result = first;
    rest.forEach((next, i) => {
      const later = rest.slice(i + 1).flatMap(({ axes }) => axes);
      result = multiply(context, result, next, [...wanted, ...later]);
    });
    const kept = result.axes.filter((axis) => wanted.includes(axis));
    const summed = result.axes.flatMap((axis, i) => (wanted.includes(axis) ? [] : [i]));
    const op = { kind: 'reduce', function: 'sum', axes: summed, keepDims: false } as const;
    const sum = summed.length === 0 ? result.value : graph.one(op, [result.value], origin);
    if (wanted.length !== kept.length) throw new CompileError('format', `${origin}: equation ${equation}`);
    return [
      transpose(
        context,
        sum,
        wanted.map((axis) => kept.indexOf(axis)),
      ),
    ];
  },
};

/** Names of the axes of a term: an ellipsis stands for `dots` axes, named from the right. */
function expandTerm(term: string, dots: number): string[] {
  const [before = '', after] = term.split('...');
  if (after === undefined) return [...before];
  return [...before, ...Array.from({ length: dots }, (_, i) => `.${dots - i}`), ...after];
}

function longest(named: readonly Named[]): number {
  return Math.max(0, ...named.map(({ axes }) => axes.filter((axis) => axis.startsWith('.')).length));
}

/** Names that stand once, in the order of the alphabet, after the axes of ellipses. */
function impliedOutput(left: string, named: readonly Named[]): string[] {
  const letters = [...left.replaceAll(/[.,]/g, '')];
  const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter));
  const dots = longest(named);
  return [...Array.from({ length: dots }, (_, i) => `.${dots - i}`), ...once.toSorted()];
}

/** An input with its names; where one stands twice, the diagonal of both axes. */
function diagonal(context: LowerContext, value: Value, term: string): Named {
  const { graph, origin } = context;
  const dots = value.type.shape.length - term.replace('...', '').length;
  let axes = expandTerm(term, dots);
  if (axes.length !== value.type.shape.length || (dots < 0 && term.includes('.'))) {
    throw new CompileError('shape', `${origin}: term ${term} for rank ${value.type.shape.length}`);
  }
  let result = value;
  for (let again = repeated(axes); again !== null; again = repeated(axes)) {
    const { first, second } = again;
    const size = result.type.shape[first] ?? 1;
    if (size !== result.type.shape[second]) throw new CompileError('shape', `${origin}: term ${term}`);
    const others = axes.flatMap((_, i) => (i === first || i === second ? [] : [i]));
    const moved = transpose(context, result, [first, second, ...others]);
    const rest = moved.type.shape.slice(2);
    const flat = reshape(context, moved, [size * size, ...rest]);
    const places = indices(
      context,
      Array.from({ length: size }, (_, i) => i * (size + 1)),
    );
    result = graph.one({ kind: 'gather', axis: 0 }, [flat, places], origin);
    axes = [axes[first] ?? '', ...others.map((i) => axes[i] ?? '')];
  }
  return { value: result, axes };
}

function repeated(axes: readonly string[]): { readonly first: number; readonly second: number } | null {
  const second = axes.findIndex((axis, i) => axes.indexOf(axis) < i);
  return second < 0 ? null : { first: axes.indexOf(axes[second] ?? ''), second };
}

/** The product of two, summed over what both have and nothing later needs; as a matrix product. */
function multiply(context: LowerContext, a: Named, b: Named, needed: readonly string[]): Named {
  const { graph, origin } = context;
  const both = a.axes.filter((axis) => b.axes.includes(axis));
  const sizeIn = (named: Named, axis: string): number =>
    named.value.type.shape[named.axes.indexOf(axis)] ?? 1;
  // An axis of size 1 on one side broadcasts: only those of one size are summed by the product.
  const inner = both.filter((axis) => !needed.includes(axis) && sizeIn(a, axis) === sizeIn(b, axis));
  const batch = both.filter((axis) => !inner.includes(axis));
  const left = a.axes.filter((axis) => !both.includes(axis));
  const right = b.axes.filter((axis) => !both.includes(axis));
  const arrange = (named: Named, axes: readonly string[]): Value =>
    transpose(
      context,
      named.value,
      axes.map((axis) => named.axes.indexOf(axis)),
    );
  const sizes = (named: Named, axes: readonly string[]): number[] => axes.map((axis) => sizeIn(named, axis));
  const [m, n, k] = [elementsOf(sizes(a, left)), elementsOf(sizes(b, right)), elementsOf(sizes(a, inner))];
  const x = reshape(context, arrange(a, [...batch, ...left, ...inner]), [...sizes(a, batch), m, k]);
  const y = reshape(context, arrange(b, [...batch, ...inner, ...right]), [...sizes(b, batch), k, n]);
  const product =
    inner.length === 0
      ? map(graph, call('mul', x.type.dtype, input(0), input(1)), [x, y], origin)
      : graph.one({ kind: 'matmul' }, [x, y], origin);
  const lead = product.type.shape.slice(0, batch.length);
  const value = reshape(context, product, [...lead, ...sizes(a, left), ...sizes(b, right)]);
  return { value, axes: [...batch, ...left, ...right] };
}

export const einsum: readonly Operator[] = [einsumOperator];
