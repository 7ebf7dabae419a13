"""The content stamp: which original a translation was last brought up to date with. No git, no clock."""

from __future__ import annotations

import hashlib
import re

from microsite.content.catalogue import Catalogue
from microsite.content.page import Page
from microsite.source.front_matter import key_path
from microsite.source.model import texts
from microsite.source.problems import Problem, say

_ADDRESSES = {"word", "also"}
"""Front matter that every language has its own of."""
_LINE = re.compile(r"^translated:.*\n", re.MULTILINE)
_AFTER = re.compile(r"^updated:.*\n", re.MULTILINE)


def stamp(page: Page) -> str:
    """12 hex digits of the text and the author's words in front matter; spaces at the ends do not count."""
    written = [(path, text) for path, text in texts(page.front) if path[0] not in _ADDRESSES]
    words = [f"{key_path(path)}={text}" for path, text in written]
    body = "\n".join(line.rstrip() for line in page.body.strip().splitlines())
    return hashlib.sha256("\n".join([*words, body]).encode()).hexdigest()[:12]


def stamped(text: str, mark: str) -> str:
    """A page's source with this stamp below `updated:`; in quotes, for YAML reads 40e3 as a number."""
    text = _LINE.sub("", text, count=1) if _LINE.search(text.split("\n---", 1)[0]) else text
    return _AFTER.sub(lambda m: f'{m[0]}translated: "{mark}"\n', text, count=1)


def translations(catalogue: Catalogue) -> list[tuple[Page, str]]:
    """Every translated page with the stamp it should bear; one made from data has its languages side by side."""
    first = catalogue.definition.first
    others = [page for page in catalogue.pages.values() if page.lang != first and not page.made]
    return [(page, stamp(catalogue.page(page.id, first))) for page in others]


def check(catalogue: Catalogue) -> list[Problem]:
    """Translations that were never stamped, or whose original changed since."""
    problems = [
        Problem(
            page.file,
            page.read.line(("translated",)),
            "translated",
            say("only a translation is stamped; take this key out"),
        )
        for page in catalogue.in_language(catalogue.definition.first)
        if page.front.translated
    ]
    for page, mark in translations(catalogue):
        original = catalogue.page(page.id, catalogue.definition.first).file
        how = say("read it again and run: python -m microsite stamp {id}", id=page.id)
        if page.front.translated is None:
            problems.append(
                Problem(
                    page.file, 1, "translated", say("never held against {original}; {how}", original=original, how=how)
                )
            )
        elif page.front.translated != mark:
            line = page.read.line(("translated",))
            said = say("{original} changed after this page was brought up to date; {how}", original=original, how=how)
            problems.append(Problem(page.file, line, "translated", said))
    return problems
