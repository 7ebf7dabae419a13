"""The core's own Jinja environment: escapes everything, refuses what is undefined."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

ROOT = Path(__file__).parents[1]


def joined(text: str) -> str:
    """A template as the machine reads it: a line that is further in goes on where the one above ended."""
    return re.sub(r"\n +", "", text)


class _Written(jinja2.FileSystemLoader):
    """Reads templates that are written for people, an element a line."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, path, fresh = super().get_source(environment, template)
        return joined(text), path, fresh


@functools.cache
def environment() -> jinja2.Environment:
    """Templates by their path below the core: "fields/scale/scale.html"."""
    return jinja2.Environment(
        loader=_Written(ROOT),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, /, **values: Any) -> Markup:
    """A template filled in, safe to put into another."""
    return Markup(environment().get_template(template).render(**values))  # noqa: S704 (autoescaped above)
