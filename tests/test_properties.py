"""Front matter that nobody thought of: the examples of every kind, with texts, numbers and lists thrown about.

Each gives a sheet with every word on it, or problems with a line; never a traceback.
"""

import copy
from typing import Any

import pytest
import typst
from hypothesis import HealthCheck, given, settings, strategies as st

from microsite.content.checks import glyphs
from microsite.content.checks.glyphs import check_page
from microsite.content.site import Site
from microsite.documents import pdf, press, recipe, sheet
from microsite.source.problems import Problem
from pdf_fixtures import made_up, squeezed, words_of
from test_fields import NAMES, _drawn_texts, example

NASTY = st.sampled_from(
    [
        "#panic()",
        "$x$",
        "<b>vet</b>",
        "*a* _b_",
        "`",
        "\\",
        "[x](y)",
        "@naam",
        "&lt;",
        '"',
        "'",
        "%",
        "{n}",
        "~",
        "//",
        "🧘",
    ]
)
WORDS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Zs", "Cf"]), min_size=1, max_size=18)
TEXTS = st.lists(st.one_of(WORDS, NASTY), min_size=1, max_size=14).map(" ".join)
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 400), TEXTS, st.just([]), st.just({}), st.just("x" * 5000)
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every value in the front matter stands."""
    found = [path] if path else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [p for key, each in inner for p in paths(each, (*path, key))]


@st.composite
def thrown_about(draw: Any, kind: str) -> list[dict[str, Any]]:
    """The example of a kind with a few values changed, lists made longer, or keys gone."""
    fields = copy.deepcopy(example(kind, "nl"))
    for _ in range(draw(st.integers(1, 4))):
        if not paths(fields):
            return fields
        path = draw(st.sampled_from(paths(fields)))
        place = fields
        for step in path[:-1]:
            place = place[step]
        old = place[path[-1]]
        change = draw(st.sampled_from(["alike", "alike", "anything", "gone", "longer"]))
        if change == "gone":
            del place[path[-1]]
        elif change == "longer" and isinstance(old, list) and old:
            place[path[-1]] = old * draw(st.integers(2, 12))
        elif change == "anything":
            place[path[-1]] = draw(ANYTHING)
        else:
            place[path[-1]] = _alike(draw, old, path[-1])
    return fields


def _alike(draw: Any, old: Any, key: Any) -> Any:
    if isinstance(old, bool):
        return not old
    if isinstance(old, int):
        return draw(st.integers(0, 14))
    return draw(TEXTS) if isinstance(old, str) and key not in ("id", "kind", "mode", "unit", "mark") else old


@pytest.mark.parametrize("kind", NAMES)
def test_whatever_is_thrown_at_a_kind(kind: str, sheets_site: Site, typst_compiler: typst.Compiler) -> None:
    met = {"sheets": 0, "problems": 0}

    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(thrown_about(kind))
    def throw(fields: list[dict[str, Any]]) -> None:
        page = made_up(fields)
        problems = page if isinstance(page, list) else [*check_page(page)]
        if problems or isinstance(page, list):
            assert problems
            assert all(isinstance(each, Problem) and each.line >= 1 and each.message for each in problems)
            met["problems"] += 1
            return
        known = {page_id for page_id, _ in sheets_site.catalogue.pages}
        if not known.issuperset(exit_id for field in page.fields for exit_id in field.exits()):
            return  # the catalogue says so
        try:
            data = pdf.render(recipe.sheet_drawing(page, sheets_site, "a4"), typst_compiler)
        except pdf.Overflow as overflow:
            order = press.Order("pdf/made-up.nl.pdf", lambda: recipe.sheet_drawing(page, sheets_site, "a4"), page)
            met["problems"] += press.too_long(order, overflow).line > 1
            return
        printed, around = words_of(data), sheet.sheet_of(page, sheets_site)
        for field in page.fields:
            texts = [field.label, field.hint or "", *_drawn_texts(field.parts(around))]
            lost = [w for text in texts for w in text.split() if squeezed(w) not in printed]
            assert not lost, f"{field.id}: {lost}"
        met["sheets"] += 1

    throw()
    print(f"{kind}: {met['sheets']} sheets, {met['problems']} refused")
    assert met["sheets"] > 1
    assert glyphs.covered()
