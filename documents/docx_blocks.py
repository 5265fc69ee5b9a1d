"""A draft laid out as one list of paragraphs with their styles, in the order of GB/T 9704-2012 7.3; not yet XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents import layout
from nigao.draft import Draft, DraftSection
from nigao.ports import ExportOptions
from nigao.printable import clean
from nigao.review import STATE_NAMES

# 各位代表： stands flush left, as 主送 does.
_SALUTES = re.compile(r"(?:尊敬的)?(?:各位[^，。！：:]{2,16}|同志们|女士们、先生们)[：:]")
_READ_OUT = re.compile(r"政府工作报告|预算.{0,4}草案.{0,4}的?报告|计划.{0,4}草案.{0,4}的?报告")
ANNEX_TITLE = "数据来源对照表"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or with tabs in it one row of a table.

    text: as drafted, not yet cleaned. section: index in the draft, -1 for what stands around it. offset: of the text in the section's
    text, -1 for a heading. mark: a state shown behind a heading. indent: (attribute, value) pairs that differ from the style's.
    """

    style: str
    text: str
    section: int = -1
    offset: int = -1
    mark: str = ""
    indent: tuple[tuple[str, int], ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.offset >= 0 and "\t" in self.text


def blocks(draft: Draft, options: ExportOptions) -> list[Block]:
    """Title, 主送, sections, 附件说明, 署名 and date; without the annex itself."""
    return [*_front(draft, options), *_sections(draft, options), *_back(draft, options)]


def _front(draft: Draft, options: ExportOptions) -> Iterator[Block]:
    if clean(draft.title).strip():
        yield Block(layout.TITLE, draft.title)
        yield Block(layout.BLANK, "")
    addressee = clean(options.addressee).strip()
    if addressee:
        yield Block(layout.ADDRESSEE, addressee.rstrip("：:") + "：")


def _sections(draft: Draft, options: ExportOptions) -> Iterator[Block]:
    for index, section in enumerate(draft.sections):
        mark = state_mark(section, index, options) if options.mark_states else ""
        if clean(section.heading).strip():
            style = layout.HEADINGS[min(max(section.level, 1), 4) - 1]
            yield Block(style, section.heading.replace("\n", ""), index, mark=mark)
        offset = 0
        for line in section.text.split("\n"):
            if clean(line).strip():
                yield Block(layout.ADDRESSEE if _SALUTES.fullmatch(line.strip()) else layout.BODY, line, index, offset)
            offset += len(line) + 1


def state_mark(section: DraftSection, index: int, options: ExportOptions) -> str:
    """A section's state in a word: as reviewed where the options tell, else what the section itself knows."""
    if index < len(options.states):
        return f"〔{STATE_NAMES.get(options.states[index], options.states[index])}〕"
    if any(finding.severity == "error" for finding in section.findings):
        return "〔有问题〕"
    if section.state == "incomplete":
        return "〔没有写完〕" if section.paragraphs else "〔未写〕"
    return "〔待核〕"


def _back(draft: Draft, options: ExportOptions) -> Iterator[Block]:
    """A report that is read out to an assembly has no 落款: who gives it stands under its title."""
    if options.annex:
        yield Block(layout.BLANK, "")
        yield Block(layout.ANNEX_LIST, f"附件：{ANNEX_TITLE}")
    if _READ_OUT.search(draft.title):
        return
    signed, date = clean(options.signed_by).strip(), clean(options.date).strip()
    if signed or date:
        yield Block(layout.BLANK, "")
    left, right = signature_indents(signed, date)
    if signed:
        yield Block(layout.SIGNED, signed, indent=_right(left))
    if date:
        yield Block(layout.SIGNED, date, indent=_right(right))


def signature_indents(signed: str, date: str) -> tuple[float, float]:
    """Characters free on the right of 署名 and of the date, which begins two to the right of it (7.3.5.1, not sealed)."""
    wide, narrow = _width(signed), _width(date)
    if not signed:
        return 2.0, 2.0
    if narrow > wide:
        return 4.0 + narrow - wide, 2.0
    return 2.0, max(wide - narrow, 0.0)


def _width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _right(characters: float) -> tuple[tuple[str, int], ...]:
    return (("firstLineChars", 0), ("firstLine", 0), ("rightChars", int(characters * 100)), ("right", int(characters * layout.CHARACTER)))
