"""The tags of tables, in a PDF that Typst has drawn: what it cannot say itself, and what it says too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String


def take_glue_out(pdf: pikepdf.Pdf) -> None:
    """Take the column out of the tags that holds rows together (paper.typ: glue): the last, whose head is empty."""
    root = pdf.Root.StructTreeRoot
    for table in _find(root, Name.Table):
        head, *rows = [row for part in _children(table) for row in _children(part)]
        cells = list(_children(head))
        if Name.K in cells[-1] and len(cells[-1].K):
            continue
        if Name.ID in cells[-1]:
            del pikepdf.NameTree(root.IDTree)[str(cells[-1].ID)]
        for row in (head, *rows):
            if len(list(_children(row))) == len(cells):
                del row.K[-1]


def head_rows(pdf: pikepdf.Pdf) -> None:
    """Typst 0.15 marks no row headers: the first text cell of a row of fields becomes one; its cells refer to it."""
    heads: dict[str, Object] = {}
    for body in _find(pdf.Root.StructTreeRoot, Name.TBody):
        for row in _children(body):
            cells = list(_children(row))
            if len(cells) > 1 and not _holds_field(cells[0]) and any(map(_holds_field, cells[1:])):
                _head_row(cells, f"R{len(heads)}", heads)
    if heads:
        root = pdf.Root.StructTreeRoot
        tree = pikepdf.NameTree(root.IDTree) if Name.IDTree in root else pikepdf.NameTree.new(pdf)
        for key, cell in heads.items():
            tree[key] = cell
        root.IDTree = tree.obj


def _head_row(cells: list[Object], row_id: str, heads: dict[str, Object]) -> None:
    first = cells[0]
    first.S, first.ID = Name.TH, String(row_id)
    heads[row_id] = first
    for i, cell in enumerate(cells):
        for attributes in _table_attributes(cell):
            if i == 0:
                attributes.Scope = Name.Row
            else:
                attributes.Headers = Array([*attributes.get(Name.Headers, Array()), String(row_id)])


def _table_attributes(cell: Object) -> list[Object]:
    found = cell.get(Name.A)
    each = list(found) if isinstance(found, Array) else [found] if found is not None else []
    owned: list[Object] = [a for a in each if isinstance(a, Dictionary) and a.get(Name.O) == Name.Table]
    if not owned:
        owned = [Dictionary(O=Name.Table)]
        cell.A = Array([*each, *owned])
        owned = [cell.A[-1]]
    return owned


def _children(element: Object) -> Iterator[Any]:
    kids = element.get(Name.K, Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid


def _find(element: Object, kind: Name) -> Iterator[Object]:
    for child in _children(element):
        if child.S == kind:
            yield child
        yield from _find(child, kind)


def _holds_field(cell: Object) -> bool:
    return next(_find(cell, Name.Form), None) is not None
