"""What a page weighs on its way to a reader: each file as brotli left it and 300 bytes of headers. KB = 1,000 bytes."""

import functools
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

import brotli
import pytest

from built import Built, kind_of, pages_of, resolve
from site_fixtures import HOME_URL

KB = 1000
HEADERS = 300


@dataclass(frozen=True)
class Budget:
    """In KB. `script` is a part of the whole unless `beside` says that it comes on top."""

    page: float
    script: float = 0
    beside: bool = False
    requests: int = 1

    @property
    def most(self) -> float:
        return self.page + (self.script if self.beside else 0)


BUDGETS = {
    "page": Budget(10, script=1),
    "key": Budget(10, script=1),
    "style": Budget(10, script=1),
    "route": Budget(10, script=1),
    "now": Budget(10),
    "worksheet": Budget(14, script=6, beside=True, requests=2),
    "home": Budget(60),
    "worksheets": Budget(10, script=2, beside=True),
    "not-found": Budget(10, script=1, beside=True),
    "leave": Budget(10, script=1, beside=True),
    "search": Budget(14, script=12),
    "editors": Budget(40, script=8, beside=True),
}
FETCHED = re.compile(r'url\("?([./\w-]+\.woff2)"?\)')
"""A font of the site itself, in a style."""
DARK = re.compile(r"@media\(prefers-color-scheme:dark\)\{((?:[^{}]*\{[^{}]*\})*)\}")
"""The rules of a style for the dark."""
READING = ("page", "key", "style", "route")
"""Kinds of pages that are read from top to bottom: they can be printed and passed on, by a script."""
FONT = 16
"""The one font of titles, on top of every budget: it is fetched once, and kept for ever."""
PICTURE_OF_A_SHEET = 12
AFTER_THE_FIRST_KEY = 250


@functools.cache
def packed(script: bytes) -> int:
    """What a script takes; many pages have the same one."""
    return len(brotli.compress(script, quality=11))


def file_weight(file: Path) -> int:
    """A text is sent as it stands beside it, pictures and fonts as they are."""
    text = file.suffix in {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}
    return (file.with_name(f"{file.name}.br") if text else file).stat().st_size + HEADERS


def scripts_of(built: Built, site: Path) -> list[bytes]:
    """Every script that runs, inline or a file."""
    found = []
    for script in built.tree.xpath("//script[not(@type) or @type='module' or @type='text/javascript']"):
        source = script.get("src")
        file = source and resolve(source, built.address, site, HOME_URL).file
        found.append(file.read_bytes() if file else (script.text or "").encode())
    return found


def loaded(built: Built, site: Path) -> list[Path]:
    """Files the page asks for by itself: not its pictures, not what waits until it is scrolled to, not its icon."""
    links = built.tree.xpath("//link[@rel='stylesheet' or @rel='preload' or @rel='modulepreload']/@href|//script/@src")
    return _files(links, built, site)


def pictures(built: Built, site: Path, which: str) -> list[Path]:
    """The heaviest choice of every picture."""
    links = [source.split()[0] for source in built.tree.xpath(f"//img[{which}]/@src")]
    return _files(links, built, site)


def _files(links: Iterable[str], built: Built, site: Path) -> list[Path]:
    found = [
        resolve(urldefrag(link)[0], built.address, site, HOME_URL).file
        for link in links
        if not link.startswith("data:")
    ]
    assert all(found), f"{built.address} loads from elsewhere: {links}"
    return [file for file in dict.fromkeys(found) if file]


def budget_of(built: Built) -> str:
    return "editors" if built.page.id == "editors" else kind_of(built.page)


@dataclass(frozen=True)
class Weighed:
    """A page on the scales, in bytes."""

    built: Built
    kind: str
    page: int
    script: int
    requests: int
    fonts: tuple[Path, ...]


