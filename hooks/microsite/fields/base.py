"""What every kind of field is: a model, and the parts that paper and page are drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from microsite.source.model import Model
from microsite.source.problems import Said
from microsite.source.text import Id, Line, Sentences

Mark = Literal["text", "number", "paragraph", "tick", "radio"]
SCREEN_ONLY = "screen"
"""The key of parts that only the page draws; the paper's form has no fields for them."""


@dataclass(frozen=True)
class Input:
    """One place to fill in: on the page a control, in the PDF a form field.

    `name` is unique in the sheet; `spoken` is a label that makes sense alone; the radios of one
    `group` (its own spoken label in `asks`) exclude each other and differ in `value`.
    """

    name: str
    mark: Mark
    spoken: str
    group: str = ""
    asks: str = ""
    value: str = ""

    @property
    def state(self) -> str:
        """What a radio is called in its group, on the page as in the PDF: the same in every language."""
        return self.name.rsplit(".", 1)[1]


@dataclass(frozen=True)
class Sheet:
    """What a field must know of the sheet around it: language, words no author wrote, people, exits.

    `exits` gives, for each page id a choice may lead to, its title; `calls`, the number and name of each help line of
    the language.
    """

    lang: str
    words: Mapping[str, Any]
    people: tuple[str, ...] = ()
    exits: Mapping[str, str] = field(default_factory=dict)
    calls: tuple[tuple[str, str], ...] = ()

    def say(self, key: str, **values: object) -> str:
        """The sheet's own words under `key`, with `{name}` filled in."""
        text: str = self.words[key]
        return text.format(**values) if values else text


Parts = dict[str, Any]


class FieldBase(Model):
    """A field of a worksheet. A kind adds its own keys and says its `parts`."""

    id: Id
    label: Line
    hint: Sentences | None = None

    def parts(self, sheet: Sheet) -> Parts:
        """All that is drawn, in reading order: texts, numbers and Inputs, in plain lists and dicts."""
        raise NotImplementedError

    def own_pages(self) -> bool:
        """Whether paper starts a new page for it: what is cut out, or fills a page, has nothing else on it."""
        return False

    def lies(self) -> bool:
        """Whether its own page lies on its side."""
        return False

    def own_pages_in_large(self) -> bool:
        """The same, in large print."""
        return self.own_pages()

    def splits(self) -> float:
        """For a field that paper may go on with on the next page: about how many writing lines high it is. Else 0."""
        return 0

    def needs_people(self) -> bool:
        """Whether the sheet must have a field of kind people for this one."""
        return False

    def crowded(self, people: int) -> Said | None:
        """What is wrong when the sheet has this many people; None when they fit."""
        return None

    def calms(self) -> bool:
        """Whether there is something to do at once in it, with one's body or one's eyes."""
        return False

    def calls(self) -> bool:
        """Whether it shows the numbers of help."""
        return False

    def glyphs(self) -> tuple[str, ...]:
        """The names of the small drawings on it."""
        return ()

    def exits(self) -> tuple[str, ...]:
        """The ids of pages and sheets this field leads to."""
        return ()


def inputs(parts: Any) -> Iterator[Input]:
    """Every Input of `parts` that paper has, in reading order."""
    if isinstance(parts, Input):
        yield parts
    elif isinstance(parts, dict):
        for key, value in parts.items():
            if key != SCREEN_ONLY:
                yield from inputs(value)
    elif isinstance(parts, list | tuple):
        for value in parts:
            yield from inputs(value)
