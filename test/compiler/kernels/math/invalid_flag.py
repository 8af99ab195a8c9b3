"""Runs modules of ABI 1 in Wasmtime, and says for which arguments the processor's invalid-operation flag goes up.

Standard input: JSON, a list of [path of a module with one input and one output, arguments]. Standard output: JSON, for each
the arguments (as text) that raised the flag, in a call with one row or with four.
"""

import ctypes
import ctypes.util
import json
import struct
import sys

import wasmtime

FE_INVALID = 0x10 if sys.platform == "win32" else 1
library = ctypes.CDLL(ctypes.util.find_library("m") or "ucrtbase")
engine = wasmtime.Engine()


def raising(path, arguments):
    store = wasmtime.Store(engine)
    with open(path, "rb") as file:
        exports = wasmtime.Instance(store, wasmtime.Module(engine, file.read()), []).exports(store)
    found = []
    for text in arguments:
        for rows in (1, 4):
            address = exports["visite_reserve"](store, rows)
            exports["memory"].write(store, struct.pack("<d", float(text)) * rows, address)
            library.feclearexcept(FE_INVALID)
            exports["visite_predict"](store, rows)
            if library.fetestexcept(FE_INVALID):
                found.append(text)
                break
    return found


json.dump([raising(path, arguments) for path, arguments in json.load(sys.stdin)], sys.stdout)
