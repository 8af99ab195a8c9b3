import type { Manifest, Outcome, Output } from '#core/bundle/manifest.ts';
import type { OutputColumn, Place } from '#compiler/emit/output-column.ts';
import { CompileError } from '#compiler/errors.ts';
import type { ModelPart } from '#compiler/graph-model/to-parts.ts';
import { elementsOf, toTypeText } from '#compiler/ir/tensor.ts';
import type { GraphOutput } from '#compiler/plan.ts';

type OutputsManifest = Pick<Manifest, 'arms' | 'outcomes' | 'outputs' | 'draws'>;

/**
 * The columns of the output block, in the manifest's order: of an arm, or of the difference of two. `CompileError`
 * where the plan does not say where an output comes from, or the model cannot give it: it has point estimates only.
 */
export function toColumns(
  manifest: OutputsManifest,
  outputs: readonly GraphOutput[],
  parts: readonly ModelPart[],
): readonly OutputColumn[] {
  if (manifest.draws !== undefined) {
    throw new CompileError('manifest', 'the manifest declares draws; a model of this kind has none');
  }
  outputs.forEach((output, at) => {
    const same = outputs.findIndex((other) => isOf(other, output));
    if (same !== at) throw new CompileError('plan', `the plan gives ${toText(output)} twice`);
    if (!manifest.outputs.some((wanted) => isOf(wanted, output))) {
      throw new CompileError('plan', `the plan gives ${toText(output)}, the manifest has no such output`);
    }
  });
  return manifest.outputs.map((wanted) => toColumn(wanted, manifest, outputs, parts));
}

function toColumn(
  wanted: Output,
  { outcomes }: OutputsManifest,
  outputs: readonly GraphOutput[],
  parts: readonly ModelPart[],
): OutputColumn {
  const output = outputs.find((candidate) => isOf(candidate, wanted));
  const outcome = outcomes.find(({ name }) => name === wanted.outcome);
  if (output === undefined || outcome === undefined) {
    throw new CompileError('plan', `the plan does not say where ${toText(wanted)} comes from`);
  }
  checkResponse(output, outcome);
  if (wanted.statistic !== 'mean' && wanted.statistic !== 'class') {
    throw new CompileError(
      'manifest',
      `${toText(wanted)}: the model gives point estimates; the manifest wants ${wanted.statistic}`,
    );
  }
  if (outcome.kind === 'class')
    return toClassColumn(output, outcome, toPlace(output, wanted.arm, parts), parts);
  if (output.labels !== undefined)
    throw new CompileError('plan', `${toText(output)} is no class and has labels`);
  const at = toPlace(output, wanted.arm, parts);
  const [scale, offset] = output.response === 'survival' ? [-1, 1] : [1, 0];
  if (wanted.reference === undefined) return { kind: 'number', at, scale, offset };
  // (1 − x) − (1 − y) is not −(x − y) to the last bit, so each is taken from 1 before the difference.
  return { kind: 'number', at, minus: toPlace(output, wanted.reference, parts), scale, offset };
}

function toClassColumn(
  { labels, ...output }: GraphOutput,
  outcome: Extract<Outcome, { kind: 'class' }>,
  at: Place,
  parts: readonly ModelPart[],
): OutputColumn {
  const classes = outcome.categories.length;
  if (labels !== undefined) {
    if (labels.length !== classes || new Set(labels).size !== classes) {
      throw new CompileError(
        'plan',
        `${toText(output)}: expected ${classes} different labels, got ${labels.join(', ')}`,
      );
    }
    return { kind: 'label', at, labels };
  }
  const value = parts[at.part]?.part.program.outputs.get(at.output);
  const elements = value === undefined ? 0 : elementsOf(value.type.shape);
  if (output.index !== undefined)
    throw new CompileError('plan', `${toText(output)}: an index without labels`);
  if (elements !== classes) {
    throw new CompileError(
      'plan',
      `${toText(output)}: ${classes} classes, the model gives ${elements} numbers`,
    );
  }
  return { kind: 'largest', at, count: elements };
}

function checkResponse({ response, ...output }: GraphOutput, { kind }: Outcome): void {
  const allowed: Readonly<Record<Outcome['kind'], readonly GraphOutput['response'][]>> = {
    survival: ['survival', 'value'],
    probability: ['event', 'survival', 'value'],
    value: ['value'],
    class: ['class'],
  };
  if (allowed[kind].includes(response)) return;
  throw new CompileError(
    'plan',
    `${toText(output)} is a ${kind}, the plan's response ${response}; expected ${allowed[kind].join(' or ')}`,
  );
}

/** Where an output stands for an arm: in the one model that computes this arm and has an output of this name. */
function toPlace(output: GraphOutput, arm: string, parts: readonly ModelPart[]): Place {
  const found = parts.flatMap(({ model, arms, part }, at) => {
    const isOther = output.file !== undefined && output.file !== model.file;
    return isOther || !arms.includes(arm) || !part.program.outputs.has(output.output)
      ? []
      : [{ part: at, case: arms.indexOf(arm) }];
  });
  const [first, ...others] = found;
  if (first === undefined) {
    const names = [...new Set(parts.flatMap(({ read }) => read.outputs))];
    throw new CompileError(
      'plan',
      `no model gives ${output.output} under ${arm}; the outputs are ${names.join(', ')}`,
    );
  }
  if (others.length > 0) {
    throw new CompileError(
      'plan',
      `several models give ${output.output} under ${arm}; the plan must name the file`,
    );
  }
  const value = parts[first.part]?.part.program.outputs.get(output.output);
  const element = output.index ?? 0;
  if (value === undefined || element >= elementsOf(value.type.shape) || value.type.dtype === 'string') {
    const type = value === undefined ? 'nothing' : toTypeText(value.type);
    throw new CompileError('plan', `${output.output} is ${type}; the plan wants the number at ${element}`);
  }
  return { ...first, output: output.output, element };
}

type Named = Pick<Output, 'outcome' | 'horizon'>;

function isOf(a: Named, b: Named): boolean {
  return a.outcome === b.outcome && a.horizon === b.horizon;
}

function toText({ outcome, horizon }: Named): string {
  return horizon === undefined ? outcome : `${outcome} at ${horizon}`;
}
