"""Writes style sheets for people: a declaration a line. What readers get stays the same, byte for byte.

    .venv/bin/python .ci/tools/css.py [file.css …]     without names: every style sheet of the core

After a merge that met in a style sheet, take either's text, put in the other's change, and run this.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from microsite.place import small

CORE = Path(small.__file__).parents[1]
WIDE = 110
"""Selectors stand on one line up to this width."""
INDENT = "  "


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """What stands before each {, } and ; that is no part of a string, a comment or brackets, and that sign."""
    start, at, depth = 0, 0, 0
    while at < len(text):
        here = text[at]
        if text.startswith("/*", at):
            end = text.index("*/", at) + 2
            if not text[start:at].strip():
                yield text[at:end], "/"
                start = end
            at = end
            continue
        if here in "\"'":
            at = closing(text, at)
        elif here in "([":
            depth += 1
        elif here in ")]":
            depth -= 1
        elif here in "{};" and not depth:
            yield text[start:at].strip(), here
            start = at + 1
        at += 1
    if text[start:].strip():
        raise ValueError(f"left over: {text[start:]!r}")


def closing(text: str, at: int) -> int:
    """Where the string that opens here ends."""
    end = at + 1
    while text[end] != text[at]:
        end += 2 if text[end] == "\\" else 1
    return end


def written(text: str) -> str:
    """The style sheet, a declaration a line."""
    lines: list[str] = []
    depth = 0
    for piece, sign in pieces(text):
        room = INDENT * depth
        if sign == "/":
            lines.append(room + piece)
        elif sign == "{":
            if lines and lines[-1].strip() == "}":
                lines.append("")
            lines += [room + line for line in selector(piece)]
            depth += 1
        else:
            if piece:
                lines.append(room + declaration(piece))
            if sign == "}":
                depth -= 1
                lines.append(INDENT * depth + "}")
    return "\n".join(lines) + "\n"


def selector(piece: str) -> list[str]:
    """On one line where there is room, else each on its own."""
    joined = " ".join(piece.split())
    if piece.startswith("@") or len(joined) <= WIDE:
        return [f"{joined} {{"]
    *first, last = split(joined)
    return [*(f"{each}," for each in first), f"{last} {{"]


def split(joined: str) -> list[str]:
    """The selectors between commas, but for those in brackets."""
    found, depth = [""], 0
    for letter in joined:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [each.strip() for each in found]


def declaration(piece: str) -> str:
    """`name: value;`; what begins with @ stays as it is."""
    if piece.startswith("@"):
        return f"{piece};"
    name, _, value = piece.partition(":")
    return f"{name.strip()}: {' '.join(value.split())};"


def main() -> None:
    """Write each file anew; refuse where the machine would make something else of it."""
    for name in sys.argv[1:] or sorted(str(path) for path in CORE.rglob("*.css")):
        path = Path(name)
        before = path.read_text("utf-8")
        after = written(before)
        if small.css(after) != small.css(before):
            sys.exit(f"{path}: this would change what readers get; write it by hand")
        if after != before:
            path.write_text(after, "utf-8")
            print(path)


if __name__ == "__main__":
    main()
