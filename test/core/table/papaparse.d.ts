/** The writer of papaparse 5.7.1, which tests use as one that is not ours. Its published typings are not installed. */
declare module 'papaparse' {
  interface UnparseConfig {
    readonly delimiter?: string;
    readonly newline?: string;
    readonly quotes?: boolean;
    readonly escapeFormulae?: boolean;
  }
  const Papa: { readonly unparse: (rows: readonly (readonly string[])[], config?: UnparseConfig) => string };
  export default Papa;
}
