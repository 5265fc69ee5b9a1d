"""Parts that do not add up to their whole: only lists that mean to be complete, never a mere 其中 of examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nigao.checks.consistency_text import finding, number, shown, squeezed
from nigao.checks.consistency_values import core
from nigao.checks.finding import Finding
from nigao.figures.agreement import Interval, comparable, interval
from nigao.figures.figure import Figure

# Words between a whole and its first part that announce parts.
_OPENS = re.compile(r"^(?:[^，,。；;（(]{0,6})?[（(，,、；;：:]?(?:其中|分别为|包括|含)?[：:，,]?")
_ANNOUNCED = re.compile(r"其中|分别为|包括|包含|含")
_ENDS = re.compile(r"[。！？!?；;）)]")
_TOTAL_WORD = re.compile(r"(?:合计|共计|总计|三项合计|两项合计)(?:为|达|达到)?$")
# Classes that make up a whole by definition: a list of all of them is complete.
_PARTITIONS = (
    ("第一产业", "第二产业", "第三产业"),
    ("一产", "二产", "三产"),
    ("城镇", "农村"),
    ("出口", "进口"),
    ("税收收入", "非税收入"),
    ("内资", "外资"),
    ("新建", "续建"),
    ("男", "女"),
    ("国有", "民营"),
)
_NEARLY = Decimal("0.9")


def unsummed(text: str, figures: Sequence[Figure]) -> list[Finding]:
    """Findings ``consistency.sum``: in sentences (whole first, or 合计 last) and in tables (合计 rows)."""
    plain = [figure for figure in figures if not figure.place and figure.measure == "level" and figure.amount is not None]
    cells = [figure for figure in figures if figure.place and figure.measure == "level" and figure.amount is not None]
    found = [*_wholes_first(text, plain), *_totals_last(text, plain), *_columns(cells)]
    return sorted(found, key=lambda each: each.places[0].start)


def _wholes_first(text: str, figures: list[Figure]) -> Iterator[Finding]:
    for index, whole in enumerate(figures):
        parts = _parts_after(text, whole, figures[index + 1 : index + 12])
        if parts and core(parts[0].indicator) != core(whole.indicator):
            made = _judge(text, whole, parts)
            if made is not None:
                yield made


def _parts_after(text: str, whole: Figure, following: list[Figure]) -> list[Figure]:
    """The figures a 其中 (or brackets) just after the whole lists, as long as they are of the whole's kind and its sentence goes on."""
    parts: list[Figure] = []
    at = whole.end
    for figure in following:
        between = squeezed(text[at : figure.start])
        if not parts and not (_ANNOUNCED.search(between) or between.startswith(("（", "("))):
            break
        if not parts and len(_ANNOUNCED.split(between)[0]) > 4:
            break
        if _ENDS.search(between) or len(between) > 30 or not _alike(whole, figure):
            break
        parts.append(figure)
        at = figure.end
    return parts


def _alike(whole: Figure, part: Figure) -> bool:
    same = part.status == whole.status and part.period == whole.period and part.scope == whole.scope
    return same and comparable(whole, part) and part.unit not in {"%", "‰", "位", "分之", "百分点"}


def _judge(text: str, whole: Figure, parts: list[Figure]) -> Finding | None:
    """A part greater than its whole is wrong; a list of two or more that nearly makes up the whole, or must, and does not."""
    sums, target = _sum(parts), interval(whole)
    if sums is None or target is None:
        return None
    for part in parts:
        own = interval(part)
        if own is not None and own.low > target.high:
            message = f"“{part.indicator}”{shown(part)}大于它所属的“{whole.indicator}”{shown(whole)}，请核实。"
            return finding("consistency.sum", "error", message, [whole, part])
    if len(parts) < 2 or sums.meets(target) or any(part.comparator in {"ge", "le"} for part in parts):
        return None
    complete = _is_partition(text, whole, parts)
    share = sums.high / target.low if target.low > 0 else Decimal(0)
    if complete or (share >= _NEARLY and sums.low <= target.high * Decimal("1.5")):
        return _finding(whole, parts, "error" if complete else "warning")
    return None


def _is_partition(text: str, whole: Figure, parts: list[Figure]) -> bool:
    words = squeezed(text[whole.start : parts[-1].end])
    return any(len(parts) == len(classes) and all(name in words for name in classes) for classes in _PARTITIONS)


def _totals_last(text: str, figures: list[Figure]) -> Iterator[Finding]:
    """A家、B家，合计C家: the list just before 合计 must make it up."""
    for index, total in enumerate(figures):
        if not _TOTAL_WORD.search(squeezed(text[max(0, total.start - 10) : total.start])):
            continue
        parts: list[Figure] = []
        at = total.start
        for figure in reversed(figures[max(0, index - 8) : index]):
            between = squeezed(text[figure.end : at])
            if _ENDS.search(between) or len(between) > 24 or not _alike(total, figure) or figure.unit != total.unit:
                break
            parts.insert(0, figure)
            at = figure.start
        sums, target = _sum(parts), interval(total)
        if len(parts) > 1 and sums is not None and target is not None and not sums.meets(target):
            yield _finding(total, parts, "warning")


def _columns(cells: list[Figure]) -> Iterator[Finding]:
    """合计 rows: the parts of the area in one column of one table against the figure of the whole in it."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in cells:
        table, _, address = figure.place.rpartition("!")
        column = re.sub(r"\d+$", "", address)
        groups.setdefault((table, column, figure.indicator, figure.period, figure.status, figure.unit), []).append(figure)
    for group in groups.values():
        wholes = [figure for figure in group if not figure.scope]
        parts = [figure for figure in group if figure.scope]
        if len(wholes) != 1 or len(parts) < 2:
            continue
        sums, target = _sum(parts), interval(wholes[0])
        if sums is not None and target is not None and not sums.meets(target) and wholes[0].unit not in {"%", "‰"}:
            yield _finding(wholes[0], parts, "warning")


def _sum(parts: Sequence[Figure]) -> Interval | None:
    low, high = Decimal(0), Decimal(0)
    for part in parts:
        own = interval(part)
        if own is None:
            return None
        low, high = low + own.low, high + own.high
    return Interval(low, high)


def _finding(whole: Figure, parts: list[Figure], severity: str) -> Finding:
    values = [part.amount for part in parts]
    whole_amount = whole.amount
    added = sum((amount.base()[0] for amount in values if amount is not None), Decimal(0))
    told = whole_amount.base()[0] if whole_amount is not None else Decimal(0)
    listed = "＋".join(shown(part) for part in parts[:8])
    gap = number(abs(added - told) / _scale(whole))
    more = "多" if added > told else "少"
    unit = _scale_name(whole)
    message = f"“{whole.indicator}”{shown(whole)}与分项之和不符：{listed}，合计比总数{more}{gap}{unit}，请核实。"
    return finding("consistency.sum", "error" if severity == "error" else "warning", message, [whole, *parts])


def _scale_name(figure: Figure) -> str:
    match = re.search(r"(万亿|亿|千万|百万|万)?[^\d]*$", squeezed(figure.text))
    scale = (match.group(1) or "") if match else ""
    return f"{scale}{figure.unit}"


def _scale(figure: Figure) -> Decimal:
    name = _scale_name(figure)
    powers = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "万": 4}
    power = next((value for scale, value in powers.items() if name.startswith(scale)), 0)
    amount = figure.amount
    base = amount.base()[0] / amount.low if amount is not None and amount.low else Decimal(1)
    return Decimal(1).scaleb(power) * base
