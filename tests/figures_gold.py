"""Reads the annotated passages and says how many figures were found and which records are not as annotated; for tests and benchmarks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.own_year.paper import paper_years

FOLDER = Path(__file__).parent / "data" / "figures"
KNOWN = FOLDER / "known_misses.txt"
SNAPSHOT = FOLDER / "snapshot.tsv"
FIELDS = ("value", "unit", "indicator", "measure", "status", "comparator", "period")


@dataclass
class Score:
    """Counts over passages. misses: a line for each figure missed or wrongly taken, and each field that is not as annotated."""

    gold: int = 0
    got: int = 0
    found: int = 0
    whole: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of finding."""
        return 2 * self.found / (self.gold + self.got)


def passages() -> list[Path]:
    """The annotated texts."""
    return sorted(path for path in FOLDER.rglob("*.txt") if path != KNOWN)


def figures_in(path: Path) -> list[Figure]:
    """A passage as it is read."""
    text = path.read_text(encoding="utf-8")
    return read_figures(text, calendar=paper_years(path.name, text).calendar)


def score(paths: list[Path]) -> Score:
    """Read the passages and compare with the annotation."""
    total = Score()
    for path in paths:
        answers = [json.loads(line) for line in path.with_suffix(".figures.jsonl").read_text(encoding="utf-8").splitlines()]
        rest = figures_in(path)
        total.gold += len(answers)
        total.got += len(rest)
        for answer in answers:
            figure = next((one for one in rest if one.start < answer["end"] and answer["start"] < one.end), None)
            where = f"{path.stem} {answer['start']} {_flat(answer['text'])}"
            if figure is None:
                total.misses.append(f"{where} missed")
                continue
            rest.remove(figure)
            bad = [name for name in FIELDS if not _right(name, answer, figure)]
            total.found += 1
            total.whole += not bad
            total.misses.extend(f"{where} {name}: {answer[name]} / {_flat(getattr(figure, name))}" for name in bad)
        total.misses.extend(f"{path.stem} {one.start} {_flat(one.text)} is none" for one in rest)
    return total


def snapshot() -> list[str]:
    """Every figure of every passage as it is read, one a line."""
    lines = []
    for path in passages():
        for one in figures_in(path):
            told = (one.value, one.unit, one.indicator, one.measure, one.status, one.comparator, one.period, one.scope)
            lines.append("\t".join([path.stem, str(one.start), *map(_flat, (one.text, *told))]))
    return lines


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _right(name: str, answer: dict, figure: Figure) -> bool:
    return any(_same(name, str(want), getattr(figure, name)) for want in [answer[name], *answer.get("also", {}).get(name, [])])


def _same(name: str, want: str, got: str) -> bool:
    want, got = _flat(want), _flat(got)
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
