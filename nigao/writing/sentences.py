"""Cutting official prose into sentences, groups and clauses, and putting what is left of them together again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_OPEN, _CLOSE = "“‘（《「『(【", "”’）》」』)】"
_ENDS = "。！？"
# A clause that has no subject of its own: it speaks of what the clause before it named.
_LEANS = re.compile(
    r"^(?:其中|同比|比|较|占|居|位居|位列|排名|排|增长|增加|增速|增幅|下降|减少|降低|提高|提升|上升|回落|高于|低于|高出|快于|总数|总里程|总|达到|达|"
    r"满意率|分别|均|创|跻身|稳居|保持|首次|连续|是|为|超|超过|突破|约|近|带动|惠及|实现翻番|净增|累计达)"
)
_LEANS_BACK = re.compile(
    r"^(?:其中|其(?![他它余次实])|该|上述|以上|同比|比上年|较上年|这(?![五几些年])|此项|两者|前者|后者|分别|据此|对此)"
)
# 并网, 还款, 再生水, 使命 begin with no such word.
_LOOSE_START = re.compile(
    r"^(?:其中|并且|并(?![网购轨联入列])|同时|从而|进而|因此|此外|另外|也|还(?![款本贷林田草湿原])|且|而(?![今立])|以及|又|再(?![生造就创接次融担])"
    r"|使得|使(?![命用者馆领])|[，、；：])+[，]?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas; start counts in its sentence. leans: it needs the clause before it."""

    text: str
    start: int
    leans: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def sentences(paragraph: str) -> list[tuple[int, str]]:
    """(offset, sentence with its end mark); a stop inside quotes or brackets ends none."""
    return list(_cut(paragraph, _ENDS, keep_mark=True))


def groups(sentence: str) -> list[tuple[int, str]]:
    """(offset, group) between semicolons, without end marks."""
    return list(_cut(sentence.rstrip(_ENDS), "；;", keep_mark=False))


def clauses(group: str) -> list[Clause]:
    """The clauses of a group, divided by commas."""
    return list(_clauses(group))


@lru_cache(maxsize=10_000)
def _clauses(group: str) -> tuple[Clause, ...]:
    return tuple(Clause(text, start, bool(_LEANS.match(text))) for start, text in _cut(group, "，,", keep_mark=False))


@lru_cache(maxsize=10_000)
def _cut(text: str, marks: str, keep_mark: bool) -> tuple[tuple[int, str], ...]:
    """Remembered: a save cuts a section as it is and as it was in earlier versions, the same but for a sentence."""
    found, begin, depth = [], 0, 0
    for index, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and depth == 0 and not _in_number(text, index):
            found.append((begin, text[begin : index + 1] if keep_mark else text[begin:index]))
            begin = index + 1
    if text[begin:].strip():
        found.append((begin, text[begin:]))
    return tuple(_trimmed(start, part) for start, part in found if part.strip())


def _in_number(text: str, index: int) -> bool:
    """Whether a comma divides thousands, with or without the blank some printers put behind it."""
    return text[index] == "," and text[index - 1 : index].isdigit() and text[index + 1 : index + 4].lstrip(" ")[:1].isdigit()


def _trimmed(start: int, part: str) -> tuple[int, str]:
    stripped = part.lstrip(" 　\n")
    return start + len(part) - len(stripped), stripped.rstrip(" 　\n")


def leans_back(sentence: str) -> bool:
    """Whether a sentence speaks of what the one before it named (其中……, 该项目……, 同比……)."""
    return bool(_LEANS_BACK.match(sentence))


def without_loose_start(text: str) -> str:
    """A clause that now opens a sentence, without the 其中, 并, 同时 that tied it to what stood before."""
    return _LOOSE_START.sub("", text)
