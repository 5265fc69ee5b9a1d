"""What last year left behind, what material went unused, what a text announces and then does, how numbers are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from nigao.checks.catalogue import CATALOGUE, Grounds, as_markdown, run_checks, section_at, whole_text
from nigao.checks.coverage import coverage, coverage_findings, overlaps
from nigao.checks.document import document
from nigao.checks.finding import Finding
from nigao.checks.stale import carryover, stale
from nigao.checks.wording import wording
from nigao.draft import Draft, DraftSection, Evidence, Place
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.report import Passage

LAST = "2024年，全区经济稳中有进。深入开展“项目攻坚年”活动，召开区委九届六次全会。持续优化营商环境，企业开办时间压缩到半个工作日以内。\n"


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_a_sentence_a_department_hands_in_again_with_last_years_figures_is_asked_about() -> None:
    last = "一、安全生产\n检查企业1260家次，整改隐患3480条。\n开展“安全生产月”活动3场。\n"
    told = "检查企业1260家次，整改隐患3480条。\n开展“安全生产月”活动3场。\n"
    found = [f for f in stale(told, last, year=2026, last_year=2025, fresh=[told]) if f.code == "stale.figure"]
    assert [f.places[0].text for f in found] == ["检查企业1260家次，整改隐患3480条。"]
    changed = told.replace("1260", "1315")
    assert not [f for f in stale(changed, last, year=2026, last_year=2025, fresh=[changed]) if f.code == "stale.figure"]


# --- stale ----------------------------------------------------------------------------------------------------------


def test_last_years_year_in_last_years_words_is_found_with_this_years_as_the_fix():
    found = stale("2024年，全区经济稳中有进。", LAST, year=2025, last_year=2024)
    first = next(finding for finding in found if finding.code == "stale.year")
    assert (first.places[0].text, first.fix) == ("2024年", "2025年")


def test_last_years_year_told_of_last_year_is_left_alone():
    found = stale("与2024年相比，全区工业增速提高2个百分点。", LAST, year=2025, last_year=2024)
    assert "stale.year" not in codes(found)


def test_last_years_slogan_and_meeting_are_found_unless_this_years_material_has_them():
    text = "扎实推进“项目攻坚年”活动，贯彻九届六中全会精神。"
    last = LAST + "学习贯彻九届六中全会精神。"
    assert {"stale.slogan", "stale.meeting"} <= set(codes(stale(text, last, year=2025, last_year=2024)))
    fresh = ["继续开展“项目攻坚年”活动，学习九届六中全会精神。"]
    assert not {"stale.slogan", "stale.meeting"} & set(codes(stale(text, last, year=2025, last_year=2024, fresh=fresh)))


def test_a_sentence_told_again_in_other_words_is_marked_and_quoted():
    told = "持续优化营商环境，企业开办时间已经压缩到半个工作日以内。"
    found = [f for f in stale(told, LAST, year=2025, last_year=2024) if f.code == "stale.sentence"]
    assert len(found) == 1
    assert found[0].places[0].text == told
    assert "请核对是否仍然成立" in found[0].message
    assert "。”" not in found[0].message


def test_the_share_carried_over_is_of_all_characters():
    same = "持续优化营商环境，企业开办时间压缩到半个工作日以内。"
    fresh = "建成智能制造产业园三期标准厂房并交付首批入园企业使用。"
    half = carryover(same + fresh, LAST)
    assert [sentence.last for sentence in half.sentences] == [same]
    assert half.share == pytest.approx(len(same) / len(same + fresh))
    assert carryover(fresh, LAST).share == 0.0


# --- coverage -------------------------------------------------------------------------------------------------------

TRADE = Source("trade", "商务局材料", department="商务局", role="material")
FINANCE = Source("finance", "金融办材料", department="金融办", role="material")
USED = Passage("全年外贸进出口总额达到86亿元，新增外贸企业12家，跨境电商综试区建设提速。", (), 0, 36)
UNUSED = Passage("新增上市公司2家，直接融资规模达到35亿元，普惠小微贷款余额持续增长。", (), 0, 34)


def _drafted(words: str, start: int = 0) -> Draft:
    evidence = (Evidence(0, 4, "supported", (Place("trade", "商务局材料", "第1页", start, start + 4, words),)),)
    return Draft(
        "总结", 2026, "excerpt", "", (DraftSection("一、", "开放", 1, (words,), evidence), DraftSection("二、", "金融", 1, ("再接再厉。",)))
    )


def test_a_department_whose_material_is_nowhere_is_named():
    covered = coverage(_drafted(USED.text), [(TRADE, USED), (FINANCE, UNUSED)], [])
    found = coverage_findings(_drafted(USED.text), covered)
    assert [f.message for f in found if f.code == "coverage.material"] == ["金融办的材料《金融办材料》一处也没有用到。"]


def test_a_section_that_stands_on_nothing_is_named_and_one_with_sources_is_not():
    covered = coverage(_drafted(USED.text), [(TRADE, USED)], [])
    assert covered.bare == (1,)


def test_an_indicator_that_was_handed_in_and_not_written_is_told():
    told = Figure("86亿元", 9, 13, "8600000000", "元", "外贸进出口总额", period="2025")
    left = Figure("12家", 18, 21, "12", "家", "外贸企业", period="2025")
    draft = _drafted(USED.text, start=9)
    covered = coverage(draft, [(TRADE, USED)], [Entry(told, TRADE), Entry(left, TRADE)])
    assert covered.uses[0].indicators == ("外贸企业",)


def test_the_same_matter_from_two_departments_is_shown_once_with_both():
    again = Passage("全年外贸进出口总额达到86亿元，新增外贸企业12家，跨境电商综试区建设明显提速。", (), 0, 38)
    found = overlaps([(TRADE, USED), (FINANCE, again), (FINANCE, UNUSED)])
    assert [[source.id for source in overlap.sources] for overlap in found] == [["trade", "finance"]]


# --- the document as a whole ----------------------------------------------------------------------------------------


def test_three_aspects_followed_by_four_are_found_and_by_three_are_not():
    items = ["一是抓项目。", "二是抓创新。", "三是抓开放。", "四是抓民生。"]
    assert "document.count" in codes(document("重点做好以下三个方面工作：" + "".join(items)))
    assert document("重点做好以下三个方面工作：" + "".join(items[:3])) == []


def test_a_number_left_out_of_an_enumeration_is_found():
    found = document("一是抓项目。二是抓创新。四是抓民生。")
    assert codes(found) == ["document.enumeration"]
    assert found[0].places[0].text == "四是"


# --- how numbers are written ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "fixed"),
    [
        ("1、抓好项目建设。", "wording.list_number", "1.抓好项目建设。"),
        ("（一）、抓好项目建设。", "wording.bracket_number", "（一）抓好项目建设。"),
        ("自09年以来持续增长。", "wording.short_year", "自2009年以来持续增长。"),
        ("增长5-10%。", "wording.percent_range", "增长5%—10%。"),
        ("投资3—5亿元。", "wording.scaled_range", "投资3亿—5亿元。"),
        ("经济增长,民生改善。", "wording.half_width", "经济增长，民生改善。"),
        ("规模以上(含外资)企业。", "wording.half_brackets", "规模以上（含外资）企业。"),
        ("实施“双招”、“双引”工程。", "wording.quoted_titles", "实施“双招”“双引”工程。"),
        ("企业、学校、等单位。", "wording.etc_comma", "企业、学校等单位。"),
        ("持续向好。。", "wording.repeated_mark", "持续向好。"),
        ("持续向好，。", "wording.mixed_marks", "持续向好。"),
    ],
)
def test_a_note_carries_a_fix_that_puts_the_text_right(text: str, code: str, fixed: str):
    found = [finding for finding in wording(text) if finding.code == code]
    assert len(found) == 1
    place = found[0].places[0]
    assert text[: place.start] + found[0].fix + text[place.end :] == fixed
    assert code not in codes(wording(fixed))


@pytest.mark.parametrize(
    "text",
    [
        "2024年1—9月增长5%—6%，完成投资3亿—5亿元。",
        "“十四五”以来，比分为3:2，网址http://example.cn。",
        "第3、第4季度。",
        "平均受教育年限达11年，提高到14年。",
    ],
)
def test_text_written_by_the_standards_gets_no_note(text: str):
    assert wording(text) == []


def test_straight_quotes_and_a_fall_by_a_multiple_are_noted():
    assert "wording.straight_quotes" in codes(wording('实施"双招"工程。'))
    assert "wording.fall_by_multiple" in codes(wording("能耗下降2倍。"))
    assert "wording.double_approx" in codes(wording("约300家左右。"))


# --- the catalogue --------------------------------------------------------------------------------------------------

SECTIONS = (
    DraftSection("一、", "回顾", 1, ("增长5-10%。", "一是抓项目。三是抓民生。")),
    DraftSection("二、", "打算", 1, ("约300家左右。",)),
)


def test_every_finding_has_a_code_of_the_catalogue_and_the_gravest_come_first():
    found = run_checks(Draft("总结", 2026, "excerpt", "", SECTIONS), Grounds(calendar=Calendar("2025", "2026")))
    assert found
    assert {finding.code for finding in found} <= set(CATALOGUE)
    order = ["error", "warning", "note"]
    assert [order.index(f.severity) for f in found] == sorted(order.index(f.severity) for f in found)


def test_a_check_or_its_whole_family_can_be_left_out():
    draft, grounds = Draft("总结", 2026, "excerpt", "", SECTIONS), Grounds(calendar=Calendar("2025", "2026"))
    alone = {finding.code for finding in run_checks(draft, grounds, {"wording.percent_range"})}
    family = {finding.code for finding in run_checks(draft, grounds, {"wording"})}
    assert "wording.percent_range" not in alone
    assert "wording.double_approx" in alone
    assert not any(code.startswith("wording") for code in family)
    assert "document.enumeration" in family


def test_every_place_of_the_whole_text_falls_into_its_section():
    draft = Draft("总结", 2026, "excerpt", "", SECTIONS)
    text = whole_text(draft)
    assert section_at(draft, text.index("一是")) == (0, SECTIONS[0].text.index("一是"))
    assert section_at(draft, text.index("约300")) == (1, 0)
    assert section_at(draft, text.index("打算")) == (1, -1)


def test_the_documented_catalogue_is_the_one_in_the_code():
    shown = Path(__file__).parent.parent / "docs" / "checks.md"
    assert shown.read_text(encoding="utf-8") == as_markdown()


def test_a_sentence_told_twice_is_found_and_a_like_one_with_other_numbers_is_not():
    same = "全年完成固定资产投资86亿元，重点项目建设全面提速增效。"
    (found,) = document(f"{same}\n其他工作稳步推进。\n{same}")
    assert (found.code, found.places[0].start) == ("document.repeat", len(same) + 11)
    assert document(f"{same}{same.replace('86', '92')}") == []
