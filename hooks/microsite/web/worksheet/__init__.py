"""An exercise page → the HTML of its worksheet: goal, gate, downloads, steps, form, evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from microsite.content import help as helps
from microsite.content.page import Page, WorksheetPage
from microsite.content.site import Site
from microsite.content.strings import counted
from microsite.documents import press, thumbnail
from microsite.documents.sheet import settings, sheet_of, time_needed
from microsite.place import pictures
from microsite.place.addresses import PAPERS
from microsite.place.templates import render
from microsite.web import markdown, take

About = Callable[[str], press.About]
"""For a path of a PDF below the site's root: its pages and its bytes."""


def worksheet_html(page: WorksheetPage, site: Site, body: str, about: About) -> Markup:
    """The whole content of an exercise page; `body` is its Markdown as HTML, which comes after the form."""
    exercise, words = page.exercise, site.words(page.lang)
    there = {p: site.relative(site.catalogue.page(p, page.lang).url, page) for p in _exits(page)}
    safety = site.catalogue.role("safety", page.lang)
    return render(
        "web/worksheet/worksheet.html",
        exercise=exercise,
        words=words,
        time=time_needed(exercise, words),
        settings=settings(exercise, words),
        fits=_fits(site.traits_of(exercise), words),
        gate=None if exercise.gate == "none" else words["gates"][exercise.gate],
        initials=page.print.initials,
        gate_url=site.relative(safety.url, page) if safety else "",
        asks=not page.neutral,
        id=page.id,
        first=_first(page),
        message=json.dumps(page.front.message, ensure_ascii=False) if page.front.message else "",
        takes=take.offer(page, site),
        example=_example(page, site),
        files=_files(page, site, about),
        fields=[field_html(field, page, site, there) for field in page.fields],
        evidence=[_evidence(line, page, site) for line in exercise.evidence],
        body=Markup(body),  # noqa: S704 (made by Markdown from the page itself)
        printed=site.printed(site.word_path(page)),
        licence=site.catalogue.data.settings.licence.name,
        calls=helps.numbers(site, page.lang) if exercise.gate != "none" else "",
    )


def _example(page: WorksheetPage, site: Site) -> dict[str, str] | None:
    """The filled-in example and its picture; None for a sheet without."""
    if not page.front.example:
        return None
    pictures_of = {kind: site.relative(thumbnail.example_path(page, site, kind), page) for kind in ("avif", "jpg")}
    return {"url": site.relative(site.example_path(page), page), **pictures_of}


def _first(page: WorksheetPage) -> int:
    """The part a phone begins with: what calms comes before all else where one has to mind one's body."""
    calming = (n for n, field in enumerate(page.fields) if field.calms())
    return next(calming, 0) if page.exercise.gate == "body" else 0


def _exits(page: WorksheetPage) -> set[str]:
    return {e for field in page.fields for e in field.exits()}


def _fits(traits: tuple[str, ...], words: Any) -> str:
    """For whom it is; empty on a site without traits."""
    if len(traits) == len(words["traits"]):
        return str(words["fits_all"]) if traits else ""
    names = [words["traits"][trait] for trait in traits]
    joined = f" {words['and']} ".join(filter(None, [words["comma"].join(names[:-1]), names[-1]]))
    return str(words["fits_some"].format(traits=joined))


def _files(page: Page, site: Site, about: About) -> list[dict[str, Any]]:
    words = site.words(page.lang)
    listed: list[tuple[Page, str, str, str | None]] = [(page, p, words["papers"][p], None) for p in PAPERS]
    for there in site.translations(page):
        called = site.language(there).called_in(page.lang)
        title = words["read_in_language"].format(language=called, title=site.shown_title(there))
        listed.append((there, PAPERS[0], title, there.lang))
    files = []
    for there, paper, title, lang in listed:
        path = site.pdf_path(there, paper)
        found = about(path)
        pages, size = found.pages, found.bytes
        text = counted(words["pages"], pages)
        files.append(
            {
                "url": site.relative(path, page),
                "title": title,
                "lang": lang,
                "about": words["comma"].join(["PDF", text, f"{-(-size // 1000)} KB"]),
            }
        )
    return files


def field_html(field: Any, page: WorksheetPage, site: Site, links: Mapping[str, str]) -> dict[str, Any]:
    """One field as the form holds it; `links` gives the address of every exit."""
    around = sheet_of(page, site)
    shape = getattr(field, "shape", None)
    html = render(
        f"fields/{field.kind}/{shape or field.kind}.html",
        field=field,
        parts=field.parts(around),
        words=around.words,
        links=links,
        glyph=pictures.on_page,
    )
    return {
        "id": field.id,
        "kind": field.kind,
        "shape": shape,
        "own": field.own_pages(),
        "lies": field.lies(),
        "label": field.label,
        "hint": field.hint,
        "calms": field.calms(),
        "html": html,
    }


def _evidence(line: Any, page: Page, site: Site) -> dict[str, Any]:
    words = site.words(page.lang)
    return {
        "says": line.says,
        "grade": site.grade(line.fact, page.lang),
        "url": site.evidence(line.fact, page) if line.fact else None,
        "source": words["source_of"].format(id=line.fact) if line.fact else "",
    }


def page_content(page: Page, site: Site, body: str, pdfs: Mapping[str, Path]) -> str:
    """The content of any page: its text, with the worksheet around it when it is an exercise.

    `pdfs` gives for every PDF path below the site's root the finished file. The page for what is not
    found has all languages, its own first.
    """
    if isinstance(page, WorksheetPage):
        return worksheet_html(page, site, body, lambda path: press.about(pdfs[path]))
    if page.id == site.definition.roles.missing:
        others = (_other_language(there, page, site) for there in site.translations(page))
        return f"{body}{Markup().join(others)}"
    return body


def _other_language(there: Page, page: Page, site: Site) -> Markup:
    """The text of a page below that of its translation."""
    language = site.language(there)
    turned = f' dir="{language.direction}"' if language.direction != site.language(page).direction else ""
    text = markdown.convert(there, site, f"{there.lang}-")
    shown = f'<div lang="{language.tag}"{turned}><h2>{escape(there.title)}</h2>{text}</div>'
    return Markup(shown)  # noqa: S704 (made by the core)
