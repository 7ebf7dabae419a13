"""Small faults put into the core one at a time: which of them does no test see? See `make mutants`.

Usage: python .ci/tools/mutants.py [first:last]    The sample stays the same 300 while the code they stand in does; a
part of it is enough for a quick look. Works on a copy of the project, with the tests that build nothing: they run once
to learn which of them come by which line, and then those that come by a fault are asked, the quickest first. Each fault
has a process of its own, begun as a copy of one that has loaded every package already.

What lives and may live stands in tests/mutants.yml, with the reason.
"""

import ast
import hashlib
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "hooks/microsite"
COPIED = ".ci .github .vscode docs hooks overrides schemas tests pyproject.toml mkdocs.yml Makefile"
PAPERS = "README.md CONTRIBUTING.md REFERENCE.md"
ROOMS = ("content", "fields", "links", "language")
SAMPLE, LEAST = 300, 0.9
CPU, PATIENCE = 400, 1200
"""Seconds of the processor, and by the clock, after which a test that a fault keeps busy has seen it."""
NO_SIGN = ("test_house.py", "test_the_plain_check_stays_instant")
"""They read the code, or look at the clock: what they say is no sign of a fault."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd}


@dataclass(frozen=True)
class Mutant:
    """A file of the core with one piece exchanged, in these lines of this function."""

    file: Path
    lines: range
    function: str
    was: str
    text: str

    @property
    def name(self) -> str:
        """What it is called in the list of those that may live: no line number, which any other change moves."""
        return f"{self.file.relative_to(CORE)} {self.function}: {self.was}"

    def __str__(self) -> str:
        return f"hooks/microsite/{self.file.relative_to(CORE)}:{self.lines.start}: {self.function}: {self.was}"


@dataclass
class Looked:
    """What the tests did without a fault: which came by which line of which file, and how long each took."""

    outcomes: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    by_line: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A hook of pytest: how each part of a test went."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed or report.when == "call":
            self.outcomes[report.nodeid] = report.outcome

    @property
    def good(self) -> set[str]:
        """The tests that pass without a fault, and whose failing is a sign of one."""
        passed = {test for test, outcome in self.outcomes.items() if outcome == "passed"}
        return {test for test in passed if not any(name in test for name in NO_SIGN)}

    def near(self, mutant: Mutant) -> list[set[str]]:
        """The tests to ask about a fault: those that come by its lines, then all in the files that know its module."""
        lines = self.by_line.get(mutant.file.relative_to(CORE).as_posix(), {})
        first = {test for line in mutant.lines for test in lines.get(line, ())} & self.good
        files = {test.partition("::")[0] for tests in lines.values() for test in tests}
        return [first, {test for test in self.good if test.partition("::")[0] in files} - first]


@dataclass
class Only:
    """A plugin of pytest: these tests and no others, file by file, the quickest first."""

    tests: Collection[str]
    seconds: Mapping[str, float]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """A hook of pytest."""
        kept = [item for item in items if item.nodeid in self.tests]
        files: dict[Path, float] = defaultdict(float)
        for item in kept:
            files[item.path] += self.seconds[item.nodeid]
        items[:] = sorted(kept, key=lambda item: (files[item.path], str(item.path), self.seconds[item.nodeid]))


def exchanged(node: ast.AST) -> ast.expr | None:
    """The same piece with a fault in it."""
    match node:
        case ast.Compare(left, [op], [right]) if type(op) in COMPARED:
            return ast.Compare(left, [COMPARED[type(op)]()], [right])
        case ast.BinOp(left, op, right) if type(op) in COUNTED:
            return ast.BinOp(left, COUNTED[type(op)](), right)
        case ast.BoolOp(op, values):
            return ast.BoolOp(ast.And() if isinstance(op, ast.Or) else ast.Or(), values)
        case ast.UnaryOp(ast.Not(), operand):
            return operand
        case ast.Constant(bool() as value):
            return ast.Constant(not value)
        case ast.Constant(int() as value):
            return ast.Constant(value + 1)
    return None


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every fault that can be put into the functions of a file; what types and decorators say is left alone."""
    text = file.read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in (node for statement in function.body for node in ast.walk(statement)):
            fault = exchanged(node)
            if fault is None or not isinstance(node, ast.expr) or node.end_lineno is None:
                continue
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + (node.end_col_offset or 0)
            put = f"({ast.unparse(ast.fix_missing_locations(fault))})".encode()
            spoiled = (text[:begin] + put + text[end:]).decode()
            if parses(spoiled):  # inside an f-string of 3.11 a piece has no place of its own
                was = f"{ast.unparse(node)} became {put.decode()[1:-1]}"
                yield Mutant(file, range(node.lineno, node.end_lineno + 1), function.name, was, spoiled)


