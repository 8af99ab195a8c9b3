import { constantOf } from '#compiler/emit/evaluate.ts';
import { CompileError } from '#compiler/errors.ts';
import { Graph, type Value } from '#compiler/ir/graph.ts';
import type { Constant } from '#compiler/ir/tensor.ts';
import { allOperators } from '#compiler/operators/registry.ts';
import { readModel } from '#compiler/readers/onnx/read-model.ts';
import { readOnnx } from '#compiler/readers/onnx/read-onnx.ts';
import type { Case, CaseValue } from '#scripts/conformance/cases.ts';
import { difference } from '#scripts/conformance/compare.ts';
import { runTyped } from '#scripts/conformance/run-typed.ts';

/** How the inputs of a case that passes were given: all at run time, or some or all at compile time. */
export type Binding = 'none' | 'some' | 'all';

export type Verdict =
  | { readonly passed: true; readonly bound: Binding }
  | {
      readonly passed: false;
      readonly kind: 'download' | 'refused' | 'wrong' | 'broken';
      readonly reason: string;
    };

const registered = new Set(allOperators().map(({ domain, name }) => `${domain}:${name}`));

/** Every operator of its model is in the registry. */
export function isClaimed({ model, operators }: Case): boolean {
  return model !== null && operators.every((operator) => registered.has(operator));
}

/**
 * Compiles and runs a case. Inputs are given at run time; where the shape of something depends on them, first those of
 * whole numbers, then all but the first, then all are bound at compile time.
 */
export function runCase(test: Case): Verdict {
  if (test.model === null)
    return { passed: false, kind: 'download', reason: 'the model is not in the package' };
  let verdict: Verdict = { passed: false, kind: 'broken', reason: 'nothing was run' };
  for (const binding of [bindNone, bindWhole, bindRest, bindAll]) {
    verdict = attempt(test, binding);
    // Only a refusal can come from an input that is not known; a wrong number stays wrong.
    if (verdict.passed || verdict.kind !== 'refused') return verdict;
  }
  return verdict;
}

type Bind = (value: Constant, index: number) => boolean;
const bindNone: Bind = () => false;
const bindWhole: Bind = ({ dtype, shape }, index) =>
  index > 0 && shape.length <= 1 && ['i64', 'i32', 'bool'].includes(dtype);
const bindRest: Bind = (_, index) => index > 0;
const bindAll: Bind = () => true;

function attempt(test: Case, bind: Bind): Verdict {
  try {
    const bindings = test.sets.map(({ inputs, outputs }) => runSet(test, inputs, outputs, bind));
    if (bindings.length === 0) return { passed: false, kind: 'broken', reason: 'the case has no data' };
    return {
      passed: true,
      bound: bindings.includes('all') ? 'all' : bindings.includes('some') ? 'some' : 'none',
    };
  } catch (error) {
    if (error instanceof CompileError) return { passed: false, kind: 'refused', reason: error.message };
    if (error instanceof Difference) return { passed: false, kind: 'wrong', reason: error.message };
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown error';
    return { passed: false, kind: 'broken', reason };
  }
}

class Difference extends Error {}

function runSet(
  test: Case,
  inputs: readonly CaseValue[],
  outputs: readonly CaseValue[],
  bind: Bind,
): Binding {
  const given = inputs.map(tensorOf);
  const expected = outputs.map(tensorOf);
  const names = inputNames(test);
  const bound = new Map<string, Constant>();
  const shapes = new Map<string, readonly number[]>();
  const free: Constant[] = [];
  given.forEach((value, i) => {
    const name = names[i] ?? '';
    if (bind(value, i)) bound.set(name, value);
    else {
      shapes.set(name, value.shape);
      free.push(value);
    }
  });
  const model = readOnnx(test.model ?? new Uint8Array(), { bound, shapes });
  const graph = new Graph();
  const values = new Map(model.inputs.map(({ name, type }) => [name, graph.input(name, type)]));
  const made = model.build(graph, values);
  const got = evaluate(graph, made, free);
  if (got.length !== expected.length)
    throw new Difference(`${got.length} outputs, expected ${expected.length}`);
  expected.forEach((value, i) => {
    const one = got[i];
    const text = one === undefined ? 'no output' : difference(value, one, test.rtol, test.atol);
    if (text !== null) throw new Difference(`output ${i}: ${text}`);
  });
  return bound.size === 0 ? 'none' : free.length > 0 ? 'some' : 'all';
}

/** What the compiler has no type for is refused, as the compiler would. */
function tensorOf(value: CaseValue): Constant {
  if ('other' in value) throw new CompileError('unsupported', `a value is ${value.other}`);
  return value;
}

/** The inputs that a run has to give, in their order. */
function inputNames({ model }: Case): readonly string[] {
  const { graph } = readModel(model ?? new Uint8Array());
  return graph.inputs.map(({ name }) => name).filter((name) => !graph.constants.has(name));
}

function evaluate(
  graph: Graph,
  outputs: ReadonlyMap<string, Value>,
  inputs: readonly Constant[],
): readonly Constant[] {
  const all = [...outputs.values()];
  const known = all.map(constantOf);
  const open = new Map([...outputs].filter(([, value]) => !value.known));
  const run = open.size === 0 ? [] : runTyped({ inputs: graph.inputs, outputs: open }, inputs);
  let next = 0;
  return known.map((constant) => {
    const value = constant ?? run[next++];
    if (value === undefined) throw new Error('an output is missing');
    return value;
  });
}
