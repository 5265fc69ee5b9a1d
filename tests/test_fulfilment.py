"""Last year's targets and what became of them, told by two reports."""

from __future__ import annotations

from pathlib import Path

import fulfilment_gold
import pytest
from workspace_case import edit

import bootstrap
from nigao.commands import Fill, SetFigure, WriteFulfilment
from nigao.fulfilment import Fulfilled, fulfilment
from nigao.fulfilment.section import paragraphs
from nigao.settings import Settings
from nigao.work.intake import Wishes
from nigao.workspace import Workspace


@pytest.fixture
def told(tmp_path: Path):  # type: ignore[no-untyped-def]
    def rows(promised: str, became: str) -> list[Fulfilled]:
        earlier, later = tmp_path / "示例市_2025.txt", tmp_path / "示例市_2026.txt"
        earlier.write_text(f"一、2024年工作回顾\n工作取得新成效。\n二、2025年重点工作\n{promised}\n", encoding="utf-8")
        later.write_text(f"一、2025年工作回顾\n{became}\n二、2026年重点工作\n推动各项工作再上新台阶。\n", encoding="utf-8")
        return fulfilment(bootstrap.read_only(earlier, Wishes()), bootstrap.read_only(later, Wishes()))

    return rows


@pytest.mark.parametrize(
    ("promised", "became", "verdict"),
    [
        ("规模以上工业增加值增长6%以上。", "规上工业增加值增长5.5%。", "missed"),
        ("规模以上工业增加值增长6%以上。", "规上工业增加值增长6%。", "met"),
        ("规模以上工业增加值增长6%以上。", "规上工业增加值增长7.7%。", "exceeded"),
        ("地区生产总值增长5%左右。", "地区生产总值增长4.8%。", "met"),
        ("地区生产总值增长5%左右。", "地区生产总值增长4.2%。", "missed"),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率4.1%。", "met"),
        ("单位地区生产总值能耗下降3%。", "单位地区生产总值能耗下降3.4%。", "exceeded"),
        ("植树造林380万亩以上。", "植树造林479万亩。", "exceeded"),
        ("一般公共预算收入增长4%左右。", "社会治安持续向好。", "no_data"),
        ("今年再减少农村贫困人口1000万人以上。", "农村贫困人口减少1232万人。", "exceeded"),
        ("基本建成保障房480万套。", "新开工保障性安居工程740万套，基本建成511万套。", "exceeded"),
        ("居民消费价格涨幅控制在4%左右。", "居民消费价格涨幅回落到2.6%。", "missed"),
        ("中央财政用于“三农”的支出5625亿元。", "中央财政用于“三农”的投入5955亿元。", "exceeded"),
        ("解决3200万农村人口的安全饮水问题。", "解决了4800多万农村人口的饮水安全问题。", "exceeded"),
        ("一般公共预算收入同口径增长5%。", "一般公共预算收入自然口径增长3.1%、同口径增长5.4%。", "exceeded"),
        ("农业转移人口进城落户1.2万人。", "1.26万名农业转移人口落户城镇。", "exceeded"),
        ("中小学生近视率下降0.5个百分点。", "儿童青少年总体近视率下降0.6个百分点。", "exceeded"),
        ("义务教育巩固率稳定在97%以上。", "九年义务教育巩固率97.4%。", "met"),
        ("改造农村户厕2600座。", "改造户厕2600座。", "met"),
        ("推进概算投资8.6亿元的青河水库工程，完成投资2亿元。", "青河水库工程完成投资1.8亿元。", "missed"),
        ("改造老旧小区32个，惠及群众4800户。", "32个老旧小区改造全面完成，惠及居民5100户。", "met exceeded"),
        ("农村危房改造366万户，增加100万户。", "农村危房改造432万户。", "exceeded unclear"),
        ("污水处理量2亿立方米，再生水利用量3200万立方米。", "污水处理量2.04亿立方米。", "exceeded no_data"),
        ("预算执行率95%以上，面积利用率80%以上。", "预算执行率96%。", "exceeded no_data"),
        ("公开招聘60人。", "今年招了58个人，原来想招60。", "missed"),
        ("培训职工3200人次以上。", "培训办了102期，3340人次。", "exceeded"),
        (
            "确保北城水厂年内通水，开工建设南城污水处理厂，年内完成投资1.1亿元。",
            "北城水厂主体完工，完成投资3.1亿元；南城污水处理厂于5月开工，完成投资1.2亿元。",
            "exceeded",
        ),
    ],
)
def test_a_target_is_judged_by_this_years_result(told, promised: str, became: str, verdict: str):
    assert [row.verdict for row in told(promised, became)] == verdict.split()


