"""Reading figures out of tables: every value with what its row, its column, the title and the units above it say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure, Measure, Status
from nigao.figures.read import read_figures
from nigao.figures.tables_blocks import Block, blocks_of
from nigao.figures.tables_cells import Value, change_in, is_empty, is_error, is_year, value_of
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
from nigao.figures.tables_rows import WHOLE, Row, RowReader
from nigao.figures.tables_units import fitting, units_of_note
from nigao.report import Cell, Table

_PLAN_TITLE = re.compile(r"目标|计划|安排|预期|任务分解")
_DONE_TITLE = re.compile(r"完成|执行|进展|落实|回顾")
_SUBJECT_NOISE = re.compile(
    r"^(?:附?表|续表)\s*[\d一二三四五六七八九十]*[\s:：、.]*|^[一二三四五六七八九十]{1,2}、|^[（(][一二三四五六七八九十][)）]|(?:情况)?(?:如下|见下表|统计|一览|明细|汇总|对比|分解|完成情况|"
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
# A name of an account's row that needs no 收入 or 支出 of the title behind it: 增值税, 罚没收入, 教育支出.
_OF_ACCOUNT = re.compile(r"(?:税|收入|支出|费|基金)$")
# A head that says what happened to the thing the title names: 到位, 开工数, 得分.
_HAPPENED = re.compile(
    r"(?:实际|累计|已|新|拟|应|净|当月|本月)?(?:到位|到账|签约|开工|竣工|投产|投用|落地|入库|出库|新增|净增|引进|洽谈|注册|得分|评分|分值|完工|整改|办结|受理|验收|交付|建成)(?:数|数量|个数|率|额|量|资金|投资)?"
)
# A change told in the indicator's own unit, not in per cent.
_ABSOLUTE = re.compile(r"额|量|数|^(?:比上年|较上年)?(?:增减|变化|变动|增加)$")
# Units that are names of things as well.
_THINGS_TOO = frozenset({"村", "镇", "街道", "社区", "天", "日", "岁", "次数", "人", "户", "%", "‰"})
# Parts of an area that no place's name ends like.
_PARTS = frozenset({"城区", "市区", "城镇", "农村", "乡村", "县城", "郊区", "市本级", "县本级", "区本级", "省本级", "本级", "中心城区"})
# What stands over the rest of a table: its title and unit are over its beginning.
_CONTINUED = re.compile(r"[\s（(]*(?:续表|接上表|续上表|续)[\s）)\d一二三四五六七八九十]*(?:[:：].*)?$")
# So many rows are looked at to see whether a column holds numbers.
_LOOK = 200
_AMOUNT = re.compile(r"[额量]$")
_SENTENCE = re.compile(r"(?=.*[\d一二三四五六七八九十百千万亿两半])(?=.*[一-鿿].*[一-鿿])", re.S)
_NAMES_SOMETHING = re.compile(r"[一-鿿A-Za-z]")
# A line across the table under its rows.
_NOTE = re.compile(r"\s*(?:注|说明|备注)\s*[\d一二三]*\s*[:：]")
_MOVED = re.compile(r"(?:提高|提升|上升|增加|增长|下降|降低|回落|减少)(?:数|值|幅度)?$")
_PERCENT = unit_of("%")


@dataclass(slots=True)
class _Context:
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


def read_tables(tables: Sequence[Table], text: str, *, calendar: Calendar, name: str = "") -> tuple[list[Figure], list[str]]:
    """Read every table's figures, in document order, and say in Chinese what could not be read or should be looked at.

    text: the document's text, in which the cells' offsets count; the lines just above a table may hold its title and unit.
    name: the file's name, which may say the year. A figure's ``place`` is 表名!C5, its ``value`` is scaled by the unit of the head
    (单位：万元, 12.5 → 125000 元), its ``text`` is the number as the cell shows it. Empty cells and dashes are no figures.
    """
    figures: list[Figure] = []
    warnings: list[str] = []
    above: list[str] = []
    for table in tables:
        near = _near(table, text)
        above = [*above, *near] if any(_CONTINUED.match(line) for line in near) else near
        for block in blocks_of(table):
            context = _context(block, above, calendar, name)
            if context is not None:
                figures.extend(_figures_of(context))
                warnings.extend(context.warnings)
    return figures, warnings


def _near(table: Table, text: str) -> list[str]:
    """The lines just above a table in its document."""
    above = text[max(0, table.start - 120) : table.start].rstrip("\n").split("\n")[-2:] if table.start else []
    return [line for line in above if len(line) <= 60]


def _context(block: Block, near: Sequence[str], calendar: Calendar, name: str) -> _Context | None:
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
        named = [read_label(line, head=True).unit for line in [*over_names, *shape.titles, table.name]]
        units = [unit for unit in named if unit is not None][:1]
    units = units or units_of_note([grid.owners(row)[0].text for row in shape.body if len(grid.owners(row)) == 1])
    said = next((year for line in [*reversed(titles), table.name, name] if (year := year_in(line))), "")
    part = next((part for line in [*reversed(titles), table.name] if (part := part_in(line))), "")
    heading = next((bare for title in reversed(titles) if (bare := without_unit_line(title))), table.name)
    planned = bool(_PLAN_TITLE.search(heading)) and not _DONE_TITLE.search(heading)
    context = _Context(table, grid, shape, calendar, units, said or _year(calendar), bool(said), part, planned, _subject(heading))
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


def _counted(subject: str, names: Sequence[str]) -> str:
    """What the title says the rows are counted in, where the rows themselves do not say it: 用电量 over 工业, 居民."""
    match = _COUNTED.fullmatch(subject)
    if match is None or not names:
        return ""
    telling = sum(bool(_METRIC.search(name)) or match["what"] in name for name in names)
    return match["what"] if telling * 3 <= len(names) else ""


def _columns(shape: Shape) -> dict[int, Label]:
    """Each value column's head read as one label; one with no year takes that of its left neighbour, and so a nameless 同比 or 位次.

    A share (占预算%) lends its name to no other column but a change in points right behind it: 同比 speaks of the amounts.
    """
    labels: dict[int, Label] = {}
    lowest = Counter("".join(shape.labels[column][-1:]) for column, role in shape.roles.items() if role == "value")
    year = name = part = ""
    share: Label | None = None
    for column, role in shape.roles.items():
        if role != "value":
            continue
        pieces = shape.labels[column]
        label = _merged([_piece(piece, lower=at > 0) for at, piece in enumerate(pieces)], lowest["".join(shape.labels[column][-1:])] > 1)
        derived = label.measure in {"change", "rank"} or bool(label.derived)
        part = label.part or (part if derived and not label.year else "")
        year = label.year or ("" if year == "-1" else year)
        if share is not None and not label.name and label.measure == "change" and label.unit and label.unit.base == "百分点":
            labels[column] = replace(label, year=year, part=part, name=share.name, derived=share.derived)
            continue
        is_share = bool(label.derived) or label.name.startswith("占")
        inherited = label.name or (name if derived and not (_HAPPENED.fullmatch(name) and label.measure != "change") else "")
        labels[column] = replace(label, year=year, part=part, name=inherited)
        share = labels[column] if is_share else None
        if not is_share and label.measure != "rank":
            name = label.name or (name if derived else "")
    return _with_areas(_with_months(shape, labels))


def _piece(text: str, lower: bool) -> Label:
    """One of the heads over one another; a lower one that is nothing but a unit (亿元 under 2025年) is the column's."""
    unit = unit_of(text) if lower else None
    return Label(unit=unit) if unit is not None and unit.base not in _THINGS_TOO else read_label(text, head=True)


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
    total = re.compile(r"(?:累计|合计|总计|小计|共计|本年累计|累计数)")
    return {
        column: replace(label, part=span) if not label.part and total.fullmatch("".join(shape.labels[column][-1:])) else label
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


def _figures_of(context: _Context) -> list[Figure]:
    figures: list[Figure] = []
    reader = RowReader(context.grid, context.shape)
    context.counted = _counted(context.subject, reader.names)
    heads = [context.shape.head(column) for column in context.grid.columns]
    seen: set[int] = set()
    for row in context.shape.body:
        if context.shape.heads and _repeats_head(context, row, heads):
            continue
        words, context.beside = reader.read(row), None
        if words.odd_unit:
            context.warn(f"unit{words.odd_unit}", f"{_where(context)}的单位“{words.odd_unit}”没有认出，这些数字没有单位，请核对。")
        for column in context.grid.columns:
            cell = context.grid.cell(row, column)
            if cell is not None and id(cell) not in seen and cell.text.strip():
                seen.add(id(cell))
                figures.extend(_cell_figures(context, words, cell, column))
    _warn_of_shape(context, figures)
    _warn_of_unread(context)
    return figures


def _warn_of_unread(context: _Context) -> None:
    """Name the cells in columns of numbers that hold digits and could not be read."""
    cells = [cell for column, unread in context.unread.items() if context.read[column] for cell in unread]
    if cells:
        shown = "、".join(f"{cell.address}“{cell.text[:20]}”" for cell in cells[:5])
        many = f"等{len(cells)}个单元格" if len(cells) > 5 else ""
        context.warnings.append(f"{_where(context)}的{shown}{many}不是能读取的数字，没有读取，请核对。")


def _repeats_head(context: _Context, row: int, heads: list[str]) -> bool:
    """Whether a row is the head again, as at the top of a printed page."""
    return [context.grid.text(row, column) for column in context.grid.columns] == heads


def _cell_figures(context: _Context, row: Row, cell: Cell, column: int) -> list[Figure]:
    role = context.shape.roles[column]
    if is_error(cell.text):
        context.warn(f"error{cell.address}", f"{_place(context, cell)} 是公式错误（{cell.text.strip()}），没有读取。")
        return []
    if is_empty(cell.text):
        return []
    if role == "note" or _NOTE.match(cell.text):
        return _prose(context, row, cell)
    if role == "indicator" and "value" not in context.shape.roles.values():
        return _prose(context, replace(row, name=""), cell)  # a table of words alone: 单位 | 工作情况
    if role != "value" or (is_year(cell.text) and not _counts(context, row, cell, column)):
        return []
    value = value_of(cell.text)
    if value is None:
        found = _prose(context, row, cell)
        if not found and re.search(r"\d", cell.text) and not re.search(r"\d{4}[-/.年]", cell.text):
            context.unread.setdefault(column, []).append(cell)
        return found
    context.read[column] += 1
    figure = _figure(context, row, cell, context.columns[column], column, value)
    return [figure, *_remarked(context, row, cell, column, figure, value)] if figure is not None else []


def _counts(context: _Context, row: Row, cell: Cell, column: int) -> bool:
    """Whether what looks like a year is a number of something: its row or column has a unit, or it stands among numbers told in one."""
    if context.columns[column].unit or row.unit:
        return True
    beside = (context.grid.text(other, column) for other in context.shape.body[:_LOOK])
    return bool(context.units) and cell.text.strip().isdecimal() and any(value_of(text) and not is_year(text) for text in beside)


def _remarked(context: _Context, row: Row, cell: Cell, column: int, figure: Figure, value: Value) -> list[Figure]:
    """The change or rank that a bracket behind the number tells: 128.6（增长6.2%）."""
    told = change_in(value.remark) if value.remark else None
    if told is None:
        return []
    at = cell.text.rindex(value.remark)
    surface = re.search(r"第?[-+]?\d[\d.,]*\s*(?:[%％‰]|个百分点|百分点|[位名])?", value.remark)
    if surface is None:
        return []
    unit = unit_of("位") if told.rank else told.unit or _PERCENT
    low = told.low * (unit.factor if unit else 1)
    start = cell.start + at + surface.start()
    return [
        replace(
            figure,
            text=surface.group(),
            start=start,
            end=start + len(surface.group()),
            value=_plain(low),
            unit=unit.base if unit else "",
            measure="rank" if told.rank else "change",
            comparator=told.comparator,
        )
    ]


def _prose(context: _Context, row: Row, cell: Cell) -> list[Figure]:
    """Figures of a cell that holds a sentence; one without an indicator of its own is the row's."""
    if not _SENTENCE.search(cell.text):
        return []
    place = _place(context, cell)
    found = read_figures(cell.text, calendar=context.calendar)
    return [
        replace(
            figure,
            start=cell.start + figure.start,
            end=cell.start + figure.end,
            place=place,
            indicator=row.name if not figure.indicator or figure.indicator[0].isdigit() else figure.indicator,
            scope=figure.scope or row.scope,
        )
        for figure in found
        if figure.indicator or row.name
    ]


def _figure(context: _Context, row: Row, cell: Cell, head: Label, column: int, value: Value) -> Figure | None:
    indicator = _indicator(context, row, head)
    if not indicator:
        if context.shape.heads:
            context.warn(f"name{column}", f"{_where(context)}{_letter(cell)}列没有指标名，其中的数字没有读取，请补上表头。")
        return None
    measure = _measure(row, head, value)
    status = _status(context, row, head)
    unit = _unit(context, row, head, column, cell, value, measure, indicator)
    if unit is not None and unit.base == "百分点" and measure == "level":  # points are only ever what something moved by
        measure, indicator = "change", _MOVED.sub("", indicator) or indicator
    low, high = _scaled(context, value, unit, row, head, measure, cell)
    return Figure(
        text=cell.text[value.start : value.end],
        start=cell.start + value.start,
        end=cell.start + value.end,
        value=_plain(low) if low == high else f"{_plain(low)}..{_plain(high)}",
        unit=unit.base if unit else "",
        indicator=indicator,
        measure=measure,
        status=status,
        comparator=value.comparator,
        period=_period(context, row, head, status),
        scope=" ".join(
            part for part in (row.scope, head.scope, row.part or head.part or ("" if status == "target" else context.part)) if part
        ),
        section=context.table.name,
        place=_place(context, cell),
    )


def _indicator(context: _Context, row: Row, head: Label) -> str:
    own, said = row.name, head.name
    if said and context.subject and context.subject not in said and _HAPPENED.fullmatch(said) and not _METRIC.search(own):
        said = context.subject + said
    if said and own and said not in own:
        own = said if own in said else own + said
    elif own and not said and context.counted and context.counted not in own and not _OF_ACCOUNT.search(own):
        own = own + context.counted
    own = own or said or (context.subject if row.scope or row.total or row.year or head.year or row.part or head.part else "")
    if not _NAMES_SOMETHING.search(own):
        return ""
    return f"{own}{head.derived}" if own and head.derived and not own.endswith(head.derived) else own


def _measure(row: Row, head: Label, value: Value) -> Measure:
    if head.measure == "rank" or value.rank or row.label.measure == "rank":
        return "rank"
    return head.measure or (row.label.measure or "level")


def _status(context: _Context, row: Row, head: Label) -> Status:
    if head.status:
        return head.status
    if row.label.status:
        return row.label.status
    told = head.derived or (context.tells_results and head.measure is not None)  # a rise or a rank beside results is one of theirs
    return "target" if context.planned and not told else "actual"


def _unit(context: _Context, row: Row, head: Label, column: int, cell: Cell, value: Value, measure: Measure, indicator: str) -> Unit | None:
    """The cell's own unit, else the row's, else the head's, else the title's; for a change the head's own goes first."""
    if measure == "rank":
        return unit_of("位")
    if measure == "change" or head.derived:
        row_unit = row.unit if row.label.measure == "change" or row.name == "" else None
        said = head.unit or row_unit or (row.unit if row.unit and row.unit.base == "百分点" else None)
        given = value.unit or said or _unit_of_change(context, row, head, column, indicator)
    else:
        share = head.unit is not None and head.unit.base in {"%", "‰"} and row.unit is not None and row.unit.base not in {"%", "‰"}
        said = (head.unit if share else row.unit) or head.unit
        beside = context.beside if not head.name else None
        given = value.unit or said or _title_unit(context, indicator, row, column) or beside
        context.beside = value.unit if value.unit and not head.name else beside
        if row.unit and head.unit and not share and (row.unit.base, row.unit.factor) != (head.unit.base, head.unit.factor):
            message = f"表头单位是“{head.unit.written}”，本行单位是“{row.unit.written}”，已按本行单位读取，请核对。"
            context.warn(f"row{column}", f"{_place(context, cell)}：{message}")
    if value.unit and said and (value.unit.base, value.unit.factor) != (said.base, said.factor):
        message = f"表中单位是“{said.written}”，单元格里写的是“{value.unit.written}”，已按单元格所写读取，请核对。"
        context.warn(f"unit{column}", f"{_place(context, cell)}：{message}")
    return given


def _unit_of_change(context: _Context, row: Row, head: Label, column: int, indicator: str) -> Unit | None:
    """Of a change whose unit is not said: the indicator's own where the head says an amount (增减额), else per cent."""
    last = "".join(context.shape.labels[column][-1:])
    if head.derived or not _ABSOLUTE.search(last):
        return _PERCENT
    if row.unit is not None or not _AMOUNT.search(last):
        return _of_change(row.unit) or _PERCENT
    return _title_unit(context, indicator, row, column)


def _of_change(unit: Unit | None) -> Unit | None:
    """The unit in which a level of this unit rises: rates by 百分点."""
    return unit_of("百分点") if unit is not None and unit.base == "%" else unit


def _title_unit(context: _Context, indicator: str, row: Row, column: int) -> Unit | None:
    """The one of the title's units that fits what is counted; of several that do not tell, the one in the column's order, else none."""
    words = indicator + row.label.name + re.sub(r"[（(].*?[)）]", "", context.shape.head(column))
    unit, certain = fitting(context.units, words)
    if certain:
        return unit
    bare = [at for at, label in context.columns.items() if label.measure is None and label.unit is None and not label.derived]
    if len(bare) == len(context.units) and column in bare:
        return context.units[bare.index(column)]
    several = "、".join(unit.written for unit in context.units)
    context.warn(f"several{column}", f"{_where(context)}写了几个单位（{several}），“{indicator}”用的是哪一个没有认出，请核对。")
    return None


def _scaled(
    context: _Context, value: Value, unit: Unit | None, row: Row, head: Label, measure: Measure, cell: Cell
) -> tuple[Decimal, Decimal]:
    factor = unit.factor if unit else Decimal(1)
    low, high = value.low * factor, value.high * factor
    if head.derived == "完成率" and value.unit is None and head.unit is None and high <= Decimal("1.5") and high > 0:
        shown = cell.text.strip()
        context.warn(f"rate{head.name}{head.year}", f"{_place(context, cell)}：完成率写作“{shown}”，没有写％，已按小数读取，请核对。")
        low, high = low * 100, high * 100
    if measure == "change" and (head.fall or row.label.fall) and not value.signed:
        low, high = -high, -low
    return low, high


def _period(context: _Context, row: Row, head: Label, status: Status) -> str:
    said = row.year or head.year
    if head.average and context.years:
        return context.years
    if said in {"-1", "0"}:
        return str(int(context.year) + int(said)) if context.year.isdigit() else ""
    if said:
        return said
    if status == "target" and not context.year_said and not context.tells_results:
        return context.calendar.planned or context.year
    return context.year


def _warn_of_shape(context: _Context, figures: list[Figure]) -> None:
    if not context.shape.heads and any(
        value_of(text) and not is_year(text)
        for row in context.shape.body
        for column in context.grid.columns
        if (text := context.grid.text(row, column))
    ):
        if figures:
            context.warnings.insert(0, f"{_where(context)}没有表头，已按每行首列是指标名读取了{len(figures)}个数字，请核对年份和单位。")
        else:
            context.warnings.insert(0, f"{_where(context)}没有表头，其中的数字不知道是什么指标，没有读取，请补上表头再导入。")


def _where(context: _Context) -> str:
    return f"表“{context.table.name}”"


def _place(context: _Context, cell: Cell) -> str:
    return f"{context.table.name}!{cell.address or f'R{cell.row + 1}C{cell.column + 1}'}"


def _letter(cell: Cell) -> str:
    letters = re.match(r"[A-Z]+", cell.address)
    return f"的{letters.group()}" if letters else f"的第{cell.column + 1}"


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return "0" if text == "-0" else text
