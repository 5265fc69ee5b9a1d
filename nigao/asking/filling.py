"""What each kind of request becomes of what a clause names: its places, quotations, values and lengths.

Called once it is known which kind is meant; what is missing is asked back, what is not there gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nigao import commands as c
from nigao.asking.claims import loosely
from nigao.asking.deciding import signed
from nigao.asking.joining import joined_up, taken_apart
from nigao.asking.lengths import A_LITTLE_LONGER, A_LITTLE_SHORTER, Resize, length_in
from nigao.asking.likely import unmet
from nigao.asking.moving import beside, exchanged, stepped, to_end
from nigao.asking.pieces import cited, dropping, pieces
from nigao.asking.pointing import placed
from nigao.asking.quoted_piece import quoted_resized
from nigao.asking.ref import Ref
from nigao.asking.removing import offer_removal
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.titling import place_of, retitled, title_of
from nigao.asking.values import AskBack, CheckSection, FillAsLast, Heard, Offer, Order, OutOfScope, RestoreLast, StateFigure, Told
from nigao.asking.writing import afresh, brought_to, positions_of


def here(said: Saying) -> list[Ref]:
    """The sections named that are there."""
    return [ref for ref in said.sections if ref.positions and ref.kind not in ("many", "none", "that")]


def names_of(said: Saying) -> str:
    return said.scene.names(list(dict.fromkeys(p for ref in here(said) if ref.kind != "whole" for p in ref.positions)))


def _only(said: Saying) -> int | Heard | None:
    """The one section the clause names; None where it names none."""
    named = [ref for ref in said.sections if ref.kind != "whole"]
    return placed(said, named[0]) if named else None


def _resized(said: Saying, longer: bool) -> Heard | None:
    if said.quotations and said.paragraph is None:
        return quoted_resized(said, longer)
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
    if said.quotations and (said.paragraph is None or said.paragraph.kind == "that"):
        return _words_dropped(said, said.quotations[-1])
    if said.paragraph is None:
        return None
    found = pieces(said)
    if not isinstance(found, list) or not found:
        return found if not isinstance(found, list) else None
    return Offer(tuple(dropping(said, one) for one in found), f"要删去{cited(found)}吗？")


def _words_dropped(said: Saying, words: str) -> Heard:
    """Words in quotation marks taken out where they stand once, with the comma beside them."""
    scene = said.scene
    named = [p for ref in here(said) if ref.kind != "whole" for p in ref.positions]
    places = [p for p in named or range(len(scene.sections)) if words in scene.text(p)]
    if len(places) != 1 or scene.text(places[0]).count(words) != 1:
        return AskBack(f"“{words}”{'有几处' if places else '在稿子里没有找到'}，您说的是哪一节的哪一句？稿子没有动。", firm=True)
    text, at = scene.text(places[0]), scene.text(places[0]).find(words)
    before = text[at - 1] if at and text[at - 1] in "，、；" else ""
    return Offer((c.Amend(scene.id(places[0]), before + words, ""),), f"要从{scene.name(places[0])}里删去“{words}”吗？")


def _renamed(said: Saying) -> Heard | None:
    if (found := retitled(said)) is not None:
        return found
    position = _only(said)
    if not isinstance(position, int):
        return position
    words = re.search(rf"(?:叫做?|改成|改为|换成|用|：|为|是)(?P<t>{Q}|[^，。]{{1,40}})$|(?P<q>{Q})$", said.text)
    title = title_of(said, words["t"] or words["q"]) if words else ""
    if len(title) < 2 or re.search("标题|短|长", title):
        return AskBack(f"{said.scene.name(position)}的标题要改成什么？请说“标题改成‘……’”；稿子没有动。")
    return Offer((c.Rename(said.scene.id(position), title),), f"要把{said.scene.name(position)}的标题改成“{title}”吗？")


def _added(said: Saying) -> Heard | None:
    title = title_of(said, next(one for one in said.text if re.match(Q, one))) if said.quotations else ""
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
    if step := re.search("(?:往|向|朝)?(?P<way>[前后上下])(?:面)?(?:移|挪|提|调|放|推|靠)?(?:动)?(?:一|两)?(?:位|格|节|个|步)", said.text):
        return stepped(said, at, step["way"] in "前上")
    end = re.search("(?P<front>最前|第一|首位|开头|头里|打头)|最后|末尾|结尾|压轴", said.text)
    return to_end(said, at, end["front"] is not None) if end else AskBack(f"{said.scene.name(at)}要移到哪一节的前面或后面？稿子没有动。")


def _swapped(said: Saying) -> Heard | None:
    positions = [p for ref in here(said) for p in ref.positions]
    return exchanged(said, positions) if len(positions) == 2 else None


def _signed(said: Saying) -> Heard | None:
    named = here(said)
    return signed(said, tuple(p for ref in named for p in ref.positions), plainly=False) if named and not said.quotations else None


def _rejected(said: Saying) -> Heard | None:
    position = _only(said)
    return Offer((c.Reject(said.scene.id(position)),), f"要退回{said.scene.name(position)}吗？") if isinstance(position, int) else position


def _undone(said: Saying) -> Heard | None:
    """The last step taken back; where a place is named it may be another that is meant."""
    if re.search(rf"{S}|{P}|{Q}", said.text):
        return AskBack("要撤回刚才做的那一步吗？要撤回请说“撤销”；稿子没有动。", firm=True)
    return Order((c.Undo(),))


def _replaced(said: Saying) -> Heard | None:
    """One of two quotations put in the other's place, in the section named or everywhere."""
    if len(said.quotations) != 2:
        return None
    old, new = said.quotations
    at = next((p for ref in here(said) if ref.kind != "whole" for p in ref.positions), None)
    holding = [p for p in range(len(said.scene.sections)) if old in said.scene.text(p) and at in (None, p)]
    if not holding:
        return AskBack(f"稿子里没有找到“{old}”，稿子没有动；请照稿中的字说。")
    section = said.scene.id(at) if at is not None else None
    return Offer((c.Replace(old, new, section),), f"要把{said.scene.names(holding)}里的“{old}”都换成“{new}”吗？")