@pytest.mark.parametrize(
    ("promised", "became"),
    [
        ("规模以上工业增加值增长5%左右。", "规上装备工业增加值增长8.4%。"),
        ("制造业技改投资增长30%以上。", "高技术制造业投资增长11.5%。"),
        ("绿色有机食品基地面积稳定在1亿亩以上。", "新增绿色有机食品基地面积536万亩。"),
        ("统筹推进重大项目2200个以上。", "重大项目开工390个、竣工437个。"),
        ("新增省级实验室3家。", "“十四五”时期，新增省级实验室12家。"),
        ("新增公园20座。", "公园总数达到1100座。"),
        ("实施农村公路安全生命防护工程8000公里。", "“十四五”时期，实施农村公路安全生命防护工程3万公里。"),
        ("完成易地扶贫搬迁34万人。", "五年来，完成易地扶贫搬迁83万人。"),
        ("对957个农村木质房屋连片村寨实施消防改造。", "农村木质房屋连片村寨消防改造圆满完成。"),
        ("生物经济营业收入增长8%以上。", "生物经济重点产业营收快速增长。"),
        ("赤字率按3.2%左右安排。", "财政赤字率和宏观杠杆率下降。"),
        ("居民基本医保人均财政补助标准再增加40元。", "提高居民基本医保补助标准和大病保险报销比例。"),
        ("小麦、稻谷最低收购价每50公斤提高7.4元。", "小麦、稻谷最低收购价继续提高。"),
        ("改造农村危房150万户。", "继续推进农村危房改造，解决了6398万农村人口的饮水困难。"),
        ("基本公共卫生服务经费人均财政补助标准再提高5元。", "基本公共卫生服务经费人均财政补助标准提高到84元。"),
        ("新建各类保障性住房740万套。", "新建各类保障性住房4013万套。"),
        ("科学技术支出8113万元，增长9.2%。", "科技支出51508万元，增长29.4%。"),
        ("新开工保障性安居工程700万套，其中棚户区新开工保障性安居工程470万套。", "新开工保障性安居工程740万套。"),
    ],
)
def test_a_result_of_another_part_stage_or_span_is_left_to_a_person(told, promised: str, became: str):
    rows = told(promised, became)
    assert rows[-1].verdict == "unclear"
    assert rows[-1].note


@pytest.mark.parametrize(
    ("promised", "became"),
    [
        ("单位地区生产总值能耗下降3.5%左右。", "地区生产总值增长4.2%。"),
        ("汽车制造业增加值增长60%。", "规模以上工业增加值增长7%。"),
        ("高铁通车里程达到1900公里。", "高速公路通车里程突破9500公里。"),
    ],
)
def test_a_result_of_another_thing_is_no_result(told, promised: str, became: str):
    assert [(row.verdict, row.outcome) for row in told(promised, became)] == [("no_data", None)]


@pytest.mark.parametrize(
    ("promised", "became"),
    [
        ("固定资产投资增长4%以上。", "工业投资占固定资产投资比重提升到35.5%。"),
        ("财政赤字2.38万亿元。", "财政赤字率一直控制在较低水平。"),
        ("社会物流总费用占地区生产总值的比重为14.2%。", "服务业增加值占地区生产总值比重达56.2%。"),
        ("新增规模以上工业企业400户以上。", "实施规模以上工业企业研发活动扶持计划。"),
        ("城镇新增就业目标比去年多100万人。", "城镇新增就业1351万人。"),
        ("新开工保障性安居工程700万套。", "新增投资主要用于保障性安居工程、农村民生工程建设。"),
    ],
)
def test_a_sentence_that_only_has_the_name_in_it_says_nothing_of_the_target(told, promised: str, became: str):
    assert [row.verdict for row in told(promised, became)] == ["no_data"]


def test_one_thing_in_other_words_answers_the_target(told):
    assert told("高铁通车里程突破1900公里。", "高铁营业里程突破1900公里。")[0].verdict == "met"
    assert told("能源消耗强度降低3.9%以上。", "能耗强度下降4.8%。")[0].verdict == "exceeded"
    assert told("淘汰黄标车和老旧车600万辆。", "淘汰黄标车和老旧车指标超额完成。")[0].verdict == "exceeded"
    assert told("建设停车位2.5万个。", "新增机动车停车位5万余个。")[0].verdict == "exceeded"
    assert told("植树造林380万亩。", "完成营造林390万亩。")[0].verdict == "exceeded"
    assert told("改造排水、供水、供热、燃气管网2000公里以上。", "改造水热气等管网3656公里。")[0].verdict == "exceeded"


