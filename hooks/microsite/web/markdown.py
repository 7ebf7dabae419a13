"""Markdown of a page → HTML: links by id, facts with how sure they are, help lines from the data, made blocks."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import markdown
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from microsite.content.notation import BLOCKS
from microsite.content.page import Page
from microsite.content.site import Site
from microsite.source.text import no_break_spaces
from microsite.web import blocks, proof

NAME = "microsite.web.markdown"
"""How the host's settings name this extension."""


LAST = -10
"""After MkDocs' own look at links (0), which would take our finished relative addresses for source files."""

EXTENSIONS = ("attr_list", "tables", "def_list", "sane_lists", "toc", NAME)
SETTINGS = {"tables": {"use_align_attribute": True}}
"""An align attribute, since the CSP allows no style attribute."""


@dataclass(frozen=True)
class Context:
    """The page that is being written, and the site it stands in."""

    page: Page
    site: Site


def convert(page: Page, site: Site, prefix: str = "") -> Markup:
    """The text of a page as HTML, without a host; `prefix` is for its anchors where they stand on the page already."""
    settings = SETTINGS | {NAME: {"context": Context(page, site)}}
    made = markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=settings)
    made.treeprocessors.register(_Anchors(prefix), "anchors", priority=-10)  # after attr_list and toc gave them
    return Markup(made.convert(page.body))  # noqa: S704 (made by Markdown from the authors' pages)


class _Anchors(Treeprocessor):
    """Gives every anchor a prefix."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if "id" in element.attrib:
                element.set("id", self.prefix + element.attrib["id"])


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 (the name Markdown asks for)
    """For a host that names extensions by module."""
    return Prose(**settings)


class Prose(Extension):
    """Links, facts, help lines and blocks of this site. `context` must be set when a page is written."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"context": [(), "the page that is being written"]}  # None would make Markdown read a bool
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register blocks first, then what looks at the finished tree."""
        _Blocks().extendMarkdown(md)
        md.treeprocessors.register(_Resolve(md, lambda: self.getConfig("context")), NAME, LAST)


class _Blocks(BlocksExtension):  # type: ignore[misc]
    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        block_mgr.register(_Note, {})
        for name in sorted(BLOCKS - {"note"}):
            block_mgr.register(type(f"_{name}", (_Made,), {"NAME": name}), {})


class _Note(Block):  # type: ignore[misc]
    NAME = "note"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        note = etree.SubElement(parent, "aside", {"class": "note"})
        if self.argument:
            etree.SubElement(note, "p", {"class": "note-title"}).text = self.argument
        return note


class _Made(Block):  # type: ignore[misc]
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"data-made": self.NAME, "data-argument": self.argument or ""})


class _Resolve(Treeprocessor):
    """Fills in made blocks and turns page:, fact:, term: and help: links into what they mean."""

    def __init__(self, md: Markdown, context: Callable[[], Context | None]) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: etree.Element) -> None:
        context = self.context()
        if not context:
            return
        self._lead(root)
        for element in list(root.iter()):
            if "data-made" in element.attrib:
                self._fill(element, context)
            elif element.tag == "a":
                scheme, _, target = element.get("href", "").partition(":")
                if scheme in _LINKS:
                    _LINKS[scheme](element, target, context)
        proof.set_marks(root, context.page, context.site)
        wording = context.site.catalogue.wording
        for element in root.iter():
            element.text = element.text and no_break_spaces(element.text, wording)
            element.tail = element.tail and no_break_spaces(element.tail, wording)

    def _lead(self, root: etree.Element) -> None:
        first = next(iter(root), None)
        if first is not None and first.tag == "p":
            first.set("class", "lead")

    def _fill(self, element: etree.Element, context: Context) -> None:
        html = blocks.MADE[element.attrib.pop("data-made")](
            context.page, context.site, element.attrib.pop("data-argument")
        )
        element.tag, element.text = "p", self.md.htmlStash.store(str(html))


def _to_page(a: etree.Element, target: str, context: Context) -> None:
    page_id, _, anchor = target.partition("#")
    there = context.site.catalogue.page(page_id or context.page.id, context.page.lang)
    address = context.site.relative(there.url, context.page) if there is not context.page else ""
    a.set("href", address + (f"#{anchor}" if anchor else "") or "#")
    if there.lang != context.page.lang:  # a language that lags behind has no such page yet
        a.set("hreflang", context.site.language(there).tag)


def _to_fact(a: etree.Element, fact: str, context: Context) -> None:
    """The claim stays text; behind its paragraph stands how sure it is."""
    if not a.text and not len(a):
        a.text = context.site.catalogue.data.facts[fact].says[context.page.lang]
    proof.claim(a, fact)


def _to_term(a: etree.Element, term: str, context: Context) -> None:
    glossary = context.site.catalogue.needed("glossary", context.page.lang)
    entry = context.site.catalogue.data.glossary[term].means[context.page.lang]
    a.set("href", f"{context.site.relative(glossary.url, context.page)}#{term}")
    a.set("class", "term")
    a.text = a.text or entry.term


def _to_help(a: etree.Element, line: str, context: Context) -> None:
    row, lang = context.site.catalogue.data.help_lines[line], context.page.lang
    name = a.text or row.name[lang]
    if row.phone is None:
        a.set("href", row.web or "#")
        a.text = name
        return
    a.tag, a.text = "span", f"{name}: "
    del a.attrib["href"]
    number = etree.SubElement(a, "a", {"href": row.phone.href, "class": "tel"})
    number.text = row.phone.display.replace(" ", "\u00a0")
    if row.cost == "free":
        number.tail = f" ({context.site.words(lang)['free']})"


_LINKS: dict[str, Callable[[etree.Element, str, Context], None]] = {
    "page": _to_page,
    "fact": _to_fact,
    "term": _to_term,
    "help": _to_help,
}
