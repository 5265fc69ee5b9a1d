"""Of two places that say the same, which is to go: （三）里“……”写了两遍，前面那段拿掉; 增长19.5%那句出现两回，第二回那句删了. Asked first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao import commands as c
from nigao.asking.passages import Unit, pieces_of
from nigao.asking.pieces import Piece, cited, dropping
from nigao.asking.ref import Ref
from nigao.asking.saying import Saying
from nigao.asking.values import Heard, Offer

_TWICE = re.compile(r"[两二](?:遍|回|处|次|段|句|个地方)|重复了?|重了")
_SIDE = r"(?P<{0}>前|头|上|第一|后|末|下|第二|最后)(?:面|边|头|一|回|处|个|次|遍)*(?:的)?(?:那|这)?(?:一)?(?:段|句|遍|处|个|回|次)*(?:话)?"
_OUT = r"(?:删|去掉|去了|拿掉|不要|砍|撤|划掉|剔除)"
_KEEP = r"(?:只留|就留|留下|留着|留|保留|只要)"
_GOES = (re.compile(rf"{_SIDE.format('a')}(?:给我|就|都|可以|，)*{_OUT}"), re.compile(rf"{_OUT}(?:掉|去|了)?{_SIDE.format('a')}"))
_STAYS = (re.compile(rf"{_KEEP}{_SIDE.format('a')}"), re.compile(rf"{_SIDE.format('a')}(?:给我|就|，)*{_KEEP}"))
_LEAST = 4


def one_of_two(said: Saying) -> Heard | None:
    """The one of two alike that goes; None where the words do not say which, or there are not two."""
    text = said.spoken
    first = _first_goes(text)
    if first is None or not _TWICE.search(text):
        return None
    unit: Unit = "sentence" if re.search("[那这一两]句|句话|[回次处遍]", text) and not re.search("[那这一两几]段", text) else "paragraph"
    other: Unit = "paragraph" if unit == "sentence" else "sentence"
    for position in _places(said):
        for one in (unit, other):
            lines = pieces_of(said.scene, position, one)
            words = _words(said, [line for _, line in lines])
            alike = [(n, line) for n, line in lines if words and words in line]
            if len(alike) == 2:
                number, line = alike[0 if first else 1]
                if (clause := _clause_of(said, line)) and said.scene.text(position).count(line) == 1:
                    amend = c.Amend(said.scene.id(position), line, line.replace(clause, "", 1))
                    return Offer((amend,), f"要从{said.scene.name(position)}的“{line[:16]}……”里删去“{said.quotations[0]}”吗？")
                piece = Piece(position, Ref(0, 0, "here", (), "", one, number), line)
                kind = "句" if one == "sentence" else "段"
                return Offer((dropping(said, piece),), f"要从{said.scene.name(position)}里删去第{number}{kind}，{cited([piece])}吗？")
    return None


def _clause_of(said: Saying, line: str) -> str:
    """The words in quotation marks with the comma beside them, where they are one clause among others of the line; else ""."""
    if not said.quotations or re.search("[那这一]段|整段", said.spoken):
        return ""
    words = re.escape(said.quotations[0])
    found = re.search(rf"[，；]{words}(?=[，；。])|(?<=[。；]){words}[，；]", line)
    return found.group() if found is not None else ""


def _first_goes(text: str) -> bool | None:
    for patterns, goes in ((_STAYS, False), (_GOES, True)):
        found = next((found for pattern in patterns if (found := pattern.search(text))), None)
        if found is not None:
            return (found["a"] in ("前", "头", "上", "第一")) is goes
    return None


def _places(said: Saying) -> list[int]:
    """The sections it may be in: those named, else the open one before the others."""
    named = [p for ref in said.sections if ref.kind != "whole" for p in ref.positions]
    every = [p for p in range(len(said.scene.sections)) if said.scene.text(p)]
    return named or sorted(every, key=lambda p: p != said.scene.current)


def _words(said: Saying, lines: Sequence[str]) -> str:
    """What is said twice: the words in quotation marks, else the longest that stand in two of the lines."""
    if said.quotations:
        return said.quotations[0]
    spoken = said.spoken
    for size in range(min(20, len(spoken)), _LEAST - 1, -1):
        for at in range(len(spoken) - size + 1):
            if sum(spoken[at : at + size] in line for line in lines) == 2:
                return spoken[at : at + size]
    return ""
