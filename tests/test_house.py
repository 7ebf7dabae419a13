"""Rules of the house that a machine can keep. Each test gathers all it finds and names file and line."""

import ast
import functools
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType
from typing import TypeGuard

import pytest

from microsite.content.front.keys import front_of
from microsite.fields import KINDS
from microsite.place import templates
from microsite.source.front_matter import read_yaml
from microsite.source.model import validate

ROOT = Path(__file__).resolve().parents[1]
HOOKS = ROOT / "hooks"
CORE = HOOKS / "microsite"
FIELDS = CORE / "fields"
DOORS = sorted(HOOKS.glob("*.py"))
MODULES = sorted(CORE.rglob("*.py"))
COMMAND_LINE = CORE / "__main__.py"
ONLINE = CORE / "links/live.py"
"""Asks a site that is online. No build loads it: only the command that is about it does, when it runs."""

SHARED_ROOM = "cell"

HOSTS = {"mkdocs", "material", "mkdocs_static_i18n", "properdocs", "zensical"}
NETWORK = {"requests", "urllib.request", "http", "socket", "ssl", "smtplib", "ftplib", "asyncio"}
CHANCE = {"time", "random", "secrets", "uuid"}
SURROUNDINGS = {"os.environ", "os.getenv", "os.environb"}
CLOCK = {"now", "today", "utcnow"}


def place(path: Path, node: ast.AST | int | None = None) -> str:
    """`hooks/microsite/content/page.py:12`."""
    line = node if isinstance(node, int) else getattr(node, "lineno", None)
    return path.relative_to(ROOT).as_posix() + (f":{line}" if line else "")


@functools.cache
def tree(path: Path) -> ast.Module:
    """What a module says, read once for all that is asked of it."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every dotted name a file imports: `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module, node
            yield from ((f"{module}.{name.name}", node) for name in node.names)


def among(name: str, banned: set[str]) -> bool:
    return any(name == other or name.startswith(f"{other}.") for other in banned)


def nothing(found: Iterator[str] | list[str]) -> None:
    listed = sorted(set(found))
    assert not listed, "\n" + "\n".join(listed)


# --- what outlives a build

FILE = "a file as it was when it was seen: when it changes, that is another argument"
TEXT = "the text is the argument, and all that decides"
KIND = "a class is the argument: another reading of site.yml makes other classes"
REMEMBERED = {
    "cache.py _digest_of": FILE,
    "content/checks/glyphs.py _covered": FILE,
    "content/front/keys.py elsewhere": KIND,
    "content/front/keys.py keys": KIND,
    "documents/press.py _pages": FILE,
    "draw/compilers.py _fonts": FILE,
    "draw/form_font.py _cut": FILE,
    "place/addresses.py relative": TEXT,
    "place/design/__init__.py _read": TEXT,
    "place/hyphens.py _syllables": "a dictionary that comes with pyphen, by its name",
    "place/pictures/__init__.py _template": TEXT,
    "place/qr.py make": TEXT,
    "place/qr.py svg": TEXT,
    "place/small.py css": TEXT,
    "place/small.py script": TEXT,
    "place/templates.py environment": "asks for the time of each template's file before it gives what it read",
    "source/model.py _keys": KIND,
    "web/layout/face.py _cut": FILE,
}
"""Functions that remember what they gave, by module, and why that holds in the next build too."""


def remembers(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            for each in node.decorator_list:
                how = ast.unparse(each.func if isinstance(each, ast.Call) else each).rpartition(".")[2]
                if how in {"cache", "lru_cache"}:
                    yield f"{path.relative_to(CORE)} {node.name}"
                    assert "None" not in ast.unparse(each), f"{place(path, node)} remembers without an end"


def begins_empty(node: ast.stmt) -> bool:
    """Whether it names something with nothing in it yet, which is no mere Mapping: that is for reading."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or not node.value:
        return False
    readonly = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith("Mapping[")
    return ast.unparse(node.value) in {"{}", "[]", "set()", "dict()", "list()"} and not readonly


