"""What a clause no pattern explains is likely to ask for, offered with the places, words and values it names; never done.

The score of its skeleton (``likely``) says which kind of request it is; each kind is filled from what the clause names, and where
something is missing nothing is offered. Two kinds of nearly the same score are asked back.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nigao import commands as c
from nigao.asking.claims import loosely
from nigao.asking.commenting import negated
from nigao.asking.deciding import signed
from nigao.asking.lengths import A_LITTLE_LONGER, A_LITTLE_SHORTER, Resize, length_in
from nigao.asking.likely import Likely, likely
from nigao.asking.moving import beside, exchanged, to_end
from nigao.asking.pieces import cited, dropping, pieces
from nigao.asking.pointing import placed
from nigao.asking.ref import Ref
from nigao.asking.removing import offer_removal
from nigao.asking.saying import Q, S, Saying
from nigao.asking.skeleton import skeleton
from nigao.asking.titling import place_of, title_of
from nigao.asking.values import AskBack, CheckSection, Heard, Offer, Order, StateFigure, Told
from nigao.asking.writing import afresh, brought_to, positions_of

# From here a kind is taken for what is meant; two that share this much between them are asked back.
_SURE, _BETWEEN, _DOUBTS = 0.55, 0.75, 0.9
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
    "accept": r"采纳|签|定稿|敲定|妥|准了|盖章|定了",
    "reject": r"退|打回|驳|发回",
    "merge": r"并|合|拆|分成",
    "figure": r"V",
    "check": r"核|查|校|对|审",
    "keep": r"不|别|留|放着|等|先|莫",
}


def supposed(said: Saying) -> Heard | None:
    """What the clause is likely to ask for, as a proposal or a question; None where that cannot be told."""
    words = skeleton(said)
    ranked = [one for one in likely(words) if one.what not in _NEEDS or re.search(_NEEDS[one.what], words)]
    first, second = ranked[0], ranked[1]
    if first.what not in ("keep", "ask", "none") and negated(said):
        return None
    if first.share < _SURE:
        return _which(said, first, second)
    fill = _FILLS.get(first.what)
    found = fill(said) if fill is not None else None
    if isinstance(found, Order):
        return Offer(found.commands, f"要{_KINDS.get(first.what, '改')}{_names(said)}吗？", supposed=True)
    return Offer(found.commands, found.question, supposed=True) if isinstance(found, Offer) else found


def kind_of(said: Saying) -> Likely:
    """The likeliest kind of request."""
    return likely(skeleton(said))[0]


def doable(said: Saying) -> bool:
    """Whether some request is meant, though nothing says of what: 往后放放."""
    first = kind_of(said)
    return first.what in _KINDS and first.share >= _SURE and bool(re.search(_NEEDS[first.what], skeleton(said)))


# What cannot be looked over at a glance, or is a person's own act.
_GRAVE = c.Accept | c.Reject | c.Remove | c.Draft | c.Replace | c.Drop | c.DropAbout


def doubted(found: Heard, said: Saying) -> Heard:
    """A grave thing a pattern would do though the whole message is by its likeness a question, a wait or none of it: asked first."""
    if not isinstance(found, Order) or not any(isinstance(command, _GRAVE) for command in found.commands):
        return found
    first = kind_of(said)
    politely = re.search(r"(?:吗|行不|好不好|可以不)[？?。]?$", said.spoken) is not None
    if not politely and (first.what not in ("ask", "keep", "none") or first.share < _DOUBTS):
        return found
    words = "、".join(dict.fromkeys(type(command).words for command in found.commands))
    return Offer(found.commands, f"您是要{words}{_names(said)}吗？")


def _which(said: Saying, first: Likely, second: Likely) -> Heard | None:
    """Of two kinds of nearly the same score, the question which is meant."""
    if first.share + second.share < _BETWEEN or not {first.what, second.what} <= set(_KINDS) or not _here(said):
        return None
    return AskBack(f"没有听准{_names(said)}要怎么办：是要{_KINDS[first.what]}，还是要{_KINDS[second.what]}？稿子没有动。")


def _here(said: Saying) -> list[Ref]:
    """The sections named that are there."""
    return [ref for ref in said.sections if ref.positions and ref.kind not in ("many", "none", "that")]


def _names(said: Saying) -> str:
    return said.scene.names(list(dict.fromkeys(p for ref in _here(said) if ref.kind != "whole" for p in ref.positions)))


def _only(said: Saying) -> int | Heard | None:
    """The one section the clause names; None where it names none."""
    named = [ref for ref in said.sections if ref.kind != "whole"]
    return placed(said, named[0]) if named else None


def _resized(said: Saying, longer: bool) -> Heard | None:
    if not said.sections and said.paragraph is None:
        return None
    share, to, _ = length_in(said.squeezed)
    usual = A_LITTLE_LONGER if longer else A_LITTLE_SHORTER
    wanted = Resize(to, share or (None if to else usual), longer, paragraph=said.paragraph is not None)
    return brought_to(said, wanted)


def _afresh(said: Saying) -> Heard | None:
    positions = positions_of(said) if said.sections and said.paragraph is None and not said.quotations else None
    if not isinstance(positions, tuple) or any(ref.kind == "inside" for ref in said.sections):
        return positions if not isinstance(positions, tuple) else None
    return afresh(said.scene, positions)


def _removed(said: Saying) -> Heard | None:
    position = _only(said) if said.paragraph is None and not said.quotations else None
    return offer_removal(said, position) if isinstance(position, int) else position


def _dropped(said: Saying) -> Heard | None:
    if said.paragraph is None:
        return None
    found = pieces(said)
    if not isinstance(found, list) or not found:
        return found if not isinstance(found, list) else None
    return Offer(tuple(dropping(said, one) for one in found), f"要删去{cited(found)}吗？")


def _renamed(said: Saying) -> Heard | None:
    position = _only(said)
    if not isinstance(position, int):
        return position
    words = re.search(rf"(?:叫做?|改成|改为|换成|用|：|为|是)(?P<t>{Q}|[^，。]{{1,40}})$|(?P<q>{Q})$", said.text)
    title = title_of(said, words["t"] or words["q"]) if words else ""
    if len(title) < 2 or re.search("标题|短|长", title):
        return AskBack(f"{said.scene.name(position)}的标题要改成什么？请说“标题改成‘……’”；稿子没有动。")
    return Offer((c.Rename(said.scene.id(position), title),), f"要把{said.scene.name(position)}的标题改成“{title}”吗？")


def _added(said: Saying) -> Heard | None:
    title = said.quotations[0] if said.quotations else ""
    if not title and (words := re.search(rf"(?:叫做?|讲|写|题目是|标题是|：)(?P<t>[^，。{S[1:-1]}]{{3,30}}?)(?:的)?$", said.text)):
        title = title_of(said, words["t"])
    if not title:
        return AskBack("请说明新加的一节叫什么、放在哪一节后面，例如“在第二部分后面加一节‘……’”。")
    _, fields, ask = place_of(said, said.text)
    return ask or Offer((c.Add(title, **fields),), f"要加一节“{title}”吗？")  # type: ignore[arg-type]


def _moved(said: Saying) -> Heard | None:
    named = [ref for ref in said.sections if ref.kind != "whole"]
    if not named or said.paragraph is not None or said.quotations:
        return None
    at = placed(said, named[0])
    if not isinstance(at, int):
        return at
    if len(named) > 1:
        other = placed(said, named[1])
        sides = re.findall(rf"{S}([^{S[1:-1]}]*)", said.text)
        return beside(said, at, other, sides[-1]) if isinstance(other, int) else other
    end = re.search("(?P<front>最前|第一|首位|开头|头里)|最后|末尾|结尾|压轴", said.text)
    return to_end(said, at, end["front"] is not None) if end else AskBack(f"{said.scene.name(at)}要移到哪一节的前面或后面？稿子没有动。")


def _swapped(said: Saying) -> Heard | None:
    positions = [p for ref in _here(said) for p in ref.positions]
    return exchanged(said, positions) if len(positions) == 2 else None


def _signed(said: Saying) -> Heard | None:
    named = _here(said)
    return signed(said, tuple(p for ref in named for p in ref.positions), plainly=False) if named and not said.quotations else None


def _rejected(said: Saying) -> Heard | None:
    position = _only(said)
    return Offer((c.Reject(said.scene.id(position)),), f"要退回{said.scene.name(position)}吗？") if isinstance(position, int) else position


def _merged(said: Saying) -> Heard | None:
    return AskBack("合并、拆分各节各段请在编辑区里手工做，稿子没有动；要移动、删去的是哪一处？", firm=True)


def _figure(said: Saying) -> Heard | None:
    claim = loosely(said)
    return StateFigure(claim.name, claim.value, claim.was, claim.aim, sure=False) if claim is not None else None


def _checked(said: Saying) -> Heard | None:
    position = _only(said)
    return CheckSection(position) if isinstance(position, int) else position


def _kept(said: Saying) -> Heard | None:
    names = _names(said)
    return Told(f"好的，{names}先不动。" if names else "好的，不动，稿子没有改。")


_FILLS: dict[str, Callable[[Saying], Heard | None]] = {
    "shorten": lambda said: _resized(said, False),
    "expand": lambda said: _resized(said, True),
    "afresh": _afresh,
    "remove": _removed,
    "drop": _dropped,
    "rename": _renamed,
    "add": _added,
    "move": _moved,
    "swap": _swapped,
    "accept": _signed,
    "reject": _rejected,
    "merge": _merged,
    "figure": _figure,
    "check": _checked,
    "keep": _kept,
}
