"""What several clauses of one message come to together: a value after another, of two lengths the last, one question asked twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.asking.amounts import share_of
from nigao.asking.framing import speaker
from nigao.asking.inquiring import about
from nigao.asking.scene import Scene
from nigao.asking.values import AskBack, AskFigure, AskRecord, FillAsLast, Heard, Offer, Order, StateFigure
from nigao.commands import Accept, Draft, Expand, SectionId, Shorten
from nigao.commands_json import sections_of

# 311天，比上年多21天: how much more, of what was said right before.
_MORE = re.compile(r"(?:.*(?:比|较|同比))?(?:上年|去年|上一年)?(?:多|少|增加?|下?降|减少?|增长|提高|上升)(?:了|出)?")


def _corrects(one: StateFigure, before: StateFigure) -> bool:
    """Whether somebody says another value of what was said before: 绿电占比36%，能源局来函说38%."""
    unit, theirs = (re.sub(r"^[\d,.]+[万亿千百]*", "", value) for value in (one.value, before.value))
    alike = not unit or (unit == theirs and share_of(one.value) is share_of(before.value))
    return alike and speaker(one.indicator) and not (one.was or before.was or before.fills or before.target)


def one_after_another(out: Sequence[Heard]) -> list[Heard]:
    """A value said right after another is looked for beside it first, as an aim where that was one: 床位目标定7000张，互助点200个.

    What names no indicator (这一项, 今年的目标) is of the one spoken of before.
    """
    found: list[Heard] = []
    before: StateFigure | None = None
    named = ""
    for one in out:
        if isinstance(one, AskFigure) and named:
            one = about(one, named)
        if isinstance(one, StateFigure | FillAsLast) and not one.indicator and not getattr(one, "was", ""):
            one = (
                replace(one, indicator=named) if named else AskBack("请说明是哪一项指标的数，例如“城镇新增就业应该是116万人”；稿子没有动。")
            )
        if isinstance(one, StateFigure):
            if before is not None and _MORE.fullmatch(one.indicator):
                one = replace(
                    one, indicator=before.indicator, change=True, actual=before.actual, sections=before.sections, sure=before.sure
                )
            if before is not None and _corrects(one, before):
                found.remove(before)
                one = replace(before, value=one.value, was=before.value, sure=True, fills=False)
            elif before is not None and not one.sections:
                one = replace(
                    one,
                    near=one.near or before.sections or before.near,
                    target=one.target or (before.target and not one.actual and not one.was),
                    fills=one.fills or (before.fills and not one.was),
                    beside=before.indicator,
                )
            before = one
        named = getattr(one, "indicator", "") or named
        found.append(one)
    return found


def last_lengths(out: list[Heard]) -> list[Heard]:
    """Of two lengths wanted of one section the last one counts: 压一压，八百字就行."""
    last: dict[str, object] = {}
    for one in out:
        for command in one.commands if isinstance(one, Order) else ():
            if isinstance(command, Shorten | Expand) and getattr(command, "paragraph", None) is None:
                last[command.section] = command
    kept = []
    for one in out:
        if isinstance(one, Order):
            commands = tuple(
                x
                for x in one.commands
                if not isinstance(x, Shorten | Expand) or last.get(x.section, x) is x or getattr(x, "paragraph", None)
            )
            if not commands and not one.note:
                continue
            one = replace(one, commands=commands)
        kept.append(one)
    return kept


def signed_unseen(out: Sequence[Heard], scene: Scene) -> list[Heard]:
    """重新起草，起草完直接定稿: what is only being written is signed when it has been seen, so that it is only offered."""
    coming = {
        id
        for one in out
        if isinstance(one, Order)
        for command in one.commands
        if isinstance(command, Draft | Shorten | Expand)
        for id in sections_of(command)
    }
    return [_offered(one, scene) if isinstance(one, Order) and _signs(one) & coming else one for one in out]


def _signs(order: Order) -> set[SectionId]:
    return {command.section for command in order.commands if isinstance(command, Accept) and command.section is not None}


def _offered(order: Order, scene: Scene) -> Offer:
    names = scene.names([p for p in range(len(scene.sections)) if scene.id(p) in _signs(order)])
    return Offer(order.commands, f"{names}写好看过以后，要采纳吗？")


def one_record(out: Sequence[Heard]) -> list[Heard]:
    """谁改的，什么时候改的 asks one thing, of the section the first of them names."""
    first = next((one for one in out if isinstance(one, AskRecord)), None)
    return [one for one in out if not isinstance(one, AskRecord) or one is first]
