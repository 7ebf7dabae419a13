"""The doors to the core: the same house behind MkDocs and ProperDocs, what Zensical lacks, and what they lean on."""

import ast
import dataclasses
import html
import importlib
import inspect
import json
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import mkdocs.plugins
import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from pydantic import BaseModel

from conftest import ROOT, TESTS
from microsite.content import loader
from microsite.content.site import open_site
from microsite.starter import new
from microsite.web import markdown, rendered
from site_fixtures import HOME_URL, Project, build_environment
from test_build import add_hook, assert_same, contents

# --- ProperDocs


def test_properdocs_gives_the_same_site(project: Project, built_site: Path) -> None:
    made = project.build("--strict", host="properdocs")
    assert made.returncode == 0, made.stdout
    assert_same(built_site, project.site)


def test_under_properdocs_a_warning_leaves_the_standing_site_alone(small: Project, small_project: Project) -> None:
    """Its log has another name; strict mode counts there."""
    shutil.copytree(small_project.site, small.site)
    before = contents(small.site)
    add_hook(
        small,
        "from mkdocs.plugins import get_plugin_logger\n\n\ndef on_post_build(config):\n"
        "    get_plugin_logger('spoiler').warning('the last straw')\n",
    )
    (small.folder / "docs/nl/avond.md").write_text(
        (small.folder / "docs/nl/avond.md").read_text("utf-8").replace("\ntitle: ", "\ntitle: Anders: ", 1), "utf-8"
    )
    made = small.build("--strict", host="properdocs")
    assert made.returncode == 1, made.stdout
    assert "Aborted with" in made.stdout
    assert contents(small.site) == before


# --- Zensical: it reads mkdocs.yml, but calls no doors

TOLD = (
    "{{ page.title }}|{{ config.theme.name }}|{{ config.extra.gallery }}|{{ microsite is defined }}\n{{ page.content }}"
)
"""A template that shows what a host hands over."""


def zensical(folder: Path) -> subprocess.CompletedProcess[str]:
    """`zensical build` of a project; its output, both streams together."""
    return subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean"],
        cwd=folder,
        env=build_environment(HOME_URL),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as Zensical makes it, with a template that needs no doors."""
    folder = tmp_path_factory.mktemp("trial") / "small"
    new(folder, ("nl", "en"))
    (folder / "overrides/main.html").write_text(TOLD, "utf-8")
    made = zensical(folder)
    assert made.returncode == 0, made.stdout
    return folder / "site"


def page(site: Path, *places: str) -> str:
    """The page that stands at the first of these places."""
    return next((site / place).read_text("utf-8") for place in places if (site / place).is_file())


EVENING = ("avond/index.html", "nl/avond/index.html")
LEARNT: Mapping[str, Callable[[Path], bool]] = {
    "calls the doors under hooks:": lambda site: "|true\n" in page(site, *EVENING),
    "puts the first language at the root": lambda site: (site / "avond/index.html").is_file(),
    "reads our Markdown": lambda site: "/// keys" not in page(site, "index.html", "nl/index.html"),
    "leaves its own styles and scripts out": lambda site: not (site / "assets").exists(),
    "leaves its own search out": lambda site: not (site / "search.json").exists(),
    "puts the text of 404 where servers look for it": lambda site: not list(site.rglob("404/index.html")),
    "draws worksheets": lambda site: (site / "pdf").is_dir(),
}
"""What it cannot do yet that our site needs from a host."""


@pytest.mark.built
@pytest.mark.parametrize("what", LEARNT)
def test_zensical_still_lacks(what: str, trial: Path) -> None:
    told = f"Zensical {metadata.version('zensical')} {what} now: take it from this list"
    assert not LEARNT[what](trial), f"{told}; when the list is empty, it can be a door."


@pytest.mark.built
def test_zensical_reads_the_settings_and_texts(trial: Path) -> None:
    """What it can do: without that, the list above would tell nothing."""
    text = (trial.parent / "docs/nl/avond.md").read_text("utf-8")
    title = re.search("^title: (.*)$", text, re.M)
    assert title
    assert page(trial, *EVENING).startswith(f"{title[1]}|material|false|")
    assert not list(trial.rglob("*.yml")), "data files stay out"


@pytest.mark.built
def test_a_mistake_under_zensical_spoils_the_site_that_stands(tmp_path: Path) -> None:
    """Nobody should publish with it: our main.html asks for what no door has given, and half a site is left."""
    new(tmp_path / "small", ("nl", "en"))
    (tmp_path / "small/site").mkdir()
    (tmp_path / "small/site/index.html").write_text("stands", "utf-8")
    made = zensical(tmp_path / "small")
    assert made.returncode != 0
    assert "undefined value (in main.html" in made.stdout
    assert contents(tmp_path / "small/site").keys() != {"index.html"}, "it leaves the site alone now"


def plain(value: Any) -> Any:
    """What a page shows, as settings can hold it."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, BaseModel) or dataclasses.is_dataclass(value):
        return plain(vars(value))
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


