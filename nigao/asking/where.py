"""Which sections, paragraphs and sentences of a draft are named: 第一部分, （二）, 民生那节, 生态、安全两节, 最后一段, 这一节, 全文."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nigao.asking.near import nearly, subsequence
from nigao.asking.scene import Scene
from nigao.text.numerals import number
from nigao.writing.provenance import sentences_in

Kind = Literal["number", "words", "here", "whole", "inside", "many", "none", "that"]
_N = r"[一二三四五六七八九十\d]{1,3}"
_PART = r"(?:大)?(?:部分|大块|板块|章|大点)"
_PIECE = r"(?:小)?(?:节|小节|小点|小标题|小部分)"
_UNIT = r"(?:部分|章节|板块|小节|大块|(?<![环细季时调过礼])节(?!目|约|奏|日|能[减环降型])|(?<![阶手片])段落?(?!时)|块(?!钱)|(?<![文勋规印])章(?!程))"
_WORD = r"[一-龥A-Za-z0-9“”]"
_AND = r"[、和跟与及]"
_NUMBERS: tuple[tuple[str, str], ...] = (
    # (what, pattern): the first that fits at a place wins
    (
        "nested",
        rf"第(?P<a>{_N})(?:个)?{_PART}(?:的|里面?的?|中的?|下面?的?)*(?:第[（(]?(?P<b>{_N})[）)]?(?:个)?{_PIECE}|[（(](?P<c>{_N})[）)])",
    ),
    ("list", rf"第(?P<list>{_N}(?:(?:{_AND}|到|至)第?{_N})+)(?:这?[两三四几])?(?:个)?(?:{_PART}|{_PIECE})"),
    ("last", rf"倒数第(?P<a>{_N})(?:个)?(?P<unit>{_PART}|{_PIECE})"),
    ("part", rf"第(?P<a>{_N})(?:个)?{_PART}"),
    ("piece", rf"第[（(]?(?P<a>{_N})[）)]?(?:个)?{_PIECE}"),
    ("range", rf"[（(](?P<a>{_N})[）)](?:到|至|—|-|~)+[（(](?P<b>{_N})[）)]"),
    ("piece", rf"[（(](?P<a>{_N})[）)](?:{_PIECE}|这一?节|那一?节)?"),
    ("part", rf"(?:(?<![第\d一-龥、“])|(?<=[写改看草把将]))(?P<a>[一二三四五六七八九十]{{1,2}})[、.．](?!{_N}{_PIECE})"),
)
_PLACES: tuple[tuple[str, str], ...] = (
    ("run", rf"(?P<side>最后|前|头|后|末)(?P<n>[两二三四五六])(?:个)?(?P<unit>{_PIECE}|{_PART})"),
    ("final", rf"最后(?:那|的)?一?(?:个)?(?P<unit>{_PART}|{_PIECE}|章)|最末一?(?P<unit2>{_PIECE}|{_PART})|末节"),
    ("next", rf"(?:下一?|后一)(?:个)?(?P<unit>{_PART}|{_PIECE}|章)|[后下]面那一?(?P<unit2>{_PIECE}|{_PART})"),
    ("previous", rf"(?:上一?|前一)(?:个)?(?P<unit>{_PART}|{_PIECE}|章)(?!稿)|[前上]面那一?(?P<unit2>{_PIECE}|{_PART})"),
    ("opening", r"(?:开头|开篇|引言|前言|导语|帽子|开场白|起首)(?:那|这)?(?:一)?(?:个)?(?:部分|节|段话?|几句话?)?"),
    ("here", r"(?:这|本|当前这?|此|眼前这)(?:一)?(?:个)?(?:部分|小节|节(?![日约])|章(?!程)|块)|本段|这一?段(?:话)?(?!时)|当前部分"),
    ("that", r"那(?:一)?(?:个)?(?:部分|小节|节|段(?:话)?|章|块)"),
    ("whole", r"全文|全稿|全篇|通篇|整篇|整份|整个(?:稿子?|文件|报告|材料|总结|文章)|所有(?:的)?(?:部分|章节|小节|段落)|各(?:个)?部分|各(?:小)?节|稿子里?全部"),
)  # fmt: skip
_TOPIC = re.compile(rf"(?P<run>{_WORD}{{2,24}}?)(?P<tail>(?:的)?(?:那|这)?(?:一)?(?:个|大|小)?{_UNIT})")
_TOPICS = re.compile(rf"(?P<run>{_WORD}{{2,10}}(?:{_AND}{_WORD}{{2,10}})+?)(?:的)?(?:那|这)?(?:[两三四五六几]|\d)(?:个|大|小)?{_UNIT}")
_QUOTED = re.compile(r"[「『“\"《‘]([^「」『』“”\"《》]{1,60})[」』”\"》’]")
_QUOTED_TAIL = re.compile(rf"(?:的)?(?:那|这)?(?:一)?(?:个)?(?:{_UNIT}|标题)")
_PARAGRAPH = re.compile(
    rf"(?:的|里面?的?|中的?)*(?P<last>倒数)?(?:第(?P<n>{_N})|(?P<end>最后|最末|末尾?|尾)|(?P<first>首|头一?|开头))(?:那|的)?(?:一)?(?:个)?"
    rf"(?:自然)?(?P<unit>段(?:话|落)?(?!时)|句(?:话)?)"
)
_FILLER = re.compile(
    r"^(?:[^“”]*(?:把|将|在|对|从|到|往)|不要|别|甭|不能|请|帮我|给我|麻烦|一下|再|只|先|重新|起草|重写|改写|"
    r"精简|压缩|缩短|扩写|核对|检查|采纳|退回|删(?:掉|去|除)?|去掉|去年|今年|前年|上年|20\d\d年?|关于|有关|讲|写|说|的|里面?|中|是|那|这|个|"
    r"我(?:说|讲)的(?:是)?|看看?|还有|另外)+"
)
# Parts of such papers by the words people call them, whatever their headings say.
_KIN = (
    ("不足", "问题", "短板", "困难", "差距"),
    ("打算", "计划", "安排", "谋划", "思路", "下步"),
    ("回顾", "完成情况", "总结", "成绩"),
)
_BESIDE = re.compile(
    r"^(?:的?先|整体|砍|删减|缩减|精减|扩|控制|全部|的?(?:里面?|中|当中|下面|之[前后下]|[前后]面|[前后](?!续))|往[前后]|再|太|写得|标题|改名|也|都|就|压|缩|精简|挪|移|放|和|跟|与|、|，|；|。|排|提到|$)"
)
_BEFORE = re.compile(r"(?:^|[，；。：]|个|把|将|在|到|给|和|跟|与|、|吧|请|对|移|于)$")


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that name a place. positions: the sections meant; () where there is none such ("none"), or nothing tells which ("that").

    kind: "inside": no heading says it, but a paragraph speaks of it; "many": one of these. unit, nth: a paragraph or sentence of the
    section, from 1, negative from the end, 0 where a paragraph is meant that could not be found.
    """

    start: int
    end: int
    kind: Kind
    positions: tuple[int, ...] = ()
    words: str = ""
    unit: Literal["", "paragraph", "sentence"] = ""
    nth: int = 0


