/** What the values of a column mean, whatever file they stand in. */
export type ColumnType =
  /** Whole numbers. */
  | { readonly kind: 'integer' }
  /** Doubles; singles come as the double that is exactly theirs. */
  | { readonly kind: 'float' }
  /** Whole numbers of 10^-scale. */
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'boolean' }
  /** Bytes of UTF-8. */
  | { readonly kind: 'text' }
  /** 16 bytes. */
  | { readonly kind: 'uuid' }
  /** Days since 1970-01-01. */
  | { readonly kind: 'date' }
  /** Since 1970; an `instant` is in UTC, others are what a clock on some wall showed. */
  | { readonly kind: 'timestamp'; readonly perSecond: TimeUnit; readonly instant: boolean }
  /** Since midnight. */
  | { readonly kind: 'time'; readonly perSecond: TimeUnit };

/** How many of a time's units are a second. */
export type TimeUnit = 1n | 1_000n | 1_000_000n | 1_000_000_000n;

/** A value as a reader of a file gives it: null where the file has none. */
export type RawValue = number | bigint | boolean | Uint8Array | null;
