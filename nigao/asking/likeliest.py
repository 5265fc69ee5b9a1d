"""The question a clause most likely asks, by its likeness to labelled ones, filled from what the clause names.

A question changes nothing, so likeness is enough to answer one; what it is about is read from the places, values and names in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nigao.asking.amounts import AMOUNT, is_amount
from nigao.asking.earlier import asked_of_last, section_of
from nigao.asking.inquiring import loosely_inquired
from nigao.asking.likely import likely, unmet
from nigao.asking.manual import told_of
from nigao.asking.saying import Saying
from nigao.asking.skeleton import skeleton
from nigao.asking.texts import loosely_asked, whence_asked
from nigao.asking.values import (
    AskCarried,
    AskFigure,
    AskGaps,
    AskLength,
    AskMarks,
    AskOutline,
    AskOwing,
    AskPapers,
    AskParagraphs,
    AskPlace,
    AskPromises,
    AskRecord,
    AskRepeats,
    AskReported,
    AskRuled,
    AskSource,
    AskStatus,
    AskUsed,
    AskWhence,
    CheckSection,
    Export,
    Heard,
    Help,
    Told,
)

_BODY = r"[一-龥]{1,8}?(?:部门|[局委厅办处]|中心|公司|集团|工会|海关|法院|检察院)"
_VALUE = re.compile(rf"(?<![\d.第A-Za-z]){AMOUNT}")


def questioned(said: Saying, sure: float) -> Heard | None:
    """The question, where it is one with that much likelihood; None where it is none, or what it is about cannot be told."""
    first = likely(skeleton(said))[0]
    fill = _FILLS.get(first.what)
    return fill(said) if fill is not None and first.share >= sure else None


def orders(said: Saying, sure: float = 0.95) -> bool:
    """Whether it is almost surely a value stated or something else to be done, whatever word of asking stands in it."""
    first = likely(skeleton(said))[0]
    return first.share >= sure and first.what not in _FILLS and first.what not in ("none", "scope")


def _here(said: Saying) -> int | None:
    """The same, the open one where none is named and not the whole is said."""
    if any(ref.kind == "whole" for ref in said.sections) or re.search("全文|全稿|稿子|全篇|通篇|整篇", said.text):
        return None
    return section_of(said) if said.sections else said.scene.current


def _body(said: Saying) -> str:
    found = re.search(_BODY, re.sub("^(?:哪|各|几|谁)[个家些]?|[一-龥]*(?:哪|各|几)[个家些]?(?=部门|单位|处室)", "", said.spoken))
    return found.group() if found and len(found.group()) >= 2 and found.group() != "部门" else ""


def _whence(said: Saying) -> Heard | None:
    value = next((one.group() for one in _VALUE.finditer(said.spoken) if is_amount(one.group())), "")
    asked = loosely_inquired(said)
    if asked is not None and asked.indicator and not value:
        return AskFigure(asked.indicator, asked.years, side=asked.side, who=True)
    return AskWhence(value, section_of(said)) if value else None


def _reported(said: Saying) -> Heard:
    return AskReported(_body(said))


_UNUSED = re.compile(
    r"没(?:有)?(?:被)?(?:用|采用|引用|引)(?:上|到|过|着)?|用不(?:上|到|着)|闲(?:着|置)|没派上|没动过|未(?:采用|用|引用)|白(?:收|交|报)"
)


def _papers(said: Saying) -> Heard:
    return AskPapers(bool(_UNUSED.search(said.spoken)))


def _place(said: Saying) -> Heard:
    return AskPlace(said.quotations[0] if said.quotations else said.spoken)


def _checked(said: Saying) -> Heard:
    value = next((one.group() for one in _VALUE.finditer(said.spoken) if is_amount(one.group())), "")
    return AskWhence(value, section_of(said)) if value else CheckSection(section_of(said))


def _signed(said: Saying) -> Heard:
    if re.search("裁定|裁决", said.text):
        return _ruled(said)
    return AskRecord(section_of(said), signed=True) if said.sections else AskStatus()


def _ruled(said: Saying) -> Heard:
    return AskRuled(max((said.words(one) for one in unmet(said.text)), key=len, default=""))


def _advised(said: Saying) -> Heard:
    """Whether something should be done is a person's to say; what the draft shows of it is told."""
    at = section_of(said)
    if re.search("采纳|定稿|签|通过", said.text):
        return CheckSection(at)
    if at is not None and re.search("长|短|啰嗦|单薄|压|精简|扩写", said.text):
        return AskLength(at)
    return Told("改不改、怎么改由您定，稿子没有动；要改请直接说，例如“第二部分精简到800字”。")


_FILLS: dict[str, Callable[[Saying], Heard | None]] = {
    "figure?": loosely_inquired,
    "whence?": _whence,
    "words?": whence_asked,
    "mention?": loosely_asked,
    "last?": asked_of_last,
    "gaps?": lambda said: AskGaps(section_of(said)),
    "owing?": lambda said: AskOwing(_body(said)),
    "reported?": _reported,
    "papers?": _papers,
    "source?": lambda said: AskSource(_body(said)) if _body(said) else None,
    "length?": lambda said: AskLength(_here(said)),
    "each?": lambda said: AskLength(section_of(said), each=True),
    "paragraphs?": lambda said: AskParagraphs(_here(said)),
    "status?": lambda said: AskStatus(),
    "record?": lambda said: AskRecord(section_of(said)),
    "signed?": _signed,
    "repeats?": lambda said: AskRepeats(),
    "carried?": lambda said: AskCarried(section_of(said)),
    "promises?": lambda said: AskPromises(),
    "place?": _place,
    "check": _checked,
    "outline?": lambda said: AskOutline(),
    "marks?": lambda said: AskMarks(),
    "used?": lambda said: AskUsed(_here(said)),
    "how?": lambda said: told_of(said) or (Export() if re.search("导|下载|打印|保存|存成|word|pdf|文件", said.spoken, re.I) else Help()),
    "export": lambda said: Export(),
    "advice?": _advised,
}
