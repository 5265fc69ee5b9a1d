"""Questions about how an earlier report put something: 去年金融这一段怎么写的, 把去年（三）的原文调出来."""

from __future__ import annotations

import re

from nigao.asking.saying import P, S, Saying
from nigao.asking.values import AskSection, Heard

PAST = re.compile(r"去年|上年|上一年|前年|大前年|往年|以前|过去|今年|明年|20\d\d年?")
HOW = re.compile(
    r"(?:是|都|当时)?(?:怎么|如何|咋|怎样)(?:写|说|讲|表述|描述|总结|安排|提|表达|讲)|写(?:了|的是)?(?:些)?(?:什么|啥|哪些)|(?:说|讲|提)(?:了|的是|到)?(?:些)?(?:什么|啥|哪些)|原文|原话|写法|"
    r"表述(?:是)?(?:什么|怎样)?$|(?:看看?|找找?|调出|翻翻?|给出|贴)(?:一下|出)?.{0,4}(?:去年|上年|前年|20\d\d年)|(?:去年|上年|前年|20\d\d年).{0,20}(?:那几句|的几句|几句|那段|的话|那句)"
)


def section_of(said: Saying) -> int | None:
    """The one section asked about; None for none, or several."""
    ref = next((ref for ref in said.sections if ref.positions and ref.kind not in ("whole", "many")), None)
    return ref.positions[0] if ref else None


def asked_of_last(said: Saying) -> Heard:
    """The section or the topic asked about, and the year."""
    section = section_of(said)
    topic = _topic(said)
    if not topic:
        ref = next((ref for ref in said.sections if ref.kind in ("words", "inside", "none", "many")), None)
        topic = ref.words if ref else ""
    year = year_in(said.text, said.scene.year)
    if not topic and section is None:
        section = said.scene.current
    return AskSection(said.words(topic), year, section)


def _topic(said: Saying) -> str:
    """The subject of 去年…怎么写的, without the words around it."""
    words = HOW.sub("", PAST.sub("", said.text)) if not re.search("几句|那句|的话|那段", said.text) else PAST.sub("", said.text)
    words = re.sub(rf"{S}|{P}", "", words)
    words = re.sub(
        r"发(?:给)?(?:我|来|过来|一下)+|念(?:给我)?(?:听听?)?|拿(?:给我|来)|的?(?:报告|总结|打算|材料|稿子|文稿|工作报告)(?:里面?|中|上)?|给我|帮我|看看?|找找?|翻翻?|调出|贴|一下|讲|写|说|提到|关于|有关|部分|方面|(?:的)?(?:那)?几句(?:话)?|那句(?:话)?|的话|那段|这段|当时|是|都|里面?|^中(?=讲|说|写|关)|的|呢|吗|了|请|到|怎么|如何|你|您|先|把|将|来|给|我|回头|[?？，。：]",
        "",
        words,
    )
    return said.words(words).strip()


def year_in(text: str, this_year: int) -> int | None:
    """The year a question names."""
    named = re.search(r"(20\d\d)", text)
    if named:
        return int(named[1])
    for word, back in (("大前年", 3), ("前年", 2), ("去年", 1), ("上一年", 1), ("上年", 1), ("今年", 0), ("明年", -1)):
        if word in text:
            return this_year - back
    return None
