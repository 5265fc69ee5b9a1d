"""What hesitation puts into dictated words, taken out: 嗯, 那个, 叫什么呢; what is said twice; what is given up in the next breath.

压到，呃，八百，八百字 is 压到八百字. What stands in quotation marks is left alone. Reads words, changes nothing.
"""

from __future__ import annotations

import re

from nigao.asking.ref import QUOTED

_NUMBER = r"[\d零一二两三四五六七八九十百千万亿点.]+"
_SOUND = r"(?:嗯+|呃+|唔+|哦对?|噢|啊|欸|诶|那个|这个|那什么|怎么说呢|叫什么(?:呢|来着|好)|怎么讲呢|我想想|让我想想|刚才说到哪儿?了?|说到哪儿?了|你看|对吧?|是吧|就是说|等一下)"
_FILLERS = re.compile(rf"(?:(?<=^)|(?<=[，,。；;、])){_SOUND}(?:[，,、。])+")
_WHAT_IS_IT = re.compile(r"把?(?:那个?|这个?)什么(?:来着)?[，,]|(?:那|这)个?叫什么(?:来着)?[，,]")
_SOUNDS = re.compile(r"(?<![一-龥])(?:嗯+|呃+)|(?<=[，,。])(?:嗯+|呃+)|呃+")
_PARTICLE = re.compile(r"(?<=[节段分句）])(?:哈|啊|呀|呢|嘛|哎|噢)(?=[，,])")
_TWICE = re.compile(r"([一-龥]{2,10})[，,、]?\1(?![一-龥]?样)")
# 八百，八百字; 四百五十亿，四百五十亿千瓦时
_NUMBER_TWICE = re.compile(rf"(?P<n>{_NUMBER})[，,、 ]+(?=(?P=n)[一-龥%％])")
_GIVEN_UP = re.compile(
    r"^(?P<before>.*?)[，,。？?；;]?(?:还是)?算了[，,]?(?P<what>[^，,。；;？?]{0,8}?)(?:不|别|先不|就不)(?:用)?(?:重|再)?(?P<did>[改压删挪填换要动写加移调])了?[，,。；;](?P<rest>.{3,})$"
)
_PLACE = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:个)?(?:大)?(?:部分|小节|节|章)|[（(][一二三四五六七八九十\d]{1,3}[）)]|(?:这|本)一?(?:节|部分)|[一-龥]{2,8}?那(?:一)?(?:节|部分|块)"
)


def fluent(message: str) -> str:
    """The message as it was meant."""
    marks: dict[str, str] = {}

    def mark(found: re.Match[str]) -> str:
        sign = chr(0xE300 + len(marks))
        marks[sign] = found.group()
        return sign

    text = _without_sounds(_given_up(QUOTED.sub(mark, message.strip())))
    return "".join(marks.get(one, one) for one in text)


def _without_sounds(text: str) -> str:
    text = _WHAT_IS_IT.sub("", text)
    for _ in range(3):
        before = text
        text = _FILLERS.sub("", _PARTICLE.sub("", text))
        text = _NUMBER_TWICE.sub("", _TWICE.sub(r"\1", _SOUNDS.sub("", text)))
        text = re.sub(rf"(?<=[到成至])[，,](?={_NUMBER}(?:个)?字)", "", re.sub(r"[，,]{2,}", "，", text)).strip("，, ")
        if text == before:
            break
    return text


# 全文的“持续”删掉一半？算了，先告诉我用了多少次
_RATHER_FIRST = re.compile(r"^[^。；;]{4,40}?[？?，,。]算了[，,](?:还是)?(?:你)?先(?=[^，]{4})")


def _given_up(text: str) -> str:
    """Without what is asked first and then given up: 标题改一改？算了标题不改了，正文压到1000字."""
    if (first := _RATHER_FIRST.match(text)) is not None:
        return text[first.end() :]
    found = _GIVEN_UP.match(text)
    if found is None or len(found["before"]) < 4:
        return text
    place = _PLACE.search(found["before"])
    return found["rest"] if place is None or _PLACE.search(found["rest"]) else place.group() + found["rest"]
