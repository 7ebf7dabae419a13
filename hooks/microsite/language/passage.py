"""Passages: every text of the site that a reader meets, with its language and the place where it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from microsite.content import strings
from microsite.content.notation import BLOCK
from microsite.content.page import Page
from microsite.source.front_matter import FrontMatter, KeyPath, key_path, read_yaml
from microsite.source.model import texts

Kind = Literal["front", "heading", "paragraph", "item", "cell", "marked", "string", "data"]

STAND_IN = "0"
"""Stands where something is that is no word of this language: a link's own text, code, an address, a marked word."""

DATA_FILES = (
    "facts.yml",
    "glossary.yml",
    "help-lines.yml",
    "routes.yml",
    "site.yml",
    "to-check.yml",
    "to-read.yml",
    "withdrawn.yml",
)
"""The data files with texts in every language."""

_NO_PROSE = {"word", "also", "called", "address", "lines"}
"""What is an address, an id or a word people search by, not a text."""
_NAMES = {"site", "tagline"}
"""What site.yml has to say of a language in that language; the rest is for machines."""
_NO_WORDS = {"leave_to", "decimal", "units", "comma"}
"""Strings for machines."""

_HEADING = re.compile(r"^#{1,6} +(.*)$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+(.*)$")
_QUOTED = re.compile(r"^>\s?")
_RULE = re.compile(r"^\|[\s|:-]+\|\s*$")
_MARKED = re.compile(r"<(\w+) lang=\"(\w+)[^\"]*\">(.*?)</\1>")
_DOMAIN = r"\b(?:[\w-]+\.)+(?:nl|be|org|com|net|eu|uk|ie)\b(?:/[\w./#?=&-]*)?"
_MARKUP = (
    (re.compile(r"`[^`\n]*`"), STAND_IN),
    (re.compile(r"!?\[\]\([^)\s]*\)"), STAND_IN),
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"\{[#:.][^}\n]*\}"), ""),
    (re.compile(r"<https?://[^>\s]*>|https?://[^\s)>]+|\S+@\S+|doi:10\.\S+"), STAND_IN),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"</?[a-z][^>\n]*>"), ""),
    (re.compile(r"\*\*(.+?)\*\*|__(.+?)__"), lambda m: m[1] or m[2]),
    (re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])|(?<!\w)_([^_\n]+)_(?!\w)"), lambda m: m[1] or m[2]),
    (re.compile(_DOMAIN), STAND_IN),
)
_FILLED_IN = re.compile(r"\{[^}\n]*\}")


@dataclass(frozen=True)
class Passage:
    """A text without its markup. `line` is where it starts; a line break in `text` is one in the file."""

    file: str
    line: int
    key: str
    lang: str
    kind: Kind
    text: str

    def line_at(self, position: int) -> int:
        """The line of the file on which this character of `text` stands."""
        return self.line + self.text.count("\n", 0, position)


def of_page(page: Page) -> list[Passage]:
    """All texts of a page, in order: front matter, then body; words marked as another language apart."""
    return [p for found in (*_front(page), *_body(page)) for p in _split(found)]


def of_strings(read: FrontMatter, file: str, lang: str) -> list[Passage]:
    """The words no author wrote."""
    found = ((path, text) for path, text in leaves(read.data) if path[0] not in _NO_WORDS)
    return [
        Passage(file, read.line(path), key_path(path), lang, "string", _FILLED_IN.sub(STAND_IN, text))
        for path, text in found
    ]


def of_data(read: FrontMatter, file: str, langs: Collection[str]) -> list[Passage]:
    """The texts of a data file: what stands below the key of a language, but no words printed or searched by."""
    found = []
    for path, text in leaves(read.data):
        lang = next((str(step) for step in path if step in langs), None)
        if lang and not _NO_PROSE & set(path) and (path[0] != "languages" or path[-1] in _NAMES):
            told = plain(_FILLED_IN.sub(STAND_IN, text))
            found.append(Passage(file, read.line(path), key_path(path), lang, "data", told))
    return found


def of_files(docs: Path, langs: Collection[str]) -> list[Passage]:
    """The texts of the data files and of the strings."""
    found = []
    for name in DATA_FILES:
        path, file = docs / "_data" / name, f"{docs.name}/_data/{name}"
        if path.is_file():
            found += of_data(read_yaml(path.read_text("utf-8"), file), file, langs)
    for lang in langs:
        found += of_strings(strings.read_core(lang), f"strings/{lang}.yml", lang)
        found += of_strings(strings.read_own(docs, lang), strings.shown(docs, lang), lang)
    return found


def plain(text: str) -> str:
    """`text` without Markdown and HTML, with the same line breaks."""
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return text


def phrase(words: str) -> re.Pattern[str]:
    """Finds these words, whole, in any case, over a line break too."""
    inside = r"\s+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<!\w){inside}(?!\w)", re.IGNORECASE)


def raw_text(read: FrontMatter, path: KeyPath) -> str | None:
    """The text at `path` as its author wrote it; None where a default fills in."""
    value: Any = read.data
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value if isinstance(value, str) else None


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text in plain data with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, (*path, i))
    elif isinstance(value, str):
        yield path, value


def _front(page: Page) -> Iterator[Passage]:
    for path, _ in texts(page.front):
        raw = raw_text(page.read, path)
        if raw is not None and path[0] not in _NO_PROSE:
            told = plain(_FILLED_IN.sub(STAND_IN, raw))
            yield Passage(page.file, page.read.line(path), key_path(path), page.lang, "front", told)


def _body(page: Page) -> Iterator[Passage]:
    open_passage: Passage | None = None
    fenced = False
    for number, whole in page.numbered_lines():
        line = _QUOTED.sub("", whole)
        if line.lstrip().startswith("```"):
            fenced = not fenced
            continue
        parts = [] if fenced else _parts(line)
        joins = parts and parts[0][0] == "paragraph" and open_passage is not None
        if joins and open_passage:
            open_passage = replace(open_passage, text=f"{open_passage.text}\n{parts[0][1]}")
            continue
        if open_passage:
            yield open_passage
        found = [Passage(page.file, number, "", page.lang, kind, text) for kind, text in parts]
        goes_on = bool(found) and found[-1].kind in ("paragraph", "item")
        open_passage = found.pop() if goes_on else None
        yield from found
    if open_passage:
        yield open_passage


def _parts(line: str) -> list[tuple[Kind, str]]:
    """What stands on one line of Markdown."""
    if not line.strip() or _RULE.match(line) or line.strip() == "///":
        return []
    if block := BLOCK.match(line):
        return [("heading", block[2])] if block[1] == "note" and block[2] else []
    if heading := _HEADING.match(line):
        return [("heading", heading[1])]
    if line.lstrip().startswith("|"):
        return [("cell", cell.strip()) for cell in line.strip().strip("|").split("|") if cell.strip()]
    if item := _ITEM.match(line):
        return [("item", item[1])]
    return [("paragraph", line.strip(" "))]


def _split(passage: Passage) -> Iterator[Passage]:
    """The passage without its markup, and each word marked with another language apart."""
    kept = plain(_MARKED.sub(STAND_IN, passage.text)) if passage.kind != "front" else passage.text
    yield replace(passage, text=kept.rstrip())
    for marked in _MARKED.finditer(passage.text):
        line = passage.line_at(marked.start())
        yield replace(passage, line=line, lang=marked[2], kind="marked", text=plain(marked[3]))
