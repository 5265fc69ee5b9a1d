"""Whose account a figure of incomings and outgoings is of: the whole area's (全市) or one level's (市级). Nothing of other figures."""

from __future__ import annotations

import re

from nigao.ledger import Entry
from nigao.verify.index import Index

_ACCOUNT = re.compile(r"收入|支出|结转|结余|调入|缺口|债[务券]")
_WHOSE = re.compile(
    r"全[国省市区县州]|(?:[省市区县州]|盟)(?:本级|级)(?!以上|及以上|重点|政府(?!性|债)|财力|领导|各?部门|层面|示范|产业|企业)"
)


def accounts(told: Index) -> list[str]:
    """For each entry 全市, 市级 (also of 市本级) …; "" where it cannot be told. What was said last holds on within a section."""
    found: list[str] = []
    last: tuple[str, str] = ("", "")
    said = ""
    for number, entry in enumerate(told.entries):
        here = (entry.source.id, entry.figure.section)
        if here != last:
            last, said = here, _whose(entry.figure.section.rpartition("/")[2])
        said = _said(told, number, entry) or said
        found.append(said if _ACCOUNT.search(entry.figure.indicator) and not entry.figure.place else "")
    return found


def _said(told: Index, number: int, entry: Entry) -> str:
    return _whose(entry.figure.indicator) or ("" if entry.figure.place else _whose(told.context(number).words.lead))


def _whose(words: str) -> str:
    named = _WHOSE.findall(words)
    return named[-1].replace("本级", "级") if named else ""
