"""Changing what a section says: by hand, word by word, figure by figure, or back to an earlier version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nigao.commands import Add, Amend, Edit, Fill, Keep, Replace, Restore, SetFigure, WriteFulfilment
from nigao.desk import outlines
from nigao.desk.bench import Bench, must_say
from nigao.desk.gate import OpenGap, gaps_of
from nigao.desk.state import SectionRow, Stated
from nigao.draft import DraftSection
from nigao.errors import BadCall, NotFound
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.fulfilment_text import paragraphs as fulfilment_paragraphs
from nigao.fulfilment_text import title_of
from nigao.writing.provenance import kept_by_hand

_BOUND_AFTER = re.compile(r"^(?:左右|上下|以上|以下|以内)")
_BOUND_BEFORE = re.compile(r"(?:不少于|不低于|不超过|不高于|超过|突破|约|达到|达)$")
_ANY_BOUND = re.compile(r"左右|上下|以上|以下|以内|不少于|不低于|不超过|不高于|超过|突破|约")


def edit(bench: Bench, command: Edit) -> str:
    """The section's text as a person wrote it."""
    row = bench.state.section(command.section)
    if not bench.write(row.id, command.text, remark=command.remark):
        raise BadCall(f"{row.name}没有改动，不用保存。")
    return f"已保存{row.name}为新的一稿，数字已重新核对。"


def amend(bench: Bench, command: Amend) -> str:
    """One stretch replaced."""
    row = bench.state.section(command.section)
    text = _text(bench, row)
    at = _nth(text, command.old, command.nth) if command.old else -1
    if command.old and at < 0:
        raise BadCall(f"{row.name}里已经没有“{_shown(command.old)}”，可能后来又改过，请看现在的文字。")
    changed = text[:at] + command.new + text[at + len(command.old) :] if command.old else f"{text}\n{command.new}"
    if not bench.write(row.id, changed, remark=command.remark):
        raise BadCall(f"{row.name}这一处没有变化。")
    return f"已改{row.name}的一处。"


def replace_words(bench: Bench, command: Replace) -> str:
    """Words replaced letter by letter, each section that changes as a version of its own."""
    old = command.old
    if not old:
        raise BadCall("请说明要换掉哪几个字。")
    if old == command.new:
        raise BadCall("换前换后是同样的字，不用改。")
    rows = bench.state.standing() if command.section is None else [bench.state.section(command.section)]
    changed, count = [], 0
    for row in rows:
        now = bench.text(row.id)
        places = standing(now.text, old) if now else []
        if now is None or not places:
            continue
        text = now.text
        for at in reversed(places):
            text = text[:at] + command.new + text[at + len(old) :]
        bench.write(row.id, text, remark=f"把“{old}”改为“{command.new}”")
        changed.append(row)
        count += len(places)
    if not changed:
        raise BadCall(f"{'稿子' if command.section is None else rows[0].name}里没有“{old}”，请检查是不是这几个字。")
    where = changed[0].name if len(changed) == 1 else f"{len(changed)}个部分"
    return f"已把{where}里的{count}处“{old}”改为“{command.new}”。"


