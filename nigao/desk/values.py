"""Putting a value into a section on a person's word: an indicator's figure set, a 【待补】 filled, and what the ledger says against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.commands import Choose, Fill, SetFigure
from nigao.desk.bench import Bench, must_say
from nigao.desk.cells import in_cell
from nigao.desk.gate import OpenGap, gaps_of
from nigao.desk.proposing import part
from nigao.desk.state import Part, SectionRow, Stated
from nigao.draft import DraftSection
from nigao.errors import BadCall, NotFound
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.figures.mentions import mentions_in
from nigao.printable import GAP
from nigao.writing.direction import going, put_after
from nigao.writing.gaps import Gap, candidates, unit_fits
from nigao.writing.unlikely import unlikely

_BOUND_AFTER = re.compile(r"^(?:左右|上下|以上|以下|以内)")
_BOUND_BEFORE = re.compile(r"(?:不少于|不低于|不超过|不高于|超过|突破|约|达到|达)$")
_ANY_BOUND = re.compile(r"左右|上下|以上|以下|以内|不少于|不低于|不超过|不高于|超过|突破|约")


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
            if was and not _tells(figure.text, was):
                continue
            if same_indicator(figure.indicator, indicator) or _names(indicator, figure.indicator):
                found.append(_Told(row, figure))
    exact = [one for one in found if same_indicator(one.figure.indicator, indicator)]
    return [one for one in exact or found if one.figure.text == was] or exact or found


def _tells(text: str, was: str) -> bool:
    """Whether a figure's text has this value, the number whole: 185 is in 185公里, not in 1185公里."""
    return re.search(rf"(?<![\d.．]){re.escape(was.replace(' ', ''))}(?![\d.．]*\d)", text.replace(" ", "")) is not None


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
    return [one.figure for one in mentions_in(now.text, calendar=bench.state.brief().calendar(part))]


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
        if places[0].figure.place:
            value = in_cell(places[0].figure, value, bench.state.brief().calendar(""))
        for one in sorted(places, key=lambda one: -one.figure.start):
            _put(bench, row, one.figure.start, one.figure.end, value, f"{one.figure.indicator}：{was}改为{value}")
        return f"已把{row.name}里的“{command.indicator}{was}”改为“{value}”，出处记为您的更正，只在这份稿里算数；台账里的数在“台账”页更正。"
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
    already (填“25万人” in 【待补】万人) is not told twice. A value that says which way it goes turns the words in front (增长 → 下降)."""
    now = bench.text(row.id)
    assert now is not None
    (before, value), after = put_after(now.text[:start], value), now.text[end:]
    if _ANY_BOUND.search(value):
        before, after = _BOUND_BEFORE.sub("", before), _BOUND_AFTER.sub("", after)
    unit = re.search(r"[^\d.％%左右上下以不]+$", value)
    if unit and after.startswith(unit.group()):
        after = after[len(unit.group()) :]
    if not bench.write(row.id, before + value + after, remark=remark):
        raise BadCall(f"这里已经是“{value}”了。")
    _state(bench, row, len(before), len(value), source)


def choose(bench: Bench, command: Choose) -> str:
    """Which of contradicting values holds: written wherever the other one stood, and what gainsays it no longer bears this draft out."""
    value = must_say(command.value, "请说明选哪一个数，例如“71部”。")
    row = bench.state.section(command.section)
    now, places = bench.text(row.id), _given_up(bench, [row], command)
    if now is None or not places:
        raise BadCall(f"{row.name}里没有找到“{command.indicator}{command.was}”，可能已经改过，请刷新后再看。")
    put = replace(now, paragraphs=tuple(_with_value(bench, now.text, places, value).split("\n")))
    held = next((figure for figure in _read(bench, row, put) if figure.start == places[0].figure.start), None)
    if held is None or not same_indicator(held.indicator, places[0].figure.indicator):
        raise BadCall(f"“{value}”放进{row.name}后读不成“{command.indicator}”，稿子没有动，请直接改正文。")
    said = Stated(_alone(held), _sentence(put.text, held), bench.by, bench.at, command.source, holds=command.source)
    bench.head(stated=(*(one for one in bench.state.head.stated if _same(one.figure) != _same(held)), said))
    bench.put(row.id, now, "edited", remark=f"{command.indicator}选定为{value}")  # checked anew: what gainsaid it no longer counts
    for one in tellers(bench, command) if value != command.was else ():
        text, stands = bench.text(one.id), _given_up(bench, [one], command)
        if text is not None:
            remark = f"{command.indicator}：{command.was}改为选定的{value}"
            bench.write(one.id, _with_value(bench, text.text, stands, value), remark=remark, sources=(command.source,))
    return f"“{command.indicator}”已选定为{value}，稿中说到它的地方都按这个数。"


def tellers(bench: Bench, command: Choose) -> list[SectionRow]:
    """The sections in which the value to be given up stands."""
    return [row for row in bench.state.standing() if _given_up(bench, [row], command)]


def _given_up(bench: Bench, rows: Sequence[SectionRow], command: Choose) -> list[_Told]:
    """Where the value to be given up stands: of the year that the chosen one is of, since another year's may be the same number."""
    chosen = (entry.figure for entry in bench.tools.entries(bench.state) if entry.source.id == command.source)
    years = {one.period for one in chosen if same_indicator(one.indicator, command.indicator) and command.value in (one.text, one.told)}
    places = told(bench, rows, command.indicator, command.was)
    return [one for one in places if not years or one.figure.period in ("", *years)]


