"""The number guard through its front door: what may stand in a draft and what may not, with sources as a person would hand them in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nigao.checks.guard import GuardResult, check_text
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.ledger.entries import entries_of
from nigao.report import Document, Identity, Report

YEAR = Calendar("2024", "2025")
THIS_YEAR = """2024年，全市地区生产总值达到5712.6亿元、增长6.3%，一般公共预算收入412.35亿元、增长5.1%，固定资产投资增长7.4%，社会消费品零售总额增长4.8%。
新增国家级专精特新“小巨人”企业23家，累计达到96家；新认定省级专精特新企业412家。
洛龙区新增高新技术企业86家，涧西区新增高新技术企业57家，高新区新增高新技术企业143家。
全市完成技术合同成交额234000万元，比上年增长18.6%。办理行政审批事项12345件，满意率达99.2%。
城镇新增就业8.6万人，城镇登记失业率3.2%。空气质量优良天数268天，细颗粒物平均浓度下降4.7%。
进口总额56.8亿元，出口总额213.4亿元。粮食总产量达到48.57亿斤，居全省第3位。
新建改造农村公路563公里，改造老旧小区218个，惠及居民3.42万户。"""
LAST_YEAR = """2023年，全市地区生产总值达到5374.1亿元、增长5.6%，一般公共预算收入392.34亿元、增长4.4%，固定资产投资增长8.9%。
全市完成技术合同成交额197300万元。城镇新增就业8.1万人，城镇登记失业率3.4%。粮食总产量达到47.93亿斤，居全省第5位。"""
PLAN = """二、2025年工作打算
地区生产总值增长6.5%左右，力争一般公共预算收入突破440亿元。计划新建公办幼儿园35所，改造棚户区1.9万套。"""


def read(text: str, calendar: Calendar, name: str) -> list[Entry]:
    figures = read_figures(text, calendar=calendar)
    source = Source(name, name, "示例市", int(calendar.planned), reviewed_year=int(calendar.reviewed))
    return entries_of(Report(name, name, Identity(name), Document(text), figures=tuple(figures)), source)


SOURCES = read(THIS_YEAR, YEAR, "2024年总结") + read(LAST_YEAR, Calendar("2023", "2024"), "2023年总结") + read(PLAN, YEAR, "2025年打算")


def check(text: str) -> GuardResult:
    return check_text(text, SOURCES, calendar=YEAR)


def stopped(text: str) -> list[str]:
    return [span.text for span in check(text).unsupported]


@pytest.mark.parametrize(
    "text",
    [
        "2024年，全市地区生产总值达5712.6亿元，同比增长6.3%。",
        "全市GDP实现5712.6亿元，增幅为6.3%。",
        "一般公共预算收入完成412.35亿元，比上年增长5.1%。",
        "技术合同成交额为23.4亿元，增长18.6%。",
        "完成技术合同成交额２３．４亿元。",
        "新认定省级专精特新企业四百一十二家。",
        "全年办理行政审批事项1.23万件，满意率99.2%。",
        "新建改造农村公路560余公里。",
        "新建改造农村公路超过560公里，改造老旧小区近220个。",
        "粮食总产量48.57亿斤，位居全省第三位。",
        "国家级“小巨人”企业新增23家，总数达到96家。",
        "高新区新增高新技术企业143家，洛龙区、涧西区分别新增86家、57家。",
        "细颗粒物平均浓度降低4.7%，空气质量优良天数达268天。",
        "改造老旧小区21\u200b8个，惠及居民3.42万户。",
        "固定资产投资、社会消费品零售总额分别增长7.4%、4.8%。",
        "2023年，城镇新增就业8.1万人；2024年，城镇新增就业8.6万人。",
        "力争2025年一般公共预算收入突破440亿元。",
        "进口56.8亿元、出口213.4亿元。",
    ],
)
def test_a_figure_the_sources_bear_out_in_other_words_is_let_through(text: str):
    assert stopped(text) == []


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("全市地区生产总值达到5721.6亿元。", "5721.6亿元"),
        ("一般公共预算收入41.235亿元。", "41.235亿元"),
        ("技术合同成交额234000亿元。", "234000亿元"),
        ("办理行政审批事项1.32万件。", "1.32万件"),
        ("新认定省级专精特新企业四百二十一家。", "四百二十一家"),
        ("完成技术合同成交额２３．６亿元。", "２３．６亿元"),
        ("粮食总产量增长13.7%。", "13.7%"),
        ("粮食总产量居全省第2位。", "第2位"),
        ("专精特新企业数量翻一番。", "翻一番"),
        ("固定资产投资增长7%—9%。", "7%—9%"),
        ("新建改造农村公路超过570公里。", "570公里"),
        ("新建改造农村公路近560公里。", "560公里"),
    ],
)
def test_a_number_that_is_nowhere_is_stopped(text: str, stretch: str):
    assert stopped(text) == [stretch]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("固定资产投资增长4.8%。", "4.8%"),
        ("一般公共预算收入5712.6亿元。", "5712.6亿元"),
        ("城镇新增就业8.1万人。", "8.1万人"),
        ("2024年，全市完成技术合同成交额197300万元。", "197300万元"),
        ("2023年，城镇新增就业8.6万人。", "8.6万人"),
        ("涧西区新增高新技术企业86家。", "86家"),
        ("新认定国家级专精特新企业412家。", "412家"),
        ("新增省级专精特新“小巨人”企业23家。", "23家"),
        ("细颗粒物平均浓度上升4.7%。", "4.7%"),
        ("一般公共预算收入下降5.1%。", "5.1%"),
        ("进口总额213.4亿元。", "213.4亿元"),
        ("粮食总产量居全国第3位。", "第3位"),
        ("2024年，新建公办幼儿园35所。", "35所"),
        ("已改造棚户区1.9万套。", "1.9万套"),
        ("粮食总产量达到48.57亿斤，居全省第5位。", "第5位"),
    ],
)
def test_a_right_number_with_a_wrong_meaning_is_stopped(text: str, stretch: str):
    assert stopped(text) == [stretch]


@pytest.mark.parametrize(
    "text",
    [
        "一、坚持以习近平新时代中国特色社会主义思想为指导，贯彻党的二十大和二十届三中全会精神，落实“十四五”规划。",
        "（三）深入推进“一带一路”建设，实施“百县千镇万村”工程，第三批试点启动，12345热线运行平稳。",
        "2024年3月15日，按照〔2024〕12号文件要求，召开第六次常务会议，推广5G应用，C919投入运营。",
        "我们着力抓好三个方面的工作：一是强化统筹；二是狠抓落实；三是严格考核。",
        "对标GB/T 9704，完善“1+N”政策体系，第一时间回应群众关切，一批项目落地，千家万户受益。",
    ],
)
def test_what_only_looks_like_a_figure_never_alarms(text: str):
    assert stopped(text) == []


def test_coarse_rounding_is_stopped_and_the_source_is_quoted():
    result = check("全市地区生产总值达到57百亿元，一般公共预算收入412亿元，技术合同成交额23亿元。")
    (finding,) = [f for f in result.findings if f.places[0].text == "23亿元"]
    assert finding.code == "figure.unsupported"
    assert "原文234000万元" in finding.message
    assert "412亿元" not in [span.text for span in result.unsupported]


def test_a_figure_that_follows_from_the_sources_is_computed_and_shows_its_sum():
    result = check("技术合同成交额比上年增加3.67亿元。")
    assert [e.verdict for e in result.evidence] == ["computed"]
    assert "增减额＝" in result.evidence[0].note


def test_the_sum_of_the_parts_of_the_area_is_computed():
    result = check("各区共新增高新技术企业286家。")
    assert [(e.verdict, len(e.places)) for e in result.evidence] == [("computed", 3)]


def test_a_wrong_sum_is_stopped():
    assert stopped("各区共新增高新技术企业296家。") == ["296家"]


def test_evidence_leads_to_the_place_in_the_source():
    result = check("粮食总产量48.57亿斤。")
    place = result.evidence[0].places[0]
    assert THIS_YEAR[place.start : place.end] == "48.57亿斤"
    assert place.sentence.startswith("粮食总产量")


def test_sources_that_contradict_each_other_are_a_warning_not_an_error():
    other = read("2024年，粮食总产量达到48.75亿斤。", YEAR, "农业农村局材料")
    result = check_text("粮食总产量达到48.57亿斤。", SOURCES + other, calendar=YEAR)
    assert result.unsupported == ()
    assert [(f.code, f.severity) for f in result.findings] == [("figure.conflict", "warning")]
    assert result.evidence[0].note.endswith("”为48.75亿斤")  # said where the figure stands, too


def test_a_finding_says_which_attribute_differs_in_one_sentence():
    (finding,) = check("2023年，城镇新增就业8.6万人。").findings
    assert finding.code == "figure.context"
    assert "2024年" in finding.message
    assert finding.message.endswith("。")


def test_what_the_writer_stated_himself_counts_as_a_source():
    own = read("新建口袋公园19处。", YEAR, "本人填写")
    assert check_text("新建口袋公园19处。", SOURCES, calendar=YEAR, own=own).unsupported == ()
    assert stopped("新建口袋公园19处。") == ["19处"]


def test_with_no_sources_every_figure_is_without_support():
    assert [span.text for span in check_text("新增企业12家。", [], calendar=YEAR).unsupported] == ["12家"]


def test_spans_count_in_the_text_given():
    text = "　粮食总产量　４９．５７亿斤。"
    (span,) = check(text).unsupported
    assert text[span.start : span.end] == span.text


def test_a_table_that_says_added_bears_out_a_text_that_adds():
    told = Entry(
        Figure("2.4", 0, 3, "24000", "个", "新增中小学学位", period="2024", place="表1!C5"),
        Source("表", "主要指标表", "示例市", 2024, role="metrics"),
        "新增中小学学位 | 2024 | 2.4 | 万个",
    )
    aim = read("二、2024年工作打算\n增加中小学学位2万个。", Calendar("2023", "2024"), "2023年总结")
    assert check_text("中小学学位目标增加2万个，实际新增2.4万个。", [told, *aim], calendar=YEAR).clean


def test_what_a_tables_cell_grew_by_is_not_what_its_share_rose_by():
    table = Source("表", "财政收支表", "示例市", 2024, role="metrics")
    words = "一般公共预算收入 | 148200 | 4.8（财政收支表 同比±%）"
    told = [Entry(Figure("4.8", 28, 31, "4.8", "%", "一般公共预算收入", "change", period="2024", place="表1!E5"), table, words)]
    assert check_text("一般公共预算收入增长4.8%。", told, calendar=YEAR).clean
    assert not check_text("一般公共预算收入占预算比重提高4.8%。", told, calendar=YEAR).clean


def test_the_whole_told_of_another_province_is_stopped():
    sources = read("江苏居民人均可支配收入增长5%，四川居民人均可支配收入增长6%。", YEAR, "资料")
    assert not check_text("四川居民人均可支配收入增长5%。", sources, calendar=YEAR).clean
    assert check_text("江苏居民人均可支配收入增长5%。", sources, calendar=YEAR).clean


# Levels of several years, as a table of figures gives them; nothing of what follows from them is written anywhere.
LEVELS = [
    entry
    for year, gdp, firms, research, income, trade, export in (
        ("2020", 800, 200, 10, 300, 100, 60),
        ("2023", 950, 320, 16, 380, 130, 80),
        ("2024", 1000, 400, 20, 400, 117, 78),
    )
    for entry in read(
        f"{year}年，地区生产总值{gdp}亿元，高新技术企业达到{firms}家。规模以上工业企业研发费用{research}亿元，"
        f"规模以上工业企业营业收入{income}亿元。进出口总额{trade}亿元，出口总额{export}亿元。",
        Calendar(year, str(int(year) + 1)),
        f"{year}年统计公报",
    )
] + read("二、2024年工作打算\n高新技术企业达到380家。", Calendar("2023", "2024"), "2023年总结")


@pytest.mark.parametrize(
    ("text", "sum_up"),
    [
        ("地区生产总值1000亿元，同比增长5.3%。", "同比＝"),
        ("地区生产总值比2020年增加200亿元，比2020年增长25%。", "增减额＝"),
        ("地区生产总值四年年均增长5.7%。", "年均增长＝"),
        ("2021—2024年，地区生产总值年均增长5.7%。", "年均增长＝"),
        ("高新技术企业达到400家，是2020年的2倍。", "倍数＝"),
        ("高新技术企业数量比2020年翻了一番。", "倍数＝"),
        ("高新技术企业比“十三五”末净增200家，年均增加50家。", "增减额＝"),
        ("高新技术企业超额完成目标20家，完成目标的105.3%。", "增减额＝"),
        ("规模以上工业企业研发费用占营业收入比重5%，比上年提高0.8个百分点。", "占比＝"),
        ("进出口总额下降10%，其中出口总额占进出口总额的66.7%。", "同比＝"),
        ("地区生产总值同比增长超过5%。", "同比＝"),
    ],
)
def test_what_follows_from_the_levels_of_the_years_is_computed(text: str, sum_up: str):
    result = check_text(text, LEVELS, calendar=YEAR)
    assert result.unsupported == ()
    assert sum_up in " ".join(e.note for e in result.evidence if e.verdict == "computed")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("地区生产总值同比增长6.3%。", "6.3%"),
        ("地区生产总值比2020年增加300亿元。", "300亿元"),
        ("地区生产总值比2023年增长25%。", "25%"),
        ("地区生产总值四年年均增长6.7%。", "6.7%"),
        ("地区生产总值同比增长5.7%。", "5.7%"),
        ("高新技术企业是2020年的3倍。", "3倍"),
        ("高新技术企业数量比2023年翻了一番。", "翻了一番"),
        ("高新技术企业数量比2020年翻了两番。", "翻了两番"),
        ("高新技术企业完成目标的110%。", "110%"),
        ("高新技术企业超额完成目标40家。", "40家"),
        ("规模以上工业企业研发费用占营业收入比重8%。", "8%"),
        ("规模以上工业企业研发费用占营业收入比重比上年提高1.8个百分点。", "1.8个百分点"),
        ("出口总额占进出口总额的70%。", "70%"),
        ("地区生产总值同比增长超过6%。", "6%"),
        ("进出口总额同比增长10%。", "10%"),
    ],
)
def test_what_does_not_follow_from_the_levels_is_stopped(text: str, wrong: str):
    assert [span.text for span in check_text(text, LEVELS, calendar=YEAR).unsupported] == [wrong]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("技术合同成交额比上年增加23.4亿元。", "原文是总量，不是增减"),
        ("粮食总产量增加48.57亿斤。", "原文是总量，不是增减"),
        ("城镇登记失业率下降3.2%。", "原文是总量，不是增减"),
        ("细颗粒物平均浓度降至4.7%。", "原文是增减，不是总量"),
    ],
)
def test_a_level_told_as_a_change_is_stopped_and_the_other_way_round(text: str, says: str):
    (finding,) = check(text).findings
    assert says in finding.message


NEAR = read(
    "2024年，城镇居民人均可支配收入46520元，农村居民人均可支配收入22340元。累计培育高新技术企业1280家，当年新认定高新技术企业156家。"
    "贷款余额3210亿元，比年初增加286亿元。新开工棚户区改造安置房8900套，基本建成11200套。",
    YEAR,
    "总结",
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("居民人均可支配收入46520元。", "原文是城镇居民"),
        ("累计培育高新技术企业156家。", "原文是新增"),
        ("贷款余额286亿元。", "原文是增减，不是总量"),
        ("基本建成安置房8900套。", "新开工"),
        ("城乡居民人均可支配收入分别为46520元和22340元。", ""),
        ("新开工安置房8900套，基本建成1.12万套。", ""),
    ],
)
def test_a_qualifier_left_out_or_exchanged_is_stopped_and_a_shorter_name_is_not(text: str, says: str):
    findings = check_text(text, NEAR, calendar=YEAR).findings
    assert [says in finding.message for finding in findings] == ([True] if says else [])


def test_what_a_gap_says_is_missing_is_no_figure_of_the_text():
    assert stopped("清理打通疏散通道【待补：清理打通疏散通道（万余处）】，建成【待补：建成万卡智算集群2026年目标（个）】。") == []


def test_an_areas_inner_part_is_no_other_place():
    told = Figure("1225个", 0, 5, "1225", "个", "老旧小区改造完工", period="2025", place="表1!C2")
    table = Source("t", "北京市2025年主要指标", "北京市", 2025, "metrics")
    entry = Entry(told, table, "老旧小区改造完工 | 1225个（北京市国民经济和社会发展主要指标）")
    inner = Entry(replace(told, text="9户", value="9", unit="户", indicator="核心区平房"), table, "核心区平房 | 9户")
    draft = "完成核心区平房9户申请式退租，老旧小区改造完工1225个。"
    assert check_text(draft, [entry, inner], calendar=Calendar("2025", "2026")).unsupported == ()


PAPER = read(
    "一季度，全县规模以上工业产值36.6亿元，增长4.2%，27个行业中18个保持正增长，获批填补省内空白技术6项。"
    "城乡低保稳步推进：城镇保障8779户，月人均补助140.23元；农村保障17866户，月人均补差56.61元。"
    "分散供养对象月保障标准从100元提高到150元。",
    YEAR,
    "季度材料",
)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("规上工业产值36.6亿元。", []),
        ("规上工业增加值36.6亿元。", ["36.6亿元"]),
        ("上半年规上工业产值36.6亿元。", ["36.6亿元"]),
        ("27个行业中18个负增长。", ["18个"]),
        ("填补国内空白技术6项。", ["6项"]),
        ("城镇低保月人均补助140.23元，农村月人均补差56.61元。", []),
        ("农村低保月人均补助140.23元。", ["140.23元"]),
        ("分散供养对象月保障标准提高50元，达到150元。", []),
        ("分散供养对象月保障标准提高150元。", ["150元"]),
        ("分散供养对象月保障标准提高60元。", ["60元"]),
    ],
)
def test_what_a_sentence_said_before_its_clause_still_tells_one_thing_from_its_like(text: str, false: list[str]):
    assert [span.text for span in check_text(text, PAPER, calendar=YEAR).unsupported] == false


def test_a_long_sentence_is_quoted_where_its_number_stands():
    long = read("全年" + "推进各项重点工作落地见效、" * 8 + "新建学校12所，" + "持续改善办学条件、" * 8 + "群众满意。", YEAR, "长句")
    (finding,) = check_text("新建学校13所。", long, calendar=YEAR).findings
    assert "新建学校12所" in finding.message.partition("：“")[2]


def test_a_total_told_in_general_words_is_the_same_one_in_whatever_order_its_sentence_is_told():
    source = read("全市经营主体活力增强。总量达31.46万户，新登记4.7万户、其中企业1.53万家。", YEAR, "2024年总结")
    told = "新登记4.7万户、其中企业1.53万家，总量达31.46万户。"
    assert not check_text(told, source, calendar=YEAR).unsupported
    (wrong,) = check_text("全市道路运输车辆有所增加，总量达31.46万户。", source, calendar=YEAR).unsupported
    assert wrong.text == "31.46万户"


POINTS = read("2024年，新能源汽车产量占比提高4.8个百分点，失业率下降0.3%。劳动生产率提高5%，制造业投资增长11.5%。", YEAR, "工信材料")


@pytest.mark.parametrize("text", ["新能源汽车产量占比提高4.8个百分点。", "失业率下降0.3个百分点。", "劳动生产率提高5%。"])
def test_a_share_that_a_source_loosely_lets_move_in_per_cent_moved_by_points(text: str):
    assert check_text(text, POINTS, calendar=YEAR).unsupported == ()


@pytest.mark.parametrize("text", ["新能源汽车产量占比提高4.8%。", "劳动生产率提高5个百分点。", "制造业投资占比提高11.5个百分点。"])
def test_points_are_no_per_cent_and_a_growth_is_no_move_of_a_share(text: str):
    assert len(check_text(text, POINTS, calendar=YEAR).unsupported) == 1


def test_a_move_told_in_the_wrong_unit_is_said_to_be_one_of_points():
    (finding,) = check_text("新能源汽车产量占比提高4.8%。", POINTS, calendar=YEAR).findings
    assert "原文是百分点" in finding.message


def test_a_sentence_with_more_figures_than_are_read_is_not_borne_out():
    text = "全市新建" + "、".join(f"项目{number}个" for number in range(1, 1500)) + "。"
    sources = read(text, YEAR, "材料")
    result = check_text(text, sources, calendar=YEAR)
    assert "没有全部核对" in result.findings[-1].message and not result.clean
