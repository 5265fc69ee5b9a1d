"""What is signed is what leaves: the text that was checked, shown and signed is the text of the final file, or there is none."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from workspace_case import accept, edit, opened_with, section_id, texts

from nigao.commands import Accept, Draft, Fill, LeaveOpen, Reject, Remove, Rename, Restore, Take, Undo, UseSource, Waive
from nigao.desk.results import Done, Proposed, Refused
from nigao.errors import BadCall
from nigao.workspace import Workspace

LAST = (
    "2025年示例区政府工作报告\n一、2024年工作回顾\n市民满意度提升，新增企业30家。\n二、2025年工作打算\n让市民更方便，力争新增企业40家。\n"
)
TABLE = "指标,2025年\n新增企业（家）,42\n研发投入（亿元）,12.3\n"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区政府工作报告_2025.txt": LAST, "示例区指标.csv": TABLE})


@pytest.fixture
def draft(opened: Workspace) -> str:
    return opened.drafting.start(2026)


def final(opened: Workspace, draft: str) -> str:
    content = opened.exporting.final(draft, opened.export_options())
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_an_error_in_a_signed_text_keeps_the_final_back_whatever_is_saved_on_top_of_it(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "新增企业999家。")
    accept(opened, draft, 0)
    with pytest.raises(BadCall, match="数字错误"):
        final(opened, draft)
    edit(opened, draft, 0, "企业稳步增加。")
    with pytest.raises(BadCall, match="采纳之后又改过"):
        final(opened, draft)
    accept(opened, draft, 0)
    assert "企业稳步增加。" in final(opened, draft)
    assert "999" not in final(opened, draft)


def test_a_signed_text_leaves_letter_by_letter(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "新增企业42家。\n研发投入12.3亿元。")
    accept(opened, draft, 0)
    assert "新增企业42家。\n研发投入12.3亿元。" in final(opened, draft)


def test_a_renamed_heading_has_to_be_signed_again(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    accept(opened, draft, 0)
    opened.doing.do(draft, Rename(section_id(opened, draft, 0), "过去一年工作"), "张主任")
    assert opened.desk.view(draft).sections[0].state == "changed"
    with pytest.raises(BadCall, match="采纳之后又改过"):
        final(opened, draft)


def test_a_section_taken_out_does_not_leave(opened: Workspace, draft: str) -> None:
    for position, text in enumerate(("企业稳步增加。", "继续努力。")):
        edit(opened, draft, position, text)
        accept(opened, draft, position)
    opened.doing.do(draft, Remove(section_id(opened, draft, 1)), "张主任")
    assert "继续努力" not in final(opened, draft)


def test_a_waived_error_may_leave_and_an_unwaived_one_may_not(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "新增企业999家。")
    accept(opened, draft, 0)
    (found,) = [one for one in opened.reviewing.open_findings(draft) if one.finding.severity == "error"]
    assert isinstance(opened.doing.do(draft, Waive(found.id, "  "), "核稿人"), Refused)
    opened.doing.do(draft, Waive(found.id, "以市场监管局快报为准"), "李主任")
    assert "999家" in final(opened, draft)
    content = opened.exporting.final(draft, opened.export_options())
    assert "李主任写明理由保留1处" in docx.Document(io.BytesIO(content)).core_properties.comments
    assert "以市场监管局快报为准" in opened.desk.journal(draft)[-1].command


def test_one_signed_section_with_an_error_keeps_the_whole_final_back(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "持续抓好项目建设。")
    edit(opened, draft, 1, "新增企业999家。")
    accept(opened, draft, 0)
    accept(opened, draft, 1)
    ready = opened.exporting.readiness(draft)
    assert (len(ready.accepted), len(ready.blocked), ready.final) == (1, 1, False)
    with pytest.raises(BadCall, match=r"目标任务.*数字错误"):
        final(opened, draft)


def test_a_draft_changed_while_its_final_file_is_written_does_not_leave(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "持续抓好项目建设。")
    accept(opened, draft, 0)

    class Meanwhile:
        """Writes nothing, while another person writes in the draft."""

        def write(self, *_: object) -> bytes:
            edit(opened, draft, 0, "新增企业999家。", by="另一人")
            return b""

    exporting = opened.exporting
    others = replace(
        opened,
        exporting=type(exporting)(
            opened.desk,
            opened.drafting,
            opened.reviewing,
            opened.inspecting,
            opened.books,
            Meanwhile(),  # type: ignore[arg-type]
        ),
    )
    with pytest.raises(BadCall, match="有人改了稿子"):
        others.exporting.final(draft, opened.export_options())


def test_a_change_of_the_ledger_that_makes_a_signed_figure_false_is_told_and_keeps_it_back(
    opened: Workspace, draft: str, tmp_path: Path
) -> None:
    edit(opened, draft, 0, "研发投入12.3亿元。")
    accept(opened, draft, 0)
    assert "12.3" in final(opened, draft)
    opened.intake.remove(next(source.id for source in opened.archive.sources() if source.filename.endswith(".csv")))
    assert opened.desk.view(draft).sections[0].state == "accepted"
    with pytest.raises(BadCall, match=r"工作回顾.*数字错误"):
        final(opened, draft)


def test_an_unfinished_or_empty_section_cannot_be_signed(opened: Workspace, draft: str) -> None:
    refused = accept(opened, draft, 0)
    assert isinstance(refused, Refused) and "还没有写" in refused.why


def test_a_heading_without_a_text_that_the_final_leaves_out_is_named(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "工作顺利。")
    accept(opened, draft, 0)
    [told] = [told for told in opened.exporting.readiness(draft).goes_with() if "没有正文" in told]
    heading = opened.desk.view(draft).sections[1].item
    assert f"{heading.number}{heading.title}" in told and heading.title not in final(opened, draft)
    edit(opened, draft, 1, "继续努力。")
    assert not any("没有正文" in told and heading.title in told for told in opened.exporting.readiness(draft).goes_with())


def test_a_gap_keeps_the_final_back_until_it_is_filled_or_left_open_for_a_reason(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "新增企业【待补：新增企业（家）】家。")
    edit(opened, draft, 1, "继续努力。")
    accept(opened, draft, 0)
    with pytest.raises(BadCall, match="待补"):
        final(opened, draft)
    (gap,) = opened.reviewing.gaps(draft)
    assert isinstance(opened.doing.do(draft, LeaveOpen(gap.id, ""), "王"), Refused)
    opened.doing.do(draft, LeaveOpen(gap.id, "等市里2月公布"), "王")
    assert "【待补" in final(opened, draft)
    told = opened.exporting.readiness(draft).goes_with()
    assert "新增企业（家）（等市里2月公布）" in told[0] and "1个部分" in told[1]
    said = docx.Document(io.BytesIO(opened.exporting.final(draft, opened.export_options()))).core_properties.comments
    assert "王写明理由留着1处【待补】" in said and "1个部分没有采纳" in said
    opened.doing.do(draft, Fill(gap.id, "42家", "市场监管局"), "王")
    assert texts(opened, draft)[0] == "新增企业42家。"
    with pytest.raises(BadCall, match="采纳之后又改过"):
        final(opened, draft)


def test_a_filled_value_stands_on_the_word_of_whoever_filled_it(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "走访企业【待补：走访企业（家次）】。")
    (gap,) = opened.reviewing.gaps(draft)
    opened.doing.do(draft, Fill(gap.id, "815家次", "走访台账"), "王科长")
    evidence = [one for one in opened.reviewing.sections(draft)[0].now.evidence if one.places]  # type: ignore[union-attr]
    assert any("王科长" in place.title and "走访台账" in place.title for one in evidence for place in one.places)
    assert not [one for one in opened.reviewing.open_findings(draft) if one.finding.severity == "error"]


def test_what_the_materials_contradict_each_other_about_is_not_signed_with_all_the_rest(tmp_path: Path) -> None:
    told = {
        f"{office}材料.txt": f"{office}2025年工作情况\n2025年，新增企业{value}家。\n" for office, value in (("工信局", 42), ("商务局", 45))
    }
    opened = opened_with(tmp_path, {"示例区政府工作报告_2025.txt": LAST, **told})
    draft = opened.drafting.start(2026)
    edit(opened, draft, 0, "新增企业42家。")
    edit(opened, draft, 1, "继续努力。")
    proposed = opened.doing.do(draft, Accept(), "核稿人")
    assert isinstance(proposed, Proposed)
    assert "各份材料说法不一的1个" in proposed.text
    alone = accept(opened, draft, 0)
    assert isinstance(alone, Done) and "“42家”各份材料说法不一，还没有裁定" in alone.text and "导出定稿前" not in alone.text
    ready = opened.exporting.readiness(draft)
    assert ready.final and any("“42家”" in told and "没有裁定" in told for told in ready.goes_with())


def test_signing_all_is_asked_first_and_passes_over_what_has_errors_or_gaps_or_is_not_written(tmp_path: Path) -> None:
    report = LAST + "三、保障措施\n加强领导。\n四、组织实施\n压实责任。\n"
    opened = opened_with(tmp_path, {"示例区政府工作报告_2025.txt": report, "示例区指标.csv": TABLE})
    draft = opened.drafting.start(2026)
    for position, text in enumerate(("新增企业42家。", "新增企业999家。", "走访企业【待补：走访企业】家。")):
        edit(opened, draft, position, text)
    proposed = opened.doing.do(draft, Accept(), "核稿人")
    assert isinstance(proposed, Proposed)
    assert "有数字错误的1个" in proposed.text and "有【待补】的1个" in proposed.text and "还没有写的2个" in proposed.text
    assert not any(section.accepted for section in opened.desk.view(draft).sections)
    opened.doing.do(draft, Take(proposed.id), "核稿人")
    assert [section.state for section in opened.desk.view(draft).sections][:4] == ["accepted", "pending", "pending", "empty"]


def test_sending_back_takes_the_signature_away(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    accept(opened, draft, 0)
    opened.doing.do(draft, Reject(section_id(opened, draft, 0), "太空"), "核稿人")
    assert (opened.desk.view(draft).sections[0].state, opened.desk.view(draft).sections[0].accepted) == ("rejected", None)
    with pytest.raises(BadCall, match="没有采纳"):
        final(opened, draft)


def test_the_final_file_says_who_signed_and_what(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    accept(opened, draft, 0, by="李主任")
    content = opened.exporting.final(draft, opened.export_options())
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert "李主任" in properties.comments and properties.keywords.startswith("sha256:")
    edit(opened, draft, 0, "企业大幅增加。")
    accept(opened, draft, 0, by="李主任")
    again = docx.Document(io.BytesIO(opened.exporting.final(draft, opened.export_options()))).core_properties
    assert again.keywords != properties.keywords


def test_that_a_final_file_left_is_in_the_record_with_what_was_signed_and_is_no_step_to_undo(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    accept(opened, draft, 0, by="李主任")
    updated = opened.desk.view(draft).updated
    content = opened.exporting.final(draft, opened.export_options(), "王")
    assert opened.desk.view(draft).updated == updated
    entry = opened.desk.journal(draft)[-1]
    told = json.loads(entry.command)
    assert (entry.by, told["command"], told["signed"][0][1]) == ("王", "export", "李主任")
    assert docx.Document(io.BytesIO(content)).core_properties.keywords == f"sha256:{told['digest']}"
    undone = opened.doing.do(draft, Undo(), "王")
    assert isinstance(undone, Done) and "采纳" in undone.text


def test_a_final_file_that_is_only_looked_at_is_told_nowhere(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    with pytest.raises(BadCall, match="没有采纳"):
        opened.exporting.proof(draft, opened.export_options())
    accept(opened, draft, 0, by="李主任")
    before = len(opened.desk.journal(draft)), opened.record.lines()
    proof = docx.Document(io.BytesIO(opened.exporting.proof(draft, opened.export_options())))
    assert (len(opened.desk.journal(draft)), opened.record.lines()) == before and proof.core_properties.keywords == ""
    assert "\n".join(paragraph.text for paragraph in proof.paragraphs) == final(opened, draft)


def test_a_signature_taken_back_and_a_restored_text_signed_again(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "第一稿。")
    accept(opened, draft, 0)
    edit(opened, draft, 0, "第二稿。")
    assert isinstance(opened.doing.do(draft, Restore(section_id(opened, draft, 0), 1), "王"), Done)
    assert opened.desk.view(draft).sections[0].state == "accepted", "the very text that was signed stands again"
    opened.doing.do(draft, Undo(), "王")
    opened.doing.do(draft, Undo(), "王")
    opened.doing.do(draft, Undo(), "王")
    assert opened.desk.view(draft).sections[0].accepted is None


def test_a_source_left_out_of_a_draft_bears_nothing_out_in_it(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "研发投入12.3亿元。")
    table = next(source.id for source in opened.archive.sources() if source.filename.endswith(".csv"))
    opened.doing.do(draft, UseSource(table, False), "王")
    assert [one.finding.severity for one in opened.reviewing.open_findings(draft)] == ["error"]
    opened.doing.do(draft, Undo(), "王")
    assert opened.reviewing.open_findings(draft) == []


def test_what_a_drafter_writes_while_a_person_edits_does_not_overwrite_her(opened: Workspace, draft: str) -> None:
    id = section_id(opened, draft, 0)
    edit(opened, draft, 0, "手写的一稿。")
    opened.doing.do(draft, Draft(id), "王")
    composed = opened.drafting.compose(draft, Draft(id), lambda _p: None, lambda: False)
    edit(opened, draft, 0, "又改了一次。")
    result = opened.doing.put(draft, Draft(id), composed.section, "drafted", "王", "摘编", composed.seen, "g")
    assert isinstance(result, Proposed)
    assert texts(opened, draft)[0] == "又改了一次。"


def test_the_signed_words_written_again_by_a_drafter_that_broke_off_do_not_leave(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    accept(opened, draft, 0)
    view = opened.desk.view(draft).sections[0]
    assert view.current is not None
    broken = replace(view.current.section, state="incomplete")
    opened.doing.put(draft, Draft(view.id), broken, "redrafted", "王", "模型", view.current.number, "g")
    with pytest.raises(BadCall, match="没有写完"):
        final(opened, draft)


def test_a_text_that_broke_off_is_not_signed_alone_or_with_others(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    view = opened.desk.view(draft).sections[0]
    assert view.current is not None
    broken = replace(view.current.section, paragraphs=("企业稳步",), state="incomplete")
    opened.doing.put(draft, Draft(view.id), broken, "redrafted", "王", "模型", view.current.number, "g")
    refused = accept(opened, draft, 0)
    assert isinstance(refused, Refused) and "没有写完" in refused.why
    together = opened.doing.do(draft, Accept(), "核稿人")
    assert isinstance(together, Refused) and "没有写完" in together.why


def test_what_is_signed_already_is_not_asked_for_again(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "企业稳步增加。")
    accept(opened, draft, 0, by="李主任")
    edit(opened, draft, 1, "继续努力。")
    proposed = opened.doing.do(draft, Accept(), "核稿人")
    assert isinstance(proposed, Proposed) and "工作回顾" not in proposed.text
    opened.doing.do(draft, Take(proposed.id), "核稿人")
    assert [section.signed_by for section in opened.desk.view(draft).sections][:2] == ["李主任", "核稿人"]
