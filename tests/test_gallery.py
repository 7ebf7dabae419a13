"""The gallery shows every kind three ways in both languages, while serving only."""

from pathlib import Path

import pytest

from microsite.content.site import Site
from microsite.fields import KINDS
from microsite.source.front_matter import read_yaml
from microsite.web import gallery
from site_languages import LANGUAGES


def test_every_kind_three_ways(site: Site, tmp_path: Path) -> None:
    pages = gallery.write(site, tmp_path)
    assert [page.parent.name for page in pages] == list(LANGUAGES)
    for page in pages:
        text = page.read_text("utf-8")
        for kind in KINDS:
            assert f'<h2 id="{kind}">' in text
            assert f"kind: {kind}" in text
            assert f'class="f f-{kind}"' in text
            assert (page.parent / f"{kind}-1.png").read_bytes().startswith(b"\x89PNG")
    print(f"{len(KINDS)} kinds in {len(pages)} languages")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_source_shown_is_what_is_drawn(kind: str, lang: str) -> None:
    shown = read_yaml(gallery.source(kind, lang), "source").data
    page = gallery.example_page(kind, lang)
    assert [field["id"] for field in shown] == [field.id for field in page.fields]


def test_a_release_has_no_gallery(built_site: Path) -> None:
    assert not (built_site / gallery.FOLDER).exists()
