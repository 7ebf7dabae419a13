"""What the check tells an author can be said in every language that has a file of messages, and stands nowhere else.

That every mistake of tests/mistakes/ and tests/definitions/ is told in Dutch is asked where the mistake is made.
"""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, TESTS
from microsite.__main__ import main
from microsite.source.problems import GROUND, say
from microsite.source.translations import languages, translation
from translated import DUTCH

CORE = ROOT / "hooks/microsite"
MODULES = sorted(CORE.rglob("*.py"))
WHO = {"nl": "Wie", "en": "Who"}


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield path, node


def said_in_code() -> set[str]:
    """The first argument of every `say(…)` that is told to an author."""
    given = [(path, node.args[0]) for path, node in calls("say") if "import say" in imported(path)]
    wrong = [f"{path}:{argument.lineno}" for path, argument in given if not isinstance(argument, ast.Constant)]
    assert not wrong, f"a message is written where it is said: {wrong}"
    return {str(argument.value) for _, argument in given if isinstance(argument, ast.Constant) and argument.value}


def imported(path: Path) -> str:
    found = re.findall(r"^from microsite\.source\.problems import .*\bsay\b", path.read_text("utf-8"), re.M)
    return "import say" if found or path.name == "problems.py" else ""


def holes(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


@pytest.mark.parametrize("lang", languages())
def test_every_message_is_in_every_language(lang: str) -> None:
    words = translation(lang).words
    assert len(words) > 300
    assert said_in_code() - set(words) == set(), "the file of this language lacks these"
    assert set(words) - said_in_code() == set(), "nobody says these"
    assert all(text.strip() for text in words.values())
    assert [english for english, text in words.items() if holes(text) != holes(english)] == []


def test_dutch_is_among_them_and_english_needs_no_file() -> None:
    assert "nl" in languages()
    assert GROUND not in languages()


def test_no_mistake_is_told_past_the_catalogue() -> None:
    """Neither with a text of its own, nor with one put together."""
    raw = (ast.Constant, ast.JoinedStr)
    wrong = [
        f"{path.relative_to(CORE)}:{node.lineno}"
        for path, node in calls("Problem")
        if node.args and isinstance(node.args[-1], raw)
    ]
    fields = [path for path in MODULES if "pydantic" in path.read_text("utf-8")]
    wrong += [
        f"{path.relative_to(CORE)}:{node.lineno}"
        for path, node in calls("ValueError")
        if path in fields and isinstance(node.args[0], raw)
    ]
    assert not wrong


def test_the_check_speaks_dutch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = shutil.copytree(TESTS / "good", tmp_path / "docs")
    assert main(["check", "--lang", "nl", "--docs", str(docs)]) == 0
    assert capsys.readouterr().out.endswith("werkbladen: niets te verbeteren\n")
    page = next(docs.rglob("*.md"))
    page.write_text(page.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    assert main(["check", "--lang", "nl", "--docs", str(docs)]) == 1
    told = capsys.readouterr().err
    assert "titel: onbekend kenmerk 'titel'; bedoel je 'title'?\n" in told
    assert "title: dit kenmerk ontbreekt; zet het erbij\n" in told
    assert told.endswith(" te verbeteren\n")


def test_a_language_without_messages_is_told_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = shutil.copytree(TESTS / "good", tmp_path / "docs")
    assert main(["check", "--lang", "fr", "--docs", str(docs)]) == 0
    assert capsys.readouterr().out.endswith("worksheets: nothing to mend\n")


def test_a_message_keeps_what_it_was_filled_in_with() -> None:
    said = say("unknown key '{key}'", key="{titel}") + say("; did you mean '{near}'?", near="title")
    assert said == "unknown key '{titel}'; did you mean 'title'?"
    assert said.translated(DUTCH) == "onbekend kenmerk '{titel}'; bedoel je 'title'?"
    who = say(
        "{who} has not read this yet; when they have, fill in read_by and read_on", who={"nl": "Wie", "en": "Who"}
    )
    assert who.startswith("Who ")
    assert who.translated(DUTCH).startswith("nog niet gelezen door: Wie;")