def test_nothing_outlives_a_build_but_what_its_argument_alone_decides() -> None:
    """Else a preview would show what the build before read. What is kept for one build stands in its own objects."""
    assert {name for path in MODULES for name in remembers(path)} == REMEMBERED.keys()
    filled_later = [place(path, node) for path in MODULES for node in tree(path).body if begins_empty(node)]
    changed = [place(path, node) for path in MODULES for node in ast.walk(tree(path)) if isinstance(node, ast.Global)]
    nothing(filled_later + changed)


# --- doors


def test_there_is_a_house() -> None:
    assert DOORS
    assert len(MODULES) > 30


def test_a_door_is_short() -> None:
    lengths = {door: len(door.read_text("utf-8").splitlines()) for door in DOORS}
    nothing(
        [
            f"{place(door)}: {length} lines, at most 60; what it does belongs in the core"
            for door, length in lengths.items()
            if length > 60
        ]
    )


def test_a_module_fits_in_the_head() -> None:
    """One noun a module. The pages of every kind are the longest, ten lines a kind."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    nothing(
        [
            f"{place(path)}: {length} lines, at most 270; which second noun is in it?"
            for path, length in lengths.items()
            if length > 270
        ]
    )


def test_a_door_leaves_reading_and_drawing_to_the_core() -> None:
    tools = {"yaml", "pydantic", "jinja2", "typst", "pikepdf", "PIL", "fontTools", "microsite.fields"}
    nothing(
        f"{place(door, node)}: imports {name}; let the core do that"
        for door in DOORS
        for name, node in imports(door)
        if among(name, tools)
    )


# --- the core


def test_the_core_knows_no_host_no_network_and_no_chance() -> None:
    nothing(
        f"{place(path, node)}: imports {name}"
        for path in MODULES
        for name, node in imports(path)
        if among(name, HOSTS | CHANCE | (set() if path == ONLINE else NETWORK))
    )
    knows_it = {path for path in MODULES for name, _ in imports(path) if name.endswith("links.live")}
    assert knows_it == {ONLINE.with_name("commands.py")}
    command = tree(ONLINE.with_name("commands.py"))
    assert not [node for node in command.body if "live" in ast.unparse(node) and isinstance(node, ast.ImportFrom)]


def test_the_core_is_told_its_surroundings_and_the_day() -> None:
    """Same input, same bytes. The command line may look, and passes on what it saw."""
    for_all = [path for path in MODULES if path != COMMAND_LINE]
    nothing(
        f"{place(path, node)}: imports {name}"
        for path in for_all
        for name, node in imports(path)
        if among(name, SURROUNDINGS)
    )
    nothing(
        f"{place(path, node)}: {ast.unparse(node)}; take it as an argument"
        for path in for_all
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and (is_clock(node) or ast.unparse(node) in SURROUNDINGS)
    )


def is_clock(node: ast.Attribute) -> bool:
    """`datetime.now`, but not the page for this very minute, whose part in its front matter is called `now`."""
    return node.attr in CLOCK and ast.unparse(node.value) not in ("page", "self", "self.front")


def test_nothing_outlives_a_build_that_a_file_could_change() -> None:
    """While serving, a process builds again and again. What it keeps in a module is kept by content, or by a file as
    it was seen: never read inside what is kept, and never for a path alone."""
    reads = {"read_text", "read_bytes", "open", "glob", "rglob", "iterdir"}
    kept = [(path, node) for path in MODULES for node in tree(path).body if is_kept(node)]
    assert kept
    nothing(
        f"{place(path, node)}: {node.name} is kept; key it by content, or by cache.Seen"
        for path, node in kept
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute)
        and inner.attr in reads
        and not any("Seen" in ast.unparse(given.annotation) for given in node.args.args if given.annotation)
    )
    nothing(
        f"{place(path, node)}: {node.name}({ast.unparse(node.args)}) is kept for a path"
        for path, node in kept
        if "Path" in ast.unparse(node.args)
    )


def is_kept(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """A function of a module whose results are kept."""
    kept = {"functools.cache", "functools.lru_cache", "cache", "lru_cache"}
    return isinstance(node, ast.FunctionDef) and any(
        ast.unparse(each).partition("(")[0] in kept for each in node.decorator_list
    )


def test_the_core_never_imports_a_door() -> None:
    doors = {door.stem for door in DOORS}
    nothing(
        f"{place(path, node)}: imports {name}"
        for path in MODULES
        for name, node in imports(path)
        if name.split(".")[0] in doors
    )


def test_nothing_is_called_utils_helpers_or_manager() -> None:
    vague = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
    names = [*MODULES, *DOORS, *(path.parent for path in MODULES)]
    nothing(f"{place(path)}: which noun is this?" for path in names if path.stem in vague)


def test_every_public_thing_of_the_core_says_what_it_gives() -> None:
    nothing(
        f"{place(path, node)}: {node.name} has no docstring"
        for path in MODULES
        for node in public(tree(path))
        if not ast.get_docstring(node)
    )
    nothing(f"{place(path)}: the module has no docstring" for path in MODULES if not ast.get_docstring(tree(path)))


def test_every_public_function_of_the_core_is_typed() -> None:
    nothing(
        f"{place(path, node)}: {node.name}: no type for {missing}"
        for path in MODULES
        for node in public(tree(path))
        if isinstance(node, ast.FunctionDef)
        for missing in untyped(node)
    )


def public(scope: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Classes, functions and methods whose name does not begin with `_`."""
    for node in scope.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def untyped(function: ast.FunctionDef) -> Iterator[str]:
    given = function.args
    for argument in [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]:
        if argument.annotation is None and argument.arg not in ("self", "cls"):
            yield f"'{argument.arg}'"
    if function.returns is None:
        yield "what it returns"


