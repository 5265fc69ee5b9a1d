"""Which part of a report a place belongs to, review or plan, and whether it looks back over one year or five."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from nigao.outline.lone import plan_of, stands_alone
from nigao.text.prose import sentences

if TYPE_CHECKING:
    from nigao.figures.calendar import Calendar
    from nigao.report import Heading

Part = Literal["review", "plan", ""]
# The five-year plans and their first years (Outlines of the 11th to 16th plans).
PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_NUMBER = re.compile(
    r"^[“”\s]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分|[（(]?[一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、])?\s*"
)
_TOP = re.compile(r"^[“”\s]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分)")
_REVIEW = re.compile(
    r"回顾|总结|过去[一五]?年|完成情况|执行情况|进展情况|落实情况|取得的?(?:成绩|成效)|主要(?:成绩|成效|做法|工作情况)|工作情况|工作成效|工作开展情况|发展成就|基本情况|存在的?(?:问题|不足)|主要问题"
)
_PLAN = re.compile(
    r"打算|下一步|下步|下一阶段|下学[年期]|下半年|工作计划|工作安排|工作谋划|工作思路|工作部署|总体要求|目标任务|预期目标|主要任务|重点任务|工作建议|政府工作的建议|政策取向|今后|奋斗目标|工作要点|重点抓好|努力方向|工作总体|主要目标|预算草案|计划草案|预算安排|预算编制|收支安排|明年|来年|政府自身建设|自身建设"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d|20[xX*×]{2})")
_PLAN_SENTENCE = re.compile(
    r"(?:今年|明年|20\d\d年|20[xX]{2}年|“?十[一二三四五]五”?时期|今后[一五]?年|未来[三五]年)[^。\n]{0,24}(?:预期目标|主要目标|总体要求|目标任务|总体思路|工作的?思路|发展目标|目标)[^。\n]{0,6}(?:是|为|：)"
)
# What a paper turns to at its end, or at the end of a paragraph, in which case only that is about it.
_NEXT = re.compile(
    r"^(?:——)?(?:(?:下一?步|下一?阶段|下一年度?|下年度)(?:[，,：:工我将全]|的?(?:主要|工作)?重点)|下学[年期](?:计划|打算|，))"
)
# The same of half a year's paper; a paper of the whole year tells of its second half.
_REST = re.compile(r"^(?:——)?下半年，(?![^。\n]{0,24}(?:了|完成|实现|达到))")
_FIVE = re.compile(
    r"^(?:——|[一二三四五六七八九十]、|“|[\s]|回[顾首望]|展望|纵观|总结|今年是|这是|在|整个|即将|刚刚|我们|我[国省市区县州局校]|全[国省市区县州局]|本[届市省区县])*(?:五年来|过去(?:的)?五年|这五年|本届政府(?:任期|五年)|五年(?:间|中)|“?十[一二三四五]五”?(?:时期|期间|以来|规划(?:确定|主要)?|规划实施以来|主要目标)|今后五年|未来五年|过去的五年)|的五年，"
)
_ADDRESS = "(?:各位[代委]?[表员]|同志们)[，：！]"
_ONE = re.compile(
    rf"^(?:——|{_ADDRESS})?(?:刚刚过去的)?(?:一年来|过去(?:的)?一年|去年|今年|20\d\d年(?!来|[底末初—\-至])|20[xX]{{2}}年|上年|全年)"
)
_PLAN_WORDS = re.compile(
    r"力争|确保|(?<![原比超按较])(?<!年度|完成|本来)计划(?!的|是?\d|生育)|预期|将|(?<![主重需首必只不])要(?![求素点])|下一步|着力|加快|推动|深入实施|不少于|努力|继续"
)
_REVIEW_WORDS = re.compile(r"已|完成|实现|增长|下降|达到|达|荣获|获批|建成|同比|新增|突破|取得|了")

# 存在的问题：, 主要成绩: a line of its own over others.
_LABEL = re.compile(r"[一-龥]{2,10}[：:]")
# A paragraph that begins with its own heading: 六、2027年计划。新建…, （三）下步打算：新建…
_RUN_IN = re.compile(r"(?P<title>[^，。；：、！\n]{2,20})[。：](?=[^\n])")
_GOES_ON = re.compile(r"(?:——)?[一二三四五六七八九十]{1,2}是|[（(]?\d{1,2}[）).、](?!\d)|[*·•●▪]\s?")
_AIMS = r"(?:主要|重点|总体|基本|预期|发展|工作|的)*(?:计划|打算|安排|思路|谋划|设想|部署|要点|重点|目标|任务|举措|措施|方向|工作)"
_PLAN_NAME = re.compile(
    rf"(?:(?:(?P<year>20\d\d|20[xX*×]{{2}})年度?|明年|来年|下一?年度?|下一?步|下一?阶段|今后|接下来){_AIMS}(?:[和与及暨]{_AIMS})?"
    r"|(?:工作)?打算|工作计划|努力方向)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text of one part. span: years looked over (5 or 1); year: a year its heading names, "" if none."""

    start: int
    part: Part
    span: int = 1
    year: str = ""
    begin: int = 0  # the first of the five years, where a plan's name tells it


