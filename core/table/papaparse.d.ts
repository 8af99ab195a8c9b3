/** The part of papaparse 5.7.1 that is used. Its published typings bring Node's types into this area. */
declare module 'papaparse' {
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
    /** With `ignoreLastRow`, a record without a line break is left for the next call. */
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): unknown;
    abort(): void;
  }
  const Papa: { readonly Parser: new (config: ParserConfig) => Parser };
  export default Papa;
}
