"""What holds for a whole table: its title, unit and year, and what each of its columns is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nigao.figures.calendar import Calendar
from nigao.figures.tables_blocks import Block
from nigao.figures.tables_grid import Grid, Shape, grid_of, shape_of
from nigao.figures.tables_labels import (
    Label,
    Unit,
    is_place,
    part_in,
    read_label,
    split_of_which,
    unit_of,
    units_of_line,
    without_unit_line,
    year_in,
)
from nigao.figures.tables_rows import METRIC as _METRIC
from nigao.figures.tables_rows import WHOLE
from nigao.figures.tables_units import units_of_note
from nigao.report import Cell, Table

_PLAN_TITLE = re.compile(r"目标|计划|安排|预期|任务分解")
_DONE_TITLE = re.compile(r"完成|执行|进展|落实|回顾")
_SUBJECT_NOISE = re.compile(
    r"^(?:求和|计数|平均值)项[:：]|^(?:附?表|续表)\s*[\d一二三四五六七八九十]*[\s:：、.]*|^[一二三四五六七八九十]{1,2}、|^[（(][一二三四五六七八九十][)）]|(?:情况)?(?:如下|见下表|统计|一览|明细|汇总|对比|分解|完成情况|"
    r"考核|考评|排名|排位|通报|进度|进展|推进|调度|情况|结果|台账|清单)*表?$|"
    r"^(?:各|分)(?:区县?|县区|市州|县市区|镇[（(]街道[)）]|镇街|乡镇|街道|镇|地区|行业|部门|产业|领域|类型|园区|月|季度)|^(?:主要|重点)|"
    r"^[一-鿿]{2,3}?(?:省|市|县|区|旗|州)(?!场|域|级)|^全[国省市区县]"
)
# Titles that name no single thing: rows and heads under them are names by themselves.
_GENERAL = re.compile(
    r"指标|附件|附表|Sheet|工作表|^表|国民经济|社会发展|经济社会|经济发展|经济运行|基本情况|工作|实事|任务|^(?:经济|社会|情况|数据)$", re.I
)
# A title whose last word is what its rows are counted in: 用电量, 增加值; 农产品产量 counts grain and oil crops by their 产量.
_COUNTED = re.compile(
    r"(?:(?P<kinds>农产品|工业产品|畜产品|水产品|产品|商品|作物|税种|收入科目)的?)?(?P<what>[一-鿿A-Za-z]*(?:增加值|总产值|产值|收入|支出|投资|销售额|零售额|交易额|成交额|总额|产量|销量|用量|电量|水量|"
    r"存量|数量|存款|贷款|余额|税收|利润|面积|人数|户数|人口|资金|里程))$"
)
# A head that says what happened to the thing the title names: 到位, 开工数, 得分.
HAPPENED = re.compile(
    r"(?:实际|累计|已|新|拟|应|净|当月|本月)?(?:到位|到账|签约|开工|竣工|投产|投用|落地|入库|出库|新增|净增|引进|洽谈|注册|得分|评分|分值|完工|整改|办结|受理|验收|交付|建成)(?:数|数量|个数|率|额|量|资金|投资)?"
)
_TOTALS = re.compile(r"(?:累计|合计|总计|小计|共计|本年累计|累计数)")
# Units that are names of things as well.
_THINGS_TOO = frozenset({"村", "镇", "街道", "社区", "天", "日", "岁", "次数", "人", "户", "%", "‰"})
# Parts of an area that no place's name ends like.
_PARTS = frozenset({"城区", "市区", "城镇", "农村", "乡村", "县城", "郊区", "市本级", "县本级", "区本级", "省本级", "本级", "中心城区"})


@dataclass(slots=True)
class TableContext:
    """What holds for a whole table. units: of its title or corner. year: its own, else the calendar's (year_said tells which).

    tells_results: some column is of actual results. years: the span its columns' years make up, for 年均.
    beside: the unit written in an earlier cell of the row being read (目标 100家, 完成 104). counted: what the title counts its rows in.
    read, unread: of each column, how many cells were values, and which had digits and were none.
    """

    table: Table
    grid: Grid
    shape: Shape
    calendar: Calendar
    units: list[Unit]
    year: str
    year_said: bool
    part: str
    planned: bool
    subject: str
    columns: dict[int, Label] = field(default_factory=dict)
    tells_results: bool = False
    years: str = ""
    beside: Unit | None = None
    counted: str = ""
    read: Counter[int] = field(default_factory=Counter)
    unread: dict[int, list[Cell]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    warned: set[str] = field(default_factory=set)

    def warn(self, key: str, message: str) -> None:
        """Say a thing once for each key."""
        if key not in self.warned:
            self.warned.add(key)
            self.warnings.append(message)


def lines_above(table: Table, text: str) -> list[str]:
    """The lines just above a table in its document."""
    above = text[max(0, table.start - 120) : table.start].rstrip("\n").split("\n")[-2:] if table.start else []
    return [line for line in above if len(line) <= 60 and "\t" not in line]


def context_of(block: Block, near: Sequence[str], calendar: Calendar, name: str) -> TableContext | None:
    """What holds for a table, None where it has no rows. near: the lines above it; name: the file's."""
    table = block.table
    grid = grid_of(table)
    if not grid.rows:
        return None
    shape = shape_of(grid)
    titles = [*near, *block.above, *shape.titles]
    corner = [label for labels in shape.labels.values() for label in labels[:1]]
    units = next((found for line in [*reversed(titles), *corner] if (found := units_of_line(line))), [])
    if not units:
        over_names = [head[-1] for column, head in shape.labels.items() if head and shape.roles[column] == "indicator"]
        over = [line for line in reversed(near) if not re.search("[，。；]", line)]
        named = [read_label(line, head=True).unit for line in [*over_names, *shape.titles, table.name, *over]]
        units = [unit for unit in named if unit is not None][:1]
    units = units or units_of_note([grid.owners(row)[0].text for row in shape.body if len(grid.owners(row)) == 1])
    said = next((year for line in [*reversed(titles), table.name, name] if (year := year_in(line))), "")
    part = next((part for line in [*reversed(titles), table.name] if (part := part_in(line))), "")
    heading = next((bare for title in reversed(titles) if (bare := without_unit_line(title))), table.name)
    planned = bool(_PLAN_TITLE.search(heading)) and not _DONE_TITLE.search(heading)
    context = TableContext(table, grid, shape, calendar, units, said or _year(calendar), bool(said), part, planned, _subject(heading))
    context.columns = _columns(shape)
    context.tells_results = any(label.status == "actual" for label in context.columns.values())
    years = sorted({label.year for label in context.columns.values() if re.fullmatch(r"\d{4}", label.year)})
    context.years = f"{int(years[0]) + 1}-{years[-1]}" if len(years) > 1 else ""
    return context


