"""The planner of the workbook: four weeks without a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from microsite.fields.base import Input


def planner(words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Four weeks without a date: what each is for, and its days."""
    return [_week(n, words) for n in range(1, 5)]


def _week(n: int, words: Mapping[str, Any]) -> dict[str, Any]:
    week = words["week_n"].format(n=n)
    days = [
        {
            "day": day,
            "done": Input(f"plan.{n}.{i}.done", "tick", f"{week}, {day}: {words['done']}"),
            "note": Input(f"plan.{n}.{i}.note", "text", f"{week}, {day}"),
        }
        for i, day in enumerate(words["weekdays"])
    ]
    thing = Input(f"plan.{n}.thing", "text", f"{week}: {words['set_planner_thing']}")
    return {"week": week, "thing": thing, "days": days}
