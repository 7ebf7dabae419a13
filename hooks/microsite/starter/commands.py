"""python -m microsite strings, new, upgrade: a language or a site that is begun. They need no site that can be read."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from microsite.source.problems import printable


def add(commands: Any) -> list[argparse.ArgumentParser]:
    """The commands; gives those that look into a folder of pages."""
    words = commands.add_parser("strings", help="write a file with the words that a language still lacks")
    words.set_defaults(begin=_strings)
    words.add_argument("lang", help="the language: de, fr, …")
    fresh = commands.add_parser("new", help="begin a site of your own, on any subject")
    fresh.set_defaults(begin=_new)
    fresh.add_argument("folder", type=Path, help="where to; it must be new or empty")
    fresh.add_argument("--lang", default="en", help="its languages, the first one at the root: de,fr,ar (en)")
    newer = commands.add_parser("upgrade", help="give a site of your own this generator in the place of its older one")
    newer.set_defaults(begin=_upgrade)
    newer.add_argument("folder", type=Path, help="the folder of that site")
    return [words]


def _is_no_language(lang: str) -> bool:
    """Whether it is none, which is told: it becomes part of a path."""
    if re.fullmatch("[a-z]{2,3}", lang):
        return False
    print(printable(f"'{lang}' is no language: write two or three small letters, as in de,fr,ar"), file=sys.stderr)
    return True


def _strings(given: argparse.Namespace) -> int:
    from microsite import starter  # noqa: PLC0415

    if _is_no_language(given.lang):
        return 1
    left = starter.write_words(given.docs, given.lang)
    file = given.docs / "_data" / f"strings.{given.lang}.yml"
    print(f"{file}: {left} words to translate" if left else f"'{given.lang}' has all its words")
    return 0


def _new(given: argparse.Namespace) -> int:
    from microsite import starter  # noqa: PLC0415

    langs = tuple(dict.fromkeys(lang.strip() for lang in given.lang.split(",") if lang.strip()))
    if any(_is_no_language(lang) for lang in langs):
        return 1
    try:
        to_do = starter.new(given.folder, langs)
    except FileExistsError:
        print(f"{given.folder} is not empty; name a new folder", file=sys.stderr)
        return 1
    print("\n".join([f"A site is in {given.folder}. Now: cd {given.folder} && make", *to_do]))
    return 0


def _upgrade(given: argparse.Namespace) -> int:
    from microsite import starter  # noqa: PLC0415

    try:
        replaced = starter.upgrade(given.folder)
    except FileNotFoundError as error:
        print(f"{error} is not there; name the folder of a site", file=sys.stderr)
        return 1
    print(f"{given.folder}: new are {', '.join(replaced)}. Now: cd {given.folder} && make && make test")
    return 0
