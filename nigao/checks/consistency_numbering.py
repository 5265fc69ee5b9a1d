"""Heading numbers given twice or left out among brothers under one heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.checks.finding import Finding, Span
from nigao.report import Heading
from nigao.text.numerals import number

_LINE = re.compile(
    r"^[ 　\t“”\"]*(?:(?P<one>[一二三四五六七八九十]+)、|[（(](?P<two>[一二三四五六七八九十]+)[)）])(?P<title>[^\n]{0,60})", re.M
)


def misnumbered(text: str, headings: Sequence[Heading] = ()) -> list[Finding]:
    """Findings ``consistency.numbering``: error for a number given twice, warning for one left out.

    headings: as recognised; with none given, lines that open with 一、 or （一） are taken. Enumerations (一是) are not looked at.
    """
    found: list[Finding] = []
    last: dict[int, tuple[int, Heading]] = {}
    for heading in headings or _headings(text):
        value = _number(heading)
        if heading.kind == "enumeration" or value is None or heading.level > 3:
            continue
        for deeper in [level for level in last if level > heading.level]:
            del last[deeper]
        previous = last.get(heading.level)
        if previous is not None and value != previous[0] + 1 and (value == previous[0] or value > previous[0] + 1):
            found.append(_finding(previous[1], heading, value == previous[0]))
        last[heading.level] = (value, heading)
    return found


def _number(heading: Heading) -> int | None:
    return number(re.sub(r"[（()）、.．\s]", "", heading.number)) if heading.number else None


def _headings(text: str) -> list[Heading]:
    found = []
    for match in _LINE.finditer(text):
        kind = "one" if match["one"] else "two"
        written = f"{match['one']}、" if match["one"] else f"（{match['two']}）"
        start = match.start(kind) - (kind == "two")
        title = match["title"].strip()
        run_in = len(title) > 40
        found.append(Heading(1 if match["one"] else 2, written, title, run_in, start, match.end()))
    return found


def _finding(previous: Heading, heading: Heading, twice: bool) -> Finding:
    places = tuple(Span(f"{each.number}{each.title}", each.start, each.end) for each in (heading, previous))
    now, was = (each.number.replace("(", "（").replace(")", "）") for each in (heading, previous))
    if twice:
        message = f"标题序号“{now}”用了两次：“{previous.title}”和“{heading.title}”，请重新编号。"
        return Finding("consistency.numbering", "error", message, places, values=(previous.number, heading.number))
    message = f"标题序号不连续：“{was}”之后是“{now}”，请核对是否漏编或漏段。"
    return Finding("consistency.numbering", "warning", message, places, values=(previous.number, heading.number))
