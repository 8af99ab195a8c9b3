import type { Input } from '#core/bundle/manifest.ts';
import type { Part, Source } from '#compiler/emit/emit-model.ts';
import { CompileError } from '#compiler/errors.ts';
import { toSources } from '#compiler/graph-model/to-sources.ts';
import { Graph, type Value } from '#compiler/ir/graph.ts';
import { optimise } from '#compiler/passes/optimise.ts';
import type { GraphModel } from '#compiler/plan.ts';
import type { ReadModel } from '#compiler/readers/reader.ts';

/** A model of the plan as a part of the module. */
export type ModelPart = {
  readonly model: GraphModel;
  readonly read: ReadModel;
  /** The arms it computes; the i-th is its case i. */
  readonly arms: readonly string[];
  readonly part: Part;
};

/**
 * Each model of the plan built into a graph of its own, its inputs tied to the manifest's. A model that computes several
 * arms must be told the arm; one that is not told it computes one. Only the outputs that are `wanted` are computed.
 */
export function toParts(
  models: readonly { readonly model: GraphModel; readonly read: ReadModel }[],
  inputs: readonly Input[],
  allArms: readonly string[],
  wanted: ReadonlySet<string>,
): readonly ModelPart[] {
  const parts = models.map(({ model, read }) => toPart(model, read, inputs, allArms, wanted));
  const used = new Set(
    parts.flatMap(({ model }) =>
      Object.values(model.inputs).flatMap((features) =>
        features.flatMap((feature) => ('input' in feature ? [feature.input] : [])),
      ),
    ),
  );
  const unused = inputs.find(({ name }) => !used.has(name));
  if (unused !== undefined) {
    throw new CompileError(
      'plan',
      `no model takes the input ${unused.name}; every input with role model must be used`,
    );
  }
  return parts;
}

function toPart(
  model: GraphModel,
  read: ReadModel,
  inputs: readonly Input[],
  allArms: readonly string[],
  wanted: ReadonlySet<string>,
): ModelPart {
  const arms = model.arms ?? allArms;
  const unknown = arms.find((arm) => !allArms.includes(arm));
  if (unknown !== undefined)
    throw new CompileError('plan', `${model.file}: the manifest has no arm ${unknown}`);
  if (new Set(arms).size !== arms.length)
    throw new CompileError('plan', `${model.file}: an arm stands twice`);
  const isTold = Object.values(model.inputs).some((features) => features.some((feature) => 'arm' in feature));
  if (!isTold && arms.length > 1) {
    throw new CompileError(
      'plan',
      `${model.file} is for the arms ${arms.join(', ')} and no feature tells it the arm: they would all be the same`,
    );
  }
  checkFeatures(model, read);
  const graph = new Graph();
  const values = new Map(read.inputs.map(({ name, type }) => [name, graph.input(name, type)]));
  const outputs = new Map([...read.build(graph, values)].filter(([name]) => wanted.has(name)));
  if (outputs.size === 0) {
    throw new CompileError(
      'plan',
      `${model.file} gives ${read.outputs.join(', ')}; the plan wants ${[...wanted].join(', ')}`,
    );
  }
  const sources = new Map<Value, readonly Source[]>();
  for (const { name, type } of read.inputs) {
    const value = values.get(name);
    const features = model.inputs[name];
    if (value === undefined || features === undefined) throw new RangeError(`no input ${name}`);
    sources.set(value, toSources(name, type, features, { inputs, arms }));
  }
  const program = optimise({ inputs: graph.inputs, outputs });
  return { model, read, arms, part: { program, cases: arms.length, sources } };
}

/** Every input of the graph is fed, the plan feeds nothing else, and no column is fed twice. */
function checkFeatures({ file, inputs }: GraphModel, read: ReadModel): void {
  const wanted = read.inputs.map(({ name }) => name);
  const missing = wanted.find((name) => !Object.hasOwn(inputs, name));
  if (missing !== undefined)
    throw new CompileError('plan', `${file}: the plan does not feed the input ${missing}`);
  const extra = Object.keys(inputs).find((name) => !wanted.includes(name));
  if (extra !== undefined) {
    throw new CompileError('plan', `${file} has no input ${extra}; it has ${wanted.join(', ')}`);
  }
  const seen = new Map<string, string>();
  for (const name of wanted) {
    (inputs[name] ?? []).forEach((feature, at) => {
      if ('constant' in feature) return;
      const key = JSON.stringify(feature);
      const before = seen.get(key);
      if (before !== undefined) {
        throw new CompileError('plan', `${file}: ${name}[${at}] is fed the same as ${before}: ${key}`);
      }
      seen.set(key, `${name}[${at}]`);
    });
  }
}
