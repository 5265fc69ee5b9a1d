"""Spoken forms written the way the grammar knows them: 里头 as 里面, 咋 as 怎么, 甭 as 不用. What stands in quotation marks is left alone."""

from __future__ import annotations

import re

from nigao.asking.ref import QUOTED

_FORMS: tuple[tuple[str, str], ...] = (
    (r"^(?:那啥|那个啥|内个|那个那个|呃|额|唉|哎|诶|欸|嗨|喂|对了|话说|那什么|这样吧|我说|你看|您看)(?:呀|啊)?[，,、 ]*", ""),
    (r"(?:里头|里边|里面儿|里儿)", "里面"),
    (r"(?:后头|后边|后面儿)", "后面"),
    (r"(?:前头|前边)", "前面"),
    (r"(?:下头|下边|底下)", "下面"),
    (r"咋样|咋个样|啥样", "怎么样"),
    (r"咋(?=写|说|改|弄|办|讲|来|算)", "怎么"),
    (r"啥(?=数|时候|意思|情况|内容|地方|部门|进度)", "什么"),
    (r"甭", "不用"),
    (r"啦(?=[，。！!一-龥]|$)", "了"),
    (r"(?:弟|地|递|帝)(?=[一二三四五六七八九十]{1,3}(?:个)?(?:节|部分|章|截|结))", "第"),
    (r"(?<=第[一二三四五六七八九十])(?:截|结|接|解)(?=太|再|先|给|要|压|缩|精|改|写|删|的|长|短|$)", "节"),
    (r"(?<=第十[一二三四五六七八九])(?:截|结|接|解)(?=太|再|先|给|要|压|缩|精|改|写|删|的|长|短|$)", "节"),
    (r"(?<=[一-龥]{2})哪(?=一?(?:节|段|块|部分)(?:太|再|先|给|要|也|都|就|压|缩|精|砍|改|删)[^？?吗呢]*$)", "那"),
    (r"瞅瞅|瞧瞧|瞅一眼|瞧一眼|瞄一眼|看一眼", "看看"),
    (r"(?<=[一-龥])(?:呗|哩|咧|喽|撒|嘞|哇|呐)(?=[，。！!、,]|$)", ""),
    (r"(?<=[点块下])儿(?![童女科歌孙])", ""),
    (r"(?:俩|倆)(?=节|部分|段)", "两"),
    (r"(?<=[这那])(?:块儿|块块|坨|趴)", "块"),
)
_COMPILED = tuple((re.compile(pattern), written) for pattern, written in _FORMS)


def written(message: str) -> str:
    """The message with spoken forms as they are written."""
    pieces, at = [], 0
    for quoted in QUOTED.finditer(message):
        pieces += [_written(message[at : quoted.start()]), quoted.group()]
        at = quoted.end()
    return "".join([*pieces, _written(message[at:])])


def _written(words: str) -> str:
    for pattern, form in _COMPILED:
        words = pattern.sub(form, words)
    return words
