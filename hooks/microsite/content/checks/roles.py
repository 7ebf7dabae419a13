"""What site.yml says, held against the pages: every part played, and every term with its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from microsite.content.catalogue import Catalogue
from microsite.content.checks import colours
from microsite.content.checks.references import at
from microsite.content.definition import FILE
from microsite.content.definition.taxonomies import PLACE
from microsite.content.notation import BLOCK, LINK, place_of
from microsite.content.page import KeyPage, Page, StylePage, WorksheetPage
from microsite.source.front_matter import FrontMatter, KeyPath, key_path
from microsite.source.problems import Problem, Said, did_you_mean, say


def check(catalogue: Catalogue, site: FrontMatter) -> list[Problem]:
    """Every mistake; `site` is the text of site.yml with its lines."""
    found = [
        Problem(f"{catalogue.data.folder}/{FILE}", site.line(keys), key_path(keys), said)
        for find in IN_THE_FILE
        for keys, said in find(catalogue)
    ]
    return [*found, *(problem for find in IN_PAGES for problem in find(catalogue))]


Found = Iterator[tuple[KeyPath, Said]]


def _roles(catalogue: Catalogue) -> Found:
    """A part that no page plays."""
    first = catalogue.definition.first
    ids = {page_id for page_id, lang in catalogue.pages if lang == first}
    for keys, page_id in catalogue.definition.roles.named():
        if page_id not in ids:
            yield (
                ("roles", *keys),
                say("no page has the id '{page_id}'{hint}", page_id=page_id, hint=did_you_mean(page_id, ids)),
            )


def _crisis(catalogue: Catalogue) -> Found:
    """The lines at the foot are help lines with a number, and the sentence names each."""
    crisis = catalogue.definition.crisis
    if crisis is None:
        return
    known = {line.id for line in catalogue.data.help_lines.values() if line.phone}
    for lang, lines in crisis.lines.items():
        for i, line in enumerate(lines):
            if line not in known:
                hint = did_you_mean(line, known)
                told = say("no help line with a number has the id '{line}'{hint}", line=line, hint=hint)
                yield ("crisis", "lines", lang, i), told
    for lang, says in crisis.says.items():
        named = set(map(place_of, crisis.lines[lang]))
        if (places := set(PLACE.findall(says))) != named:
            wrong = ", ".join(f"{{{place}}}" for place in sorted(places ^ named))
            yield (
                ("crisis", "says", lang),
                say("the sentence and 'lines' do not name the same help lines: {wrong}", wrong=wrong),
            )


def _terms(catalogue: Catalogue) -> Found:
    """A step or a trait without its page."""
    definition, first = catalogue.definition, catalogue.definition.first
    topics, traits = definition.taxonomies.topics, definition.taxonomies.traits
    numbers = {page.key.number for page in catalogue.of_type(KeyPage, first)}
    for i, topic in enumerate(topics.terms):
        if topic.number not in numbers:
            said = say(
                "no page in '{first}' has '{key}: number: {number}'; write it, or take the term out",
                first=first,
                key=topics.key,
                number=topic.number,
            )
            yield ("taxonomies", "topics", "terms", i, "number"), said
    names = {page.style.name for page in catalogue.of_type(StylePage, first)}
    for i, trait in enumerate(traits.terms if traits else ()):
        if traits and trait.id not in names:
            said = say(
                "no page in '{first}' has '{key}: name: {id}'; write it, or take the term out",
                first=first,
                key=traits.key,
                id=trait.id,
            )
            yield ("taxonomies", "traits", "terms", i, "id"), said
        if trait.picture and trait.picture not in catalogue.pictures:
            said = say(
                "unknown picture '{picture}'{hint}",
                picture=trait.picture,
                hint=did_you_mean(trait.picture, catalogue.pictures),
            )
            yield ("taxonomies", "traits", "terms", i, "picture"), said


IN_THE_FILE: tuple[Callable[[Catalogue], Found], ...] = (_roles, _crisis, _terms, colours.check)


def _outside(catalogue: Catalogue) -> Iterator[Problem]:
    """A page of a step or a trait that site.yml does not have, and an exercise that names one."""
    definition = catalogue.definition
    numbers, traits = definition.topics, tuple(definition.traits)
    topic = definition.taxonomies.topics.key
    trait = definition.taxonomies.traits.key if definition.taxonomies.traits else ""
    for page in catalogue.pages.values():
        if page.key_number is not None and page.key_number not in numbers:
            keys = (topic, "number") if isinstance(page, KeyPage) else ("exercise", topic)
            said = say(
                "{key_number} is out of range: it must be at least 1 and at most {n}",
                key_number=page.key_number,
                n=len(numbers),
            )
            yield Problem(*at(page, *keys), say("{said}, as {file} counts", said=said, file=FILE))
        named: list[tuple[KeyPath, str]] = [((trait, "name"), page.style.name)] if isinstance(page, StylePage) else []
        if isinstance(page, WorksheetPage):
            named += [(("exercise", "fits", i), name) for i, name in enumerate(page.exercise.fits)]
        for path, name in named:
            if name not in traits:
                yield Problem(
                    *at(page, *path), say("unknown '{name}'{hint}", name=name, hint=did_you_mean(name, traits))
                )


def _unplayed(catalogue: Catalogue) -> Iterator[Problem]:
    """What a page asks for and no page gives, since nothing plays that part."""
    roles = catalogue.definition.roles
    for page in catalogue.pages.values():
        for role, keys, what in _asked(page):
            if getattr(roles, role) is None:
                line = keys if isinstance(keys, int) else page.read.line(keys)
                path = "" if isinstance(keys, int) else key_path(keys)
                said = say(
                    "{what} needs a page for it: name one in {file}, under 'roles: {role}:'",
                    what=what,
                    file=FILE,
                    role=role,
                )
                yield Problem(page.file, line, path, said)
    if catalogue.data.routes and roles.start is None:
        said = say("routes need a page for them: {file}, under 'roles: start:'", file=FILE)
        yield Problem(*catalogue.data.at("routes.yml", ()), said)


_LINKS = {"fact": "sources", "term": "glossary"}
_BLOCKS = {"evidence-table": "sources"}


def _asked(page: Page) -> Iterator[tuple[str, KeyPath | int, Said]]:
    """(role, where, what asks for it)."""
    if isinstance(page, WorksheetPage):
        if page.exercise.gate != "none":
            yield "safety", ("exercise", "gate"), say("a gate")
        for i, line in enumerate(page.exercise.evidence):
            if line.fact:
                yield "sources", ("exercise", "evidence", i, "fact"), say("a fact")
    for number, line_text in page.numbered_lines():
        for scheme, _ in LINK.findall(line_text):
            if scheme in _LINKS:
                yield _LINKS[scheme], number, say("a link '{scheme}:'", scheme=scheme)
        if (block := BLOCK.match(line_text)) and block[1] in _BLOCKS:
            yield _BLOCKS[block[1]], number, say("the block '{name}'", name=block[1])


IN_PAGES: tuple[Callable[[Catalogue], Iterator[Problem]], ...] = (_outside, _unplayed)
