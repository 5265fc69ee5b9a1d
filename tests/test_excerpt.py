"""The drafter that needs no model: nothing invented, every figure sourced, every gap marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from nigao.commands import Drop, DropAbout, Expand, Redraft, SectionId, Shorten, UpdateFigures
from nigao.draft import Brief, Draft, DraftSection, Evidence, Hit, OutlineItem, SectionTask
from nigao.excerpt import ExcerptDrafter, materials_of
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.ports import Filter, Progress
from nigao.report import Passage
from nigao.writing.sentences import without_loose_start

LAST = Source("last", "高新区2024年工作总结", "高新区", 2025, "report", filename="2024年总结.docx", reviewed_year=2024)
TABLE = Source("table", "2025年主要指标", "高新区", 2025, "metrics", filename="指标.xlsx", reviewed_year=2025)
STUFF = Source("stuff", "科技局材料", "科技局", 2025, "material", department="科技局", filename="科技局.docx", reviewed_year=2025)


def entry(indicator: str, value: str, unit: str, text: str, **more: str) -> Entry:
    more = {"measure": "level", "status": "actual", "comparator": "eq", "period": "2025", **more}
    figure = Figure(text, 0, len(text), value, unit, indicator, place="表1!C2", **more)  # type: ignore[arg-type]
    return Entry(figure, TABLE, f"{indicator} | {text}", id=f"{indicator}{value}{more['measure']}")


RND = entry("研发经费投入", "1560000000", "元", "15.6亿元")
RND_GROWTH = entry("研发经费投入", "8.2", "%", "8.2%", measure="change")
FIRMS = entry("高新技术企业", "290", "家", "290家")
JOBS = entry("城镇新增就业", "-3.1", "%", "3.1%", measure="change")
FOREST = entry("造林面积", "1200", "亩", "1200亩")
TARGET = entry("高新技术企业", "320", "家", "320家", status="target", period="2026")


def write(like: str, *entries: Entry, kind: str = "review", passages: tuple[Hit, ...] = (), **more: object) -> DraftSection:
    """One section of a draft for 2026, following ``like``."""
    item = OutlineItem("一、", "强化科技创新", 1, kind, like)  # type: ignore[arg-type]
    brief = Brief("高新区2025年工作总结", "高新区", 2026, 2025, (item,))
    task = SectionTask(brief, 0, like, LAST, 2024, entries, passages, **more)  # type: ignore[arg-type]
    return ExcerptDrafter().draft(task, lambda progress: None, lambda: False)


def hit(text: str) -> Hit:
    return Hit(Passage(text, ("科技创新",), 100, 100 + len(text)), STUFF, 1.0)


def said(section: DraftSection, verdict: str) -> list[str]:
    return [section.text[e.start : e.end] for e in section.evidence if e.verdict == verdict]


def test_a_recurring_sentence_takes_this_years_figures_in_its_own_manner():
    section = write("深入实施创新驱动战略，研发经费投入达到12.3亿元，增长5.6%。", RND, RND_GROWTH)
    assert section.text == "深入实施创新驱动战略，研发经费投入达到15.6亿元，增长8.2%。"
    assert said(section, "supported") == ["15.6亿元", "8.2%"]
    place = next(e for e in section.evidence if e.verdict == "supported").places[0]
    assert (place.source, place.title, place.where) == ("table", "2025年主要指标", "指标.xlsx 表1!C2")


def test_where_the_ledger_has_nothing_a_gap_says_what_is_missing():
    section = write("深入实施创新驱动战略，研发经费投入达到12.3亿元，增长5.6%。", RND)
    assert "15.6亿元" in section.text
    assert "5.6%" not in section.text
    assert said(section, "gap") == ["【待补：研发经费投入增速（%）】"]


def test_with_an_empty_ledger_no_figure_of_last_year_is_left():
    section = write(
        "研发经费投入达到12.3亿元，增长5.6%。高新技术企业达到245家。",
    )
    assert not re.search(r"\d", section.text)
    assert "研发经费投入" in section.text
    assert "高新技术企业" in section.text


def test_growth_becomes_decline_when_the_sign_says_so():
    assert "城镇新增就业下降3.1%" in write("城镇新增就业增长2.4%。", JOBS).text


def test_a_comparison_stays_only_where_it_is_true():
    assert "超" not in write("研发经费投入超过12亿元。", RND).text
    assert "超过15.6亿元" in write("研发经费投入达到12亿元。", replace(RND, figure=replace(RND.figure, comparator="ge"))).text


def test_figures_no_sentence_takes_get_a_sentence_of_their_own():
    section = write("深入实施创新驱动战略，持续优化创新生态。", RND, RND_GROWTH, FOREST)
    assert "研发经费投入15.6亿元、增长8.2%" in section.text
    assert "造林面积1200亩" in section.text
    assert section.text.count("。") >= 2


def test_how_long_something_has_gone_on_is_not_told_again_before_it_is_counted():
    assert "48" not in write("研发经费投入增长5.6%、连续48个月保持两位数增长。", RND, RND_GROWTH).text
    assert "连续" not in write("连续三年研发经费投入达到12.3亿元。", RND).text


def test_a_figure_beyond_last_years_mark_does_not_stand_on_it():
    assert write("全市研发经费投入突破12亿元大关。", RND).text == "全市研发经费投入15.6亿元。"


@pytest.mark.parametrize("words", ["使命催人奋进，实干成就未来", "并网运行稳定，电力保障有力", "再生水利用深入推进", "还款渠道更加畅通"])
def test_a_word_that_only_begins_like_a_conjunction_stays_whole(words):
    assert without_loose_start(words) == words
    assert without_loose_start("并" + words) == words


def test_each_of_several_things_that_are_new_is_asked_for_as_new():
    section = write("新增精品示范村205个、省级中心村816个。")
    assert said(section, "gap") == ["【待补：新增精品示范村（个）】", "【待补：新增省级中心村（个）】"]


def test_an_occasion_of_one_year_and_the_drawing_up_of_a_plan_that_has_begun_are_proposed_for_deletion():
    section = write("继续做好各项工作，办好2025年中国网络文明大会，科学谋划“十五五”规划。", kind="plan")
    assert [one.message.partition("是")[0] for one in section.findings if one.code == "draft.once"] == [
        "“办好2026年中国网络文明大会”",
        "“谋划十五五”",
    ]


def test_last_years_events_names_and_occasions_are_not_told_of_this_year():
    like = (
        "深入实施创新驱动战略，成功举办第三届创新创业大会，智能装备产业园一期建成投用。"
        "总书记来我市视察，作出重要指示。市第一人民医院新院区开诊。出台《科技创新若干措施》。"
    )
    text = write(like).text
    assert "创新驱动战略" in text
    for word in ("第三届", "产业园", "总书记", "医院", "若干措施", "建成"):
        assert word not in text


@pytest.mark.parametrize(
    "happened",
    [
        "推动科技成果首批落地",
        "加快建设的双创街区正式启用",
        "支持龙头企业获评国家级示范",
        "落实《科技创新若干措施》",
        "推进第三届创新大会筹办",
    ],
)
def test_work_that_came_to_an_event_is_last_years_alone(happened):
    text = write(f"深入实施创新驱动战略，{happened}，持续优化创新生态。").text
    assert text == "深入实施创新驱动战略，持续优化创新生态。"


def test_years_roll_forward_and_what_the_calendar_says_of_the_year_is_said():
    section = write("2024年是实现“十四五”规划目标任务的关键一年。2024年，我们深入实施创新驱动战略。")
    assert "2024" not in section.text
    assert section.text.startswith("2025年是“十四五”规划收官之年。2025年，我们")


def test_a_plan_keeps_last_years_work_and_asks_for_new_targets():
    section = write("继续培育创新主体，高新技术企业达到300家，新建研发平台60家。", RND, TARGET, kind="plan")
    assert "高新技术企业达到320家" in section.text
    assert "新建研发平台【待补：新建研发平台2026年目标（家）】" in section.text
    assert "15.6" not in section.text


def test_targets_of_last_years_plan_are_never_told_as_done():
    done = replace(TARGET, figure=replace(TARGET.figure, period="2025"))
    assert "320" not in write("高新技术企业达到245家。", done).text
    assert "320" not in write("高新技术企业达到245家。", TARGET).text


def test_material_is_quoted_word_for_word_with_its_place():
    sentence = "组织开展科技型企业“双提升”行动，帮助企业解决难题。"
    section = write("深入实施创新驱动战略。", passages=(hit(sentence + "下一步，将继续建设研发平台体系。"),))
    assert sentence in section.text
    assert "下一步" not in section.text
    quoted = next(e for e in section.evidence if section.text[e.start : e.end] == sentence)
    assert (quoted.verdict, quoted.places[0].source, quoted.places[0].start) == ("quoted", "stuff", 100)


class _Shelf:
    """An archive of one material source."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def sources(self, only: Filter = Filter()) -> list[Source]:
        return [STUFF] if only.role == "material" else [STUFF, LAST]

    def passages(self, source: str = "") -> Iterator[tuple[str, str, Passage]]:
        for text in self._texts:
            yield "p", "stuff", Passage(text, ("2025年工作情况",), 0, len(text))


