"""Reads the annotated passages and says how many figures were found and how many records are right; for tests and benchmarks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from nigao.figures.calendar import calendar_of
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures

FOLDER = Path(__file__).parent / "data" / "figures"
FIELDS = ("value", "unit", "indicator", "measure", "status", "comparator", "period")


@dataclass
class Score:
    """Counts over passages; ``wrong`` says field by field what is not as annotated."""

    gold: int = 0
    got: int = 0
    found: int = 0
    whole: int = 0
    wrong: list[str] | None = None

    @property
    def f1(self) -> float:
        """Of finding."""
        return 2 * self.found / (self.gold + self.got)


def passages() -> list[Path]:
    """The annotated texts."""
    return sorted(FOLDER.glob("*.txt"))


def score(paths: list[Path]) -> Score:
    """Read the passages and compare with the annotation."""
    total = Score(wrong=[])
    for path in paths:
        text = path.read_text(encoding="utf-8")
        figures = read_figures(text, calendar=calendar_of(path.name, text))
        answers = [json.loads(line) for line in path.with_suffix(".figures.jsonl").read_text(encoding="utf-8").splitlines()]
        total.gold += len(answers)
        total.got += len(figures)
        by_start = {figure.start: figure for figure in figures}
        for answer in answers:
            figure = by_start.get(answer["start"])
            total.found += figure is not None
            bad = [name for name in FIELDS if figure is None or not _right(name, answer, figure)]
            total.whole += not bad
            total.wrong.extend(f"{path.stem}: {answer['text']} {name}" for name in bad)  # type: ignore[union-attr]
    return total


def _right(name: str, answer: dict, figure: Figure) -> bool:
    return any(_same(name, str(want), getattr(figure, name)) for want in [answer[name], *answer.get("also", {}).get(name, [])])


def _same(name: str, want: str, got: str) -> bool:
    want, got = re.sub(r"\s", "", want), re.sub(r"\s", "", got)
    if name == "value":
        return _number(want) == _number(got)
    return _alike(want, got) if name == "indicator" else want == got


def _number(value: str) -> list[Decimal] | str:
    try:
        return [Decimal(part) for part in value.split("..")]
    except InvalidOperation:
        return value


def _alike(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    if len(short) >= 2 and short in long and len(long) <= 3 * len(short):
        return True
    first, second = ([name[i : i + 2] for i in range(len(name) - 1)] or [name] for name in (one, two))
    common = sum(min(first.count(pair), second.count(pair)) for pair in set(first))
    return 2 * common / (len(first) + len(second)) >= 0.6