def test_several_things_that_are_to_reach_one_rate_are_judged_one_by_one(told):
    rows = told("主要河流断面水质优良率、集中式饮用水水源地水质达标率均保持100%。", "主要河流断面水质优良率保持100%。")
    assert [(row.indicator, row.verdict) for row in rows] == [
        ("主要河流断面水质优良率", "met"),
        ("集中式饮用水水源地水质达标率", "no_data"),
    ]


def test_a_share_of_a_sum_is_not_answered_by_another_measure_of_what_the_sum_is_for(told):
    assert told("将财政科技资金80%以上投入产业领域。", "全省综合科技创新水平指数提升至54.6%。")[0].outcome is None


def test_a_task_said_to_be_done_or_missed_is_judged_by_that_and_keeps_its_gap(told):
    done = told("淘汰钢铁2700万吨、水泥4200万吨等落后产能。", "钢铁、水泥等15个重点行业淘汰落后产能年度任务如期完成。")
    missed = told("进出口总额增长6%左右。", "进出口总额出现下降，预期增长目标未能实现。")
    assert [row.verdict for row in done + missed] == ["met", "met", "missed"]
    assert "【待补：淘汰钢铁（万吨）】" in paragraphs(done, 2025)[0]


@pytest.mark.parametrize(
    "text",
    [
        "对小微企业年应纳税所得额不到100万元的部分，再减半征收所得税。",
        "延续执行企业研发费用加计扣除75%政策。",
        "今后一个时期，促进约1亿农业转移人口落户城镇。",
        "做优食用菌等7个优势特色产业。",
        "围绕22个产业、189条产业链补链延链。",
        "落实32条政策。",
        "用好2300万省外劳动力资源。",
        "学习贯彻省委十四次全会精神。",
        "建设万家惠农市场。",
        "把增长预期目标定在7.5%左右。",
        "把13亿人的饭碗牢牢端在自己手中。",
        "今年高校毕业生将达727万人，要开发更多岗位。",
    ],
)
def test_what_work_uses_carries_out_or_is_called_is_no_target(told, text: str):
    assert told(text, "各项工作取得新成效。") == []


def test_what_the_work_turns_on_is_no_promise(told):
    rows = told("围绕22个产业、189条产业链，新建标准厂房30万平方米。", "新建标准厂房31万平方米。")
    assert [row.indicator for row in rows if row.target.text in ("22个", "30万平方米")] == ["新建标准厂房"]


def test_both_sentences_stand_beside_each_other(told):
    (row,) = told("全年办好民生实事20件。", "民生实事20件全部办结。")
    assert (row.target_sentence, row.outcome_sentence) == ("全年办好民生实事20件。", "民生实事20件全部办结。")
    assert "目标20件" in row.note


PROMISED = "一、2024年工作回顾\n工作取得新成效。\n二、2025年重点工作\n规模以上工业增加值增长6%以上。新建公园20座。办好民生实事20件。实际使用外资增长10%以上。\n"
RESULTS = "2025年，规模以上工业增加值增长5.5%，新建公园23座，民生实事20件全部办结。\n"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    made = bootstrap.open_workspace(Settings(home=tmp_path / "home"))
    (tmp_path / "示例市_2025.txt").write_text(PROMISED, encoding="utf-8")
    (tmp_path / "发改委2025年工作总结材料.txt").write_text(RESULTS, encoding="utf-8")
    made.intake.take_in(tmp_path / "示例市_2025.txt", Wishes(year=2025, role="report"))
    made.intake.take_in(tmp_path / "发改委2025年工作总结材料.txt", Wishes(role="material"))
    return made


def test_the_results_are_looked_for_in_all_of_this_years_material(opened: Workspace):
    report = next(source.id for source in opened.archive.sources() if source.role == "report")
    assert {row.indicator: row.verdict for row in opened.books.fulfilment(report)} == {
        "规模以上工业增加值": "missed",
        "新建公园": "exceeded",
        "民生实事": "met",
        "实际使用外资": "no_data",
    }


