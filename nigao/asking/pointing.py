"""The one section words name; else the question that has to be asked back."""

from __future__ import annotations

import re

from nigao.asking.ref import Ref
from nigao.asking.saying import Saying
from nigao.asking.values import AskBack, Heard


def one(said: Saying, sign: str | None) -> int | Heard:
    """The one section a sign stands for, else what to ask."""
    ref = said.refs[sign] if sign else None
    if ref is None:
        return AskBack("请说明是哪一节，例如“第二部分”或标题里的词。")
    return placed(said, ref)


def placed(said: Saying, ref: Ref) -> int | Heard:
    """The one section words name; else the question back."""
    if ref.kind == "none":
        # What has no such number is not there; words may be another name of what is, which a model may know.
        return AskBack(missing(ref, said), firm=re.match(r"“?(?:第.+[节部分章]|[（(])", ref.words) is not None)
    if ref.kind == "that" or not ref.positions:
        return AskBack("您说的是哪一节？请说编号或标题里的词，例如“第二部分”。")
    if ref.kind == "inside":
        where = said.scene.name(ref.positions[0])
        return AskBack(f"提纲里没有“{ref.words}”这一节，{where}里有一段讲它；您要改的是这一段还是整个{where}？稿子没有动。")
    if ref.kind == "many":
        return AskBack(f"“{ref.words}”有几处：{said.scene.names(ref.positions)}，您说的是哪一处？", firm=True)
    if len(ref.positions) > 1:
        return AskBack("这一步一次只能对一节，请说明是哪一节。")
    return ref.positions[0]


def missing(ref: Ref, said: Saying) -> str:
    """That a section named is not there, and what there is."""
    words = ref.words.strip("“”")
    if re.match(r"(?:这|本|当前|此)", words):
        return "现在没有打开哪一节，请说编号或标题里的词，例如“第二部分”。"
    if re.search("的[^的]{0,4}(?:节|部分|板块|地方)$", words):  # named by how it stands: 还没动笔的部分
        return f"现在没有“{words}”，稿子没有动。"
    parts = sum(1 for one in said.scene.sections if one.item.level == 1 and one.item.number)
    have = f"，现在只有{parts}个部分" if re.match("第.+部分", words) and parts else ""
    return f"提纲里没有“{words}”{have}，稿子没有动；您说的是哪一节？请看右侧提纲中的编号，或说标题里的词。"
