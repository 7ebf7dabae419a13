"""A newsletter before it is sent, and the visits after."""

import io
import time
from pathlib import Path

import pytest

from microsite.__main__ import main
from microsite.links import count, letter, mail
from microsite.links.lock import Lock
from microsite.links.registry import Registry
from microsite.source.problems import Problem, say

HOME = "https://sleutels.example"
GOOD = f"""<html lang="nl-NL"><body>
<p>Lees dit rustig.</p>
<a href="{HOME}/go/key-1/nl/?utm_source=brief&amp;utm_medium=email#minute">Sleutel 1</a>
<a href="{HOME}/go/key-2/">Sleutel 2</a> <a href="{HOME}/w/begin">Begin</a>
<a href="{HOME}/sleutels/">Alle sleutels</a> <a href="{HOME}/go/my-circles-pdf/nl/">Pdf</a>
<a href="{HOME}/go/help/nl/">Hulp</a> <a href="tel:113">113</a> <a href="{{{{ unsubscribe }}}}">Afmelden</a>
<img src="{HOME}/mail/key-1.nl.jpg" alt="Een kaart">
</body></html>
"""


@pytest.fixture(scope="module")
def checker(registry: Registry, committed: Lock) -> mail.Checker:
    return mail.Checker(registry, committed, frozenset(["relatietrip.nl"]))


def test_a_good_mail_has_no_findings(checker: mail.Checker, registry: Registry) -> None:
    anchor = next(anchor for anchor, _ in registry.site.catalogue.page("key-1", "nl").anchors)
    assert checker.check(GOOD.replace("#minute", f"#{anchor}"), "mail.html") == []


