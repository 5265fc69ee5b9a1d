"""The headings of a document, from its numbering and its words alone; the file's styles only add what text cannot tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nigao.letters import unspaced
from nigao.outline.decimal import decimal
from nigao.outline.lone import name_of, plan_of, stands_alone
from nigao.outline.notes import notes_from
from nigao.outline.parts import dashed, names_part
from nigao.report import Document, Heading, Section
from nigao.text.numerals import number as numeral

_CN = "[一二三四五六七八九十]{1,3}"
_LEAD = re.compile(r"[\s\u3000\ufeff\u200b]*(?:[“‘”’]\s*[”’“‘]\s*)*")
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第{_CN}(?:部分|篇|章)[、：:．.，,\s\u3000]*")),
    (1, re.compile(rf"{_CN}\s?[、．.](?!{_CN}[、是])")),
    (2, re.compile(rf"[（(]\s?{_CN}\s?[)）][、．.]?")),
    (3, re.compile(r"[0-9０-９]{1,2}\s?(?:[.．](?![0-9０-９])|、(?![0-9０-９]))")),
    (4, re.compile(r"[（(]\s?[0-9０-９]{1,2}\s?[)）][、．.]?")),
    (4, re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]")),
)
_ENUMERATION = re.compile(rf"(?:——|—\s?—)?({_CN}是)")
_SENTENCE_END = re.compile(r"[。！？!?]")
# A heading whose line break was lost runs straight into 一是; no title holds those two characters after a word.
_GLUED = re.compile(r"(?<=[\u4e00-\u9fff])(?=一是)")
_LOST_FIRST = re.compile(r"(?<=[\u4e00-\u9fff。])(一、)([^，。；：\n]{2,16}?(?:回顾|总结|情况|成绩))")
# （1）税收收入110000万元, 1.公共卫生类支出26万元，占比24%: a row of an account, no title.
_ROW = re.compile(r"[\u4e00-\u9fff][0-9０-９][0-9０-９,.]*\s?[万亿]?元(?:$|[，；])")
_LABEL_END = re.compile(r"[：:](?=.{12})")
_FINAL = " \t\u3000。：:，,；;、.．"
_TITLE = re.compile(
    r"(?:报告|总结|打算|计划|规划|要点|汇报|材料|方案|安排|思路|情况|综述|公报|回顾|谋划|统计表|指标表|一览表|年报)"
    r"(?:的报告)?(?:[（(][^（）()]{1,12}[)）])?$"
)
_NO_TITLE = re.compile(r"^(?:来源|时间|日期|作者|记者|责任编辑|发布|发文|编号|附件|摄|[（(—]|各位|尊敬)|[。！？；：:]$|记者|作政府工作报告")
_NO_HEADING = re.compile(
    r"[。！？；，,：:…—]$|^[——（(【“\d①-⑳]|^(?:来源|时间|日期|作者|记者|附件|附表|备注|注|单位|表|图|各位|尊敬|谢谢|主要是|目录)"
    r"|[\t。；]|\d{4}[-年]\d{1,2}[-月]|^第?\s?\d+\s?页|(?:省长|市长|主席|州长|区长|县长|书记|局长|主任|总理)[\s\u3000]*[\u4e00-\u9fff\s]{0,6}$"
)
_LONGEST_TITLE = 60
_LONGEST_BARE = 30
_BODY = 45


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def outline(document: Document) -> list[Heading]:
    """Every heading in document order: the title, numbered sections (run-in ones too), unnumbered ones, paragraphs opened by 一是.

    Levels follow the number's form as official documents use it (一、 / （一） / 1. / （1）); 第一部分 moves all others one down.
    """
    lines = [line for line in _lines(document.text) if not _in_table(line, document)]
    lines = lines[: notes_from([line.text for line in lines])]
    found = [heading for line in lines if (heading := _numbered(line))]
    found = _with_last_items(found, document.text)
    found = _with_decimal(lines, _shifted(_without_lists(_with_lost_first(document.text, found))))
    taken = {heading.start for heading in found}
    title = _title(lines, found)
    if title:
        found.append(title)
        taken.add(title.start)
    marks = sorted(taken)
    rest = [line for line in lines if bisect_left(marks, line.start) == bisect_right(marks, line.end)]
    lone = _lone(_unstyled(document, rest), lines[0].start if lines else 0, found, title)
    found += lone
    rest = [line for line in rest if not any(heading.start == line.start for heading in lone)]
    found += _styled(document, rest) or _bare(lines, rest, found, title)
    found = _under_bare_parts(found)
    found += dashed([(line.start, line.text) for line in lines], found, _BODY)
    return sorted(found, key=lambda heading: (heading.start, heading.end))


def _lines(text: str) -> Iterator[_Line]:
    """Non-empty lines without their outer blanks."""
    for match in re.finditer(r"[^\n]+", text):
        inner = match.group().strip(" \t\r\u3000\ufeff")
        if inner:
            yield _Line(match.start() + match.group().index(inner), inner)


def _in_table(line: _Line, document: Document) -> bool:
    return any(table.start <= line.start < table.end for table in document.tables)


def _numbered(line: _Line) -> Heading | None:
    """The heading a line opens with, if it opens with a number of one of the known forms."""
    lead = _LEAD.match(line.text)
    begin = lead.end() if lead else 0
    for level, form in _FORMS:
        match = form.match(line.text, begin)
        if match:
            return _heading(line, begin, match.group(), match.end(), level)
    match = _ENUMERATION.match(line.text, begin)
    if match and not line.text.startswith("的", match.end()):
        return _heading(line, match.start(1), match[1], match.end(), 4, "enumeration")
    return None


def _heading(
    line: _Line, begin: int, written: str, body: int, level: int, kind: Literal["section", "enumeration"] = "section"
) -> Heading | None:
    end = _title_end(line.text, body)
    title = line.text[body:end].strip(_FINAL)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]", title) or (level <= 3 and "\t" in title):
        return None
    if level >= 3 and (end - body > _LONGEST_TITLE or _item_of_list(line.text, end) or _ROW.search(title)):
        kind = "enumeration"
    run_in = bool(line.text[end:].strip(_FINAL + "“”"))
    return Heading(level, written.strip(), title, run_in, line.start + begin, line.start + end, kind)


def _title_end(text: str, body: int) -> int:
    """Where the title ends: after its first sentence mark, at a lost line break, or with the line."""
    end = _SENTENCE_END.search(text, body)
    stop = end.end() if end else len(text)
    glued = _GLUED.search(text, body + 4, stop)
    if glued:
        return glued.start()
    label = _LABEL_END.search(text, body, stop)
    if label and 2 <= label.start() - body <= 20 and stop - body > _LONGEST_TITLE:
        return label.end()
    return stop


def _item_of_list(text: str, end: int) -> bool:
    return end == len(text) and text[-1] in "；;"


def _with_last_items(found: Sequence[Heading], text: str) -> list[Heading]:
    """The headings, with the last of a list (…；…；…。) told as what the others of the list are."""
    told: list[Heading] = []
    for heading in found:
        before = told[-1] if told else None
        goes_on = before is not None and before.kind == "enumeration" and before.level == heading.level and text[before.end - 1] in "；;"
        whole = not heading.run_in and text[heading.end - 1] in "。；;"
        told.append(replace(heading, kind="enumeration") if goes_on and whole and heading.level >= 3 else heading)
    return told


def _without_lists(found: Sequence[Heading]) -> list[Heading]:
    """The headings, with lone 一是 left out: one paragraph that happens to begin so enumerates nothing."""
    enumerated = [h for h in found if h.number.endswith("是")]
    return [h for h in found if not h.number.endswith("是") or len(enumerated) > 1]


def _with_lost_first(text: str, found: Sequence[Heading]) -> list[Heading]:
    """The headings with 一、 before them when numbering begins at 二、 because the line break before 一、 was lost."""
    first = next((heading for heading in found if heading.level == 1), None)
    if first is None or order_of(first) != 2:
        return list(found)
    glued = _LOST_FIRST.search(text, 0, first.start)
    if glued is None:
        return list(found)
    run_in = not text.startswith("\n", glued.end())
    return [Heading(1, glued[1], glued[2], run_in, glued.start(), glued.end()), *found]


def _with_decimal(lines: Sequence[_Line], found: Sequence[Heading]) -> list[Heading]:
    """The headings with those numbered 1, 1.1, where no 一、 and no （一） divides the document."""
    if any(heading.kind == "section" and heading.level <= 2 and not heading.number.startswith("第") for heading in found):
        return list(found)
    counted = decimal([(line.start, line.text) for line in lines])
    taken = {heading.start for heading in counted}
    return [*counted, *(heading for heading in found if heading.start not in taken)]


def _shifted(found: Sequence[Heading]) -> list[Heading]:
    """Levels from 1 on: where 第一部分 stands above 一、, everything else moves one down."""
    down = 1 if sum(heading.level == 0 for heading in found) > 1 else 0
    return [replace(heading, level=min(4, max(1, heading.level + down))) for heading in found]


def _title(lines: Sequence[_Line], found: Sequence[Heading]) -> Heading | None:
    """The document's own title: the first line of the opening that reads like one, joined with its second line if it was broken."""
    first = min((heading.start for heading in found if heading.level <= 2), default=None)
    opening = [line for line in lines[:12] if first is None or line.start < first]
    for index, line in enumerate(opening):
        if _looks_back(line.text):
            break
        if len(line.text) > _LONGEST_TITLE or _NO_TITLE.search(line.text):
            continue
        if _TITLE.search(re.sub(r"\s", "", line.text)):
            begin, end = _title_begin(opening, index), _title_last(opening, index)
            text = "".join(unspaced(one.text) for one in opening[begin : end + 1])
            return Heading(1, "", text, False, opening[begin].start, opening[end].end, "title")
        if index > 3:
            break
    return None


