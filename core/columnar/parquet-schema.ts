import type { FileMetaData, SchemaElement } from 'hyparquet';
import type { ColumnType, RawValue, TimeUnit } from '#core/columnar/column-type.ts';
import { verify } from '#core/columnar/damaged.ts';
import type { PhysicalType, StoredType } from '#core/columnar/parquet-values.ts';
import { TableError } from '#core/table/table-error.ts';

/** A flat column of a Parquet file. */
export interface ParquetColumn {
  readonly title: string;
  readonly stored: StoredType;
  readonly type: ColumnType;
  readonly optional: boolean;
  /** Stored value → value of its type. */
  readonly toValue: (stored: Exclude<RawValue, null>) => Exclude<RawValue, null>;
}

const maxColumns = 16_384;

/**
 * The columns of a file. Throws TableError `column-kind`, naming every column that is nested or of a type that is no
 * cell, `header-duplicate`, or `too-many-columns`.
 */
export function toParquetColumns({ schema }: Pick<FileMetaData, 'schema'>): readonly ParquetColumn[] {
  const [root, ...elements] = schema;
  verify(root !== undefined && elements.length > 0, 'the schema');
  if (elements.length > maxColumns) {
    throw new TableError(
      'too-many-columns',
      0,
      `expected at most ${maxColumns} columns, got ${elements.length}`,
    );
  }
  const refused: string[] = [];
  const columns: ParquetColumn[] = [];
  for (let at = 0; at < elements.length; at += 1) {
    const element = elements[at];
    if (element === undefined) continue;
    const nested = (element.num_children ?? 0) > 0;
    const column = nested || element.repetition_type === 'REPEATED' ? undefined : toColumn(element);
    if (column !== undefined) columns.push(column);
    else refused.push(`${JSON.stringify(element.name)} (${nested ? 'nested' : toTypeName(element)})`);
    if (nested) at += countBelow(elements, at);
  }
  if (refused.length > 0) {
    throw new TableError(
      'column-kind',
      0,
      `expected columns of numbers, texts, dates and booleans, got ${refused.slice(0, 20).join(', ')}; export without them`,
    );
  }
  const titles = columns.map(({ title }) => title);
  const twice = titles.find((title, at) => titles.indexOf(title) !== at);
  if (twice !== undefined) {
    throw new TableError('header-duplicate', 0, `the column ${JSON.stringify(twice)} stands twice`);
  }
  return columns;
}

/** Elements below a nested one, which are its own. */
function countBelow(elements: readonly SchemaElement[], at: number): number {
  let open = elements[at]?.num_children ?? 0;
  let below = 0;
  while (open > 0 && at + below + 1 < elements.length) {
    below += 1;
    open += (elements[at + below]?.num_children ?? 0) - 1;
  }
  return below;
}

function toTypeName({ type, converted_type, logical_type, repetition_type }: SchemaElement): string {
  if (repetition_type === 'REPEATED') return 'repeated';
  return logical_type?.type ?? converted_type ?? type ?? 'no type';
}

const physicalTypes: readonly PhysicalType[] = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED_LEN_BYTE_ARRAY',
];

function toColumn(element: SchemaElement): ParquetColumn | undefined {
  const physical = physicalTypes.find((type) => type === element.type);
  if (physical === undefined) return undefined;
  const meaning = toMeaning(element, physical);
  if (meaning === undefined) return undefined;
  return {
    title: element.name,
    stored: { physical, length: element.type_length ?? 0 },
    optional: element.repetition_type === 'OPTIONAL',
    type: meaning.type,
    toValue: meaning.toValue ?? ((value) => value),
  };
}

interface Meaning {
  readonly type: ColumnType;
  readonly toValue?: ParquetColumn['toValue'];
}

