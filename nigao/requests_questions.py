"""Chat requests that ask: how a section was written in another year, and what a figure is. Reads words, answers nothing."""

from __future__ import annotations

import re

from nigao import requests_words as said
from nigao.requests_outline import Asked
from nigao.requests_values import AskFigure, AskSection, Request
from nigao.text.numerals import number


def ask_section(asked: Asked) -> Request | None:
    """去年金融这一段怎么写的"""
    if not said.HOW_WRITTEN.search(asked.text) or re.search(r"^(?:应该|该|要)?(?:怎么|如何)写", asked.text):
        return None
    if not said.PAST.search(asked.text) and not asked.ref.named:
        return None
    year = year_in(asked.text, asked.year)
    ref = asked.ref
    topic = _topic(asked.text)
    return AskSection(topic, year, None if topic and not ref.named else ref.position)


def _topic(text: str) -> str:
    """The subject of 去年…怎么写的, without the words around it."""
    words = said.HOW_WRITTEN.sub("", said.PAST.sub("", text))
    words = re.sub(
        r"这一?(?:个)?(?:部分|节|段|块|方面)|那一?(?:个)?(?:部分|节|段|块)|第[一二三四五六七八九十\d]+(?:部分|"
        r"节|段|章)|本(?:节|部分|段)",
        "",
        words,
    )
    words = re.sub(
        r"[（(][一二三四五六七八九十\d]+[）)]|的?(?:报告|总结|打算|材料|稿子|文稿)(?:里面?|中|上)?|部分|方面|"
        r"工作(?=$|的)|那段|这段|关于|有关|[年度]?(?=$)|[?？，。「」“”『』]",
        "",
        words,
    )
    return re.sub(r"^(?:的|里|中|是|在|对|看看?|一下|我们)+|(?:的|里|中|是|这|那|都|当时|内容|呢|吗)+$", "", words.strip()).strip()


def year_in(text: str, this_year: int) -> int | None:
    named = re.search(r"(20\d\d)", text)
    if named:
        return int(named[1])
    for word, back in (("大前年", 3), ("前年", 2), ("去年", 1), ("上一年", 1), ("上年", 1), ("今年", 0), ("明年", -1)):
        if word in text:
            return this_year - back
    return None


def ask_figure(asked: Asked) -> Request | None:
    """研发投入近三年 · 2024年高新技术企业有多少家"""
    text = asked.text
    series, amount = said.SERIES.search(text), said.AMOUNT.search(text)
    if not series and not amount and not said.YEARS_THEN_NAME.search(text):
        return None
    if re.search(r"把|将|换成|改成|更新|写|起草|怎么办|为什么|哪些|核对|检查|精简|压缩", text):
        return None
    years = (asked.year - 1, asked.year) if said.COMPARED.search(text) else _years_in(text, asked.year)
    indicator = _indicator(said.SERIES.sub("", text))
    if not indicator:
        return None
    last = (number(series[1]) or 0 if series[1] else 5) if series and len(years) < 2 else 0
    return AskFigure(indicator, years if not last else (), last)


def _years_in(text: str, this_year: int) -> tuple[int, ...]:
    """Years named, a span filled in (2021年到2025年, 2021-2025年)."""
    span = re.search(r"(20\d\d)年?\s*(?:到|至|—|-|~|～|－)+\s*(20\d\d)", text)
    if span and int(span[1]) <= int(span[2]):
        return tuple(range(int(span[1]), int(span[2]) + 1))
    years = {int(year) for year in re.findall(r"20\d\d", text)}
    words = (("大前年", 3), ("前年", 2), ("去年", 1), ("上年", 1), ("上一年", 1), ("今年", 0), ("明年", -1))
    plain = text.replace("大前年", "") if "大前年" in text else text
    years |= {this_year - back for word, back in words if word in (text if word == "大前年" else plain)}
    return tuple(sorted(years))


def _indicator(text: str) -> str:
    text = re.sub(r"^[一-龥]{2,12}(?:材料|总结|报告|表格?)(?:里面?|中|上)的?", "", text)
    words = said.PAST.sub("", said.COMPARED.sub("", text))
    return re.sub(r"[年和与及\s]+$|^[年和与及\s]+", "", said.ASK_NOISE.sub("", words)).strip()
