"""Why no bundle was made. Every message says what was met, what was expected and what to do next."""


class VisiteError(Exception):
    """A model, its data or the machine does not allow a bundle. Nothing was written."""


class UnsupportedError(VisiteError):
    """The model, or a part of it, has no conversion that is known to be exact. The message names the part."""


class DataError(VisiteError):
    """X, or another argument of the export, is not what was expected."""


class ParityError(VisiteError):
    """The module does not give what the original gives, within the tolerance; or the original mixes patients."""

    def __init__(self, message: str, report: object | None = None) -> None:
        super().__init__(message)
        self.report = report
        """The `ParityReport`, where the module was compared."""


class CompilerError(VisiteError):
    """The carried compiler refused, or could not be started."""

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        """The code of the refusal (docs/command-line.md), where the compiler gave one."""
