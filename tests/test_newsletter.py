"""Blocks, whole mails and the kit: small, safe in every mail programme, never counting what is private.

What mail programmes can do is in data/caniemail.json, a copy of the data of npm's caniemail.
"""

import functools
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import brotli
import pytest
import zxingcpp
from lxml import etree, html
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from contrast import contrast
from microsite.content.catalogue import Catalogue
from microsite.content.page import TextPage, WorksheetPage
from microsite.content.site import Site, open_site
from microsite.newsletter import block, files, item, mail
from microsite.newsletter.item import Item
from microsite.place import qr
from site_fixtures import HOME_URL, Served
from site_languages import LANGUAGES

BLOCK, WHOLE = 4_000, 100_000
"""Bytes: several blocks must fit in one mail, and Gmail cuts off a mail above some 102 KB."""

KIT_PAGE, KIT_SCRIPT = 40_000, 8_000
"""Bytes after brotli."""

EMAIL = json.loads((Path(__file__).parent / "data" / "caniemail.json").read_text("utf-8"))["data"]

PLAIN_TAGS = {"table": "html-table", "img": "html-img", "h1": "html-h1-h6", "h2": "html-h1-h6", "strong": "html-strong"}
PLAIN_TAGS |= {"div": "html-div", "body": "html-body", "style": "html-style"}
ALWAYS = {"tr", "td", "tbody", "a", "br", "html", "head", "meta", "title"}
"""Tags no programme is known to refuse; caniemail has no entry for them."""

ATTRIBUTES = {name: f"html-{name}" for name in ("width", "height", "align", "cellpadding", "cellspacing")}
ATTRIBUTES |= {name: f"html-{name}" for name in ("lang", "dir", "role")}
OLD_ATTRIBUTES = {"href", "src", "alt", "style", "colspan", "border", "bgcolor", "class", "name", "content", "charset"}
"""As old as HTML mail; caniemail has no entry for them."""

PROPERTIES = {"border-top": "css-border", "font-family": "css-font", "color": "css-font"}
"""Where a property goes by another name there; `color` and `font-family` have none and are as old as CSS."""

FALLS_BACK = {
    "html-width": "HEY drops it; the style says it again",
    "html-height": "HEY drops it; the style lets the picture keep its shape",
    "html-align": "on cells it works everywhere; elsewhere the words of the button start at the left",
    "html-lang": "dropped by some: the words are read with the voice of the mail around them",
    "html-dir": "dropped by some: left to right is what they do",
    "html-role": "dropped by some: the table is read as a table",
    "css-max-width": "Outlook knows it on tables, and it stands on tables only",
    "css-width": "Outlook does not know it on pictures; the attribute says it too",
    "css-height": "some say min-height instead: the same for `auto`",
    "css-padding": "Outlook knows it on cells, and what looks matter stands on cells; its button is then lower",
    "css-margin": "no negative ones are used",
    "css-border": "Outlook draws at most 8px; ours are thinner",
    "css-border-radius": "the button is square in Outlook",
    "css-background-color": "a few know only the oldest way to write colours: then white, as without",
    "css-display": "Outlook does not know `block`: the link is then its words, in a coloured cell all the same",
    "css-text-decoration": "the words of the button are underlined in a few",
    "css-font-size": "no rem is used",
    "css-font-weight": "only `bold` is used",
    "css-line-height": "lines are somewhat higher in Outlook",
}
"""What some programme lacks or half has, and why the block is right without."""

WHOLE_FALLS_BACK = FALLS_BACK | {
    "html-style": "all is said inline too; without it the mail is light",
    "html-body": "replaced by a div that keeps its colour",
    "css-display-none": "the line shown beside the subject is then the first line of the mail",
    "css-max-height": "as display",
    "css-overflow": "as display",
}

UNITS = re.compile(
    r"#[0-9a-f]{6}|-?\d+(?:px|%)?|auto|none|block|bold|solid|hidden|Arial|Helvetica|sans-serif|Georgia|serif"
)
"""All that a value may consist of: no rem, no shorthand colours, no function, no address."""


@pytest.fixture(scope="module")
def everything(site: Site) -> list[Item]:
    return item.every(site)


@functools.cache
def lacking(slug: str) -> bool:
    """Whether any programme, as last tested, lacks a feature or has half of it."""
    return any(
        list(versions.values())[-1][0] in "na"
        for platforms in EMAIL[slug]["stats"].values()
        for versions in platforms.values()
    )