def test_the_table_becomes_a_section_whose_every_figure_has_its_source(opened: Workspace):
    draft = opened.drafting.start(2026)
    opened.doing.do(draft, WriteFulfilment(), "王")
    (section,) = [one for one in opened.desk.view(draft).sections if one.current]
    assert section.item.title == "2025年目标完成情况"
    assert section.current
    text = section.current.section.text
    assert "超额完成的目标：新建公园目标20座，实际23座。" in text
    assert "没有完成的目标：规模以上工业增加值目标增长6%以上，实际增长5.5%。" in text
    assert "实际使用外资目标增长10%以上，实际增长【待补：实际使用外资增速（%）】" in text
    assert "转入2026年继续推进" in text
    assert [found.finding.message for found in opened.reviewing.open_findings(draft, ("error",))] == []


def test_what_a_person_put_right_in_the_draft_is_what_became_of_the_target(opened: Workspace):
    draft = opened.drafting.start(2026)
    opened.doing.do(draft, WriteFulfilment(), "王")
    section = next(one for one in opened.desk.view(draft).sections if one.current)
    opened.doing.do(draft, SetFigure(section.id, "规模以上工业增加值", "6.5%", "5.5%"), "王")
    gap = next(row for row in opened.missing.rows(draft) if row.gap.gap.indicator == "实际使用外资")
    opened.doing.do(draft, Fill(gap.gap.id, "12%"), "王")
    opened.doing.do(draft, WriteFulfilment(), "王")
    text = next(one.current.section.text for one in opened.desk.view(draft).sections if one.current)
    assert "规模以上工业增加值目标增长6%以上，实际增长6.5%" in text and "没有完成" not in text
    assert "实际使用外资目标增长10%以上，实际增长12%" in text


def test_written_again_the_section_is_the_same_one_in_a_new_version(opened: Workspace):
    draft = opened.drafting.start(2026)
    opened.doing.do(draft, WriteFulfilment(), "王")
    before = [section.id for section in opened.desk.view(draft).sections]
    edit(opened, draft, next(s.position for s in opened.desk.view(draft).sections if s.current), "待写。")
    opened.doing.do(draft, WriteFulfilment(), "王")
    after = opened.desk.view(draft).sections
    assert [section.id for section in after] == before
    assert [section.current.number for section in after if section.current] == [3]


def test_the_chat_tells_what_became_of_the_targets_and_writes_the_section(opened: Workspace):
    draft = opened.drafting.start(2026)
    opened.chat.say(draft, "哪些目标没有完成")
    assert "未完成：规模以上工业增加值，目标6%，结果5.5%。" in opened.desk.conversation(draft)[-1].text
    opened.chat.say(draft, "把目标完成情况写成一节")
    assert [s.item.title for s in opened.desk.view(draft).sections if s.current] == ["2025年目标完成情况"]


def test_the_annotated_pairs_are_judged_as_they_were_but_for_the_known_misses():
    score = fulfilment_gold.score(fulfilment_gold.pairs())
    assert score.misses == fulfilment_gold.KNOWN.read_text(encoding="utf-8").splitlines()
    assert score.found / score.targets >= 0.95
    assert score.answered / score.results >= 0.85
    assert score.right / score.found >= 0.9


@pytest.mark.parametrize(
    ("promised", "became", "verdict"),
    [
        ("中央财政用于“三农”的投入安排7161亿元。", "中央财政“三农”支出7253亿元。", "exceeded"),
        ("实施更加积极的就业政策，中央财政拟投入420亿元资金。", "中央财政安排就业专项资金426亿元。", "exceeded"),
        ("安排200亿元专项资金，主要用贴息方式支持企业技术改造。", "安排200亿元技改专项资金。", "met"),
        ("解决6000万人安全饮水问题。", "农村饮水安全工程使6069万农民受益。", "exceeded"),
        ("完成1000万农村贫困人口脱贫任务。", "农村贫困人口减少1240万。", "exceeded"),
        ("市本级企业发展专项资金0.46亿元。", "市本级安排企业发展专项4250万元。", "missed"),
    ],
)
def test_money_and_work_told_in_other_words_is_still_the_same(told, promised: str, became: str, verdict: str):
    assert [row.verdict for row in told(promised, became)] == [verdict]


def test_a_bare_sum_is_called_after_what_it_is_for(told):
    (row,) = told("统筹安排资金0.4亿元，用于消化政府隐性债务。", "安排0.3亿元，支持农村公路养护。")
    assert (row.indicator, row.verdict, row.outcome) == ("消化政府隐性债务资金", "no_data", None)


