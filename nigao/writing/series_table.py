"""One indicator over the years as a small table: rows divided by tabs, each row borne out by the figures it shows. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nigao.excerpt.surface import own
from nigao.ledger import Entry, Ledger
from nigao.quantity.period import Year
from nigao.writing.runs import Run, joined, marked, place_of

YEARS = 5  # as many as stand beside each other on a page
_ROWS = (("", "level", "actual"), ("目标", "level", "target"), ("增速", "change", "actual"), ("增速目标", "change", "target"))

_BOUND = {"approx": "左右", "ge": "以上", "le": "以内"}


def series_table(ledger: Ledger, indicator: str) -> Run | None:
    """A head with the latest years, then a row for what the indicator reached, how it changed and what was aimed at, as far as known.

    None where no two years are told: one figure is a sentence, not a table.
    """
    rows = [(f"{indicator}{more}", _told(ledger, indicator, measure, status)) for more, measure, status in _ROWS]
    years = sorted({year for _, told in rows for year in told})[-YEARS:]
    kept = [(name, told) for name, told in rows if any(year in told for year in years)]
    if len(years) < 2:
        return None
    head = Run("\t".join(["指标", *(f"{year}年" for year in years)]))
    return joined([head, *(_row(name, told, years) for name, told in kept)], "\n")


def _told(ledger: Ledger, indicator: str, measure: str, status: str) -> dict[int, Entry]:
    """The year → the figure that holds for it; a year over which the ledger has an open conflict is left out."""
    found = {}
    for point in ledger.series(indicator, measure=measure, status=status):
        entry = ledger.settled(indicator, point.period, measure=measure, status=status)
        when = point.entries[0].figure.when
        if entry is not None and isinstance(when, Year):
            found[when.year] = entry
    return found


def _row(name: str, told: dict[int, Entry], years: Sequence[int]) -> Run:
    words = "\t".join([name, *(_shown(told[year]) if year in told else "—" for year in years)])
    return marked(words, "quoted", tuple(place_of(told[year]) for year in years if year in told))


def _shown(entry: Entry) -> str:
    """The figure as a cell shows it: a fall has its sign, since no word beside it says so."""
    figure = entry.figure
    falls = figure.measure == "change" and figure.value.startswith(("-", "−"))
    words = f"-{own(figure).lstrip('-−')}" if falls else own(figure)
    bound = _BOUND.get(figure.comparator, "")
    return words if words.endswith(bound) else words + bound
