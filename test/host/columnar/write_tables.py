"""Writes the tables of tables.ts with pandas and pyarrow: python write_tables.py FOLDER."""

import datetime
import decimal
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet as pq

folder = Path(sys.argv[1])
D = decimal.Decimal
table = pa.table(
    {
        "i8": pa.array([1, -2, None], pa.int8()),
        "u32": pa.array([4294967295, 0, None], pa.uint32()),
        "i64": pa.array([9007199254740993, -9007199254740992, None], pa.int64()),
        "u64": pa.array([18446744073709551615, 7, None], pa.uint64()),
        "f32": pa.array([0.1, 4.5, None], pa.float32()),
        "f64": pa.array([1e21, float("nan"), None], pa.float64()),
        "dec": pa.array([D("4.50"), D("-0.01"), None], pa.decimal128(9, 2)),
        "long": pa.array([D("12345678901234567890.123456"), D("1.000000"), None], pa.decimal128(38, 6)),
        "bool": pa.array([True, False, None]),
        "text": pa.array(["=1+1", "é;\n", None]),
        "date": pa.array([datetime.date(1949, 7, 2), datetime.date(2026, 2, 28), None]),
        "naive": pa.array([datetime.datetime(2026, 1, 1, 23, 30), datetime.datetime(1900, 1, 1), None], pa.timestamp("us")),
        "utc": pa.array([datetime.datetime(2026, 1, 1, 23, 30), datetime.datetime(2026, 7, 1, 22), None], pa.timestamp("ms", tz="UTC")),
        "time": pa.array([datetime.time(8, 30), datetime.time(23, 59, 59), None], pa.time64("us")),
        "dict": pa.array(["a", "b", None]).dictionary_encode(),
        "none": pa.nulls(3),
    }
)
for codec in ["none", "snappy", "zstd", "gzip", "brotli", "lz4"]:
    pq.write_table(table, folder / f"{codec}.parquet", compression=codec)
pq.write_table(table, folder / "v2.parquet", version="2.6", data_page_version="2.0", use_dictionary=False)
plain = table.drop_columns(["none"])
delta = {"i8": "DELTA_BINARY_PACKED", "i64": "DELTA_BINARY_PACKED", "text": "DELTA_BYTE_ARRAY", "dict": "DELTA_LENGTH_BYTE_ARRAY", "f32": "BYTE_STREAM_SPLIT", "f64": "BYTE_STREAM_SPLIT"}
pq.write_table(plain, folder / "delta.parquet", use_dictionary=False, column_encoding=delta)

rows = 50_000
big = pd.DataFrame(
    {
        "nummer": [f"{i:07d}" for i in range(rows)],
        "leeftijd": [40 + i % 50 for i in range(rows)],
        "waarde": [None if i % 7 == 0 else i / 8 for i in range(rows)],
        "code": pd.Categorical([["links", "rechts", "rectum"][i % 3] for i in range(rows)]),
        "datum": pd.Timestamp("2020-01-01") + pd.to_timedelta([i % 2000 for i in range(rows)], unit="D"),
    }
)
big.to_parquet(folder / "big.parquet", row_group_size=20_000)
big.to_csv(folder / "big.csv", index=False)
big.to_feather(folder / "big.feather")
big.to_feather(folder / "big-zstd.feather", compression="zstd")
big.to_feather(folder / "big-plain.feather", compression="uncompressed", chunksize=7_000)

nested = pa.table({"a": [1], "lijst": [[1, 2]], "ding": [{"x": 1}], "bytes": pa.array([b"x"], pa.binary())})
pq.write_table(nested, folder / "nested.parquet")
pa.feather.write_feather(nested, folder / "nested.feather", compression="uncompressed")
pq.write_table(pa.table({"a": pa.array([], pa.int32())}), folder / "empty.parquet")

for name, codec in [("none", None), ("lz4", "lz4"), ("zstd", "zstd")]:
    options = pa.ipc.IpcWriteOptions(compression=codec)
    with pa.ipc.new_file(folder / f"{name}.arrow", table.schema, options=options) as sink:
        sink.write_table(table)
    with pa.ipc.new_stream(folder / f"{name}.arrows", table.schema, options=options) as sink:
        sink.write_table(table)

# Text as views, as polars writes it; dictionaries that grow and are replaced; a large text.
views = table.set_column(9, "text", table["text"].cast(pa.string_view()))
with pa.ipc.new_file(folder / "views.arrow", views.schema) as sink:
    sink.write_table(views)
words = pa.table(
    {
        "code": pa.chunked_array(
            [
                pa.DictionaryArray.from_arrays(pa.array([0, 1]), ["a", "a rather long word, not in a view"]),
                pa.DictionaryArray.from_arrays(pa.array([2, 0]), ["a", "a rather long word, not in a view", "c"]),
            ]
        ),
        "lang": pa.array(["x", "y", None, "z"], pa.large_string()),
        "ms": pa.array([0, 86400000, None, -86400000], pa.int64()).cast(pa.timestamp("ms")).cast(pa.date64()),
    }
)
for name, deltas in [("delta", True), ("replaced", False)]:
    options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=deltas)
    with pa.ipc.new_stream(folder / f"{name}.arrows", words.schema, options=options) as sink:
        sink.write_table(words)
with pa.ipc.new_stream(folder / "empty.arrows", words.schema) as sink:
    pass
