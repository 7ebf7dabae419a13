"""What anyone can count or look up, held against the code: a month, a box, a ring, a column, an address once given."""

import datetime
from typing import Any

import pytest

from microsite.content.site import Site
from microsite.documents import sheet
from microsite.fields.base import inputs
from microsite.links import lock
from microsite.newsletter import block, item, mail
from pdf_fixtures import made_up, well_made
from site_languages import LANGUAGES

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
PEOPLE = {"id": "who", "kind": "people", "label": "Wie", "count": 3, "roles": ["A", "B", "C"]}


def places(site: Site, *fields: dict[str, Any]) -> list[str]:
    """The names of all places to fill in of the last of these fields."""
    page = well_made(list(fields))
    around = sheet.sheet_of(page, site)
    return [each.name for each in inputs(page.fields[-1].parts(around))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_date_is_the_day_of_the_calendar(lang: str, sheets_site: Site) -> None:
    for number, month in enumerate(MONTHS[lang].split(), 1):
        assert sheets_site.date(datetime.date(2026, number, 9), lang) == f"9 {month} 2026"


@pytest.mark.parametrize("unit", ["day", "week", "sitting"])
@pytest.mark.parametrize("count", [2, 6, 7, 8, 12, 13, 59, 60])
def test_a_tracker_has_a_box_for_each_thing_each_time(unit: str, count: int, sheets_site: Site) -> None:
    field = {"id": "t", "kind": "tracker", "label": "Dagen", "unit": unit, "count": count, "things": ["een", "twee"]}
    assert sorted(places(sheets_site, field)) == sorted(
        f"t.{thing}.{n}" for thing in (0, 1) for n in range(1, count + 1)
    )
    blocks = well_made([field]).fields[0].parts(sheet.sheet_of(well_made([field]), sheets_site))["blocks"]
    rows = {"day": 7, "week": 12, "sitting": 6}[unit]
    assert [n for one in blocks for n in one["numbers"]] == list(range(1, count + 1))
    assert all(len(one["numbers"]) == rows for one in blocks[:-1])


@pytest.mark.parametrize(("unit", "count", "rounds"), [("day", 8, 2), ("day", 7, 1), ("week", 7, 3), ("sitting", 6, 2)])
def test_a_tracker_looks_back_once_a_week_or_every_third_time(
    unit: str, count: int, rounds: int, sheets_site: Site
) -> None:
    look = {"label": "Terug", "columns": [{"label": "Hoe was het?"}]}
    field = {
        "id": "t", "kind": "tracker", "label": "Dagen", "unit": unit, "count": count, "things": ["een"],
        "look_back": look,
    }  # fmt: skip
    assert [name for name in places(sheets_site, field) if "look" in name] == [f"t.look.{i}.0" for i in range(rounds)]


@pytest.mark.parametrize("names", range(1, 9))
@pytest.mark.parametrize("rings", range(2, 6))
def test_circles_have_the_names_of_every_ring(rings: int, names: int, sheets_site: Site) -> None:
    labels = [{"label": f"Ring {r}"} for r in range(rings)]
    field = {"id": "c", "kind": "circles", "label": "Kringen", "rings": labels, "names": names}
    assert places(sheets_site, field) == [f"c.{r}.{i}" for r in range(rings) for i in range(names)]
    drawn = well_made([field]).fields[0].parts(sheet.sheet_of(well_made([field]), sheets_site))["screen"]["rings"]
    assert [len(ring["spots"]) for ring in drawn] == [names] * rings
    radii = [ring["radius"] for ring in drawn]
    assert radii == sorted(set(radii))
    assert radii[-1] <= 200, "the outer ring stays on its square"
    for inner, ring in zip([0, *radii], drawn, strict=False):
        far = [((x - 200) ** 2 + (y - 200) ** 2) ** 0.5 for x, y in ring["spots"]]
        assert all(inner <= each <= ring["radius"] for each in far), (inner, far)


@pytest.mark.parametrize("names", range(1, 9))
def test_a_map_has_three_to_six_people(names: int, sheets_site: Site) -> None:
    field = {"id": "c", "kind": "circles", "label": "Kaart", "mode": "map", "names": names}
    if 3 <= names <= 6:
        assert places(sheets_site, field) == [f"c.{i}" for i in range(names)]
    else:
        assert isinstance(made_up([field]), list)


@pytest.mark.parametrize("columns", range(1, 9))
@pytest.mark.parametrize("people", range(2, 5))
def test_a_table_holds_eight_columns_of_all_people_together(columns: int, people: int, sheets_site: Site) -> None:
    heads = [{"label": f"Kolom {i}", "per_person": i == 0} for i in range(columns)]
    who = PEOPLE | {"count": people, "roles": ["A", "B", "C", "D"][:people]}
    table = {"id": "t", "kind": "table", "label": "Samen", "rows": 2, "columns": heads}
    together = columns - 1 + people
    found = made_up([who, table])
    if together > 8:
        assert isinstance(found, list)
        assert any(f"{together} columns with {people} people; at most 8 fit" in each.message for each in found)
    else:
        assert len(places(sheets_site, who, table)) == 2 * together


def test_what_stands_in_the_lock_is_never_written_over() -> None:
    """A word that was printed for one thing stays that thing's, whatever the texts say now."""
    empty: dict[str, dict[str, str]] = {name: {} for name in lock.CLASSES}
    old, now = empty | {"words": {"w/rust/": "pause nl"}}, empty | {"words": {"w/rust/": "help nl", "w/new/": "x nl"}}
    assert lock.with_new(old, now)["words"] == {"w/rust/": "pause nl", "w/new/": "x nl"}
    assert lock.count_new(old, now) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_numbered_sheet_goes_by_its_number_in_every_mail(lang: str, sheets_site: Site) -> None:
    number = {"nl": "Werkblad 12", "en": "Worksheet 12"}[lang]
    (one,) = [each for each in item.items(sheets_site, lang) if each.page.neutral]
    assert one.title == number
    real = [sheet.title for sheet in sheets_site.catalogue.worksheets(lang) if sheet.neutral]
    for told in (block.html(one, sheets_site), block.text(one, sheets_site), *mail.fixed_lines(sheets_site, lang)):
        assert all(title.lower() not in told.lower() for title in real)
    assert number in block.html(one, sheets_site)
    assert number in block.text(one, sheets_site)
