"""The names rows go by: labels over several columns, 其中 and indented rows with their parent, totals, parts of the area."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from nigao.figures.tables_cells import is_empty
from nigao.figures.tables_grid import Grid, Shape
from nigao.figures.tables_labels import Label, Unit, is_place, is_total, part_in, read_label, split_of_which, unit_said

# A label that ends like this says by itself what is measured.
METRIC = re.compile(
    r"(?:增加值|总值|产值|收入|支出|投资|销售额|零售额|交易额|成交额|总额|额|总量|产量|用量|数量|量|率|比重|占比|比例|强度|浓度|密度|面积|里程|余额|"
    r"存款|贷款|利润|税收|人口|人数|户数|家数|企业|机构|平台|项目|指数|水平|学位|床位|天数|次数|数)$"
)
# … and needs no parent to be understood: 税收收入, 民间投资, but not 数量 or 第一产业.
_SELF_STANDING = re.compile(r"(?:增加值|总产值|产值|收入|支出|投资|销售额|零售额|交易额|成交额|产量|用电量|用水量|存款|贷款|税收)$")
WHOLE = re.compile(r"^(?:全国|全省|全市|全区|全县|全旗|全镇|全域|全部|全口径|合计|总计|全辖|本级以下)$")
# Deeper than any indent: the rows that follow a 其中 row at any indent are its brothers, not its children.
_OF_WHICH_DEPTH = 1000
# What is longer in a column of units is a line across the table.
_LONGEST_UNIT = 12
_CATEGORY = re.compile(r"类别|分类|类型|领域|行业|科目|大类|板块|方面|门类|序号")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says for all its values. name: the indicator's, "" if only the columns name one; total: it is a 合计.

    odd_unit: what stands in its column of units and is none.
    """

    name: str = ""
    scope: str = ""
    year: str = ""
    part: str = ""
    unit: Unit | None = None
    label: Label = field(default_factory=Label)
    total: bool = False
    odd_unit: str = ""


@dataclass(slots=True)
class RowReader:
    """Reads rows top to bottom, remembering the row that 其中 and indented rows belong to."""

    grid: Grid
    shape: Shape
    places: bool = False
    _parents: list[tuple[int, str]] = field(default_factory=list)
    _units: dict[str, Unit | None] = field(default_factory=dict)
    _child_of: str | None = None
    _last: str = ""
    _texts: list[str] = field(default_factory=list)
    _by_role: dict[str, list[int]] = field(default_factory=dict)
    _names: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        labels = {id(cell): cell for row in self.shape.body for column in self.grid.columns if (cell := self.grid.cell(row, column))}
        self._names = Counter(split_of_which(cell.text)[1] for cell in labels.values() if self.shape.roles.get(cell.column) == "indicator")
        for column, role in self.shape.roles.items():
            self._by_role.setdefault(role, []).append(column)
        self.places = self._are_places()

    def read(self, row: int) -> Row:
        """The row's own words; call once for each row, in order."""
        raw = [self.grid.cell(row, column) for column in self._columns("indicator")]
        texts = list(dict.fromkeys(cell.text for cell in raw if cell is not None and not is_empty(cell.text)))
        if not texts and any(self.grid.text(row, column) for column in self._columns("year")):
            texts = self._texts  # the name stands once, over the years of its rows
        self._texts = texts
        shown = self._full_name(texts)
        label = read_label(shown, head=False)
        year, part = self._period(row)
        unit = next((unit for column in self._columns("unit") if (unit := unit_said(self.grid.text(row, column)))), None)
        scope = self._scope(row)
        name, total = label.name, is_total(label.name)
        if not name and label.measure == "change":
            name = self._last  # a row that says only 增速 speaks of the row above it
        if unit is None and label.unit is None and self._child_of is not None:
            unit = self._units.get(self._child_of)
        self._last, self._units[name] = name, unit or label.unit
        if total:
            name = ""
        elif self.places and name:
            scope, name = _joined(scope, "" if WHOLE.match(name) else name), ""
        total = total or any(WHOLE.match(re.sub(r"\s+", "", self.grid.text(row, column))) for column in self._columns("scope"))
        return Row(
            name, scope, year or label.year, part or label.part, unit or label.unit, label, total, "" if unit else self._odd_unit(row)
        )

    def _odd_unit(self, row: int) -> str:
        texts = [self.grid.text(row, column) for column in self._columns("unit")]
        return next(
            (
                text
                for text in texts
                if not is_empty(text) and len(text) <= _LONGEST_UNIT and text != self.shape.head(self._columns("unit")[0])
            ),
            "",
        )

    @property
    def names(self) -> list[str]:
        """The different labels of the rows, totals apart; none where the rows are parts of the area."""
        return [] if self.places else [name for name in self._names if name and not is_total(name)]

    def _columns(self, role: str) -> list[int]:
        return self._by_role.get(role, [])

    def _full_name(self, texts: list[str]) -> str:
        """One name of all label columns; a 其中 or an indented one takes its parent's name in front."""
        columns = self._columns("indicator")
        if len(columns) > 1 and len(texts) > 1 and _CATEGORY.search(self.shape.head(columns[0])):
            texts = texts[1:]
        self._child_of = None
        if not texts:
            return ""
        of_which, own = split_of_which(texts[-1])
        indent = len(texts[-1]) - len(texts[-1].lstrip(" \t　\xa0"))
        if len(texts) > 1:
            upper = split_of_which(texts[0])[1]
            return _child(upper, own) if of_which else own if METRIC.search(own) or upper in own else upper + own
        parent = self._parent(of_which, indent, own)
        self._child_of = parent or None
        if not parent:
            return own
        name = read_label(own, head=False).name
        if of_which and (name.endswith("税") or (_SELF_STANDING.search(name) and len(name) > 3)) and self._names[own] < 2:
            return own  # 其中：税收收入 is what 税收收入 is anywhere else
        return _child(parent, own) if of_which or not METRIC.search(own) else own

    def _parent(self, of_which: bool, indent: int, own: str) -> str:
        depth = _OF_WHICH_DEPTH if of_which else indent
        while self._parents and self._parents[-1][0] >= depth:
            self._parents.pop()
        parent = self._parents[-1][1] if self._parents else ""
        if not is_total(own):
            self._parents.append((depth, read_label(own, head=False).name))
        return parent if depth else ""

    def _period(self, row: int) -> tuple[str, str]:
        labels = [read_label(self.grid.text(row, column), head=True) for column in self._columns("year")]
        return next((one.year for one in labels if one.year), ""), next((one.part for one in labels if one.part), "")

    def _scope(self, row: int) -> str:
        scope = ""
        for column in self._columns("scope"):
            text = re.sub(r"\s+", "", self.grid.text(row, column))
            if not is_empty(text) and not WHOLE.match(text) and not part_in(text):
                scope = _joined(scope, text)
        return scope

    def _are_places(self) -> bool:
        """Whether the label column names parts of the area (districts as rows), so that the columns name the indicators."""
        columns = self._columns("indicator")
        if len(columns) != 1:
            return False
        names = [self.grid.text(row, columns[0]) for row in self.shape.body[:200]]
        names = [name for name in names if name and not is_total(name)]
        return len(names) > 1 and sum(is_place(name) for name in names) * 5 >= len(names) * 3


def _child(parent: str, own: str) -> str:
    return own if parent and parent in own else f"{parent}其中{own}" if parent else own


def _joined(scope: str, more: str) -> str:
    return f"{scope} {more}".strip() if more not in scope else scope
