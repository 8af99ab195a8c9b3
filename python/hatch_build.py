"""Refuses to build a package without the compiler that it carries."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarriedCompiler(BuildHookInterface):  # type: ignore[type-arg]
    """Checks that scripts/build-python.ts was run."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        carried = Path(self.root, "src", "visite", "carried")
        lacking = [name for name in ("visite-author.mjs", "LICENSES.txt") if not (carried / name).is_file()]
        if version != "editable" and lacking:
            raise FileNotFoundError(
                f"{carried} has no {lacking[0]}: run `node scripts/build-python.ts` in the repository first"
            )
