"""Small faults put into the core one at a time: which of them does no test see? See `make mutants`.

Usage: python .ci/tools/mutants.py [first:last]    The sample is the same 300 as long as the code is; a part of it is
enough for a quick look. Works on a copy of the project, with the tests that build nothing.
"""

import ast
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "docs",
    "hooks",
    "overrides",
    "tests",
    "pyproject.toml",
    "mkdocs.yml",
    "README.md",
    "CONTRIBUTING.md",
    "Makefile",
)
SAMPLE, LEAST = 300, 0.9
PATIENCE = 120
BY_THE_CLOCK = "tests/test_language.py::test_the_plain_check_stays_instant"
"""Fails on a busy machine, which is no sign of a fault."""
TESTS = {
    "content": "mistakes definition world faults release numbered site evidence help language",
    "fields": "world fields mistakes properties",
    "links": "world links links_mail faults",
    "language": "language rhythm",
}
"""A room of the core, and the tests that look at it, the likeliest first."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd}


@dataclass(frozen=True)
class Mutant:
    """A file of the core with one piece exchanged."""

    file: Path
    line: int
    was: str
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.was}"


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
                yield Mutant(file, node.lineno, f"{ast.unparse(node)} became {put.decode()[1:-1]}", spoiled)


def parses(text: str) -> bool:
    """Whether it is Python."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def sample() -> list[Mutant]:
    """The faults to try, by chance, yet the same ones each time."""
    core = ROOT / "hooks/microsite"
    files = [file for room in TESTS for file in sorted((core / room).rglob("*.py"))]
    unique = {(each.file, each.text): each for file in files for each in mutants_of(file)}
    return sorted(unique.values(), key=lambda each: hashlib.sha256(str(each).encode()).digest())[:SAMPLE]


def fails(copy: Path, room: str) -> bool:
    """Whether a test of a room fails, or never comes to an end."""
    tests = [f"tests/test_{name}.py" for name in TESTS[room].split()]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not built", *tests]
    command += ["--deselect", BY_THE_CLOCK]
    try:
        return bool(subprocess.run(command, cwd=copy, capture_output=True, timeout=PATIENCE, check=False).returncode)
    except subprocess.TimeoutExpired:
        return True


def killed(mutant: Mutant, copy: Path) -> bool:
    """Whether a test sees it."""
    there = copy / mutant.file.relative_to(ROOT)
    there.write_text(mutant.text, "utf-8")
    found = fails(copy, mutant.file.relative_to(ROOT / "hooks/microsite").parts[0])
    shutil.copyfile(mutant.file, there)
    return found


def main() -> int:
    """Try them, name those that lived, and fail when too many did."""
    first, _, last = (sys.argv[1] if len(sys.argv) > 1 else f"0:{SAMPLE}").partition(":")
    tried = sample()[int(first) : int(last)]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # a test reads the core as somebody else
        copy = Path(folder) / "copy"
        copy.mkdir()
        for name in COPIED:
            take = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            take(ROOT / name, copy / name)
        for room in TESTS:
            if fails(copy, room):
                print(f"the tests of '{room}' fail as it is, so they say nothing of faults")
                return 1
        lived = []
        for number, mutant in enumerate(tried, int(first)):
            if not killed(mutant, copy):
                lived.append(mutant)
                print(f"{number} lived: {mutant}", flush=True)
    dead = len(tried) - len(lived)
    print(f"{dead} of {len(tried)} killed")
    return int(dead < LEAST * len(tried))


if __name__ == "__main__":
    sys.exit(main())
