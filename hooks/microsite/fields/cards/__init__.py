"""Cards to cut out: a front, perhaps a back, and blank ones with prompts to write behind."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.place.pictures import Glyph
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line, Word

A_PAGE = 8
"""Cards a page: two columns of four, as large as a bank card: 85.6 × 54 mm."""
HELP_ICON = "phone"


class Card(Model):
    """Front and back of one card."""

    front: Line
    back: Line | None = None
    icon: Glyph | None = None


class Cards(FieldBase):
    """Printed `cards` first, then `blank` ones, then, with `help`, one with the numbers at the foot of everything."""

    kind: Literal["cards"]
    cards: Annotated[list[Card], Field(min_length=1, max_length=32)] | None = None
    blank: Annotated[int, Field(ge=0, le=16)] = 0
    help: bool = False
    prompts: Annotated[list[Word], Field(min_length=1, max_length=5)] | None = None

    @model_validator(mode="after")
    def _has_cards(self) -> Cards:
        if not self.cards and not self.blank:
            raise ValueError(say("there are no cards; add 'cards' (front and back) or 'blank' (a number)"))
        if self.prompts and not self.blank:
            raise ValueError(say("'prompts' stand on blank cards; add 'blank' (a number)"))
        return self

    def calms(self) -> bool:
        """When there is a card to read."""
        return bool(self.cards)

    def own_pages(self) -> bool:
        """Always: they are cut out."""
        return True

    def calls(self) -> bool:
        """With a card of help."""
        return self.help

    def glyphs(self) -> tuple[str, ...]:
        """The icons of the cards, and that of the card of help."""
        icons = [card.icon for card in self.cards or () if card.icon]
        return tuple(dict.fromkeys([*icons, *([HELP_ICON] if self.help else [])]))

    def parts(self, sheet: Sheet) -> Parts:
        """Pages of at most eight cards, and whether any has a back."""
        printed: list[dict[str, Any]] = [
            {"front": card.front, "back": card.back, "icon": card.icon, "answers": []} for card in self.cards or ()
        ]
        cards = printed + [self._blank(i, sheet) for i in range(self.blank)]
        if self.help:
            cards.append(_help(sheet))
        pages = [cards[i : i + A_PAGE] for i in range(0, len(cards), A_PAGE)]
        return {"pages": pages, "backs": any(card["back"] for card in printed)}

    def _blank(self, i: int, sheet: Sheet) -> dict[str, Any]:
        card = sheet.say("own_card", n=i + 1)
        answers = [
            {
                "prompt": prompt,
                "input": Input(
                    f"{self.id}.{i}.{p}", "text" if prompt else "paragraph", ": ".join(filter(None, (card, prompt)))
                ),
            }
            for p, prompt in enumerate(self.prompts or [None])
        ]
        return {"front": None, "back": None, "icon": None, "answers": answers}


def _help(sheet: Sheet) -> dict[str, Any]:
    calls = [{"number": number, "name": name} for number, name in sheet.calls]
    return {"front": sheet.say("help_card"), "back": None, "icon": HELP_ICON, "calls": calls, "answers": []}