def parses(text: str) -> bool:
    """Whether it is Python."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def sample() -> list[Mutant]:
    """The faults to try, by chance, yet the same ones each time."""
    files = [file for room in ROOMS for file in sorted((CORE / room).rglob("*.py"))]
    unique = {(each.file, each.text): each for file in files for each in mutants_of(file)}
    return sorted(unique.values(), key=lambda each: (hashlib.sha256(each.name.encode()).digest(), each.lines.start))[
        :SAMPLE
    ]


def in_a_copy(work: Callable[[], int]) -> int:
    """What `work` gives, done by a copy of this process, silently; 1 when it dies or never ends."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) and 1
    code = 1
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
        signal.alarm(PATIENCE)
        code = work()
    finally:
        os._exit(code)  # whatever happened: the rest of the program is for the other process


def run(arguments: list[str], *plugins: object) -> int:
    """The tests, in this process."""
    return int(pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not built", *arguments], plugins=list(plugins)))


def look(seen: Path) -> int:
    """Run every test once, note in `seen` what came by which line and which packages were loaded; 0."""
    looked = Looked()
    run(["--cov=hooks/microsite", "--cov-context=test", "--cov-report=", "tests"], looked)
    data = CoverageData()
    data.read()
    lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in data.measured_files():
        below = Path(path).resolve().relative_to(Path("hooks/microsite").resolve()).as_posix()
        for line, contexts in data.contexts_by_lineno(path).items():
            lines[below][line] |= {test for context in contexts for test in of(context, looked)}
    packages = [name for name, module in sys.modules.items() if "site-packages" in str(getattr(module, "__file__", ""))]
    told = {file: {line: sorted(tests) for line, tests in each.items()} for file, each in lines.items()}
    seen.write_text(json.dumps([looked.outcomes, looked.seconds, told, packages]), "utf-8")
    return 0


def of(context: str, looked: Looked) -> Iterator[str]:
    """The tests of a context of coverage: what one of them set up, others in its file may use as well."""
    test, _, part = context.partition("|")
    if part == "setup":
        yield from (other for other in looked.outcomes if other.startswith(test.partition("::")[0] + "::"))
    elif test:
        yield test


def looked_at(seen: Path) -> Looked:
    """What `look` noted; and load the packages that the tests will ask for."""
    outcomes, seconds, told, packages = json.loads(seen.read_text("utf-8"))
    for name in packages:
        with suppress(ImportError):
            importlib.import_module(name)
    lines = {
        file: {int(line): set(tests) for line, tests in each.items()} for file, each in dict[str, Any](told).items()
    }
    return Looked(outcomes, seconds, lines)


def killed(mutant: Mutant, looked: Looked) -> bool:
    """Whether a test sees it."""
    there = Path("hooks/microsite", mutant.file.relative_to(CORE))
    whole = there.read_bytes()
    there.write_text(mutant.text, "utf-8")
    try:
        return any(asked(tests, looked) for tests in looked.near(mutant) if tests)
    finally:
        there.write_bytes(whole)


def asked(tests: set[str], looked: Looked) -> bool:
    """Whether one of these tests fails."""
    files = sorted({test.partition("::")[0] for test in tests})
    return bool(in_a_copy(lambda: run(["-x", *files], Only(tests, looked.seconds))))


def copy_to(folder: Path) -> None:
    """The project as the tests see it."""
    folder.chmod(0o755)  # a test reads the core as somebody else
    for name in [*COPIED.split(), *PAPERS.split()]:
        take = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        if (ROOT / name).exists():
            take(ROOT / name, folder / name)


def main() -> int:
    """Try them, name those that lived, and fail when too many did or one lived without a reason."""
    first, _, last = (sys.argv[1] if len(sys.argv) > 1 else f"0:{SAMPLE}").partition(":")
    tried = sample()[int(first) : int(last)]
    reasons: dict[str, str] = yaml.safe_load((ROOT / "tests/mutants.yml").read_text("utf-8")) or {}
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy"
        copy.mkdir()
        copy_to(copy)
        os.chdir(copy)
        in_a_copy(lambda: look(Path(place) / "seen"))
        sys.dont_write_bytecode = True  # two faults in one second would share it
        looked = looked_at(Path(place) / "seen")
        lived = [mutant for number, mutant in enumerate(tried, int(first)) if not told(number, mutant, looked, reasons)]
        os.chdir(ROOT)
    dead = len(tried) - len(lived)
    print(f"{dead} of {len(tried)} killed; {len(looked.good)} tests were there to see them")
    unknown = [mutant for mutant in lived if mutant.name not in reasons]
    return int(dead < LEAST * len(tried) or bool(unknown))


def told(number: int, mutant: Mutant, looked: Looked, reasons: dict[str, str]) -> bool:
    """Whether a test sees it; a line is printed when none does."""
    if killed(mutant, looked):
        return True
    print(f"{number} lived: {mutant}\n    {reasons.get(mutant.name, 'no reason is given')}", flush=True)
    return False


if __name__ == "__main__":
    sys.exit(main())
