"""Reading figures out of running text, through the front door."""

import re
from decimal import Decimal

import pytest
from figures_gold import FOLDER
from hypothesis import given, settings
from hypothesis import strategies as st

from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import MOST, read_figures, read_mentions
from nigao.own_year.paper import paper_years
from nigao.reading import build_report
from nigao.report import Document, Heading

YEAR = Calendar("2024", "2025")


def read(text: str, calendar: Calendar = YEAR) -> list[Figure]:
    return read_figures(text, calendar=calendar)


def one(text: str, calendar: Calendar = YEAR) -> Figure:
    figures = read(text, calendar)
    assert len(figures) == 1, figures
    return figures[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure", "comparator"),
    [
        ("地区生产总值达到4.72万亿元。", "4720000000000", "元", "level", "eq"),
        ("服务企业1.2万余户。", "12000", "户", "level", "approx"),
        ("培育科技型企业三百一十八家。", "318", "家", "level", "eq"),
        ("按期办结率九成五以上。", "95", "%", "level", "ge"),
        ("高新技术企业占全市五分之一。", "0.2", "分之", "level", "eq"),
        ("专利数量翻了两番。", "4", "倍", "change", "eq"),
        ("旅游收入翻一番。", "2", "倍", "change", "eq"),
        ("出口额增长1.5倍。", "1.5", "倍", "change", "eq"),
        ("综合排名居全省第3位。", "3", "位", "rank", "eq"),
        ("空气质量进入全国前十。", "10", "位", "rank", "le"),
        ("产量居全国首位。", "1", "位", "rank", "eq"),
        ("城乡居民收入比缩小至2.31∶1。", "2.31", "", "level", "eq"),
        ("开工备案项目比例达到1∶3.4。", "1:3.4", "", "level", "eq"),
        ("经济增长5%—6%。", "5..6", "%", "change", "eq"),
        ("新建停车场30至40个。", "30..40", "个", "level", "eq"),
        ("集聚企业近百家。", "100", "家", "level", "approx"),
        ("惠及群众3千多人。", "3000", "人", "level", "approx"),
        ("全社会用电量1200亿千瓦时。", "120000000000", "千瓦时", "level", "eq"),
        ("栽植苗木23万株。", "230000", "株", "level", "eq"),
        ("万人发明专利拥有量50.2件。", "50.2", "件", "level", "eq"),
        ("细颗粒物年均浓度30.5微克/立方米。", "30.5", "微克/立方米", "level", "eq"),
        ("人口自然增长率为百分之零点三。", "0.3", "%", "level", "eq"),
        ("事故起数下降12.8%。", "-12.8", "%", "change", "eq"),
        ("登记失业率控制在4.5%以内。", "4.5", "%", "level", "le"),
        ("森林覆盖率提高1.2个百分点。", "1.2", "百分点", "change", "eq"),
        ("旅客吞吐量再次破亿。", "100000000", "", "level", "ge"),
        ("新登记经营主体20余万户。", "200000", "户", "level", "approx"),
        ("全员劳动生产率16.8万元/人。", "168000", "元/人", "level", "eq"),
        ("千人负伤率0.21‰。", "0.21", "‰", "level", "eq"),
        ("总里程由9000多公里增加到2万5千公里。", "9000", "公里", "level", "approx"),
    ],
)
def test_a_number_is_read_as_really_written(text, value, unit, measure, comparator):
    figure = read(text)[0]
    assert (figure.value, figure.unit, figure.measure, figure.comparator) == (value, unit, measure, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "深入贯彻党的二十大和二十届二中、三中全会精神。",
        "“十四五”规划实施三年来，坚持一带一路。",
        "2024年3月5日，第三次会议召开。",
        "一是加强领导。二是压实责任。",
        "实施“百县千镇万村”工程，推动四链融合。",
        "国产大飞机C919投入运营，加快5G网络建设。",
        "拨打12345热线，执行GB/T 9704标准。",
        "印发〔2020〕12号文件，落实《2024—2026年行动计划》。",
        "建立1+N政策体系，推进“双倍增”行动。",
        "坚持两个毫不动摇，增强“四个意识”。",
        "把就业放在首位，第一时间响应，成为全国唯一一家试点。",
        "加强60岁以上老年人关爱，支持规模以上企业发展。",
        "多项政策、若干举措、一大批项目落地。",
        "抓好三个方面工作，连续14年保持稳定。",
        "三次产业协调发展，打造千亿级产业集群。",
        "推进G42高速和3号线建设，PM2.5治理成效明显。",
        "贯彻中央八项规定精神，十分重视千家万户冷暖。",
        "",
        "　\n\n",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text):
    assert read(text) == []


def test_a_subject_told_once_serves_the_figures_that_follow():
    figures = read("地区生产总值达到4.7万亿元、增长5%，一般公共预算收入增长3.1%。")
    assert [f.indicator for f in figures] == ["地区生产总值", "地区生产总值", "一般公共预算收入"]


def test_a_general_word_borrows_what_it_is_of_and_nothing_more():
    figures = read("规上工业企业达300家，实现营业收入500亿元、利润40亿元。本公司实现营收10亿元，利润2亿元，税收1亿元，增速居全省第3位。")
    assert [f.indicator for f in figures] == [
        "规上工业企业",
        "规上工业企业营业收入",
        "规上工业企业利润",
        "营收",
        "利润",
        "税收",
        "税收增速",
    ]


def test_a_page_of_nothing_but_numbers_is_read_in_passing():
    assert len(read("5%。" * 10_000)) == 10_000
    assert len(read("5%" * 10_000)) == MOST, "of a sentence without end so many"
    assert read("万" * 50_000) == []


def test_respectively_is_split_in_order_and_shared_words_are_given_back():
    figures = read("城镇、农村常住居民人均可支配收入分别增长4.4%、5.9%，一、二、三产业增加值分别增长4%、5%和6%。")
    assert [(f.indicator, f.value) for f in figures] == [
        ("城镇常住居民人均可支配收入", "4.4"),
        ("农村常住居民人均可支配收入", "5.9"),
        ("第一产业增加值", "4"),
        ("第二产业增加值", "5"),
        ("第三产业增加值", "6"),
    ]


def test_additions_to_a_stock_are_changes_and_flows_are_levels():
    figures = read("新增高新技术企业20家、瞪羚企业5家，城镇新增就业30万人，新建学校8所。")
    assert [(f.indicator, f.measure) for f in figures] == [
        ("高新技术企业", "change"),
        ("瞪羚企业", "change"),
        ("城镇新增就业", "level"),
        ("新建学校", "level"),
    ]


