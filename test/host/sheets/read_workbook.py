"""What openpyxl reads in a workbook, as JSON: type, number format and value of each cell of its first sheet."""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
cells = [[[cell.data_type, cell.number_format, str(cell.value)] for cell in row] for row in sheet.iter_rows()]
json.dump({"sheets": book.sheetnames, "freeze": sheet.freeze_panes, "cells": cells}, sys.stdout)