def styles(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for style in tree.xpath("//@style"):
        for declaration in style.split(";"):
            name, _, value = declaration.partition(":")
            yield name.strip(), value.strip()


def features(tree: html.HtmlElement) -> Iterator[str]:
    """Every feature caniemail knows that is used; a KeyError for what neither it nor we know."""
    for element in tree.iter(etree.Element):
        if element.tag not in ALWAYS:
            yield PLAIN_TAGS[element.tag]
        yield from (ATTRIBUTES[name] for name in element.attrib if name not in OLD_ATTRIBUTES)
    for name, value in styles(tree):
        yield "css-display-none" if (name, value) == ("display", "none") else PROPERTIES.get(name, f"css-{name}")


def test_there_is_all_that_was_promised(everything: list[Item], site: Site) -> None:
    for lang in LANGUAGES:
        groups = [one.group for one in everything if one.lang == lang]
        assert list(dict.fromkeys(groups)) == ["keys", "styles", "pages", "sheets", "myths", "sets"]
        assert groups.count("keys") == 7
        assert groups.count("styles") == 4
        pages = [page for page in site.catalogue.in_language(lang) if page.front.mail and page.kind in ("page", "now")]
        assert groups.count("pages") == len(pages) > 5
        assert groups.count("sheets") == len(site.catalogue.worksheets(lang))
        assert groups.count("sets") == len(site.catalogue.data.routes)
        assert groups.count("myths") == sum(len(p.front.myths) for p in site.catalogue.of_type(TextPage, lang)) > 0


def test_languages_have_the_same_items(everything: list[Item]) -> None:
    first, second = ([one.id for one in everything if one.lang == lang] for lang in LANGUAGES)
    assert first == second


def test_texts_have_the_lengths_that_fit(everything: list[Item]) -> None:
    for one in everything:
        assert len(one.mail.subject) <= 45, one
        assert len(one.mail.teaser.split()) <= 25, one
        assert len(one.mail.block.split()) <= 60, one
        assert 0 < len(one.mail.alt) <= 140, one
        assert 0 < len(one.mail.button) <= 40, one


def test_a_block_is_one_small_table_with_inline_styles_only(everything: list[Item], site: Site) -> None:
    for one in everything:
        source = str(block.html(one, site))
        tree = html.fromstring(source)
        assert len(source.encode()) < BLOCK, one.id
        assert (tree.tag, len(tree.xpath("//table"))) == ("table", 1)
        assert not tree.xpath("//style|//script|//link|//@class|//@id"), one.id
        assert tree.get("lang") == site.words(one.lang)["lang_tag"]
        (picture,) = tree.xpath("//img")
        assert picture.get("alt") == one.mail.alt
        assert {*tree.xpath("//@src"), *tree.xpath("//@href")} == {HOME_URL + one.picture, HOME_URL + one.link}
        assert not {"background-image", "position", "float"} & {name for name, _ in styles(tree)}


def test_every_programme_shows_a_block_or_falls_back(everything: list[Item], site: Site) -> None:
    """Each feature is known to caniemail; what a programme lacks has its reason above, and no reason is stale."""
    used = {feature for one in everything for feature in features(html.fromstring(str(block.html(one, site))))}
    unknown = used - EMAIL.keys()
    assert not unknown
    whole = {
        feature
        for lang in LANGUAGES
        for path, text in mail.files(site, lang).items()
        if path.endswith(".html")
        for feature in features(html.document_fromstring(str(text)))
    }
    assert {slug for slug in used if lacking(slug)} <= FALLS_BACK.keys()
    assert {slug for slug in used | whole if lacking(slug)} == WHOLE_FALLS_BACK.keys()


def test_values_are_of_the_oldest_kind(everything: list[Item], site: Site) -> None:
    for one in everything:
        for name, value in styles(html.fromstring(str(block.html(one, site)))):
            assert not UNITS.sub("", value).strip(", "), f"{name}: {value}"


def test_words_stand_out_from_their_ground(everything: list[Item], site: Site) -> None:
    """4.5 : 1 at least, as they are and where a programme turns light and dark round."""
    for one in everything:
        colours = site.palette["light"]
        accent = colours[one.card.colour]
        for ink, ground in ((colours["ink"], colours["card"]), (accent, colours["card"]), ("#ffffff", accent)):
            assert contrast(ink, ground) >= 4.5
            assert contrast(turned(ink), turned(ground)) >= 4.5


def turned(colour: str) -> str:
    """As a programme may turn it: each part of the colour the other way round."""
    return "#" + "".join(f"{255 - int(colour[i : i + 2], 16):02x}" for i in (1, 3, 5))


def test_plain_text_fits_72_columns_and_keeps_addresses_whole(everything: list[Item], site: Site) -> None:
    for one in everything:
        text = block.text(one, site)
        lines = text.splitlines()
        assert lines[0] == one.title.replace("\u00a0", " ")[:72]
        assert lines[-1] == HOME_URL + one.link
        assert all(len(line) <= block.COLUMNS or "://" in line for line in lines), text
        assert not re.search(r"[<>*_#]{2}|&\w+;", text)


def test_what_is_private_is_never_counted(everything: list[Item], site: Site) -> None:
    private = [one for one in everything if one.page.neutral]
    assert {one.id for one in private} == {"blad-12"}
    for one in private:
        assert not one.counted
        assert one.title == site.shown_title(one.page)
        assert one.page.title not in str(block.html(one, site))
    pages = {one.page.id for one in everything}
    assert not pages & {"practise-safely", "help"}


def test_level_2_leads_to_the_page_and_not_to_the_file(everything: list[Item]) -> None:
    for one in everything:
        if one.group == "sheets" and not one.page.neutral:
            assert isinstance(one.page, WorksheetPage)
            assert bool(one.file) is (one.page.exercise.level < 2), one.id
        else:
            assert not one.file


def test_every_link_of_the_kit_is_there(built_site: Path, everything: list[Item]) -> None:
    for one in everything:
        for path in filter(None, (one.link, one.file, one.path)):
            page, _, anchor = path.partition("#")
            assert (built_site / page / "index.html").is_file(), path
            if anchor:
                target = (built_site / one.page.url / "index.html").read_text("utf-8")
                assert f'id="{anchor}"' in target, path
        for path in (one.picture, files.look_path(one), files.qr_path(one, "svg"), files.qr_path(one, "png")):
            assert (built_site / path).is_file(), path


def test_every_qr_code_leads_to_the_page_in_its_language(built_site: Path, everything: list[Item]) -> None:
    for one in everything:
        with Image.open(built_site / files.qr_path(one, "png")) as picture:
            (read,) = zxingcpp.read_barcodes(picture.convert("L"))
        assert read.text == HOME_URL + one.path
        assert int(qr.make(read.text).version) <= qr.LARGEST
        assert "<svg" in (built_site / files.qr_path(one, "svg")).read_text("utf-8")


def test_an_anchor_that_makes_a_code_too_fine_is_left_out(loaded: Catalogue) -> None:
    far = open_site("https://een.lange.naam.example/pad/", loaded)
    (one,) = (one for one in item.myths(far, "nl") if one.id == "myth-disorganised-same-word")
    assert len(far.url + one.path) > qr.LONGEST
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(files.address(one, far)))).convert("L"))
    assert read.text == far.url + one.path.partition("#")[0]