def _inserted(said: Saying) -> Heard | None:
    position = _only(said)
    if position is None and re.search("文末|稿末|全文(?:的)?(?:最后|末尾|结尾)|落款", said.text):
        position = len(said.scene.sections) - 1
    if not isinstance(position, int) or len(said.quotations) != 1:
        return position if not isinstance(position, int) else None
    words = said.quotations[0]
    if len(words) >= 4 and any(words in said.scene.text(p) for p in range(len(said.scene.sections))):
        return AskBack(f"“{words}”稿子里已经有了，您是要移动它还是再写一遍？请说移到哪一段的前面或后面；稿子没有动。", firm=True)
    new = words if re.search("[。！？；：]$", words) else words + "。"
    return Offer((c.Amend(said.scene.id(position), "", new),), f"要在{said.scene.name(position)}末尾加上“{new}”吗？")


def _as_last(said: Saying) -> Heard | None:
    words = max((said.words(one) for one in unmet(said.text)), key=len, default="")
    return FillAsLast(words if len(words) >= 2 else "", tuple(p for ref in here(said) for p in ref.positions))


def _brought_back(said: Saying) -> Heard | None:
    """Last year's words, into the section named last."""
    words = next(iter(said.quotations), "") or max((said.words(one) for one in unmet(said.text)), key=len, default="")
    named = [p for ref in here(said) if ref.kind != "whole" for p in ref.positions]
    had = [p for p in range(len(said.scene.sections)) if len(words) >= 4 and words in said.scene.item(p).like]
    position = named[-1] if named else had[0] if len(had) == 1 else said.scene.current
    return RestoreLast(words, position) if position is not None and len(words) >= 2 else None


def _figure(said: Saying) -> Heard | None:
    claim = loosely(said)
    return StateFigure(claim.name, claim.value, claim.was, claim.aim, sure=False) if claim is not None else None


def _checked(said: Saying) -> Heard | None:
    position = _only(said)
    return CheckSection(position) if isinstance(position, int) else position


def _kept(said: Saying) -> Heard | None:
    names = names_of(said)
    return Told(f"好的，{names}先不动。" if names else "好的，不动，稿子没有改。")


FILLS: dict[str, Callable[[Saying], Heard | None]] = {
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
    "merge": joined_up,
    "split": taken_apart,
    "figure": _figure,
    "check": _checked,
    "keep": _kept,
    "undo": _undone,
    "replace": _replaced,
    "insert": _inserted,
    "fill_last": _as_last,
    "restore": _brought_back,
    "scope": lambda said: OutOfScope() if not here(said) else None,
}
