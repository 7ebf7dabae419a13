"""A sheet taken along: saved as its own PDF and read back; sheets bound to one; what cannot be read gets a sentence."""

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import page as checker
import pikepdf
import pypdf
import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from built import FILL, PICTURES, Built, catalogue_of, pages_of
from microsite.content.site import Site
from microsite.web import take
from site_fixtures import ROOT, Served
from test_browser_sheets import SOURCES

MOST = 200_000
LONG = "Ik werd stil, want “Élise” keek weg — pas later zei ik: ‘dit raakte me’ (€ 3).\nEn toen?"
STRANGE = "Ελένη 🐕 привет"
ANSWERS = """() => Object.fromEntries([...document.querySelector("#sheet").elements]
    .filter(e => e.matches("input:not([type=file],[type=range]),textarea,select"))
    .map(e => [e.name + "|" + (e.type == "radio" ? e.value : e.dataset.after ?? ""),
               e.matches("[type=checkbox],[type=radio]") ? e.checked : e.value.trim()]))"""


@pytest.fixture(scope="module")
def sheets(built_site: Path) -> dict[str, Built]:
    return {f"{b.page.lang}/{b.page.src}": b for b in pages_of(built_site) if b.page.kind == "worksheet"}


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def tab(phone: BrowserContext) -> Iterator[Page]:
    """A page that fails on any mistake of a script and any violation of the policy."""
    page, wrong = phone.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    page.close()
    assert not wrong, wrong


def says(built: Built, site: Path, key: str) -> str:
    return str(catalogue_of(site).strings[built.page.lang]["take"]["says"][key])


def all_fields(file: Path) -> dict[str, Any]:
    """Every field of a PDF that is filled in."""
    found = pypdf.PdfReader(file).get_fields()
    assert found, file
    return found


def saved(page: Page, to: Path) -> Path:
    """What the button saves."""
    with page.expect_download() as download:
        page.locator("[data-act=save]").click()
    download.value.save_as(to)
    return to


def opened(page: Page, file: Path, words: str) -> None:
    """The file given to the page, which then says these words."""
    page.locator("#sheet [type=file]").set_input_files(file)
    expect(page.locator(".keep + .told")).to_have_text(words, timeout=15_000)


def sheet_named(sheets: dict[str, Built], page_id: str, lang: str = "nl") -> Built:
    return next(b for b in sheets.values() if b.page.id == page_id and b.page.lang == lang)


def pdf_of(built: Built, site: Path) -> Path:
    return site / "pdf" / Path(built.tree.xpath("//form[@id='sheet']/@data-pdf")[0]).name


@pytest.mark.parametrize("source", SOURCES)
def test_typed_saved_and_back(
    source: str, sheets: dict[str, Built], built_site: Path, tab: Page, server: Served, tmp_path: Path
) -> None:
    """Every place of a sheet, letters the form's font lacks as well; the file is still tagged and can be looked at."""
    built = sheets[source]
    tab.goto(server.url + built.address)
    tab.evaluate(FILL, [LONG, "kort", STRANGE])
    before = tab.evaluate(ANSWERS)
    file = saved(tab, tmp_path / "saved.pdf")
    original = pdf_of(built, built_site).read_bytes()
    assert file.read_bytes().startswith(original), "what stood there is as it was"
    assert checker.validate_pdf(str(file), profile="ua1").is_compliant
    assert looks(file.read_bytes()) != looks(original)
    tab.reload()
    assert not any(tab.evaluate(ANSWERS).values())
    opened(tab, file, says(built, built_site, "opened"))
    after = tab.evaluate(ANSWERS)
    assert after == before, {k: (v, after.get(k)) for k, v in before.items() if after.get(k) != v}
    assert sum(map(bool, before.values())) > 1
    with pikepdf.open(file) as made:
        assert made.check_pdf_syntax() == []


def looks(content: bytes) -> list[bytes]:
    """Its pages as PDFium shows them."""
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        document.init_forms()
        return [page.render(scale=1, grayscale=True).to_pil().convert("L").tobytes() for page in document]


def test_poppler_and_pypdf_read_what_was_saved(
    sheets: dict[str, Built], tab: Page, server: Served, tmp_path: Path
) -> None:
    built = sheet_named(sheets, "my-circles")
    tab.goto(server.url + built.address)
    tab.locator("[data-ring][name]").first.fill("Zoë")
    tab.evaluate("text => document.querySelector('[name=how-is-it]').value = text", LONG)
    file = saved(tab, tmp_path / "saved.pdf")
    fields = all_fields(file)
    assert fields["rings_0_0"].value == "Zoë"
    assert fields["how-is-it"].value == LONG
    tool = shutil.which("pdftotext")
    assert tool, "poppler-utils is not there: make test sets it up"
    text = subprocess.run([tool, file, "-"], check=True, capture_output=True, text=True).stdout
    assert "Zoë" in text
    assert "dit raakte me" in " ".join(text.split())