# --- whole mails


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whole_mails_are_whole(site: Site, lang: str) -> None:
    made = mail.files(site, lang)
    names = {"starter", *(f"series-{n}" for n in range(1, 8))}
    assert made.keys() == {f"mail/{name}.{lang}.{kind}" for name in names for kind in ("html", "txt")}
    for path, text in made.items():
        assert len(text.encode()) <= WHOLE
        for line in mail.fixed_lines(site, lang):
            assert line in " ".join(text.split()), f"{path} ends without: {line}"
    for name in names:
        tree = html.document_fromstring(str(made[f"mail/{name}.{lang}.html"]))
        assert tree.get("lang") == site.words(lang)["lang_tag"]
        assert 0 < len(tree.findtext(".//title")) <= 45
        assert len(tree.xpath("//h1")) == 1
        assert all(tree.xpath("//img/@alt"))
        assert not tree.xpath("//script|//link|//img[not(@alt)]")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mail_of_the_series_has_one_thought_one_exercise_one_link(site: Site, lang: str) -> None:
    made = mail.files(site, lang)
    for key in site.catalogue.keys(lang):
        number, told = key.front.key.number, key.front.key
        link = f"{HOME_URL}go/{key.id}/{lang}/"
        tree = html.document_fromstring(str(made[f"mail/series-{number}.{lang}.html"]))
        text = " ".join(tree.text_content().split()).replace("\u00a0", " ")
        assert tree.xpath("//@href") == [link]
        for part in (told.thought, told.minute.title, told.minute.text):
            assert part.replace("\u00a0", " ") in text
        twin = made[f"mail/series-{number}.{lang}.txt"]
        assert re.findall(r"https?://\S+", twin) == [link]
        assert all(len(line) <= block.COLUMNS for line in twin.splitlines())


