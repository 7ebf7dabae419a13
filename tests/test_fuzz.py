"""What is thrown at random: twenty seconds of it here, as long as one likes with make fuzz; and all that hurt once."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from conftest import TESTS
from strange import TARGETS

CORPUS = TESTS / "corpus"
HURT = [(name, thrown) for name in TARGETS for thrown in json.loads((CORPUS / f"{name}.json").read_text("utf-8"))]
EXAMPLES = {"file": 25, "yaml": 100, "mail": 150, "log": 150}


def as_thrown(kept: str | list[str]) -> str | tuple[str, ...]:
    """What was thrown, from how the corpus keeps it."""
    return tuple(kept) if isinstance(kept, list) else kept


@pytest.mark.parametrize(("name", "kept"), HURT, ids=[f"{name}-{n}" for n, (name, _) in enumerate(HURT)])
def test_what_hurt_once_hurts_no_more(name: str, kept: str | list[str]) -> None:
    TARGETS[name].throw(as_thrown(kept))


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_is_thrown_does_no_harm(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=EXAMPLES[name], deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(target.thrown)
    def throw(thrown: object) -> None:
        target.throw(thrown)

    throw()
