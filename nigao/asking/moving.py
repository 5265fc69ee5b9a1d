"""Requests that change the order of the outline: moving a section, two changing places. Reads words, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao import commands as c
from nigao.asking.pointing import missing, one
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Order
from nigao.text.numerals import number

_MOVE_VERB = r"(?:移动?|挪动?|调整?|放|提|搬|排|摆|换|插|紧跟着?|紧接着?|紧挨着?|挨着|跟|接|搁|撂|归)"
_SIDE = r"(?P<side>(?:的|之)?(?:最)?(?:前头|前面|前边|前|后头|后面|后边|后|上面|下面|里面?|最前面?|最后面?|末尾))?"
_MOVE = (
    re.compile(rf"(?P<s>{S})(?:整个|整节|整段|往前|往后|向前|向后|往上|往下|提前|前移|后移)*(?:{_MOVE_VERB})?，?(?:{_MOVE_VERB})?(?:到|至|在|(?<=[搬挪移调放提])去|(?<=[搬挪移调放提])往)(?P<t>{S}){_SIDE}(?:打头|去|来|当第一节|做开头|开头)*"),
    re.compile(rf"(?P<s>{S})(?:整个|整节)*(?:往前|往后|向前|向后|提前|提|前移|后移|移|挪)+，?(?:{_MOVE_VERB})(?:到|至|在)(?P<t>{S}){_SIDE}(?:去|来)?"),
    re.compile(rf"{_MOVE_VERB}(?P<s>{S})(?:到|至|在)(?P<t>{S}){_SIDE}(?:去|来)?"),
)  # fmt: skip
# 城乡融合跟京津冀挨着才顺，挪到它后面去
_BESIDE_IT = re.compile(
    rf"(?P<s>{S})(?:挨着|相邻|连着|放一起|靠在一起)[^，\ue000-\ue2ff]{{0,6}}，(?:它)?{_MOVE_VERB}(?:到|在)它{_SIDE}(?:去|来)?"
)
_MOVE_END = re.compile(
    rf"(?P<s>{S})(?:整个|整节)*(?:{_MOVE_VERB})(?:到|至|在)?(?:{S}(?:的|里面?|中)*)?(?:(?:这|那)?[一二两三四五六七八九十\d]{{1,3}}个?小?节(?:的|里面?|中|当中)*)?(?P<end>最前面?|第一个|第一位|首位|开头|打头|头里|最后面?|末尾|最末|结尾|文末)(?:一个|一位|去|来|面|一节|那节|位置|的)*"
)
_MOVE_STEP = re.compile(
    rf"(?P<s>{S})(?:整个|整节)*(?:(?:往|向)(?P<a>前|后|上|下){_MOVE_VERB}|{_MOVE_VERB}(?:到)?(?P<c>前|后)(?:面)?一(?:个)?|(?P<b>前|后|上|下){_MOVE_VERB})(?:动)?(?:(?P<n>[一两二三四五六七八九1-9])(?:位|格|节|步|个(?:位置|位次|位)?)|个位置)"
)
_SWAP = re.compile(
    rf"(?P<a>{S})(?:和|跟|与|同)?(?P<b>{S})?(?:这|那)?(?:两节|两个部分|两部分|两块|俩|两个)?(?:的)?(?:位置|顺序|次序|前后)?(?:互相)?(?:对调|互换|调换|交换|对换|掉换|倒一?倒|颠倒(?:一下|过来)?|换个位|倒个个儿?|换个(?:先)?后|换一?换|调一?调|换|调|掉|倒)(?:个|个儿|过来)*(?:位置|顺序|次序|过来|个|儿)?"
)
_SWAP_VERB = re.compile(rf"(?:对调|互换|调换|交换|对换)(?P<a>{S})(?:和|跟|与|同)?(?P<b>{S})?(?:位置|顺序|次序)?")


_ONLY_TARGET = re.compile(rf"(?:往|向|朝|前|后|上|下|面|直接|单独|，|{_MOVE_VERB})*(?:到|至|在|去|于)+{S}[^{S[1:-1]}]*")


def names_only_where(said: Saying) -> bool:
    """Whether a clause says where something goes and not what: 往前放，紧跟在民生那节后面."""
    return bool(_ONLY_TARGET.fullmatch(said.squeezed)) and bool(re.search(_MOVE_VERB, said.squeezed))


def moved(said: Saying) -> Heard | None:
    """A section moved to where the words say."""
    text = said.squeezed
    if found := _MOVE_END.fullmatch(text):
        position = one(said, found["s"])
        return position if not isinstance(position, int) else to_end(said, position, not re.search("最后|末|结尾", found["end"]))
    if found := _MOVE_STEP.fullmatch(text):
        position = one(said, found["s"])
        return (
            position
            if not isinstance(position, int)
            else stepped(said, position, (found["a"] or found["b"] or found["c"]) in "前上", _steps(found["n"]))
        )
    if (found := _BESIDE_IT.fullmatch(text)) is not None and len(said.refs[found["s"]].positions) == 2:
        first, second = said.refs[found["s"]].positions
        return beside(said, first, second, found["side"] or "")
    for pattern in _MOVE:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        position, target = one(said, found["s"]), one(said, found["t"])
        if not isinstance(position, int) or not isinstance(target, int):
            return next(one for one in (position, target) if not isinstance(one, int))
        return beside(said, position, target, found["side"] or "")
    return None


def beside(said: Saying, position: int, target: int, side: str) -> Heard | None:
    """A section moved to the side of another, or into it."""
    scene = said.scene
    if position == target:
        return AskBack(f"{scene.name(position)}要移到哪一节的前面或后面？")
    moved, beside = scene.id(position), scene.id(target)
    if position in scene.block(target) and re.search("最|末|里|开头", side):
        return to_end(said, position, "前" in side or "开头" in side)
    if position in scene.block(target):
        return AskBack(f"{scene.name(position)}就在{scene.name(target)}里，要移到哪一节的前面或后面？")
    if not scene.item(target).number and not scene.item(target).title:
        return to_end(said, position, True)
    if "里" in side or (not side and scene.item(target).level < scene.item(position).level):
        last = [i for i in scene.block(target) if scene.item(i).level == scene.item(target).level + 1]
        return Order((c.Move(moved, after=scene.id(last[-1])),)) if last else Order((c.Move(moved, after=beside),))
    after = "后" in side or "下" in side or "末" in side or (not side and position < target)
    return Order((c.Move(moved, after=beside) if after else c.Move(moved, before=beside),))


def _siblings(said: Saying, position: int) -> list[int]:
    scene = said.scene
    level = scene.item(position).level
    start = position
    while start > 0 and scene.item(start).level >= level:
        start -= 1
    out = []
    for i in range(start if scene.item(start).level >= level else start + 1, len(scene.sections)):
        if scene.item(i).level < level:
            break
        if scene.item(i).level == level and (scene.item(i).number or scene.item(i).title):
            out.append(i)
    return out


def to_end(said: Saying, position: int, front: bool) -> Heard:
    """A section moved to the front or the end of those of its level."""
    others = [i for i in _siblings(said, position) if i != position]
    if not others:
        return AskBack("同一级只有这一个部分，要移到哪里？")
    target = said.scene.id(others[0] if front else others[-1])
    moved = said.scene.id(position)
    return Order((c.Move(moved, before=target) if front else c.Move(moved, after=target),))


def _steps(words: str | None) -> int:
    return number((words or "一").replace("两", "二")) or 1


def stepped(said: Saying, position: int, forward: bool, steps: int = 1) -> Heard:
    """A section moved so many places."""
    siblings = _siblings(said, position)
    at = siblings.index(position) + (-steps if forward else steps) if position in siblings else -1
    if not 0 <= at < len(siblings):
        if steps > 1:
            return AskBack(f"{said.scene.name(position)}{'前' if forward else '后'}面没有{steps}节，要移到哪一节的前面或后面？稿子没有动。")
        return AskBack(f"{said.scene.name(position)}已经在{'最前' if forward else '最后'}了，要移到哪里？")
    moved, beside = said.scene.id(position), said.scene.id(siblings[at])
    return Order((c.Move(moved, before=beside) if forward else c.Move(moved, after=beside),))


def swapped(said: Saying) -> Heard | None:
    """Two sections that change places."""
    found = _SWAP.fullmatch(said.squeezed) or _SWAP_VERB.fullmatch(said.squeezed)
    if found is None:
        return None
    refs = [said.refs[sign] for sign in (found["a"], found["b"]) if sign]
    bad = next((ref for ref in refs if not ref.positions), None)
    if bad is not None:
        return AskBack(missing(bad, said))
    positions = [p for ref in refs for p in ref.positions]
    if len(positions) != 2 or any(ref.kind == "many" for ref in refs):
        plain = re.search("对调|互换|交换|调换|对换", said.squeezed)
        return AskBack("请说明是哪两节对调，例如“第二节和第八节对调”。") if plain or len(positions) == 1 else None
    return exchanged(said, positions)


def exchanged(said: Saying, positions: Sequence[int]) -> Order:
    """Two sections in each other's place."""
    return Order((c.Swap(said.scene.id(positions[0]), said.scene.id(positions[1])),))


