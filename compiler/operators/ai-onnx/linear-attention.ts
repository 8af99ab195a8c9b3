import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toTypeText } from '#compiler/ir/tensor.ts';
import { optional, required } from '#compiler/operators/ai-onnx/arguments.ts';
import { compose } from '#compiler/operators/ai-onnx/compose.ts';
import type { Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** Steps that are written out one after another. */
const MAX_STEPS = 4096;

/** A state that each step of the sequence decays, corrects and reads (linear attention). */
const linearAttention: Operator = {
  domain,
  name: 'LinearAttention',
  versions: [27],
  // `chunk_size` is a hint that no number depends on.
  attributes: ['chunk_size', 'kv_num_heads', 'q_num_heads', 'scale', 'update_rule'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const [query, key, value] = [0, 1, 2].map((index) => required(context, index));
    if (query === undefined || key === undefined || value === undefined) throw new RangeError('three inputs');
    const [batch = 1, steps = 1, hidden = 1] = query.type.shape;
    const [heads, own] = [
      attributes.required('int', 'q_num_heads'),
      attributes.required('int', 'kv_num_heads'),
    ];
    const size = hidden / heads;
    const width = (value.type.shape[2] ?? 0) / own;
    const rule = attributes.get('string', 'update_rule', 'gated_delta');
    const [decay, beta] = [optional(context, 4), optional(context, 5)];
    const gated = rule === 'gated' || rule === 'gated_delta';
    const corrected = rule === 'delta' || rule === 'gated_delta';
    const all = [query, key, value, decay, beta, optional(context, 3)].flatMap((input) => input ?? []);
    if (all.some((input) => input.type.dtype !== 'f32') || steps > MAX_STEPS || !(heads % own === 0)) {
      throw new CompileError(
        'unsupported',
        `${origin}: of ${all.map((input) => toTypeText(input.type)).join(', ')}`,
      );
    }
    if (
      (!gated && !corrected && rule !== 'linear') ||
      gated !== (decay !== null) ||
      corrected !== (beta !== null)
    ) {
      throw new CompileError('format', `${origin}: rule ${rule} with these inputs`);
    }
    const scale = c.scalar('f32', attributes.get('float', 'scale', 0) || 1 / Math.sqrt(size));
    // One step of a packed input as [batch, heads, 1, size].
    const at = (x: Value, step: number, count_: number): Value =>
      c.reshape(c.part(x, 1, step, 1), [batch, count_, 1, (x.type.shape[2] ?? 0) / count_]);
    const column = (x: Value): Value => c.transpose(x, [0, 1, 3, 2]);
    const repeated = count(heads).map((head) => Math.floor(head / (heads / own)));
    let state = optional(context, 3) ?? c.expand(c.scalar('f32', 0), [batch, own, size, width]);
    const outputs: Value[] = [];
    for (let step = 0; step < steps; step++) {
      const keys = at(key, step, own);
      let values = at(value, step, own);
      if (decay !== null) state = c.apply('mul', state, column(c.apply('exp', at(decay, step, own))));
      if (beta !== null) {
        const rate = at(beta, step, beta.type.shape[2] === own ? own : 1);
        values = c.apply('mul', rate, c.apply('sub', values, c.matmul(keys, state)));
      }
      state = c.apply('add', state, c.apply('mul', column(keys), values));
      const read = heads === own ? state : c.take(state, 1, repeated);
      const output = c.apply('mul', scale, c.matmul(at(query, step, heads), read));
      outputs.push(c.reshape(output, [batch, 1, heads * width]));
    }
    return [c.concat(outputs, 1), state];
  },
};

/** A convolution of each channel with what came before, whose end is the state of the next call. */
const causalConvolution: Operator = {
  domain,
  name: 'CausalConvWithState',
  versions: [27],
  attributes: ['activation'],
  lower: (context) => {
    const { attributes, origin } = context;
    const c = compose(context);
    const x = required(context, 0);
    const weights = required(context, 1);
    const [batch = 1, channels = 1, length = 1] = x.type.shape;
    const { dtype } = x.type;
    const taps = weights.type.shape[2] ?? 0;
    const activation = attributes.get('string', 'activation', 'none');
    if (
      (dtype !== 'f32' && dtype !== 'f64') ||
      weights.type.shape.join() !== [channels, 1, taps].join() ||
      taps < 1 ||
      taps > MAX_STEPS ||
      !['none', 'silu', 'swish'].includes(activation)
    ) {
      throw new CompileError('unsupported', `${origin}: ${activation} of ${toTypeText(x.type)}`);
    }
    const past = optional(context, 3) ?? c.expand(c.scalar(dtype, 0), [batch, channels, taps - 1]);
    const whole = taps === 1 && optional(context, 3) === null ? x : c.concat([past, x], 2);
    const terms = count(taps).map((tap) => {
      const weight = c.reshape(c.part(weights, 2, tap, 1), [1, channels, 1]);
      return c.apply('mul', c.part(whole, 2, tap, length), weight);
    });
    const bias = optional(context, 2);
    const sum = terms.reduce((a, b) => c.apply('add', a, b));
    const plain = bias === null ? sum : c.apply('add', sum, c.reshape(bias, [1, channels, 1]));
    const output = activation === 'none' ? plain : c.apply('mul', plain, c.apply('sigmoid', plain));
    return [output, c.part(whole, 2, length, taps - 1)];
  },
};

function count(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

/** A state handed from step to step, and a convolution with what came before. */
export const linearAttentions: readonly Operator[] = [linearAttention, causalConvolution];
