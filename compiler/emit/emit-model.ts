import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { D, I } from '#compiler/assembler/values.ts';
import { ConstantPool } from '#compiler/emit/constant-pool.ts';
import {
  emitProgram,
  placeProgram,
  type EmittedProgram,
  type PlacedProgram,
} from '#compiler/emit/emit-program.ts';
import { fillPair, pairsOf } from '#compiler/emit/fill-pair.ts';
import type { Operand } from '#compiler/emit/kernel.ts';
import { loadNumber, storeNumber } from '#compiler/emit/numbers.ts';
import { computeColumn, placeTables, type OutputColumn, type Place } from '#compiler/emit/output-column.ts';
import { SharedFunctions } from '#compiler/emit/shared-functions.ts';
import type { Program, Value } from '#compiler/ir/graph.ts';
import { ELEMENT_BYTES, toConstant } from '#compiler/ir/tensor.ts';
import { optimise, passes, type Pass } from '#compiler/passes/optimise.ts';

/** Where one element of a program's input comes from. */
export type Source =
  /** Column `column` of the input block, as a number. */
  | { readonly kind: 'number'; readonly column: number }
  /** A category: `values[k]` for index `k` of column `column`; missing is NaN. */
  | { readonly kind: 'numbers'; readonly column: number; readonly values: readonly number[] }
  /** As `numbers` for an input of strings; missing is a missing string. */
  | { readonly kind: 'strings'; readonly column: number; readonly values: readonly string[] }
  /** A text of the arena: column `column` holds its address and length. */
  | { readonly kind: 'text'; readonly column: number }
  /** The same for every patient; `perCase[i]` in the part's i-th case. */
  | { readonly kind: 'fixed'; readonly perCase: readonly (number | string)[] };

/** A program that is run for each patient once, or once under each of several treatments: its cases. */
export type Part = {
  readonly program: Program;
  readonly cases: number;
  /** For each of the program's inputs, for each of its elements. */
  readonly sources: ReadonlyMap<Value, readonly Source[]>;
};

export type ModelLayout = {
  readonly inputColumns: number;
  readonly parts: readonly Part[];
  readonly outputs: readonly OutputColumn[];
  /** Exports `visite_text`. */
  readonly texts: boolean;
};

export type EmittedModel = {
  readonly module: Uint8Array<ArrayBuffer>;
  /** Memory before any rows are reserved, in bytes. */
  readonly memoryBytes: number;
};

const MAX_ROWS = 4096;
const PAGE = 65536;
/** Text of one call, at most: 64 KiB for each of 4,096 rows is refused by the memory limit of hosts long before. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

type Work = {
  readonly constants: ConstantPool;
  readonly layout: ModelLayout;
  readonly emitted: readonly EmittedProgram[];
  /** Patients of one block, the same for all parts. */
  readonly block: number;
  /** Where the number of reserved rows and the address of the arena stand. */
  readonly state: number;
  readonly heap: number;
};

/**
 * The module of ABI 1 (docs/formats/model-abi.md) of programs that compute one case each. `by`: the passes they go
 * through; their bits are the same with any.
 */
export function emitModel(given: ModelLayout, by: readonly Pass[] = passes): EmittedModel {
  const parts = given.parts.map((part) => ({ ...part, program: optimise(part.program, by) }));
  const layout = { ...given, parts };
  const module = new ModuleBuilder();
  const placed = placeParts(layout.parts);
  const constants = new ConstantPool(module, placed.end);
  const shared = new SharedFunctions();
  const emitted = placed.programs.map((program) => emitProgram(program, module, constants, shared));
  const fills = layout.parts.map((part, p) => emitFill(module, constants, part, emitted[p], placed.block));
  for (const column of layout.outputs) placeTables(constants, column);
  // An output that is known is a constant, too: all have their place before the heap begins.
  layout.parts.forEach((part, p) => part.program.outputs.forEach((value) => emitted[p]?.operand(value)));
  const state = constants.reserve(16);
  const heap = constants.seal();
  emitExports(module, { constants, layout, emitted, block: placed.block, state, heap }, fills);
  module.globalI32(1, 'visite_abi');
  const most =
    heap +
    blockBytes(layout.inputColumns, MAX_ROWS) +
    blockBytes(layout.outputs.length, MAX_ROWS) +
    (layout.texts ? MAX_TEXT_BYTES : 0);
  return { module: module.emit(Math.ceil(heap / PAGE), Math.ceil(most / PAGE)), memoryBytes: heap };
}

