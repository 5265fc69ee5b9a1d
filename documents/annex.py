"""The 数据来源对照表 behind a draft: figures with where they come from and the verdict, and what is carried over, section by section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from documents import layout
from documents.docx_blocks import ANNEX_TITLE
from documents.docx_tables import table
from documents.wordml import paragraph, run
from nigao.draft import Draft, DraftSection, Evidence
from nigao.ports import Seal
from nigao.printable import clean
from nigao.writing.provenance import OF_WORDS as _OF_WORDS

HEADERS = ("序号", "数字或沿用的话", "来源文件", "页码或单元格", "核对结论")
VERDICTS = {
    "supported": "有出处",
    "quoted": "引自材料",
    "carried": "沿用去年",
    "stated": "手写",
    "computed": "由台账算出",
    "rounded": "按原数取整",
    "context": "数字有，含义不同",
    "conflict": "各处说法不一",
    "gap": "待补",
    "unsupported": "没有出处",
}
_WIDTHS = (560, 2300, 2200, 1300, 2484)  # a verdict says the most
_LONGEST_CLAUSE = 24
_SHORTEST_ANNEX = 300
_LONGEST_NOTE = 60  # the whole note stands in the comment; a row of the table must not fill a page
_PLACE = re.compile(r"\s*((?:第\s*\d+\s*页|\S*![A-Z]+\d+\S*).*)$")


def annex_rows(draft: Draft, seal: Seal | None = None) -> list[tuple[str, ...]]:
    """Rows under ``HEADERS``, grouped by section: figures, and clauses carried over from last year; at the end what was let be, and why.

    Never longer than a third of the text: first the carried clauses are counted instead of listed, then the figures of one source that are
    borne out stand in one row with their places, the sources named once; then without the places; then they are counted by source, at last
    for the whole draft. Where a figure is from is never left out, and what is not borne out is always listed.
    """
    room = max(sum(len(section.text) for section in draft.sections) // 3, _SHORTEST_ANNEX)
    made: list[tuple[str, ...]] = []
    for detail in _Detail:
        made = _numbered(_rows(draft, detail))
        if sum(len(cell) for row in made for cell in row) <= room:
            break
    if seal is None or not seal.waived:
        return made
    return [*made, *_numbered(_let_be(seal.waived), sum(1 for row in made if row[0]))]


class _Detail(IntEnum):
    """How much the annex tells, the most first."""

    ALL = 0
    CARRIED_COUNTED = 1
    BY_SOURCE = 2
    WITHOUT_PLACES = 3
    COUNTED = 4
    COUNTED_AS_A_WHOLE = 5


def _rows(draft: Draft, detail: _Detail) -> Iterator[tuple[str, ...]]:
    grouped = _Detail.BY_SOURCE <= detail <= _Detail.COUNTED
    signs = {file: _sign(number) for number, file in enumerate(_sources(draft), 1)} if grouped else {}
    if signs:
        yield ("来源文件：" + "；".join(sign + file for file, sign in signs.items()),)
    if detail >= _Detail.COUNTED:
        yield ("数字很密，只列出自哪几份材料；每个数字的出处见送审稿批注和网页“出处”栏",)
    for section in draft.sections:
        yield from _section_rows(section, detail, signs)
    if detail is _Detail.COUNTED_AS_A_WHOLE:
        yield from _counted(draft)


def _sources(draft: Draft) -> Counter[str]:
    """The files that bear figures out, in the order of the text, each with how many."""
    return Counter(_first(one)[0] for section in draft.sections for one in section.evidence if one.verdict == "supported")


def _sign(number: int) -> str:
    """① to ⑳, then in brackets."""
    return chr(0x2460 + number - 1) if number <= 20 else f"[{number}]"


def _let_be(waived: Sequence[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """What was signed though a check spoke against it, with who let it be and why."""
    return [("写明理由保留的",), *((_short(message), "—", "—", f"{by}保留：{why}") for message, by, why in waived)]


def _numbered(rows: Iterable[tuple[str, ...]], start: int = 0) -> list[tuple[str, ...]]:
    """The rows cleaned, those of figures and clauses numbered; a section's heading stands in a row without number."""
    made: list[tuple[str, ...]] = []
    number = start
    for row in rows:
        heads = len(row) == 1
        number += not heads
        cells = ("", row[0], "", "", "") if heads else (str(number), *row)
        made.append(tuple(clean(cell.replace("\n", " ").replace("\t", " ")) for cell in cells))
    return made


