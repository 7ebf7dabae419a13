"""The drawings of docs/_data/pictures: lean inline SVG that takes every colour from the page, and the words each needs.

Beside them are the glyphs (`glyphs/*.svg` here): a small drawing without words for each worksheet, that any site may
choose from. A picture that extends scene.jinja has people in it: the scene of a step. Page, list, paper, social card
and mail all draw from these files.

A template holds shapes only. Its colours are `currentColor` and the classes the page's style sheet
gives a colour: `i-k` sets `color` (the key's, else the accent), `i-w` (warm) and `i-c` (card) set
`fill`; `i-t` is text. A dot in the line's colour is you, an open dot is someone else: shape and
words carry the meaning, so that no drawing needs its colours to be read.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated
from xml.etree import ElementTree

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import AfterValidator, WithJsonSchema

from microsite.source import files
from microsite.source.front_matter import FrontMatter
from microsite.source.problems import Problem, did_you_mean, say
from microsite.source.text import LONGEST, unprintable

_ROOM = Path(__file__).parent
_GLYPHS = _ROOM / "glyphs"
_TEMPLATES = ImmutableSandboxedEnvironment(
    loader=jinja2.FileSystemLoader(_ROOM),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

GLYPHS: frozenset[str] = frozenset(path.stem for path in _GLYPHS.glob("*.svg"))
"""Every glyph there is."""


def read(folder: Path, shown: str = "pictures") -> tuple[dict[str, str], list[Problem]]:
    """Every drawing of a site by its name, the templates in this folder; and what is wrong with those left out."""
    drawings: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.svg")):
        file = f"{shown}/{path.name}"
        text = files.name_problem(path.stem, file) or files.read(path, file)
        found = [text] if isinstance(text, Problem) else list(_template_problems(text, file))
        problems += found
        if not found:
            drawings[path.stem] = str(text)
    return drawings, problems


_PARTS = (
    nodes.Template, nodes.Extends, nodes.FromImport, nodes.Block, nodes.Assign, nodes.Output, nodes.TemplateData,
    nodes.For, nodes.List, nodes.Tuple, nodes.Call, nodes.Name, nodes.Getattr, nodes.Const,
    nodes.Add, nodes.Sub, nodes.Mul,
)  # fmt: skip
"""What a drawing may hold of Jinja: it draws, so it need not be a programme."""
_GREATEST = 10_000
_LOOPS = 2


def _template_problems(text: str, file: str) -> Iterator[Problem]:
    """Why a drawing is not filled in: it could run anything, or never end."""
    try:
        template = _TEMPLATES.parse(text)
    except (jinja2.TemplateSyntaxError, RecursionError) as error:
        line, why = getattr(error, "lineno", 1), getattr(error, "message", str(error))
        yield Problem(file, line, "", say("Jinja cannot read this ({why})", why=why))
        return
    for part in template.find_all(nodes.Node):
        if not isinstance(part, (*_PARTS, nodes.Keyword)) or not _plain(part):
            said = say("a drawing holds shapes, words, numbers and our macros, and no more; draw this out")
            yield Problem(file, part.lineno, "", said)
            return
    loops = [part for part in template.find_all(nodes.For) if len(list(part.find_all(nodes.For))) >= _LOOPS]
    if loops:
        yield Problem(file, loops[0].lineno, "", say("loops in each other; at most {most}", most=_LOOPS))


def _plain(part: nodes.Node) -> bool:
    """Whether a part of a template does nothing but draw: no inside of Python, no endless text or number."""
    if isinstance(part, nodes.Getattr):
        return isinstance(part.node, nodes.Name) and part.node.name in ("words", "loop")
    if isinstance(part, nodes.Call):
        return isinstance(part.node, nodes.Name) and not (part.dyn_args or part.dyn_kwargs)
    if isinstance(part, nodes.For):
        return isinstance(part.iter, nodes.List | nodes.Tuple)
    if isinstance(part, nodes.Mul):
        return not list(part.find_all(nodes.Mul))
    if isinstance(part, nodes.Const):
        return not isinstance(part.value, int | float) or abs(part.value) <= _GREATEST
    return True


TAGS = frozenset("svg title desc g path circle ellipse rect line polyline polygon text tspan".split())
ATTRIBUTES = frozenset(
    "viewBox role aria-labelledby id class d x y cx cy r rx ry x1 y1 x2 y2 dx dy points width height transform opacity "
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray "
    "text-anchor font-size font-weight".split()
)
"""What a drawing is made of; it loads nothing, runs nothing, links to nothing."""
_VALUE = re.compile(r"[\w\s.,#%()+-]*")


def problem(name: str, drawing: str, words: object, shown: str) -> Problem | None:
    """What is wrong with a picture once these words stand in it."""
    if not isinstance(words, dict) or not all(map(_is_text, words.values())):
        said = say("the words of a picture are texts: its title, its alt, and the labels in it")
        return Problem(shown, 1, name, said)
    try:
        drawn = svg(name, drawing, words)
        found = re.search(r"<[!?].{0,20}", drawn)
        wrong = found[0] if found else _foreign(ElementTree.fromstring(drawn))  # noqa: S314 (what harms begins with <!)
    except (jinja2.TemplateError, TypeError, ElementTree.ParseError) as error:
        wrong = str(error)
    said = say(
        "this picture cannot be drawn, because of '{wrong}'; mend {name}.svg, or its words", wrong=wrong, name=name
    )
    return Problem(shown, 1, name, said) if wrong else None


def _is_text(word: object) -> bool:
    return isinstance(word, str) and len(word) <= LONGEST and not unprintable(word, may="\n")


def _foreign(root: ElementTree.Element) -> str:
    """The first tag, attribute or value that is no part of a drawing."""
    for element in root.iter():
        if element.tag not in TAGS:
            return f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES or not _VALUE.fullmatch(value):
                return f'{name}="{value[:40]}"'
    return ""


def _known(name: str) -> str:
    if name not in GLYPHS:
        raise ValueError(say("no glyph is called '{name}'", name=name) + did_you_mean(name, GLYPHS))
    return name


Glyph = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": sorted(GLYPHS)})]
"""The name of a glyph in front matter."""


def svg(name: str, drawing: str, words: Mapping[str, str]) -> str:
    """The picture `name` as an <svg> element, safe to put in a page as it is.

    `drawing` is its template; `words` holds its `title`, its `alt` and the labels in it; a line break
    in a label is a line break in the drawing. Raises jinja2.UndefinedError for a missing word.
    """
    return _template(drawing).render(name=name, words=words).strip()


@functools.lru_cache(maxsize=256)
def _template(drawing: str) -> jinja2.Template:
    return _TEMPLATES.from_string(drawing)


def glyph(name: str) -> str:
    """The glyph `name` as an <svg> element that says nothing: what stands beside it has the words."""
    drawn = (_GLYPHS / f"{name}.svg").read_text("utf-8")
    return drawn.replace("<svg ", '<svg class="glyph" aria-hidden="true" ', 1).replace("\n", "")


def on_page(name: str) -> Markup:
    """The glyph `name` for a page: how its lines are drawn stands in the style, once for all of them."""
    opening, closed, rest = glyph(name).partition(">")
    bare = re.sub(r' (xmlns|fill|stroke[\w-]*)="[^"]*"', "", opening)
    return Markup(bare + closed + rest)  # noqa: S704 (our own drawing)


def silent(drawing: str) -> str:
    """A picture without its words: what stands beside it says enough."""
    bare = re.sub(r"<(title|desc)\b.*?</\1>\s*", "", drawing, flags=re.DOTALL)
    return re.sub(r' (role|aria-\w+)="[^"]*"', "", bare).replace("<svg ", '<svg aria-hidden="true" ', 1)


def coloured(drawing: str, colours: Mapping[str, str], line: str) -> str:
    """A picture or glyph as a file of its own, in these `colours`; `line` is the name of that of its lines."""
    fills = {"i-w": colours["warm"], "i-c": colours["card"]}
    filled = re.sub(r'class="(i-[wc])"', lambda found: f'fill="{fills[found[1]]}"', drawing)
    plain = re.sub(r' (class|role|aria-\w+)="[^"]*"', "", filled).replace("currentColor", colours[line])
    return plain if "xmlns=" in plain else plain.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def read_words(folder: Path, lang: str, shown: str) -> FrontMatter:
    """For each picture the words it needs in `lang`, from `words.<lang>.yml`, with their lines."""
    name = f"words.{lang}.yml"
    return files.read_words(folder / name, f"{shown}/{name}")
