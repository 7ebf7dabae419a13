"""An exercise page → the plain data of its sheet, as Typst draws it and the form names its fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from microsite.content import exercise as exercises, help as helps
from microsite.content.data.help_lines import EMERGENCY
from microsite.content.example import filled
from microsite.content.exercise import Exercise
from microsite.content.help import Call
from microsite.content.page import WorksheetPage
from microsite.content.palette import topic_colour
from microsite.content.site import Site
from microsite.documents.foot import foot
from microsite.draw import card
from microsite.fields.base import SCREEN_ONLY, Input, Parts, Sheet, inputs
from microsite.place import pictures, qr

EXAMPLE = "="
"""What the names of places begin with in an example: they are not filled in, a hand did that."""


def answers(page: WorksheetPage, site: Site, prefix: str = EXAMPLE) -> dict[str, str]:
    """What stands in each place of the example of a sheet, by its name."""
    found, _ = filled(page.front.example or {}, sheet_inputs(page, site))
    return {prefix + name: answer for name, answer in found.items()}


def as_example(page: WorksheetPage, site: Site) -> dict[str, str]:
    """What the sheet is called where it is an example."""
    words = site.words(page.lang)
    title = words["example_of"].format(title=site.shown_title(page))
    return {"title": title, "kicker": words["example_says"]}


def note(page: WorksheetPage, site: Site) -> dict[str, Any] | None:
    """The page for who brings the sheet to someone else; None for a sheet without."""
    if page.front.helper is None:
        return None
    labels = site.words(page.lang)["helper_note"]
    return {"labels": labels, **page.front.helper.model_dump()}


def sheet_of(page: WorksheetPage, site: Site) -> Sheet:
    """What the fields of this page must know of the sheet around them."""
    fields = page.fields
    exits = {target: site.shown_title(site.catalogue.page(target, page.lang)) for f in fields for target in f.exits()}
    calls = tuple((call.number, _named(call)) for call in helps.calls(site, page.lang))
    return exercises.sheet(fields, page.lang, site.words(page.lang), exits, calls)


def _named(call: Call) -> str:
    """What a card says beside a number: where another line is for the same, its countries, which are what one needs."""
    if not call.where:
        return call.name
    return f"{call.name} ({call.where})" if call.kind == EMERGENCY else call.where


def initials(page: WorksheetPage, site: Site) -> list[Input]:
    """The two short lines on top: who, and when."""
    if not page.print.initials:
        return []
    who, when = site.words(page.lang)["initials_date"]
    return [Input("initials", "text", who), Input("date", "text", when)]


def sheet_inputs(page: WorksheetPage, site: Site) -> list[Input]:
    """All form fields of the sheet, in reading order."""
    around = sheet_of(page, site)
    return initials(page, site) + [i for field in page.fields for i in inputs(field.parts(around))]


def sheet_data(page: WorksheetPage, site: Site, index: int = 0, prefix: str = "") -> dict[str, Any]:
    """The sheet as JSON for worksheet.typ, but for its code; `prefix` keeps field names apart in a set."""
    words, exercise = site.words(page.lang), page.exercise
    around = sheet_of(page, site)
    return {
        "index": index,
        "id": page.id,
        "title": site.shown_title(page),
        "key": exercise.key,
        "glyph": pictures.coloured(pictures.glyph(page.glyph), site.palette["light"], topic_colour(exercise.key)),
        "kicker": words["topic"]["sheet"].format(n=exercise.key),
        "meta": " · ".join(
            [time_needed(exercise, words), settings(exercise, words), _listed(exercise.materials, words)]
        ),
        "goal": exercise.goal,
        "about": site.shown_about(page),
        "bookmarked": not page.neutral,
        "gate": None if exercise.gate == "none" else {k: words["gates"][exercise.gate][k] for k in ("title", "paper")},
        "steps": exercise.steps,
        "care": exercise.care,
        "evidence": [
            {"says": e.says, "grade": site.grade(e.fact, page.lang), "fact": e.fact} for e in exercise.evidence
        ],
        "initials": plain(initials(page, site), prefix),
        "fields": [
            _field_data(field, around, prefix)
            | {"glyphs": _glyphs(field, page, site), "links": _links(field, page, site), "key": exercise.key}
            for field in page.fields
        ],
        **foot(page, site, gated=exercise.gate != "none"),
    }


def scenes(pages: Iterable[WorksheetPage], site: Site) -> dict[str, str]:
    """The scene of the step of each sheet, by its number; none for a numbered sheet, or where there is none."""
    return {str(page.exercise.key): "" if page.neutral else _scene(page, site) for page in pages}


def _scene(page: WorksheetPage, site: Site) -> str:
    def drawn() -> str:
        steps = (each for each in site.catalogue.keys(page.lang) if each.key.number == page.exercise.key)
        return next((card.scene(each, site) for each in steps), "")

    return site.once(("scene", page.lang, str(page.exercise.key)), drawn)


def coded(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the code of its address, if it has one: drawing a code takes longer than all the rest."""
    return {**data, "qr": qr.svg(data["url"])} if data["url"] else dict(data)


