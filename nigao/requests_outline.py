"""Chat requests that change the outline: rename, move, add, remove a heading. Reads words, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nigao import requests_words as said
from nigao.draft import OutlineItem
from nigao.requests_values import AddHeading, MoveHeading, RemoveHeading, RenameHeading, Request
from nigao.section_refs import SectionRef, find_all, find_section


@dataclass(frozen=True, slots=True)
class Asked:
    """A request being read: its words, and where the person is."""

    text: str
    outline: Sequence[OutlineItem]
    current: int | None
    year: int

    @property
    def ref(self) -> SectionRef:
        """The section the words name."""
        return find_section(self.text, self.outline, self.current)

    @property
    def section(self) -> int | None:
        """The section named, or the one in hand where none is named."""
        ref = self.ref
        return ref.position if ref.named else self.current


def outline_edit(asked: Asked) -> Request | None:
    if said.PARAGRAPH.search(asked.text):
        return None
    for edit in (_rename, _move, _add, _remove):
        found = edit(asked)
        if found is not None:
            return found
    return None


def _rename(asked: Asked) -> Request | None:
    match = re.search(
        r"(?:标题|名字|题目|名称|小标题)(?:名)?(?:改成|改为|换成|换为|叫做?|写成|定为|改名为)(.{2,60})$|"
        r"(?:改名|更名|重命名|改叫)(?:为|成|叫)?(.{2,60})$",
        asked.text,
    )
    if match is None:
        return None
    before = Asked(asked.text[: match.start()] or "本节", asked.outline, asked.current, asked.year)
    title = (match[1] or match[2]).strip('：: “”「」『』"。')
    return RenameHeading(before.section, title) if before.section is not None else None


def _move(asked: Asked) -> Request | None:
    match = re.search(r"移到|挪到|调到|放到|提到|移至|挪至|换到|搬到", asked.text)
    if match is None:
        if re.search(r"对调|互换|调换|交换", asked.text):
            named = find_all(asked.text, asked.outline, asked.current)
            refs = list(dict.fromkeys(ref.position for ref in named if ref.position is not None))
            return MoveHeading(max(refs[:2]), min(refs[:2])) if len(refs) >= 2 else None
        return None
    moved = Asked(asked.text[: match.start()], asked.outline, asked.current, asked.year).section
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


def _add(asked: Asked) -> Request | None:
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


def _remove(asked: Asked) -> Request | None:
    if not re.search(r"删掉|删除|去掉|删去|拿掉|不要(?!写|提|出现|用|太|超)|取消|不写", asked.text):
        return None
    ref = asked.ref
    rest = asked.text[ref.end :]
    inside = re.search(r"(?:的|里|中)(?!.{0,2}(?:标题|部分|这))[^，。]{2,}", rest)
    return RemoveHeading(ref.position) if ref.position is not None and not ref.whole and not inside else None
