"""The data files of docs/_data/ as models: what editors may change without a programmer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, Field, RootModel, StringConstraints, model_validator

from microsite.content.definition import LanguageId
from microsite.content.exercise import FactId
from microsite.content.front import Address, Date, PrintedWord
from microsite.source.files import read_data
from microsite.source.front_matter import FrontMatter, KeyPath
from microsite.source.model import Model, validate
from microsite.source.per_language import Beside, PerLanguage, SomeLanguages
from microsite.source.problems import Problem, say
from microsite.source.text import Contact, Id, Line, Plain, Sentences, WebAddress, Word, Wording

Grade = Literal["A", "B", "C"]


class Fact(Beside):
    """A sentence the site may state, how sure it is (A strong, B fair, C thin), what was studied, and from where."""

    BESIDE = "says"

    id: FactId
    group: Id | None = None
    grade: Grade
    says: PerLanguage[Sentences]
    studied: PerLanguage[Sentences]
    limits: PerLanguage[Sentences]
    sources: Annotated[list[Id], Field(min_length=1)]

    @property
    def page(self) -> str:
        """The id of the page that tells it in full; empty for one that the page of the sources tells."""
        return f"facts-{self.group}" if self.group else ""


class Withdrawn(Beside):
    """A fact that was stated once and is not any more; its number and its place stay, with the reason."""

    BESIDE = "says"

    id: FactId
    since: Date
    says: PerLanguage[Sentences]


class Checked(Model):
    """What of a source was seen, how, and when."""

    what: Plain
    how: Plain
    when: Plain


class Source(Model):
    """A reference as far as it is known: nothing is filled in by guess.

    An article has a `journal`, a chapter the book it is `inside`, a book a `publisher`. `open` says what a person
    still has to look up.
    """

    id: Id
    authors: Plain | None = None
    year: Annotated[str, StringConstraints(pattern=r"^\d{4}(/\d{4})?$")]
    title: Plain | None = None
    journal: Plain | None = None
    volume: Plain | None = None
    pages: Plain | None = None
    inside: Plain | None = None
    publisher: Plain | None = None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$", max_length=200)] | None = None
    url: WebAddress | None = None
    status: Literal["seen", "partly", "memory", "as-cited", "secondary"]
    checked: Checked | None = None
    open: Plain | None = None

    @model_validator(mode="after")
    def _whole_or_open(self) -> Source:
        if not (self.journal or self.inside or self.publisher):
            raise ValueError(say("where did this appear? Give 'journal', 'publisher', or 'inside' for a chapter"))
        if self.checked is None and self.status != "memory":
            raise ValueError(say("say in 'checked' what was seen of it, or give it the status 'memory'"))
        needed = {"authors": self.authors, "title": self.title}
        needed |= {"doi": self.doi or self.url} if self.journal else {}
        lacking = [key for key, value in needed.items() if value is None]
        if lacking and not self.open:
            raise ValueError(
                say("'{value}' is missing; fill it in, or say in 'open' that it must be looked up", value=lacking[0])
            )
        if self.status in ("partly", "memory", "secondary") and not self.open:
            raise ValueError(
                say("its status is '{status}'; say in 'open' what a person still has to look up", status=self.status)
            )
        return self


class Phone(Model):
    """A number as shown and as dialled: the same number."""

    display: Plain
    href: Annotated[str, StringConstraints(pattern=r"^tel:\+?\d{1,15}$")]

    @model_validator(mode="after")
    def _dials_what_it_shows(self) -> Phone:
        dialled = self.href.removeprefix("tel:")
        if re.sub(r"[^\d+]", "", self.display) != dialled:
            raise ValueError(
                say(
                    "this shows {display} but dials {dialled}; make both the same number",
                    display=self.display,
                    dialled=dialled,
                )
            )
        return self


class HelpLine(Model):
    """A help line. `checked_by` is null until a person has opened its own page or called."""

    id: Id
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$")]
    kind: Literal["emergency", "suicide", "violence", "sexual-violence", "listening", "advice", "directory"]
    name: PerLanguage[Line]
    phone: Phone | None = None
    alt_phone: Phone | None = None
    cost: Literal["free"] | None = None
    hours: PerLanguage[Line] | None = None
    languages: list[LanguageId]
    note: PerLanguage[Sentences] | None = None
    web: WebAddress | None = None
    print: bool
    source: Plain
    last_checked: Date
    checked_by: Plain | None = None
    method: Literal["live-page", "phone", "page-copy", "memory"]
    review_days: int


class ToCheck(Model):
    """What pages say about rules and names outside, and no person has looked up. `checked_by` is null until then."""

    id: Id
    pages: Annotated[list[Id], Field(min_length=1)]
    what: PerLanguage[Sentences]
    where: Plain
    source: Plain
    last_checked: Date
    checked_by: Plain | None = None
    method: Literal["live-page", "page-copy", "memory"]

    @property
    def open(self) -> bool:
        """Whether a person still has to look it up at its own place."""
        return self.method != "live-page" or not self.checked_by


class ToRead(Model):
    """What somebody with a name must have read before a release. `read_by` is null until then."""

    id: Id
    who: PerLanguage[Line]
    what: PerLanguage[Sentences]
    pages: Annotated[list[Id], Field(min_length=1)]
    read_by: Plain | None = None
    read_on: Date | None = None

    @model_validator(mode="after")
    def _by_someone_on_a_day(self) -> ToRead:
        if (self.read_by is None) != (self.read_on is None):
            raise ValueError(say("fill in 'read_by' and 'read_on' together, or leave both empty"))
        return self


class Term(Model):
    """A word of the glossary in one language."""

    term: Line
    line: Sentences


AlsoSearched = SomeLanguages[list[Word]]
"""Other words people search a term or a page by."""


class GlossaryEntry(Beside):
    """A term in every language."""

    BESIDE = "means"

    id: Id
    means: PerLanguage[Term]
    also: AlsoSearched | None = None


class Route(Model):
    """Sheets in order for what a reader says."""

    id: Id
    says: PerLanguage[Line]
    title: PerLanguage[Line]
    lead: PerLanguage[Sentences]
    sheets: Annotated[list[Id], Field(min_length=1)]
    word: PerLanguage[PrintedWord]
    address: PerLanguage[Address] | None = None


class Licence(Model):
    """The licence of texts and sheets."""

    name: Line
    url: WebAddress


class Settings(Model):
    """What the owner fills in; a release refuses what is empty."""

    licence: Licence
    publisher: Plain
    newsletter: WebAddress | None = None
    therapy: WebAddress | None = None
    training: WebAddress | None = None
    report_error: Contact | None = None
    security_contact: Contact | None = None
    security_expires: Date | None = None


class HeadLink(Model):
    """A way that stands in the head of every page, in a word; on a phone those with `phone` alone."""

    page: Id
    says: PerLanguage[Word]
    phone: bool = False


class Menu(Model):
    """The ways in the head, and page ids of the main menu and of the foot."""

    head: list[HeadLink] = []
    main: list[Id]
    foot: list[Id]


class Retired(Model):
    """A thing that is gone, and what came in its place."""

    successor: Id
    since: Date
    note: PerLanguage[Sentences]


LinkId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z]{2,3})?$", max_length=60)]


def _stays_below(address: str) -> str:
    """An address that leads nowhere but below the root: no part is empty, none begins with a full stop."""
    if any(part == "" or part.startswith(".") for part in address.removesuffix("/").split("/")[1:]):
        raise ValueError(say("an address has no empty parts, and no part that begins with a full stop; write it out"))
    return address


OldAddress = Annotated[
    str, StringConstraints(pattern=r"^/[a-z0-9/._-]+$", max_length=200), AfterValidator(_stays_below)
]
"""An address below the root of the site that once was published."""


class Links(Model):
    """Old addresses (`/oud/pad/` → id, or id/en where the address does not show its language) and retired ids."""

    moved: dict[OldAddress, LinkId] = {}
    retired: dict[Id, Retired] = {}


class Facts(RootModel[list[Fact]]):
    """facts.yml"""


class Sources(RootModel[list[Source]]):
    """sources.yml"""


class AllWithdrawn(RootModel[list[Withdrawn]]):
    """withdrawn.yml"""


class HelpLines(RootModel[list[HelpLine]]):
    """help-lines.yml"""


class ToChecks(RootModel[list[ToCheck]]):
    """to-check.yml"""


class ToReads(RootModel[list[ToRead]]):
    """to-read.yml"""


class Glossary(RootModel[list[GlossaryEntry]]):
    """glossary.yml"""


class Search(RootModel[dict[Id, AlsoSearched]]):
    """search.yml"""


class Routes(RootModel[list[Route]]):
    """routes.yml"""


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

    def line(self, name: str, path: KeyPath) -> int:
        """In which line of a file the key at a path stands: of “links.yml”, at ("moved", "/oud/")."""
        return self.read[name].line(path) if name in self.read else 1


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
        for item in model.root if model else []:
            if item.id in table:
                self.problems.append(
                    Problem(f"{self.shown}/{name}", 1, item.id, say("this id stands in the file twice"))
                )
            table[item.id] = item
        return table


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
        to_read, reader.files,
    )  # fmt: skip
    return data, _facts_and_sources(data, shown)


def _facts_and_sources(data: Data, shown: str) -> list[Problem]:
    used = {source for fact in data.facts.values() for source in fact.sources}
    problems = [
        Problem(
            f"{shown}/facts.yml", 1, fact.id, say("unknown source '{source}'; add it to sources.yml", source=source)
        )
        for fact in data.facts.values()
        for source in fact.sources
        if source not in data.sources
    ]
    problems += [
        Problem(
            f"{shown}/withdrawn.yml", 1, fact, say("this fact stands in facts.yml too; a number is never used again")
        )
        for fact in data.withdrawn
        if fact in data.facts
    ]
    return problems + [
        Problem(f"{shown}/sources.yml", 1, source, say("no fact uses this source; use it or take it out"))
        for source in data.sources
        if source not in used
    ]
