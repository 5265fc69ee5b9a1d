"""What a question about figures asks, whatever its wording: of what, of which years, the target or the result, who reported it, which value holds.

Frames (请问, 主任问, 来着, 我这一忙给忘了) are taken off, what is asked of the figure is read, and what remains names it. Whether such a figure is
known is for the ledger to say.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.asking.amounts import AMOUNT, is_amount
from nigao.asking.framing import unasked
from nigao.asking.saying import S, Saying
from nigao.asking.values import AskFigure, Side
from nigao.text.numerals import number

_N = r"[一二两三四五六七八九十\d]+"
_YEARS = re.compile(r"大前年|前年|去年|上一?年(?:度)?|往年|今年|本年度?|当年|明年|20\d\d年?|(?<![\d.])[0-3]\d年|年初|年底|年末|以前|过去")
_TARGET = re.compile(
    r"目标(?:值|数)?|承诺(?!书|制|函)(?:的|了|要)?|定的|定了|[定提](?=多少|目标|$)|预期|计划(?!单列)|打算|任务(?:数)?|原定|拟(?=建|增|完)|要求(?=是|多|达)|提(?:的|出)(?=目标|多|是)|安排(?=的|了|多|是)"
)
_RESULT = re.compile(r"完成(?:数|了|值|情况)?|实际(?:上)?(?!利用|到位|使用)|最后|最终|结果|实现|兑现|做到|达成|落实|干成|办成|做成")
_BODY = r"[一-龥]{1,8}?(?:部门|[局委厅办处]|中心|公司|集团)"
_GIVE = r"(?:报|给|提供|出|填|交|送|统计|发)"
_WHO = re.compile(
    rf"谁{_GIVE}?|(?:是|从|由)?哪(?:个|一?家|几个)?(?:部门|单位|口|{_BODY})(?:{_GIVE}(?:来|上来|过来)?(?:的)?)?|哪家{_GIVE}?|(?:是)?(?:从)?哪(?:儿|里)?(?:来|{_GIVE})(?:的)?|出处|来源|出自"
    rf"|是{_BODY}{_GIVE}(?:来|上来)?的(?:还是|吗|不|么|吧|呀|呢|$|[？?])|是{_BODY}还是{_BODY}|是{_BODY}的(?:数字?|数据)|还是{_BODY}的?(?=$|[，。？?呀啊呢])|是不是{_BODY}{_GIVE}"
)
_VALUE = re.compile(rf"(?<![\d.第A-Za-z]){AMOUNT}")
# 城管委报的背街小巷, 住建委的材料里有没有…: whose figure it is, no part of its name.
_GIVEN_BY = re.compile(
    rf"^{_BODY}(?:那边|那里|那头)?(?:(?:最后|刚)?{_GIVE}(?:上来|来|过来)?的|的?(?:材料|总结|报表|表格?|文件)(?:里面?|中|上)?)(?:的)?|有没有|有无"
)
_CHOICE = re.compile(r"还是|哪个(?:数)?(?:对|准|是|才|为准)|哪(?:个|一个)|以哪|对不上|不一样|不一致|谁对")
_SERIES = re.compile(
    rf"(?:近|最近|过去|前|这)({_N})年(?:来|间|的)?|历年|这几年|最近几年|近几年|近年来?|逐年|各年|连续几年|走势|趋势|年度变化"
)
_AMOUNT = re.compile(
    r"百分之(?:几|多少)|定?的?(?:是)?多少(?:[万亿千百]?(?:亩|户|套|公里|个|家|人|项|条|元|吨|张|辆|座|所|平方米|公顷|件|名|处|场|次|件)(?=来着|[，。？?呀啊呢了]|$)|[万亿])?|几(?:个|家|项|亿|万|千|百|名|人|件|所|成|条|座|公里|户|位|次|处|片|辆|张|套|部|块|吨|亩|场|款|年)?(?![乎句段笔行点字词遍])|多大|多高|第几|[啥什]么?数|什么水平|哪个(?:高|低|大|小|多|少)|(?:增长|增速|下降|变化)(?:了)?(?:情况|率)?[？?]?$|数据是|的数(?:字|据)?(?:呢|是|[？?]?$)|数据[？?]?$|数字[？?]?$"
)
_REACHED = re.compile(r"(?:完成|实现|达到|兑现|干成|做成|办成|达标)(?:了)?(?:没有?|吗|没)(?=$|[，。？?])")
_COMPARED = re.compile(r"(?:和|与|跟|同|较之|比之|较|比)(?:去年|上年|上一年)(?:同期)?(?:相)?比?")
_YEAR_NAME = re.compile(r"^20\d\d年?\s*(?:(?:到|至|—|-|~|～|－)+\s*20\d\d)?年?的?[一-龥A-Za-z&]{2,12}$")
# What is asked to be done: no sentence with one of these is only a question.
ACTS = re.compile(
    r"填(?!海|料|充)|补(?:上|进|到|录|全|一)|删|去掉|拿掉|砍|(?<!发)改(?![造革善建扩良]|[了过](?:几|多少|哪))|换(?!乘|热)|更正|更新(?!改造)|写[成上进入为]|加(?:上|进|一)|压(?![减力])|精简|缩|移(?!动|民)|挪|采纳|退回|打回|起草|重写|扩写|撤|合并|拆成|应(?:该|当)?[是为]|不对(?!上|的上)|有误|写错|不要|(?<![分区特级类])别(?![墅人处的是])|先不"
)
_NOT_ASKED = re.compile(
    r"(?:照|抄|沿用|原样)(?:着)?(?:去年|上年)|^(?:等|缺|没)|把|将|怎么办|为什么|哪些(?!年)|核对|检查|重复|字数|多少字|几(?:节|个?部分|段|处|个?空)"
)
_NOISE = re.compile(
    r"增减|若何|几何$|何如|对比|比较(?:一下)?|比一?比|挂着|报告上?说|当年要|要[干建办搞](?=多少|几|$)|怎么变(?:化)?(?:的|过来)?|当初|当时|还是没(?=完|达|实|$)|(?:上涨|下跌|涨|跌|降到|降|增加到?|减少|上升|增长|下降|提高)了?(?=多少|几|百分)|情况|怎么样|如何|变化|走势|趋势|这个时候|这会儿|现在|眼下|目前|如今|截至|同期|数据|(?:这个|那个|的)?数(?:值)?(?=是|呢|$|[，。？?])|数字(?!经济|化|政府|产业|中国|人民币|消费|贸易|基础|乡村|文化|社会)|"
    r"分别|一共|总共|合计|各(?=是|多|为|有|$)|都(?!市)|报告(?:里|上|中)?|控制(?:在)?|以内|达到|我们|咱们|咱|我[市省区县]|全年|几(?=[起件个家项条所人次座场名位辆户种批篇期间张])[起件个家项条所人次座场名位辆户种批篇期间张]|查(?![处办封获扣验])|百分之|口径|(?:对|准)(?=$|[，？?])|了?没有?(?=$|[，？?])|[是有了的呢吗吧呀啊哦么嘛]|[\s？?]"
)
_POINTS = re.compile(r"^(?:这|那|它|该|同)?一?(?:项|个|数|指标|块|里|儿|处|空|些)?(?:这个|那个|指标|数字?|建|里|上|从|报)?$")
# 疏解的企业去年是多少家来着，就一般制造业那个: what is said last tells which.
_AFTERTHOUGHT = re.compile(
    r"^(?:那个|这个)?(?P<asked>.{4,40}?(?:来着|多少[一-龥]?|几[家个项条座]|呢|吗|啊)[？?]?)，?(?:我说的|我问的|指的)?(?:就是|就|是)(?:那个)?(?P<of>[一-龥]{2,12}?)(?:的)?(?:那个|那项|那块|那一项|那部分)[？?。]?$"
)
# 北交所挂着多少家公司，我印象二百六十出头: what she thinks it is; 给超充站许的是多少座: of what it was promised.
_I_THINK = re.compile(
    r"(?<=[^，][^，][^，][^，][^，][^，])，(?:我)?(?:隐约|大概|好像|依稀)?(?:印象|记得|记着|估摸|估计|觉得)(?:里|中|是|有)?[^，？?]{2,14}[？?。]?$"
)
_GIVEN_AS = re.compile(r"给(?P<of>[^，]{2,12}?)(?:许|定|下|派|安排|分)(?:下)?的(?:任务|目标)?(?=是?多少|是?几)")
_LATTER = re.compile(r"^[，、和与跟比]+|[，、和与跟比]+$")


def inquired(said: Saying) -> AskFigure | None:
    """What is asked of figures, None where the words ask nothing of any."""
    return _inquired(said, sure=False)


def loosely_inquired(said: Saying) -> AskFigure | None:
    """The same of words that are known to ask for a figure, however they do; None where they name none."""
    asked = _inquired(said, sure=True)
    return asked if asked is not None and (asked.indicator or asked.values) else None


def _inquired(said: Saying, sure: bool) -> AskFigure | None:
    text = _GIVEN_AS.sub(r"\g<of>", _I_THINK.sub("", _AFTERTHOUGHT.sub(r"\g<of>\g<asked>", _spoken(said))))
    if (turned := _TURNED.match(text)) is not None:
        first, second = turned["a"], turned["b"]
        return AskFigure(f"{first}，{_with_stem(first, second)}".upper())
    if len(text) > 90 or _NOT_ASKED.search(text) or ACTS.search(unasked(text)):
        return None
    values = tuple(m.group().rstrip("对啊呀吧呢吗") for m in _VALUE.finditer(text) if _is_value(m, text))
    series, side = _SERIES.search(text), _side(text)
    who, which = bool(_WHO.search(text)), len(values) > 1 and bool(_CHOICE.search(text))
    reached = _REACHED.search(text)
    how_much = bool(
        reached
        or _AMOUNT.search(text)
        or series
        or _YEAR_NAME.search(text)
        or (_COMPARED.search(text) and re.search("吗|[?？]|若何|如何|怎样", text))
    )
    if not sure and not (who and (values or _names(text))) and not which and not how_much:
        return None
    words = _names(text)
    years = years_in(text, said.scene.year)
    last = (number(series[1]) or 0 if series[1] else 5) if series and len(years) < 2 else 0
    compared = bool(_COMPARED.search(text))
    if compared:
        years = (said.scene.year - 1, said.scene.year)
    return AskFigure(words, years if not last else (), last, side, who, values, which, compared=compared)


# 热线满意率和解决率是不是写反了: both are told.
_TURNED = re.compile(
    r"^(?P<a>[一-龥]{3,14})(?:和|与|跟|同)(?P<b>[一-龥]{3,14}?)(?:这两个数?|两个数?|的数)?(?:是不是|是否|有没有|会不会)(?:给)?(?:写|弄|填|搞|放|抄)?(?:反|颠倒|混)了?"
)


def _with_stem(first: str, second: str) -> str:
    """解决率 of 热线满意率和解决率 is 热线解决率."""
    return first[: len(first) - len(second)] + second if len(first) > len(second) and first[-1] == second[-1] else second


def _is_value(found: re.Match[str], text: str) -> bool:
    """Whether a number is a figure's value: no year, no name of a hotline."""
    year = re.match(r"[0-3]\d年", text[found.start() : found.end() + 1])
    return is_amount(found.group()) and not year and not text[found.end() :].startswith("热线")


