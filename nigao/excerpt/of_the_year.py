"""A paper's sentence as its year's report tells it: the whole year's amount without those on the way to it, a result apart from the aim missed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.writing.sentences import clauses, groups

_SO_FAR = re.compile(
    r"^(?:截至(?:今年|20\d\d年)?\d{1,2}月(?:底|末|份)?，?|(?:今年|20\d\d年)?(?:上半年|前[一二三]季度|1[—\-~至]\d{1,2}月份?)，?)(?:已经?|共|累计)*(?P<of>[^\d，]{2,18})(?=\d)"
)
_UNTIL = re.compile(r"截至(?:今年|20\d\d年)?\d{1,2}月(?:底|末|份)?")
# 1—11月，…; 预计全年…: clauses that tell how far a thing had come, or what it was thought to come to.
_PART = re.compile(
    r"(?:(?:截至|到|截止)?(?:今年|20\d\d年)?(?:(?:1|一)月?[—\-–~～至到](?:[2-9]|1[01])月份?|(?:截至|截止|到)[^，。；]{0,6}?(?<!\d)(?:[1-9]|1[01])月(?:底|末|份|\d{1,2}日)?|上半年|前[一二三]个?季度|[一二三]季度末))"
)
_ESTIMATE = re.compile(r"(?:(?:预计|估计|预估)(?:到?年底)?(?:全年|年末|可|将)|全年(?:预计|估计|预估)|到?年底(?:预计|估计))")
_WHOLE_AGAIN = re.compile(r"^(?:全年|年末|年底|截至12月|12月底|截至年[底末])")
_IN_ALL = re.compile(r"^(?:全年|年度)(?:共|累计|达到?|为|合计|完成|总计)*(?=\d)")
_MISSED = re.compile(r"^(?:低于|少于|未达到?|没有达到|未能?完成|没有完成|未实现)[^，。；]*(?:目标|计划|任务|预期)")
_SUBJECT = re.compile(r"^[^\d]{2,20}?(?=(?:完成|达到?|为|实现)?\d)")


def whole_year(text: str) -> str:
    """截至6月底清理占道经营2100余处，全年3900余处 as 全年清理占道经营3900余处."""
    told = [(at, [clause.text for clause in clauses(group)]) for at, group in groups(text)]
    made = [_whole(parts) for _, parts in told]
    if made == [parts for _, parts in told]:
        return text
    return "；".join("，".join(parts) for parts in made) + text[len(text.rstrip("。！")) :]


def _whole(parts: list[str]) -> list[str]:
    for first, part in enumerate(parts):
        until = first and _UNTIL.fullmatch(parts[first - 1])
        so_far = _SO_FAR.match(f"{parts[first - 1]}，{part}" if until else part)
        whole = next((n for n in range(first + 1, len(parts)) if _IN_ALL.match(parts[n])), None)
        if so_far and whole is not None:
            return [*parts[: first - 1 if until else first], f"全年{so_far['of']}{_IN_ALL.sub('', parts[whole])}", *parts[whole + 1 :]]
    return parts


def result_and_miss(text: str) -> tuple[str, str] | None:
    """(what came of it, what was missed) of 投资14.6亿元，增长6.6%，未完成增长10%的目标，主要原因是……; None where nothing is missed."""
    done: list[str] = []
    missed: list[str] = []
    for _, group in groups(text):
        parts = [clause.text for clause in clauses(group)]
        at = next((n for n, part in enumerate(parts) if n and _MISSED.match(part)), len(parts))
        done.append("，".join(parts[:at]))
        subject = _SUBJECT.match(parts[0])
        if at < len(parts) and subject is None:
            return None
        if subject is not None and at < len(parts):
            missed.append(subject.group() + "，".join(parts[at:]))
    return ("；".join(done) + "。", "；".join(missed) + "。") if missed else None


def tells_so_far(text: str) -> bool:
    """Whether a sentence tells only how far something had come (截至9月底到账经费1520万元。)."""
    so_far = _SO_FAR.match(text)
    return so_far is not None and "截至12月" not in text and not re.search("[，；]", text[so_far.end() :])


def on_the_way(text: str, others: Sequence[str]) -> bool:
    """Whether it does of what another tells of the whole year."""
    so_far = _SO_FAR.match(text) if tells_so_far(text) else None
    return so_far is not None and any(so_far["of"] in one and not _SO_FAR.match(one) for one in others)


def unsettled_spans(text: str) -> list[tuple[int, int]]:
    """Where a sentence tells a part of the year (1—11月，…, 截至9月底…) or what the year was thought to come to (预计全年…)."""
    found: list[tuple[int, int]] = []
    for at, group in groups(text):
        since = -1
        parts = clauses(group)
        for clause in parts:
            starts = bool(_PART.match(clause.text) or _ESTIMATE.match(clause.text))
            if not starts and since >= 0 and _WHOLE_AGAIN.match(clause.text):
                found.append((at + since, at + clause.start))
                since = -1
            since = clause.start if starts and since < 0 else since
        if since >= 0:
            found.append((at + since, at + len(group)))
    return found


def part_named(text: str) -> str:
    """The part of the year that words begin with (1—11月接待……), "" where with none."""
    match = _PART.match(text)
    return match.group() if match else ""


def leads_with_part(clause: str) -> bool:
    """Whether a clause says only of which part of the year the others tell (1—11月)."""
    return bool(_PART.fullmatch(clause))
