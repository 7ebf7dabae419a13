"""The folders of a project that a build uses, beside that of its texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """Beside the texts: the templates of the page, and where drawings are kept."""

    overrides: Path
    cache: Path

    @classmethod
    def beside(cls, docs: Path) -> Folders:
        """Those of a project whose texts stand in `docs`."""
        root = docs.resolve().parent
        return cls(root / "overrides", root / ".cache")
