"""The pictures of the sheets live while one fills them in: what moves can be seen, and is still for who asked it."""

import importlib.util
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from microsite.content.page import WorksheetPage
from site_fixtures import ROOT, Served, our_texts
from test_scripts import accepting

CATALOGUE = our_texts()
LANGS = CATALOGUE.definition.langs
PHONE = ViewportSize(width=390, height=844)
LONGEST = 5000
"""Pixels of a fresh page of 390 wide, down to where its sheet ends."""
WHOLE = 5200
"""And down to its foot, in DejaVu: phones have narrower letters, in which no such page is longer than 5,000."""
SEEN = """part => {
    const none = paint => paint === "none" || /^(transparent|rgba\\(.*, 0\\))$/.test(paint);
    const bare = style => none(style.backgroundColor) && style.backgroundImage == "none";
    const drawn = el => {
        const style = getComputedStyle(el), own = getComputedStyle(el, "::before");
        const lined = !none(style.stroke) && parseFloat(style.strokeWidth) > 0;
        if (el instanceof SVGElement) return !none(style.fill) || lined;
        return !bare(style) || parseFloat(style.borderTopWidth) > 0 || own.content != "none" && !bare(own);
    };
    const shapes = part.localName == "g" ? [...part.children] : [part], box = part.getBoundingClientRect();
    const shown = part.checkVisibility({opacityProperty: true, visibilityProperty: true});
    return shown && shapes.every(drawn) && box.width >= 8 && box.height >= 8;
}"""
TURN = "part => new DOMMatrix(getComputedStyle(part).transform).m12 + ' ' + getComputedStyle(part).rotate"
SURFACE = "jar => parseFloat(getComputedStyle(jar, '::after').clipPath.match(/[\\d.]+/)[0])"
PICTURE = """[
    ...[...document.querySelectorAll(".dial b, .who-here, .sent")].map(part => part.textContent),
    ...[...document.querySelectorAll(".jar")].map(jar => jar.style.getPropertyValue("--full")),
    ...[...document.querySelectorAll("#sheet :is(textarea, [type=text])")].map(box => box.value)]"""
"""What stands in pictures, messages and boxes."""
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
Opened = Callable[[str, str], Page]


def sheet_of(sheet_id: str, lang: str) -> WorksheetPage:
    found = CATALOGUE.page(sheet_id, lang)
    assert isinstance(found, WorksheetPage)
    return found


def phone_of(browser: Browser, motion: Literal["no-preference", "reduce"]) -> BrowserContext:
    return browser.new_context(viewport=PHONE, has_touch=True, accept_downloads=True, reduced_motion=motion)


