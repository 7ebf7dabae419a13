"""Spelling, by hunspell with word lists of our own. The only module that starts another program."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from microsite.language.passage import Passage
from microsite.problems import Problem

DICTIONARIES = {"nl": "nl_NL", "en": "en_GB"}
_WORD = re.compile(r"[’']?[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class HunspellMissingError(Exception):
    """hunspell or one of its dictionaries is not installed."""


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


def check(passages: Iterable[Passage], own: Mapping[str, OwnWords]) -> list[Problem]:
    """Every word that neither hunspell nor the own list knows, with file and line."""
    problems: list[Problem] = []
    placed = [(p.lang, m[0], p, m.start()) for p in passages for m in _WORD.finditer(p.text)]
    for lang in DICTIONARIES:
        words = {word for where, word, *_ in placed if where == lang}
        wrong = _unknown(words, lang, own[lang].words)
        problems += [
            Problem(p.file, p.line_at(at), p.key, f"“{word}” is in no word list; mend it, or add it to {own[lang].file}")
            for where, word, p, at in placed
            if where == lang and word in wrong
        ]
    return sorted(set(problems))


def unused(passages: Iterable[Passage], own: OwnWords, lang: str) -> list[Problem]:
    """Words of the own list that no text has."""
    there = {form for p in passages if p.lang == lang for m in _WORD.finditer(p.text) for form in _forms(m[0])}
    return [Problem(own.file, line, "", f"no text has “{word}” any more") for word, line in own.words.items() if word not in there]


def _forms(word: str) -> set[str]:
    """The forms under which a word may stand in a list: as it is, with a small letter, and its parts."""
    bare = word.lstrip("’'")
    forms = {word, bare, bare[:1].lower() + bare[1:], *bare.split("-")}
    return forms | {form.removesuffix("’s") for form in forms} | {form[:1].lower() + form[1:] for form in bare.split("-")}


def _unknown(words: set[str], lang: str, own: Mapping[str, int]) -> set[str]:
    """The words of `words` that are unknown, whole and in their parts."""
    suspects = {word for word in _hunspell(words, lang) if word not in own and not _forms_known(word, own)}
    parts = {part for word in suspects if "-" in word for part in word.split("-")}
    wrong_parts = {part for part in _hunspell(parts, lang) if part not in own and part[:1].lower() + part[1:] not in own}
    return {word for word in suspects if "-" not in word or any(part in wrong_parts for part in word.split("-"))}


def _forms_known(word: str, own: Mapping[str, int]) -> bool:
    bare = word.lstrip("’'").removesuffix("’s")
    return bare in own or bare[:1].lower() + bare[1:] in own


def _hunspell(words: set[str], lang: str) -> set[str]:
    """What hunspell does not know. Its personal list is shut out: the same on every machine."""
    if not words:
        return set()
    command = ["hunspell", "-d", DICTIONARIES[lang], "-i", "utf-8", "-p", os.devnull, "-l"]
    try:
        done = subprocess.run(command, input="\n".join(sorted(words)), capture_output=True, text=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise HunspellMissingError("hunspell is not installed; README says how (packages hunspell, hunspell-nl, hunspell-en-gb)") from None
    if done.returncode or "Can't open" in done.stderr:
        raise HunspellMissingError(f"hunspell cannot use the dictionary {DICTIONARIES[lang]}; README says which packages it needs")
    return set(done.stdout.split("\n")) & words
