"""What authors' files are called, where they lie, and their text; whatever is wrong with one is a mistake."""

from __future__ import annotations

import re
from pathlib import Path

from microsite.source.front_matter import FrontMatter, read_page, read_yaml
from microsite.source.problems import Problem, say

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LARGEST = 1_000_000
"""Bytes of a text; the longest page of the site has 20,000."""


def read(path: Path, shown: str) -> str | Problem:
    """The text of a file, which messages call `shown`; or what keeps it from being read."""
    if not path.exists():
        return Problem(shown, 1, "", say("this leads to a file that is not there; delete it, or put the file back"))
    if path.is_symlink():
        return Problem(shown, 1, "", say("this only leads to another file; put the file itself here"))
    if not path.is_file():
        return Problem(shown, 1, "", say("this is a folder, and a file belongs here; give the folder another name"))
    if path.stat().st_size > LARGEST:
        return Problem(
            shown,
            1,
            "",
            say("this file is larger than {largest} bytes; no text is: is it the right file?", largest=f"{LARGEST:,}"),
        )
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + error.object[: error.start].count(b"\n")
        return Problem(shown, line, "", say("this is not UTF-8; save the file as UTF-8 in your editor"))
    except PermissionError:
        return Problem(shown, 1, "", say("this file may not be read; give yourself leave to read it"))


def read_data(path: Path, shown: str) -> FrontMatter:
    """A YAML file; what is wrong with it stands in `.problems`."""
    text = read(path, shown)
    return FrontMatter({}, {}, problems=[text]) if isinstance(text, Problem) else read_yaml(text, shown)


def read_words(path: Path, shown: str) -> FrontMatter:
    """A YAML file of words by their key; empty when it is not there or says nothing."""
    if not path.exists() and not path.is_symlink():
        return FrontMatter({}, {})
    found = read_data(path, shown)
    if found.problems or isinstance(found.data, dict):
        return found
    wrong = (
        [] if found.data is None else [Problem(shown, 1, "", say("keys belong here, each with its words behind it"))]
    )
    return FrontMatter({}, {}, problems=wrong)


def read_markdown(path: Path, shown: str) -> FrontMatter:
    """A page; what is wrong with it stands in `.problems`."""
    text = read(path, shown)
    return FrontMatter({}, {}, problems=[text]) if isinstance(text, Problem) else read_page(text, shown)


def name_problem(src: str, shown: str) -> Problem | None:
    """What is wrong with the path of a page below its language's folder: it becomes an address, in many formats."""
    wrong = [part for part in src.removesuffix(".md").split("/") if not _NAME.fullmatch(part)]
    if not wrong:
        return None
    said = say("'{part}' becomes part of an address: use small letters a to z, digits and hyphens only", part=wrong[0])
    return Problem(shown, 1, "", said)


def below(root: Path, path: str) -> Path:
    """The place of `path` below `root`; ValueError when it would lie elsewhere."""
    inside = (root / path).resolve()
    if not inside.is_relative_to(root.resolve()):
        raise ValueError(f"{path!r} does not lie below {root.name}/")
    return root / path
