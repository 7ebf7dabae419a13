"""The core's own Jinja environment: escapes everything, refuses what is undefined."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

ROOT = Path(__file__).parents[1]


@functools.cache
def environment() -> jinja2.Environment:
    """Templates by their path below the core: "fields/scale/scale.html"."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, /, **values: Any) -> Markup:
    """A template filled in, safe to put into another."""
    return Markup(environment().get_template(template).render(**values))  # noqa: S704 (autoescaped above)
