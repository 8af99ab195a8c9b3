import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import type { ConstantPool } from '#compiler/emit/constant-pool.ts';
import type { SharedFunctions } from '#compiler/emit/shared-functions.ts';
import type { Constant, TensorType } from '#compiler/ir/tensor.ts';

/**
 * Where a tensor lies. Case `r` of a block (a patient under a treatment) has its elements, row-major, from
 * `address + r · rowBytes` on. A constant has `rowBytes` 0: the same for every case. Cases of a value follow each other
 * without a gap, so a block of values is one array of `cases · elements` elements. Addresses are multiples of 16, and a
 * kernel may read and overwrite up to the next multiple of 16 after the last case it computes: nothing lives there.
 */
export type Operand = {
  readonly type: TensorType;
  readonly elements: number;
  readonly address: number;
  readonly rowBytes: number;
  /** The elements, where they are known at compile time. */
  readonly constant: Constant | null;
};

export type KernelContext = {
  readonly module: ModuleBuilder;
  /** Tables and working space of the kernel's own. */
  readonly constants: ConstantPool;
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
  /** The most cases in one call. */
  readonly maxCases: number;
  readonly shared: SharedFunctions;
  readonly origin: string;
};

/**
 * Emits a function `(cases: i32) → ()`, 1 ≤ cases ≤ `maxCases`, that computes the outputs of the first `cases` cases. A
 * case's bits are the same in whatever block it stands, and do not depend on what memory held before. `null`: nothing is
 * to be done (an output without elements).
 */
export type Kernel<O> = (op: O, context: KernelContext) => FunctionReference | null;
