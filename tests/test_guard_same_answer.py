"""One draft with the same sources gets one answer: on any day, whatever order things happen to be in, however often it is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data" / "guard" / "papers.json"
# The clock is set before anything of the product is loaded, so that nothing has another one.
RUN = """
import datetime, json, random, sys, time
day, order = datetime.datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])
class Today(datetime.date):
    @classmethod
    def today(cls): return cls(day.year, day.month, day.day)
class Now(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls(day.year, day.month, day.day, tzinfo=tz)
datetime.date, datetime.datetime, time.time = Today, Now, lambda: day.timestamp()
from pathlib import Path
from nigao.reading import build_report
from nigao.report import Document
from nigao.work.checking import Checking
cases = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))[:8]
papers = {f"材料{n}.txt": case["paper"] for n, case in enumerate(cases)}
drafts = {f"稿{n}": "\\n".join([*case["true"], *(one["text"] for one in case["false"])]) for n, case in enumerate(cases)}
check = Checking(lambda path, wishes: build_report(path.name, str(path), Document((papers | drafts)[str(path)])), iter)
names = list(papers)
random.Random(order).shuffle(names)
entries = check.entries([Path(name) for name in names])
found = {name: check.check(Path(name), entries) for name in drafts}
print(json.dumps({name: [[e.start, e.end, e.verdict, e.note] for e in result.evidence] + [f.message for f in result.findings]
    for name, result in found.items()}, ensure_ascii=False))
"""


def answer(day: str, order: int, seed: int) -> dict[str, list[object]]:
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN, str(DATA), day, str(order)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONHASHSEED": str(seed)},
    )
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def usual() -> dict[str, list[object]]:
    return answer("2024-03-01", 1, 1)


def test_the_day_and_the_order_of_sets_change_nothing(usual):
    assert sum(len(told) for told in usual.values()) > 100
    assert answer("2031-12-31", 1, 7) == usual


def test_the_order_of_the_sources_changes_no_verdict_and_no_message(usual):
    assert answer("2024-03-01", 2, 1) == usual