_QUOTED_INSIDE = re.compile(rf"(?:{S}|{P})(?:的)?(?:那|这)?(?:一)?(?:段|节)?(?:里面?|中|当中)(?:的|写的|有|那句|说的|讲的|这句)*(?P<q>{Q})")


# 打算里资助中心那句“……”不该放在打算里，挪到…
_A_SENTENCE = re.compile("(?:那|这)[一两几]?句")


def quoted_only(heard: Heard, said: Saying) -> Heard:
    """那一节里“……”挪到打算里去: what is quoted in a section is meant to go, never the section."""
    if not isinstance(heard, Order | Offer) or not any(isinstance(one, c.Move) for one in heard.commands):
        return heard
    found, sentence = _QUOTED_INSIDE.search(said.text), _A_SENTENCE.search(said.spoken)
    if found is None and sentence is None:
        return heard
    words = said.words(found["q"]) if found else next(iter(said.quotations), "")
    if not words:
        return AskBack("要移的是一句话吗？请用引号写出那句话，再说移到哪一节；要移整节请说“整节移到”哪里。稿子没有动。", firm=True)
    return AskBack(f"要移的是“{words}”这一句吗？要移请说“把‘{words}’那句移到”哪一节；要移整节请说“整节移到”哪里。稿子没有动。", firm=True)
