"""The data files of docs/_data/: what editors may change without a programmer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from microsite.content.data.facts import AllWithdrawn, Fact, Facts, Withdrawn
from microsite.content.data.glossary import AlsoSearched, Glossary, GlossaryEntry, Search
from microsite.content.data.help_lines import HelpLine, HelpLines
from microsite.content.data.links import Links
from microsite.content.data.menu import Menu
from microsite.content.data.reader import Reader
from microsite.content.data.routes import Route, Routes
from microsite.content.data.settings import Settings
from microsite.content.data.sources import Source, Sources
from microsite.content.data.still_open import ToCheck, ToChecks, ToRead, ToReads
from microsite.source.front_matter import FrontMatter, KeyPath, key_path
from microsite.source.problems import Problem, say
from microsite.source.text import Wording

FILES: Mapping[str, type[BaseModel]] = {
    "facts.yml": Facts,
    "sources.yml": Sources,
    "withdrawn.yml": AllWithdrawn,
    "help-lines.yml": HelpLines,
    "to-check.yml": ToChecks,
    "to-read.yml": ToReads,
    "glossary.yml": Glossary,
    "search.yml": Search,
    "routes.yml": Routes,
    "settings.yml": Settings,
    "menu.yml": Menu,
    "links.yml": Links,
}
"""Each file, and what may stand in it."""


@dataclass(frozen=True)
class Data:
    """All of docs/_data/, in the order of the files."""

    facts: dict[str, Fact]
    sources: dict[str, Source]
    help_lines: dict[str, HelpLine]
    glossary: dict[str, GlossaryEntry]
    routes: dict[str, Route]
    settings: Settings
    menu: Menu
    links: Links
    search: dict[str, AlsoSearched]
    to_check: dict[str, ToCheck] = field(default_factory=dict)
    withdrawn: dict[str, Withdrawn] = field(default_factory=dict)
    to_read: dict[str, ToRead] = field(default_factory=dict)
    read: Mapping[str, FrontMatter] = field(default_factory=dict)
    folder: str = "docs/_data"

    def at(self, name: str, path: KeyPath, key: str = "") -> tuple[str, int, str]:
        """The file, line and key of a value, as a Problem takes them: of “links.yml”, at ("moved", "/oud/").

        `key` is what an author knows it by, where that is not its path.
        """
        line = self.read[name].line(path) if name in self.read else 1
        return f"{self.folder}/{name}", line, key or key_path(path)


def load(folder: Path, shown: str, wording: Wording) -> tuple[Data | None, list[Problem]]:
    """All data files of `folder` (called `shown` in messages), or None, and every mistake in them."""
    reader = Reader(folder, shown, wording)
    facts, sources = reader.table("facts.yml", Facts), reader.table("sources.yml", Sources)
    help_lines, glossary = reader.table("help-lines.yml", HelpLines), reader.table("glossary.yml", Glossary)
    routes, settings = reader.table("routes.yml", Routes), reader.read("settings.yml", Settings)
    menu, links = reader.read("menu.yml", Menu), reader.read("links.yml", Links) if reader.has("links.yml") else Links()
    search = reader.read("search.yml", Search) if reader.has("search.yml") else Search({})
    to_check, to_read = reader.table("to-check.yml", ToChecks), reader.table("to-read.yml", ToReads)
    withdrawn = reader.table("withdrawn.yml", AllWithdrawn)
    if reader.problems or settings is None or menu is None or links is None or search is None:
        return None, reader.problems
    data = Data(
        facts, sources, help_lines, glossary, routes, settings, menu, links, search.root, to_check, withdrawn,
        to_read, reader.files, shown,
    )  # fmt: skip
    return data, _facts_and_sources(data)


def _facts_and_sources(data: Data) -> list[Problem]:
    used = {source for fact in data.facts.values() for source in fact.sources}
    unknown = [
        Problem(
            *data.at("facts.yml", (i, "sources", n), fact.id),
            say("unknown source '{source}'; add it to sources.yml", source=source),
        )
        for i, fact in enumerate(data.facts.values())
        for n, source in enumerate(fact.sources)
        if source not in data.sources
    ]
    once_only = say("this fact stands in facts.yml too; a number is never used again")
    again = [
        Problem(*data.at("withdrawn.yml", (i,), fact), once_only)
        for i, fact in enumerate(data.withdrawn)
        if fact in data.facts
    ]
    idle = [
        Problem(*data.at("sources.yml", (i,), source), say("no fact uses this source; use it or take it out"))
        for i, source in enumerate(data.sources)
        if source not in used
    ]
    return [*unknown, *again, *idle]
