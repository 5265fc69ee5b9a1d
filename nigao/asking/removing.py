"""Requests to take something out of the draft: a section, a paragraph or sentence, what speaks of something. Reads words, changes nothing."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.pointing import placed
from nigao.asking.ref import Ref
from nigao.asking.saying import Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer
from nigao.commands import Command

_REMOVE_VERB = r"(?:删除|删掉|删去|删了?|去掉|拿掉|砍掉|撤掉|去除|剔除|取消|不要)"
_REMOVE = re.compile(
    rf"(?:{_REMOVE_VERB}(?:整个|整)?(?P<a>{S})(?:整个|全部|整节|这一节|标题)?|(?:整个|整)?(?P<b>{S})(?:整个|整节|整段|全部|连标题|连同标题|标题|内容|整块|通通)*{_REMOVE_VERB}(?:掉|去)?|(?P<d>{S})(?:今年)?(?:不要|不写|不用写|不单列|用不着)(?:写)?|(?:整(?:个|节|块))?(?P<e>{S})(?:整个|整节|整块|全部|一整节){{1,2}}(?:砍|拿|撤|去|扔|拆)(?:掉|去|下来|下)?)"
)
_CUT = re.compile(
    rf"(?:{_REMOVE_VERB}(?P<a>{S})(?P<x>[^，\ue000-\ue2ff]{{1,20}}|{Q}[^，]{{0,6}})|(?P<b>{S})(?:里面?|中|关于|有关|讲|提到|说)*(?P<y>[^，\ue000-\ue2ff]{{1,20}}|{Q}[^，]{{0,6}}){_REMOVE_VERB})"
)
_ABOUT = re.compile(
    r"(?:里面?|中|关于|有关|涉及|提到|讲|谈|说|所有|全部|那些|带)*(?P<about>.{2,16}?)(?:方面|有关|相关)?(?:的?(?:内容|句子|部分|文字|表述|话|字样|那几句|几句|那句|句|段|提法))"
)


def cited(said: Saying, position: int, ref: Ref) -> str:
    """The first words of a paragraph, so that a person sees which is meant."""
    lines = [line for line in said.scene.text(position).split("\n") if line]
    if ref.unit != "paragraph" or not 0 < abs(ref.nth) <= len(lines):
        return ""
    line = lines[ref.nth] if ref.nth < 0 else lines[ref.nth - 1]
    return f"（“{line[:24]}{'……' if len(line) > 24 else ''}”）"


def removed(said: Saying) -> Heard | None:
    """A whole section taken out: always asked first."""
    found = _REMOVE.fullmatch(said.squeezed)
    if found is None:
        return None
    ref = said.refs[found["a"] or found["b"] or found["d"] or found["e"]]
    if ref.kind == "inside":
        part = Ref(0, 0, "here", (), ref.words, "paragraph", ref.nth)
        words = cited(said, ref.positions[0], part)
        return Offer(
            (c.Drop(said.scene.id(ref.positions[0]), "paragraph", ref.nth),),
            f"提纲里没有“{ref.words}”这一节，{said.scene.name(ref.positions[0])}里有一段讲它{words}，是要删去这一段吗？",
        )
    if ref.kind == "whole":
        return AskBack("不能把整个稿子删掉；要删哪一节，请说编号或标题。", firm=True)
    if ref.kind == "here" and "段" in ref.words:
        return AskBack("您说的是哪一段？请说“第二段”，或说段里的词；要删整节，请说“删去这一节”。")
    if len(ref.positions) > 1 and ref.kind in ("number", "words"):
        commands: tuple[Command, ...] = tuple(c.Remove(said.scene.id(p)) for p in ref.positions)
        return Offer(commands, f"要删去{said.scene.names(ref.positions)}吗？")
    position = placed(said, ref)
    if not isinstance(position, int):
        return position
    return offer_removal(said, position)


def offer_removal(said: Saying, position: int) -> Offer:
    """Taking a section out is asked first, with what goes along."""
    below = len(said.scene.block(position)) - 1
    along = f"和它下面的{below}个部分" if below else "整节"
    return Offer((c.Remove(said.scene.id(position)),), f"要删去{said.scene.name(position)}{along}吗？删去后可以找回。")


def cut(said: Saying) -> Heard | None:
    """删 with a section and something more: never the section itself."""
    found = _CUT.fullmatch(said.squeezed)
    if found is None:
        return None
    ref = said.refs[found["a"] or found["b"]]
    position = placed(said, ref)
    if not isinstance(position, int):
        return position
    scene, rest = said.scene, found["x"] or found["y"]
    if re.fullmatch(rf"(?:里面?|中)?(?:这|那)?{Q}(?:这|那)?(?:一)?(?:句话?|几个字|个词|字样|句|话)*", rest):
        words = said.words(re.search(Q, rest).group())  # type: ignore[union-attr]
        if scene.text(position).count(words) == 1:
            return Offer((c.Amend(scene.id(position), words, ""),), f"要从{scene.name(position)}里删去“{words}”吗？")
        return AskBack(f"{scene.name(position)}里{'有几处' if words in scene.text(position) else '没有'}“{words}”，请说明是哪一处。")
    about = _ABOUT.fullmatch(rest)
    words = said.words(about["about"] if about else rest)
    if about and words in scene.text(position):
        return Offer((c.DropAbout(scene.id(position), words),), f"要删去{scene.name(position)}里提到“{words}”的句子吗？")
    return AskBack(f"您是要删去整个{scene.name(position)}，还是只删其中的“{words}”？请说明是哪一段哪一句，稿子没有动。", firm=True)