def test_nobody_catches_everything() -> None:
    nothing(
        f"{place(path, node)}: {found}"
        for path in [*MODULES, *DOORS]
        for node in ast.walk(tree(path))
        if (found := catches_too_much(node))
    )


def catches_too_much(node: ast.AST) -> str | None:
    everything = {"Exception", "BaseException"}
    if isinstance(node, ast.ExceptHandler):
        caught = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)} if node.type else everything
        if caught & everything:
            return "which mistake is expected here? Catch that one"
        if all(isinstance(line, ast.Pass) for line in node.body):
            return "passes in silence"
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
        return "suppresses everything" if {ast.unparse(given) for given in node.args} & everything else None
    return None


def test_what_a_module_remembers_has_a_bound() -> None:
    """`mkdocs serve` builds all day. What is remembered goes by content: an address, a text, a file as it was seen."""
    nothing(
        f"{place(path, node)}: {node.name} remembers without end; say maxsize"
        for path in MODULES
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs)
        if any(ast.unparse(mark) in ("functools.cache", "cache") for mark in node.decorator_list)
    )


def test_addresses_are_spelled_in_one_module() -> None:
    """A folder of what is made, at the start of a text: whoever needs such an address asks for it."""
    folder = re.compile(r"^/?(?:pdf|mail|og|qr|img|go|w)/|^set-$|^(?:offline|feed|booklet)\.|-pdf$")
    nothing(
        f"{place(path, node)}: {text!r}; ask place/addresses.py for it"
        for path in MODULES
        if path != CORE / "place" / "addresses.py"
        for text, node in spoken_by_code(tree(path))
        if folder.search(text)
    )


def spoken_by_code(module: ast.Module) -> Iterator[tuple[str, ast.Constant]]:
    """Every text in a module, whole or part of an f-string, but for what explains."""
    explains = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explains:
            yield node.value, node


ABOUT_US = re.compile(r"attachment|hecht|relatietrip|anxious|sleutel|\bnl\b.*\ben\b", re.I)
"""What only this site is about, and two languages in one line."""
OURS = {
    "language/checks/__init__.py": "the rules of each language, by its name",
    "web/feed/__init__.py": "what a JSON feed calls the files of an entry",
}


