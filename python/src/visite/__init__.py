"""A fitted clinical model as a signed bundle, in one line: `visite.export(model, X, "name.visite")`."""

from visite.errors import CompilerError, DataError, ParityError, UnsupportedError, VisiteError

__all__ = ["CompilerError", "DataError", "ParityError", "UnsupportedError", "VisiteError"]
__version__ = "0.1.0"
