"""What the generator tells an author, in another language than English: messages.yml."""

from __future__ import annotations

from pathlib import Path

from microsite.source.files import read_data
from microsite.source.problems import GROUND, Translation

FILE = Path(__file__).with_name("messages.yml")


def messages() -> list[dict[str, str]]:
    """Every message: by language, English first."""
    found: list[dict[str, str]] = read_data(FILE, FILE.name).data
    return found


def translation(lang: str) -> Translation:
    """Every message that can be said in a language."""
    if lang == GROUND:
        return Translation()
    return Translation(lang, {each[GROUND]: each[lang] for each in messages() if lang in each})