def test_numbers_come_from_the_help_lines(site: Site) -> None:
    for lang in LANGUAGES:
        _, crisis = mail.fixed_lines(site, lang)
        for number in site.catalogue.crisis(lang):
            assert number.phone
            assert number.phone.display in crisis


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [600, 320])
def test_mails_fit_and_can_be_read(
    browser: Browser, server: Served, width: int, scheme: Literal["light", "dark"]
) -> None:
    """No sideways scrolling, nothing smaller than 16 px, buttons to tap, words that stand out; in light and dark."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    shown = ["mail/starter.nl.html", "mail/series-3.en.html", "mail/look/key-5.nl.html", "mail/look/blad-12.en.html"]
    for path in shown:
        page.goto(server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        for one in page.evaluate(TEXTS):
            assert one["size"] >= 16, one
            assert contrast(one["ink"], one["ground"]) >= 4.5, (path, one)
        for link in page.query_selector_all("a:not(:has(img))"):
            box = link.bounding_box()
            assert box
            assert box["height"] >= 44
    context.close()


TEXTS = """() => {
  const hex = (c) => "#" + c.match(/\\d+/g).slice(0, 3).map((n) => (+n).toString(16).padStart(2, "0")).join("");
  const clear = (c) => c == "rgba(0, 0, 0, 0)";
  const ground = (e) => {
    while (e && clear(getComputedStyle(e).backgroundColor)) e = e.parentElement;
    return e ? getComputedStyle(e).backgroundColor : "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), e = walker.currentNode.parentElement, style = getComputedStyle(e);
    if (!text || text == "\\u00a0" || !e.offsetParent) continue;
    found.push({text, size: parseFloat(style.fontSize), ink: hex(style.color), ground: hex(ground(e))});
  }
  return found;
}"""


# --- the kit


@pytest.fixture
def editor(browser: Browser, server: Served) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url.rstrip("/"))
    yield context
    context.close()


KITS = {"nl": "redactie/", "en": "en/editors/"}
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read(), found = {};
  for (const type of item.types) found[type] = await (await item.getType(type)).text();
  return found;
}"""


def kit(context: BrowserContext, server: Served, lang: str = "nl") -> Page:
    page = context.new_page()
    page.goto(server.url + KITS[lang])
    return page


