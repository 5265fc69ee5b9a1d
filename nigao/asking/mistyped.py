"""Words of requests typed with one character wrong: 缩道 for 缩到, 精减 for 精简, 吧 for 把."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.asking.near import sounds_like
from nigao.asking.saying import Saying

_WORDS = (
    "精简",
    "压缩",
    "缩短",
    "缩减",
    "缩到",
    "压到",
    "控制",
    "扩写",
    "充实",
    "重写",
    "起草",
    "精炼",
    "删减",
    "左右",
    "以内",
    "减到",
    "写到",
)
_KNOWN = {"精减": "精简", "简写": "精简", "压宿": "压缩", "所短": "缩短"}


def corrected(said: Saying) -> Saying | None:
    """The clause with words of requests as they were meant; None where none is mistyped."""
    text = re.sub(r"^吧(?=[\ue000-\ue0ff])", "把", said.text)
    for wrong, right in _KNOWN.items():
        text = text.replace(wrong, right)
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        if pair in _WORDS:
            continue
        meant = next((word for word in _WORDS if _one_off(pair, word)), None)
        if meant is not None:
            text = text[:at] + meant + text[at + 2 :]
    return replace(said, text=text) if text != said.text else None


def _one_off(said: str, word: str) -> bool:
    wrong = [(a, b) for a, b in zip(said, word, strict=True) if a != b]
    return len(wrong) == 1 and sounds_like(*wrong[0])