def find(text: str, scene: Scene) -> list[Ref]:
    """Every place named, in the order of the words, none over another; neighbours joined by 、 or 和 are one."""
    found: list[Ref] = list(_paragraphs(_masked(text, ())))
    found += [ref for ref in _quoted(text, scene) if all(ref.end <= one.start or one.end <= ref.start for one in found)]
    found += [
        ref for ref in _sentences_about(_masked(text, found), scene) if all(ref.end <= one.start or one.end <= ref.start for one in found)
    ]
    looks: tuple[Callable[[str, Scene], Iterable[Ref]], ...] = (_numbered, _placed, _listed, _topics, _bare)
    for look in looks:
        for ref in list(look(_masked(text, found), scene)):
            if all(ref.end <= one.start or one.end <= ref.start for one in found):
                found.append(ref)
    return _joined(text, sorted(found, key=lambda ref: ref.start), scene)


def _masked(text: str, taken: Sequence[Ref]) -> str:
    """The text with what was found and what stands in quotation marks blanked out, letter for letter."""
    letters = list(text)
    spans = [(one.start, one.end) for one in taken] + [match.span() for match in _QUOTED.finditer(text)]
    for start, end in spans:
        letters[start:end] = "\x00" * (end - start)
    return "".join(letters)


def quotes(text: str) -> list[tuple[int, int, str]]:
    """(start, end, words) of what stands in quotation marks."""
    return [(match.start(), match.end(), match[1]) for match in _QUOTED.finditer(text)]


