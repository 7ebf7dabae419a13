"""A mail as mail programmes read it: each address in it, whatever attribute or style holds it, in one pass.

Browsers and mail programmes take broken HTML as it comes, and so does this. Where they differ, more is read, not less:
what only Outlook reads counts too, and a tag that is never closed still has its attributes.
"""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SPACE = r" \t\n\f\r"
_ATTRIBUTE = (
    rf"[{_SPACE}/]*+(?P<name>[^{_SPACE}/>][^{_SPACE}/>=]*+)"
    rf"(?:[{_SPACE}]*+=[{_SPACE}]*+(?P<value>\"[^\"]*+\"?|'[^']*+'?|[^{_SPACE}>\"'][^{_SPACE}>]*+|))?+"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
_MARK = re.compile(
    r"<!--\[if[^\]>]*+\]>"  # a comment that some programmes read: so do we
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<tag>[a-zA-Z][^ \t\n\f\r/>]*+)(?P<attributes>(?:" + _UNNAMED + r")*+)[ \t\n\f\r/]*+>?"
    r"|<[!?/][^>]*+>?",
    re.S,
)
_NAMED = re.compile(_ATTRIBUTE)
_END = {tag: re.compile(rf"</{tag}(?=[{_SPACE}/>])", re.I) for tag in ("style", "script")}
"""Where the text of a tag ends that holds no other tags."""

_BARE = re.compile(r"(?:https?:/|www\.)[^\s<>\"')\]]+", re.I)
_WORDS = re.compile(r"[^\W\d_]+")
_ZEROS = re.compile(r"(&#x?+)0++(?=[0-9a-f])", re.I)
_LONG_NUMBER = re.compile(r"&#x?+[0-9a-f]{8,}+;?", re.I)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\f\r]?|(.))", re.S)
_IN_STYLE = re.compile(
    r"(?:url|src|image|image-set)\([ \t\n\f\r]*+(?:\"(?P<double>[^\"]*+)|'(?P<single>[^']*+)|(?P<plain>[^)]*+))"
    r"|(?P<bare>(?:https?:)?//[^\s\"')]++)",
    re.I,
)
_SIZE = re.compile(r"[0-9.]+[wxh],?")

REFUSED = frozenset(
    "iframe frame frameset object embed applet script form link base svg math video audio portal textarea".split()
)
"""Tags that load from elsewhere or send away, and that mail programmes take out or warn of."""
LINKS = frozenset("href action formaction cite longdesc data codebase classid ping manifest profile icon".split())
"""Attributes that hold an address to go to; whatever stands before a colon in their name does not matter."""
PICTURES = frozenset("src background poster dynsrc lowsrc".split())
"""Attributes that hold the address of what is shown."""
SEVERAL = frozenset("srcset imagesrcset".split())
"""Attributes that hold addresses of what is shown, one for each size."""


@dataclass(frozen=True)
class Seen:
    """A link or picture in the mail: what it points to, and its line; `alt` of an <img>, None where it has none."""

    address: str
    line: int
    alt: str | None = None


@dataclass(frozen=True)
class Refused:
    """What does not belong in a mail at all: a tag or attribute, and its line."""

    name: str
    line: int


@dataclass
class Letter:
    """What is read of a mail. `pictures` are those of <img>; `loaded` is all else that would be fetched."""

    links: list[Seen] = field(default_factory=list)
    pictures: list[Seen] = field(default_factory=list)
    loaded: list[Seen] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    lang: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it for anyone."""
        return not (self.words or self.links or self.pictures)


def read(text: str) -> Letter:
    """A mail from its HTML or its plain text."""
    letter, lines, at = Letter(), _Lines(text), 0
    while mark := _MARK.search(text, at):
        _read_text(text[at : mark.start()], lines.of(at), letter)
        at = mark.end()
        tag = (mark["tag"] or "").lower()
        if tag.startswith(("http:", "https:")):  # <https://…> as it stands in plain text
            _read_text(mark[0][1:], lines.of(mark.start()), letter)
        elif tag:
            _read_tag(tag, mark["attributes"], lines.of(mark.start()), letter)
        if tag in _END:
            end = _END[tag].search(text, at)
            inside = text[at : end.start() if end else len(text)]
            if tag == "style":
                letter.loaded += _in_style(inside, lines.of(at))
            at += len(inside)
    _read_text(text[at:], lines.of(at), letter)
    return letter


class _Lines:
    """The line of a place in a text."""

    def __init__(self, text: str, first: int = 1) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self._first = first

    def of(self, place: int) -> int:
        return self._first + bisect.bisect_left(self._ends, place)


def _decoded(text: str) -> str:
    """`text` with its entities read; Python raises on a number of thousands of digits, and no sign has eight."""
    return html.unescape(_LONG_NUMBER.sub("\ufffd", _ZEROS.sub(r"\1", text)))


def _clean(address: str) -> str:
    """An address as browsers take it: no space around it, no line break within."""
    return re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))


def _read_text(text: str, first: int, letter: Letter) -> None:
    """Keep addresses that are written out, for programmes make links of them, and words to know the language by."""
    for line, written in enumerate(text.split("\n"), first):
        decoded = _decoded(written)
        letter.links += [Seen(found[0].rstrip(".,;:!?"), line) for found in _BARE.finditer(decoded)]
        letter.words += _WORDS.findall(decoded.lower())


def _read_tag(tag: str, written: str, line: int, letter: Letter) -> None:
    given = [(name.lower(), _decoded(value.strip("\"'"))) for name, value in _NAMED.findall(written)]
    first = dict(reversed(given))
    if tag in REFUSED or (tag == "meta" and first.get("http-equiv", "").strip().lower() == "refresh"):
        letter.refused.append(Refused(f"<{tag}>", line))
        return
    for name, value in given:
        if (tag, name) == ("img", "src"):
            letter.pictures.append(Seen(_clean(value), line, first.get("alt")))
        else:
            _read_attribute(name, value, line, letter)
    letter.lang = letter.lang or first.get("lang", "").split("-")[0].lower()


def _read_attribute(name: str, value: str, line: int, letter: Letter) -> None:
    name = name.rpartition(":")[2]
    if name in LINKS:
        letter.links.append(Seen(_clean(value), line))
    elif name in PICTURES:
        letter.loaded.append(Seen(_clean(value), line))
    elif name in SEVERAL:
        parts = (part.strip(",") for part in value.split() if not _SIZE.fullmatch(part))
        letter.loaded += [Seen(part, line) for part in parts if part]
    elif name == "style":
        letter.loaded += _in_style(value, line)
    elif name.startswith("on"):
        letter.refused.append(Refused(name, line))


def _in_style(css: str, first: int) -> Iterator[Seen]:
    """Whatever a style would load; an escape hides nothing."""
    plain = _ESCAPE.sub(_unescaped, css)
    lines = _Lines(plain, first)
    for found in _IN_STYLE.finditer(plain):
        yield Seen(_clean(next(filter(None, found.groups()), "")), lines.of(found.start()))
    for found in re.finditer("@import", plain, re.I):
        yield Seen("@import", lines.of(found.start()))


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or "0", 16)
    return found[2] or (chr(code) if 0 < code < 0x110000 else "\ufffd")
