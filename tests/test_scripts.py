"""The scripts of worksheets, of the list of worksheets and of the leave button, in a real browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from microsite.content.exercise import Exercise
from microsite.place import small
from microsite.place.hyphens import SHY
from site_fixtures import ROOT, Served, address_of, html_files, our_texts

CORE = ROOT / "hooks" / "microsite"
SHEETS = {sheet.id: sheet for sheet in our_texts().worksheets("nl")}
Opened = Callable[[str], Page]
LANGS = ("nl", "en")
LEAVE_PAGES = ("hulp/", "veilig-oefenen/", "en/help/", "en/practise-safely/")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page that fails on any mistake of a script, any violation of the policy."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not wrong, wrong


@pytest.fixture
def sheet(tab: Page, server: Served) -> Opened:
    """Opens the sheet with this id."""

    def opened(sheet_id: str) -> Page:
        tab.goto(server.url + SHEETS[sheet_id].url)
        return tab

    return opened


def accepting(asked: list[str]) -> Callable[[Dialog], None]:
    """Says yes to every question, and keeps what kind it was."""

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    return accept


# --- size


def test_the_scripts_of_every_page_are_within_their_budget(built_site: Path) -> None:
    """As they are sent, with brotli: at most 6 KB for a sheet, and 1,000 bytes where one may have to leave."""
    found = {address_of(file, built_site): INLINE.findall(file.read_text("utf-8")) for file in html_files(built_site)}
    sizes = {url: len(brotli.compress("".join(scripts).encode())) for url, scripts in found.items()}
    sheets = {p.url for lang in LANGS for p in our_texts().worksheets(lang)}
    assert all(300 < sizes[url] <= 6000 for url in sheets), {url: sizes[url] for url in sheets}
    print(f"{len(sheets)} sheets, the heaviest script {max(sizes[url] for url in sheets)} bytes")
    leave = {url: len("".join(found[url]).encode()) for url in LEAVE_PAGES}
    assert len(leave) == 4
    assert all(0 < size <= 1000 for size in leave.values()), leave


def test_all_scripts_of_sheets_together_stay_small() -> None:
    files = [CORE / "web/layout/js/sheet.js", *sorted((CORE / "fields").glob("*/*.js"))]
    together = "".join(small.script(path.read_text("utf-8")) for path in files)
    assert len(brotli.compress(together.encode())) <= 4000


# --- what every sheet does


def test_empty_asks_once_and_only_when_something_was_typed(sheet: Opened) -> None:
    page = sheet("which-help")
    asked: list[str] = []
    answer = {"accept": False}

    def on_dialog(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if answer["accept"] else dialog.dismiss()

    page.on("dialog", on_dialog)
    empty, box = (
        page.get_by_role("button", name="Maak het blad leeg"),
        page.locator("#sheet textarea, #sheet [type=text]").first,
    )
    empty.click()
    assert asked == []
    box.fill("iets")
    empty.click()
    assert len(asked) == 1
    expect(box).to_have_value("iets")
    answer["accept"] = True
    empty.click()
    assert len(asked) == 2
    expect(box).to_have_value("")
    empty.click()
    assert len(asked) == 2


def test_a_sheet_left_empty_or_emptied_lets_go_at_once(sheet: Opened) -> None:
    page = sheet("which-help")
    asked: list[str] = []
    page.on("dialog", accepting(asked))
    page.locator("#sheet textarea, #sheet [type=text]").first.fill("iets")
    page.get_by_role("button", name="Maak het blad leeg").click()
    with page.expect_navigation():
        page.locator(".crumbs a").first.click()
    assert asked == ["confirm"]


def test_a_hidden_page_is_never_held_up(sheet: Opened) -> None:
    """What a leave button does first is to hide the page."""
    page = sheet("which-help")
    asked: list[str] = []
    page.on("dialog", accepting(asked))
    page.locator("#sheet textarea, #sheet [type=text]").first.fill("iets")
    with page.expect_navigation():
        page.evaluate("document.documentElement.hidden = true; location.replace('../../')")
    assert asked == []


def test_the_form_is_empty_when_the_page_comes_back(sheet: Opened) -> None:
    page = sheet("my-circles")
    page.locator("#sheet [type=text]").first.fill("S.")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("#sheet [type=text]").first).to_have_value("")


def test_everything_typed_is_printed(sheet: Opened) -> None:
    page = sheet("repair-note")
    long = " ".join(f"woord{n}" for n in range(150))
    box = page.locator("#sheet textarea").first
    box.fill(long)
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 2")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    typed = page.locator(".typed")
    expect(typed).to_be_visible()
    expect(typed).to_have_text(long)
    expect(box).to_be_hidden()
    assert typed.evaluate(
        "text => text.scrollHeight <= text.clientHeight + 1 && text.scrollWidth <= text.clientWidth + 1"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(typed).to_have_count(0)
    expect(box).to_be_visible()


def test_the_print_button_prints(sheet: Opened) -> None:
    page = sheet("repair-note")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print wat ik invulde").press("Enter")
    assert page.title() == "printed"


def test_without_script_the_whole_sheet_is_there(browser: Browser, server: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for sheet_id in ("agreed-pause", "long-exhale-path", "outside-in-cards", "which-help", "speaker-and-mirror"):
        page.goto(server.url + SHEETS[sheet_id].url)
        assert page.locator("#sheet [data-person][hidden]").count() == 0
        assert page.locator("#sheet button:visible").count() == 0
        assert page.locator("#sheet .exit").count() == page.locator("#sheet .exit:visible").count()
        before = len(server.seen)
        box = page.locator("#sheet input[type=text], #sheet input[type=radio]").first
        box.press("Enter")
        assert len(server.seen) == before, "the policy lets no form go"
    context.close()


# --- kinds of field


def test_the_dot_breathes_along_the_path(sheet: Opened) -> None:
    page = sheet("long-exhale-path")
    dot, start = page.locator(".wave circle"), page.locator(".f-breath button")
    place = "dot => [+dot.getAttribute('cx'), +dot.getAttribute('cy')]"
    at_rest = dot.evaluate(place)
    paint = dot.evaluate("dot => [getComputedStyle(dot).fill, getComputedStyle(dot.closest('.sheet')).backgroundColor]")
    assert paint[0] not in ("none", paint[1]), "what moves can be seen"
    box = dot.bounding_box()
    assert box
    assert box["width"] >= 12
    start.press("Enter")
    page.wait_for_timeout(600)
    x, y = dot.evaluate(place)
    assert x > at_rest[0]
    assert y < at_rest[1]
    expect(page.locator(".f-breath output")).to_have_text("4 tellen in")
    page.wait_for_timeout(3700)
    expect(page.locator(".f-breath output")).to_have_text("6 tellen uit")
    start.press("Enter")
    assert dot.evaluate(place) == at_rest
    expect(start).to_have_text("Start")


def test_with_reduced_motion_only_the_words_change(browser: Browser, server: Served) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.url + SHEETS["long-exhale-path"].url)
    dot = page.locator(".wave circle")
    before = dot.evaluate("dot => dot.getAttribute('cx')")
    page.locator(".f-breath button").click()
    page.wait_for_timeout(500)
    assert dot.evaluate("dot => dot.getAttribute('cx')") == before
    expect(page.locator(".f-breath output")).to_have_text("4 tellen in")
    context.close()


def test_the_timer_counts_down_phases_in_order(tab: Page, server: Served) -> None:
    tab.clock.install()
    tab.goto(server.url + SHEETS["speaker-and-mirror"].url)
    field = tab.locator(".f-timer")
    button, shown, said = field.locator("button"), field.locator("output"), field.locator("[role=status]")
    steps = field.locator("[data-minutes]")
    button.press("Enter")
    expect(said).to_have_text("4 minuten")
    tab.clock.run_for(61_000)
    assert re.search(r"\b2:59\b|\b3:00\b", shown.inner_text()), shown.inner_text()
    button.press("Enter")
    tab.clock.run_for(60_000)
    assert re.search(r"\b2:59\b|\b3:00\b", shown.inner_text()), "it waits while stopped"
    button.press("Enter")
    tab.clock.run_for(181_000)
    expect(said).to_have_text("De tijd is om.")
    expect(steps.nth(0)).to_be_checked()
    expect(steps.nth(1)).not_to_be_checked()
    button.press("Enter")
    expect(said).to_have_text("3 minuten")
    expect(field.locator(".now")).to_have_count(1)
    assert shown.get_attribute("aria-live") == "off"


def test_the_timer_takes_the_minutes_that_were_chosen(tab: Page, server: Served) -> None:
    tab.clock.install()
    tab.goto(server.url + SHEETS["agreed-pause"].url)
    field = tab.locator(".f-timer")
    field.locator("[data-minutes='30']").check()
    field.locator("button").press("Enter")
    assert "30:00" in field.locator("output").inner_text()


def test_the_chosen_way_on_stands_out(sheet: Opened) -> None:
    page = sheet("which-help")
    option = page.locator("#f-direction div:has(> .exit)").first
    weight = "link => getComputedStyle(link).fontWeight"
    before = option.locator(".exit").evaluate(weight)
    option.get_by_role("radio").check()
    assert int(option.locator(".exit").evaluate(weight)) > int(before)


def test_initials_stand_in_their_ring_while_they_are_typed(sheet: Opened) -> None:
    page = sheet("my-circles")
    for ring, box in enumerate(page.locator(".in-ring").all(), 1):
        box.locator("input").first.press_sequentially(f"R{ring}")
    marks, edges = page.locator(".who-here:not(:empty)"), page.locator(".rings-drawn circle")
    expect(marks).to_have_text(["R1", "R2", "R3", "R4"])
    radii = sorted(edges.evaluate_all("rings => rings.map(r => +r.getAttribute('r'))"))
    for ring, mark in enumerate(marks.all()):
        x, y = mark.evaluate("m => [m.getAttribute('x') - 200, m.getAttribute('y') - 200]")
        assert (radii[ring - 1] if ring else 0) <= (x * x + y * y) ** 0.5 < radii[ring], f"outside ring {ring + 1}"
        assert mark.evaluate("m => getComputedStyle(m).fill") not in ("none", "rgba(0, 0, 0, 0)")
    page.locator(".in-ring input").first.fill("")
    expect(marks).to_have_count(3)
    page.get_by_role("button", name="Maak het blad leeg").click()


def test_a_phone_shows_one_part_at_a_time_and_all_when_asked(browser: Browser, server: Served) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server.url + SHEETS["my-circles"].url)
    parts, status = page.locator("#sheet > .f"), page.locator(".along p")
    shown = parts.locator("visible=true")
    expect(shown).to_have_count(1)
    expect(status).to_have_text("Deel 1 van 4")
    expect(page.get_by_role("button", name="Terug")).to_be_hidden()
    page.get_by_role("button", name="Verder", exact=True).press("Enter")
    expect(status).to_have_text("Deel 2 van 4")
    assert page.evaluate("document.activeElement.textContent") == "Wie, en waarvoor?"
    page.get_by_role("button", name="Terug").press("Enter")
    expect(status).to_have_text("Deel 1 van 4")
    page.get_by_role("button", name="Alles tegelijk").click()
    expect(shown).to_have_count(4)
    page.get_by_role("button", name="Deel voor deel").click()
    expect(shown).to_have_count(1)
    context.close()


def test_rows_come_as_they_are_needed(sheet: Opened) -> None:
    page = sheet("my-circles")
    rows = page.locator("#f-who-for-what tr[data-row]").locator("visible=true")
    expect(rows).to_have_count(2)
    more = page.locator("#f-who-for-what .more")
    more.click()
    expect(rows).to_have_count(3)
    assert page.evaluate("document.activeElement.name") == "who-for-what.2.0"
    for _ in range(4):
        more.click()
    expect(rows).to_have_count(7)
    expect(more).to_be_hidden()


MESSAGES = {
    "soft-opening": ("#f-final textarea", "Ik zag of hoorde dat je wegliep.\nMijn vraag aan jou is blijf je?"),
    "repair-note": ("#f-note textarea", "Ik zie dat het jou dat je wegliep.\nIk wil je vragen blijf je?"),
}


@pytest.mark.parametrize("sheet_id", sorted(MESSAGES))
def test_what_was_typed_becomes_a_message_to_copy_and_share(sheet: Opened, sheet_id: str) -> None:
    boxes, text = MESSAGES[sheet_id]
    page = sheet(sheet_id)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    message = page.locator(".message")
    expect(message).to_be_hidden()
    page.locator(boxes).first.fill("dat je wegliep.")
    page.locator(boxes).last.fill("blijf je?")
    assert message.locator(".sent").text_content() == text
    message.get_by_role("button", name="Kopieer het bericht").press("Enter")
    expect(message.locator(".told")).to_have_text("Gekopieerd. Plak het waar je het wilt bewaren.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    page.evaluate("document.querySelector('#sheet').reset()")
    expect(message).to_be_hidden()


@pytest.mark.parametrize("sheet_id", ["agreed-pause", "speaker-and-mirror", "soft-opening", "repair-note"])
def test_a_message_is_made_of_every_answer_it_names(sheet: Opened, sheet_id: str) -> None:
    page = sheet(sheet_id)
    page.evaluate("""() => {
        for (const e of document.querySelector("#sheet").elements) {
            if (e.matches("[type=radio]")) e.checked = true;
            if (e.matches("textarea")) e.value = "iets";
        }
        document.querySelector("#sheet textarea").dispatchEvent(new Event("input", {bubbles: true}));
    }""")
    bubble = page.locator(".sent").text_content()
    assert bubble
    assert len(bubble.splitlines()) == len(SHEETS[sheet_id].front.message or [])
    assert "{" not in bubble


def test_cards_turn_one_at_a_time(sheet: Opened) -> None:
    page = sheet("outside-in-cards")
    cards = page.locator(".f-cards details")
    opened = "cards => cards.flatMap((card, n) => (card.open ? n : []))"
    page.get_by_role("button", name="Volgende kaart").press("Enter")
    assert cards.evaluate_all(opened) == [0]
    page.get_by_role("button", name="Volgende kaart").press("Enter")
    assert cards.evaluate_all(opened) == [1]
    assert page.evaluate("document.activeElement.textContent") == cards.nth(1).locator("summary").inner_text()
    page.get_by_role("button", name="Vorige kaart").press("Enter")
    assert cards.evaluate_all(opened) == [0]
    for _ in range(10):
        before = cards.evaluate_all(opened)
        page.get_by_role("button", name="Trek een kaart").press("Enter")
        now = cards.evaluate_all(opened)
        assert len(now) == 1
        assert now != before


def test_columns_grow_with_the_people_named(sheet: Opened) -> None:
    page = sheet("agreed-pause")
    heads, places = page.locator("th[data-person]"), page.locator("[data-place]")
    expect(heads).to_have_count(4)
    assert page.locator("[data-person][hidden]").count() == 0
    places.nth(0).fill("S.")
    places.nth(1).fill("Noor & co")
    assert heads.locator("visible=true").count() == 2
    expect(heads.nth(0)).to_have_text("S.")
    labels = page.locator("td[data-person='2'] textarea").evaluate_all(
        "boxes => boxes.map((b) => b.getAttribute('aria-label'))"
    )
    assert labels
    assert all("Noor & co" in label for label in labels)
    assert page.locator("td[data-person='2']").first.get_attribute("data-head") == "Noor & co"
    places.nth(0).fill("")
    places.nth(1).fill("")
    assert heads.locator("visible=true").count() == 4
    expect(heads.nth(1)).to_have_text("Persoon 2")


def test_what_an_unnamed_person_filled_in_stays_in_sight(sheet: Opened) -> None:
    page = sheet("agreed-pause")
    page.locator("td[data-person='3'] textarea").first.fill("even alleen zijn")
    page.locator("[data-place]").nth(0).fill("S.")
    expect(page.locator("th[data-person='3']")).to_be_visible()
    expect(page.locator("th[data-person='4']")).to_be_hidden()


def test_scales_of_a_person_carry_the_name_and_print_it(sheet: Opened) -> None:
    page = sheet("dials-not-boxes")
    page.locator("[data-place]").nth(0).fill("S.")
    page.emulate_media(media="print")
    shown = page.locator(".f-scale [data-person]").locator("visible=true")
    assert shown.count() == page.locator(".f-scale [data-person='1']").count() > 0
    assert "S." in page.locator(".f-scale [data-person='1'] .row, .f-scale .who[data-person='1']").first.inner_text()


# --- the leave button


@pytest.mark.parametrize("address", ["veilig-oefenen/", "en/help/"])
def test_the_leave_button_leaves_by_mouse_and_by_escape_three_times(
    browser: Browser, server: Served, address: str
) -> None:
    for leave in (
        lambda page: page.locator("a.leave").click(),
        lambda page: [page.keyboard.press("Escape") for _ in range(3)],
    ):
        context = browser.new_context()
        context.route(
            "https://www.google.*/**",
            lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"),
        )
        page = context.new_page()
        page.goto(server.url)
        page.goto(server.url + address)
        leave(page)
        page.wait_for_url("https://www.google.*/**")
        page.go_back()
        assert page.url == server.url, "the page is not one step back"
        context.close()


def test_escape_twice_and_something_else_does_not_leave(tab: Page, server: Served) -> None:
    tab.goto(server.url + "hulp/")
    for key in ("Escape", "Escape", "Tab", "Escape", "Escape"):
        tab.keyboard.press(key)
    tab.wait_for_timeout(200)
    assert tab.url == server.url + "hulp/"


# --- the list of worksheets


@pytest.fixture
def index(tab: Page, server: Served) -> Page:
    tab.goto(server.url + "werkbladen/")
    return tab


def test_the_list_is_sieved_by_time_company_key_and_style(index: Page) -> None:
    number = {12: "Werkblad 12"}  # what a list shows of a numbered sheet
    front = {number.get(sheet.neutral or 0, sheet.title): sheet.exercise for sheet in SHEETS.values()}
    cases: dict[str, Callable[[Exercise], bool]]
    cases = {"t5": lambda e: e.minutes <= 5, "t15": lambda e: e.minutes <= 15, "cir": lambda e: "circle" in e.setting}
    cases |= {"k3": lambda e: e.key == 3, "alo": lambda e: "alone" in e.setting}
    cases |= {"anx": lambda e: not e.fits or "anxious" in e.fits}  # left out means all
    for value, fits in cases.items():
        choose(index, value)
        shown = {
            title.replace(SHY, "") for title in index.locator(".door > a").locator("visible=true").all_inner_texts()
        }
        assert shown == {title for title, exercise in front.items() if fits(exercise)}, value
        said = "1 blad" if len(shown) == 1 else f"{len(shown)} bladen"
        expect(index.locator(".sieve [role=status]")).to_have_text(said)
        headings = index.locator(".worksheet-index h3").locator("visible=true").count()
        assert headings == len({exercise.key for exercise in front.values() if fits(exercise)})
        index.get_by_role("button", name="Wis je keuze").click()
    assert index.locator(".door").locator("visible=true").count() == len(SHEETS)


def choose(page: Page, *values: str) -> None:
    """Press these chips of the list."""
    if page.locator(".sieve details").get_attribute("open") is None:
        page.locator(".sieve summary").click()
    for value in values:
        page.locator(f".sieve label:has([value={value}])").click()


def test_what_is_chosen_of_the_list_stands_in_the_address(index: Page, server: Served) -> None:
    """Beside a set of one's own; it is there on the way back from a sheet, and for whoever is sent the address."""
    index.get_by_role("checkbox", name="in mijn set: De afgesproken pauze").check()
    choose(index, "t15", "k2", "anx")
    assert index.url.endswith("werkbladen/#set=agreed-pause&show=t15,k2,anx")
    shown = index.locator(".door > a").locator("visible=true").all_inner_texts()
    assert 0 < len(shown) < len(SHEETS)
    index.get_by_role("link", name=shown[0]).first.click()
    expect(index.locator("h1")).to_have_text(shown[0])
    index.go_back()
    assert index.locator(".door > a").locator("visible=true").all_inner_texts() == shown
    expect(index.locator(".own-set")).to_be_visible()
    sent = index.context.new_page()
    sent.goto(index.url)
    assert sent.locator(".door > a").locator("visible=true").all_inner_texts() == shown
    expect(sent.locator(".sieve details [value=anx]")).to_be_visible()
    sent.close()
    for value in ("t15", "k2"):
        index.locator(f".sieve label:has([value={value}])").click()
    assert index.url.endswith("werkbladen/#set=agreed-pause&show=anx"), "chosen again is taken back"
    index.get_by_role("button", name="Wis je keuze").press("Enter")
    expect(index.locator(".sieve input").first).to_be_focused()
    assert index.url.endswith("werkbladen/#set=agreed-pause")
    expect(index.locator(".sieve [role=status]")).to_have_text(f"{len(SHEETS)} bladen")


