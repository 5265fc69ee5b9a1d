"""Parts that do not add up to their whole: only lists that mean to be complete, never a mere 其中 of examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nigao.checks.consistency_text import between, factor, finding, number, shown
from nigao.checks.consistency_values import core
from nigao.checks.finding import Finding
from nigao.figures.agreement import Interval, comparable, interval
from nigao.mention import Mention
from nigao.text.surface import plain

# Words between a whole and its first part that announce parts.
_OPENS = re.compile(r"^(?:[^，,。；;（(]{0,6})?[（(，,、；;：:]?(?:其中|分别为|包括|含)?[：:，,]?")
_ANNOUNCED = re.compile(r"其中|分别为|包括|包含|含")
_ENDS = re.compile(r"[。！？!?；;）)]")
_TOTAL_WORD = re.compile(r"(?:合计|共计|总计|三项合计|两项合计)(?:为|达|达到)?$")
_ADDED_TO = re.compile(r"加上|收入加|支出加|加[：预]|再加|连同")
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


def unsummed(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """Findings ``consistency.sum``: in sentences (whole first, or 合计 last) and in tables (合计 rows)."""
    levels = [one for one in mentions if one.measure == "level" and one.quantity.amount is not None]
    running = [one for one in levels if not one.cell]
    cells = [one for one in levels if one.cell]
    found = [*_wholes_first(text, running), *_totals_last(text, running), *_columns(cells)]
    return sorted(found, key=lambda each: each.places[0].start)


def _wholes_first(text: str, mentions: list[Mention]) -> Iterator[Finding]:
    for index, whole in enumerate(mentions):
        parts = _parts_after(text, whole, mentions[index + 1 : index + 12])
        if parts and core(parts[0].indicator.name) != core(whole.indicator.name):
            made = _judge(text, whole, parts)
            if made is not None:
                yield made


def _parts_after(text: str, whole: Mention, following: list[Mention]) -> list[Mention]:
    """The figures a 其中 (or brackets) just after the whole lists, as long as they are of the whole's kind and its sentence goes on."""
    parts: list[Mention] = []
    for part in following:
        words = between(text, parts[-1] if parts else whole, part)
        if not parts and not (_ANNOUNCED.search(words) or words.startswith("（")):
            break
        if not parts and len(_ANNOUNCED.split(words)[0]) > 4:
            break
        if _ENDS.search(words) or len(words) > 30 or not _alike(whole, part):
            break
        parts.append(part)
    return parts


def _alike(whole: Mention, part: Mention) -> bool:
    same = part.status == whole.status and part.period == whole.period and part.scope == whole.scope
    same = same and (part.quantity.unit == whole.quantity.unit or whole.quantity.unit in {"", "个"})
    return same and comparable(whole.figure, part.figure) and part.quantity.unit not in {"%", "‰", "位", "分之", "百分点"}


def _judge(text: str, whole: Mention, parts: list[Mention]) -> Finding | None:
    """A part greater than its whole is wrong; a list of two or more that nearly makes up the whole, or must, and does not."""
    sums, target = _sum(parts), interval(whole.figure)
    if sums is None or target is None:
        return None
    for part in parts:
        own = interval(part.figure)
        if own is not None and own.low > target.high:
            message = f"“{part.indicator.name}”{shown(part)}大于它所属的“{whole.indicator.name}”{shown(whole)}，请核实。"
            return finding("consistency.sum", "error", message, [whole, part])
    if len(parts) < 2 or sums.meets(target) or any(part.bound in {"ge", "le"} for part in parts):
        return None
    complete = _is_partition(text, whole, parts)
    share = sums.high / target.low if target.low > 0 else Decimal(0)
    if complete or (share >= _NEARLY and sums.low <= target.high * Decimal("1.5")):
        return _finding(whole, parts, "error" if complete else "warning")
    return None


def _is_partition(text: str, whole: Mention, parts: list[Mention]) -> bool:
    words = plain(text[whole.span.start : parts[-1].span.end])
    return any(len(parts) == len(classes) and all(name in words for name in classes) for classes in _PARTITIONS)


def _totals_last(text: str, mentions: list[Mention]) -> Iterator[Finding]:
    """A家、B家，合计C家: the list just before 合计 must make it up."""
    for index, total in enumerate(mentions):
        if not _TOTAL_WORD.search(total.words.before):
            continue
        parts: list[Mention] = []
        for part in reversed(mentions[max(0, index - 8) : index]):
            words = between(text, part, parts[0] if parts else total)
            if _ENDS.search(words) or len(words) > 24 or not _alike(total, part) or part.quantity.unit != total.quantity.unit:
                break
            parts.insert(0, part)
        if parts and _ADDED_TO.search(parts[0].words.lead):
            continue  # 加上转移性收入…，收入总计…: the first of the sum is what was told before
        sums, target = _sum(parts), interval(total.figure)
        if len(parts) > 1 and sums is not None and target is not None and not sums.meets(target):
            yield _finding(total, parts, "warning")


def _columns(cells: list[Mention]) -> Iterator[Finding]:
    """合计 rows: the parts of the area in one column of one table against the figure of the whole in it."""
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for one in cells:
        table, _, address = one.cell.rpartition("!")
        column = re.sub(r"\d+$", "", address)
        groups.setdefault((table, column, one.indicator.name, str(one.period), one.status, one.quantity.unit), []).append(one)
    for group in groups.values():
        wholes = [one for one in group if not one.scope]
        parts = [one for one in group if one.scope]
        if len(wholes) != 1 or len(parts) < 2:
            continue
        sums, target = _sum(parts), interval(wholes[0].figure)
        if sums is not None and target is not None and not sums.meets(target) and wholes[0].quantity.unit not in {"%", "‰"}:
            yield _finding(wholes[0], parts, "warning")


def _sum(parts: Sequence[Mention]) -> Interval | None:
    low, high = Decimal(0), Decimal(0)
    for part in parts:
        own = interval(part.figure)
        if own is None:
            return None
        low, high = low + own.low, high + own.high
    return Interval(low, high)


def _finding(whole: Mention, parts: list[Mention], severity: str) -> Finding:
    values = [part.quantity.amount for part in parts]
    whole_amount = whole.quantity.amount
    added = sum((amount.base()[0] for amount in values if amount is not None), Decimal(0))
    told = whole_amount.base()[0] if whole_amount is not None else Decimal(0)
    listed = "＋".join(shown(part) for part in parts[:8])
    gap = number(abs(added - told) / _scale(whole))
    more = "多" if added > told else "少"
    unit = _scale_name(whole)
    message = f"“{whole.indicator.name}”{shown(whole)}与分项之和不符：{listed}，合计比总数{more}{gap}{unit}，请核实。"
    return finding("consistency.sum", "error" if severity == "error" else "warning", message, [whole, *parts])


def _scale_name(whole: Mention) -> str:
    match = re.search(r"(万亿|亿|千万|百万|万)?[^\d]*$", plain(whole.text))
    scale = (match.group(1) or "") if match else ""
    return f"{scale}{whole.quantity.unit}"


def _scale(whole: Mention) -> Decimal:
    name = _scale_name(whole)
    powers = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "万": 4}
    power = next((value for scale, value in powers.items() if name.startswith(scale)), 0)
    return Decimal(1).scaleb(power) * factor(whole.figure)
