"""Which ledger figure takes the place of which figure of last year's text, where one name stands for several things.

A budget report tells 上年结转收入 four times, of four budgets; only the order of the text and of the table's rows tells them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from nigao.excerpt.added import as_change
from nigao.figures.agreement import comparable
from nigao.figures.aliases import canonical, same_indicator
from nigao.figures.figure import Figure
from nigao.ledger import Entry

_SAME_NAME, _LIKE_NAME, _LINE_OF_BUDGET = 3, 2, 1
_MANY_ACCOUNTS = 3
_SHORT_NAME = 3
_OPENED_WITH = re.compile(
    r"^(?:上半年|全年|本[学]?年度?|本学期|学年)?(?:街道|我街道|镇|我镇|乡|学校|全校|我校|医院|全院|我院|集团公司|集团|公司|我公司|全局|我局|本局|全系统)?"
    r"(?:[一-龥]{2,4}板块)?(?:全年)?(?:现有|共有|现共有|拥有|累计有|获得?|开设|开展|公开)?(?=[一-龥“A-Z\d]{2})"
)
# Lines that every budget has, which a table may name by themselves (结转收入) or with their budget (政府性基金上年结转收入).
_BUDGET = re.compile(r"(?:[市县区省]本级|全[市县区省])?(?:(?:一般公共|政府性|国有资本|社会保险)[^，]{0,8})?")
_BUDGET_LINE = re.compile(
    r"(?:年终|滚存|年末)?结转(?:收入|结余)?|收入总计|支出总计|调[入出]资金|转移性收入|[^，]{0,8}转贷收入|债务还本支出|上解[^，]{0,2}支出|补助下级支出|基金补助收入"
)


class Names:
    """How alike two indicators are, each pair of names looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}

    def alike(self, one: Figure, other: Figure) -> int:
        """0 where the two figures cannot say the same thing of two years, else how sure their names are."""
        one = as_change(one) if other.measure == "change" else one
        if one.measure != other.measure or one.scope != other.scope or not comparable(one, other):
            return 0
        key = (one.indicator, other.indicator)
        if key not in self._known:
            self._known[key] = _alike(*key)
        return self._known[key]


def _alike(one: str, other: str) -> int:
    one, other = (name.removeprefix("加上").replace("上年结转", "结转") for name in (one, other))
    if not one or not other:
        return 0
    if canonical(one) == canonical(other):
        return _SAME_NAME
    if len(one) > _SHORT_NAME and sorted(one) == sorted(other):
        return _LIKE_NAME  # 成本费用压降, 压降成本费用
    if same_indicator(one, other) or same_indicator(own_name(one), own_name(other)):
        return _LIKE_NAME
    if treated(one) == treated(other):
        return _LIKE_NAME
    if _shortened(one) == _shortened(other):
        return _LINE_OF_BUDGET
    short, long = sorted((one, other), key=len)
    of_one = _BUDGET_LINE.fullmatch(short) and long.endswith(short) and _BUDGET.fullmatch(long[: len(long) - len(short)])
    return _LINE_OF_BUDGET if of_one else 0


def own_name(name: str) -> str:
    """A name without who and when its sentence opened with, and the verb between (学校现有教职工, 本学年发展党员, 开设社团)."""
    return _OPENED_WITH.sub("", name)


def treated(name: str) -> str:
    """A count of patients, visits or operations without that word, which says no more than its unit (出院患者, 出院人次)."""
    return re.sub(r"(?<=..)(?:患者|病人)(?:数|人次)?$|(?<=出院|急诊|门诊|手术|住院)(?:人次|台次|例)数?$", "", name)


def _shortened(name: str) -> str:
    """A name as its heading or the row above lets it be shortened: 市本级 for 市级, 一般债务 below 政府债务余额, 基金收入 for 政府性基金收入."""
    name = re.sub(r"(?:政府性)?基金(?:预算)?(?=收入|支出|总计)", "基金", name)
    return re.sub(r"(?<=债务)余额$|(?<=完成)调整(?=预算)", "", re.sub(r"(?<=[省市县区])本级", "级", name))


