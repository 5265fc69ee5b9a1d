"""Two sections made one, or one made two: 把三四两节并成一节, 文化并到民生后边, 这节从第三段起另立一节. Both are only offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao import commands as c
from nigao.asking.passages import pieces_of
from nigao.asking.pieces import pieces
from nigao.asking.pointing import placed
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.titling import title_of
from nigao.asking.values import AskBack, Heard, Offer

_MERGES = re.compile(r"归并|合并|[并合归捏揉连](?:成|为|到|入|进|在)(?:一[节块个]|一起|一处|[\ue000-\ue0ff])|[并合](?:了|起来)?$")
_INTO = re.compile(r"[并合归](?:到|入|进|在)(?:[去来])?(?P<s>[\ue000-\ue0ff])")
_CALLED = re.compile(
    rf"[，；]?(?:并成?(?:的)?|合成?(?:的)?|合并后|新的?|新节)?(?:的)?(?:标题|题目|名字|小标题)?(?:就|都|统一)?(?:用|叫做?|叫作|改成|改为|定为|写成|就叫|为|是)：?(?P<t>{Q})(?:做标题|作标题|为题)?$"
)
# 两节合成“……”
_INTO_ONE = re.compile(rf"[并合](?:成|为|并成|并为)(?:一)?(?:个)?(?:新的?)?(?:一?节|部分)?(?:叫做?)?(?P<t>{Q})(?:这)?(?:一)?(?:节)?$")
_SPLITS = re.compile(
    r"(?:拆|分|切|劈|划)(?:成|为|作|开|出)*(?:来)?(?:[\ue200-\ue2ff]|和|跟|与|、)*(?:这|各)?(?:两|二|三|2|3|俩)?(?:个)?(?:小)?(?:节|部分)"
    r"|(?:拆|分)(?:成|为|开)(?:[\ue200-\ue2ff]|和|跟|与|、){3,}"
    r"|(?:拿|挪|移|拆|分|放|搬|提|归|独立|另|单独|单)(?:出来|出去|出|到|成|立|列|起|设|独)*，?(?:单独|另|再|新)*(?:的)?(?:成|立|列|起|设|作为|做|为)*(?:新的?|另)?一?(?:个)?(?:新的?)?(?:小)?(?:节|部分)"
)
_FROM = re.compile(rf"{P}(?:的)?(?P<how>以后|之后|后面|以下|往后|及以后|及其后|开始|打头|起|往下)?")
_LAST_RUN = re.compile(r"(?:最后|末尾|后|后面)(?P<n>[两二三四])(?:个)?(?:自然)?段")


def joined_sections(said: Saying) -> Heard | None:
    """One section's text put at the end of another's, itself taken out; None where no two sections are to be one."""
    called = _INTO_ONE.search(said.squeezed) or _CALLED.search(said.squeezed)
    text = said.squeezed[: called.start()] if called is not None else said.squeezed
    text += "合并" if called is not None and called.re is _INTO_ONE else ""
    if re.search(rf"{P}|{Q}|段|句", text) or not _MERGES.search(text):
        return None
    named = [ref for ref in said.sections if ref.positions and ref.kind in ("number", "words", "here")]
    positions = list(dict.fromkeys(p for ref in named for p in ref.positions))
    if len(positions) != 2:
        return None
    into = _INTO.search(text)
    target = said.refs[into["s"]].positions[0] if into is not None and said.refs[into["s"]].positions else min(positions)
    other = next(p for p in positions if p != target)
    scene = said.scene
    if len(scene.block(other)) > 1 or len(scene.block(target)) > 1 or scene.item(other).level != scene.item(target).level:
        return AskBack("只能把同一级、下面没有小节的两节并成一节，稿子没有动；要移动整个部分请说移到哪里。", firm=True)
    if not scene.text(other):
        return AskBack(f"{scene.name(other)}还没有写，没有可并的文字，稿子没有动；不要这一节请说“删去”。", firm=True)
    title = title_of(said, called["t"]) if called is not None else ""
    commands: tuple[c.Command, ...] = (c.Amend(scene.id(target), "", scene.text(other)), c.Remove(scene.id(other)))
    commands += (c.Rename(scene.id(target), title),) if title else ()
    head = f"标题改为“{title}”" if title else f"标题用{scene.name(target)}的"
    return Offer(commands, f"要把{scene.name(other)}的文字并到{scene.name(target)}末尾，{head}，原来的{scene.name(other)}删去吗？")


def split_section(said: Saying) -> Heard | None:
    """Its last paragraphs as a section of their own, from the one named or from where a second title begins; None where that is not asked."""
    text = said.squeezed
    if re.search(rf"{S}(?:的|之)?(?:后面?|前面?)", text):
        return None  # a heading of its own beside another
    if not _SPLITS.search(text) or re.search("句|删|去掉|压|缩|精简|采纳", text) or (not said.sections and said.paragraph is None):
        return None
    position = _section(said)
    if not isinstance(position, int):
        return position
    scene = said.scene
    lines = [line for _, line in pieces_of(scene, position, "paragraph")]
    if len(scene.block(position)) > 1 or not lines:
        return None
    titles = [title_of(said, one) for one in said.text if re.match(Q, one)]
    if re.search(rf"{P}|段", text):
        first = _first(said, lines)
    elif len(titles) == 2:
        first = _boundary(lines, titles)
    else:
        return AskBack("从哪一段分开？请说第几段和新的一节叫什么，例如“从第三段起另立一节‘……’”；稿子没有动。", firm=True)
    if not isinstance(first, int):
        return first
    if not 0 < first < len(lines):
        return AskBack(f"{scene.name(position)}共{len(lines)}段，要从第几段起另立一节？稿子没有动。", firm=True)
    if not titles:
        return AskBack(
            f"要把{scene.name(position)}从“{lines[first][:16]}……”起另立一节，新的一节叫什么？请说“从第{first + 1}段起另立一节‘……’”；稿子没有动。",
            firm=True,
        )
    return _apart(said, position, lines, first, titles)


def _section(said: Saying) -> int | Heard:
    named = [ref for ref in said.sections if ref.kind != "whole" and ref.positions]
    if named:
        return placed(said, named[0])
    inside = said.paragraph.positions if said.paragraph is not None else ()
    at = inside[0] if inside else said.scene.current
    return at if at is not None else AskBack("您说的是哪一节的哪一段？请先打开那一节，或说“第二部分第三段起”；稿子没有动。", firm=True)


def _first(said: Saying, lines: Sequence[str]) -> int | Heard | None:
    """The place of the first paragraph that goes."""
    if (run := _LAST_RUN.search(said.spoken)) is not None:
        return len(lines) - "一两三四".index(run["n"].replace("二", "两")) - 1
    found = pieces(said)
    if not isinstance(found, list) or not found or found[0].text not in lines:
        return found if not isinstance(found, list) else None
    named = _FROM.search(said.squeezed)
    at = lines.index(found[0].text)
    return at + 1 if named is not None and named["how"] in ("以后", "之后", "后面", "以下") else at


def _boundary(lines: Sequence[str], titles: Sequence[str]) -> int:
    """From which paragraph on the text is more like the second title than like the first."""

    def likeness(line: str, title: str) -> int:
        return sum(line.count(title[at : at + 2]) for at in range(len(title) - 1))

    lead = [likeness(line, titles[1]) - likeness(line, titles[0]) for line in lines]
    return max(range(1, len(lines)), key=lambda at: sum(lead[at:]) - sum(lead[:at]), default=0)


def _apart(said: Saying, position: int, lines: Sequence[str], first: int, titles: Sequence[str]) -> Heard:
    scene = said.scene
    tail = "\n".join(lines[first:])
    if scene.text(position).count(f"\n{tail}") != 1:
        return AskBack(f"{scene.name(position)}里有相同的段落，请在编辑区里手工拆；稿子没有动。", firm=True)
    id = scene.id(position)
    commands: list[c.Command] = [c.Amend(id, f"\n{tail}", ""), c.Add(titles[-1], after=id, text=tail)]
    commands += [c.Rename(id, titles[0])] if len(titles) == 2 else []
    head = f"前面的改叫“{titles[0]}”，" if len(titles) == 2 else ""
    return Offer(
        tuple(commands), f"要把{scene.name(position)}从第{first + 1}段“{lines[first][:16]}……”起分出来，{head}另立一节“{titles[-1]}”吗？"
    )
