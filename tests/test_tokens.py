"""The colours of tokens.yml against the grounds they stand on: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11."""

import pytest

from contrast import contrast
from microsite.content.palette import palette
from site_fixtures import our_texts

PALETTE = palette(our_texts().definition)
GROUNDS = ("paper", "card", "wash")
KEYS = tuple(f"k{n}" for n in range(1, 8))
RUNNING = {"ink": 7, "soft": 4.5}
LEAST = RUNNING | dict.fromkeys(("accent", *KEYS), 4.5) | dict.fromkeys(("edge", "focus"), 3)
"""Running text is AAA, all other text AA; edges of controls and the ring of the focus are no text."""
WHITE = "#ffffff"


def test_the_measure_itself() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out_from_every_ground(scheme: str) -> None:
    colours = PALETTE[scheme]
    found = {(name, on): contrast(colours[name], colours[on]) for name in LEAST for on in GROUNDS}
    print(f"{scheme}: {len(found)} pairs, the least {min(found, key=found.__getitem__)} at {min(found.values()):.2f}")
    weak = {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < LEAST[pair[0]]}
    assert not weak
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5


def test_light_and_dark_have_the_same_names() -> None:
    assert list(PALETTE["light"]) == list(PALETTE["dark"])


def test_on_paper_everything_can_be_read_and_copied() -> None:
    """On a cheap black-and-white printer too: text is dark, lines to write on are seen, bands stay pale."""
    ours, light = PALETTE["print"], PALETTE["light"]
    for colour in (light["ink"], ours["soft"]):
        assert contrast(colour, WHITE) >= 7
        assert contrast(colour, ours["tint"]) >= 7
    assert all(contrast(light[key], WHITE) >= 4.5 for key in KEYS)
    assert contrast(ours["rule"], WHITE) >= 3
    assert contrast(ours["tint"], WHITE) < 1.25
