"""The backtest (回测): write a report that people have already written, from what they had, and compare."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict

from nigao.backtest import compare, metrics_from, run_backtest
from nigao.ledger import Entry
from nigao.ports import Drafter
from nigao.report import Report


def backtest(earlier: Report, later: Report, table: Sequence[Entry] | None, drafter: Drafter) -> dict[str, object]:
    """Scores of the drafted against the real report. table: this year's figures; read from the later report itself if None, and
    nothing else of it is seen. Raises ModelFailed.
    """
    began = time.perf_counter()
    given = list(table) if table is not None else metrics_from(later)
    year = later.identity.year or (earlier.identity.year or 0) + 1
    written = run_backtest(earlier, given, drafter, year)
    seconds = time.perf_counter() - began
    scores = compare(written, later, given, earlier)
    usage = [section.usage for section in written.sections]
    return {
        "headings": asdict(scores.headings),
        "all_headings": asdict(scores.all_headings),
        "figures": {
            "precision": scores.precision,
            "recall": scores.recall,
            "count": scores.figures,
            "value_precision": scores.value_precision,
        },
        "unsupported": scores.unsupported,
        "rouge_l": scores.rouge_l,
        "copied": scores.copied,
        "gaps": scores.gaps,
        "reading": {name: value for name, value in asdict(scores.reading).items() if name != "told"},
        "mode": written.mode,
        "model": written.model,
        "seconds": round(seconds, 2),
        "calls": sum(one.calls for one in usage),
        "tokens": sum(one.tokens_in + one.tokens_out for one in usage),
    }
