import { CompileError } from '#compiler/errors.ts';
import type { Features, Question } from '#compiler/readers/catboost/read-features.ts';
import { Fields } from '#compiler/trees/json-fields.ts';
import { TreeBuilder, type SourceNode } from '#compiler/trees/tree-builder.ts';

const DEEPEST = 16;

/** The trees of a model, of whichever of its two kinds. */
export function readTrees(json: Fields, features: Features, targets: number): TreeBuilder {
  const builder = new TreeBuilder();
  if (json.has('oblivious_trees') === json.has('trees'))
    throw new CompileError('format', 'CatBoost: expected oblivious_trees or trees');
  if (json.has('oblivious_trees')) {
    json
      .list('oblivious_trees')
      .forEach((tree, t) =>
        readOblivious(builder, new Fields(tree, `oblivious_trees[${t}]`), t, features, targets),
      );
  } else {
    json.list('trees').forEach((tree, t) => readNested(builder, tree, t, features, targets));
  }
  return builder;
}

/** Every level asks one question; the answer to question k is bit k of the leaf's number. */
function readOblivious(
  builder: TreeBuilder,
  tree: Fields,
  t: number,
  features: Features,
  targets: number,
): void {
  const splits = tree.has('splits') ? tree.list('splits') : [];
  if (splits.length > DEEPEST)
    throw new CompileError('too-large', `CatBoost: tree ${t} has ${splits.length} levels`);
  const questions = splits.map((split, k) =>
    features.question(new Fields(split, `oblivious_trees[${t}].splits[${k}]`), `tree ${t} level ${k}`),
  );
  const leaves = 2 ** questions.length;
  const values = tree.numbers('leaf_values', leaves * targets);
  // Node n of the heap from 1 on; the answers so far are the bits of n after its first, the last of them lowest.
  const toNode = (index: number): SourceNode => {
    const cell = index + 1;
    const level = 31 - Math.clz32(cell);
    const question = questions[level];
    if (question === undefined) {
      let leaf = 0;
      for (let k = 0; k < level; k++) leaf |= ((cell >>> (level - 1 - k)) & 1) << k;
      return { kind: 'leaf', values: values.slice(leaf * targets, (leaf + 1) * targets) };
    }
    return toSplit(question, 2 * cell - 1, 2 * cell);
  };
  builder.add(2 * leaves - 1, 0, toNode, allOf(targets), (index) => `tree ${t} node ${index}`);
}

function toSplit(
  { feature, test, missingYes, yesIsRight }: Question,
  left: number,
  right: number,
): SourceNode {
  const [yes, no] = yesIsRight ? [right, left] : [left, right];
  return { kind: 'split', feature, test, missingYes, yes, no };
}

/** A tree of nested objects, walked without recursion. */
function readNested(
  builder: TreeBuilder,
  json: unknown,
  t: number,
  features: Features,
  targets: number,
): void {
  const nodes: SourceNode[] = [];
  const open: unknown[] = [json];
  for (let i = 0; i < open.length; i++) {
    const name = `trees[${t}] node ${i}`;
    const fields = new Fields(open[i], name);
    if (fields.has('split')) {
      const question = features.question(fields.fields('split'), name);
      nodes.push(toSplit(question, open.length, open.length + 1));
      open.push(fields.raw('left'), fields.raw('right'));
      continue;
    }
    const value = fields.raw('value');
    const values = Array.isArray(value) ? fields.numbers('value', targets) : [fields.number('value')];
    nodes.push({ kind: 'leaf', values });
  }
  const toNode = (index: number): SourceNode => nodes[index] ?? { kind: 'leaf', values: [] };
  builder.add(nodes.length, 0, toNode, allOf(targets), (index) => `tree ${t} node ${index}`);
}

function allOf(targets: number): readonly number[] {
  return Array.from({ length: targets }, (_, target) => target);
}
