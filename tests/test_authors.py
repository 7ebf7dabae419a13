"""What authors ask for on the command line: a new exercise, where things are, help."""

import io
import re
import shutil
from pathlib import Path

import pytest

from microsite import VERSION
from microsite.__main__ import main
from microsite.content import loader
from microsite.content.authors import shelf
from microsite.content.catalogue import Catalogue
from microsite.content.page import WorksheetPage
from microsite.fields import KINDS
from microsite.source.problems import Problem, ProblemsError, annotation, say
from site_languages import LANGUAGES

TITLES = {"nl": "Rustig: beginnen, één keer", "en": "A calm start"}
WORDS = {"nl": "kalmweg", "en": "calmway"}
FILES = ["nl/werkbladen/rustig-beginnen-een-keer.md", "en/worksheets/a-calm-start.md"]
EMPTY = re.compile(r"^( *(?:- )?(\w+):|    -)  #.*$", re.M)


@pytest.fixture
def own(docs: Path, tmp_path: Path) -> Path:
    return shutil.copytree(docs, tmp_path / "docs")


def options(own: Path, **other: str) -> list[str]:
    given = {"id": "calm-start", "key": "2"} | other
    found = ["new-exercise", "--docs", str(own)]
    found += [part for name, value in given.items() for part in (f"--{name}", value)]
    found += [part for lang in LANGUAGES for part in ("--title", f"{lang}={TITLES[lang]}")]
    return found + [part for lang in LANGUAGES for part in ("--word", f"{lang}={WORDS[lang]}")]


def written(match: re.Match[str]) -> str:
    """An empty key with the words its author writes."""
    texts = {"reviewed": "", "description": " Wat iemand aan deze oefening heeft, in een hele zin."}
    return match[1] + texts.get(match[2] or "", " Een paar woorden.")


def test_a_new_exercise_asks_for_its_words_and_then_is_right(own: Path) -> None:
    """With a field of every kind: the check names each key that is empty and nothing else, and then nothing."""
    kinds = ",".join(KINDS)
    assert main([*options(own, fields=kinds), "--glyph", "sun"]) == 0
    with pytest.raises(ProblemsError) as refused:
        loader.load(own)
    wanted = {
        (f"docs/{file}", number)
        for file in FILES
        for number, line in enumerate((own / file).read_text("utf-8").splitlines(), 1)
        if EMPTY.fullmatch(line) and not line.startswith("reviewed:")
    }
    assert len(wanted) > 2 * len(KINDS)
    assert {(problem.file, problem.line) for problem in refused.value.problems} == wanted
    for file in FILES:
        path = own / file
        path.write_text(EMPTY.sub(written, path.read_text("utf-8")), "utf-8")
    found = loader.load(own)
    for lang, file in zip(LANGUAGES, FILES, strict=True):
        page = found.worksheet("calm-start", lang)
        assert page.src == file.partition("/")[2]
        assert (page.title, page.front.word, page.exercise.key) == (TITLES[lang], WORDS[lang], 2)
        assert (page.front.glyph, page.front.reviewed) == ("sun", None)
        assert [field.kind for field in page.fields] == list(KINDS)


def test_it_says_where_the_exercise_is_to_be_named(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(options(own)) == 0
    said = capsys.readouterr().out
    for page in ("docs/nl/sleutels/reguleer-je-zenuwstelsel.md", "docs/en/keys/calm-your-nervous-system.md"):
        assert f"{page}, under key:, in the list of sheets: calm-start" in said


def test_what_options_leave_out_is_asked_for_until_it_is_right(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["Calm", "agreed-pause", "calm-start", "9", "3", "", TITLES["nl"], "pauze", "kalmweg", TITLES["en"], "x"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*answers, "calmway"]) + "\n"))
    assert main(["new-exercise", "--docs", str(own)]) == 0
    said = capsys.readouterr().out
    for complaint in ("'Calm' cannot be an id", "'agreed-pause' is the id of a page", "'9' is none of 1, 2"):
        assert complaint in said
    for complaint in ("no title in 'nl' yet", "another page of 'nl' has the word 'pauze'", "'x' cannot be printed"):
        assert complaint in said
    assert all((own / file).is_file() for file in FILES)