def _looks_back(text: str) -> bool:
    """Whether a line is the name of the part that looks back (2024年工作回顾), which no document has for its title."""
    return names_part(text) and text.rstrip(_FINAL).endswith("回顾")


def _title_begin(opening: Sequence[_Line], index: int) -> int:
    """A title set in two lines begins in the line before, when that line is short and says 关于 or names a unit or year only."""
    if index == 0:
        return 0
    before = opening[index - 1].text
    broken = before.startswith("关于") or re.search(r"(?:年|局|委|办|区|市|省|县|公司|和|及|暨)$", before)
    return index - 1 if broken and len(before) <= _LONGEST_BARE and not _NO_TITLE.search(before) else index


def _title_last(opening: Sequence[_Line], index: int) -> int:
    """… and ends in the line after, when that goes on with 和, 及, 暨 and reads like a title too."""
    if index + 1 >= len(opening):
        return index
    after = re.sub(r"\s", "", opening[index + 1].text)
    return index + 1 if re.match(r"[和及暨与]", after) and len(after) <= _LONGEST_BARE and _TITLE.search(after) else index


def _styled(document: Document, rest: Sequence[_Line]) -> list[Heading]:
    """Headings the file's styles name, where the text itself has no number."""
    by_start = {line.start: line for line in rest}
    starts = sorted(by_start)
    found = []
    for hint in document.styled:
        at = bisect_left(starts, hint.start)
        start = starts[at] if at < len(starts) and starts[at] < max(hint.end, hint.start + 1) else None
        if start is not None and len(by_start[start].text) <= _LONGEST_TITLE and not by_start[start].text.endswith(("，", "；")):
            line = by_start[start]
            found.append(Heading(hint.level, "", line.text.strip(_FINAL), False, line.start, line.end))
    return found