def test_with_the_whole_archives_material_every_paragraph_finds_its_one_section():
    science = "组织开展科技创新攻关，加强研发平台建设，取得一批成果。"
    green = "组织开展春季造林绿化，加强生态保护修复，扎实推进增绿。"
    outline = (
        OutlineItem("一、", "强化科技创新", 1, "review", "深入实施创新驱动战略，加强研发平台建设，促进科技成果转化应用。"),
        OutlineItem("二、", "推进绿色发展", 1, "review", "持续开展造林绿化，加强生态保护修复，深入推进污染防治。"),
    )
    brief = Brief("总结", "高新区", 2026, 2025, outline)
    drafter = ExcerptDrafter(materials_of(_Shelf(green, science)))  # type: ignore[arg-type]
    tasks = [SectionTask(brief, i, outline[i].like, LAST, 2024) for i in range(2)]
    texts = [drafter.draft(task, lambda p: None, lambda: False).text for task in tasks]
    assert (science in texts[0], green in texts[0]) == (True, False)
    assert (science in texts[1], green in texts[1]) == (False, True)


def test_what_overlapping_passages_both_hold_is_quoted_once():
    one, two, three = "组织开展科技攻关，取得一批成果。", "建成研发平台一批，服务企业创新发展。", "引进高层次人才团队，激发创新活力。"
    section = write("深入实施创新驱动战略，加强科技研发平台建设。", passages=(hit(one + two), hit(two + three)))
    assert [section.text.count(sentence) for sentence in (one, two, three)] == [1, 1, 1]


