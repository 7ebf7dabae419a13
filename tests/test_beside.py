"""`make serve` and `make` in one folder at one time: neither spoils the other."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_fixtures import HOME_URL, Project, build_environment
from test_build import assert_same, contents
from test_serve import preview_of

pytestmark = pytest.mark.built


def started(project: Project) -> subprocess.Popen[str]:
    """What `make` runs."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    out, told = subprocess.PIPE, subprocess.STDOUT
    return subprocess.Popen(
        command, cwd=project.folder, env=build_environment(HOME_URL), stdout=out, stderr=told, text=True
    )


def pages(site: Path) -> set[str]:
    return {path for path in contents(site) if path.endswith((".html", ".pdf"))}


def test_while_pages_are_saved_and_shown_the_site_is_built(small: Project, small_project: Project) -> None:
    """The built one is of the texts before or after the save, never of both; the next build is as in a folder alone."""
    page = small.folder / "docs/nl/avond.md"
    with preview_of(small) as preview:
        preview.until(lambda: preview.shows("avond/", "<h1>"), "the page")
        making = [started(small)]
        preview.change("docs/nl/avond.md", "\ntitle: ", "\ntitle: Voorwaarts! ")
        making.append(started(small))
        preview.until(lambda: preview.shows("avond/", "<h1>Voorwaarts!"), "the page, while the site is built")
        said = [each.communicate(timeout=200)[0] for each in making]
        assert [each.returncode for each in making] == [0, 0], said
        built = (small.site / "avond/index.html").read_text("utf-8")
        assert "<h1>Voorwaarts!" in built
        assert pages(small.site) == pages(small_project.site)
        assert "livereload" not in built, "what the preview puts into its pages"
        preview.change("docs/nl/avond.md", "\ntitle: Voorwaarts! ", "\ntitle: ")
        preview.until(lambda: not preview.shows("avond/", "<h1>Voorwaarts!"), "the page as it was")
        assert (small.site / "avond/index.html").read_text("utf-8") == built, "the preview built into the site"
    assert "Voorwaarts" not in page.read_text("utf-8")
    last = small.build("--strict")
    assert last.returncode == 0, last.stdout
    assert_same(small_project.site, small.site)
    assert not list((small.folder / ".cache").rglob("*.part"))
    assert {path.name for path in small.folder.glob("site*")} == {"site"}


def test_a_preview_that_is_killed_lets_the_next_build_begin(
    small: Project, small_project: Project, tmp_path: Path
) -> None:
    with preview_of(small) as preview:
        preview.change("docs/nl/avond.md", "\ntitle: ", "\ntitle: Voorwaarts! ")
        preview.until(lambda: preview.builds() > 1, "a rebuild")
        preview.process.kill()
        preview.process.wait(20)
    shutil.copyfile(small_project.folder / "docs/nl/avond.md", small.folder / "docs/nl/avond.md")
    last = small.build("--strict")
    assert last.returncode == 0, last.stdout
    assert_same(small_project.site, small.site)