def test_the_chips_work_by_keyboard_and_say_what_they_are(index: Page) -> None:
    index.get_by_role("radio", name="samen", exact=True).focus()
    index.keyboard.press("Space")
    expect(index.get_by_role("radio", name="samen", exact=True)).to_be_checked()
    index.keyboard.press("ArrowRight")
    expect(index.get_by_role("radio", name="met meer")).to_be_checked()
    expect(index.get_by_role("radio", name="samen", exact=True)).not_to_be_checked()
    index.locator(".sieve summary").press("Enter")
    expect(index.get_by_role("radio", name="2. Reguleer je zenuwstelsel")).to_be_visible()
    expect(index.get_by_role("group", name="Hoeveel tijd?")).to_be_visible()


def test_one_sheet_is_one_sheet(index: Page) -> None:
    """A choice that leaves one: made here, for which sheets there are may change."""
    index.evaluate("""() => {
      for (const door of [...document.querySelectorAll(".door.t5")].slice(1)) door.remove();
      document.querySelector(".sieve [value=t5]").click();
    }""")
    expect(index.locator(".sieve [role=status]")).to_have_text("1 blad")


def test_the_sieve_works_without_script(browser: Browser, server: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + "werkbladen/")
    assert page.locator(".door").locator("visible=true").count() == len(SHEETS)
    choose(page, "k3")
    of_key_3 = [sheet for sheet in SHEETS.values() if sheet.front.exercise.key == 3]
    assert page.locator(".door").locator("visible=true").count() == len(of_key_3) > 0
    assert page.locator(".door input").count() == 0
    page.get_by_role("button", name="Wis je keuze").click()
    assert page.locator(".door").locator("visible=true").count() == len(SHEETS)
    context.close()


def test_ticked_sheets_make_a_set(index: Page) -> None:
    own = index.locator(".own-set")
    expect(own).to_be_hidden()
    for title in ("De afgesproken pauze", "Mijn kringen"):
        index.get_by_role("checkbox", name=f"in mijn set: {title}").check()
    assert index.url.endswith("werkbladen/#set=agreed-pause,my-circles")
    links = own.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert links == ["afgesproken-pauze/", "mijn-kringen/"], "the pages, where what comes before the sheet is told"
    index.get_by_role("checkbox", name="in mijn set: Mijn kringen").uncheck()
    expect(own.locator("a")).to_have_count(1)


def test_the_list_is_within_its_budget(built_site: Path) -> None:
    for address in ("werkbladen", "en/worksheets"):
        html = (built_site / address / "index.html").read_bytes()
        script = INLINE.findall(html.decode())
        small = len(brotli.compress("".join(script).encode()))
        assert small <= 2000
        assert 300 + len(brotli.compress(html)) <= 12000, "10 KB, and 2 KB of script inside it"