def _year(calendar: Calendar) -> str:
    return calendar.reviewed


def _subject(title: str) -> str:
    """What a table is about, for tables whose heads name no indicator: 各区地区生产总值统计表 → 地区生产总值."""
    words = read_label(re.split(r"[　（(]", title)[0], head=True).name
    previous = ""
    while words != previous:
        previous, words = words, _SUBJECT_NOISE.sub("", words)
    return words if len(words) <= 20 and not _GENERAL.search(words) else ""


def counted(subject: str, names: Sequence[str]) -> str:
    """What the title says the rows are counted in, where the rows themselves do not say it: 用电量 over 工业, 居民."""
    match = _COUNTED.fullmatch(subject)
    if match is None or not names:
        return ""
    telling = sum(bool(_METRIC.search(name)) or match["what"] in name for name in names)
    return match["what"] if telling * 3 <= len(names) else ""


def _columns(shape: Shape) -> dict[int, Label]:
    """Each value column's head read as one label; one with no year takes that of its left neighbour, and so a nameless 同比 or 位次.

    Behind several years a rise is the latest one's, in whichever order they stand. A share (占预算%) lends its name to no other column but a change in points right behind it: 同比 speaks of the amounts.
    """
    labels: dict[int, Label] = {}
    lowest = Counter("".join(shape.labels[column][-1:]) for column, role in shape.roles.items() if role == "value")
    told_in = shape.ends_in_units
    year = name = part = ""
    share: Label | None = None
    compared: list[Label] = []
    for column, role in shape.roles.items():
        if role != "value":
            continue
        pieces = shape.labels[column]
        label = _merged(
            [_piece(piece, at > 0, at > 0 and told_in and piece is pieces[-1]) for at, piece in enumerate(pieces)],
            lowest["".join(shape.labels[column][-1:])] > 1,
        )
        derived = label.measure in {"change", "rank"} or bool(label.derived)
        part = label.part or (part if derived and not label.year else "")
        year = label.year or ("" if year == "-1" else year)
        risen = _risen(compared) if label.measure == "change" and not label.year and label.name in {"", name} else None
        if risen is not None:
            year, part = risen.year, label.part or risen.part
        if share is not None and not label.name and label.measure == "change" and label.unit and label.unit.base == "百分点":
            labels[column] = replace(label, year=year, part=part, name=share.name, derived=share.derived)
            continue
        is_share = bool(label.derived) or label.name.startswith("占")
        inherited = label.name or (name if derived and not (HAPPENED.fullmatch(name) and label.measure != "change") else "")
        labels[column] = replace(label, year=year, part=part, name=inherited)
        compared = [*compared, labels[column]] if _stands_beside(compared, labels[column]) else [labels[column]]
        share = labels[column] if is_share else None
        if not is_share and label.measure != "rank":
            name = label.name or (name if derived else "")
    return _with_areas(_with_years(shape, _with_months(shape, labels)))