def _quoted(text: str, scene: Scene) -> Iterator[Ref]:
    """“城市副中心”那一节: a heading in quotation marks, there or not."""
    for start, end, words in quotes(text):
        tail = _QUOTED_TAIL.match(text, end)
        held = by_words(words, scene)
        before = text[:start]
        if tail and not re.search(r"(?:添|加|插|增|叫做?|名为|补|讲)(?:一|1)?个?$|一节$|一个?$", before):
            yield _ref(start, tail.end(), held, words, scene)
        elif held and re.search(r"(?:把|将|在|到|移|挪)$", before) and len(held) == 1 and re.match(r"[前后之挪移放和跟与]|$", text[end:]):
            yield Ref(start, end, "words", held, words)


def _numbered(text: str, scene: Scene) -> Iterator[Ref]:
    for what, pattern in _NUMBERS:
        for match in re.finditer(pattern, text):
            group = {key: value for key, value in match.groupdict().items() if value}
            positions = _by_number(what, group, scene)
            kind: Kind = "number" if positions else "none"
            if what == "piece" and len(positions) > 1:
                kind = "many"
            yield Ref(match.start(), match.end(), kind, positions, match.group())
        text = _masked(text, [Ref(m.start(), m.end(), "none") for m in re.finditer(pattern, text)])


def _by_number(what: str, group: dict[str, str], scene: Scene) -> tuple[int, ...]:
    first = number(group.get("a", "")) or 0
    if what == "nested":
        (top, *_) = _nth(scene, 1, first, range(len(scene.sections))) or (None,)
        if top is None:
            return ()
        return _nth(scene, _lower(scene), number(group.get("b") or group.get("c") or "") or 0, scene.block(top))
    if what == "list":
        return _several(group["list"], scene, "部分" in group.get("unit", "") or False)
    if what == "range":
        last = number(group["b"]) or 0
        return tuple(p for n in range(first, last + 1) for p in _piece(scene, n)[:1])
    if what == "last":
        level = 1 if "部分" in group["unit"] else _lower(scene)
        standing = [i for i in range(len(scene.sections)) if scene.item(i).level == level and _titled(scene, i)]
        return (standing[-first],) if 0 < first <= len(standing) else ()
    if what == "part":
        return _nth(scene, 1, first, range(len(scene.sections)))
    return _piece(scene, first)


def _several(words: str, scene: Scene, parts: bool) -> tuple[int, ...]:
    numerals = re.findall(_N, words)
    values = [number(one) or 0 for one in numerals]
    if re.search("[到至]", words) and len(values) == 2:
        values = list(range(values[0], values[1] + 1))
    return tuple(p for value in values for p in (_nth(scene, 1, value, range(len(scene.sections))) if parts else _piece(scene, value))[:1])


def _lower(scene: Scene) -> int:
    """The level of what people call 节: the second where there is one."""
    levels = sorted({scene.item(i).level for i in range(len(scene.sections)) if _titled(scene, i)})
    return levels[1] if len(levels) > 1 else levels[0] if levels else 1