def about(asked: AskFigure, name: str) -> AskFigure:
    """The same asked of what was spoken of right before: 去年这一项定的多少."""
    return asked if asked.indicator else replace(asked, indicator=name)


def _spoken(said: Saying) -> str:
    """The words without the places in the draft that are named by number."""
    out = []
    for one in said.text:
        ref = said.refs.get(one)
        by_name = ref is not None and ref.kind in ("inside", "none", "many", "words") and ref.end - ref.start == len(ref.words)
        out.append("" if ref is not None and not by_name else said.words(one))
    return "".join(out).strip("。，！ ")


def _side(text: str) -> Side:
    target, result = _TARGET.search(text), _RESULT.search(text)
    return "both" if target and result else "target" if target else "result" if result else ""


def _names(text: str) -> str:
    """The words that name what is asked, without all that is asked of it; "" where they only point at what was said before."""
    pieces = []
    text = _GIVEN_BY.sub("", text)
    for piece in re.split(r"[，,。？?；;：:]", text):
        piece = _VALUE.sub("", _COMPARED.sub("", unasked(piece)))
        piece = _WHO.sub("", _SERIES.sub("", _YEARS.sub("", piece)))
        piece = _AMOUNT.sub("", _NOISE.sub("", _CHOICE.sub("", piece)))
        piece = _TARGET.sub("", _RESULT.sub("", piece))
        piece = re.sub(
            r"^[的在从和与及跟、年里中]+|(?:[的在和与及、年为去能]|里面?|[个项家张条]$)+$", "", re.sub("[" + S[1:-1] + "]", "", piece)
        )
        if len(piece) >= 2 and not _POINTS.match(piece):
            pieces.append(_LATTER.sub("", piece))
    return "，".join(pieces).upper()


def years_in(text: str, this_year: int) -> tuple[int, ...]:
    """Years named, a span filled in (2021年到2025年, 2021-2025年)."""
    span = re.search(r"(20\d\d)年?\s*(?:到|至|—|-|~|～|－)+\s*(20\d\d)", text)
    if span and int(span[1]) <= int(span[2]):
        return tuple(range(int(span[1]), int(span[2]) + 1))
    years = {int(year) for year in re.findall(r"20\d\d(?=年|[^\d.%亿万]|$)", text)}
    years |= {2000 + int(year) for year in re.findall(r"(?<![\d.第近前过])([0-3]\d)年", text)}
    for word, back in (("大前年", 3), ("前年", 2), ("去年", 1), ("上一年", 1), ("上年", 1), ("今年", 0), ("明年", -1)):
        if word in text:
            years.add(this_year - back)
            text = text.replace(word, "")
    return tuple(sorted(years))
