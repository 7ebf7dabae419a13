"""Writes templates for people: an element or a block a line, its inside further in.

Usage: python .ci/tools/templates.py [file …]    Without files: every template of the core.

A line that is further in goes on where the line above ended, as `place/templates.py` reads it: so the page stays the
same, byte for byte.

After a merge that met in a template, take either's text, put in the other's change, and run this.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from microsite.place.templates import ROOT as CORE, joined

WIDE = 120
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
RAW = frozenset("script style pre textarea title".split())
"""What stands in these is no markup."""
BLOCKS = frozenset("for if call filter macro block".split())
MIDDLES = frozenset("else elif".split())
_JINJA = r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}"
_TOKEN = re.compile(
    rf"(?P<tag></?[a-zA-Z](?:{_JINJA}|\"(?:{_JINJA}|[^\"])*\"|[^<>\"])*>)|(?P<block>\{{%.*?%\}})|(?P<shown>\{{\{{.*?\}}\}})"
)
_NAME = re.compile(r"</?([\w-]+)|\{%[-+]? *(\w+)")


@dataclass
class Piece:
    """A piece of a line: a text, or a tag or block with what stands in it and how it closes."""

    text: str
    inside: list["Piece"] = field(default_factory=list)
    close: str = ""
    middle: bool = False

    @property
    def whole(self) -> str:
        """All of it in one line."""
        return self.text + "".join(piece.whole for piece in self.inside) + self.close


def written(text: str) -> str:
    """A template as it is written for people."""
    return "\n".join(line for dense in joined(text).split("\n") for line in _lines(dense))


def _lines(dense: str) -> Iterator[str]:
    if len(dense) <= WIDE or dense.startswith(" "):
        yield dense
        return
    lines = list(_laid_out(_parse(dense), 0))
    yield lines[0].lstrip(" ")
    yield from (line if line.startswith(" ") else f"  {line}" for line in lines[1:])


def _parse(line: str) -> list[Piece]:
    """The pieces of a line; what opens and does not close in it holds nothing."""
    top: list[Piece] = []
    open_: list[tuple[str, list[Piece], Piece]] = []
    into, at = top, 0
    while at < len(line):
        found = _TOKEN.search(line, at)
        if found is None or found.start() > at:
            into.append(Piece(line[at : found.start() if found else len(line)]))
            at = found.start() if found else len(line)
            continue
        token, at = found[0], found.end()
        name, kind = _kind(found)
        if kind == "raw":
            end = line.find(f"</{name}", at)
            stop = line.find(">", end) + 1 if end >= 0 else at
            into.append(Piece(token + line[at:stop]))
            at = max(at, stop)
        elif kind == "opens":
            piece = Piece(token)
            into.append(piece)
            open_.append((name, into, piece))
            into = piece.inside
        elif kind == "closes" and any(name == each for each, _, _ in open_):
            while open_:
                opened, into, piece = open_.pop()
                if opened == name:
                    piece.close = token
                    break
                _flatten(into, piece)
        else:
            into.append(Piece(token, middle=kind == "middle"))
    while open_:
        _, into, piece = open_.pop()
        _flatten(into, piece)
    return top


def _flatten(into: list[Piece], piece: Piece) -> None:
    """What never closed in its line holds nothing: what came behind it stands beside it."""
    inside, piece.inside = piece.inside, []
    into += inside


def _kind(found: re.Match[str]) -> tuple[str, str]:
    """The name of a tag or block, and what it does."""
    token = found[0]
    named = _NAME.match(token)
    name = (named[1] or named[2] or "") if named else ""
    if found["tag"]:
        if token.startswith("</"):
            return name, "closes"
        if name in RAW:
            return name, "raw"
        return name, "stands" if name in VOID or token.endswith("/>") else "opens"
    if found["block"]:
        if name in MIDDLES:
            return name, "middle"
        if name.startswith("end"):
            return f"%{name.removeprefix('end')}", "closes"
        return f"%{name}", "opens" if name in BLOCKS else "stands"
    return name, "stands"


def _laid_out(pieces: list[Piece], depth: int) -> Iterator[str]:
    """Lines for pieces beside each other: what touches a text stays in its line."""
    room = "  " * depth
    for run in _runs(pieces):
        whole = "".join(piece.whole for piece in run)
        first = run[0]
        if len(room) + len(whole) <= WIDE or len(run) > 1 or not _opens_up(first):
            yield (room[:-2] if first.middle else room) + whole
            continue
        yield room + first.text
        yield from _laid_out(first.inside, depth + 1)
        yield room + first.close


def _opens_up(piece: Piece) -> bool:
    """Whether what stands in a tag or block may have lines of its own: no space of it would get lost."""
    inside = "".join(each.whole for each in piece.inside)
    return bool(piece.close and inside) and inside == inside.strip(" ")


def _runs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces that stay together: a line may only break between two tags, blocks or shown values, where no space is."""
    run: list[Piece] = []
    for piece in pieces:
        if run and _may_break(run[-1].whole, piece.whole):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _may_break(before: str, after: str) -> bool:
    return (
        before.endswith((">", "%}", "}}"))
        and after.startswith(("<", "{%", "{{"))
        and not (before.endswith("}}") and after.startswith("{{"))
    )


def main() -> None:
    """Write them."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(CORE.rglob("*.html"))
    for file in files:
        text = file.read_text("utf-8")
        if (there := written(text)) != text:
            file.write_text(there, "utf-8")
            print(file)


if __name__ == "__main__":
    main()