def _titled(scene: Scene, position: int) -> bool:
    return bool(scene.item(position).number or scene.item(position).title)


def _piece(scene: Scene, wanted: int) -> tuple[int, ...]:
    """第二节: in the part that is open, else the only one of that number, else all there are."""
    level = _lower(scene)
    if scene.current is not None:
        here = _nth(scene, level, wanted, _part(scene, scene.current))
        if here:
            return here
    parts = [i for i in range(len(scene.sections)) if scene.item(i).level < level and _titled(scene, i)]
    if not parts:
        return _nth(scene, level, wanted, range(len(scene.sections)))
    return tuple(p for part in parts for p in _nth(scene, level, wanted, scene.block(part)))


def _part(scene: Scene, position: int) -> tuple[int, ...]:
    top = position
    while top > 0 and scene.item(top).level > 1:
        top -= 1
    return scene.block(top)


def _nth(scene: Scene, level: int, wanted: int, scope: Iterable[int]) -> tuple[int, ...]:
    """The heading of this level whose number is the wanted one; by its place where the headings have no numbers."""
    here = [i for i in scope if scene.item(i).level == level and _titled(scene, i)]
    numbered = [i for i in here if scene.item(i).number]
    if not numbered:
        return (here[wanted - 1],) if 0 < wanted <= len(here) else ()
    found = (i for i in numbered if number(re.sub(r"[^一二三四五六七八九十\d]", "", scene.item(i).number)) == wanted)
    return tuple(found)[:1]


def _placed(text: str, scene: Scene) -> Iterator[Ref]:
    for what, pattern in _PLACES:
        for match in re.finditer(pattern, text):
            if what in ("here", "that") and _topic_before(text[: match.start()], scene):
                continue
            group = match.groupdict()
            unit = group.get("unit") or group.get("unit2") or ""
            if what == "whole":
                yield Ref(match.start(), match.end(), "whole", tuple(range(len(scene.sections))), match.group())
            elif what == "that":
                yield Ref(match.start(), match.end(), "that", (), match.group())
            else:
                positions = _run(group, scene) if what == "run" else _placed_at(what, unit, scene)
                yield Ref(
                    match.start(), match.end(), ("here" if what == "here" else "number") if positions else "none", positions, match.group()
                )


def _run(group: Mapping[str, str | None], scene: Scene) -> tuple[int, ...]:
    """前三节, 最后两节: of the part that is open, else of the only part that has any."""
    level = 1 if "部分" in (group["unit"] or "") else _lower(scene)
    parts = [scene.block(i) for i in range(len(scene.sections)) if scene.item(i).level < level and len(scene.block(i)) > 1]
    here = [part for part in parts if scene.current in part]
    if level > 1 and len(here or parts) != 1:
        return ()
    scope = (here or parts)[0] if level > 1 else tuple(range(len(scene.sections)))
    standing = [i for i in scope if scene.item(i).level == level and _titled(scene, i)]
    many = number(group["n"] or "") or 0
    if many > len(standing):
        return ()
    return tuple(standing[:many] if group["side"] in ("前", "头") else standing[-many:])


def _placed_at(what: str, unit: str, scene: Scene) -> tuple[int, ...]:
    if what == "here":
        return () if scene.current is None else (scene.current,)
    if what == "opening":
        return tuple(i for i in range(len(scene.sections)) if not _titled(scene, i) or scene.item(i).kind == "opening")[:1]
    parts = "部分" in unit or unit == "章"
    level = 1 if parts else _lower(scene)
    standing = [i for i in range(len(scene.sections)) if scene.item(i).level == level and _titled(scene, i)]
    if what == "final":
        return tuple(standing[-1:])
    if scene.current is None:
        return ()
    if scene.item(scene.current).level > level or not parts:
        standing = list(range(len(scene.sections)))
    beside = [i for i in standing if (i > scene.current if what == "next" else i < scene.current)]
    return tuple(beside[:1] if what == "next" else beside[-1:])


