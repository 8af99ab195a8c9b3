import type { Manifest } from '#core/bundle/manifest.ts';
import { CompileError } from '#compiler/errors.ts';
import type { BartPlan } from '#compiler/plan.ts';

/** What the compiler needs of a manifest. */
export type ModelManifest = Pick<Manifest, 'inputs' | 'arms' | 'outputs' | 'draws'> & {
  readonly outcomes: readonly {
    readonly name: string;
    readonly kind: Manifest['outcomes'][number]['kind'];
    readonly direction?: 'higher-is-better' | 'lower-is-better';
    readonly horizons?: readonly { readonly value: number; readonly unit: string }[] | undefined;
  }[];
};

/** One series of draws: a column, or the difference of two. Column `h · arms + a` is horizon `h` under arm `a`. */
export type Series = { readonly column: number; readonly minus: number | null };

/** One column of the output block. */
export type OutputColumn = {
  /** Index in `series`. */
  readonly series: number;
  readonly statistic: 'mean' | 'lower' | 'upper' | 'probability-of-benefit';
  /** Which sign of a difference is a benefit. */
  readonly benefit: 'above-zero' | 'below-zero';
};

export type Outputs = {
  readonly series: readonly Series[];
  readonly columns: readonly OutputColumn[];
  /** Columns of the draws block; none when the manifest declares no draws. */
  readonly draws: readonly number[];
};

/** What the manifest wants, in terms of the columns the model computes. Refused where the model has no such column. */
export function planOutputs(plan: BartPlan, manifest: ModelManifest, draws: number): Outputs {
  const arms = manifest.arms.map((arm) => arm.name);
  const outcome = manifest.outcomes[0];
  if (outcome === undefined || manifest.outcomes.length > 1) {
    throw new CompileError(
      'manifest',
      `a ${plan.kind} model has one outcome, the manifest ${manifest.outcomes.length}`,
    );
  }
  const horizons =
    plan.kind === 'discrete-time-survival'
      ? plan.intervals
      : (outcome.horizons?.map((h) => h.value) ?? [undefined]);
  if (plan.kind !== 'discrete-time-survival' && horizons.length > 1) {
    throw new CompileError(
      'manifest',
      `a ${plan.kind} model has one horizon, the manifest ${horizons.length}`,
    );
  }
  checkOutcome(plan, manifest);
  checkArms(plan, arms);
  const column = (
    where: { outcome: string; horizon?: number | undefined; arm: string },
    arm = where.arm,
  ): number => {
    const h = horizons.findIndex((horizon) => horizon === where.horizon);
    const a = arms.indexOf(arm);
    if (where.outcome === outcome.name && h >= 0 && a >= 0) return h * arms.length + a;
    throw new CompileError(
      'manifest',
      `the model gives no ${where.outcome} at ${where.horizon} under ${arm}`,
    );
  };
  const series: Series[] = [];
  const columns = manifest.outputs.map((output): OutputColumn => {
    const minus = output.reference === undefined ? null : column(output, output.reference);
    if (output.statistic === 'class') {
      throw new CompileError('manifest', `a ${plan.kind} model gives no class, the manifest wants one`);
    }
    if (output.statistic === 'probability-of-benefit' && minus === null) {
      throw new CompileError('manifest', 'probability-of-benefit needs a reference');
    }
    const wanted = { column: column(output), minus };
    const known = series.findIndex((s) => s.column === wanted.column && s.minus === wanted.minus);
    const at = known < 0 ? series.push(wanted) - 1 : known;
    const benefit = outcome.direction === 'higher-is-better' ? 'above-zero' : 'below-zero';
    return { series: at, statistic: output.statistic, benefit };
  });
  if (manifest.draws !== undefined && manifest.draws.count !== draws) {
    throw new CompileError(
      'manifest',
      `the manifest declares ${manifest.draws.count} draws, the model has ${draws}`,
    );
  }
  return { series, columns, draws: (manifest.draws?.columns ?? []).map((where) => column(where)) };
}

function checkOutcome(plan: BartPlan, manifest: ModelManifest): void {
  const kind = manifest.outcomes[0]?.kind;
  const survival = plan.kind === 'discrete-time-survival' || plan.response === 'survival';
  const value = plan.kind !== 'discrete-time-survival' && plan.response === 'value';
  if (value !== (kind === 'value')) {
    const response = plan.kind === 'discrete-time-survival' ? 'survival' : plan.response;
    throw new CompileError(
      'manifest',
      `the manifest's outcome is a ${kind}, the plan's response ${response}`,
    );
  }
  if (kind === 'survival' && !survival) {
    throw new CompileError('manifest', "the manifest's outcome is survival, the plan's response the event");
  }
}

function checkArms(plan: BartPlan, arms: readonly string[]): void {
  if (plan.kind === 'bcf') {
    const wanted = [plan.control, plan.treated];
    if (arms.toSorted().join() !== wanted.toSorted().join() || plan.control === plan.treated) {
      throw new CompileError('manifest', `arms ${arms.join()}; the plan has ${wanted.join()}`);
    }
  } else if (arms.length > 1 && !plan.features.some((feature) => 'arm' in feature)) {
    throw new CompileError('plan', `the manifest has ${arms.length} arms, and no feature takes the arm`);
  }
}
