"""How running text sounds: long and short sentences in turn, joined by what joins them, and no trick over and over.

What counts as prose: paragraphs in the body of a page that people read, notes and quotations among them. Not headings,
not lists (steps and help may stay short), not tables, not made blocks (sheets, help lines), not front matter, and not a
paragraph that only leads in a list (it ends with a colon). Worksheets are forms and *help* and *practise safely* are
short on purpose: they are left out whole. What stands in quotation marks as a sentence of its own is said by somebody,
and people speak in short sentences: it is not counted. Words are those one hears, names and numbers too; a link that
takes its text from the data counts as one.

“Ben je …? Dan …” and its likes are looked for in lists as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from microsite.content.catalogue import Catalogue
from microsite.content.page import Page, WorksheetPage
from microsite.language.checks import RULES
from microsite.language.passage import Passage
from microsite.language.readability import ENOUGH, measure
from microsite.language.rules import Count, Pace
from microsite.language.sentence import Sentence, is_prose, sentences

_FIRST = re.compile(r"\w+")


@dataclass(frozen=True)
class Rhythm:
    """What was heard on one page: its sentences, runs of short ones, questions it answers itself, and ease."""

    file: str
    lang: str
    sentences: tuple[Sentence, ...]
    runs: tuple[tuple[Sentence, ...], ...]
    """Short sentences that follow each other with nothing between them; two or more."""
    answers: tuple[Sentence, ...]
    """The sentences that open with the word for an answer after a question."""
    ease: float

    @property
    def limits(self) -> Pace:
        """The limits of its language."""
        return RULES[self.lang].pace

    @property
    def mean(self) -> float:
        """Words a sentence."""
        return sum(s.heard for s in self.sentences) / len(self.sentences)

    @property
    def short(self) -> tuple[Sentence, ...]:
        """The short sentences."""
        return tuple(s for s in self.sentences if s.heard <= self.limits.short)

    @property
    def long(self) -> tuple[Sentence, ...]:
        """The long sentences."""
        return tuple(s for s in self.sentences if s.heard > self.limits.long)

    @property
    def longest_run(self) -> int:
        """How many short sentences follow each other at most."""
        return max([len(run) for run in self.runs] + [min(1, len(self.short))])

    def share(self, some: Sequence[Sentence]) -> float:
        """Which part of the sentences these are."""
        return len(some) / len(self.sentences)


def hear(
    page: Page, passages: Sequence[Passage], count: Count, short_on_purpose: Collection[str] = ()
) -> Rhythm | None:
    """The rhythm of a page; None for a form, a page that is short on purpose (by id), and too little text."""
    if isinstance(page, WorksheetPage) or page.id in short_on_purpose:
        return None
    body = [p for p in passages if p.kind in ("heading", "paragraph", "item", "cell")]
    stretches = [stretch for stretch in _stretches(body, count) if stretch]
    found = tuple(sentence for stretch in stretches for sentence in stretch)
    if sum(s.heard for s in found) < ENOUGH:
        return None
    limits = RULES[page.lang].pace
    runs = tuple(run for stretch in stretches for run in _runs(stretch, limits.short))
    answers = tuple(sentence for p in body for sentence in _answers(p, count, limits.answer))
    return Rhythm(page.file, page.lang, found, runs, answers, measure(found, page.lang).ease or 0)


def of_site(
    catalogue: Catalogue, passages: Mapping[tuple[str, str], list[Passage]], count: Mapping[str, Count]
) -> list[Rhythm]:
    """The rhythm of every page that has one, in the order of the pages."""
    leave = catalogue.definition.roles.leave  # for a reader in need: short sentences are right there
    pages = ((at, page) for at, page in catalogue.pages.items() if page.lang in count)
    heard = (hear(page, passages[at], count[page.lang], leave) for at, page in pages)
    return [rhythm for rhythm in heard if rhythm]


def _stretches(body: Sequence[Passage], count: Count) -> Iterator[list[Sentence]]:
    """Prose without anything between: paragraphs in a row, cut where something else or a spoken sentence stands."""
    stretch: list[Sentence] = []
    for passage in body:
        if passage.kind != "paragraph" or not is_prose(passage):
            yield stretch
            stretch = []
            continue
        for sentence, spoken in _with_speech(passage, count):
            if spoken:
                yield stretch
                stretch = []
            else:
                stretch.append(sentence)
    yield stretch


def _with_speech(passage: Passage, count: Count) -> Iterator[tuple[Sentence, bool]]:
    """The sentences of a passage, each with whether somebody says it: all of it stands in quotation marks."""
    depth = 0
    for sentence in sentences(passage, count):
        text = sentence.text
        opens = text.startswith("“") and "”" not in text[:-1]
        yield sentence, depth > 0 or opens
        depth += text.count("“") - text.count("”")


def _runs(stretch: Sequence[Sentence], short: int) -> Iterator[tuple[Sentence, ...]]:
    run: list[Sentence] = []
    for sentence in [*stretch, None]:
        if sentence and sentence.heard <= short:
            run.append(sentence)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []


def _answers(passage: Passage, count: Count, answer: str) -> Iterator[Sentence]:
    asked = False
    for sentence in sentences(passage, count):
        if asked and _FIRST.findall(sentence.text)[0] == answer:
            yield sentence
        asked = sentence.text.endswith("?")
