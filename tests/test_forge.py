"""What a repository's host and its contributors find: workflows, issue forms, hooks, papers."""

import datetime
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from microsite.__main__ import _parser
from microsite.content import loader
from microsite.content.authors import draft, shelf
from microsite.source.front_matter import read_yaml
from test_authors import EMPTY, written

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")


def data(path: Path) -> Any:
    read = read_yaml(path.read_text("utf-8"), path.name)
    assert not read.problems, read.problems
    return read.data


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in data(path)["jobs"].values() for step in job["steps"]]


def test_there_are_workflows_and_forms() -> None:
    assert {path.stem for path in WORKFLOWS} == {"check", "test", "pages", "netlify", "cloudflare"}
    assert {path.stem for path in FORMS} == {"mistake", "remark"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_only_and_names_versions(path: Path) -> None:
    """But for the one that publishes, which may write pages. No secret is handed to what a pull request brings."""
    wanted = {"contents": "read"} | ({"pages": "write", "id-token": "write"} if path.stem == "pages" else {})
    assert data(path)["permissions"] == wanted
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in used), used
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    asked_for = list(data(path)["on"]) == ["workflow_dispatch"]
    assert asked_for or "secrets." not in text, "only who may publish starts what holds a secret"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([\w./-]+):", makefile, re.M))
    runs = [step["run"] for step in steps(path) if "run" in step]
    assert runs
    assert {name for run in runs for name in re.findall(r"^make (\S+)", run)} <= targets
    assert all((ROOT / name).is_file() for run in runs for name in re.findall(r"^sh (\S+)", run))