def _section_rows(section: DraftSection, detail: _Detail, signs: Mapping[str, str]) -> list[tuple[str, ...]]:
    """A section's rows under its heading. signs: what stands for each source's name."""
    figures = sorted((e for e in section.evidence if e.verdict not in _OF_WORDS), key=lambda e: e.start)
    borne = [one for one in figures if one.verdict == "supported"]
    singly = detail <= _Detail.CARRIED_COUNTED
    gaps = [one for one in figures if one.verdict == "gap"]
    rows = [_row(section, one) for one in figures if singly or one.verdict not in ("supported", "gap")]
    if signs:
        rows += _by_source(section, borne, signs, detail)
    carried = [section.text[one.start : one.end] for one in section.evidence if one.verdict == "carried"]
    if detail is _Detail.ALL:
        rows += [(_short(clause, _LONGEST_CLAUSE), "去年报告", "—", "沿用去年") for clause in carried]
    elif detail is not _Detail.COUNTED_AS_A_WHOLE:
        counts = ((0 if singly else len(gaps), "处待补"), (len(carried), "处沿用去年的话"))
        if told := "、".join(f"{count}{words}" for count, words in counts if count):
            rows.append((f"另有{told}", "—", "—", "请核实"))
    return [(section.heading or "开头",), *rows] if rows else []


def _counted(draft: Draft) -> list[tuple[str, ...]]:
    """The whole draft's figures that are borne out, its carried clauses and its gaps, a row each."""
    told = [one.verdict for section in draft.sections for one in section.evidence]
    rows: list[tuple[str, ...]] = [(f"{count}个数字", file, "—", "有出处") for file, count in _sources(draft).items()]
    rows.append((f"另有{told.count('carried')}处沿用去年的话", "去年报告", "—", "请核实"))
    return [*rows, (f"另有{told.count('gap')}处待补", "—", "—", "待补")] if "gap" in told else rows


def _row(section: DraftSection, one: Evidence) -> tuple[str, ...]:
    if one.verdict == "gap":
        last = next((place.value for place in one.places if place.value), "")
        return re.sub(r"^【待补[：:]?|】$", "", section.text[one.start : one.end]), "—", "—", f"待补，上年{last}" if last else "待补"
    files, wheres = _origin(one)
    note = one.note.removeprefix("出处之间不一致：")  # the verdict says so
    verdict = VERDICTS[one.verdict] + (f"（{_short(note)}）" if note and one.verdict != "supported" else "")
    return section.text[one.start : one.end], files, wheres, verdict


def _by_source(section: DraftSection, figures: Sequence[Evidence], signs: Mapping[str, str], detail: _Detail) -> list[tuple[str, ...]]:
    """A row for each source: its figures, each behind it the cell or page; the sheet they share stands in the column of its own.

    Without places only the figures, and counted only how many.
    """
    of: dict[str, list[tuple[str, str]]] = {}
    for one in figures:
        file, where = _first(one)
        of.setdefault(file, []).append((section.text[one.start : one.end], where))
    rows: list[tuple[str, ...]] = []
    for file, told in of.items():
        sheets = {where.rpartition("!")[0] for _, where in told if "!" in where}
        sheet = sheets.pop() if len(sheets) == 1 else ""
        words = (f"{figure}（{where.removeprefix(f'{sheet}!')}）" if where else figure for figure, where in told)
        shown = words if detail is _Detail.BY_SOURCE else (figure for figure, _ in told)
        listed = f"{len(told)}个数字" if detail is _Detail.COUNTED else "、".join(dict.fromkeys(shown))
        rows.append((listed, signs[file], sheet or "—", "有出处"))
    return rows


def _first(one: Evidence) -> tuple[str, str]:
    """The file that bears a figure out before all others, and the cell or page in it, "" for its running text."""
    files, wheres = _origin(replace(one, places=one.places[:1]))
    return files, wheres if wheres not in ("正文", "—") else ""


def annex_elements(draft: Draft, seal: Seal | None = None) -> Iterator[Any]:
    """The annex on a page of its own: 附件, a blank line, the title, a blank line, the table (GB/T 9704-2012 7.3.7)."""
    yield paragraph(layout.ANNEX_MARK, run("附件"))
    yield paragraph(layout.BLANK)
    yield paragraph(layout.TITLE, run(ANNEX_TITLE))
    yield paragraph(layout.BLANK)
    rows = annex_rows(draft, seal)
    if rows:
        # what stands over others takes the whole width
        yield table([[[run(cell)] for cell in (row if row[0] else row[1:2])] for row in (HEADERS, *rows)], _WIDTHS)
        yield paragraph(layout.TABLE_END)
    else:
        yield paragraph(layout.BODY, run("本稿没有需要对照来源的数字。"))


def _short(note: str, longest: int = _LONGEST_NOTE) -> str:
    return note if len(note) <= longest else note[: longest - 1] + "…"


def _origin(evidence: Evidence) -> tuple[str, str]:
    """Files and places in them, up to three, divided by a full-width semicolon; a dash where there is none."""
    files, wheres = [], []
    for place in evidence.places[:3]:
        found = _PLACE.search(place.where)
        wheres.append(found.group(1) if found else "正文")
        files.append((place.where[: found.start()] if found else place.where).strip() or place.title)
    return "；".join(dict.fromkeys(files)) or "—", "；".join(dict.fromkeys(wheres)) or "—"
