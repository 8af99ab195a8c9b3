import { CompileError } from '#compiler/errors.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { number as constant } from '#compiler/ir/expressions.ts';
import type { ReadModel, Reader } from '#compiler/readers/reader.ts';
import { findObjective, type Objective } from '#compiler/readers/xgboost/objectives.ts';
import { readTree } from '#compiler/readers/xgboost/read-tree.ts';
import { parseUbjson } from '#compiler/readers/xgboost/ubjson.ts';
import { Fields, parseDocument } from '#compiler/trees/json-fields.ts';
import { apply, bothColumns, softmax } from '#compiler/trees/links.ts';
import { TreeBuilder } from '#compiler/trees/tree-builder.ts';

const NEWEST = [3, 2] as const;

/**
 * A booster of XGBoost 1.0 to 3.2 as `save_model` writes it, JSON or UBJSON (told apart by the second byte). Input
 * [1,features] f32, missing as NaN, categories as their codes in training. Outputs f32: `raw` (margins, equal to
 * XGBoost's bit for bit), and by the objective `probabilities` (both columns of two classes) or `value`.
 */
export const readXgboost: Reader = (bytes) => {
  const quote = bytes[0] === 0x7b && (bytes[1] === 0x4c || bytes[1] === 0x24 || bytes[1] === 0x23);
  const json = quote ? new Fields(parseUbjson(bytes), '') : parseDocument(bytes, 'XGBoost');
  return readBooster(json);
};

function readBooster(json: Fields): ReadModel {
  const version = readVersion(json);
  const learner = json.fields('learner');
  const param = learner.fields('learner_model_param');
  const objectiveName = learner.fields('objective').text('name');
  const objective = findObjective(objectiveName);
  const features = param.count('num_feature');
  const classes = Math.max(1, param.count('num_class'));
  const targets = Math.max(classes, param.has('num_target') ? param.count('num_target') : 1);
  if (features === 0 || targets > 65536)
    throw new CompileError('format', `XGBoost: ${features} features, ${targets} targets`);
  if (objective.link === 'softmax' && classes < 2)
    throw new CompileError('format', `XGBoost: ${classes} classes`);
  if (
    objective.link !== 'softmax' &&
    objective.link !== 'identity' &&
    targets > 1 &&
    objectiveName !== 'reg:logistic'
  )
    throw new CompileError('unsupported', `XGBoost: ${objectiveName} with ${targets} targets`);
  const booster = readTrees(learner.fields('gradient_booster'), features, targets);
  checkIterations(learner, booster.iterations);
  const start = readBaseScore(param.text('base_score'), targets, objective);
  const op: TreesOp = {
    kind: 'trees',
    features,
    targets,
    sums: 'f32',
    aggregate: 'sum',
    start,
    regions: booster.builder.regions,
    trees: booster.builder.trees,
  };
  return {
    description: `XGBoost ${version}, ${objectiveName}, ${op.trees.length} trees`,
    inputs: [{ name: 'input', type: { dtype: 'f32', shape: [1, features] } }],
    outputs: ['raw', outputOf(objective, objectiveName)].filter((name) => name !== ''),
    build: (graph, inputs) => {
      const x = inputs.get('input');
      if (x === undefined) throw new RangeError('the input "input" is missing');
      return build(graph, graph.one(op, [x], 'XGBoost trees'), objective, objectiveName);
    },
  };
}

function outputOf({ link }: Objective, name: string): string {
  if (link === 'softmax') return 'probabilities';
  if (link === 'logistic' && name === 'binary:logistic') return 'probabilities';
  return name.startsWith('rank:') ? '' : 'value';
}

function build(graph: Graph, raw: Value, objective: Objective, name: string): ReadonlyMap<string, Value> {
  const outputs = new Map([['raw', raw]]);
  const output = outputOf(objective, name);
  if (output === '') return outputs;
  const linked = applyLink(graph, raw, objective);
  outputs.set(
    output,
    name === 'binary:logistic' ? bothColumns(graph, linked, 'XGBoost probabilities') : linked,
  );
  return outputs;
}

