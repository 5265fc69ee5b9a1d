"""Judges the annotated pairs of papers and says what was found and what is not as annotated; for tests and benchmarks."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

import bootstrap
from nigao.fulfilment import Fulfilled, fulfilment
from nigao.text.likeness import likeness
from nigao.work.intake import Wishes

FOLDER = Path(__file__).parent / "data" / "fulfilment"
KNOWN = FOLDER / "known_misses.txt"


@dataclass
class Score:
    """Counts over pairs. misses: a line for each target that is not found or judged, and each result that is not the one annotated."""

    targets: int = 0
    found: int = 0
    right: int = 0
    results: int = 0
    answered: int = 0
    misses: list[str] = field(default_factory=list)


def pairs() -> list[Path]:
    """The annotations, one file a pair."""
    return sorted(FOLDER.glob("*.jsonl"))


def score(paths: list[Path]) -> Score:
    """Judge the pairs and compare."""
    total = Score()
    for path in paths:
        place, earlier, later = path.stem.rsplit("_", 2)
        first, second = (bootstrap.read_only(FOLDER / f"{place}_{year}.txt", Wishes()) for year in (earlier, later))
        rows = fulfilment(first, second)
        for line in path.read_text(encoding="utf-8").splitlines():
            _compare(total, path.stem, json.loads(line), rows)
    return total


def _compare(total: Score, pair: str, gold: dict[str, str], rows: list[Fulfilled]) -> None:
    total.targets += 1
    where = f"{pair} {gold['indicator']} {gold['target_value']}"
    mine = [row for row in rows if _number(row.target.value) == _number(gold["target_value"]) and _near(gold["indicator"], row.indicator)]
    if not mine:
        total.misses.append(f"{where}: not found")
        return
    total.found += 1
    allowed = {gold["verdict"], gold["note"].partition("alt=")[2].partition(")")[0]}
    best = next((row for row in mine if row.verdict in allowed), mine[0])
    total.right += best.verdict in allowed
    if best.verdict not in allowed:
        total.misses.append(f"{where}: {gold['verdict']}, judged {best.verdict}")
    if gold["outcome_value"]:
        total.results += 1
        right = best.outcome is not None and _number(best.outcome.value) == _number(gold["outcome_value"])
        total.answered += right
        if not right:
            total.misses.append(f"{where}: result {gold['outcome_value']}, read {best.outcome.value if best.outcome else 'none'}")


def _number(value: str) -> Decimal | str:
    try:
        return abs(Decimal(value.partition("..")[0]))
    except InvalidOperation:
        return value


def _near(one: str, two: str) -> bool:
    return one in two or two in one or likeness(one, two) >= 0.5
