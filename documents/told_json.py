"""What a program gave out (JSON) told as lines of text, a record a line: 财政收入：12.6亿元."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_OPENS = re.compile(r"\s*[\[{]")
_LATIN = re.compile(r"[\x00-\x7f]*")
WARNING = "文件是 JSON 数据，已按其中的文字逐条读取，请核对。"


def told(text: str) -> str:
    """The data's words, a record a line; "" where the text is no JSON."""
    if not _OPENS.match(text):
        return ""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return "\n".join(_lines(data))


def _lines(data: object) -> Iterator[str]:
    """In the order of the file; what holds records is opened, a record's own values stand on one line."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            within = [value for value in one.values() if isinstance(value, list | dict)]
            waiting.extend(reversed(within))
            if line := _record([(key, value) for key, value in one.items() if value is not None and not isinstance(value, list | dict)]):
                yield line
        elif one is not None:
            yield str(one)


def _record(values: list[tuple[str, object]]) -> str:
    """{"name": "财政收入", "value": "12.6亿元"} → 财政收入：12.6亿元; a Chinese key is told, a program's own is not."""
    if len(values) == 2 and all(_LATIN.fullmatch(key) for key, _ in values):
        return "：".join(str(value) for _, value in values)
    return "，".join(str(value) if _LATIN.fullmatch(key) else f"{key}：{value}" for key, value in values)