def opened(page: Page, wanted: str) -> Page:
    """An item of the kit opened, in its group."""
    group = page.locator(f".kg:has(#kit-{wanted})")
    if group.get_attribute("open") is None:
        group.locator(":scope > summary").click()
    page.click(f"#kit-{wanted} > summary")
    page.locator(f"#kit-{wanted} .acts").wait_for()
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_kit_is_small(built_site: Path, lang: str) -> None:
    text = (built_site / KITS[lang] / "index.html").read_text("utf-8")
    scripts = "".join(re.findall(r"<script>(.*?)</script>", text, re.S))
    script = len(brotli.compress(scripts.encode()))
    assert 0 < script <= KIT_SCRIPT
    assert len(brotli.compress(text.encode())) <= KIT_PAGE + script


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_kit_is_whole_without_script(browser: Browser, server: Served, site: Site, lang: str) -> None:
    """Every source stands in a text box as it must be pasted; no button is shown that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = kit(context, server, lang)
    for one in item.items(site, lang):
        assert page.input_value(f"#h-{one.id}") == str(block.html(one, site))
        assert page.input_value(f"#t-{one.id}") == block.text(one, site)
    assert page.locator(".kit button:visible").count() == 0
    assert not page.is_visible("#campaign")
    assert not page.is_visible("#kit-find")
    fixed = page.input_value("#t-lines")
    assert all(line in " ".join(fixed.split()) for line in mail.fixed_lines(site, lang))
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_formatted_copy_puts_html_and_text_on_the_clipboard(
    editor: BrowserContext, server: Served, site: Site, lang: str
) -> None:
    page = kit(editor, server, lang)
    for one in item.items(site, lang)[::13]:
        opened(page, one.id).click(f"#kit-{one.id} .acts button >> nth=0")
        page.wait_for_function("text => document.querySelector('.said').textContent.startsWith(text)", arg=one.title)
        found = page.evaluate(CLIPBOARD)
        assert found["text/plain"].strip() == block.text(one, site).strip()
        pasted, source = (html.fromstring(text) for text in (found["text/html"], str(block.html(one, site))))
        assert pasted.xpath("//@href|//@src|//@alt|//@style") == source.xpath("//@href|//@src|//@alt|//@style")
        assert " ".join(pasted.text_content().split()) == " ".join(source.text_content().split())


def test_a_picture_is_copied_with_its_description(editor: BrowserContext, server: Served, site: Site) -> None:
    page = opened(kit(editor, server), "key-2")
    page.click("#kit-key-2 .acts button >> nth=1")
    (one,) = (one for one in item.keys(site, "nl") if one.id == "key-2")
    found = page.evaluate(CLIPBOARD)
    assert found["text/plain"] == f"{one.mail.alt}\n{HOME_URL}{one.picture}"
    assert html.fromstring(found["text/html"]).xpath("//img/@alt") == [one.mail.alt]


def test_texts_and_links_are_copied_as_they_stand(editor: BrowserContext, server: Served, site: Site) -> None:
    page = opened(kit(editor, server), "my-circles")
    (one,) = (one for one in item.sheets(site, "nl") if one.id == "my-circles")
    wanted = [one.mail.subject, one.mail.teaser, one.mail.block, one.mail.button, one.mail.alt]
    wanted += [HOME_URL + path for path in (one.link, one.file, "go/my-circles/", one.path)]
    buttons = page.locator("#kit-my-circles dd button")
    assert buttons.count() == len(wanted)
    for n, text in enumerate(wanted):
        buttons.nth(n).click()
        assert page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ") == text.replace("\u00a0", " ")
    names = page.locator("#kit-my-circles button").evaluate_all("all => all.map(e => e.ariaLabel || e.textContent)")
    assert len(set(names)) == len(names), "two buttons with one name"


def test_a_campaign_goes_on_links_that_may_be_counted(editor: BrowserContext, server: Served) -> None:
    """On items opened before the name was typed, and on those opened after."""
    page = opened(kit(editor, server), "key-1")
    page.fill("#campaign", "  Lente & Zomer 2027 é ")
    query = "utm_source=nieuwsbrief&utm_medium=email&utm_campaign=lente-zomer-2027-e"
    opened(opened(page, "myth-diagnosis"), "blad-12")
    for one, link in (("key-1", "go/key-1/nl/"), ("myth-diagnosis", "go/myths/nl/")):
        rest = "#diagnosis" if one.startswith("myth") else ""
        counted = f"{HOME_URL}{link}?{query}{rest}"
        assert html.fromstring(page.input_value(f"#h-{one}")).xpath("//a/@href") == [counted] * 2
        assert page.input_value(f"#t-{one}").splitlines()[-1] == counted
    private = page.locator("#kit-blad-12")
    assert "utm_" not in private.inner_html()
    assert "utm_" not in page.input_value("#h-blad-12") + page.input_value("#t-blad-12")
    paper = page.locator(".ki dd", has_text="/w/").all_text_contents()
    assert paper
    assert not any("utm_" in text for text in paper)
    pictures = html.fromstring(page.input_value("#h-key-1")).xpath("//img/@src")
    assert pictures == [f"{HOME_URL}mail/key-1.nl.jpg"]
    page.fill("#campaign", "")
    assert "utm_" not in page.input_value("#h-key-1")


def test_a_mail_of_ones_own(editor: BrowserContext, server: Served, site: Site, tmp_path: Path) -> None:
    page = kit(editor, server)
    assert page.locator("[data-own]:enabled").count() == 0, "nothing is chosen yet"
    for one in ("key-1", "blad-12", "route-two"):
        opened(page, one).check(f"#kit-{one} input")
    for kind in ("html", "txt"):
        with page.expect_download() as download:
            page.click(f"[data-own={kind}]")
        download.value.save_as(tmp_path / f"own.{kind}")
    tree = html.document_fromstring((tmp_path / "own.html").read_text("utf-8"))
    links = [f"{HOME_URL}go/{one}/nl/" for one in ("key-1", "blad-12", "route-two") for _ in range(2)]
    assert tree.xpath("//a/@href") == links
    text = (tmp_path / "own.txt").read_text("utf-8")
    assert re.findall(r"https?://\S+", text) == links[::2]
    for line in mail.fixed_lines(site, "nl"):
        assert line in " ".join(tree.text_content().split())
        assert line in " ".join(text.split())


def test_the_kit_works_by_keyboard_and_says_what_it_did(editor: BrowserContext, server: Served) -> None:
    page = kit(editor, server)
    page.focus(".kg:has(#kit-key-4) > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(3):  # past the three items before it
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#kit-key-4 .acts").wait_for()
    for _ in range(8):  # past the frame and the link in it
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#kit-key-4 .acts button')"):
            break
    page.keyboard.press("Enter")
    said = page.locator("[role=status][aria-live=polite]")
    said.filter(has_text="gekopieerd").wait_for()
    assert page.evaluate(CLIPBOARD).keys() == {"text/plain", "text/html"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_begins_with_search_and_all_groups_at_a_glance(
    browser: Browser, server: Served, site: Site, lang: str
) -> None:
    """On a phone, before any rule; and what must be read first is one tap away."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = kit(context, server, lang)
    assert page.locator("#kit-find").bounding_box()["y"] < 844  # type: ignore[index]
    groups = page.locator(".kg > summary")
    assert groups.count() == len({one.group for one in item.items(site, lang)})
    last, rule = groups.last.bounding_box(), page.locator("#claims").bounding_box()
    assert last
    assert rule
    assert last["y"] < 1500 < rule["y"]
    assert page.locator(".lead ~ p a[href='#claims'], .lead ~ p a[href$='#claims']").count() == 1
    assert page.locator(".ki:visible").count() == 0
    context.close()