def _bare(lines: Sequence[_Line], rest: Sequence[_Line], found: Sequence[Heading], title: Heading | None) -> list[Heading]:
    """Unnumbered headings: short lines without a mark, each over a body paragraph; a single one is taken for a broken line."""
    order = {line.start: index for index, line in enumerate(lines)}
    after = title.end if title else -1
    alone = False
    numbered = sorted((heading for heading in found if heading.kind == "section"), key=lambda heading: heading.start)
    places = [heading.start for heading in numbered]
    top = any(heading.level == 1 for heading in numbered)
    starts = {heading.start for heading in numbered}
    picked = []
    for line in rest:
        if line.start > after and _reads_as_heading(line.text) and _stands_as_heading(lines, order[line.start], starts):
            at = bisect_left(places, line.start)
            part = names_part(line.text.strip(_FINAL))
            alone = alone or part
            level = 1 if part or not (top and at) else min(4, numbered[at - 1].level + 1)
            picked.append(Heading(level, "", line.text.strip(_FINAL), False, line.start, line.end))
    if len(picked) < 2 and not alone:
        return []
    parts = [heading for heading in picked if names_part(heading.title)]
    others = [heading for heading in picked if not names_part(heading.title)]
    return [*parts, *(_evened(others) if top and others else others if len(others) > 1 or parts else [])]


