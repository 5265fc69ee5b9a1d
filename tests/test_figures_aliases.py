"""Names of indicators: which mean one thing, which must never be taken for one another."""

import pytest

from nigao.figures.aliases import canonical, same_indicator


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("全省地区生产总值", "地区生产总值"),
        ("GDP", "地区生产总值"),
        ("高企", "高新技术企业"),
        ("国家高新技术企业", "高企"),
        ("科技型中小企业入库数", "科技型中小企业评价入库"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("货物进出口总额", "外贸进出口总额"),
        ("技术合同交易额", "技术合同成交额"),
        ("高新技术企业数量", "高新技术企业"),
        ("实际利用外资", "实际使用外资"),
        ("研发经费占地区生产总值比重", "R&D占GDP比重"),
        ("新建高标准农田", "建成高标准农田"),
        ("居民消费价格", "CPI"),
        ("“两重”项目开工", "两重项目开工"),
        ("城镇居民人均可支配收入", "城镇常住居民人均可支配收入"),
    ],
)
def test_different_names_of_one_indicator_agree(one, two):
    assert same_indicator(one, two)
    assert same_indicator(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("国家级孵化器", "省级孵化器"),
        ("孵化器", "国家级孵化器"),
        ("新增高新技术企业", "高新技术企业"),
        ("规上工业增加值", "工业增加值"),
        ("服务业增加值占比", "服务业增加值"),
        ("数字经济增加值", "数字经济产值"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("进口额", "出口额"),
        ("一般公共预算收入", "财政收入"),
        ("城镇调查失业率", "城镇登记失业率"),
        ("居民人均可支配收入", "城镇居民人均可支配收入"),
        ("一般公共预算收入", "一般公共预算支出"),
        ("制造业增加值", "服务业增加值"),
        ("人均地区生产总值", "地区生产总值"),
        ("累计孵化企业", "孵化企业"),
        ("进出口总额", "出口总额"),
        ("固定资产投资", "工业投资"),
        ("中学", "小学"),
        ("专利授权量", "发明专利授权量"),
        ("存量企业", "新增企业"),
    ],
)
def test_indicators_that_differ_in_a_qualifier_stay_apart(one, two):
    assert not same_indicator(one, two)


def test_a_unit_can_add_its_own_short_names():
    extra = {"双软": "软件企业和软件产品"}
    assert canonical("全市双软认定数", extra) == "软件企业和软件产品认定数"
    assert not same_indicator("双软", "软件企业和软件产品")
    assert same_indicator("双软", "软件企业和软件产品", extra)


@pytest.mark.parametrize("name", ["全市规上工业增加值", "GDP", "高企", "R&D占GDP比重", "细颗粒物（PM2.5）年均浓度", ""])
def test_the_usual_name_of_the_usual_name_is_itself(name):
    assert canonical(canonical(name)) == canonical(name)
