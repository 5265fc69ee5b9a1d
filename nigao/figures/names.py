"""Whether a number in a text is a figure, or part of a date, a name, an ordinal, a class or a set phrase."""

from __future__ import annotations

import re
from bisect import bisect_right

from nigao.figures import words_names as names
from nigao.figures import words_units as units
from nigao.figures.how_many import BEFORE_BARE, END, LATIN, YEARS, is_arabic_count, is_chinese_count
from nigao.figures.scan import Token
from nigao.figures.which_ones import is_class, is_set_phrase
from nigao.text.prose import last_stretch

_QUOTED = re.compile(r"“([^“”\n]{1,16})”|‘[^‘’\n]{1,16}’|《[^《》\n]{1,80}》|〔[^〔〕\n]{1,8}〕|【[^【】\n]{1,12}】|「[^「」\n]{1,16}」")
_SAYS_AMOUNT = re.compile(r"[%‰元]|\d[万亿][一-龥]")
_NAMED_GOAL = re.compile(r"工程$|行动$|[一二三四五六七八九\d]个\d")
# A document by its number of articles (落实人才振兴60条), not articles counted (措施36条, 新建道路6条).
_POLICY = re.compile(r"(?:落实|出台|推出|用好|兑现|执行|实施|制定|完善)(?:[^，。]{0,12})(?<![线路河链街缆轨措策举建见项管道沟渠])$")
_GUIDING = re.compile(r"”的?(?:总体)?(?:规划|思路|要求|布局|格局|模式|原则|定位|构想|框架)")
_ITEM = re.compile(r"(?:^|[\n。；：！？，、“])[（(]?$")
_ITEM_END = re.compile(r"[、.）)]|是[，\u4e00-\u9fff]")
_AFTER_YEAR = re.compile(r"年|[—\-~至到/]\d{4}|届|版|级|/|-\d")
_DATE_BEFORE = re.compile(r"(?:\d{4}[年./-]|\d月|[年月/-])$")
_FORMULA = re.compile(r"(?:[一二两三四五六七八九十百千万亿双多]+[^\d，。]{0,1})$")
_TIME_ASSERTED = re.compile("|".join(sorted(names.TIME_ASSERTED, key=len, reverse=True)))
_TIME_SPAN_BEFORE = re.compile(
    r"(?:连续|持续|长达|历时|时隔|用了?|为期|过去|未来|今后|前|后|近|最近|每|第|这|的|经过|不到|不足|短短|利用|力争|奋斗|再|满|当|首|实施|坚持|存续|滚动|提前谋划|推动)$"
)
# 为1961年以来第三高, 历史同期第二多: among the years, not among those of one list.
_HOW_FAR_BACK = re.compile(r"(?:以来|历史(?:同期|上)?|同期|有记录|近\d+年来?)(?:的)?$")
_RANK_AFTER = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(names.NO_RANK_AFTER, key=len, reverse=True)))})")
_RANK_BEFORE = re.compile(rf"(?:{'|'.join(sorted(names.RANK_SCOPES, key=len, reverse=True))})[^，。；、\n]{{0,8}}$")
_ORDINAL_CLASS = re.compile(r"[个次届批轮季期条艘架颗座支部章节页集台款代]")
_THREE_BRANCHES = re.compile(r"[、和及与]第?[二三](?:[、和及与]第?三)?(?:次?产业|产)")
_HALF_WAY = re.compile(r"(?:时间|任务|双|“双)(?:完成)?过$")  # 时间过半、任务过半
# 地区生产总值超百亿县增至35个: which counties, and not how many.
_SIZE_OF_PLACE = re.compile("[十百千]?[万亿]+[县区市镇乡村]")


