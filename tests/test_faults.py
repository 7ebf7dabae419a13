"""What authors, visitors and the machine can do wrong: told with its file, or passed over; never a traceback."""

import os
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import TESTS
from links_fixtures import Moved
from microsite import standing
from microsite.__main__ import main
from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.definition import Crisis
from microsite.content.site import open_site
from microsite.language import report
from microsite.links import count, hosts, lock
from microsite.links.registry import Registry
from microsite.source.files import LARGEST, below
from microsite.source.front_matter import read_yaml
from microsite.source.per_language import PerLanguage
from microsite.source.problems import ProblemsError
from microsite.web import layout

Change = Callable[[Path], object]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return shutil.copytree(TESTS / "good", tmp_path / "docs")


def problems(docs: Path) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        loader.load(docs)
    return str(error.value).splitlines()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda docs: (docs / "nl/Met Spatie.md").write_text("x"), "nl/Met Spatie.md:1: 'Met Spatie' becomes part"),
        (lambda docs: (docs / 'nl/x"><script>.md').write_text("x"), ":1: 'x\"><script>' becomes part of an address"),
        (lambda docs: (docs / "nl/map.md").mkdir(), "docs/nl/map.md:1: this is a folder, and a file belongs here"),
        (lambda docs: (docs / "nl/weg.md").symlink_to("nergens.md"), "docs/nl/weg.md:1: this leads to a file that"),
        (lambda docs: (docs / "nl/latin.md").write_bytes(b"---\n---\n\ncaf\xe9"), "nl/latin.md:4: this is not UTF-8"),
        (lambda docs: (docs / "_data/menu.yml").write_bytes(b"main: [\xff]"), "_data/menu.yml:1: this is not UTF-8"),
        (lambda docs: (docs / "nl/groot.md").write_text("x" * (LARGEST + 1)), "nl/groot.md:1: this file is larger"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_a_page_or_data_is_told_by_its_name(good: Path, change: Change, told: str) -> None:
    change(good)
    assert [line for line in problems(good) if told in line], problems(good)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs another user, whom only root can become")
def test_a_file_that_may_not_be_read_is_told(good: Path) -> None:
    page = good / "nl" / "index.md"
    page.chmod(0)
    good.parent.chmod(0o755)
    for path in good.parent.parents:
        if path.name.startswith(("pytest-", "popen-")):  # those of pytest, with one worker or several
            path.chmod(0o755)
    os.seteuid(65534)
    try:
        found = problems(good)
    finally:
        os.seteuid(0)
    assert any("may not be read" in line for line in found), found


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a: !!int abc", "needs quotes"),
        ("a: " + "9" * 5000, "a number of 5000 signs; at most 15"),
        ("a: 0x" + "f" * 6000, "a number of 6002 signs"),
        ("a: " + "[" * 2000, "nests deeper than 40 levels"),
        ("a: " + "{a: " * 100_000, "nests deeper than 40 levels"),
        ("- " * 100_000, "nests deeper than 40 levels"),
        ("a: !!float x", "needs quotes"),
    ],
    ids=lambda text: text[:12],
)
def test_numbers_and_nesting_without_end_are_mistakes(written: str, told: str) -> None:
    assert [p for p in read_yaml(written, "x.yml").problems if told in p.message]


def test_what_nests_as_ours_does_is_read() -> None:
    assert read_yaml("a: [[[1, {b: [2, -3, 1.5]}]]]", "x.yml").data == {"a": [[[1, {"b": [2, -3, 1.5]}]]]}


@pytest.mark.parametrize("old", ["/../../evil/", "/a/../b/", "/./x/", "//elders.example/", "/a//b/", "/.htaccess"])
def test_an_old_address_stays_below_the_root(good: Path, old: str) -> None:
    (good / "_data" / "links.yml").write_text(f'moved: {{"{old}": home}}\n')
    assert any("no part that begins with a full stop" in line for line in problems(good))


@pytest.mark.parametrize("old", ["/index.html", "/hulp/index.html", "/go/help/index.html"])
def test_an_old_address_is_no_file_of_another(moved: Moved, old: str) -> None:
    with pytest.raises(ProblemsError, match="already; an address has one meaning"):
        moved({old: "start"})


