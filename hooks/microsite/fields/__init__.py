"""The kinds of field. Adding one is a folder beside this file and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias, get_args

from pydantic import Field as Tagged

from microsite.fields.base import FieldBase
from microsite.fields.breath import Breath
from microsite.fields.cards import Cards
from microsite.fields.checklist import Checklist
from microsite.fields.choice import Choice
from microsite.fields.circles import Circles
from microsite.fields.lines import Lines
from microsite.fields.pairs import Pairs
from microsite.fields.people import People
from microsite.fields.scale import Scale
from microsite.fields.table import Table
from microsite.fields.timer import Timer
from microsite.fields.tracker import Tracker

Field: TypeAlias = Annotated[
    Lines | Scale | Checklist | Choice | Table | Pairs | Tracker | Circles | Cards | Timer | Breath | People,
    Tagged(discriminator="kind"),
]

KINDS: Mapping[str, type[FieldBase]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: kind for kind in get_args(get_args(Field)[0])
}
"""Each kind by the name that a page has for it."""
