"""A yes or a no to what was proposed, said in a few words."""

from __future__ import annotations

import re

_YES = re.compile(
    r"(?:对|对的|对，?就|好|好的|可以|行|成|是|是的|嗯+|没问题|就这样|就这么办|同意|确定|确认|要|用|采用|中|OK|ok|没错|不错|yes|y)?(?:[，,]?(?:就|都|请|你|把它|那|整个|全部|按这个|照这个)*(?:这样|这么办|这么改|改|删|采纳|办|换|填|重写|精简|退回|写|来|做|用|要|整个部分|整个|全部|是整个(?:部分|一节)?|整节|要删|都要|都换)(?:掉|了|吧)?)?[。！!吧啊呀了的]*",
    re.I,
)
_NO = re.compile(
    r"(?:不用|不要|不|算了|不行|别|先不|取消|不改|不删|不必|不是|否|不对|不采纳|不换|不填|先别|暂时不|no|n)(?:[了动改删换写采纳要用用了]|先)*[，,]?(?:算了|不用了|先不动|留着|先放着|再说)?[。！!吧啊]*",
    re.I,
)


def agrees(words: str) -> bool:
    """Whether the words say yes and nothing else."""
    return bool(_YES.fullmatch(words))


def declines(words: str) -> bool:
    """Whether the words say no and nothing else."""
    return bool(_NO.fullmatch(words))
