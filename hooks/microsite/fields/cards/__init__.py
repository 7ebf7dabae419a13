"""Cards to cut out: a front, perhaps a back, and blank ones with prompts to write behind."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.model import Model
from microsite.source.text import Line, Word

A_PAGE = 8
"""Cards a page: two columns of four, 82 × 56 mm each on A4."""


class Card(Model):
    """Front and back of one card."""

    front: Line
    back: Line | None = None


class Cards(FieldBase):
    """Printed `cards` first, then `blank` ones."""

    OWN_PAGES = True
    kind: Literal["cards"]
    cards: Annotated[list[Card], Field(min_length=1, max_length=32)] | None = None
    blank: Annotated[int, Field(ge=0, le=16)] = 0
    prompts: Annotated[list[Word], Field(min_length=1, max_length=5)] | None = None

    @model_validator(mode="after")
    def _has_cards(self) -> Cards:
        if not self.cards and not self.blank:
            raise ValueError("there are no cards; add 'cards' (front and back) or 'blank' (a number)")
        if self.prompts and not self.blank:
            raise ValueError("'prompts' stand on blank cards; add 'blank' (a number)")
        return self

    def calms(self) -> bool:
        """When there is a card to read."""
        return bool(self.cards)

    def parts(self, sheet: Sheet) -> Parts:
        """Pages of at most eight cards, and whether any has a back."""
        printed: list[dict[str, Any]] = [
            {"front": card.front, "back": card.back, "answers": []} for card in self.cards or ()
        ]
        cards = printed + [self._blank(i, sheet) for i in range(self.blank)]
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
        return {"front": None, "back": None, "answers": answers}