def test_a_plan_is_told_from_a_review_and_each_has_its_year():
    text = "一、2024年工作总结\n办结事项38件。\n二、2025年工作打算\n办结事项40件以上，去年为38件。\n"
    figures = read(text)
    assert [(f.status, f.period) for f in figures] == [("actual", "2024"), ("target", "2025"), ("actual", "2024")]


def test_a_named_year_goes_before_the_reports_own():
    figures = read("低保标准从2020年的645元/月提高到2024年的801元/月。到2027年，研发投入强度达到3%。")
    assert [f.period for f in figures] == ["2020", "2024", "2027"]
    assert figures[-1].status == "target"


def test_a_modifier_stands_where_it_is_written():
    figures = read("两项余额分别突破20万亿元和11万亿元，就业30万人、输转500万人以上。")
    assert [f.comparator for f in figures] == ["ge", "ge", "eq", "ge"]


def test_headings_give_the_section_and_the_part():
    text = "一、去年干了什么\n建成泵站3座。\n二、下一步打算\n建成泵站5座。\n"
    second = text.index("二、")
    headings = [Heading(1, "一、", "去年干了什么", False, 0, 8), Heading(1, "二、", "下一步打算", False, second, second + 7)]
    figures = read_figures(text, calendar=YEAR, headings=headings)
    assert [(f.section, f.status) for f in figures] == [("去年干了什么", "actual"), ("下一步打算", "target")]


def test_a_number_torn_by_a_line_break_or_by_stray_quotes_is_read_whole():
    torn = "全区完成国家科技型中小企业评价入库，入选市级培育库企业，推荐上报创新龙头企业 8“ ”家，技术合同交易额达 16\n.01 亿元。"
    assert [f.value for f in read(torn)] == ["8", "1601000000"]


def test_twenty_xx_is_kept_as_a_year():
    assert one("20xx年完成入库318家。", Calendar("20xx", "20xx")).period == "20xx"


# Laws.

COUNT = st.integers(min_value=2, max_value=9999)
INVISIBLE = st.sampled_from(["\u200b", "\ufeff", "\u2060", "\u00ad"])
SENTENCES = st.sampled_from(
    [
        "规上工业增加值增长9.4%，进出口总额突破万亿元、居全国第5位。",
        "新建学校8所，累计服务1.2万余户，满意率98.5%。",
        "城镇、农村居民收入分别增长4.4%、5.9%，事故起数下降三成以上。",
        "到2027年，培育企业300家左右，总投资1.5亿元。",
    ]
)


@settings(deadline=None)
@given(COUNT)
def test_a_scale_multiplies_the_value(number):
    plain, wan, yi = (one(f"产值达到{number}{scale}元。") for scale in ("", "万", "亿"))
    assert Decimal(wan.value) == Decimal(plain.value) * 10_000
    assert Decimal(yi.value) == Decimal(wan.value) * 10_000


@settings(deadline=None)
@given(COUNT, st.integers(min_value=1, max_value=500))
def test_a_range_holds_its_two_ends_in_order(low, more):
    figure = one(f"建设站点{low}—{low + more}个。")
    assert figure.value == f"{low}..{low + more}"


@settings(deadline=None)
@given(COUNT)
def test_a_fall_is_the_negative_of_a_rise(number):
    rise, fall = one(f"能耗上升{number}%。"), one(f"能耗下降{number}%。")
    assert Decimal(rise.value) == -Decimal(fall.value)


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="0123456789一二三两十百千万亿个家%第前位约超“”（）、，。；：年月日增长下降分别其中达到至—和 \n\tA.·∶", max_size=80))
def test_any_text_is_read_without_error_and_offsets_hold(text):
    figures = read(text)
    assert all(text[f.start : f.end] == f.text and f.text for f in figures)
    assert [f.start for f in figures] == sorted({f.start for f in figures})


def meaning(figure: Figure) -> tuple[str, ...]:
    return figure.value, figure.unit, figure.indicator, figure.measure, figure.status, figure.comparator, figure.period


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_invisible_characters_change_nothing_but_offsets(text, data):
    torn = text
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(torn)))
        torn = torn[:at] + data.draw(INVISIBLE) + torn[at:]
    assert [meaning(f) for f in read(torn)] == [meaning(f) for f in read(text)]
    assert all(torn[f.start : f.end] == f.text for f in read(torn))


@settings(deadline=None)
@given(SENTENCES)
def test_full_width_digits_change_nothing_but_the_surface(text):
    wide = text.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789.%"})
    assert [meaning(f) for f in read(wide)] == [meaning(f) for f in read(text)]
    assert all(wide[f.start : f.end] == f.text for f in read(wide))


@settings(deadline=None)
@given(st.lists(SENTENCES, min_size=2, max_size=6))
def test_sentences_are_read_the_same_alone_and_together(sentences):
    together = [meaning(f) for f in read("\n".join(sentences))]
    assert together == [meaning(f) for sentence in sentences for f in read(sentence)]


def test_what_a_movement_began_with_is_of_no_told_year_and_both_ends_share_the_name() -> None:
    began, ended = read_figures("年末城镇调查失业率从上半年5.5%降到5.3%。", calendar=YEAR)
    assert (began.indicator, began.period) == ("城镇调查失业率", "")
    assert (ended.indicator, ended.period) == ("城镇调查失业率", "2024")


def test_a_year_that_stands_alone_before_its_figures_holds_till_the_next_one() -> None:
    figures = read_figures("2023年，城镇新增就业8.1万人；2024年，城镇新增就业8.6万人。", calendar=YEAR)
    assert [f.period for f in figures] == ["2023", "2024"]


def test_an_edition_in_a_name_is_no_figure() -> None:
    assert not read_figures("深入落实服务业扩大开放2.0任务。", calendar=YEAR)


