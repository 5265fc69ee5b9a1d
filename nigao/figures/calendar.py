"""Which year a document reviews and which it plans, from its name and its own words; not the period of a single figure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

_YEAR = r"((?:19|20)(?:\d{2}|[xX×＊*]{2}))"
_CN_YEAR = re.compile(r"二[〇○零Oo](?:[〇○零一二三四五六七八九]{2})")
_CN_DIGITS = {**{c: str(i) for i, c in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0", "O": "0", "o": "0"}
_REVIEW = "总结|回顾|述职|完成情况|执行情况|落实情况|成效|材料|年报|年度报告|统计公报|review"
_PLAN = "打算|计划|安排|谋划|思路|要点|部署|目标任务|plan"
_REVIEWED = re.compile(rf"{_YEAR}年?(?:度|上半年|下半年)?[^年。，\n]{{0,16}}?(?:{_REVIEW})", re.IGNORECASE)
_PLANNED = re.compile(rf"{_YEAR}年?(?:度|上半年|下半年)?[^年。，\n]{{0,16}}?(?:{_PLAN})", re.IGNORECASE)
_DELIVERED = re.compile(rf"{_YEAR}年?[^年。，\n]{{0,14}}政府工作报告|政府工作报告[^\n]{{0,6}}{_YEAR}")
_ANY = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_HEAD = 400


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a reader must know that a text does not say.

    reviewed, planned: years as strings ("2024", "20xx"), "" where unknown. part: what a text without telling headings is taken for;
    "" lets its own words decide. names: a unit's own (name, usual name) of indicators; figures are read under the usual one.
    """

    reviewed: str
    planned: str
    part: Literal["review", "plan", ""] = ""
    names: tuple[tuple[str, str], ...] = ()


def calendar_of(name: str, text: str) -> Calendar:
    """The calendar of a document, from a file's name (北京市_2025_review.txt: delivered 2025) and, failing that, its first lines.

    A year beside 总结 is reviewed, one beside 打算 planned; any other year in the name is the year of delivery, which is planned.
    """
    plain, head = _plain(name), _plain(text[:_HEAD])
    part = _part_of(plain)
    for words in (plain, head):
        reviewed, planned = _told(words)
        if reviewed or planned:
            return Calendar(reviewed or _shift(planned, -1), planned or _shift(reviewed, 1), part)
        delivered = _first(_DELIVERED, words) or (_first(_ANY, words) if words is plain else "")
        if delivered:
            return Calendar(_shift(delivered, -1), delivered, part)
    return _from_body(text, part)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    plain = _CN_YEAR.sub(lambda m: "".join(_CN_DIGITS.get(c, "2") for c in m.group()), plain)
    return re.sub(r"[xX×＊*]{2}", "xx", plain.replace(" ", ""))


def _part_of(name: str) -> Literal["review", "plan", ""]:
    review, plan = bool(re.search(_REVIEW, name)), bool(re.search(_PLAN, name))
    if review == plan:
        return ""
    return "review" if review else "plan"


def _told(words: str) -> tuple[str, str]:
    """(reviewed, planned) as the words beside a year tell; ("", "") if none do."""
    stem = re.match(rf"[^\n]*?[_-]{_YEAR}[_-](?:review|plan)\b", words)
    if stem:
        return _shift(stem[1], -1), stem[1]
    reviewed, planned = _first(_REVIEWED, words), _first(_PLANNED, words)
    if reviewed and reviewed == planned and "x" not in reviewed:
        match = _REVIEWED.search(words)
        later = _PLANNED.search(words, match.end()) if match else None
        planned = later[1] if later else ""
    if reviewed and not planned and re.search(r"上半年[^\n]{0,12}下半年", words):
        planned = reviewed
    return reviewed, planned


def _first(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return next((g for g in match.groups() if g), "") if match else ""


def _shift(year: str, by: int) -> str:
    return str(int(year) + by) if year.isdecimal() else year


def _from_body(text: str, part: Literal["review", "plan", ""]) -> Calendar:
    """From headings further down (一、2024年工作回顾); else the latest year named, taken for the one reviewed."""
    plain = _plain(text)
    lines = [line for line in plain.splitlines() if len(line) <= 40]
    for line in lines:
        reviewed, planned = _told(line)
        if reviewed or planned:
            return Calendar(reviewed or _shift(planned, -1), planned or _shift(reviewed, 1), part)
    years = [match[1] for match in _ANY.finditer(plain)]
    real = [year for year in years if year.isdecimal() and int(year) <= 2035]
    if not years:
        return Calendar("", "", part)
    year = max(set(real), key=real.count) if real else "20xx"
    return Calendar(year, _shift(year, 1), part)
