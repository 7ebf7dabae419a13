"""Spelling, by hunspell with word lists of our own. The only module that starts another program."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from microsite.language.checks import RULES
from microsite.language.passage import Passage
from microsite.source.problems import Problem, Said, say

_WORD = re.compile(r"[’']?[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class HunspellMissingError(Exception):
    """hunspell or one of its dictionaries is not installed."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said)


@dataclass(frozen=True)
class OwnWords:
    """A word list of our own: docs/_data/words.<lang>.txt."""

    file: str
    words: Mapping[str, int]
    """Each word with its line."""


def read_words(text: str, file: str) -> OwnWords:
    """A word a line; what follows # is a note."""
    lines = ((n, line.split("#")[0].strip()) for n, line in enumerate(text.splitlines(), 1))
    return OwnWords(file, {word: n for n, word in lines if word})


def check(passages: Iterable[Passage], own: Mapping[str, OwnWords], dictionaries: Mapping[str, str]) -> list[Problem]:
    """Every word that neither hunspell nor the own list knows, with file and line; a dictionary for each language."""
    problems: list[Problem] = []
    placed = [(p.lang, m[0], p, m.start()) for p in passages for m in _WORD.finditer(p.text)]
    for lang, dictionary in dictionaries.items():
        words = {word for where, word, *_ in placed if where == lang}
        wrong = _unknown(words, lang, dictionary, own[lang].words)
        problems += [
            Problem(
                p.file,
                p.line_at(at),
                p.key,
                say("“{word}” is in no word list; mend it or add it to {file}", word=word, file=own[lang].file),
            )
            for where, word, p, at in placed
            if where == lang and word in wrong
        ]
    return sorted(set(problems))


def unused(passages: Iterable[Passage], own: OwnWords, lang: str) -> list[Problem]:
    """Words of the own list that no text has."""
    there = {form for p in passages if p.lang == lang for m in _WORD.finditer(p.text) for form in _forms(m[0])}
    idle = {word: line for word, line in own.words.items() if word not in there}
    return [Problem(own.file, line, "", say("no text has “{word}” any more", word=word)) for word, line in idle.items()]


def _forms(word: str) -> set[str]:
    """The forms under which a word may stand in a list: as it is, with a small letter, and its parts."""
    bare = word.lstrip("’'")
    forms = {word, bare, _small(bare), *bare.split("-")}
    return forms | {form.removesuffix("’s") for form in forms} | {_small(form) for form in bare.split("-")}


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


def _unknown(words: set[str], lang: str, dictionary: str, own: Mapping[str, int]) -> set[str]:
    """The words of `words` that are unknown, whole and in their parts."""
    parts = {part for word in words for part in word.split("-")}
    missed = {word for word in _hunspell(words | parts, lang, dictionary) if not _is_own(word, own)}
    whole = {word for word in words if "-" not in word} & missed
    joined = {word for word in words if "-" in word and (_joins_hyphens(lang) or word in missed)}
    return whole | {word for word in joined if not _is_own(word, own) and missed & set(word.split("-"))}


def _is_own(word: str, own: Mapping[str, int]) -> bool:
    bare = word.lstrip("’'").removesuffix("’s")
    return word in own or bare in own or _small(bare) in own


def _joins_hyphens(lang: str) -> bool:
    return lang in RULES and RULES[lang].joins_hyphens


def _packages(lang: str) -> Said:
    own = RULES[lang].package if lang in RULES else ""
    if own:
        return say("Debian has the packages hunspell and {own}", own=own)
    return say("Debian has the package hunspell, and one for '{lang}'", lang=lang)


def _hunspell(words: set[str], lang: str, dictionary: str) -> set[str]:
    """What hunspell does not know. Its personal list is shut out: the same on every machine."""
    if not words:
        return set()
    command = ["hunspell", "-d", dictionary, "-i", "utf-8", "-p", os.devnull, "-l"]
    try:
        said = "\n".join(sorted(words))
        done = subprocess.run(command, input=said, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 (words go in as data, never as arguments)
    except FileNotFoundError:
        raise HunspellMissingError(say("hunspell is not installed; {packages}", packages=_packages(lang))) from None
    if done.returncode or "Can't open" in done.stderr:
        raise HunspellMissingError(
            say("hunspell has no dictionary {dictionary}; {packages}", dictionary=dictionary, packages=_packages(lang))
        )
    return set(done.stdout.split("\n")) & words
