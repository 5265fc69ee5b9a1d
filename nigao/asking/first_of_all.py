"""What is read before anything else, for its words are like those of other requests: what is not so, what was just written taken back,
eleven months for a year, the problems of a section and not the section of problems."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao import commands as c
from nigao.asking.contrary import contrary
from nigao.asking.pointing import placed
from nigao.asking.ref import Ref
from nigao.asking.ruling import ruled_by_words
from nigao.asking.saying import S, Saying
from nigao.asking.values import AskBack, Heard, Order
from nigao.part_of_year import PART_OF_YEAR
from nigao.writing.provenance import sentences_in

_BACK = r"(?:撤回|撤销|撤掉|撤下|撤|收回|取消|去掉|删掉|删去|删了?|拿掉|不要)"
_LATELY = r"(?:刚才|刚刚|方才|刚|前面|上一步)"
_PROMISES = r"(?:目标|指标|任务)(?:任务)?(?:的)?完成(?:的)?情况"
_PROMISES_BACK = re.compile(
    rf"(?:请|把|将|帮我|先)*{_BACK}(?:掉)?(?:{_LATELY}|写|加|做|列|生成|出|插|进去|上|的|那个|那张|那一?节|那一?段|这个|这张|这一?节)*[^，。]{{0,6}}{_PROMISES}[^，。]{{0,6}}"
    rf"|(?:请|把|将|帮我|先)*(?:{_LATELY}|写|加|做|列|生成|出|插|进去|上|的|那个|那张|这个|这张)*[^，。]{{0,6}}{_PROMISES}[^，。]{{0,8}}(?:先|都|全|给我|给)*{_BACK}(?:掉|了|吧|回来|下来)*"
)
_PART_YEAR = re.compile(
    rf"(?:{PART_OF_YEAR.pattern})(?:份)?(?:的)?(?:那些|那几个|这些)?(?:数|数字|数据|口径|指标)?(?:都|全|全部|统一|一律|，|要|请)*(?:改|换|更新|统一|调)(?:成|为|到|用|上)?(?:的)?(?:全年|年底|12月|十二月|1[—\-~至到]12月|预计)"
)
_REST = (
    r"(?:的话|的内容|部分|那些|那块|都|全|给|先)*(?:删|去|拿|划|撤)(?:掉|去|了|下来)?(?:，(?:只|就|光|仅)?(?:留|要|写|剩)[^，。]{1,10})?"
)
_BOTH = re.compile(rf"(?P<s>{S}){_REST}")
_KIND_OF_WORDS = re.compile(
    rf"(?:把|将)?(?P<s>{S})(?:里|中|里面|那里|的|下面)*(?:把|将)?(?P<w>(?<=[把将]){S}|问题|困难|不足|短板|建议|打算){_REST}"
)


def first_of_all(said: Saying) -> Heard | None:
    """What is to be read so whatever else the words are like; None where nothing is."""
    return (
        _written_for_her(said)
        or _promises_back(said)
        or _part_year(said)
        or _words_of_a_kind(said)
        or contrary(said)
        or ruled_by_words(said)
    )


# 帮我写一段2027年园区招商的打算: no new draft.
_A_PIECE = re.compile(
    r"^(?:请|帮我|给我|麻烦|你|再|先)*(?:写|拟|起草|来|编)(?:上|出|个)?(?:[一两几](?:小)?(?:段|句)|段)(?:话)?[^“”：:，]{2,30}$"
)


def _written_for_her(said: Saying) -> Heard | None:
    """A paragraph to be thought up: a model's, and never a new draft."""
    if not _A_PIECE.fullmatch(said.spoken.strip("。！ ")) or said.sections:
        return None
    return AskBack("没有接模型时不能代写一段，稿子没有动；有了内容请说“在第几节加一句：……”，材料里有的可以问“……是怎么写的”。")


def _promises_back(said: Saying) -> Heard | None:
    """撤回刚才写的目标完成情况: the last step where it was that, else nothing; never written once more."""
    if not _PROMISES_BACK.fullmatch(said.spoken.strip("。！ ")) or re.search("写成|写进|改成|加进", said.spoken):
        return None
    if said.scene.last is c.WriteFulfilment:
        return Order((c.Undo(),))
    headed = [p for p in range(len(said.scene.sections)) if re.search(_PROMISES, said.scene.item(p).title)]
    if headed:
        return AskBack(
            f"最近一步不是写目标完成情况，稿子没有动；要删去{said.scene.name(headed[-1])}，请说“删去{said.scene.item(headed[-1]).number or said.scene.item(headed[-1]).title}整节”。",
            firm=True,
        )
    return AskBack("稿子里没有目标完成情况这一节，稿子没有动；要撤回最近一步请说“撤销”。", firm=True)


def _part_year(said: Saying) -> Heard | None:
    """场站1—11月的数改成全年预计: a value of a part of the year is not the year's by another name; which has one, a person says."""
    if not _PART_YEAR.search(said.spoken):
        return None
    named = {p for ref in said.sections if ref.kind not in ("whole", "none") for one in ref.positions for p in said.scene.block(one)}
    word = re.match(r"(?:把|将)?([^，。\d]{2,6}?)(?:那节|那一节|部分|公司|里|的|\d)", said.spoken)
    told = []
    for p in range(len(said.scene.sections)):
        if (named and p not in named) or (not named and word and word[1] not in said.scene.item(p).title + said.scene.text(p)):
            continue
        told += [f"{said.scene.name(p)}：{one.text}" for one in sentences_in(said.scene.text(p)) if PART_OF_YEAR.search(one.text)]
    if not told:
        return AskBack("稿子里没有找到写明只到几月的数，稿子没有动；要改哪个数请说指标和数，例如“充电量改成4,520万千瓦时”。", firm=True)
    shown = "\n".join(told[:6])
    return AskBack(
        f"只到几月的数不能一起当成全年的，稿子没有动。写明月份的有：\n{shown}\n全年的数要一个一个说，例如“充电量改成4,520万千瓦时（预计）”；台账里有没有全年的，可以问“充电量全年多少”。",
        firm=True,
    )


def _words_of_a_kind(said: Saying) -> Heard | None:
    """资产盘活那节把问题删掉: sentences of that section, not the section that is called so; a person says which."""
    if (both := _BOTH.fullmatch(said.squeezed)) and (
        apart := re.search("[节块段里中](?:把|将)(?P<w>[^，。]{2,8})$", said.refs[both["s"]].words)
    ):
        ref = replace(said.refs[both["s"]], positions=said.refs[both["s"]].positions[:1])
        words = apart["w"]
    elif found := _KIND_OF_WORDS.fullmatch(said.squeezed):
        ref, words = said.refs[found["s"]], said.words(found["w"])
        inner = said.refs.get(found["w"])
        if inner is not None and _below(said, ref, inner):
            return None
    else:
        return None
    position = placed(said, ref)
    if not isinstance(position, int):
        return position
    lines = [one.text for p in said.scene.block(position) for one in sentences_in(said.scene.text(p))][:8]
    told = "\n".join(f"第{n}句：{line}" for n, line in enumerate(lines, 1))
    return AskBack(
        f"{said.scene.name(position)}里哪几句是讲“{words}”的，要您来定，稿子没有动；请说“第几句删掉”，或把要删的话放在引号里。\n{told}",
        firm=True,
    )


def _below(said: Saying, ref: Ref, inner: Ref) -> bool:
    """Whether one section stands below the other, so that it may be what is to go."""
    return any(p in said.scene.block(one) for one in ref.positions for p in inner.positions if p != one)
