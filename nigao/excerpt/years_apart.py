"""A sentence of results that goes on with next year's plan, parted: what has been done, what is planned, each only where it stands alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.ledger.entry import Source
from nigao.text.talk import why_not
from nigao.writing.sentences import clauses, groups

# 2027年计划新认定35家, 明年目标21亿元; 2027年底前建成投用 tells no amount.
_NEXT_YEAR = re.compile(
    r"^(?:并|其中)?(?:计划|力争|预计|争取|确保|拟)?(?:(?P<year>20\d\d)年(?![底末初]|\d)|明年|下一?年度?(?=计划|目标|力争|拟|再)|新的一年)"
)
# 2026年：…, 2026年重点工作：…
_LABELLED = re.compile(r"^(?P<year>20\d\d)年(?:的?[一-龥]{2,8})?[：:]")
# 下一步：一是以三级医院评审为抓手，2026年门急诊力争达到63万人次……: all of it is to come.
_TO_COME = re.compile(r"^(?:下一?步|下一?阶段|明年|下一?年度?|今后|新的一年)(?:的?(?:工作)?(?:打算|计划|安排|思路|重点))?[：:]")
_BACK = re.compile(r"^(?:今年|目前|截至|全年|已|本年|20\d\d年)")
_AMOUNT = re.compile(r"\d(?!\d*[年月日])")

Piece = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Parted:
    """The pieces of such a sentence with their offsets in it, each a sentence of its own.

    ahead: the plans that name what they are of; the others are told only as figures. whole: whether the results lean on the plan, so
    that nothing of the sentence can be quoted.
    """

    done: tuple[Piece, ...]
    ahead: tuple[Piece, ...]
    whole: bool = False


@lru_cache(maxsize=8192)
def parted(sentence: str, reviewed: int | None) -> Parted | None:
    """The sentence parted; None where it tells of one year alone."""
    runs = _runs(sentence, reviewed)
    if {ahead for _, _, ahead in runs} != {True, False}:
        return None
    stands = [(start, end, ahead, _stands_alone(sentence, start, end, reviewed)) for start, end, ahead in runs]
    if not all(alone for _, _, ahead, alone in stands if not ahead):
        return Parted((), (), whole=True)
    done = tuple(_piece(sentence, start, end) for start, end, ahead, _ in stands if not ahead)
    return Parted(done, tuple(_piece(sentence, start, end) for start, end, ahead, alone in stands if ahead and alone))


def told_by_itself(sentence: str, source: Source) -> bool:
    """Whether a sentence of a source may be quoted where one of its figures is told: it is no row of a table, speaks of one year and is put
    for a report."""
    return " | " not in sentence and not why_not(sentence) and parted(sentence, reviewed_by(source)) is None


def reviewed_by(source: Source) -> int | None:
    """The year a paper looks back on."""
    return source.reviewed_year or source.year


def _runs(sentence: str, reviewed: int | None) -> list[tuple[int, int, bool]]:
    """(start, end, whether it plans) of the stretches of clauses of one year; a ； returns to what has been done, but in a sentence that
    opens with the plan (2026年打算：新建产业学院1个；开展社会培训6万人次)."""
    label = _LABELLED.match(sentence)
    if label and reviewed is not None and int(label["year"]) > reviewed:
        return [(0, len(sentence), True)]  # 2026年：招聘教师600名；……
    if _TO_COME.match(sentence):
        return [(0, len(sentence), True)]
    found: list[tuple[int, int, bool]] = []
    opens_ahead = any(_plans(clause.text, reviewed) for clause in clauses(sentence)[:1])
    for at, group in groups(sentence):
        ahead = opens_ahead
        for clause in clauses(group):
            if _plans(clause.text, reviewed):
                ahead = True
            elif _BACK.match(clause.text):
                ahead = False
            start, end = at + clause.start, at + clause.end
            if found and found[-1][2] == ahead:
                found[-1] = (found[-1][0], end, ahead)
            else:
                found.append((start, end, ahead))
    return found


def _plans(clause: str, reviewed: int | None) -> bool:
    opened = _NEXT_YEAR.match(clause)
    if opened is None or not _AMOUNT.search(clause[opened.end() :]):
        return False
    return opened["year"] is None or (reviewed is not None and int(opened["year"]) > reviewed)


def _stands_alone(sentence: str, start: int, end: int, reviewed: int | None) -> bool:
    """Whether the figures of a stretch say by themselves what they say in the sentence."""
    calendar = Calendar(str(reviewed or ""), str(reviewed + 1) if reviewed else "", "review")
    inside = [(f.text, f.indicator) for f in read_figures(sentence, calendar=calendar) if start <= f.start < end]
    return inside == [(f.text, f.indicator) for f in read_figures(_piece(sentence, start, end)[1], calendar=calendar)]


def _piece(sentence: str, start: int, end: int) -> Piece:
    return start, sentence[start:end].rstrip("，；、。！") + "。"
