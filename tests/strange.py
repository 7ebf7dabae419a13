"""Files of authors, mails and logs as nobody means them, and what must be true of whatever is made from them.

`make fuzz` and tests/test_fuzz.py throw these about. A mark, `zq`, stands in what is thrown where it would do harm if
it came out as it went in: as a tag, as an attribute, as a line of a host's file.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pikepdf
from hypothesis import strategies as st

from conftest import ROOT, TESTS
from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.site import Site, open_site
from microsite.links import collect, count, hosts, links_json, lock, mail, pages as link_pages
from microsite.links.registry import Registry
from microsite.newsletter import files as newsletters, item, mail as letters
from microsite.source.files import below
from microsite.source.front_matter import read_yaml
from microsite.source.problems import Problem, ProblemsError
from microsite.web import feed, markdown, rendered, sitemap
from microsite.web.headers import wellknown
from microsite.web.rendered import Frame
from site_fixtures import our_texts

MARK = "zq"
PIECES = [
    "<zq onzq=1>",
    "\"><zq onzq='",
    "' onzq=1 x='",
    "</script><zq>",
    "]]><zq>",
    "--><zq>",
    "</title><zq>",
    "&#60;zq&#62;",
    "javascript:zq",
    "data:text/html,zq",
    "//zq.example",
    'https://zq.example/" onzq=',
    "https://zq.example/x",
    "\n/* /zq 301",
    "; zq;",
    "} zq {",
    "${zq}",
    "{zq}",
    "{{ zq }}",
    "{% zq %}",
    "{0.__class__}",
    "%(zq)s",
    "#panic()",
    "\\zq",
    "../../zq",
    "/zq/../x",
    "..%2fzq",
    ".zq",
    "zq\0",
    "zq\x1b[31m",
    "zq\u202e",
    "zq\u2028",
    "\ufeffzq",
    "zq\ud800",
    "[zq](javascript:zq)",
    "[zq](page:start)",
    "![zq](https://zq.example)",
    "<javascript:zq>",
    "/// zq\n///",
    "*zq*{: onzq=1}",
    "`<zq>`",
    "[z]: javascript:zq",
    "&zq",
    "*zq",
    "!!python/object:zq",
    "<<: *zq",
    "0x" + "f" * 30,
    "9" * 400,
    "1e999",
    "~",
    "[" * 60,
    "{a: " * 60,
    "- " * 60,
    "null",
    "yes",
    "2026-13-45",
    "x" * 3000,
    "🧘" * 50,
    "\t",
    "---",
    "...",
    "\r\n",
]
"""Whatever could end a text where it does not end, or mean more than itself."""
TEXT = st.one_of(st.sampled_from(PIECES), st.text(max_size=40))


@st.composite
def spoilt(draw: Any, text: str) -> str:
    """A text with some of it changed: lines doubled, gone or in another order, values replaced, pieces put in."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        lines[at : at + 1] = draw(st.sampled_from(_CHANGES))(draw, lines[at])
        text = "\n".join(lines)
    return text


def _value(draw: Any, line: str) -> list[str]:
    key = line.partition(":")[0]
    told = draw(TEXT)
    return [f"{key}: {draw(st.sampled_from([told, json.dumps(told), json.dumps(told, ensure_ascii=False)]))}"]


def _within(draw: Any, line: str) -> list[str]:
    at = draw(st.integers(0, len(line)))
    return [line[:at] + draw(TEXT) + line[at:]]


_CHANGES: list[Callable[[Any, str], list[str]]] = [
    _value,
    _value,
    _within,
    _within,
    lambda _, __: [],
    lambda _, line: [line, line],
    lambda draw, line: [line, draw(TEXT)],
    lambda _, line: ["  " + line],
]


@dataclass(frozen=True)
class Target:
    """What is thrown, and a function that raises when something is made of it that must not be."""

    thrown: st.SearchStrategy[Any]
    throw: Callable[[Any], None]


# --- the files of a site

GOOD = TESTS / "good"
FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*") if path.suffix in (".md", ".yml", ".svg"))
MORE = {
    "_data/links.yml": "moved:\n  /old/: home\n  /go/ex/: calm\nretired:\n  gone: {successor: home, since: 2026-01-01,"
    " note: {nl: Weg., en: Gone.}}\n",
    "_data/strings.nl.yml": 'updated: "Bijgewerkt op {date}"\nmonths: [a, b, c, d, e, f, g, h, i, j, k, l]\n'
    'go_to: "Naar {title}"\n',
}
"""Files as they are thrown about, where those of the good site hold too little."""


@cache
def _folder() -> Path:
    """A copy of the good site that each throw changes one file of, and puts right again."""
    folder = Path(tempfile.mkdtemp(prefix="strange-"))
    return shutil.copytree(GOOD, folder / "docs")


def files() -> st.SearchStrategy[tuple[str, str]]:
    """A file of the site by its path, and what stands in it now."""
    return st.sampled_from([*FILES, *MORE]).flatmap(lambda path: st.tuples(st.just(path), spoilt(_text(path))))


def _text(path: str) -> str:
    return MORE.get(path) or (GOOD / path).read_text("utf-8")


def throw_file(thrown: tuple[str, str]) -> None:
    """Whatever stands in a file of the site: mistakes with a line, or a site that holds what it must."""
    path, text = thrown
    place, before = _folder() / path, (GOOD / path).read_bytes() if (GOOD / path).is_file() else None
    place.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        whole(loader.load(_folder()))
    except ProblemsError as error:
        told(error.problems)
    finally:
        if before is None:
            place.unlink()
        else:
            place.write_bytes(before)