def test_search_leaves_the_pieces_that_say_it(editor: BrowserContext, server: Served, site: Site) -> None:
    page = kit(editor, server)
    page.fill("#kit-find", "afgesproken PAUZE")
    assert page.locator("#kit-agreed-pause").is_visible()
    shown = page.locator(".ki:visible")
    told = {one.id: (one.title, *vars(one.mail).values()) for one in item.items(site, "nl")}
    for one in shown.evaluate_all("all => all.map(({ id }) => id.slice(4))"):
        text = " ".join(map(str, told[one])).replace("\u00a0", " ").lower()
        assert "pauze" in text, one
    page.locator(".said", has_text=re.compile(rf"^{shown.count()} stuk(ken)? gevonden$")).wait_for()
    opened(page, "agreed-pause").fill("#kit-find", "afgesproken pauze kopieer opgemaakt")
    assert shown.count() == 0, "what stands on every piece finds none"
    page.locator(".said", has_text="Niets gevonden").wait_for()
    page.fill("#kit-find", "soft-opening")
    assert page.locator("#kit-soft-opening").is_visible(), "an id, as it stands in a link"
    page.fill("#kit-find", "")
    assert page.locator(".kg[open]").count() == 0
    assert page.locator(".kg:visible").count() == 6


def test_it_copies_without_the_newer_clipboard(editor: BrowserContext, server: Served) -> None:
    """On a page without https there is none."""
    page = editor.new_page()
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(server.url + KITS["en"])
    opened(page, "key-6").click("#kit-key-6 .acts button >> nth=0")
    page.locator(".said", has_text="copied").wait_for()
    other = kit(editor, server)
    assert other.evaluate(CLIPBOARD).keys() == {"text/plain", "text/html"}


def test_the_frames_show_the_block_and_nothing_is_refused(editor: BrowserContext, server: Served) -> None:
    page = editor.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(server.url + KITS["nl"])
    opened(page, "key-7")
    frame = page.frame_locator("#kit-key-7 iframe")
    frame.locator("img").wait_for()
    assert frame.locator("img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 1200
    page.click("#kit-key-7 .acts button >> nth=0")
    page.locator(".said", has_text="gekopieerd").wait_for()
    assert not refused, refused


def test_kit_pages_fit_a_small_screen(browser: Browser, server: Served) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    for lang in LANGUAGES:
        page = opened(kit(context, server, lang), "my-circles")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_kit_asks_nobody_else(editor: BrowserContext, server: Served) -> None:
    page = editor.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url + KITS["nl"])
    opened(page, "key-1").wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
