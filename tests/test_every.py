"""Every one of a class: each cache entry, path, text, address, tag, name and file that the site has or reads."""

import importlib
import itertools
import json
import pkgutil
import re
import shutil
import string
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import lxml.html.defs
import pytest
import yaml
from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

import microsite
from conftest import ROOT
from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.checks import markup
from microsite.language import report
from microsite.source.files import LARGEST
from microsite.source.model import Model
from microsite.source.problems import Problem, ProblemsError
from microsite.source.text import LONGEST, TEXT, TURNED, unprintable
from site_fixtures import Project
from strange import GOOD, MORE, whole
from test_build import assert_same

# --- every entry of a cache


def test_no_spoilt_entry_of_any_cache_is_published(small: Project, small_project: Project) -> None:
    """One of each sort in each folder of a real build's cache, whatever folders there are."""
    files = [path for path in sorted((small.folder / ".cache").rglob("*")) if path.suffix and path.is_file()]
    sorts = {(path.parent, path.suffix): path for path in files}
    assert len({folder for folder, _ in sorts}) >= 4, sorts
    spoilt = {path: path.read_bytes() for path in sorts.values()}
    for path, content in spoilt.items():
        path.unlink()  # other projects share its bytes
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    made = small.build("--strict")
    assert made.returncode == 0, made.stdout
    assert_same(small_project.site, small.site)
    assert [path.name for path, content in spoilt.items() if path.is_file() and path.read_bytes() != content] == []


# --- every text of an author: whatever the checks let through is thrown at all that is made from it


Place = tuple[Path, int, int]
"""A file, and from where to where in it a value stands."""


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for each in node.value if isinstance(node, yaml.CollectionNode) else ():
        yield from scalars(each[1] if isinstance(each, tuple) else each)


