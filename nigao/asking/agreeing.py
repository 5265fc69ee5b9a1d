"""A yes or a no to what was proposed, said in a few words."""

from __future__ import annotations

import re

from nigao.text.numerals import number

_YES = re.compile(
    r"(?:对|对的|对，?就|好|好的|可以|行|成|是|是的|嗯+|没问题|就这样|就这么办|同意|确定|确认|要|用|采用|中|OK|ok|没错|不错|yes|y)?(?:[，,]?(?:就|都|请|你|把它|那|整个|全部|按这个|照这个)*(?:这样|这么办|这么改|改|删|采纳|办|换|填|重写|精简|退回|写|来|做|用|要|整个部分|整个|全部|是整个(?:部分|一节)?|整节|要删|都要|都换)(?:掉|了|吧)?)?[。！!吧啊呀了的]*",
    re.I,
)
_NO = re.compile(
    r"(?:都不要|全不要|一个都不要|哪个都不(?:要|用)|都不(?:用|行|是|对)|都别|不用|不要|不|算了|不行|别|先不|取消|不改|不删|不必|不是|否|不对|不采纳|不换|不填|先别|暂时不|no|n)(?:[了动改删换写采纳要用用了]|先)*[，,]?(?:算了|不用了|先不动|留着|先放着|再说)?[。！!吧啊]*",
    re.I,
)


def agrees(words: str) -> bool:
    """Whether the words say yes and nothing else."""
    return bool(_YES.fullmatch(words))


def declines(words: str) -> bool:
    """Whether the words say no and nothing else."""
    return bool(_NO.fullmatch(words))


_CHOICE = re.compile(
    r"(?:好|行|嗯)?[，,]?(?:就|我要|要|用|按|照|选|只要|只|先|那就|就按|就要|就用)*(?:你|您)?(?:说|提|讲)?(?:的)?(?:那|这)?(?:第(?P<n>[一二两三四五六七八九十\d]+)|(?P<first>前|头)(?:一|面)?|(?P<last>后|最后)(?:一|面)?)(?:那|这)?(?:个|种|处|条|项|段|句|样)(?:办法|方案|改法|提议|建议)?(?:吧|就行|就好|即可|来|改|办|采用|好了)*[。！!]?"
)
_EVERY = re.compile(r"(?:都|全|全部|全都|一起|统统)(?:要|行|可以|好|采用|改|同意|照办|按你说的(?:办|改)?)(?:吧|了)?[。！!]?")


def chosen(words: str, many: int) -> tuple[int, ...] | None:
    """Which of so many parts of a proposal the words choose, from 0; () where there is no such part, None where they choose none."""
    if _EVERY.fullmatch(words):
        return tuple(range(many))
    found = _CHOICE.fullmatch(words)
    if found is None:
        return None
    at = many - 1 if found["last"] else (number(found["n"].replace("两", "二")) or 0) - 1 if found["n"] else 0
    return (at,) if 0 <= at < many else ()


def chooses(words: str) -> bool:
    """Whether the words choose one of several things said before."""
    return bool(_CHOICE.fullmatch(words))
