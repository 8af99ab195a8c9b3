"""Reads texts the way other programs do: Python's decimal and float, and pandas. JSON in, JSON out."""

import io
import json
import sys
import warnings
from decimal import Decimal

import pandas

warnings.simplefilter("ignore")


def read_float(text: str) -> str:
    """The double nearest to the decimal that is written, as hexadecimal."""
    value = Decimal(text)
    return "" if float(value) != float(text) else float(value).hex()


def read_cell(text: str, decimal: str, thousands: str | None) -> str:
    """A cell of a column as pandas reads it with the marks stated."""
    table = f"x;y\n{text};1\n{text};1\n"
    frame = pandas.read_csv(io.StringIO(table), sep=";", decimal=decimal, thousands=thousands)
    value = frame["x"][0]
    return "text" if isinstance(value, str) else repr(float(value))


def read_dates(texts: list[str]) -> list[str]:
    """A column of dates as pandas reads it where no form is stated."""
    return [str(date.date()) for date in pandas.to_datetime(pandas.Series(texts), format="mixed")]


asked = json.load(sys.stdin)
json.dump(
    {
        "floats": [read_float(text) for text in asked["floats"]],
        "cells": [read_cell(*cell) for cell in asked["cells"]],
        "dates": read_dates(asked["dates"]),
    },
    sys.stdout,
)
