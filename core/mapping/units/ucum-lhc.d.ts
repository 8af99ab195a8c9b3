/** The part of @lhncbc/ucum-lhc 7.1.9 that is used; the package has no typings. */
declare module '@lhncbc/ucum-lhc' {
  interface ParsedUnit {
    /** Made of [iU], [arb'U] and their like. */
    readonly isArbitrary_: boolean;
  }
  interface SpecifiedUnit {
    readonly unit: ParsedUnit | null | undefined;
    /** What is said about a text that was taken for another code. */
    readonly retMsg: readonly string[];
  }
  interface ConvertedUnit {
    readonly status: 'succeeded' | 'failed' | 'error';
    readonly toVal: number | null;
  }
  interface UcumLhcUtils {
    getSpecifiedUnit(code: string, purpose: 'validate', suggest: false): SpecifiedUnit;
    /** `molecularWeight` in g/mol, for conversions between mass and amount of substance. */
    convertUnitTo(
      from: string,
      value: number,
      to: string,
      options: { readonly molecularWeight?: number },
    ): ConvertedUnit;
  }
  const ucum: { readonly UcumLhcUtils: { getInstance(): UcumLhcUtils } };
  export default ucum;
}