class Parts:
    """Looks up the stretch a place stands in."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        """stretches: in the order of the text."""
        self._starts = [s.start for s in stretches]
        self._stretches = list(stretches)

    def at(self, place: int) -> Stretch:
        """The stretch of a place."""
        return self._stretches[max(0, bisect_right(self._starts, place) - 1)]


def parts_of(text: str, calendar: Calendar, headings: Sequence[Heading] = (), back: Sequence[int] = ()) -> Parts:
    """Split a plain text by its headings, or, where it has none that tell, by its words.

    headings: as recognised elsewhere, used besides the light recognition here. back: offsets of the plain text in the original.
    """
    told = {_forward(back, h.start) for h in headings if h.level == 1 or h.kind == "title"} if headings and back else set()
    stretches: list[Stretch] = []
    part: Part = calendar.part
    span, year, offset, found, five = 1, "", 0, False, ""
    own: tuple[int, Part] | None = None  # how deep the paragraph stands whose heading opens it, and what went before
    lone: _Lone | None = None
    for line in text.split("\n"):
        begin, offset = offset, offset + len(line) + 1
        if own and line and (begin in told or _ends(own[0], line)):
            part, own = own[1], None
            stretches.append(Stretch(begin, part, span, year))
        if lone and lone.ends_with(line):
            part, year, lone = lone.before, lone.year, None
            stretches.append(Stretch(begin, part, span, year))
        opened = _Lone.opened_by(line, calendar, part, year)
        if opened is not None:
            lone = lone or opened
            part, span, year, found = "plan", 1, opened.ahead or _ahead_of(line, calendar), True
            stretches.append(Stretch(begin, part, span, year))
            continue
        title = _plan_opens(line, calendar) if part != "plan" else ""
        if title:
            own, part = (_depth(line), part), "plan"
            stretches.append(Stretch(begin, part, 1, _only_year(title) or _ahead_of(title, calendar)))
            continue
        heading = begin in told or _is_heading(line)
        if heading:
            next_part = _part_of(line, calendar, part)
            top = _TOP.match(line) is not None or begin in told
            if next_part and (top or _decides(line) or _names_plan(line, calendar)):
                part, found = next_part, True
                span, year = _span_of(line), _only_year(line) or _ahead_of(line, calendar)
                five = _numbered(line) if span == 5 else ""
                stretches.append(Stretch(begin, part, span, year))
                continue
            if five and span == 5 and _numbered(line) == five and _span_of(line) == 1:
                span, five = 1, ""  # （一）“十四五”工作回顾 … （二）落实决议情况
                stretches.append(Stretch(begin, part, span, year))
        now = Stretch(begin, part, span, year)
        told_here = _turns_in(line, now, offset, calendar)
        stretches += told_here
        if told_here:
            part, span, year = told_here[-1].part, told_here[-1].span, told_here[-1].year
            found = found or any(one.part != calendar.part for one in told_here if one.start < offset and one.part != now.part)
    if not found and not calendar.part:
        guess = _guess(text)
        return Parts([Stretch(0, guess)] + [replace(s, part=s.part or guess) for s in stretches])
    first: Part = calendar.part or "review"
    return Parts([Stretch(0, first), *[s if s.part else replace(s, part=first) for s in stretches]])


def _turns_in(line: str, now: Stretch, after: int, calendar: Calendar) -> list[Stretch]:
    """The stretches that the sentences of a line open; what holds for that line alone ends with it. after: where the next line begins."""
    found: list[Stretch] = []
    passing = False
    for said in sentences(line):
        start, sentence = now.start + said.start, said.of(line)[:60]
        last = found[-1] if found else now
        if last.part != "plan" and start != now.start and _goes_on_next(sentence, calendar):
            return [*found, Stretch(start, "plan"), Stretch(after, last.part, last.span, last.year)]
        turned = _turn(sentence, last.part, last.span, last.year, start == now.start, calendar)
        if turned:
            part, span, year = turned
            first_year = _plan_begins(sentence) if span == 5 else 0
            passing = bool(first_year) and not _ends_now(first_year, calendar)
            found.append(Stretch(start, part, span, year, first_year))
    if passing:
        found.append(Stretch(after, found[-1].part, 1, found[-1].year))
    return found


@dataclass(slots=True)
class _Lone:
    """A plan that a line of its own opened, and what went before it: it ends with the next such line or with the paper's next number."""

    before: Part
    year: str
    ahead: str
    framed: bool
    numbered: bool = False

    @classmethod
    def opened_by(cls, line: str, calendar: Calendar, part: Part, year: str) -> _Lone | None:
        """The plan that a line opens after this part and year, None if it opens none."""
        ahead = plan_of(line)
        return cls(part, year, ahead, "【" in line) if ahead is not None and _to_come(ahead, calendar) else None

    def ends_with(self, line: str) -> bool:
        """Whether a line opens something else. A list that begins with 一、 below it is the plan's own."""
        if plan_of(line) is None and ((self.framed and stands_alone(line)) or (_LABEL.fullmatch(line) and _REVIEW.search(line))):
            return True
        if not _TOP.match(line):
            return False
        self.numbered = self.numbered or re.match(r"[“”\s]*(?:一、|第一部分)", line) is not None
        return not self.numbered


