"""python -m microsite: the core without a build."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from microsite import catalogue
from microsite.problems import ProblemsError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when an author has something to mend."""
    parser = argparse.ArgumentParser(prog="python -m microsite", description="Seven Keys without a build.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="read all pages and report every mistake")
    check.add_argument("--docs", type=Path, default=Path("docs"))
    given = parser.parse_args(arguments)
    try:
        found = catalogue.load(given.docs)
    except ProblemsError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} to mend", file=sys.stderr)
        return 1
    print(f"{len(found.pages)} pages, {len(found.worksheets('nl'))} worksheets: nothing to mend")
    return 0


if __name__ == "__main__":
    sys.exit(main())
