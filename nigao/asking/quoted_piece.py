"""Another length for what is quoted inside a section: 第一部分“重点工程”太长了，压到350字. Never for the whole section."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.lengths import A_LITTLE_SHORTER, Resize, length_in
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Told
from nigao.asking.writing import sized

_TOO_LONG = re.compile(
    rf"(?:把|将)?{S}(?:里面?|中|的)*{Q}(?:这|那)?(?:一)?(?:块|部分)?(?:写|得|实在|，)*(?:[太过偏]|有[点些]|啰嗦|压|缩|精简|砍|减)[^{Q[1:-1]}]*"
)


def quoted_too_long(said: Saying) -> Heard | None:
    """The same where the words say by themselves that something quoted in a section is to be shorter."""
    if not _TOO_LONG.fullmatch(said.squeezed) or re.search(rf"{P}|标题|题目|换成|改成|改为|删|去掉", said.text):
        return None
    return quoted_resized(said, False) if re.search("压|缩|精简|砍|减|短", said.text) else None


def quoted_resized(said: Saying, longer: bool) -> Heard:
    """The section whose heading says the words, else the one paragraph that does."""
    scene, words = said.scene, said.quotations[0]
    share, to, _ = length_in(said.squeezed)
    named = [one for ref in said.sections if ref.positions and ref.kind != "whole" for p in ref.positions for one in scene.block(p)]
    headed = [p for p in named if words in scene.item(p).title and p not in {q for ref in said.sections for q in ref.positions}]
    if len(headed) == 1:
        return sized(scene, [(headed[0],)], Resize(to, share or (None if to else A_LITTLE_SHORTER), longer))
    found = [
        (p, n, line)
        for p in named or range(len(scene.sections))
        for n, line in enumerate([line for line in scene.text(p).split("\n") if line], 1)
        if words in line
    ]
    leading = [one for one in found if words in one[2][:40]] or found
    if len(leading) != 1 or longer:
        return AskBack(f"您要改的是讲“{words}”的哪一段？请说“第几节第几段”；稿子没有动。", firm=True)
    position, number, line = leading[0]
    wanted = to if to is not None else max(1, round(len(line) * (share or A_LITTLE_SHORTER)))
    if wanted >= len(line):
        return Told(f"{scene.name(position)}讲“{words}”的这一段现在{len(line)}字，不用再精简。")
    return Offer((c.Shorten(scene.id(position), wanted, number),), f"要把{scene.name(position)}讲“{words}”的这一段精简到{wanted}字吗？")