def test_a_place_lies_below_its_root(tmp_path: Path) -> None:
    assert below(tmp_path, "a/b.txt") == tmp_path / "a/b.txt"
    (tmp_path / "out").symlink_to("/")
    for path in ("../x", "/etc/passwd", "a/../../x", "out/etc/passwd"):
        with pytest.raises(ValueError, match="does not lie below"):
            below(tmp_path, path)


@pytest.mark.parametrize(
    "setting",
    [
        'newsletter: "javascript:alert(1)"',
        'security_contact: "mailto:a@b.example\\nX-Other: 1"',
        'report_error: "https://a.example/\\" onclick=\\"x"',
        'publisher: "Re\\u202Elatie"',
        'publisher: "a\\eb"',
    ],
)
def test_settings_hold_addresses_and_text_that_can_be_printed(good: Path, setting: str) -> None:
    path = good / "_data" / "settings.yml"
    key = setting.split(":", maxsplit=1)[0]
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(f"{key}:")]
    path.write_text("\n".join([*kept, setting, ""]), "utf-8")
    assert any(f"settings.yml:{len(kept) + 1}: {key}:" in line for line in problems(good)), problems(good)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("updated: [a]", "updated: a text belongs here"),
        ("updated: 5", "updated: a text belongs here"),
        ('updated: "{date.__class__}"', "stands what is filled in, here: {date}"),
        ('updated: "{0}"', "stands what is filled in"),
        ('updated: "{"', "stands what is filled in"),
        ('updated: "{{date}}"', "stands what is filled in"),
        ('updated: "a\\eb"', "U+001B cannot be printed"),
        ("months: januari", "months: a list of 12 words"),
        ("months: [a]", "months: a list of 12 words"),
        ("updated: " + "x" * 3000, "a text of 3000 characters"),
    ],
)
def test_own_words_are_texts_with_the_places_of_the_core(good: Path, words: str, told: str) -> None:
    (good / "_data/strings.nl.yml").write_text(words + "\n", "utf-8")
    assert any("_data/strings.nl.yml:1: " in line and told in line for line in problems(good)), problems(good)


SHAPE = '{% extends "picture.jinja" %}{% block drawing %}{}{% endblock %}'


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        ("{{ ''.__class__.__mro__ }}", "a drawing holds shapes"),
        ("{{ words.__class__ }}", "cannot be drawn"),
        ("{{ words['title'] }}", "a drawing holds shapes"),
        ("{% for x in range(100000) %}{% endfor %}", "a drawing holds shapes"),
        ("{% for x in words.title * 9999 %}{% endfor %}", "a drawing holds shapes"),
        ("{{ 9 ** 9 ** 9 }}", "a drawing holds shapes"),
        ("{{ 'a' * 99999999 }}", "a drawing holds shapes"),
        ("{{ 99 * 99 * words.title }}", "a drawing holds shapes"),
        ("{% include '../../../docs/index.md' %}", "a drawing holds shapes"),
        ("{% for a in [1] %}{% for b in [1] %}{% for c in [1] %}{% endfor %}{% endfor %}{% endfor %}", "at most 2"),
        ("{% if %}", "Jinja cannot read this"),
        ("{{ words.nothing }}", "cannot be drawn"),
        ("<script>alert(1)</script>", "because of '<script>'"),
        ("<image href='https://a.example/x'/>", "because of '<image>'"),
        ("<path d='M0 0' onclick='x()'/>", "because of 'onclick="),
        ("<path d='M0 0' style='fill:url(//a.example)'/>", "cannot be drawn"),
        ("<path fill='url(https://a.example/x)'/>", "cannot be drawn"),
        ("<!-- x -->", "because of '<!-- x"),
        ("<path>", "cannot be drawn"),
        (b"\xff", "this is not UTF-8"),
        ("x" * (LARGEST + 1), "larger than"),
    ],
)
def test_a_drawing_draws_and_does_no_more(good: Path, drawing: str | bytes, told: str) -> None:
    content = drawing if isinstance(drawing, bytes) else SHAPE.replace("{}", drawing).encode()
    (good / "_data/pictures/sun.svg").write_bytes(content)
    assert any("_data/pictures/" in line and told in line for line in problems(good)), problems(good)


