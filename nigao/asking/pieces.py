"""Requests about paragraphs and sentences: taken out, moved to another section. Reads words, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao import commands as c
from nigao.asking.leftover import left
from nigao.asking.passages import pieces_of
from nigao.asking.pointing import placed
from nigao.asking.ref import Ref
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Order

_OUT = r"(?:删除|删掉|删去|删了|删|去掉|拿掉|砍掉|撤掉|去除|剔除|取消|不要|拿出去|拿出来|拿走|挪出去|移出去|清出去|划掉|抹掉|摘掉|摘出去|剪掉|不留|弄掉|整掉|拿下来?|撤下来?|撤了|砍了|(?<![回出进过下上拿到挪移放])去(?!年))"
_MOVE = r"(?:移动|挪动|移|挪|调整|调|放|搬|归|并|转|拿|插|剪|换|排)(?:到|至|进|去|回|入|在|给)+"
_WHY = r"放错地方|放错|错位|跑题|串了|不该在这儿?|不属于这儿?|混进来|混进去|不合适|不公开|重复|口号味儿?重|多余|没用|过时|啰嗦|一并|连同|整段|整句|全部|那两段|那几段|两段|几段|两句|几句|放|都|错|地方|了|些"
_STAYS = re.compile(rf"{P}(?:就|先|还|要|可|千万|都|请)*(?:留着|留下|保留|别动|不动|不要动|别删|不删|不要删|别碰|照旧|不变|原样)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or sentence of a section as it stands."""

    position: int
    ref: Ref
    text: str


def pieces(said: Saying) -> list[Piece] | Heard:
    """Each paragraph or sentence a clause names; the question where one of them cannot be told."""
    out: list[Piece] = []
    section: Ref | None = None
    for sign in said.text:
        ref = said.refs.get(sign)
        if ref is None:
            continue
        if not ref.unit:
            section = ref
            continue
        found = _piece(said, ref, section)
        if not isinstance(found, Piece):
            return found
        if out and out[-1].ref.unit == "paragraph" and ref.unit == "sentence" and ref.kind == "here" and found.position == out[-1].position:
            found = _sentence_of(said, out.pop(), ref) or found
        out.append(found)
    return out


def _piece(said: Saying, ref: Ref, section: Ref | None) -> Piece | Heard:
    unit = "段" if ref.unit == "paragraph" else "句"
    if ref.kind == "that":
        return AskBack(f"您说的“{ref.words}”是哪一段？请说“第二段”，或说段里的词；稿子没有动。", firm=True)
    if ref.nth == 0 or ref.kind == "many":
        where = f"有几处：{said.scene.names(ref.positions)}，" if ref.positions else "没有找到，"
        return AskBack(f"讲“{ref.words}”的那一{unit}{where}您说的是哪一节的第几{unit}？稿子没有动。")
    if ref.positions:
        position: int | Heard = ref.positions[0]
    elif section is not None and section.kind != "whole":
        position = placed(said, section)
    elif said.scene.current is not None:
        position = said.scene.current
    else:
        return AskBack(f"您说的是哪一节的哪一{unit}？请先打开那一节，或说“第二部分第二{unit}”。")
    if not isinstance(position, int):
        return position
    every = dict(pieces_of(said.scene, position, ref.unit or "paragraph"))
    number = ref.nth if ref.nth > 0 else len(every) + 1 + ref.nth
    if number not in every:
        return AskBack(f"{said.scene.name(position)}只有{len(every)}{unit}，您说的是第几{unit}？")
    return Piece(position, ref, every[number])


def _sentence_of(said: Saying, paragraph: Piece, ref: Ref) -> Piece | None:
    """第二段第一句: the sentence of that paragraph, counted in its section."""
    every = pieces_of(said.scene, paragraph.position, "sentence")
    within = [(n, text) for n, text in every if text in paragraph.text]
    if not 0 < abs(ref.nth) <= len(within):
        return None
    number, text = within[ref.nth] if ref.nth < 0 else within[ref.nth - 1]
    return Piece(paragraph.position, replace(ref, nth=number), text)


_ONLY = re.compile(
    rf"(?P<s>{S})?(?:里面?|中)*(?:只|就|光|仅)(?:留下?|保留|要)(?P<p>{P})(?:就行|即可|就够)?(?:，?(?:其[余他它]|别|剩下?)(?:的)?(?:各|几)?(?:段落?|自然段|内容)?(?:全|都|通通|统统)*{_OUT}(?:掉|了)?)?"
)
_ONE_OF = re.compile(
    rf"(?P<s>{S})?(?:里面?|中|有|这|那)*(?P<many>[两二三四几])段(?:讲|说|写)?(?P<q>{Q})?(?:重复|重了|一样|差不多|，|讲|都)*(?:只|就|光)(?:留下?|保留|要)(?P<end>前|后|头|第一|最后|末)(?:面)?(?:那|的)?(?:一)?段"
)


