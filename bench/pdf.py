# ruff: noqa: INP001, T201 (a single file that prints)
"""How long a PDF takes: every sheet on every paper with Typst, and the same front matter with WeasyPrint; one core.

    .venv/bin/python -m venv --system-site-packages .cache/bench
    .cache/bench/bin/pip install -r bench/requirements.txt
    PYTHONPATH=hooks:.venv/lib/python3.11/site-packages .cache/bench/bin/python bench/pdf.py

Without WeasyPrint only Typst is measured: `.venv/bin/python bench/pdf.py`. First compile and first use of fonts
are counted in. Seconds of processor time, so that other work on the machine does not count.
"""

import argparse
import importlib.util
import os
import resource
import statistics
import sys
import time
from html import escape
from pathlib import Path
from typing import Any

from microsite import catalogue
from microsite import set as sets
from microsite.page import LANGUAGES
from microsite.site import open_site
from microsite.worksheet import pdf, press, sheet

ROOT = Path(__file__).parents[1]


def one_core() -> None:
    """Typst draws pages side by side where it can; here it may not."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def typst_times(orders: list[press.Order]) -> list[float]:
    """Seconds for each drawing, cold."""
    compiler, times = None, []
    for order in orders:
        start = time.process_time()
        compiler = compiler or pdf.compiler()
        pdf.render(order.drawing, compiler)
        times.append(time.process_time() - start)
    return times


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
    font = (pdf.FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf").as_uri()
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
    given = parser.parse_args()
    one_core()
    site = open_site("https://sleutels.example/", catalogue.load(given.docs))
    orders = [order for order in press.orders(site) if order.page]
    ours = typst_times(orders)
    first, mean = ours[0] * 1000, statistics.mean(ours) * 1000
    print(f"Typst: {len(ours)} PDFs, mean {mean:.0f} ms (at most 100), first {first:.0f} ms")
    compiler = pdf.compiler()
    for lang in LANGUAGES:
        start = time.process_time()
        pdf.render(sets.drawing(sets.workbook(site, lang), site, "a4"), compiler)
        print(f"The whole workbook in '{lang}': {time.process_time() - start:.2f} s (at most 1)")
    print(f"Peak memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if importlib.util.find_spec("weasyprint") is None:
        print("WeasyPrint is not installed: see the top of bench/pdf.py", file=sys.stderr)
        return
    theirs = weasyprint_times([page for lang in LANGUAGES for page in site.catalogue.worksheets(lang)], site)
    their_mean = statistics.mean(theirs) * 1000
    print(f"WeasyPrint: {len(theirs)} PDFs, mean {their_mean:.0f} ms, first {theirs[0] * 1000:.0f} ms")
    print(f"Ratio: {their_mean / mean:.1f} times as long")


if __name__ == "__main__":
    main()
