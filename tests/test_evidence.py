"""What the site states and from where: every fact leads to its references and back; nothing is filled in by guess."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from microsite.content.catalogue import Catalogue
from microsite.content.page import Page
from microsite.content.site import Site, open_site
from microsite.links import lock
from microsite.web import markdown
from microsite.web.blocks.evidence import short_authors
from microsite.web.layout import ways
from site_languages import LANGUAGES

HOME = "https://sleutels.example/"

GROUPS = ("attachment", "roots", "change", "together", "body", "practice", "help", "several")


@pytest.fixture(scope="module")
def found(loaded: Catalogue) -> Catalogue:
    return loaded


@pytest.fixture(scope="module")
def site(found: Catalogue) -> Site:
    return open_site(HOME, found)


@pytest.fixture(scope="module")
def shown(found: Catalogue, site: Site) -> dict[tuple[str, str], html.HtmlElement]:
    """The page of each group of facts in each language, and the pages of sources and references, as trees."""
    wanted = [*(f"facts-{group}" for group in GROUPS), "sources", "references"]
    pages = [found.page(name, lang) for name in wanted for lang in LANGUAGES]
    return {(page.id, page.lang): html.fromstring(f"<div>{markdown.convert(page, site)}</div>") for page in pages}


def links(tree: html.HtmlElement, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    """Every link to an anchor of our own: (id of the page, anchor)."""
    by_url = {there.url: there.id for there in site.catalogue.in_language(page.lang)}
    for href in tree.xpath(".//a/@href"):
        if href.startswith("http") or "#" not in href:
            continue
        path, _, anchor = href.partition("#")
        url = html.urljoin(HOME + page.url, path).removeprefix(HOME) if path else page.url
        yield by_url[url], anchor


@pytest.mark.parametrize(
    ("authors", "short"),
    [
        ("Fraley, R. C.", "Fraley"),
        ("Fraley, R. C., & Roberts, B. W.", "Fraley & Roberts"),
        ("van Raalte, L. J., Floyd, K., Kloeber, D., & Veluscek, A. M.", "van Raalte et al."),
        ("Bakermans-Kranenburg, M. J., & van IJzendoorn, M. H.", "Bakermans-Kranenburg & van IJzendoorn"),
        ("Lemay, E. P., Jr., & Dudley, K. L.", "Lemay & Dudley"),
        ("Anderson, J. R., et al.", "Anderson et al."),
        ("Burgess Moser, M., Johnson, S. M., & Lafontaine, M.-F.", "Burgess Moser et al."),
        (None, ""),
    ],
)
def test_a_reference_in_short_names_its_first_authors(authors: str | None, short: str) -> None:
    assert short_authors(authors, "et al.") == short


def test_every_source_has_a_short_name(found: Catalogue) -> None:
    for source in found.data.sources.values():
        assert not source.authors or short_authors(source.authors, "e.a."), source.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fact_stands_in_full_on_the_page_of_its_group(
    found: Catalogue, shown: dict[tuple[str, str], html.HtmlElement], lang: str
) -> None:
    for fact in found.data.facts.values():
        (entry,) = shown[fact.page, lang].xpath(f".//dt[@id='{fact.id.lower()}']")
        told = " ".join(entry.text_content().split() + entry.getnext().text_content().split())
        for text in (fact.says[lang], fact.studied[lang], fact.limits[lang]):
            assert " ".join(text.split()) in told, (fact.id, text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_lead_to_their_references_and_back(
    found: Catalogue, site: Site, shown: dict[tuple[str, str], html.HtmlElement], lang: str
) -> None:
    for group in GROUPS:
        page = found.page(f"facts-{group}", lang)
        tree = shown[page.id, lang]
        for fact in (fact for fact in found.data.facts.values() if fact.group == group):
            (told,) = tree.xpath(f".//dt[@id='{fact.id.lower()}']/following-sibling::dd[1]")
            assert [anchor for _, anchor in links(told, page, site)] == fact.sources, fact.id
            for name in fact.sources:
                (entry,) = tree.xpath(f".//li[@id='{name}']")
                assert (page.id, fact.id.lower()) in set(links(entry, page, site)), (fact.id, name)
        for entry in tree.xpath(".//ul[@class='refs']/li"):
            behind = {fact.id.lower() for fact in found.data.facts.values() if entry.get("id") in fact.sources}
            assert {anchor for _, anchor in links(entry, page, site)} == behind, entry.get("id")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reference_shows_all_that_is_known(
    found: Catalogue, shown: dict[tuple[str, str], html.HtmlElement], lang: str
) -> None:
    for fact in found.data.facts.values():
        for source in (found.data.sources[name] for name in fact.sources):
            (entry,) = shown[fact.page, lang].xpath(f".//li[@id='{source.id}']")
            text = " ".join(entry.text_content().split())
            known = (source.authors, f"({source.year})", source.title, source.journal, source.volume, source.pages,
                     source.inside, source.publisher, source.doi)  # fmt: skip
            for part in known:
                assert not part or part in text, (source.id, part)
            if source.doi:
                assert f"https://doi.org/{source.doi}" in entry.xpath(".//a/@href")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_by_name_has_every_source_once_and_leads_to_it(
    found: Catalogue, site: Site, shown: dict[tuple[str, str], html.HtmlElement], lang: str
) -> None:
    page = found.page("references", lang)
    rows = shown["references", lang].xpath(".//ul[@class='refs']/li")
    led = [next(links(row, page, site)) for row in rows]
    assert sorted(anchor for _, anchor in led) == sorted(found.data.sources)
    for there, anchor in led:
        assert shown[there, lang].xpath(f".//li[@id='{anchor}']"), anchor
    for row in rows:
        for there, anchor in links(row, page, site):
            assert shown[there, lang].xpath(f".//*[@id='{anchor}']"), (there, anchor)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sources_has_a_place_for_every_fact_there_ever_was(
    found: Catalogue, site: Site, docs: Path, shown: dict[tuple[str, str], html.HtmlElement], lang: str
) -> None:
    placed = set(shown["sources", lang].xpath(".//dt/@id"))
    assert placed == {fact.lower() for fact in (*found.data.facts, *found.data.withdrawn)}
    released = lock.read(docs / "_data" / lock.NAME)["anchors"]
    assert {anchor.partition("#")[2] for anchor in released if anchor.startswith("sources#f")} <= placed
    led = set(links(shown["sources", lang], found.page("sources", lang), site))
    assert {(fact.page, fact.id.lower()) for fact in found.data.facts.values()} <= led


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paragraph_has_one_mark_that_opens_every_fact_it_claims(found: Catalogue, site: Site, lang: str) -> None:
    """It opens by the browser itself, says of each claim how sure it is, and leads to the fact in full."""
    count = 0
    for page in found.in_language(lang):
        tree = html.fromstring(f"<div>{markdown.convert(page, site)}</div>")
        told = []
        for mark in tree.xpath(".//button[@class='evidence']"):
            assert len(mark.getparent().xpath("./button[@class='evidence']")) == 1, page.file
            (more,) = tree.xpath(f".//*[@id='{mark.get('popovertarget')}' and @popover]")
            assert more.getparent() is mark.getparent()
            facts = [anchor.upper() for _, anchor in links(more, page, site)]
            assert [there for there, _ in links(more, page, site)] == [found.data.facts[fact].page for fact in facts]
            assert all(fact in mark.text_content() and site.grade(fact, lang) in more.text_content() for fact in facts)
            assert mark.text in {site.grade(facts[0], lang), site.words(lang)["grades_differ"]}
            told += facts
        assert sorted(told) == sorted(re.findall(r"\]\(fact:(F\d+)\)", page.body)), page.file
        count += len(told)
    assert count > 50


def test_a_mark_stands_on_words_of_our_own(found: Catalogue) -> None:
    """Without words of its own a link takes the fact's sentence, which belongs on the pages of facts."""
    bare = [page.file for page in found.pages.values() if "[](fact:" in page.body]
    assert bare == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_way_back_leads_over_sources(found: Catalogue, site: Site, lang: str) -> None:
    for page_id in ("references", "still-open", *(f"facts-{group}" for group in GROUPS)):
        above = [page.id for page, _ in ways.crumbs(found.page(page_id, lang), site)]
        assert above == ["home", "sources"], page_id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_open_stands_on_one_page_with_where_it_is(found: Catalogue, site: Site, lang: str) -> None:
    page = found.page("still-open", lang)
    tree = html.fromstring(f"<div>{markdown.convert(page, site)}</div>")
    text = " ".join(tree.text_content().split())
    what = [item.what[lang] for item in found.data.to_check.values()]
    what += [item.what[lang] for item in found.data.to_read.values()]
    assert [one for one in what if " ".join(one.split()) not in text] == []
    unfinished = {anchor for _, anchor in links(tree, page, site)}
    assert {source.id for source in found.data.sources.values() if source.open} <= unfinished
    others = [other.file for other in found.in_language(lang) if other is not page and "/// to-" in other.body]
    assert others == [], "nowhere else"
