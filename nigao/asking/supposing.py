"""What a clause no pattern explains is likely to ask for: done where every word of it is known and nothing is lost by it, else offered.

The score of its skeleton (``likely``) says which kind of request it is; ``filling`` makes that kind of what the clause names, and where
something is missing nothing is offered. Two kinds of nearly the same score are asked back.
"""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.commenting import negated
from nigao.asking.filling import FILLS, here, names_of
from nigao.asking.lengths import length_in
from nigao.asking.likely import Likely, likely, unmet
from nigao.asking.saying import S, Saying
from nigao.asking.skeleton import skeleton
from nigao.asking.values import AskBack, Heard, Offer, Order

# From here a kind is taken for what is meant; from there its own words need not stand; two that share this much are asked back.
_SURE, _PLAIN, _BETWEEN, _DOUBTS, _KEPT = 0.5, 0.8, 0.75, 0.9, 0.7
# What is done at once where it is this likely: a length, a title, a place; all else is a person's to say yes to.
_CERTAIN = 0.9
_LIGHT = c.Shorten | c.Expand | c.Rename | c.Move | c.Swap | c.Add | c.Undo
_KINDS = {
    "shorten": "精简",
    "expand": "扩写",
    "afresh": "重新起草",
    "remove": "删去整节",
    "drop": "删去其中一段或一句",
    "rename": "改标题",
    "add": "加一节",
    "move": "移动",
    "swap": "对调",
    "accept": "采纳",
    "reject": "退回",
    "restore": "找回去年的话",
    "replace": "换字词",
    "figure": "改数",
}

# A kind is believed only where one of its own words stands; likeness alone proposes nothing.
_OUT = r"删|去掉|去了|拿|砍|撤|不要|取消|划|剔|不写|剪|抹|只留|只要|扔"
_NEEDS = {
    "shorten": r"短|长|瘦|缩|减|压|简|炼|浓|凝|挤|砍|收|紧|留一|啰嗦|拖沓|冗|水分|概括|捡重|挑重|L|F",
    "expand": r"扩|长|丰富|充实|补|多写|多讲|详|细|具体|展开|料|厚|加|薄|干|单薄|L",
    "afresh": r"重|换[一个]?(?:稿|版|种|个)|再来|再写|再拟|另写|返工|回炉|从头|起草|写",
    "remove": _OUT,
    "drop": _OUT,
    "rename": r"标题|题目|名|叫",
    "add": r"加|增|添|补|插|单列|设|开一|起一|来一",
    "move": r"移|挪|放|提|搬|排|摆|调|换|插|归|并|往|接|跟",
    "swap": r"调|换|倒|颠|互",
    "accept": r"采纳|签|定|妥|准了|盖章|过|行|同意",
    "reject": r"退|打回|驳|发回",
    "merge": r"并|合|捏|连|归",
    "split": r"拆|分|断|另起|切|单独",
    "figure": r"V",
    "check": r"核|查|校|对|审",
    "keep": r"不|别|留|放着|等|先|莫",
}


# What asks for nothing to be done, whatever nots stand in it.
_MILD = ("shorten", "expand", "rename", "move", "swap", "figure", "fill_last", "restore")
ASIDE = ("keep", "none", "scope", "undo", "advice?")


def supposed(said: Saying) -> Heard | None:
    """What the clause is likely to ask for, done, offered or asked about; None where that cannot be told."""
    words = skeleton(said)
    ranked = [one for one in likely(words) if one.share >= _PLAIN or one.what not in _NEEDS or re.search(_NEEDS[one.what], words)]
    first, second = ranked[0], ranked[1]
    denied = first.what not in ASIDE and negated(said)
    if denied and (first.share < _CERTAIN or first.what not in _MILD):
        return None
    if first.share < _SURE:
        return _which(said, first, second)
    fill = FILLS.get(first.what)
    found = fill(said) if fill is not None else None
    if isinstance(found, Order):
        if first.what == "undo" and first.share >= _PLAIN and said.scene.last is not None and not denied:
            return found
        if (
            first.share >= _CERTAIN
            and _said_how_far(first, said)
            and not denied
            and all(isinstance(command, _LIGHT) for command in found.commands)
            and not unmet(said.text)
        ):
            return found
        words = "撤回刚才那一步" if first.what == "undo" else f"{_KINDS.get(first.what, '改')}{names_of(said)}"
        return Offer(found.commands, f"要{words}吗？", supposed=True)
    return Offer(found.commands, found.question, supposed=True) if isinstance(found, Offer) else found


def _said_how_far(first: Likely, said: Saying) -> bool:
    """Whether a length is named, where another length is wanted, or nothing else is said besides; else how far is a person's to say."""
    return first.what not in ("shorten", "expand") or "，" not in re.sub(f"^{S}，", "", said.squeezed) or length_in(said.squeezed)[2] != ""


def kind_of(said: Saying) -> Likely:
    """The likeliest kind of request."""
    return likely(skeleton(said))[0]


def doable(said: Saying) -> bool:
    """Whether some request is meant, though nothing says of what: 往后放放."""
    first = kind_of(said)
    return first.what in _KINDS and first.share >= _SURE and bool(re.search(_NEEDS.get(first.what, ""), skeleton(said)))


def stays(said: Saying) -> bool:
    """Whether a clause almost surely says that something is to be left alone."""
    first = kind_of(said)
    return first.what == "keep" and first.share >= _KEPT


def not_yet(found: Heard, said: Saying) -> Heard:
    """What would be done, only offered: something of it is to stay, and it could not be told what."""
    if not isinstance(found, Order) or any(isinstance(command, c.Undo | c.Remember) for command in found.commands):
        return found
    words = "、".join(dict.fromkeys(type(command).words for command in found.commands))
    return Offer(found.commands, f"要{words}{names_of(said)}吗？您说有一处不动，没有找到是哪一处，请先看改动。")


# What cannot be looked over at a glance, or is a person's own act.
_GRAVE = c.Accept | c.Reject | c.Remove | c.Draft | c.Replace | c.Drop | c.DropAbout


def doubted(found: Heard, said: Saying) -> Heard:
    """A grave thing a pattern would do though the whole message is by its likeness a question, a wait or none of it: asked first."""
    if not isinstance(found, Order) or not any(isinstance(command, _GRAVE) for command in found.commands):
        return found
    first = kind_of(said)
    politely = re.search(r"(?:吗|行不|好不好|可以不)[？?。]?$", said.spoken) is not None
    if not politely and ((first.what not in ASIDE and not first.what.endswith("?")) or first.share < _DOUBTS):
        return found
    words = "、".join(dict.fromkeys(type(command).words for command in found.commands))
    return Offer(found.commands, f"您是要{words}{names_of(said)}吗？")


def _which(said: Saying, first: Likely, second: Likely) -> Heard | None:
    """Of two kinds of nearly the same score, the question which is meant."""
    if first.share + second.share < _BETWEEN or not {first.what, second.what} <= set(_KINDS) or not here(said):
        return None
    return AskBack(f"没有听准{names_of(said)}要怎么办：是要{_KINDS[first.what]}，还是要{_KINDS[second.what]}？稿子没有动。")