def _lone(rest: Sequence[_Line], first: int, found: Sequence[Heading], title: Heading | None) -> list[Heading]:
    """Lines of their own that open a plan (2027年：), and those in a frame (【完成的】) below the numbered heading before them."""
    after = title.end if title else first
    numbered = sorted((heading for heading in found if heading.kind == "section"), key=lambda heading: heading.start)
    picked = []
    for line in rest:
        if line.start > after and stands_alone(line.text):
            above = [heading for heading in numbered if heading.start < line.start and heading.level <= 2]
            level = above[-1].level + 1 if above and plan_of(line.text) is None else 1
            picked.append(Heading(level, "", name_of(line.text), False, line.start, line.end))
    return picked


def _unstyled(document: Document, rest: Sequence[_Line]) -> list[_Line]:
    """The lines whose level the file's styles do not say."""
    styled = {heading.start for heading in _styled(document, rest)}
    return [line for line in rest if line.start not in styled]


def _under_bare_parts(found: Sequence[Heading]) -> list[Heading]:
    """Levels one down for what is numbered under bare names of parts, where the numbers begin again under each."""
    parts = [heading for heading in found if not heading.number and heading.kind == "section" and names_part(heading.title)]
    firsts = [heading for heading in found if heading.level == 1 and heading.number and order_of(heading) == 1]
    if len(parts) < 2 or len(firsts) < 2 or min(heading.start for heading in firsts) < parts[0].start:
        return _under_lone_plan(found, firsts)
    return [
        heading if heading in parts or heading.kind == "title" else replace(heading, level=min(4, heading.level + 1)) for heading in found
    ]


def _under_lone_plan(found: Sequence[Heading], firsts: Sequence[Heading]) -> list[Heading]:
    """Levels one down for what is numbered from 一 on again below 下一步：, down to the end."""
    plan = next((heading for heading in found if not heading.number and heading.kind == "section" and _opens_plan(heading)), None)
    begins = next((heading for heading in found if plan and heading.number and heading.level == 1 and heading.start > plan.start), None)
    if plan is None or begins is None or begins not in firsts:
        return list(found)
    below = {heading.start for heading in found if heading.start > plan.start and heading.kind != "title"}
    return [replace(heading, level=min(4, heading.level + 1)) if heading.start in below else heading for heading in found]


def _opens_plan(heading: Heading) -> bool:
    return heading.level == 1 and plan_of(f"{heading.title}：") is not None


def _evened(picked: Sequence[Heading]) -> list[Heading]:
    """Bare headings between the same two numbered ones are of one level: the first one's."""
    level = picked[0].level
    return [replace(heading, level=max(level, heading.level)) for heading in picked]


def _reads_as_heading(text: str) -> bool:
    if not 4 <= len(text) <= _LONGEST_BARE:
        return False
    return names_part(text) or (not _NO_HEADING.search(text) and bool(re.search(r"[\u4e00-\u9fff]{3}", text)))


def _stands_as_heading(lines: Sequence[_Line], index: int, numbered: set[int]) -> bool:
    """Whether a finished paragraph (or another heading) stands before and a body paragraph or a numbered heading after."""
    before = lines[index - 1].text if index else "。"
    if index + 1 >= len(lines):
        return False
    after = lines[index + 1]
    finished = before[-1] in "。！？：:”）)；" or lines[index - 1].start in numbered or _reads_as_heading(before)
    return finished and ((len(after.text) >= _BODY and after.text[-1] in "。！？：；”）") or after.start in numbered)


def sections_of(text: str, headings: Sequence[Heading]) -> list[Section]:
    """A section for each heading of kind "section", from its start to the next one of its level or above; path: its titles from above.

    What stands before the first section belongs to none. Enumerations stay inside the section they stand in.
    """
    own = [heading for heading in headings if heading.kind == "section"]
    ends = _ends(own, len(text))
    sections = []
    path: list[Heading] = []
    for heading, end in zip(own, ends, strict=True):
        path = [above for above in path if above.level < heading.level] + [heading]
        sections.append(Section(heading, tuple(f"{one.number}{one.title}" for one in path), heading.start, end))
    return sections


def _ends(own: Sequence[Heading], last: int) -> list[int]:
    """Where each heading's section ends, in one pass from the back: next[level] is the nearest start of that level or above."""
    nearest = [last] * 6
    ends = []
    for heading in reversed(own):
        ends.append(nearest[heading.level])
        for level in range(heading.level, len(nearest)):
            nearest[level] = heading.start
    return ends[::-1]


def order_of(heading: Heading) -> int | None:
    """The ordinal a heading's number says, None if it has none."""
    digits = re.sub(r"[^一二三四五六七八九十0-9０-９]", "", heading.number)
    return numeral(digits) if digits else None
