"""The registry, the pages that send readers on, and the lock, from the texts alone."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from microsite.__main__ import main
from microsite.content.catalogue import Catalogue
from microsite.content.site import Site
from microsite.links import collect, hosts, links_json, lock, lock_check, pages, publish
from microsite.links.lock import CLASSES, Lock
from microsite.links.registry import Registry
from microsite.place.addresses import file_of
from microsite.source.problems import ProblemsError
from microsite.web import missing
from microsite.web.layout import csp
from site_languages import LANGUAGES

Moved = Callable[..., Registry]
GONE = {"successor": "start", "since": "2027-02-01", "note": {"nl": "Dit blad is oud.", "en": "This sheet is old."}}


def mistakes(make: Callable[[], object]) -> str:
    with pytest.raises(ProblemsError) as raised:
        make()
    return str(raised.value)


# --- what has a link


def test_every_page_sheet_set_and_picture_has_its_ids(registry: Registry, loaded: Catalogue) -> None:
    for page in loaded.in_language("nl"):
        assert (registry.find(page.id) is None) == (page.id == "not-found"), page.file
    kinds = {kind: [link for link in registry.links.values() if link.kind == kind] for kind in ("pdf", "set", "route")}
    assert len(kinds["pdf"]) == 3 * len(loaded.worksheets("nl"))
    assert {link.of for link in kinds["route"]} == set(loaded.data.routes)
    assert {"set-workbook", "set-workbook-large", "set-two", "set-key-1-letter"} <= {link.id for link in kinds["set"]}
    assert {"picture-key-1", "picture-myth-diagnosis", "picture-route-two"} <= registry.links.keys()


def test_every_word_leads_to_its_page_in_its_language(registry: Registry, loaded: Catalogue) -> None:
    leads = {redirect.path: redirect.target for redirect in registry.redirects}
    for page in loaded.pages.values():
        if page.front.word:
            assert leads[f"w/{page.front.word}/"].path == page.url
    for route in loaded.data.routes.values():
        for lang in LANGUAGES:
            target = leads[f"w/{route.word[lang]}/"]
            assert target.address == loaded.page(f"route-{route.id}", lang).url


def test_other_names_stand_beside_the_page(registry: Registry) -> None:
    also = {r.path: (r.target.path, r.permanent) for r in registry.redirects if r.link.id == "style-disorganised"}
    assert also["hechtingsstijlen/angstig-vermijdend/"] == ("hechtingsstijlen/gedesorganiseerd/", True)
    assert also["en/attachment-styles/disorganized/"] == ("en/attachment-styles/disorganised/", True)


def test_a_neutral_sheet_shows_its_number_only(registry: Registry) -> None:
    """Its own page has a telling address; all that is shown of the link is a number."""
    neutral = [link for link in registry.links.values() if link.of.startswith("three-signs")]
    assert {link.id for link in neutral} == {
        "blad-12", "blad-12-pdf", "blad-12-pdf-letter", "blad-12-pdf-large"
    }  # fmt: skip
    made = dict(pages.files(registry))
    for link in [*neutral, registry.links["picture-blad-12"]]:
        for path in (f"go/{link.id}/", f"go/{link.id}/nl/", f"go/{link.id}/en/"):
            shown = re.sub(r'(href|content|url)="?[^"]*"|url=[^"]*', "", made[f"{path}index.html"])
            assert "ignal" not in shown, path
            assert "three" not in shown, path
    assert not [path for path in made if "three-signs" in path or "drie-signalen" in path]
    listed = json.loads(links_json.text(registry))["links"]
    named = json.dumps([(e["id"], e["go"], [(e[x]["title"], e[x]["go"]) for x in LANGUAGES]) for e in listed])
    assert "ignal" not in named.lower()
    assert "three-signs" not in named


# --- mistakes in what moved


def test_two_things_cannot_have_one_address(moved: Moved) -> None:
    told = mistakes(lambda: moved({"/hulp/": "start", "/w/begin/": "help", "/go/start/": "help"}))
    assert "/hulp/ is the page docs/nl/hulp.md already" in told
    assert "moved./go/start/" in told
    assert "docs/_data/links.yml:4: moved./hulp/" in told
    assert "moved./w/begin/: /w/begin/ is a redirect to 'start' already" in told


def test_what_moved_leads_to_something_that_stays(moved: Moved) -> None:
    told = mistakes(lambda: moved({"/oud/": "helpp", "/weg/": "old-sheet"}, {"old-sheet": GONE}))
    assert "unknown id 'helpp'; did you mean 'help'?" in told
    assert "'old-sheet' is retired itself; name 'start'" in told


def test_an_id_that_is_gone_is_never_used_again(moved: Moved) -> None:
    told = mistakes(lambda: moved(retired={"help": GONE}))
    assert "retired.help: this id is in use" in told


def test_what_moved_is_checked_without_a_build(docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied = shutil.copytree(docs, tmp_path / "docs")
    (copied / "_data/links.yml").write_text("moved:\n  /oud/: help\n  /weg/: helpp\nretired: {}\n", "utf-8")
    assert main(["check", "--docs", str(copied)]) == 1
    assert "links.yml:3: moved./weg/: unknown id 'helpp'; did you mean 'help'?" in capsys.readouterr().err


def test_an_id_given_twice_or_reserved(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(of: Site) -> Iterator[object]:
        first = next(collect.pages(of))
        yield first
        yield replace(first, of="other")
        yield replace(first, id="nl")

    monkeypatch.setattr(collect, "SOURCES", (twice,))
    told = mistakes(lambda: collect.make(site))
    assert "is the link of something else too" in told
    assert "'nl' is a word that /go/ needs for itself" in told


# --- the pages


def test_a_moved_page_a_moved_id_and_a_retired_one(moved: Moved) -> None:
    made = dict(
        pages.files(moved({"/oud/pad/": "help", "/en/old.html": "help", "/go/aid/": "help", "/w/oud/": "help/en"},
                          {"old-sheet": GONE}))
    )  # fmt: skip
    assert 'content="0; url=../../hulp/"' in made["oud/pad/index.html"]
    assert 'content="0; url=help/"' in made["en/old.html"]
    assert 'content="0; url=../../../en/help/"' in made["go/aid/en/index.html"]
    assert 'href="../../hulp/"' in made["go/aid/index.html"]
    assert 'content="0; url=../../en/help/"' in made["w/oud/index.html"]
    gone = made["go/old-sheet/nl/index.html"]
    assert "Dit blad is oud." in gone
    assert "1 februari 2027" in gone
    assert 'href="../../../start/"' in gone
    assert "refresh" not in gone
    assert "<script" not in gone
    assert "This sheet is old." in made["go/old-sheet/index.html"]


def test_an_old_pdf_stays_as_a_copy(moved: Moved) -> None:
    made = moved({"/pdf/oud.nl.pdf": "my-circles-pdf", "/pdf/old.en.pdf": "my-circles-pdf"})
    assert [(copy.path, copy.source) for copy in made.copies] == [
        ("pdf/oud.nl.pdf", "pdf/my-circles.nl.pdf"),
        ("pdf/old.en.pdf", "pdf/my-circles.en.pdf"),
    ]
    assert not [path for path, _ in pages.files(made) if "oud.nl" in path]


def test_all_is_written_and_the_copy_with_it(moved: Moved, tmp_path: Path) -> None:
    made = moved({"/pdf/oud.nl.pdf": "my-circles-pdf"})
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf/my-circles.nl.pdf").write_bytes(b"%PDF of today")
    publish.write(made, tmp_path, {"start/": "default-src 'none'"})
    assert (tmp_path / "pdf/oud.nl.pdf").read_bytes() == b"%PDF of today"
    assert (tmp_path / "go/my-circles-pdf/nl/index.html").is_file()
    assert (tmp_path / "hosts/nginx/http.conf").is_file()
    assert "default-src 'none'" in (tmp_path / "hosts/nginx/policy.conf").read_text("utf-8")
    first = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    publish.write(made, tmp_path, {"start/": "default-src 'none'"})
    assert {path: path.read_bytes() for path in first} == first


def parsed(registry: Registry) -> Iterator[tuple[str, html.HtmlElement]]:
    for path, text in pages.files(registry):
        yield path, html.document_fromstring(text)


def test_every_page_that_sends_on_keeps_the_rules(registry: Registry) -> None:
    """Canonical or noindex, never both; the right language; main, one h1, a link with its language; its hashes."""
    one = {file_of(redirect.path): redirect for redirect in registry.redirects}
    for path, page in parsed(registry):
        redirect = one.get(path)
        links = page.xpath("//main//a")
        assert len(page.xpath("//main//h1")) == 1, path
        assert page.get("lang") == (redirect.lang if redirect else "nl"), path
        assert [a.get("hreflang") for a in links] == ([redirect.lang] if redirect else ["nl", "en"]), path
        canonical = page.xpath("//link[@rel='canonical']/@href")
        robots = page.xpath("//meta[@name='robots']/@content")
        refresh = page.xpath("//noscript/meta[@http-equiv='refresh']/@content")
        own = page.xpath("//meta[@property='og:url']/@content")
        if redirect:
            assert (canonical, robots) == ([registry.site.url + redirect.target.path], []), path
            assert refresh == [f"0; url={links[0].get('href')}"], path
            assert urljoin("/" + redirect.path, links[0].get("href")) == "/" + redirect.target.address, path
            assert own == canonical, path
        else:
            assert (canonical, robots, refresh) == ([], ["noindex,follow"], []), path
            assert own == [registry.site.url + path.removesuffix("index.html")], path
        for name in ("title", "description", "image", "image:alt", "locale"):
            assert page.xpath(f"//meta[@property='og:{name}']/@content")[0], path
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert "unsafe" not in policy
        for inline in (*page.xpath("//script/text()"), *page.xpath("//style/text()")):
            assert csp.digest(inline) in policy, path


def test_they_are_tiny_and_carry_no_absolute_path(moved: Moved) -> None:
    for path, text in pages.files(moved(url="https://host.example/some/path/")):
        assert len(text.encode()) < 4500, path
        assert 'href="/' not in text, path
        assert "url=/" not in text, path


def test_the_script_of_the_page_for_what_is_not_there_is_small(site: Site) -> None:
    for lang in LANGUAGES:
        assert len(missing.script(site.catalogue.page("not-found", lang), site).encode()) <= 1024


def test_hosts_have_a_rule_for_every_link_and_none_twice(registry: Registry) -> None:
    made = dict(hosts.files(registry, {}))
    for name in ("netlify", "cloudflare"):
        lines = [line.split() for line in made[f"hosts/{name}/_redirects"].splitlines()]
        ours = [line for line in lines if "*" not in line[0]]
        assert sorted(line[0] for line in ours) == sorted("/" + redirect.path for redirect in registry.redirects)
        assert len(lines) <= 2000
        assert all(line[2].endswith("!") for line in ours) == (name == "netlify")
    apache = made["hosts/apache/htaccess"]
    assert "RewriteRule ^w/stap/?$ /start/eerste-stap/ [NC,NE,L,R=302]" in apache
    link = registry.links["start"]
    anchored = replace(link, targets={lang: replace(to, anchor="choose") for lang, to in link.targets.items()})
    apache = dict(hosts.files(Registry(registry.site, {"start": anchored}), {}))["hosts/apache/htaccess"]
    assert "^w/begin/?$ /start/?%1#choose [NC,NE,L,R=302]\nRewriteRule ^w/begin/?$ /start/#choose" in apache


def test_a_hosts_files_are_put_in_place_when_wanted(
    built_site: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    copied = shutil.copytree(built_site / "hosts", tmp_path / "hosts").parent
    shutil.copyfile(built_site / "links.json", copied / "links.json")
    for name, files in {"netlify": {"_redirects", "_headers"}, "apache": {".htaccess"}}.items():
        before = {path.name for path in copied.iterdir()}
        assert main(["links", "host", name, "--site", str(copied)]) == 0
        assert {path.name for path in copied.iterdir()} - before == files
    assert not [name for name in ("_redirects", "_headers", ".htaccess") if (built_site / name).exists()]


# --- the lock


def test_the_committed_lock_holds_every_class(committed: Lock) -> None:
    assert {name for name in CLASSES if not committed[name]} == set()


def test_the_committed_lock_is_kept_by_the_texts(committed: Lock, registry: Registry) -> None:
    assert lock_check.in_texts(committed, registry, "") == []


def without(registry: Registry, link_id: str) -> Registry:
    return replace(registry, links={name: link for name, link in registry.links.items() if name != link_id})


@pytest.mark.parametrize("name", ["pages", "words", "ids", "anchors"])
def test_what_is_gone_from_the_texts_is_noticed(name: str, committed: Lock, registry: Registry) -> None:
    found = lock_check.in_texts(committed, without(registry, "help"), lock.text(committed))
    told = [problem for problem in found if problem.key.startswith(f"{name}.") and "gone" in problem.message]
    assert told
    lines = lock.text(committed).splitlines()
    assert all(problem.key.partition(".")[2] in lines[problem.line - 1] for problem in told)


def test_what_moved_or_was_retired_is_not_gone(committed: Lock, moved: Moved) -> None:
    old = {
        **{name: {} for name in CLASSES},
        "pages": {"oud/": "old-sheet nl"},
        "words": {"oud": "old-sheet nl"},
        "ids": {"old-sheet": "page old-sheet", "aid": "page aid"},
        "anchors": {"old-sheet#steps": "old-sheet"},
    }
    assert len(lock_check.in_texts(old, moved(), "")) == 5
    changed = moved({"/oud/": "start", "/w/oud/": "start", "/go/aid/": "help"}, {"old-sheet": GONE})
    assert lock_check.in_texts(old, changed, "") == []


@pytest.mark.parametrize(
    ("name", "address", "owner"),
    [
        ("ids", "help", "pdf help a4"),
        ("ids", "blad-12", "page other-sheet"),
        ("words", "begin", "help nl"),
        ("words", "begin", "start en"),
        ("pages", "hulp/", "start nl"),
    ],
)
def test_what_is_used_for_something_else_is_noticed(
    name: str, address: str, owner: str, committed: Lock, registry: Registry
) -> None:
    assert address in committed[name] or name == "words"
    changed = {**committed, name: {**committed[name], address: owner}}
    found = lock_check.in_texts(changed, registry, lock.text(changed))
    assert any(problem.key == f"{name}.{address}" for problem in found)


def test_new_addresses_are_added_and_old_ones_stay(registry: Registry) -> None:
    old = {**{name: {} for name in CLASSES}, "words": {"weg": "gone nl", "begin": "start nl"}}
    now = lock.offered(registry)
    both = lock.with_new(old, now)
    assert both["words"]["weg"] == "gone nl"
    assert both["pages"].keys() == now["pages"].keys()
    assert lock.count_new(both, now) == 0
    assert lock.text(json.loads(lock.text(both))) == lock.text(both)


# --- the lock and a built site


@pytest.fixture
def copy(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the site to take things out of."""
    made = tmp_path / "copy"
    shutil.copytree(built_site, made, copy_function=os.link, ignore=shutil.ignore_patterns("*.br", "*.gz", "pagefind"))
    return made