def test_the_whole_areas_account_does_not_answer_for_one_level(told):
    rows = told("市级政府性基金收入9亿元。", "全市政府性基金收入完成44亿元。")
    assert [(row.verdict, "全市" in row.note) for row in rows] == [("unclear", True)]


def test_what_is_promised_over_several_years_is_no_promise_of_one(told):
    assert told("今后三年建设乡镇卫生院5000所。", "建设乡镇卫生院800所。") == []


def test_money_fetched_from_above_is_a_promise_of_its_own_beside_another_sum(told):
    promised = "争取中央和省级专项资金1.5亿元以上，落实各类学生资助资金3500万元，做到应助尽助。"
    rows = told(promised, "争取中央和省级专项资金1.57亿元。\n落实各类学生资助资金3568元。各类学生资助资金合计3568万元。")

    assert [(row.indicator, row.outcome and row.outcome.text, row.verdict) for row in rows] == [
        ("中央和省级专项资金", "1.57亿元", "exceeded"),
        ("各类学生资助资金", "3568万元", "exceeded"),
    ]


def test_so_many_of_as_many_is_one_promise(told):
    (row,) = told("确保优质均衡发展32项指标达标30项以上。", "优质均衡发展国家督导评估32项指标中已有30项达标。")

    assert (row.target.text, row.outcome.text if row.outcome else "", row.verdict) == ("30项", "30项", "met")


def test_of_a_total_and_what_is_new_the_new_answers_a_promise_of_new_ones(told):
    (row,) = told("新增校企合作企业5家。", "新签约合作企业6家，合作企业总数达29家。")

    assert (row.outcome.text if row.outcome else "", row.verdict) == ("6家", "exceeded")


def test_a_paper_that_only_looks_back_has_results(tmp_path: Path):
    earlier, later = tmp_path / "县教育局工作总结.txt", tmp_path / "县教育局2024年工作总结.txt"
    earlier.write_text("县教育局工作总结\n一、主要工作\n新建幼儿园2所。\n二、下一年工作计划\n计划新建幼儿园3所。\n", encoding="utf-8")
    later.write_text("县教育局2024年工作总结\n一、主要工作\n新建幼儿园3所。\n", encoding="utf-8")
    rows = fulfilment(bootstrap.read_only(earlier, Wishes()), bootstrap.read_only(later, Wishes()))
    assert [(row.target.text, row.verdict) for row in rows] == [("3所", "met")]


def test_what_was_reached_answers_before_what_was_passed_and_idle_is_unused() -> None:
    from nigao.fulfilment import fulfilment as judged
    from nigao.reading import build_report
    from nigao.report import Document

    def report(year: int, review: str, plan: str) -> object:
        text = f"甲集团{year}年工作总结和{year + 1}年工作打算\n一、{year}年工作总结\n{review}\n二、{year + 1}年工作打算\n{plan}\n"
        return build_report(f"甲集团{year}年工作总结和{year + 1}年工作打算.txt", str(year), Document(text))

    earlier = report(2025, "新建学校3所。", "接待游客300万人次以上，盘活存量房产6万平方米，业主满意度达到95%以上。")
    later = report(2026, "全年接待游客301.5万人次，首次突破300万人次。盘活闲置房产6.7万平方米。游客满意度96.2%。", "新建学校5所。")
    rows = {row.indicator: (row.verdict, row.outcome.text if row.outcome else "") for row in judged(earlier, later)}  # type: ignore[arg-type]
    assert rows == {"接待游客": ("met", "301.5万人次"), "盘活存量房产": ("exceeded", "6.7万平方米"), "业主满意度": ("no_data", "")}


def test_what_was_missed_goes_on_with_the_next_goal_the_sources_tell(opened: Workspace, tmp_path: Path):
    paper = tmp_path / "工信局2026年打算.txt"
    paper.write_text("工信局2025年工作情况和2026年打算\n二、2026年打算\n规模以上工业增加值增长6.2%以上。\n", encoding="utf-8")
    opened.intake.take_in(paper, Wishes(about=2025, role="material", standing="department"))
    draft = opened.drafting.start(2026)
    opened.doing.do(draft, WriteFulfilment(), "王")
    (section,) = [one for one in opened.desk.view(draft).sections if one.current]
    assert section.current and "转入2026年继续推进：规模以上工业增加值目标增长6.2%以上。" in section.current.section.text