def test_a_figure_that_quoted_material_tells_is_not_told_again():
    told = "全年研发经费投入达到15.6亿元，组织开展科技攻关行动，取得一批重要成果。"
    section = write("深入实施创新驱动战略，研发经费投入达到12.3亿元。", RND, passages=(hit(told),))
    assert section.text.count("15.6亿元") == 1
    assert "深入实施创新驱动战略" in section.text


def test_evidence_covers_exactly_what_it_speaks_of():
    section = write(
        "深入实施创新驱动战略，研发经费投入达到12.3亿元，增长5.6%。\n持续优化服务，城镇新增就业增长2%。", RND, FIRMS, FOREST, JOBS
    )
    for one in section.evidence:
        assert 0 <= one.start < one.end <= len(section.text)
        if one.verdict == "supported":
            assert section.text[one.start : one.end] in {"15.6亿元", "290家", "1200亩", "3.1%"}
        if one.verdict == "gap":
            assert section.text[one.start : one.end].startswith("【待补：")


def test_a_new_section_without_anything_says_so():
    section = write("")
    assert section.paragraphs == ("【待补：强化科技创新】",)
    assert section.state == "complete"


def test_no_two_sections_say_the_same_new_figure():
    outline = (
        OutlineItem("一、", "强化科技创新", 1, "review", "深入实施创新驱动战略，加强研发平台建设。"),
        OutlineItem("二、", "推进绿色发展", 1, "review", "持续开展造林绿化，加强生态保护修复。"),
    )
    brief = Brief("总结", "高新区", 2026, 2025, outline)
    texts = [
        ExcerptDrafter().draft(SectionTask(brief, i, outline[i].like, LAST, 2024, (RND, FOREST)), lambda p: None, lambda: False).text
        for i in range(2)
    ]
    assert "15.6亿元" in texts[0]
    assert "1200亩" in texts[1]
    assert "".join(texts).count("15.6亿元") == 1
    assert "".join(texts).count("1200亩") == 1


def test_another_units_report_lends_no_figures():
    other = replace(FIRMS, source=Source("x", "邻区2025年总结", "邻区", 2026, "report", reviewed_year=2025))
    assert "290" not in write("高新技术企业达到245家。", other).text


def test_progress_hands_the_text_on_as_it_comes():
    item = OutlineItem("一、", "科技", 1, "review", "深入实施创新驱动战略。\n持续优化创新生态。")
    task = SectionTask(Brief("总结", "", 2026, 2025, (item,)), 0, item.like, LAST, 2024)
    heard: list[Progress] = []
    section = ExcerptDrafter().draft(task, heard.append, lambda: False)
    assert "".join(p.delta for p in heard).strip() == section.text


