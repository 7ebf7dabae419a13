"""How hard a text is to read: the length of its sentences and words, by the formula of its language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from microsite.language.checks import RULES
from microsite.language.passage import Passage
from microsite.language.rules import Count
from microsite.language.sample import Limits, Sample
from microsite.language.sentence import Sentence, is_prose, sentences
from microsite.source.problems import Problem, Said, say

ENOUGH = 80
"""Words; a shorter sample gets no score, for one sentence would make it."""
WORST = 3


Counted = tuple[Passage, tuple[Sentence, ...]]


@dataclass(frozen=True)
class Scores:
    """The measures of one sample. `ease` and `grade` are by the formula `ease_name`; not every language has one."""

    words: int
    mean: float
    longest: int
    syllables: float
    ease: float | None
    lix: float
    grade: float | None
    ease_name: str = ""


def measure(found: Sequence[Sentence], lang: str) -> Scores:
    """The scores of some sentences (at least one)."""
    words = sum(s.words for s in found)
    mean = words / len(found)
    syllables = sum(s.syllables for s in found) / words
    lix = mean + 100 * sum(s.long_words for s in found) / words
    longest = max(s.words for s in found)
    if lang not in RULES:
        return Scores(words, mean, longest, syllables, None, lix, None)
    ease = RULES[lang].ease
    grade = ease.grade(mean, syllables) if ease.grade else None
    return Scores(words, mean, longest, syllables, ease.score(mean, syllables), lix, grade, ease.name)


@dataclass(frozen=True)
class Reading:
    """What was found about one sample: scores (none when too short), worst sentences, what fails, what warns."""

    name: str
    words: int
    scores: Scores | None
    worst: tuple[Sentence, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    def said(self) -> Said:
        """Its measures, in a line."""
        s = self.scores
        if s is None:
            return say("{name}: too short for a score ({n} words)", name=self.name, n=self.words)
        mean = f"{s.mean:.1f}"
        told = say(
            "{name}: {n} words, {mean} a sentence, longest {longest}",
            name=self.name, n=s.words, mean=mean, longest=s.longest,
        )  # fmt: skip
        if s.ease is None:
            return told
        syllables, ease, lix = f"{s.syllables:.2f}", f"{s.ease:.0f}", f"{s.lix:.0f}"
        told += say(
            ", {syllables} syllables a word, {name} {ease}, LIX {lix}",
            syllables=syllables, name=s.ease_name, ease=ease, lix=lix,
        )  # fmt: skip
        return told + say(", grade {n}", n=f"{s.grade:.1f}") if s.grade is not None else told


def read(sample: Sample, count: Count) -> Reading:
    """Measure a sample and hold it against its limits."""
    counted = [(p, tuple(sentences(p, count)) if is_prose(p) else ()) for p in sample.passages]
    found = [sentence for _, inside in counted for sentence in inside]
    words = sum(s.words for s in found)
    worst = tuple(sorted(found, key=lambda s: (-s.syllables, s.file, s.line))[:WORST])
    problems, warnings = _lengths(found, sample.limits)
    scores = measure(found, sample.lang) if words >= ENOUGH else None
    if scores:
        failed, warned = _score_limits(scores, sample.limits, sample.lang)
        named = "; ".join(f"{s.file.rsplit('/', 1)[-1]}:{s.line}" for s in worst)
        where = (worst[0].file, worst[0].line, "")
        problems += [
            Problem(
                *where,
                say("{name}: {text}; start with the sentences at {named}", name=sample.name, text=text, named=named),
            )
            for text in failed
        ]
        warnings += [
            Problem(*where, say("{name}: {text}; look at {named}", name=sample.name, text=text, named=named))
            for text in warned
        ]
    warnings += _paragraphs(counted, sample.limits) + _headings(counted, sample.limits.heading_every)
    return Reading(sample.name, words, scores, worst, tuple(problems), tuple(warnings))


def _lengths(found: list[Sentence], limits: Limits) -> tuple[list[Problem], list[Problem]]:
    problems, warnings = [], []
    for s in found:
        message = say(
            "a sentence of {words} words, at most {most}; cut it in two: “{text}”",
            words=s.words,
            most=limits.longest_warn,
            text=s.text,
        )
        said = Problem(s.file, s.line, "", message)
        if s.words > limits.longest_fail:
            problems.append(said)
        elif s.words > limits.longest_warn:
            warnings.append(said)
    return problems, warnings


def _score_limits(s: Scores, limits: Limits, lang: str) -> tuple[list[Said], list[Said]]:
    failed: list[Said] = []
    warned: list[Said] = []
    if s.mean > limits.mean:
        failed.append(say("{n} words a sentence, at most {most}", n=f"{s.mean:.1f}", most=f"{limits.mean:g}"))
    if s.ease is None:
        return failed, warned
    if s.lix > limits.lix:
        failed.append(say("LIX {n}, at most {most}", n=f"{s.lix:.0f}", most=f"{limits.lix:g}"))
    bound, ease = RULES[lang].ease.bounds[limits.readers], f"{s.ease:.0f}"
    if s.ease < bound.least:
        failed.append(say("{ease} {n}, at least {least}", ease=s.ease_name, n=ease, least=f"{bound.least:g}"))
    elif s.ease < bound.better:
        warned.append(say("{ease} {n}, better {least}", ease=s.ease_name, n=ease, least=f"{bound.better:g}"))
    if s.grade is not None and s.grade > bound.grade:
        failed.append(say("grade {n}, at most {most}", n=f"{s.grade:.1f}", most=f"{bound.grade:g}"))
    return failed, warned


def _paragraphs(counted: Sequence[Counted], limits: Limits) -> list[Problem]:
    found = []
    for passage, inside in counted:
        words = sum(s.words for s in inside)
        if passage.kind != "paragraph":
            continue
        if len(inside) > limits.paragraph_sentences:
            said = say(
                "a paragraph of {n} sentences, better {best}",
                n=len(inside),
                best=limits.paragraph_sentences,
            )
        elif words > limits.paragraph_words:
            said = say(
                "a paragraph of {words} words, better {best}",
                words=words,
                best=limits.paragraph_words,
            )
        else:
            continue
        found.append(Problem(passage.file, passage.line, "", said))
    return found


def _headings(counted: Sequence[Counted], every: int) -> list[Problem]:
    """Stretches of body text that go on too long without a heading."""
    body = [(p, inside) for p, inside in counted if p.kind in ("heading", "paragraph", "item")]
    starts = [0, *(i for i, (p, _) in enumerate(body) if p.kind == "heading"), len(body)]
    found = []
    for start, end in pairwise(starts):
        words = sum(s.words for _, inside in body[start:end] for s in inside)
        if words > every:
            first = body[start][0]
            found.append(
                Problem(
                    first.file,
                    first.line,
                    "",
                    say("{words} words without a heading, better {best}", words=words, best=every),
                )
            )
    return found
