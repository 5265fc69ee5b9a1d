"""Reports and drafts to keep, for the tests of storage and search."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from nigao.desk.state import NewVersion
from nigao.draft import Brief, DraftSection, Evidence, OutlineItem, Place
from nigao.figures.figure import Figure
from nigao.report import Cell, Document, Heading, Identity, Passage, Report, Section, StyledHeading, Table
from nigao.review import VersionKind
from storage import Storage
from storage.desk import now

TEXT = "2025年示例县政府工作报告\n一、2024年工作回顾\n全县地区生产总值增长5.8%。金融存款余额达120亿元。\n指标\t2024年\n粮食产量\t36万吨\n"


def report(text: str = TEXT, title: str = "2025年示例县政府工作报告", year: int = 2025, unit: str = "示例县", salt: str = "") -> Report:
    """A report with one of everything in it."""
    at = text.find("5.8%")
    grown = Figure("5.8%", at, at + 4, "5.8", "%", "地区生产总值", "change", period="2024", section="2024年工作回顾")
    figures = [grown] if at >= 0 else []
    heading = Heading(1, "一、", "2024年工作回顾", False, 16, 27)
    return Report(
        filename=f"{unit}_{year}.txt",
        digest=hashlib.sha256((text + salt).encode(errors="surrogatepass")).hexdigest(),
        identity=Identity(title, unit, year, year - 1),
        document=Document(text, _tables(text), (StyledHeading(16, 27, 1),), (0, 16), ("修正了一处断行。",)),
        headings=(heading,),
        sections=(Section(heading, ("2024年工作回顾",), 16, len(text)),),
        passages=tuple(passages(text)),
        figures=(*figures, *_cell_figures(text)),
        warnings=("没有找到单位名称。",),
    )


def passages(text: str) -> list[Passage]:
    """Every line that is not a heading, under one heading."""
    found, at = [], 0
    for line in text.split("\n"):
        if line and not line.startswith(("一、", "2025年示例")):
            found.append(Passage(line, ("2024年工作回顾",), at, at + len(line)))
        at += len(line) + 1
    return found


def _tables(text: str) -> tuple[Table, ...]:
    at = text.find("指标\t")
    if at < 0:
        return ()
    words, cells = [["指标", "2024年"], ["粮食产量", "36万吨"]], []
    for row, line in enumerate(words):
        for column, word in enumerate(line):
            start = text.index(word, at)
            cells.append(Cell(word, row, column, start, start + len(word), f"{'AB'[column]}{row + 1}"))
    return (Table("表1", tuple(cells), at, cells[-1].end),)


def _cell_figures(text: str) -> tuple[Figure, ...]:
    at = text.find("36万吨")
    return (Figure("36万吨", at, at + 4, "360000", "吨", "粮食产量", period="2024", place="表1!B2"),) if at >= 0 else ()


def brief() -> Brief:
    """A brief of two sections."""
    items = (OutlineItem("一、", "2025年工作回顾", 1, "review", "去年的正文。"), OutlineItem("二、", "2026年重点工作", 1, "plan"))
    return Brief("2026年工作总结", "示例县", 2026, 2025, items)


def section(words: str = "全县地区生产总值增长5.8%。") -> DraftSection:
    """A drafted section with evidence."""
    place = Place("abc", "2025年报告", "第1页", 0, 4, "全县地区生产总值增长5.8%。", "5.8", "2024")
    return DraftSection("一、", "2025年工作回顾", 1, (words,), (Evidence(9, 13, "supported", (place,), "一致"),))


def keep_version(store: Storage, draft: str, position: int, content: DraftSection, kind: VersionKind, by: str, remark: str = "") -> int:
    """A version kept and made the one that stands, as a command would; its number."""
    kept = store.desk.load(draft)
    row = kept.state.at(position)
    number = kept.last.get(row.id, 0) + 1
    made = NewVersion(row.id, number, content, kind, by, now(), remark)
    store.desk.commit(kept, kept.state.with_sections([replace(row, current=number)]), (made,))
    return number
