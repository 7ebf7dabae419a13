"""What a page's text may bring along besides Markdown: few tags, few attributes, and addresses of known kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.content.catalogue import Catalogue
from microsite.content.page import Page
from microsite.source.problems import Problem, Said, say
from microsite.source.text import unprintable

TAGS = {"span": {"lang", "dir"}, "bdi": {"dir"}, "br": set(), "sub": set(), "sup": set(), "abbr": {"title"}}
"""The HTML a text may hold, and with which attributes; all else Markdown and the blocks can say."""
KINDS = ("page:", "fact:", "term:", "help:", "https://", "mailto:")
"""How the address of a link may begin."""
ATTRIBUTES = re.compile(r"(?:#[a-z0-9-]+|\.[a-z][a-z0-9-]*|lang=[a-zA-Z-]+|dir=(?:ltr|rtl)|\s)+")
"""What may stand in { } behind a heading or a word: an anchor, a class, a language."""

_CODE = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.S)
_OPEN = re.compile(r"<[a-zA-Z/!?]")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+=(?:\"[^\"<>]*\"|'[^'<>]*'))*)\s*/?>")
_NAMED = re.compile(r"([a-zA-Z-]+)=(?:\"([^\"]*)\"|'([^']*)')")
_LINK = re.compile(r"(!?)\[[^\[\]]*\]\(\s*<?([^)>\s]*)|\]\(\s*<?([^)>\s]*)")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{0,200}\]:", re.M)
_BRACES = re.compile(r"\{:?([^{}\n]{0,400})\}")


def check(catalogue: Catalogue) -> list[Problem]:
    """Every tag, attribute, address and character that no page may hold."""
    return [problem for page in catalogue.pages.values() for problem in of_page(page)]


def of_page(page: Page) -> Iterator[Problem]:
    """The same of one page, each with its line."""
    text = _CODE.sub(_blank, page.body)
    for where, message in sorted({*_characters(page.body), *_tags(text), *_addresses(text), *_braces(text)}):
        yield Problem(page.file, page.read.body_line + page.body.count("\n", 0, where), "", message)


def _blank(found: re.Match[str]) -> str:
    """What stands in code is shown as it is: room of the same length, with the same lines."""
    return re.sub(r"[^\n]", " ", found[0])


Found = Iterator[tuple[int, Said]]


def _characters(text: str) -> Found:
    for where, character in enumerate(text) if unprintable(text, may="\n") else ():
        if unprintable(character, may="\n"):
            code = f"{ord(character):04X}"
            name = say("a tab") if character == "\t" else say("the character U+{code}", code=code)
            yield where, say("{name} cannot stand in a text; delete it, or use spaces", name=name)


def _tags(text: str) -> Found:
    allowed = ", ".join(f"<{tag}>" for tag in TAGS)
    for opened in _OPEN.finditer(text):
        tag = _TAG.match(text, opened.start())
        if tag is None or tag[1].lower() not in TAGS:
            shown = text[opened.start() : opened.start() + 20].split("\n", maxsplit=1)[0]
            yield (
                opened.start(),
                say(
                    "'{shown}' reads as HTML; a text may hold only {allowed}; write &lt; for a sign <",
                    shown=shown,
                    allowed=allowed,
                ),
            )
            continue
        wrong = [name for name, *_ in _NAMED.findall(tag[2]) if name.lower() not in TAGS[tag[1].lower()]]
        if wrong:
            yield (
                opened.start(),
                say("<{tag}> may not have '{wrong}' here; take it out", tag=tag[1], wrong=wrong[0]),
            )


def _addresses(text: str) -> Found:
    for definition in _DEFINITION.finditer(text):
        yield definition.start(), say("an address stands in the link itself: [words](page:id); take this line out")
    for link in _LINK.finditer(text):
        address = link[2] if link[2] is not None else link[3]
        if link[1]:
            yield link.start(), say("a picture is a block: /// picture | name; pictures from elsewhere are not shown")
        elif not address.startswith(KINDS):
            yield link.start(), say("'{address}' is no address for a link; {known}", address=address[:60], known=_KNOWN)


_KNOWN = say("link a page by its id (page:start), another site by https://")


def _braces(text: str) -> Found:
    for braces in _BRACES.finditer(text):
        if not ATTRIBUTES.fullmatch(braces[1]):
            yield (
                braces.start(),
                say("between {{ and }} only an anchor (#name), a class (.name), lang= or dir= may stand"),
            )
