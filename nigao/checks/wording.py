"""How numbers and marks are written, by GB/T 15834 and GB/T 15835: notes with a one-click fix; never a word on what a number says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nigao.checks.finding import Finding, Span

_CN = "一-鿿"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is looked for, what to write instead (None: leave it out of the findings), and why, with the rule it comes from."""

    code: str
    pattern: re.Pattern[str]
    fix: Callable[[re.Match[str]], str | None]
    message: str


def _list_number(match: re.Match[str]) -> str | None:
    return f"{match[1]}."


def _short_year(match: re.Match[str]) -> str | None:
    return f"20{match[1]}年"


def _range(match: re.Match[str]) -> str | None:
    return f"{match[1]}%—{match[2]}%"


def _scaled_range(match: re.Match[str]) -> str | None:
    return f"{match[1]}{match[3]}—{match[2]}{match[3]}"


def _mark(match: re.Match[str]) -> str | None:
    return {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}[match.group()]


def _brackets(match: re.Match[str]) -> str | None:
    return f"（{match[1]}）"


_RULES: tuple[_Rule, ...] = (
    _Rule("wording.list_number", re.compile(r"^\s*(\d{1,2})、(?=\S)", re.MULTILINE), _list_number, "阿拉伯数字作序号时，后面用下脚点“.”，不用顿号。"),
    _Rule("wording.bracket_number", re.compile(r"^\s*([（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])[、，.．](?=\S)", re.MULTILINE), lambda m: m[1], "带括号的序号后面不加标点。"),
    _Rule("wording.short_year", re.compile(r"(?<![\d.〇零一二三四五六七八九第达到新近约每满超过前后为长])([012]\d)年(?=(?:以来|度|底|末|初|上|下|全年|[1一]|[，、。的至到—]))"), _short_year, "年份要写全四位数字。"),
    _Rule("wording.percent_range", re.compile(r"(?<![\d.%])(\d+(?:\.\d+)?)\s*[-~－—–～至]+\s*(\d+(?:\.\d+)?)[%％]"), _range, "百分数的范围，前一个数也要写百分号。"),
    _Rule("wording.scaled_range", re.compile(r"(?<![\d.万亿年月])(\d+(?:\.\d+)?)\s*[-~－—–～]+\s*(\d+(?:\.\d+)?)(万|亿)(?!\d)"), _scaled_range, "带“万”“亿”的数字范围，前一个数也要写“万”“亿”。"),
    _Rule("wording.range_mark", re.compile(r"(?<=\d%)[-－~](?=\d+(?:\.\d+)?%)"), lambda m: "—", "数字范围用一字线“—”或浪纹线“～”连接。"),
    _Rule("wording.half_width", re.compile(rf"(?<=[{_CN}”’）》])[,;:!?](?=[{_CN}“‘（《\s]|$)"), _mark, "中文里要用全角标点。"),
    _Rule("wording.half_brackets", re.compile(rf"\(([^()（）\n]{{0,60}}[{_CN}][^()（）\n]{{0,60}})\)"), _brackets, "中文里要用全角括号。"),
    _Rule("wording.quoted_titles", re.compile(r"(?<=[”》])、(?=[“《])"), lambda m: "", "并列的引号之间、书名号之间通常不用顿号。"),
    _Rule("wording.etc_comma", re.compile(r"、(?=等(?:[^于级]|$))"), lambda m: "", "“等”字前面不用顿号。"),
    _Rule("wording.repeated_mark", re.compile(r"([，。、；：])\1+"), lambda m: m[1], "标点重复。"),
    _Rule("wording.mixed_marks", re.compile(r"[，、；](?=。)"), lambda m: "", "句号前多了一个标点。"),
)  # fmt: skip
_STRAIGHT = re.compile(r'"([^"\n]{0,80})"')
_APPROX = re.compile(
    r"(?:约|大约|近|将近)\s*[\d.]+(?:万|亿)?[^\d，。；、]{0,4}(?:左右|上下)|(?:超过|突破)[\d.]+(?:万|亿)?[^\d，。；、]{0,4}(?:左右|多|余)"
)
_FALL = re.compile(r"(?:下降|减少|降低|缩短|压减)了?\s*(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)倍")


def wording(text: str) -> list[Finding]:
    """Notes on how numbers and punctuation are written, in document order; each with a fix where one is safe."""
    found = [*_ruled(text), *_quotes(text), *_unfixed(text)]
    return sorted(found, key=lambda finding: finding.places[0].start)


def _ruled(text: str) -> Iterator[Finding]:
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            fix = rule.fix(match)
            if fix is not None and fix != match.group():
                yield _note(rule.code, rule.message, text, match.start(), match.end(), fix)


def _quotes(text: str) -> Iterator[Finding]:
    for match in _STRAIGHT.finditer(text):
        yield _note("wording.straight_quotes", "引号要用弯引号“ ”。", text, match.start(), match.end(), f"“{match[1]}”")


def _unfixed(text: str) -> Iterator[Finding]:
    for match in _APPROX.finditer(text):
        yield _note("wording.double_approx", "约数的说法重复，“约、近、超过”与“左右、余、多”只用一个。", text, match.start(), match.end())
    for match in _FALL.finditer(text):
        yield _note("wording.fall_by_multiple", "减少、下降不用倍数，请改用百分数或分数。", text, match.start(), match.end())


def _note(code: str, message: str, text: str, start: int, end: int, fix: str = "") -> Finding:
    """A note; a fix that only leaves something out takes the neighbouring character along, for an empty fix means there is none."""
    if not fix and code not in ("wording.double_approx", "wording.fall_by_multiple"):
        start -= 1
        fix = text[start]
    return Finding(code, "note", message, (Span(text[start:end], start, end),), fix=fix)
