"""The mark of secrecy on a paper (机密★1年), wherever a file carries it; what to do about it is said, nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARK = re.compile(
    r"\s*(?:密\s*级\s*[:：])?\s*(?P<mark>(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆▲]\s*[\d一二三四五六七八九十]{0,3}\s*(?:年|个?月|日|天|长期)?)?)\s*"
)
# The mark stands at the head of the first page, above what the paper is called.
_LINES = 6


def warned_of(lines: Iterable[str]) -> str:
    """What to say where one of the lines is a mark of secrecy by itself, "" where none is."""
    found = next((match for line in lines if (match := _MARK.fullmatch(line))), None)
    return f"文件标有密级“{''.join(found['mark'].split())}”，涉密文件不得在非涉密的电脑和网络上处理，请确认后再用。" if found else ""


def warned_of_text(text: str) -> str:
    """The same of a paper's first lines."""
    return warned_of(text[:400].split("\n")[:_LINES])
