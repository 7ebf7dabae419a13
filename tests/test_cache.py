"""The cache: what is spoilt in it is made again, for every sort of thing that is kept there."""

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.cache import Cache
from microsite.content.site import Site
from microsite.documents import press, thumbnail
from microsite.draw import card
from microsite.draw.card import drawing
from microsite.place import qr
from microsite.web import compress, offline

Make = Callable[[Site, Path, Path], dict[str, bytes]]


def pdfs(site: Site, cache: Path, _: Path) -> dict[str, bytes]:
    few = [order for order in press.orders(site) if order.path in ("pdf/my-circles.nl.pdf", "pdf/booklet.nl.pdf")]
    assert len(few) == 2
    return {path: file.read_bytes() for path, file in press.make(few, cache).items()}


def thumbnails(site: Site, cache: Path, _: Path) -> dict[str, bytes]:
    pages = {at: page for at, page in site.catalogue.pages.items() if at[0] in ("my-circles", "help")}
    small = dataclasses.replace(site, catalogue=dataclasses.replace(site.catalogue, pages=pages))
    made = thumbnail.draw_all(small, cache, Cache(cache.with_name("pdf")))
    return {path: file.read_bytes() for path, file in made.items()}


def cards(site: Site, cache: Path, _: Path) -> dict[str, bytes]:
    wanted = {f"{n}.jpg": card.of_page(site.catalogue.page(f"key-{n}", "en"), site) for n in (1, 2)}
    return {path: file.read_bytes() for path, file in drawing.draw_all(wanted, site, cache).items()}


def compressed(site: Site, cache: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    for n in (1, 2):
        (folder / f"{n}.html").write_text(f"<p>{n}</p>" * 500, "utf-8")
    compress.write(folder, cache)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def copies(_: Site, cache: Path, folder: Path) -> dict[str, bytes]:
    (folder / "pdf").mkdir(parents=True, exist_ok=True)
    (folder / "pdf/a.pdf").write_bytes(b"%PDF" * 500)
    made = {f"{n}.html": b'<a href="pdf/a.pdf">%d</a>' % n for n in (1, 2)}
    kept = Cache(cache)
    found = {name: offline.packed({name: page}, folder, kept) for name, page in made.items()}
    kept.prune(entry for _, used in found.values() for entry in used)
    return {name: copy for name, (copy, _) in found.items()}


def codes(_: Site, cache: Path, __: Path) -> dict[str, bytes]:
    wanted = {f"{n}.{kind}": f"https://host.example/{n}" for n in (1, 2) for kind in qr.KINDS}
    return {path: file.read_bytes() for path, file in qr.draw_all(wanted, cache).items()}


SORTS: dict[str, Make] = {
    "pdfs": pdfs,
    "thumbnails": thumbnails,
    "cards": cards,
    "compressed": compressed,
    "copies": copies,
    "codes": codes,
}


def flipped(content: bytes) -> bytes:
    """One bit of the byte in the middle."""
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


SPOILS: dict[str, Callable[[bytes], bytes]] = {
    "a bit flipped": flipped,
    "the last byte flipped": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "cut in half": lambda content: content[: len(content) // 2],
    "the last byte gone": lambda content: content[:-1],
    "a byte too many": lambda content: content + b"\0",
    "emptied": lambda _: b"",
    "only zeros": lambda content: bytes(len(content)),
}


@pytest.mark.built
@pytest.mark.parametrize("sort", SORTS)
def test_what_is_spoilt_is_made_again(sort: str, sheets_site: Site, tmp_path: Path) -> None:
    make, cache = SORTS[sort], tmp_path / "kept"
    first = make(sheets_site, cache, tmp_path / "site")
    entries = sorted(cache.iterdir())
    assert len(entries) >= 4 or sort == "cards"
    whole = {path: path.read_bytes() for path in entries}
    for name, spoil in SPOILS.items():
        for path, content in whole.items():
            path.write_bytes(spoil(content))
        assert make(sheets_site, cache, tmp_path / "site") == first, name
        assert {path: path.read_bytes() for path in sorted(cache.iterdir())} == whole, name


@pytest.mark.parametrize("sort", SORTS)
def test_an_entry_that_is_a_whole_one_of_another_name_is_not_believed(
    sort: str, sheets_site: Site, tmp_path: Path
) -> None:
    """A file put in another's place, as a careless copy does."""
    make, cache = SORTS[sort], tmp_path / "kept"
    first = make(sheets_site, cache, tmp_path / "site")
    one, two = sorted(cache.iterdir(), key=lambda path: path.suffix)[:2]
    two.write_bytes(one.read_bytes())
    assert make(sheets_site, cache, tmp_path / "site") == first


@pytest.mark.parametrize("sort", SORTS)
def test_drafts_of_a_build_that_was_broken_off_are_swept_away(sort: str, sheets_site: Site, tmp_path: Path) -> None:
    make, cache = SORTS[sort], tmp_path / "kept"
    make(sheets_site, cache, tmp_path / "site")
    (cache / "tmp123.part").write_bytes(b"half")
    make(sheets_site, cache, tmp_path / "site")
    assert not list(cache.glob("*.part"))


def test_what_is_kept_is_found_by_another_build(tmp_path: Path) -> None:
    Cache(tmp_path).keep("a.pdf", b"one")
    assert Cache(tmp_path).read("a.pdf") == b"one"
    assert Cache(tmp_path).read("a.jpg") is None
    assert Cache(tmp_path).read("b.pdf") is None


def test_what_another_build_takes_away_is_made_again(tmp_path: Path) -> None:
    mine, other = Cache(tmp_path), Cache(tmp_path)
    mine.keep("a.pdf", b"one")
    seen = Cache(tmp_path)
    other.prune([])
    assert not list(tmp_path.iterdir())
    assert seen.read("a.pdf") is None
    assert seen.keep("a.pdf", b"one").read_bytes() == b"one"


def test_a_cache_of_nothing_is_an_empty_folder(tmp_path: Path) -> None:
    Cache(tmp_path / "new").prune([])
    assert list((tmp_path / "new").iterdir()) == []


def test_some_stay_that_another_build_may_be_using(tmp_path: Path) -> None:
    """Two for each that is wanted, and of each sort the ones used last."""
    for name in "abcd":
        for ending in ("pdf", "tight"):
            path = Cache(tmp_path, spare=2).keep(f"{name}.{ending}", name.encode())
            assert path.is_file()
    cache = Cache(tmp_path, spare=2)
    for number, name in enumerate("dbca"):
        for ending in ("pdf", "tight"):
            os.utime(cache.entries[f"{name}.{ending}"], (number, number))
    cache.prune(["d.pdf", "d.tight"])
    assert sorted(path.name.partition(".")[0] for path in tmp_path.glob("*.pdf")) == ["a", "c", "d"]
    assert sorted(path.name.partition(".")[0] for path in tmp_path.glob("*.tight")) == ["a", "c", "d"]
