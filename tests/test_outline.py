"""Headings, sections and passages of a document, and what it is recognised as."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.builder import DocumentBuilder, GridCell
from nigao.outline import outline, sections_of
from nigao.passages import passages_in, passages_of
from nigao.reading import build_report
from nigao.recognise import recognise
from nigao.repair import repair
from nigao.report import Document, StyledHeading
from nigao.text.numerals import chinese

EXAMPLES = Path(__file__).parent.parent / "examples"
BODY = "全年工作扎实推进，各项任务圆满完成，经济社会发展取得新的成绩，人民生活水平继续提高，社会大局保持稳定。"
SEED = EXAMPLES / "高新区科技创新工作总结_残缺文本.txt"


def headings(text: str, *styled: StyledHeading) -> list[tuple[int, str, str, bool, str]]:
    return [(h.level, h.number, h.title, h.run_in, h.kind) for h in outline(Document(text, styled=styled))]


def test_the_four_forms_of_numbers_give_four_levels():
    text = f"某市2024年工作总结\n一、回顾\n（一）经济\n1.工业\n（1）制造业\n{BODY}\n二、打算\n{BODY}"
    assert headings(text) == [
        (1, "", "某市2024年工作总结", False, "title"),
        (1, "一、", "回顾", False, "section"),
        (2, "（一）", "经济", False, "section"),
        (3, "1.", "工业", False, "section"),
        (4, "（1）", "制造业", False, "section"),
        (1, "二、", "打算", False, "section"),
    ]


@pytest.mark.parametrize("row", ["（1）税收收入110000万元。", "1．公共卫生类支出26.4万元，占支出比重24.65%。"])
def test_a_row_of_an_account_is_no_heading(row):
    assert [found[-1] for found in headings(f"{row}{BODY}")] == ["enumeration"]


def test_a_numbered_sentence_that_opens_a_paragraph_is_a_run_in_heading():
    assert headings(f"（一）狠抓项目建设，产业体系取得成效。{BODY}") == [(2, "（一）", "狠抓项目建设，产业体系取得成效", True, "section")]


@pytest.mark.parametrize(
    "text", ["1.4亿元投资全部到位。", "5、6月份抓紧施工。", "一、二、三产业协调发展。", "3.5%的增长来之不易。", "20、30年代的建筑。"]
)
def test_a_number_that_belongs_to_the_sentence_is_no_heading(text):
    assert headings(text) == []


def test_a_heading_whose_line_break_was_lost_ends_before_the_enumeration():
    assert headings("（二）扩大国内需求，增强拉动作用一是扩大居民消费。二是保持投资增长。")[0][2:4] == ("扩大国内需求，增强拉动作用", True)


def test_paragraphs_opened_by_firstly_are_enumerations():
    found = headings(f"一是稳增长，经济回升向好。{BODY}\n二是促改革，活力不断增强。{BODY}")
    assert [(level, number, kind) for level, number, _, _, kind in found] == [(4, "一是", "enumeration"), (4, "二是", "enumeration")]


def test_parts_above_move_the_other_levels_down():
    text = f"第一部分 工作回顾\n一、经济\n{BODY}\n第二部分 工作打算\n一、创新\n{BODY}"
    assert [(level, title) for level, _, title, _, _ in headings(text)] == [(1, "工作回顾"), (2, "经济"), (1, "工作打算"), (2, "创新")]


def test_unnumbered_headings_are_told_from_text_alone():
    text = f"某局2024年工作总结\n{BODY}\n主要工作成效\n{BODY}\n存在的问题\n{BODY}\n下一步打算\n{BODY}"
    assert [(level, title) for level, _, title, _, _ in headings(text)][1:] == [(1, "主要工作成效"), (1, "存在的问题"), (1, "下一步打算")]


def test_one_broken_line_does_not_become_a_heading():
    assert headings(f"一、回顾\n{BODY}\n五年来，我们贯彻\n{BODY}") == [(1, "一、", "回顾", False, "section")]


def test_by_lines_and_salutations_are_no_headings():
    opening = "2026年某市政府工作报告\n——2026年1月25日在某市人民代表大会上\n来源：某报\n市长 张 三\n各位代表：\n"
    found = headings(f"{opening}{BODY}\n一、2025年工作回顾\n{BODY}")
    assert [title for _, _, title, _, _ in found] == ["2026年某市政府工作报告", "2025年工作回顾"]


def test_styles_add_the_headings_that_have_no_number():
    text = f"工作回顾\n{BODY}\n工作打算\n{BODY}"
    styled = (StyledHeading(0, 4, 1), StyledHeading(text.index("工作打算"), text.index("工作打算") + 4, 2))
    assert [(level, title) for level, _, title, _, _ in headings(text, *styled)] == [(1, "工作回顾"), (2, "工作打算")]


def test_a_title_in_two_lines_is_one():
    assert headings(f"市科技局2024年工作总结\n和2025年工作打算\n\n{BODY}")[0][2] == "市科技局2024年工作总结和2025年工作打算"


TERMS = "\n".join(f"{n}.“第{n}号工程”：指为推动高质量发展而实施的一项重点工程。" for n in range(1, 13))


@pytest.mark.parametrize("title", ["名词解释", "《政府工作报告》有关名词解释", "附件：有关用语说明", "注释", "【名词解释】"])
def test_notes_and_glossaries_at_the_end_are_no_headings(title: str):
    text = f"一、2024年工作回顾\n{BODY}\n二、2025年工作安排\n（一）稳增长。{BODY}\n{title}\n{TERMS}"
    assert [number for _, number, *_ in headings(text)] == ["一、", "二、", "（一）"]


def test_numbered_terms_that_close_a_document_are_no_headings_even_without_a_title():
    text = f"一、2024年工作回顾\n{BODY}\n{TERMS}"
    assert [number for _, number, *_ in headings(text)] == ["一、"]


def test_a_numbered_part_of_notes_keeps_its_own_heading():
    text = f"第一部分 概况\n{BODY}\n第二部分 名词解释\n一、财政拨款收入：指财政当年拨付的资金。\n二、其他收入：指上述之外的收入。"
    assert [(level, title) for level, _, title, *_ in headings(text)] == [(1, "概况"), (1, "名词解释")]


def test_numbered_sections_that_explain_nothing_are_headings_up_to_the_end():
    text = "一、回顾\n" + "\n".join(f"{n}.抓好第{n}项重点工作。{BODY}" for n in range(1, 7))
    assert len(headings(text)) == 7


def test_the_bare_name_of_a_part_is_a_heading_by_itself():
    text = f"某市政府工作报告\n各位代表：\n2024年工作回顾\n（一）经济稳步增长。{BODY}\n二、2025年工作安排\n（一）扩大内需。{BODY}"
    found = [(level, title) for level, _, title, _, kind in headings(text) if kind == "section"]
    assert found == [(1, "2024年工作回顾"), (2, "经济稳步增长"), (1, "2025年工作安排"), (2, "扩大内需")]


def test_numbers_that_begin_again_under_bare_parts_are_one_level_lower():
    text = f"过去一年工作回顾\n一、经济\n{BODY}\n二、民生\n{BODY}\n2025年重点工作\n一、创新\n{BODY}"
    assert [(level, title) for level, _, title, *_ in headings(text)] == [
        (1, "过去一年工作回顾"),
        (2, "经济"),
        (2, "民生"),
        (1, "2025年重点工作"),
        (2, "创新"),
    ]


def test_dash_paragraphs_open_the_sections_of_a_part_that_has_no_numbered_ones():
    dashes = "\n".join(f"——着力{what}。{BODY}{BODY}" for what in ("扩大有效需求", "推进科技创新", "保障改善民生"))
    text = f"一、2024年工作回顾\n{BODY}\n二、2025年工作安排\n{dashes}"
    assert [(level, title) for level, _, title, *_ in headings(text)][2:] == [
        (2, "着力扩大有效需求"),
        (2, "着力推进科技创新"),
        (2, "着力保障改善民生"),
    ]


def test_dash_sentences_that_only_list_what_was_reached_open_nothing():
    dashes = "\n".join(f"——{what}。全年增长{n}%。" for n, what in enumerate(("经济平稳增长", "就业总体稳定", "物价温和上涨"), 3))
    assert len(headings(f"一、2024年工作回顾\n{dashes}\n{BODY}")) == 1


def test_a_whole_real_report_has_its_headings_and_no_others():
    text = (EXAMPLES / "北京市_2025年政府工作报告.txt").read_text(encoding="utf-8")
    sections = [h for h in outline(Document(text)) if h.kind == "section"]
    assert [h.number for h in sections if h.level == 1] == ["一、", "二、"]
    assert [h.number for h in sections if h.level == 2] == [f"（{chinese(n)}）" for n in range(1, 12)]
    assert len(sections) == 13


@given(st.text(alphabet="一二三、（）1.。，第部分是\n\t 报告工作总结“”", max_size=300))
def test_offsets_sections_and_passages_hold_for_any_text(text):
    found = outline(Document(text))
    assert all(0 <= h.start < h.end <= len(text) for h in found)
    assert found == sorted(found, key=lambda h: h.start)
    sections = sections_of(text, found)
    passages = passages_of(text, sections)
    assert all(text[p.start : p.end] == p.text for p in passages)
    inside = {i for p in passages for i in range(p.start, p.end)}
    assert all(i in inside for i, ch in enumerate(text) if ch.strip())
    assert all(a.end <= b.start for a, b in pairwise(passages))
    starts = [section.start for section in sections]
    assert not any(p.start < start < p.end for p in passages for start in starts)
    assert all(a.end <= b.start or b.end <= a.end for a, b in pairwise(sections))


def test_passages_of_a_real_report_are_as_long_as_wanted_and_end_with_sentences():
    text = (EXAMPLES / "北京市_2025年政府工作报告.txt").read_text(encoding="utf-8")
    passages = passages_in(Document(text), sections_of(text, outline(Document(text))))
    assert all(p.end - p.start <= 400 for p in passages)
    assert sum(p.end - p.start < 100 for p in passages) <= 0.2 * len(passages)
    assert sum(p.text[-1] in "。！？；：”）" for p in passages) >= 0.9 * len(passages)
    assert all(p.heading_path for p in passages if p.start > text.index("一、2024年工作回顾"))


def test_a_row_of_a_table_is_a_passage_with_its_head():
    builder = DocumentBuilder()
    builder.paragraph("一、指标")
    grid = [["指标", "2024年"], ["地区生产总值", "5.2万亿元"]]
    builder.table("表1", [GridCell(text, r, c) for r, row in enumerate(grid) for c, text in enumerate(row)])
    document = builder.build()
    passages = passages_in(document, sections_of(document.text, outline(document)))
    assert passages[-1].text == "表1：指标\t2024年\n地区生产总值\t5.2万亿元"
    assert document.text[passages[-1].start : passages[-1].end] == "地区生产总值\t5.2万亿元"
    assert passages[-1].heading_path == ("一、指标",)


@pytest.mark.parametrize(
    ("name", "text", "want"),
    [
        ("江苏省_2025.txt", "2025年江苏省政府工作报告\n各位代表：\n一、2024年工作回顾", ("江苏省", 2025, 2024, "report", "")),
        ("国务院_2009.txt", "各位代表：\n现在，我代表国务院，向大会作政府工作报告", ("国务院", 2009, 2008, "report", "")),
        ("科技局工作材料_2025年.docx", "科技局工作材料\n一、2025年工作情况", ("", 2025, 2025, "material", "科技局")),
        ("北京市科委工作材料_2025年.docx", "科委工作材料\n", ("北京市", 2025, 2025, "material", "科委")),
        ("北京市_2025年主要指标.xlsx", "主要指标\n指标\t2025年\n生产总值\t5\n", ("北京市", 2025, 2025, "metrics", "")),
        ("高新区科技创新工作总结暨20xx年工作打算.txt", "x", ("高新区", None, None, "report", "")),
        ("市科技局2024年工作总结和2025年工作打算.docx", "x", ("市科技局", 2025, 2024, "report", "")),
        ("某建设集团2023年工作总结.docx", "某建设集团2023年工作总结\n一、主要工作", ("某建设集团", 2023, 2023, "report", "")),
        ("upload.docx", "某集团公司2024年度工作报告\n一、2024年工作回顾\n二、2025年工作安排", ("某集团公司", 2025, 2024, "report", "")),
    ],
)
def test_unit_year_kind_and_department_are_proposed(name, text, want):
    found = recognise(name, text)
    assert (found.unit, found.year, found.reviewed_year, found.role, found.department) == want


def test_scraped_text_loses_its_page_gets_its_lines_and_its_quotes():
    text = SEED.read_text(encoding="utf-8")
    done = repair(text)
    assert "我们坚持以新发展理念为引领" in done.text
    assert "创新平台“双倍增”行动" in done.text
    for furniture in ("侵权投诉", "开通VIP", "摘要", "客服", "继续阅读"):
        assert furniture not in done.text
    assert len(done.warnings) == 4
    lead = {h.title: h.start for h in outline(Document(text))}
    assert all(lead.get(h.title, h.start) == h.start for h in outline(Document(done.text)))


@given(st.text(alphabet="全年增长5%，。、工作\n“”一", max_size=400))
def test_repair_invents_nothing(text):
    done = repair(text)
    assert not set(done.text) - set(text) - {" "}
    assert repair(done.text).text == done.text or done.warnings


def test_a_report_joins_figures_of_text_and_tables():
    builder = DocumentBuilder()
    builder.paragraph("某市2024年工作总结")
    builder.paragraph("一、2024年工作回顾")
    builder.paragraph("全年完成投资12.5亿元，增长5%。")
    grid = [["指标", "2024年（亿元）"], ["地区生产总值", "520"]]
    builder.table("表1", [GridCell(text, r, c) for r, row in enumerate(grid) for c, text in enumerate(row)])
    report = build_report("某市2024年工作总结.docx", "0" * 64, builder.build())
    assert [(f.text, f.place != "") for f in report.figures] == [("12.5亿元", False), ("5%", False), ("520", True)]
    assert {f.section for f in report.figures} == {"2024年工作回顾"}
    assert report.identity.reviewed_year == 2024


def test_no_figure_is_lost_or_misplaced_in_a_real_report():
    text = (EXAMPLES / "北京市_2025年政府工作报告.txt").read_text(encoding="utf-8")
    report = build_report("北京市_2025年政府工作报告.txt", "", Document(text))
    assert len(report.figures) > 150
    assert all(text[f.start : f.end] == f.text for f in report.figures)
    assert json.dumps([h.title for h in report.headings], ensure_ascii=False).count("十五五") == 0


def test_twenty_thousand_headings_are_as_much_work_each_as_a_few():
    assert len(outline(Document("一、数\n" * 20_000))) == 20_000  # looked at anew for each of them this would take minutes


PAPERS = Path(__file__).parent / "data" / "outline"
# A few words with a full stop that open a paragraph are a sentence as often as a heading.
NOT_READ = {"安全生产方面", "信访维稳方面"}


@pytest.mark.parametrize("paper", sorted(PAPERS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_headings_of_offices_papers_are_those_a_reader_sees(paper: Path):
    key = [json.loads(line) for line in paper.with_suffix(".outline.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = [
        (one["level"], one["number"], one["title"].rstrip("。"), one["run_in"]) for one in key if one["title"].rstrip("。") not in NOT_READ
    ]
    assert [found[:4] for found in headings(paper.read_text(encoding="utf-8")) if found[-1] == "section"] == expected


@pytest.mark.parametrize("text", ["1.5亿元投资全部到位\n1.6倍的增长", "1.1万户居民受益\n1.2万户居民用上新水", "3.1改造管网\n5.2新建泵站"])
def test_amounts_and_numbers_that_do_not_follow_one_another_are_no_headings(text: str):
    assert headings(f"{text}\n{BODY}") == []
