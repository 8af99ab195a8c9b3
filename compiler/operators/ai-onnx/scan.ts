import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { indices, optional, required, reshape, transpose } from '#compiler/operators/ai-onnx/arguments.ts';
import { part } from '#compiler/operators/ai-onnx/movement.ts';
import { vectorise } from '#compiler/operators/ai-onnx/vectorise.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

import { MAX_ITERATIONS, stack } from '#compiler/operators/ai-onnx/control.ts';

/** Slices along an axis, one iteration for each; all are written out. */
export const scan: Operator = {
  domain: 'ai.onnx',
  name: 'Scan',
  versions: [8, 9, 11, 16, 19, 21, 23, 24, 25],
  attributes: [
    'body',
    'num_scan_inputs',
    'directions',
    'scan_input_axes',
    'scan_input_directions',
    'scan_output_axes',
    'scan_output_directions',
  ],
  lower: (context) => (context.version < 9 ? scanBatch(context) : scanWhole(context)),
};

function scanWhole(context: LowerContext): readonly Value[] {
  const { attributes, inputs, origin } = context;
  const values = inputs.map((_, i) => required(context, i));
  const scans = attributes.required('int', 'num_scan_inputs');
  const states = values.length - scans;
  if (scans < 1 || states < 0)
    throw new CompileError('format', `${origin}: ${scans} of ${values.length} inputs`);
  const sequences = values.slice(states);
  const axes = sequences.map((value, i) =>
    toAxis(attributes.optional('ints', 'scan_input_axes')?.[i] ?? 0, value.type.shape.length, origin),
  );
  return unroll(context, values.slice(0, states), {
    sequences,
    axes,
    backwards: attributes.optional('ints', 'scan_input_directions') ?? [],
    outputAxes: attributes.optional('ints', 'scan_output_axes') ?? [],
    outputsBackwards: attributes.optional('ints', 'scan_output_directions') ?? [],
  });
}

/** Version 8: a batch axis before all others, and optional lengths of the sequences. */
function scanBatch(context: LowerContext): readonly Value[] {
  const { attributes, inputs, origin } = context;
  if (optional(context, 0) !== null) throw new CompileError('unsupported', `${origin}: lengths of sequences`);
  const values = inputs.slice(1).map((_, i) => required(context, i + 1));
  if (values.some((value) => value.type.shape[0] !== 1)) {
    throw new CompileError('unsupported', `${origin}: more than one case in a batch`);
  }
  const alone = values.map((value) => reshape(context, value, value.type.shape.slice(1)));
  const states = alone.length - attributes.required('int', 'num_scan_inputs');
  const sequences = alone.slice(states);
  return unroll(context, alone.slice(0, states), {
    sequences,
    axes: sequences.map(() => 0),
    backwards: attributes.optional('ints', 'directions') ?? [],
    outputAxes: [],
    outputsBackwards: [],
  }).map((value) => reshape(context, value, [1, ...value.type.shape]));
}

type Sequences = {
  readonly sequences: readonly Value[];
  readonly axes: readonly number[];
  /** 1: from the end. */
  readonly backwards: readonly number[];
  readonly outputAxes: readonly number[];
  readonly outputsBackwards: readonly number[];
};

function unroll(context: LowerContext, start: readonly Value[], scanned: Sequences): readonly Value[] {
  const { origin } = context;
  const { sequences, axes, backwards } = scanned;
  const lengths = sequences.map((value, i) => value.type.shape[axes[i] ?? 0] ?? 0);
  const [length = 0] = lengths;
  if (new Set(lengths).size > 1) throw new CompileError('shape', `${origin}: lengths ${lengths.join(', ')}`);
  if (length > MAX_ITERATIONS) throw new CompileError('too-large', `${origin}: ${length} iterations`);
  const together = length < 2 ? null : allAtOnce(context, start, scanned, length);
  if (together !== null) return together;
  let states = start;
  const outputs: Value[][] = [];
  for (let step = 0; step < length; step++) {
    const slices = sequences.map((value, i) => {
      const axis = axes[i] ?? 0;
      const at = backwards[i] === 1 ? length - 1 - step : step;
      return reshape(context, part(context, value, axis, at, 1), value.type.shape.toSpliced(axis, 1));
    });
    const results = context.lowerGraph('body', [...states, ...slices]);
    if (results.length < states.length) throw new CompileError('format', `${origin}: outputs of body`);
    states = results.slice(0, states.length);
    results.slice(states.length).forEach((value, k) => (outputs[k] ??= []).push(value));
  }
  const count = context.outputs.length - states.length;
  return [
    ...states,
    ...Array.from({ length: count }, (_, k) => {
      const parts = outputs[k] ?? [];
      const ordered = scanned.outputsBackwards[k] === 1 ? parts.toReversed() : parts;
      return stack(context, ordered, scanned.outputAxes[k] ?? 0);
    }),
  ];
}

/**
 * A body that hands its states on as they are (such as the rows to which distances are taken) is computed for all items
 * at once; `null` where it is another.
 */
function allAtOnce(
  context: LowerContext,
  states: readonly Value[],
  { sequences, axes, backwards, outputAxes, outputsBackwards }: Sequences,
  length: number,
): readonly Value[] | null {
  const { graph } = context;
  const reversed = Array.from({ length }, (_, i) => length - 1 - i);
  const order = (value: Value, isBackwards: boolean): Value =>
    isBackwards
      ? graph.one({ kind: 'gather', axis: 0 }, [value, indices(context, reversed)], context.origin)
      : value;
  const items = new Map<Value, Value>();
  sequences.forEach((value, i) => {
    const axis = axes[i] ?? 0;
    const { dtype, shape } = value.type;
    const rest = shape.toSpliced(axis, 1);
    const moved = [axis, ...shape.map((_, i) => i).filter((other) => other !== axis)];
    items.set(
      graph.placeholder({ dtype, shape: rest }),
      order(transpose(context, value, moved), backwards[i] === 1),
    );
  });
  const results = attempted(() => context.lowerGraph('body', [...states, ...items.keys()]));
  if (results === null || results.length < states.length || states.some((state, i) => results[i] !== state))
    return null;
  const wanted = results.slice(states.length, context.outputs.length);
  const outputs = vectorise(graph, items, wanted, length).flatMap((value, k) => {
    if (value === null) return [];
    const ordered = order(value, outputsBackwards[k] === 1);
    const rank = ordered.type.shape.length;
    const at = toAxis(outputAxes[k] ?? 0, rank, context.origin);
    const back = Array.from({ length: rank - 1 }, (_, i) => i + 1).toSpliced(at, 0, 0);
    return [transpose(context, ordered, back)];
  });
  return outputs.length === wanted.length ? [...states, ...outputs] : null;
}

/** `null` where the body needs to know its items: then it is written out, or refused with what it meets there. */
function attempted<T>(body: () => T): T | null {
  try {
    return body();
  } catch (error) {
    if (error instanceof CompileError) return null;
    throw error;
  }
}
