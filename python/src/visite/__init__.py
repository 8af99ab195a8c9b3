"""A fitted clinical model as a signed bundle, in one line: `visite.export(model, X, "name.visite")`."""

from visite.bundle import Bundle, Explanation
from visite.errors import CompilerError, DataError, ParityError, UnsupportedError, VisiteError
from visite.export import export
from visite.parity import OutputParity, ParityReport, Tolerance

__all__ = [
    "Bundle",
    "CompilerError",
    "DataError",
    "Explanation",
    "OutputParity",
    "ParityError",
    "ParityReport",
    "Tolerance",
    "UnsupportedError",
    "VisiteError",
    "export",
]
__version__ = "0.1.0"
