"""Writes a table of JSON on standard input as Parquet: python write_parquet.py OUT.

{"columns": [{"title": ..., "kind": "number" | "date" | "text", "cells": [... or null]}]}
"""

import datetime
import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq

TYPES = {"number": pa.float64(), "date": pa.date32(), "text": pa.string()}


def to_cell(kind, text):
    if text is None:
        return None
    if kind == "number":
        return float(text)
    return datetime.date.fromisoformat(text) if kind == "date" else text


def main(out):
    columns = json.load(sys.stdin)["columns"]
    arrays = [
        pa.array([to_cell(c["kind"], cell) for cell in c["cells"]], TYPES[c["kind"]])
        for c in columns
    ]
    table = pa.Table.from_arrays(arrays, names=[c["title"] for c in columns])
    pq.write_table(table, out, row_group_size=300)


main(sys.argv[1])
