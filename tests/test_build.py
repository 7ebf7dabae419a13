"""A build: clean, the same bytes every time, and either whole or not at all."""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TESTS
from microsite import build, standing
from microsite.__main__ import main
from microsite.cache import Part
from microsite.content import loader
from microsite.content.site import Site, open_site
from microsite.documents import pdf
from microsite.draw.card import drawing as card_drawing
from microsite.folders import Folders
from microsite.place import addresses
from microsite.source.problems import ProblemsError
from site_fixtures import HOME_URL, ROOT, SUBPATH_URL, Project, build_environment, copy_project

Spoil = Callable[[Project], None]


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder, with a digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def stamps(folder: Path) -> dict[str, int]:
    """When every file below a folder was written."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*")}


def assert_same(one: Path, two: Path) -> None:
    first, second = contents(one), contents(two)
    differ = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    print(f"{len(first)} files compared, {len(differ)} differ")
    assert len(first) > 200
    assert not differ, differ[:20]


def replace(file: Path, old: str, new: str) -> None:
    """Exchange `old` for `new`, once; it must be there."""
    text = file.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new, 1), "utf-8")


def add_hook(project: Project, code: str) -> None:
    """A last door, after all others but the one that publishes."""
    (project.folder / "hooks" / "spoiler.py").write_text(code, "utf-8")
    replace(project.folder / "mkdocs.yml", "  - hooks/publish.py", "  - hooks/spoiler.py\n  - hooks/publish.py")


@pytest.mark.parametrize("size", ["whole", "small"])
def test_clean_and_the_same_bytes_elsewhere(
    size: str, tmp_path: Path, project: Project, built_project: Project, small_project: Project
) -> None:
    """Another folder, every warning of Python an error: the same site, byte for byte.

    The small one, which has every kind of field, is drawn from nothing; the whole one takes what was drawn at home.
    """
    home = built_project if size == "whole" else small_project
    if size == "small":
        project = copy_project(tmp_path / "another" / "place", home.folder)
    made = project.build("--strict", python=("-W", "error"))
    assert made.returncode == 0, made.stdout
    noise = [line for line in made.stdout.splitlines() if not line.startswith("INFO ")]
    assert not noise, noise
    assert_same(home.site, project.site)


def test_plain_mkdocs_gives_the_same_site(small: Project, small_project: Project) -> None:
    command = [str(Path(sys.executable).with_name("mkdocs")), "build"]
    subprocess.run(command, cwd=small.folder, env=build_environment(HOME_URL), check=True, capture_output=True)
    assert_same(small_project.site, small.site)


def test_without_mkdocs_it_is_the_same_site(project: Project, built_site: Path) -> None:
    """The core alone: no host has a hand in any byte."""
    environment = build_environment(HOME_URL) | {"PYTHONPATH": str(project.folder / "hooks")}
    without = "import sys; sys.modules['mkdocs'] = None; from microsite.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", without, "build"]
    made = subprocess.run(command, cwd=project.folder, env=environment, check=False, text=True, capture_output=True)
    assert made.returncode == 0, made.stderr
    assert_same(built_site, project.site)


def test_below_a_path_it_is_the_same_site_without_mkdocs(small: Project, tmp_path: Path) -> None:
    """With a host and without one, every address begins with the path."""
    made = small.build("--strict", url=SUBPATH_URL)
    assert made.returncode == 0, made.stdout
    folders = Folders.beside(small.folder / "docs")
    build.make(build.read(loader.load(small.folder / "docs"), SUBPATH_URL, folders), tmp_path / "core")
    assert_same(small.site, tmp_path / "core")


def test_without_mkdocs_a_mistake_leaves_the_standing_site_alone(small: Project) -> None:
    small.site.mkdir()
    (small.site / "index.html").write_text("stands", "utf-8")
    _dead_link(small)
    command = [sys.executable, "-m", "microsite", "build"]
    environment = build_environment(HOME_URL) | {"PYTHONPATH": str(small.folder / "hooks")}
    made = subprocess.run(command, cwd=small.folder, env=environment, check=False, text=True, capture_output=True)
    assert made.returncode == 1
    assert re.search(r"docs/nl/avond\.md:\d+: unknown page 'nergens'", made.stderr)
    assert contents(small.site).keys() == {"index.html"}
    assert not small.site.with_name("site.new").exists()


def test_without_an_address_it_is_built_for_the_one_in_site_yml(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr(build, "read", lambda found, url, *_, **__: asked.append(url))
    monkeypatch.setattr(build, "make", lambda *_: None)
    monkeypatch.setattr(standing, "remember", lambda *_: None)
    monkeypatch.setattr(Folders, "beside", lambda _: Folders(tmp_path, tmp_path))
    assert main(["--docs", str(TESTS / "good"), "build"]) == 0
    assert main(["--docs", str(TESTS / "good"), "build", "--url", "https://host.example/"]) == 0
    assert asked == ["https://weather.example/", "https://host.example/"]


ODD = """
?q #f a%20b a"b <s> a;b a{b a\\b ../x ./x .hidden a//b \u202e %zz é $x a'b
""".split()
NO_ADDRESS = [
    "",
    "sleutels.example",
    "//sleutels.example/",
    "/path/",
    "ftp://host.example/",
    "http://[x/",
    "https:///x/",
]
NO_HOST = ["a b", "u:p@host.example", "host.example:x", "host.example:123456", "é.example", "a..b", "host.example\n"]


@pytest.mark.parametrize(
    "url",
    [*NO_ADDRESS, *(f"https://host.example/{odd}/" for odd in ODD), *(f"https://{host}/" for host in NO_HOST)],
)
def test_what_is_no_address_is_a_mistake(url: str, site: Site) -> None:
    with pytest.raises(ProblemsError, match="is no address; write it in full"):
        open_site(url, site.catalogue)


def test_make_gives_the_same_site(small: Project, small_project: Project) -> None:
    """As in a fresh clone; only the setting up is left out."""
    shutil.copyfile(ROOT / "Makefile", small.folder / "Makefile")
    command = ["make", "-o", ".venv/.ready", f"BIN={Path(sys.executable).parent}"]
    environment = build_environment(HOME_URL)
    made = subprocess.run(command, cwd=small.folder, check=True, text=True, capture_output=True, env=environment)
    assert "The site is in site/" in made.stdout
    assert_same(small_project.site, small.site)


def _unknown_key(project: Project) -> None:
    replace(project.folder / "docs/en/evening.md", "\nupdated:", "\nupdatd:")


def _no_twin(project: Project) -> None:
    (project.folder / "docs/nl/avond.md").unlink()


def _broken_yaml(project: Project) -> None:
    replace(project.folder / "docs/nl/avond.md", "\ntitle:", "\ntitle: [")


def _dead_link(project: Project) -> None:
    page = project.folder / "docs/nl/avond.md"
    page.write_text(page.read_text("utf-8") + "\nLees [dit](page:nergens).\n", "utf-8")


def _template_of_the_second_language(project: Project) -> None:
    replace(
        project.folder / "overrides/main.html",
        "<body",
        "{% if v.id == 'evening' and v.locale != 'nl_NL' %}{{ v.a.b.c }}{% endif %}<body",
    )


def _exception_at_the_end(project: Project) -> None:
    add_hook(project, "def on_post_build(config):\n    raise RuntimeError('the last straw')\n")


def _exception_in_one_late_page(project: Project) -> None:
    code = "def on_post_page(output, page, config):\n    if page.file.src_uri == 'en/worksheets/sleep-diary.md':\n"
    add_hook(project, code + "        raise RuntimeError('the last straw')\n")


def _warning_at_the_end(project: Project) -> None:
    code = "from mkdocs.plugins import get_plugin_logger\n\n\ndef on_post_build(config):\n"
    add_hook(project, code + "    get_plugin_logger('spoiler').warning('the last straw')\n")


def _warning_at_the_very_end(project: Project) -> None:
    imports = "from mkdocs.plugins import event_priority, get_plugin_logger\n\n\n"
    code = "@event_priority(-250)\ndef on_post_build(config):\n"
    add_hook(project, imports + code + "    get_plugin_logger('spoiler').warning('the last straw')\n")


SPOILS: dict[str, tuple[Spoil, str]] = {
    "unknown key": (_unknown_key, r"docs/en/evening\.md:\d+: updatd: "),
    "no twin": (_no_twin, r"docs/en/evening\.md:\d+: id: 'evening' has no translation in 'nl'"),
    "broken YAML": (_broken_yaml, r"docs/nl/avond\.md:\d+: "),
    "dead link": (_dead_link, r"docs/nl/avond\.md:\d+: unknown page 'nergens'"),
    "template of the second language": (_template_of_the_second_language, "UndefinedError"),
    "exception at the end": (_exception_at_the_end, "RuntimeError: the last straw"),
    "exception in one late page": (_exception_in_one_late_page, "RuntimeError: the last straw"),
    "warning at the end": (_warning_at_the_end, r"Aborted with \d+ warnings? in strict mode"),
    "warning at the very end": (_warning_at_the_very_end, r"Aborted with \d+ warnings? in strict mode"),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_failure_leaves_the_standing_site_alone(spoil: str, small: Project, small_project: Project) -> None:
    """Byte for byte, without so much as a new date on a file."""
    shutil.copytree(small_project.site, small.site)
    before, dates = contents(small.site), stamps(small.site)
    make_mistake, message = SPOILS[spoil]
    make_mistake(small)
    made = small.build("--strict")
    assert made.returncode != 0, "the build went through"
    assert re.search(message, made.stdout), made.stdout
    assert contents(small.site) == before
    assert stamps(small.site) == dates
    print(f"{len(before)} files untouched")


def test_a_failure_makes_no_half_site(small: Project) -> None:
    _exception_at_the_end(small)
    assert small.build("--strict").returncode != 0
    assert not small.site.exists()


def test_after_a_failure_the_next_build_is_whole(small: Project, small_project: Project) -> None:
    """What a failed build left behind is in nobody's way, and what no page needs any more is gone."""
    shutil.copytree(small_project.site, small.site)
    (small.site / "gone.html").write_text("of a page that is no more", "utf-8")
    spoiled = small.folder / "docs/nl/avond.md"
    whole = spoiled.read_text("utf-8")
    add_hook(small, "def on_post_build(config):\n    raise RuntimeError('the last straw')\n")
    assert small.build("--strict").returncode != 0
    (small.folder / "hooks/spoiler.py").write_text("", "utf-8")
    spoiled.write_text(whole, "utf-8")
    made = small.build("--strict")
    assert made.returncode == 0, made.stdout
    assert_same(small_project.site, small.site)
    leftovers = sorted(path.name for path in small.folder.glob("site*"))
    assert leftovers == ["site"]


