import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import { emptyData, toTypeText } from '#compiler/ir/tensor.ts';
import {
  knownIntegers,
  optional,
  required,
  reshape,
  transpose,
} from '#compiler/operators/ai-onnx/arguments.ts';
import { part } from '#compiler/operators/ai-onnx/movement.ts';
import { readActivations, type Activation } from '#compiler/operators/ai-onnx/recurrent-activations.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';
const versions = [7, 14, 22];
const attributes = [
  'activation_alpha',
  'activation_beta',
  'activations',
  'clip',
  'direction',
  'hidden_size',
  'layout',
];
/** Steps are written out, one after another. */
const MAX_STEPS = 1000;

/** One direction of a layer: weights [gates · hidden, …], biases [gates · hidden] or none. */
type Direction = {
  readonly dtype: 'f32' | 'f64';
  readonly hidden: number;
  readonly w: Value;
  readonly r: Value;
  readonly wb: Value | null;
  readonly rb: Value | null;
  readonly activations: readonly Activation[];
  readonly peepholes: Value | null;
};

/** State after a step from the step's input products [batch, gates · hidden] and the state before it. */
type Cell = (
  context: LowerContext,
  direction: Direction,
  xw: Value,
  state: readonly Value[],
) => readonly Value[];

type Layer = {
  readonly gates: number;
  readonly defaults: readonly string[];
  readonly states: number;
  readonly cell: Cell;
};

/** X [steps, batch, inputs] to Y [steps, directions, batch, hidden] and the last state of each direction. */
function lowerRecurrent(context: LowerContext, layer: Layer): readonly Value[] {
  const { graph, attributes: read, origin } = context;
  const batchFirst = read.get('int', 'layout', 0) !== 0;
  const given = required(context, 0);
  const x = batchFirst ? transpose(context, given, [1, 0, 2]) : given;
  const [steps = 0, batch = 1] = x.type.shape;
  const { dtype } = x.type;
  const lengths = knownIntegers(context, 4);
  if (x.type.shape.length !== 3 || (dtype !== 'f32' && dtype !== 'f64')) {
    throw new CompileError('shape', `${origin}: X is ${toTypeText(x.type)}`);
  }
  if (lengths?.some((length) => length !== steps) === true || steps > MAX_STEPS || steps === 0) {
    throw new CompileError(
      'unsupported',
      `${origin}: ${steps} steps, sequence_lens ${lengths?.join() ?? 'none'}`,
    );
  }
  const name = read.get('string', 'direction', 'forward');
  const reversed = name === 'forward' ? [false] : name === 'reverse' ? [true] : [false, true];
  if (!['forward', 'reverse', 'bidirectional'].includes(name)) {
    throw new CompileError('unsupported', `${origin}: direction ${name}`);
  }
  const functions = readActivations(context, dtype, reversed.length, layer.defaults);
  const results = reversed.map((backwards, d) => {
    const activations = functions[d] ?? [];
    const direction = readDirection(context, layer, d, dtype, activations);
    const products = inputProducts(context, x, direction);
    let state = initialState(context, layer, d, dtype, [batch, direction.hidden], batchFirst);
    const outputs: Value[] = [];
    for (let step = 0; step < steps; step++) {
      const at = backwards ? steps - 1 - step : step;
      const xw = reshape(context, part(context, products, 0, at, 1), products.type.shape.slice(1));
      state = layer.cell(context, direction, xw, state);
      outputs[at] = reshape(context, state[0] ?? xw, [1, 1, batch, direction.hidden]);
    }
    return { y: graph.one({ kind: 'concat', axis: 0 }, outputs, origin), state };
  });
  const y = graph.one(
    { kind: 'concat', axis: 1 },
    results.map((result) => result.y),
    origin,
  );
  const last = Array.from({ length: layer.states }, (_, i) => {
    const each = results.map(({ state }) => {
      const value = state[i];
      if (value === undefined) throw new RangeError('a state is missing');
      return reshape(context, value, [1, ...value.type.shape]);
    });
    const together = graph.one({ kind: 'concat', axis: 0 }, each, origin);
    return batchFirst ? transpose(context, together, [1, 0, 2]) : together;
  });
  return [batchFirst ? transpose(context, y, [2, 0, 1, 3]) : y, ...last];
}