def test_the_check_answers_a_pull_request_as_written(docs: Path, tmp_path: Path) -> None:
    """Its own two commands, over texts with a mistake: one puts it at its line, the other into the summary."""
    shutil.copytree(docs, tmp_path / "docs")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    page = tmp_path / "docs/en/worksheets/agreed-pause.md"
    page.write_text(page.read_text("utf-8").replace("kind: choice", "kind: choise", 1), "utf-8")
    line = 1 + page.read_text("utf-8").split("kind: choise")[0].count("\n")
    check, summary = [step["run"] for step in steps(WORKFLOWS[0]) if "microsite check" in step.get("run", "")]
    env = os.environ | {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "PYTHONPATH": str(ROOT / "hooks")}
    said = subprocess.run(["bash", "-ec", check], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert f"::error file=docs/en/worksheets/agreed-pause.md,line={line}::worksheet[0].kind: unknown 'choise'" in (
        said.stderr
    )
    subprocess.run(["bash", "-ec", summary], cwd=tmp_path, env=env, check=True)
    assert f"agreed-pause.md:{line}: worksheet[0].kind" in (tmp_path / "summary").read_text("utf-8")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one(path: Path) -> None:
    """The rules of GitHub for such a form, and: it asks in both languages."""
    form = data(path)
    assert {"name", "description", "body"} <= set(form) <= {"name", "description", "body", "labels", "title"}
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert asked
    assert len({part["id"] for part in asked}) == len(asked)
    for part in form["body"]:
        assert part["type"] in {"markdown", "input", "textarea", "dropdown"}
        assert ("value" if part["type"] == "markdown" else "label") in part["attributes"]
    assert all(" · " in part["attributes"]["label"] for part in asked)
    assert any(part.get("validations", {}).get("required") is True for part in asked)


def test_hooks_before_a_commit_are_our_own_and_are_there() -> None:
    (repo,) = data(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    assert [hook["id"] for hook in repo["hooks"]] == ["ruff", "mypy", "check"]
    assert all((ROOT / hook["entry"].split()[0]).exists() for hook in repo["hooks"])


def test_the_package_has_one_version_and_all_that_stands_beside_the_modules() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "microsite.VERSION"}
    assert project["tool"]["setuptools"]["package-data"] == {"microsite": ["**/*"]}


PAPERS = [ROOT / f"{name}.md" for name in ("CHANGELOG", "SECURITY", "CODE_OF_CONDUCT", "DECISIONS")]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_paper_is_found_invents_no_address_and_names_what_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    assert f"({path.name})" in (ROOT / "README.md").read_text("utf-8")
    assert not re.findall(r"[\w.]+@[\w.]+|https?://", text)
    commands = set(re.findall(r"^([a-z-]+)$", "\n".join(command_names()), re.M))
    assert set(re.findall(r"python -m microsite ([a-z-]+)", text)) <= commands
    for name in re.findall(r"`((?:docs|hooks)/[\w/.-]+)`", text):
        assert (ROOT / name).exists(), name


def command_names() -> list[str]:
    """Every command, as the command line itself knows it."""
    (chosen,) = [action.choices for action in _parser()._actions if isinstance(action.choices, dict)]
    return list(chosen)


def test_eleven_decisions_each_with_its_reason_and_its_price() -> None:
    parts = re.split(r"^## (\d+)\. .+\n", (ROOT / "DECISIONS.md").read_text("utf-8"), flags=re.M)[1:]
    assert [int(number) for number in parts[::2]] == list(range(1, 12))
    for text in parts[1::2]:
        assert re.findall(r"^\*\*(Decided|Because|It costs|Think again)", text, re.M) == [
            "Decided",
            "Because",
            "It costs",
            "Think again",
        ]
        assert 60 < len(text.split()) < 200


def test_the_page_for_editors_without_tools_holds_what_new_exercise_writes(docs: Path) -> None:
    """Word for word, each at the file it names: so it passes once it is filled in, as test_authors tries."""
    text = (ROOT / "ADDING-AN-EXERCISE.md").read_text("utf-8")
    shown = dict(re.findall(r"^`docs/(\S+\.md)`:\n\n```yaml\n(.*?)```$", text, re.S | re.M))
    titles, words = {"nl": "Rustig beginnen", "en": "A calm start"}, {"nl": "kalmweg", "en": "calmway"}
    wish = draft.Wish("calm-start", 1, titles, words, "sun", ("scale", "lines"))
    made = draft.pages(wish, shelf.read(docs), datetime.date(2026, 12, 1))
    assert shown == {path.relative_to(docs).as_posix(): page for path, page in made.items()}


def test_who_follows_the_page_for_editors_has_a_site_without_a_mistake(docs: Path, tmp_path: Path) -> None:
    """Its two pages with words where none are, and its id at the end of the list of both key pages."""
    own = shutil.copytree(docs, tmp_path / "docs")
    text = (ROOT / "ADDING-AN-EXERCISE.md").read_text("utf-8")
    for file, page in re.findall(r"^`docs/(\S+\.md)`:\n\n```yaml\n(.*?)```$", text, re.S | re.M):
        (own / file).write_text(EMPTY.sub(written, page), "utf-8")
    for key in shelf.named_at(shelf.read(own), 1):
        path = tmp_path / key
        listed, added = re.subn(r"^(  sheets: \[.*)\]$", r"\1, calm-start]", path.read_text("utf-8"), flags=re.M)
        assert added == 1, key
        path.write_text(listed, "utf-8")
    found = loader.load(own)
    assert all("calm-start" in page.names for lang in found.langs for page in found.keys(lang)[:1])


def test_the_page_for_editors_says_the_same_steps_in_both_languages() -> None:
    text = (ROOT / "ADDING-AN-EXERCISE.md").read_text("utf-8")
    english, dutch = text.split("## English", 1)[1].split("## Nederlands", 1)
    dutch = dutch.split("## The two pages", 1)[0]
    steps = [re.findall(r"^(\d+)\. ", part, re.M) for part in (english, dutch)]
    assert steps[0] == steps[1] == [str(number) for number in range(1, len(steps[0]) + 1)]
    files = [re.findall(r"`(docs/[^`…]+)`", part) for part in (english, dutch)]
    assert files[0] == files[1] != []
    assert all((ROOT / name).exists() or "rustig-beginnen" in name or "a-calm-start" in name for name in files[0])
