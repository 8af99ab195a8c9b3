"""A bundle that was made: its parity report, and what can be done with the file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from visite.compiler import run_compiler
from visite.parity import ParityReport
from visite.signing import Key, to_pem


@dataclass(frozen=True, repr=False)
class Explanation:
    """What the bundle does not state yet. Prints as a list."""

    not_stated: tuple[str, ...]

    def __repr__(self) -> str:
        if not self.not_stated:
            return "Everything that clinical use needs is stated."
        return "\n".join(
            ["Not stated yet; clinical use needs all of it:", *(f"  - {item}" for item in self.not_stated)]
        )


@dataclass(frozen=True)
class Bundle:
    """One `.visite` file."""

    path: Path
    id: str
    version: str
    report: ParityReport = field(repr=False)
    compiled: dict[str, Any] = field(repr=False)
    """What the compiler said of its work: sizes, time, strategies, golden patients."""

    def check(self) -> dict[str, Any]:
        """Replays the golden patients in every order a host will use; `CompilerError` where one bit differs."""
        return run_compiler("check", self.path)

    def explain(self) -> Explanation:
        """What is still missing for clinical use."""
        exported = [str(item) for item in self.compiled.get("notStated", [])]
        # Of the file itself only what no argument of the export can state: the others are in the list above.
        in_file = [str(item) for item in run_compiler("explain", self.path).get("notStated", [])]
        return Explanation((*exported, *(item for item in in_file if item.startswith("manifest:"))))

    def sign(
        self,
        key: Key,
        out: str | Path | None = None,
        *,
        password: str | bytes | None = None,
        certificates: str | Path | None = None,
        overwrite: bool = False,
    ) -> Path:
        """Writes the signed bundle, by default `<id>-<version>.visite` beside this one, and gives its path.

        `key` is a path of a PEM file or a private key of `cryptography` (P-256, P-384, P-521). The key reaches the
        compiler on standard input: it stands on no command line and in no file.
        """
        target = Path(out) if out is not None else self.path.with_name(f"{self.id}-{self.version}.visite")
        arguments: list[str | Path] = ["sign", self.path, "--key", "-", "--out", target]
        if certificates is not None:
            arguments += ["--certificates", Path(certificates)]
        run_compiler(*arguments, *(["--overwrite"] if overwrite else []), stdin=to_pem(key, password))
        return target

    def __str__(self) -> str:
        return f"{self.id}@{self.version}, not signed: {self.path}\n{self.report}"
