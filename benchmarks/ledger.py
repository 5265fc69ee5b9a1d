"""How fast the ledger is with 10,000 figures, beside a plain scan of the same list: python -m benchmarks.ledger"""

from __future__ import annotations

import time
from collections.abc import Callable

from nigao.figures.figure import Figure
from nigao.ledger import Entry, Ledger, Source

FIGURES, INDICATORS, YEARS = 10_000, 1_000, 5


def entries() -> list[Entry]:
    """10,000 entries of 1,000 indicators over five years, each told twice; every tenth pair contradicts itself."""
    made = []
    for number in range(FIGURES):
        indicator, year = f"第{number % INDICATORS}类企业营业收入", 2021 + number // INDICATORS % YEARS
        twice = number >= FIGURES // 2
        value = 1000 + number % INDICATORS + (7 if twice and number % 10 == 0 else 0)
        source = Source(str(twice), "材料" if twice else "报告", "甲市", year)
        made.append(Entry(Figure(f"{value}亿元", 0, 6, f"{value}00000000", "元", indicator, period=str(year)), source))
    return made


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def main() -> None:
    """Print the table."""
    told = entries()
    ledger = Ledger(told)
    name = told[500].figure.indicator
    rows: list[tuple[str, Callable[[], object]]] = [
        ("build", lambda: Ledger(told)),
        ("lookup", lambda: ledger.lookup(name)),
        ("lookup by a part of the name", lambda: ledger.lookup("企业营业")),
        ("series", lambda: ledger.series(name)),
        ("computed", lambda: ledger.computed(name, "2024")),
        ("conflicts, all", ledger.conflicts),
        ("missing, all", lambda: ledger.missing((), "2026")),
        ("peer: plain scan of the list for one indicator", lambda: [e for e in told if e.figure.indicator == name]),
    ]
    print(f"{FIGURES} figures, {INDICATORS} indicators, {len(ledger.conflicts())} conflicts")
    for what, work in rows:
        print(f"{what:50} {best(work):10.3f} ms")


if __name__ == "__main__":
    main()
