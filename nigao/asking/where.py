"""Which sections, paragraphs and sentences of a draft are named: 第一部分, （二）, 民生那节, 生态、安全两节, 最后一段, 这一节, 全文."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from nigao.asking.counted import by_place, numbered
from nigao.asking.levels import part_of
from nigao.asking.openings import opened_pieces, pointed_pieces
from nigao.asking.passages import named_pieces, paragraphs, quoted_pieces, scope_of, strayed
from nigao.asking.ref import AND, Ref, masked
from nigao.asking.scene import Scene
from nigao.asking.states import as_they_stand
from nigao.asking.titles import in_hand
from nigao.asking.topics import bare, listed, quoted, topics


def find(text: str, scene: Scene) -> list[Ref]:
    """Every place named, in the order of the words, none over another; neighbours joined by 、 or 和 are one."""
    opened = list(opened_pieces(text, scene))
    found: list[Ref] = list(opened)
    _take(found, pointed_pieces(masked(text, found), scene))
    _take(found, paragraphs(masked(text, found), scene))
    _take(found, quoted_pieces(text, scene))
    _take(found, quoted(text, scene))
    _take(found, list(as_they_stand(masked(text, found), scene)))
    looks: tuple[Callable[[str, Scene], Iterable[Ref]], ...] = (numbered, by_place, listed, topics)
    for look in looks:
        _take(found, list(look(masked(text, found), scene)))
    _take(found, list(strayed(masked(text, found), scene, found)))
    _take(found, list(named_pieces(masked(text, found), scene, found)))
    _take(found, list(bare(masked(text, found), scene)))
    for ref in opened:  # in the section named before them, where one is
        if scope := scope_of(text, ref.start, found):
            found.remove(ref)
            below = tuple(dict.fromkeys(p for one in scope for p in scene.block(one)))
            found += [one for one in opened_pieces(text, scene, below) if ref.start <= one.start < ref.end]
    return _joined(text, _resumed(text, sorted(found, key=lambda ref: ref.start)), scene)


_SAME = re.compile(r"(?:这|该)(?:一)?(?:个)?(?:节|部分)")


# 并把…, 改完就采纳…: what follows is done to the section just spoken of, not to the one that is open.
_GOES_ON = re.compile(
    r"(?:(?:并且?|然后|同时|接着|随后|再|而后)(?:，)?(?:请|再)?(?:把|将)|[改弄换写压填删调][完好](?:了|之后|以后|后)*(?:，)?(?:就|再|直接|顺便|请|便)*(?:把|将|采纳|签[发字了]?|通过)?"
    r"|(?:标题|题目|改|换|填|压|删)[^，]*，(?:就|再|直接|便)*采纳)$"
)


def _resumed(text: str, refs: Sequence[Ref]) -> list[Ref]:
    """（五）的标题改为…，并把这一节调到…: the section the same breath has just named."""
    out: list[Ref] = []
    for ref in refs:
        last = next((one for one in reversed(out) if not one.unit and one.kind in ("number", "words")), None)
        goes_on = _GOES_ON.search(text[: ref.start])
        if last is not None and goes_on and len(last.positions) == 1 and _SAME.fullmatch(ref.words):
            ref = replace(ref, kind="words", positions=last.positions)
        out.append(ref)
    return out


def _take(found: list[Ref], refs: Iterable[Ref]) -> None:
    """Those that stand over none found before."""
    for ref in refs:
        if all(ref.end <= one.start or one.end <= ref.start for one in found):
            found.append(ref)


def _joined(text: str, refs: Sequence[Ref], scene: Scene) -> list[Ref]:
    """（三）和（五） named side by side are one group; a section named after a part it stands in is that part's: 回顾里的民生."""
    out: list[Ref] = []
    for ref in refs:
        last = next((one for one in reversed(out) if one.positions and not one.unit and one.kind in ("number", "words")), None)
        between = text[last.end : ref.start] if last is not None else ""
        if last is not None and last is out[-1] and len(last.positions) == 1 and re.fullmatch("(?:的|里|里面|中)?", between):
            if _OWN.match(ref.words) and not ref.unit:
                out[-1] = Ref(last.start, ref.end, "words", last.positions, text[last.start : ref.end], alone=True)
                continue
            if (beside := _BESIDE.match(ref.words)) and not ref.unit:
                out[-1] = _neighbour(last, ref, text, beside["side"] in "后下", scene)
                continue
        if ref.kind == "many" and not ref.nth:
            ref = _narrowed(ref, last, scene)
        if (
            last is not None
            and last is out[-1]
            and ref.positions
            and not ref.unit
            and re.fullmatch("(?:的|里|里面|中|当中|下面|部分)*(?:(?<=.)(?:专门|主要)?(?:讲|说|写|谈|关于|有关)(?:的)?)?", between)
        ):
            (top, *more) = last.positions
            if not more and set(ref.positions) < set(scene.block(top)):
                out[-1] = Ref(last.start, ref.end, "words", ref.positions, text[last.start : ref.end])
                continue
        if last is not None and last is out[-1] and _side_by_side(last, ref, between):
            out[-1] = Ref(last.start, ref.end, "number", (*last.positions, *ref.positions), text[last.start : ref.end])
            continue
        out.append(ref)
    return out


_OWN = re.compile(r"前[面头](?:那|这)|总(?:的)?要求|开头|开篇|引言|前言|导语|帽子|开场白|起首")
_BESIDE = re.compile(r"(?P<side>[前后上下])(?:面|边|头|一)")


def _neighbour(last: Ref, ref: Ref, text: str, after: bool, scene: Scene) -> Ref:
    """对外开放后面那节: the section of its rank that stands beside it."""
    (at,) = last.positions
    level = scene.item(at).level
    places = [i for i in range(len(scene.sections)) if scene.item(i).level == level and (i > at if after else i < at)]
    found = tuple(places[:1] if after else places[-1:])
    return Ref(last.start, ref.end, "words" if found else "none", found, text[last.start : ref.end])


def _side_by_side(last: Ref, ref: Ref, between: str) -> bool:
    """Whether two sections are named in one breath: （三）和（五）, （二）（三）."""
    if not re.fullmatch(rf"(?:的)?(?:{AND}|以及|同|还有)?(?:把|将)?", between) or ref.unit or set(last.positions) & set(ref.positions):
        return False
    return {last.kind, ref.kind} <= {"number", "words", "here"} and bool(ref.positions) and bool(between or re.match("[（(第]", ref.words))


def _narrowed(ref: Ref, last: Ref | None, scene: Scene) -> Ref:
    """One of several sections of a name or number is meant in the part that was just spoken of, else in the one that is open."""
    part = part_of(scene, last.positions[0]) if last is not None else ()
    near = tuple(position for position in ref.positions if last is not None and position in part and position not in last.positions)
    near = near if len(near) == 1 else in_hand(ref.positions, scene)
    if ref.unit:  # several paragraphs stay paragraphs
        return replace(ref, positions=near) if len(near) == 1 else ref
    return Ref(ref.start, ref.end, "words", near, ref.words) if len(near) == 1 else ref
