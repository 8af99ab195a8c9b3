import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { D, I } from '#compiler/assembler/values.ts';
import { batchKernel, masksKernel } from '#compiler/bart/kernels/batch-kernel.ts';
import { effectKernel } from '#compiler/bart/kernels/effect-kernel.ts';
import { chunkRuns, forestKernel, type ForestKernel } from '#compiler/bart/kernels/forest-kernel.ts';
import { linkKernel, type DrawColumns, type LinkShape } from '#compiler/bart/kernels/link-kernel.ts';
import { normalKernel } from '#compiler/bart/kernels/normal-kernel.ts';
import { ranksKernel } from '#compiler/bart/kernels/ranks-kernel.ts';
import { summaryKernel } from '#compiler/bart/kernels/summary-kernel.ts';
import { BATCH, BATCHES, layOutBatch, MASK_BYTES, Masks } from '#compiler/bart/lower/batch-layout.ts';
import { layOutForest, type ForestLayout } from '#compiler/bart/lower/forest-layout.ts';
import type { Lowered } from '#compiler/bart/lower/lower.ts';
import { MemoryLayout } from '#compiler/assembler/memory-layout.ts';

const MAX_ROWS = 4096;
const PAGE = 65536;

export type Emitted = {
  readonly module: Uint8Array<ArrayBuffer>;
  readonly layouts: readonly ForestLayout[];
  readonly memoryBytes: number;
};

/** The module of ABI 1 (docs/formats/model-abi.md); with `linear`, also `visite_linear` for tests and benches. */
export function emitModule(lowered: Lowered, linear: boolean): Emitted {
  const memory = new MemoryLayout();
  const module = new ModuleBuilder();
  const layouts = lowered.forests.map((draws) => layOutForest(draws, lowered.forestRows, memory));
  const columns = drawColumns(lowered, layouts);
  const links = new Masks();
  const batches = lowered.chains.map((chains, k) =>
    layOutBatch(chains, links, layouts[k]?.leaves ?? new Map(), memory),
  );
  const linksAddress = links.place(memory);
  const block = batches.some((batch) => batch !== null) ? BATCH * BATCHES : BATCH;
  const planes = Math.ceil(Math.max(lowered.ranks.length, 1) / 16);
  const normal = normalKernel(module, memory);
  const ranks = ranksKernel(module, memory, lowered.ranks);
  const effect =
    lowered.model.kind === 'bcf'
      ? effectKernel(module, memory, lowered.model, treatments(lowered), columns)
      : null;
  const scaling =
    lowered.model.kind === 'bcf'
      ? { scale: 1, offset: 0 }
      : { scale: lowered.model.scale, offset: lowered.model.offset };
  const link = linkKernel(module, normal, linkShape(lowered), columns);
  const forests = layouts.map((layout) =>
    forestKernel(module, memory, layout, planes, columns.columnBytes, scaling),
  );
  const summarise = summaryKernel(module, memory, lowered.outputs, columns);
  const patientBytes = columnCount(lowered) * columns.columnBytes;
  const rankArea = memory.reserve(16 * planes * block);
  const masksBytes = MASK_BYTES * links.count;
  const masksArea = memory.reserve(masksBytes * BATCHES);
  const work: Work = {
    lowered,
    columns,
    masks: masksKernel(
      module,
      { address: linksAddress, count: links.count },
      { rankBytes: 16 * planes, count: lowered.ranks.length },
      memory.reserve(BATCH * lowered.ranks.length),
    ),
    masksArea,
    masksBytes,
    block,
    batches: batches.map((batch) =>
      batch === null
        ? null
        : batchKernel(module, batch, { masks: masksArea, masksBytes, patientBytes }, scaling),
    ),
    ranks,
    effect,
    link,
    summarise,
    layouts,
    forests,
    rankBytes: 16 * planes,
    rankArea,
    validArea: memory.reserve(4 * block),
    drawArea: memory.reserve(patientBytes * block),
    drawBlock: memory.reserve(
      8 * lowered.draws * Math.max(columnCount(lowered), lowered.outputs.draws.length),
    ),
    reserved: memory.reserve(16),
    heap: 0,
  };
  const heap = memory.reserve(0);
  emitExports(module, { ...work, heap }, linear);
  module.globalI32(1, 'visite_abi');
  module.data(0, memory.data());
  const most =
    heap + blockBytes(lowered.inputs, MAX_ROWS) + blockBytes(lowered.outputs.columns.length, MAX_ROWS);
  return {
    module: module.emit(memory.pages, Math.ceil(most / PAGE)),
    layouts,
    memoryBytes: heap,
  };
}

