"""Small faults put into the core one at a time: which of them does no test see? See `make mutants`.

Usage: python .ci/tools/mutants.py [first:last]    The sample stays the same 300 while the code they stand in does; a
part of it is enough for a quick look. Works on a copy of the project, with the tests that build no site.

Everything is loaded once. The tests run once without a fault, to learn which of them come by which function; then
each fault is put into the function that is there already, in a copy of this process, and the tests that come by it are
asked, the quickest first. So what a function did while its module was loaded is not done again.

What lives and may live stands in tests/mutants.yml, with the reason.
"""

import ast
import builtins
import gc
import hashlib
import inspect
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType

import pytest
import yaml
from _pytest.main import pytest_runtestloop

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "hooks/microsite"
ROOMS = ("content", "fields", "links", "language")
SAMPLE, LEAST = 300, 0.9
CPU, PATIENCE = 600, 3600
"""Seconds of the processor, and by the clock, after which a test that a fault keeps busy has seen it."""
NO_SIGN = ("test_house.py", "test_the_plain_check_stays_instant")
"""They read the code, or look at the clock: what they say is no sign of a fault."""
SEEN = "__seen__"
"""The name under which a function tells that a test came by."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd}


@dataclass(frozen=True)
class Mutant:
    """A file of the core with one piece exchanged, in a function (the outermost one, if they stand in each other)."""

    file: Path
    line: int
    function: str
    was: str
    text: str

    @property
    def place(self) -> str:
        """The file and the function."""
        return f"{self.file.relative_to(CORE)} {self.function}"

    @property
    def name(self) -> str:
        """What it is called in the list of those that may live: no line number, which any other change moves."""
        return f"{self.place}: {self.was}"

    def __str__(self) -> str:
        return f"hooks/microsite/{self.file.relative_to(CORE)}:{self.line}: {self.function}: {self.was}"


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


def functions(body: Sequence[ast.stmt], within: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of a module or of its classes, by its qualified name; none that stands in another."""
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield within + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node.body, f"{within}{node.name}.")


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every fault that can be put into the functions of a file; what types and decorators say is left alone."""
    text = file.read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for name, function in functions(ast.parse(text).body):
        for node in (node for statement in function.body for node in ast.walk(statement)):
            fault = exchanged(node)
            if fault is None or not isinstance(node, ast.expr) or node.end_lineno is None:
                continue
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + (node.end_col_offset or 0)
            put = f"({ast.unparse(ast.fix_missing_locations(fault))})".encode()
            spoiled = (text[:begin] + put + text[end:]).decode()
            if parses(spoiled):  # inside an f-string of 3.11 a piece has no place of its own
                yield Mutant(file, node.lineno, name, f"{ast.unparse(node)} became {put.decode()[1:-1]}", spoiled)


def parses(text: str) -> bool:
    """Whether it is Python."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def sources() -> list[Path]:
    """The files that faults are put into."""
    return [file for room in ROOMS for file in sorted((CORE / room).rglob("*.py"))]


def sample() -> list[Mutant]:
    """The faults to try, by chance, yet the same ones each time."""
    unique = {(each.file, each.text): each for file in sources() for each in mutants_of(file)}
    by_chance = sorted(unique.values(), key=lambda each: (hashlib.sha256(each.name.encode()).digest(), each.line))
    return by_chance[:SAMPLE]


def watched(file: Path) -> str:
    """The text of a file in which every function first tells that somebody came by."""
    module = ast.parse(file.read_bytes())
    for name, function in functions(module.body):
        place = f"{file.relative_to(CORE)} {name}"
        told = ast.Expr(ast.Call(ast.Name(SEEN, ast.Load()), [ast.Constant(place)], []))
        function.body.insert(int(ast.get_docstring(function) is not None), told)
    return ast.unparse(ast.fix_missing_locations(module))


