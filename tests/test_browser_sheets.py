"""Every worksheet page in Chromium: filled in by keyboard, printed, gone again; nothing sent, nothing kept."""

import io
import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Playwright

from built import FILL, PICTURES, Built, catalogue_of, one_of_each_kind, pages_of
from microsite.content.page import WorksheetPage
from pdf_fixtures import elements, pages_with
from site_fixtures import CHROMIUM, ROOT, Served, chromium

SOURCES = sorted(
    path.relative_to(ROOT / "docs").as_posix()
    for folder in ("nl/werkbladen", "en/worksheets")
    for path in (ROOT / "docs" / folder).glob("*.md")
    if "\nexercise:\n" in path.read_text("utf-8")
)
SMALLEST = 11
"""Points, on paper."""
ROW = 34
"""9 mm in CSS pixels."""
LOW = """row => [...document.querySelectorAll("#sheet :is(tr, :is(textarea, input[type=text]):not(tr *))")]
    .filter(e => e.checkVisibility() && (e.tagName != "TR" || e.querySelector("input, textarea, select")))
    .filter(e => e.getBoundingClientRect().height < row - 0.5)
    .map(e => `${e.name || e.innerText}: ${e.getBoundingClientRect().height}px`)"""
DRAWN = {
    "nl/werkbladen": ("mijn-kringen", "onze-constellatie", "trage-herhaling"),
    "en/worksheets": ("my-circles", "constellation-map", "slow-replay"),
}
"""The sheets with rings, a map and a film."""
AsPrinted = Callable[[str, str], Any]
WHOLE = {"/TR", "/LI", "/Figure"}
INSIDE = {"/Span", "/NonStruct", "/Link"}
"""What a heading itself may hold."""
FIELDS = "#sheet :is(textarea, select, input)"
TYPED = "#sheet :is(textarea, input[type=text])"
TICKED = "#sheet input:is([type=checkbox], [type=radio])"
WHERE_ENTER_MIGHT_SEND = "#sheet :is(input[type=text], input[type=radio], textarea):visible"
KEPT = """async () => [
    localStorage.length, sessionStorage.length, document.cookie.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""
FOCUS = """([selector, number]) => {
    const field = document.querySelectorAll(selector)[number], box = field.getBoundingClientRect();
    if (!box.width || !box.height || !field.checkVisibility({visibilityProperty: true})) return false;
    field.focus();
    return true;
}"""
AT_ONCE = """() => {
    const along = [...document.querySelectorAll("#sheet .along button")];
    for (const button of along.filter(each => each.checkVisibility())) button.click();
    for (const more of document.querySelectorAll("#sheet .more")) while (more.checkVisibility()) more.click();
}"""
ANSWERED = """fields => fields.filter(f => f.name || f.dataset.after)
    .filter(f => f.matches("[type=checkbox],[type=radio]") ? f.checked : f.value).length"""


@pytest.fixture(scope="module")
def sheets(built_site: Path) -> dict[str, Built]:
    found = {f"{b.page.lang}/{b.page.src}": b for b in pages_of(built_site) if b.page.kind == "worksheet"}
    print(f"{len(found)} worksheet pages, each visited below")
    return found


@contextmanager
def watched(context: BrowserContext, server: Served, built: Built) -> Iterator[tuple[Page, list[str]]]:
    """The page of a sheet, its pictures there, which come as one nears them, and every request from then on."""
    page, asked = context.new_page(), []
    page.on("dialog", _go_on)
    page.goto(server.url + built.address, wait_until="load")
    whole(page)
    page.evaluate(PICTURES)
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    yield page, asked
    page.close()


def whole(page: Page) -> None:
    """All parts at once and every row, where a phone shows one part at a time."""
    page.evaluate(AT_ONCE)


def _go_on(dialog: Dialog) -> None:
    """Leaving with answers typed may ask; yes."""
    dialog.accept()


def focused(page: Page, selector: str) -> Iterator[int]:
    """Each field that can be seen by then, one after the other, with the focus on it."""
    for number in range(page.locator(selector).count()):
        if page.evaluate(FOCUS, [selector, number]):
            yield number


def fill(page: Page, then: str = "") -> list[str]:
    """Something of its own in every field, and `then` a key; what was typed, as it must be on paper."""
    typed = []

    def leave() -> None:
        if then:
            page.keyboard.press(then)

    for number in focused(page, TYPED):
        page.keyboard.insert_text(f"qz{number}x")
        typed.append(f"qz{number}x")
        leave()
    for choice in page.query_selector_all("#sheet select"):
        choice.select_option(index=1)
        choice.focus()
        leave()
    for _ in focused(page, TICKED):
        page.keyboard.press("Space")
        leave()
    return typed


def answered(page: Page) -> int:
    return int(page.eval_on_selector_all(FIELDS, ANSWERED))


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with script off."""
    made = browser.new_context(java_script_enabled=False, viewport={"width": 800, "height": 900})
    yield made
    made.close()