@pytest.mark.built
def test_our_templates_draw_the_same_page_under_zensical(small_project: Project, tmp_path: Path) -> None:
    """Given what a page shows, its MiniJinja draws what Jinja draws; it only spells some signs another way."""
    new(tmp_path / "small", ("nl", "en"))
    folder, frame = tmp_path / "small", rendered.Frame(ROOT / "overrides")
    site = open_site(HOME_URL, loader.load(folder / "docs"))
    shown = site.catalogue.page("evening", "nl")
    view = rendered.render(shown, site, markdown.convert(shown, site), {}, frame).view
    settings = folder / "mkdocs.yml"
    given = f"extra:\n  view: {json.dumps(plain(view))}\n"
    settings.write_text(settings.read_text("utf-8").replace("extra:\n", given, 1), "utf-8")
    (folder / "overrides/main.html").rename(folder / "overrides/ours.html")
    asked = '{% set microsite = config.extra.view %}{% include "ours.html" %}'
    (folder / "overrides/main.html").write_text(asked, "utf-8")
    made = zensical(folder)
    assert made.returncode == 0, made.stdout
    drawn = page(folder / "site", *EVENING)
    assert "microsite" not in drawn
    assert html.unescape(drawn).split() == html.unescape(frame.whole(view)).split()


# --- what we lean on

LEANED_ON: dict[str, list[dict[str, Any]]] = yaml.safe_load((TESTS / "leaned_on.yml").read_text("utf-8"))
ENTRIES = [(package, entry) for package, entries in LEANED_ON.items() for entry in entries]
DOORS = sorted((ROOT / "hooks").glob("*.py"))
PROSE = ROOT / "hooks/microsite/web/markdown.py"


def holder(name: str) -> tuple[Any, list[str]]:
    """The module that a dotted name begins with, and what is asked of it."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            return importlib.import_module(".".join(parts[:length])), parts[length:]
        except ModuleNotFoundError:
            continue
    return None, parts


def has_name(entry: Mapping[str, Any]) -> bool:
    """A module, something in it, or what a thing of it has once it was made."""
    found, asked = holder(entry["name"])
    for part in asked:
        if inspect.isclass(found) and not hasattr(found, part):
            return any(part in vars(each).get("__annotations__", {}) or _sets(each, part) for each in found.__mro__)
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return found is not None


def _sets(kind: type, name: str) -> bool:
    try:
        return re.search(rf"\bself\.{name}\b\s*[:=]", inspect.getsource(kind)) is not None
    except (OSError, TypeError):
        return False


def has_event(entry: Mapping[str, Any]) -> bool:
    """Called, with all of what we take by name."""
    taken = {
        node.name: {each.arg for each in [*node.args.args, *node.args.kwonlyargs]}
        for node in ast.walk(ast.parse(inspect.getsource(mkdocs.plugins)))
        if isinstance(node, ast.FunctionDef)
    }
    return entry["event"] in mkdocs.plugins.EVENTS and set(entry["gives"]) <= taken[f"on_{entry['event']}"]


def has_order(entry: Mapping[str, Any]) -> bool:
    found, asked = holder(entry["order"])
    for part in asked:
        found = getattr(found, part, None)
    return bool(getattr(found, "mkdocs_priority", None) == entry["is"])


def has_option(entry: Mapping[str, Any]) -> bool:
    return entry["option"] in dict(MkDocsConfig._schema)


def has_file(entry: Mapping[str, Any]) -> bool:
    package, _, path = entry["file"].partition("/")
    spec = pkgutil.resolve_name(package).__spec__
    return any((Path(folder) / path).is_file() for folder in spec.submodule_search_locations)


ASKED: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "name": has_name,
    "event": has_event,
    "order": has_order,
    "option": has_option,
    "file": has_file,
}


def missing(package: str, entry: Mapping[str, Any]) -> str:
    """The sentence for whoever upgrades; nothing when all is there."""
    (kind,) = ASKED.keys() & entry.keys()
    if ASKED[kind](entry):
        return ""
    more = f" ({', '.join(entry['gives'])})" if "gives" in entry else f" ({entry['is']})" if "is" in entry else ""
    what = f"{package} {metadata.version(package)} has no {kind} {entry[kind]}{more} as we know it"
    return f"{what}: {entry['at']} needs it for {entry['for']}. Mend that place, and then this line of leaned_on.yml."


def test_what_we_lean_on_is_there() -> None:
    told = [said for package, entry in ENTRIES if (said := missing(package, entry))]
    assert not told, "\n".join(told)
    assert [entry["at"] for _, entry in ENTRIES if not (ROOT / entry["at"]).is_file()] == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"name": "mkdocs.utils.Gone"}, "has no name mkdocs.utils.Gone as we know it: hooks/x.py needs it for y."),
        ({"name": "mkdocs.structure.files.File.gone"}, "has no name mkdocs.structure.files.File.gone"),
        ({"name": "gone.at.all"}, "has no name gone.at.all"),
        ({"event": "gone", "gives": []}, "has no event gone"),
        ({"event": "config", "gives": ["gone"]}, "has no event config (gone)"),
        ({"order": "mkdocs_static_i18n.plugin.I18n.on_files", "is": 7}, "I18n.on_files (7) as we know it"),
        ({"option": "gone"}, "has no option gone"),
        ({"file": "material/gone.html"}, "has no file material/gone.html"),
    ],
)
def test_an_upgrade_fails_with_a_sentence_that_helps(entry: dict[str, Any], told: str) -> None:
    said = missing("mkdocs", entry | {"at": "hooks/x.py", "for": "y"})
    assert said.startswith(f"mkdocs {metadata.version('mkdocs')} ")
    assert told in said


def named(kind: str) -> set[str]:
    return {entry[kind] for _, entry in ENTRIES if kind in entry}


HOSTS = ("mkdocs", "material", "mkdocs_static_i18n", "pymdownx", "markdown")


def imported(path: Path) -> Iterator[str]:
    """Every name of a host or of Markdown that a file asks for."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in HOSTS:
            yield from (f"{node.module}.{each.name}" for each in node.names)