def test_nobody_to_answer(own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["new-exercise", "--docs", str(own), "--id", "calm-start"]) == 1
    assert "some answers are missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"id": "Calm"}, "'Calm' cannot be an id"),
        ({"id": "agreed-pause"}, "'agreed-pause' is the id of a page already"),
        ({"key": "8"}, "'8' is none of"),
        ({"key": "two"}, "'0' is none of"),
        ({"glyph": "sunn"}, "unknown glyph 'sunn'; did you mean 'sun'?"),
        ({"fields": "lines,tabel"}, "unknown kind of field 'tabel'; did you mean 'table'?"),
        ({"fields": ""}, "a worksheet has a field at least"),
        ({"fields": "people,people"}, "one field of kind people at most"),
        ({"title": "de=Ruhig"}, "write LANG=…, for nl, en: not 'de'"),
    ],
)
def test_a_wrong_wish_writes_nothing(
    given: dict[str, str], said: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(options(own, **given)) == 1
    assert said in capsys.readouterr().err
    assert not any((own / file).exists() for file in FILES)


def test_a_page_that_is_there_is_never_written_over(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(options(own)) == 0
    before = [(own / file).read_bytes() for file in FILES]
    assert main(options(own, id="other-start")) == 1
    assert "is there already; choose another title" in capsys.readouterr().err
    assert [(own / file).read_bytes() for file in FILES] == before


def test_it_speaks_the_languages_and_the_step_of_its_site(tmp_path: Path) -> None:
    """A site on sleep in English and Arabic, whose letters are in no address."""
    assert main(["new", str(tmp_path / "own"), "--lang", "en,ar"]) == 0
    docs = tmp_path / "own/docs"
    there = shelf.read(docs)
    topic = there.definition.taxonomies.topics.key
    given = ["new-exercise", "--docs", str(docs), "--id", "early-light", "--key", "1", "--word", "en=light"]
    given += ["--title", "en=Early light", "--title", "ar=ضوء مبكر", "--word", "ar=dawn"]
    assert main(given) == 0
    arabic = docs / "ar" / there.folders["ar"] / "early-light.md"
    assert "title: ضوء مبكر\n" in arabic.read_text("utf-8")
    assert f"\n  {topic}: 1\n" in arabic.read_text("utf-8")


def test_every_id_is_listed(loaded: Catalogue, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ids", "--docs", str(docs)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines} == {page_id for page_id, _ in loaded.pages}
    assert any(re.fullmatch(r"agreed-pause +worksheet +De afgesproken pauze", line) for line in lines)


def test_where_a_page_is(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "agreed-pause", "--docs", str(docs), "--address", "https://host.example/a/"]) == 0
    said = capsys.readouterr().out
    for line in (
        "file     docs/nl/werkbladen/afgesproken-pauze.md",
        "address  https://host.example/a/en/worksheets/agreed-pause/",
        "link     https://host.example/a/go/agreed-pause/nl/",
        "on paper host.example/a/w/pauze",
        "letter   https://host.example/a/pdf/agreed-pause.en.letter.pdf",
        "named by docs/nl/sleutels/reguleer-je-zenuwstelsel.md",
    ):
        assert f"  {line}\n" in said


def test_where_a_numbered_sheet_is_tells_no_address_with_its_name(
    loaded: Catalogue, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = next(page for page in loaded.of_type(WorksheetPage, "nl") if page.neutral)
    assert main(["where", page.id, "--docs", str(docs)]) == 0
    said = capsys.readouterr().out
    assert f"go/blad-{page.neutral}/nl/" in said
    assert f"pdf/blad-{page.neutral}.nl.pdf" in said


def test_an_unknown_page_has_a_hint(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "agred-pause", "--docs", str(docs)]) == 1
    assert "did you mean 'agreed-pause'?" in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"microsite {VERSION}\n"


def test_help_has_examples_that_fit_a_narrow_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    assert "new-exercise" in said
    assert "examples:" in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_workflow_is_told_the_same_at_the_same_lines(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(options(own)) == 0
    capsys.readouterr()
    assert main(["check", "--docs", str(own)]) == 1
    plain = capsys.readouterr().err.splitlines()
    assert main(["check", "--docs", str(own), "--format", "github"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) > 20
    assert told[-1] == plain[-1]
    said = [re.fullmatch(r"::error file=([^,:]+),line=(\d+)::(.*)", line) for line in told[:-1]]
    assert [f"{m[1]}:{m[2]}: {m[3]}" for m in said if m] == plain[:-1]


def test_no_text_of_an_author_becomes_a_command_of_the_workflow() -> None:
    said = say("'{said}' is no title, is it: no", said="100%\r\n::stop-commands::x")
    problem = Problem("docs/nl/a,b:c.md", 3, "title", said)
    assert annotation(problem) == (
        "::error file=docs/nl/a%2Cb%3Ac.md,line=3::title: '100%25%0D%0A::stop-commands::x' is no title, is it: no"
    )


@pytest.mark.built
def test_the_language_is_told_to_a_workflow_too(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = own / "en/worksheets/agreed-pause.md"
    page.write_text(page.read_text("utf-8").replace("The agreed pause", "The agreeed pausee", 1), "utf-8")
    assert main(["check", "--language", "--format", "github", "--docs", str(own)]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "agreeed" in line]
    assert told
    assert all(line.startswith("::error file=docs/en/worksheets/agreed-pause.md,line=") for line in told)
