"""A draft goes out, comes back with the leader's comments and edits, and goes out again with what became of them."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from workspace_case import edit, opened_with, texts

from documents.merge import read_reviewed
from nigao.adoption import HEADERS
from nigao.commands import Add, AnswerOpinion, Take
from nigao.copies import MOST, Copy
from nigao.desk.results import Refused
from nigao.errors import BadCall
from nigao.workspace import Workspace

LAST = "2025年示例区工作报告\n一、2024年工作回顾\n全区经济稳中有进，项目建设提速。\n二、2025年工作打算\n持续抓好项目建设。\n"
FIRST = "全年项目建设进展顺利。\n营商环境持续优化。"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区_2025.txt": LAST})


@pytest.fixture
def draft(opened: Workspace) -> str:
    id = opened.drafting.start(2026)
    edit(opened, id, 1, FIRST)
    return id


def _commented(opened: Workspace, draft: str, folder: Path) -> Path:
    path = folder / "reviewed.docx"
    path.write_bytes(opened.exporting.review_copy(draft, opened.export_options()))
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if "营商环境" in p.text)
    document.add_comment(paragraph.runs, text="请补一个例子。", author="分管领导")
    document.save(str(path))
    return path


def test_a_comment_that_came_back_waits_until_a_person_answers_it(opened: Workspace, draft: str, tmp_path: Path) -> None:
    opened.merging.merge(draft, _commented(opened, draft, tmp_path))
    ((id, opinion),) = opened.merging.opinions(draft)
    assert (opinion.task.author, opinion.task.text) == ("分管领导", "请补一个例子。")
    assert opened.merging.adoption(draft)[0][5] == "待处理（正文未改动）"
    assert any("1条没有答复" in told for told in opened.exporting.readiness(draft).goes_with())
    edit(opened, draft, 1, FIRST.replace("持续优化", "持续优化，企业开办半日办结"))
    assert opened.merging.adoption(draft)[0][5] == "已修改"
    opened.doing.do(draft, AnswerOpinion(id, "已采纳：补了企业开办的例子"), "王")
    assert opened.merging.adoption(draft)[0][5:] == ("已采纳：补了企业开办的例子", "王")
    assert not any("没有答复" in told for told in opened.exporting.readiness(draft).goes_with())
    refused = opened.doing.do(draft, AnswerOpinion(id, " "), "王")
    assert isinstance(refused, Refused) and "采纳情况" in refused.why


def test_the_same_file_taken_back_twice_gives_no_opinion_twice(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = _commented(opened, draft, tmp_path)
    opened.merging.merge(draft, path)
    opened.merging.merge(draft, path)
    assert len(opened.merging.opinions(draft)) == 1


def test_the_table_of_opinions_is_a_sheet_with_a_row_each(opened: Workspace, draft: str, tmp_path: Path) -> None:
    opened.merging.merge(draft, _commented(opened, draft, tmp_path))
    content = opened.table(HEADERS, opened.merging.adoption(draft), "意见采纳情况表")
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0] == HEADERS
    assert rows[1][1:3] == ("分管领导", "请补一个例子。")


def test_changes_since_the_version_before_leave_as_tracked_changes(opened: Workspace, draft: str, tmp_path: Path) -> None:
    edit(opened, draft, 1, FIRST.replace("进展顺利", "全面提速"))
    path = tmp_path / "changes.docx"
    path.write_bytes(opened.exporting.changes(draft, opened.export_options()))
    read = read_reviewed(path)
    assert "全年项目建设全面提速。" in [paragraph.text for paragraph in read.after]
    assert "全年项目建设进展顺利。" in [paragraph.text for paragraph in read.before]
    assert opened.merging.merge(draft, path).result.sections == ()


def test_the_text_stands_behind_the_units_own_red_head(opened: Workspace, draft: str, tmp_path: Path) -> None:
    head = Document()
    head.add_paragraph("示例区人民政府文件")
    head.save(str(tmp_path / "head.docx"))
    content = opened.exporting.review_copy(draft, opened.export_options(template=tmp_path / "head.docx"))
    texts = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs if paragraph.text]
    assert texts[0] == "示例区人民政府文件"
    assert "全年项目建设进展顺利。" in texts


@pytest.mark.office
def test_the_pages_are_shown_before_the_file_leaves(opened: Workspace, draft: str) -> None:
    pictures = opened.exporting.pages(opened.exporting.review_copy(draft, opened.export_options()))
    assert pictures
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_a_section_the_leader_put_in_and_a_heading_rewritten_are_in_the_outline_with_their_text(
    opened: Workspace, draft: str, tmp_path: Path
) -> None:
    edit(opened, draft, 0, "全区经济稳中有进。")
    path = _commented(opened, draft, tmp_path)
    document = Document(str(path))
    first = next(p for p in document.paragraphs if "稳中有进" in p.text)
    for text in ("新增企业30家。", "二、工作中的不足"):
        first._p.addnext(document.add_paragraph(text)._p)
    plan = next(p for p in document.paragraphs if p.text.startswith("二、2026年"))
    plan.runs[0].text = "三、2026年重点任务"
    for run in plan.runs[1:]:
        run.text = ""
    document.save(str(path))
    before = opened.desk.load(draft).state.standing()
    merged = opened.merging.merge(draft, path, by="王")
    assert opened.desk.load(draft).state.standing() == before, "nothing changes before somebody takes it"
    opened.doing.do(draft, Take(merged.proposal), "王")
    sections = opened.desk.view(draft).sections
    assert [f"{s.item.number}{s.item.title}" for s in sections] == ["一、2025年工作回顾", "二、工作中的不足", "三、2026年重点任务"]
    added = sections[1].current
    assert added is not None and (added.section.text, added.by, added.kind) == ("新增企业30家。", "王", "edited")
    assert added.section.findings  # a figure nobody has a source for
    assert sections[2].current is not None and sections[2].current.section.text == FIRST
    assert opened.merging.merge(draft, path, by="王").proposal == "", "what was taken is there already"
    assert len(opened.merging.opinions(draft)) == 1


def test_a_figure_the_leader_wrote_that_no_source_bears_out_is_named_on_its_change(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = tmp_path / "reviewed.docx"
    path.write_bytes(opened.exporting.review_copy(draft, opened.export_options()))
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if "营商环境" in p.text)
    paragraph.runs[-1].text = paragraph.runs[-1].text.replace("。", "，新增企业8888家。")
    document.save(str(path))
    merged = opened.merging.merge(draft, path, "分管领导")
    parts = opened.desk.load(draft).state.proposals[merged.proposal].parts
    assert [("8888家" in part.after, "8888家没有出处" in part.label) for part in parts] == [(True, True)]


def _sent(opened: Workspace, draft: str, folder: Path) -> Path:
    path = folder / "sent.docx"
    path.write_bytes(opened.exporting.review_copy(draft, opened.export_options()))
    return path


def _changed(path: Path, old: str, new: str) -> Path:
    """As a leader types over it, without tracked changes."""
    document = Document(str(path))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            paragraph.text = paragraph.text.replace(old, new)
    document.save(str(path))
    return path


def _asked(opened: Workspace, draft: str, proposal: str) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in opened.desk.load(draft).state.proposals[proposal].parts]


def test_what_we_changed_since_the_copy_left_is_not_told_as_the_leaders(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = _sent(opened, draft, tmp_path)
    edit(opened, draft, 1, FIRST.replace("进展顺利", "全面提速"))
    edit(opened, draft, 0, "来年再抓一批项目。")
    opened.doing.do(draft, Add("民生实事", after=opened.desk.view(draft).sections[1].id, level=1), "王")
    merged = opened.merging.merge(draft, path)
    assert not merged.proposal and not merged.result.sections and not merged.result.added


def test_the_leaders_change_is_asked_for_beside_what_we_changed_since(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = _changed(_sent(opened, draft, tmp_path), "持续优化", "走在前列")
    edit(opened, draft, 1, FIRST.replace("进展顺利", "全面提速"))
    merged = opened.merging.merge(draft, path)
    assert _asked(opened, draft, merged.proposal) == [("营商环境持续优化。", "营商环境走在前列。")]
    opened.doing.do(draft, Take(merged.proposal), "王")
    assert texts(opened, draft)[1] == "全年项目建设全面提速。\n营商环境走在前列。"


def test_a_change_to_words_we_changed_too_is_told_and_not_lost(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = _changed(_sent(opened, draft, tmp_path), "持续优化", "走在前列")
    edit(opened, draft, 1, FIRST.replace("持续优化", "明显改善"))
    assert not opened.merging.merge(draft, path).proposal
    assert "“营商环境持续优化。”改为“营商环境走在前列。”：这里在送出以后又改过" in opened.desk.conversation(draft)[-1].text


def test_a_copy_of_another_draft_is_refused_with_its_name(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = _sent(opened, draft, tmp_path)
    other = opened.drafting.start(2027)
    with pytest.raises(BadCall, match="不是这一份"):
        opened.merging.merge(other, path)


@given(st.dictionaries(st.integers(1, 10**6).map(str), st.integers(0, 300), max_size=40))
def test_what_a_copy_was_made_of_comes_back_as_it_left(versions: dict[str, int]) -> None:
    said = str(Copy("0123456789ab", versions))
    assert len(said) <= MOST and (not said or Copy.read(said) == Copy("0123456789ab", versions))


@given(st.text(max_size=300) | st.text(max_size=60).map(lambda words: f"nigao:x:{words}"))
def test_properties_that_say_anything_are_no_copy_and_no_fault(said: str) -> None:
    assert Copy.read(said) is None


def test_a_report_of_a_hundred_sections_fits_where_its_versions_are_told() -> None:
    assert Copy.read(str(Copy("0123456789ab", {str(4000 + n): n % 7 for n in range(100)})))


def test_a_copy_with_tracked_changes_says_what_it_was_made_of_as_well(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = tmp_path / "changes.docx"
    path.write_bytes(opened.exporting.changes(draft, opened.export_options()))
    assert Copy.read(read_reviewed(path).made_of) is not None


def test_a_section_the_leader_puts_in_under_a_title_we_have_is_asked_for_too(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = _sent(opened, draft, tmp_path)
    document = Document(str(path))
    last = document.paragraphs[-1]
    for text in ("领导另写的一段话。", "三、民生实事"):
        last._p.addnext(document.add_paragraph(text)._p)
    document.save(str(path))
    opened.doing.do(draft, Add("民生实事", after=opened.desk.view(draft).sections[1].id, level=1, text="我们自己写的。"), "王")
    merged = opened.merging.merge(draft, path)
    assert any("领导另写的一段话" in after for _, after in _asked(opened, draft, merged.proposal))


def test_a_copy_whose_changes_were_taken_brings_nothing_when_it_comes_back_again(opened: Workspace, draft: str, tmp_path: Path) -> None:
    path = _changed(_changed(_sent(opened, draft, tmp_path), "进展顺利", "进展很顺利"), "营商环境持续优化。", "")
    first = opened.merging.merge(draft, path, "分管领导")
    opened.doing.do(draft, Take(first.proposal), "王")
    again = opened.merging.merge(draft, path, "分管领导")
    assert (again.proposal, again.result.sections) == ("", ())
