/**
 * Why a call was not answered. Codes are those of the errors of `core` and `host`; a screen says them in its own words
 * (`renderer/strings`), and shows `message` beside them where it has none.
 */
export interface Failure {
  readonly code: string;
  /** Expected and got, in English. May hold a value of the record: shown, never logged. */
  readonly message: string;
  /** Where in a file: name, 1-based line, title of the column, text of the cell. */
  readonly about?: {
    readonly file?: string;
    readonly line?: number;
    readonly column?: string;
    readonly value?: string;
  };
}

/** What crosses between processes: Electron keeps only the message of an Error, so none is thrown across. */
export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };
