"""One clean sentence for figures of the ledger that no sentence of last year's takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.draft import Verdict
from nigao.excerpt.manner import Manner, no_manner
from nigao.excerpt.surface import own, surface
from nigao.figures.figure import Figure
from nigao.figures.patterns import NEEDY, STATES
from nigao.ledger import Entry
from nigao.writing.runs import Run, joined, marked, place_of

# An indicator that begins with what was done needs no verb before its amount (新增绿道1000公里).
_DOES = re.compile(
    r"^(?:累计|全年|预计|共|已)*(?:新增|新建|新开工|新签|新引进|新认定|建成|建设|完成|实现|治理|整治|疏解|实施|改造|培育|引进|推进|发放|兑现|支持|开展|举办|争取|落实|压减|"
    r"化解|处置|打通|优化|投放|兜底|帮扶|提供|办理|制定|出台|获批|获得|建立|设立|推出|推广|开通|竣工|开工|投用|投产|招引|签约|修复|造林|减免|减税|盘活|收储|消化|清理|"
    r"发行|安排|筹集|惠及|服务|覆盖|培训|转移|承接|转化|入选|入库|拆除|植树|清欠|立改废|受理|查处|调解|评选|授予|推荐|组织|输送|吸纳|吸引|接待|带动|减少|增加|降低)"
    r"(?<!服务(?=业|站|点|区|费|器|员|队))(?<!服务(?=贸易|中心|平台|机构|窗口|外包))(?<!培训(?=班|基地|机构|中心))(?<!转移(?=支付|性))(?<!覆盖(?=率|面))(?<!组织(?=部门|机构))"
)
_RATE_NAME = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|下降率|增长|变化|变动)$")
_AREA = re.compile(
    r"(全球|世界|全国|全省|全市|全区|中部地区|中部|西部地区|西部|东部|东北|长三角|省内|国内|同类城市|省级地区|"
    r"省会城市|副省级城市|国家级[一-龥]{2,6}区)(?:各?省份?|城市|同类|同行)?$"
)
_VAGUE = re.compile(
    r"^(?:各级|上级|中央|省级|专项|统筹)?(?:资金|筹集|筹措|落实|兑现|安排|投入|拨付|下达|争取|整合|统筹|节约率|使用|完成|达到|实现|新增|减少|增加|其中)(?:资金)?$"
)
# What is counted, without saying of what (指标5项, 项目4000多个, 审定8亿元).
_GENERAL = re.compile(
    r"项目|指标|任务|事项|平台|工程|活动|问题|案件|县域|企业|基金|奖补资金|补助资金|审定|审减|评审|评审项目|置换|创业|奖励|补助|投资额|总投资|项目总投资|项目带动总投资|示范项目|落地项目"
)
_SCRAP = re.compile(
    r"20\d\d年|^(?:以上|以下|以内|提高|达到|增至|降至|其中|[、，的和与从在]|到(?![位账期岗港]))|[降升减从由占至约达的]$|[，。；：]|^(?:时间|材料|数量|人数|总数)$"
)
# A name that ends in what happened to the things counted takes its amount in front (210项关键核心技术获得突破).
_DONE = re.compile(
    r"(?:突破|提升|落地|开工|完工|竣工|获批|入选|上市|投用|投产|启用|改善|达标|覆盖|保障|解决|启动|立项|认定|完成|居|下降|上升|减少|建设)$"
)
# How often something was moved stands in front of it (五次下调基准利率).
_MOVED = re.compile(r"下调|上调|调整|降低|调低|调高|全面降准|降准|降息|降(?=[^水雨])")
_ORDER = {"level": 0, "change": 1, "rank": 2}


def well_named(indicator: str) -> bool:
    """Whether a name can stand for its figure by itself: no scrap of a sentence, no word that leans on another (人均, 竣工), no year's own."""
    return (
        len(indicator) >= 2
        and not _SCRAP.search(indicator)
        and not _VAGUE.fullmatch(indicator)
        and not _GENERAL.fullmatch(indicator)
        and indicator not in NEEDY
        and not STATES.fullmatch(indicator)
    )