@pytest.fixture(scope="module", params=["no-preference", "reduce"], ids=["moving", "still"])
def either(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone with a finger: one that moves, and one whose owner asked for stillness."""
    made = phone_of(browser, request.param)
    yield made
    made.close()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """As most are."""
    made = phone_of(browser, "no-preference")
    yield made
    made.close()


@contextmanager
def opening(context: BrowserContext, server: Served) -> Iterator[Opened]:
    """Opens a sheet in a language; fails on any mistake of a script and any violation of the policy."""
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: dialog.accept())

    def opened(sheet_id: str, lang: str) -> Page:
        page.goto(server.url + sheet_of(sheet_id, lang).url)
        return page

    yield opened
    page.close()
    assert not wrong, wrong


@pytest.fixture
def living(either: BrowserContext, server: Served) -> Iterator[Opened]:
    with opening(either, server) as opened:
        yield opened


@pytest.fixture
def sheet(phone: BrowserContext, server: Served) -> Iterator[Opened]:
    with opening(phone, server) as opened:
        yield opened


def turn_to(page: Page, what: str) -> Locator:
    """The part that holds this, reached as a thumb does."""
    on = page.locator("[data-turn='1']")
    while not page.locator(what).first.is_visible():
        on.click()
    return page.locator(what)


def settled(page: Page) -> None:
    """All that moves has come to rest; with reduced motion nothing ever moved."""
    if page.evaluate("matchMedia('(prefers-reduced-motion:reduce)').matches"):
        assert page.evaluate("document.getAnimations().length") == 0, "it moves for someone who asked for stillness"
    page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => {})")


@pytest.mark.parametrize("lang", LANGS)
def test_a_knob_turns_by_key_by_finger_and_by_its_number(living: Opened, lang: str) -> None:
    page = living("dials-not-boxes", lang)
    knob = turn_to(page, ".knob").first
    dial, face, number = knob.get_by_role("slider"), knob.locator(".face"), knob.locator(".dial b")
    none = CATALOGUE.strings[lang]["no_number"]
    expect(dial).to_have_attribute("aria-valuetext", none)
    expect(number).to_have_text("?")
    at_rest = face.evaluate(TURN)
    dial.press("ArrowRight")
    expect(number).to_have_text("0")
    for _ in range(4):
        dial.press("ArrowRight")
    settled(page)
    expect(number).to_have_text("4")
    assert dial.get_attribute("aria-valuetext") == "4"
    assert face.evaluate(SEEN)
    assert face.evaluate(TURN) != at_rest
    assert knob.locator("[type=radio]:checked").get_attribute("value") == "4"
    knob.locator("label").nth(9).tap()
    expect(number).to_have_text("9")
    box = knob.locator(".dial").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(middle[0], box["y"] + 8)
    expect(number).to_have_text("5")
    page.mouse.move(middle[0], box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 6, middle[1])
    page.mouse.up()
    expect(number).to_have_text("8")
    dial.press("End")
    assert "10 = " in str(dial.get_attribute("aria-valuetext"))
    dial.press("Home")
    expect(dial).to_have_attribute("aria-valuetext", none)
    assert knob.locator(":checked").count() == 0, "what was chosen can be taken back"


@pytest.mark.parametrize("lang", LANGS)
def test_the_jar_fills_and_has_a_note_ready(living: Opened, lang: str) -> None:
    page = living("safe-moments-jar", lang)
    jar, notes = turn_to(page, ".jar"), page.locator(".note-slip").locator("visible=true")
    expect(notes).to_have_count(2)
    empty = jar.evaluate(SURFACE)
    for n in range(3):
        page.locator(".note-slip").nth(n).locator("input").first.fill("3")
    settled(page)
    expect(notes).to_have_count(4)
    three = jar.evaluate(SURFACE)
    assert three < empty, "it stands higher"
    page.locator(".note-slip").nth(2).locator("input").first.fill("")
    settled(page)
    assert three < jar.evaluate(SURFACE) < empty
    inside = jar.evaluate("jar => getComputedStyle(jar, '::after').backgroundColor")
    assert inside != jar.evaluate("jar => getComputedStyle(jar.closest('.sheet')).backgroundColor")
    page.locator("[data-turn='1']").tap()
    page.locator(".keep [type=reset]").tap()
    turn_to(page, ".jar")
    settled(page)
    assert jar.evaluate(SURFACE) == empty


@pytest.mark.parametrize("lang", LANGS)
def test_the_scales_tip_to_where_more_was_written(living: Opened, lang: str) -> None:
    page = living("old-helper", lang)
    tips = turn_to(page, ".tips")
    assert tips.evaluate("part => getComputedStyle(part).rotate") in ("none", "0deg")
    page.locator("[data-bowl=right] textarea").first.fill("a" * 40)
    settled(page)
    assert tips.evaluate(SEEN)
    assert float(tips.evaluate("part => parseFloat(getComputedStyle(part).rotate)")) > 3
    page.locator("[data-bowl=left] textarea").first.fill("a" * 200)
    settled(page)
    assert float(tips.evaluate("part => parseFloat(getComputedStyle(part).rotate)")) < -3
    box = page.locator(".beam").bounding_box()
    assert box
    assert 0 <= box["y"] <= PHONE["height"] - box["height"], "one sees it while one writes"


@pytest.mark.parametrize("lang", LANGS)
def test_rungs_light_up(sheet: Opened, lang: str) -> None:
    page = sheet("small-steps-ladder", lang)
    turn_to(page, ".ladder")
    low, high = page.locator("[data-rung='1']"), page.locator("[data-rung='2']")
    light = (
        "rung => getComputedStyle(rung).backgroundImage + getComputedStyle(rung.querySelector('.nr')).backgroundColor"
    )
    dark = low.evaluate(light)
    low.locator("[type=checkbox]").tap()
    assert low.evaluate(light) != dark
    assert high.evaluate(light) == dark
    assert low.locator(".nr").evaluate(SEEN)


@pytest.mark.parametrize("lang", LANGS)
def test_the_film_runs_past(sheet: Opened, lang: str) -> None:
    page = sheet("slow-replay", lang)
    film, frames = turn_to(page, ".film"), page.locator(".frame[data-frame]").locator("visible=true")
    expect(frames).to_have_count(2)
    assert film.evaluate("film => film.scrollWidth > film.clientWidth + 100")
    page.locator(".more").tap()
    expect(frames).to_have_count(3)
    expect(frames.last.locator("textarea").first).to_be_focused()
    page.wait_for_timeout(500)
    assert frames.last.evaluate("frame => frame.getBoundingClientRect().right <= innerWidth")


@pytest.mark.parametrize("lang", LANGS)
def test_cards_lie_in_a_pile_and_turn_by_thumb(sheet: Opened, lang: str) -> None:
    page = sheet("outside-in-cards", lang)
    cards = page.locator(".f-cards details")
    shown = cards.locator("visible=true")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("open", "")
    first = shown.inner_text()
    page.locator(".turn [value='1']").tap()
    expect(shown).to_have_count(1)
    assert shown.inner_text() != first
    page.locator(".turn [value='-1']").tap()
    assert shown.inner_text() == first
    page.locator(".along button").tap()
    expect(shown).to_have_count(cards.count())


@pytest.mark.parametrize("lang", LANGS)
def test_a_dot_that_can_be_seen_goes_along_the_wave(living: Opened, lang: str) -> None:
    page = living("long-exhale-path", lang)
    dot = page.locator(".wave circle")
    assert dot.evaluate(SEEN)
    page.locator(".f-breath button").tap()
    page.wait_for_timeout(900)
    moved = float(dot.get_attribute("cx") or 0) > 5
    assert moved == page.evaluate("matchMedia('(prefers-reduced-motion:no-preference)').matches")


@pytest.mark.parametrize("sheet_id", sorted(s.id for s in CATALOGUE.worksheets(LANGS[0]) if s.exercise.gate == "body"))
@pytest.mark.parametrize("lang", LANGS)
def test_where_one_minds_ones_body_the_card_or_wave_is_whole_on_the_first_screen(
    sheet: Opened, lang: str, sheet_id: str
) -> None:
    page = sheet(sheet_id, lang)
    first = page.locator(".wave:visible, .card summary:visible")
    if any(field.calms() for field in sheet_of(sheet_id, lang).fields):
        box = first.first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= PHONE["height"]
    assert page.locator("#sheet legend:visible").first.evaluate("e => e.getBoundingClientRect().bottom < innerHeight")


@pytest.mark.parametrize(
    "sheet_id", ["dials-not-boxes", "safe-moments-jar", "slow-replay", "my-circles", "soft-opening"]
)
@pytest.mark.parametrize("lang", LANGS)
def test_by_thumb_a_sheet_is_saved_and_taken_up_again(sheet: Opened, lang: str, sheet_id: str, tmp_path: Path) -> None:
    """Filled in part by part, saved, left, opened: what the page says is in sight, and its picture is as it was."""
    page, says = sheet(sheet_id, lang), CATALOGUE.strings[lang]["take"]["says"]
    told, on = page.locator(".keep + .told"), page.locator("[data-turn='1']")
    turn_to(page, "#sheet :is(textarea, [type=text]):visible").first.fill("3")
    for each in page.locator(".in-ring input:visible, .note-slip input:visible").all()[:2]:
        each.fill("3")
    while on.is_visible():
        on.tap()
        for knob in page.locator(".knob:visible").all()[:1]:
            knob.locator("label").nth(3).tap()
    with page.expect_download() as download:
        page.locator("[data-act=save]").tap()
    download.value.save_as(tmp_path / "kept.pdf")
    expect(told).to_have_text(says["saved"])
    expect(told).to_be_in_viewport()
    before = page.evaluate(PICTURE)
    page.reload()
    assert page.evaluate(PICTURE) != before
    with page.expect_file_chooser() as chooser:
        page.locator("[data-act=open]").tap()
    chooser.value.set_files(tmp_path / "kept.pdf")
    expect(told).to_have_text(says["opened"])
    expect(told).to_be_in_viewport()
    assert page.evaluate(PICTURE) == before


def test_nothing_on_the_first_screen_moves_when_the_script_comes(browser: Browser, server: Served) -> None:
    """On a slow line a sheet is there before its script, with the part it begins with, where that stays."""
    page, late = browser.new_page(viewport=PHONE), browser.new_page(viewport=PHONE)
    late.route("**/", lambda route: route.fulfill(response=(got := route.fetch()), body=SCRIPT.sub("", got.text())))
    seen = """[...document.querySelectorAll('#sheet > .f')].filter(part => part.checkVisibility())
        .map(part => part.id + ' ' + part.getBoundingClientRect().top)"""
    later = 0
    for each in CATALOGUE.worksheets(LANGS[0]):
        page.goto(server.url + each.url)
        late.goto(server.url + each.url)
        assert late.locator("#sheet.parts").count() == 0, "its script has not come"
        (begun,) = page.evaluate(seen)
        assert late.evaluate(seen) == [begun], each.url
        later += not begun.startswith(f"f-{each.fields[0].id} ")
    assert later, "no sheet begins with another part than its first"
    page.close()
    late.close()


@pytest.mark.parametrize("lang", LANGS)
def test_ten_minutes_come_to_their_end(phone: BrowserContext, server: Served, lang: str) -> None:
    """With the clock of a browser that runs as we say: counted down in one's own time, told once, ticked."""
    page = phone.new_page()
    page.clock.install()
    page.goto(server.url + sheet_of("ten-minutes", lang).url)
    words = CATALOGUE.strings[lang]
    timer = page.locator(".f-timer").first
    button, shown, said = timer.locator("button"), timer.locator("output"), timer.locator("[role=status]")
    button.tap()
    expect(shown).to_have_text(words["time_left"].replace("{time}", "10:00"))
    expect(timer.locator("[data-minutes='10']")).not_to_be_checked()
    page.clock.run_for("09:59")
    assert re.search(r"\b0:0[01]\b", shown.inner_text()), shown.inner_text()
    page.clock.run_for(2000)
    expect(shown).to_have_text(words["time_up"])
    expect(said).to_have_text(words["time_up"])
    expect(timer.locator("[data-minutes='10']")).to_be_checked()
    expect(button).to_have_text(words["start_timer"])
    page.clock.run_for(60_000)
    expect(shown).to_have_text(words["time_up"])
    page.close()


def test_no_fresh_sheet_is_long(browser: Browser, server: Served) -> None:
    """By thumb, with script: every sheet in every language, down to the end of its form."""
    page, ends, whole = browser.new_page(viewport=PHONE), {}, {}
    for lang in LANGS:
        for each in CATALOGUE.worksheets(lang):
            page.goto(server.url + each.url)
            ends[each.url] = page.locator("#sheet").evaluate("form => form.getBoundingClientRect().bottom + scrollY")
            if not each.neutral:  # the signs of danger and the numbers to call are all in sight
                whole[each.url] = page.evaluate("document.documentElement.scrollHeight")
    page.close()
    assert {url: end for url, end in whole.items() if end > WHOLE} == {}
    longest = sorted(ends.items(), key=lambda each: -each[1])[:3]
    print(f"{len(ends)} sheets; the longest: " + ", ".join(f"{url} {end:.0f} px" for url, end in longest))
    assert longest[0][1] <= LONGEST


def test_without_script_every_picture_is_whole_and_every_answer_has_its_place(
    browser: Browser, server: Served, built_site: Path
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for lang in LANGS:
        page.goto(server.url + sheet_of("dials-not-boxes", lang).url)
        radios = page.locator(".knob [type=radio]")
        assert radios.locator("visible=true").count() == radios.count() == 2 * 4 * 11
        assert page.locator(".dial").count() == 0
        page.goto(server.url + sheet_of("safe-moments-jar", lang).url)
        expect(page.locator(".note-slip").locator("visible=true")).to_have_count(14)
        page.goto(server.url + sheet_of("outside-in-cards", lang).url)
        cards = page.locator(".f-cards details")
        assert cards.locator("visible=true").count() == cards.count()
        page.goto(server.url + sheet_of("slow-replay", lang).url)
        frames = page.locator(".frame textarea")
        assert frames.locator("visible=true").count() == frames.count()
    context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_leaving_asks_where_answers_would_be_lost_but_never_on_a_numbered_sheet(
    browser: Browser, server: Served, lang: str
) -> None:
    """Behind a gate too. On a numbered sheet somebody may come in: that page lets go, as a leave button does."""
    context = browser.new_context(viewport=PHONE)
    for each in CATALOGUE.worksheets(lang):
        page, asked = context.new_page(), list[str]()
        page.on("dialog", accepting(asked))
        page.goto(server.url + each.url)
        first = turn_to(page, "#sheet :is(textarea,[type=text],[type=checkbox],[type=radio]):visible").first
        if first.get_attribute("type") in ("checkbox", "radio"):
            first.check()
        else:
            first.press_sequentially("iets")
        page.close(run_before_unload=True)
        page.wait_for_event("close")
        assert asked == ([] if each.neutral else ["beforeunload"]), each.url
    context.close()


def test_every_control_answers_at_once(browser: Browser, server: Served) -> None:
    """What the main thread works for a tap or a key, on a processor four times slower: never a tenth of a second.

    `make audit` prints the browser's own figure as well, which a busy machine makes longer.
    """
    found = importlib.util.spec_from_file_location("inp", ROOT / ".ci/tools/inp.py")
    assert found
    assert found.loader
    inp = importlib.util.module_from_spec(found)
    found.loader.exec_module(inp)
    for sheet_id in inp.SHEETS:
        page = inp.phone(browser)
        page.goto(server.url + sheet_of(sheet_id, LANGS[0]).url)
        work, where = inp.measured(page, throttled=False).busy
        page.context.close()
        print(f"{sheet_id}: {work:.0f} ms of work for {where}")
        assert 0 < work <= inp.MOST, (sheet_id, where)


def test_with_forced_colours_what_moves_can_still_be_seen(browser: Browser, server: Served) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, forced_colors="active")
    ground = "part => getComputedStyle(part.closest('.sheet')).backgroundColor"
    paint = "(part, which) => getComputedStyle(part, which).backgroundColor"
    with opening(context, server) as opened:
        page = opened("dials-not-boxes", LANGS[0])
        turn_to(page, ".knob").first.locator("label").nth(2).tap()
        face = page.locator(".face").first
        assert face.evaluate(paint, "::before") != face.evaluate(ground)
        page = opened("safe-moments-jar", LANGS[0])
        page.locator(".note-slip input:visible").first.fill("3")
        assert page.locator(".jar").evaluate(paint, "::after") != page.locator(".jar").evaluate(ground)
        page = opened("small-steps-ladder", LANGS[0])
        turn_to(page, ".ladder")
        page.locator(".rung [type=checkbox]").first.tap()
        number = page.locator(".rung .nr").first
        assert number.evaluate("part => getComputedStyle(part).backgroundColor") != number.evaluate(ground)
    context.close()
