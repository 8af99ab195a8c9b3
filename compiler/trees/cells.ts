/**
 * Bytes of a tree in memory. A cell holds the threshold and the offset of the feature in the row's views; a leaf holds
 * its value, or where its values lie.
 */
export type CellFormat = {
  readonly threshold: 'f32' | 'f64';
  /** What a leaf holds: a value, or the offset in bytes of its values in a table of their own. */
  readonly leaf: 'f32' | 'f64' | 'offset';
};

export function thresholdBytes(format: CellFormat): 4 | 8 {
  return format.threshold === 'f32' ? 4 : 8;
}

/** Tables of a known length, little-endian. */
export class Table {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  f32(offset: number, value: number): void {
    this.#view.setFloat32(offset, value, true);
  }
  f64(offset: number, value: number): void {
    this.#view.setFloat64(offset, value, true);
  }
  i32(offset: number, value: number): void {
    this.#view.setInt32(offset, value, true);
  }
}
