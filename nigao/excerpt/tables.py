"""A table of last year's report with this year's numbers in its cells: heads and first column stay, a cell nobody fills is a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from nigao.draft import Place
from nigao.excerpt.dating import rolled
from nigao.excerpt.last_year import Last, told_last
from nigao.figures.agreement import comparable
from nigao.figures.aliases import canonical
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.mentions import tables_in
from nigao.figures.tables import read_tables
from nigao.ledger import Entry
from nigao.quantity.period import Year
from nigao.writing.gaps import mark
from nigao.writing.runs import Run, joined, marked, place_of

_DECIMALS = 4
_YEAR_HEAD = re.compile(r"(?:^|(?<=[\t\n]))(?:截至)?(?P<year>(?:19|20)\d\d)(?:年[^\t\n\d—\-~至]{0,8})?(?=[\t\n]|$)")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as it stands this year, and the entries its cells show."""

    run: Run
    entries: tuple[Entry, ...]


def refilled(lines: Sequence[str], last: Last, entries: Sequence[Entry]) -> list[FilledRow]:
    """The rows of a table, one for each line. entries: all that the ledger has, for the columns of the year before."""
    text = "\n".join(lines)
    calendar = Calendar(str(last.year), str(last.planned), "review", last.brief.names)
    figures = read_tables(tables_in(text), text, calendar=calendar)[0]
    moved = _heads_rolled(rolled(text, last.planned, last.brief.year), text, last.brief.year - last.planned, last.planned)
    rows, at = [], 0
    for line in lines:
        inside = [one for one in figures if at <= one.start < at + len(line)]
        rows.append(_row(moved[at : at + len(line)], at, inside, last, entries))
        at += len(line) + 1
    return rows


def years_headed(text: str) -> set[int]:
    """The years that head columns or rows of the tables in a text."""
    return {int(match["year"]) for match in _YEAR_HEAD.finditer(text) if "\t" in text}


def _heads_rolled(moved: str, text: str, by: int, latest: int) -> str:
    """Every year that heads a column or row moved on, as the numbers under it are: 2022年 | 2023年 | 2024年 → 2023年 | 2024年 | 2025年."""
    made = list(moved)
    for match in _YEAR_HEAD.finditer(text):
        if int(match["year"]) <= latest:
            made[match.start("year") : match.end("year")] = str(int(match["year"]) + by)
    return "".join(made)


def _row(line: str, at: int, figures: Sequence[Figure], last: Last, entries: Sequence[Entry]) -> FilledRow:
    runs: list[Run] = []
    used: list[Entry] = []
    done = 0
    for figure in sorted(figures, key=lambda one: one.start):
        start, end = figure.start - at, figure.end - at
        entry = next(_of_its_column(figure, last, entries), None)
        shown = _shown(figure, entry) if entry is not None else None
        runs.append(Run(line[done:start]))
        if entry is not None and shown is not None:
            runs.append(marked(shown, "supported", (place_of(entry),)))
            used.append(entry)
        else:
            runs.append(_gap(figure, last))
        done = end
    return FilledRow(joined([*runs, Run(line[done:])]), tuple(used))


def _of_its_column(figure: Figure, last: Last, entries: Sequence[Entry]) -> Iterator[Entry]:
    """What the ledger has for a cell, its year moved on by one: of the year reviewed, planned, or before."""
    when = figure.when
    if not isinstance(when, Year) or not figure.indicator:
        return
    year = when.year + last.brief.year - last.planned
    if year in (last.brief.reviewed_year, last.brief.year):
        yield from last.shelf.named(figure, figure.status)[:1]
    for entry in entries:
        other = entry.figure
        same = canonical(other.indicator) == canonical(figure.indicator) and (other.measure, other.scope) == (figure.measure, figure.scope)
        if same and other.period == str(year) and other.status == figure.status and comparable(other, figure):
            yield entry


def _shown(figure: Figure, entry: Entry) -> str | None:
    """The entry's number in the scale of last year's cell (186.4 under 亿元); None where it would be long."""
    number = re.sub(r"[^\d.\-−]", "", figure.text).replace("−", "-")
    try:
        scale = abs(Decimal(figure.value) / Decimal(number))
        value = (Decimal(entry.figure.value) / scale).normalize()
    except (InvalidOperation, ZeroDivisionError):
        return None
    shown = f"{value:f}"
    return shown + re.sub(r"^[\d.,\-−]+", "", figure.text) if len(shown.partition(".")[2]) <= _DECIMALS else None


def _gap(figure: Figure, last: Last) -> Run:
    told: Place = told_last(last.like, "")
    year = figure.when.year + last.brief.year - last.planned if isinstance(figure.when, Year) else last.brief.reviewed_year
    name = figure.indicator or "这一格"
    if year not in (last.brief.reviewed_year, last.brief.year):
        name = f"{year}年{name}"  # a column of years before asks for its own
    words = mark(name, figure.measure, figure.unit if figure.unit in ("%", "百分点") else "")
    return marked(words, "gap", (Place(told.source, told.title, told.where, 0, 0, "", figure.text, figure.period),), "上年的表里有这一格")