def left_alone(said: Saying) -> Heard | None:
    """All but one paragraph taken out: 只留第一段; of those that begin alike, 两段“……”只留后一段. Always asked first."""
    text = said.squeezed
    if _ONLY.fullmatch(text):
        one = pieces(_part_of(said, text))
        if not isinstance(one, list) or not one:
            return one if not isinstance(one, list) else None
        position, kept = one[0].position, one[0].text
        others = [(n, line) for n, line in pieces_of(said.scene, position, "paragraph") if line != kept and kept not in line]
        return _without(said, position, others)
    alike = _ONE_OF.fullmatch(text)
    if alike is None:
        return None
    at = placed(said, said.refs[alike["s"]]) if alike["s"] else said.scene.current
    if not isinstance(at, int):
        return at if at is not None else AskBack("您说的是哪一节的哪几段？稿子没有动。")
    words = said.words(alike["q"]) if alike["q"] else ""
    same = [(n, line) for n, line in pieces_of(said.scene, at, "paragraph") if words in line[:40]]
    if not words or len(same) < 2:
        return AskBack(
            f"{said.scene.name(at)}里{'没有几段是' if words else '有几段'}{words and f'“{words}”打头的'}，请说明是第几段；稿子没有动。"
        )
    return _without(said, at, same[:-1] if re.search("后|末", alike["end"]) else same[1:])


def _without(said: Saying, position: int, lines: Sequence[tuple[int, str]]) -> Heard:
    """Some paragraphs of a section taken out, once that is said yes to."""
    if not lines:
        return AskBack(f"{said.scene.name(position)}只有这一段，没有别的可删；稿子没有动。")
    found = [Piece(position, Ref(0, 0, "here", (), "", "paragraph", n), line) for n, line in lines]
    return Offer(tuple(dropping(said, one) for one in found), f"要从{said.scene.name(position)}里删去{cited(found)}吗？")


def dropped(said: Saying) -> Heard | None:
    """Paragraphs or sentences taken out: at once where the section is named and the place counted, else asked first."""
    text = _STAYS.sub("", said.squeezed)
    if (only := left_alone(said)) is not None:
        return only
    if re.search(r"只(?:留|要|保留)|[挪移搬]", text):
        return None
    if not re.search(P, text) or not re.search(_OUT, text) or re.search(Q, text) or re.search(_MOVE, text):
        return None
    if re.search(
        r"(?:砍|减|删|去|压)(?:掉|去)?(?:一半|几句|两句|一些|一点|\d|[一二三四五六七八九]成)|精简|压|短[点些一]|缩|扩写|扩到|重写|采纳|\d+字",
        text,
    ):
        return None
    over = left(re.sub(_WHY, "", re.sub(S, "", text)), _OUT)
    found = pieces(_part_of(said, text))
    if not isinstance(found, list):
        return found if over <= 6 else None
    if over > 8 or not found:
        return None
    commands = tuple(dropping(said, piece) for piece in found)
    plainly = len(found) == 1 and found[0].ref.kind == "here" and re.match(S, text) and over <= 2 and "不要" not in text
    if plainly and said.sections and said.sections[0].kind != "here" and not _most_of_it(said, found[0]):
        return Order(commands, f"删去的是{cited(found)}。")
    return Offer(commands, f"要从{said.scene.names(sorted({one.position for one in found}))}里删去{cited(found)}吗？")


def _most_of_it(said: Saying, piece: Piece) -> bool:
    """Whether little of its section would be left."""
    return len(piece.text) > 100 and len(piece.text) > 0.6 * len(said.scene.text(piece.position))


def _part_of(said: Saying, text: str) -> Saying:
    return Saying(text, said.spoken, said.scene, said.refs, said.quoted)


def dropping(said: Saying, piece: Piece) -> c.Command:
    return c.Drop(said.scene.id(piece.position), piece.ref.unit or "paragraph", piece.ref.nth)


def cited(found: Sequence[Piece]) -> str:
    """The first words of each, so that a person sees which is meant."""
    return "、".join(
        f"“{one.text[:24]}{'……' if len(one.text) > 24 else ''}”这一{'段' if one.ref.unit == 'paragraph' else '句'}" for one in found
    )


def carried_over(said: Saying) -> Heard | None:
    """Paragraphs or sentences moved to the end of another section."""
    text = re.sub(rf"(?<=[挪移搬调放搁])(?={S}(?:里面?|那)?去)", "到", said.squeezed)
    if not re.search(P, text) or not re.search(_MOVE, text) or re.search(Q, text):
        return None
    after = re.search(rf"{_MOVE}(?P<t>{S})", text)
    if after is None or re.search(rf"{P}[^，]{{0,4}}(?:{_OUT})[^，]*，", text):
        return None  # one goes out, another is moved
    target = placed(said, said.refs[after["t"]])
    found = pieces(_part_of(said, text[: after.start()] or text[after.end() :]))
    if not isinstance(target, int) or not isinstance(found, list):
        return target if not isinstance(target, int) else found if not isinstance(found, list) else None
    over = left(re.sub(_WHY, "", text.replace(after.group(), "")), r"里面?|后面|前面|末尾|最后|去|来|中")
    if over > 8 or not found or any(one.position == target for one in found):
        return None
    scene = said.scene
    commands: list[c.Command] = []
    for one in found:
        commands += [c.Amend(scene.id(one.position), one.text, ""), c.Amend(scene.id(target), "", one.text)]
    if over <= 3 and re.match(rf"[^{P[1:-1]}]*{S}[^{P[1:-1]}]*{P}", text):
        return Order(tuple(commands))
    return Offer(tuple(commands), f"要把{cited(found)}移到{scene.name(target)}末尾吗？")