def put_in(file: Path, text: str) -> None:
    """Give the functions of the core that are loaded the code that they have in `text`."""
    there = str(Path("hooks/microsite", file.relative_to(CORE)).resolve())
    fresh = {code.co_qualname: code for code in codes(compile(text, there, "exec")) if "<" not in code.co_qualname}
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename == there:
            code = fresh.get(function.__qualname__)
            if code is not None and code.co_freevars == function.__code__.co_freevars:
                function.__code__ = code


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code of every function in a module or in its classes."""
    for const in code.co_consts:
        if isinstance(const, CodeType) and const.co_flags & inspect.CO_OPTIMIZED:
            yield const
        elif isinstance(const, CodeType):  # the body of a class
            yield from codes(const)


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


@dataclass
class Looked:
    """What the tests did without a fault: which failed, how long each took, and who came by which function."""

    failed: set[str] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)
    by_place: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    now: str = ""

    def came(self, place: str) -> None:
        """Somebody came by: a test, or whatever sets up for all tests of a file."""
        self.by_place[place].add(self.now)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """A hook of pytest: what a test sets up, others in its file may use as well."""
        self.now = item.nodeid.partition("::")[0]

    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """A hook of pytest."""
        self.now = item.nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A hook of pytest: how each part of a test went."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def save(self, path: Path) -> None:
        """For the other process."""
        told = {place: sorted(tests) for place, tests in self.by_place.items()}
        path.write_text(json.dumps([sorted(self.failed), self.seconds, told]), "utf-8")

    def load(self, path: Path) -> None:
        """What the other process saw."""
        failed, self.seconds, told = json.loads(path.read_text("utf-8"))
        self.failed, self.by_place = set(failed), {place: set(tests) for place, tests in told.items()}


class Trial:
    """A plugin of pytest that runs, in the place of its own loop, the tests that are near each fault."""

    def __init__(self, mutants: Sequence[Mutant], seen: Path) -> None:
        self.mutants, self.seen, self.looked = mutants, seen, Looked()
        self.lived: list[int] = []
        self.items: list[pytest.Item] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """A hook of pytest."""
        self.items = [item for item in session.items if not any(name in item.nodeid for name in NO_SIGN)]
        in_a_copy(lambda: self._look(session))
        self.looked.load(self.seen)
        for number, mutant in enumerate(self.mutants):
            if not any(in_a_copy(partial(fails_with, mutant, session, some)) for some in self._near(mutant)):
                self.lived.append(number)
                told = f"{number} lived: {mutant}\n"
                sys.stderr.write(told)
        return True

    def _look(self, session: pytest.Session) -> int:
        setattr(builtins, SEEN, self.looked.came)
        for file in sources():
            put_in(file, watched(file))
        session.config.pluginmanager.register(self.looked)
        session.items = self.items
        pytest_runtestloop(session)
        self.looked.save(self.seen)
        return 0

    def _near(self, mutant: Mutant) -> Iterator[list[pytest.Item]]:
        """The tests to ask, file by file, the quickest first: who comes by the function, then their files."""
        came = self.looked.by_place.get(mutant.place, set())
        files = {test.partition("::")[0] for test in came}
        first = [item for item in self.items if item.nodeid in came]
        others = [item for item in self.items if item.nodeid.partition("::")[0] in files and item not in set(first)]
        yield from (sorted(some, key=self._cost) for some in (first, others) if some)

    def _cost(self, item: pytest.Item) -> tuple[float, str, float]:
        """Files by what the whole of them takes, and in a file the quickest test first."""
        file = item.nodeid.partition("::")[0]
        whole = sum(taken for test, taken in self.looked.seconds.items() if test.startswith(f"{file}::"))
        return whole, file, self.looked.seconds.get(item.nodeid, 0)


def fails_with(mutant: Mutant, session: pytest.Session, items: list[pytest.Item]) -> int:
    """1 when one of these tests fails with a fault."""
    put_in(mutant.file, mutant.text)
    session.items, session.config.option.maxfail = items, 1
    try:
        pytest_runtestloop(session)
    except session.Failed:
        return 1
    return int(session.testsfailed > 0)


def copy_to(folder: Path) -> None:
    """The project as the tests see it: all that is ours, and nothing that was made."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")


def tried(mutants: Sequence[Mutant]) -> Trial:
    """Every fault put in, one after the other."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)  # a test reads the core as somebody else
        copy = Path(place) / "copy"
        copy.mkdir()
        copy_to(copy)
        os.chdir(copy)
        trial = Trial(mutants, Path(place) / "seen")
        options = ["-q", "-s", "-p", "no:cacheprovider", "-m", "not built or drawing", "tests"]
        pytest.main(options, plugins=[trial])
        os.chdir(ROOT)
    return trial


def main() -> int:
    """Try them, name those that lived, and fail when too many did or one lived without a reason."""
    first, _, last = (sys.argv[1] if len(sys.argv) > 1 else f"0:{SAMPLE}").partition(":")
    trial = tried(sample()[int(first) : int(last)])
    if trial.looked.failed:
        print("without a fault these fail, so they say nothing of faults:", *sorted(trial.looked.failed), sep="\n")
        return 1
    reasons: dict[str, str] = yaml.safe_load((ROOT / "tests/mutants.yml").read_text("utf-8")) or {}
    lived = [trial.mutants[number] for number in trial.lived]
    for mutant in lived:
        print(f"lived: {mutant}\n    {reasons.get(mutant.name, 'no reason is given')}")
    dead = len(trial.mutants) - len(lived)
    print(f"{dead} of {len(trial.mutants)} killed, by {len(trial.items)} tests")
    return int(dead < LEAST * len(trial.mutants) or any(mutant.name not in reasons for mutant in lived))


if __name__ == "__main__":
    sys.exit(main())
