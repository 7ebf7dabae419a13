"""make bench: how long a check, a build and an edit take, in seconds of the processor, beside a former commit.

Everything happens in copies. Seconds are those of all processes together, for a clock measures whatever else a machine
does. Figures are for the machine at hand, so BASE=<commit> is measured in the same run and ratios are printed. What was
drawn from nothing and what was taken from the cache must be the same site, byte for byte.
"""

import hashlib
import os
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PARTS = ("docs", "hooks", "overrides", "mkdocs.yml")
MEMORY = 400
"""Megabytes a build may take at most."""
EDITED = "docs/nl/werkbladen/afgesproken-pauze.md"
"""One exercise: its goal stands on its page, on its sheets and in its sets."""
COPIED = {"nl": EDITED, "en": "docs/en/worksheets/agreed-pause.md"}
"""The same in each language, for a site of many exercises."""
SIZES = (500, 1000)
"""Exercises more, in each language: a check of twice as many should take twice as long."""
LETTERS = "bcdfghjklmnpqrstvwxz"
BEGUN = {"nl": "qj", "en": "xq"}
"""How printed words of copies begin: no other word has these letters."""


@dataclass(frozen=True)
class Took:
    """What one command took: seconds of the processor, seconds on the clock, megabytes at most until then."""

    busy: float
    clock: float
    memory: float


def copy(commit: str, folder: Path) -> None:
    """What a build reads, as it was at a commit, or as it is now (""), without anything it has made."""
    git = ["git", "-C", str(ROOT)]
    tree = commit or subprocess.run([*git, "stash", "create"], check=True, capture_output=True, text=True).stdout
    packed = folder / "packed.tar"
    subprocess.run([*git, "archive", "-o", packed, tree.strip() or "HEAD", *PARTS], check=True)
    with tarfile.open(packed) as opened:
        opened.extractall(folder, filter="data")


def run(folder: Path, *command: str) -> Took:
    """A command in a copy, measured."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder / "hooks")}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([BIN / command[0], *command[1:]], cwd=folder, env=environment, check=True, capture_output=True)
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - started
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(busy, clock, after.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000)


def edit(folder: Path) -> None:
    """A word more in the goal of one exercise."""
    text = (folder / EDITED).read_text("utf-8")
    assert "\n  goal: " in text, EDITED
    (folder / EDITED).write_text(text.replace("\n  goal: ", "\n  goal: Nu! ", 1), "utf-8")


def grow(folder: Path, count: int) -> None:
    """So many copies of one exercise in each language, each with an id, a title and a printed word of its own."""
    for lang, name in COPIED.items():
        text = (folder / name).read_text("utf-8")
        bare = re.sub(r"^(?:mail:\n(?:  .*\n)+|neutral: .*\n)", "", text, flags=re.M)
        for number in range(count):
            own = re.sub(r"^id: (\S+)", rf"id: \1-{number}", bare, count=1, flags=re.M)
            own = re.sub(r"^(title: .*)", rf"\1 {spelt(number)}", own, count=1, flags=re.M)
            own = re.sub(r"^word: .*", f"word: {BEGUN[lang]}{spelt(number)}", own, count=1, flags=re.M)
            (folder / name).with_stem(f"{Path(name).stem}-{number}").write_text(own, "utf-8")


def spelt(number: int) -> str:
    """A number in letters, such that no other is one letter away: the last one is the sum of those before."""
    signs = [number // len(LETTERS) ** place % len(LETTERS) for place in range(3)]
    return "".join(LETTERS[sign] for sign in [*signs, sum(signs) % len(LETTERS)])


def digest(site: Path) -> str:
    """That of every file of a site, by its name."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def measured(commit: str) -> dict[str, Took]:
    """All of it for one commit. What was drawn from nothing must be what is taken from the cache."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy(commit, folder)
        build = ("mkdocs", "build", "--strict")
        found = {"check": run(folder, "python", "-m", "microsite", "check")}
        found["build, nothing drawn yet"] = run(folder, *build)
        drawn = digest(folder / "site")
        found["build, nothing changed"] = run(folder, *build)
        if digest(folder / "site") != drawn:
            sys.exit(f"{commit or 'now'}: a site from the cache is not the site that was drawn")
        edit(folder)
        found["build, one exercise edited"] = run(folder, *build)
        for size in SIZES:
            grow(folder, size)
            found[f"check, {size} × {len(COPIED)} exercises more"] = run(folder, "python", "-m", "microsite", "check")
        return found


def main() -> None:
    """The table."""
    base = sys.argv[1] if len(sys.argv) > 1 else ""
    now, before = measured(""), measured(base) if base else {}
    print(f"{'':<34}{'processor':>12}{'clock':>9}{'memory':>9}" + (f"{base[:10]:>14}{'ratio':>8}" if base else ""))
    for name, took in now.items():
        beside = f"{before[name].busy:>12.1f} s{took.busy / before[name].busy:>8.2f}" if base else ""
        print(f"{name:<34}{took.busy:>10.1f} s{took.clock:>7.1f} s{took.memory:>6.0f} MB{beside}")
    if (most := max(took.memory for took in now.values())) > MEMORY:
        sys.exit(f"A build took {most:.0f} MB and may take {MEMORY}")


if __name__ == "__main__":
    main()
