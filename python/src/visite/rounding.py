"""Round numbers that tell of a range and not of a person."""

import math


def to_step(span: float, parts: int = 100) -> float:
    """The largest power of ten that is at most a `parts`-th of `span`."""
    return 10.0 ** math.floor(math.log10(span / parts)) if span > 0 else 1.0


def round_down(value: float, step: float) -> float:
    """The largest multiple of `step` that is at most `value`."""
    return _clean(math.floor(value / step + 1e-9), step)


def round_up(value: float, step: float) -> float:
    """The smallest multiple of `step` that is at least `value`."""
    return _clean(math.ceil(value / step - 1e-9), step)


def round_near(value: float, step: float) -> float:
    """The nearest multiple of `step`."""
    return _clean(round(value / step), step)


def _clean(count: int, step: float) -> float:
    # A step below one is divided by, since 3 * 0.1 is not 0.3.
    return float(count * step) if step >= 1 else count / round(1 / step)
