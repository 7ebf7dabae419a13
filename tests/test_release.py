"""A release refuses what nobody has looked at; a draft does not."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import TESTS
from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.checks import release
from microsite.content.site import open_site
from microsite.web import layout
from site_fixtures import our_texts

TODAY = datetime.date(2026, 12, 1)
CHECKED = """\
- id: nl-112
  country: NL
  kind: emergency
  name: {nl: Alarmnummer, en: Emergency number}
  phone: {display: "112", href: "tel:112"}
  languages: [nl, en]
  print: true
  source: a test
  last_checked: 2026-11-22
  checked_by: AB
  method: phone
  review_days: 90
"""
FILLED = """\
licence: {name: CC BY-NC-SA 4.0, url: "https://creativecommons.org/licenses/by-nc-sa/4.0/"}
publisher: Relatietrip
newsletter: https://relatietrip.example/nieuwsbrief
therapy: https://relatietrip.example/therapie
training: https://relatietrip.example/training
report_error: mailto:fout@relatietrip.example
security_contact: mailto:veilig@relatietrip.example
"""
SEEN = """\
- id: weather-2026
  authors: Tester, T.
  year: "2026"
  title: A made-up reference
  journal: Journal of the tests
  doi: 10.1000/weather
  status: seen
  checked: {what: abstract, how: page-copy, when: 2026-11}
"""
READ = """\
- id: weather-reader
  who: {nl: Een weervrouw, en: A weather presenter}
  what: {nl: Of het weer klopt., en: Whether the weather is right.}
  pages: [weather]
  read_by: AB
  read_on: 2026-11-22
"""
LOOKED_UP = """\
- id: weather-rule
  pages: [weather]
  what: {nl: Een regel over het weer., en: A rule about the weather.}
  where: the institute of the weather
  source: a test
  last_checked: 2026-11-22
  checked_by: AB
  method: live-page
"""


def looked_at(folder: Path) -> Path:
    """The docs/ of the small good site, below this folder, after a person has looked at everything."""
    docs = shutil.copytree(TESTS / "good", folder / "docs")
    (docs / "_data/help-lines.yml").write_text(CHECKED, "utf-8")
    (docs / "_data/settings.yml").write_text(FILLED, "utf-8")
    (docs / "_data/sources.yml").write_text(SEEN, "utf-8")
    (docs / "_data/to-check.yml").write_text(LOOKED_UP, "utf-8")
    (docs / "_data/to-read.yml").write_text(READ, "utf-8")
    return docs


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    return looked_at(tmp_path)


def refused(docs: Path, today: datetime.date = TODAY) -> list[str]:
    return [str(problem) for problem in release.check(loader.load(docs).data, today)]


def test_all_looked_at(checked: Path) -> None:
    assert refused(checked) == []


def test_a_draft_names_everything_still_open() -> None:
    given = refused(TESTS / "good")
    assert len(given) == 9, given
    assert "good/_data/settings.yml:1: newsletter: this is empty; a release needs an address here" in given
    assert any("help-lines.yml:1: nl-112: nobody has opened its own page" in line for line in given)
    assert any("sources.yml:5: weather-2026: still to be checked" in line for line in given)
    assert any("to-check.yml:7: weather-rule: nobody has looked this up (the institute" in line for line in given)


def test_a_page_that_nobody_with_a_name_has_read(checked: Path) -> None:
    unread = READ.replace("read_by: AB\n  read_on: 2026-11-22", "read_by: null\n  read_on: null")
    (checked / "_data/to-read.yml").write_text(unread, "utf-8")
    (refusal,) = refused(checked)
    assert refusal.endswith("to-read.yml:5: weather-reader: A weather presenter has not read this yet; "
                            "when they have, fill in read_by and read_on")  # fmt: skip


@pytest.mark.parametrize(("days", "refusals"), [(0, 0), (180, 0), (181, 1)])
def test_a_help_line_grows_old(checked: Path, days: int, refusals: int) -> None:
    assert len(refused(checked, datetime.date(2026, 11, 22) + datetime.timedelta(days))) == refusals


@pytest.mark.parametrize("change", [("method: phone", "method: memory"), ("checked_by: AB", "checked_by: null")])
def test_a_help_line_from_memory(checked: Path, change: tuple[str, str]) -> None:
    (checked / "_data/help-lines.yml").write_text(CHECKED.replace(*change), "utf-8")
    assert len(refused(checked)) == 1


@pytest.mark.parametrize(
    "change",
    [
        ("  status: seen\n", "  status: partly\n  open: Check the title.\n"),
        ("status: seen", "status: memory\n  open: all"),
    ],
)
def test_a_reference_that_nobody_has_seen_whole(checked: Path, change: tuple[str, str]) -> None:
    (checked / "_data/sources.yml").write_text(SEEN.replace(*change), "utf-8")
    (refusal,) = refused(checked)
    assert "sources.yml" in refusal
    assert "weather-2026: still to be checked" in refusal


@pytest.mark.parametrize("change", [("live-page", "page-copy"), ("checked_by: AB", "checked_by: null")])
def test_a_rule_that_nobody_looked_up_at_its_own_place(checked: Path, change: tuple[str, str]) -> None:
    (checked / "_data/to-check.yml").write_text(LOOKED_UP.replace(*change), "utf-8")
    assert len(refused(checked)) == 1


def test_the_real_site_is_a_draft_until_people_have_looked(docs: Path) -> None:
    given = refused(docs)
    lines = our_texts().data.help_lines
    unchecked = [line for line in lines.values() if not line.checked_by]
    print(f"{len(given)} refusals, {len(unchecked)} help lines that nobody has checked")
    assert sum("help-lines.yml" in line for line in given) == len(unchecked)


def test_ways_back_stand_at_the_foot_of_a_page_once_they_are_filled_in(loaded: Catalogue) -> None:
    filled = loaded.data.settings.model_copy(update={"newsletter": "https://relatietrip.example/brief"})
    site = open_site("https://sleutels.example/", replace(loaded, data=replace(loaded.data, settings=filled)))
    for lang in ("nl", "en"):
        page = loaded.page("start", lang)
        assert [way.url for way in layout.view(page, site, "")["ways"]] == ["https://relatietrip.example/brief"]
        assert layout.view(page, open_site("https://sleutels.example/", loaded), "")["ways"] == []