/** https://github.com/apache/parquet-format/blob/master/LogicalTypes.md; undefined for what is no cell. */
function toMeaning(element: SchemaElement, physical: PhysicalType): Meaning | undefined {
  switch (physical) {
    case 'BOOLEAN':
      return { type: { kind: 'boolean' } };
    case 'INT96':
      return { type: { kind: 'timestamp', perSecond: 1_000_000_000n, instant: true } };
    case 'FLOAT':
    case 'DOUBLE':
      return { type: { kind: 'float' } };
    case 'INT32':
    case 'INT64':
      return toWholeMeaning(element);
    case 'BYTE_ARRAY':
    case 'FIXED_LEN_BYTE_ARRAY':
      return toBytesMeaning(element, physical);
    default:
      throw physical satisfies never;
  }
}

function toWholeMeaning({
  logical_type: logical,
  converted_type,
  scale,
}: SchemaElement): Meaning | undefined {
  if (logical?.type === 'TIMESTAMP') {
    const { unit, isAdjustedToUTC } = logical;
    return { type: { kind: 'timestamp', perSecond: perSecond[unit], instant: isAdjustedToUTC } };
  }
  if (logical?.type === 'TIME') return { type: { kind: 'time', perSecond: perSecond[logical.unit] } };
  if (logical?.type === 'INTEGER') return toIntegerMeaning(logical.isSigned);
  if (logical?.type === 'NULL') return { type: { kind: 'integer' } };
  switch (converted_type ?? logical?.type) {
    case undefined:
    case 'INT_8':
    case 'INT_16':
    case 'INT_32':
    case 'INT_64':
      return toIntegerMeaning(true);
    case 'UINT_8':
    case 'UINT_16':
    case 'UINT_32':
    case 'UINT_64':
      return toIntegerMeaning(false);
    case 'DATE':
      return { type: { kind: 'date' } };
    case 'DECIMAL':
      return toDecimalMeaning(logical?.type === 'DECIMAL' ? logical.scale : scale);
    case 'TIME_MILLIS':
      return { type: { kind: 'time', perSecond: 1_000n } };
    case 'TIME_MICROS':
      return { type: { kind: 'time', perSecond: 1_000_000n } };
    // Older files do not say whether they are in UTC; these are (LogicalTypes.md, "Deprecated timestamp ConvertedType").
    case 'TIMESTAMP_MILLIS':
      return { type: { kind: 'timestamp', perSecond: 1_000n, instant: true } };
    case 'TIMESTAMP_MICROS':
      return { type: { kind: 'timestamp', perSecond: 1_000_000n, instant: true } };
    default:
      return undefined;
  }
}

const perSecond: Readonly<Record<'MILLIS' | 'MICROS' | 'NANOS', TimeUnit>> = {
  MILLIS: 1_000n,
  MICROS: 1_000_000n,
  NANOS: 1_000_000_000n,
};

function toIntegerMeaning(signed: boolean): Meaning {
  if (signed) return { type: { kind: 'integer' } };
  return {
    type: { kind: 'integer' },
    toValue: (value) => (typeof value === 'bigint' ? BigInt.asUintN(64, value) : Number(value) >>> 0),
  };
}

function toDecimalMeaning(scale = 0, toValue?: ParquetColumn['toValue']): Meaning | undefined {
  if (!Number.isInteger(scale) || scale < 0 || scale > 76) return undefined;
  return { type: { kind: 'decimal', scale }, ...(toValue === undefined ? {} : { toValue }) };
}

function toBytesMeaning(
  { logical_type: logical, converted_type, scale }: SchemaElement,
  physical: 'BYTE_ARRAY' | 'FIXED_LEN_BYTE_ARRAY',
): Meaning | undefined {
  if (logical?.type === 'DECIMAL') return toDecimalMeaning(logical.scale, toBigEndian);
  if (converted_type === 'DECIMAL') return toDecimalMeaning(scale, toBigEndian);
  if (physical === 'FIXED_LEN_BYTE_ARRAY')
    return logical?.type === 'UUID' ? { type: { kind: 'uuid' } } : undefined;
  const name = logical?.type ?? converted_type ?? '';
  return ['STRING', 'UTF8', 'ENUM', 'JSON'].includes(name) ? { type: { kind: 'text' } } : undefined;
}

/** Two's complement, the highest byte first. */
function toBigEndian(bytes: Exclude<RawValue, null>): bigint {
  verify(bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= 64, 'a decimal');
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}
