"""What stands around each figure: its clause, its sentence, and the figure told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nigao.figures.scan import Token
from nigao.text.prose import Prose, clauses

_MARK = re.compile(r"[（）\n]")
_LEADING = re.compile(r"(?:及?以上|左右|以内|以下)?(?:[、和及与，\s]|以及|并且?(?!网|购|联))")
_CHAINED = re.compile(r"(?:及?以上|左右|以内|以下)?(?:[、和及与]|以及)")
_AFTER = re.compile(r"^(?:及?以上|左右|以内|以下)?(?:(?:的)?(?:增长|下降|安排|增速|水平|大关|[百千]?[万亿]*元?级?台阶)(?=、))?")
# How a figure is reckoned, told in brackets behind its name or its number: no part of either.
_RECKONED = re.compile(
    r"（(?:[^（）\d]{0,30}下同|(?:以下)?简称[^（）]{1,16}|不?含[^（）\d]*|[^（）\d]*(?:口径|价格?)[^（）\d]*|(?:初步|快报|统计)[^（）\d]{0,6}|预计数?)）"
)
# 41个中小学（幼儿园）建设项目: a word in brackets inside a name does not end it.
_ALSO = re.compile(r"(?<=[\u4e00-\u9fff])（[\u4e00-\u9fff]{1,5}）(?=(?!等)[\u4e00-\u9fff])")
_COUNTIES = re.compile(r"^（[市县区旗、]+）")  # 7县（市、区）
# 4、为22所学校…: the number of a list's item, no part of what it says.
_ITEM = re.compile(r"\s*(?:\d{1,2}(?:[、．]|[.)）](?!\d))|[（(]\d{1,2}[)）]、?)(?=[\u4e00-\u9fff“])")
LIMIT = 120  # no subject in official prose is further from its number; keeps the work linear on text without punctuation


@dataclass(slots=True)
class Spot:
    """A figure in its place; all strings are cut from the plain text.

    left: from the clause's beginning, or the figure before it, to the number. right: from the number to the clause's end or
    the next figure.
    clause: the whole clause up to the number; sentence: the sentence up to the number. before: the clause ahead of this one.
    ahead: the sentence ahead of this one, "" if it tells a figure itself.
    next: the clause behind this one. rest: this one behind the number, beyond the figures that follow in it.
    parallel: whether it stands in one clause with the figure before it, behind 、 和 及 与. chained: nothing but such a mark between them.
    """

    token: Token
    left: str
    right: str
    clause: str
    sentence: str
    before: str
    sentence_start: int
    follows: bool
    parallel: bool
    chained: bool
    more: bool
    fresh: bool  # no figure in the clause ahead
    ahead: str = ""
    next: str = ""
    rest: str = ""
    bracket: int = -1  # where the brackets around it were opened, −1 if it stands in none


def spots(tokens: Sequence[Token], text: str, prose: Prose) -> Iterator[Spot]:
    """Each figure with its surroundings, in order. prose: the text's sentences and clauses."""
    ends, commas = prose.sentence_ends, prose.clause_ends
    brackets = _Brackets(text)
    for i, token in enumerate(tokens):
        previous = tokens[i - 1] if i else None
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        beyond = tokens[i + 2] if i + 2 < len(tokens) else None
        spot = _spot(token, previous, following, beyond, text, ends, commas)
        spot.bracket = brackets.around(token.start)
        yield spot


class _Brackets:
    """The outermost pairs of brackets of a text; what is opened and not closed within a paragraph or LIMIT characters is none."""

    def __init__(self, text: str) -> None:
        self._pairs: list[tuple[int, int]] = []
        opened, depth = -1, 0
        for match in _MARK.finditer(text):
            mark = match.group()
            if mark == "\n" or (depth and match.start() - opened > 3 * LIMIT):
                depth = 0
            if mark == "（":
                opened, depth = (opened if depth else match.start()), depth + 1
            elif mark == "）" and depth:
                depth -= 1
                if not depth:
                    self._pairs.append((opened, match.start()))
        self._starts = [start for start, _ in self._pairs]

    def around(self, place: int) -> int:
        """Where the brackets around this place open, −1 if there are none."""
        i = bisect_right(self._starts, place) - 1
        return self._pairs[i][0] if i >= 0 and place < self._pairs[i][1] else -1


