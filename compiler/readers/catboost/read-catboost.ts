import { CompileError } from '#compiler/errors.ts';
import { number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { readFeatures } from '#compiler/readers/catboost/read-features.ts';
import { readTrees } from '#compiler/readers/catboost/read-trees.ts';
import type { Reader } from '#compiler/readers/reader.ts';
import { parseDocument, type Fields } from '#compiler/trees/json-fields.ts';
import { apply, bothColumns, softmax } from '#compiler/trees/links.ts';

type Link = 'none' | 'identity' | 'logistic' | 'each' | 'softmax' | 'exp';

const LINKS: Readonly<Record<string, Link>> = {
  Logloss: 'logistic',
  CrossEntropy: 'logistic',
  MultiClass: 'softmax',
  MultiClassOneVsAll: 'each',
  RMSE: 'identity',
  MAE: 'identity',
  MAPE: 'identity',
  Quantile: 'identity',
  Expectile: 'identity',
  Huber: 'identity',
  Lq: 'identity',
  LogCosh: 'identity',
  MultiRMSE: 'identity',
  Poisson: 'exp',
  Tweedie: 'exp',
  YetiRank: 'none',
  YetiRankPairwise: 'none',
  PairLogit: 'none',
  PairLogitPairwise: 'none',
  QueryRMSE: 'none',
  QuerySoftMax: 'none',
};

/**
 * A model of CatBoost as `save_model(format="json")` writes it. Input [1,features] f32, missing as NaN; a one-hot
 * category that is a whole number as that number, others are refused, as are features made of several (ctr, text).
 * Outputs f64: `raw` (RawFormulaVal), and by the loss function `probabilities` (both columns of two classes) or `value`.
 */
export const readCatboost: Reader = (bytes) => {
  const json = parseDocument(bytes, 'CatBoost');
  const loss = json.fields('model_info').fields('params').fields('loss_function').text('type');
  const link = Object.hasOwn(LINKS, loss) ? LINKS[loss] : undefined;
  if (link === undefined) throw new CompileError('unsupported', `CatBoost: loss function ${loss}`);
  if (json.has('ctr_data'))
    throw new CompileError('unsupported', 'CatBoost: categories by their statistics (ctr_data)');
  const features = readFeatures(json.fields('features_info'));
  const { scale, bias } = readScale(json);
  const targets = bias.length;
  if ((link === 'softmax' || link === 'each') !== targets > 1 && loss !== 'MultiRMSE')
    throw new CompileError('format', `CatBoost: ${loss} with ${targets} values`);
  const builder = readTrees(json, features, targets);
  const op: TreesOp = {
    kind: 'trees',
    features: features.count,
    targets,
    sums: 'f64',
    aggregate: 'sum',
    start: Array<number>(targets).fill(0),
    regions: builder.regions,
    trees: builder.trees,
  };
  const output = link === 'none' ? null : link === 'identity' || link === 'exp' ? 'value' : 'probabilities';
  return {
    description: `CatBoost, ${loss}, ${op.trees.length} trees`,
    inputs: [{ name: 'input', type: { dtype: 'f32', shape: [1, features.count] } }],
    outputs: output === null ? ['raw'] : ['raw', output],
    build: (graph, inputs) => {
      const x = inputs.get('input');
      if (x === undefined) throw new RangeError('the input "input" is missing');
      const raw = scaled(graph, graph.one(op, [x], 'CatBoost trees'), scale, bias);
      const outputs = new Map([['raw', raw]]);
      if (output !== null) outputs.set(output, applyLink(graph, raw, link));
      return outputs;
    },
  };
};

/** `scale_and_bias`: a number, and one for each value. */
function readScale(json: Fields): { readonly scale: number; readonly bias: readonly number[] } {
  const [scale, bias, ...more] = json.list('scale_and_bias');
  const values = Array.isArray(bias) ? bias : [bias];
  const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  if (
    !finite(scale) ||
    values.length === 0 ||
    !values.every(finite) ||
    more.length > 0 ||
    values.length > 65536
  )
    throw new CompileError('format', 'CatBoost: scale_and_bias is not a number and a list of numbers');
  return { scale, bias: values };
}

function scaled(graph: Graph, sums: Value, scale: number, bias: readonly number[]): Value {
  const [first = 0] = bias;
  if (scale === 1 && bias.every((value) => value === 0)) return sums;
  if (bias.length > 1) throw new CompileError('unsupported', 'CatBoost: a scale or bias of several values');
  return apply(
    graph,
    sums,
    (x, of) => of('add', of('mul', number('f64', scale), x), number('f64', first)),
    'CatBoost bias',
  );
}

function applyLink(graph: Graph, raw: Value, link: Link): Value {
  const where = `CatBoost ${link}`;
  const one = number('f64', 1);
  switch (link) {
    case 'none':
    case 'identity':
      return raw;
    case 'exp':
      return apply(graph, raw, (x, of) => of('exp', x), where);
    case 'softmax':
      return softmax(graph, raw, where);
    case 'logistic':
    case 'each': {
      const p = apply(graph, raw, (x, of) => of('div', one, of('add', one, of('exp', of('neg', x)))), where);
      return link === 'logistic' ? bothColumns(graph, p, where) : p;
    }
  }
}
