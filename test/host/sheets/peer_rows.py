"""What openpyxl or xlrd reads in the first sheet of a workbook, as JSON: each filled cell as row, column, kind and value."""

import datetime
import json
import sys

import openpyxl
import xlrd


def plain(value):
    if isinstance(value, bool):
        return ["boolean", str(value).lower()]
    if isinstance(value, (int, float)):
        return ["number", repr(float(value))]
    if isinstance(value, datetime.datetime):
        value = (value + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
        midnight = value.time() == datetime.time()
        return ["date", value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M:%S")]
    return ["text", value]


def of_xlsx(path):
    for row in openpyxl.load_workbook(path).worksheets[0].iter_rows():
        for cell in row:
            if cell.value is not None:
                yield [cell.row, cell.column, *plain(cell.value)]


def of_xls(path):
    book = xlrd.open_workbook(path)
    sheet = book.sheet_by_index(0)
    for row in range(sheet.nrows):
        for column in range(sheet.ncols):
            cell = sheet.cell(row, column)
            value = cell.value
            if cell.ctype == xlrd.XL_CELL_BOOLEAN:
                value = bool(value)
            elif cell.ctype == xlrd.XL_CELL_DATE:
                value = xlrd.xldate_as_datetime(value, book.datemode)
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                yield [row + 1, column + 1, *plain(value)]


json.dump(list((of_xlsx if sys.argv[1].endswith("xlsx") else of_xls)(sys.argv[1])), sys.stdout)
