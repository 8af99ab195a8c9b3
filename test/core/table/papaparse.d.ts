/** The parts of papaparse 5.7.1 that tests use as a writer and a reader that are not ours. Its published typings are not installed. */
declare module 'papaparse' {
  interface UnparseConfig {
    readonly delimiter?: string;
    readonly newline?: string;
    readonly quotes?: boolean;
    readonly escapeFormulae?: boolean;
  }
  interface StepResult {
    /** One record. */
    readonly data: readonly (readonly string[])[];
    /** `cursor`: offset after the record and its line break. */
    readonly meta: { readonly cursor: number };
  }
  interface ParserConfig {
    readonly delimiter: string;
    readonly newline: string;
    readonly quoteChar: string;
    readonly step: (result: StepResult) => void;
  }
  interface Parser {
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): unknown;
  }
  const Papa: {
    readonly unparse: (rows: readonly (readonly string[])[], config?: UnparseConfig) => string;
    /** With `ignoreLastRow`, a record without a line break is left for the next call. */
    readonly Parser: new (config: ParserConfig) => Parser;
  };
  export default Papa;
}
