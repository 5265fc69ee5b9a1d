"""How well and how fast figures are read, beside a plain regular expression; prints two tables, asserts nothing.

Run: ``python -m benchmarks.figures`` from the repository's root.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from figures_gold import passages, score  # noqa: E402

from nigao.figures.calendar import Calendar  # noqa: E402
from nigao.figures.read import read_figures  # noqa: E402

PEER = re.compile(
    r"\d[\d,，]*(?:\.\d+)?\s*(?:万亿|亿|万)?\s*(?:个百分点|百分点|%|％|平方公里|公里|万元|亿元|元|人次|家|个|项|件|人|户|亩|吨|所|条|座|套)?"
)
SIZES = (2_000, 20_000, 200_000)


def seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """The shortest of several runs."""
    best = float("inf")
    for _ in range(repeat):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def quality() -> None:
    """Per annotated passage: finding and whole records; the peer finds numbers and knows none of their meaning."""
    print(f"{'passage':<44}{'gold':>5}{'F1':>8}{'whole':>8}{'peer whole':>12}")
    for path in [*passages(), None]:
        result = score(passages() if path is None else [path])
        name = path.stem if path else "all"
        print(f"{name:<44}{result.gold:>5}{result.f1:>8.3f}{result.whole / result.gold:>8.3f}{0:>12.3f}")


def speed() -> None:
    """Ten times the text takes ten times the time."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in passages())
    hard = ("一二三四五六七八九十百千万亿" * 40 + "，" + "1" * 500 + "、" * 300 + "（" * 200 + "“" * 200 + "5%" * 200) * 200
    print(f"\n{'characters':>12}{'report, s':>12}{'hard text, s':>14}{'peer, s':>10}")
    for size in SIZES:
        report, odd = (text * (size // len(text) + 1))[:size], hard[:size]
        took = [seconds(lambda t=t: read_figures(t, calendar=Calendar("2024", "2025"))) for t in (report, odd)]  # type: ignore[misc]
        peer = seconds(lambda t=report: PEER.findall(t))  # type: ignore[misc]
        print(f"{size:>12,}{took[0]:>12.3f}{took[1]:>14.3f}{peer:>10.3f}")


if __name__ == "__main__":
    quality()
    speed()
