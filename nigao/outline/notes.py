"""Where a document's notes begin (名词解释, 注释, numbered terms at its end): what stands in them is no heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = re.compile(
    r"^[【（(\[《]?(?:附[件录]?\s*[0-9一二三四五六七八九十]*\s*[：:．.、]?\s*)?(?:关于)?[^。，；：:]{0,20}?"
    r"(?:名词|用语|词语|术语|概念|指标|缩略语|缩写词|专有名词|专业名词|部分词汇)(?:的)?(?:及有关内容)?(?:解释|注释|说明|释义|简释|注解|汇编)(?:和说明|及说明)?[^。，；]{0,4}[】）)\]》：:]?$"
    r"|^[【（(\[]?(?:注\s*释|注\s*解|名词链接|尾\s*注|脚\s*注)[】）)\]：:]?$"
)
_NUMBERED_TITLE = re.compile(r"^(?:第[一二三四五六七八九十]{1,3}(?:部分|篇|章)|[一二三四五六七八九十]{1,3}\s?[、．.])")
_ITEM = re.compile(
    r"^(?:[\[［【（(〔]?\s?(?P<number>\d{1,3})\s?[\]］】）)〕]?\s?[.．、：:]?\s?|(?P<ring>[①-⑳㉑-㉟㊱-㊿])\s?|[*＊★]+\s?\d{0,3})"
    r"[“\"‘《]?(?P<term>[^。；\n]{1,40}?)(?:[：:]|是指|，?指的?是|，?系指|，?指(?=[^标导定出数令示])|——)"
)
_FEWEST = 4


def notes_from(lines: Sequence[str]) -> int:
    """The index of the first line of the notes, len(lines) if there are none. A numbered part of notes keeps its own title."""
    for index, line in enumerate(lines):
        if _is_title(line) and _closes(lines, index):
            return index + 1 if _NUMBERED_TITLE.match(line) else index
    return _run_at_end(lines)


def _is_title(line: str) -> bool:
    bare = _NUMBERED_TITLE.sub("", line).strip()
    return len(bare) <= 40 and _TITLE.search(bare) is not None


def _closes(lines: Sequence[str], index: int) -> bool:
    """Whether what follows the title is notes to the end: terms that are explained, no part of the document."""
    rest = [line for line in lines[index + 1 :] if line.strip()]
    explained = sum(_ITEM.match(line) is not None or _explains(line) for line in rest)
    return bool(rest) and explained * 3 >= min(len(rest), 30)


def _explains(line: str) -> bool:
    return re.match(r"(?:[一二三四五六七八九十]{1,3}\s?[、．.])?[^。；]{1,40}?(?:[：:]|是指|指)", line) is not None


def _run_at_end(lines: Sequence[str]) -> int:
    """Where the document ends with terms numbered from 1 on, each explained (1.“三大动能”：指…), the first of them."""
    first, count, expected = len(lines), 0, None
    for index in range(len(lines) - 1, -1, -1):
        match = _ITEM.match(lines[index])
        if match is None:
            if first - index > 3 or re.match(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)", lines[index]):
                break
            continue
        number = int(match["number"]) if match["number"] else ord(match["ring"]) - ord("①") + 1 if match["ring"] else 0
        if expected is not None and number != expected:
            break
        first, count, expected = index, count + 1, number - 1
        if number <= 1:
            return first if count >= _FEWEST else len(lines)
    return len(lines)