def test_the_built_site_keeps_the_lock(built_site: Path, committed: Lock, registry: Registry) -> None:
    assert lock_check.in_site(committed, registry, built_site, "") == []


def test_a_release_refuses_what_is_not_in_the_lock(
    built_site: Path, docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = shutil.copytree(docs, tmp_path / "docs")
    where = ["--docs", str(copied), str(built_site)]
    assert main(["links", "lock", *where]) == 0
    assert main(["links", "check-lock", "--release", *where]) == 0
    kept = json.loads((copied / "_data" / lock.NAME).read_text("utf-8"))
    del kept["words"]["begin"]
    (copied / "_data" / lock.NAME).write_text(json.dumps(kept), "utf-8")
    assert main(["links", "check-lock", *where]) == 0
    assert "1 not yet in the lock" in capsys.readouterr().out
    assert main(["links", "check-lock", "--release", *where]) == 1


PLACES = {"words": "w/{}/index.html", "ids": "go/{}/en/index.html"}


@pytest.mark.parametrize("name", [name for name in CLASSES if name != "anchors"])
def test_what_is_taken_away_from_a_site_is_noticed(name: str, copy: Path, committed: Lock, registry: Registry) -> None:
    address = max(committed[name])
    (copy / file_of(PLACES.get(name, "{}").format(address))).unlink()
    found = lock_check.in_site(committed, registry, copy, lock.text(committed))
    assert f"{name}.{address}" in [problem.key for problem in found]


def test_an_anchor_in_one_language_only_is_noticed(copy: Path, committed: Lock, registry: Registry) -> None:
    page = copy / "en/help/index.html"
    text = page.read_text("utf-8")
    page.unlink()
    page.write_text(text.replace('id="calling"', 'id="other"'), "utf-8")
    (problem,) = lock_check.in_site(committed, registry, copy, lock.text(committed))
    assert problem.key == "anchors.help#calling"
    assert "in one language only; it is not in 'en'" in problem.message


def test_a_redirect_that_chains_or_leads_nowhere_is_noticed(copy: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="0; url={}">'
    (copy / "chain").mkdir()
    (copy / "chain/index.html").write_text(refresh.format("../go/help/nl/"))
    (copy / "nowhere.html").write_text(refresh.format("not/there/#x"))
    found = {problem.file: problem.message for problem in lock_check.chains(copy)}
    assert found.keys() == {"/chain/", "/nowhere.html"}
    assert "leads on to another page" in found["/chain/"]
    assert "which is not there" in found["/nowhere.html"]


def test_the_command_says_what_is_gone(
    copy: Path, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main(["links", "check-lock", str(copy)]) == 0
    (copy / "w/begin/index.html").unlink()
    assert main(["links", "check-lock", str(copy)]) == 1
    told = capsys.readouterr().err
    assert re.search(r"docs/_data/published\.lock\.json:\d+: words\.begin: /w/begin/ is gone; ", told)


def test_links_json_lists_all_for_machines(built_site: Path, registry: Registry) -> None:
    found = json.loads((built_site / "links.json").read_text("utf-8"))
    assert found["site"] == "https://sleutels.example/"
    assert [entry["id"] for entry in found["links"]] == list(registry.links)
    for entry in found["links"]:
        for lang in LANGUAGES:
            assert (built_site / file_of(entry[lang]["path"].partition("#")[0])).is_file()
            assert entry[lang]["url"] == found["site"] + entry[lang]["go"]