def test_punctuation_is_never_broken():
    like = "一是深入实施创新驱动战略，成功举办大会；二是建成产业园；三是持续优化创新生态，其中研发平台50家、孵化器3家。"
    text = write(like, FIRMS).text
    assert not re.search(r"[，；、。][，；、。]|^[，；、。]|其中[，。；]", text)
    assert "一是" in text


CURRENT = DraftSection("一、", "强化科技创新", 1, ("研发投入取得进展。持续优化生态。高新技术企业达到245家。", "第二段文字在此。"))


HERE = SectionId("1")


@pytest.mark.parametrize(
    ("asked", "gone", "kept"),
    [
        (Drop(HERE, "paragraph", 2), "第二段文字", "持续优化生态"),
        (Drop(HERE, "paragraph", -1), "第二段文字", "持续优化生态"),
        (Drop(HERE, "sentence", 2), "持续优化生态", "第二段文字"),
        (UpdateFigures(HERE, "高新技术企业"), "245家", "290家"),
        (DropAbout(HERE, "生态"), "优化生态", "245家"),
    ],
)
def test_a_command_changes_what_it_names_and_nothing_else(asked, gone, kept):
    section = write("深入实施创新驱动战略。", FIRMS, current=CURRENT, asked=asked)
    assert gone not in section.text
    assert kept in section.text


def test_a_remark_beyond_word_by_word_work_leaves_the_text_and_says_so():
    item = OutlineItem("一、", "科技", 1, "review", "深入实施创新驱动战略。")
    asked = Redraft(HERE, "语气再坚定一些")
    task = SectionTask(Brief("总结", "", 2026, 2025, (item,)), 0, item.like, LAST, 2024, current=CURRENT, asked=asked)
    heard: list[Progress] = []
    assert ExcerptDrafter().draft(task, heard.append, lambda: False) == CURRENT
    assert any("摘编方式" in p.step for p in heard)


def test_shortening_leaves_out_whole_sentences_and_keeps_figures():
    like = "深入实施创新驱动战略，研发经费投入达到12.3亿元。持续优化创新生态，加强平台建设。积极培育创新主体，加强人才引进。"
    whole = write(like, RND)
    short = write(like, RND, current=whole, asked=Shorten(HERE, 40))
    assert len(short.text) <= 40
    assert "15.6亿元" in short.text
    assert all(sentence in whole.text for sentence in re.findall(r"[^。]+。", short.text))
    assert [short.text[e.start : e.end] for e in short.evidence if e.verdict == "supported"] == ["15.6亿元"]


def test_what_lacks_its_number_goes_before_what_tells_one_though_it_stands_first_and_a_contested_number_stays():
    first, told = "配套建设人才公寓【待补：人才公寓（套）】。", "研发经费投入15.6亿元。"
    text = first + told + "持续优化创新生态，加强平台建设。"
    evidence = (
        Evidence(len("配套建设人才公寓"), len(first) - 1, "gap"),
        Evidence(len(first) + len("研发经费投入"), len(first) + len(told) - 1, "conflict"),
    )
    current = replace(CURRENT, paragraphs=(text,), evidence=evidence)
    assert write("深入实施创新驱动战略。", current=current, asked=Shorten(HERE, 20)).text == told


def test_expanding_adds_material_that_was_left_out():
    sentence = "组织开展科技型企业行动，帮助企业解决难题。"
    section = write("深入实施创新驱动战略。", passages=(hit(sentence),), current=CURRENT, asked=Expand(HERE))
    assert CURRENT.paragraphs[0] in section.text
    assert sentence in section.text


def test_the_same_task_gives_the_same_section():
    assert write("研发经费投入12.3亿元。", RND, FOREST) == write("研发经费投入12.3亿元。", RND, FOREST)


def test_an_excerpt_is_named_as_one():
    drafter = ExcerptDrafter()
    assert (drafter.mode, drafter.model) == ("excerpt", "")
    assert Draft("稿", 2026, "excerpt", "", (write("加强建设。"),)).sections[0].usage.calls == 0


BUDGET = (
    "全市政府性基金收入完成814,239万元，占年度调整预算的108.09%，比上年增收240,421万元，增长41.90%。加上上年结转收入111,123万元，收入总计1,398,460万元。"
    "收支相抵，年终结转135,938万元。\n市本级政府性基金收入完成210,236万元，比上年增收79,120万元。加上上年结转收入6,549万元，收入总计375,656万元。"
)


