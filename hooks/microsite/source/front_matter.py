"""Text of a file → data, with the line of every key. The only module that knows YAML.

PyYAML's C composer is used for its line marks and speed (0.3 ms a page); what it would read the
YAML 1.1 way (No, on, 012, dates) is resolved here by YAML 1.2's core schema.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from microsite.source import slips
from microsite.source.problems import Problem, Said, say

KeyPath = tuple[str | int, ...]
"""Where a value stands: ("worksheet", 0, "kind")."""

_FENCE = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_CORE = (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "tag:yaml.org,2002:float",
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
)


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's core schema; nothing else is resolved."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        """The tag of a node that has none: of a plain text by how it looks, of all else by its kind.

        Asked for each word of each file, so without the paths that PyYAML would look at and nobody has given.
        """
        if kind is yaml.ScalarNode and implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1] if value else "", ()):
                if pattern.match(value):
                    return str(tag)
        return _TAGS[kind]


_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: yaml.Loader.DEFAULT_SCALAR_TAG,
    yaml.SequenceNode: yaml.Loader.DEFAULT_SEQUENCE_TAG,
    yaml.MappingNode: yaml.Loader.DEFAULT_MAPPING_TAG,
}

for _tag, _pattern, _first in _CORE:
    _Loader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), _first)

_NUMBERS = {tag.rpartition(":")[2]: re.compile(rf"(?:{pattern})\Z") for tag, pattern, _ in _CORE[2:]}
LONGEST_NUMBER = 15
"""Signs; a longer one is a slip, and Python refuses to read one of thousands."""


@dataclass(frozen=True)
class FrontMatter:
    """Data of a file, the line of every path in it, and the text below it with its first line."""

    data: Any
    lines: dict[KeyPath, int]
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of `path`, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_page(text: str, file: str) -> FrontMatter:
    """Split a Markdown page into front matter and body; mistakes are in `.problems`."""
    text = text.removeprefix("\ufeff")
    match = _FENCE.match(text)
    if match is None:
        opened = text.startswith("---")
        message = (
            say("the front matter opens with '---' but is never closed; put a line '---' under it")
            if opened
            else say("no front matter; start the page with a line '---', the keys (id, title, …) and a line '---'")
        )
        line, said = slips.in_fences(text) or (0, message)
        return FrontMatter({}, {}, text, 1, [Problem(file, 1 + line, "", said)])
    read = read_yaml(match[1], file, first_line=2)
    body_line = 1 + text[: match.end()].count("\n")
    return FrontMatter(read.data, read.lines, text[match.end() :], body_line, read.problems)


def read_yaml(text: str, file: str, first_line: int = 1) -> FrontMatter:
    """Read a YAML document; mistakes are in `.problems`, and then `.data` may be incomplete."""
    problems: list[Problem] = []
    if deep := _too_deep(text):
        said = say("this nests deeper than {most} levels; a text that starts with [ or {{ needs quotes", most=DEEPEST)
        return FrontMatter({}, {}, problems=[Problem(file, first_line + deep - 1, "", said)])
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        unclosed = "end of stream" in (error.problem or "") and error.context_mark  # the quote that opens, not the end
        mark = unclosed or error.problem_mark or error.context_mark
        at = mark.line if mark else 0
        line, said = slips.in_yaml(text.splitlines(), at) or (
            at,
            slips.unknown(error.problem or error.context or "not readable"),
        )
        return FrontMatter({}, {}, problems=[Problem(file, first_line + line, "", said)])
    except yaml.reader.ReaderError as error:
        raw = text.encode()[: error.position] if error.encoding == "utf-8" else text[: error.position].encode()
        code = error.character if isinstance(error.character, int) else ord(error.character)
        message = say(
            "the character U+{code} cannot stand in a text; delete it (it may be invisible)", code=f"{code:04X}"
        )
        return FrontMatter({}, {}, problems=[Problem(file, first_line + raw.count(b"\n"), "", message)])
    lines: dict[KeyPath, int] = {(): first_line}
    build = _Builder(file, first_line, lines, problems)
    return FrontMatter(build.value(node, ()) if node is not None else None, lines, problems=problems)


DEEPEST = 40
"""Levels of lists and keys in each other; no file of ours needs ten. libyaml would fall over some thousands."""
_FAR_IN = re.compile(rf"^[ -]{{{2 * DEEPEST + 1}}}", re.M)
_OPENS = re.compile(r"[\[{\]}]|^[ ]*(?:- )+|\n", re.M)


def _too_deep(text: str) -> int:
    """The line where `text` nests deeper than anything may, or 0; brackets in quotes count too, to be safe."""
    if text.count("[") + text.count("{") <= DEEPEST and not _FAR_IN.search(text):
        return 0
    level, line = 0, 1
    for found in _OPENS.finditer(text):
        sign = found[0]
        if sign == "\n":
            line += 1
        elif sign in "[{":
            level += 1
        elif sign in "]}":
            level = max(0, level - 1)
        if level > DEEPEST or (sign[-1] == " " and len(sign) > 2 * DEEPEST):
            return line
    return 0


@dataclass
class _Builder:
    file: str
    first_line: int
    lines: dict[KeyPath, int]
    problems: list[Problem]
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        self.lines.setdefault(path, self._line(node))
        if id(node) in self.seen:
            self._problem(node, path, say("a text repeated with & and * is not read here; write it out"))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(key_node, path, say("a key is one word; a text with {{ or [ or ? in it needs quotes"))
                continue
            key, where = key_node.value, (*path, key_node.value)
            if key in found:
                self._problem(
                    key_node, where, say("this key stands here twice (first on line {line})", line=self.lines[where])
                )
                continue
            self.lines[where] = self._line(key_node)
            found[key] = self.value(value_node, where)
        return found

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath) -> Any:
        kind, text = node.tag.rsplit(":", 1)[-1], node.value
        if kind == "str":
            return text
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind in ("int", "float") and _NUMBERS[kind].match(text):
            if len(text) > LONGEST_NUMBER:
                self._problem(
                    node,
                    path,
                    say(
                        "a number of {n} signs; at most {most} are read",
                        n=len(text),
                        most=LONGEST_NUMBER,
                    ),
                )
                return None
            if kind == "int":
                return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        self._problem(node, path, say("a text that starts with ! needs quotes around it ({tag})", tag=node.tag))
        return None

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _problem(self, node: yaml.Node, path: KeyPath, message: Said) -> None:
        self.problems.append(Problem(self.file, self._line(node), key_path(path), message))


def key_path(path: KeyPath) -> str:
    """("worksheet", 0, "kind") → "worksheet[0].kind"."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out
