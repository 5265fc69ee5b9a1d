"""What was done to the wrong section: 看串行了，该采纳的是生态那节，民生的撤掉 · 说反了，是（三）不是（四）.

The last step is taken back and the same done to the section that was meant; where that one has yet to be named, only the first. A word
of mistake alone takes nothing back: it is the section beside it that says which step is spoken of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nigao import commands as c
from nigao.asking.saying import S, Saying
from nigao.asking.values import Heard, Offer, Order
from nigao.commands import Command

_WRONG = re.compile(
    r"(?:看|说|讲|点|签|弄|搞|记|指|按|删|改|挪|压|写|认|听|念|数|选|采纳|定|重写|缩)(?:串|错|反|岔|混|差|拧|颠倒)(?:行|了|节|成|地方|对象|位置)*|串行|张冠李戴|搞混|弄混|"
    r"不是(?:这|那)(?:一)?(?:节|个|部分)|[^，。]{0,6}(?:错|反)了|口误|对象不对|不对"
)
_MEANT = re.compile(
    r"(?:该|应该|应当|本来要|原本要|想|要|说|指|我要)(?:[^，。]{0,8})(?:的)?(?:是|为)|(?:是|换成?|改成?)(?=[\ue000-\ue0ff])|不是[\ue000-\ue0ff]"
)
_ACTS: tuple[tuple[str, tuple[type[Command], ...]], ...] = (
    (r"采纳|签|定稿|通过", (c.Accept,)),
    (r"压|缩|精简|砍|短|减", (c.Shorten,)),
    (r"扩|加长|充实|丰富", (c.Expand,)),
    (r"重写|重新|起草|再写", (c.Draft,)),
    (r"退回|打回|驳回", (c.Reject,)),
)
_TAKEN_BACK = re.compile(r"撤|收回|取消|作废|不算|退回去|恢复|还原|别采纳|不采纳|不要采纳|先别|不签|别签")


def other_one(said: Saying) -> list[Heard] | None:
    """The last step taken back and done to the section that was meant; None where no such mistake is spoken of."""
    scene = said.scene
    deed = scene.deed
    if scene.recent is None or not isinstance(deed, c.Accept | c.Shorten | c.Expand | c.Draft | c.Reject):
        return None
    if _WRONG.search(said.text) is None or not _of_that_deed(said):
        return None
    named = [ref for ref in said.sections if len(ref.positions) == 1 and ref.kind in ("number", "words", "here")]
    others = list(dict.fromkeys(ref.positions[0] for ref in named if ref.positions[0] not in scene.block(scene.recent)))
    if len(others) > 1 or not named:
        return None
    if not others:
        return [Order((c.Undo(),))] if _TAKEN_BACK.search(said.text) else None
    nothing_else = not re.sub(rf"{_WRONG.pattern}|{S}|[，。了啊呀 ]", "", said.text)
    if not nothing_else and not _MEANT.search(said.text) and not _TAKEN_BACK.search(said.text):
        return None
    return _done_to(said, replace(deed, section=scene.id(others[0])), others[0])


def _of_that_deed(said: Saying) -> bool:
    """Whether the words name no deed, or the kind that was done last."""
    text = re.sub(_WRONG, "", _TAKEN_BACK.sub("", said.text))
    told = [kinds for words, kinds in _ACTS if re.search(words, text)]
    return not told or any(isinstance(said.scene.deed, kinds) for kinds in told)


def _done_to(said: Saying, again: c.Accept | c.Shorten | c.Expand | c.Draft | c.Reject, position: int) -> list[Heard]:
    scene = said.scene
    if not scene.text(position):
        return [Order((c.Undo(),), f"{scene.name(position)}还没有写，没有{type(again).words}。")]
    if isinstance(again, c.Accept):
        return [Order((c.Undo(), again))]
    return [Order((c.Undo(),)), Offer((again,), f"要{type(again).words}{scene.name(position)}吗？")]
