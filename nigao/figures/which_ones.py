"""Whether a number only says which ones are meant: 亿元以上项目, 56个民族, 投资超亿元的企业."""

from __future__ import annotations

import re

from nigao.figures import words_names as names
from nigao.figures import words_units as units
from nigao.figures.how_many import COUNTING
from nigao.figures.scan import Token
from nigao.text.prose import last_stretch

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
# 出警量超过1000次的消防救援站达到135个: which, and then how many.
_ABOVE = re.compile(r"[一-龥]{2}(?:超过|超|突破|不足|低于|高于|不低于|不少于|达到?)$")
_SO_MANY_OF = re.compile(r"(?:以上|以下)?的(?!资金|投资)[一-龥]{2,8}?(?:已?达到?|共?有|增至)(?:\d|[一二两三四五六七八九十]+[个家])")
_NO_NAME = re.compile(r"(?:其中|达到?|超过?|不足|近|在)*")
_WHO_PASSED = re.compile(
    r"的?(?:重大|重点|优质|大|经济|示范|特色|专业|行政)?(?:强[村镇]|村|乡镇|合作社|村集体|企业|项目|工程|产业|集群|园区|产品|单品|品牌|大户|公司)(?=达|有|数|增|占|共|为|累计|新|超|\d|、|和)"
)
_LEVEL_AFTER = re.compile(r"级(?!别?以上重点实验室)|型|式|类(?:水|以上|地区|、)|时代|度电价")
_THRESHOLD = re.compile(r"(?:及)?(?:以上|以下|以内|及其以上)(?:的)?(?=[\u4e00-\u9fff“])")
_CAPACITY_NAME = re.compile(rf"[^，。；、\d\n（）的]{{0,14}}?(?:{'|'.join(sorted(names.PROJECTS, key=len, reverse=True))})")
_CLASS_AFTER = re.compile(rf"(?:[^，。；、\d\n（）]{{0,4}}?)(?:{'|'.join(sorted(names.CLASS_NOUNS, key=len, reverse=True))})")


def is_class(token: Token, before: str, after: str) -> bool:
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
            and bool(COUNTING.search(clause) or re.search(r"[\u4e00-\u9fff]{2}$", _WHERE_ALL.sub("", clause)))
            and token.unit not in {"户", "层", "床"}
        )
        steep = token.unit == "度" and re.match("[的]?[^，。]{0,2}坡", rest) is not None
        return token.unit == "岁" or steep or (bool(_CLASS_AFTER.match(rest)) and not counted)
    return (
        token.unit in names.CAPACITIES
        and bool(_CAPACITY_NAME.match(after))
        and not re.search(r"(?:总投资|规模|面积|产能|完成|建成|新增|改造|新建|实施|建设|推进|治理|修复)$", clause)
    )


def is_set_phrase(token: Token, before: str, after: str) -> bool:
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
    if token.unit and _SO_MANY_OF.match(after) and _ABOVE.search(last_stretch(before)):
        return True
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