@pytest.mark.parametrize(
    "words", ["sun: 5", "sun: {title: 5, alt: x}", 'sun: {title: "a\\eb", alt: x}', "sun: {title: x}"]
)
def test_the_words_of_a_drawing_are_texts(good: Path, words: str) -> None:
    (good / "_data/pictures/words.nl.yml").write_text(words + "\n", "utf-8")
    assert any("words.nl.yml:1: sun: " in line for line in problems(good)), problems(good)


@pytest.mark.parametrize("name", ["strings.nl.yml", "pictures/words.nl.yml"])
@pytest.mark.parametrize("words", ["[a]", "text", "5"])
def test_words_stand_under_keys(good: Path, name: str, words: str) -> None:
    (good / "_data" / name).write_text(words, "utf-8")
    assert any(f"_data/{name}:1: keys belong here" in line for line in problems(good)), problems(good)


def test_a_list_of_words_that_is_no_text_is_told(good: Path) -> None:
    (good / "_data" / "words.nl.txt").write_bytes(b"caf\xe9")
    _, found = report.load(good, loader.load(good))
    assert [str(each).partition(" this is")[0] for each in found] == ["docs/_data/words.nl.txt:1:"]


def test_a_drawing_is_a_file_of_the_site(good: Path) -> None:
    (good / "_data/pictures/gone.svg").symlink_to("nowhere.svg")
    (good / "_data/pictures/a b.svg").write_text("x")
    found = problems(good)
    assert any("pictures/gone.svg:1: this leads to a file that is not there" in line for line in found), found
    assert any("pictures/a b.svg:1: 'a b' becomes part of an address" in line for line in found), found


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b'{"pages": []}', b'{"pages": {"a": 1}}', b"[" * 100_000])
def test_a_spoilt_lock_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / lock.NAME
    path.write_bytes(content)
    with pytest.raises(ProblemsError, match=r"published\.lock\.json:\d+: .*put"):
        lock.read(path)


def test_a_sentence_with_the_help_lines_is_text(loaded: Catalogue) -> None:
    crisis = loaded.definition.crisis
    assert crisis
    says = {**crisis.says.said, "nl": "<img src=x> " + crisis.says["nl"]}
    spoilt = crisis.model_copy(update={"says": PerLanguage(says)})
    words = {**loaded.strings, "nl": {**loaded.strings["nl"], "crisis": says["nl"]}}
    definition = loaded.definition.model_copy(update={"crisis": spoilt})
    site = open_site("https://a.example/", replace(loaded, definition=definition, strings=words))
    shown = layout._crisis(site, "nl")
    assert "&lt;img src=x&gt;" in shown
    assert '<a href="tel:' in shown
    for stray in ("{", "{0}}", "{nl_113.x}", "{nl_113!r}"):
        with pytest.raises(ValueError, match="stands the name of a line"):
            Crisis.model_validate({"lines": {"nl": ["nl-113"]}, "says": {"nl": stray}})


def led_elsewhere(docs: Path) -> None:
    (docs / "nl/nergens.md").symlink_to("nergens")
    (docs / "nl/lus").symlink_to("..")
    (docs / "nl/zelf").symlink_to("zelf")
    os.mkfifo(docs / "nl/pijp.md")


@pytest.mark.skipif(os.name == "nt", reason="has no such files")
def test_links_loops_and_pipes_are_told_and_nobody_waits_for_them(good: Path) -> None:
    """Whether something changed is asked first, of all there is."""
    led_elsewhere(good)
    before = standing.made_of([good], "build")
    assert before == standing.made_of([good], "build")
    (good / "nl/nergens.md").unlink()
    assert standing.made_of([good], "build") != before
    (good / "nl/nergens.md").symlink_to("nergens")
    told = problems(good)
    for name, said in {"nergens": "leads to a file that is not there", "pijp": "is a folder, and a file"}.items():
        assert any(f"docs/nl/{name}.md:1: " in line and said in line for line in told), told


