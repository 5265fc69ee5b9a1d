"""Whether a plain count asserts how many there are: a number written out, in digits, or without any measure word."""

from __future__ import annotations

import re

from nigao.figures import words_names as names
from nigao.figures import words_units as units
from nigao.figures.scan import Token
from nigao.quantity.amount import is_range
from nigao.text.prose import last_stretch

YEARS = re.compile(r"(?:19|20)\d\d")
LATIN = re.compile(r"[A-Za-z]")
_MODEL = re.compile(r"(?:[A-Za-zⅠ-Ⅹ][-—]?|[-—+#№*×]|歼|运|轰|直|长征|神舟|天舟|嫦娥|玲龙|东风|北斗|风云|国道|省道|京津冀|PM_?|第)$")
_SIGNS_AFTER = re.compile(r"\+|[A-Za-z]|×|\*|-[A-Za-z]|[.]\d+[.]|号|#|°|′|[：:]\d\d(?!\d)")
BEFORE_BARE = re.compile(
    r"(?:上|近|超|超过|突破|破|过|逾|达|达到|约|到|至|跨越|迈上|站上|跃上|冲破|接近|登上|迈过|跨过|不足|不到|实现|共|成|首破|再破|新破|均超|均破|力争|首超|冲刺|挺进|跨入|迈入|进入|踏上)$"
)
_VERSION = re.compile(r"\d\.0")  # 扩大开放2.0任务: a name's edition
_DOCTRINE = re.compile(rf"[“‘]|(?:{'|'.join(sorted(names.DOCTRINE, key=len, reverse=True))})")
COUNTING = re.compile(rf"(?:{'|'.join(sorted(names.COUNTING, key=len, reverse=True))})(?:了|了约)?(?:[^，。；、\n]{{0,3}})$")
_VERB_ONE = re.compile(rf"(?:{'|'.join(names.ONE_ASSERTED)})了?$")
_NUMBER_NAME = re.compile(
    r"(?:热线|高地|计划|高校|工程|国道|会议|专项|事件|航班|平台热线|政务|市民|便民|服务热线|消防|警|投诉|举报|微博|客服|网站)"
)
# 举办33期代表专题学习班: so many, where 三期工程 is which.
_CLASS_HELD = re.compile(r"[^，。；、\d]{0,12}(?:班|讲座|培训|论坛|沙龙|简报|讲坛|课堂)(?=[，。；、（]|$)")
# 新建12网格, 开设3专业: a thing counted straight, without a measure word that is known; 实施366工程 is what something is called.
_COUNTED_STRAIGHT = re.compile(r"[一-龥]{1,4}?(?=[，。；、）\n]|$)")
_CALLED = re.compile(
    r"(?:工程|行动|计划|战略|体系|格局|模式|机制|方案|规划|思路|理念|方针|政策|路径|法|制|式|型|级|版|号|后|强|系|会议|精神)$"
)
_COUNTS_HERE = re.compile(
    rf"(?:{'|'.join(sorted(names.COUNTING, key=len, reverse=True))}|派出|覆盖|检测|抽检|巡查|排查|检查|整治|撤并|开设|储备|投放|安置|培养|不少于|不低于|不超过|超过|近|约)了?$"
)
_FROM_LAST = re.compile(r"[从由](?:去年|上年|年初|(?:19|20)\d\d年|“?十[一二三四五]五”?末)的?$")
_LEAD = re.compile(
    r"(?:从|由|达到|达|为|至|到|到达|超过|突破|超|破|约|近|计|共|升至|降至|得分|指数|评分|倍差|系数|比值|[A-Za-z]值|均值|中位数|[：:])$"
)
END = re.compile(r"[，。；、）\n]|[缩提升降下上增减扩收]\w?[至到]|以上|左右|以内|以下|$")


def is_chinese_count(token: Token, before: str, after: str, numeral: str) -> bool:
    clause = last_stretch(before)
    if token.unit == "字" and token.low() < 100:
        return False  # 红十字会, 十字路口
    if token.written in {"盘", "兆"} or (numeral + after).startswith(names.PLACES):
        return False
    if token.bare:
        counted = token.comparator == "approx" and bool(token.unit)  # 百余家, 千余户
        return (
            (counted or bool(BEFORE_BARE.search(clause)))
            and (bool(token.unit) or token.scaled)
            and not re.match(r"(?:级|强|年|家万户|众一心|姓|变|元级)", after)
            and _bare_fits(token, clause, after)
        )
    if (re.match(r"二(?![百千万亿])", numeral) and token.low() == 2) or re.match(r"事(?!项)|(?:盘|元|兆|张网|本预算)", after):
        return False
    bare_digits = re.match(r"[一二两三四五六七八九零〇]{2,}", numeral)
    if bare_digits and bare_digits.group() == numeral.rstrip(token.written or "。") and not is_range(token.value):
        return False
    named = token.written in units.NAMING and not COUNTING.search(clause)
    if before[-1:] in {"第", "十", "初", "周", "星期"} or named:
        return False
    if token.value.startswith(("0", "1")) and token.low() in {0, 1}:
        return (
            token.low() == 1
            and token.unit in units.THINGS
            and bool(_VERB_ONE.search(clause))
            and token.unit not in {"批", "些", "次", "类", "种", "条", "项"}
        )
    if not token.unit:
        return token.scaled and token.low() >= 1000 and not token.bare
    if token.unit in names.FEW:
        return token.low() >= 100 or (token.low() >= 10 and bool(COUNTING.search(clause)))
    if token.unit in units.STRONG or token.low() >= 20:
        return not re.match(r"(?:一|代表|工程|合一|套)", after) and not before.endswith("第")
    return _counts_weakly(token, clause, after)