def told(problems: tuple[Problem, ...]) -> None:
    """Each mistake has a place and words, on one line that a terminal may show."""
    assert problems
    for problem in problems:
        assert problem.line >= 1
        assert problem.message
        assert str(problem).isprintable() or set(str(problem)) & set("\u00a0\u202f")
        assert "\n" not in str(problem)


class _Pictures(dict[str, Path]):
    """A file for every path: what is in it is of no matter, as long as it is a PDF."""

    def __missing__(self, path: str) -> Path:
        return _paper()


@cache
def _paper() -> Path:
    place = _folder().parent / "any.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(place)
    return place


def whole(found: Catalogue) -> None:
    """All texts of a site, made from what was thrown."""
    site = open_site("https://site.example/path/", found)
    registry = collect.make(site)
    for path, text in texts(site, registry):
        below(Path("/site"), path)
        looked_at(path, text)


def texts(site: Site, registry: Registry) -> Iterator[tuple[str, str]]:
    """Path and text of all that is made but drawings."""
    frame, files_of = Frame(ROOT / "overrides"), _Pictures()
    for page in site.catalogue.pages.values():
        body = markdown.convert(page, site)
        yield f"{page.url}body.html", str(body)
        yield f"{page.url}index.html", frame.whole(rendered.render(page, site, body, files_of, frame).view)
    yield from link_pages.files(registry)
    yield from hosts.files(registry, {})
    yield links_json.PATH, links_json.text(registry)
    for path, data in {**feed.files(site, files_of), **dict(wellknown.files(site))}.items():
        if path.endswith((".xml", ".json", ".txt")):
            yield path, data.decode()
    yield "sitemap.xml", sitemap.text(site)
    for lang in site.langs:
        yield from letters.files(site, lang).items()
    for one in item.every(site):
        yield f"mail/{one.id}.html", newsletters.look(one, site)


def looked_at(path: str, text: str) -> None:
    """A text of the site has no tag, attribute or line that an author put there unasked."""
    assert text.isprintable() or not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", text), path
    if path.startswith("hosts/"):
        assert MARK not in text, (path, text)
    elif path.endswith(".html"):
        _html(path, text)
    elif path.endswith(".xml"):
        assert not [each for each in lxml.etree.fromstring(text.encode()).iter() if MARK in str(each.tag)], path
    elif path.endswith(".json"):
        json.loads(text)


_SCHEMES = re.compile(r"(?:https?:|mailto:|tel:|sms:|#|data:image/|\?)|[^:]*(?:[/?#]|$)", re.I)


def _html(path: str, text: str) -> None:
    if not text.strip():
        return
    for element in lxml.html.document_fromstring(text).iter():
        if not isinstance(element.tag, str):
            continue
        assert MARK not in element.tag, (path, element.tag)
        for name, value in element.attrib.items():
            assert MARK not in name, (path, name)
            if name in ("href", "src", "action", "srcset", "poster"):
                assert _SCHEMES.match(value), (path, name, value)
        if element.tag == "script" and element.get("type") == "application/ld+json":
            json.loads(element.text or "")


# --- text that is read by itself


def as_read(text: str) -> str:
    """As a file gives it: half a pair of surrogates is no UTF-8, and is told before anything is read."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def throw_yaml(text: str) -> None:
    """Whatever stands in a data file."""
    for problem in read_yaml(as_read(text), "x.yml").problems:
        told((problem,))


@cache
def _real() -> tuple[Registry, mail.Checker]:
    found = our_texts()
    registry = collect.make(open_site("https://sleutels.example/", found))
    kept = lock.read(ROOT / "docs/_data" / lock.NAME)
    return registry, mail.Checker(registry, kept, frozenset(["relatietrip.nl"]))


MAIL = """<html lang="nl"><head><style>p{background:url('https://sleutels.example/mail/key-1.nl.jpg')}</style></head>
<body background="x"><!--[if mso]><v:rect href="https://sleutels.example/go/start/nl/"><![endif]-->
<a href="https://sleutels.example/go/key-1/nl/?utm_source=brief">Sleutel</a> <a href='tel:113'>113</a>
<img src="https://sleutels.example/mail/key-1.nl.jpg" alt="Een kaart" srcset="a 1x, b 2x">
https://sleutels.example/go/key-2/ www.evil.example &amp; {{ unsubscribe }}
</body></html>"""


def throw_mail(text: str) -> None:
    """Whatever a mail holds."""
    for problem in _real()[1].check(as_read(text), "mail.html"):
        told((problem,))


LOG = """1.2.3.4 - - [03/Nov/2026:10:00:00 +0100] "GET /go/help/nl/?utm_medium=email HTTP/1.1" 200 1 "-" "Firefox"
1.2.3.4 - - [03/Nov/2026:10:00:00 +0100] "GET /w/begin/ HTTP/2.0" 301 0 "https://a.example/" "Mozilla/5.0 Safari"
1.2.3.4 - x [31/Feb/9999:99:00:00 +0100] "GET /pdf/x.pdf HTTP/1.1" 206 - "-" "-"
"""


def throw_log(text: str) -> None:
    """Whatever a server wrote down: a table of four columns, and no word of a visitor in it."""
    for row in count.table(count.count(as_read(text).split("\n"), _real()[0])):
        assert row.count("\t") == 3, row
        assert row.isascii() or row.isprintable(), row
        assert MARK not in row.split("\t")[1], row


TARGETS: Mapping[str, Target] = {
    "file": Target(files(), throw_file),
    "yaml": Target(
        st.sampled_from(FILES).filter(lambda path: path.endswith(".yml")).flatmap(lambda path: spoilt(_text(path))),
        throw_yaml,
    ),
    "mail": Target(spoilt(MAIL), throw_mail),
    "log": Target(spoilt(LOG), throw_log),
}
"""What is thrown about, by name."""
