"""A page of one of its kinds: its front matter, its text, its place in the site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from microsite.content.exercise import Exercise, Print
from microsite.content.front import Front, HomeFront, KeyFront, NowFront, StyleFront, TextFront, WorksheetFront
from microsite.content.front.keys import parts
from microsite.content.front.now import NowPart
from microsite.content.front.parts import HomePart, KeyPart, StylePart
from microsite.source.front_matter import FrontMatter
from microsite.source.text import Id


@dataclass(frozen=True)
class Page:
    """One page in one language. `file` is the path an author knows, `src` the path below docs/<lang>/.

    `url` is relative to the site's root, without a leading slash: "" for the home page, "keys/repeat/".
    """

    kind: ClassVar[str]

    lang: str
    file: str
    src: str
    front: Front
    read: FrontMatter
    url: str

    @property
    def id(self) -> str:
        """Permanent, the same in every language."""
        return self.front.id

    @property
    def title(self) -> str:
        """The title as shown."""
        return self.front.title

    @property
    def body(self) -> str:
        """The Markdown text."""
        return self.read.body

    @property
    def part(self) -> tuple[str, ...]:
        """The key of its front matter, as its author writes it, that makes it a page of a step or a trait."""
        return ()

    @property
    def neutral(self) -> int | None:
        """The number of a worksheet whose name nobody should see."""
        return None

    @property
    def glyph(self) -> str | None:
        """The name of its small drawing, if it has one."""
        return None

    @property
    def key_number(self) -> int | None:
        """The key it is about, if it is about one."""
        return None

    @property
    def made(self) -> bool:
        """Whether it is made from data, and so has no file of its own."""
        return False

    @property
    def names(self) -> tuple[Id, ...]:
        """The worksheets it names as its own."""
        return ()

    @property
    def places(self) -> tuple[str, ...]:
        """Ids on the page that are no headings of its text, and that links may name."""
        return ()

    @cached_property
    def anchors(self) -> tuple[tuple[str, int], ...]:
        """The explicit ids of headings, each with its line in the file."""
        return tuple((m, n) for n, line in self.numbered_lines() for m in _ANCHOR.findall(line))

    def numbered_lines(self) -> list[tuple[int, str]]:
        """The lines of the body, each with its number in the file."""
        return list(enumerate(self.body.splitlines(), self.read.body_line))


_ANCHOR = re.compile(r"^#{2,6} .*\{[^}]*#([\w-]+)[^}]*\}\s*$")


@dataclass(frozen=True)
class HomePage(Page):
    """The first screen of the site."""

    kind = "home"
    front: HomeFront

    @property
    def home(self) -> HomePart:
        """What it shows first."""
        return self.front.home


@dataclass(frozen=True)
class KeyPage(Page):
    """The page of a key."""

    kind = "key"
    front: KeyFront

    @property
    def part(self) -> tuple[str, ...]:
        """The key of its front matter that makes it the page of a step."""
        return parts(type(self.front))

    @property
    def key(self) -> KeyPart:
        """The key."""
        return self.front.key

    @property
    def key_number(self) -> int:
        """Its own."""
        return self.key.number

    @property
    def names(self) -> tuple[Id, ...]:
        """The worksheets of the key."""
        return tuple(self.key.sheets)


@dataclass(frozen=True)
class StylePage(Page):
    """The page of a style."""

    kind = "style"
    front: StyleFront

    @property
    def part(self) -> tuple[str, ...]:
        """The key of its front matter that makes it the page of a trait."""
        return parts(type(self.front))

    @property
    def style(self) -> StylePart:
        """The style."""
        return self.front.style

    @property
    def names(self) -> tuple[Id, ...]:
        """The worksheets that fit the style."""
        return tuple(self.style.sheets)


@dataclass(frozen=True)
class WorksheetPage(Page):
    """An exercise with its worksheet."""

    kind = "worksheet"
    front: WorksheetFront

    @property
    def exercise(self) -> Exercise:
        """What it is for and how it goes."""
        return self.front.exercise

    @property
    def fields(self) -> list[Any]:
        """What is filled in, in order. What a field is, its own room knows."""
        return self.front.worksheet

    @property
    def glyph(self) -> str:
        """The name of its small drawing."""
        return self.front.glyph

    @property
    def print(self) -> Print:
        """What its paper may take."""
        return self.front.print

    @property
    def neutral(self) -> int | None:
        """The number it goes by where others may see it."""
        return self.front.neutral

    @property
    def key_number(self) -> int:
        """The key it is an exercise of."""
        return self.exercise.key


WAIT, PEOPLE = "wait", "people"
"""The places on the page for this very minute: ten minutes' wait, and people to call."""


@dataclass(frozen=True)
class NowPage(Page):
    """The page for this very minute: a ring that breathes, one card at a time, ten minutes' wait, people to call."""

    kind = "now"
    front: NowFront

    @property
    def at_once(self) -> NowPart:
        """What it shows."""
        return self.front.at_once

    @property
    def places(self) -> tuple[str, ...]:
        """Its cards and its wait, which links may name as they name headings."""
        return (*(card.id for card in self.at_once.cards), WAIT)


@dataclass(frozen=True)
class TextPage(Page):
    """A page to read."""

    kind = "page"
    front: TextFront

    @property
    def glyph(self) -> str | None:
        """The name of its small drawing, if it has one."""
        return self.front.glyph


OF_FRONT: dict[type[Front], type[Page]] = {
    HomeFront: HomePage,
    KeyFront: KeyPage,
    StyleFront: StylePage,
    WorksheetFront: WorksheetPage,
    NowFront: NowPage,
    TextFront: TextPage,
}
"""The kind of page that goes with each kind of front matter."""


def page_of(front: Front, lang: str, file: str, src: str, read: FrontMatter, url: str) -> Page:
    """The page with this front matter, of its own kind."""
    return next(page for kind, page in OF_FRONT.items() if isinstance(front, kind))(lang, file, src, front, read, url)


def source_files(docs: Path, langs: Iterable[str]) -> list[tuple[str, Path]]:
    """Every Markdown page below docs/<lang>/, with its language, in order of name."""
    return [(lang, path) for lang in langs for path in sorted((docs / lang).rglob("*.md"))]