def _topic_before(before: str, scene: Scene) -> bool:
    """Whether the words right before 这一段 or 那段 name something themselves."""
    run = re.search(rf"(?:{_AND}|{_WORD})*$", before)
    words = _FILLER.sub("", run.group() if run else "")
    return len(words) >= 2 and (len(words) <= 8 or bool(_longest(words, scene)))


def _listed(text: str, scene: Scene) -> Iterator[Ref]:
    """生态、安全两节"""
    for match in _TOPICS.finditer(text):
        names = re.split(_AND, match["run"])
        first = _longest(names[0], scene)
        found = [first and (first[0], _here(first[1], scene)), *((0, _here(by_words(name, scene), scene)) for name in names[1:])]
        if all(one and len(one[1]) == 1 for one in found):
            skipped = found[0][0] if found[0] else 0
            yield Ref(match.start() + skipped, match.end(), "words", tuple(one[1][0] for one in found if one), match.group())


def _topics(text: str, scene: Scene) -> Iterator[Ref]:
    """民生那节: the longest words before it that a heading holds; else the paragraph that speaks of it; else named and not there."""
    at = 0
    while match := _TOPIC.search(text, at):
        at = match.end()
        run, start = match["run"], match.start()
        found = _longest(run, scene)
        if found and not _longer(run, found[0], found[1], scene):
            if len(found[1]) == 1:
                found = (_wider(run, found[0], scene.item(found[1][0]).title), found[1])
            yield _ref(start + found[0], match.end(), found[1], run[found[0] :], scene)
            continue
        skipped = _FILLER.match(run)
        name = run[skipped.end() :] if skipped else run
        name = name.strip("“”的")
        pointed = re.match(r"的|那|这", match["tail"]) or match["tail"] in ("部分", "节", "章节", "小节")
        if (
            not pointed
            or len(name) < 2
            or len(name) > 10
            or re.search(r"[一两几每]$|^(?:整|添|加|插|增)|第|哪|什么|多少|所有|其[他余它]|各|某|刚才|上面", name)
        ):
            continue
        begin = start + run.find(name)
        nearby = _nearly(name, scene)
        inside = () if nearby else _inside(name, scene)
        if len(inside) > 1 and scene.current is not None:
            inside = tuple(place for place in inside if place[0] in _part(scene, scene.current or 0)) or inside
        if nearby:
            yield Ref(begin, match.end(), "words", nearby, name)
        elif len(inside) == 1:
            yield Ref(begin, match.end(), "inside", (inside[0][0],), name, "paragraph" if "段" in match["tail"] else "", inside[0][1])
        else:
            several = tuple(dict.fromkeys(position for position, _ in inside)) if len(name) > 2 else ()
            # Named in several texts, not in headings: never narrowed to one of them.
            yield Ref(begin, match.end(), "many" if several else "none", several, name, nth=len(several))


def _longest(run: str, scene: Scene) -> tuple[int, tuple[int, ...]] | None:
    """(characters to skip, positions) of the longest end of these words that a heading holds."""
    for skipped in range(len(run) - 1):
        held = _holding(run[skipped:].strip("“”"), scene)
        if held:
            return skipped, held
    return None


_LOOSE = "把将对从到在里的给去下看改写删压缩简减核再就先请只让叫按是说讲拿瞧咱我你他和跟与及、中要整些那这有个条段节份版"


def _longer(run: str, skipped: int, held: Sequence[int], scene: Scene) -> bool:
    """Whether the words a heading holds are only the end of a longer name: 环境 of 营商环境, 经济 of 数字经济."""
    before = run[:skipped].strip("“”")
    if not before or before[-1] in _LOOSE or _FILLER.fullmatch(before):
        return False
    return not any(subsequence(run[start:], scene.item(position).title, 2.0) for position in held for start in range(skipped))


