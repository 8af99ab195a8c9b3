import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';

/** Kernel functions of support vector machines, with γ, r and d as libsvm names them. */
export type SvmKernel =
  | { readonly kind: 'linear' }
  /** exp(−γ |x − y|²) */
  | { readonly kind: 'rbf'; readonly gamma: number }
  /** (γ x·y + r)^d */
  | { readonly kind: 'poly'; readonly gamma: number; readonly coef0: number; readonly degree: number }
  /** tanh(γ x·y + r) */
  | { readonly kind: 'sigmoid'; readonly gamma: number; readonly coef0: number };

export function readSvmKernel(attributes: Attributes, origin: string): SvmKernel {
  const name = attributes.get('string', 'kernel_type', 'LINEAR');
  if (name === 'LINEAR') return { kind: 'linear' };
  const [gamma, coef0, degree] = attributes.required('floats', 'kernel_params');
  if (gamma === undefined || coef0 === undefined || degree === undefined) {
    throw new CompileError('format', `${origin}: kernel_params are gamma, coef0 and degree`);
  }
  switch (name) {
    case 'RBF':
      return { kind: 'rbf', gamma };
    case 'POLY':
      if (!Number.isInteger(degree) || degree < 0 || degree > 64) {
        throw new CompileError('unsupported', `${origin}: a polynomial of degree ${degree}`);
      }
      return { kind: 'poly', gamma, coef0, degree };
    case 'SIGMOID':
      return { kind: 'sigmoid', gamma, coef0 };
    default:
      throw new CompileError('unsupported', `${origin}: kernel_type ${name}`);
  }
}

/** The kernel function of a row x [1,k] and each of the vectors [n,k]: [1,n], in the type of both, f32 or f64. */
export function svmKernel(graph: Graph, kernel: SvmKernel, x: Value, vectors: Value, origin: string): Value {
  const dtype = x.type.dtype === 'f64' ? 'f64' : 'f32';
  const of = (name: Parameters<typeof call>[0], ...args: readonly Expression[]): Expression =>
    call(name, dtype, ...args);
  if (kernel.kind === 'rbf') {
    const squares = graph.one({ kind: 'distances', metric: 'sqeuclidean' }, [x, vectors], origin);
    const power = of('exp', of('mul', number(dtype, -kernel.gamma), input(0)));
    return map(graph, power, [squares], origin);
  }
  const products = graph.one({ kind: 'matmul', transposeB: true }, [x, vectors], origin);
  if (kernel.kind === 'linear') return products;
  const scaled = of('mul', number(dtype, kernel.gamma), input(0));
  const shifted = of('add', scaled, number(dtype, kernel.coef0));
  if (kernel.kind === 'sigmoid') return map(graph, of('tanh', shifted), [products], origin);
  return map(graph, powerOf(shifted, kernel.degree, dtype), [products], origin);
}

/** By repeated squaring, the factors in libsvm's order. */
function powerOf(base: Expression, degree: number, dtype: 'f32' | 'f64'): Expression {
  let result: Expression = number(dtype, 1);
  let square = base;
  for (let rest = degree; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = call('mul', dtype, result, square);
    square = call('mul', dtype, square, square);
  }
  return result;
}