def _bare_fits(token: Token, clause: str, after: str) -> bool:
    loose = clause.endswith(("上", "过", "成", "到", "至", "实现", "共", "进入"))
    return not loose or bool(token.unit) or (token.low() >= 10000 and not clause.endswith(("成", "至", "到", "共")))


def _counts_weakly(token: Token, clause: str, after: str) -> bool:
    """个, 项, 条, 次 … after a small Chinese numeral: only where something is really counted."""
    if after[:1] in {"，", "。", "；", "、", ""}:
        return bool(COUNTING.search(clause)) or token.comparator == "approx"  # 各级荣誉十余项
    if token.unit == "次":
        return not re.match(r"(?:会议|全会|党代会|代表|分配|产业|创业|飞跃|青睐|亲临|参加|考察|视察)", after)
    if _DOCTRINE.match(after) or re.match(r"[^，。；]{0,8}(?:均|都|双双|分别)", after):
        return False
    return bool(COUNTING.search(clause)) or clause == "" or token.unit not in {"个", "项", "条", "种", "批", "场", "支"}


def is_arabic_count(token: Token, before: str, after: str, text: str) -> bool:
    if token.written == "期" and _CLASS_HELD.match(after):
        return True
    if (
        token.written == "期"
        and re.match(r"[、，。；（\d]", after)
        and re.search(r"培训|举办|组织|开展|编发|刊发|印发|简报|专刊|班|材料|专报|信息|内参|刊物|预报|快讯", before)
    ):
        return True
    if token.written in units.NAMING and token.written not in {"团", "班", "院", "楼", "路", "库", "井", "矿", "桥"} and not token.scaled:
        return False
    if (
        _MODEL.search(before)
        and not re.search(r"(?:[—-]{2}|[，。；、]R&D|GDP|CPI|PPI|PMI)$", before)
        and not before.endswith(("个百分点—",))
        and not (before.endswith("直") and token.unit.endswith("元"))  # 市直82528万元; 直-10 is a helicopter
    ):
        return before[-1:] == "—" and not re.search(r"[A-Za-z\d]—$", before)
    lettered = LATIN.match(after) and token.written in units.THINGS  # 2家A股上市公司
    if _SIGNS_AFTER.match(after) and token.written not in units.LATIN and not lettered:
        return False
    if _VERSION.fullmatch(text[token.start : token.digits_end]) and not token.unit and not token.scaled and not END.match(after):
        return False
    if token.unit:
        return not (token.unit == "位" and re.match(r"(?:数|居|列)", after))
    if token.scaled:
        return not re.match(r"级|亿级", after)
    return _bare_arabic(token, before, after)


def _bare_arabic(token: Token, before: str, after: str) -> bool:
    """A number with neither scale nor unit: a score, an index, or a count whose measure word was lost."""
    if _NUMBER_NAME.match(after) or re.match(r"强|多?强|\d|[.]|高|后", after):
        return False
    if _is_counted_straight(token, before, after):
        return True
    if re.match("|".join(units.COUNTED), after) and "." not in token.value + before[-1:] and not re.match(r"\.\d", after):
        named_by_number = before[-1:] in {"", "，", "。", "；", "：", "\n", "“"} and token.low() >= 100  # 832平台销售额
        return not LATIN.search(before[-1:]) and not named_by_number
    if "." in token.value and re.search("(?:缩小|扩大|提高|下降|上升|降低|减少|增加|回落)了?$", before) and END.match(after):
        return True  # 收入比缩小0.06
    if "." in token.value and _FROM_LAST.search(before) and END.match(after):
        return True  # 收入比由上年的1.93缩小至1.9
    return (
        bool(_LEAD.search(before)) and bool(END.match(after)) and not re.fullmatch(r"\d{5,}", token.value)
    ) or token.comparator == "approx"


def _is_counted_straight(token: Token, before: str, after: str) -> bool:
    thing = _COUNTED_STRAIGHT.match(after)
    if thing is None or "." in token.value or is_range(token.value) or YEARS.fullmatch(token.value):
        return False
    if token.value.startswith("0") or END.match(after) or _CALLED.search(thing.group()) or thing.group()[0] in "年月日时号":
        return False
    return bool(_COUNTS_HERE.search(last_stretch(before)))
