"""Text that is written: where each clause comes from, what an edit leaves of that, and what is still wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import opened_with, written

from nigao.draft import DraftSection, Evidence, Place
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.writing.gaps import candidates, gaps_in, mark, near
from nigao.writing.placed import left_out
from nigao.writing.provenance import after_edit, tally, traced_clauses
from nigao.writing.runs import Run, marked

LAST = Place("2024", "2024年总结", "2024年总结.docx", 0, 0, "城镇新增就业10.2万人", "10.2万人", "2024")
KEPT = "坚持稳中求进。城镇新增就业11万人，"
GAP = "【待补：生产总值增速（%）】"
TEXT = f"坚持稳中求进。城镇新增就业11万人，地区生产总值增长{GAP}。"


def section(*paragraphs: str, evidence: tuple[Evidence, ...] = ()) -> DraftSection:
    return DraftSection("一、", "回顾", 1, paragraphs or (TEXT,), evidence or _evidence())


def _evidence() -> tuple[Evidence, ...]:
    at = TEXT.index(GAP)
    return (
        Evidence(0, 6, "carried", (LAST,), "沿用上年表述，请核实"),
        Evidence(7 + 6, 7 + 10, "supported", (LAST,)),
        Evidence(at, at + len(GAP), "gap", (LAST,), "上年为5.1%"),
    )


def said(paragraphs: tuple[str, ...], evidence: tuple[Evidence, ...]) -> list[tuple[str, str]]:
    text = "\n".join(paragraphs)
    return [(one.verdict, text[one.start : one.end]) for one in evidence]


def test_a_clause_that_is_kept_keeps_its_provenance_wherever_it_stands_now() -> None:
    moved = (f"今年形势复杂，城镇新增就业11万人，地区生产总值增长{GAP}。", "坚持稳中求进。")
    assert said(moved, after_edit(section(), moved)) == [
        ("stated", "今年形势复杂"),
        ("supported", "11万人"),
        ("gap", GAP),
        ("carried", "坚持稳中求进"),
    ]


def test_a_changed_clause_is_the_persons_own() -> None:
    changed = (TEXT.replace("坚持稳中求进", "坚持稳中求进、以进促稳"),)
    assert said(changed, after_edit(section(), changed))[0] == ("stated", "坚持稳中求进、以进促稳")


def test_a_clause_changed_and_changed_back_is_what_it_was_and_what_was_typed_beside_it_is_not() -> None:
    first = section()
    changed = (TEXT.replace("坚持稳中求进", "坚持稳字当头"),)
    second = section(*changed, evidence=after_edit(first, changed))
    back = ("坚持稳中求进。形势喜人。" + TEXT.split("。", 1)[1],)
    assert said(back, after_edit(second, back, [first]))[:2] == [("carried", "坚持稳中求进"), ("stated", "形势喜人")]
    assert said(back, after_edit(second, back))[0] == ("stated", "坚持稳中求进")


def test_a_clause_a_person_made_her_own_before_stays_hers_when_it_is_put_back() -> None:
    mine = section(evidence=(Evidence(0, 6, "stated"),))
    changed = (TEXT.replace("坚持稳中求进", "坚持稳字当头"),)
    second = section(*changed, evidence=after_edit(mine, changed))
    assert said((TEXT,), after_edit(second, (TEXT,), [mine, section()]))[0] == ("stated", "坚持稳中求进")


def test_what_is_put_into_a_gap_is_stated_and_the_clause_around_it_stays_what_it_was() -> None:
    whole = Evidence(0, len("就业持续向好，完成【待补：目标任务】个"), "quoted", (LAST,))
    before = section("就业持续向好，完成【待补：目标任务】个", evidence=(whole,))
    filled = ("就业持续向好，完成12个",)
    assert said(filled, after_edit(before, filled)) == [
        ("quoted", "就业持续向好，完成"),
        ("stated", "12"),
        ("quoted", "个"),
    ]


def test_a_gap_typed_by_hand_is_a_gap() -> None:
    typed = ("全年引进项目【待补：引进项目（个）】。",)
    assert ("gap", "【待补：引进项目（个）】") in said(typed, after_edit(section(), typed))


def test_nothing_survives_a_text_that_was_wiped() -> None:
    assert after_edit(section(), ()) == ()


def test_a_gap_says_what_is_wanted_and_what_stood_there_last_year() -> None:
    (gap,) = gaps_in(section())
    assert (gap.indicator, gap.measure, gap.status, gap.unit) == ("生产总值", "change", "actual", "%")
    assert gap.last is not None and gap.last.value == "10.2万人"
    assert TEXT[gap.start : gap.end] == GAP and gap.says == "生产总值增速（%）"


def test_a_gap_keeps_its_id_when_the_text_around_it_changes() -> None:
    both = section(f"增长{GAP}，其中工业增长{GAP}。", evidence=())
    first, second = (gap.id for gap in gaps_in(both))
    assert first != second
    assert first == gaps_in(section(f"前面加了一句。增长{GAP}。", evidence=()))[0].id


def test_the_mark_of_a_target_names_its_year() -> None:
    words = mark("城镇新增就业", "level", "万人", target_of="2026")
    (gap,) = gaps_in(section(f"城镇新增就业{words}。", evidence=()))
    assert words == "【待补：城镇新增就业2026年目标（万人）】"
    assert (gap.indicator, gap.status, gap.year, gap.unit) == ("城镇新增就业", "target", "2026", "万人")


def test_marks_that_name_nothing_are_gaps_without_an_indicator() -> None:
    assert [gap.indicator for gap in gaps_in(section("完成【待补】、【待补：】。", evidence=()))] == ["", ""]


def test_candidates_are_of_the_same_indicator_kind_and_year() -> None:
    table, paper = Source("t", "指标表", role="metrics"), Source("m", "人社局材料", role="material")

    def entry(source: Source, value: str, unit: str, period: str, status: str = "actual") -> Entry:
        return Entry(Figure(value + unit, 0, 1, value, unit, "城镇新增就业", status=status, period=period), source)  # type: ignore[arg-type]

    (gap,) = gaps_in(section(f"城镇新增就业{mark('城镇新增就业', 'level', '万人')}。", evidence=()))
    fits = entry(paper, "112000", "人", "2025")
    better = entry(table, "112000", "人", "2025")
    others = [entry(table, "5", "%", "2025"), entry(table, "102000", "人", "2024"), entry(table, "110000", "人", "2025", "target")]
    assert candidates(gap, [fits, *others, better], year="2025") == (better, fits)
    dated = Source("r", "2025年总结", role="report", year=2026, reviewed_year=2025)
    undated = entry(dated, "90000", "人", "")  # 由9万人增加到11.2万人 in the year's own paper
    assert candidates(gap, [undated, entry(paper, "112000", "人", "")], year="2025") == (entry(paper, "112000", "人", ""),)


def test_a_section_says_how_many_sentences_are_whose() -> None:
    text = "坚持稳中求进。城镇新增就业11万人。"
    counted = tally(section(text + f"增长{GAP}。", evidence=_evidence()[:2]))
    assert (counted.fresh, counted.carried, counted.open) == (1, 1, 1)
    assert str(counted) == "本节3句：今年1，去年1，缺1"
    assert [one.origin for one in traced_clauses(section())] == ["carried", "fresh", "open"]


def test_replacing_a_stretch_moves_what_stands_behind_it() -> None:
    run = Run("甲乙丙丁", (Evidence(0, 1, "supported"), Evidence(1, 3, "gap"), Evidence(3, 4, "quoted")))
    made = run.replaced(1, 3, marked("五百万", "stated"))
    assert [(made.text[e.start : e.end], e.verdict) for e in made.evidence] == [("甲", "supported"), ("五百万", "stated"), ("丁", "quoted")]
    assert run.slice(2, 4).evidence == (Evidence(0, 1, "gap"), Evidence(1, 2, "quoted"))


@pytest.mark.parametrize(
    ("asked", "told", "offered"),
    [
        ("儿童青少年总体近视率", ["近视率"], ["近视率"]),
        ("理论学习中心组学习", ["局党组理论学习中心组学习"], ["局党组理论学习中心组学习"]),
        ("在校生", ["中职在校生"], ["中职在校生"]),
        ("在校生", ["中职在校生", "普通高中在校生"], []),
        ("居民收入", ["农村居民收入"], []),
        ("技术中心", ["国家级技术中心"], []),
        ("停车位", ["新增停车位"], []),
        ("儿童人数", ["人数"], []),
    ],
)
def test_what_is_in_hand_under_a_narrower_or_wider_name_is_offered_where_one_alone_fits(
    asked: str, told: list[str], offered: list[str]
) -> None:
    (gap,) = gaps_in(section(f"达到{mark(asked)}。", evidence=()))
    entries = [Entry(Figure("5", 0, 1, "5", "", name, period="2025"), Source("m", "材料")) for name in told]

    assert [entry.figure.indicator for entry in near(gap, entries, "2025")] == offered


def test_points_of_a_rate_are_offered_for_a_gap_in_points() -> None:
    (gap,) = gaps_in(section(f"下降{mark('总体近视率', 'change', '百分点')}。", evidence=()))
    told = Entry(Figure("0.8个百分点", 0, 6, "-0.8", "百分点", "近视率", measure="change", period="2025"), Source("m", "材料"))

    assert near(gap, [told], "2025") == (told,)


@pytest.mark.parametrize(("fell", "missed"), [("1.2", False), ("0.6", True)])
def test_an_aim_to_lower_something_is_missed_by_a_smaller_fall_alone(tmp_path: Path, fell: str, missed: bool) -> None:
    last = (
        "示例县2024年工作总结和2025年工作打算\n一、2024年工作回顾\n总体近视率51.3%。\n二、2025年工作打算\n总体近视率下降1个百分点以上。\n"
    )
    told = f"2025年，总体近视率下降{fell}个百分点。\n"
    opened = opened_with(tmp_path, {"示例县2024年工作总结.txt": last, "卫健局材料2025年.txt": told})

    notes = [gap.note for one in written(opened, 2026).sections if one.current for gap in gaps_in(one.current.section)]

    assert any("没有完成" in note for note in notes) is missed


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("坚持就业优先。加强培训。新建公园12座。", "加强培训", "坚持就业优先。新建公园12座。"),
        ("坚持就业优先。加强培训。新建公园12座。", "加强培训。", "坚持就业优先。新建公园12座。"),
        ("坚持就业优先，加强培训。", "加强培训", "坚持就业优先。"),
        ("坚持就业优先；加强培训；新建公园12座。", "加强培训；", "坚持就业优先；新建公园12座。"),
        ("坚持就业优先。\n加强培训。\n新建公园12座。", "加强培训", "坚持就业优先。\n新建公园12座。"),
        ("加强培训。\n新建公园12座。", "加强培训。", "新建公园12座。"),
        ("加强培训。", "加强培训", ""),
        ("大力加强培训。", "大力", "加强培训。"),
    ],
)
def test_clauses_taken_out_leave_whole_sentences(text: str, gone: str, left: str) -> None:
    at = text.index(gone)
    assert left_out(text, at, at + len(gone)) == left