def _strangers(file: Path, folder: Path) -> dict[str, tuple[Path, dict[str, Any]]]:
    """The sheet filled in by pypdf and by pdf.js, and what they filled in."""
    values: dict[str, Any] = {}
    for name, field in all_fields(file).items():
        if field["/FT"] == "/Tx":
            values[name] = f"Ünder {len(values)}"
        elif int(field.get("/Ff", 0)) & 1 << 15:
            values[name] = [state for state in field["/_States_"] if state != "/Off"][-1]
        else:
            values[name] = next(state for state in field["/_States_"] if state != "/Off")
    one, two = folder / "pypdf.pdf", folder / "pdfjs.pdf"
    writer = pypdf.PdfWriter(clone_from=file)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(one)
    job = {"input": str(file), "output": str(two), "values": {n: v.removeprefix("/") for n, v in values.items()}}
    (folder / "jobs.json").write_text(json.dumps([job]), "utf-8")
    subprocess.run(["node", ROOT / "tests/pdfjs_fill.mjs", folder / "jobs.json"], check=True, cwd=ROOT, timeout=60)
    return {"pypdf": (one, values), "pdf.js": (two, values)}


@pytest.mark.parametrize("page_id", ["my-circles", "agreed-pause", "which-help", "dials-not-boxes", "safe-moments-jar"])
def test_what_was_filled_in_elsewhere_comes_back_and_is_saved_whole(
    page_id: str, sheets: dict[str, Built], built_site: Path, tab: Page, server: Served, tmp_path: Path
) -> None:
    """Initials and date too, for which the page has no place."""
    built = sheet_named(sheets, page_id)
    for by, (file, values) in _strangers(pdf_of(built, built_site), tmp_path).items():
        tab.goto(server.url + built.address)
        opened(tab, file, says(built, built_site, "opened"))
        again = all_fields(saved(tab, tmp_path / f"again-{by}.pdf"))
        wrong = {n: (v, str(again[n].value)) for n, v in values.items() if str(again[n].value) != v}
        assert not wrong, (by, wrong)