def _wider(run: str, skipped: int, title: str) -> int:
    """How much of the words is in front of the name: 存在问题 is all of it where the heading says 存在的问题."""
    return next((start for start in range(skipped) if subsequence(run[start:].strip("“”"), title, 2.0)), skipped)


def by_words(words: str, scene: Scene) -> tuple[int, ...]:
    """The sections whose title holds these words, as they are or shortened or with one character wrong."""
    plain = _plain(words)
    if len(plain) < 2:
        return ()
    return _holding(plain, scene) or _nearly(plain, scene)


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    return re.sub(r"[\s“”‘’「」『』\"'，、。；]", "", words)


def _holding(plain: str, scene: Scene) -> tuple[int, ...]:
    plain = _plain(plain)
    held = [i for i in range(len(scene.sections)) if len(plain) >= 2 and plain in _plain(f"{scene.item(i).number}{scene.item(i).title}")]
    if len(held) > 1:
        held = [i for i in held if _plain(scene.item(i).title) == plain] or held
    return tuple(held)


def _here(held: tuple[int, ...], scene: Scene) -> tuple[int, ...]:
    """Of several sections of a name, the one in the part that is open."""
    near = tuple(i for i in held if scene.current is not None and i in _part(scene, scene.current))
    return near if len(near) == 1 else held


def _nearly(plain: str, scene: Scene) -> tuple[int, ...]:
    titles = [(i, _plain(scene.item(i).title)) for i in range(len(scene.sections)) if scene.item(i).title]
    kin = next((words for words in _KIN if any(plain == word or plain == f"工作{word}" for word in words)), ())
    named = tuple(i for i, title in titles if any(word in title for word in kin) and scene.item(i).level == 1)
    if named:
        return named[:1]
    if len(plain) >= 2:
        short = [i for i, title in titles if subsequence(plain, title, 2.5 if len(plain) > 2 else 1.5)]
        if len(short) == 1:
            return tuple(short)
    size = len(plain)
    wrong = [i for i, title in titles if any(nearly(plain, title[at : at + size]) for at in range(len(title) - size + 1))]
    return tuple(wrong) if len(wrong) == 1 else ()


def _inside(name: str, scene: Scene) -> tuple[tuple[int, int], ...]:
    """(section, number of the paragraph) of what speaks of it: in a paragraph's first words, else in one paragraph only."""
    paragraphs = [(i, n, line) for i in range(len(scene.sections)) for n, line in enumerate(scene.text(i).split("\n"), 1) if line]
    leading = [(i, n) for i, n, line in paragraphs if name in re.split(r"[。；]", line)[0][:40]]
    if leading:
        return tuple(leading)
    holding = [(i, n) for i, n, line in paragraphs if name in line]
    return tuple(holding) if len(holding) == 1 else ()


def _bare_topics(text: str, scene: Scene) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    at = 0
    while at < len(text) - 1:
        for end in range(min(len(text), at + 40), at + 1, -1):
            words = text[at:end]
            if "\x00" in words or re.search(r"[，；。]$|^[，；。]", words):
                continue
            held = _holding(words, scene) if len(_plain(words)) >= 2 else ()
            if held and (len(held) == 1 or (len(_plain(words)) >= 2 and len(_here(held, scene)) == 1)):
                yield at, end, held
                at = end - 1
                break
        at += 1


def _bare(text: str, scene: Scene) -> Iterator[Ref]:
    for start, end, held in _bare_topics(text, scene):
        beside = _BEFORE.search(text[:start]) and _BESIDE.search(text[end:])
        if beside or end - start >= 6:
            yield _ref(start, end, held, text[start:end], scene)


def _ref(start: int, end: int, held: tuple[int, ...], words: str, scene: Scene) -> Ref:
    kind: Kind = "words" if len(held) == 1 else "many" if held else "none"
    return Ref(start, end, kind, held, words)


