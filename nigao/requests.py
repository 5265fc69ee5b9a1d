"""The plain grammar that reads a chat request from Chinese without a model, and the next steps worth suggesting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nigao import requests_words as said
from nigao.draft import OutlineItem
from nigao.numerals import count, number
from nigao.requests_values import (
    Accept,
    AddHeading,
    AskFigure,
    AskGaps,
    AskPassage,
    AskSection,
    AskStatus,
    CheckSection,
    DraftSection,
    DraftWhole,
    Expand,
    Export,
    Help,
    MoveHeading,
    NextSection,
    Redraft,
    Reject,
    Remember,
    RemoveHeading,
    RenameHeading,
    ReplaceFigure,
    Request,
    Restore,
    Shorten,
    Stop,
    Unknown,
    Which,
)
from nigao.review import DraftView
from nigao.section_refs import SectionRef, find_all, find_section, with_children

__all__ = [
    "Accept",
    "AddHeading",
    "AskFigure",
    "AskGaps",
    "AskPassage",
    "AskSection",
    "AskStatus",
    "CheckSection",
    "DraftSection",
    "DraftWhole",
    "Expand",
    "Export",
    "Help",
    "MoveHeading",
    "NextSection",
    "Redraft",
    "Reject",
    "Remember",
    "RemoveHeading",
    "RenameHeading",
    "ReplaceFigure",
    "Request",
    "Restore",
    "Shorten",
    "Stop",
    "Unknown",
    "parse_request",
    "suggestions",
]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request being read: its words, and where the person is."""

    text: str
    outline: Sequence[OutlineItem]
    current: int | None
    year: int

    @property
    def ref(self) -> SectionRef:
        return find_section(self.text, self.outline, self.current)

    @property
    def section(self) -> int | None:
        """The section named, or the one in hand where none is named."""
        ref = self.ref
        return ref.position if ref.named else self.current


def parse_request(text: str, outline: Sequence[OutlineItem], current: int | None, this_year: int) -> Request:
    """What ``text`` asks for. current: position of the section in hand; this_year: the year meant by 今年."""
    plain = said.TAIL.sub("", said.POLITE.sub("", re.sub(r"\s+", " ", text.strip())))
    asked = _Asked(_half_width_digits(plain), outline, current, this_year)
    if not asked.text:
        return Help() if text.strip() in ("?", "？") else Accept(current) if said.ACCEPT.search(text) else Unknown(text, _HINT)
    for rule in _RULES:
        found = rule(asked)
        if found is not None:
            return found
    return Unknown(text.strip(), _HINT)


_HINT = "没有听懂这句话，可以说“起草第一部分”“第二部分精简到300字”“去年金融这一段怎么写的”，或输入“帮助”查看全部说法。"


