/** A module of ABI 1 in Node's own WebAssembly: an engine other than the one that later replays the golden patients. */
export declare class V8Model {
  #private;
  private constructor();
  static open(module: Uint8Array): Promise<V8Model>;
  /** Column-major input block of `rows` rows → column-major output block of `outputColumns` columns. */
  predict(rows: number, input: Float64Array, outputColumns: number): Float64Array;
}
