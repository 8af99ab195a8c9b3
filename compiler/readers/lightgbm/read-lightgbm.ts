import { CompileError } from '#compiler/errors.ts';
import { call, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { parseModelText, type Section } from '#compiler/readers/lightgbm/model-text.ts';
import { readTree } from '#compiler/readers/lightgbm/read-tree.ts';
import type { Reader } from '#compiler/readers/reader.ts';
import { apply, bothColumns, softmax } from '#compiler/trees/links.ts';
import { TreeBuilder } from '#compiler/trees/tree-builder.ts';

type Link =
  | { readonly kind: 'none' | 'identity' | 'square' | 'exp' | 'softmax' | 'softplus' }
  | { readonly kind: 'binary' | 'each' | 'logistic'; readonly sigmoid: number };

/**
 * A booster of LightGBM as `save_model` writes it (text, version v2 to v4). Input [1,features] f64, missing as NaN,
 * categories as their codes in training. Outputs f64: `raw` (equal to LightGBM's raw scores bit for bit), and by the
 * objective `probabilities` (both columns of two classes) or `value`.
 */
export const readLightgbm: Reader = (bytes) => {
  const { header, trees } = parseModelText(bytes);
  const version = header.text('version');
  if (!/^v[234]$/.test(version)) throw new CompileError('unsupported', `LightGBM: version ${version}`);
  const features = header.count('max_feature_idx') + 1;
  const targets = header.count('num_tree_per_iteration');
  const objective = header.has('objective') ? header.text('objective') : 'none given';
  const link = toLink(objective, targets);
  if (targets < 1 || trees.length % targets !== 0)
    throw new CompileError('format', `LightGBM: ${trees.length} trees of ${targets} for each round`);
  checkSizes(header, trees.length);
  const builder = new TreeBuilder();
  trees.forEach((tree, i) => readTree(builder, tree, features, i % targets));
  const op: TreesOp = {
    kind: 'trees',
    features,
    targets,
    sums: 'f64',
    aggregate: 'sum',
    start: Array<number>(targets).fill(0),
    regions: builder.regions,
    trees: builder.trees,
  };
  // A random forest averages, but not its raw scores.
  const rounds = header.has('average_output') ? trees.length / targets : 1;
  const output = outputOf(link);
  return {
    description: `LightGBM ${version}, ${objective}, ${trees.length} trees`,
    inputs: [{ name: 'input', type: { dtype: 'f64', shape: [1, features] } }],
    outputs: output === null ? ['raw'] : ['raw', output],
    build: (graph, inputs) => {
      const x = inputs.get('input');
      if (x === undefined) throw new RangeError('the input "input" is missing');
      const raw = graph.one(op, [x], 'LightGBM trees');
      const outputs = new Map([['raw', raw]]);
      if (output !== null) outputs.set(output, applyLink(graph, averaged(graph, raw, rounds), link));
      return outputs;
    },
  };
};

/** `tree_sizes` names every tree, so a file that lost some is found. */
function checkSizes(header: Section, trees: number): void {
  if (!header.has('tree_sizes')) return;
  const sizes = header.text('tree_sizes').split(' ').filter(Boolean).length;
  if (sizes !== trees)
    throw new CompileError('format', `LightGBM: ${trees} trees, tree_sizes names ${sizes}`);
}

function averaged(graph: Graph, raw: Value, rounds: number): Value {
  if (rounds <= 1) return raw;
  return apply(graph, raw, (x, of) => of('div', x, number('f64', rounds)), 'LightGBM average');
}

function outputOf({ kind }: Link): 'probabilities' | 'value' | null {
  if (kind === 'none') return null;
  return kind === 'softmax' || kind === 'binary' || kind === 'each' ? 'probabilities' : 'value';
}

/** The `ConvertOutput` of each objective. */
function applyLink(graph: Graph, raw: Value, link: Link): Value {
  const where = `LightGBM ${link.kind}`;
  const one = number('f64', 1);
  switch (link.kind) {
    case 'none':
    case 'identity':
      return raw;
    case 'exp':
      return apply(graph, raw, (x, of) => of('exp', x), where);
    case 'softplus':
      return apply(graph, raw, (x, of) => of('log1p', of('exp', x)), where);
    case 'square':
      // The sign is +1 for zero's own sake: zero squared is zero.
      return apply(
        graph,
        raw,
        (x, of) =>
          of('where', call('lt', 'bool', x, number('f64', 0)), of('mul', of('neg', x), x), of('mul', x, x)),
        where,
      );
    case 'softmax':
      return softmax(graph, raw, where);
    case 'binary':
    case 'each':
    case 'logistic': {
      const scale = number('f64', -link.sigmoid);
      const p = apply(
        graph,
        raw,
        (x, of) => of('div', one, of('add', one, of('exp', of('mul', scale, x)))),
        where,
      );
      return link.kind === 'binary' ? bothColumns(graph, p, where) : p;
    }
  }
}

/** The first word of `objective` and its parameters; unknown ones are refused by name. */
function toLink(objective: string, targets: number): Link {
  const [name = '', ...rest] = objective.split(' ');
  const parameters = new Map(
    rest.map((part): [string, string] => [part.split(':')[0] ?? '', part.split(':')[1] ?? '']),
  );
  const known = ['sigmoid', 'num_class', 'alpha', 'fair_c', 'sqrt', 'tweedie_variance_power'];
  const unknown = [...parameters.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) throw new CompileError('unsupported', `LightGBM: objective ${objective}`);
  const sigmoid = Number(parameters.get('sigmoid') ?? 1);
  if (!(sigmoid > 0) || !Number.isFinite(sigmoid))
    throw new CompileError('format', `LightGBM: objective ${objective}`);
  const classes = Number(parameters.get('num_class') ?? 1);
  if (classes !== targets)
    throw new CompileError('format', `LightGBM: ${objective} with ${targets} trees each round`);
  const squared = parameters.has('sqrt');
  switch (name) {
    case 'binary':
      return { kind: 'binary', sigmoid };
    case 'multiclass':
      return { kind: 'softmax' };
    case 'multiclassova':
      return { kind: 'each', sigmoid };
    case 'cross_entropy':
      return { kind: 'logistic', sigmoid: 1 };
    case 'cross_entropy_lambda':
      return { kind: 'softplus' };
    case 'regression':
      return { kind: squared ? 'square' : 'identity' };
    case 'regression_l1':
    case 'huber':
    case 'fair':
    case 'quantile':
    case 'mape':
      if (squared) throw new CompileError('unsupported', `LightGBM: objective ${objective}`);
      return { kind: 'identity' };
    case 'poisson':
    case 'gamma':
    case 'tweedie':
      return { kind: 'exp' };
    case 'lambdarank':
    case 'rank_xendcg':
      return { kind: 'none' };
    default:
      throw new CompileError('unsupported', `LightGBM: objective ${objective}`);
  }
}