@pytest.fixture(scope="module")
def scripted(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    made.add_init_script("addEventListener('beforeprint', () => {}); window.print = () => {}")
    yield made
    made.close()


@pytest.mark.parametrize("source", SOURCES)
def test_without_script(
    source: str, sheets: dict[str, Built], built_site: Path, plain: BrowserContext, server: Served
) -> None:
    """Filled in, Enter in every field, printed on A4 and Letter, blank too, and empty after a reload."""
    built = sheets[source]
    with watched(plain, server, built) as (page, asked):
        blank = page.pdf(format="A4")
        url = page.url
        typed = fill(page, then="Enter")
        assert page.url == url
        assert not asked, asked
        printed = {paper: page.pdf(format=paper, tagged=True) for paper in ("A4", "Letter")}
        low = low_rows(page)
        screen = of_a_screen(page)
        rows = page.eval_on_selector_all(TYPED, "fields => fields.length")
        filled = answered(page)
        page.reload()
        assert answered(page) == 0, "answers are still there after a reload"
    assert filled >= len(typed)
    assert not low, (built.address, "rows to write on of less than 9 mm", low)
    assert not screen, (built.address, "what only a screen has", screen)
    limit = max(2, pages_of_pdf((built_site / _pdf(built, built_site)).read_bytes()))
    for paper, content in {"blank A4": blank, **printed}.items():
        check_print(content, f"{built.address} {paper}", limit, built, typed if paper != "blank A4" else [], built_site)
    print(f"{built.address}: {len(typed)} typed of {rows}, {filled} answers, at most {limit} pages")


def low_rows(page: Page) -> list[str]:
    """What is lower than 9 mm where one writes, on paper as wide as A4 between its margins."""
    size = page.viewport_size
    assert size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    found = list(map(str, page.evaluate(LOW, ROW)))
    page.emulate_media(media="screen")
    page.set_viewport_size(size)
    return found


OF_A_SCREEN = """() => [...document.querySelectorAll("#sheet :is(textarea,input,select)")].filter((box) => {
  const style = getComputedStyle(box), ghost = getComputedStyle(box, "::placeholder").color;
  if (!box.getClientRects().length) return false;
  const lines = style.backgroundImage != "none" || parseFloat(style.borderBottomWidth);
  const bare = !box.closest(".grid") && !lines;
  if (box.matches("textarea") && (bare || style.resize != "none")) return true;
  return box.matches("select") || (box.placeholder && ghost != "rgba(0, 0, 0, 0)");
}).map((box) => box.name || box.tagName)"""
"""What paper has no use for: a choice with its arrow, a word in an empty place, a grip; and places without lines."""


def of_a_screen(page: Page) -> list[str]:
    """What would be printed that belongs to a screen."""
    page.emulate_media(media="print")
    found = list(map(str, page.evaluate(OF_A_SCREEN)))
    page.emulate_media(media="screen")
    return found


@pytest.fixture(scope="module")
def as_printed(plain: BrowserContext, server: Served, sheets: dict[str, Built]) -> AsPrinted:
    """What a page would print, asked as for paper as wide as A4 between its margins."""

    def asked(source: str, question: str) -> Any:
        page = plain.new_page()
        page.set_viewport_size({"width": 680, "height": 1047})
        page.goto(server.url + sheets[source].address, wait_until="load")
        page.emulate_media(media="print")
        answer = page.evaluate(question)
        page.close()
        return answer

    return asked


MM = 96 / 25.4
BOXES = """selectors => Object.fromEntries(Object.entries(selectors).map(([name, css]) => [name,
    [...document.querySelectorAll(css)].filter((e) => e.checkVisibility()).map((e) => {
        const box = e.getBoundingClientRect();
        return [box.x, box.y, box.width, box.height];
    })]))"""
"""Where the elements of each name stand: left, top, width, height, in CSS pixels."""


def boxes(as_printed: AsPrinted, source: str, **selectors: str) -> dict[str, list[tuple[float, ...]]]:
    """The boxes of what each selector finds, in millimetres."""
    found = as_printed(source, f"() => ({BOXES})({json.dumps(selectors)})")
    return {name: [tuple(side / MM for side in box) for box in each] for name, each in found.items()}


@pytest.mark.parametrize("source", SOURCES)
def test_print_tells_steps_and_care_apart_as_the_pdf_does(source: str, as_printed: AsPrinted) -> None:
    """Beside each other, care on a ground of its own; then the fields."""
    found = boxes(as_printed, source, steps=".do", care=".mind", first=".f", sheet="#sheet")
    (left, top, width, _), (there, level, _, _) = found["steps"][0], found["care"][0]
    assert there >= left + width + 3, "care does not stand beside the steps"
    assert abs(level - top) < 3
    assert found["first"][0][1] >= max(box[1] + box[3] for box in (found["steps"][0], found["care"][0]))
    ground = as_printed(source, "() => getComputedStyle(document.querySelector('.mind')).backgroundColor")
    assert ground not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_print_draws_pictures_as_large_as_the_pdf_does(as_printed: AsPrinted) -> None:
    for folder in ("nl/werkbladen", "en/worksheets"):
        names = dict(zip(("circles", "map", "film"), DRAWN[folder], strict=True))
        rings = boxes(as_printed, f"{folder}/{names['circles']}.md", rings=".rings-drawn")["rings"][0]
        assert rings[2] == pytest.approx(140, abs=3), "the rings are not 140 mm"
        drawn = boxes(as_printed, f"{folder}/{names['map']}.md", map=".map-drawn")["map"][0]
        assert drawn[2] >= 85, "the map is small"
        frames = boxes(as_printed, f"{folder}/{names['film']}.md", frames=".frame", strip=".film")
        assert len({round(frame[1]) for frame in frames["frames"]}) == 1, "the film is not one strip"
        assert min(frame[2] for frame in frames["frames"]) >= 40
        assert frames["strip"][0][2] >= 250, "the strip does not lie"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_print_has_a_page_on_its_side_where_the_pdf_has_one(
    paper: str, sheets: dict[str, Built], built_site: Path, plain: BrowserContext, server: Served
) -> None:
    lying = 0
    for source in SOURCES:
        built = sheets[source]
        with pypdfium2.PdfDocument(built_site / _pdf(built, built_site)) as document:
            wanted = sum(page.get_width() > page.get_height() for page in document)
        if wanted:
            page = plain.new_page()
            page.goto(server.url + built.address, wait_until="load")
            content = page.pdf(format=paper, prefer_css_page_size=True)
            page.close()
            with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
                sizes = [sheet.get_size() for sheet in document]
            assert [wide > high for wide, high in sizes] == [False] * (len(sizes) - wanted) + [True] * wanted, source
            lying += wanted
    assert lying >= 4


def split(content: bytes) -> list[str]:
    """Rows, items and pictures that stand on two pages, and headings with nothing below them on theirs."""
    with pikepdf.open(io.BytesIO(content)) as document:
        where = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        every = [(_kind(e), pages_with(e, where)) for e in elements(document.Root.StructTreeRoot)]
    found = [f"{kind} on pages {sorted(set(on))}" for kind, on in every if kind in WHOLE and len(set(on)) > 1]
    for i, (kind, on) in enumerate(every):
        if kind in {"/H1", "/H2", "/H3"} and on:
            after = next((later for other, later in every[i + 1 :] if later and other not in INSIDE), on)
            found += [f"{kind} alone on page {on[-1]}"] if after[0] != on[-1] else []
    return found


def _kind(element: pikepdf.Object) -> str:
    """What an element is; a row of headings is not one, since it comes back on each page. Some rows hold bare text."""
    heads = element.S == "/TR" and all(getattr(cell, "S", None) == "/TH" for cell in element.K)
    return "headings" if heads else str(element.S)


def _pdf(built: Built, site: Path) -> str:
    number = built.page.neutral
    return f"pdf/{f'blad-{number}' if number else built.page.id}.{built.page.lang}.pdf"


def pages_of_pdf(content: bytes) -> int:
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        return len(document)


def check_print(content: bytes, where: str, limit: int, built: Built, typed: list[str], site: Path) -> None:
    """Answers are on it, the site around the sheet is not, and the letters can be read."""
    text, sizes, pages = read_print(content)
    missing = [answer for answer in typed if answer not in text]
    assert not missing, (where, f"{len(missing)} of {len(typed)} answers missing", missing[:5])
    words = catalogue_of(site).strings[built.page.lang]
    furniture = [words[name] for name in ("skip", "made_with_ai", "not_a_diagnosis", "paper_sizes", "how_sure")]
    found = [piece for piece in furniture if " ".join(piece.split()) in text]
    assert not found, (where, found)
    number = built.page.neutral
    shown = words["worksheet_n"].format(n=number) if number else built.page.title
    assert " ".join(shown.split()) in text, where
    assert not number or built.page.title not in text, (where, "a numbered sheet is printed under its name")
    small = {size: "".join(letters)[:60] for size, letters in sizes.items() if size < SMALLEST - 0.05}
    assert not small, (where, small)
    if typed:
        assert not split(content), (where, split(content))
    assert pages <= limit, (where, f"{pages} pages, at most {limit}")
    assert isinstance(built.page, WorksheetPage)
    assert not (lost := stems_without_lines(content, built.page)), (where, lost)


def stems_without_lines(content: bytes, page: WorksheetPage) -> list[str]:
    """Beginnings of sentences that stand at the foot of a page, so low that their first line is on the next."""
    found = []
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        for number, sheet in enumerate(document, 1):
            words = sheet.get_textpage()
            for stem in (stem for field in page.fields for stem in getattr(field, "stems", None) or ()):
                if at := words.search(stem[:30], match_case=True).get_next():
                    foot = words.get_charbox(at[0])[1] * 25.4 / 72
                    found += [f"{stem} on page {number}"] if foot < 9 + 9 else []
    return found


def read_print(content: bytes) -> tuple[str, dict[float, list[str]], int]:
    """The words of a PDF, what is printed in each size (points), and the number of pages."""
    text: list[str] = []
    sizes: dict[float, list[str]] = {}
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        for sheet in document:
            words = sheet.get_textpage()
            text.append(words.get_text_bounded())
            for piece in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=words):
                if printed := piece.extract().strip():
                    sizes.setdefault(_size(piece), []).append(printed)
            words.close()
            sheet.close()
        return " ".join(" ".join(text).split()), sizes, len(document)