def _joined(text: str, refs: Sequence[Ref], scene: Scene) -> list[Ref]:
    """（三）和（五） named side by side are one group; a section named after a part it stands in is that part's: 回顾里的民生."""
    out: list[Ref] = []
    for ref in refs:
        last = next((one for one in reversed(out) if one.positions and not one.unit and one.kind in ("number", "words")), None)
        between = text[last.end : ref.start] if last is not None else ""
        if ref.kind == "many" and not ref.nth:
            ref = _narrowed(ref, last, scene)
        if (
            last is not None
            and last is out[-1]
            and ref.positions
            and not ref.unit
            and re.fullmatch("(?:的|里|里面|中|下面|部分)*", between)
        ):
            (top, *more) = last.positions
            if not more and between and set(ref.positions) < set(scene.block(top)):
                out[-1] = Ref(last.start, ref.end, "words", ref.positions, text[last.start : ref.end])
                continue
        if last is not None and last is out[-1] and _side_by_side(last, ref, between):
            out[-1] = Ref(last.start, ref.end, "number", (*last.positions, *ref.positions), text[last.start : ref.end])
            continue
        out.append(ref)
    return out


def _side_by_side(last: Ref, ref: Ref, between: str) -> bool:
    """Whether two sections are named in one breath: （三）和（五）, （二）（三）."""
    if not re.fullmatch(rf"(?:的)?(?:{_AND}|以及|同|还有)?(?:把|将)?", between) or ref.unit or set(last.positions) & set(ref.positions):
        return False
    return {last.kind, ref.kind} <= {"number", "words", "here"} and bool(ref.positions) and bool(between or re.match("[（(第]", ref.words))


def _narrowed(ref: Ref, last: Ref | None, scene: Scene) -> Ref:
    """One of several sections of a name or number is meant in the part that was just spoken of, else in the one that is open."""
    part = _part(scene, last.positions[0]) if last is not None else ()
    near = tuple(position for position in ref.positions if last is not None and position in part and position not in last.positions)
    near = near if len(near) == 1 else _here(ref.positions, scene)
    return Ref(ref.start, ref.end, "words", near, ref.words) if len(near) == 1 else ref


_SENTENCE = re.compile(rf"(?P<run>{_WORD}{{2,16}}?)(?:的)?(?:那|这)一?句(?:话)?")


def _sentences_about(text: str, scene: Scene) -> Iterator[Ref]:
    """夜间经济那句: the one sentence of the draft (or of the open section) that says these words; 0 where it is not one."""
    for match in _SENTENCE.finditer(text):
        skipped = _FILLER.match(match["run"])
        name = (match["run"][skipped.end() :] if skipped else match["run"]).strip("“”的")
        if len(name) < 2 or re.search("第|最后|末", name):
            continue
        places = [(p, n) for p in range(len(scene.sections)) for n, one in enumerate(sentences_in(scene.text(p)), 1) if name in one.text]
        here = [place for place in places if place[0] == scene.current]
        (position, nth), *more = here or places or [(-1, 0)]
        only = position >= 0 and not more
        yield Ref(
            match.end() - len(match.group()) + match.group().index(name),
            match.end(),
            "inside" if only else "here",
            (position,) if only else (),
            name,
            "sentence",
            nth if only else 0,
        )


def _paragraphs(text: str) -> Iterator[Ref]:
    for match in _PARAGRAPH.finditer(text):
        unit = "sentence" if match["unit"].startswith("句") else "paragraph"
        nth = -1 if match["end"] else 1 if match["first"] else (number(match["n"] or "") or 0) * (-1 if match["last"] == "倒数" else 1)
        lead = re.match(r"(?:的|里面?的?|中的?)*", match.group())
        yield Ref(match.start() + (lead.end() if lead else 0), match.end(), "here", (), match.group(), unit, nth)  # type: ignore[arg-type]
