"""The vectors of docs/formats/model-abi.md through Python's wasmtime. Prints one JSON object: cases run, failures."""

import json
import struct
import sys
from pathlib import Path

import wasmtime

TRAPS = {
    "trap-unreachable": "UNREACHABLE",
    "trap-memory-out-of-bounds": "MEMORY_OUT_OF_BOUNDS",
    "trap-table-out-of-bounds": "TABLE_OUT_OF_BOUNDS",
    "trap-indirect-call-to-null": "INDIRECT_CALL_TO_NULL",
    "trap-bad-signature": "BAD_SIGNATURE",
    "trap-integer-overflow": "INTEGER_OVERFLOW",
    "trap-integer-division-by-zero": "INTEGER_DIVISION_BY_ZERO",
    "trap-bad-conversion-to-integer": "BAD_CONVERSION_TO_INTEGER",
    "trap-stack-overflow": "STACK_OVERFLOW",
    "trap-out-of-fuel": "OUT_OF_FUEL",
}
PAGE_FUEL = 2_000_000_000


def bits(block):
    """A block's text to its values as 64-bit integers, every NaN the same."""
    values = struct.unpack(f"<{len(block.split())}Q", bytes.fromhex(block))
    return [0x7FF8000000000000 if is_nan(value) else value for value in values]


def is_nan(value):
    return value & 0x7FFFFFFFFFFFFFFF > 0x7FF0000000000000


class Model:
    def __init__(self, engine, wasm, fuel_per_row):
        self.store = wasmtime.Store(engine)
        self.fuel_per_row = fuel_per_row
        self.store.set_fuel(fuel_per_row)
        module = wasmtime.Module(engine, wasm)
        self.exports = wasmtime.Instance(self.store, module, []).exports(self.store)

    def call(self, name, argument):
        return self.exports[name](self.store, argument) & 0xFFFFFFFF

    def write(self, address, data):
        self.exports["memory"].write(self.store, data, address)

    def read(self, address, values):
        return bytes(self.exports["memory"].read(self.store, address, address + 8 * values))

    def predict(self, declared, request, rows_per_call):
        rows, ins, outs = request["rows"], declared["inputColumns"], declared["outputColumns"]
        source = bytes.fromhex(request["input"])
        columns = [b""] * outs
        for start in range(0, rows, rows_per_call):
            count = min(rows_per_call, rows - start)
            self.store.set_fuel(self.fuel_per_row * count)
            address = self.call("visite_reserve", count)
            parts = [source[8 * (c * rows + start) : 8 * (c * rows + start + count)] for c in range(ins)]
            for column, texts in request.get("texts", {}).items():
                parts[int(column)] = self.texts(texts[start : start + count])
            self.write(address, b"".join(parts))
            result = self.read(self.call("visite_predict", count), count * outs)
            for c in range(outs):
                columns[c] += result[8 * c * count : 8 * (c + 1) * count]
        return b"".join(columns)

    def texts(self, texts):
        """Hexadecimal texts, None where missing, into the arena; their cells."""
        given = [bytes.fromhex(text or "") for text in texts]
        at = self.call("visite_text", sum(map(len, given)))
        cells = b""
        for text, utf8 in zip(texts, given):
            cells += struct.pack("<II", at, 0xFFFFFFFF if text is None else len(utf8))
            self.write(at, utf8)
            at += len(utf8)
        return cells

    def draws(self, declared, request):
        self.store.set_fuel(self.fuel_per_row)
        self.write(self.call("visite_reserve", 1), bytes.fromhex(request["input"]))
        self.call("visite_predict", 1)
        self.store.set_fuel(self.fuel_per_row)
        values = declared["draws"]["count"] * declared["draws"]["columns"]
        return self.read(self.call("visite_draws", 0), values)


def run(engine, folder, case):
    fuel = min(case.get("limits", {}).get("fuelPerRow", PAGE_FUEL), 2**62)
    model = Model(engine, (folder / "module.wasm").read_bytes(), fuel)
    for call in case["calls"]:
        for rows_per_call in call.get("predict", {}).get("rowsPerCall", [1]):
            try:
                if "draws" in call:
                    block = model.draws(case["model"], call["draws"])
                else:
                    block = model.predict(case["model"], call["predict"], rows_per_call)
            except wasmtime.Trap as trap:
                got = trap.trap_code.name if trap.trap_code is not None else str(trap)
                if got != TRAPS.get(call.get("stopped")):
                    return f"stopped with {got}, expected {call.get('stopped', 'an output')}"
                continue
            if "stopped" in call:
                return f"was not stopped, expected {call['stopped']}"
            if bits(block.hex(" ", 8)) != bits(call["output"]):
                return f"got {block.hex(' ', 8)}"
    return None


def main(root):
    config = wasmtime.Config()
    config.consume_fuel = True
    engine = wasmtime.Engine(config)
    ran, failures = 0, {}
    for folder in sorted(Path(root).iterdir()):
        case = json.loads((folder / "case.json").read_text("utf-8"))
        if any(call.get("stopped", "trap-unreachable") not in TRAPS for call in case.get("calls", [{"stopped": ""}])):
            continue
        ran += 1
        why = run(engine, folder, case)
        if why is not None:
            failures[folder.name] = why
    print(json.dumps({"ran": ran, "failures": failures}))


main(sys.argv[1])