def test_parts_drawn_apart_and_joined_are_the_same_site(
    small: Project, small_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part has a cache of its own, as on another machine; where all come together nothing is drawn again."""
    found, overrides = loader.load(small.folder / "docs"), small.folder / "overrides"
    count, files = 3, 0
    for number in range(1, count + 1):
        cache = tmp_path / f"part-{number}"
        files += build.draw(found, HOME_URL, Folders(overrides, cache), Part(number, count))
        shutil.copytree(cache, tmp_path / "joined", dirs_exist_ok=True)
    for drawing in ((pdf, "fitted"), (pdf, "set_as"), (pdf, "first_page"), (card_drawing, "render")):
        monkeypatch.setattr(*drawing, lambda *_: pytest.fail("drawn again"))
    made = build.read(found, HOME_URL, Folders(overrides, tmp_path / "joined"))
    codes = [path for path in made.pictures if path.startswith(f"{addresses.CODES}/")]
    assert files == len(made.pdfs) + len(made.pictures) - len(codes)
    build.make(made, tmp_path / "site")
    assert_same(small_project.site, tmp_path / "site")


@pytest.mark.parametrize("wrong", ["", "2", "0/2", "3/2", "a/b", "1/2/3", "+1/2"])
def test_a_part_that_is_none_is_refused(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--slice", wrong])
    assert "is no part; write 2/5 for the second of five" in capsys.readouterr().err


def test_nothing_changed_means_nothing_to_do(small: Project) -> None:
    """With a host and without one; a text that changes is a build again."""
    idle = "Nothing has changed"
    made = small.build("--strict")
    assert made.returncode == 0, made.stdout
    assert idle not in made.stdout
    stood = stamps(small.site)
    assert idle in small.build("--strict").stdout
    assert stamps(small.site) == stood
    replace(small.folder / "docs/en/evening.md", "\nupdated:", "\n\nupdated:")
    command = [sys.executable, "-m", "microsite", "build"]
    environment = build_environment(HOME_URL) | {"PYTHONPATH": str(small.folder / "hooks")}
    said = [
        subprocess.run(command, cwd=small.folder, env=environment, check=True, text=True, capture_output=True).stdout
        for _ in range(2)
    ]
    assert [idle.lower() in each for each in said] == [False, True]


def test_a_site_stands_for_what_it_was_made_of_when_every_byte_does(tmp_path: Path) -> None:
    site, texts, kept = (tmp_path / name for name in ("site", "docs", "kept"))
    for file in (site / "a/index.html", site / "b.html", texts / "nl/a.md"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.name, "utf-8")
    made_of = standing.made_of([texts], "https://host.example/")
    assert not standing.stands(site, made_of, kept)
    standing.remember(site, made_of, kept)
    assert standing.stands(site, standing.made_of([texts], "https://host.example/"), kept)
    assert not standing.stands(site, standing.made_of([texts], "https://other.example/"), kept)
    spoils: dict[str, Callable[[], object]] = {
        "a bit flipped": lambda: (site / "b.html").write_text("b.htmm", "utf-8"),
        "a file gone": (site / "b.html").unlink,
        "a file too many": lambda: (site / "of-nobody.html").write_text("", "utf-8"),
        "moved": lambda: (site / "b.html").rename(site / "c.html"),
        "the site gone": lambda: shutil.rmtree(site),
    }
    for name, spoil in spoils.items():
        shutil.copytree(site, tmp_path / "as-it-was")
        spoil()
        assert not standing.stands(site, made_of, kept), name
        shutil.rmtree(site, ignore_errors=True)
        (tmp_path / "as-it-was").rename(site)
        assert standing.stands(site, made_of, kept), name
    changes: dict[str, Callable[[], object]] = {
        "a text": lambda: (texts / "nl/a.md").write_text("A", "utf-8"),
        "a file more": lambda: (texts / "b.yml").write_text("", "utf-8"),
        "another name": lambda: (texts / "b.yml").rename(texts / "c.yml"),
        "a file less": (texts / "c.yml").unlink,
    }
    before = made_of
    for name, change in changes.items():
        change()
        assert standing.made_of([texts], "https://host.example/") != before, name
        before = standing.made_of([texts], "https://host.example/")
    (listed,) = kept.iterdir()
    listed.write_bytes(listed.read_bytes()[:-1])
    assert not standing.stands(site, made_of, kept)
