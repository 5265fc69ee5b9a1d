"""Finding which section of an outline a person means by 第一部分, （二）, 「金融」, 这一段, 下一部分 or 全文."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nigao.draft import OutlineItem
from nigao.text.numerals import number

_N = r"[一二三四五六七八九十\d]{1,3}"
_PART = re.compile(rf"第({_N})(?:个)?(?:大)?(?:部分|块|章|大块|板块|大点)")
_PIECE = re.compile(rf"第({_N})(?:个)?(?:小)?(?:节|小节|小点|条|点|项|小标题)")
_BRACKET = re.compile(rf"[（(]({_N})[）)]")
_COMMA = re.compile(rf"(?:^|[^第\d一-龥])({_N})[、.．](?!\d)|(?<=[写改看草])({_N})、")
_QUOTED = re.compile(r"[「『“\"《]([^」』”\"》]{1,40})[」』”\"》]")
_QUOTED_PART = re.compile(
    r"[「『“\"]([^」』”\"]{2,20})[」』”\"](?:的)?(?:那|这)?(?:一)?(?:个)?(?:部分|章节|板块|小节|节|段落|段|块|标题|章)"
)
_NAMED = re.compile(
    r"(?:关于|有关|讲|写)?([一-龥A-Za-z“”]{2,20}?)(?:的)?(?:那|这)?(?:一)?(?:个)?(?:部分|章节|板块|小节|节|"
    r"段落|段|块|标题)"
)
_CURRENT = re.compile(r"这一?(?:个)?(?:部分|节|段|章|块)|本(?:部分|节|段|章)|当前(?:部分|节|段|这)?|此(?:部分|节|段)")
_NEXT = re.compile(r"下一?(?:个)?(?:部分|节|段|章|小节)|接着(?:往下)?写|往下写")
_PREVIOUS = re.compile(r"上一?(?:个)?(?:部分|节|段|章|小节)")
_LAST = re.compile(r"最后一?(?:个)?(?:部分|节|章)|末尾部分|结尾(?:部分|那段|段)?")
_OPENING = re.compile(r"开头|引言|前言|开篇|导语|帽子")
_ALL = re.compile(r"全文|全稿|整篇|整份|通篇|全部|所有(?:的)?(?:部分|章节)|整个(?:报告|稿子|总结|材料)|各部分")
# Parts of such papers by the words people call them, whatever their headings say.
_SAME_PART = (
    ("不足", "问题", "短板", "困难", "存在的不足", "存在的问题"),
    ("打算", "计划", "安排", "谋划", "工作打算", "工作计划"),
    ("回顾", "完成情况", "工作回顾", "工作总结"),
)
_FILLER = re.compile(
    r"第[一二三四五六七八九十\d]+(?:大)?(?:部分|节|章)|把|将|请|帮我|给我|一下|再|起草|重写|改写|精简|压缩|"
    r"扩写|核对|检查|采纳|退回|去年|今年|前年|20\d\d年|的|写"
)


@dataclass(frozen=True, slots=True)
class SectionRef:
    """Which sections a request names.

    position: index in the outline, None where none is named or none fits. whole: the whole text is meant. named: the words
    that were meant to name one, "" if none were; with position None and named not empty the person named what is not there.
    """

    position: int | None = None
    whole: bool = False
    named: str = ""
    start: int = 0
    end: int = 0


def find_section(text: str, outline: Sequence[OutlineItem], current: int | None) -> SectionRef:
    """The section that ``text`` speaks of; the most exact way of naming wins (number, then words of the title, then 这一段)."""
    for look in (_by_number, _by_quote, _by_missing_quote, _by_place, _by_title_words):
        found = look(text, outline, current)
        if found is not None:
            return found
    whole = _ALL.search(text)
    return SectionRef(whole=True, named=whole.group(), start=whole.start(), end=whole.end()) if whole else SectionRef()


def with_children(outline: Sequence[OutlineItem], position: int) -> tuple[int, ...]:
    """The section and all that stands below it."""
    below = [position]
    for index in range(position + 1, len(outline)):
        if outline[index].level <= outline[position].level:
            break
        below.append(index)
    return tuple(below)


def find_all(text: str, outline: Sequence[OutlineItem], current: int | None) -> list[SectionRef]:
    """All sections named by number or quotation, in the order of the text (for 把第三部分移到第一部分前面)."""
    refs: list[SectionRef] = []
    for pattern in (_PART, _BRACKET, _QUOTED, _LAST, _OPENING, _CURRENT):
        for match in pattern.finditer(text):
            found = find_section(match.group(), outline, current)
            refs.append(SectionRef(found.position, named=match.group(), start=match.start(), end=match.end()))
    return sorted(refs, key=lambda ref: ref.start)


def _part(outline: Sequence[OutlineItem], current: int | None) -> range:
    """Positions below the first-level section that ``current`` is in; all if there is none."""
    if current is None or not 0 <= current < len(outline):
        return range(len(outline))
    top = current
    while top > 0 and outline[top].level > 1:
        top -= 1
    return range(top, max(with_children(outline, top)) + 1)


def _by_number(text: str, outline: Sequence[OutlineItem], current: int | None) -> SectionRef | None:
    part = _PART.search(text)
    base = _nth(outline, 1, number(part[1]) or 0, range(len(outline))) if part else None
    piece = _PIECE.search(text)
    if part and not piece and not _BRACKET.search(text):
        return SectionRef(base, named=part.group(), start=part.start(), end=part.end())
    bracket = _BRACKET.search(text)
    sub = piece or bracket
    if sub:
        position = _piece(outline, number(sub[1]) or 0, base if part else current)
        return SectionRef(position, named=sub.group(), start=(part or sub).start(), end=sub.end())
    comma = _COMMA.search(text)
    if comma:
        group = 1 if comma[1] else 2
        position = _nth(outline, 1, number(comma[group]) or 0, range(len(outline)))
        return SectionRef(position, named=f"{comma[group]}、", start=comma.start(group), end=comma.end())
    return None


def _piece(outline: Sequence[OutlineItem], wanted: int, near: int | None) -> int | None:
    """The wanted second-level section near a place, else anywhere, else the first-level one of that number."""
    levels = sorted({item.level for item in outline if item.number and item.level > 1})
    for scope in (_part(outline, near), range(len(outline))):
        for level in levels[:1]:
            found = _nth(outline, level, wanted, scope)
            if found is not None:
                return found
    return _nth(outline, 1, wanted, range(len(outline)))


def _nth(outline: Sequence[OutlineItem], level: int, wanted: int, scope: range) -> int | None:
    """Position of the numbered heading of this level whose number is the wanted one, within scope."""
    for index in scope:
        item = outline[index]
        if item.level == level and item.number and number(re.sub(r"[^一二三四五六七八九十\d]", "", item.number)) == wanted:
            return index
    return None


def _by_quote(text: str, outline: Sequence[OutlineItem], current: int | None) -> SectionRef | None:
    for match in _QUOTED.finditer(text):
        position = by_words(match[1], outline)
        if position is not None:
            return SectionRef(position, named=match[1], start=match.start(), end=match.end())
    return None


def _by_place(text: str, outline: Sequence[OutlineItem], current: int | None) -> SectionRef | None:
    last = len(outline) - 1
    places = (
        (_NEXT, None if current is None else current + 1),
        (_PREVIOUS, None if current is None else current - 1),
        (_LAST, next((i for i in range(last, -1, -1) if outline[i].level == 1), None)),
        (_OPENING, next((i for i, item in enumerate(outline) if item.kind == "opening"), 0 if outline else None)),
    )
    for pattern, position in places:
        match = pattern.search(text)
        if match:
            inside = position if position is not None and 0 <= position <= last else None
            return SectionRef(inside, named=match.group(), start=match.start(), end=match.end())
    match = _CURRENT.search(text)
    if match and not _named_before(text[: match.start()], outline):
        return SectionRef(current, named=match.group(), start=match.start(), end=match.end())
    return None


def _named_before(before: str, outline: Sequence[OutlineItem]) -> bool:
    """Whether the words right before 这一段 name a section themselves (金融这一段)."""
    words = _FILLER.sub("", before).strip("，。：、 ")
    return len(words) >= 2 and by_words(words, outline) is not None


def _by_title_words(text: str, outline: Sequence[OutlineItem], current: int | None) -> SectionRef | None:
    match = _NAMED.search(text)
    if match:
        words = _FILLER.sub("", match[1]).strip("“”")
        position = by_words(words, outline) if len(words) >= 2 else None
        if position is not None:
            return SectionRef(position, named=words, start=match.start(), end=match.end())
    for index, item in enumerate(outline):
        if len(item.title) >= 2 and item.title in text:
            start = text.index(item.title)
            return SectionRef(index, named=item.title, start=start, end=start + len(item.title))
    return None


def _by_missing_quote(text: str, outline: Sequence[OutlineItem], current: int | None) -> SectionRef | None:
    """“城市副中心”那一节, which no title says: named, and not there; never the section in hand instead."""
    match = _QUOTED_PART.search(text)
    return SectionRef(None, named=match[1], start=match.start(), end=match.end()) if match else None


def by_words(words: str, outline: Sequence[OutlineItem]) -> int | None:
    """The section whose title holds these words; where several do, the one they fill most; None if none does."""
    plain = re.sub(r"[\s“”‘’\"，、。]", "", words)
    found = [i for i, item in enumerate(outline) if plain and plain in re.sub(r"[\s“”‘’\"，、。]", "", f"{item.number}{item.title}")]
    if found:
        return min(found, key=lambda i: (len(outline[i].title), i))
    kin = next((words for words in _SAME_PART if plain in words), ())
    named = [i for i, item in enumerate(outline) if any(word in item.title for word in kin)]
    if named:
        return named[0]
    scored = [(_share(plain, item.title), -i) for i, item in enumerate(outline)]
    best, index = max(scored, default=(0.0, 0))
    return -index if best >= 0.75 and len(plain) >= 4 else None


def _share(words: str, title: str) -> float:
    """Share of the words' character pairs that stand in the title."""
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return sum(pair in title for pair in pairs) / len(pairs) if pairs else 0.0