class Hostile:
    """The good site with the same few texts wherever a value stands and the checks let them."""

    def __init__(self, folder: Path, texts: Iterable[str]) -> None:
        self.docs = shutil.copytree(GOOD, folder / "docs")
        for name, more in MORE.items():
            (self.docs / name).write_text(more, "utf-8")
        files = [path for path in sorted(self.docs.rglob("*")) if path.suffix in (".md", ".yml")]
        self.plain = {path: path.read_text("utf-8") for path in files}
        self.put: dict[Place, str] = dict(zip(self._places(), itertools.cycle(texts), strict=False))
        self.tried, self.refused = len(self.put), list[Problem]()

    def _places(self) -> Iterator[Place]:
        for path, text in self.plain.items():
            begin = 4 if path.suffix == ".md" else 0
            read = text[begin : text.index("\n---\n", begin) + 1] if begin else text
            root = yaml.compose(read, Loader=yaml.CSafeLoader)
            assert root
            for node in scalars(root):
                yield path, node.start_mark.index + begin, node.end_mark.index + begin

    def let_through(self) -> Catalogue | None:
        """The site when each value that was refused is what it was; None when every one was."""
        while self.put:
            for path in self.plain:
                path.write_text(self._written(path), "utf-8")
            try:
                return loader.load(self.docs)
            except ProblemsError as error:
                self.refused += error.problems
                self._take_back(error.problems)
        return None

    def _written(self, path: Path) -> str:
        text = self.plain[path]
        for (_, begin, end), hostile in sorted(((at, h) for at, h in self.put.items() if at[0] == path), reverse=True):
            lines = "\n" * text.count("\n", begin, end)
            text = text[:begin] + json.dumps(hostile) + lines + text[end:]
        return text

    def _take_back(self, problems: Iterable[Problem]) -> None:
        before = len(self.put)
        for problem in problems:
            path = self.docs.parent / problem.file
            lines = {at: self.plain[path].count("\n", 0, at[1]) for at in self.put if at[0] == path}
            nearest = max((line for line in lines.values() if line < problem.line), default=None)
            for at in [at for at, line in lines.items() if line == nearest]:
                del self.put[at]
        if len(self.put) == before:  # what they tell only echoes another
            files = {self.docs.parent / problem.file for problem in problems}
            near = [at for at in self.put if at[0] in files] or list(self.put)
            for at in near[: len(near) // 2 + 1]:
                del self.put[at]


@pytest.mark.parametrize(
    "texts",
    [
        ["../../outside/secret.txt", "/etc/passwd", "..%2f..%2fsecret"],
        ["javascript:zq", "data:text/html,zq", "//zq.example", "vbscript:zq"],
        ["<zq onzq=1>", '"><zq onzq=1>', "' onzq=1 x='", "</script><zq>", "&#60;zq&#62;"],
        ["{{ zq }}", "${zq}", "; zq;", "#panic()", "]]><zq>"],
    ],
    ids=["paths", "addresses", "tags", "codes"],
)
def test_whatever_is_let_through_comes_out_as_text(texts: list[str], tmp_path: Path) -> None:
    """As no tag, no attribute, no address of another kind, no line of a host's file: `strange.looked_at`."""
    thrown = Hostile(tmp_path, texts)
    found = thrown.let_through()
    assert found
    assert len(thrown.put) > 30, "most texts are free"
    whole(found)


@pytest.mark.parametrize(
    "text", ["a\x1b[31mb", "a\u202eb", "a " * (LONGEST // 2 + 1), "x" * 100_000], ids=lambda text: ascii(text[:9])
)
def test_no_text_is_unprintable_or_without_end(text: str, tmp_path: Path) -> None:
    """Nowhere is it let through; and what is said of it is short and can be printed."""
    thrown = Hostile(tmp_path, [text])
    assert thrown.let_through() is None, sorted(thrown.put)
    assert len(thrown.refused) > 100
    for problem in thrown.refused:
        assert len(str(problem)) < 1000, str(problem)[:1100]
        assert not set(str(problem)) & {"\x1b", "\u202e"}


def test_every_sign_that_shows_nothing_or_turns_a_text_is_unprintable() -> None:
    """As Unicode has it: what controls, stands alone, is private or means nothing yet, and what turns the direction."""
    wrong = {chr(n) for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) in ("Cc", "Cs", "Co", "Cn")}
    turns = {chr(n) for n in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(n)) in EMBEDS}
    assert turns == TURNED
    free = {chr(n) for n in range(sys.maxunicode + 1)} - wrong - turns
    assert unprintable("".join(sorted(free))) is None
    assert all(unprintable(f"a{sign}b") == sign for sign in [*sorted(wrong)[::997], *turns, "\x00", "\x7f", "\x85"])


EMBEDS = ("LRE", "LRO", "RLE", "RLO", "PDF")


def models() -> list[type[BaseModel]]:
    """Every model of the core."""
    for module in pkgutil.walk_packages(microsite.__path__, "microsite."):
        if not module.name.startswith(("microsite.__main__", "microsite.starter.files")):
            importlib.import_module(module.name)

    def below(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    return sorted({each for each in below(BaseModel) if each.__module__.startswith("microsite.")}, key=str)


def rules(found: Iterable[Any]) -> Iterator[Any]:
    for rule in found:
        yield from rules(rule.metadata) if isinstance(rule, FieldInfo) else (rule,)


def texts_of(annotation: Any, held: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The rules of each text that an annotation allows; a word of a fixed list is none."""
    if hasattr(annotation, "__metadata__"):
        yield from texts_of(annotation.__origin__, (*held, *rules(annotation.__metadata__)))
    elif annotation is str:
        yield held
    elif get_origin(annotation) is not Literal:
        inner = get_args(annotation)
        for each in inner:
            yield from texts_of(each, held if NoneType in inner else ())


def bounded(held: tuple[Any, ...]) -> bool:
    """Whether a text has an end: a length, a pattern that has one, or a list that it is from."""
    patterns = [rule.pattern for rule in held if getattr(rule, "pattern", None)]
    listed = any(isinstance(rule, WithJsonSchema) and "enum" in (rule.json_schema or {}) for rule in held)
    length = any(getattr(rule, "max_length", None) for rule in held)
    return listed or length or any(re._parser.parse(each).getwidth()[1] <= LONGEST for each in patterns)  # type: ignore[attr-defined]


def test_every_text_of_a_model_is_printable_and_has_an_end() -> None:
    """Printable by the ground of all models; with an end by the rules of each."""
    found, loose = 0, []
    for kind in models():
        for name, field in kind.model_fields.items():
            for held in texts_of(field.annotation, tuple(rules(field.metadata))):
                found += 1
                if not bounded(held):
                    loose.append(f"{kind.__module__}.{kind.__name__}.{name}")
    print(f"{found} texts in models")
    assert found > 200
    assert not loose, loose
    others = [kind for kind in models() if not issubclass(kind, Model) and set(kind.model_fields) != {"root"}]
    assert not others, "a model that does not refuse what cannot be printed"
    assert any(TEXT in held for kind in models() for f in kind.model_fields.values() for held in texts_of(f.annotation))


# --- every path

WATCHED = """
import json, os, sys
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
read, changed = set(), set()
def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)):
        (changed if (given[2] or 0) & WRITES else read).add(os.path.abspath(os.fsdecode(given[0])))
    elif event in ("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.utime", "shutil.rmtree"):
        if given[-1] in (-1, None) or event == "shutil.rmtree":
            changed.add(os.path.abspath(os.fsdecode(given[0])))
    elif event in ("os.rename", "os.link", "os.symlink", "shutil.copyfile", "shutil.copytree", "shutil.move"):
        changed.add(os.path.abspath(os.fsdecode(given[1])))
sys.addaudithook(watch)
sys.path.insert(0, sys.argv[1])
out = sys.argv[2]
sys.argv = ["microsite", "build"]
from microsite.__main__ import main
code = main()
kept = json.dumps({"read": sorted(read), "changed": sorted(changed)})
open(out, "w").write(kept)
sys.exit(code)
"""


@pytest.mark.built
def test_every_path_that_a_build_reads_or_writes_lies_where_it_should(tmp_path: Path) -> None:
    """Python tells of each file that it opens: with hostile texts wherever one may stand, none is elsewhere."""
    outside, site, told = tmp_path / "outside", tmp_path / "in/my/site", tmp_path / "told.json"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", "utf-8")
    site.mkdir(parents=True)
    thrown = Hostile(
        site, ["../../outside/secret.txt", f"{outside}/secret.txt", "../../../outside/secret", "/etc/passwd"]
    )
    assert thrown.let_through()
    shutil.copytree(ROOT / "overrides", site / "overrides")
    (site / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(ROOT / "hooks"), str(told)],
        cwd=site,
        env={
            "TMPDIR": str(site / "tmp"),
            "PATH": "/usr/bin:/bin",
            "SITE_URL": "https://a.example/",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(told.read_text("utf-8"))
    mine = [site / name for name in ("site", "site.new", "site.old", ".cache", "tmp")]
    assert len(seen["changed"]) > 100
    assert [path for path in seen["changed"] if not any(Path(path).is_relative_to(each) for each in mine)] == [
        "/dev/null"
    ] * ("/dev/null" in seen["changed"])
    machine = [
        Path(each) for each in (sys.prefix, sys.base_prefix, "/usr", "/lib", "/proc", "/sys", "/dev", "/etc/mime.types")
    ]
    known = [site, ROOT / "hooks", *machine]
    assert [path for path in seen["read"] if not any(Path(path).is_relative_to(each) for each in known)] == []
    published = [path for path in (site / "site").rglob("*") if path.is_file()]
    assert all(path.resolve().is_relative_to(site.resolve()) for path in published)
    assert not [path for path in published if path.read_bytes() == b"secret"]


# --- every tag and attribute in a text


def test_every_tag_and_attribute_is_on_the_list_or_a_mistake() -> None:
    tags = {*lxml.html.defs.tags, "bdi", "svg", "math", "slot", "template", "zq", "x-y", "portal", "noscript"}
    attributes = {
        *lxml.html.defs.safe_attrs, *lxml.html.defs.link_attrs, *lxml.html.defs.event_attrs, "style", "srcdoc", "is",
        "ping", "formaction", "onfocus", "xlink:href", "zq",
    }  # fmt: skip
    assert len(tags) > 90
    assert len(attributes) > 90
    let = {tag for tag in tags if not list(markup._tags(f"a <{tag}>b</{tag}>"))}
    assert let == markup.TAGS.keys()
    for tag in sorted(tags):
        for quote in ('"', "'", ""):
            carried = {
                name for name in attributes if not list(markup._tags(f"a <{tag} {name}={quote}nl{quote}>b</{tag}>"))
            }
            assert carried == (markup.TAGS.get(tag, set()) if quote else set()), (tag, quote)
    for odd in (
        "<!-- a -->",
        "<!doctype html>",
        "<?php ?>",
        "<![CDATA[a]]>",
        "<ScRiPt>",
        "</script>",
        "<br/onload=a>",
        "<span\nonclick='a'>",
    ):
        assert list(markup._tags(odd)), odd


def test_every_kind_of_address_in_a_text_is_on_the_list_or_a_mistake() -> None:
    kinds = "javascript data vbscript file ftp http blob about ws filesystem intent sms tel view-source feed".split()
    hostile = [
        *(f"{kind}:zq" for kind in kinds),
        "//zq.example",
        "/etc/passwd",
        "../x",
        "JaVaScRiPt:zq",
        " javascript:zq",
        "zq.pdf",
    ]
    for address in hostile:
        for written in (
            f"[a]({address})",
            f"[a](<{address}>)",
            f'[a]({address} "b")',
            f"![a]({address})",
            f"[a]: {address}",
        ):
            assert list(markup._addresses(written)), written
    for address in ("page:start", "fact:F1", "term:pause", "help:nl-113", "https://a.example/", "mailto:a@b.example"):
        assert not list(markup._addresses(f"[a]({address})"))


# --- every name of a file


def told(docs: Path) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        loader.load(docs)
    return str(error.value).splitlines()


def test_every_sign_in_a_name_is_a_small_letter_a_digit_or_a_hyphen(tmp_path: Path) -> None:
    docs = shutil.copytree(GOOD, tmp_path / "docs")
    signs = [c for c in string.printable if c not in "/\x0b\x0c\r\n\t" + string.ascii_lowercase + string.digits + "-"]
    for at, sign in enumerate([*signs, "é", "ı", "\u202e", "\u00ad", "𝐚", "\n"]):
        for folder, suffix in (("nl", ".md"), ("_data/pictures", ".svg")):
            (docs / folder / f"a{sign}b{at}{suffix}").write_text("x", "utf-8")
        (docs / "nl" / f"map{at}{sign}").mkdir()
        (docs / "nl" / f"map{at}{sign}" / "a.md").write_text("x", "utf-8")
    said = [line for line in told(docs) if "becomes part of an address" in line]
    assert len(said) == 3 * (len(signs) + 6)


# --- every file that is read


def led_to(target: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return spoil


def folded(path: Path) -> None:
    path.unlink()
    path.mkdir()


def deepened(path: Path) -> None:
    path.write_text(("---\n" if path.suffix == ".md" else "") + "a: " + "[" * 100_000 + "\n---\n", "utf-8")


SPOILS: dict[str, tuple[Callable[[Path], object], str]] = {
    "not UTF-8": (lambda path: path.write_bytes(path.read_bytes() + b"\n\xff"), "this is not UTF-8"),
    "a folder": (folded, "this is a folder"),
    "a way out": (led_to("/etc/hostname"), "this only leads to another file"),
    "a way to nowhere": (led_to("nowhere"), "this leads to a file that is not"),
    "too large": (lambda path: path.write_bytes(b"#" * (LARGEST + 1)), "this file is larger"),
    "too deep": (deepened, "nests deeper"),
}
LISTS = ("avoid.yml", "exceptions.yml", "foreign.yml", "article.yml", "words.nl.txt", "words.en.txt")
"""Files that only the checks of language read."""
READ = [
    *sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*") if path.is_file()),
    *(name for name in MORE if not (GOOD / name).exists()),
    *(f"_data/{name}" for name in LISTS),
]


def test_every_data_file_of_the_site_is_among_those_that_are_spoilt() -> None:
    ours = {path.name for path in (ROOT / "docs/_data").iterdir() if path.is_file()}
    assert ours - {Path(each).name for each in READ} <= {"published.lock.json", "strings.en.yml"}


@pytest.mark.parametrize("how", SPOILS)
def test_every_file_that_cannot_be_read_is_a_mistake_with_its_name(how: str, tmp_path: Path) -> None:
    spoil, said = SPOILS[how]
    good, whole_site = loader.load(GOOD), shutil.copytree(GOOD, tmp_path / "whole/docs")
    for name, more in MORE.items():
        (whole_site / name).write_text(more, "utf-8")
    for name in READ:
        if how == "too deep" and not name.endswith((".md", ".yml")):
            continue
        docs = shutil.copytree(whole_site, tmp_path / "docs")
        (docs / name).touch()
        spoil(docs / name)
        problems = told(docs) if Path(name).name not in LISTS else list(map(str, report.load(docs, good)[1]))
        assert any(line.startswith(f"docs/{name}:") and said in line for line in problems), (name, problems[:5])
        shutil.rmtree(docs)