def test_our_own_mails_pass(checker: mail.Checker, built_site: Path) -> None:
    mails = sorted((built_site / "mail").glob("*.html"))
    assert mails
    assert [problem for made in mails for problem in checker.check(made.read_text("utf-8"), made.name)] == []


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://other.example/x", "not a link of https://sleutels.example/"),
        ("http://sleutels.example/go/start/nl/", "wrong scheme"),
        ("https://sleutels.example.evil.example/go/start/nl/", "not a link of"),
        (f"{HOME}/go/strat/nl/", "leads to nothing of ours; did you mean 'go/start/nl/'?"),
        (f"{HOME}/go/start/en/", f"the mail is in 'nl'; use {HOME}/go/start/nl/"),
        (f"{HOME}/w/first/", "leads to 'en'"),
        (f"{HOME}/en/keys/", "leads to 'en'"),
        (f"{HOME}/pdf/my-circles.en.pdf", "leads to 'en'"),
        (f"{HOME}/go/long-exhale-path-pdf/nl/", "a PDF of level 2"),
        (f"{HOME}/pdf/long-exhale-path.nl.pdf", "a PDF of level 2"),
        (f"{HOME}/pdf/long-exhale-path.nl.large.pdf", "a PDF of level 2"),
        (f"{HOME}/go/set-two/nl/", "a PDF of level 2"),
        (f"{HOME}/go/help/nl/?utm_source=x", "never tracked; take off '?utm_source=x'"),
        (f"{HOME}/veilig-oefenen/?utm_source=x", "never tracked"),
        (f"{HOME}/w/twaalf/?fbclid=x", "never tracked"),
        (f"{HOME}/go/blad-12/nl/?x", "never tracked"),
        (f"{HOME}/go/start/nl/?mc_eid=abc", "'mc_eid' follows one reader"),
        (f"{HOME}/go/start/nl/?email=jo", "'email' follows one reader"),
        (f"{HOME}/go/start/nl/?uid=123", "'uid' follows one reader"),
        (f"{HOME}/go/start/nl/?email={{{{email}}}}", "is filled in for each reader"),
        (f"{HOME}/go/start/nl/?utm_content=*|EMAIL|*", "is filled in for each reader"),
        (f"{HOME}/go/start/nl/?utm_content=8f31c2aa90b17d42", "'8f31c2aa90b17d42' could be one reader's"),
        (f"{HOME}/go/start/nl/?utm_source=Jo.Jansen", "'Jo.Jansen' could be one reader's"),
        (f"{HOME}/pdf/my-circles.nl.letter.pdf?uid=1", "'uid' follows one reader"),
        (f"{HOME}/go/start/?kies", "take off 'kies'"),
        ("http://[x", "not a link of"),
        ("https://evil.example\\@www.relatietrip.nl/", "not a link of"),
        ("https://a@www.relatietrip.nl/", "not a link of"),
        ("http://www.relatietrip.nl/", "not a link of"),
        (f"{HOME}/go/start/nl/#nowhere", "no place called '#nowhere'"),
    ],
)
@pytest.mark.parametrize("shape", ['<p>\n<a href="{}">x</a>', "Lees dit:\n{}\n"])
def test_a_bad_link_is_found_on_its_line(checker: mail.Checker, link: str, told: str, shape: str) -> None:
    found = checker.check(shape.format(link.replace("&", "&amp;")), "mail.html", "nl")
    assert [(problem.file, problem.line, problem.key) for problem in found] == [("mail.html", 2, link)]
    assert told in found[0].message


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (f'<img src="{HOME}/mail/key-1.nl.jpg">', "needs words"),
        (f'<img src="{HOME}/mail/key-1.nl.jpg" alt=" ">', "needs words"),
        (f'<img src="{HOME}/mail/key-99.nl.jpg" alt="x">', "not in the lock"),
        (f'<img src="{HOME}/mail/key-1.en.jpg" alt="x">', "another language"),
        ('<img src="https://cdn.example/x.png" alt="x">', "a picture from elsewhere"),
        ('<img src="data:image/png;base64,AA" alt="x">', "a picture from elsewhere"),
    ],
)
def test_a_bad_picture_is_found(checker: mail.Checker, picture: str, told: str) -> None:
    found = checker.check(f"<p>Lees</p>\n\n{picture}", "-", "nl")
    assert [problem.line for problem in found] == [3]
    assert told in found[0].message


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('<a href="{}" href="/x">x</a>', "not a link of"),
        ("<a href={}", "not a link of"),
        ('<a ="><area href={}>">', "not a link of"),
        ("<A\tHREF = '{}'>x</A>", "not a link of"),
        ('<a title=">" ping="{}">x</a>', "not a link of"),
        ('<button formaction="{}">x</button>', "not a link of"),
        ('<!--[if mso]><v:roundrect o:href="{}"><![endif]-->', "not a link of"),
        ("<!--><a href={}>x</a>-->", "not a link of"),
        ("<{}>", "not a link of"),
        ('<img src="HOME/mail/key-1.nl.jpg" alt="x" srcset="HOME/mail/key-1.nl.jpg 1x, {} 2x">', "from elsewhere"),
        ('<picture><source srcset="{}"></picture>', "from elsewhere"),
        ('<table background="{}">', "from elsewhere"),
        ('<v:fill src="{}">', "from elsewhere"),
        ('<input type="image" src="{}">', "from elsewhere"),
        ('<p style="background:url({})">', "from elsewhere"),
        ('<p style="background:u\\72l(&quot;{}&quot;)">', "from elsewhere"),
        ('<p style="background:image-set(&quot;{}&quot; 1x)">', "from elsewhere"),
        ("<style>p{{background:URL( '{}' )}}</style>", "from elsewhere"),
        ("<style>\n@import '{}';</style>", "from elsewhere"),
        ('<img src="HOME/mail/key-1.nl.jpg?u=1" alt="x">', "tells who looks at it"),
        ('<iframe src="{}"></iframe>', "has no place in a mail"),
        ('<link rel="stylesheet" href="{}">', "has no place in a mail"),
        ('<form action="{}"></form>', "has no place in a mail"),
        ('<base href="{}">', "has no place in a mail"),
        ('<meta http-equiv="Refresh" content="0;url={}">', "has no place in a mail"),
        ('<script src="{}"></script>', "has no place in a mail"),
        ('<video poster="{}"></video>', "has no place in a mail"),
        ('<object data="{}"></object>', "has no place in a mail"),
        ('<p onclick="location=1">', "has no place in a mail"),
    ],
)
def test_whatever_a_mail_programme_would_open_or_fetch_is_looked_at(
    checker: mail.Checker, written: str, told: str
) -> None:
    mail_text = "<p>Lees</p>\n" + written.replace("HOME", HOME).format("https://evil.example/x")
    found = checker.check(mail_text, "mail.html", "nl")
    assert any(told in problem.message and problem.line >= 2 for problem in found), found