def _size(piece: pypdfium2.PdfTextObj) -> float:
    matrix = piece.get_matrix()
    return float(round(piece.get_font_size() * math.hypot(matrix.c, matrix.d), 1))


@pytest.mark.parametrize("source", SOURCES)
def test_with_script(source: str, sheets: dict[str, Built], scripted: BrowserContext, server: Served) -> None:
    """Typed into every field: no request, nothing kept; away and back, and reload: the answers are gone."""
    built = sheets[source]
    with watched(scripted, server, built) as (page, asked):
        heard = list(server.seen)
        typed = fill(page)
        page.locator(WHERE_ENTER_MIGHT_SEND).first.press("Enter")
        for button in page.query_selector_all("#sheet button:not([type=reset], [data-act])"):
            if button.is_visible():
                button.click()
        assert answered(page) >= len(typed)
        assert not asked, asked
        assert page.evaluate(KEPT) == [0, 0, 0, 0, 0, 0]
        assert server.seen == heard
        assert "qz" not in page.url
        page.goto(server.url, wait_until="load")
        page.go_back(wait_until="load")
        assert answered(page) == 0, "answers are still there after Back"
        page.evaluate(FILL, ["qz"])
        assert answered(page) > 0
        page.reload(wait_until="load")
        assert answered(page) == 0, "answers are still there after a reload"
        elsewhere = [request for request in asked if not request.startswith(f"GET {server.url}") or "?" in request]
        assert not elsewhere, elsewhere
    assert scripted.cookies() == []
    print(f"{built.address}: {len(typed)} fields typed into")


