"""make same BASE=<commit>: builds that commit and this tree, and compares the two sites file by file, byte for byte.

For a change that should leave the site as it is. What differs is listed, and of a text the first place that does.
"""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 40
"""Files that differ are listed up to this number."""


def build(project: Path, site: Path) -> None:
    """The site of a project, through MkDocs as it is published; drawings kept here are used again."""
    if project != ROOT and (ROOT / ".cache").is_dir():
        left = shutil.ignore_patterns("test-*")
        shutil.copytree(ROOT / ".cache", project / ".cache", ignore=left, dirs_exist_ok=True)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project / "hooks")}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    made = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if made.returncode:
        sys.exit(f"{project} does not build:\n{made.stdout[-3000:]}{made.stderr[-3000:]}")


def files(site: Path) -> set[str]:
    """Every file, by its path below the site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def differences(before: Path, after: Path) -> Iterator[str]:
    """A line for each file that is not the same in both."""
    old, new = files(before), files(after)
    for path in sorted(old | new):
        if path not in new:
            yield f"gone      {path}"
        elif path not in old:
            yield f"new       {path}"
        elif not filecmp.cmp(before / path, after / path, shallow=False):
            yield f"differs   {path}{first_line(before / path, after / path)}"


def first_line(before: Path, after: Path) -> str:
    """Where two texts part, and how; nothing for other files."""
    try:
        pair = before.read_text("utf-8"), after.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(*pair, strict=False)) if a != b), min(map(len, pair)))
    start = max(0, at - 20)
    return "".join(f"\n            {sign} {text[start : at + 60]!r}" for sign, text in zip("-+", pair, strict=True))


def main() -> None:
    """Compare, and fail when anything differs."""
    parser = argparse.ArgumentParser(prog="make same", description=__doc__)
    parser.add_argument("base", help="the commit to compare with")
    commit = parser.parse_args().base
    with tempfile.TemporaryDirectory() as name:
        folder, tree = Path(name), Path(name, "base")
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            build(ROOT, folder / "after")  # first: what it draws the other may use
            build(tree, folder / "before")
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)
        found = list(differences(folder / "before", folder / "after"))
        count = len(files(folder / "after"))
    print("\n".join(found[:SHOWN]))
    if len(found) > SHOWN:
        print(f"… and {len(found) - SHOWN} more")
    print(f"{count} files, {len(found)} not as in {commit}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