def statement(entries: Sequence[Entry], variant: int = 0, manner: Manner = no_manner) -> Run:
    """Level, change and rank of one indicator in one clause, without end mark. variant: 0 to 3 are different ways to put it; manner: how
    last year's text writes amounts."""
    ordered = sorted(entries, key=lambda e: _ORDER[e.figure.measure])
    name = _name(ordered[0].figure)
    if len(ordered) == 1 and ordered[0].figure.unit == "次" and _MOVED.match(name):
        return _amount_first(ordered[0])
    if variant == 3 and len(ordered) == 1 and ordered[0].figure.measure == "level" and _DONE.search(name):
        return _amount_first(ordered[0])
    parts = [_part(entry, first=i == 0, name=name, variant=variant, manner=manner) for i, entry in enumerate(ordered)]
    return joined(parts, "、")


def _amount_first(entry: Entry) -> Run:
    """210项关键核心技术获得突破."""
    text = own(entry.figure)
    comparator, after = _compared(entry.figure, text)
    name = _name(entry.figure)
    return joined([Run(comparator), marked(text, "supported", (place_of(entry),)), Run(after + name)])


def _name(figure: Figure) -> str:
    scope = figure.scope if figure.scope and figure.scope not in figure.indicator else ""
    return f"{scope}{figure.indicator.replace('其中', '中的')}"


def _part(entry: Entry, first: bool, name: str, variant: int, manner: Manner) -> Run:
    figure = entry.figure
    like = surface(figure, manner(figure))
    written = like if like and not like.rounded else surface(figure)
    text = written.text if written else figure.text
    before, after = _words(figure, name if first else "", text, entry.sentence, variant)
    verdict: Verdict = "rounded" if written and written.rounded else "supported"
    return joined([Run(before), marked(text, verdict, (place_of(entry),)), Run(after)])


def _words(figure: Figure, name: str, text: str, sentence: str, variant: int) -> tuple[str, str]:
    if figure.measure == "rank":
        return f"{name}{('居', '位居', '排名', '列')[variant]}{area_before(sentence, figure)}", ""
    if figure.measure == "change":
        return _change(figure, name, text, variant)
    comparator, after = _compared(figure, text)
    if not name or comparator:
        return name + (comparator or "达到"), after
    if figure.unit in ("%", "分之") or not re.search(r"\d", text):
        return name + ("为", "达到", "")[variant % 3], after
    if name[-1].isascii():
        return name + ("达到", "为", "：")[variant % 3], after
    return name + ("", "达到", "为")[variant % 3], after


def _change(figure: Figure, name: str, text: str, variant: int) -> tuple[str, str]:
    falls = figure.value.startswith("-")
    comparator, after = _compared(figure, text)
    if re.match(r"翻|增长|下降|减半|倍增", text):
        return f"{name}实现" if text.startswith("翻") else name, ""
    if name and _RATE_NAME.search(name):
        same = falls == bool(re.search("降", name[-3:]))
        word = "" if re.search("增长$", name) and not falls else "为"
        return (
            (f"{name}{word}{comparator}", after)
            if same
            else (f"{_RATE_NAME.sub('', name)}{'下降' if falls else '增长'}{comparator}", after)
        )
    if figure.unit in ("%", "倍", "‰"):
        return f"{name}{'下降' if falls else '增长'}{comparator}", after
    if figure.unit == "百分点":
        return f"{name}{('下降', '降低')[variant % 2] if falls else ('提高', '增加')[variant % 2]}{comparator}", after
    if _DOES.match(name) and not falls:
        return name + comparator, after  # 建成实训中心1个 says what was done; it did not grow by one
    if name and not falls and (variant == 0) == (figure.unit not in ("元", "美元")) and variant < 2:
        return (name if _DOES.match(name) else f"新增{name}") + comparator, after
    if falls:
        return f"{name}{('减少', '下降', '降低', '减少')[variant]}{comparator}", after
    return f"{name}{('增加', '增加', '提高', '净增')[variant]}{comparator}", after


def _compared(figure: Figure, text: str) -> tuple[str, str]:
    """Words of comparison before and after the number, as the ledger has them."""
    if figure.comparator == "ge":
        return "超过", ""
    if figure.comparator == "le":
        return "控制在", "以内"
    if figure.comparator == "approx" and not re.search("余|多", text):
        return "约", ""
    return "", ""


def area_before(sentence: str, figure: Figure) -> str:
    """Among whom the rank holds, as the source says it right before the rank."""
    at = sentence.find(figure.text)
    match = _AREA.search(sentence[:at]) if at > 0 else None
    return match[1] if match else ""