/** All parts with blocks of the same number of patients; their memory one after another. */
function placeParts(parts: readonly Part[]): { programs: PlacedProgram[]; block: number; end: number } {
  const block = Math.min(
    ...parts.map((part) => Math.max(1, Math.floor(placeProgram(part.program, 64).cases / part.cases))),
  );
  let end = 64;
  const programs = parts.map((part) => {
    const placed = placeProgram(part.program, end, block * part.cases);
    end = placed.places.end;
    return placed;
  });
  return { programs, block, end };
}

/** `fill(from, count, rows, input)`: the part's inputs for patients `from` to below `from + count`, case after case. */
function emitFill(
  module: ModuleBuilder,
  constants: ConstantPool,
  part: Part,
  emitted: EmittedProgram | undefined,
  block: number,
): FunctionReference {
  if (emitted === undefined) throw new RangeError('a part without its program');
  return module.func({ params: ['i32', 'i32', 'i32', 'i32'], result: null }, (f) => {
    const [from, count, rows, input] = [f.param(0), f.param(1), f.param(2), f.param(3)];
    for (const [value, sources] of part.sources) {
      const operand = emitted.operand(value);
      if (operand.rowBytes * block * part.cases === 0) continue;
      const size = ELEMENT_BYTES[operand.type.dtype];
      // One column after another: cells of one patient lie far apart, where they push each other out of the cache.
      const { dtype } = operand.type;
      const pairs = part.cases === 1 && (dtype === 'f64' || dtype === 'f32') ? pairsOf(sources) : [];
      for (const { element, columns } of pairs) {
        fillPair(f, { columns, from, count, rows, input, operand, target: operand.address + element * size });
      }
      const paired = new Set(pairs.flatMap(({ element }) => [element, element + 1]));
      sources.forEach((source, element) => {
        if (paired.has(element)) return;
        f.times(count, (patient) => {
          const cell = f.var(from.add(patient).shl(3).add(input));
          for (let at = 0; at < part.cases; at++) {
            const target = f.var(
              patient
                .mul(part.cases)
                .add(at)
                .mul(operand.rowBytes)
                .add(operand.address + element * size),
            );
            f.scope(() => fillElement(f, constants, { source, at, cell, rows, operand, target }));
          }
        });
      });
    }
  });
}

type Filling = {
  readonly source: Source;
  readonly at: number;
  /** The patient's cell in column 0. */
  readonly cell: I;
  readonly rows: I;
  readonly operand: Operand;
  readonly target: I;
};

function fillElement(f: FunctionBuilder, constants: ConstantPool, filling: Filling): void {
  const { source, at, cell, rows, operand, target } = filling;
  const { dtype } = operand.type;
  const column = (index: number): I => f.var(rows.mul(8 * index).add(cell));
  switch (source.kind) {
    case 'number':
      storeNumber(f, dtype, target, column(source.column).f64());
      return;
    case 'text':
      f.storeI64(target, column(source.column).i64());
      return;
    case 'numbers': {
      const table = constants.placeConstant(toConstant('f64', [source.values.length], source.values));
      const index = f.var(column(source.column).f64());
      const value = f.var(indexIn(f, index, source.values.length).shl(3).add(table).f64());
      storeNumber(f, dtype, target, index.eq(index).pick(value, D.of(NaN)));
      return;
    }
    case 'strings': {
      const table = constants.placeConstant({
        dtype: 'string',
        shape: [source.values.length],
        data: source.values,
      });
      const index = f.var(column(source.column).f64());
      f.storeI64(target, indexIn(f, index, source.values.length).shl(3).add(table).i64());
      f.if(index.ne(index), () => f.storeI32(target, I.of(-1), 4));
      return;
    }
    case 'fixed': {
      const fixed = source.perCase[at];
      if (fixed === undefined) throw new RangeError(`no value for case ${at}`);
      if (typeof fixed === 'number') {
        storeNumber(f, dtype, target, D.of(fixed));
        return;
      }
      const { address, bytes } = constants.placeText(fixed);
      f.storeI32(target, I.of(address));
      f.storeI32(target, I.of(bytes), 4);
    }
  }
}