def _glyphs(field: Any, page: WorksheetPage, site: Site) -> dict[str, str]:
    """The small drawings on a field, in the colour of the sheet."""
    line = topic_colour(page.exercise.key)
    return {name: pictures.coloured(pictures.glyph(name), site.palette["light"], line) for name in field.glyphs()}


def _links(field: Any, page: WorksheetPage, site: Site) -> dict[str, str]:
    """Where each page is that a field leads to, to tap."""
    return {to: site.url + site.word_path(site.catalogue.page(to, page.lang)) for to in field.exits()}


def _field_data(field: Any, around: Sheet, prefix: str) -> dict[str, Any]:
    parts = field.parts(around)
    return {
        **field.model_dump(include=_scalars(field)),
        "hint": field.hint,
        "own_pages": {"large": field.own_pages_in_large(), "other": field.own_pages()},
        "splits": field.splits(),
        "longest": max(map(len, _texts(parts)), default=0),
        "small": not field.splits() and _is_small(parts),
        "parts": plain(parts, prefix),
    }


def _is_small(parts: Parts) -> bool:
    """Whether a field is surely lower than a page: at most 24 answers (12 mm each in large print) and 1,200 letters."""
    answers = {each.group or each.name for each in inputs(parts)}
    return len(answers) <= 24 and sum(map(len, _texts(parts))) <= 1200


def _texts(parts: Any) -> Iterator[str]:
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, dict | list | tuple):
        for inner in parts.values() if isinstance(parts, dict) else parts:
            yield from _texts(inner)


def _scalars(field: Any) -> set[str]:
    """The keys of a field that hold one value: what a template needs beside its parts."""
    return {name for name in type(field).model_fields if isinstance(getattr(field, name), str | int | bool)}


def plain(parts: Any, prefix: str = "") -> Any:
    """Parts as JSON data: Inputs as dicts with their name prefixed, what only the screen shows left out."""
    if isinstance(parts, Input):
        return {**vars(parts), "name": prefix + parts.name, "group": prefix + parts.group}
    if isinstance(parts, dict):
        return {key: plain(value, prefix) for key, value in parts.items() if key != SCREEN_ONLY}
    if isinstance(parts, list | tuple):
        return [plain(value, prefix) for value in parts]
    return parts


def prefixed(each: list[Input], prefix: str) -> Iterator[Input]:
    """The same Inputs with names of their own in a set."""
    for one in each:
        yield dataclasses.replace(one, name=prefix + one.name, group=prefix + one.group)


def time_needed(exercise: Exercise, words: Any) -> str:
    """“25 minuten”, or the author's own words for it."""
    if exercise.time:
        return exercise.time
    return str(words["one_minute"]) if exercise.minutes == 1 else str(words["n_minutes"].format(n=exercise.minutes))


def _listed(names: list[str], words: Any) -> str:
    return str(words["comma"]).join(names)


def settings(exercise: Exercise, words: Any) -> str:
    """“alleen, samen of met meer” as a plain list."""
    return _listed([words["settings"][setting] for setting in exercise.setting], words)
