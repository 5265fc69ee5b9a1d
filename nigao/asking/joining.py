"""Paragraphs put together or taken apart: 第二段和第三段并成一段, 前两段合起来, 把第二段拆成两段, 从“……”那里另起一段. Always asked first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao import commands as c
from nigao.asking.passages import pieces_of
from nigao.asking.pieces import Piece, pieces
from nigao.asking.pointing import placed
from nigao.asking.saying import S, Saying
from nigao.asking.values import AskBack, Heard, Offer
from nigao.text.numerals import number

_RUN = re.compile(r"(?P<side>前|头|后|最后|末|末尾|开头)(?:的)?(?P<n>[两二三四])段")
_SECTIONS = AskBack("整节的合并、拆分请在编辑区里手工做，稿子没有动；要移动、改名或删去的是哪一节？", firm=True)


def joined_up(said: Saying) -> Heard | None:
    """Paragraphs that stand one after another made one; which, where that is not said, is asked."""
    at = _section(said)
    if isinstance(at, int) and (run := _RUN.search(said.spoken)) is not None:
        lines = pieces_of(said.scene, at, "paragraph")
        many = number(run["n"].replace("两", "二")) or 2
        return _as_one(said, at, lines[:many] if run["side"] in ("前", "头", "开头") else lines[-many:])
    found = pieces(said)
    if not isinstance(found, list):
        return found
    if len(found) < 2:
        if said.paragraph is None and len(said.sections) > 1:
            return _SECTIONS
        return AskBack("您要并的是哪一节的哪几段？请说“第二部分第一段和第二段并成一段”；稿子没有动。", firm=True)
    if len({one.position for one in found}) > 1:
        return AskBack("不同节的段落请先移到一节里再合并，例如“把第二段移到第三部分”；稿子没有动。", firm=True)
    every = pieces_of(said.scene, found[0].position, "paragraph")
    numbers = sorted({_number(every, one) for one in found})
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return AskBack(f"这几段在{said.scene.name(found[0].position)}里不挨着，请先移到一起再合并；稿子没有动。", firm=True)
    return _as_one(said, found[0].position, [(n, line) for n, line in every if n in numbers])


def taken_apart(said: Saying) -> Heard | None:
    """A paragraph made two, where the words say or else at the end of the sentence nearest its middle."""
    if said.quotations and said.paragraph is None:
        at = _section(said)
        holding = (
            [] if not isinstance(at, int) else [line for _, line in pieces_of(said.scene, at, "paragraph") if said.quotations[0] in line]
        )
        if len(holding) == 1 and isinstance(at, int):
            return _in_two(said, at, holding[0], holding[0].find(said.quotations[0]))
    found = pieces(said)
    if not isinstance(found, list):
        return found
    if len(found) != 1:
        return (
            _SECTIONS
            if said.sections and not found
            else AskBack("您要拆的是哪一节的哪一段？请说“第二部分第二段拆成两段”；稿子没有动。", firm=True)
        )
    line = found[0].text
    ends = [end.end() for end in re.finditer("[。；！？]", line) if end.end() < len(line)]
    marked = line.find(said.quotations[0]) if said.quotations else -1
    near = marked if marked > 0 else min(ends, key=lambda end: abs(end - len(line) / 2), default=0)
    return _in_two(said, found[0].position, line, near)


def _in_two(said: Saying, position: int, line: str, at: int) -> Heard:
    if at <= 0:
        return AskBack(f"{said.scene.name(position)}的这一段只有一句，拆不开；要从哪几个字起另起一段？稿子没有动。", firm=True)
    first, second = line[:at], line[at:]
    command = c.Amend(said.scene.id(position), line, f"{first}\n{second}")
    return Offer((command,), f"要把{said.scene.name(position)}的这一段从“{second[:16]}……”起另起一段吗？")


def _as_one(said: Saying, position: int, lines: Sequence[tuple[int, str]]) -> Heard:
    if len(lines) < 2:
        return AskBack(f"{said.scene.name(position)}没有这几段可并，请说明是第几段；稿子没有动。", firm=True)
    old = "\n".join(line for _, line in lines)
    if said.scene.text(position).count(old) != 1:
        return AskBack(f"{said.scene.name(position)}里有相同的段落，请在编辑区里手工合并；稿子没有动。", firm=True)
    command = c.Amend(said.scene.id(position), old, "".join(line for _, line in lines))
    named = "、".join(f"第{n}段" for n, _ in lines)
    return Offer((command,), f"要把{said.scene.name(position)}的{named}并成一段吗？")


def _section(said: Saying) -> int | Heard | None:
    named = [one for one in said.text if re.match(S, one) and said.refs[one].kind != "whole"]
    return placed(said, said.refs[named[0]]) if named else said.scene.current


def _number(every: Sequence[tuple[int, str]], piece: Piece) -> int:
    """Which paragraph it is or stands in."""
    return next((n for n, line in every if piece.text == line or piece.text in line), 1)
