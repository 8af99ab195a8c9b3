import { DateUnit } from 'apache-arrow/fb/date-unit';
import { Date as DateType } from 'apache-arrow/fb/date';
import { Decimal } from 'apache-arrow/fb/decimal';
import { Endianness } from 'apache-arrow/fb/endianness';
import type { Field } from 'apache-arrow/fb/field';
import { FloatingPoint } from 'apache-arrow/fb/floating-point';
import { Int } from 'apache-arrow/fb/int';
import { Precision } from 'apache-arrow/fb/precision';
import type { Schema } from 'apache-arrow/fb/schema';
import { Time } from 'apache-arrow/fb/time';
import { TimeUnit as ArrowTimeUnit } from 'apache-arrow/fb/time-unit';
import { Timestamp } from 'apache-arrow/fb/timestamp';
import { Type } from 'apache-arrow/fb/type';
import type { ArrowLayout } from '#core/columnar/arrow-values.ts';
import type { ColumnType, TimeUnit } from '#core/columnar/column-type.ts';
import { verify } from '#core/columnar/damaged.ts';
import { TableError } from '#core/table/table-error.ts';

/** A flat column of an Arrow file. */
export interface ArrowColumn {
  readonly title: string;
  /** Of its values, or of the values of its dictionary. */
  readonly layout: ArrowLayout;
  readonly type: ColumnType;
  /** Dates of some files count milliseconds. */
  readonly perDay: boolean;
  /** Where values are places in a dictionary. */
  readonly dictionary: { readonly id: bigint; readonly layout: ArrowLayout } | undefined;
}

const maxColumns = 16_384;

/** The columns of a schema. Throws TableError `column-kind`, naming every column that is no cell, and others. */
export function toArrowColumns(schema: Schema): readonly ArrowColumn[] {
  if (schema.endianness() !== Endianness.Little) {
    throw new TableError('file-kind', 0, 'expected an Arrow file of little-endian numbers, got another one');
  }
  const count = schema.fieldsLength();
  if (count > maxColumns) {
    throw new TableError('too-many-columns', 0, `expected at most ${maxColumns} columns, got ${count}`);
  }
  verify(count > 0, 'a schema without columns');
  const columns: ArrowColumn[] = [];
  const refused: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const field = schema.fields(at);
    const title = field?.name();
    verify(field !== null && typeof title === 'string', 'the name of a column');
    const column = toColumn(field, title);
    if (column === undefined)
      refused.push(`${JSON.stringify(title)} (${Type[field.typeType()] ?? 'unknown'})`);
    else columns.push(column);
  }
  if (refused.length > 0) {
    throw new TableError(
      'column-kind',
      0,
      `expected columns of numbers, texts, dates and booleans, got ${refused.slice(0, 20).join(', ')}; export without them`,
    );
  }
  const titles = new Set<string>();
  for (const { title } of columns) {
    if (titles.has(title)) {
      throw new TableError('header-duplicate', 0, `the column ${JSON.stringify(title)} stands twice`);
    }
    titles.add(title);
  }
  return columns;
}

function toColumn(field: Field, title: string): ArrowColumn | undefined {
  const meaning = toMeaning(field);
  if (meaning === undefined) return undefined;
  const encoding = field.dictionary();
  if (encoding === null) return { title, perDay: true, ...meaning, dictionary: undefined };
  const index = encoding.indexType();
  const layout: ArrowLayout =
    index === null
      ? { kind: 'int', bytes: 4, signed: true }
      : { kind: 'int', bytes: index.bitWidth() / 8, signed: index.isSigned() };
  return { title, perDay: true, ...meaning, dictionary: { id: encoding.id(), layout } };
}

type Meaning = Pick<ArrowColumn, 'layout' | 'type'> & Partial<Pick<ArrowColumn, 'perDay'>>;

/** https://github.com/apache/arrow/blob/main/format/Schema.fbs; undefined for what is no cell. */
function toMeaning(field: Field): Meaning | undefined {
  const long = { kind: 'int', bytes: 8, signed: true } as const;
  switch (field.typeType()) {
    case Type.Null:
      return { layout: { kind: 'null' }, type: { kind: 'integer' } };
    case Type.Bool:
      return { layout: { kind: 'bool' }, type: { kind: 'boolean' } };
    case Type.Utf8:
      return { layout: { kind: 'bytes', offsetBytes: 4 }, type: { kind: 'text' } };
    case Type.LargeUtf8:
      return { layout: { kind: 'bytes', offsetBytes: 8 }, type: { kind: 'text' } };
    case Type.Utf8View:
      return { layout: { kind: 'view' }, type: { kind: 'text' } };
    case Type.Int: {
      const int = toType(field, new Int());
      return {
        layout: { kind: 'int', bytes: int.bitWidth() / 8, signed: int.isSigned() },
        type: { kind: 'integer' },
      };
    }
    case Type.FloatingPoint: {
      const precision = toType(field, new FloatingPoint()).precision();
      if (precision === Precision.HALF) return undefined;
      return {
        layout: { kind: 'float', bytes: precision === Precision.SINGLE ? 4 : 8 },
        type: { kind: 'float' },
      };
    }
    case Type.Decimal: {
      const decimal = toType(field, new Decimal());
      const scale = decimal.scale();
      const bytes = decimal.bitWidth() / 8;
      if (scale < 0 || scale > 76 || ![4, 8, 16, 32].includes(bytes)) return undefined;
      return { layout: { kind: 'decimal', bytes }, type: { kind: 'decimal', scale } };
    }
    case Type.Date: {
      const perDay = toType(field, new DateType()).unit() === DateUnit.DAY;
      return { layout: perDay ? { ...long, bytes: 4 } : long, type: { kind: 'date' }, perDay };
    }
    case Type.Time: {
      const time = toType(field, new Time());
      return {
        layout: { ...long, bytes: time.bitWidth() / 8 },
        type: { kind: 'time', perSecond: toPerSecond(time.unit()) },
      };
    }
    case Type.Timestamp: {
      const timestamp = toType(field, new Timestamp());
      const zone = timestamp.timezone();
      return {
        layout: long,
        type: {
          kind: 'timestamp',
          perSecond: toPerSecond(timestamp.unit()),
          instant: zone !== null && zone !== '',
        },
      };
    }
    default:
      return undefined;
  }
}

function toType<T>(field: Field, into: T): T {
  const type: unknown = field.type(into);
  verify(type === into, 'the type of a column');
  return into;
}

function toPerSecond(unit: ArrowTimeUnit): TimeUnit {
  switch (unit) {
    case ArrowTimeUnit.SECOND:
      return 1n;
    case ArrowTimeUnit.MILLISECOND:
      return 1_000n;
    case ArrowTimeUnit.MICROSECOND:
      return 1_000_000n;
    case ArrowTimeUnit.NANOSECOND:
      return 1_000_000_000n;
    default:
      verify(false, 'a unit of time');
  }
}
