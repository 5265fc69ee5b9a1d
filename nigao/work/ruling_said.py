"""A ruling between contradicting values said in the conversation, as the command that chooses one in this draft; offered, never done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao import commands as c
from nigao.asking.near import subsequence
from nigao.asking.scene import Scene
from nigao.asking.values import AskBack, Heard, Offer, RuleByWords, Told
from nigao.ledger import Conflict, Entry

_OWN_OFFICES = ("财务", "统计", "指标表", "集团", "本部", "计财", "办公室")


def ruling_said(said: RuleByWords, scene: Scene, conflicts: Sequence[Conflict]) -> Heard:
    """The values given up in the draft for the one that is named; else the question which is meant."""
    found = _meant(said, conflicts)
    if found is None:
        return AskBack(f"台账里“{said.indicator}”没有说法不一的数，稿子没有动；要改成几，请说“{said.indicator}改成……”。", firm=True)
    told = "、".join(f"《{one.source.title}》{one.figure.told}" for one in _each(found))
    entry = _named(said, found)
    if entry is None:
        return AskBack(f"“{found.indicator}”说法不一：{told}。“{said.who}”是哪一份？请说材料的名字或那个数；稿子没有动。", firm=True)
    lost = [one for one in _each(found) if one.figure.value != entry.figure.value]
    commands = tuple(
        c.Choose(scene.id(p), found.indicator, text, entry.figure.told, entry.source.id)
        for one in lost
        for text in dict.fromkeys((one.figure.told, one.figure.text))
        for p in range(len(scene.sections))
        if text and text in scene.text(p)
    )
    if not commands:
        return Told(f"稿子里没有用“{found.indicator}”的另一个数，不用改。说法有：{told}；裁定请到“台账”页，写明理由。")
    return Offer(
        commands,
        f"“{found.indicator}”说法不一：{told}。要在{scene.names(sorted({_at(scene, one) for one in commands}))}里改用《{entry.source.title}》的{entry.figure.told}吗？",
    )


def _at(scene: Scene, command: c.Choose) -> int:
    return next(p for p in range(len(scene.sections)) if scene.id(p) == command.section)


def _meant(said: RuleByWords, conflicts: Sequence[Conflict]) -> Conflict | None:
    for fits in (
        lambda one: one == said.indicator,
        lambda one: said.indicator in one or one in said.indicator,
        lambda one: subsequence(said.indicator, one, 4.0),
    ):
        found = [one for one in conflicts if fits(one.indicator)]
        if found:
            return found[0] if len({one.indicator for one in found}) == 1 else None
    return None


def _each(conflict: Conflict) -> list[Entry]:
    """One place for each value."""
    return list({entry.figure.value: entry for entry in reversed(conflict.entries)}.values())


def _named(said: RuleByWords, conflict: Conflict) -> Entry | None:
    """The place that is named by its paper, its office or its value."""
    who = said.who.removesuffix("部门").removesuffix("部").removesuffix("公司")
    entries = _each(conflict)
    if said.value:
        alike = [one for one in entries if _number(one.figure.told) == _number(said.value)]
        return alike[0] if len(alike) == 1 else None
    named = [one for one in conflict.entries if who in f"{one.source.department}{one.source.title}{one.source.filename}"]
    others = {one.figure.value for one in named}
    if len(others) == 1:
        return named[0]
    own = [one for one in entries if one.source.standing == "own"]
    return own[0] if not named and len(own) == 1 and who.startswith(_OWN_OFFICES) else None


def _number(told: str) -> str:
    """The number as it is written, without its commas and unit: 7,186万元 is 7186."""
    found = re.search(r"\d[\d,，]*(?:\.\d+)?", told)
    return re.sub("[,，]", "", found.group()) if found else told