def standing(text: str, words: str) -> list[int]:
    """Where the words stand; 5% does not stand in 15%, nor 2025 in 12025."""
    before = r"(?<![\d.])" if words[:1].isdigit() else ""
    after = r"(?!\d)" if words[-1:].isdigit() else ""
    return [match.start() for match in re.finditer(f"{before}{re.escape(words)}{after}", text)]


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of the draft where it is told."""

    row: SectionRow
    figure: Figure


def told(bench: Bench, rows: Sequence[SectionRow], indicator: str, was: str = "") -> list[_Told]:
    """Where the sections tell a figure of the indicator, and of this value where one is given."""
    found = []
    for row in rows:
        now = bench.text(row.id)
        for figure in _read(bench, row, now):
            if was and was.replace(" ", "") not in figure.text.replace(" ", ""):
                continue
            if same_indicator(figure.indicator, indicator) or _names(indicator, figure.indicator):
                found.append(_Told(row, figure))
    exact = [one for one in found if same_indicator(one.figure.indicator, indicator)]
    return exact or found


def _names(said: str, indicator: str) -> bool:
    """Whether short words name the indicator: 失业率 for 城镇调查失业率, 新增企业 for 企业 told as a change."""
    plain = re.sub(r"^新增|(?:增速|增长|目标|完成数|数)$", "", said)
    if len(plain) < 2:
        return False
    pairs = [plain[i : i + 2] for i in range(len(plain) - 1)]
    return sum(pair in indicator for pair in pairs) == len(pairs)


def _read(bench: Bench, row: SectionRow, now: DraftSection | None) -> list[Figure]:
    if now is None:
        return []
    part = row.item.kind if row.item.kind in ("review", "plan") else ""
    return read_figures(now.text, calendar=bench.state.brief().calendar(part))


def set_figure(bench: Bench, command: SetFigure) -> str:
    """The value told of an indicator put right where it stands, or filled in where it is missing, on the person's word."""
    value = must_say(command.value, "请说明改成多少，例如“116万人”。")
    row = bench.state.section(command.section)
    places = told(bench, [row], command.indicator, command.was)
    gaps = [gap for gap in gaps_of(bench) if gap.row.id == row.id and _is_of(gap, command.indicator)]
    if len(places) > 1 and len({one.figure.text for one in places}) > 1:
        said = "、".join(dict.fromkeys(one.figure.text for one in places))
        raise BadCall(f"{row.name}里“{command.indicator}”有几个不同的数（{said}），请说明改哪一个。")
    if places and not (gaps and not command.was and _agrees_in_kind(gaps[0], value, places[0].figure)):
        was = places[0].figure.text
        for one in sorted(places, key=lambda one: -one.figure.start):
            _put(bench, row, one.figure.start, one.figure.end, value, f"{one.figure.indicator}：{was}改为{value}")
        return f"已把{row.name}里的“{command.indicator}{was}”改为“{value}”，出处记为您的更正。"
    if gaps:
        _fill(bench, gaps[0], value, "")
        return f"已在{row.name}的“{gaps[0].text}”处填上{value}，出处记为您的填报。"
    raise BadCall(f"{row.name}里没有找到“{command.indicator}”的数，也没有它的【待补】，稿子没有动。")


def _agrees_in_kind(gap: OpenGap, value: str, figure: Figure) -> bool:
    """Whether a value is meant for the gap rather than for the figure that stands: a plan's aim, while the text tells the result."""
    return gap.gap.status == "target" and figure.status == "actual"


def _is_of(gap: OpenGap, indicator: str) -> bool:
    return bool(gap.gap.indicator) and (same_indicator(gap.gap.indicator, indicator) or _names(indicator, gap.gap.indicator))


def _put(bench: Bench, row: SectionRow, start: int, end: int, value: str, remark: str, source: str = "") -> None:
    """A stated value where a figure or gap stood: its own 左右 or 不少于 takes the place of the old one's, and a unit that follows
    already (填“25万人” in 【待补】万人) is not told twice."""
    now = bench.text(row.id)
    assert now is not None
    before, after = now.text[:start], now.text[end:]
    if _ANY_BOUND.search(value):
        before, after = _BOUND_BEFORE.sub("", before), _BOUND_AFTER.sub("", after)
    unit = re.search(r"[^\d.％%左右上下以不]+$", value)
    if unit and after.startswith(unit.group()):
        after = after[len(unit.group()) :]
    if not bench.write(row.id, before + value + after, remark=remark):
        raise BadCall(f"这里已经是“{value}”了。")
    _state(bench, row, len(before), len(value), source)


def fill(bench: Bench, command: Fill) -> str:
    """A gap filled with a value, on the word of whoever fills it."""
    value = must_say(command.value, "请给出要填的数，例如“116万人”。")
    gap = next((one for one in gaps_of(bench) if one.id == command.gap), None)
    if gap is None:
        raise NotFound("没有这处【待补】，可能已经填好，请刷新后再看。")
    _fill(bench, gap, value, command.source.strip())
    return f"已在{gap.row.name}填上{gap.text}：{value}。"


def _fill(bench: Bench, gap: OpenGap, value: str, source: str) -> None:
    _put(bench, gap.row, gap.gap.start, gap.gap.end, value, f"填上{gap.text}", source)
    bench.head(left_open={key: reason for key, reason in bench.state.head.left_open.items() if key != gap.id})


