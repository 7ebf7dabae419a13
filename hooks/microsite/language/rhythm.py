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
from microsite.language.readability import ENOUGH, Sentence, is_prose, measure, sentences
from microsite.language.rules import Count, Pace
from microsite.source.problems import ENGLISH, Problem, Said, Translation, say

_FIRST = re.compile(r"\w+")


@dataclass(frozen=True)
class Rhythm:
    """What was heard on one page: its sentences, runs of short ones, questions it answers with “Dan …”, and ease."""

    file: str
    lang: str
    sentences: tuple[Sentence, ...]
    runs: tuple[tuple[Sentence, ...], ...]
    """Short sentences that follow each other with nothing between them; two or more."""
    answers: tuple[Sentence, ...]
    """The sentences that open with “Dan” or “Then” after a question."""
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


@dataclass(frozen=True)
class Finding:
    """One measure of a page: how it is shown, and what is wrong with it (nothing when it is in measure)."""

    shown: str
    wrong: Said | None = None
    where: tuple[Sentence, ...] = ()


def findings(rhythm: Rhythm) -> list[Finding]:
    """Every measure of a page against its limit, in the order of the table."""
    limits, mean = rhythm.limits, rhythm.mean
    short = say("of {n} words or fewer", n=limits.short), say("join them")
    long = say("of more than {n} words", n=limits.long), say("cut them")
    return [
        Finding(f"{len(rhythm.sentences)}"),
        Finding(f"{mean:.1f}", _mean(mean, limits)),
        Finding(
            f"{rhythm.share(rhythm.short):.0%}", _share(rhythm, rhythm.short, limits.short_share, *short), rhythm.short
        ),
        Finding(f"{rhythm.share(rhythm.long):.0%}", _share(rhythm, rhythm.long, limits.long_share, *long), rhythm.long),
        _run(rhythm),
        _answered(rhythm),
        Finding(f"{rhythm.ease:.0f}", _ease(rhythm)),
    ]


def _run(rhythm: Rhythm) -> Finding:
    most, n = rhythm.limits.short_in_a_row, rhythm.longest_run
    long_runs = tuple(run[0] for run in rhythm.runs if len(run) > most)
    said = say("{n} short sentences in a row, at most {most}", n=n, most=most) if long_runs else None
    return Finding(f"{n}", said, long_runs)


def _answered(rhythm: Rhythm) -> Finding:
    limits, n = rhythm.limits, len(rhythm.answers)
    if n <= limits.answers:
        return Finding(f"{n}", None, rhythm.answers)
    said = say(
        "{n} questions answered with “{answer} …”, at most {most}; make one sentence of the two",
        n=n, answer=limits.answer, most=limits.answers,
    )  # fmt: skip
    return Finding(f"{n}", said, rhythm.answers)


def _ease(rhythm: Rhythm) -> Said | None:
    ease, least = rhythm.limits.ease, rhythm.limits.ease_least
    if rhythm.ease >= least:
        return None
    return say("{ease} {n}, at least {least}", ease=ease, n=f"{rhythm.ease:.0f}", least=f"{least:g}")


def _mean(mean: float, limits: Pace) -> Said | None:
    n, least, most = f"{mean:.1f}", f"{limits.mean_least:g}", f"{limits.mean_most:g}"
    if mean < limits.mean_least:
        return say("{n} words a sentence, at least {least}; join what belongs together", n=n, least=least)
    return say("{n} words a sentence, at most {most}", n=n, most=most) if mean > limits.mean_most else None


def _share(rhythm: Rhythm, some: Sequence[Sentence], most: float, which: Said, what_to_do: Said) -> Said | None:
    allowed = max(1, int(most * len(rhythm.sentences)))
    if len(some) <= allowed:
        return None
    return say(
        "{n} of {all} sentences {which}, at most {most}; {what_to_do}",
        n=len(some), all=len(rhythm.sentences), which=which, most=allowed, what_to_do=what_to_do,
    )  # fmt: skip


def problems(rhythm: Rhythm) -> list[Problem]:
    """What is out of measure on a page, each with the lines to start at."""
    found = []
    for finding in findings(rhythm):
        if finding.wrong:
            lines = ", ".join(str(line) for line in sorted({s.line for s in finding.where}))
            first = min((s.line for s in finding.where), default=rhythm.sentences[0].line)
            said = finding.wrong + say(" (lines {lines})", lines=lines) if lines else finding.wrong
            found.append(Problem(rhythm.file, first, "", said))
    return found


HEAD = (
    say("sentences"), say("mean"), say("short"), say("long"), say("run"), say("dan/then"), say("ease"),
)  # fmt: skip


def table(rhythms: Sequence[Rhythm], to: Translation = ENGLISH) -> Iterator[str]:
    """The measures of every page, a line each; what is out of measure has a ! behind it."""
    if not rhythms:
        return
    wide = max(len(rhythm.file) for rhythm in rhythms)
    title, names = say("rhythm of the prose").translated(to), [name.translated(to) for name in HEAD]
    yield f"{title:{wide}}  " + "  ".join(f"{name:>9}" for name in names)
    for rhythm in rhythms:
        cells = (f"{finding.shown}{'!' if finding.wrong else ' '}" for finding in findings(rhythm))
        yield f"{rhythm.file:{wide}}  " + "  ".join(f"{cell:>9}" for cell in cells).rstrip()