type Work = {
  readonly lowered: Lowered;
  readonly columns: DrawColumns;
  readonly ranks: FunctionReference;
  readonly effect: FunctionReference | null;
  readonly link: FunctionReference;
  readonly summarise: FunctionReference;
  readonly layouts: readonly ForestLayout[];
  readonly forests: readonly ForestKernel[];
  /** What batches of patients take in place of `forests`, for each forest that has it. */
  readonly batches: readonly (FunctionReference | null)[];
  readonly masks: FunctionReference;
  readonly masksArea: number;
  readonly masksBytes: number;
  /** Patients that pass over the tables together. */
  readonly block: number;
  /** Bytes of one patient's ranks. */
  readonly rankBytes: number;
  readonly rankArea: number;
  readonly validArea: number;
  readonly drawArea: number;
  readonly drawBlock: number;
  /** The number of rows that `visite_reserve` was called with. */
  readonly reserved: number;
  /** The input block; the output block follows it. */
  readonly heap: number;
};

function columnCount(lowered: Lowered): number {
  return lowered.intervals * lowered.arms.length;
}

function drawColumns(lowered: Lowered, layouts: readonly ForestLayout[]): DrawColumns {
  const chunk = Math.max(...layouts.map((layout) => layout.chunkDraws));
  const bytes = 8 * chunk * Math.ceil(lowered.draws / chunk);
  // Columns a multiple of a page apart would share cache sets.
  return { draws: lowered.draws, columnBytes: bytes % 1024 === 0 ? bytes + 64 : bytes };
}

function treatments(lowered: Lowered): readonly number[] {
  const { plan, arms } = lowered;
  return arms.map((arm) => (plan.kind === 'bcf' && arm === plan.treated ? 1 : 0));
}

function linkShape(lowered: Lowered): LinkShape {
  const { plan, intervals, arms } = lowered;
  const response = plan.kind === 'discrete-time-survival' ? 'hazards' : plan.response;
  return { response, intervals, arms: arms.length };
}

function blockBytes(columns: number, rows: number): number {
  return Math.ceil((8 * columns * rows) / 16) * 16;
}

function emitExports(module: ModuleBuilder, work: Work, linear: boolean): void {
  const { lowered, heap } = work;
  const outputs = lowered.outputs.columns.length;
  const roundUp = (bytes: I): I => bytes.add(15).and(-16);
  const outputBlock = (rows: I): I => roundUp(rows.mul(8 * lowered.inputs)).add(heap);
  const block = module.func({ params: ['i32', 'i32', 'i32'], result: null }, (f) => emitBlock(f, work));

  module.func(
    { params: ['i32'], result: 'i32' },
    (f) => {
      const rows = f.param(0);
      f.if(rows.sub(1).geU(MAX_ROWS), () => f.unreachable());
      const end = f.var(outputBlock(rows).add(rows.mul(8 * outputs)));
      const pages = f.var(end.add(PAGE - 1).shrU(16));
      const size = f.var(f.memorySize());
      f.if(pages.gtU(size), () => {
        f.if(f.memoryGrow(pages.sub(size)).eq(-1), () => f.unreachable());
      });
      f.storeI32(I.of(work.reserved), rows);
      f.return(I.of(heap));
    },
    'visite_reserve',
  );

  module.func(
    { params: ['i32'], result: 'i32' },
    (f) => {
      const rows = f.param(0);
      f.if(rows.eqz().or(rows.ne(I.of(work.reserved).i32())), () => f.unreachable());
      const output = f.var(outputBlock(rows));
      const from = f.let(I.of(0));
      f.loop((next) => {
        const left = f.var(rows.sub(from.get));
        const count = f.var(left.ltU(work.block).pick(left, I.of(work.block)));
        f.run(block, rows, from.get, count);
        f.times(count, (p) => {
          const row = f.var(from.get.add(p).shl(3));
          const target = f.var(output.add(row));
          f.if(
            p.shl(2).i32(work.validArea),
            () => {
              const draws = p.mul(columnCount(lowered) * work.columns.columnBytes).add(work.drawArea);
              const at = f.var(draws);
              f.run(work.link, at);
              f.run(work.summarise, at, target, rows.shl(3));
            },
            () => f.times(I.of(outputs), (c) => f.storeF64(target.add(c.mul(rows.shl(3))), D.of(NaN))),
          );
        });
        f.set(from, from.get.add(work.block));
        f.branchIf(next, from.get.ltU(rows));
      });
      f.return(output);
    },
    'visite_predict',
  );

  const emitDraws =
    (linked: boolean, from: readonly number[]) =>
    (f: FunctionBuilder): void => {
      const row = f.param(0);
      const rows = f.var(I.of(work.reserved).i32());
      f.if(row.geU(rows), () => f.unreachable());
      f.run(block, rows, row, I.of(1));
      const bytes = 8 * lowered.draws;
      f.if(
        I.of(work.validArea).i32(),
        () => {
          if (linked) f.run(work.link, I.of(work.drawArea));
          from.forEach((column, c) => {
            const source = work.drawArea + column * work.columns.columnBytes;
            f.copy(I.of(work.drawBlock + c * bytes), I.of(source), I.of(bytes));
          });
        },
        () =>
          f.times(I.of(lowered.draws * from.length), (i) =>
            f.storeF64(i.shl(3).add(work.drawBlock), D.of(NaN)),
          ),
      );
      f.return(I.of(work.drawBlock));
    };
  const type = { params: ['i32'], result: 'i32' } as const;
  if (lowered.outputs.draws.length > 0)
    module.func(type, emitDraws(true, lowered.outputs.draws), 'visite_draws');
  if (linear) {
    const all = Array.from({ length: columnCount(lowered) }, (_, c) => c);
    module.func(type, emitDraws(false, all), 'visite_linear');
  }
}

