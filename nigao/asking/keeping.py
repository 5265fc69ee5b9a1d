"""A paragraph or sentence that is to stay while the rest of its section changes: 讲养老的那段保留，别的砍一半; 除最后一段外都压缩三成.

What is said to stay is taken out of the message, and whatever is heard besides goes around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nigao import commands as c
from nigao.asking.lengths import length_in
from nigao.asking.likely import likely
from nigao.asking.passages import about, pieces_of
from nigao.asking.pieces import Piece, pieces
from nigao.asking.ref import AND, Ref
from nigao.asking.saying import P, S, Saying
from nigao.asking.scene import Scene
from nigao.asking.skeleton import skeleton
from nigao.asking.values import AskBack, Heard, Offer, Order, Told
from nigao.commands import Command, SectionId
from nigao.commands_json import sections_of

Kept = Mapping[int, frozenset[int]]
_LEAD = r"(?:但是?|不过|就|只是|只有|唯独|把|将|其中|另外)*"
_PIECES = rf"(?:{S})?(?:的|里面?|中)*(?:讲|说)?{P}(?:(?:和|、|跟|与|还有)?{P})*"
_STAYS = re.compile(
    rf"{_LEAD}(?P<kept>{_PIECES})(?:的)?(?:内容|文字|这段|这句)?(?:就|先|还|都|要|可|千万|也|给我|一定|必须|得|请)*"
    r"(?:留着|留下来?|保留|保留着|别动|不动|不要动|不用动|不能动|别删|不删|不要删|不能删|别碰|不碰|不许动|不准动|不得动|不可动|不许碰|不许删|照旧|不变|原样|保持原样|别改|不改|不压|别压|不减|不算|除外|例外|保持|原封不动)(?:不动|不变|着|原样|它)*(?:吧|了|啊|哈|哦|呀)*"
)
_BESIDES = re.compile(rf"(?<![删清去消解免排])除(?:了|去|开|却|掉)?(?P<kept>{_PIECES})(?:的)?(?:这|那)?(?:[一两三]段)?(?:以|之)?外?，?")
# 但讲廉政建设和过紧日子的话得原样留着: what is to stay, named by what it speaks of.
_TOLD_STAYS = re.compile(
    rf"{_LEAD}(?:{S})?(?:里面?|的|中)*(?:讲|说|写|提|谈|涉及|有关|关于)(?:到)?(?P<names>[^，。；\ue000-\ue2ff]{{2,30}}?)(?:的|这|那)*(?:几|两|些)?(?:话|句子?|句话|内容|部分|文字|表述|提法|东西)"
    r"(?:得|要|必须|都|也|就|先|还|可|千万|一定|给我|请|一句|全)*(?:原样|照原样|原封不动|一字不动)?(?:地)?(?:留着|留下来?|保留|保住|不动|别动|不要动|不能动|不许动|不准动|不得动|别删|不删|不能删|不能丢|别丢|不能少|不变|原样|保持原样|别碰|不改|别改|不压|别压)(?:着|不动|不变|它)*(?:了|吧|啊)*"
)
_REST = r"(?:其[余他它]|别|剩下?|余下|另外|剩余)(?:的)?(?:各|所有|全部|几)?(?:个)?(?:段落?|自然段|部分|内容|文字|地方|句子)?(?:的)?"


def pieces_kept(said: Saying) -> tuple[Saying, Kept]:
    """The message without what is to stay, and which paragraphs of which sections that is; as it was where nothing else is asked."""
    if (found := _BESIDES.search(said.text)) is not None:
        return _without(said, found.group("kept"), said.text[: found.start()] + said.text[found.end() :])
    parts = re.split(r"([，；。])", said.text)
    for at in range(0, len(parts), 2):
        clause = parts[at].strip()
        before = "".join(parts[: max(0, at - 1)])
        rest = (before + "".join(parts[at + 1 :])).strip("，；。")
        if rest and (told := _TOLD_STAYS.fullmatch(clause)) is not None and (kept := _told_of(said, told["names"], clause, rest)):
            return replace(said, text=rest), kept
        found = _STAYS.fullmatch(clause) or _likely_kept(replace(said, text=clause))
        if found is None:
            continue
        if rest:
            return _without(said, found.group("kept"), rest, before)
    return said, {}


def _told_of(said: Saying, names: str, clause: str, rest: str) -> Kept:
    """The paragraphs of the section spoken of, else the open one, that say what is to stay; none where one of the names stands nowhere."""
    signs = re.findall(S, clause) or re.findall(S, rest)
    named = [p for sign in signs[:1] for p in said.refs[sign].positions] or ([said.scene.current] if said.scene.current is not None else [])
    below = [one for p in named for one in said.scene.block(p)]
    kept: dict[int, frozenset[int]] = {}
    for name in re.split(AND, names):
        found = about(name, "paragraph", said.scene, below)
        if not found:
            return {}
        for position, number in found:
            kept[position] = kept.get(position, frozenset()) | {number}
    return kept


def _likely_kept(said: Saying) -> re.Match[str] | None:
    """The paragraphs of a clause that almost surely says to leave them alone, in whatever words: 讲困难那段不许动."""
    first = likely(skeleton(said))[0]
    return re.search(rf"(?P<kept>{_PIECES})", said.text) if first.what == "keep" and first.share >= 0.8 else None


def _without(said: Saying, words: str, rest: str, before: str = "") -> tuple[Saying, Kept]:
    found = _found(said, words, before + rest)
    if found is None:
        return said, {}
    kept: dict[int, frozenset[int]] = {}
    for piece in found:
        kept[piece.position] = kept.get(piece.position, frozenset()) | {_paragraph(said.scene, piece)}
    signs = re.findall(S, words)
    rest = re.sub("，{2,}", "，", re.sub(_REST, "", rest)).strip("，；。")
    if not re.search(f"{S}|{P}", rest):
        sign = signs[0] if signs else _sign_of(said, min(kept))
        if sign is None:
            said, sign = _with_sign(said, min(kept))
        rest = re.sub("^(把|将)?", rf"\g<1>{sign}", rest, count=1)
    return replace(said, text=rest), kept


def _found(said: Saying, words: str, rest: str) -> list[Piece] | None:
    """The pieces named; one that stands in several sections is the one of a section named besides. None where one cannot be told."""
    named = {p for sign in re.findall(S, rest) for p in said.refs[sign].positions if said.refs[sign].kind != "whole"}
    section = next(iter(re.findall(S, words)), "") or next(iter(re.findall(S, rest)), "")
    out: list[Piece] = []
    for sign in re.findall(P, words):
        ref = said.refs[sign]
        if ref.kind == "many" and ref.unit:  # all of those in the section named: to keep more is no harm
            inside = about(ref.words, ref.unit, said.scene, sorted(named & set(ref.positions)))
            texts = {(p, n): text for p in named for n, text in pieces_of(said.scene, p, ref.unit)}
            out += [Piece(p, replace(ref, kind="inside", positions=(p,), nth=n), texts[p, n]) for p, n in inside]
            continue
        found = pieces(replace(said, text=section + sign))
        if not isinstance(found, list):
            return None
        out += found
    return out or None


def _sign_of(said: Saying, position: int) -> str | None:
    return next((sign for sign, ref in said.refs.items() if ref.positions == (position,) and not ref.unit), None)


def _with_sign(said: Saying, position: int) -> tuple[Saying, str]:
    """The message with a sign of its own for a section it does not name."""
    sign = "\ue0fe"
    return replace(said, refs={**said.refs, sign: Ref(0, 0, "number", (position,), said.scene.item(position).title)}), sign


def _paragraph(scene: Scene, piece: Piece) -> int:
    """The number of the paragraph it is or stands in."""
    lines = pieces_of(scene, piece.position, "paragraph")
    return next((n for n, line in lines if piece.text == line or piece.text in line), 1)


def around(heard: Sequence[Heard], kept: Kept, said: Saying) -> list[Heard]:
    """What was heard, with the paragraphs that are to stay left alone."""
    return [_around(one, kept, said) for one in heard] if kept else list(heard)


def _around(heard: Heard, kept: Kept, said: Saying) -> Heard:
    if not isinstance(heard, Order | Offer):
        return heard
    ids = {said.scene.id(position): position for position in kept}
    out: list[Command] = []
    for command in heard.commands:
        touched = [id for id in sections_of(command) if id in ids]
        if not touched or isinstance(command, c.Accept | c.Rename | c.Move | c.Swap | c.SetFigure | c.Fill | c.Add):
            out.append(command)
        elif isinstance(command, c.Shorten) and command.paragraph is None:
            out += _others(command, ids[command.section], kept, said)
        elif not (isinstance(command, c.Shorten | c.Drop) and _other_piece(command, ids, kept, said)):
            return AskBack(f"您说要留的那一段就在{said.scene.name(ids[touched[0]])}里，请说明要改的是哪一段；稿子没有动。", firm=True)
        else:
            out.append(command)
    if not out:
        return Told("要留的那一段以外没有可以精简的文字，稿子没有动。")
    return replace(heard, commands=tuple(out))


def _other_piece(command: c.Shorten | c.Drop, ids: Mapping[SectionId, int], kept: Kept, said: Saying) -> bool:
    """Whether a command is about another paragraph than the ones that stay."""
    position = ids[command.section]
    size = len(pieces_of(said.scene, position, "paragraph"))
    number = command.paragraph if isinstance(command, c.Shorten) else command.number if command.unit == "paragraph" else None
    if number is None:
        every = pieces_of(said.scene, position, "sentence")
        at = command.number if isinstance(command, c.Drop) else 0
        text = every[at - 1 if at > 0 else at][1] if 0 < abs(at) <= len(every) else ""
        number = next((n for n, line in pieces_of(said.scene, position, "paragraph") if text in line), 0)
    return (number if number > 0 else size + 1 + number) not in kept[position]


def _others(command: c.Shorten, position: int, kept: Kept, said: Saying) -> Iterable[c.Shorten]:
    """Each other paragraph brought to its share: of what is left of a length of the whole, or of the same share of itself."""
    lines = pieces_of(said.scene, position, "paragraph")
    others = [(n, line) for n, line in lines if n not in kept[position]]
    whole, size = sum(len(line) for _, line in lines), sum(len(line) for _, line in others)
    named = length_in(said.text)[1]
    if named is None:
        share = command.to / max(1, whole)
    else:
        of_the_rest = re.search(_REST, said.spoken) and not re.search("整个?[节块段]|全节|总共|一共|加起来|合计|总的", said.spoken)
        to = command.to if of_the_rest else command.to - (whole - size)
        share = to / max(1, size)
    if not 0 < share < 1:
        return []
    return [c.Shorten(command.section, max(1, round(len(line) * share)), n) for n, line in reversed(others) if len(line) > 20]
