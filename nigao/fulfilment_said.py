"""Whether the sentences that look back speak of a target without a number that answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.figures.usual import usual_words
from nigao.fulfilment_match import spoken
from nigao.text.likeness import grams, longest_shared, share

# What may follow an indicator's name where the sentence speaks of it and not of something called after it.
_SPOKEN_OF = re.compile(
    r"[，。、；：（(“\d]|$|[达为增减降升超居位均总已还]|下降|上升|完成|实现|突破|稳|保持|持续|大幅|提|不断|明显|进一步|逐步|显著|累计|年均|平均|连续|首|竣工|开工|建成|"
    r"投[产资用运]|顺利|圆满|基本|较|比上年|由|从|创|同比|全部|全面|加快|有[序力效]|扎实"
)
_DEED = re.compile(r"改造|建设|治理|修复|整治|培训|试点|推广")
_CARRIED_OUT = re.compile(r"(?:全面|全部|圆满|如期|顺利|基本|超额)?(?:完成|建成|投用|投运|通车|竣工|投产|落地|实现)")
PASSED = re.compile(r"^[^，。]{0,4}(?:指标|目标|任务)[^，。]{0,4}超额完成")
# What money is for is not told of.
_PURPOSE = re.compile(r"(?:用于|投向|向)[^，。；]*$")


def mention_of(name: str, said: Sequence[str]) -> str:
    """The first sentence that speaks of an indicator by its name, "" if none does; short names are too common to tell."""
    own = spoken(name)
    if len(own) < 4:
        return ""
    return (
        next((sentence for sentence in said if _speaks_of(own, usual_words(sentence))), "")
        or _carried_out(own, said)
        or _most_of(own, said)
    )


def _speaks_of(core: str, sentence: str) -> bool:
    """Whether the name stands for itself: not 固定资产投资 in 工业投资占固定资产投资比重, nor 财政赤字 in 财政赤字率."""
    at = sentence.find(core)
    while at >= 0:
        if not sentence[:at].endswith("占") and not _PURPOSE.search(sentence[:at]) and _SPOKEN_OF.match(sentence[at + len(core) :]):
            return True
        at = sentence.find(core, at + 1)
    return False


def _carried_out(core: str, said: Sequence[str]) -> str:
    """The sentence that says of a long-named piece of work that it is done, without a number and not in the same words."""
    own = grams(core)
    if len(own) < 7:
        return ""
    alike = [(share(own, grams(clause)), sentence) for sentence in said for clause in sentence.split("，") if _CARRIED_OUT.search(clause)]
    score, sentence = max(alike, default=(0.0, ""))
    return sentence if score >= 0.75 else ""


def _most_of(core: str, said: Sequence[str]) -> str:
    """The sentence that says most of a long name in one piece: 新型农村社会养老保险试点, of 新型农村社会养老保险试点覆盖县."""
    enough = max(6, 8 if len(core) > 8 else 0, 0.6 * len(core))
    return next((sentence for sentence in said if longest_shared(core, sentence) >= enough), "") if len(core) >= 8 else ""
