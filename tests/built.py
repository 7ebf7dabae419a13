"""The pages of a built site, each with the page of the catalogue it was made from."""

import functools
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

from microsite.content.catalogue import Catalogue
from microsite.content.loader import load
from microsite.content.page import Page
from site_fixtures import ROOT, address_of, html_files

SENT_ON = ("go/", "w/")
"""Below these stand addresses for paper and mail, which send the reader on."""
FOR_MAIL = ("mail/",)
"""Below this stands what newsletters are made of."""
LEAVE = ("practise-safely", "help")
"""Pages with a button to leave at once."""

PICTURES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode();
}))"""
"""Loads the pictures of a page that come as one nears them: no answer is on its way with those."""

FILL = """texts => {
    let n = 0;
    for (const e of document.querySelector("#sheet").elements) {
        if (!e.name || !e.matches("input,textarea,select")) continue;
        if (e.matches("[type=checkbox]")) e.checked = n++ % 2 == 0;
        else if (e.matches("[type=radio]")) e.checked = n++ % 3 == 0;
        else if (e.matches("textarea")) e.value = `${n++} ${texts[n % texts.length]}`;
        else if (e.matches("input")) e.value = `Ö${n++}.`;
        e.dispatchEvent(new Event("input", {bubbles: true}));
    }
    for (const e of document.querySelectorAll("[data-after]")) e.selectedIndex = 1 + n++ % (e.options.length - 1);
}"""
"""Fills in a sheet at once, half of its boxes ticked, with these texts in turn."""


@dataclass(frozen=True)
class Built:
    """One page of the site. `address` is relative to its root."""

    page: Page
    address: str
    file: Path

    @property
    def tree(self) -> html.HtmlElement:
        return parse(self.file)

    def one(self, xpath: str) -> html.HtmlElement:
        """The only element of this kind."""
        found = self.tree.xpath(xpath)
        assert len(found) == 1, f"{self.address}: {len(found)} of {xpath}"
        return found[0]

    def text(self, xpath: str) -> str:
        return " ".join(self.one(xpath).text_content().split())


@functools.cache
def parse(file: Path) -> html.HtmlElement:
    return html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot()


@functools.cache
def catalogue_of(site: Path) -> Catalogue:
    """What the site was made from: it stands in its project."""
    docs = site.parent / "docs"
    return load(docs if docs.is_dir() else ROOT / "docs")


@functools.cache
def pages_of(site: Path) -> tuple[Built, ...]:
    """Every page in our own frame, by its files: as many as the catalogue has, and the same ones."""
    wanted = {page.url: page for page in catalogue_of(site).pages.values()}
    found = {address_of(file, site): file for file in html_files(site) if is_framed(file)}
    assert sorted(found) == sorted(wanted), sorted(found.keys() ^ wanted.keys())
    print(f"{len(found)} pages, as many as the catalogue has")
    return tuple(Built(wanted[address], address, file) for address, file in found.items())


def is_framed(file: Path) -> bool:
    """Made by main.html, so a page of the site itself."""
    return 'id="text"' in file.read_text("utf-8") and bool(parse(file).xpath("//main[@id='text']"))


def kind_of(page: Page) -> str:
    """The kind of a page, as the table of budgets knows it."""
    if page.id in ("worksheets", "search", "not-found"):
        return page.id
    return "leave" if page.id in LEAVE else page.kind


def one_of_each_kind(site: Path) -> list[Built]:
    """For every kind and language a page, the heaviest."""
    by_size = sorted(pages_of(site), key=lambda built: built.file.stat().st_size)
    return list({(kind_of(built.page), built.page.lang): built for built in by_size}.values())


@dataclass(frozen=True)
class Target:
    """Where a link leads: a file of the site and an anchor in it, or another place altogether."""

    file: Path | None
    anchor: str
    url: str


def resolve(link: str, address: str, site: Path, base: str) -> Target:
    """A link on the page at `address`, as a browser would resolve it when the site stands at `base`."""
    url, anchor = urldefrag(urljoin(base + address, link))
    if not url.startswith(base):
        return Target(None, anchor, url)
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(base).path))
    file = site / path
    return Target(file / "index.html" if path.endswith("/") or not path else file, anchor, url)