def split(files: Iterable[Path], belongs: Callable[[Path], bool]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Those that belong, and all others."""
    every = list(files)
    return tuple(filter(belongs, every)), tuple(file for file in every if not belongs(file))


def weigh(built: Built, site: Path) -> Weighed:
    kind, beside = budget_of(built), loaded(built, site)
    if kind == "home":
        beside = [*beside, *pictures(built, site, "not(@loading='lazy')")]
    script = sum(map(packed, scripts_of(built, site)))
    fonts, others = split(beside, lambda file: file.suffix == ".woff2")
    page = file_weight(built.file) + sum(map(file_weight, others))
    return Weighed(built, kind, page, script, 1 + len(others), fonts)


@pytest.fixture(scope="module")
def weighed(built_site: Path) -> list[Weighed]:
    return [weigh(built, built_site) for built in pages_of(built_site)]


def test_every_page_keeps_to_the_budget_of_its_kind(weighed: list[Weighed]) -> None:
    _print_table(weighed)
    over = []
    for one in weighed:
        budget, where = BUDGETS[one.kind], one.built.address or "home"
        over += [f"{where}: {one.page} bytes, {budget.most} KB"] if one.page > budget.most * KB else []
        over += [f"{where}: {one.page - one.script} bytes without script, {budget.page} KB"] * (
            budget.beside and one.page - one.script > budget.page * KB
        )
        over += [f"{where}: {one.script} bytes of script, {budget.script} KB"] * (one.script > budget.script * KB)
        over += [f"{where}: {one.requests} requests"] * (one.kind != "home" and one.requests > budget.requests)
    assert not over, "\n".join(over)


def _print_table(weighed: list[Weighed]) -> None:
    print(f"\n{len(weighed)} pages   {'kind':12} {'number':>6} {'heaviest':>9} {'budget':>7} {'script':>7}")
    for kind, budget in BUDGETS.items():
        of_kind = [one for one in weighed if one.kind == kind]
        heaviest = max(of_kind, key=lambda one: one.page)
        script, limit = max(one.script for one in of_kind), f"{budget.most:g}"
        row = f"{kind:12} {len(of_kind):>6} {heaviest.page / KB:>9.2f} {limit:>7} {script / KB:>7.2f}"
        print(f"{'':11}{row}   {heaviest.built.address}")


def test_the_whole_site_has_one_font_and_the_page_now_has_none(weighed: list[Weighed], built_site: Path) -> None:
    """Preloaded, and the style asks for that very file, so that it is fetched once; its name says what is in it."""
    fonts = {font for one in weighed for font in one.fonts}
    assert set(built_site.rglob("*.woff*")) == fonts
    (font,) = fonts
    assert file_weight(font) <= FONT * KB
    assert hashlib.sha256(font.read_bytes()).hexdigest()[:8] in font.name
    for one in weighed:
        style = "".join(one.built.tree.xpath("//style/text()"))
        asked = _files(FETCHED.findall(style), one.built, built_site)
        assert asked == list(one.fonts), one.built.address
        assert bool(asked) is (one.kind != "now"), one.built.address
        assert ("font-src 'self'" in one.built.tree.xpath("//meta[@http-equiv]/@content")[0]) is bool(asked)


def test_where_people_read_a_script_only_prints_and_passes_on(weighed: list[Weighed], built_site: Path) -> None:
    """One of 1 KB as it stands, on pages to read; none on home and "Nu". No attribute is one, nor holds a style."""
    for one in weighed:
        where, scripts = one.built.address, scripts_of(one.built, built_site)
        if one.kind in READING:
            assert sum(map(len, scripts)) <= KB, where
            assert len(scripts) == 1, where
        elif not BUDGETS[one.kind].script:
            assert not scripts, where
        inline = [name for e in one.built.tree.iter() for name in e.attrib if name.startswith("on") or name == "style"]
        assert not inline, (where, inline)


def test_pictures_are_light_and_keep_their_place(built_site: Path) -> None:
    """Each says its size; those of the list wait until they are looked at."""
    count = 0
    for built in pages_of(built_site):
        for picture in built.tree.xpath("//img"):
            count += 1
            assert picture.get("width"), (built.address, picture.get("src"))
            assert picture.get("height"), (built.address, picture.get("src"))
            assert picture.get("alt") is not None, (built.address, picture.get("src"))
        if built.page.id == "worksheets":
            assert not built.tree.xpath("//img[not(@loading='lazy')]"), built.address
            heavy = [f for f in pictures(built, built_site, "true()") if f.stat().st_size > PICTURE_OF_A_SHEET * KB]
            assert not heavy, [(file.name, file.stat().st_size) for file in heavy]
    print(f"{count} pictures")


def test_no_other_host_in_any_page(built_site: Path) -> None:
    """Nothing a page loads stands elsewhere; links to other sites are links."""
    loading = "//img/@src|//script/@src|//iframe/@src|//source/@srcset|//video/@src|//audio/@src|//object/@data"
    for built in pages_of(built_site):
        links = built.tree.xpath(f"{loading}|//link[@rel!='canonical' and @rel!='alternate']/@href")
        away = [link for link in links if re.match(r"(https?:)?//", link) and not link.startswith(HOME_URL)]
        assert not away, (built.address, away)
        style = FETCHED.sub("", "".join(built.tree.xpath("//style/text()")))  # a file of the site, told apart above
        urls = re.findall(r"url\(([^)]*)\)|@import", style)
        assert not [url for url in urls if not url.startswith(("data:", '"data:', "#"))], built.address
    print(f"{len(pages_of(built_site))} pages")


def test_in_the_dark_nothing_but_colours_is_another(built_site: Path) -> None:
    """So whoever looks at a page in the dark as well need only look at its colours."""
    for built in pages_of(built_site):
        style = "".join(built.tree.xpath("//style/text()"))
        dark = DARK.findall(style)
        assert style.count("prefers-color-scheme") == len(dark), built.address
        assert not built.tree.xpath("//*[contains(@media, 'prefers-color-scheme')]"), built.address
        assert not any(b"prefers-color-scheme" in script for script in scripts_of(built, built_site)), built.address
        named = [each for rules in dark for each in re.findall(r"[{;]([^{};]+)", rules)]
        assert all(re.fullmatch(r"--[\w-]+:#[0-9a-f]{6}", each) for each in named), (built.address, named)
        assert bool(dark) is bool(named), built.address