def _to_come(year: str, calendar: Calendar) -> bool:
    """Whether a line 2027年： opens a plan: the year is past the one that is reviewed."""
    if not year:
        return True
    known = calendar.reviewed if calendar.reviewed.isdecimal() else calendar.planned
    return known.isdecimal() and (int(year) > int(known) or calendar.planned == year != calendar.reviewed)


def _plan_opens(line: str, calendar: Calendar) -> str:
    """The heading that a paragraph begins with, if it names a plan; "" if not."""
    number = _NUMBER.match(line)
    match = _RUN_IN.match(line, number.end() if number else 0)
    if match is None:
        return ""
    ahead = plan_of(match.group()) if match.group().endswith("：") else None  # 2027年：新建…
    opens = _names_plan(match["title"], calendar) or (ahead is not None and _to_come(ahead, calendar))
    return match["title"] if opens else ""


def _names_plan(title: str, calendar: Calendar) -> bool:
    match = _PLAN_NAME.fullmatch(title)
    if match is None or not match["year"]:
        return match is not None
    return not calendar.planned or match["year"] == calendar.planned != calendar.reviewed


def _depth(line: str) -> int:
    """How deep a line's number stands: 一、 is 0, （一） 1, 1. and （1） 2; a line without one is deeper than all."""
    if _TOP.match(line):
        return 0
    number = _NUMBER.match(line)
    written = number.group().strip() if number else ""
    return 3 if not written else 2 if re.search(r"\d", written) else 1


def _ends(depth: int, line: str) -> bool:
    """Whether a line no longer belongs to the paragraph so deep: its number is as high, or, where that had none, it lists nothing more."""
    return not _GOES_ON.match(line) if depth == 3 else _depth(line) <= depth


def _plan_begins(sentence: str) -> int:
    match = re.search(r"“?(十[一二三四五六]五)”?", sentence[:24])
    return PLANS[match[1]] if match else 0


def _ends_now(begin: int, calendar: Calendar) -> bool:
    """Whether five years from here end with the year reviewed, or begin with the year planned: then all that follows is about them."""
    ends = calendar.reviewed.isdecimal() and begin + 4 == int(calendar.reviewed)
    return ends or (calendar.planned.isdecimal() and begin == int(calendar.planned))


