"""How sure a text is: one quiet mark behind a paragraph, that opens where it stands, by the browser itself."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from microsite.content.page import Page
from microsite.content.site import Site

CLAIM = "data-fact"
"""The attribute of a claim in a text, with the fact it rests on; gone when the marks are set."""
_BLOCKS = frozenset("p li dd dt td th h2 h3 h4 h5 h6 ul ol dl div blockquote table figure aside pre".split())


def claim(element: Element, fact: str) -> None:
    """Make a link to a fact a claim: plain text that the next mark vouches for."""
    element.tag, element.attrib = "span", {CLAIM: fact}


def set_marks(root: Element, page: Page, site: Site) -> None:
    """Behind every paragraph that claims something, one mark for all of its claims."""
    for number, (block, claims) in enumerate(_claiming(root), 1):
        target = f"proof-{number}"
        told = [("".join(each.itertext()), each.attrib.pop(CLAIM)) for each in claims]
        _end(block, _mark([fact for _, fact in told], target, page, site), _more(told, target, page, site))


def _claiming(root: Element) -> Iterator[tuple[Element, list[Element]]]:
    for block in [each for each in root.iter() if each.tag in _BLOCKS]:
        claims = [each for each in _inline(block) if CLAIM in each.attrib]
        if claims:
            yield block, claims


def _inline(block: Element) -> Iterator[Element]:
    """What stands in a block and in no other block inside it."""
    for child in block:
        if child.tag not in _BLOCKS:
            yield child
            yield from _inline(child)


def _mark(facts: list[str], target: str, page: Page, site: Site) -> Element:
    """The button: how sure, and for who listens or prints from which source."""
    words = site.words(page.lang)
    grades = {site.grade(fact, page.lang) for fact in facts}
    button = Element("button", {"type": "button", "class": "evidence", "popovertarget": target})
    button.text = grades.pop() if len(grades) == 1 else words["grades_differ"]
    SubElement(button, "span", {"class": "vh"}).text = ", " + words["source_of"].format(
        id=words["comma"].join(dict.fromkeys(facts))
    )
    return button


def _more(told: list[tuple[str, str]], target: str, page: Page, site: Site) -> Element:
    """What it opens: for each claim how sure it is, and the way to its source. One alone needs not be told again."""
    more = Element("span", {"class": "proof", "id": target, "popover": ""})
    for said, fact in told:
        row = SubElement(more, "span")
        row.text = f"“{said}” " if len(told) > 1 else ""
        link = SubElement(row, "a", {"href": site.evidence(fact, page)})
        link.text = f"{site.grade(fact, page.lang)}, {site.words(page.lang)['source_of'].format(id=fact)}"
    return more


def _end(block: Element, *marks: Element) -> None:
    """Put the marks behind the words of a block, before any block inside it."""
    inside = next((n for n, child in enumerate(block) if child.tag in _BLOCKS), len(block))
    if inside:
        last = block[inside - 1]
        last.tail = (last.tail or "").rstrip() + " "
    else:
        block.text = (block.text or "").rstrip() + " "
    for place, mark in enumerate(marks, inside):
        block.insert(place, mark)
