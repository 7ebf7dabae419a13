"""What the generator tells an author in another language than English: messages.<lang>.yml."""

from __future__ import annotations

from pathlib import Path

from microsite.source.files import read_data
from microsite.source.problems import Translation

_HERE = Path(__file__).parent


def languages() -> list[str]:
    """The languages, but for English, that messages can be told in."""
    return sorted(path.name.split(".")[1] for path in _HERE.glob("messages.*.yml"))


def translation(lang: str) -> Translation:
    """Every message in a language; none in one that nobody translated, which is told in English."""
    path = _HERE / f"messages.{lang}.yml"
    return Translation(lang, read_data(path, path.name).data) if lang in languages() else Translation()
