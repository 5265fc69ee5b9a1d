"""Lines of their own that say of which year what stands below them is: 2027年：, 【2027年】, 下一步：, * 2027年计划; and 【完成的】 beside them."""

from __future__ import annotations

import re

_BULLET = r"(?:[*＊●·•▲◆■□○▪➢➤★-]+[ \u3000]*)?"
_AIMS = r"(?:主要|重点|总体|基本|预期|发展|工作|的)*(?:计划|打算|安排|思路|谋划|设想|部署|要点|重点|目标|任务|举措|措施|方向|工作)"
_TO_COME = r"(?P<year>20\d\d)年度?|明年|来年|新的?一年|下一?年度?|下一?步|下一?阶段|下学[年期]|今后|接下来"
_PLAN = re.compile(
    rf"(?:(?:{_TO_COME})(?:我[们科处局院校]|[全本][院校局县科处]|[一-龥]{{1,4}}[科处部])?的?(?:{_AIMS}(?:[和与及暨]{_AIMS})?|(?:要|准备|拟|打算)[做干办]的?(?:事情?|工作)?)?|(?:工作)?打算|工作设想|努力方向)"
)
_LINE = re.compile(
    rf"\s*{_BULLET}(?P<open>[【〔\[（(<《]?)\s*(?P<name>[^【】〔〕\[\]（）()<>《》。；，：:！\n]{{2,20}}?)\s*(?P<close>[】〕\]）)>》]?)\s*[：:]?\s*$"
)
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．])")
# 2027年 alone on its line may be the date of a paper; 2027年： is not.
_ENDS_OPEN, _SAYS_WHAT = re.compile(r"[：:]\s*$"), re.compile(r"步|打算|计划|设想|安排|思路|谋划|部署|要点|方向|[做干办]")
_FRAMED = re.compile(r"\s*【(?!待|空)[^【】。；\n]{2,20}】\s*[：:]?\s*$")


def plan_of(line: str) -> str | None:
    """The year to come that a line of its own names, "" where it says only 下一步 or 明年; None if it names none and opens no plan.

    2026年： is such a line as well; whether that year is to come the reader of the paper knows.
    """
    match = None if _NUMBERED.match(line) else _LINE.match(line)
    named = _PLAN.fullmatch(re.sub(r"\s", "", match["name"])) if match and bool(match["open"]) == bool(match["close"]) else None
    if match is None or named is None or not (match["open"] or _ENDS_OPEN.search(line) or _SAYS_WHAT.search(match["name"])):
        return None
    return named["year"] or ""


def stands_alone(line: str) -> bool:
    """Whether a line is such a heading, of a plan or of anything a frame holds: 【完成的】."""
    return plan_of(line) is not None or _FRAMED.match(line) is not None


def name_of(line: str) -> str:
    """What a line of its own says, without its bullet, frame and colon."""
    match = _LINE.match(line)
    return match["name"] if match else line.strip()
