"""Which headings some words stand for: as they are, as the end of a longer name, by another word for the same, shortened, mistyped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from nigao.asking.kin import FIELDS, LOOSE_ENDS, PARTS, called
from nigao.asking.levels import part_of
from nigao.asking.near import nearly, subsequence
from nigao.asking.ref import AND, WORD
from nigao.asking.scene import Scene

FILLER = re.compile(
    r"^(?:[^“”]*(?:把|将|在|对|从|到|往)|除(?:了|去|开|却|掉)?|不要|别|甭|不能|请|帮我|给我|给它|把它|挪|移|搬|麻烦|一下|再|只|先|重新|起草|重写|改写|"
    r"精简|压缩|缩短|扩写|核对|检查|采纳|退回|删(?:掉|去|除)?|去掉|去年|今年|前年|上年|20\d\d年?|关于|有关|讲|写|说|的|里面?|中|是|那|这|个|"
    r"(?:领导|主任|局长|处长|科长|书记|市长|县长|区长|老板|老总|上面|大家|我|他)*(?:嫌|说|觉得|认为|要求|批示?|指出|反映|提出?|问|讲|点名|点了|盯着|强调)|"
    r"主要是?|重点是?|尤其是?|特别是?|比如|其中|"
    r"(?:填|改|删|弄|写|压|换|挪|加|做)(?:完|好)(?:了|以后|之后)?|然后|接着|随后|同时|顺带|顺便|另外|完了|回头|之后|并且?|"
    r"我(?:说|讲)的(?:是)?|看看?|还有|另外)+"
)


# 第一部分末尾讲困难的那一段: where in it, before what it speaks of.
_SPOT = re.compile(r"^(?:的|里面?|中|末尾|开头|最后|结尾|后面|前面)+(?=讲|说|谈|写|关于)")


def topic_before(before: str, scene: Scene) -> bool:
    """Whether the words right before 这一段 or 那段 name something themselves."""
    run = re.search(rf"(?:{AND}|{WORD})*$", before)
    inner = re.split("里面?的?|(?<=[节分])的|[那这]一?[段句节块](?:话)?[、和跟与及]?", run.group())[-1] if run else ""
    words = FILLER.sub("", _SPOT.sub("", inner))
    return len(words) >= 2 and (len(words) <= 8 or bool(longest(words, scene)))


def longest(run: str, scene: Scene) -> tuple[int, tuple[int, ...]] | None:
    """(characters to skip, positions) of the longest end of these words that a heading holds."""
    for skipped in range(len(run) - 1):
        words = run[skipped:].strip("“”")
        held = holding(words, scene)
        if held and not (words[0] in _AT and len(holding(words[1:], scene)) > len(held)):
            return skipped, held
    return None


# 在安全生产那节: the word before the name may stand in a heading too (在安全生产上实现新突破).
_AT = "在把将对从给到"


_LOOSE = "除嫌批问提觉认为求把将对从到在里的给去下看改写删压缩简减核再就先请只让叫按是说讲拿瞧咱我你他和跟与及、中要整些那这有个条段节份版"


def longer(run: str, skipped: int, held: Sequence[int], scene: Scene) -> bool:
    """Whether the words a heading holds are only the end of a longer name: 环境 of 营商环境, 经济 of 数字经济."""
    before = run[:skipped].strip("“”")
    if not before or before[-1] in _LOOSE or FILLER.fullmatch(before):
        return False
    return not any(subsequence(run[start:], scene.item(position).title, 2.0) for position in held for start in range(skipped))


def wider(run: str, skipped: int, title: str) -> int:
    """How much of the words is in front of the name: 存在问题 is all of it where the heading says 存在的问题."""
    return next((start for start in range(skipped) if run[start] not in _AT and subsequence(run[start:].strip("“”"), title, 2.0)), skipped)


def by_words(words: str, scene: Scene) -> tuple[int, ...]:
    """The sections whose title holds these words, as they are or shortened or with one character wrong."""
    plain = plain_words(words)
    if len(plain) < 2:
        return ()
    return holding(plain, scene) or nearly_titled(plain, scene)


@lru_cache(maxsize=4096)
def plain_words(words: str) -> str:
    return re.sub(r"[\s“”‘’「」『』\"'，、。；]", "", words)


def holding(plain: str, scene: Scene) -> tuple[int, ...]:
    plain = plain_words(plain)
    held = [
        i for i in range(len(scene.sections)) if len(plain) >= 2 and plain in plain_words(f"{scene.item(i).number}{scene.item(i).title}")
    ]
    if len(held) > 1:
        held = [i for i in held if plain_words(scene.item(i).title) == plain] or held
    return tuple(held)


def in_hand(held: tuple[int, ...], scene: Scene) -> tuple[int, ...]:
    """Of several sections of a name, the one in the part that is open."""
    near = tuple(i for i in held if scene.current is not None and i in part_of(scene, scene.current))
    return near if len(near) == 1 else held


def nearly_titled(plain: str, scene: Scene) -> tuple[int, ...]:
    titles = [(i, plain_words(scene.item(i).title)) for i in range(len(scene.sections)) if scene.item(i).title]
    part = called(plain, PARTS)
    named = tuple(i for i, title in titles if any(word in title for word in part) and scene.item(i).level == 1)
    if named:
        return named[:1]
    for end in LOOSE_ENDS:
        if plain.endswith(end) and len(plain) - len(end) >= 3 and (held := holding(plain.removesuffix(end), scene)):
            return in_hand(held, scene)
    field = called(plain, FIELDS)
    of_field = tuple(i for i, title in titles if any(word in title for word in field))
    if of_field:
        return in_hand(of_field, scene)
    mistyped = tuple(word for row in FIELDS for word in row if len(word) >= 4 and nearly(plain, word))
    for word in mistyped[:1]:  # 乡存振兴
        meant = tuple(i for i, title in titles if any(one in title for one in called(word, FIELDS)))
        if len(in_hand(meant, scene)) == 1:
            return in_hand(meant, scene)
    if len(plain) >= 2:
        short = [i for i, title in titles if subsequence(plain, title, 2.5 if len(plain) > 2 else 1.5)]
        if len(short) == 1:
            return tuple(short)
    halves = (plain[: len(plain) // 2], plain[len(plain) // 2 :])
    both = [i for i, title in titles if len(plain) in (4, 6) and all(half in title for half in halves)]
    if both:  # 民生保障 of 保障和改善民生
        return in_hand(tuple(both), scene)
    size = len(plain)
    wrong = [i for i, title in titles if any(nearly(plain, title[at : at + size]) for at in range(len(title) - size + 1))]
    return tuple(wrong) if len(wrong) == 1 else ()