def _state(bench: Bench, row: SectionRow, start: int, length: int, source: str = "") -> None:
    """Keep the figures at a place as stated by the person: they are borne out under her name, read as they stand there."""
    now = bench.text(row.id)
    assert now is not None
    here = [f for f in _read(bench, row, now) if f.start < start + length and f.end > start]
    said = tuple(Stated(_alone(figure), _sentence(now.text, figure), bench.by, bench.at, source) for figure in here)
    about = {_same(one.figure) for one in said}
    bench.head(stated=(*(one for one in bench.state.head.stated if _same(one.figure) not in about), *said))
    made = bench.made[row.id]
    bench.made[row.id] = replace(made, content=bench.tools.checked(made.content, row, bench.state))


def _same(figure: Figure) -> tuple[str, ...]:
    """What a later statement replaces an earlier one by."""
    return figure.indicator, figure.measure, figure.status, figure.period, figure.scope


def _alone(figure: Figure) -> Figure:
    """The figure without the place it had in one version of the text."""
    return replace(figure, start=0, end=len(figure.text), section="")


def _sentence(text: str, figure: Figure) -> str:
    start = max(text.rfind(mark, 0, figure.start) for mark in "。；！？\n") + 1
    ends = [at for mark in "。；！？\n" if (at := text.find(mark, figure.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def restore(bench: Bench, command: Restore) -> str:
    """An earlier version as a new one."""
    row = bench.state.section(command.section)
    version = bench.tools.version(bench.state.id, row.id, command.version)
    now = bench.text(row.id)
    if now is not None and now.paragraphs == version.section.paragraphs:
        raise BadCall(f"{row.name}现在就是第{command.version}稿的文字，不用恢复。")
    bench.put(row.id, version.section, "restored", f"恢复第{command.version}稿")
    return f"已恢复{row.name}的第{command.version}稿。"


def keep(bench: Bench, command: Keep) -> str:
    """Clauses of last year that a person looked at and lets stand."""
    row = bench.state.section(command.section)
    now = bench.text(row.id)
    if now is None:
        raise BadCall(f"{row.name}还没有写。")
    kept = kept_by_hand(now, command.clause)
    if kept == now.evidence:
        raise BadCall("这里没有沿用去年的句子，不用确认。")
    bench.put(row.id, replace(now, evidence=kept), "edited", "保留沿用的句子")
    return f"已确认{row.name}沿用的句子今年仍然成立。"


def write_fulfilment(bench: Bench, command: WriteFulfilment) -> str:
    """The section on last year's targets, written anew where the draft has it already."""
    rows = bench.tools.fulfilled(bench.state)
    if not rows:
        raise BadCall("上年的报告里没有找到带数字的目标，请核对它的“工作打算”部分是否已经读到。")
    year = bench.state.head.reviewed_year
    title = title_of(year)
    there = next((row for row in bench.state.standing() if row.item.title == title), None)
    if there is None:
        review = [row.id for row in bench.state.standing() if row.item.kind == "review" and row.item.level == 1]
        outlines.add(bench, Add(title, after=review[-1] if review else None))
        there = next(row for row in bench.state.standing() if row.item.title == title)
    if not bench.write(there.id, "\n".join(fulfilment_paragraphs(rows, year)), "drafted", "目标完成情况"):
        raise BadCall(f"{there.name}已经是最新的，没有改动。")
    return f"已把{len(rows)}项目标的完成情况写进{there.name}，没有结果的留了【待补】。"


def _text(bench: Bench, row: SectionRow) -> str:
    now = bench.text(row.id)
    if now is None:
        raise BadCall(f"{row.name}还没有写，请先起草。")
    return now.text


def _nth(text: str, words: str, nth: int) -> int:
    """Where the words stand for the nth time, −1 if they do not; one place only is meant whatever its number."""
    places = list(_places(text, words))
    if len(places) == 1:
        return places[0]
    return places[nth - 1] if 0 < nth <= len(places) else -1


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _shown(words: str) -> str:
    return words if len(words) <= 24 else words[:22] + "……"