function readDirection(
  context: LowerContext,
  layer: Layer,
  d: number,
  dtype: 'f32' | 'f64',
  activations: readonly Activation[],
): Direction {
  const of = (value: Value): Value =>
    reshape(context, part(context, value, 0, d, 1), value.type.shape.slice(1));
  const w = of(required(context, 1));
  const r = of(required(context, 2));
  const [rows = 0, hidden = 0] = r.type.shape;
  const stated = context.attributes.get('int', 'hidden_size', hidden);
  const bias = optional(context, 3);
  const biases = bias === null ? null : of(bias);
  if (rows !== layer.gates * hidden || w.type.shape[0] !== rows || stated !== hidden) {
    throw new CompileError('shape', `${context.origin}: W ${toTypeText(w.type)}, R ${toTypeText(r.type)}`);
  }
  const peepholes = layer.gates === 4 ? optional(context, 7) : null;
  return {
    dtype,
    hidden,
    w,
    r,
    wb: biases === null ? null : part(context, biases, 0, 0, rows),
    rb: biases === null ? null : part(context, biases, 0, rows, rows),
    activations,
    peepholes: peepholes === null ? null : of(peepholes),
  };
}

/** X · Wᵀ + bias for all steps at once. */
function inputProducts({ graph, origin }: LowerContext, x: Value, { w, wb, dtype }: Direction): Value {
  const product = graph.one({ kind: 'matmul', transposeB: true }, [x, w], origin);
  return wb === null ? product : map(graph, call('add', dtype, input(0), input(1)), [product, wb], origin);
}

function initialState(
  context: LowerContext,
  layer: Layer,
  d: number,
  dtype: 'f32' | 'f64',
  shape: readonly number[],
  batchFirst: boolean,
): readonly Value[] {
  return Array.from({ length: layer.states }, (_, i) => {
    const given = optional(context, 5 + i);
    if (given === null) {
      const data = emptyData(
        dtype,
        shape.reduce((product, size) => product * size, 1),
      );
      return context.graph.constant({ dtype, shape, data });
    }
    const axis = batchFirst ? 1 : 0;
    return reshape(context, part(context, given, axis, d, 1), shape);
  });
}

/** state · Rᵀ + bias of gates `from` to below `to`. */
function stateProducts(
  context: LowerContext,
  direction: Direction,
  state: Value,
  from: number,
  to: number,
): Value {
  const { graph, origin } = context;
  const { hidden, r, rb, dtype } = direction;
  const rows = part(context, r, 0, from * hidden, (to - from) * hidden);
  const product = graph.one({ kind: 'matmul', transposeB: true }, [state, rows], origin);
  if (rb === null) return product;
  const bias = part(context, rb, 0, from * hidden, (to - from) * hidden);
  return map(graph, call('add', dtype, input(0), input(1)), [product, bias], origin);
}

/** Gate `gate` of products [batch, gates · hidden]. */
function gateOf(context: LowerContext, { hidden }: Direction, products: Value, gate: number): Value {
  return part(context, products, 1, gate * hidden, hidden);
}

function calls(dtype: 'f32' | 'f64'): (name: ScalarFunction, ...args: readonly Expression[]) => Expression {
  return (name, ...args) => call(name, dtype, ...args);
}

function activation({ activations }: Direction, index: number): Activation {
  const found = activations[index];
  if (found === undefined) throw new RangeError(`no activation ${index}`);
  return found;
}

/** Hₜ = f(Xₜ·Wᵀ + Hₜ₋₁·Rᵀ + biases). */
const rnnCell: Cell = (context, direction, xw, [h]) => {
  if (h === undefined) throw new RangeError('no state');
  const f = calls(direction.dtype);
  const sum = f('add', input(0), input(1));
  const hr = stateProducts(context, direction, h, 0, 1);
  return [map(context.graph, activation(direction, 0)(sum), [xw, hr], context.origin)];
};

