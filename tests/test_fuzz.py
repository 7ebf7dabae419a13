"""What is thrown at random: twenty seconds of it here, as long as one likes with make fuzz; and all that hurt once."""

import itertools
import json
import time

import pytest
from hypothesis import HealthCheck, given, seed, settings

from conftest import TESTS
from strange import TARGETS

CORPUS = TESTS / "corpus"
HURT = [(name, thrown) for name in TARGETS for thrown in json.loads((CORPUS / f"{name}.json").read_text("utf-8"))]
SECONDS = 20 / len(TARGETS)
"""Of the processor, for each target: how long the clock takes is the machine's affair."""
ROUND = 10
"""What is thrown before the time is looked at. A round throws the same whenever it is its turn."""


def as_thrown(kept: str | list[str]) -> str | tuple[str, ...]:
    """What was thrown, from how the corpus keeps it."""
    return tuple(kept) if isinstance(kept, list) else kept


@pytest.mark.parametrize(("name", "kept"), HURT, ids=[f"{name}-{n}" for n, (name, _) in enumerate(HURT)])
def test_what_hurt_once_hurts_no_more(name: str, kept: str | list[str]) -> None:
    TARGETS[name].throw(as_thrown(kept))


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_is_thrown_does_no_harm(name: str) -> None:
    target, end, done = TARGETS[name], time.process_time() + SECONDS, 0
    for number in itertools.takewhile(lambda _: time.process_time() < end, itertools.count()):

        @seed(number)
        @settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(target.thrown)
        def throw(thrown: object) -> None:
            target.throw(thrown)

        throw()
        done += 1
    print(f"{done} rounds of {ROUND}")
    assert done > 1
