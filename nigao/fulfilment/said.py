"""Whether the sentences that look back speak of a target without a number that answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.figures.usual import usual_words
from nigao.fulfilment.matching import HEADS, spoken
from nigao.text.likeness import grams, longest_shared, share

# What may follow an indicator's name where the sentence speaks of it and not of something called after it.
_SPOKEN_OF = re.compile(
    r"[，。、；：（(“\d]|$|[达为增减降升超居位均总已还]|[和与及][^，。；、]{2,10}(?:[达增减降升超]|上升|下降|提高|稳)|继续|启动|实施|推进|开展|落实|改造|建设|治理|修复|整治|下降|上升|完成|实现|突破|稳|保持|持续|大幅|提|不断|明显|进一步|逐步|显著|累计|年均|平均|连续|首|竣工|开工|建成|"
    r"投[产资用运]|顺利|圆满|基本|较|比上年|由|从|创|同比|全部|全面|加快|有[序力效]|扎实"
)
_DEED = re.compile(r"改造|建设|治理|修复|整治|培训|试点|推广")
_CARRIED_OUT = re.compile(r"(?:全面|全部|圆满|如期|顺利|基本|超额)?(?:完成|建成|投用|投运|通车|竣工|投产|落地|实现)")
PASSED = re.compile(r"^[^，。]{0,4}(?:指标|目标|任务)[^，。]{0,4}超额完成")
_TASK_DONE = re.compile(r"^[^。；]{0,24}(?:任务|目标|指标)[^，。；]{0,4}(?:完成|实现)")
_DEED_TO = re.compile(r"^(?P<deed>淘汰|压减|退出|关停|化解|改造|治理|修复|整治|推广|拆除|清零|消除)(?P<what>.{2,8})$")
_MOVES = r"(?:[^，。；]{0,4}(?:增长|提升|提高|下降|扩大|增加))"
# What money is for is not told of.
_PURPOSE = re.compile(r"(?:用于|投向|向)[^，。；]*$")


def mention_of(name: str, said: Sequence[str]) -> str:
    """The first sentence that speaks of an indicator by its name, "" if none does; short names are too common to tell."""
    own = spoken(name).removeprefix("开工")
    if not_reached(own, said):
        return not_reached(own, said)
    if len(own) < (3 if own.endswith("率") else 4):
        return _deed_done(name, said)
    return (
        next((sentence for sentence in said if _speaks_of(own, usual_words(sentence))), "")
        or _carried_out(own, said)
        or _most_of(own, said)
        or _measured_in_part(own, said)
        or _deed_done(name, said)
        or _by_both_ends(own, said)
    )


def _speaks_of(core: str, sentence: str) -> bool:
    """Whether the name stands for itself: not 固定资产投资 in 工业投资占固定资产投资比重, nor 财政赤字 in 财政赤字率."""
    return any(
        not sentence[: found.start()].endswith("占")
        and not _PURPOSE.search(sentence[: found.start()])
        and _SPOKEN_OF.match(sentence[found.end() :])
        for found in re.finditer("[、“”（）的]?".join(map(re.escape, core)), sentence)
    )


def done_as_planned(name: str, sentence: str) -> bool:
    """Whether the sentence says that the task itself was done: 钢铁、水泥等15个行业淘汰落后产能年度任务如期完成."""
    deed = _DEED_TO.match(name)
    at = sentence.find(spoken(deed["what"]) if deed else spoken(name))
    return at >= 0 and _TASK_DONE.search(sentence[at:]) is not None


def not_reached(core: str, said: Sequence[str]) -> str:
    """The sentence that says of an indicator that its target was not reached: 进出口总额出现下降，预期增长目标未能实现."""
    told = (
        re.compile(re.escape(core) + r"[^。；]{0,24}(?:目标|任务|指标)[^，。；]{0,4}(?:未能?|没有?能?)(?:实现|完成|达到)")
        if len(core) >= 3
        else None
    )
    return next((sentence for sentence in said if told and told.search(usual_words(sentence))), "")


def _deed_done(name: str, said: Sequence[str]) -> str:
    """The sentence that says of a deed's task, in other words than its name, that it was done."""
    deed = _DEED_TO.match(name)
    if deed is None:
        return ""
    what = spoken(deed["what"])
    return next((s for s in said if what in s and deed["deed"] in s and done_as_planned(name, s)), "") if len(what) >= 2 else ""


def _by_both_ends(core: str, said: Sequence[str]) -> str:
    """The sentence with a clause that begins and ends the name alike: 居民基本医保人均财政补助标准, 提高居民基本医保补助标准."""
    if len(core) < 8:
        return ""
    told = re.compile(re.escape(core[:4]) + r"[^，。；、\d]{0,12}" + re.escape(core[-4:]))
    return next((sentence for sentence in said if told.search(usual_words(sentence))), "")


def _measured_in_part(core: str, said: Sequence[str]) -> str:
    """The sentence that says the name with a word or two put into it: 生物经济营业收入, 生物经济重点产业营收快速增长."""
    measure = HEADS.search(core)
    thing = core[: measure.start()].removesuffix("营业") if measure else ""
    if len(thing) < 4:
        return ""
    told = re.compile(re.escape(thing) + r"[^，。；、占]{1,6}" + re.escape(core.removeprefix(thing)) + _MOVES)
    return next((sentence for sentence in said if told.search(usual_words(sentence))), "")


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