/** An index from 0 to below `count`; a host gives no other, and no other address is read. */
function indexIn(f: FunctionBuilder, index: D, count: number): I {
  const whole = f.var(index.truncU());
  return f.var(whole.ltU(count).pick(whole, I.of(count - 1)));
}

function blockBytes(columns: number, rows: number): number {
  return Math.ceil((8 * columns * rows) / 16) * 16;
}

function emitExports(module: ModuleBuilder, work: Work, fills: readonly FunctionReference[]): void {
  const { layout, heap, state } = work;
  const columns = layout.outputs.length;
  const outputBlock = (rows: I): I =>
    rows
      .mul(8 * layout.inputColumns)
      .add(15)
      .and(-16)
      .add(heap);
  const arena = (rows: I): I =>
    rows
      .mul(8 * columns)
      .add(outputBlock(rows))
      .add(15)
      .and(-16);
  const grow = (f: FunctionBuilder, end: I): void => {
    const pages = f.var(end.add(PAGE - 1).shrU(16));
    const size = f.var(f.memorySize());
    f.if(pages.gtU(size), () => {
      f.if(f.memoryGrow(pages.sub(size)).eq(-1), () => f.unreachable());
    });
  };
  const type = { params: ['i32'], result: 'i32' } as const;
  module.func(
    type,
    (f) => {
      const rows = f.param(0);
      f.if(rows.sub(1).geU(MAX_ROWS), () => f.unreachable());
      grow(f, f.var(arena(rows)));
      f.storeI32(I.of(state), rows);
      f.return(I.of(heap));
    },
    'visite_reserve',
  );
  if (layout.texts) {
    module.func(
      type,
      (f) => {
        const start = f.var(arena(I.of(state).i32()));
        f.if(f.param(0).gtU(MAX_TEXT_BYTES), () => f.unreachable());
        grow(f, f.var(start.add(f.param(0))));
        f.return(start);
      },
      'visite_text',
    );
  }
  module.func(
    type,
    (f) => {
      const rows = f.param(0);
      f.if(rows.eqz().or(rows.ne(I.of(state).i32())), () => f.unreachable());
      const output = f.var(outputBlock(rows));
      const from = f.let(I.of(0));
      f.loop((next) => {
        const left = f.var(rows.sub(from.get));
        const count = f.var(left.ltU(work.block).pick(left, I.of(work.block)));
        fills.forEach((fill) => f.run(fill, from.get, count, rows, I.of(heap)));
        work.emitted.forEach(({ run }, p) => f.run(run, count.mul(layout.parts[p]?.cases ?? 1)));
        f.times(count, (patient) => {
          const target = f.var(from.get.add(patient).shl(3).add(output));
          layout.outputs.forEach((column, c) => {
            f.scope(() => {
              const read = (place: Place, element: I): D => readPlace(f, work, place, patient, element);
              f.storeF64(target.add(rows.mul(8 * c)), computeColumn(f, work.constants, column, read));
            });
          });
        });
        f.set(from, from.get.add(work.block));
        f.branchIf(next, from.get.ltU(rows));
      });
      f.return(output);
    },
    'visite_predict',
  );
}

function readPlace(f: FunctionBuilder, { layout, emitted }: Work, place: Place, patient: I, element: I): D {
  const part = layout.parts[place.part];
  const value = part?.program.outputs.get(place.output);
  const operand = value === undefined ? undefined : emitted[place.part]?.operand(value);
  if (part === undefined || operand === undefined) throw new RangeError(`no output ${place.output}`);
  const row = patient.mul(part.cases).add(place.case).mul(operand.rowBytes);
  const size = ELEMENT_BYTES[operand.type.dtype];
  const at = row.add(element.mul(size)).add(operand.address + place.element * size);
  return loadNumber(f, operand.type.dtype, at);
}
