"""The site as a new page finds it: which ids, words and titles are taken, and where its file goes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from microsite.content import definition as definitions
from microsite.content.definition import Definition
from microsite.content.page import source_files
from microsite.source.files import read_markdown
from microsite.source.problems import ProblemsError

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z]{3,7}")


@dataclass(frozen=True)
class Shelf:
    """What is there already: read without the checks, so that a page half written is no hindrance."""

    docs: Path
    definition: Definition
    ids: frozenset[str]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    """Where a language keeps its worksheets, below its own folder."""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that a new exercise is written in: those that may lag behind can follow later."""
        return tuple(lang for lang in self.definition.langs if not self.definition.lags(lang))

    def wrong_id(self, given: str) -> str:
        """What is wrong with a new id, or nothing."""
        if not _ID.fullmatch(given):
            return f"'{given}' cannot be an id: use small letters a–z, digits and single hyphens, a letter first"
        return f"'{given}' is the id of a page already; choose another" if given in self.ids else ""

    def wrong_key(self, given: str) -> str:
        """What is wrong with the number of a step, or nothing."""
        known = [str(number) for number in self.definition.topics]
        return "" if given in known else f"'{given}' is none of {', '.join(known)}"

    def wrong_word(self, given: str, lang: str) -> str:
        """What is wrong with a printed word, or nothing."""
        if not _WORD.fullmatch(given):
            return f"'{given}' cannot be printed as an address: use 3 to 7 small letters a–z, without accents"
        taken = given in self.words.get(lang, frozenset())
        return f"another page of '{lang}' has the word '{given}'; choose another" if taken else ""

    def wrong_title(self, given: str, lang: str, page_id: str) -> str:
        """What is wrong with a title, or nothing: it becomes the name of a file as well."""
        if not given.strip():
            return f"the page has no title in '{lang}' yet; write one"
        there = self.path(given, lang, page_id)
        return f"{there.as_posix()} is there already; choose another title" if there.exists() else ""

    def path(self, title: str, lang: str, page_id: str) -> Path:
        """The file of an exercise with this title; one in letters that no address has is called by its id."""
        return self.docs / lang / self.folders.get(lang, "worksheets") / f"{slug(title) or page_id}.md"


def read(docs: Path) -> Shelf:
    """What is there already; ProblemsError when site.yml cannot be read."""
    definition, _, problems = definitions.load(docs)
    if definition is None:
        raise ProblemsError(problems)
    ids: set[str] = set()
    words: dict[str, set[str]] = {}
    folders: dict[str, Counter[str]] = {}
    for lang, path in source_files(docs, definition.langs):
        data = read_markdown(path, str(path)).data
        if isinstance(data, dict):
            ids.add(str(data.get("id")))
            words.setdefault(lang, set()).add(str(data.get("word")))
            if "worksheet" in data:
                below = path.parent.relative_to(docs / lang).as_posix()
                folders.setdefault(lang, Counter())[below] += 1
    return Shelf(
        docs,
        definition,
        frozenset(ids),
        {lang: frozenset(each) for lang, each in words.items()},
        {lang: each.most_common(1)[0][0] for lang, each in folders.items()},
    )


def named_at(there: Shelf, number: int) -> list[str]:
    """The pages of a step, which name its exercises."""
    topic = there.definition.taxonomies.topics.key
    found = []
    for lang, path in source_files(there.docs, there.langs):
        data = read_markdown(path, str(path)).data
        step = data.get(topic) if isinstance(data, dict) else None
        if isinstance(step, dict) and step.get("number") == number:
            found.append(f"{there.docs.name}/{lang}/{path.relative_to(there.docs / lang).as_posix()}")
    return found


def slug(title: str) -> str:
    """A title as the name of a file: "Één brug" → "een-brug"."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss").replace("ø", "o").replace("Ø", "O"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
