# ruff: noqa: INP001, T201 (a single file that prints)
"""How long a PDF takes: every sheet on every paper with Typst, and the same front matter with WeasyPrint; one core.

    .venv/bin/python -m venv --system-site-packages .cache/bench
    .cache/bench/bin/pip install -r bench/requirements.txt
    PYTHONPATH=hooks:.venv/lib/python3.11/site-packages .cache/bench/bin/python bench/pdf.py

Without WeasyPrint only Typst is measured: `.venv/bin/python bench/pdf.py`. First compile and first use of fonts
are counted in, and time is that of one processor, so that other work on the machine hardly counts. Each PDF has a line:
pages, places to fill in, kilobytes and milliseconds, and in brackets what stood before, as bench/before.json has it;
`--keep` writes that file anew. A ! marks what is over its measure.
"""

import argparse
import importlib.util
import io
import json
import os
import resource
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

import pikepdf

from microsite.content import loader
from microsite.content.site import open_site
from microsite.documents import pdf, press, sheet
from microsite.draw.compilers import compiler, forget
from microsite.place.scripts import FONTS

ROOT = Path(__file__).parents[1]
BEFORE = Path(__file__).with_name("before.json")
SMALL, WORKBOOK, QUICK = 80_000, 1_000_000, 100
"""Bytes of a sheet of two pages and a hundred places at most, and of the workbook; milliseconds a sheet, on average."""


@dataclass(frozen=True)
class Figures:
    """What is told of one PDF."""

    pages: int
    places: int
    bytes: int
    ms: float

    @property
    def heavy(self) -> bool:
        """Whether it is a sheet of two pages at most that is larger than it should be."""
        return self.pages <= 2 and self.places <= 100 and self.bytes > SMALL


def one_core() -> None:
    """Typst draws pages side by side where it can; here it may not."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measured(orders: list[press.Order]) -> dict[str, Figures]:
    """The figures of each drawing, cold, as the press draws them."""
    using, found = None, {}
    for order in orders:
        start = time.process_time()
        using = using or compiler()
        drawn = pdf.render(order.drawing, using)
        found[order.path] = figures(drawn, (time.process_time() - start) * 1000)
        forget(using)
    return found


def figures(drawn: bytes, ms: float) -> Figures:
    """What there is in a finished PDF."""
    with pikepdf.open(io.BytesIO(drawn)) as document:
        places = sum(a.Subtype == "/Widget" for page in document.pages for a in page.get("/Annots", ()))
        return Figures(len(document.pages), places, len(drawn), round(ms, 1))


def told(path: str, now: Figures, before: dict[str, Any]) -> str:
    """A line of the table."""
    old = before.get(path, {})
    kilobytes, ms = (f" ({old[key] / per:.0f})" if key in old else "" for key, per in (("bytes", 1000), ("ms", 1)))
    mark = " !" if now.heavy or ("workbook" in path and now.bytes > WORKBOOK) else ""
    size = f"{now.bytes / 1000:.0f}{kilobytes} kB"
    return f"{path:44} {now.pages:3} p {now.places:4} places  {size:14} {now.ms:.0f}{ms} ms{mark}"


def weasyprint_times(pages: list[Any], site: Any) -> list[float]:
    """Seconds for each sheet on A4, as tagged PDF/UA-1 with form fields, from plain HTML of the same data."""
    from weasyprint import HTML  # noqa: PLC0415 (not in the project's own requirements)

    times = []
    for page in pages:
        start = time.process_time()
        HTML(string=html(sheet.sheet_data(page, site), page.lang)).write_pdf(pdf_variant="pdf/ua-1", pdf_forms=True)
        times.append(time.process_time() - start)
    return times


def html(data: dict[str, Any], lang: str) -> str:
    """The sheet as HTML without finish: the same words, and an input for every place."""
    font = (FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf").as_uri()
    style = f"@font-face{{font-family:A;src:url({font})}}body{{font:11pt A}}@page{{size:A4;margin:15mm}}"
    steps = "".join(f"<li>{escape(step)}" for step in data["steps"])
    fields = "".join(f"<section><h2>{escape(f['label'])}</h2>{_parts(f['parts'])}</section>" for f in data["fields"])
    return (
        f'<html lang="{lang}"><title>{escape(data["title"])}</title><style>{style}</style>'
        f"<h1>{escape(data['title'])}</h1><p>{escape(data['goal'])}<ol>{steps}</ol>{fields}{data['qr']}"
    )


def _parts(parts: Any) -> str:
    if isinstance(parts, dict) and "mark" in parts and "spoken" in parts:
        kind = {"tick": "checkbox", "radio": "radio"}.get(parts["mark"], "text")
        group = escape(parts["group"] or parts["name"])
        return f'<input type="{kind}" name="{group}" title="{escape(parts["spoken"])}">'
    if isinstance(parts, dict | list):
        return "<div>" + "".join(map(_parts, parts.values() if isinstance(parts, dict) else parts)) + "</div>"
    return escape(str(parts)) if isinstance(parts, str) else ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    parser.add_argument("--keep", action="store_true", help="let these figures be what stood before, from now on")
    given = parser.parse_args()
    site = open_site("https://sleutels.example/", loader.load(given.docs))
    orders = press.orders(site)
    before = json.loads(BEFORE.read_text("utf-8"))
    one_core()
    drawn = measured([order for order in orders if order.page])
    sets = measured([order for order in orders if "/set-" in order.path])
    for path, each in {**drawn, **sets}.items():
        print(told(path, each, before))
    slowest = max(sets, key=lambda path: sets[path].ms)
    print(f"Sets: {len(sets)} PDFs, the slowest {slowest} in {sets[slowest].ms / 1000:.2f} s")
    mean, first = statistics.mean(each.ms for each in drawn.values()), next(iter(drawn.values())).ms
    then = [before[path]["ms"] for path in drawn if path in before]
    beside = f", before {statistics.mean(then):.0f}" if then else ""
    print(f"Typst: {len(drawn)} sheets, mean {mean:.0f} ms on one core (at most {QUICK}{beside}), first {first:.0f} ms")
    if given.keep:
        kept = {path: asdict(each) for path, each in sorted({**sets, **drawn}.items())}
        BEFORE.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    print(f"Peak memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if importlib.util.find_spec("weasyprint") is None:
        print("WeasyPrint is not installed: see the top of bench/pdf.py", file=sys.stderr)
        return
    theirs = weasyprint_times([page for lang in ("nl", "en") for page in site.catalogue.worksheets(lang)], site)
    their_mean = statistics.mean(theirs) * 1000
    print(f"WeasyPrint: {len(theirs)} PDFs, mean {their_mean:.0f} ms, first {theirs[0] * 1000:.0f} ms")
    same = statistics.mean(each.ms for path, each in drawn.items() if path.count(".") == 2)
    print(f"Ratio on A4: {their_mean / same:.1f} times as long as Typst, {same:.0f} ms")


if __name__ == "__main__":
    main()
