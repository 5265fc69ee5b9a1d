"""Figures in statements of their own, each read again before it is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from nigao.excerpt.manner import Manner, no_manner
from nigao.excerpt.statements import statement
from nigao.ledger import Entry
from nigao.writing.runs import Run


class BearsOut(Protocol):
    """Whether a text, read again, says exactly what these entries say; by_name False: at least nothing else. before: what it stands behind."""

    def __call__(self, text: str, entries: Sequence[Entry], by_name: bool = True, before: str = "") -> bool: ...


_GOES_ON = re.compile(r"[一-龥]{2}")


def by_indicator(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Entries of one indicator and scope together, in the order they come; one of each measure in a set."""
    sets: list[list[Entry]] = []
    for entry in entries:
        figure = entry.figure
        for one in sets:
            first = one[0].figure
            same = first.indicator == figure.indicator and first.scope == figure.scope
            if same and all(other.figure.measure != figure.measure for other in one):
                one.append(entry)
                break
        else:
            sets.append([entry])
    return sets


def without_subject(run: Run, subject: str) -> Run | None:
    """A statement without the subject it begins with; None where it has another or nothing would be left to say."""
    return run.slice(len(subject), len(run.text)) if run.text.startswith(subject) and _GOES_ON.match(run.text, len(subject)) else None


def another(entries: Sequence[Entry], before: Sequence[Entry]) -> bool:
    """Whether these tell another measure than those before; 增长8.4%，增长11.4% would tell nothing."""
    return (
        not {e.figure.measure for e in entries} & {e.figure.measure for e in before}
        or entries[0].figure.indicator != before[0].figure.indicator
    )


def best_statement(entries: Sequence[Entry], bears_out: BearsOut, manner: Manner = no_manner) -> Run | None:
    """The first way of putting these figures that, read again, says what they say; None if all would say something else."""
    runs = [statement(entries, variant, manner) for variant in range(4)]
    for by_name in (True, False):
        for run in runs:
            if bears_out(run.text, entries, by_name):
                return run
    return None