@pytest.mark.parametrize(
    "written",
    [
        "java\nscript:alert(1)",
        "&#106;avascript:x",
        "&#x0000000006A;avascript:x",
        " JavaScript:x",
        "javascript://relatietrip.nl/%0ax",
        "data:text/html,x",
        "{{ a }}https://evil.example",
        "//evil.example/x",
        "https:evil.example",
        "/go/start/nl/",
        "",
        f"{HOME}\\@evil.example/",
        f"{HOME}@evil.example/",
        "&#" + "9" * 5000 + ";",
    ],
)
def test_an_address_is_what_programmes_make_of_it(checker: mail.Checker, written: str) -> None:
    found = checker.check(f'<p>Lees</p><a href="{written}">x</a>', "mail.html", "nl")
    assert ["not a link of" in problem.message for problem in found] == [True], found


@pytest.mark.parametrize(
    "written", ["{{ unsubscribe }}", "*|UNSUB|*", "[unsubscribe]", "%%out%%", "${out}", "$out$", "#top"]
)
def test_what_the_mail_programme_fills_in_is_left_alone(checker: mail.Checker, written: str) -> None:
    assert checker.check(f'<p>Lees</p><a href="{written}">x</a>', "mail.html", "nl") == []


def test_what_is_in_a_comment_that_nobody_reads_is_left_alone(checker: mail.Checker) -> None:
    assert checker.check("<p>Lees</p><!-- <a href=https://evil.example> -->", "mail.html", "nl") == []


@pytest.mark.parametrize("text", ["", " \n", "<html><body></body></html>"])
def test_an_empty_mail_is_not_ready(checker: mail.Checker, text: str) -> None:
    assert [problem.message for problem in checker.check(text, "x", "nl")] == [
        "there is nothing to read in it; is it the right file?"
    ]


PIECES = [
    "<a ", "<a href=", "<a href='", '<a x="', "<!--", "<!--[if mso]>", "</", "<![", "<style>", "<style>url(",
    "<style>\\", "<style>//x ", "<script>", "&#9", "&amp;", "http://a ", "www.a ", "\n", "<a/", "=", "<b>x</b>",
    "<p style='url(x)url(' >", "<img srcset='a 1x,", "<a href=https://sleutels.example/go/x/>",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_mail_of_four_times_the_length_takes_four_times_as_long(checker: mail.Checker, piece: str) -> None:
    def spent(length: int) -> float:
        text = (piece * length)[:length]
        begin = time.process_time()
        checker.check(text, "x", "nl")
        return time.process_time() - begin

    short, long = min(spent(24_000) for _ in range(3)), min(spent(96_000) for _ in range(3))
    assert long < 8 * short + 0.1, (short, long)
    assert long < 20e-6 * 96_000


def test_a_link_too_many_is_told(checker: mail.Checker) -> None:
    links = "".join(f'<a href="{HOME}/go/x{n}/">x</a>' for n in range(400))
    assert "400 links and pictures; at most 300" in checker.check(links, "x", "nl")[0].message


def test_a_mail_that_is_too_long_is_found(checker: mail.Checker) -> None:
    found = checker.check("<p>" + "é" * 50_000 + "</p>", "mail.html", "nl")
    assert found == [Problem("mail.html", 1, "size", found[0].message)]
    assert checker.check("<p>" + "é" * 49_000 + "</p>", "mail.html", "nl") == []


def test_a_link_of_the_house_is_allowed(checker: mail.Checker) -> None:
    assert checker.check('<a href="https://www.relatietrip.nl/agenda">x</a>', "x", "nl") == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ('<html lang="en"><p>Dit is een brief voor je en voor mij.', "en"),
        ("Dit is een rustige brief, en je hoeft niet te antwoorden.", "nl"),
        ("This is a calm letter, and you do not have to answer.", "en"),
    ],
)
def test_the_language_is_told_or_read(registry: Registry, text: str, lang: str) -> None:
    assert mail.language(letter.read(text), registry.site) == lang


