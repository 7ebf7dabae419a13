"""A release: all that is published, the same bytes twice, and a report that a person can read; or a refusal."""

import contextlib
import hashlib
import json
import re
import shutil
import subprocess
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from microsite import __main__ as command, bill, release as releases
from microsite.content import loader
from microsite.content.site import open_site
from microsite.links import hosts
from microsite.source.problems import ProblemsError
from test_build import contents
from test_release import TODAY, looked_at

ADDRESS = "https://weer.example/onder/"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that people have looked at, committed, with all its addresses in the lock."""
    root = tmp_path_factory.mktemp("home")
    looked_at(root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copyfile(ROOT / "requirements.txt", root / "requirements.txt")
    (root / ".gitignore").write_text("/dist*\n/site*\n.cache\n", "utf-8")
    with contextlib.chdir(root):
        assert command.main(["build", "--url", ADDRESS]) == 0
        assert command.main(["links", "lock", "site"]) == 0
    git(root, "init", "-q")
    commit(root)
    return root


@pytest.fixture
def project(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to release from, on a day when all that people saw is fresh."""
    root = Path(shutil.copytree(released, tmp_path / "home"))
    monkeypatch.chdir(root)
    monkeypatch.setattr(command, "_today", lambda: TODAY)
    return root


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@weer.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "as it is")


def release(*more: str) -> int:
    return command.main(["release", "--url", ADDRESS, *more])


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "manifest.json").read_text("utf-8")))


def said(folder: Path) -> str:
    """The report as a reader sees it."""
    return " ".join(
        re.sub(r"<style>.*</style>|<[^>]+>", " ", (folder / "report.html").read_text("utf-8"), flags=re.S).split()
    )