def _half_width_digits(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" else c for c in text)


def _simple(asked: _Asked) -> Request | None:
    text = asked.text
    if said.HELP.search(text):
        return Help()
    if said.STOP.search(text):
        return Stop()
    remembered = said.REMEMBER.search(text)
    if remembered:
        return Remember(remembered[1].strip())
    if said.RESTORE.search(text):
        return Restore(asked.section)
    if said.NEXT.search(text):
        return NextSection()
    return Export("出处" in text or "来源" in text or "对照表" in text, "批注" in text) if said.EXPORT.search(text) else None


def _about_draft(asked: _Asked) -> Request | None:
    ref = asked.ref
    if said.GAPS.search(asked.text) and not said.PAST.search(asked.text):
        return AskGaps(ref.position if ref.named else None)
    return AskStatus() if said.STATUS.search(asked.text) else None


def _outline_edit(asked: _Asked) -> Request | None:
    if said.PARAGRAPH.search(asked.text):
        return None
    for edit in (_rename, _move, _add, _remove):
        found = edit(asked)
        if found is not None:
            return found
    return None


def _rename(asked: _Asked) -> Request | None:
    match = re.search(
        r"(?:标题|名字|题目|名称|小标题)(?:名)?(?:改成|改为|换成|换为|叫做?|写成|定为|改名为)(.{2,60})$|"
        r"(?:改名|更名|重命名|改叫)(?:为|成|叫)?(.{2,60})$",
        asked.text,
    )
    if match is None:
        return None
    before = _Asked(asked.text[: match.start()] or "本节", asked.outline, asked.current, asked.year)
    title = (match[1] or match[2]).strip('：: “”「」『』"。')
    return RenameHeading(before.section, title) if before.section is not None else None


def _move(asked: _Asked) -> Request | None:
    match = re.search(r"移到|挪到|调到|放到|提到|移至|挪至|换到|搬到", asked.text)
    if match is None:
        if re.search(r"对调|互换|调换|交换", asked.text):
            refs = [ref.position for ref in find_all(asked.text, asked.outline, asked.current) if ref.position is not None]
            return MoveHeading(max(refs[:2]), min(refs[:2])) if len(refs) >= 2 else None
        return None
    moved = _Asked(asked.text[: match.start()], asked.outline, asked.current, asked.year).section
    rest = asked.text[match.end() :]
    target = find_section(rest, asked.outline, asked.current).position
    if target is None and re.search("最前|开头|前面$", rest):
        target = next((i for i, item in enumerate(asked.outline) if item.number), 0)
        rest = "前"
    if target is None and re.search("最后|末尾|后面$", rest):
        target, rest = len(asked.outline) - 1, "后"
    if moved is None or target is None or moved == target:
        return None
    return MoveHeading(moved, target, after="后" in rest)


def _add(asked: _Asked) -> Request | None:
    match = re.search(
        r"(?:增加|新增|添加|加上?|插入|加入)(?:一|1)?(?:个|节|部分|章|段)?(?:新的?)?(?:标题|部分|章节|小节|"
        r"一节|节)(?:[，,：:]?(?:叫做?|名为|标题(?:是|为)?|题为|讲|关于|写))?[：:，, ]*(.{0,40})$",
        asked.text,
    )
    quoted = re.search(
        r"(?:增加|新增|添加|加|插入)(?:一|1)?(?:个|节)?[「“\"『](.{2,40}?)[」”\"』](?:这|的)?(?:一|"
        r"个)*(?:部分|节|标题|小节|章)",
        asked.text,
    )
    found = quoted or match
    if found is None:
        return None
    title = found[1].strip('：: “”「」『』"。的')
    if not title:
        return None
    before = find_section(asked.text[: found.start()], asked.outline, asked.current)
    return AddHeading(title, before.position)


def _remove(asked: _Asked) -> Request | None:
    if not re.search(r"删掉|删除|去掉|删去|拿掉|不要(?!写|提|出现|用|太|超)|取消|不写", asked.text):
        return None
    ref = asked.ref
    rest = asked.text[ref.end :]
    inside = re.search(r"(?:的|里|中)(?!.{0,2}(?:标题|部分|这))[^，。]{2,}", rest)
    return RemoveHeading(ref.position) if ref.position is not None and not ref.whole and not inside else None


def _ask_section(asked: _Asked) -> Request | None:
    """去年金融这一段怎么写的"""
    if not said.HOW_WRITTEN.search(asked.text) or re.search(r"^(?:应该|该|要)?(?:怎么|如何)写", asked.text):
        return None
    if not said.PAST.search(asked.text) and not asked.ref.named:
        return None
    year = _year_in(asked.text, asked.year)
    ref = asked.ref
    topic = _topic(asked.text)
    return AskSection(topic, year, None if topic and not ref.named else ref.position)


def _topic(text: str) -> str:
    """The subject of 去年…怎么写的, without the words around it."""
    words = said.HOW_WRITTEN.sub("", said.PAST.sub("", text))
    words = re.sub(
        r"这一?(?:个)?(?:部分|节|段|块|方面)|那一?(?:个)?(?:部分|节|段|块)|第[一二三四五六七八九十\d]+(?:部分|"
        r"节|段|章)|本(?:节|部分|段)",
        "",
        words,
    )
    words = re.sub(
        r"[（(][一二三四五六七八九十\d]+[）)]|的?(?:报告|总结|打算|材料|稿子|文稿)(?:里面?|中|上)?|部分|方面|"
        r"工作(?=$|的)|那段|这段|关于|有关|[年度]?(?=$)|[?？，。「」“”『』]",
        "",
        words,
    )
    return re.sub(r"^(?:的|里|中|是|在|对|看看?|一下|我们)+|(?:的|里|中|是|这|那|都|当时|内容|呢|吗)+$", "", words.strip()).strip()


def _year_in(text: str, this_year: int) -> int | None:
    named = re.search(r"(20\d\d)", text)
    if named:
        return int(named[1])
    for word, back in (("大前年", 3), ("前年", 2), ("去年", 1), ("上一年", 1), ("上年", 1), ("今年", 0), ("明年", -1)):
        if word in text:
            return this_year - back
    return None


def _ask_figure(asked: _Asked) -> Request | None:
    """研发投入近三年 · 2024年高新技术企业有多少家"""
    text = asked.text
    series, amount = said.SERIES.search(text), said.AMOUNT.search(text)
    if not series and not amount and not said.YEARS_THEN_NAME.search(text):
        return None
    if re.search(r"把|将|换成|改成|更新|写|起草|怎么办|为什么|哪些|核对|检查|精简|压缩", text):
        return None
    years = _years_in(text, asked.year)
    indicator = _indicator(said.SERIES.sub("", text))
    if not indicator:
        return None
    last = (number(series[1]) or 0 if series[1] else 5) if series and len(years) < 2 else 0
    return AskFigure(indicator, years if not last else (), last)


def _years_in(text: str, this_year: int) -> tuple[int, ...]:
    """Years named, a span filled in (2021年到2025年, 2021-2025年)."""
    span = re.search(r"(20\d\d)年?\s*(?:到|至|—|-|~|～|－)+\s*(20\d\d)", text)
    if span and int(span[1]) <= int(span[2]):
        return tuple(range(int(span[1]), int(span[2]) + 1))
    years = {int(year) for year in re.findall(r"20\d\d", text)}
    words = (("大前年", 3), ("前年", 2), ("去年", 1), ("上年", 1), ("上一年", 1), ("今年", 0), ("明年", -1))
    plain = text.replace("大前年", "") if "大前年" in text else text
    years |= {this_year - back for word, back in words if word in (text if word == "大前年" else plain)}
    return tuple(sorted(years))


def _indicator(text: str) -> str:
    words = said.PAST.sub("", text)
    return re.sub(r"[年和与及\s]+$|^[年和与及\s]+", "", said.ASK_NOISE.sub("", words)).strip()


def _judge(asked: _Asked) -> Request | None:
    """Accepting, sending back, checking."""
    text = asked.text
    if re.search(r"怎么|哪些|多少", text) and not said.CHECK.search(text):
        return None
    everything = asked.ref.whole
    if said.REJECT.search(text):
        reason = re.split(r"[，,：:；;]|因为|原因是|理由是", text, maxsplit=1)
        return Reject(asked.section, reason[1].strip() if len(reason) > 1 else "")
    accept = said.ACCEPT.search(text)
    if accept and not said.NOT.search(text[: accept.start()]) and not _edits(text):
        return Accept(None if everything else asked.section)
    if said.CHECK.search(text) and not _edits(text):
        return CheckSection(None if everything else asked.section)
    return None


def _edits(text: str) -> bool:
    return bool(re.search(r"换成|改成|改为|精简|压缩|扩写|重写|起草|删", text))


def _replace_figure(asked: _Asked) -> Request | None:
    """把研发投入换成今年的数"""
    clause = next((c for c in re.split(r"[，,；;]", asked.text) if said.REPLACE.search(c)), "")
    match = said.REPLACE.search(clause)
    if match is None:
        return None
    ref = asked.ref
    words = next((group for group in match.groups() if group), "")
    words = re.sub(r"^(?:把|将|请|更新|里面?的?|中的?)+", "", words.replace(ref.named, "") if ref.named and not ref.whole else words)
    words = re.sub(
        r"^(?:的|里面?|中|把|将|里的|中的|部分|这一?段|本节)+|(?:的|数字|数据|数|都|全部|统统)+$", "", words.strip('「」“”『』" ')
    )
    words = "" if re.fullmatch(r"(?:所有|全部|全文|其中|这些|里面|旧|老|去年|上年)*的?(?:数字|数据|数|指标)?", words) else words
    return ReplaceFigure(words, asked.section, ref.whole or (not words and not ref.named and asked.current is None))


def _resize(asked: _Asked) -> Request | None:
    text = asked.text
    if re.search(r"(?:去年|前年|怎么写|多少)", text) and not said.LENGTH.search(text):
        return None
    if said.PARAGRAPH.search(text) and not said.LENGTH.search(text):
        return None
    shorten, expand = said.SHORTEN.search(text), said.EXPAND.search(text)
    if not shorten and not expand:
        return None
    length = _length(text)
    if expand and not (shorten and re.search("精简|压缩|缩|以内|不超过|控制在", shorten.group())):
        return Expand(asked.section, length) if not _adds_content(text) else None
    return Shorten(asked.section, length)


def _adds_content(text: str) -> bool:
    """Whether what is asked for is certain content rather than length (补充一些人才方面的内容)."""
    return bool(re.search(r"(?:补充|增加|加)(?:一些|一点|点)?[^，。]{2,}(?:方面|情况|内容|例子|举措)", text))


def _length(text: str) -> int | None:
    match = said.LENGTH.search(text)
    return count(match[1] or match[2]) if match else None


def _draft(asked: _Asked) -> Request | None:
    text = asked.text
    verb = said.DRAFT.search(text)
    if verb is None or re.search(r"怎么写|如何写|写了|重写|改写|扩写|不写|别写|哪些", text):
        return None
    ref = asked.ref
    if ref.position is not None and not (ref.whole or _names_document(text)):
        return DraftSection(ref.position, with_children(asked.outline, ref.position))
    if ref.named and not ref.whole and ref.position is None:
        return Unknown(text, f"提纲里没有“{ref.named}”，请看右侧提纲中的编号，或说标题里的词。")
    if said.DOCUMENT.search(text) or ref.whole:
        return _whole(text, asked.year)
    if re.fullmatch(r"(?:开始|直接)?(?:起草|写|拟写|撰写|生成)(?:一下|初稿)?|开始", text) and asked.current is not None:
        return DraftSection(asked.current, with_children(asked.outline, asked.current))
    return None


def _names_document(text: str) -> bool:
    """Whether a whole document is named (2026年工作打算), not a section of one (工作打算部分)."""
    return bool(
        re.search(
            r"(?:20\d\d年|今年|明年|去年|年度).{0,12}(?:总结|打算|计划|报告|安排|要点)(?!的?(?:第|部分|这|那|里|"
            r"中))",
            text,
        )
    )


def _whole(text: str, this_year: int) -> DraftWhole:
    asked = re.sub(r"(?:按|照|参照|参考|依照|仿照|根据|沿用|用)[^，。]{0,30}?(?:框架|格式|结构|提纲|样子|模板|体例|思路|写法)", "", text)
    review, plan = re.search(r"总结|回顾", asked), re.search(r"打算|计划|安排|要点|思路", asked)
    which: Which = "whole" if bool(review) == bool(plan) else "review" if review else "plan"
    year = _year_in(asked, this_year)
    years = [int(y) for y in re.findall(r"20\d\d", asked)]
    if len(years) > 1:
        year = max(years)
    elif year is not None and which == "review":
        year += 1
    name = re.search(r"《([^》]+)》", text)
    return DraftWhole(which, year, name[1] if name else "")


def _redraft(asked: _Asked) -> Request | None:
    ref = asked.ref
    if said.REDRAFT.search(asked.text) or said.PARAGRAPH.search(asked.text):
        return Redraft(asked.section, asked.text, ref.whole)
    return None


def _question(asked: _Asked) -> Request | None:
    return AskPassage(asked.text) if said.QUESTION.search(asked.text) else None


def _remark(asked: _Asked) -> Request | None:
    """Anything else said of a section that is named is a remark on it."""
    ref = asked.ref
    if ref.named and len(asked.text) > len(ref.named) + 2 and ref.position is not None:
        return Redraft(ref.position, asked.text)
    if ref.position is not None and ref.named and len(asked.text) <= len(ref.named) + 2:
        return DraftSection(ref.position, with_children(asked.outline, ref.position))
    return None


_RULES: tuple[Callable[[_Asked], Request | None], ...] = (
    _simple,
    _about_draft,
    _outline_edit,
    _ask_section,
    _replace_figure,
    _ask_figure,
    _judge,
    _resize,
    _draft,
    _redraft,
    _question,
    _remark,
)


def suggestions(view: DraftView | None, current: int | None = None) -> list[str]:
    """Two or three sensible next requests for where the draft stands; each is understood by ``parse_request``."""
    if view is None or not view.sections:
        return ["按去年的框架起草工作总结", "帮助"]
    states = [section.state for section in view.sections]
    here = current if current is not None and 0 <= current < len(states) else None
    found: list[str] = []
    if here is not None and view.sections[here].current is not None:
        written = view.sections[here].current
        text = written.section.text if written else ""
        found += ["还缺哪些数"] if "【待补" in text else []
        found += ["核对本节数字"] if states[here] == "pending" else []
        found += ["本节精简到300字"] if len(text) > 600 else []
    if "empty" in states:
        found.insert(0, "起草下一部分")
    elif all(state == "accepted" for state in states):
        found.insert(0, "导出Word")
    if here is not None and states[here] == "pending":
        found.append("采纳本节")
    return found[:3] or ["进度", "导出Word"]
