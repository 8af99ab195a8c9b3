"""Rows through the original and through the module."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from visite.columns import Rows, to_records
from visite.compiler import run_compiler
from visite.errors import ParityError
from visite.members import Members
from visite.outcomes import Target
from visite.parity import Outputs, ParityReport, Tolerance, compare
from visite.policies import has_missing

_ONE_BY_ONE = 64


def refuse_mixed_patients(
    members: Members, targets: Sequence[Target], rows: Rows, batch: Outputs, tolerance: Tolerance
) -> None:
    """`ParityError` where the original gives a patient another answer alone than among others."""
    for at in range(min(len(rows), _ONE_BY_ONE)):
        alone = members.originals(rows.take([at]), targets)
        holds = tolerance.holds(alone[0], batch[at])
        if not holds.all():
            output = int(np.flatnonzero(~holds)[0])
            raise ParityError(
                f"{members.first.library} mixes patients: {members.output_names(targets)[output]} is "
                f"{alone[0, output]!r} when patient {at + 1} is given alone and {batch[at, output]!r} among {len(rows)} "
                "patients. A bundle answers for one patient at a time: take out of the pipeline what looks at the whole "
                "batch (ranks, means of the batch, shuffling)"
            )


def run_module(bundle: Path, members: Members, rows: Rows) -> Outputs:
    """What the module gives for rows, which go to the carried compiler on its standard input and into no file."""
    asked = json.dumps({"rows": to_records(members.table.columns, rows)}, allow_nan=False).encode()
    answer = run_compiler("predict", bundle, stdin=asked)
    return np.array(
        [[np.nan if value is None else value for value in row] for row in answer["outputs"]], dtype=np.float64
    )


def to_report(
    members: Members,
    targets: Sequence[Target],
    rows: Rows,
    original: Outputs,
    module: Outputs,
    tolerance: Tolerance,
    remarks: Sequence[str],
) -> ParityReport:
    """Original and module over all rows."""
    columns = members.table.columns
    missing = np.zeros(len(rows), dtype=bool)
    for column, cells in zip(columns, rows.cells, strict=True):
        if has_missing(column, cells):
            missing |= np.array([cell is None for cell in cells]) if column.kind == "text" else np.isnan(cells)
    versions = members.first.versions
    return ParityReport(
        library=f"{members.first.library} {next(iter(versions.values()), '')}".strip(),
        rows=len(rows),
        with_missing=int(missing.sum()),
        tolerance=tolerance,
        outputs=compare(
            members.output_names(targets),
            original,
            module,
            to_records(columns, rows),
            tolerance,
            members.labelled(targets),
        ),
        remarks=tuple(remarks),
    )