def test_a_rank_held_for_years_is_named_without_the_years() -> None:
    assert one("北京连续9年稳居自然指数科研城市榜首。").indicator == "自然指数科研城市"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("民间投资占比提高5个百分点，民间投资占固定资产投资的比重提高3个百分点。", ["民间投资占比", "民间投资占固定资产投资的比重"]),
        ("货物进出口增长5%，其中进口增长2%、出口增长8%。", ["货物进出口", "货物进口", "货物出口"]),
        (
            "地区生产总值达13.7万亿元、增长5.8%、增量全国第一，总量突破13万亿元。",
            ["地区生产总值", "地区生产总值", "地区生产总值增量", "地区生产总值"],
        ),
        ("建成过江通道4座、在建8座，经营主体达500万户、新登记60万户。", ["建成过江通道", "在建过江通道", "经营主体", "新登记经营主体"]),
        ("经营主体稳中培优。总量达1461万户，新登记147万户。", ["经营主体", "新登记经营主体"]),
        ("重点整车项目陆续投产、在京生产新能源汽车约30万辆。", ["在京生产新能源汽车"]),
        ("9个国家区域医疗中心全部开诊，36项卡点攻关取得突破，12类大病纳入保障范围。", ["国家区域医疗中心", "卡点攻关", "大病"]),
        ("粮食产量屡创历史新高，达到1.09万亿斤。", ["粮食产量"]),
        ("中央财政安排832亿元支持水利建设，安排专项资金3亿元支持企业技术改造。", ["中央财政支持水利建设", "企业技术改造专项资金"]),
        ("城市公园、“口袋公园”保有量分别达到1436个、883个。", ["城市公园保有量", "“口袋公园”保有量"]),
        ("高技术制造业、装备制造业增加值分别增长10.6%、7.9%。", ["高技术制造业增加值", "装备制造业增加值"]),
        ("制定修改废止政府规章8件，新增等级民宿100家。", ["制定修改废止政府规章", "等级民宿"]),
        ("贷款余额连跨4个万亿元台阶、突破9万亿元。", ["贷款余额", "贷款余额"]),
        ("14亿多人口大国保持就业稳定。", ["人口"]),
    ],
)
def test_the_name_is_what_is_measured_and_nothing_said_of_it(text: str, names: list[str]):
    assert [figure.indicator for figure in read(text)] == names


@pytest.mark.parametrize("text", ["56个民族共同团结奋斗。", "推进200个以上投资超亿元的文旅重大项目。", "将25度以上陡坡旱地逐步调出。"])
def test_what_says_which_and_not_how_many_is_no_figure(text: str):
    assert [figure.text for figure in read(text)] in ([], ["200个"])


def test_a_movement_that_began_last_year_ends_in_the_year_told_of():
    figures = read("二、2025年工作安排\n赤字率从去年的2.1%提高到2.3%。\n")
    assert [(f.value, f.period, f.status) for f in figures] == [("2.1", "2024", "actual"), ("2.3", "2025", "target")]


def test_a_few_years_are_a_span_of_as_many():
    figures = read("近三年累计，能耗下降10%。“十四五”前三年累计建成公园26个。比前五年增长1.2倍。")
    assert [f.period for f in figures] == ["2022-2024", "2021-2023", "2020-2024"]


def test_a_year_end_inside_a_look_back_over_five_years_does_not_end_it():
    text = "一、过去五年工作回顾\n五年来，新建学校35所。2024年底，常住人口92万人。改造危房8000户。\n"
    assert [f.period for f in read(text)] == ["2020-2024", "2024", "2020-2024"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "毛利率为42.5%，较2023年的39.8%提升2.7个百分点。",
            [("42.5", "level", "2024"), ("39.8", "level", "2023"), ("2.7", "change", "2024")],
        ),
        (
            "负债率为41.7%，比上年的44.2%下降2.5个百分点。",
            [("41.7", "level", "2024"), ("44.2", "level", "2023"), ("-2.5", "change", "2024")],
        ),
        ("办结时限由2022年的15.6天压缩到6.2天。", [("15.6", "level", "2022"), ("6.2", "level", "2024")]),
        (
            "浓度为28微克/立方米，相比2020年的31微克/立方米下降9.7%。",
            [("28", "level", "2024"), ("31", "level", "2020"), ("-9.7", "change", "2024")],
        ),
    ],
)
def test_what_a_figure_is_compared_with_is_of_its_own_year(text: str, expected: list[tuple[str, str, str]]):
    figures = read(text)
    assert [(f.value, f.measure, f.period) for f in figures] == expected
    assert len({f.indicator for f in figures}) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("物业板块实现营业收入301亿元，同比增长27%。", ["物业板块营业收入", "物业板块营业收入"]),
        ("规模以上工业企业实现利润总额45.2亿元，旅游业完成总收入86亿元。", ["规模以上工业企业利润总额", "旅游业总收入"]),
        ("集团公司实现利润12亿元，上缴税费3.4亿元。", ["利润", "上缴税费"]),
        (
            "一般公共预算收入完成12.3亿元，完成年初预算的102.5%，增长6.1%。",
            ["一般公共预算收入", "一般公共预算收入完成年初预算", "一般公共预算收入"],
        ),
        (
            "实际利用外资4729万美元，完成年目标任务117.4%，其中现汇进资1811万美元。",
            ["实际利用外资", "实际利用外资完成目标任务", "现汇进资"],
        ),
        ("固定资产投资完成86亿元，为年度计划的105%。", ["固定资产投资", "固定资产投资完成年度计划"]),
        ("基本每股收益1.52元，每股净资产5.3元。", ["基本每股收益", "每股净资产"]),
        ("169家国家高新区中属于高技术产业的企业达90129家。", ["国家高新区", "高技术产业的企业"]),
        ("相关业务收入首破184亿元，利润总额排名同行业企业的第3位。", ["相关业务收入", "利润总额"]),
        (
            "高技术产业创造的营业收入、工业总产值分别为149547亿元、83463亿元。",
            ["高技术产业创造的营业收入", "高技术产业创造的工业总产值"],
        ),
        ("累计成交房屋1366套、成交额10.6亿元。", ["成交房屋", "房屋成交额"]),
        ("先后投资12亿元，改制以来向社会捐赠600余万元。", ["投资", "捐赠"]),
        ("其中55/65纳米贡献22.8%。", ["55/65纳米贡献"]),
        ("第三幼儿园项目，占地面积8436平方米，投入建设资金2100万元。", ["第三幼儿园项目占地面积", "第三幼儿园项目投入建设资金"]),
        ("资产负债率71.4%；全年累计实现营业收入2253亿元。", ["资产负债率", "营业收入"]),
        (
            "国有企业增加值增长1%，集体企业增长0.7%；采矿业增加值下降0.4%，制造业增长6.9%。",
            ["国有企业增加值", "集体企业增加值", "采矿业增加值", "制造业增加值"],
        ),
        (
            "高技术产业和装备制造业增加值分别增长10.6%和9.1%，占工业增加值比重分别为12.2%和32.6%。",
            ["高技术产业增加值", "装备制造业增加值", "高技术产业增加值占工业增加值比重", "装备制造业增加值占工业增加值比重"],
        ),
        ("全市电诈警情、损失数同比下降24.8%、39.1%。", ["电诈警情", "损失数"]),
        ("完成客运量83亿人次。分方式看，铁路完成26亿人次，公路完成51亿人次。", ["客运量", "铁路客运量", "公路客运量"]),
        ("实施总投资33.9亿元的一批高端产业项目，完成全长19.2公里的九杨路。", ["高端产业项目总投资", "九杨路全长"]),
        ("城市低保新增276户462人，为243户530人发放救助金12.7万元。", ["城市低保", "城市低保", "发放救助金", "发放救助金", "发放救助金"]),
        ("对400余条安全隐患进行了督促整改，两项工程已完成主体封闭。", ["安全隐患", "工程"]),
        ("7家中央企业的利润总额超过1000亿元。", ["中央企业", "中央企业的利润总额"]),
        ("全年实现GDP762亿元，增长1.2%；营业收入2124亿元，净利润122亿元。", ["GDP", "GDP", "营业收入", "净利润"]),
        ("产值超亿元企业达75家，比去年同期增加10家；产值超10亿元企业有6家。", ["产值超亿元企业", "产值超亿元企业", "产值超10亿元企业"]),
        ("项目企业实现产值2072亿元；新增产值282亿元，超时序进度6.6个百分点。", ["项目企业产值", "项目企业新增产值", "项目企业新增产值"]),
        ("PM2.5浓度24.7μg/m3，排名全省第5。", ["PM2.5浓度", "PM2.5浓度"]),
        (
            "开发区完成销售收入170亿元，占全市60.6%，比全市平均增幅高8.41个百分点。",
            ["开发区销售收入", "开发区销售收入占全市比重", "开发区销售收入"],
        ),
        (
            "注册外资2.8亿美元，实际利用外资1.3亿美元，其中开发区注册外资2.4亿美元，实际利用外资1.1亿美元，分别占全市63.6%和65.5%。",
            ["注册外资", "实际利用外资", "开发区注册外资", "实际利用外资", "开发区注册外资占全市比重", "实际利用外资占全市比重"],
        ),
        ("小微企业、“三农”贷款增速比各项贷款平均增速分别高4.2和0.7个百分点。", ["小微企业贷款", "“三农”贷款"]),
        ("前三季度国内生产总值529971亿元，按可比价格计算，同比增长6.7%。分季度看，一季度同比增长6.6%。", ["国内生产总值"] * 3),
    ],
)
def test_names_of_companies_and_offices_are_read_as_those_of_governments(text: str, names: list[str]):
    assert [figure.indicator for figure in read(text)] == names