/** Gates z, r, h: Hₜ = (1 − z) ⊙ h + z ⊙ Hₜ₋₁. */
const gruCell: Cell = (context, direction, xw, [h]) => {
  if (h === undefined) throw new RangeError('no state');
  const { graph, attributes: read, origin } = context;
  const f = calls(direction.dtype);
  const [gate, candidate] = [activation(direction, 0), activation(direction, 1)];
  const hr = stateProducts(context, direction, h, 0, 2);
  const sum = f('add', input(0), input(1));
  const gates = [0, 1].map((i) =>
    map(graph, gate(sum), [gateOf(context, direction, xw, i), gateOf(context, direction, hr, i)], origin),
  );
  const [z, r] = gates;
  if (z === undefined || r === undefined) throw new RangeError('two gates');
  const xh = gateOf(context, direction, xw, 2);
  const before = read.get('int', 'linear_before_reset', 0) !== 0;
  const reset = f('mul', input(0), input(1));
  const inner = before
    ? map(graph, reset, [r, stateProducts(context, direction, h, 2, 3)], origin)
    : stateProducts(context, direction, map(graph, reset, [r, h], origin), 2, 3);
  const fresh = f(
    'mul',
    f('sub', number(direction.dtype, 1), input(0)),
    candidate(f('add', input(1), input(2))),
  );
  return [map(graph, f('add', fresh, f('mul', input(0), input(3))), [z, xh, inner, h], origin)];
};

/** Gates i, o, f, c: Cₜ = f ⊙ Cₜ₋₁ + i ⊙ c; Hₜ = o ⊙ h(Cₜ). Peepholes in the order i, o, f. */
const lstmCell: Cell = (context, direction, xw, [h, c]) => {
  if (h === undefined || c === undefined) throw new RangeError('no state');
  const { graph, attributes: read, origin } = context;
  const f = calls(direction.dtype);
  if (read.get('int', 'input_forget', 0) !== 0) {
    throw new CompileError('unsupported', `${origin}: input_forget`);
  }
  const { peepholes, hidden, dtype } = direction;
  const [gate, candidate, last] = [0, 1, 2].map((i) => activation(direction, i));
  if (gate === undefined || candidate === undefined || last === undefined)
    throw new RangeError('three functions');
  const gates = map(
    graph,
    f('add', input(0), input(1)),
    [xw, stateProducts(context, direction, h, 0, 4)],
    origin,
  );
  const [i, o, forget, fresh] = [0, 1, 2, 3].map((at) => gateOf(context, direction, gates, at));
  if (i === undefined || o === undefined || forget === undefined || fresh === undefined) {
    throw new RangeError('four gates');
  }
  const peephole = (at: number): Value => {
    if (peepholes !== null) return part(context, peepholes, 0, at * hidden, hidden);
    return graph.constant({ dtype, shape: [1], data: emptyData(dtype, 1) });
  };
  const withPeephole = (x: Expression, weight: Expression, cell: Expression): Expression =>
    peepholes === null ? x : f('add', x, f('mul', weight, cell));
  const kept = f('mul', gate(withPeephole(input(1), input(5), input(3))), input(3));
  const added = f('mul', gate(withPeephole(input(0), input(4), input(3))), candidate(input(2)));
  const next = map(graph, f('add', kept, added), [i, forget, fresh, c, peephole(0), peephole(2)], origin);
  const out = f('mul', gate(withPeephole(input(0), input(2), input(1))), last(input(1)));
  return [map(graph, out, [o, next, peephole(1)], origin), next];
};

function recurrentOperator(name: string, more: readonly string[], layer: Layer): Operator {
  return {
    domain,
    name,
    versions,
    attributes: [...attributes, ...more],
    lower: (context) => lowerRecurrent(context, layer),
  };
}

export const recurrent: readonly Operator[] = [
  recurrentOperator('RNN', [], { gates: 1, defaults: ['Tanh'], states: 1, cell: rnnCell }),
  recurrentOperator('GRU', ['linear_before_reset'], {
    gates: 3,
    defaults: ['Sigmoid', 'Tanh'],
    states: 1,
    cell: gruCell,
  }),
  recurrentOperator('LSTM', ['input_forget'], {
    gates: 4,
    defaults: ['Sigmoid', 'Tanh', 'Tanh'],
    states: 2,
    cell: lstmCell,
  }),
];
