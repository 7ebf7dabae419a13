"""What the search page reads at the first key: the pages to show, what readers ask, and every word there is to find."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from microsite.content.page import KeyPage, Page, StylePage, TextPage, WorksheetPage
from microsite.content.route import RoutePage
from microsite.content.site import Site
from microsite.content.strings import counted
from microsite.documents.sheet import settings, time_needed

START = b"pagefind_dcd"
"""What the index puts before each of its records."""
AT_THE_BACK = 0.6
"""What an answer counts on a page to read that is not in the main menu, such as a list of facts."""
_TAGS = re.compile(r"<[^>]+>")
_APOSTROPHE = re.compile("['’]")
_WORD = re.compile(r"[^\W_]+")


def write(index: Path, lang: str, pages: Iterable[tuple[Page, list[str]]], texts: Iterable[str], site: Site) -> None:
    """The file of a language beside its index; `pages` come with the other words and sentences they are asked by.

    Each page has the name it goes by in the index, so that an answer can be shown without reading its record.
    """
    names, before = _names(index, lang), {site.definition.roles.home, *site.catalogue.data.menu.main}
    asked: dict[str, list[int]] = {}
    rows: list[list[str | float]] = []
    for row, (page, also) in enumerate(pages):
        shown = site.shown_title(page), page.front.description, about(page, site)
        rows.append(
            [
                names[page.url],
                page.url,
                *shown,
                1 if page.id in before or not isinstance(page, TextPage) else AT_THE_BACK,
            ]
        )
        for said in also:
            asked.setdefault(said, []).append(row)
    told = {"pages": rows, "asked": [[said, *where] for said, where in asked.items()], "words": vocabulary(texts)}
    (index / file_name(lang)).write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), "utf-8")


def file_name(lang: str) -> str:
    """Where the search page of a language finds it, in the folder of the index."""
    return f"words.{lang}.json"


def vocabulary(texts: Iterable[str]) -> str:
    """Every word of these HTML texts, those of most texts first: what a slip of the finger was meant to be."""
    shown = (_APOSTROPHE.sub("", html.unescape(_TAGS.sub(" ", text)).lower()) for text in texts)
    count = Counter(word for text in shown for word in set(_WORD.findall(text)))
    return " ".join(sorted((word for word in count if len(word) > 1), key=lambda word: (-count[word], word)))


def _names(index: Path, lang: str) -> dict[str, str]:
    """Address → name in the index."""
    found = {}
    for file in (index / "fragment").glob(f"{lang}_*"):
        record: Mapping[str, Any] = json.loads(gzip.decompress(file.read_bytes()).removeprefix(START))
        found[str(record["url"]).lstrip("/")] = file.stem
    return found


def about(page: Page, site: Site) -> str:
    """What kind of page it is; of a sheet also how long it takes, and with whom."""
    return _ABOUT.get(type(page), _text)(page, site)


def _text(page: Page, site: Site) -> str:
    return str(site.words(page.lang)["search_kinds"].get(page.kind, ""))


def _key(page: Page, site: Site) -> str:
    assert isinstance(page, KeyPage), page.file
    return str(site.words(page.lang)["topic"]["one"].format(n=page.key.number))


def _style(page: Page, site: Site) -> str:
    return str(site.words(page.lang)["trait"]["one"])


def _route(page: Page, site: Site) -> str:
    assert isinstance(page, RoutePage), page.file
    return counted(site.words(page.lang)["set_kicker"], len(page.route.sheets))


def _sheet(page: Page, site: Site) -> str:
    assert isinstance(page, WorksheetPage), page.file
    words = site.words(page.lang)
    return f"{words['worksheet']} · {time_needed(page.exercise, words)} · {settings(page.exercise, words)}"


_ABOUT: Mapping[type[Page], Callable[[Page, Site], str]] = {
    KeyPage: _key,
    StylePage: _style,
    RoutePage: _route,
    WorksheetPage: _sheet,
}