def _with_value(bench: Bench, text: str, places: Sequence[_Told], value: str) -> str:
    """The text with a value in place of each of these figures, in a cell as its heads have it."""
    for figure in sorted((one.figure for one in places), key=lambda figure: -figure.start):
        put = in_cell(figure, value, bench.state.brief().calendar("")) if figure.place else value
        text = text[: figure.start] + put + text[figure.end :]
    return text


def fill(bench: Bench, command: Fill) -> str:
    """A gap filled with a value, on the word of whoever fills it."""
    value = must_say(command.value, "请给出要填的数，例如“116万人”。")
    if GAP.search(value):  # the same would be asked for again
        raise BadCall("要填的是数，不能还是一处【待补】；这次不填的，可以写明理由保留。")
    gap = next((one for one in gaps_of(bench) if one.id == command.gap), None)
    if gap is None:
        raise NotFound("没有这处【待补】，可能已经填好，请刷新后再看。")
    _fill(bench, gap, value, command.source.strip())
    filled = [gap.row.name]
    while (twin := next((one for one in gaps_of(bench) if _asks_the_same(one, gap)), None)) is not None:
        _fill(bench, twin, value, command.source.strip())
        filled.append(twin.row.name)
    return f"已在{'、'.join(dict.fromkeys(filled))}填上{gap.text}：{value}。"


def _asks_the_same(one: OpenGap, other: OpenGap) -> bool:
    """Whether two gaps ask for one figure: both name it so, and last year's text had the same in both places. What is signed or another
    writer's is left alone."""
    if one.row.signed or one.row.given != other.row.given:
        return False
    if one.gap.mark != other.gap.mark or one.gap.last is None or other.gap.last is None:
        return False
    return bool(one.gap.last.value) and one.gap.last.value == other.gap.last.value


def _fill(bench: Bench, gap: OpenGap, value: str, source: str) -> None:
    _put(bench, gap.row, gap.gap.start, gap.gap.end, with_unit(value, gap.gap), f"填上{gap.text}", source)
    bench.head(left_open={key: reason for key, reason in bench.state.head.left_open.items() if key != gap.id})


def with_unit(value: str, gap: Gap) -> str:
    """A bare number takes the unit the gap asks for: 3.2 in 增速（%） is 3.2%."""
    unit = "个百分点" if gap.unit == "百分点" else gap.unit
    return value + unit if unit and re.fullmatch(r"[-−－+＋]?\d[\d,，]*(?:\.\d+)?", value) else value


def filling(bench: Bench, command: Fill) -> Part:
    """Filling a gap as one part of a proposal."""
    gap = next(one for one in gaps_of(bench) if one.id == command.gap)
    return replace(part(command, gap.gap.mark, command.value, gap.row.name), section=gap.row.id)


def doubtful(bench: Bench, command: Fill) -> str:
    """What speaks against a value that is to be filled in, as one question: its unit is another, or the ledger says otherwise; "" for
    nothing."""
    gap = next((one for one in gaps_of(bench) if one.id == command.gap), None)
    now = bench.text(gap.row.id) if gap else None
    if gap is None or now is None or not command.value.strip():
        return ""
    head = bench.state.head
    planned = gap.gap.status == "target" or gap.row.item.kind == "plan"
    year = gap.gap.year or str(head.year if planned else head.reviewed_year)
    known = candidates(gap.gap, bench.tools.entries(bench.state), year)
    before, value = put_after(now.text[: gap.gap.start], with_unit(command.value.strip(), gap.gap))
    calendar = bench.state.brief().calendar("plan" if planned else "review")
    figures = [one.figure for one in mentions_in(before + value + now.text[gap.gap.end :], calendar=calendar)]
    put = [figure for figure in figures if figure.start < len(before) + len(value) and figure.end > len(before)]
    if any(figure.unit and not unit_fits(gap.gap, figure) for figure in put):
        return f"这处【待补】要填的单位是“{gap.gap.unit}”，“{command.value.strip()}”的单位不同，仍然填上吗？"
    last = gap.gap.last.value if gap.gap.last else ""
    if why := next((why for figure in put if (why := unlikely(figure, last))), ""):
        return f"“{command.value.strip()}”{why}，仍然填上吗？"
    if not put or not known or any(agree(entry.figure, figure) for entry in known for figure in put):
        return ""
    told = "、".join(dict.fromkeys(f"{going(e.figure, e.figure.text)}（{e.source.title or e.source.filename}）" for e in known[:3]))
    return f"台账里“{gap.gap.indicator}”是{told}，同要填的{command.value.strip()}不一致，仍然填上吗？"


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
