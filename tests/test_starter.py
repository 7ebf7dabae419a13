"""A site of one's own: begun by one command on another subject, in Dutch, English and Arabic, through to its PDFs."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import page as checker
import pikepdf
import pypdf
import pytest
from lxml import html
from playwright.sync_api import Browser

from microsite import build, starter
from microsite.__main__ import main
from microsite.content import loader, strings
from microsite.fields import KINDS
from microsite.folders import Folders
from microsite.place.addresses import PAPERS
from microsite.source.problems import ProblemsError
from site_fixtures import ROOT, Served, serve

LANGS = ("nl", "en", "ar")
ARABIC = "نمت جيدا"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site in three languages."""
    folder = tmp_path_factory.mktemp("own") / "sleep"
    assert main(["new", str(folder), "--lang", ",".join(LANGS)]) == 0
    return folder


@pytest.fixture(scope="module")
def made(own: Path) -> build.Build:
    """The new site, built without MkDocs."""
    found = loader.load(own / "docs")
    one = build.read(found, "https://sleep.example/", Folders(own / "overrides", ROOT / ".cache" / "test-starter"))
    build.make(one, own / "site")
    return one


@pytest.fixture(scope="module")
def served(own: Path, made: build.Build) -> Iterator[Served]:
    """The new site on a server of this machine."""
    with serve(own / "site") as server:
        yield server


def test_it_has_the_shape_of_the_card(own: Path) -> None:
    for name in ("docs", "overrides", "hooks", "mkdocs.yml", "requirements.txt", "README.md", "Makefile", "tests"):
        assert (own / name).exists(), name
    assert not list(own.rglob("__pycache__"))


def test_nothing_of_it_is_about_the_subject_it_came_from(own: Path) -> None:
    """Neither its texts nor the core say a word of keys, styles or their publisher."""
    wrong = ("hechting", "attachment styles", "relatietrip", "zeven sleutels", "seven keys")
    files = [path for path in own.rglob("*") if path.suffix in (".md", ".yml", ".html", ".txt", ".py", ".typ")]
    found = [(path.name, word) for path in files for word in wrong if word in path.read_text("utf-8").lower()]
    assert files
    assert not found


def test_every_kind_of_field_is_on_it(made: build.Build) -> None:
    kinds = set(KINDS)
    for lang in LANGS:
        fields = [field for page in made.site.catalogue.worksheets(lang) for field in page.fields]
        assert {field.kind for field in fields} == kinds


def test_every_pdf_is_pdf_ua(own: Path, made: build.Build) -> None:
    files = sorted((own / "site" / "pdf").glob("*.pdf"))
    assert len(files) >= len(LANGS) * 4 * len(PAPERS)
    wrong = [(file.name, result.failures[:2]) for file in files
             if not (result := checker.validate_pdf(str(file), profile="ua1")).is_compliant]  # fmt: skip
    print(f"{len(files)} PDFs")
    assert not wrong


def test_a_pdf_in_arabic_is_written_from_the_right(own: Path, made: build.Build) -> None:
    """Its language is said, its fields are filled in from the right, and what is typed can be read back."""
    file = own / "site" / "pdf" / "sleep-diary.ar.pdf"
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang).startswith("ar")
        texts = [field for field in pdf.Root.AcroForm.Fields if field.get("/FT") == "/Tx"]
        assert {int(field.get("/Q", 0)) for field in texts} == {1, 2}, "numbers in the middle, words from the right"
    written = next(name for name in (pypdf.PdfReader(file).get_fields() or {}) if name.startswith("notes"))
    writer = pypdf.PdfWriter(clone_from=file)
    for page in writer.pages:
        writer.update_page_form_field_values(page, {written: ARABIC}, auto_regenerate=False)
    filled = own / "filled.pdf"
    writer.write(filled)
    assert (pypdf.PdfReader(filled).get_fields() or {})[written]["/V"] == ARABIC
    assert checker.validate_pdf(str(filled), profile="ua1").is_compliant