class Frame:
    """The stretches of a text that are names: short quotations, titles, document numbers."""

    def __init__(self, text: str) -> None:
        """Find them once for a whole text."""
        spans = [m.span() for m in _QUOTED.finditer(text) if not _quotes_amount(m, text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def inside(self, at: int) -> bool:
        """Whether this place is inside a name."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._ends[i]


def _quotes_amount(quoted: re.Match[str], text: str) -> bool:
    """“同比增长8%” quotes an amount; “15平方公里15万人口”的规划 is what the plan is called."""
    said = quoted[1]
    named = not said or not _SAYS_AMOUNT.search(said) or _NAMED_GOAL.search(said)
    return not (named or _GUIDING.match(text, quoted.end() - 1))


def is_figure(token: Token, text: str, frame: Frame) -> bool:
    """Whether the number asserts a quantity (GUIDELINE «NOT figures» turned round)."""
    if frame.inside(token.start):
        return False
    before, after = text[max(0, token.start - 24) : token.start], text[token.end : token.end + 24]
    if token.kind == "rank":
        return _is_rank(token, before, after)
    if token.kind == "ratio":
        return not _is_clock(token, before, after)
    if token.kind in {"share", "fold"}:
        return _is_share(token, before, after, text)
    if _is_item(token, before, text) or _is_date(token, before, text):
        return False
    if token.unit in units.TIMES:
        return _asserts_time(token, before, after)
    if (before.endswith(("连续", "持续", "历时")) and token.unit != "次") or (token.unit == "个" and re.match("榨季|赛季|五年", after)):
        return False
    if token.unit == "条" and _POLICY.search(last_stretch(before)) and after[:1] in "，。；、”":
        return False
    if token.unit == "个" and re.match(r"\d+[万%]?[”，。、的]", after):
        return False
    if token.chinese and _SIZE_OF_PLACE.fullmatch(text[token.start : token.end]):
        return False
    if is_class(token, before, after) or is_set_phrase(token, before, after):
        return False
    return (
        is_chinese_count(token, before, after, text[token.start : token.end])
        if token.chinese
        else is_arabic_count(token, before, after, text)
    )


def _is_rank(token: Token, before: str, after: str) -> bool:
    clause = last_stretch(before)
    if token.written in set("高低多少"):
        return _HOW_FAR_BACK.search(clause) is not None
    if _THREE_BRANCHES.match(after):
        return False  # 第一、二、三产业
    if re.search(r"[放摆]在(?:了|更加?)?[^，。]{0,4}$", clause):
        return False
    if token.comparator == "le" and re.match("的[^，。]{1,8}中(?:[，有]|$)", after):
        return False  # 增加值排名前10的行业中，有7个…: among which
    if not token.written and token.comparator == "le":
        return bool(re.search(r"(?:全国|世界|全球|全省|全市|进入|跻身|居|列|位|排名?|稳居|保持)[^，。]{0,8}$", clause)) and bool(
            END.match(after) or after[:1] in "行列强的"
        )
    if token.written == "强":
        return bool(re.search(r"(?:进入|跻身|列入|入围|挺进|迈入|进|入)[^，。]{0,8}$", clause))
    if token.comparator == "le":
        return after[:1] != "名" or True
    if token.written in {"首位", "榜首"}:
        return after[:1] not in "度" or not after
    if token.written:
        return not (before.endswith("在") and after[:1] == "的") and (not token.chinese or after[:1] not in "党书")
    if _RANK_AFTER.match(after):
        return False
    return (bool(END.match(after) or after[:1] in "的；和与及至大") and bool(_RANK_BEFORE.search(clause))) or (
        not token.chinese and bool(END.match(after)) and bool(clause)
    )


def _is_clock(token: Token, before: str, after: str) -> bool:
    return bool(re.search(r"[时分点日上下午晚]\s?$|\d年$", before)) or after[:1] in {"时", "分", "—"} or token.value.count(":") > 2


def _is_share(token: Token, before: str, after: str, text: str) -> bool:
    if token.written == "成":
        return before[-1:] not in {"第", "百"} and not after.startswith(("果", "立"))
    if token.written == "半":
        return (
            not after.startswith(("是", "以上学历", "导体"))
            and not _HALF_WAY.search(before)
            and not before.endswith(("另", "前", "后", "这", "那", "上", "下", "时间", "事"))
        )
    if token.written == "/":
        return not LATIN.match(after) and before[-1:] not in "/-" and not re.match("[纳微毫]米|英寸|千伏|型|版", after)
    if token.kind == "fold" and token.unit == "倍" and token.written == "倍" and token.chinese and token.value in {"100", "1000", "10000"}:
        return bool(BEFORE_BARE.search(before))
    if token.written == "番" and before.endswith(("一", "三")):
        return False
    return not re.match(r"(?:增|耕)", after) or token.written != "倍"


def _is_item(token: Token, before: str, text: str) -> bool:
    """A list number: 1. 2、（3） 一是 at the opening of a line or sentence."""
    if not _ITEM.search(text[max(0, token.start - 2) : token.start]) or token.unit or token.scaled:
        return False
    after = text[token.end : token.end + 2]
    opens = text[max(0, token.start - 1) : token.start] in {"", "\n", "（", "。", "；", "：", "，", "“"}
    return bool(_ITEM_END.match(after)) and opens and token.low() < 100


def _is_date(token: Token, before: str, text: str) -> bool:
    after = text[token.digits_end : token.digits_end + 8]
    numeral = text[token.start : token.digits_end]
    if re.match(r"[xX×＊*]{2}", after):
        return True
    if token.unit == "日" or (after[:1] in "月日号" and not after.startswith("日均")):
        return True
    if YEARS.fullmatch(numeral) and (_AFTER_YEAR.match(after) or (token.unit in {"", "年"} and not token.scaled and not END.match(after))):
        return True
    if token.chinese and len(numeral) == 4 and numeral[0] == "二" and numeral[1] in "〇零":
        return True
    return (
        not token.unit and bool(_DATE_BEFORE.search(before)) and not token.scaled and token.low() < 32 and after[:1] in {"", "-", "/", "."}
    )


def _asserts_time(token: Token, before: str, after: str) -> bool:
    clause = last_stretch(before)
    if token.unit in {"年", "月", "时", "世纪", "年代", "旬", "代", "届", "点", "季", "级", "周"} and not re.search(
        r"寿命|年限|缩短|提前|延长|年龄", clause
    ):
        return False
    if token.unit in {"分", "秒"} and re.search(r"得分|评分|满意度|分值|指数|提高|增加", clause):
        return True
    if re.match(r"(?:过境|免签|以上|以下|内|期|制|后|前|来|里|中|热线|营业|全天|值守|的)", after) and not re.match(
        r"(?:以内|以上[，。；]|以下[，。；])", after
    ):
        return False
    if re.search(
        r"(?<![假作近今明昨生])(?:日|天数|时数|时间|时长|周期|时限|年限|寿命|年龄|学时|工时|账龄|用时|耗时|中位数|均值|平均值)(?:(?:20\d\d年|去年|上年|原来|原先|改革前)的?|控制在|保持在|稳定在|[为由从达到至约仅降缩压延短长]|[^，]压缩)*$",
        clause,
    ):
        return True
    if re.search(r"寿命|年限|平均年龄", clause):
        return True
    if _TIME_SPAN_BEFORE.search(clause) and not re.search(r"(?:天数|时间|寿命|年限|提前|时长|缩短|压缩)[^，。]{0,3}$", clause):
        return False
    return bool(_TIME_ASSERTED.search(clause)) and not token.written.startswith("年")