@pytest.fixture(scope="module")
def remembering(playwright: Playwright) -> Iterator[Browser]:
    """A browser that keeps pages as they were when the reader goes on, as phones do; drivers switch that off."""
    options = [option for option in CHROMIUM if not option.startswith("--disable-background")]
    started = playwright.chromium.launch(
        executable_path=chromium(), args=options, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield started
    started.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_back_to_a_page_that_was_kept(script: bool, remembering: Browser, built_site: Path, server: Served) -> None:
    """With script the sheet comes back empty. Without it the answers remain until the page is left for good.

    That is the browser's own memory, in that tab only; `Cache-Control: no-store` would prevent it, and the
    page itself cannot.
    """
    built = next(b for b in one_of_each_kind(built_site) if b.page.kind == "worksheet")
    context = remembering.new_context(java_script_enabled=script)
    context.add_init_script("addEventListener('pageshow', e => window.kept = e.persisted)")
    page = context.new_page()
    page.on("dialog", _go_on)
    page.goto(server.url + built.address)
    fill(page)
    filled = answered(page)
    page.goto(server.url)
    page.go_back(wait_until="commit")
    page.wait_for_selector("#sheet")
    left, kept = answered(page), page.evaluate("window.kept")
    context.close()
    assert filled
    print(f"{'with' if script else 'without'} script: {filled} answers before, {left} after Back; kept: {kept}")
    if script:
        assert left == 0