def aligned(last: Sequence[Figure], entries: Sequence[Entry], names: Names) -> dict[int, Entry]:
    """Position in ``last`` → the entry that says the same for this year, by name and, where a name comes more than once, by order.

    A name that only one entry has needs no order. Each entry is given once, to the figure of the first text that asks for it.
    """
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_source[entry.source.id].append(entry)
    found: dict[int, Entry] = {}
    for rows in by_source.values():
        ordered = sorted(rows, key=_where)
        for position, row in _in_order(last, ordered, names):
            found.setdefault(position, ordered[row])
    return found


def matches(last: Sequence[Figure], entries: Sequence[Entry], names: Names) -> dict[int, Entry]:
    """``aligned``, then what stands in another order under a name of its own, then what last year's text told twice."""
    found = aligned(last, entries, names)
    given, told = {id(entry) for entry in found.values()}, ambiguous(entries)
    for position, figure in enumerate(last):
        if position not in found:
            free = [
                e for e in entries if id(e) not in given and told[key_of(e.figure)] == 1 and names.alike(figure, e.figure) >= _LIKE_NAME
            ]
            if free:
                found[position] = max(free, key=lambda e: names.alike(figure, e.figure))
                given.add(id(found[position]))
    for position, figure in enumerate(last):
        if position not in found:
            twin = next((n for n in found if _same(last[n], figure) and _elsewhere(last[n], figure)), None)
            if twin is not None:
                found[position] = found[twin]
    return found


def _elsewhere(one: Figure, other: Figure) -> bool:
    """Whether the two stand in different paragraphs (``place`` is section.paragraph.offset)."""
    return one.place.rpartition(".")[0] != other.place.rpartition(".")[0]


def _same(one: Figure, other: Figure) -> bool:
    return key_of(one) == key_of(other) and (one.value, one.unit) == (other.value, other.unit)


def _where(entry: Entry) -> tuple[int, ...]:
    """Where an entry stands in its source: offset, which for a cell counts in the sheet's text as well; else as it came."""
    digits = "".join(char for char in entry.figure.place.rpartition("!")[2] if char.isdigit())
    return (int(digits), entry.figure.start) if digits else (entry.figure.start,)


def _in_order(last: Sequence[Figure], rows: Sequence[Entry], names: Names) -> list[tuple[int, int]]:
    """The longest common subsequence of the two, sure names counting more."""
    worth = [[names.alike(figure, row.figure) for row in rows] for figure in last]
    best = [[0] * (len(rows) + 1) for _ in range(len(last) + 1)]
    for i in range(len(last) - 1, -1, -1):
        for j in range(len(rows) - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            best[i][j] = max(skip, worth[i][j] + best[i + 1][j + 1]) if worth[i][j] else skip
    pairs, i, j = [], 0, 0
    while i < len(last) and j < len(rows):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def ambiguous(entries: Sequence[Entry]) -> Mapping[tuple[str, str, str, str], int]:
    """How many different values each name is told with, by (usual name, status, measure, scope)."""
    values: dict[tuple[str, str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for entry in entries:
        figure = entry.figure
        values[key_of(figure)].add((figure.value, figure.unit))
    return {key: len(told) for key, told in values.items()}


def told_of_many(entries: Sequence[Entry]) -> frozenset[str]:
    """Names that stand for a line of several accounts (一般债务 of the city, its districts, the whole): three values of one unit."""
    values: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entry in entries:
        figure = entry.figure
        values[canonical(figure.indicator), figure.measure, figure.unit].add(figure.value)
    return frozenset(name for (name, _, _), told in values.items() if len(told) >= _MANY_ACCOUNTS)


def key_of(figure: Figure) -> tuple[str, str, str, str]:
    """What figures of one indicator share."""
    return canonical(figure.indicator), figure.status, figure.measure, figure.scope
