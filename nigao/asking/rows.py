"""A row of a table in a draft taken out: 删掉表格里固定资产投资那一行, 表格第2行不要了. Reads words, changes nothing."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.passages import pieces_of
from nigao.asking.pointing import placed
from nigao.asking.saying import S, Saying
from nigao.asking.scene import Scene
from nigao.asking.values import AskBack, Heard, Order
from nigao.text.numerals import number

_OUT = r"(?:删除|删掉|删去|删了|删|去掉|拿掉|不要了?|划掉|去除|取消)"
_NTH = r"(?P<last>倒数)?第(?P<n>[一二三四五六七八九十\d]{1,3})行|(?P<end>最后)一?行"
_ABOUT = r"(?P<name>[^，。、]{2,20}?)(?:的|这|那)*(?:一)?行"
_ROW = re.compile(
    rf"^(?:请|帮我|麻烦|把|将|给我)*(?P<out>{_OUT})?(?:把|将)?(?P<s>{S})?(?:里面?|中|的)*(?P<table>(?:这张?)?表格?(?:里面?|中|的)*)?(?:{_NTH}|{_ABOUT})"
    rf"(?:从表格?(?:里面?|中))?(?P<late>{_OUT})?(?:掉|了|吧|一下)*$"
)


def row_dropped(said: Saying) -> Heard | None:
    """One row of a section's table, by its number below the head or by what it names; asked back where that is no row of a table."""
    match = _ROW.match(said.squeezed)
    if match is None or not (match["out"] or match["late"]):
        return None
    at = placed(said, said.refs[match["s"]]) if match["s"] else _with_table(said.scene)
    if at is None and not match["table"]:
        return None
    if not isinstance(at, int):
        return at or AskBack("您说的是哪一节的表？请先点开那一节，或说出它的标题；稿子没有动。")
    rows = _rows(said.scene, at)
    if not rows:
        return AskBack(f"{said.scene.name(at)}里没有表格，稿子没有动。") if match["table"] else None
    named = said.words(match["name"]) if match["name"] else ""
    found = [one for one in rows if named in one[1]] if named else _nth(rows, match)
    if named and len(found) > 1:
        found = [one for one in found if one[1].partition("\t")[0] == named] or found
    if len(found) != 1:
        told = f"有{len(found)}行说到“{named}”" if found else f"没有“{named}”这一行" if named else f"只有{len(rows)}行"
        return AskBack(f"{said.scene.name(at)}的表里{told}，您说的是哪一行？稿子没有动。")
    return Order((c.Amend(said.scene.id(at), found[0][1], ""),))


def _with_table(scene: Scene) -> int | None:
    """The open section where it has a table, else the only section that has one."""
    if scene.current is not None and _rows(scene, scene.current):
        return scene.current
    having = [position for position in range(len(scene.sections)) if _rows(scene, position)]
    return having[0] if len(having) == 1 else None


def _rows(scene: Scene, position: int) -> list[tuple[int, str]]:
    """(number of its line, text) of the rows below the heads of a section's tables."""
    lines = pieces_of(scene, position, "paragraph")
    tabbed = {n for n, text in lines if "\t" in text.strip()}
    return [(n, text) for n, text in lines if n in tabbed and n - 1 in tabbed]


def _nth(rows: list[tuple[int, str]], match: re.Match[str]) -> list[tuple[int, str]]:
    at = -1 if match["end"] else (number(match["n"] or "") or 0) * (-1 if match["last"] else 1)
    if not 0 < abs(at) <= len(rows):
        return []
    return [rows[at] if at < 0 else rows[at - 1]]