def test_pages_know_all_their_translations(own: Path, made: build.Build) -> None:
    for lang, path in (("nl", "avond/"), ("en", "en/evening/"), ("ar", "ar/evening/")):
        page = html.parse(own / "site" / path / "index.html").getroot()
        named = {link.get("hreflang") for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
        assert named == {*LANGS, "x-default"}
        switch = {link.get("hreflang") for link in page.xpath("//a[contains(@class, 'lang')]")}
        assert switch == set(LANGS) - {lang}
        assert page.get("dir") == ("rtl" if lang == "ar" else None)
        there = html.parse(own / "site" / "go" / "evening" / lang / "index.html").getroot()
        assert there.xpath("//main//a/@hreflang") == [lang]
    choice = html.parse(own / "site" / "go" / "evening" / "index.html").getroot()
    assert choice.xpath("//main//a/@hreflang") == list(LANGS)
    for name in ("feed.xml", "en/feed.xml", "ar/feed.xml", "404.html", "en/404.html", "ar/404.html"):
        assert (own / "site" / name).is_file(), name
    assert {path.name for path in (own / "site").glob("offline.*.zip")} == {f"offline.{lang}.zip" for lang in LANGS}


@pytest.mark.parametrize("path", ["ar/", "ar/evening/", "ar/worksheets/wind-down/"])
def test_pages_in_arabic_begin_at_the_right(browser: Browser, served: Served, path: str) -> None:
    """Pictures of three pages are kept in .cache/pictures, to be looked at."""
    kept = ROOT / ".cache" / "pictures"
    kept.mkdir(parents=True, exist_ok=True)
    for width in (320, 1000):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(served.url + path)
        box = page.locator("h1").bounding_box()
        assert box is not None
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "something sticks out"
        for number in page.locator(".do li").all():
            marker = number.evaluate("e => getComputedStyle(e, '::before').insetInlineStart")
            assert marker == "0px"
        name = path.strip("/").replace("/", "-")
        page.screenshot(path=kept / f"starter-{name}-{width}.png", full_page=True)
        page.close()


def test_its_own_tests_pass(own: Path, made: build.Build) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unittest", "discover", "-s", "tests"],
        cwd=own,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_a_core_can_be_taken_over(own: Path, tmp_path: Path) -> None:
    """What is one's own stays; what is the generator's comes new, and what it no longer has is gone."""
    site = shutil.copytree(own, tmp_path / "own", ignore=shutil.ignore_patterns("site", ".cache"))
    (site / "hooks" / "microsite" / "old.py").write_text("", "utf-8")
    (site / "overrides" / "main.html").write_text("", "utf-8")
    (site / "docs" / "en" / "evening.md").write_text("mine", "utf-8")
    assert main(["upgrade", str(site)]) == 0
    assert not (site / "hooks" / "microsite" / "old.py").exists()
    assert (site / "overrides" / "main.html").read_bytes() == (ROOT / "overrides" / "main.html").read_bytes()
    assert (site / "docs" / "en" / "evening.md").read_text("utf-8") == "mine"
    assert main(["upgrade", str(tmp_path)]) == 1


@pytest.mark.parametrize("langs", ["en", "ar", "de", "nl,de", "ar,en"])
def test_any_languages_begin_without_a_mistake(tmp_path: Path, langs: str) -> None:
    assert main(["new", str(tmp_path / "own"), "--lang", langs]) == 0
    found = loader.load(tmp_path / "own" / "docs")
    assert found.langs == tuple(langs.split(","))
    assert found.worksheets(found.definition.first)


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    assert main(["new", str(tmp_path)]) == 1
    assert main(["new", str(tmp_path / "own"), "--lang", "english"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert "not empty" in capsys.readouterr().err


def test_a_language_without_words_gives_a_file_with_all_of_them(tmp_path: Path) -> None:
    """How many are left is counted; what was translated stays when the file is written again."""
    starter.new(tmp_path / "own", ("nl", "de"))
    docs = tmp_path / "own" / "docs"
    file = docs / "_data" / "strings.de.yml"
    every = len(list(strings.key_paths(strings.read_core("en").data)))
    assert starter.write_words(docs, "de") == every
    file.write_text(file.read_text("utf-8").replace("\nmenu:", "\nmenu: Menü", 1), "utf-8")
    assert starter.write_words(docs, "de") == every - 1
    assert '\nmenu: "Menü"\n' in file.read_text("utf-8")
    site = docs / "_data" / "site.yml"
    site.write_text(site.read_text("utf-8").replace("    complete: false", "    complete: true "), "utf-8")
    with pytest.raises(ProblemsError, match=rf"strings.de.yml:1: {every - 1} words are still to be translated"):
        loader.load(docs)