def test_the_core_names_no_subject_and_no_two_languages() -> None:
    """But for what explains, and for what the two languages' own rooms and files are."""
    own = (CORE / "language/checks", CORE / "starter/docs")
    files = [path for path in [*CORE.rglob("*"), *(ROOT / "overrides").rglob("*")] if path.suffix in ABOUT]
    assert len(files) > 200
    explained = {path: explaining(tree(path)) for path in files if path.suffix == ".py"}
    nothing(
        f"{place(path, number)}: {line.strip()[:100]}"
        for path in files
        if not any(folder in path.parents for folder in own) and place_in_core(path) not in OURS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if ABOUT_US.search(line) and number not in explained.get(path, set())
    )


ABOUT = {".py", ".html", ".jinja", ".css", ".js", ".typ", ".yml"}


def place_in_core(path: Path) -> str:
    return path.relative_to(CORE).as_posix() if CORE in path.parents else path.name


def explaining(module: ast.Module) -> set[int]:
    """The lines of what explains: the texts that stand by themselves."""
    return {
        line
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


# --- rooms and floors


def test_arrows_point_one_way() -> None:
    """As pyproject.toml has it: no room knows a higher one, no rings among rooms or modules, no kind knows another."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_contract_knows_every_room_and_every_kind() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    told = {each["id"]: each for each in contracts}
    named = {name for layer in told["rooms"]["layers"] for name in layer.split(" | ")}
    assert named == {path.stem for path in CORE.glob("*.py")} - {"__init__"} | rooms() | {"starter"}
    assert {name.rpartition(".")[2] for name in told["kinds"]["modules"]} == set(KINDS)


def test_the_house_has_few_rooms_on_few_floors() -> None:
    """A room is a folder of the core; its floor is one above the highest room it knows."""
    known: dict[str, set[str]] = {room: set() for room in rooms()}
    for room, path in ((path.relative_to(CORE).parts[0], path) for path in MODULES):
        for name, _ in imports(path):
            _, _, rest = name.partition("microsite.")
            if room in known and (other := rest.partition(".")[0]) in known and other != room:
                known[room].add(other)
    floors = {room: floor(room, known) for room in known}
    print(f"{len(floors)} rooms on {max(floors.values())} floors: {floors}")
    assert len(floors) <= 10
    assert max(floors.values()) <= 9


def rooms() -> set[str]:
    """The folders of the core that hold its modules. The starter is a site that `new` copies."""
    return {path.parent.name for path in CORE.glob("*/__init__.py")} - {"starter"}


def floor(room: str, known: dict[str, set[str]]) -> int:
    return 1 + max((floor(other, known) for other in known[room]), default=0)


# --- a room for each kind


def test_every_kind_has_a_room_and_every_room_a_kind() -> None:
    rooms = {path.parent.name for path in FIELDS.glob("*/__init__.py")}
    assert rooms - {SHARED_ROOM} == set(KINDS)
    for name, kind in KINDS.items():
        assert kind.__module__ == f"microsite.fields.{name}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_room_holds_data_markup_paper_style_and_an_example(kind: str) -> None:
    wanted = ["__init__.py", f"{kind}.html", f"{kind}.typ", f"{kind}.css", "example.yml"]
    nothing(f"{place(FIELDS / kind)}: no {name}" for name in wanted if not (FIELDS / kind / name).is_file())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_example_is_of_its_kind(kind: str) -> None:
    """Its models and drawings are tested elsewhere; here only that it shows what the folder says."""
    path = FIELDS / kind / "example.yml"
    read = read_yaml(path.read_text("utf-8"), place(path))
    assert not read.problems, read.problems
    assert re.search(rf"^[\s-]*kind: {kind}$", path.read_text("utf-8"), re.M), (
        f"{place(path)}: shows no field of kind {kind}"
    )


@pytest.mark.parametrize("room", [*sorted(KINDS), SHARED_ROOM])
def test_a_room_knows_only_the_ground_below_it(room: str) -> None:
    """No other kind, no page, no catalogue: what kinds share lives in fields/cell and fields/base.py."""
    ground = {"source.model", "source.problems", "source.text", "place.pictures"}
    below = {f"microsite.{name}" for name in ground | {f"fields.{n}" for n in ("base", SHARED_ROOM, room)}}
    nothing(
        f"{place(path, node)}: imports {name}"
        for path in (FIELDS / room).rglob("*.py")
        for name, node in imports(path)
        if among(name, {"microsite"}) and name not in ("microsite", "microsite.fields") and not among(name, below)
    )


def test_templates_of_a_kind_use_no_other_kind() -> None:
    named = re.compile(r"fields/(\w+)/")
    nothing(
        f"{place(path)}: uses {other}"
        for room in [*KINDS, SHARED_ROOM]
        for path in [*(FIELDS / room).glob("*.html"), *(FIELDS / room).glob("*.typ")]
        for other in set(named.findall(path.read_text("utf-8"))) - {room, SHARED_ROOM}
    )


def test_only_a_room_asks_which_kind_a_field_is() -> None:
    """Elsewhere a field is asked for what it gives: a new kind must need no change there."""
    named = re.compile(rf"\bkind\b\"?\]?\s*(?:==|!=|in)\s*[\[({{]?\s*[\"'](?:{'|'.join(KINDS)})[\"']")
    files = [
        path
        for ending in ("py", "html", "jinja", "typ")
        for path in CORE.rglob(f"*.{ending}")
        if FIELDS not in path.parents
    ]
    files += [*DOORS, *(ROOT / "overrides").rglob("*.html")]
    nothing(
        f"{place(path, number)}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if named.search(line)
    )


def test_there_are_no_chains_of_kinds() -> None:
    nothing(
        f"{place(path, node)}: an elif for each kind; a table, or a method of the kind, needs no chain"
        for path in [*MODULES, *DOORS]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If)
        and asks_kind(node.test)
        and len(node.orelse) == 1
        and asks_kind(getattr(node.orelse[0], "test", None))
    )


def asks_kind(test: ast.AST | None) -> bool:
    left = test.left if isinstance(test, ast.Compare) else None
    return getattr(left, "id", getattr(left, "attr", None)) == "kind"


def tool(name: str) -> ModuleType:
    """A tool of .ci/tools, which are no package."""
    found = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / f".ci/tools/{name}.py")
    assert found
    assert found.loader
    module = sys.modules[found.name] = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "kind"), [("css", "css"), ("templates", "html")])
def test_style_sheets_and_templates_are_written_for_people(name: str, kind: str) -> None:
    """A declaration, an element or a block a line; the machine makes them small, and a look at a change tells all."""
    written = tool(name).written
    files = sorted(CORE.rglob(f"*.{kind}"))
    assert len(files) > 20
    nothing(
        f"{place(path)}: type .venv/bin/python .ci/tools/{name}.py"
        for path in files
        if written(path.read_text("utf-8")) != path.read_text("utf-8")
    )


def test_the_frame_of_a_page_is_written_for_people_too() -> None:
    """A host reads it as it stands, so `-` takes away what only lines it up; the icon is one address."""
    nothing(
        f"{place(path, number)}: {len(line)} characters, at most 120"
        for path in (ROOT / "overrides").glob("*.html")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 120 and "data:image" not in line
    )


def test_a_template_written_for_people_is_the_same_template() -> None:
    """And what has spaces in it that count keeps them."""
    written = tool("templates").written
    dense = '<ul>{% for each in all %}<li class="a"> <b>{{ each }}</b></li>{% endfor %}</ul><p>x</p>'
    wide = dense.replace("each in all", "each in all | selectattr('one', 'in', 'a rather long list of things') | list")
    assert written(dense) == dense
    assert written(wide).count("\n") > 2
    assert templates.joined(written(wide)) == wide
    assert written(written(wide)) == written(wide)


# --- words and papers


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{i}]")
    else:
        yield path, value


def strings() -> dict[str, dict[str, object]]:
    found = {}
    for path in sorted((CORE / "place" / "strings").glob("*.yml")):
        read = read_yaml(path.read_text("utf-8"), place(path))
        assert not read.problems, read.problems
        found[path.stem] = dict(leaves(read.data))
    return found


def test_languages_have_the_same_words() -> None:
    """The same keys and lists as long; and the same {…} in each, or a sentence lacks its number."""
    (first, words), *others = strings().items()
    assert others, "one language only"
    for lang, theirs in others:
        nothing(f"strings/{lang}.yml and {first}.yml differ in {key}" for key in words.keys() ^ theirs.keys())
        nothing(
            f"strings/{lang}.yml: {key}: {theirs[key]!r} is filled in otherwise than {words[key]!r}"
            for key in words
            if holes(words[key]) != holes(theirs[key])
        )


def holes(text: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", str(text)))


MACHINE = re.compile(r"(?<![\w.:/}-])(?:/(?:home|root|Users|work|mnt|private)/|[A-Z]:\\+Users\\)")
TEXTS = {
    ".py",
    ".md",
    ".yml",
    ".yaml",
    ".toml",
    ".txt",
    ".json",
    ".html",
    ".jinja",
    ".css",
    ".js",
    ".mjs",
    ".typ",
    ".sh",
    ".xml",
    ".svg",
    "",
}
MADE = re.compile(r"site(\..*)?|node_modules|__pycache__|\.(?!ci$).*")
"""Folders that are not ours: made, fetched, or hidden."""


def test_no_file_names_a_folder_of_one_machine() -> None:
    nothing(
        f"{place(path, number)}: {line.strip()[:100]}"
        for path in ours(ROOT)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MACHINE.search(line)
    )


def ours(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not MADE.fullmatch(path.name):
            yield from ours(path)
        elif path.is_file() and path.suffix in TEXTS:
            yield path


def test_every_direct_dependency_is_locked_with_a_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for lock, wanted in (
        ("requirements.txt", project["dependencies"]),
        ("requirements-dev.txt", project["dependencies"] + project["optional-dependencies"]["test"]),
    ):
        text = (ROOT / lock).read_text("utf-8")
        locked = dict(re.findall(r"^([\w.-]+)==(\S+) \\\n    --hash=", text, re.M))
        for requirement in wanted:
            parts = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?(?:==(.+)|>=.+)?", requirement)
            assert parts, requirement
            name, exact = parts.groups()
            assert name.lower() in locked, f"{lock}: no {name}; type: make lock"
            assert exact in (None, locked[name.lower()]), f"{lock}: {name} is {locked[name.lower()]}; type: make lock"


def test_what_is_imported_is_declared() -> None:
    """Not by way of another package, which may stop bringing it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[\[=>]", requirement)[0].lower() for requirement in project["dependencies"]}
    brought_by = {**packages_distributions()} | {"pydantic_core": ["pydantic"], "pagefind_bin": ["pagefind"]}
    nothing(
        f"{place(path, node)}: {name} is not among the dependencies of pyproject.toml"
        for path in [*MODULES, *DOORS]
        for name, node in imports(path)
        if (top := name.split(".")[0]) not in {*sys.stdlib_module_names, "microsite"}
        and not {found.lower() for found in brought_by.get(top, [])} & declared
    )


def test_both_locks_agree() -> None:
    locks = [
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text("utf-8"), re.M))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert locks[0] <= locks[1], locks[0] - locks[1]


def test_the_readme_knows_every_kind_and_its_keys() -> None:
    """One row a kind: | `scale` | what it is | `low`, `high`, … |."""
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|(.*)\|$", (ROOT / "README.md").read_text("utf-8"), re.M)
    told = {kind: set(re.findall(r"`(\w+)`", keys)) for kind, keys in rows if kind in KINDS}
    true = {name: set(kind.model_fields) - {"id", "kind", "label", "hint"} for name, kind in KINDS.items()}
    assert told == true


def test_the_readme_names_no_command_that_is_not_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for name in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"`make ([a-z]+)", (ROOT / name).read_text("utf-8")))
        assert named <= targets, f"{name}: make {named - targets}"


def test_the_front_matter_in_the_readme_is_right() -> None:
    block = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert block
    read = read_yaml(block[1], "README.md")
    assert not read.problems, read.problems
    kind = front_of(read.data)
    front = validate(kind, read, "README.md")
    assert isinstance(front, kind), front