def _spot(
    token: Token, previous: Token | None, following: Token | None, beyond: Token | None, text: str, ends: list[int], commas: list[int]
) -> Spot:
    sentence = _after(ends, token.start)
    item = _ITEM.match(text, sentence, token.start)
    sentence = item.end() if item else sentence
    clause = max(sentence, _after(commas, token.start))
    clause = max(_bracket(text, _before_brackets(text, clause, token.start, sentence, commas), token.start), token.start - LIMIT)
    finish = min(_next(ends, token.end, len(text)), _next(commas, token.end, len(text)), token.end + LIMIT)
    follows = previous is not None and previous.start >= sentence
    same = previous is not None and previous.start >= clause
    begin = previous.end if previous is not None and same else clause
    adjoining = following is not None and following.start == token.end
    stopper = beyond if adjoining else following  # 243户530人发放救助金12万元: what follows both
    stop = min(finish, stopper.start) if stopper else finish
    behind = following.end if following and adjoining else token.end
    left, right = _RECKONED.sub("", text[begin : token.start]), _unbracketed(_COUNTIES.sub("", text[behind:stop]))
    if same:
        left = _AFTER.sub("", left)
    parallel = same and bool(_LEADING.match(left))
    chained = same and _CHAINED.fullmatch(left) is not None
    if same and not parallel and re.search(r"[、和及与]$|以及$", left):
        left, parallel = left[-1:], True
    earlier = max(sentence, clause - LIMIT)
    ahead = _clause_before(text[earlier : max(earlier, clause - 1)])
    return Spot(
        token,
        left,
        right,
        _RECKONED.sub("", text[clause : token.start]),
        text[max(sentence, token.start - 2 * LIMIT) : token.start],
        ahead,
        sentence,
        follows,
        parallel,
        chained,
        stop < finish,
        previous is None or previous.end <= clause - 1 - len(ahead),
        _sentence_before(previous, sentence, text, ends),
        _clause_behind(text, finish, ends, commas),
        text[token.end : finish],
    )


def _sentence_before(previous: Token | None, sentence: int, text: str, ends: list[int]) -> str:
    begin = max(_after(ends, sentence - 1), sentence - LIMIT) if sentence else 0
    return "" if previous is not None and previous.start >= begin else text[begin : max(begin, sentence - 1)]


def _clause_behind(text: str, finish: int, ends: list[int], commas: list[int]) -> str:
    if text[finish : finish + 1] != "，":
        return ""
    begin = finish + 1
    return text[begin : min(_next(ends, begin, len(text)), _next(commas, begin, len(text)), begin + LIMIT)]


def _after(places: list[int], at: int) -> int:
    i = bisect_right(places, at - 1)
    return places[i - 1] + 1 if i else 0


def _next(places: list[int], at: int, end: int) -> int:
    i = bisect_right(places, at - 1)
    return places[i] if i < len(places) else end


def _bracket(text: str, clause: int, at: int) -> int:
    """Where a bracket that is still open began, else the clause's beginning."""
    opened = text.rfind("（", clause, at)
    return opened + 1 if opened >= 0 and text.find("）", opened, at) < 0 else clause


def _before_brackets(text: str, clause: int, at: int, sentence: int, commas: list[int]) -> int:
    """Where a clause begins whose comma stands in brackets that are closed again: 中央企业（含部门所属，下同）实现…"""
    closed = text.find("）", clause, at)
    opened = text.rfind("（", max(sentence, clause - LIMIT), clause)
    if closed < 0 or opened < 0 or text.find("（", clause, closed) >= 0 or text.find("）", opened, clause) >= 0:
        return clause
    return max(sentence, _after(commas, opened))


def _unbracketed(right: str) -> str:
    """The text after a number up to a bracket: what is in it explains, what closes it belongs to the one before."""
    return re.split(r"[（）]", _ALSO.sub("", right), maxsplit=1)[0]


def _clause_before(text: str) -> str:
    return clauses(text)[-1]
