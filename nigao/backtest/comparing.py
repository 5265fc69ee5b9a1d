"""Comparing a draft with what people really wrote for the same year; and writing the draft for it; reads no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.backtest.headings import HeadingScore, heading_score, kept_frame
from nigao.backtest.reading import Winces, figures_told, winces
from nigao.draft import Draft, Hit, SectionTask
from nigao.excerpt.kinds import problem_heading, thanks
from nigao.excerpt.statements import area_before, well_named
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.planning import brief_for, plan_outline
from nigao.ports import Drafter
from nigao.report import Passage, Report
from nigao.surroundings import Surroundings
from nigao.text import prose
from nigao.writing.sentences import sentences

_SHORTEST_PAPER = 40


@dataclass(frozen=True, slots=True)
class Scores:
    """How a draft compares with the real report.

    headings: first-level ones (all_headings: every level); a title counts as matched when at least half of its character pairs are
    shared, years aside. precision: share of the draft's figures that the real report states of the same indicator. value_precision:
    the same by value and unit alone. recall: share of the table's figures that the draft states. unsupported: figures in the draft
    that the table does not hold. rouge_l: longest common subsequence of characters, F1. copied: share of the draft's sentences that
    stand word for word in last year's report. gaps: number of 【待补】. kept: how far the real report kept last year's first-level headings.
    """

    headings: HeadingScore
    all_headings: HeadingScore
    figures: int
    precision: float
    value_precision: float
    recall: float
    unsupported: int
    rouge_l: float
    copied: float
    gaps: int
    characters: int
    reading: Winces
    kept: float = 0.0
    wrong: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


def metrics_from(report: Report) -> list[Entry]:
    """A table of indicator, value and unit made from the report's own figures of its reviewed year; no sentence goes with them.

    What a unit's statistician would hand over: each result once, named so that it can be understood, with its unit, how exact it is
    and, for a rank, among whom it holds.
    """
    identity = report.identity
    year = identity.reviewed_year or (identity.year or 0) - 1
    source = Source(
        f"table-{year}", f"{year}年主要指标", identity.unit, year, "metrics", filename=f"{year}年主要指标.xlsx", reviewed_year=year
    )
    around = Surroundings(report.document)
    entries: list[Entry] = []
    for figure in report.figures:
        if figure.status != "actual" or figure.period != str(year) or not well_named(figure.indicator) or figure.amount is None:
            continue
        row = len(entries) + 2
        bare = replace(figure, start=0, end=len(figure.text), section="", place=f"表1!C{row}")
        if not any(_same(bare, entry.figure) and agree(bare, entry.figure) for entry in entries):
            among = area_before(around.sentence(figure), figure)
            entries.append(Entry(bare, source, f"{figure.indicator} | {among}{figure.text}", id=f"{source.id}:{row}"))
    return entries


def materials_from(later: Report, every: int = 2) -> list[Hit]:
    """Papers as departments would hand them in: every second paragraph of what the later report reviews, headings left out."""
    identity = later.identity
    year = identity.reviewed_year or identity.year
    source = Source("papers", "各部门材料", identity.unit, year, "material", filename="各部门材料.docx", reviewed_year=year)
    told = [item for item in plan_outline(later, identity.year or 0) if item.kind == "review" and not problem_heading(item.title)]
    lines = [line for item in told for line in item.like.split("\n") if len(line) >= _SHORTEST_PAPER and not thanks(line)]
    hits, at = [], 0
    for line in lines[::every]:
        hits.append(Hit(Passage(line, (), at, at + len(line)), source, 0.0))
        at += len(line) + 1
    return hits


def entries_of_materials(hits: Sequence[Hit], reviewed: int) -> list[Entry]:
    """The figures of the papers as the ledger would hold them."""
    found = []
    for hit in hits:
        text, begin = hit.passage.text, hit.passage.start
        for start, sentence in sentences(text):
            for figure in read_figures(sentence, calendar=Calendar(str(reviewed), str(reviewed + 1), "review")):
                moved = replace(figure, start=figure.start + begin + start, end=figure.end + begin + start)
                found.append(Entry(moved, hit.source, sentence, id=f"{hit.source.id}:{moved.start}"))
    return found


def run_backtest(earlier: Report, table: Sequence[Entry], drafter: Drafter, target_year: int, papers: Sequence[Hit] = ()) -> Draft:
    """Write the report of ``target_year`` from the earlier one, the table and the papers alone. Raises ModelFailed."""
    brief = brief_for(earlier, target_year)
    identity = earlier.identity
    like = Source(
        "earlier", identity.title, identity.unit, identity.year, "report", filename=earlier.filename, reviewed_year=identity.reviewed_year
    )
    sections = tuple(
        drafter.draft(
            SectionTask(brief, i, item.like, like, identity.reviewed_year, tuple(table), tuple(papers)),
            lambda progress: None,
            lambda: False,
        )
        for i, item in enumerate(brief.outline)
    )
    return Draft(brief.title, target_year, "excerpt" if drafter.mode == "excerpt" else "model", drafter.model, sections, unit=brief.unit)


def compare(written: Draft, real: Report, table: Sequence[Entry], earlier: Report | None = None) -> Scores:
    """Score a draft against the report that people wrote; earlier: the report it followed."""
    identity = real.identity
    year = identity.year or written.year
    calendar = Calendar(reviewed=str(identity.reviewed_year or year - 1), planned=str(year))
    text = "\n".join(section.text for section in written.sections if section.text)
    figures = [f for section in written.sections for f in figures_told(section, calendar)]
    right = [f for f in figures if _stated(f, real.figures, by_name=True)]
    valued = [f for f in figures if _stated(f, real.figures, by_name=False)]
    given = [entry.figure for entry in table]
    missed = [f for f in given if not _stated(f, figures, by_name=True)]
    return Scores(
        headings=heading_score(written, real, 1),
        all_headings=heading_score(written, real, None),
        figures=len(figures),
        precision=_share(len(right), len(figures)),
        value_precision=_share(len(valued), len(figures)),
        recall=_share(len(given) - len(missed), len(given)),
        unsupported=sum(not _stated(f, given, by_name=False) for f in figures),
        rouge_l=rouge_l(text, real.document.text),
        copied=_copied(text, earlier.document.text if earlier else ""),
        gaps=text.count("【待补"),
        characters=len(text),
        wrong=tuple(f"{f.indicator} {f.text}" for f in figures if f not in right),
        missed=tuple(f"{f.indicator} {f.text}" for f in missed),
        kept=kept_frame(earlier, real) if earlier else 0.0,
        reading=winces(written, real, table, earlier, calendar),
    )


def _stated(figure: Figure, among: Sequence[Figure], by_name: bool) -> bool:
    """Whether one of the figures says the same: value and unit, and by name also indicator and measure."""
    return any(agree(figure, other) and (not by_name or _same(figure, other)) for other in among)


def _same(one: Figure, other: Figure) -> bool:
    return one.measure == other.measure and (one.indicator == other.indicator or bool(same_indicator(one.indicator, other.indicator)))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def rouge_l(one: str, other: str) -> float:
    """F1 of the longest common subsequence of characters, white space aside."""
    first, second = "".join(one.split()), "".join(other.split())
    if not first or not second:
        return 0.0
    length = _common(first, second)
    return 2 * length / (len(first) + len(second))


def _common(first: str, second: str) -> int:
    """Length of the longest common subsequence, by bit-parallel rows (Hyyrö 2004): linear in ``first`` for any length of row."""
    masks: dict[str, int] = {}
    for index, char in enumerate(second):
        masks[char] = masks.get(char, 0) | 1 << index
    full = (1 << len(second)) - 1
    row = full
    for char in first:
        matched = row & masks.get(char, 0)
        row = ((row + matched) | (row - matched)) & full
    return len(second) - row.bit_count()


def _copied(text: str, last_text: str) -> float:
    """Share of the draft's sentences, of ten characters or more, that stand word for word in last year's report."""
    parts = [part for one in prose.sentences(text) if len(part := one.of(text).rstrip("。！？")) >= 10]
    return _share(sum(part in last_text for part in parts), len(parts)) if parts else 0.0
