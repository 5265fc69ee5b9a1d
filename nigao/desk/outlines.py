"""Changing the outline: headings renamed, moved, added, taken out and brought back; numbers follow, texts stay with their section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nigao.commands import Add, BringBack, Give, Move, Remove, Rename, SectionId, SetPoints, Swap
from nigao.desk.bench import Bench, must_say
from nigao.desk.state import SectionRow
from nigao.draft import OutlineItem
from nigao.errors import BadCall, NotFound
from nigao.planning import renumbered

LONGEST_TITLE = 80  # characters


def rename(bench: Bench, command: Rename) -> str:
    """Another title for a heading."""
    row = bench.state.section(command.section)
    title = _title(command.title)
    if title == row.item.title:
        raise BadCall(f"标题已经是“{title}”了。")
    bench.change(row.id, item=replace(row.item, title=title))
    return f"已把标题“{row.item.title}”改为“{title}”。"


def add(bench: Bench, command: Add) -> str:
    """A new heading in its place, numbers running on."""
    rows = bench.state.standing()
    title = _title(command.title)
    at, like, level = _place(bench, command)
    number = like.number if like else ("一、" if level == 1 else "（一）" if level == 2 else "")
    item = OutlineItem(number, title, level, kind=like.kind if like else "review")
    row = SectionRow(SectionId(bench.fresh()), at, item)
    bench.state = bench.state.with_sections([row])
    _arrange(bench, [*rows[:at], row, *rows[at:]])
    bench.touched[row.id] = None
    if command.text.strip():
        bench.write(row.id, command.text)
    return f"已增加{bench.state.section(row.id).name}，编号已顺延。"


def _place(bench: Bench, command: Add) -> tuple[int, OutlineItem | None, int]:
    """Where a new heading goes: its index, the heading whose number and kind it takes after, its level."""
    rows = bench.state.standing()
    if command.before is not None:
        beside = bench.state.section(command.before)
        return beside.position or 0, beside.item, beside.item.level
    if command.after is not None and command.level is not None:
        beside, level = bench.state.section(command.after), command.level
        like = next((row.item for row in rows if row.item.level == level and row.item.number), None)
        return (beside.position or 0) + 1, replace(like, kind=beside.item.kind) if like else None, level
    if command.after is not None:
        beside = bench.state.section(command.after)
        end = (bench.state.block(beside.id)[-1].position or 0) + 1
        return end, beside.item if beside.item.number or beside.item.title else _numbered(rows, 1), beside.item.level
    if command.under is not None:
        part = bench.state.section(command.under)
        block = bench.state.block(part.id)
        below = [row.item for row in block[1:] if row.item.level == block[1].item.level]
        level = below[0].level if below else part.item.level + 1
        like = below[0] if below else next((row.item for row in rows if row.item.level == level and row.item.number), None)
        return (block[-1].position or 0) + 1, replace(like, kind=part.item.kind) if like else None, level
    top = _numbered(rows, min((row.item.level for row in rows if row.item.title), default=1))
    return len(rows), top, top.level if top else 1


def _numbered(rows: Sequence[SectionRow], level: int) -> OutlineItem | None:
    """The last heading of a level, the one a new one at the end takes after."""
    return next((row.item for row in reversed(rows) if row.item.level == level and row.item.title), None)


def move(bench: Bench, command: Move) -> str:
    """A heading with all below it before or after another."""
    block = bench.state.block(command.section)
    target = command.before if command.before is not None else command.after
    if target is None:
        raise BadCall("请说明移到哪一部分的前面或后面。")
    beside = bench.state.section(target)
    if beside.id in {row.id for row in block}:
        raise BadCall("不能把一个部分移到它自己里面，请换一个位置。")
    rest = [row for row in bench.state.standing() if row.id not in {one.id for one in block}]
    last = beside.id if command.before is not None else bench.state.block(beside.id)[-1].id
    at = next(index for index, row in enumerate(rest) if row.id == last) + (0 if command.before is not None else 1)
    shift = beside.item.level - block[0].item.level
    moved = [replace(row, item=_at_level(row.item, row.item.level + shift, beside.item if row is block[0] else None)) for row in block]
    if [row.id for row in [*rest[:at], *moved, *rest[at:]]] == [row.id for row in bench.state.standing()] and not shift:
        raise BadCall(f"{block[0].name}已经在那里了。")
    _arrange(bench, [*rest[:at], *moved, *rest[at:]])
    for row in block:
        bench.touched[row.id] = None
    return f"已把“{block[0].item.title}”移到“{beside.item.title or '开头'}”{'之前' if command.before is not None else '之后'}，编号已顺延。"


def _at_level(item: OutlineItem, level: int, like: OutlineItem | None) -> OutlineItem:
    """A heading at another level takes the style of the numbers there."""
    if level == item.level:
        return item
    return replace(item, level=level, number=like.number if like else item.number)


def swap(bench: Bench, command: Swap) -> str:
    """Two parts change places."""
    one, other = bench.state.block(command.section), bench.state.block(command.other)
    if {row.id for row in one} & {row.id for row in other}:
        raise BadCall("这两个部分一个在另一个里面，不能对调。")
    if (one[0].position or 0) > (other[0].position or 0):
        one, other = other, one
    rows = bench.state.standing()
    first, second = one[0].position or 0, other[0].position or 0
    between = rows[first + len(one) : second]
    _arrange(bench, [*rows[:first], *other, *between, *one, *rows[second + len(other) :]])
    for row in (*one, *other):
        bench.touched[row.id] = None
    return f"已对调“{one[0].item.title}”和“{other[0].item.title}”，编号已顺延。"


def remove(bench: Bench, command: Remove) -> str:
    """A heading with all below it taken out; its texts are kept and it can be brought back."""
    block = bench.state.block(command.section)
    rows = bench.state.standing()
    if len(block) == len(rows):
        raise BadCall("提纲至少要留一个部分。")
    removal = f"{bench.at}-{bench.fresh()}"
    for row in block:
        bench.change(row.id, position=None, removed=removal, stood=row.position or 0)
    _arrange(bench, [row for row in rows if row.id not in {one.id for one in block}])
    below = f"（连同下面{len(block) - 1}个部分）" if len(block) > 1 else ""
    return f"已删去{block[0].name}{below}，编号已顺延；随时可以找回来。"


def bring_back(bench: Bench, command: BringBack) -> str:
    """What one removal took out, back where it stood."""
    row = bench.state.sections.get(command.section)
    if row is None or row.position is not None:
        raise NotFound("删去的部分里没有这一节，可能已经找回来了。")
    gone = sorted((one for one in bench.state.sections.values() if one.position is None and one.removed == row.removed), key=_stood)
    rows = bench.state.standing()
    at = min(gone[0].stood, len(rows))
    back = [replace(one, removed="", stood=0) for one in gone]
    _arrange(bench, [*rows[:at], *back, *rows[at:]])
    for one in back:
        bench.touched[one.id] = None
    return f"已找回“{gone[0].item.title}”，编号已顺延。"


def _stood(row: SectionRow) -> int:
    return row.stood


def set_points(bench: Bench, command: SetPoints) -> str:
    """What a section is to say."""
    row = bench.state.section(command.section)
    points = tuple(line for point in command.points if (line := point.strip(" -*•\t")))
    bench.change(row.id, item=replace(row.item, points=points))
    return f"已记下{row.name}的{len(points)}条要点。"


def give(bench: Bench, command: Give) -> str:
    """A part for somebody to write."""
    block = bench.state.block(command.section)
    to = command.to.strip()
    if all(row.given == to for row in block):
        raise BadCall(f"{block[0].name}已经是{f'“{to}”的' if to else '没有分给谁的'}了。")
    for row in block:
        bench.change(row.id, given=to)
    below = f"（连同下面{len(block) - 1}个部分）" if len(block) > 1 else ""
    return f"已把{block[0].name}{below}分给“{to}”写。" if to else f"{block[0].name}{below}不再分给谁写。"


def _arrange(bench: Bench, rows: Sequence[SectionRow]) -> None:
    """The outline in this order, numbers running on."""
    items = renumbered(row.item for row in rows)
    placed = (replace(row, position=index, item=item) for index, (row, item) in enumerate(zip(rows, items, strict=True)))
    bench.state = bench.state.with_sections(placed)


def _title(words: str) -> str:
    title = must_say(words, "请给出标题。").replace("\n", " ")
    if len(title) > LONGEST_TITLE:
        raise BadCall(f"标题有{len(title)}个字，太长了，请控制在{LONGEST_TITLE}字以内。")
    return title
