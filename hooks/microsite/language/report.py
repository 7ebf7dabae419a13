"""All language checks over all texts, and what they found, in one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from microsite.content import data
from microsite.content.catalogue import Catalogue
from microsite.content.checks import telephone
from microsite.content.data.reader import Reader
from microsite.language import article, avoid, foreign, pace, readability, rhythm, spelling, stamp, typography, uses
from microsite.language.checks import RULES
from microsite.language.passage import Passage, of_files, of_page
from microsite.language.readability import Reading
from microsite.language.rhythm import Rhythm
from microsite.language.sample import samples
from microsite.language.spelling import HunspellMissingError, OwnWords
from microsite.source import files
from microsite.source.front_matter import FrontMatter, read_yaml
from microsite.source.problems import ENGLISH, Problem, Translation, say

__all__ = ["DATA", "FILES", "HunspellMissingError", "Lists", "Report", "check", "load"]


_ARTICLE, _EXCEPTIONS, _FACTS = "article.yml", "exceptions.yml", "facts.yml"
FILES: Mapping[str, type[BaseModel]] = {
    "avoid.yml": avoid.AvoidList,
    _EXCEPTIONS: avoid.Exceptions,
    "foreign.yml": foreign.ForeignTerms,
    _ARTICLE: article.Places,
}
"""What editors keep for these checks, and what may stand in each file."""
DATA: Mapping[str, type[BaseModel]] = {**data.FILES, **FILES}
"""Every file of docs/_data/ with a model, but for the site's own."""


@dataclass(frozen=True)
class Lists:
    """What editors keep for these checks in docs/_data/."""

    folder: str
    avoided: avoid.AvoidList
    exempt: avoid.Exceptions
    terms: foreign.ForeignTerms
    places: article.Places
    own: dict[str, OwnWords]
    reads: dict[str, FrontMatter]
    """The files in which single entries are found again by their line."""


@dataclass(frozen=True)
class Report:
    """What must be mended, what may be, what is only worth knowing, the scores of every sample, and the rhythms."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    rhythms: list[Rhythm] = field(default_factory=list)

    def lines(self, to: Translation = ENGLISH) -> Iterator[str]:
        """The report as lines of text, the most urgent last; the problems are apart."""
        for reading in self.readings:
            yield reading.said().translated(to)
            for sentence in reading.worst if reading.scores else ():
                said = say("{n} words: “{text}”", n=sentence.words, text=sentence.text)
                yield f"    {sentence.file}:{sentence.line}: {said.translated(to)}"
        yield from (say("note: {said}", said=str(note.translated(to))).translated(to) for note in self.notes)
        yield from (say("warning: {said}", said=str(each.translated(to))).translated(to) for each in self.warnings)
        yield from pace.table(self.rhythms, to)


def check(catalogue: Catalogue, docs: Path) -> Report:
    """All language checks over all pages, data files and strings."""
    lists, problems = load(docs, catalogue)
    if lists is None:
        return Report(problems)
    by_page = {at: of_page(page) for at, page in catalogue.pages.items()}
    files = of_files(docs, catalogue.langs)
    passages = [p for found in by_page.values() for p in found] + files
    count = {lang: RULES[lang].syllables() for lang in catalogue.langs if lang in RULES}
    readings = [readability.read(each, count.get(each.lang, len)) for each in samples(catalogue, by_page, files)]
    untitled = [p for p in passages if p.key != "title" or not _is_key_or_style(catalogue, p.file)]
    problems += [p for reading in readings for p in reading.problems]
    rhythms = rhythm.of_site(catalogue, by_page, count)
    problems += [p for heard in rhythms for p in pace.problems(heard)]
    spelled = foreign.blanked(passages, lists.terms.root)
    problems += spelling.check(spelled, lists.own, _dictionaries(catalogue))
    problems += avoid.check(
        untitled, lists.avoided.root, lists.exempt.root, lists.reads[_EXCEPTIONS], f"{lists.folder}/{_EXCEPTIONS}"
    )
    calm = {page.file for page in catalogue.pages.values() if page.id in catalogue.definition.roles.leave}
    problems += typography.check(passages, calm) + foreign.check(passages, lists.terms.root) + stamp.check(catalogue)
    problems += article.check(lists.places.root, catalogue, lists.reads[_ARTICLE], f"{lists.folder}/{_ARTICLE}")
    problems += _telephones(catalogue, files)
    warnings = {warning for reading in readings for warning in reading.warnings}
    notes = [note for lang in catalogue.langs for note in spelling.unused(spelled, lists.own[lang], lang)]
    notes += _never_cited(catalogue, lists.reads[_FACTS], lists.folder)
    return Report(sorted(set(problems)), sorted(warnings), notes, readings, rhythms)


def load(docs: Path, catalogue: Catalogue) -> tuple[Lists | None, list[Problem]]:
    """The lists of docs/_data/, or None, and every mistake in them."""
    folder = f"{docs.name}/_data"
    reader = Reader(docs / "_data", folder, catalogue.wording)
    avoided, exempt = reader.optional("avoid.yml", avoid.AvoidList), reader.optional(_EXCEPTIONS, avoid.Exceptions)
    terms, places = reader.optional("foreign.yml", foreign.ForeignTerms), reader.optional(_ARTICLE, article.Places)
    lists = {lang: f"words.{lang}.txt" for lang in catalogue.langs}
    written = {lang: _written(docs / "_data" / name, f"{folder}/{name}") for lang, name in lists.items()}
    reader.problems += [text for text in written.values() if isinstance(text, Problem)]
    if reader.problems or avoided is None or exempt is None or terms is None or places is None:
        return None, reader.problems
    own = {lang: spelling.read_words(str(text), f"{folder}/{lists[lang]}") for lang, text in written.items()}
    reads = {
        name: read_yaml((docs / "_data" / name).read_text("utf-8"), name) if reader.has(name) else FrontMatter([], {})
        for name in (_ARTICLE, _EXCEPTIONS, _FACTS)
    }
    return Lists(folder, avoided, exempt, terms, places, own, reads), reader.problems


def _written(path: Path, shown: str) -> str | Problem:
    return files.read(path, shown) if path.exists() or path.is_symlink() else ""


def _dictionaries(catalogue: Catalogue) -> dict[str, str]:
    """The spelling dictionary of each language that site.yml names one for."""
    languages = catalogue.definition.languages.items()
    return {lang: language.dictionary for lang, language in languages if language.dictionary}


def _telephones(catalogue: Catalogue, files: list[Passage]) -> list[Problem]:
    """Numbers in strings and data files; those on pages are found by the plain check."""
    numbers = telephone.pattern(catalogue.data.help_lines.values())
    places = [(p, match) for p in files for match in numbers.finditer(p.text) if not p.file.endswith("help-lines.yml")]
    return [Problem(p.file, p.line_at(match.start()), p.key, telephone.misplaced(match[0])) for p, match in places]


def _is_key_or_style(catalogue: Catalogue, file: str) -> bool:
    page = catalogue.by_source.get(file.split("/", 1)[-1])
    return page is not None and page.kind in ("key", "style")


def _never_cited(catalogue: Catalogue, read: FrontMatter, folder: str) -> list[Problem]:
    used = uses.cited(catalogue)
    idle = [(n, fact) for n, fact in enumerate(catalogue.data.facts) if fact not in used]
    return [Problem(f"{folder}/{_FACTS}", read.line((n,)), fact, say("no page cites this fact")) for n, fact in idle]
