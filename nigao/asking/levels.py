"""Which heading of a draft is the wanted one of its level: 第二部分, 第三节 of the part that is open."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nigao.asking.scene import Scene
from nigao.text.numerals import number


def lower(scene: Scene) -> int:
    """The level of what people call 节: the second where there is one."""
    levels = sorted({scene.item(i).level for i in range(len(scene.sections)) if titled(scene, i)})
    return levels[1] if len(levels) > 1 else levels[0] if levels else 1


def titled(scene: Scene, position: int) -> bool:
    return bool(scene.item(position).number or scene.item(position).title)


def piece_of(scene: Scene, wanted: int) -> tuple[int, ...]:
    """第二节: in the part that is open, else the only one of that number, else all there are."""
    level = lower(scene)
    if scene.current is not None:
        here = nth_of(scene, level, wanted, part_of(scene, scene.current))
        if here:
            return here
    parts = [i for i in range(len(scene.sections)) if scene.item(i).level < level and titled(scene, i)]
    if not parts:
        return nth_of(scene, level, wanted, range(len(scene.sections)))
    return tuple(p for part in parts for p in nth_of(scene, level, wanted, scene.block(part)))


def part_of(scene: Scene, position: int) -> tuple[int, ...]:
    top = position
    while top > 0 and scene.item(top).level > 1:
        top -= 1
    return scene.block(top)


def nth_of(scene: Scene, level: int, wanted: int, scope: Iterable[int]) -> tuple[int, ...]:
    """The heading of this level whose number is the wanted one; by its place where the headings have no numbers."""
    here = [i for i in scope if scene.item(i).level == level and titled(scene, i)]
    numbered = [i for i in here if scene.item(i).number]
    if not numbered:
        return (here[wanted - 1],) if 0 < wanted <= len(here) else ()
    found = (i for i in numbered if number(re.sub(r"[^一二三四五六七八九十\d]", "", scene.item(i).number)) == wanted)
    return tuple(found)[:1]
