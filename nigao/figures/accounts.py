"""Whose account a figure of a budget or its execution stands in: the level and the fund named last, which its bare words lean on.

Accounts are told as 全市社会保险基金预算收入…，支出预算…，年末累计结余…: only the first names the fund, and full stops change nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from nigao.figures import patterns

LEVEL = r"(?:[省市区县州盟旗镇乡]本?级|本级|中央本?级?|地方|开发区本级|高新区本级|经开区本级)"
_WHOLE = r"全(?:[省市区县州盟旗镇国]|地区)"
_FUND = r"(?:地方)?(?:一般)?公共(?:财政)?预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|(?:统筹的|全部)?(?:社会|[一-龥]{0,12}(?:养老|医疗|失业|工伤|生育))保险基金(?:预算)?"
_NAMED = re.compile(
    rf"(?:(?P<level>{LEVEL})|(?P<whole>{_WHOLE})[^，。；\n\d]{{0,6}}?)?(?:统筹的)?(?P<fund>{_FUND})(?=(?:（[^（）\n\d]{{1,12}}）)?总?(?:收入|支出|收支|结余)|[^。，；\n]{{0,8}}(?:$|\n)|预算?总)"
)
_FUND_FIRST = re.compile(_FUND)
_PART = re.compile(rf"[（(]\s?\d{{1,2}}[）)](?:(?P<level>{LEVEL})|(?P<whole>{_WHOLE}))?(?:预算)?收支")
_LEADS = re.compile(r"^(?:其中|加上?|减去|预计|当?[，、：；]|相应|同时)+")
_TAIL = re.compile(r"(?:约?为|达到?|是|共计?|(?<!收入)(?<!支出)合计|调整为|变更为|安排为|数为|实际)*$")
_DONE = re.compile(r"(?:预计|实际|累计)?(?:完成|安排|实现)了?(?:约?为|达到?)?$")
_BARE = re.compile(
    rf"(?:(?P<level>{LEVEL})|{_WHOLE})?"
    r"(?P<bare>(?:预算)?(?:总收入|总支出)|(?:预算)?(?:收入|支出)(?:总计|合计|总额)|(?:收入|支出|收支)(?:年初|调整|变动)?预算数?"
    r"|年初(?:收入|支出)预算|(?:年度|当年|本年|年末|年终|上年|累计|滚存|历年)*(?:收支)?(?:累计|滚存|净)?(?:结余|结转结余|结转(?!下年)|赤字)(?:收入)?|结转下年(?:支出)?"
    r"|(?:当年|年度)?收支(?:相抵)?(?:缺口|差额)|超收收入|短收)"
    r"(?P<stage>年初预算数?|调整预算数?|预算调整)?"
)
_SIDE_DONE = re.compile(rf"(?:(?P<level>{LEVEL})|{_WHOLE})?(?:全年|当年|本年)?(?P<bare>收入|支出)")
_SIDE_OF_LEVEL = re.compile(rf"(?P<level>{LEVEL})(?P<bare>收入|支出)")
_LENT_ON = re.compile(r"^转贷(?:我|全)[省市区县州]")
_OF_SIDE = re.compile(r"(?:年初|年度)?(?P<side>收入|支出)(?:年初|调整|变动)*预算数?")
_REACH = 1200


def stage_left(name: str) -> str:
    """What a budget's stage is of: 政府性基金预算收入年初预算 → 政府性基金预算收入."""
    return patterns.STAGE.sub(lambda match: match["side"] or "", name)


def granted_left(name: str) -> str:
    """A name without who allowed it and for whom: 省财政厅核定我市2018年政府债务限额 → 政府债务限额."""
    return _LENT_ON.sub("转贷", patterns.GRANTED.sub("", name)) or name


@dataclass(frozen=True, slots=True)
class Account:
    """A fund's account at one level of government; level is "" for the whole area."""

    level: str
    fund: str

    def says(self, bare: str, level: str) -> str:
        """The whole name of what is told with bare words."""
        fund = self.fund.removeprefix("地方")
        if bare.startswith(("收入预算", "支出预算", "收支预算", "预算")) and "公共" not in fund:
            fund = fund.removesuffix("预算")
        if re.search("结余|结转|缺口|赤字|差额", bare) and "保险" in fund:
            fund = fund.removesuffix("预算")
        return f"{level or self.level}{fund}{bare}"


class Accounts:
    """The accounts a text names, in order; the one a place stands in is the one named last before it, if that is not far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[int] = []
        self._accounts: list[Account] = []
        parts = [(match.start(), match["level"] or "") for match in _PART.finditer(text)]
        for match in _NAMED.finditer(text):
            level = match["level"] or _of_part(parts, match) or self._level_before(match)
            self._places.append(match.end())
            self._accounts.append(Account(level, match["fund"]))

    def _level_before(self, match: re.Match[str]) -> str:
        """市级一般公共预算收入…。一般公共预算支出…: in one paragraph the level is said once, unless the whole is named."""
        if match["whole"] or not self._places or "\n" in self._text[self._places[-1] : match.start()]:
            return ""
        return self._accounts[-1].level

    def whole_name(self, name: str, place: int) -> str:
        """An account's name with its level, where the paragraph or the numbered part it stands in has said it."""
        account = self._at(place) if _FUND_FIRST.match(name) else None
        return account.level + name if account and name.startswith(account.fund) and account.level else name

    def named(self, left: str, place: int) -> tuple[str, str] | None:
        """(the whole name, what others lean on) of what stands before a number with bare words; None if no account is near."""
        words = _TAIL.sub("", _LEADS.sub("", left))
        match = _BARE.fullmatch(words) or _SIDE_OF_LEVEL.fullmatch(words)
        done = _DONE.sub("", words)
        if match is None and done != words:
            match = _SIDE_DONE.fullmatch(done)
        account = self._at(place - len(left)) if match else None
        if match is None or account is None:
            return None
        stage, level = match.groupdict().get("stage") or "", match["level"] or ""
        budgeted = _OF_SIDE.fullmatch(match["bare"])
        if budgeted and left.endswith(("调整为", "变更为")):
            side = account.says(budgeted["side"], level)
            return f"{side}调整预算", side  # 支出预算调整为…
        name = account.says(match["bare"], level) + stage
        return name, account.says(budgeted["side"], level) if budgeted else stage_left(name)

    def _at(self, place: int) -> Account | None:
        i = bisect_right(self._places, place) - 1
        return self._accounts[i] if i >= 0 and place - self._places[i] < _REACH else None


def _of_part(parts: list[tuple[int, str]], match: re.Match[str]) -> str:
    """The level of the numbered part (（2）市级收支) an account without a level of its own stands in."""
    if match["whole"] or not parts:
        return ""
    i = bisect_right([start for start, _ in parts], match.start()) - 1
    return parts[i][1] if i >= 0 and match.start() - parts[i][0] < _REACH else ""