def test_what_is_still_to_come_is_aimed_at_also_in_a_review():
    text = "一、工作总结\n新增车位2900余个，并计划于今年年底完成停车场建设，新增车位400余个。展望2026年，营收增长20-25%。\n"
    assert [(f.status, f.period) for f in read(text)] == [("actual", "2024"), ("target", "2024"), ("target", "2026")]


def test_a_number_below_zero_keeps_its_sign():
    figures = read("净出口的贡献率为-8.6%，货运量2685万吨，同比增长-9.7%。")
    assert [(f.text, f.value, f.indicator) for f in figures] == [
        ("-8.6%", "-8.6", "净出口的贡献率"),
        ("2685万吨", "26850000", "货运量"),
        ("-9.7%", "-9.7", "货运量"),
    ]


def test_what_two_years_are_compared_with_does_not_move_the_figure():
    figures = read("年末资产总额39287亿元，较2020年、2019年同期分别增长9%、16%。")
    assert [f.period for f in figures] == ["2024", "2024", "2024"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年预计（下同）完成地区生产总值760亿元（含港务区）、增长5.6%。", ["地区生产总值", "地区生产总值"]),
        ("全年地区生产总值同比（下同）增长4.5%，规模以上工业增加值增长6.9%。", ["地区生产总值", "规模以上工业增加值"]),
        ("荣登全国发展潜力百强县榜首，位居全国百强县投资潜力第3。", ["发展潜力百强县", "百强县投资潜力"]),
        ("三次产业结构由上年的14.9:33.2:51.9调整为15.3:31.3:53.4。", ["三次产业结构", "三次产业结构"]),
        ("地区生产总值方面，降幅较年初收窄24个百分点，当季同比增长15.4个百分点。", ["地区生产总值降幅", "地区生产总值降幅"]),
        ("工业经济总量成为全区第四个突破2000亿元大关的地区。", ["工业经济总量"]),
        ("总投资12亿元某某新材料（一期）等一批重点项目顺利实施。", ["某某新材料总投资"]),
        ("盘活建设某某艺术中心二期等闲置项目7个、总面积达6万平方米。", ["盘活闲置项目", "盘活闲置项目总面积"]),
        ("紧盯市环保督察5方面21项问题逐一销项整改。", ["市环保督察问题"]),
        ("11项主要指标中7项高于全市平均水平。", ["主要指标", "主要指标"]),
        ("全市GDP连续迈上5000亿元、6000亿元两大台阶。", ["GDP", "GDP"]),
        ("拆除建筑5000平方米、信众3000余人的教堂，7县（市、区）脱贫摘帽。", ["拆除建筑", "信众", "脱贫摘帽"]),
        ("海外新签合同额为52.78亿元（约折合7.96亿美元），占全部业务的11%。", ["海外新签合同额"] * 2 + ["海外新签合同额占全部业务比重"]),
        (
            "设计类、监理类、其他项目的新签合同额分别是133亿元、9亿元、87亿元。",
            ["设计类新签合同额", "监理类新签合同额", "其他项目的新签合同额"],
        ),
        ("投资130万元对社区进行改造，完成第五批538户共有产权房选房。", ["社区投资", "共有产权房选房"]),
    ],
)
def test_names_of_county_and_street_reports(text: str, expected: list[str]):
    assert [figure.indicator for figure in read(text)] == expected


def test_what_several_shares_were_last_year_and_are_now():
    figures = read("产业结构构成由上年的22%、28%和50%调整为21%、27%和52%。")
    assert [(f.indicator, f.period) for f in figures] == [("产业结构构成", "2023")] * 3 + [("产业结构构成", "2024")] * 3


def test_how_many_times_of_an_earlier_year_two_things_are():
    figures = read("一般公共预算收入32.83亿元，支出242.14亿元，是2015年的1.3倍和1.5倍。")
    assert [(f.text, f.indicator, f.period) for f in figures[2:]] == [
        ("1.3倍", "一般公共预算收入", "2024"),
        ("1.5倍", "一般公共预算支出", "2024"),
    ]


