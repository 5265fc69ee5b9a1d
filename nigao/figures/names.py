"""Whether a number in a text is a figure, or part of a date, a name, an ordinal, a class or a set phrase."""

from __future__ import annotations

import re
from bisect import bisect_right

from nigao.figures import words_names as names
from nigao.figures import words_units as units
from nigao.figures.scan import Token
from nigao.quantity.amount import is_range
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
_YEARS = re.compile(r"(?:19|20)\d\d")
_DATE_BEFORE = re.compile(r"(?:\d{4}[年./-]|\d月|[年月/-])$")
_LATIN = re.compile(r"[A-Za-z]")
_MODEL = re.compile(r"(?:[A-Za-zⅠ-Ⅹ][-—]?|[-—+#№*×]|歼|运|轰|直|长征|神舟|天舟|嫦娥|玲龙|东风|北斗|风云|国道|省道|京津冀|PM_?|第)$")
_SIGNS_AFTER = re.compile(r"\+|[A-Za-z]|×|\*|-[A-Za-z]|[.]\d+[.]|号|#|°|′|[：:]\d\d(?!\d)")
_BEFORE_BARE = re.compile(
    r"(?:上|近|超|超过|突破|破|过|逾|达|达到|约|到|至|跨越|迈上|站上|跃上|冲破|接近|登上|迈过|跨过|不足|不到|实现|共|成|首破|再破|新破|均超|均破|力争|首超|冲刺|挺进|跨入|迈入|进入|踏上)$"
)
_VERSION = re.compile(r"\d\.0")  # 扩大开放2.0任务: a name's edition
_FORMULA = re.compile(r"(?:[一二两三四五六七八九十百千万亿双多]+[^\d，。]{0,1})$")
_OF_SIZE = re.compile(r"\d[多余]?[个家项](?:以上)?(?:总投资|投资额?|年?产值|营业收入|营收|销售收入)(?:超过|超|达到?|在)?$")
# 产值超亿元企业75家, 总投资超10亿元的项目: which ones.
_PASSED = re.compile(
    r"(?:投资|产值|营收|收入|税收|纳税|销售额?|市值|估值|资产|规模)(?:总额|额)?(?:均|达到|达)?(?:超[十百千万亿美]{1,4}元[和、及])?(?:超|超过|过|突破|上|逾|达到?)$"
)
# 超亿元企业75家, 1—10亿元项目4个: which ones, and then how many.
_OF_CLASS = re.compile(
    r"(?:级|量级)?的?(?:重大|重点|产业|工业)?(?:企业|项目|工程)(?:达到?|有|共|数)?(?:\d|[一二两三四五六七八九十]+[个家])"
)
_SOME_OF = re.compile(r"一批[^，。；]{0,16}$")  # 引进了一批总投资超亿元和超千万美元的项目: of what size
_WHERE_ALL = re.compile("(?:目前|现有|全[省市县区镇乡村])+$")  # 全镇50头以上黄牛养殖企业42家
_AS_MANY_OF = re.compile(r"(?:以上|以下)?的(?:[一-龥]{0,4})(?:\d|[一二两三四五六七八九十]+)[\d十百]*[个家户]")
_NO_NAME = re.compile(r"(?:其中|达到?|超过?|不足|近|在)*")
_WHO_PASSED = re.compile(
    r"的?(?:重大|重点|优质|大|经济|示范|特色|专业|行政)?(?:强[村镇]|村|乡镇|合作社|村集体|企业|项目|工程|产业|集群|园区|产品|单品|品牌|大户|公司)(?=达|有|数|增|占|共|为|累计|新|超|\d|、|和)"
)
_LEVEL_AFTER = re.compile(r"级(?!别?以上重点实验室)|型|式|类(?:水|以上|地区|、)|时代|度电价")
_THRESHOLD = re.compile(r"(?:及)?(?:以上|以下|以内|及其以上)(?:的)?(?=[\u4e00-\u9fff“])")
_CAPACITY_NAME = re.compile(rf"[^，。；、\d\n（）的]{{0,14}}?(?:{'|'.join(sorted(names.PROJECTS, key=len, reverse=True))})")
_CLASS_AFTER = re.compile(rf"(?:[^，。；、\d\n（）]{{0,4}}?)(?:{'|'.join(sorted(names.CLASS_NOUNS, key=len, reverse=True))})")
_DOCTRINE = re.compile(rf"[“‘]|(?:{'|'.join(sorted(names.DOCTRINE, key=len, reverse=True))})")
_COUNTING = re.compile(rf"(?:{'|'.join(sorted(names.COUNTING, key=len, reverse=True))})(?:了|了约)?(?:[^，。；、\n]{{0,3}})$")
_TIME_ASSERTED = re.compile("|".join(sorted(names.TIME_ASSERTED, key=len, reverse=True)))
_TIME_SPAN_BEFORE = re.compile(
    r"(?:连续|持续|长达|历时|时隔|用了?|为期|过去|未来|今后|前|后|近|最近|每|第|这|的|经过|不到|不足|短短|利用|力争|奋斗|再|满|当|首|实施|坚持|存续|滚动|提前谋划|推动)$"
)
_RANK_AFTER = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(names.NO_RANK_AFTER, key=len, reverse=True)))})")
_RANK_BEFORE = re.compile(rf"(?:{'|'.join(sorted(names.RANK_SCOPES, key=len, reverse=True))})[^，。；、\n]{{0,8}}$")
_ORDINAL_CLASS = re.compile(r"[个次届批轮季期条艘架颗座支部章节页集台款代]")
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
_THREE_BRANCHES = re.compile(r"[、和及与]第?[二三](?:[、和及与]第?三)?(?:次?产业|产)")
_HALF_WAY = re.compile(r"(?:时间|任务|双|“双)(?:完成)?过$")  # 时间过半、任务过半
_FROM_LAST = re.compile(r"[从由](?:去年|上年|年初|(?:19|20)\d\d年|“?十[一二三四五]五”?末)的?$")
_LEAD = re.compile(r"(?:从|由|达到|达|为|至|到|到达|超过|突破|超|破|约|近|计|共|升至|降至|得分|指数|评分|倍差|系数|比值|[：:])$")
_END = re.compile(r"[，。；、）\n]|[缩提升降下上增减扩收]\w?[至到]|以上|左右|以内|以下|$")


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


