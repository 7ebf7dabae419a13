"""The example of each kind of field, as it is written in its room."""

from __future__ import annotations

import re
from pathlib import Path

_ROOMS = Path(__file__).parent
_LANGUAGE = re.compile(r"^([a-z]{2,3}):\n", re.M)


def of(kind: str, lang: str) -> str:
    """The fields of the example in a language, or in the last it is written in: a list, as it stands in the file."""
    text = (_ROOMS / kind / "example.yml").read_text("utf-8")
    _, *parts = _LANGUAGE.split(text)
    written = dict(zip(parts[::2], parts[1::2], strict=True))
    return written[lang if lang in written else list(written)[-1]]


def first(kind: str, lang: str) -> str:
    """The first field of this kind in its example."""
    items = re.split(r"^(?=  - id: )", of(kind, lang), flags=re.M)
    return next(item for item in items if f"    kind: {kind}\n" in item)