def test_a_year_told_inside_a_look_back_over_five_years_is_its_sentences_own():
    five = Calendar("2020", "2021")
    text = "一、工作回顾\n过去的五年，是拼搏的五年。2020年地区生产总值达到476亿元，年均增长4.98%。累计投入扶贫资金71.3亿元，748个贫困村退出。\n"
    assert [f.period for f in read(text, five)] == ["2020", "2016-2020", "2016-2020", "2016-2020"]
    text = "一、工作回顾\n这五年，全市GDP迈上6000亿元台阶，人均GDP突破13万元。\n"
    assert [(f.period, f.status) for f in read(text, five)] == [("2016-2020", "actual"), ("2020", "actual")]


def test_a_plan_named_inside_a_sentence_turns_no_part():
    figures = read("一、工作回顾\n东北电网“十四五”期间投资最大的工程竣工投运。5个园区建成。\n")
    assert [(f.period, f.status) for f in figures] == [("2024", "actual")]


def test_a_plan_told_as_an_amount_is_aimed_at_and_lends_its_share_no_name():
    figures = read("一般公共预算收入累计完成24627万元，完成年初预算数60999万元的40.4%，比上年减收1070万元，下降4.2%。")
    assert [(f.indicator, f.measure, f.status, f.value) for f in figures] == [
        ("一般公共预算收入", "level", "actual", "246270000"),
        ("一般公共预算收入年初预算数", "level", "target", "609990000"),
        ("一般公共预算收入完成年初预算数", "level", "actual", "40.4"),
        ("一般公共预算收入", "change", "actual", "-10700000"),
        ("一般公共预算收入", "change", "actual", "-4.2"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "肉鸡养殖规模场128户，存栏335万羽；生猪存栏6.9万头、出栏65.6万头。",
            ["肉鸡养殖规模场", "肉鸡养殖规模场存栏", "生猪存栏", "生猪出栏"],
        ),
        ("一产增加值完成97.1亿元。\n（三）一产固投：一产固投完成54.4亿元，增速排全省第6。", ["一产增加值", "一产固投", "一产固投增速"]),
        ("（五）2022年高标准农田建设考核指标23.1万亩。", ["高标准农田建设考核指标"]),
        ("今年新增100亩以上的果业面积1.8万多亩。", ["100亩以上的果业面积"]),
        ("完成2023年度6个和美乡村省级中心村建设，推出35个对接平台。", ["和美乡村省级中心村建设", "对接平台"]),
        ("某某渔业等8个项目意向投资19.2亿元。", ["项目", "项目意向投资"]),
        ("地方一般公共预算收入3.5亿元，自然增幅2%，同口径完成3.67亿元，增幅6.1%。", ["地方一般公共预算收入"] * 4),
        ("工业项目新开工110个、竣工投产60个。", ["工业项目新开工", "工业项目竣工投产"]),
        ("GDP总量达到12000亿元，增速在所有的副省级城市中名列第一。", ["GDP总量", "GDP总量增速"]),
        ("按照“15平方公里15万人口”的规划建设城南新区。", []),
        ("全面小康综合实现程度达92.11%，5项指标实现程度提高10个百分点以上。", ["小康综合实现程度", "指标", "指标实现程度"]),
        ("将41个中小学（幼儿园）建设项目纳入民生实事。", ["中小学建设项目"]),
        ("向不满3名党员的幼儿园选派党建指导员。", []),
    ],
)
def test_names_of_farming_and_finance_reports(text: str, expected: list[str]):
    assert [figure.indicator for figure in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新收首次执行案件500万件，执结422万件。", ["新收首次执行案件", "执结首次执行案件"]),
        ("规上工业增加值增长7%，投资增长21%，消费增长13%。", ["规上工业增加值", "投资", "消费"]),
        ("举办33期代表专题学习班，加入国际公约11件。", ["代表专题学习班", "加入国际公约"]),
        ("小学281所，幼儿园177所（公办58所，民办119所）。", ["小学", "幼儿园", "公办幼儿园", "民办幼儿园"]),
        ("县乡公路改造累计完成投资29亿元，超年计划45.8%。", ["县乡公路改造投资", "县乡公路改造投资"]),
        ("整理归档2003年10月1日至2016年12月31日婚姻档案16万份。", ["整理归档婚姻档案"]),
        ("棚户区改造开工45.7万套，开工率54.1%；基本建成26万套。", ["棚户区改造开工", "棚户区改造开工率", "棚户区改造建成"]),
        ("2、生物医药产业正在恢复性增长，完成产值23亿元。", ["生物医药产业产值"]),
        ("接待游客544万人次，恢复至2019年同期水平的81%，全省排位第8。", ["接待游客", "接待游客恢复至2019年同期水平", "接待游客"]),
        ("全区实际利用外资13.7亿美元，市口径同比增长13.6%。", ["实际利用外资", "实际利用外资"]),
        ("规上企业269家，其中超亿元企业75家，1—10亿元项目4个。", ["规上企业", "超亿元企业", "1—10亿元项目"]),
        ("新增债券资金8亿元，其中：市直5亿元，某某区3亿元。", ["新增债券资金", "市直新增债券资金", "某某区新增债券资金"]),
        ("偿还到期政府债券本金69.5亿元后，债务余额为1427亿元。", ["偿还到期政府债券本金", "债务余额"]),
        ("收入累计835亿元，比“十三五”541亿元增加294亿元。", ["收入", "收入", "收入"]),
        ("投资比一季度高出0.5个百分点。", ["投资"]),
        ("第一产业51.5万人，第二产业24.9万人，占比分别为：39.3%、19.0%。", ["第一产业", "第二产业", "第一产业占比", "第二产业占比"]),
        ("建立一支超130人的用工保障服务专员队伍。", ["用工保障服务专员队伍"]),
        ("11项主要经济指标中，有6项没有完成目标任务。", ["主要经济指标", "没有完成目标任务"]),
        ("15个市级重点项目经市重点办审核完成投资17.48亿元。", ["市级重点项目", "市级重点项目投资"]),
        ("地方各级人民法院2015年受理案件1951.1万件。", ["地方各级人民法院受理案件"]),
        ("32件议案涉及的10个立法项目已经通过。", ["议案", "立法项目"]),
        ("半年拆除违法建筑5000余平方米。", ["拆除违法建筑"]),
        ("一般公共预算收入完成2.8亿元，完成排名全州第6位。", ["一般公共预算收入", "一般公共预算收入"]),
        ("二审开庭率同比增长超过25个百分点。", ["二审开庭率"]),
        ("地区生产总值超百亿县增至35个。", ["地区生产总值超百亿县"]),
        ("保障性安居工程新安排740万套。", ["保障性安居工程"]),
        ("自治区层面推进重大项目2200个。", ["重大项目"]),
        ("但赤字率稳定在2.1%。", ["赤字率"]),
        ("查处企业监管、市场准入等环节行贿、受贿犯罪36件。", ["查处企业监管、市场准入等环节行贿、受贿犯罪"]),
        (
            "服务业增加值增长5.8%，对全市GDP的贡献率达42.4%，拉动全市经济增长2.6个百分点。",
            ["服务业增加值", "服务业增加值对GDP的贡献率", "服务业增加值拉动全市经济"],
        ),
        ("规模以上制造业增加值增长9.5%，拉动规上工业增长8.4个百分点。", ["规模以上制造业增加值", "规模以上制造业增加值拉动规上工业"]),
        (
            "财政总收入2.16亿元，其中地方一般预算收入1.26亿元，分别完成年度计划的113.1%和120.4%，分别增长21.7%和26.1%。",
            ["财政总收入", "地方一般预算收入", "财政总收入完成年度计划", "地方一般预算收入完成年度计划", "财政总收入", "地方一般预算收入"],
        ),
    ],
)
def test_names_of_other_offices_papers(text: str, expected: list[str]):
    assert [figure.indicator for figure in read(text)] == expected


