"""Sources of two standings: what another unit's or a higher level's paper may bear out, and what it may not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli import main
from nigao.checks.guard import check_text
from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.ledger.entries import entries_of
from nigao.report import Document, Identity, Report

YEAR = Calendar("2024", "2025")


def read(text: str, unit: str, standing: str) -> list[Entry]:
    figures = read_figures(text, calendar=YEAR)
    title = f"{unit}2024年工作总结"
    source = Source(title, title, unit, 2025, reviewed_year=2024, standing=standing)
    return entries_of(Report(title, title, Identity(title), Document(text), figures=tuple(figures)), source)


OWN = read("全市地区生产总值达到5712.6亿元、增长6.3%，研发投入强度3.1%。固定资产投资增长7.4%。", "洛川市", "own")
PROVINCE = read("全省地区生产总值增长5.2%，研发投入强度2.4%，城镇新增就业120.3万人。", "江苏省", "reference")
BESIDE = read("进出口总额增长11.7%，地区生产总值增长5.9%。", "平江市", "reference")


def stopped(text: str) -> list[str]:
    return [span.text for span in check_text(text, OWN, calendar=YEAR, references=PROVINCE + BESIDE).unsupported]


@pytest.mark.parametrize(
    "text",
    [
        "全省地区生产总值增长5.2%。",
        "江苏地区生产总值增长5.2%，我市地区生产总值增长6.3%。",
        "平江市进出口总额增长11.7%。",
        "江苏研发投入强度2.4%。",
    ],
)
def test_a_reference_bears_out_what_the_sentence_tells_of_its_own_unit(text: str):
    assert stopped(text) == []


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("城镇新增就业120.3万人。", "120.3万人"),
        ("全市城镇新增就业120.3万人。", "120.3万人"),
        ("进出口总额增长11.7%。", "11.7%"),
        ("全省进出口总额增长11.7%。", "11.7%"),
        ("快于全省平均水平，我市进出口总额增长11.7%。", "11.7%"),
        ("江苏固定资产投资增长7.4%。", "7.4%"),
        ("平江市地区生产总值增长6.3%。", "6.3%"),
    ],
)
def test_a_reference_bears_out_nothing_of_the_unit_itself_nor_the_unit_of_a_reference(text: str, stretch: str):
    assert stopped(text) == [stretch]


def test_the_verdict_says_that_a_reference_bears_the_figure_out_and_of_whom():
    evidence = check_text("全省地区生产总值增长5.2%。", OWN, calendar=YEAR, references=PROVINCE).evidence[0]
    assert (evidence.verdict, evidence.note) == ("supported", "出自参考材料，只为江苏省的数字作证")
    assert evidence.places[0].source == "江苏省2024年工作总结"


def test_without_references_nothing_is_different():
    text = "全市地区生产总值增长6.3%，固定资产投资增长7.4%。"
    assert check_text(text, OWN, calendar=YEAR) == check_text(text, OWN, calendar=YEAR, references=PROVINCE)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("全市研发投入强度3.1%，高于全省0.7个百分点。", "computed"),
        ("地区生产总值增长6.3%，比全省快1.1个百分点。", "computed"),
        ("全市研发投入强度3.1%，高于全省0.9个百分点。", "unsupported"),
        ("全市研发投入强度3.1%，低于全省0.7个百分点。", "unsupported"),
        ("全市研发投入强度3.1%，高于全国0.7个百分点。", "unsupported"),
    ],
)
def test_a_gap_to_a_higher_level_is_worked_out_from_both_and_shown_so(text: str, verdict: str):
    last = check_text(text, OWN, calendar=YEAR, references=PROVINCE).evidence[-1]
    assert last.verdict == verdict
    if verdict == "computed":
        assert last.note.startswith("差距＝") and {place.source for place in last.places} == {
            "洛川市2024年工作总结",
            "江苏省2024年工作总结",
        }


def test_a_gap_to_the_whole_is_worked_out_where_one_paper_tells_both():
    told = read("全市城镇化率63.2%，全省城镇化率61.1%。", "洛川市", "own")
    assert [e.verdict for e in check_text("全市城镇化率高于全省平均2.1个百分点。", told, calendar=YEAR).evidence] == ["computed"]


def test_a_file_checked_against_the_workspace_is_not_borne_out_by_another_units_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = {
        "青石区2025年工作总结和2026年工作打算.txt": "青石区2025年工作总结和2026年工作打算\n一、2025年工作\n引进企业46家。\n二、2026年打算\n引进企业50家。\n",
        "东陵区2025年工作总结.txt": "东陵区2025年工作总结\n一、主要工作\n划转公务用车186辆。\n",
        "稿子.txt": "青石区2025年工作总结\n引进企业46家。划转公务用车186辆。\n",
    }
    for name, text in papers.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        if name != "稿子.txt":
            main(["import", str(tmp_path / name), "--home", str(tmp_path / "home")])
    capsys.readouterr()
    main(["check", str(tmp_path / "稿子.txt"), "--home", str(tmp_path / "home"), "--json"])
    assert [one["text"] for one in json.loads(capsys.readouterr().out)["unsupported"]] == ["186辆"]
