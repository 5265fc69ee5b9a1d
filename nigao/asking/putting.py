"""Words put into the text: a sentence added where it is said (最后加一句“……”, 第二段后面加上“……”), a sentence put in another's place."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.passages import pieces_of
from nigao.asking.pieces import Piece, pieces
from nigao.asking.pointing import placed
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Order

_ADD = r"(?:加|添|补|插|写|放|续|缀)(?:上|进|入|个|这么|在|到)*"
_SIDE = r"(?P<side>前面?|后面?|最后面?|末尾?|结尾|收尾|开头|最前面?|之后|之前|后边|前边)?"
_WHAT = r"(?:一)?(?:个)?(?P<unit>句|段|小段|条)?(?:话)?(?:就是|写|是)?[：:，]?"
_IN = (
    re.compile(rf"(?:在|于)?(?P<s>{S})?(?:这|那)?(?:一)?(?:[节块条])?(?:里面?|的|中)*(?P<p>{P})?(?:的|之)?{_SIDE}(?:再|另|另外|要|，)*{_ADD}{_WHAT}(?P<q>{Q})(?:这句话?|这段话?|一句)?"),
    re.compile(rf"(?P<q>{Q})(?:这|那)?(?:句|段)?(?:话)?，?{_ADD}(?P<s>{S})?(?:里面?|的|中)*(?P<p>{P})?(?:的|之)?{_SIDE}(?:里面?|去|来)?(?P<unit>)"),
)  # fmt: skip
_INSTEAD = re.compile(
    rf"(?P<s>{S})?(?:里面?|的|中)*(?P<p>{P})(?:的)?，?(?:应该?|要|给|整句|整段|全|那|这|句)*(?:改写成|改成|改为|改作|换成|换为|替换成|写成|改|换|应为|应是|写)(?:：)?(?P<q>{Q})"
)


def put_in(said: Saying) -> Heard | None:
    """A sentence added at the place named; to the open section only once that is said yes to."""
    found = next((found for pattern in _IN if (found := pattern.fullmatch(said.squeezed)) is not None), None)
    if found is None or re.search("标题|题目|一节|部分", said.text) or not (found["s"] or found["p"] or found["unit"]):
        return None
    new = _ended(said.words(found["q"]))
    place = _place(said, found)
    if not isinstance(place, tuple):
        return place
    position, piece = place
    name, words = said.scene.name(position), said.words(found["q"])
    if words in said.scene.text(position):
        return AskBack(f"{name}里已经有“{words}”，稿子没有动。")
    stands = [p for p in range(len(said.scene.sections)) if words in said.scene.text(p)]
    if len(stands) == 1 and _THIS.search(said.text) and piece is None:
        return _brought(said, words, stands[0], position)
    if stands:
        return AskBack(f"“{words}”稿子别处已经有，要移过去请说“把‘{words[:8]}……’那句移到……”；稿子没有动。")
    before = bool(re.search("前|开头", found["side"] or ""))
    if piece is None and (found["unit"] in ("段", "小段") or not said.scene.text(position)):
        command = c.Amend(said.scene.id(position), "", new)
    else:
        old = piece.text if piece is not None else _edge(said, position, before)
        if said.scene.text(position).count(old) != 1:
            return AskBack(f"{name}里有几处相同的句子，请说明加在第几段；稿子没有动。")
        command = c.Amend(said.scene.id(position), old, new + old if before else old + new)
    sure = found["s"] is not None or (piece is not None and piece.ref.kind != "here")
    return Order((command,)) if sure else Offer((command,), f"要在{name}里加上“{new}”吗？")


# “……”这句放到（二）里去: a sentence that stands is meant, not a new one.
_THIS = re.compile(rf"{Q}(?:这|那)(?:一)?(?:句|段|半句)?(?:话)?")


def _brought(said: Saying, words: str, position: int, target: int) -> Heard:
    """The sentence that holds the words, from where it stands to the end of another section."""
    scene = said.scene
    line = next((text for _, text in pieces_of(scene, position, "sentence") if words in text), "")
    if not line or scene.text(position).count(line) != 1:
        return AskBack(f"“{words}”在{scene.name(position)}里不是完整的一句，请说明移的是哪一句；稿子没有动。", firm=True)
    commands = (c.Amend(scene.id(position), line, ""), c.Amend(scene.id(target), "", line))
    return Offer(commands, f"要把{scene.name(position)}里的“{line[:24]}……”移到{scene.name(target)}末尾吗？")


def put_instead(said: Saying) -> Heard | None:
    """A sentence put in another's place; of one that is named by words of it, those words. Asked first, but for one that is counted."""
    found = _INSTEAD.fullmatch(said.squeezed)
    if found is None:
        return None
    named = pieces(said)
    if not isinstance(named, list) or len(named) != 1:
        return named if not isinstance(named, list) else None
    piece, new = named[0], said.words(found["q"])
    words = piece.ref.words if piece.ref.kind == "inside" and piece.ref.words in piece.text else ""
    if words and len(new) < len(piece.text) / 2 and piece.text.count(words) == 1:
        command = c.Amend(said.scene.id(piece.position), piece.text, piece.text.replace(words, new))
        return Offer((command,), f"要把{said.scene.name(piece.position)}里的“{words}”改成“{new}”吗？")
    command = c.Amend(said.scene.id(piece.position), piece.text, _ended(new))
    if piece.ref.kind == "here" and found["s"] and said.scene.text(piece.position).count(piece.text) == 1:
        return Order((command,))
    return Offer((command,), f"要把{said.scene.name(piece.position)}里的“{piece.text[:24]}……”改成“{new}”吗？")


def _place(said: Saying, found: re.Match[str]) -> tuple[int, Piece | None] | Heard:
    if found["p"]:
        named = pieces(said)
        if not isinstance(named, list) or not named:
            return named if not isinstance(named, list) else AskBack("您说的是哪一节的哪一句？稿子没有动。")
        return named[0].position, named[0]
    at = placed(said, said.refs[found["s"]]) if found["s"] else said.scene.current
    if not isinstance(at, int):
        return at if at is not None else AskBack("请说明加在哪一节，例如“第二部分最后加一句‘……’”；稿子没有动。")
    return at, None


def _edge(said: Saying, position: int, first: bool) -> str:
    """The first or last sentence of a section."""
    sentences = pieces_of(said.scene, position, "sentence")
    return sentences[0][1] if first else sentences[-1][1]


def _ended(words: str) -> str:
    """A sentence with its full stop."""
    return words if re.search("[。！？；：]$", words) else words + "。"