def test_a_release_holds_all_that_is_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release() == 0
    dist = project / "dist"
    assert "dist/report.html" in capsys.readouterr().out
    assert contents(dist / "site") == contents(project / "site"), "a release is the site, byte for byte"
    lines = [line.split("  ") for line in (dist / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert len(lines) == len(contents(dist / "site"))
    assert all(hashlib.sha256((dist / path).read_bytes()).hexdigest() == digest for digest, path in lines)
    assert any(path.endswith(".html.br") for _, path in lines)
    for host, names in {
        "nginx": ["http.conf", "server.conf", "policy.conf"],
        "netlify": ["_headers", "_redirects"],
    }.items():
        assert sorted(path.name for path in (dist / "hosts" / host).iterdir()) == sorted(names)
    assert {path.name for path in (dist / "hosts").iterdir()} == set(hosts.HOSTS)
    told = manifest(dist)
    assert told["address"] == ADDRESS
    assert not told["draft"]
    assert told["sheets"].keys() == {"pdf/weather.nl.pdf", "pdf/weather.en.pdf"}
    assert "Deze uitgave kan verschijnen. Het is de eerste, dus alles is nieuw." in said(dist)
    assert "Niets. Alles wat mensen moeten nakijken, is nagekeken." in said(dist)
    first = contents(dist)
    shutil.rmtree(dist)
    assert release() == 0
    assert contents(dist) == first


def test_a_report_tells_what_is_new_changed_and_gone(project: Path) -> None:
    assert release() == 0
    page = project / "docs/nl/index.md"
    page.write_text(page.read_text("utf-8") + "\nEen zin meer.\n", "utf-8")
    commit(project)
    assert release() == 0
    before, told = project / "earlier.json", said(project / "dist")
    assert "Veranderd: 1" in told, told
    assert "Nieuw" not in told
    assert told.count("Hier is niets veranderd.") == 2
    earlier = manifest(project / "dist")
    earlier["pages"]["was/"] = {"title": "Wat er was", "digest": ""}
    del earlier["sheets"]["pdf/weather.en.pdf"]
    before.write_text(json.dumps(earlier), "utf-8")
    commit(project)
    assert release("--since", str(before)) == 0
    told = said(project / "dist")
    assert "Verdwenen: 1 Wat er was was/" in told
    assert "Nieuw: 1" in told


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("docs/nl/index.md", "this is not committed"),
        ("docs/_data/to-read.yml", "has not read this yet"),
        ("docs/_data/published.lock.json", "addresses are not in the lock yet"),
        ("dist/manifest.json", "this is not the manifest.json of a release"),
    ],
)
def test_a_release_is_refused(spoil: str, told: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was there before stays: an uncommitted change, an open question, an address that is not promised yet."""
    assert release() == 0
    stood, file = contents(project / "dist/site"), project / spoil
    text = file.read_text("utf-8")
    if spoil.endswith("to-read.yml"):
        text = re.sub("read_(by|on): .*", r"read_\1: null", text)
    file.write_text("{}\n" if spoil.endswith(".json") else text + "\nNog iets.\n" * spoil.endswith(".md"), "utf-8")
    if spoil.startswith("docs/_data/"):
        commit(project)
    assert release() == 1
    assert told in capsys.readouterr().err
    assert contents(project / "dist/site") == stood
    assert not list(project.glob("dist.new*"))


def test_a_draft_has_a_mark_on_every_page(project: Path) -> None:
    shutil.copyfile(Path(__file__).parent / "good/_data/to-read.yml", project / "docs/_data/to-read.yml")
    assert release("--draft") == 0
    site = project / "dist.draft/site"
    pages = [page for page in site.rglob("*.html") if page.relative_to(site).parts[0] not in ("go", "w", "mail")]
    print(f"{len(pages)} pages of a draft looked at")
    mark = {
        "nl": "Concept. Mensen moeten deze site nog nakijken",
        "en": "Draft. People still have to look at this site",
    }
    for page in pages:
        text = page.read_text("utf-8")
        assert any(words in text for words in mark.values()), page
        assert '<meta name="robots" content="noindex' in text, page
    assert "Disallow: /\n" in (site / "robots.txt").read_text("utf-8")
    assert "Er wachten 1 dingen" in said(project / "dist.draft")
    assert manifest(project / "dist.draft")["draft"]
    assert not (project / "dist").exists()


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"[]", b"\xff", b'{"pages": {}}', b'{"pages": 1, "sheets": {}, "links": {}}']
)
def test_an_earlier_release_that_is_named_is_one(content: bytes | None, tmp_path: Path) -> None:
    """Else everything would be told as new."""
    manifest = tmp_path / "manifest.json"
    if content is not None:
        manifest.write_bytes(content)
    with pytest.raises(ProblemsError, match=r"is not the manifest\.json of a release"):
        releases.read(manifest)


def test_the_bill_names_every_package_and_no_gpl() -> None:
    given = releases.data(open_site(ADDRESS, loader.load(ROOT / "docs")))
    found = bill.of(ROOT / "requirements.txt", ROOT / "hooks", given)
    names = {part["name"].lower() for part in found["components"]}
    pinned = set(re.findall(r"^([\w.-]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.M))
    assert pinned <= names
    fonts = {path.name.lower() for path in (ROOT / "hooks").rglob("*.ttf")}
    assert fonts <= names
    told = {part["name"]: json.dumps(part["licenses"]) for part in found["components"]}
    unknown = [name for name, licence in told.items() if bill.UNKNOWN in licence]
    assert not unknown, unknown
    files = {part["name"]: part for part in found["components"] if part["type"] != "library"}
    others = {path for path in (ROOT / "hooks").rglob("*") if path.suffix in (".ttf", ".otf", ".woff2", ".dic")}
    assert files.keys() == {path.name for path in others} | {
        "syllables.txt",
        "texts, drawings and worksheets",
        "hyph_nl_NL.dic",
        "hyph_en_GB.dic",
    }
    assert told["syllables.txt"] == '[{"license": {"id": "BSD-2-Clause"}}]'
    assert told["Fraunces-SemiBold.ttf"] == '[{"license": {"id": "OFL-1.1"}}]'
    assert "CC BY-NC-SA 4.0" in told["texts, drawings and worksheets"]
    assert "MPL" in told["hyph_nl_NL.dic"]
    assert all(len(part["hashes"][0]["content"]) == 64 for part in files.values() if part["type"] == "file")
    only_gpl = [name for name, licence in told.items() if re.search(r"\bGPL", licence) and " OR " not in licence]
    assert not only_gpl, only_gpl


def test_licences_are_read_as_packages_tell_them() -> None:
    def told(**keys: str) -> str:
        made = Message()
        for key, value in keys.items():
            made[key.replace("_", "-")] = value
        return bill.licence_of(made)  # type: ignore[arg-type]

    assert told(License_Expression="MIT", License="text") == "MIT"
    assert told(License="UNKNOWN", Classifier="License :: OSI Approved :: MIT License") == "MIT License"
    assert told(License="Copyright\n\nPermission is granted") == bill.UNKNOWN
    assert told() == bill.UNKNOWN
