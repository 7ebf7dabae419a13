"""make bench: how long a check and a build take, with and without drawings kept, and how much memory and disk.

Everything happens in a copy of the project. Figures are for the machine at hand: compare them with its own only.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PARTS = ("docs", "hooks", "overrides", "mkdocs.yml")
MEMORY = 400
"""Megabytes a build may take at most."""


def copy(folder: Path) -> None:
    """What a build reads, without anything it has made."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)


def run(name: str, folder: Path, *command: str) -> float:
    """Print seconds on the clock and of the processor, and the most memory any child had until now: given in MB."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder / "hooks")}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([BIN / command[0], *command[1:]], cwd=folder, env=environment, check=True, capture_output=True)
    after, took = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - started
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000
    print(f"{name:<34}{took:>8.1f} s{busy:>8.1f} s{memory:>8.0f} MB")
    return memory


def main() -> None:
    """The table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy(folder)
        print(f"{'':<34}{'clock':>10}{'processor':>10}{'memory':>11}")
        run("check", folder, "python", "-m", "microsite", "check")
        memory = run("build, nothing drawn yet", folder, "mkdocs", "build", "--strict")
        run("build, all drawings kept", folder, "mkdocs", "build", "--strict")
        files = [file for file in (folder / "site").rglob("*") if file.is_file()]
        print(f"the site: {len(files)} files, {sum(file.stat().st_size for file in files) / 1_000_000:.1f} MB")
    if memory > MEMORY:
        sys.exit(f"A build took {memory:.0f} MB and may take {MEMORY}")


if __name__ == "__main__":
    main()
