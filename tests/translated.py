"""What is told to an author, held against the file of Dutch messages."""

from collections.abc import Iterator

from microsite.source.problems import Problem, Said
from microsite.source.translations import translation

DUTCH = translation("nl")


def untranslated(said: object) -> Iterator[str]:
    """What of a message stays English, in it or in what it is filled in with."""
    if isinstance(said, Said):
        if said.pattern not in DUTCH.words and said.pattern not in ("", "{first}{then}"):
            yield said.pattern
        for value in said.values.values():
            yield from untranslated(value)


def in_dutch(problem: Problem) -> str:
    """The problem as it is told in Dutch, every word of it."""
    assert isinstance(problem.message, Said), f"'{problem.message}' is said past the catalogue"
    assert not list(untranslated(problem.message))
    return str(problem.translated(DUTCH))
