"""Periods and values are asked what they are, never picked apart as strings outside the module that writes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOME = ROOT / "nigao" / "quantity"
PICKS = {"partition", "rpartition", "split", "rsplit", "isdigit", "isdecimal", "startswith", "endswith", "replace", "find"}


def picked(source: str) -> Iterator[int]:
    """The lines that take a ``.period`` apart, or know how a range is written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and _is_period(node.value):
            yield node.lineno
        if isinstance(node, ast.Attribute) and node.attr in PICKS and _is_period(node.value):
            yield node.lineno
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"int", "len"}
            and any(map(_is_period, node.args))
        ):
            yield node.lineno
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops) and _has_range_mark(node.left):
            yield node.lineno
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in PICKS
            and any(map(_has_range_mark, node.args))
        ):
            yield node.lineno


def _is_period(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "period"


def _has_range_mark(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == ".."


def test_no_module_but_their_own_takes_periods_and_ranges_apart():
    files = [path for folder in ("nigao", "chains", "ui", "documents", "storage") for path in (ROOT / folder).rglob("*.py")]
    found = {f"{path.relative_to(ROOT)}:{line}" for path in files if HOME not in path.parents for line in picked(path.read_text("utf-8"))}
    assert found == set()


@pytest.mark.parametrize(
    "line",
    [
        "year = figure.period[-4:]",
        "year = int(figure.period)",
        "first = entry.figure.period.partition('-')[0]",
        "open_ = '..' in figure.value",
        "low = figure.value.split('..')[0]",
    ],
)
def test_the_check_sees_each_way_to_take_one_apart(line: str):
    assert list(picked(line)) == [1]