def test_the_command_reads_a_file_and_what_is_pasted(
    built_site: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(root)
    file = tmp_path / "mail.html"
    file.write_text(GOOD.replace("#minute", ""), "utf-8")
    assert main(["links", "check", str(file), "--site", str(built_site)]) == 0
    assert "ready to be sent" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", pasted(f"Lees dit:\n{HOME}/go/nothing/nl/".encode()))
    assert main(["links", "check", "-", "--lang", "nl", "--site", str(built_site)]) == 1
    assert f"-:2: {HOME}/go/nothing/nl/: leads to nothing of ours" in capsys.readouterr().err


def pasted(content: bytes) -> io.TextIOWrapper:
    """What a terminal gives, in a locale that knows no UTF-8."""
    return io.TextIOWrapper(io.BytesIO(content), "ascii", errors="surrogateescape")


def test_what_is_pasted_and_is_no_text_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr("sys.stdin", pasted(b"caf\xe9 " + HOME.encode()))
    assert main(["links", "check", "-", "--lang", "nl", "--site", HOME]) == 1
    assert "-:1: this is not UTF-8; paste text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "this is not UTF-8"),
        (None, "there is no such file"),
        ("folder", "this is a folder"),
        (b"x" * 1_000_001, "this file is larger than"),
    ],
)
def test_a_file_that_is_no_mail_is_told(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: object,
    told: str,
) -> None:
    monkeypatch.chdir(root)
    file = tmp_path / "mail.html"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content:
        file.mkdir()
    assert main(["links", "check", str(file)]) == 1
    assert told in capsys.readouterr().err


def test_what_a_mail_quotes_moves_no_cursor() -> None:
    shown = str(Problem("m\udcff.html", 1, "\x1b[31m\u202ehttps", say("{said}", said="x\ny\u00a0z" + "x" * 5000)))
    assert shown.startswith("m\\udcff.html:1: \\x1b[31m\\u202ehttps: x\\ny\u00a0z")
    assert len(shown) < 1100


# --- visits

PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def line(path: str, agent: str = PERSON, verb: str = "GET", status: int = 200, when: str = "22/Nov/2026") -> str:
    return f'203.0.113.7 - - [{when}:16:20:01 +0100] "{verb} {path} HTTP/1.1" {status} 512 "-" "{agent}"\n'


def visits(registry: Registry, *lines: str) -> dict[tuple[str, str, str], int]:
    found = count.count(lines, registry)
    return {(row.month, row.id, row.medium): number for row, number in found.items()}


def test_visits_are_counted_by_month_id_and_medium(registry: Registry) -> None:
    assert visits(
        registry,
        line("/go/start/nl/?utm_source=a&utm_medium=email"),
        line("/go/start/?utm_medium=Email", status=302),
        line("/go/start/en/"),
        line("/w/begin/"),
        line("/w/Begin"),
        line("/start/?utm_medium=email"),
        line("/start/", when="01/Dec/2026"),
        line("/en/start/index.html"),
        line("/pdf/my-circles.nl.pdf", status=206),
        line("/"),
    ) == {
        ("2026-11", "start", "go email"): 2,
        ("2026-11", "start", "go"): 1,
        ("2026-11", "start", "w"): 2,
        ("2026-11", "start", "page email"): 1,
        ("2026-12", "start", "page"): 1,
        ("2026-11", "start", "page"): 1,
        ("2026-11", "my-circles-pdf", "pdf"): 1,
        ("2026-11", "home", "page"): 1,
    }


@pytest.mark.parametrize(
    "skipped",
    [
        line("/go/start/nl/", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
        line("/go/start/nl/", "facebookexternalhit/1.1"),
        line("/go/start/nl/", "WhatsApp/2.24"),
        line("/go/start/nl/", "curl/8.5.0"),
        line("/go/start/nl/", "-"),
        line("/go/start/nl/", verb="HEAD"),
        line("/go/start/nl/", status=404),
        line("/go/nothing/nl/"),
        line("/wp-login.php"),
        "what is this\n",
        "\n",
    ],
)
def test_bots_and_what_is_not_ours_are_skipped(registry: Registry, skipped: str) -> None:
    assert visits(registry, skipped) == {}


def test_nothing_of_a_reader_is_kept(registry: Registry) -> None:
    lines = [
        line("/go/start/nl/?utm_medium=jan.jansen%40mail.example&utm_content=jan"),
        line("/go/help/nl/?x=203.0.113.7"),
    ]
    found = "\n".join(count.table(count.count(lines, registry)))
    assert found == "month\tid\tmedium\tvisits\n2026-11\thelp\tgo\t1\n2026-11\tstart\tgo other\t1"


def test_the_command_counts(
    built_site: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    log = tmp_path / "access.log"
    log.write_bytes(line("/go/start/nl/").encode() + b"\xff\xfe broken\n")
    assert main(["links", "count", str(log), "--site", str(built_site)]) == 0
    assert capsys.readouterr().out == "month\tid\tmedium\tvisits\n2026-11\tstart\tgo\t1\n"
