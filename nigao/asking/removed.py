"""Which of the sections that were taken out is wanted back: 把删掉的人才队伍那一节找回来, 恢复删去的部分."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.desk.state import SectionRow
from nigao.text.likeness import longest_shared

_BACK = re.compile(
    r"(?:找|加|放|要|捞|弄|拿|补|搬|救|摆|请|添)(?:回来?|回去)|恢复|还原|复原|找回|撤回(?=.{0,4}(?:删|去掉))|取消(?=.{0,4}删)"
)
_NOT = re.compile(
    r"不(?:要|用|必|想|能)|别|甭|先不|吗|么|[？?]|去年|上年|原话|(?:句|段|字|数|词)(?:话|字)?(?:找|加|放|恢复|还原|也|给|都|$)"
)
_TAKEN_OUT = re.compile(r"(?:删|去|拿|划|砍|撤)(?:掉|去|除|走|了)*(?:过)?的")
_UNIT = re.compile(r"节|部分|章|标题|小节|块")
_LEAST = 3


def wanted_back(text: str, removed: Sequence[SectionRow], standing: Sequence[SectionRow]) -> SectionRow | None:
    """The heading to be put back; None where nothing says so, or a section that stands is meant as well.

    removed: those that were taken out, the last first. Without a name the last is meant where the words say that it was taken out.
    """
    words = re.sub(r"[“”\"'‘’《》\s，。！,!]", "", text)
    if not removed or not _BACK.search(words) or _NOT.search(words):
        return None
    there = max((longest_shared(row.item.title, words) for row in standing), default=0)
    named = max(removed, key=lambda row: longest_shared(row.item.title, words))
    shared = longest_shared(named.item.title, words)
    if shared >= _LEAST and shared > there:
        return named
    return removed[0] if _TAKEN_OUT.search(words) and _UNIT.search(words) and there < _LEAST else None
