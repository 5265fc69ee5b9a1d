"""The rules that are code, because they carry what was named from figure to figure: what each says, and examples that must be decided by it.

They name the indicator (``nigao.figures.indicator``, ``naming``, ``pointing``, ``borrowing``), tell level from change (``nigao.figures.movement``) and read how exact a figure is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Coded:
    """A rule in code. yes: (example with its figure between ⟨ and ⟩, what the rule says there)."""

    id: str
    words: str
    yes: tuple[tuple[str, str], ...]


CODED: tuple[Coded, ...] = (
    Coded("indicator.before", "what stands before the number", (("规上工业增加值达到⟨120亿元⟩。", "规上工业增加值"),)),
    Coded("indicator.behind", "the thing counted stands behind its number", (("改造⟨89个⟩老旧小区。", "改造老旧小区"),)),
    Coded(
        "indicator.funded",
        "money put up, before it is said what for",
        (("民生支出424亿元。统筹安排⟨120亿元⟩，保障民生实事。", "统筹安排资金"),),
    ),
    Coded(
        "indicator.spent_on",
        "what a bare 投资 was put into stands behind it",
        (("投资107万元，完成中华路9.3公里弹石路面；投资⟨100万元⟩，完成松林公路1.7公里水泥硬化。", "松林公路投资"),),
    ),
    Coded(
        "indicator.limit_behind", "the limit of what was told", (("债务余额为1427亿元，控制在省政府批准的⟨1499亿元⟩限额内。", "债务限额"),)
    ),
    Coded("indicator.carried", "nothing is named: what the sentence spoke of last", (("税收收入50亿元，增长⟨5%⟩。", "税收收入"),)),
    Coded(
        "indicator.next_year",
        "the next year's of what the sentence told of this one",
        (
            ("新认定高新技术企业33家，有效期内总数达到194家，2027年计划新认定⟨35家⟩。", "高新技术企业"),
            ("技术合同成交额18.6亿元，同比增长21.6%，明年目标⟨21亿元⟩。", "技术合同成交额"),
        ),
    ),
    Coded("indicator.added", "新增 of what stands behind", (("新增⟨8家⟩上市公司。", "上市公司"),)),
    Coded(
        "indicator.examples",
        "the names before are examples of the noun behind",
        (
            ("建设电子元器件、生物制造⟨3个⟩省实验室。", "省实验室"),
            ("某某牧业、某某养殖⟨两家⟩万头猪场建成投产。", "万头猪场"),
        ),
    ),
    Coded(
        "indicator.measured_first",
        "a size told before what it is of",
        (
            ("推进总投资⟨33.9亿元⟩的高端产业项目。", "高端产业项目总投资"),
            ("建成全长⟨19公里⟩的九杨路。", "九杨路全长"),
        ),
    ),
    Coded("indicator.two_units", "one thing counted in two units", (("城市低保新增276户⟨462人⟩。", "城市低保"),)),
    Coded(
        "indicator.done_by",
        "who did it, of what was told just before",
        (
            ("客运量83亿人次。铁路完成⟨26亿人次⟩。", "铁路客运量"),
            ("粮食作物可完成种植38万亩，其中水稻完成⟨30万亩⟩。", "水稻种植"),
        ),
    ),
    Coded(
        "indicator.other_than",
        "what the other did, by which it was passed",
        (("第二产业增加值增长6.9%，快于第三产业的⟨4.8%⟩。", "第三产业增加值"),),
    ),
    Coded("measure.as_the_other", "the other's is told as the one's", (("第二产业增加值增长6.9%，快于第三产业的⟨4.8%⟩。", "change"),)),
    Coded(
        "indicator.portion",
        "a share of a whole or of a plan",
        (
            ("税收收入完成年初预算的⟨102.5%⟩。", "税收收入完成年初预算"),
            ("到位资金726.2亿元，超全年挑战目标⟨726亿元⟩的序时进度。", "到位资金挑战目标"),
        ),
    ),
    Coded("indicator.beyond_plan", "by how much a plan is passed", (("高新技术企业超额完成目标⟨20家⟩。", "高新技术企业"),)),
    Coded("indicator.rank", "who is placed, and on which list", (("进出口总额居全省⟨第3位⟩。", "进出口总额"),)),
    Coded("indicator.respectively", "分别: one name each, in order", (("城镇、农村居民收入分别增长4%、⟨5%⟩。", "农村居民收入"),)),
    Coded(
        "indicator.account",
        "bare words of an account lean on the fund and level named last",
        (
            ("市级社会保险基金预算收入45亿元，完成预算的112%。支出预算⟨46亿元⟩。", "市级社会保险基金支出预算"),
            ("全市政府性基金预算收入100亿元，加上上级补助40亿元，收入合计⟨140亿元⟩。", "政府性基金预算收入合计"),
        ),
    ),
    Coded(
        "indicator.budget_changed",
        "a budget told before, changed in the course of the year",
        (("政府性基金预算收入年初预算6551万元，执行中调整为⟨26551万元⟩。", "政府性基金预算收入调整预算"),),
    ),
    Coded(
        "indicator.sum",
        "as much as those told last together: of all of them",
        (("争取超长期特别国债9200万元、中央预算内投资6500万元，合计⟨1.57亿元⟩。", "超长期特别国债、中央预算内投资合计"),),
    ),
    Coded("indicator.people", "people or beds are counted, not the place behind", (("信众⟨3000余人⟩的教堂。", "信众"),)),
    Coded("indicator.effect", "惠及, 受益: of what the clause before tells", (("改造老旧小区60个，惠及⟨3万户⟩。", "改造老旧小区惠及"),)),
    Coded(
        "measure.plain",
        "an amount or rate with no movement",
        (("森林覆盖率⟨45%⟩。", "level"), ("新增轨道交通里程30公里，轨道交通总里程⟨909公里⟩。", "level")),
    ),
    Coded("measure.moves", "words of rise or fall before the number", (("事故起数下降⟨12%⟩。", "change"),)),
    Coded("measure.reached", "where a movement ended", (("失业率降至⟨4.7%⟩。", "level"),)),
    Coded("measure.addition", "新增 of a stock", (("新增公园⟨12座⟩。", "change"),)),
    Coded("measure.flow", "新增 in the name of a flow", (("新增专项债券⟨5亿元⟩。", "level"),)),
    Coded("measure.points", "percentage points", (("森林覆盖率提高⟨1.2个百分点⟩。", "change"),)),
    Coded("measure.points_reached", "points that were reached", (("增速差距扩大到⟨1.2个百分点⟩。", "level"),)),
    Coded("measure.beyond_plan", "what passes a plan is a change", (("高新技术企业超额完成目标⟨20家⟩。", "change"),)),
    Coded("measure.two_units", "as the other unit of one thing", (("城市低保新增276户⟨462人⟩。", "change"),)),
    Coded(
        "measure.rate_reached",
        "a rate named before, told here without a verb",
        (("规上工业增加值增速比全国高1.8个百分点，达到⟨7.7%⟩。", "change"), ("农村居民收入增速居全国第5位，达⟨6.3%⟩。", "change")),
    ),
    Coded("measure.doubled", "翻番", (("旅游收入⟨翻一番⟩。", "change"),)),
    Coded("measure.rate_behind", "增长 stands behind the number", (("税收实现⟨3%⟩正增长。", "change"),)),
    Coded("measure.cut_by", "cut by how much", (("公用经费按⟨5%⟩压减。", "change"),)),
    Coded("measure.made_less", "what is made less", (("减少企业成本⟨130亿元⟩。", "change"),)),
    Coded(
        "measure.as_listed",
        "moves as the figure before it in one list",
        (
            ("税收收入、非税收入分别增长5%、⟨3%⟩。", "change"),
            ("新增富民产业1.3万亩，其中果业9542亩，有机茶叶⟨2000亩⟩。", "change"),
            ("新增跨国公司地区总部45家，亚太区总部⟨15家⟩。", "change"),
        ),
    ),
    Coded("measure.portion", "a share is a level however it moved", (("税收收入占比提高到⟨75%⟩。", "level"),)),
    Coded("measure.rank", "a place on a list", (("总量居全省⟨第3位⟩。", "rank"),)),
    Coded("measure.owner_in_brackets", "the brackets divide a change", (("增加债券预算1.48亿元（一般债券⟨0.36亿元⟩）。", "change"),)),
    Coded("bound.after", "以上, 以内, 左右 behind the number", (("新建学校⟨5所⟩以上。", "ge"),)),
    Coded("bound.before", "超过, 不超过, 约 before it", (("收入超过⟨5亿元⟩。", "ge"), ("失业率控制在不超过⟨5%⟩。", "le"))),
    Coded("bound.number", "余, 多 inside it, else exact", (("服务企业⟨300余家⟩。", "approx"), ("服务企业⟨300家⟩。", "eq"))),
)
