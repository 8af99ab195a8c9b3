import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import { toTypeText } from '#compiler/ir/tensor.ts';
import { optional, required } from '#compiler/operators/ai-onnx/arguments.ts';
import type { Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

const matMul: Operator = {
  domain,
  name: 'MatMul',
  versions: [1, 9, 13],
  attributes: [],
  lower: (context) => [
    context.graph.one({ kind: 'matmul' }, [required(context, 0), required(context, 1)], context.origin),
  ],
};

/** α · A · B + β · C, rounded after each of the four operations; a factor of 1 is not multiplied by. */
const gemm: Operator = {
  domain,
  name: 'Gemm',
  versions: [1, 6, 7, 9, 11, 13],
  attributes: ['alpha', 'beta', 'transA', 'transB', 'broadcast'],
  lower: (context) => {
    const { graph, attributes, version, origin } = context;
    const [a, b, c] = [required(context, 0), required(context, 1), optional(context, 2)];
    const { dtype } = a.type;
    const [alpha, beta] = [attributes.get('float', 'alpha', 1), attributes.get('float', 'beta', 1)];
    if (a.type.shape.length !== 2 || b.type.shape.length !== 2 || dtype === 'string') {
      throw new CompileError('shape', `${origin}: ${toTypeText(a.type)} and ${toTypeText(b.type)}`);
    }
    if (dtype !== 'f32' && dtype !== 'f64' && (alpha !== 1 || beta !== 1)) {
      throw new CompileError('unsupported', `${origin}: alpha ${alpha}, beta ${beta} of ${dtype}`);
    }
    const transposeA = attributes.get('int', 'transA', 0) !== 0;
    const transposeB = attributes.get('int', 'transB', 0) !== 0;
    const product = graph.one({ kind: 'matmul', transposeA, transposeB }, [a, b], origin);
    const scaled = (index: number, factor: number): ReturnType<typeof input> =>
      factor === 1 ? input(index) : call('mul', dtype, input(index), number(dtype, factor));
    if (c === null || beta === 0) {
      return [alpha === 1 ? product : map(graph, scaled(0, alpha), [product], origin)];
    }
    const same = product.type.shape.join() === c.type.shape.join();
    if (version < 7 && attributes.get('int', 'broadcast', 0) === 0 && !same) {
      throw new CompileError('shape', `${origin}: C is ${toTypeText(c.type)}`);
    }
    const sum = map(graph, call('add', dtype, scaled(0, alpha), scaled(1, beta)), [product, c], origin);
    if (sum.type.shape.join() !== product.type.shape.join()) {
      throw new CompileError('shape', `${origin}: C is ${toTypeText(c.type)}`);
    }
    return [sum];
  },
};

export const algebra: readonly Operator[] = [matMul, gemm];
