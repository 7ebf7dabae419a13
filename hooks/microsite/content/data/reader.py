"""Reads data files one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel

from microsite.source.files import read_data
from microsite.source.front_matter import FrontMatter
from microsite.source.model import validate
from microsite.source.problems import Problem, say
from microsite.source.text import Wording

M = TypeVar("M", bound=BaseModel)
L = TypeVar("L", bound=RootModel[Any])


class Reader:
    """Reads data files one by one and gathers every mistake in them."""

    def __init__(self, folder: Path, shown: str, wording: Wording) -> None:
        self.folder, self.shown, self.wording = folder, shown, wording
        self.problems: list[Problem] = []
        self.files: dict[str, FrontMatter] = {}

    def has(self, name: str) -> bool:
        """Whether something of this name is there; not every site needs every file."""
        return (self.folder / name).exists() or (self.folder / name).is_symlink()

    def read(self, name: str, kind: type[M]) -> M | None:
        """A data file as a model, or None after its mistakes were noted."""
        path, shown = self.folder / name, f"{self.shown}/{name}"
        if not self.has(name):
            self.problems.append(Problem(shown, 1, "", say("this file is missing")))
            return None
        read = self.files[name] = read_data(path, shown)
        if read.problems:
            self.problems += read.problems
            return None
        model = validate(kind, read, shown, wording=self.wording)
        if isinstance(model, list):
            self.problems += model
            return None
        return model

    def optional(self, name: str, kind: type[L]) -> L | None:
        """A data file that is a list, which is empty when there is no file."""
        return self.read(name, kind) if self.has(name) else kind([])

    def table(self, name: str, kind: type[RootModel[Any]]) -> dict[str, Any]:
        """A data file that is a list of things, by their id: an id given twice is a mistake, no file an empty list."""
        model = self.read(name, kind) if self.has(name) else None
        table: dict[str, Any] = {}
        for i, item in enumerate(model.root if model else []):
            if item.id in table:
                line = self.files[name].line((i, "id"))
                self.problems.append(
                    Problem(f"{self.shown}/{name}", line, item.id, say("this id stands in the file twice"))
                )
            table[item.id] = item
        return table
