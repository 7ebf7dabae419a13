"""The rhythm of each page held against the measure of its language: what is wrong, and the table of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsite.language.checks import RULES
from microsite.language.rhythm import Rhythm
from microsite.language.rules import Pace
from microsite.language.sentence import Sentence
from microsite.source.problems import ENGLISH, Problem, Said, Translation, say


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
    ease = RULES[rhythm.lang].ease
    if rhythm.ease >= ease.prose:
        return None
    return say("{ease} {n}, at least {least}", ease=ease.name, n=f"{rhythm.ease:.0f}", least=f"{ease.prose:g}")


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
    say("sentences"), say("mean"), say("short"), say("long"), say("run"), say("answers"), say("ease"),
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
