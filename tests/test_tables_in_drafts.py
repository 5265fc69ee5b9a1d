"""A table in a draft: its cells are figures like any other, and one indicator's years are put into it with where they come from."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from workspace_case import edit, opened_with, section_id, texts, written

from nigao.commands import Tabulate
from nigao.desk.results import Done, Refused
from nigao.workspace import Workspace

LAST = (
    "示例市2024年政府工作总结和2025年工作打算\n一、2024年工作回顾\n经济稳中有进。\n（一）经济\n地区生产总值增长5.2%。\n二、2025年工作打算\n"
    "地区生产总值增长5%左右。\n"
)
TABLE = (
    "指标,2023年,2024年,2025年\n"
    "地区生产总值（亿元）,880,930.5,985.6\n"
    "规模以上工业增加值增速（%）,4.1,6.3,-1.2\n"
    "新建公园（座）,12,,15\n"
    "空气优良天数（天）,,,301\n"
)


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Workspace, str]:
    workspace = opened_with(tmp_path, {"示例市2024年政府工作总结.txt": LAST, "示例市指标.csv": TABLE})
    return workspace, workspace.drafting.start(2026)


def verdicts(opened: tuple[Workspace, str], position: int) -> dict[str, str]:
    """The words of each figure of a section → what is said of it."""
    workspace, draft = opened
    version = workspace.desk.view(draft).sections[position].current
    assert version is not None
    text = version.section.text
    return {
        text[one.start : one.end]: one.verdict
        for one in version.section.evidence
        if one.verdict in ("supported", "context", "unsupported", "conflict")
    }


def tabulate(opened: tuple[Workspace, str], indicator: str, position: int = 1) -> object:
    workspace, draft = opened
    return workspace.doing.do(draft, Tabulate(section_id(workspace, draft, position), indicator), "王")


@pytest.mark.parametrize(
    "rows, said",
    [
        ("指标\t2024年\t2025年\n地区生产总值（亿元）\t930.5\t985.6", {"930.5": "supported", "985.6": "supported"}),
        ("指标\t2024年\t2025年\n地区生产总值（亿元）\t985.6\t991.2", {"985.6": "context", "991.2": "unsupported"}),
        ("指标\t2024年\t2025年\n地区生产总值（万元）\t930.5\t9856000", {"930.5": "unsupported", "9856000": "supported"}),
        ("年份\t新建公园（座）\n2023年\t12\n2025年\t17", {"12": "supported", "17": "unsupported"}),
    ],
)
def test_a_cell_is_what_its_row_and_column_say_of_it(opened: tuple[Workspace, str], rows: str, said: dict[str, str]) -> None:
    edit(*opened, 1, f"全市经济稳中有进。\n{rows}\n民生持续改善。")
    assert verdicts(opened, 1) == said


def test_a_gap_in_a_table_is_no_figure(opened: tuple[Workspace, str]) -> None:
    edit(*opened, 1, "指标\t2024年\t2025年\n地区生产总值（亿元）\t930.5\t【待补：2025年地区生产总值，去年930.5亿元】")
    assert verdicts(opened, 1) == {"930.5": "supported"}


def test_the_years_of_an_indicator_become_rows_with_their_sources(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    edit(workspace, draft, 1, "全市经济稳中有进。")
    assert isinstance(tabulate(opened, "地区生产总值"), Done)
    assert texts(workspace, draft)[1].split("\n") == [
        "全市经济稳中有进。",
        "指标\t2023年\t2024年\t2025年",
        "地区生产总值\t880亿元\t930.5亿元\t985.6亿元",
        "地区生产总值增速\t—\t5.2%\t—",
        "地区生产总值增速目标\t—\t—\t5%左右",
    ]
    assert set(verdicts(opened, 1).values()) == {"supported"} and len(verdicts(opened, 1)) == 5
    version = workspace.desk.view(draft).sections[1].current
    assert version is not None
    rows = [one for one in version.section.evidence if one.verdict == "quoted"]
    assert [len(one.places) for one in rows] == [3, 1, 1]
    assert rows[0].places[0].where.endswith("示例市指标!B2")


def test_a_fall_stands_in_its_cell_with_its_sign(opened: tuple[Workspace, str]) -> None:
    tabulate(opened, "规模以上工业增加值")
    assert texts(*opened)[1].split("\n")[1] == "规模以上工业增加值增速\t4.1%\t6.3%\t-1.2%"
    assert set(verdicts(opened, 1).values()) == {"supported"}


@pytest.mark.parametrize("indicator", ["空气优良天数", "没有的指标", " "])
def test_what_is_told_of_one_year_or_none_is_no_table(opened: tuple[Workspace, str], indicator: str) -> None:
    edit(*opened, 1, "全市经济稳中有进。")
    refused = tabulate(opened, indicator)
    assert isinstance(refused, Refused)
    assert "哪个指标" in refused.why if not indicator.strip() else "没有两年以上" in refused.why
    assert texts(*opened)[1] == "全市经济稳中有进。"


def test_the_same_table_is_not_put_in_twice(opened: tuple[Workspace, str]) -> None:
    tabulate(opened, "新建公园")
    refused = tabulate(opened, "新建公园")
    assert isinstance(refused, Refused) and "已经有这张表" in refused.why


def test_a_year_the_sources_contradict_each_other_on_is_left_open(opened: tuple[Workspace, str], tmp_path: Path) -> None:
    (tmp_path / "统计局.csv").write_text("指标,2024年\n地区生产总值（亿元）,931.7\n", encoding="utf-8")
    opened[0].intake.take_in(tmp_path / "统计局.csv")
    tabulate(opened, "地区生产总值")
    assert "地区生产总值\t880亿元\t—\t985.6亿元" in texts(*opened)[1]


def test_in_the_file_it_is_a_table(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    edit(workspace, draft, 1, "全市经济稳中有进。")
    tabulate(opened, "新建公园")
    made = docx.Document(io.BytesIO(workspace.exporting.review_copy(draft, workspace.export_options())))
    table = next(table for table in made.tables if table.cell(0, 0).text == "指标")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["指标", "2023年", "2025年"], ["新建公园", "12座", "15座"]]


TOLD = "主要指标如下：\n指标\t2024年\t2025年\n地区生产总值（亿元）\t930.5\t985.6\n新建公园（座）\t12\t15"


@pytest.mark.parametrize(
    "said, row, offered",
    [
        ("地区生产总值985.6亿元不对，应该是991.2亿元", "地区生产总值（亿元）\t930.5\t991.2", False),
        ("把新建公园12座改成13座", "新建公园（座）\t13\t15", False),
        ("新建公园应该是16座", "新建公园（座）\t12\t16", True),
    ],
)
def test_a_figure_in_a_cell_is_put_right_by_its_name_and_keeps_the_heads_unit(
    opened: tuple[Workspace, str], said: str, row: str, offered: bool
) -> None:
    workspace, draft = opened
    edit(workspace, draft, 1, TOLD)
    workspace.chat.say(draft, said, 1)
    if offered:
        assert texts(workspace, draft)[1] == TOLD
        workspace.chat.say(draft, "好的", 1)
    assert row in texts(workspace, draft)[1]
    assert [line for line in TOLD.split("\n") if line not in texts(workspace, draft)[1]] == [
        line for line in TOLD.split("\n") if line[:3] == row[:3]
    ]


def test_a_cell_is_never_given_a_value_of_another_unit(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    edit(workspace, draft, 1, TOLD)
    workspace.chat.say(draft, "地区生产总值985.6亿元不对，应该是5.2%", 1)
    assert texts(workspace, draft)[1] == TOLD


@pytest.mark.parametrize(
    "said, gone",
    [
        ("删掉表格里新建公园那一行", "新建公园（座）"),
        ("表格第1行不要了", "地区生产总值（亿元）"),
        ("把表里的最后一行删了", "新建公园（座）"),
    ],
)
def test_a_row_goes_by_its_name_or_its_number_and_comes_back(opened: tuple[Workspace, str], said: str, gone: str) -> None:
    workspace, draft = opened
    edit(workspace, draft, 1, TOLD)
    workspace.chat.say(draft, said, 1)
    assert texts(workspace, draft)[1] == "\n".join(line for line in TOLD.split("\n") if not line.startswith(gone))
    workspace.chat.say(draft, "撤回", 1)
    assert texts(workspace, draft)[1] == TOLD


@pytest.mark.parametrize("said", ["删掉表格第5行", "删去表格里进出口那一行"])
def test_a_row_the_table_has_not_is_asked_back(opened: tuple[Workspace, str], said: str) -> None:
    workspace, draft = opened
    edit(workspace, draft, 1, TOLD)
    workspace.chat.say(draft, said, 1)
    assert texts(workspace, draft)[1] == TOLD


def test_last_years_targets_stand_beside_this_years_results_in_a_table(opened: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, draft = opened
    workspace.chat.say(draft, "附一张去年目标和今年完成情况的对照表", 1)
    titles = [section.item.title for section in workspace.desk.view(draft).sections]
    assert "2025年目标完成情况对照表" in titles
    assert texts(workspace, draft)[titles.index("2025年目标完成情况对照表")].split("\n") == [
        "指标\t2025年目标\t2025年完成\t完成情况",
        "地区生产总值\t增长5%左右\t增长【待补：地区生产总值增速（%）】\t待核实",
    ]


def test_a_table_of_several_years_moves_on_whole_heads_with_numbers(tmp_path: Path) -> None:
    rows = "指标\t2022年\t2023年\t2024年\n地区生产总值（亿元）\t850\t880\t930.5\n新建公园（座）\t11\t12\t13\n空气优良天数（天）\t296\t298\t299\n"
    last = LAST.replace("二、2025", f"{rows}二、2025")
    workspace = opened_with(tmp_path, {"示例市2024年政府工作总结.txt": last, "示例市指标.csv": TABLE})
    view = written(workspace, 2026)

    lines = [line for one in view.sections if one.current for line in one.current.section.text.split("\n") if "\t" in line]

    assert lines == [
        "指标\t2023年\t2024年\t2025年",
        "地区生产总值（亿元）\t880\t930.5\t985.6",
        "新建公园（座）\t12\t13\t15",
        "空气优良天数（天）\t298\t299\t301",
    ]
