"""Two sections made one, or one made two: 把三四两节并成一节, 文化并到民生后边, 这节拆成两节. The first is offered, the second said not to be done."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.saying import P, Saying
from nigao.asking.values import AskBack, Heard, Offer

_MERGES = re.compile(r"归并|合并|[并合归捏揉连](?:成|为|到|入|进|在)(?:一[节块个]|一起|一处|[\ue000-\ue0ff])|[并合](?:了|起来)?$")
_INTO = re.compile(r"[并合归](?:到|入|进|在)(?:[去来])?(?P<s>[\ue000-\ue0ff])")
_SPLITS = re.compile(r"(?:拆|分|切|劈)(?:成|为|作|开)?(?:两|二|三|2|3)(?:个)?(?:小)?(?:节|部分)")
_NO_PIECE = rf"{P}|[\ue200-\ue2ff]|段|句"


def joined_sections(said: Saying) -> Heard | None:
    """One section's text put at the end of another's, itself taken out; None where no two sections are to be one."""
    if re.search(_NO_PIECE, said.text) or not _MERGES.search(said.squeezed):
        return None
    named = [ref for ref in said.sections if ref.positions and ref.kind in ("number", "words", "here")]
    positions = list(dict.fromkeys(p for ref in named for p in ref.positions))
    if len(positions) != 2:
        return None
    into = _INTO.search(said.squeezed)
    target = said.refs[into["s"]].positions[0] if into is not None and said.refs[into["s"]].positions else min(positions)
    other = next(p for p in positions if p != target)
    scene = said.scene
    if len(scene.block(other)) > 1 or len(scene.block(target)) > 1 or scene.item(other).level != scene.item(target).level:
        return AskBack("只能把同一级、下面没有小节的两节并成一节，稿子没有动；要移动整个部分请说移到哪里。", firm=True)
    if not scene.text(other):
        return AskBack(f"{scene.name(other)}还没有写，没有可并的文字，稿子没有动；不要这一节请说“删去”。", firm=True)
    commands = (c.Amend(scene.id(target), "", scene.text(other)), c.Remove(scene.id(other)))
    return Offer(
        commands,
        f"要把{scene.name(other)}的文字并到{scene.name(target)}末尾，标题用{scene.name(target)}的，原来的{scene.name(other)}删去吗？",
    )


def split_section(said: Saying) -> Heard | None:
    """That a section cannot be made two by a word; None where that is not asked."""
    if re.search(_NO_PIECE, said.text) or not said.sections or not _SPLITS.search(said.squeezed):
        return None
    return AskBack(
        "一节拆成两节要先说明从哪一段分开，这一步还不能代做，稿子没有动；可以先加一节“……”，再说“把第三段以后移到新的一节”。", firm=True
    )