def test_a_file_that_is_no_such_sheet_gets_a_sentence(
    sheets: dict[str, Built], built_site: Path, tab: Page, server: Served, tmp_path: Path
) -> None:
    """Another sheet, an older one, damaged, locked, huge, no PDF at all: what was typed stays."""
    built, other = sheet_named(sheets, "my-circles"), sheet_named(sheets, "agreed-pause")
    good, title = pdf_of(built, built_site), catalogue_of(built_site).page("agreed-pause", "nl").title
    made = {name: tmp_path / f"{name}.pdf" for name in ("older", "damaged", "cut", "locked", "huge", "no-pdf", "empty")}
    with pikepdf.open(good) as pdf:
        for field in list(pdf.Root.AcroForm.Fields)[2:5]:
            field.T = pikepdf.String(f"was_{field.T}")
        pdf.Root.AcroForm.Fields[-1].V = pikepdf.String("ooit")
        pdf.save(made["older"])
    with pikepdf.open(good) as pdf:
        pdf.save(made["locked"], encryption=pikepdf.Encryption(owner="a", user="b"))
    content = good.read_bytes()
    made["damaged"].write_bytes(content[:9000] + bytes(2000) + content[11000:-400] + bytes(400))
    made["cut"].write_bytes(content[: len(content) // 2])
    made["huge"].write_bytes(content + bytes(20_000_000))
    made["no-pdf"].write_bytes(b"\x89PNG" + bytes(3000))
    made["empty"].write_bytes(b"")
    tab.goto(server.url + built.address)
    tab.locator("[data-ring][name]").first.fill("S.")
    opened(tab, pdf_of(other, built_site), says(built, built_site, "other").replace("{title}", title))
    expected = {"cut": "damaged", "empty": "no-pdf"}
    for name, file in made.items():
        opened(tab, file, says(built, built_site, expected.get(name, name)))
    expect(tab.locator("[data-ring][name]").first).to_have_value("S.")


def test_the_other_language_opens_it_too(
    sheets: dict[str, Built], built_site: Path, tab: Page, server: Served, tmp_path: Path
) -> None:
    here, there = sheet_named(sheets, "which-help"), sheet_named(sheets, "which-help", "en")
    tab.goto(server.url + here.address)
    tab.evaluate(FILL, ["goed"])
    before, file = tab.evaluate(ANSWERS), saved(tab, tmp_path / "saved.pdf")
    tab.goto(server.url + there.address)
    opened(tab, file, says(there, built_site, "opened"))
    assert tab.evaluate(ANSWERS) == before


def test_saving_asks_the_site_for_two_files_and_keeps_nothing(
    sheets: dict[str, Built], sheets_site: Site, tab: Page, server: Served, tmp_path: Path
) -> None:
    tab.goto(server.url + sheet_named(sheets, "my-circles").address)
    tab.evaluate(PICTURES)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(f"{request.method} {request.url.removeprefix(server.url)}"))
    tab.locator("[data-ring][name]").first.fill("geheim")
    saved(tab, tmp_path / "saved.pdf")
    assert sorted(a for a in asked if "blob:" not in a) == [
        f"GET {take.script(sheets_site, 'nl').path}",
        "GET pdf/my-circles.nl.pdf",
    ]
    kept = "() => [localStorage.length, sessionStorage.length, document.cookie]"
    assert tab.evaluate(kept) == [0, 0, ""]


def test_without_a_connection_it_says_so_and_the_answers_stay(
    sheets: dict[str, Built], built_site: Path, phone: BrowserContext, server: Served
) -> None:
    built, page = sheet_named(sheets, "my-circles"), phone.new_page()
    page.goto(server.url + built.address)
    page.locator("[data-ring][name]").first.fill("S.")
    page.route("**/pdf/**", lambda route: route.abort())
    page.locator("[data-act=save]").click()
    expect(page.locator(".keep + .told")).to_have_text(says(built, built_site, "offline"))
    expect(page.locator("[data-ring][name]").first).to_have_value("S.")
    page.close()


def test_it_can_be_copied_as_text(sheets: dict[str, Built], browser: Browser, server: Served) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(server.url + sheet_named(sheets, "agreed-pause").address)
    page.locator("#f-signal input").nth(2).check()
    page.locator("#f-return textarea").first.fill("ik, om acht uur")
    page.locator("[data-act=copy]").click()
    expect(page.locator(".keep + .told")).not_to_be_empty()
    page.wait_for_timeout(300)
    text = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert text.startswith("De afgesproken pauze\n")
    assert "– een gebaar met de hand" in text
    assert "ik, om acht uur" in text


def test_ticked_sheets_are_bound_each_with_its_warning(
    built_site: Path, tab: Page, server: Served, tmp_path: Path
) -> None:
    """The set is in the address: sent on or gone back to, it stands there again. One PDF, tagged, to fill in."""
    ids = ["agreed-pause", "soft-opening", "my-circles"]
    tab.goto(f"{server.url}werkbladen/#set={','.join(ids)}")
    bar = tab.locator(".own-set")
    expect(bar).to_be_visible()
    expect(bar.locator("[data-set=print]")).to_have_text("Print deze 3")
    box = bar.bounding_box()
    assert box
    assert box["height"] <= 66
    with tab.expect_download() as download:
        bar.locator("[data-set=keep]").click()
    file = tmp_path / "set.pdf"
    download.value.save_as(file)
    catalogue = catalogue_of(built_site)
    assert checker.validate_pdf(str(file), profile="ua1").is_compliant
    with pikepdf.open(file) as made:
        assert made.check_pdf_syntax() == []
        single = [pikepdf.open(built_site / f"pdf/{page_id}.nl.pdf") for page_id in ids]
        assert len(made.pages) == sum(len(one.pages) for one in single)
    names = {n for n, field in all_fields(file).items() if "/FT" in field}
    assert {name.split(".")[0] for name in names} == set(ids)
    text = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())
    for page_id in ids:
        sheet = next(each for each in catalogue.worksheets("nl") if each.id == page_id)
        gate = catalogue.strings["nl"]["gates"][sheet.exercise.gate]
        assert gate["title"] in text
    tab.locator(".door [type=checkbox]:checked").first.uncheck()
    assert "agreed-pause" not in tab.url
    tab.goto(server.url)
    tab.go_back()
    expect(bar.locator("summary")).to_have_text("Mijn set: 2")


def test_a_bound_set_that_was_filled_in_is_read_by_each_of_its_sheets(
    sheets: dict[str, Built], built_site: Path, tab: Page, server: Served, tmp_path: Path
) -> None:
    tab.goto(f"{server.url}werkbladen/#set=agreed-pause,my-circles")
    with tab.expect_download() as download:
        tab.locator("[data-set=keep]").click()
    download.value.save_as(tmp_path / "set.pdf")
    writer = pypdf.PdfWriter(clone_from=tmp_path / "set.pdf")
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"my-circles.rings_0_0": "Noor"}, auto_regenerate=False)
    writer.write(tmp_path / "filled.pdf")
    built = sheet_named(sheets, "my-circles")
    tab.goto(server.url + built.address)
    opened(tab, tmp_path / "filled.pdf", says(built, built_site, "opened"))
    expect(tab.locator("[name='rings.0.0']")).to_have_value("Noor")


def test_a_numbered_sheet_is_in_no_set(tab: Page, server: Served) -> None:
    tab.goto(server.url + "werkbladen/")
    assert tab.locator(".door:has-text('Werkblad 12') [type=checkbox]").count() == 0


def test_the_script_of_each_language_is_there_and_light(built_site: Path, sheets_site: Site) -> None:
    for path, content in take.files(sheets_site):
        assert (built_site / path).read_bytes() == content
        assert len(brotli.compress(content)) <= MOST