def rows(*told: tuple[str, str, str, str]) -> tuple[Entry, ...]:
    """A table's rows: name, value, unit, measure."""
    found = []
    for number, (name, value, unit, measure) in enumerate(told, 2):
        one = entry(name, value, unit, f"{int(value) // 10000:,}万元" if unit == "元" else f"{value}{unit}", measure=measure)
        found.append(replace(one, figure=replace(one.figure, place=f"表1!C{number}"), id=f"row{number}"))
    return tuple(found)


def test_a_budget_sentence_stays_and_each_figure_it_lacks_is_a_field():
    section = write(BUDGET, *rows(("政府性基金收入", "9006220000", "元", "level"), ("政府性基金收入", "10.61", "%", "change")))
    assert section.paragraphs[0].startswith(
        "全市政府性基金收入完成900,622万元，占年度调整预算的【待补：政府性基金收入占年度调整预算比重（%）】，"
        "比上年增收【待补：政府性基金收入增减（万元）】，增长10.61%。"
    )
    assert all(one.places[0].value for one in section.evidence if one.verdict == "gap")


def test_a_name_told_of_several_budgets_is_filled_by_the_order_of_the_rows():
    section = write(
        BUDGET,
        *rows(
            ("政府性基金收入", "9006220000", "元", "level"),
            ("结转收入", "1473360000", "元", "level"),
            ("收入总计", "14157360000", "元", "level"),
            ("年终结转", "1678070000", "元", "level"),
            ("市本级政府性基金收入", "2311710000", "元", "level"),
            ("结转收入", "139960000", "元", "level"),
            ("收入总计", "3423610000", "元", "level"),
        ),
    )
    whole, own = section.paragraphs
    assert "上年结转收入147,336万元，收入总计1,415,736万元" in whole
    assert "上年结转收入13,996万元，收入总计342,361万元" in own


def test_a_movement_that_turned_is_told_the_other_way():
    section = write("市本级政府性基金支出比上年增支114,712万元。", *rows(("市本级政府性基金支出", "-900290000", "元", "change")))
    assert section.text == "市本级政府性基金支出比上年减支90,029万元。"


def test_the_opening_of_the_look_back_stands_again_without_what_happened_once():
    section = write("过去一年，面对复杂形势，全市上下团结奋斗，成功举办首届创新大会，经济运行总体平稳。持续优化创新生态。")
    assert section.text == "过去一年，面对复杂形势，全市上下团结奋斗，经济运行总体平稳。持续优化创新生态。"
    assert said(section, "carried") == ["过去一年", "面对复杂形势", "全市上下团结奋斗", "经济运行总体平稳", "持续优化创新生态"]


def test_a_figure_of_another_year_than_the_last_gets_none_of_this_years():
    assert write("研发经费投入由2010年的3.2亿元起步。", RND).text == "研发经费投入15.6亿元。"


@pytest.mark.parametrize("words", ["服务2300万省外劳动力", "推出稳增长32条", "学习贯彻省委十四次全会精神"])
def test_what_is_no_quantity_with_a_name_is_not_asked_for(words):
    assert "【待补" not in write(f"持续优化创新生态，{words}。").text


def test_two_departments_that_tell_one_deed_are_one_sentence_with_both_sources():
    other = replace(STUFF, id="other", title="工信局材料", filename="工信局.docx")
    one, two = "全年培育创新型企业120家，新建研发平台30家。", "全年培育创新型企业120家。"
    section = write("深入实施创新驱动战略。", passages=(hit(one), Hit(Passage(two, ("科技创新",), 0, len(two)), other, 1.0)))
    assert (one in section.text, section.text.count("120家")) == (True, 1)
    assert {place.source for e in section.evidence if e.verdict == "quoted" for place in e.places} == {"stuff", "other"}


def test_what_a_department_calls_its_problems_is_told_among_problems_or_not_at_all():
    trouble = "专业人才引进难度较大，企业创新能力不足的问题仍然存在。"
    block = Hit(Passage(trouble, ("存在的问题",), 0, len(trouble)), STUFF, 1.0)
    section = write("深入实施创新驱动战略，加强人才引进，提升企业创新能力。", passages=(block,))
    assert trouble not in section.text
    assert [finding.values[0] for finding in section.findings if finding.code == "draft.unused"] == [trouble]


def test_a_carried_clause_of_one_years_campaign_can_be_taken_out_by_its_fix():
    section = write("继续开展“科技提升年”行动，持续优化创新生态。", kind="plan")
    finding = next(finding for finding in section.findings if finding.code == "draft.once")
    place = finding.places[0]
    assert section.text[: place.start] + finding.fix + section.text[place.end :] == "持续优化创新生态。"