@pytest.mark.parametrize("name", [".cache", ".cache/turn", ".cache/standing"])
def test_a_file_where_a_folder_belongs_is_told_in_one_line(
    name: str, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = good.parent / name
    place.parent.mkdir(exist_ok=True)
    if name.endswith("turn"):
        place.mkdir()
    else:
        place.write_text("x", "utf-8")
    assert main(["--docs", str(good), "build", "--site", str(good.parent / "site")]) == 1
    assert re.fullmatch(
        rf".*{re.escape(name)}\S*: (File exists|Is a directory|Not a directory)\n", capsys.readouterr().err
    )
    assert not (good.parent / "site").exists()


def test_where_no_texts_are_that_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "build"):
        assert main(["--docs", str(tmp_path / "docs"), command]) == 1
        assert "docs/_data/site.yml:1: this file is missing; it says what the site is" in capsys.readouterr().err


STRANGE = ["//[x/..", "/go/help/?utm_medium=email%0a2027-01", "http://[::1", "/%ff%fe", "/?" + "&" * 5000, "\x1b[31m"]
VISIT = '1.2.3.4 - - [03/Nov/2026:10:00:00 +0100] "GET {url} HTTP/1.1" 200 1 "-" "Mozilla/5.0 (X11) Firefox/140"'


def test_no_address_of_a_visitor_stops_the_count(registry: Registry) -> None:
    found = count.count([VISIT.format(url=url) for url in [*STRANGE, "/go/help/nl/"]], registry)
    assert sorted((row.id, row.medium) for row in found.elements()) == [
        ("help", "go"),
        ("help", "go other"),
        ("home", "page"),
    ], found  # the one of 5,000 signs & asks for home
    assert all("\n" not in row and row.count("\t") == 3 for row in count.table(found))


@pytest.mark.parametrize(
    "piece",
    [
        " [03/Nov/2026:10",
        "a",
        "\\",
        '"',
        ' "GET /',
        VISIT.format(url="/") + " ",
        VISIT[:55],
        "1.2.3.4 - - [03/Nov/2026:",
    ],
)
def test_a_line_of_a_log_takes_time_by_its_length_alone(registry: Registry, piece: str) -> None:
    def spent(length: int) -> float:
        line = "1.2.3.4 - - " + (piece * length)[:length]
        begin = time.process_time()
        count.count([line], registry)
        return time.process_time() - begin

    baseline = spent(0)
    short, long = (min(spent(n) for _ in range(3)) - baseline for n in (50_000, 200_000))
    assert long < 8 * max(short, 0) + 0.1, (short, long)


def test_a_quote_within_what_was_asked_is_read(registry: Registry) -> None:
    line = VISIT.format(url='/go/help/nl/?x=\\"y').replace("Mozilla", 'Moz\\"illa')
    assert [(row.id, row.medium) for row in count.count([line], registry)] == [("help", "go")]


def test_an_address_of_dots_costs_nginx_no_time(registry: Registry) -> None:
    """A lazy star before a star over the same signs is tried from each of them: 8,000 dots took a quarter second."""
    pattern = re.search(r'"~(\^\(\?<keys_bare>[^"]*)"', dict(hosts.files(registry, {}))["hosts/nginx/http.conf"])
    assert pattern
    assert ".*?" not in pattern[1]
    found = re.fullmatch(pattern[1].replace("?<", "?P<"), "/go/help/.,;/")
    assert found
    assert found["keys_bare"] == "/go/help"


@pytest.mark.parametrize("lang", ["../x", "nl/../../x", "NL", "n", "nederlands", "é", "\x1b[31m"])
def test_a_language_on_the_command_line_is_no_path(lang: str, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(good.parent.rglob("*"))
    for given in (["--docs", str(good), "strings", lang], ["new", str(good.parent / "new"), "--lang", f"nl,{lang}"]):
        assert main(given) == 1
        said = capsys.readouterr().err
        assert "is no language: write two or three small letters" in said
        assert "\x1b" not in said
    assert sorted(good.parent.rglob("*")) == before
