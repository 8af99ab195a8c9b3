import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toTypeText } from '#compiler/ir/tensor.ts';
import { required } from '#compiler/operators/ai-onnx/arguments.ts';
import { compose, type Composer } from '#compiler/operators/ai-onnx/compose.ts';
import type { Operator } from '#compiler/operators/operator.ts';

/** The determinant of small matrices, by cofactors of the first row. */
export const determinant: Operator = {
  domain: 'ai.onnx',
  name: 'Det',
  versions: [11, 22],
  attributes: [],
  lower: (context) => {
    const c = compose(context);
    const x = required(context, 0);
    const { shape, dtype } = x.type;
    const size = shape.at(-1) ?? 0;
    if (
      shape.length < 2 ||
      shape.at(-2) !== size ||
      size < 1 ||
      size > 4 ||
      (dtype !== 'f32' && dtype !== 'f64')
    ) {
      throw new CompileError('unsupported', `${context.origin}: of ${toTypeText(x.type)}`);
    }
    const rank = shape.length;
    const outer = shape.slice(0, -2);
    const element = (row: number, column: number): Value =>
      c.reshape(c.part(c.part(x, rank - 2, row, 1), rank - 1, column, 1), outer);
    return [
      cofactors(
        c,
        element,
        0,
        Array.from({ length: size }, (_, i) => i),
      ),
    ];
  },
};

function cofactors(
  c: Composer,
  element: (row: number, column: number) => Value,
  row: number,
  columns: readonly number[],
): Value {
  const terms = columns.map((column, i) => {
    const rest = columns.filter((other) => other !== column);
    const factor = element(row, column);
    const term = rest.length === 0 ? factor : c.apply('mul', factor, cofactors(c, element, row + 1, rest));
    return { term, negative: i % 2 === 1 };
  });
  const [first, ...more] = terms;
  if (first === undefined) throw new RangeError('no columns');
  return more.reduce((sum, { term, negative }) => c.apply(negative ? 'sub' : 'add', sum, term), first.term);
}