# 地区生产总值超百亿县增至35个: which counties, and not how many.
_SIZE_OF_PLACE = re.compile("[十百千]?[万亿]+[县区市镇乡村]")


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
    if _is_class(token, before, after) or _is_set_phrase(token, before, after):
        return False
    return (
        _is_chinese_count(token, before, after, text[token.start : token.end])
        if token.chinese
        else _is_arabic_count(token, before, after, text)
    )


def _is_rank(token: Token, before: str, after: str) -> bool:
    clause = last_stretch(before)
    if _THREE_BRANCHES.match(after):
        return False  # 第一、二、三产业
    if re.search(r"[放摆]在(?:了|更加?)?[^，。]{0,4}$", clause):
        return False
    if token.comparator == "le" and re.match("的[^，。]{1,8}中(?:[，有]|$)", after):
        return False  # 增加值排名前10的行业中，有7个…: among which
    if not token.written and token.comparator == "le":
        return bool(re.search(r"(?:全国|世界|全球|全省|全市|进入|跻身|居|列|位|排名?|稳居|保持)[^，。]{0,8}$", clause)) and bool(
            _END.match(after) or after[:1] in "行列强的"
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
    return (bool(_END.match(after) or after[:1] in "的；和与及至大") and bool(_RANK_BEFORE.search(clause))) or (
        not token.chinese and bool(_END.match(after)) and bool(clause)
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
        return not _LATIN.match(after) and before[-1:] not in "/-" and not re.match("[纳微毫]米|英寸|千伏|型|版", after)
    if token.kind == "fold" and token.unit == "倍" and token.written == "倍" and token.chinese and token.value in {"100", "1000", "10000"}:
        return bool(_BEFORE_BARE.search(before))
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
    if _YEARS.fullmatch(numeral) and (
        _AFTER_YEAR.match(after) or (token.unit in {"", "年"} and not token.scaled and not _END.match(after))
    ):
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
        r"(?<![假作近今明昨生])(?:日|天数|时间|时长|周期|时限|年限|寿命|年龄|学时|工时|账龄|用时|耗时)(?:(?:20\d\d年|去年|上年|原来|原先|改革前)的?|控制在|保持在|稳定在|[为由从达到至约仅降缩压延短长]|[^，]压缩)*$",
        clause,
    ):
        return True
    if re.search(r"寿命|年限|平均年龄", clause):
        return True
    if _TIME_SPAN_BEFORE.search(clause) and not re.search(r"(?:天数|时间|寿命|年限|提前|时长|缩短|压缩)[^，。]{0,3}$", clause):
        return False
    return bool(_TIME_ASSERTED.search(clause)) and not token.written.startswith("年")


def _is_class(token: Token, before: str, after: str) -> bool:
    """Thresholds (亿元以上项目), capacities (700万吨露天矿项目) and grades (千亿级) that belong to a name."""
    if _LEVEL_AFTER.match(after) or (not token.unit and re.match("后(?:[，、]|群体)", after)):
        return True
    clause = last_stretch(before)
    if clause.endswith(("不满", "未满")):
        return True  # 不满3名党员的支部: which
    if token.unit in {"米", "公里"} and re.match(r"范围|以?内(?!河|需)(?=[一-龥])", after):
        return True
    if re.match(r"(?:及)?以上的[^，。；、\d]{2,10}\d", after):
        return True  # 新增100亩以上的果业面积1.8万亩: which, and then how much
    if token.unit == "元" and re.match("以上(?:及|和|或)", after) and re.search("(?:对|将|把)[^，。]*$", clause):
        return True  # 对预算金额500万元以上及新增的项目开展评估: which
    threshold = _THRESHOLD.match(after)
    if threshold and token.unit:
        rest = after[threshold.end() :]
        counted = (
            token.unit in units.THINGS
            and bool(_COUNTING.search(clause) or re.search(r"[\u4e00-\u9fff]{2}$", _WHERE_ALL.sub("", clause)))
            and token.unit not in {"户", "层", "床"}
        )
        steep = token.unit == "度" and re.match("[的]?[^，。]{0,2}坡", rest) is not None
        return token.unit == "岁" or steep or (bool(_CLASS_AFTER.match(rest)) and not counted)
    return (
        token.unit in names.CAPACITIES
        and bool(_CAPACITY_NAME.match(after))
        and not re.search(r"(?:总投资|规模|面积|产能|完成|建成|新增|改造|新建|实施|建设|推进|治理|修复)$", clause)
    )


def _is_set_phrase(token: Token, before: str, after: str) -> bool:
    """56个民族, 四本预算: who we are, not what was counted; 推进200个以上投资超亿元的项目: which projects."""
    if (token.unit == "节" and after.startswith("气")) or (token.unit == "件" and re.match("大事(?!记)", after) and token.chinese):
        return True
    if token.chinese and token.unit == "项" and re.match("合计|相加|共计|之和", after):
        return True  # 两项合计: those just told
    if token.unit == "种" and re.match("有色金属", after):
        return True  # 十种有色金属: what the statistics call them
    if token.chinese and token.value == "2" and token.unit == "项" and after.startswith("补贴"):
        return True  # 残疾人两项补贴
    if token.unit == "元" and _AS_MANY_OF.match(after) and _NO_NAME.fullmatch(last_stretch(before)):
        return True  # 达到100万元的村2个，90—100万元的2个: which, and then how many
    if token.unit == "项" and re.match("(?:基本)?(?:社会保险|社保)", after):
        return True  # 五项社会保险: what they are called
    if token.unit == "本" and after.startswith("预算"):
        return True
    if token.unit == "个" and token.value == "56" and after.startswith("民族"):
        return True
    if token.unit == "个" and re.match("(?:维度|方面)(?!的?指标)", after):
        return True
    if token.unit in units.THINGS and re.match(r"[^，。；、\d]{1,8}中(?:排名?|位?[居列])", after):
        return True  # 在14个街道中排名第三: among how many
    if token.unit.endswith("元") and _PASSED.search(before) and _WHO_PASSED.match(after):
        return True
    if token.unit.endswith("元") and token.bare and _PASSED.search(before) and _SOME_OF.search(last_stretch(before)):
        return True
    if (
        token.unit.endswith("元")
        and _OF_CLASS.match(after)
        and not re.search("(?:完成|实现|安排|投入|拨付|下达|争取|到位)[^，]*$", last_stretch(before))
    ):
        return True
    return token.unit == "元" and after.startswith("的") and bool(_OF_SIZE.search(last_stretch(before)))


def _is_chinese_count(token: Token, before: str, after: str, numeral: str) -> bool:
    clause = last_stretch(before)
    if token.written in {"盘", "兆"} or (numeral + after).startswith(names.PLACES):
        return False
    if token.bare:
        counted = token.comparator == "approx" and bool(token.unit)  # 百余家, 千余户
        return (
            (counted or bool(_BEFORE_BARE.search(clause)))
            and (bool(token.unit) or token.scaled)
            and not re.match(r"(?:级|强|年|家万户|众一心|姓|变|元级)", after)
            and _bare_fits(token, clause, after)
        )
    if (re.match(r"二(?![百千万亿])", numeral) and token.low() == 2) or re.match(r"事(?!项)|(?:盘|元|兆|张网|本预算)", after):
        return False
    bare_digits = re.match(r"[一二两三四五六七八九零〇]{2,}", numeral)
    if bare_digits and bare_digits.group() == numeral.rstrip(token.written or "。") and not is_range(token.value):
        return False
    named = token.written in units.NAMING and not _COUNTING.search(clause)
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
        return token.low() >= 100 or (token.low() >= 10 and bool(_COUNTING.search(clause)))
    if token.unit in units.STRONG or token.low() >= 20:
        return not re.match(r"(?:一|代表|工程|合一|套)", after) and not before.endswith("第")
    return _counts_weakly(token, clause, after)


def _bare_fits(token: Token, clause: str, after: str) -> bool:
    loose = clause.endswith(("上", "过", "成", "到", "至", "实现", "共", "进入"))
    return not loose or bool(token.unit) or (token.low() >= 10000 and not clause.endswith(("成", "至", "到", "共")))


def _counts_weakly(token: Token, clause: str, after: str) -> bool:
    """个, 项, 条, 次 … after a small Chinese numeral: only where something is really counted."""
    if after[:1] in {"，", "。", "；", "、", ""}:
        return bool(_COUNTING.search(clause)) or token.comparator == "approx"  # 各级荣誉十余项
    if token.unit == "次":
        return not re.match(r"(?:会议|全会|党代会|代表|分配|产业|创业|飞跃|青睐|亲临|参加|考察|视察)", after)
    if _DOCTRINE.match(after) or re.match(r"[^，。；]{0,8}(?:均|都|双双|分别)", after):
        return False
    return bool(_COUNTING.search(clause)) or clause == "" or token.unit not in {"个", "项", "条", "种", "批", "场", "支"}


def _is_arabic_count(token: Token, before: str, after: str, text: str) -> bool:
    if token.written == "期" and _CLASS_HELD.match(after):
        return True
    if (
        token.written == "期"
        and re.match(r"[、，。；（\d]", after)
        and re.search(r"培训|举办|组织|开展|编发|刊发|印发|简报|专刊|班", before)
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
    lettered = _LATIN.match(after) and token.written in units.THINGS  # 2家A股上市公司
    if _SIGNS_AFTER.match(after) and token.written not in units.LATIN and not lettered:
        return False
    if _VERSION.fullmatch(text[token.start : token.digits_end]) and not token.unit and not token.scaled and not _END.match(after):
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
        return not _LATIN.search(before[-1:])
    if "." in token.value and re.search("(?:缩小|扩大|提高|下降|上升|降低|减少|增加|回落)了?$", before) and _END.match(after):
        return True  # 收入比缩小0.06
    if "." in token.value and _FROM_LAST.search(before) and _END.match(after):
        return True  # 收入比由上年的1.93缩小至1.9
    return (
        bool(_LEAD.search(before)) and bool(_END.match(after)) and not re.fullmatch(r"\d{5,}", token.value)
    ) or token.comparator == "approx"


def _is_counted_straight(token: Token, before: str, after: str) -> bool:
    thing = _COUNTED_STRAIGHT.match(after)
    if thing is None or "." in token.value or is_range(token.value) or _YEARS.fullmatch(token.value):
        return False
    if token.value.startswith("0") or _END.match(after) or _CALLED.search(thing.group()) or thing.group()[0] in "年月日时号":
        return False
    return bool(_COUNTS_HERE.search(last_stretch(before)))