HANDED = {"config", "page", "file", "files", "i18n", "utils", "counter"}
"""What a door calls the things a host hands it."""


def touched(path: Path) -> Iterator[str]:
    """What a file asks of them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            root = node.value
            while isinstance(root, ast.Attribute | ast.Subscript):
                root = root.value
            if isinstance(root, ast.Name) and root.id in HANDED:
                yield node.attr


OTHER = set("view content write_rest render page pages site catalogue by_source startswith partition __name__".split())
"""What a door asks of the core and of texts, by way of the same things."""


def test_the_doors_use_nothing_that_is_not_listed() -> None:
    last = {name.rpartition(".")[2] for name in named("name")}
    for door in DOORS:
        assert set(imported(door)) <= named("name"), door.name
        assert set(touched(door)) - OTHER - {"config"} <= last, door.name
    assert set(imported(PROSE)) <= named("name")
    assert {f"markdown.extensions.{name}" for name in markdown.EXTENSIONS if name != markdown.NAME} <= named("name")


def test_the_doors_answer_to_no_event_that_is_not_listed() -> None:
    listed = {entry["event"]: set(entry["gives"]) for _, entry in ENTRIES if "event" in entry}
    answered = {
        node.name: {each.arg for each in [*node.args.args, *node.args.kwonlyargs]}
        for door in DOORS
        for node in ast.walk(ast.parse(door.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("on_")
    }
    assert {name.removeprefix("on_") for name in answered} == listed.keys()
    positional = {"_text", "html", "context", "files"}  # handed over by place
    for name, taken in answered.items():
        assert taken - positional <= listed[name.removeprefix("on_")], name


class _Settings(yaml.SafeLoader):
    """mkdocs.yml with its !ENV."""


_Settings.add_constructor("!ENV", lambda loader, node: None)


@pytest.mark.parametrize("whose", ["ours", "of a new site"])
def test_the_settings_have_no_key_that_is_not_listed(whose: str, tmp_path: Path) -> None:
    new(tmp_path / "small", ("nl", "en"))
    file = (ROOT if whose == "ours" else tmp_path / "small") / "mkdocs.yml"
    told = yaml.load(file.read_text("utf-8"), _Settings)
    ours = {key for plugin in told["plugins"] for settings in plugin.values() for key in settings}
    each = {key for plugin in told["plugins"] for one in plugin["i18n"]["languages"] for key in one}
    assert told.keys() <= named("option")
    config = "mkdocs_static_i18n.config."
    assert {f"{config}I18nPluginConfig.{key}" for key in ours} <= named("name")
    assert {f"{config}I18nPluginLanguage.{key}" for key in each} <= named("name")


def test_the_theme_brings_files_only_where_the_door_leaves_them_out() -> None:
    """hooks/languages.py: NOT_OURS, and the pages it makes by itself, NO_TEMPLATES."""
    told = ast.parse((ROOT / "hooks/languages.py").read_text("utf-8"))
    found = {ast.unparse(n.targets[0]): ast.literal_eval(n.value) for n in told.body if isinstance(n, ast.Assign)}
    theme = Theme(name="material")
    (folder,) = [Path(each) for each in theme.dirs if Path(each).parent.name == "material"]
    brought = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    published = {path for path in brought if not path.endswith((".html", ".py", ".pyc", ".yml", ".xml", ".md"))}
    strange = sorted(path for path in published if not path.startswith((*found["NOT_OURS"], ".", "partials/")))
    assert not strange, f"material brings files to places we do not leave out; see NOT_OURS: {strange[:5]}"
    assert theme.static_templates <= found["NO_TEMPLATES"], "material makes a page by itself; see NO_TEMPLATES"
