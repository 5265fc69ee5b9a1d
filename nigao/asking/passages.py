"""Paragraphs and sentences named by where they stand or by what they speak of: 最后一段, 夜间经济那句, （九）里养老和社保那两段, 积水点那半句."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from nigao.asking.kin import plainly_called
from nigao.asking.levels import part_of
from nigao.asking.near import subsequence
from nigao.asking.ref import AND, WORD, Ref, quotes
from nigao.asking.scene import Scene
from nigao.asking.titles import FILLER, by_words, in_hand
from nigao.text.numerals import number
from nigao.writing.provenance import sentences_in

Unit = Literal["paragraph", "sentence"]
NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_PARAGRAPH = re.compile(
    rf"(?:的|里面?的?|中的?)*(?P<last>倒数)?(?:第(?P<n>{NUMERAL})(?:个)?|(?P<end>最后|最末|末尾?|尾|结尾)|(?P<first>首|头一?|(?<!最)开头|打头|起头))(?:那|的|这)?(?:一)?(?:个)?"
    rf"(?:自然)?(?P<unit>段(?:话|落)?(?!时)|句(?:话)?)"
)
_TAIL = r"(?:的)?(?P<point>那|这)?(?P<many>[一两二三四几半])?(?:个|小|大)?(?P<unit>(?:自然)?段(?:话|落)?(?!时)|句(?:话)?|分句)"
_NAMED = re.compile(rf"(?P<run>{WORD}{{2,30}}?){_TAIL}")
_AFTER_QUOTE = re.compile(_TAIL)
_LEAD = re.compile(
    rf"^(?:{FILLER.pattern[1:]}|(?:里面?|里头|中|下面|后面|前面|上面|(?:末尾|结尾|最后|开头)(?=讲|说|谈|写|关于)|混进来|混进去|多出来|冒出来|夹着|夹带|就(?!业|学|医|近|地)|比(?![例重赛])|光|单|把|将|跟|和(?![平谐睦])|与|给|带|有|提到|提|谈到?|涉及|介绍|描述|反映|那|这|关于|一|的|了|出现)+|第[一二三四五六七八九十\d]+)+"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4}
_WITHIN = re.compile(r"(?P<section>.{2,12}?)(?:里面?|中|下面)(?:的|讲|说|谈|带|提到|关于|有)*(?P<name>.{2,})$")
_NO_NAME = re.compile(
    r"第|最后|末|^(?:[上下前后]面?|这|那|每|各|哪|某|其[他余它]|别|一|两|几|多|少|补|加|删|写|下|整|口号)+$|哪|什么|多少|每|各|其他|其余|别的|刚才|多余|啰嗦|这一|那一"
)


# 开头这段 said first of all: the draft's opening, where it has one, not the first paragraph of whatever section is open.
_OPENING = re.compile(
    r"^(?:请|麻烦|把|将|我看|我觉得|那|先)*(?:开头|起头)(?:那|这)(?:一)?(?:个)?(?:自然)?段(?!.{0,6}(?:标题|字|句)?[打开]头)"
)


def paragraphs(text: str, scene: Scene) -> Iterator[Ref]:
    begins = _OPENING.match(text) if any(not section.item.title for section in scene.sections) else None
    for match in _PARAGRAPH.finditer(text):
        if begins is not None and match.end() <= begins.end() + 2:
            continue
        unit: Unit = "sentence" if match["unit"].startswith("句") else "paragraph"
        nth = -1 if match["end"] else 1 if match["first"] else (number(match["n"] or "") or 0) * (-1 if match["last"] == "倒数" else 1)
        lead = re.match(r"(?:的|里面?的?|中的?)*", match.group())
        yield Ref(match.start() + (lead.end() if lead else 0), match.end(), "here", (), match.group(), unit, nth)


def quoted_pieces(text: str, scene: Scene) -> Iterator[Ref]:
    """“高水平办好亚冬会”那一段: the words stand in it."""
    for start, end, words in quotes(text):
        tail = _AFTER_QUOTE.match(text, end)
        told = tail is not None and tail["many"] == "一" and not re.search("[加写补添插续]", text[max(0, start - 4) : start])
        if tail is None or not (tail["point"] == "那" or told or tail.group().startswith("的")):
            continue
        unit = _unit(tail["unit"])
        found = [(p, n) for p in range(len(scene.sections)) for n, piece in pieces_of(scene, p, unit) if words in piece]
        yield from placed_among(start, tail.end(), words, unit, found, scene)


_STRAYED = re.compile(
    rf"(?:混|夹|串|窜|掺|插|多)(?:进|入|出|着|了)?(?:来|去)?(?:了|的)?一(?P<unit>段|句)(?:话)?(?:讲|说|写|谈|关于|是)*(?P<name>{WORD}{{2,12}}?)(?:的|，|$)"
)


def strayed(text: str, scene: Scene, refs: Sequence[Ref]) -> Iterator[Ref]:
    """（七）里混进来一段文旅的: what does not belong where it stands."""
    for match in _STRAYED.finditer(text):
        scope = scope_of(text, match.start(), refs) or _here(scene)
        unit = _unit(match["unit"])
        if found := about(match["name"], unit, scene, scope):
            yield from placed_among(match.start(), match.end("name"), match["name"], unit, found, scene)


def named_pieces(text: str, scene: Scene, refs: Sequence[Ref]) -> Iterator[Ref]:
    """夜间经济那句: what speaks of it in the section named before it, else in the open one, else the only one of the draft."""
    for match in _NAMED.finditer(text):
        run, start = match["run"], match.start()
        lead = _LEAD.match(run)
        skipped = lead.end() if lead else 0
        pointed = match["point"] or (match.group()[len(run) :].startswith("的") and not match["many"])
        if not pointed or len(run[skipped:]) < 2 or _NO_NAME.search(run[skipped:]):
            continue
        unit = _unit(match["unit"])
        inner = _WITHIN.match(run[skipped:])
        held = by_words(inner["section"], scene) if inner else ()
        scope: tuple[int, ...] | None = in_hand(held, scene) if len(in_hand(held, scene)) == 1 else None
        if inner and scope:
            skipped += inner.start("name")
        else:
            scope = scope_of(text, start + skipped, refs)
        names = re.split(AND, run[skipped:]) if match["many"] in ("两", "二", "三", "四", "几") else [run[skipped:]]
        at = start + skipped
        for one, name in enumerate(names):
            end = match.end() if one == len(names) - 1 else at + len(name)
            found = about(name, unit, scene, scope or _here(scene)) or (
                [] if scope else about(name, unit, scene, range(len(scene.sections)))
            )
            if scope is None and not found and unit == "paragraph":
                return
            if len(names) == 1 and found and len(found) == _COUNTS.get(match["many"] or "", 0):  # 讲文旅的那两段: both of them, a sign each
                last = len(found) - 1
                yield from (
                    Ref(at if n == 0 else end - (last - n) - 1, end - (last - n), "inside", (p,), name, unit, nth)
                    for n, (p, nth) in enumerate(found)
                )
                return
            yield from placed_among(at, end, name, unit, found, scene)
            at = end + 1


def _unit(word: str) -> Unit:
    return "paragraph" if "段" in word else "sentence"


def _here(scene: Scene) -> tuple[int, ...]:
    return () if scene.current is None else (scene.current,)


def scope_of(text: str, at: int, refs: Sequence[Ref]) -> tuple[int, ...] | None:
    """The section named before it in the same sentence."""
    before = [ref for ref in refs if ref.end <= at and ref.positions and not ref.unit and ref.kind in ("number", "words", "here")]
    last = max(before, key=lambda ref: ref.end, default=None)
    return last.positions if last is not None and not re.search("[。；！？，]", text[last.end : at]) else None


def placed_among(start: int, end: int, name: str, unit: Unit, found: Sequence[tuple[int, int]], scene: Scene) -> Iterator[Ref]:
    """The one of several places that is meant, by what is open; all of them where that does not tell."""
    here = [place for place in found if place[0] == scene.current] or [
        place for place in found if scene.current is not None and place[0] in part_of(scene, scene.current)
    ]
    best = here if len(here) == 1 else found
    if len(best) == 1:
        yield Ref(start, end, "inside", (best[0][0],), name, unit, best[0][1])
    else:
        positions = tuple(dict.fromkeys(position for position, _ in best))
        yield Ref(start, end, "many" if best else "here", positions, name, unit, 0)


def pieces_of(scene: Scene, position: int, unit: Unit) -> list[tuple[int, str]]:
    """(number, text) of the paragraphs or sentences of a section."""
    if unit == "sentence":
        return [(n, one.text) for n, one in enumerate(sentences_in(scene.text(position)), 1)]
    return list(enumerate((line for line in scene.text(position).split("\n") if line), 1))


def about(name: str, unit: Unit, scene: Scene, positions: Sequence[int]) -> list[tuple[int, int]]:
    """(section, number) of what speaks of it: says it, at its head before elsewhere; else says it in other words."""
    every = [(p, n, piece) for p in positions for n, piece in pieces_of(scene, p, unit)]
    heads = [(p, n, re.split(r"[。；]", piece)[0][:40]) for p, n, piece in every] if unit == "paragraph" else []
    for one in (name, *plainly_called(name)):
        for pieces, says in ((heads, _says), (every, _says), (heads, _nearly_says), (every, _nearly_says)):
            found = [(p, n) for p, n, piece in pieces if says(one, piece)]
            if found:
                return found
    return []


def _says(name: str, piece: str) -> bool:
    return name in piece


def _nearly_says(name: str, piece: str) -> bool:
    """食物供给 for 食物供给体系's words apart, 受制裁企业 for 支持受到制裁的企业."""
    if len(name) >= 3 and subsequence(name, piece, 2.0):
        return True
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return len(pairs) >= 4 and sum(pair in piece for pair in pairs) / len(pairs) >= 0.6


def paragraphs_about(name: str, scene: Scene) -> tuple[tuple[int, int], ...]:
    """(section, number of the paragraph) of what speaks of it: in a paragraph's first words, else in one paragraph only."""
    lines = [(i, n, line) for i in range(len(scene.sections)) for n, line in pieces_of(scene, i, "paragraph")]
    leading = [(i, n) for i, n, line in lines if name in re.split(r"[。；]", line)[0][:40]]
    if leading:
        return tuple(leading)
    holding = [(i, n) for i, n, line in lines if name in line]
    return tuple(holding) if len(holding) == 1 else ()
