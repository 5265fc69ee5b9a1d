"""What a search goes by: the words of a text, and what a question says about year, unit and section. Pure, no index here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# A run of ideographs (with 々 and 〇), or a Latin word or number kept whole ("5g", "5.8%").
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇]+|[a-z0-9]+(?:\.[0-9]+)?%?")


def tokens(text: str) -> list[str]:
    """Character bigrams of Chinese runs, and Latin words and numbers whole, in order and with repeats.

    Bigrams find two-character words, which trigrams cannot, and need no dictionary. A run of one ideograph is its own token.
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] < "\u3007" or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. content: what it is about, without the words that only ask or point; never empty.

    years, units, departments: what it names, as the archive writes them. asks_text: it asks how a part of a report was written.
    asks_figure: it asks for a number.
    """

    content: str
    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    asks_text: bool = False
    asks_figure: bool = False


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年度|年)?")
_RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1}
_RELATIVE_YEAR = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_ASKS_TEXT = re.compile(
    r"(?:是)?(?:怎么|怎样|如何|咋)(?:写|讲|说|表述|总结|部署|安排|提)(?:的)?|(?:这|那|哪)(?:一)?(?:段|部分|块|节|章|条)|部分(?:的)?(?:内容|表述)?|"
    r"(?:写了|讲了|说了)(?:些)?什么|(?:段|章|节)(?:落)?(?:内容|原文)|原文|章节"
)
_ASKS_FIGURE = re.compile(r"多少|几(?:个|家|项|人|万|亿|成|倍|次|公里|名|位)|百分之几|占比|比重|增速|增幅|第几|数量|总量|[率量额]$|目标$")
# Words that ask or point but are not what a passage would say.
_FILLER = re.compile(
    r"^请|请问|请帮|帮我|麻烦|查一下|查找|查询|找一下|看看|看一下|告诉我|想知道|我想|有没有|是不是|能不能|"
    r"(?:有|是|都|又)?(?:哪些|什么|哪里|哪儿|哪|谁|为什么|怎么样|怎样|怎么|如何|咋样|咋)(?:的|地|了)?|"
    r"多少|几个|几家|是多大|情况|方面|(?:工作)?报告(?:里|中|上|内)?(?:的)?|政府工作|工作总结|总结(?:里|中)|关于|有关|(?:里|中)(?:面)?(?:提到|说到|讲到)|"
    r"[吗呢吧呀啊？?！!。，,、；;：:“”\"《》]"
)
_UNIT_ENDS = re.compile(
    r"(?:壮族|回族|维吾尔|藏族|蒙古族|苗族|土家族|彝族|侗族|布依族|朝鲜族|傣族|白族|哈尼族)*(?:自治区|自治州|自治县|特别行政区)$|(?:人民政府|政府|省|市|县|区|州|盟|旗|镇|乡)$"
)


def understand(text: str, units: Iterable[str], departments: Iterable[str], this_year: int | None = None) -> Question:
    """What a question says. units, departments: the names the archive knows; this_year: what 今年 means, None to leave it open."""
    rest = unicodedata.normalize("NFKC", text)
    asks_text, asks_figure = bool(_ASKS_TEXT.search(rest)), bool(_ASKS_FIGURE.search(rest))
    found_units, rest = _named(rest, units)
    found_departments, rest = _named(rest, departments)
    years, rest = _years(rest, this_year if asks_text else None)
    content = _ASKS_TEXT.sub(" ", rest) if asks_text else rest
    content = " ".join(_FILLER.sub(" ", content).split())
    if len(tokens(content)) == 0:
        content = text
    return Question(content, years, found_units, found_departments, asks_text, asks_figure)


def short_name(unit: str) -> str:
    """A unit's name without its rank: 安徽 for 安徽省."""
    return _UNIT_ENDS.sub("", unit) or unit


def _named(text: str, names: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The names the text speaks of, and the text without them; a name is also known without its rank (安徽 for 安徽省)."""
    found = []
    for name in sorted(set(filter(None, names)), key=len, reverse=True):
        short = short_name(name)
        alias = name if name in text else short if len(short) >= 2 and short in text else ""
        if alias:
            found.append(name)
            text = text.replace(alias, " ")
    return tuple(found), text


def _years(text: str, this_year: int | None) -> tuple[tuple[int, ...], str]:
    years = [int(year) for year in _YEAR.findall(text)]
    text = _YEAR.sub(" ", text)
    if this_year is not None:
        years += [this_year + _RELATIVE[word] for word in _RELATIVE_YEAR.findall(text)]
        text = _RELATIVE_YEAR.sub(" ", text)
    return tuple(dict.fromkeys(years)), text


def coverage(weights: Mapping[str, float], text: str) -> float:
    """What share of the weight of a query's words stands in the text: 0 for none, 1 for all."""
    total = there = 0.0
    for word, weight in weights.items():
        total += weight
        if word in text:
            there += weight
    return there / total if total else 0.0
