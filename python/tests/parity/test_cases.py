"""A part of the suite: every case on one kind of data, the kinds in turns; all of the mixed and library cases."""

from collections.abc import Iterator

import pytest

from parity.compare import compare, compare_mixed
from parity.data import KINDS
from parity.estimators import Case, all_cases
from parity.libraries import Library, compare_library, library_cases
from parity.mixed import Mixed, mixed_cases
from parity.module_runner import ModuleRunner
from parity.skl2onnx_peer import skl2onnx_classes
from visite.convert.sklearn import refused_classes, supported_classes

_KINDS = (*KINDS, "hostile")


@pytest.fixture(scope="module")
def runner() -> Iterator[ModuleRunner]:
    made = ModuleRunner()
    yield made
    made.close()


def _turns() -> list[tuple[Case, str]]:
    chosen = []
    for at, case in enumerate(all_cases()):
        kinds = case.kinds or _KINDS
        chosen.append((case, kinds[at % len(kinds)]))
    return chosen


@pytest.mark.parametrize(("case", "kind"), _turns(), ids=lambda value: value if isinstance(value, str) else value.name)
def test_estimator(case: Case, kind: str, runner: ModuleRunner) -> None:
    outcome = compare(case, kind, runner.run)
    assert outcome.status in ("ok", "rounding", "unfit"), outcome


@pytest.mark.parametrize("case", mixed_cases(), ids=lambda case: case.name)
def test_mixed(case: Mixed, runner: ModuleRunner) -> None:
    assert compare_mixed(case, runner.run).status == "ok"


@pytest.mark.parametrize("case", library_cases(), ids=lambda case: case.name)
def test_library(case: Library, runner: ModuleRunner) -> None:
    outcome = compare_library(case, runner.run)
    assert outcome.status == "ok", outcome


def test_every_class_of_skl2onnx_is_converted_or_refused_by_name() -> None:
    known = supported_classes().keys() | refused_classes().keys()
    assert [name for name in skl2onnx_classes() if name not in known] == []
