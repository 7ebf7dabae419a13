"""python -m microsite new-exercise, ids, where: what an author asks for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from microsite.content.authors import draft, shelf, where
from microsite.content.catalogue import Catalogue
from microsite.content.site import open_site
from microsite.fields import KINDS
from microsite.source.problems import did_you_mean

EXAMPLE = """\
example:
  python -m microsite new-exercise --id calm-start --key 1 --fields lines,scale \\
      --title nl="Rustig beginnen" --word nl=rustig \\
      --title en="A calm start" --word en=calm
What you leave out is asked for.
"""


def add(commands: Any, day: Callable[[], date], address: str) -> list[argparse.ArgumentParser]:
    """The commands; `day` tells the date of today, `address` is where the site will stand, if anybody said so."""
    new = commands.add_parser(
        "new-exercise",
        help="begin an exercise, in every language of the site",
        description="Begins an exercise in every language of the site. The check then names what is to be written.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    new.set_defaults(begin=lambda given: _new_exercise(given, day()))
    new.add_argument("--id", help="its permanent id: calm-start")
    new.add_argument("--key", help="the number of its step (on this site: its key)")
    new.add_argument("--title", action="append", default=[], metavar="LANG=TITLE", help="once for each language")
    new.add_argument("--word", action="append", default=[], metavar="LANG=WORD", help="3 to 7 letters, for its address")
    new.add_argument("--glyph", default="sheet", metavar="NAME", help="its small drawing (sheet)")
    kinds = ", ".join(KINDS)
    new.add_argument("--fields", default="lines", metavar="KINDS", help=f"the fields in order (lines); known: {kinds}")
    ids = commands.add_parser("ids", help="list the id, kind and title of every page")
    ids.set_defaults(run=_ids)
    there = commands.add_parser("where", help="show the file, addresses and sheets of a page")
    there.set_defaults(run=_where)
    there.add_argument("id", help="the id of a page: python -m microsite ids lists them")
    there.add_argument("--address", default=address, metavar="URL", help="where the site will stand")
    return [new, ids, there]


def _ids(found: Catalogue, given: argparse.Namespace) -> int:
    print("\n".join(where.ids(found)))
    return 0


def _where(found: Catalogue, given: argparse.Namespace) -> int:
    lines = where.where(open_site(given.address or found.definition.addresses.default, found), given.id)
    if lines is None:
        known = {page_id for page_id, _ in found.pages}
        print(f"unknown page '{given.id}'{did_you_mean(given.id, known)}", file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


def _new_exercise(given: argparse.Namespace, day: date) -> int:
    there = shelf.read(given.docs)
    titles, words = _by_language(given.title), _by_language(given.word)
    if strange := {*titles, *words} - set(there.langs):
        print(f"write LANG=…, for {', '.join(there.langs)}: not '{min(strange)}'", file=sys.stderr)
        return 1
    try:
        wish = _wish(given, there, titles, words)
    except EOFError:
        print("\nsome answers are missing; see python -m microsite new-exercise --help", file=sys.stderr)
        return 1
    if found := draft.wrong(wish, there):
        print("\n".join(found), file=sys.stderr)
        return 1
    return _write(wish, there, day)


def _wish(given: argparse.Namespace, there: shelf.Shelf, titles: dict[str, str], words: dict[str, str]) -> draft.Wish:
    """What the options say; what they leave out is asked for."""
    page_id = given.id or _ask("Its id, for ever (calm-start)", there.wrong_id)
    topic, numbers = there.definition.taxonomies.topics.key, there.definition.topics
    key = given.key or _ask(f"Its {topic} ({numbers[0]}–{numbers[-1]})", there.wrong_key)
    for lang in there.langs:
        name = there.definition.languages[lang].name
        if lang not in titles:
            titles[lang] = _ask(f"Title, {name}", partial(there.wrong_title, lang=lang, page_id=page_id))
        if lang not in words:
            words[lang] = _ask(f"Word of 3 to 7 letters, {name}", partial(there.wrong_word, lang=lang))
    number = int(key) if key.isascii() and key.isdigit() else 0
    kinds = tuple(kind.strip() for kind in given.fields.split(",") if kind.strip())
    return draft.Wish(page_id, number, titles, words, given.glyph, kinds)


def _ask(question: str, wrong: Callable[[str], str]) -> str:
    """The first answer that is right; EOFError when nobody is there to answer."""
    while True:
        answer = input(f"{question}: ").strip()
        if not (said := wrong(answer)):
            return answer
        print(f"  {said}")


def _by_language(options: list[str]) -> dict[str, str]:
    """`["nl=Rust"]` → `{"nl": "Rust"}`."""
    return {lang: text for lang, _, text in (option.partition("=") for option in options)}


def _write(wish: draft.Wish, there: shelf.Shelf, day: date) -> int:
    made = draft.pages(wish, there, day)
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(path.as_posix())
    print("Now write what is empty: python -m microsite check says what. Then name the exercise:")
    topic = there.definition.taxonomies.topics.key
    for place in shelf.named_at(there, wish.key):
        print(f"  {place}, under {topic}:, in the list of sheets: {wish.id}")
    return 0
