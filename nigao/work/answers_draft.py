"""Answers about the draft as it stands: who changed or signed what and when, its lengths side by side, where it speaks of something."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from nigao import commands as c
from nigao import commands_json
from nigao.asking import values as asked
from nigao.asking.scene import Scene
from nigao.desk.state import Entry
from nigao.ledger import Conflict
from nigao.ports import Archive
from nigao.standing import BEARING
from nigao.work.answers import Answer

MANY = 8
_PAPERS = 30


def record(scene: Scene, journal: Sequence[Entry], request: asked.AskRecord) -> Answer:
    """Who did what to a section or to the draft, the latest first; of signatures only, where that is asked."""
    ids = None if request.section is None else {scene.id(p) for p in scene.block(request.section)}
    lines = []
    for entry in reversed(journal):
        if not entry.patch or entry.undone or (ids is not None and not ids & set(entry.sections)):
            continue
        command = commands_json.from_json(json.loads(entry.command))
        if request.signed and not isinstance(command, c.Accept):
            continue
        at = datetime.fromisoformat(entry.at).astimezone()
        where = scene.names([p for p in range(len(scene.sections)) if scene.id(p) in entry.sections])
        lines.append(f"{at:%Y-%m-%d %H:%M}　{entry.by}　{type(command).words}{where}")
    what = "采纳" if request.signed else "改动"
    if not lines:
        return Answer(
            f"{scene.name(request.section) if request.section is not None else '稿子'}还没有{what}的记录。", section=request.section
        )
    more = f"\n共{len(lines)}条，其余见“记录”页。" if len(lines) > MANY else ""
    return Answer(f"{what}记录（最近的在前）：\n" + "\n".join(lines[:MANY]) + more, section=request.section)


def lengths(scene: Scene, section: int | None) -> Answer:
    """How many characters each section has, of the draft or below one of its parts."""
    positions = range(len(scene.sections)) if section is None else scene.block(section)
    sizes = [(p, len(scene.text(p))) for p in positions if p != section and scene.item(p).title]
    if not sizes:
        return Answer(
            f"{scene.name(section)}下面没有分节，现在{len(scene.text(section))}字。" if section is not None else "稿子还没有分节。",
            section=section,
        )
    name = "全文" if section is None else scene.name(section)
    longest, shortest = max(sizes, key=lambda one: one[1]), min(sizes, key=lambda one: one[1])
    lines = [f"{scene.name(p)}　{size}字" for p, size in sizes]
    head = f"{name}下面有{len(sizes)}节，共{sum(size for _, size in sizes)}字，最长的是{scene.name(longest[0])}，最短的是{scene.name(shortest[0])}："
    return Answer("\n".join([head, *lines]), section=section)


def departments(archive: Archive) -> Answer:
    """Which departments have handed something in."""
    names = dict.fromkeys(source.department for source in archive.sources() if source.department and source.standing in BEARING)
    if not names:
        return Answer("还没有收到部门的材料。")
    return Answer(f"已经收到材料的有{len(names)}家：{'、'.join(names)}。哪家应交而没有交，要对着分工名单看，这里没有名单。")


def papers(scene: Scene, archive: Archive, unused: bool) -> Answer:
    """Which papers are there and whose; of those that may feed the draft, which it draws nothing from."""
    known, told = list(archive.sources()), ""
    if unused:
        contents = [scene.content(p) for p in range(len(scene.sections))]
        drawn = {place.source for content in contents if content is not None for one in content.evidence for place in one.places}
        apart = sum(source.standing not in BEARING for source in known)
        known = [source for source in known if source.standing in BEARING and source.id not in drawn]
        told = (
            f"另有{apart}份按参考收着（外单位的），只作对照，不用在稿子里；其中有本单位或所属单位的，请在“材料”页改归属。" if apart else ""
        )
    if not known:
        return Answer(f"本单位和部门的材料稿子里都用到了。{told}" if unused else "还没有收进材料，请先在“材料”页上传。")
    lines = [f"《{source.title or source.filename}》　{source.department or source.unit or '没有写明单位'}" for source in known[:_PAPERS]]
    more = f"\n共{len(known)}份，其余见“材料”页。" if len(known) > _PAPERS else ""
    head = f"稿子里没有用到的有{len(known)}份：" if unused else f"现在收着{len(known)}份材料："
    return Answer("\n".join(filter(None, [head, *lines, told])) + more, tuple(source.id for source in known[:_PAPERS]))


def used(scene: Scene, section: int | None) -> Answer:
    """Which material the words and figures of a section, or of the draft, are borne out by."""
    contents = [scene.content(p) for p in (range(len(scene.sections)) if section is None else scene.block(section))]
    places = [place for content in contents if content is not None for one in content.evidence for place in one.places]
    counts: dict[tuple[str, str], int] = {}
    for place in places:
        counts[place.source, place.title] = counts.get((place.source, place.title), 0) + 1
    name = "全文" if section is None else scene.name(section)
    if not counts:
        return Answer(f"{name}里没有标明出处的数字和句子。", section=section)
    lines = [f"《{title}》　{many}处" for (_, title), many in sorted(counts.items(), key=lambda one: -one[1])]
    return Answer(f"{name}用到的材料：\n" + "\n".join(lines), tuple(dict.fromkeys(source for source, _ in counts)), section)


def ruled(conflicts: Sequence[Conflict], words: str, scene: Scene) -> Answer:
    """Which values that contradict each other have been ruled on, by whom and why; those still open first."""
    meant = [one for one in conflicts if not words or words in one.indicator or one.indicator in words]
    if not meant:
        return Answer(f"台账里{f'“{words}”' if words else ''}没有说法不一的数，不用裁定。")
    open_ = [one for one in meant if one.ruling is None]
    lines = [f"还没有裁定：{one.indicator}（{one.period}）{_sides(one)}{_standing(one, scene)}" for one in open_]
    for one in meant:
        if (ruling := one.ruling) is not None:
            lines.append(f"已裁定：{one.indicator}（{one.period}）以{ruling.value}{ruling.unit}为准，{ruling.by}：{ruling.reason}")
    more = f"\n共{len(lines)}项，其余见“台账”页。" if len(lines) > MANY else ""
    return Answer(f"说法不一的有{len(meant)}项，{len(open_)}项还没有裁定：\n" + "\n".join(lines[:MANY]) + more)


def _sides(conflict: Conflict) -> str:
    """Each value with the paper that tells it."""
    by_value = {entry.figure.value: entry for entry in reversed(conflict.entries)}
    return "；".join(f"《{one.source.title}》{one.figure.told}" for one in list(by_value.values())[:3])


def _standing(conflict: Conflict, scene: Scene) -> str:
    """Which of the values the draft tells, and how another is chosen."""
    places = [(p, value) for value in conflict.values for p in range(len(scene.sections)) if value in scene.text(p)]
    stands = "、".join(dict.fromkeys(f"{scene.name(p)}里是{value}" for p, value in places[:2]))
    return f"。稿子{stands or '里没有写'}；用哪个由您定，例如“{conflict.indicator}用{conflict.entries[0].source.department or '财务'}的”"
