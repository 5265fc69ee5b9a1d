"""An indicator's usual name, so that two names of one thing are one word: GDP and 国内生产总值, 占比 and 比重."""

from __future__ import annotations

import re
from functools import lru_cache

from nigao.figures.aliases import canonical, written_out
from nigao.figures.twice import one_name

_TWO_LEVELS = re.compile(
    r"((?:国家|省|市|区|县)级)(?:国家|省|市|区|县)级(?:及?以上)?"
)  # 国家级项目1项、省级8项: the second takes the first's place
_A_MONTH = re.compile(r"(?<=.{2})[月年](?=(?:保障|发放|救助|补助|供养)?标准$)")  # 城市低保月标准


@lru_cache(maxsize=65536)
def usual_name(indicator: str) -> str:
    """An indicator's usual name; 国内生产总值 and 地区生产总值, 占比 and 比重 are one word here."""
    name = re.sub(r"^(?:以上|左右|以内|以下)[、，]?(?=.{2})", "", indicator.replace("高企", "高新技术企业"))
    name = _A_MONTH.sub("", _TWO_LEVELS.sub(r"\1", name))
    return _one_product(one_name(_one_product(canonical(name))))


@lru_cache(maxsize=65536)
def usual_words(text: str) -> str:
    """A stretch of text with short names written out, so that GDP and 国内生产总值 are the same words."""
    return _one_product(written_out(text.replace("高企", "高新技术企业")))


def _one_product(text: str) -> str:
    text = text.replace("GDP", "地区生产总值").replace("国内生产总值", "地区生产总值")
    return text.replace("占比", "比重").replace("比例", "比重")
