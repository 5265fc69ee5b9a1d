"""The plain grammar that reads a chat request from Chinese without a model, and the next steps worth suggesting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from nigao import requests_words as said
from nigao.draft import OutlineItem
from nigao.requests_outline import Asked, outline_edit
from nigao.requests_questions import ask_figure, ask_section, year_in
from nigao.requests_values import (
    Accept,
    AddHeading,
    AskFigure,
    AskGaps,
    AskMarks,
    AskOutline,
    AskPassage,
    AskPromises,
    AskSection,
    AskSource,
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
    ReplaceWords,
    Request,
    Restore,
    Shorten,
    Stop,
    Unify,
    Unknown,
    Which,
    WritePromises,
)
from nigao.review import DraftView
from nigao.section_refs import with_children
from nigao.text.numerals import count

__all__ = [
    "Accept",
    "AddHeading",
    "AskFigure",
    "AskGaps",
    "AskMarks",
    "AskOutline",
    "AskPassage",
    "AskPromises",
    "AskSection",
    "AskSource",
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
    "ReplaceWords",
    "Request",
    "Restore",
    "Shorten",
    "Stop",
    "Unify",
    "Unknown",
    "WritePromises",
    "parse_request",
    "suggestions",
]


def parse_request(text: str, outline: Sequence[OutlineItem], current: int | None, this_year: int) -> Request:
    """What ``text`` asks for. current: position of the section in hand; this_year: the year meant by 今年."""
    plain = said.TAIL.sub("", said.POLITE.sub("", re.sub(r"\s+", " ", text.strip())))
    asked = Asked(_half_width_digits(plain), outline, current, this_year)
    if not asked.text:
        if text.strip() in ("?", "？"):
            return Help()
        agrees = current is not None and said.ACCEPT.search(text)
        return Accept(current) if agrees else Unknown(text, _HINT)
    for rule in _RULES:
        found = rule(asked)
        if found is not None:
            return _without_guess(asked, found)
    missing = asked.ref.named if asked.ref.position is None and not asked.ref.whole else ""
    return Unknown(text.strip(), _not_there(missing) if missing else _HINT)


def _not_there(named: str) -> str:
    return f"提纲里没有“{named}”，请看右侧提纲中的编号，或说标题里的词。"


def _without_guess(asked: Asked, found: Request) -> Request:
    """What was found, unless it names a section that is not there, or would accept everything though nobody said so."""
    ref = asked.ref
    across = isinstance(found, CheckSection) and said.ACROSS.search(asked.text)
    aimless = not across and getattr(found, "section", 0) is None and not ref.whole and not getattr(found, "whole", False)
    if aimless and ref.named and not isinstance(found, AskSection):
        return Unknown(asked.text, _not_there(ref.named))
    if aimless and isinstance(found, Accept):
        return Unknown(asked.text, "请说明采纳哪一部分，例如“采纳第一部分”，或说“全部采纳”。")
    return found


_HINT = "没有听懂这句话，可以说“起草第一部分”“第二部分精简到300字”“去年金融这一段怎么写的”，或输入“帮助”查看全部说法。"


def _half_width_digits(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" else c for c in text)


def _simple(asked: Asked) -> Request | None:
    text = asked.text
    if said.HELP.search(text):
        return Help()
    if said.STOP.search(text):
        return Stop()
    remembered = said.REMEMBER.search(text)
    if remembered:
        return Remember(remembered[1].strip())
    if said.RESTORE.search(text):
        return Restore(asked.section, bool(asked.ref.named))
    if said.NEXT.search(text):
        return NextSection()
    return Export("出处" in text or "来源" in text or "对照表" in text, "批注" in text) if said.EXPORT.search(text) else None


def _about_draft(asked: Asked) -> Request | None:
    ref = asked.ref
    if said.MARKS.search(asked.text):
        return AskMarks()
    if said.OUTLINE.search(asked.text):
        return AskOutline()
    source = said.SOURCE.search(asked.text)
    if source and not ref.named and not said.PAST.fullmatch(source["who"]):
        return AskSource(source["who"])
    if said.UNIFY.search(asked.text) and not ref.named:
        return Unify()
    if said.WRITE_PROMISES.search(asked.text):
        return WritePromises()
    if said.ASK_PROMISES.search(asked.text) and not ref.named:
        return AskPromises()
    if said.GAPS.search(asked.text) and not said.PAST.search(asked.text):
        return AskGaps(ref.position if ref.named else None)
    return AskStatus() if said.STATUS.search(asked.text) else None


def _judge(asked: Asked) -> Request | None:
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
        return CheckSection(None if everything or said.ACROSS.search(text) else asked.section)
    return None


def _edits(text: str) -> bool:
    return bool(re.search(r"换成|改成|改为|精简|压缩|扩写|重写|起草|删", text))


def _replace_figure(asked: Asked) -> Request | None:
    """把研发投入换成今年的数"""
    if said.SWAP_YEARS.search(asked.text):
        return None  # 把2025年都改成2026年: the words, not the figures of a year
    clause = next((c for c in re.split(r"[，,；;]", asked.text) if said.REPLACE.search(c)), "")
    match = said.REPLACE.search(clause)
    if match is None:
        return None
    ref = asked.ref
    words = next((group for group in match.groups() if group), "")
    words = re.sub(r"^(?:把|将|请|更新|里面?的?|中的?)+", "", words.replace(ref.named, "") if ref.named and not ref.whole else words)
    words = re.sub(
        r"^(?:的|里面?|中|把|将|里的|中的|部分|[这那]一?[段节]|本节)+|(?:的|数字|数据|数|都|全部|统统)+$", "", words.strip('「」“”『』" ')
    )
    words = "" if re.fullmatch(r"(?:所有|全部|全文|其中|这些|里面|旧|老|去年|上年)*的?(?:数字|数据|数|指标)?", words) else words
    return ReplaceFigure(words, asked.section, ref.whole or (not words and not ref.named and asked.current is None))


def _replace_words(asked: Asked) -> Request | None:
    """把“市民”都换成“群众”"""
    match = said.SWAP.search(asked.text) or said.SWAP_YEARS.search(asked.text)
    number = said.SWAP_NUMBER.search(asked.text) if match is None else None
    if number:
        about = number["about"].removeprefix(asked.ref.named).strip("的里中 ")
        return ReplaceWords(number["old"], number["new"], asked.section, asked.ref.whole, about)
    if match is None:
        return None
    ref = asked.ref
    everywhere = ref.whole or bool(said.EVERYWHERE.search(asked.text.replace(match["old"], "").replace(match["new"], "")))
    named = ref.position if ref.named and ref.named not in (match["old"], match["new"]) else None
    return ReplaceWords(match["old"], match["new"], named if named is not None else asked.current, everywhere and named is None)


def _resize(asked: Asked) -> Request | None:
    text = asked.text
    if re.search(r"(?:去年|前年|怎么写|多少)", text) and not said.LENGTH.search(text):
        return None
    if said.PARAGRAPH.search(text) and not said.LENGTH.search(text):
        return None
    shorten, expand = said.SHORTEN.search(text), said.EXPAND.search(text)
    if not shorten and not expand:
        return None
    length, whole = _length(text), asked.ref.whole
    if expand and not (shorten and re.search("精简|压缩|缩|以内|不超过|控制在", shorten.group())):
        return Expand(asked.section, length, whole) if not _adds_content(text) else None
    return Shorten(asked.section, length, whole)


def _adds_content(text: str) -> bool:
    """Whether what is asked for is certain content rather than length (补充一些人才方面的内容)."""
    return bool(re.search(r"(?:补充|增加|加)(?:一些|一点|点)?[^，。]{2,}(?:方面|情况|内容|例子|举措)", text))


def _length(text: str) -> int | None:
    match = said.LENGTH.search(text)
    return count(match[1] or match[2]) if match else None


def _draft(asked: Asked) -> Request | None:
    text = asked.text
    verb = said.DRAFT.search(text)
    if verb is None or re.search(r"怎么写|如何写|写了|重写|改写|扩写|不写|别写|哪些|从哪|从何|写[得实细活具生]", text):
        return None
    ref = asked.ref
    if ref.position is not None and not (ref.whole or _names_document(text)):
        return DraftSection(ref.position, with_children(asked.outline, ref.position))
    if ref.named and not ref.whole and ref.position is None:
        return Unknown(text, _not_there(ref.named))
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
    year = year_in(asked, this_year)
    years = [int(y) for y in re.findall(r"20\d\d", asked)]
    if len(years) > 1:
        year = max(years)
    elif year is not None and which == "review":
        year += 1
    name = re.search(r"《([^》]+)》", text)
    return DraftWhole(which, year, name[1] if name else "")


def _redraft(asked: Asked) -> Request | None:
    ref = asked.ref
    asks = said.QUESTION.search(asked.text) and not (said.SHORTEN.search(asked.text) or said.EXPAND.search(asked.text))
    speaks_of_one = said.PARAGRAPH.search(asked.text) and not asks
    if said.REDRAFT.search(asked.text) or speaks_of_one:
        return Redraft(asked.section, asked.text, ref.whole)
    return None


def _question(asked: Asked) -> Request | None:
    return AskPassage(asked.text) if said.QUESTION.search(asked.text) else None


def _remark(asked: Asked) -> Request | None:
    """Anything else said of a section that is named is a remark on it."""
    ref = asked.ref
    if ref.named and len(asked.text) > len(ref.named) + 2 and ref.position is not None:
        return Redraft(ref.position, asked.text)
    if ref.position is not None and ref.named and len(asked.text) <= len(ref.named) + 2:
        return DraftSection(ref.position, with_children(asked.outline, ref.position))
    return None


_RULES: tuple[Callable[[Asked], Request | None], ...] = (
    _simple,
    _about_draft,
    outline_edit,
    ask_section,
    _replace_figure,
    _replace_words,
    ask_figure,
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
    elif view.mode == "model":
        found.insert(0, "统稿")
    if here is not None and states[here] == "pending":
        found.append("采纳本节")
    return found[:3] or ["进度", "导出Word"]
