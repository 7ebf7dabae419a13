"""Throws files, mails and logs at the core that nobody would mean: make fuzz MINUTES=5.

What hurts is made as small as it can be and put into tests/corpus/, where make test throws it from then on.
"""

import json
import random
import sys
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402 (the tests' folder comes first)

from strange import TARGETS, Target  # noqa: E402

ROUND = 100
"""Examples of a target before it is the next one's turn."""


def hurt(target: Target, number: int) -> tuple[Any, Exception] | None:
    """The smallest thing found that hurts, and how; None when a round went well."""
    last: list[tuple[Any, Exception]] = []

    @seed(number)
    @settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(target.thrown)
    def throw(thrown: Any) -> None:
        try:
            target.throw(thrown)
        except Exception as error:  # noted and passed on: Hypothesis then looks for a smaller one
            last.append((thrown, error))
            raise

    try:
        throw()
    except Exception:  # one that nobody foresaw is what a fuzzer looks for: it goes into the corpus
        if not last:  # Hypothesis itself fell over
            raise
        return last[-1]
    return None


def keep(name: str, thrown: Any) -> Path:
    """Put what hurt into the corpus."""
    path = ROOT / "tests" / "corpus" / f"{name}.json"
    kept = json.loads(path.read_text("utf-8"))
    as_kept = list(thrown) if isinstance(thrown, tuple) else thrown
    path.write_text(json.dumps([*kept, as_kept], indent=1) + "\n", "utf-8")
    return path


def main(minutes: float, names: list[str]) -> int:
    """Throw until the time is up or something hurts."""
    end, rounds = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        name = names[rounds % len(names)]
        rounds += 1
        if found := hurt(TARGETS[name], random.randrange(2**32)):  # noqa: S311 (no secret)
            thrown, error = found
            traceback.print_exception(error)
            print(f"{name}: {thrown!r}\nkept in {keep(name, thrown)}")
            return 1
    print(f"{rounds} rounds of {ROUND}: nothing hurts")
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:] or list(TARGETS)))