function applyLink(graph: Graph, raw: Value, { link }: Objective): Value {
  const where = `XGBoost ${link}`;
  const one = constant('f32', 1);
  switch (link) {
    case 'identity':
      return raw;
    case 'softmax':
      return softmax(graph, raw, where);
    case 'exp':
      return apply(graph, raw, (x, of) => of('exp', x), where);
    case 'hinge':
      return apply(
        graph,
        raw,
        (x, of) =>
          of(
            'where',
            { kind: 'call', function: 'lt', dtype: 'bool', args: [constant('f32', 0), x] },
            one,
            constant('f32', 0),
          ),
        where,
      );
    case 'logistic': {
      // common/math.h: 1 / (exp(min(−x, 88.7)) + 1 + 1e-16), in float32.
      return apply(
        graph,
        raw,
        (x, of) =>
          of(
            'div',
            one,
            of(
              'add',
              of('add', of('exp', of('min', of('neg', x), constant('f32', 88.7))), one),
              constant('f32', 1e-16),
            ),
          ),
        where,
      );
    }
  }
}

function readVersion(json: Fields): string {
  const version = json.numbers('version');
  const [major = 0, minor = 0] = version;
  if (major < 1 || major > NEWEST[0] || (major === NEWEST[0] && minor > NEWEST[1]))
    throw new CompileError(
      'unsupported',
      `XGBoost ${version.join('.')}: expected 1.0 to ${NEWEST.join('.')}`,
    );
  return version.join('.');
}

type Trees = { readonly builder: TreeBuilder; readonly iterations: number };

function readTrees(booster: Fields, features: number, targets: number): Trees {
  const name = booster.text('name');
  if (name !== 'gbtree' && name !== 'dart') throw new CompileError('unsupported', `XGBoost: booster ${name}`);
  const model = (name === 'dart' ? booster.fields('gbtree') : booster).fields('model');
  const param = model.fields('gbtree_model_param');
  const count = param.count('num_trees');
  const weights = name === 'dart' ? booster.numbers('weight_drop', count) : null;
  const groups = model.numbers('tree_info', count);
  const trees = model.list('trees');
  if (trees.length !== count)
    throw new CompileError('format', `XGBoost: ${trees.length} trees, expected ${count}`);
  const builder = new TreeBuilder();
  trees.forEach((tree, i) => {
    const target = groups[i] ?? -1;
    if (!(Number.isInteger(target) && target >= 0 && target < targets))
      throw new CompileError('format', `XGBoost: tree ${i} is for target ${target} of ${targets}`);
    readTree(builder, new Fields(tree, `trees[${i}]`), i, features, target, Math.fround(weights?.[i] ?? 1));
  });
  const each = Math.max(1, param.has('num_parallel_tree') ? param.count('num_parallel_tree') : 1) * targets;
  return { builder, iterations: count / each };
}

/** A booster that was stopped early keeps trees that its own predict may leave out: which, the file does not say. */
function checkIterations(learner: Fields, iterations: number): void {
  if (!learner.has('attributes')) return;
  const attributes = learner.fields('attributes');
  if (!attributes.has('best_iteration')) return;
  const best = attributes.count('best_iteration') + 1;
  if (best !== iterations) {
    throw new CompileError(
      'unsupported',
      `XGBoost: stopped early, ${best} of ${iterations} rounds are best; save booster[:${best}], or remove the attribute best_iteration to keep all`,
    );
  }
}

/** One number, or since 3.1 a list in a text: the same for each target, or one for each. */
function readBaseScore(text: string, targets: number, objective: Objective): readonly number[] {
  const inner = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  const scores = inner.split(',').map((part) => Math.fround(part.trim() === '' ? NaN : Number(part)));
  if (scores.some((score) => !Number.isFinite(score)) || (scores.length !== 1 && scores.length !== targets))
    throw new CompileError('format', `XGBoost: base_score ${text} of ${targets} targets`);
  const margins = scores.map((score) => Math.fround(objective.toMargin(score)));
  if (margins.some((margin) => !Number.isFinite(margin)))
    throw new CompileError('format', `XGBoost: base_score ${text} is outside the objective's range`);
  return Array.from({ length: targets }, (_, i) => margins[i] ?? margins[0] ?? 0);
}