def _stands_beside(compared: Sequence[Label], label: Label) -> bool:
    """Whether a column tells of another year what the columns right before it tell of theirs."""

    def told(one: Label) -> tuple[str, bool]:
        return one.name, one.status == "target"

    levels = all(one.measure is None and not one.derived for one in (*compared, label))
    return levels and all(told(one) == told(label) and one.year != label.year for one in compared)


def _risen(compared: Sequence[Label]) -> Label | None:
    """Of columns of several years, the one that a rise behind them is of: the latest; None where there are not several to choose from."""
    years = [label for label in compared if label.year == "0"] or [label for label in compared if re.fullmatch(r"\d{4}", label.year)]
    return max(years, key=lambda label: label.year) if len(compared) > 1 and years else None


def _piece(text: str, lower: bool, of_units: bool) -> Label:
    """One of the heads over one another; a lower one that is nothing but a unit (亿元 under 2025年) is the column's.

    of_units: it stands in a row of nothing but units, where 人 and 村 are units too.
    """
    unit = unit_of(text) if lower else None
    return Label(unit=unit) if unit is not None and (of_units or unit.base not in _THINGS_TOO) else read_label(text, head=True)


def _with_areas(labels: dict[int, Label]) -> dict[int, Label]:
    """Columns of the whole area and its parts (全县 | 其中：城区) say where, not what."""
    if not any(WHOLE.match(label.name) for label in labels.values()):
        return labels
    return {column: _of_area(label) for column, label in labels.items()}


def _of_area(label: Label) -> Label:
    name = split_of_which(label.name)[1]
    if WHOLE.match(name):
        return replace(label, name="")
    return replace(label, name="", scope=name) if is_place(name) or name in _PARTS else label


def _with_months(shape: Shape, labels: dict[int, Label]) -> dict[int, Label]:
    """A 合计 beside columns of single months is of those months."""
    months = sorted({int(label.part.removesuffix("月")) for label in labels.values() if re.fullmatch(r"\d{1,2}月", label.part)})
    if len(months) < 2 or months != list(range(months[0], months[-1] + 1)) or len(months) == 12:
        return labels
    span = f"{months[0]}—{months[-1]}月"
    return {
        column: replace(label, part=span) if not label.part and _TOTALS.fullmatch("".join(shape.labels[column][-1:])) else label
        for column, label in labels.items()
    }


def _with_years(shape: Shape, labels: dict[int, Label]) -> dict[int, Label]:
    """A 合计 behind columns of several years is of all of them, and none of the last one's."""
    own = [shape.labels[column][-1] for column in labels if shape.labels[column]]
    years = sorted({year for head in own if (year := read_label(head, head=True).year) and re.fullmatch(r"\d{4}", year)})
    if len(years) < 2:
        return labels
    span = f"{years[0]}-{years[-1]}"
    return {
        column: replace(label, year=span) if _TOTALS.fullmatch("".join(shape.labels[column][-1:])) else label
        for column, label in labels.items()
    }


def _merged(labels: list[Label], again: bool) -> Label:
    """Heads over one another as one: the lower one's word counts, names join unless the lower stands by itself.

    again: the lower one stands over other columns too (播种面积 of grain and of oil crops), so that only the upper tells them apart.
    """
    merged = Label()
    for label in labels:
        lower_alone = (
            bool(re.search(r"(?:值|额|量|率|收入|支出|投资|面积|人口|数|比重|浓度)$", label.name)) and len(label.name) > 3 and not again
        )
        name = label.name if lower_alone or merged.name in label.name else merged.name + label.name
        merged = Label(
            name=name,
            year=label.year or merged.year,
            part=label.part or merged.part,
            unit=label.unit or merged.unit,
            measure=label.measure or merged.measure,
            status=label.status or merged.status,
            derived=label.derived or merged.derived,
            fall=label.fall or merged.fall,
            average=label.average or merged.average,
        )
    return merged
