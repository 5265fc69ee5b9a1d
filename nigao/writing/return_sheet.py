"""The 缺数催报单: what a department is asked for, a row a gap, and the same sheet read back as the department filled it in.

One grammar both ways: a row names its figure as the 【待补】 in the draft does. What is written where a number belongs and is none is
said and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from nigao.figures.figure import Figure
from nigao.report import Cell, Identity, Table
from nigao.writing.gaps import field_of

TITLE = "缺数催报单"
HEADERS = ("指标", "年份", "性质", "上年数", "本年数", "单位", "备注", "稿中原句", "编号")
HOW = "填法：只填“本年数”一列，写数字，不写单位；下降的写负数；没有这项数字的写“无”；口径有变化的写在备注里。"
SIGN = "填报人（签字）：　　　　　　审核人（签字）：　　　　　　填报日期："
_DEPARTMENT = re.compile(r"填报部门[：:]\s*(\S{2,24})")
_NUMBER = re.compile(r"([-+−－]?\d[\d,，]*(?:\.\d+)?)\s*(.*)")
_NOTHING = re.compile(r"[-—－/无\s]*|没有|暂无")
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the sheet. name: as the gap says it, without its unit. id: of the gap, so that the number finds its place again.

    sentence: the draft's, with the number left blank: 签约率 alone says nothing to who is asked for it.
    """

    name: str
    year: str
    target: bool
    last: str
    unit: str
    id: str
    sentence: str = ""


def lines(department: str, draft: str, wanted: Iterable[Wanted]) -> list[tuple[str, ...]]:
    """The sheet from its title to the line for signatures."""
    rows = [(w.name, f"{w.year}年", "目标" if w.target else "完成数", w.last, "", w.unit, "", w.sentence, w.id) for w in wanted]
    return [(TITLE,), (f"填报部门：{department}", f"稿件：{draft}"), (HOW,), HEADERS, *rows, (SIGN,)]


def is_return_sheet(text: str) -> bool:
    """Whether a document is such a sheet."""
    return TITLE in text[:200] and all(head in text for head in ("指标", "本年数", "编号"))


def department_of(text: str) -> str:
    """Whose sheet it is, as its own line says; "" where that is gone."""
    match = _DEPARTMENT.search(text[:400])
    return match[1] if match else ""


def identity_of(found: Identity, text: str) -> Identity:
    """A sheet is a department's figures of the year most of its rows ask for, whatever its file is called."""
    years = re.findall(r"(?<!\d)(20\d\d)年\t", text)
    year = int(max(years, key=years.count)) if years else found.year
    department = department_of(text) or found.department
    title = f"{department}{TITLE}（{year}年）" if year else f"{department}{TITLE}"
    unit = "" if found.unit.startswith("填报") else found.unit
    return replace(found, unit=unit, title=title, role="metrics", year=year, reviewed_year=year, department=department)


def read_back(table: Table) -> tuple[list[Figure], list[str]]:
    """(the figures the department gave, a sentence for each cell that could not be read)."""
    figures: list[Figure] = []
    warnings: list[str] = []
    for row in _rows(table):
        cell = row.get("本年数", row["指标"])
        place = f"{table.name}!{cell.address}"
        figure = _figure(row, cell, place) if "本年数" in row else None
        remark = _remark(row)
        if isinstance(figure, str):
            warnings.append(figure + (f"备注写着“{remark}”。" if remark else ""))
        elif figure is not None:
            figures.append(figure)
        elif remark:
            warnings.append(f"{place} “{row['指标'].text.strip()}”没有填数，备注写着“{remark}”。")
    return figures, warnings


def ids_of(table: Table) -> dict[str, str]:
    """Place of the number → id of the gap it was asked for."""
    return {f"{table.name}!{row['本年数'].address}": row["编号"].text.strip() for row in _filled_rows(table) if "编号" in row}


def remarks_of(table: Table) -> dict[str, str]:
    """Place of the number → what the department remarks on it (口径有调整)."""
    return {f"{table.name}!{row['本年数'].address}": remark for row in _filled_rows(table) if (remark := _remark(row))}


def _remark(row: dict[str, Cell]) -> str:
    written = row["备注"].text.strip() if "备注" in row else ""
    return "" if _NOTHING.fullmatch(written) else written


def _filled_rows(table: Table) -> list[dict[str, Cell]]:
    """The rows in which something stands where the number belongs."""
    return [row for row in _rows(table) if "本年数" in row]


def _rows(table: Table) -> list[dict[str, Cell]]:
    """The rows below the head by the head's words; those without a name or a year are none."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    heads: dict[int, str] = {}
    found: list[dict[str, Cell]] = []
    for _, cells in sorted(by_row.items()):
        words = {cell.column: cell.text.strip() for cell in cells}
        if {"指标", "本年数"} <= set(words.values()):
            heads = words
            continue
        row = {heads[cell.column]: cell for cell in cells if cell.column in heads}
        if heads and "指标" in row and row["指标"].text.strip() and "年份" in row:
            found.append(row)
    return found


def _figure(row: dict[str, Cell], cell: Cell, place: str) -> Figure | str | None:
    """The figure of a row, None where nothing was given, a Chinese sentence where what was given is no number."""
    written = cell.text.strip()
    if _NOTHING.fullmatch(written):
        return None
    name = row["指标"].text.strip()
    asked = row["单位"].text.strip() if "单位" in row else ""
    match = _NUMBER.fullmatch(written)
    if match is None:
        return f"{place} “{name}”填的是“{written[:20]}”，不是数字，没有读取，请填报部门改正。"
    unit = match[2].strip() or asked
    try:
        value = Decimal(re.sub(r"[,，]", "", match[1]).replace("−", "-").replace("－", "-"))
    except InvalidOperation:
        return f"{place} “{name}”填的是“{written[:20]}”，读不成数字，请填报部门改正。"
    return _of(name, value, unit, row, cell, place)


def _of(name: str, value: Decimal, unit: str, row: dict[str, Cell], cell: Cell, place: str) -> Figure:
    field = field_of(f"【待补：{name}】")
    scale = next((word for word in _SCALES if unit.startswith(word) and len(unit) > len(word)), "")
    bare = {"个百分点": "百分点"}.get(unit[len(scale) :], unit[len(scale) :]) or ("位" if field.measure == "rank" else "")
    return Figure(
        text=f"{value}{unit}" if field.measure != "rank" else f"第{value}位",
        start=cell.start,
        end=cell.end,
        value=format((value * _SCALES.get(scale, 1)).normalize(), "f"),
        unit=bare,
        indicator=field.indicator or name,
        measure=field.measure,
        status="target" if "目标" in row.get("性质", cell).text else "actual",
        period=re.sub(r"\D", "", row["年份"].text)[:4],
        place=place,
    )
