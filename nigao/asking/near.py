"""Words that sound or look alike: typing errors of one character, without a dictionary.

The first 3755 characters of GB 2312 stand in the order of their sounds, so that characters of one sound are neighbours there.
"""

from __future__ import annotations

_NEIGHBOURS = 14
_LAST_BY_SOUND = 3755


def sound(character: str) -> int | None:
    """The character's place in the order of sounds; None for a rare one or none at all."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(code) != 2:
        return None
    place = (code[0] - 0xB0) * 94 + code[1] - 0xA1
    return place if 0 <= place < _LAST_BY_SOUND else None


def sounds_like(one: str, other: str) -> bool:
    """Whether two characters are likely to be typed for one another."""
    first, second = sound(one), sound(other)
    return first is not None and second is not None and abs(first - second) <= _NEIGHBOURS


def nearly(said: str, word: str) -> bool:
    """Whether a word was meant with one character mistyped: any one of three or more, one that sounds alike of two."""
    if len(said) != len(word) or said == word:
        return False
    wrong = [(a, b) for a, b in zip(said, word, strict=True) if a != b]
    return len(wrong) == 1 and (len(word) >= 3 or sounds_like(*wrong[0]))


def subsequence(said: str, title: str, most: float = 2.5) -> bool:
    """Whether the characters stand in this order in the title within a short stretch: 科创中心 in 科技创新中心."""
    for start, character in enumerate(title):
        if character != said[0]:
            continue
        at = start
        for one in said[1:]:
            at = title.find(one, at + 1)
            if at < 0:
                break
        else:
            if at - start + 1 <= len(said) * most:
                return True
    return False
