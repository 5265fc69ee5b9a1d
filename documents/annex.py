"""The 数据来源对照表 behind a draft: every figure, its sentence, where it comes from and the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from documents import layout
from documents.docx_blocks import ANNEX_TITLE
from documents.docx_tables import table
from documents.wordml import paragraph, run
from nigao.draft import Draft, Evidence
from nigao.printable import clean

HEADERS = ("序号", "数字", "所在句子", "来源文件", "页码或单元格", "核对结论")
VERDICTS = {
    "supported": "有出处",
    "quoted": "引自材料",
    "carried": "沿用去年",
    "stated": "手写",
    "computed": "由台账算出",
    "rounded": "按原数取整",
    "context": "数字有，含义不同",
    "conflict": "各处说法不一",
    "gap": "待补",
    "unsupported": "没有出处",
}
_WIDTHS = (520, 1180, 2544, 1600, 1000, 2000)
_LONGEST_NOTE = 60  # the whole note stands in the comment; a row of the table must not fill a page
_ENDS = re.compile(r"[。！？；\n]")
_PLACE = re.compile(r"\s*((?:第\s*\d+\s*页|\S*![A-Z]+\d+\S*).*)$")


def annex_rows(draft: Draft) -> list[tuple[str, ...]]:
    """One row for each figure, in document order, under ``HEADERS``."""
    rows: list[tuple[str, ...]] = []
    for section in draft.sections:
        for one in sorted(section.evidence, key=lambda evidence: evidence.start):
            files, wheres = _origin(one)
            verdict = VERDICTS[one.verdict] + (f"（{_short(one.note)}）" if one.note and one.verdict != "supported" else "")
            figure = section.text[one.start : one.end]
            cells = (str(len(rows) + 1), figure, sentence_at(section.text, one.start, one.end), files, wheres, verdict)
            rows.append(tuple(clean(cell.replace("\n", " ").replace("\t", " ")) for cell in cells))
    return rows


def annex_elements(draft: Draft) -> Iterator[Any]:
    """The annex on a page of its own: 附件, a blank line, the title, a blank line, the table (GB/T 9704-2012 7.3.7)."""
    yield paragraph(layout.ANNEX_MARK, run("附件"))
    yield paragraph(layout.BLANK)
    yield paragraph(layout.TITLE, run(ANNEX_TITLE))
    yield paragraph(layout.BLANK)
    rows = annex_rows(draft)
    if rows:
        yield table([[[run(cell)] for cell in row] for row in (HEADERS, *rows)], _WIDTHS)
        yield paragraph(layout.TABLE)
    else:
        yield paragraph(layout.BODY, run("本稿没有需要对照来源的数字。"))


def _short(note: str) -> str:
    return note if len(note) <= _LONGEST_NOTE else note[: _LONGEST_NOTE - 1] + "…"


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around text[start:end]."""
    before = [match.end() for match in _ENDS.finditer(text, 0, start)]
    after = _ENDS.search(text, max(end, start))
    return text[before[-1] if before else 0 : after.end() if after else len(text)].strip()


def _origin(evidence: Evidence) -> tuple[str, str]:
    """Files and places in them, up to three, divided by a full-width semicolon; a dash where there is none."""
    files, wheres = [], []
    for place in evidence.places[:3]:
        found = _PLACE.search(place.where)
        wheres.append(found.group(1) if found else "正文")
        files.append((place.where[: found.start()] if found else place.where).strip() or place.title)
    return "；".join(dict.fromkeys(files)) or "—", "；".join(dict.fromkeys(wheres)) or "—"
