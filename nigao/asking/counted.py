"""Sections named by number or by where they stand: 第一部分, （二）, 倒数第二节, 最后一节, 下一部分, 这一节, 全文."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nigao.asking.levels import lower, nth_of, piece_of, titled
from nigao.asking.ref import AND, Kind, Ref, masked
from nigao.asking.scene import Scene
from nigao.asking.titles import topic_before
from nigao.text.numerals import number

NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_PART = r"(?:大)?(?:部分|大块|板块|章|大点)"
_PIECE = r"(?:小)?(?:节|小节|小点|小标题|小部分)"
_NUMBERS: tuple[tuple[str, str], ...] = (
    # (what, pattern): the first that fits at a place wins
    (
        "nested",
        rf"第(?P<a>{NUMERAL})(?:个)?{_PART}(?:的|里面?的?|中的?|下面?的?)*(?:第[（(]?(?P<b>{NUMERAL})[）)]?(?:个)?{_PIECE}|第?[（(](?P<c>{NUMERAL})[）)](?:{_PIECE}|条|点|项|款)?)",
    ),
    ("list", rf"第(?P<list>{NUMERAL}(?:(?:(?:{AND}|到|至)第?|第){NUMERAL})+)(?:这?[两三四几])?(?:个)?(?:{_PART}|{_PIECE})"),
    ("list", rf"(?:^|(?<=[把将，。、]))(?P<list>{NUMERAL}(?:{AND}{NUMERAL})+)(?:这|那)?[两三四几](?:个)?(?:{_PART}|{_PIECE})"),
    ("digits", r"(?:^|(?<=[把将，。、]))(?P<list>[一二三四五六七八九]{2,4})(?=[两二三四]节|[两二三四]个?部分)(?:[两二三四]个?(?:节|部分))"),
    ("last", rf"倒数第(?P<a>{NUMERAL})(?:个)?(?P<unit>{_PART}|{_PIECE})"),
    ("part", rf"第(?P<a>{NUMERAL})(?:个)?{_PART}"),
    ("piece", rf"第[（(]?(?P<a>{NUMERAL})[）)]?(?:个)?{_PIECE}"),
    ("part", r"(?:^|(?<=[把将，]))(?P<a>[一二三四五六七八九十])(?=的?标题|里面?(?!程)|下面)"),
    ("piece", rf"第[（(](?P<a>{NUMERAL})[）)](?:条|点|项|款)"),
    (
        "range",
        rf"(?:从)?[（(](?P<a>{NUMERAL})[）)](?:起|开始|打头)?(?:，)?(?:到|至|—|-|~|一直到)+[（(](?P<b>{NUMERAL})[）)](?:止|为止|结束)?(?:，(?:连着)?(?:这|那)?[几两三四五六](?:个)?(?:小)?节)?",
    ),
    ("piece", rf"[（(](?P<a>{NUMERAL})[）)](?:{_PIECE}|这一?节|那一?节)?"),
    ("part", rf"(?:(?<![第\d一-龥、“])|(?<=[写改看草把将]))(?P<a>[一二三四五六七八九十]{{1,2}})[、.．](?!{NUMERAL}{_PIECE})"),
)
_PLACES: tuple[tuple[str, str], ...] = (
    ("run", rf"(?P<side>最后|前|头|后|末)(?P<n>[两二三四五六])(?:个)?(?P<unit>{_PIECE}|{_PART})"),
    ("final", rf"最后(?:那|的)?一?(?:个)?(?P<unit>{_PART}|{_PIECE}|章)|最末一?(?P<unit2>{_PIECE}|{_PART})|末节"),
    ("next", rf"(?:下一?|后一)(?:个)?(?P<unit>{_PART}|{_PIECE}|章)|(?<!最)[后下](?:面|边|头)(?:的)?(?:那|这)?一?(?:个)?(?P<unit2>{_PIECE}|{_PART})"),
    ("previous", rf"(?:上一?|前一)(?:个)?(?P<unit>{_PART}|{_PIECE}|章)(?!稿)|(?<!最)[前上](?:面|边|头)(?:的)?(?:那|这)?一?(?:个)?(?P<unit2>{_PIECE}|{_PART})"),
    ("opening", r"(?<![分节章文稿\x00])(?:开头|开篇|引言|前言|导语|帽子|开场白|起首)(?:那|这)?[一两二几]?(?:个)?(?:部分|节|段话?|句话?)?"),
    ("opening", r"(?<=\x00)(?:的|里)?(?:(?:前面|前头|开头|最前面)(?:的)?(?:那|这)(?:几|两|三|[一二三四五六七八九]个)(?:段|方面)(?:话)?(?:总(?:的)?要求)?|总(?:的)?要求(?:那|这)?(?:几段|部分|块|段)?)"),
    ("recent", r"(?:刚才?|刚刚|方才|上一次|上回|最近|之前|前面)(?:我|你|您|咱们?|又|新|给|让你)*(?:改|动|加|写|补|弄|精简|压缩|压|扩写|扩|起草|重写|调整|移|挪|换|采纳|退回|提|处理)(?:的|过的|了的|过|好的|完的|出来的)(?:那|这)?(?:一)?(?:个)?(?:新)?(?:小节|节|部分|块)"),
    ("open", r"(?:正|现在|眼下|目前|当前|我)*(?:打开|开着|正看|在看|在写|在改|显示)(?:着)?的(?:这|那)?(?:一)?(?:个)?(?:小节|节|部分|页|块)"),
    ("here", r"(?:这|本|当前这?|此|眼前这)(?:一)?(?:个)?(?:部分|小节|节(?![日约])|章(?!程)|块)|本段|这一?段(?:话)?(?!时)|当前部分"),
    ("that", r"那(?:一)?(?:个)?(?:部分|小节|节|段(?:话)?|章|块)"),
    ("whole", r"整本(?:稿子|报告|材料)?|全文|全稿|全篇|通篇|整篇|整份|整个(?:稿子?|文件|报告|材料|总结|文章)|所有(?:的)?(?:部分|章节|小节|段落)|(?:各|每一?)(?:个)?(?:部分|小?节|章节)|稿子里?全部"),
)  # fmt: skip


def numbered(text: str, scene: Scene) -> Iterator[Ref]:
    for what, pattern in _NUMBERS:
        for match in re.finditer(pattern, text):
            group = {key: value for key, value in match.groupdict().items() if value}
            positions = _by_number(what, group, scene)
            kind: Kind = "number" if positions else "none"
            if what == "piece" and len(positions) > 1:
                kind = "many"
            yield Ref(match.start(), match.end(), kind, positions, match.group())
        text = masked(text, [Ref(m.start(), m.end(), "none") for m in re.finditer(pattern, text)])


def _by_number(what: str, group: dict[str, str], scene: Scene) -> tuple[int, ...]:
    first = number(group.get("a", "")) or 0
    if what == "nested":
        (top, *_) = nth_of(scene, 1, first, range(len(scene.sections))) or (None,)
        if top is None:
            return ()
        return nth_of(scene, lower(scene), number(group.get("b") or group.get("c") or "") or 0, scene.block(top))
    if what == "digits":
        return tuple(p for one in group["list"] for p in piece_of(scene, number(one) or 0)[:1])
    if what == "list":
        return _several(group["list"], scene, "部分" in group.get("unit", "") or False)
    if what == "range":
        last = number(group["b"]) or 0
        return tuple(p for n in range(first, last + 1) for p in piece_of(scene, n)[:1])
    if what == "last":
        level = 1 if "部分" in group["unit"] else lower(scene)
        standing = [i for i in range(len(scene.sections)) if scene.item(i).level == level and titled(scene, i)]
        return (standing[-first],) if 0 < first <= len(standing) else ()
    if what == "part":
        return nth_of(scene, 1, first, range(len(scene.sections)))
    return piece_of(scene, first)


def _several(words: str, scene: Scene, parts: bool) -> tuple[int, ...]:
    numerals = re.findall(NUMERAL, words)
    values = [number(one) or 0 for one in numerals]
    if re.search("[到至]", words) and len(values) == 2:
        values = list(range(values[0], values[1] + 1))
    return tuple(
        p for value in values for p in (nth_of(scene, 1, value, range(len(scene.sections))) if parts else piece_of(scene, value))[:1]
    )


def by_place(text: str, scene: Scene) -> Iterator[Ref]:
    for what, pattern in _PLACES:
        for match in re.finditer(pattern, text):
            if what in ("here", "that") and topic_before(text[: match.start()], scene):
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
                    match.start(),
                    match.end(),
                    ("here" if what in ("here", "open") else "number") if positions else "none",
                    positions,
                    match.group(),
                )


def _run(group: Mapping[str, str | None], scene: Scene) -> tuple[int, ...]:
    """前三节, 最后两节: of the part that is open, else of the only part that has any."""
    level = 1 if "部分" in (group["unit"] or "") else lower(scene)
    parts = [scene.block(i) for i in range(len(scene.sections)) if scene.item(i).level < level and len(scene.block(i)) > 1]
    here = [part for part in parts if scene.current in part]
    if level > 1 and len(here or parts) != 1:
        return ()
    scope = (here or parts)[0] if level > 1 else tuple(range(len(scene.sections)))
    standing = [i for i in scope if scene.item(i).level == level and titled(scene, i)]
    many = number(group["n"] or "") or 0
    if many > len(standing):
        return ()
    return tuple(standing[:many] if group["side"] in ("前", "头") else standing[-many:])


def _placed_at(what: str, unit: str, scene: Scene) -> tuple[int, ...]:
    if what == "recent":
        return () if scene.recent is None else (scene.recent,)
    if what in ("here", "open"):
        return () if scene.current is None else (scene.current,)
    if what == "opening":
        return tuple(i for i in range(len(scene.sections)) if not titled(scene, i) or scene.item(i).kind == "opening")[:1]
    parts = "部分" in unit or unit == "章"
    level = 1 if parts else lower(scene)
    standing = [i for i in range(len(scene.sections)) if scene.item(i).level == level and titled(scene, i)]
    if what == "final":
        return tuple(standing[-1:])
    if scene.current is None:
        return ()
    if scene.item(scene.current).level > level or not parts:
        standing = list(range(len(scene.sections)))
    beside = [i for i in standing if (i > scene.current if what == "next" else i < scene.current)]
    return tuple(beside[:1] if what == "next" else beside[-1:])