/**
 * `block(rows, from, count)`: the linear values of patients `from` to below `from + count` of a block of `rows`, each
 * in its own columns. Chunk by chunk over all patients, so that a chunk's tables are read once from far memory.
 */
function emitBlock(f: FunctionBuilder, work: Work): void {
  const { lowered, columns } = work;
  const [rows, from, count] = [f.param(0), f.param(1), f.param(2)];
  const patientBytes = columnCount(lowered) * columns.columnBytes;
  f.times(count, (p) => {
    const value = from.add(p).shl(3).add(work.heap);
    const target = p.mul(work.rankBytes).add(work.rankArea);
    f.storeI32(p.shl(2), f.call(work.ranks, value, rows.shl(3), target), work.validArea);
  });
  const batches = f.var(work.batches.some((batch) => batch !== null) ? count.shrU(4) : I.of(0));
  const none = I.of(0);
  if (work.batches.some((batch) => batch !== null)) {
    f.if(batches, () =>
      f.times(batches, (b) => {
        const ranks = b.mul(BATCH * work.rankBytes).add(work.rankArea);
        f.run(work.masks, ranks, b.mul(work.masksBytes).add(work.masksArea));
      }),
    );
  }
  work.layouts.forEach((layout, k) => {
    const batch = work.batches[k] ?? null;
    if (batch === null) {
      emitForest(f, work, layout, k, none, count);
      return;
    }
    f.if(batches, () => f.run(batch, I.of(work.drawArea + k * columns.columnBytes), batches));
    const rest = f.var(count.and(BATCH - 1));
    f.if(rest, () => emitForest(f, work, layout, k, count.sub(rest), rest));
  });
  const { effect } = work;
  if (effect !== null) f.times(count, (p) => f.run(effect, p.mul(patientBytes).add(work.drawArea)));
}

/** A forest for `count` patients of the block from `first` on, chunk by chunk over all of them. */
function emitForest(
  f: FunctionBuilder,
  work: Work,
  layout: ForestLayout,
  k: number,
  first: I,
  count: I,
): void {
  const { columns, lowered } = work;
  const patientBytes = columnCount(lowered) * columns.columnBytes;
  for (const run of chunkRuns(layout)) {
    const variant = work.forests[k]?.variants.get(run.conditions);
    if (variant === undefined) continue;
    f.times(I.of(run.to - run.from), (i) => {
      const chunk = f.var(i.add(run.from));
      f.times(count, (p) => {
        const patient = f.var(p.add(first));
        const ranks = patient.mul(work.rankBytes).add(work.rankArea);
        const target = patient.mul(patientBytes).add(work.drawArea + k * columns.columnBytes);
        f.run(variant, chunk, ranks, target);
      });
    });
  }
}