def _forward(back: Sequence[int], original: int) -> int:
    return bisect_right(back, original - 1)


def _is_heading(line: str) -> bool:
    if not 0 < len(line) <= 60 or line.rstrip().endswith(("。", "；")):
        return False
    number = _NUMBER.match(line)
    return bool(number and number.end()) or len(line) <= 30


def _numbered(line: str) -> str:
    """How a heading is numbered: "（一）" as "（）", "一、" as "、", "" if it is not."""
    number = _NUMBER.match(line)
    return re.sub(r"[一二三四五六七八九十\d\s“”]|第|部分", "", number.group()) if number else ""


def _decides(line: str) -> bool:
    if len(line) <= 24 and not re.search("[，。；：、]", line) and re.match(r"[“”\s]*(?:过去|今后|未来)(?:的)?(?:[一五]年|五年)", line):
        return True
    return bool(re.search(r"打算|下一步|下步|工作计划|工作谋划|工作安排|工作思路|回顾|总结", line)) and len(line) <= 40


def _part_of(line: str, calendar: Calendar, part: Part) -> Part:
    if re.search(r"总结[暨及和与].{0,12}(?:打算|计划|安排|谋划|思路)", line) or "政府工作报告" in line:
        return ""
    years = _YEAR.findall(line)
    review, plan = bool(_REVIEW.search(line)), bool(_PLAN.search(line))
    if review and not (plan and calendar.planned in years and calendar.reviewed not in years):
        return "review"
    if plan or _names_plan(line[number.end() if (number := _NUMBER.match(line)) else 0 :].rstrip("：:"), calendar):
        return "plan"
    if years and years[-1] == calendar.planned != calendar.reviewed and re.search("工作|任务|重点|目标", line):
        return "plan"
    if years and years[-1] == calendar.reviewed and re.search("工作|任务|重点|目标", line):
        return "review" if part != "plan" or calendar.reviewed != calendar.planned else part
    if re.search(r"今年以?来", line):
        return "review"  # 今年以来主要工作
    return "plan" if re.search(r"今年.{0,12}(?:工作|任务|目标|建议)", line) else ""


def _span_of(line: str) -> int:
    five = re.search(r"五年|“?十[一二三四五]五", line)
    one = re.search(r"过去一年|一年|20\d\d年", line)
    return 5 if five and (not one or five.start() < one.start()) else 1


def _only_year(line: str) -> str:
    years = set(_YEAR.findall(line))
    return years.pop() if len(years) == 1 else ""


def _ahead_of(title: str, calendar: Calendar) -> str:
    """The year to come that a heading calls 明年: a paper of eleven months that plans it plans no rest of this year."""
    named = re.search("明年|来年|下一?年度|下一年", title)
    return str(int(calendar.reviewed) + 1) if named and calendar.reviewed.isdecimal() else ""


def _goes_on_next(sentence: str, calendar: Calendar) -> bool:
    half = calendar.reviewed == calendar.planned and calendar.reviewed.isdecimal()
    return bool(_NEXT.match(sentence) or (half and _REST.match(sentence)))


def _turn(sentence: str, part: Part, span: int, year: str, opens: bool, calendar: Calendar) -> tuple[Part, int, str] | None:
    if opens and part != "plan" and _goes_on_next(sentence, calendar):
        return "plan", 1, ""
    if _PLAN_SENTENCE.search(sentence) and part != "plan" and not re.search(r"完成|圆满|顺利|年初", sentence):
        return "plan", 5 if _FIVE.match(sentence) else 1, ""
    if _FIVE.search(sentence):
        return (part, 5, year) if span != 5 else None
    # 过去的五年，…。2020年全市达到…: a year told in the middle of a paragraph is that sentence's own.
    if _ONE.match(sentence) and span == 5 and (opens or not _YEAR.match(sentence)):
        return part, 1, year
    return None


def _guess(text: str) -> Part:
    """What a text without headings is: its words vote."""
    sample = text[:6000]
    plan, review = len(_PLAN_WORDS.findall(sample)), len(_REVIEW_WORDS.findall(sample))
    least = 3 if len(sample) > 400 else 0
    return "plan" if plan > max(least, review * 1.2) else "review"