@pytest.mark.parametrize("text", ["推进平安三门峡建设。", "支持五家渠市发展。", "五台县脱贫摘帽。", "七台河市转型。", "建设三门县医院。"])
def test_a_place_whose_name_reads_like_a_count_is_no_figure(text):
    assert not read(text)


def test_a_number_of_four_hundred_digits_is_one_number_and_its_neighbours_are_read():
    figures = read("收入" + "9" * 400 + "元，支出5亿元。")
    assert [(figure.indicator, len(figure.value)) for figure in figures] == [("收入", 400), ("支出", 9)]


def test_a_sentence_of_fifty_thousand_characters_is_read_as_far_as_its_bound_and_its_places_stay_short():
    text = "收入增长5%、" * 7200
    mentions = read_mentions(text, calendar=YEAR)
    assert len(mentions) == MOST
    assert max(mention.sentence.end - mention.sentence.start for mention in mentions) <= 2000


@pytest.mark.parametrize("text", ["1" * 20_000, "一" * 20_000, "９" * 20_000, "1." * 10_000, "（" * 20_000, "亿" * 20_000])
def test_a_text_of_nothing_but_digits_or_marks_is_read_to_its_end(text):
    assert all(0 <= figure.start < figure.end <= len(text) for figure in read(text))


def printed(text: str, width: int, indent: str, head: str) -> str:
    """A text as a printed page's text layer has it: wrapped at a width, blanks around numbers, page marks and running heads between the lines."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = indent + re.sub(r"(\d[\d.]*)", r" \1 ", paragraph.strip()) if paragraph.strip() else ""
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
    return "\n".join(line + (f"\n{head}" if number % 22 == 21 else "") for number, line in enumerate(lines))


@pytest.mark.parametrize("head", ["— 3 —", "某市人民政府公报  2026 年第 10 期\n23"])
@pytest.mark.parametrize("indent", ["　　", ""])
@pytest.mark.parametrize("name", ["reports/安徽省_2026_plan", "reports/贵州省_2025_review", "office/财政局-中山_2026_review"])
def test_a_printed_page_is_read_as_its_text(name, indent, head):
    path = FOLDER / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    calendar = paper_years(path.name, text).calendar

    def told(figures: list[Figure]) -> list[tuple[str, ...]]:
        return [(f.value, f.unit, f.measure, f.status, f.comparator, f.period) for f in figures]

    assert told(read(printed(text, 30, indent, head), calendar)) == told(read(text, calendar))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "一、二产分别增长3%、5%，对经济增长的贡献率分别为10%、40%。",
            ["一产", "二产", "一产对经济增长的贡献率", "二产对经济增长的贡献率"],
        ),
        ("进口、出口分别增长3%、5%，分别拉动外贸增长1.2、2.1个百分点。", ["进口", "出口", "进口拉动外贸增长", "出口拉动外贸增长"]),
        ("采矿业增长3%，拉动工业增长0.5个百分点，贡献率为9%。", ["采矿业", "采矿业拉动工业", "采矿业贡献率"]),
        ("教育支出10亿元，科技支出3亿元，两项合计占比20%。", ["教育支出", "科技支出", "教育支出、科技支出占比"]),
        ("低保对象84399人，其中城镇4992人、农村79407人。", ["低保对象", "城镇低保对象", "农村低保对象"]),
        ("组织30家企业参加12场招聘会。", ["企业", "参加招聘会"]),
        ("有色金属95.6万吨，其中：铜增长14%，锌增长3.6%。", ["有色金属", "有色金属铜", "有色金属锌"]),
        ("收入67.8亿元（已剔除调入资金13亿元），增长7%。", ["收入", "剔除调入资金", "收入"]),
    ],
)
def test_what_is_told_of_several_is_told_of_each(text: str, names: list[str]):
    assert [figure.indicator for figure in read(text)] == names


def test_months_of_the_year_before_and_a_running_half_year_are_told_apart():
    half = paper_years("2024年上半年经济运行情况.docx", "").calendar
    assert (half.reviewed, half.planned) == ("2024", "2024")
    figures = read("投资增长2%（同期为下降31.9%、去年全年下降39.7%）。", Calendar("2024", "2024", "review"))
    assert [figure.period for figure in figures] == ["2024", "2023", "2023"]


def test_the_second_half_of_the_year_is_looked_back_on_in_a_years_paper_and_planned_in_half_a_years():
    told = "下半年，外部需求走弱，全市出口额320亿元。"
    assert one(told).status == "actual"
    assert one("下半年，新建微型消防站8个。", Calendar("2024", "2024")).status == "target"


def test_a_verb_that_two_names_share_is_said_once():
    area, sales = read("全年商品房销售面积、销售额分别下降12.3%和15.6%。")
    assert (area.indicator, sales.indicator) == ("商品房销售面积", "商品房销售额")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("新增就业3200人，完成投资12亿元。", ["就业", "投资"]),
        ("培训职工800人，实现产值5.6亿元。", ["培训职工", "产值"]),
        ("实施重点项目286个，完成投资612亿元。", ["重点项目", "重点项目投资"]),
    ],
)
def test_persons_counted_before_lend_their_name_to_no_money(text: str, names: list[str]):
    assert [figure.indicator for figure in read_figures(text, calendar=Calendar("2025", "2026"))] == names


def test_of_a_sentence_without_end_so_many_figures_are_read_and_a_person_is_told():
    text = "全市完成" + "、".join(f"项目{number}个" for number in range(1, 20001)) + "。完成投资3亿元。"
    report = build_report("示例市2025年总结.txt", "x", Document(text))
    assert [figure.text for figure in report.figures][-2:] == ["1000个", "3亿元"] and len(report.figures) == 1001
    assert report.warnings == ("有一句话里的数字超过1000个，只读了前1000个，请检查原文是否缺了标点。",)


@pytest.mark.parametrize(
    "opening",
    [
        "六、2027年计划。",
        "六、2027年工作打算：",
        "（三）下步打算：",
        "（三）下一步工作思路。",
        "3.明年计划：",
        "2027年工作安排。",
        "六、2027年计划\n",
    ],
)
def test_what_a_paragraph_tells_behind_a_heading_of_its_own_that_names_a_plan_is_planned(opening: str):
    text = f"二、道路。新建改造园区道路10.3公里。\n{opening}新建改造园区道路9公里，整治内涝点4处。"
    figures = read_figures(text, calendar=Calendar("2026", "2027", "review"))
    assert [(f.value, f.status, f.period) for f in figures] == [
        ("10.3", "actual", "2026"),
        ("9", "target", "2027"),
        ("4", "target", "2027"),
    ]


def test_a_plan_within_a_paragraph_ends_where_the_next_heading_as_high_stands():
    text = "（一）下步打算：一是抓建设，新建道路9公里。\n1.整治内涝点4处。\n（二）民生。建成人才公寓520套。\n2027年计划。新建道路7公里。\n二是建成公园3处。\n建成学校2所。"
    figures = read_figures(text, calendar=Calendar("2026", "2027", "review"))
    assert [f.status for f in figures] == ["target", "target", "actual", "target", "target", "actual"]


@pytest.mark.parametrize(
    "opening", ["（二）人才计划：", "二、落实三年行动计划。", "六、2026年计划。", "六、2026年计划完成情况。", "二、聚焦年度目标。"]
)
def test_a_heading_within_a_paragraph_that_names_no_plan_for_the_year_to_come_leaves_results_results(opening: str):
    figures = read_figures(f"{opening}新建改造园区道路9公里。", calendar=Calendar("2026", "2027", "review"))
    assert [(f.status, f.period) for f in figures] == [("actual", "2026")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "有效期内高新技术企业总数达到194家，2027年计划新认定35家、总数突破220家。",
            [("有效期内高新技术企业总数", "194"), ("有效期内高新技术企业", "35"), ("有效期内高新技术企业总数", "220")],
        ),
        ("新增规上企业12家，总数达到142家，2027年再培育10家。", [("规上企业", "12"), ("规上企业总数", "142"), ("规上企业", "10")]),
        ("在孵企业总数203家，新引进30家。", [("在孵企业总数", "203"), ("新引进在孵企业", "30")]),
        ("学校总数达到61所，比上年增加6所，2027年再新增5所。", [("学校总数", "61"), ("学校总数", "6"), ("学校", "5")]),
        ("省级工厂总数达到20家，新增5家。", [("省级工厂总数", "20"), ("省级工厂", "5")]),
    ],
)
def test_what_is_done_behind_a_total_is_done_to_the_thing_and_is_no_total(text: str, told: list[tuple[str, str]]):
    figures = read_figures(text, calendar=Calendar("2026", "2027", "review"))
    assert [(figure.indicator, figure.value) for figure in figures] == told


def test_what_is_added_again_is_a_change_and_not_the_total_told_before_it():
    figures = read_figures("新增研发平台7个，总数达到61个；2027年再新增6个。", calendar=Calendar("2026", "2027", "review"))
    assert [(f.indicator, f.measure, f.status, f.period) for f in figures] == [
        ("研发平台", "change", "actual", "2026"),
        ("研发平台总数", "level", "actual", "2026"),
        ("研发平台", "change", "target", "2027"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("开展隐患排查7轮次。", "7", "轮次"),
        ("隐患排查不少于8轮次。", "8", "轮次"),
        ("完成检测86样次。", "86", "样次"),
        ("开展会诊35诊次，效果明显。", "35", "诊次"),
        ("派出36班组。", "36", "班组"),
        ("巡查240人天。", "240", "人天"),
        ("接听热线2.3万通。", "23000", "通"),
        ("建成120网格。", "120", "网格"),
        ("开设3专业。", "3", ""),
        ("覆盖36灯组。", "36", ""),
    ],
)
def test_a_thing_is_counted_whatever_its_measure_word(text: str, value: str, unit: str) -> None:
    figure = one(text)

    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["实施366工程。", "打造1122体系。", "开展1110行动。", "落实12345热线。", "开通3号线。", "完成2024年任务。", "建成5G网络。"]
)
def test_the_number_in_a_name_counts_nothing(text: str) -> None:
    assert not read(text)


def test_what_describes_a_thing_planned_for_next_year_is_planned_for_it_too() -> None:
    _, *planned = read("新增专业3个，明年将建成实训中心1个，建筑面积8600平方米，可同时容纳600名学生实训。今年培训900人。")

    assert [(figure.text, figure.status, figure.period) for figure in planned] == [
        ("1个", "target", "2025"),
        ("8600平方米", "target", "2025"),
        ("600名", "target", "2025"),
        ("900人", "actual", "2024"),
    ]


@pytest.mark.parametrize("number", ["4、", "4．", "4）", "（4）", "4."])
def test_the_number_of_an_item_is_no_part_of_what_it_tells(number: str) -> None:
    assert one(f"总的情况是好的。\n{number}为22所学校食堂完成改造升级。\n").indicator == "学校食堂完成改造升级"


def test_of_indicators_those_that_are_reached_are_named_by_what_they_are() -> None:
    review = read("优质均衡发展国家督导评估32项指标中已有27项达标。")
    plan = read("优质均衡发展32项指标达标30项以上。")

    assert [figure.indicator for figure in review] == ["优质均衡发展国家督导评估指标", "优质均衡发展国家督导评估指标达标"]
    assert [figure.indicator for figure in plan] == ["优质均衡发展指标", "优质均衡发展指标达标"]


@pytest.mark.parametrize("text", ["●税收收入13.1亿元", "☑ 税收收入¥13.1亿元", "\uf06c税收收入：￥13.1亿元", "⑴税收收入13.1亿元"])
def test_what_opens_an_item_and_the_sign_of_money_are_no_part_of_a_name(text):
    (figure,) = read(text)
    assert (figure.indicator, figure.value, figure.unit) == ("税收收入", "1310000000", "元")
    assert text[figure.start : figure.end] == "13.1亿元"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("税收收入13.1亿元（+5.0%）。", "5"),
        ("税收收入13.1亿元(-3.1%)。", "-3.1"),
        ("税收收入13.1亿元，同比↓3.1%，排名第3。", "-3.1"),
        ("税收收入13.1亿元（↑5.0%）。", "5"),
    ],
)
def test_a_rate_with_a_sign_or_an_arrow_before_it_is_a_change(text, value):
    figure = read(text)[1]
    assert (figure.indicator, figure.value, figure.measure) == ("税收收入", value, "change")
    assert text[figure.start : figure.end] == value.removeprefix("-").replace("5", "5.0") + "%"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("税收收入（亿元）：13.1", ("税收收入", "1310000000", "元")),
        ("城镇新增就业人数(人): 3,200；", ("城镇新增就业人数", "3200", "人")),
        ("城镇登记失业率（%）：3.5", ("城镇登记失业率", "3.5", "%")),
    ],
)
def test_a_unit_in_brackets_behind_a_name_is_the_numbers(text, told):
    (figure,) = read(text)
    assert (figure.indicator, figure.value, figure.unit) == told
    assert text[figure.start : figure.end] in ("13.1", "3,200", "3.5")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "城北水厂二期工程累计完成总工程量的86%，全年完成投资3.15亿元，因取水口迁建审批滞后，通水时间推迟；"
            "南部片区污水处理厂于5月18日开工建设，全年完成投资1.24亿元，占年度计划的112.7%。",
            ["城北水厂二期工程完成总工程量", "城北水厂二期工程投资", "南部片区污水处理厂投资", "南部片区污水处理厂投资占年度计划比重"],
        ),
        ("滨河大桥建成通车，总投资4.2亿元；环城路改造正在推进，完成投资1.1亿元。", ["滨河大桥总投资", "环城路改造投资"]),
        ("住院楼投用，新增床位300张；标准厂房二期主体封顶，完成投资9200万元。", ["床位", "标准厂房二期投资"]),
        ("一分公司扭亏为盈，实现利润320万元；冷链物流园项目于8月投产，实现产值2.6亿元。", ["一分公司利润", "冷链物流园项目产值"]),
        ("管网改造工程基本完成，惠及居民3.1万户。", ["管网改造工程惠及居民"]),
        ("营业收入19.74亿元，同比增长7.5%；利润总额1.92亿元，增长9%。", ["营业收入", "营业收入", "利润总额", "利润总额"]),
    ],
)
def test_behind_a_semicolon_figures_are_of_the_thing_named_there(text: str, names: list[str]) -> None:
    assert [figure.indicator for figure in read(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("发放失业金1200万元、稳岗补贴860万元，共计2060万元。", "发放失业金、发放稳岗补贴合计"),
        ("办理民事案件320件、刑事案件85件，共405件。", "办理民事案件、办理刑事案件合计"),
        ("发放失业金1200万元、稳岗补贴860万元，共计3000万元。", "发放稳岗补贴"),
    ],
)
def test_what_is_as_much_as_those_told_before_it_is_of_all_of_them(text: str, name: str) -> None:
    assert read(text)[-1].indicator == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今年招了58个人，原计划60。", [("招聘", "58", "人", "actual"), ("招聘", "60", "人", "target")]),
        ("新建公园5座，原定新建4座。", [("新建公园", "5", "座", "actual"), ("新建公园", "4", "座", "target")]),
        ("共举办展览26场，原计划25。", [("展览", "26", "场", "actual"), ("展览", "25", "场", "target")]),
        ("培训办了102期，培训职工320个人次。", [("培训", "102", "期", "actual"), ("培训职工", "320", "人次", "actual")]),
        ("省级技术能手又出了3个。", [("省级技术能手", "3", "个", "actual")]),
        ("招商引资到位3.2个亿。", [("招商引资到位", "320000000", "", "actual")]),
        ("引进3个亿元以上项目。", [("引进亿元以上项目", "3", "个", "actual")]),
        ("劳动生产率财务那边口径还没定，你先按44.9万元/人写。", [("劳动生产率", "449000", "元/人", "actual")]),
    ],
)
def test_what_is_told_as_people_talk_is_read(text: str, told: list[tuple[str, str, str, str]]) -> None:
    assert [(f.indicator, f.value, f.unit, f.status) for f in read(text)] == told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("在岗1905人，比去年多了33个。", "33"),
        ("新建公园3座，比上年少了2座。", "-2"),
        ("培训3340人次，比去年的3120人次多了220人次。", "220"),
    ],
)
def test_a_difference_told_as_people_talk_is_a_change(text: str, value: str) -> None:
    last = read(text)[-1]
    assert (last.measure, last.value) == ("change", value)


def test_last_years_number_told_beside_this_years_is_last_years() -> None:
    assert [figure.period for figure in read("接诉2100件，去年是1800。", Calendar("2024", "2025"))] == ["2024", "2023"]


def test_traditional_characters_are_read_as_the_simplified_they_stand_for():
    figures = read("全年地區生產總值達到1,234.5億元，同比增長5.4%；新增就業4.2萬人。")
    assert [(figure.text, figure.value, figure.unit, figure.indicator) for figure in figures[:2]] == [
        ("1,234.5億元", "123450000000", "元", "地区生产总值"),
        ("5.4%", "5.4", "%", "地区生产总值"),
    ]
    assert (figures[2].text, figures[2].value, figures[2].unit) == ("4.2萬人", "42000", "人")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("运动员共夺得4金2银；获省运会12金、9银。", [("金牌", "4"), ("银牌", "2"), ("省运会金牌", "12"), ("银牌", "9")]),
        ("在省运会上取得5金3银的好成绩。", [("金牌", "5"), ("银牌", "3")]),
        (
            "营业收入和利润总额达到12亿元和3亿元，分别增长8%和11%。",
            [("营业收入", "1200000000"), ("利润总额", "300000000"), ("营业收入", "8"), ("利润总额", "11")],
        ),
        (
            "失业保险基金总收入2亿元；总支出1亿元，累计结余3亿元。",
            [("失业保险基金总收入", "200000000"), ("失业保险基金总支出", "100000000"), ("失业保险基金累计结余", "300000000")],
        ),
        ("人均花费900元，较全省人均花费低170元，全省排位第9。", [("人均花费", "900"), ("人均花费", "-170"), ("人均花费", "9")]),
        ("平均气温17℃，为1961年以来第三高；日照时数1998小时。", [("平均气温", "17"), ("平均气温", "3"), ("日照时数", "1998")]),
        ("出警量超过1000次的消防站达到135个。", [("消防站", "135")]),
    ],
)
def test_what_services_count_is_named_and_read(text: str, told: list[tuple[str, str]]) -> None:
    figures = read(text)
    assert [figure.value for figure in figures] == [value for _, value in told]
    assert all(figure.indicator.endswith(name) for figure, (name, _) in zip(figures, told, strict=True))
