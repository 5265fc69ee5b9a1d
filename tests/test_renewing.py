"""What came late, what found no place, and last year's clauses: proposed, put in or taken out by commands that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import TWO_FIELDS, edit, opened_with, section_id, texts, written

from nigao.commands import Choose, Fill, PutIn, Renew, SettleCarried, Take, Undo
from nigao.desk.results import Done, Proposed, Refused
from nigao.desk.state import OWN_WORD
from nigao.workspace import Workspace

LATE = "人社局2025年工作情况\n全年城镇新增就业1.5万人，开展职业技能培训3200人次，困难人员实现就业860人。\n"


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Workspace, str, Path]:
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": TWO_FIELDS})
    return workspace, written(workspace, 2026).id, tmp_path


def late(opened: tuple[Workspace, str, Path]) -> None:
    workspace, _, folder = opened
    (folder / "人社局2025年材料.txt").write_text(LATE, encoding="utf-8")
    workspace.intake.take_in(folder / "人社局2025年材料.txt")


def all_of(opened: tuple[Workspace, str, Path]) -> str:
    return "\n".join(texts(opened[0], opened[1]))


def test_a_late_paper_proposes_only_the_sentences_that_change_and_says_whence(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    late(opened)
    before = texts(workspace, draft)
    asked = workspace.doing.do(draft, Renew(), "王")
    assert isinstance(asked, Proposed) and "人社局" in asked.text
    assert texts(workspace, draft) == before
    parts = workspace.desk.load(draft).state.proposals[asked.id].parts
    assert all("新建公园" not in one.before + one.after for one in parts)
    assert any("1.5万人" in one.after and "人社局" in one.label for one in parts)
    workspace.doing.do(draft, Take(asked.id), "王")
    assert "职业技能培训3200人次" in all_of(opened)
    assert "【待补：城镇新增就业（万人）】" not in all_of(opened)
    workspace.doing.do(draft, Undo(), "王")
    assert texts(workspace, draft) == before


def test_what_a_person_wrote_since_is_not_touched(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    at = next(n for n, text in enumerate(texts(workspace, draft)) if "就业优先" in text)
    edit(workspace, draft, at, "坚持就业优先。城镇新增就业1.4万人（预计数）。")
    late(opened)
    asked = workspace.doing.do(draft, Renew(), "王")
    if isinstance(asked, Proposed):
        workspace.doing.do(draft, Take(asked.id), "王")
    assert "城镇新增就业1.4万人（预计数）。" in texts(workspace, draft)[at]


def test_with_nothing_new_it_says_so(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    answer = workspace.doing.do(draft, Renew(source="没有这份"), "王")
    assert isinstance(answer, Refused) and "没有比稿子更新的材料" in answer.why


def test_it_can_be_said_in_the_conversation(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    late(opened)
    workspace.chat.say(draft, "用新到的材料更新一下", None, "王")
    assert "人社局" in workspace.desk.conversation(draft)[-1].text
    assert workspace.desk.load(draft).state.proposals


def test_what_found_no_place_is_put_in_with_one_command_and_listed_no_more(tmp_path: Path) -> None:
    stray = "档案局2025年工作情况\n全年接收进馆档案2.3万卷，完成馆藏目录数字化转换。\n"
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": TWO_FIELDS, "档案局2025年材料.txt": stray})
    draft = written(workspace, 2026).id

    def unused() -> list[str]:
        return [
            f.values[0] for section in workspace.drafting.as_draft(draft).sections for f in section.findings if f.code == "draft.unused"
        ]

    words = next(one for one in unused() if "档案" in one)
    at = next(n for n, text in enumerate(texts(workspace, draft)) if "城市更新" in text)
    edit(workspace, draft, at, texts(workspace, draft)[at] + "加强公园管护。")
    assert words in unused()  # an edit loses nothing
    assert isinstance(workspace.doing.do(draft, PutIn(section_id(workspace, draft, at), words), "王"), Done)
    assert words in texts(workspace, draft)[at] and words not in unused()
    workspace.doing.do(draft, Undo(), "王")
    assert words not in texts(workspace, draft)[at] and words in unused()


def test_last_years_clauses_are_kept_or_taken_out_several_at_a_time(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    at = next(n for n, text in enumerate(texts(workspace, draft)) if "城市更新" in text)
    section = section_id(workspace, draft, at)
    workspace.doing.do(draft, SettleCarried(section, ("深入推进城市更新", "加强市政设施管护"), keep=False), "王")
    assert texts(workspace, draft)[at].startswith("新建公园")
    workspace.doing.do(draft, Undo(), "王")
    workspace.doing.do(draft, SettleCarried(section, (), keep=True), "王")
    now = workspace.desk.load(draft).current[section].section
    assert {one.verdict for one in now.evidence} >= {"stated"} and not any(one.verdict == "carried" for one in now.evidence)


def test_another_units_report_gives_its_headings_and_none_of_its_words(opened: tuple[Workspace, str, Path]) -> None:
    workspace, _, folder = opened
    paper = "教育局2024年工作总结\n一、教育质量稳步提升\n新建学校3所，坚持立德树人。\n二、2025年工作打算\n继续办好学校。\n"
    (folder / "教育局2024年工作总结.txt").write_text(paper, encoding="utf-8")
    source = workspace.intake.take_in(folder / "教育局2024年工作总结.txt").source
    assert source is not None
    workspace.intake.set_standing(source, "department")
    draft = workspace.drafting.start(2026, like=source)
    view = workspace.desk.view(draft)
    assert [section.item.title for section in view.sections] == ["教育质量稳步提升", "2026年工作打算"]
    assert "示例县" in view.unit and not any(section.item.like for section in view.sections)


def test_a_renewed_sentence_is_told_as_this_years_with_its_source(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    late(opened)
    asked = workspace.doing.do(draft, Renew(), "王")
    assert isinstance(asked, Proposed)
    workspace.doing.do(draft, Take(asked.id), "王")
    for current in workspace.desk.load(draft).current.values():
        section = current.section
        stated = [section.text[one.start : one.end] for one in section.evidence if one.verdict == "stated"]
        assert not any("职业技能培训" in words or "1.5万人" in words for words in stated)
        told = [one for one in section.evidence if one.verdict == "quoted" and "职业技能培训3200人次" in section.text[one.start : one.end]]
        assert all("人社局" in place.where for one in told for place in one.places)
        if "职业技能培训3200人次" in section.text:
            assert told and told[0].places


def verdicts(opened: tuple[Workspace, str, Path], at: int) -> dict[str, str]:
    workspace, draft, _ = opened
    kept = workspace.desk.view(draft).sections[at].current
    assert kept
    return {
        kept.section.text[one.start : one.end]: one.verdict
        for one in kept.section.evidence
        if one.verdict in ("stated", "carried", "quoted")
    }


def test_a_sentence_of_last_years_report_pasted_in_does_not_pass_as_ones_own(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    edit(workspace, draft, 0, "深入推进城市更新，加强市政设施管护。我们自己写下的一句话。")
    told = verdicts(opened, 0)
    assert told["我们自己写下的一句话"] == "stated"
    assert {verdict for words, verdict in told.items() if "更新" in words or "管护" in words} == {"carried"}


def test_a_sentence_changed_and_changed_back_is_told_as_what_it_was(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    at = next(n for n, text in enumerate(texts(workspace, draft)) if "就业优先" in text)
    was, before = texts(workspace, draft)[at], verdicts(opened, at)
    edit(workspace, draft, at, was.replace("就业优先", "就业第一"))
    assert "stated" in verdicts(opened, at).values()
    edit(workspace, draft, at, was)
    assert verdicts(opened, at) == before


def bring(opened: tuple[Workspace, str, Path], name: str, text: str) -> None:
    (opened[2] / name).write_text(text, encoding="utf-8")
    opened[0].intake.take_in(opened[2] / name)


def test_a_revised_paper_takes_the_place_of_the_one_before(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    late(opened)
    workspace.doing.do(draft, Take(asked.id), "王") if isinstance(asked := workspace.doing.do(draft, Renew(), "王"), Proposed) else None
    assert "城镇新增就业1.5万人" in all_of(opened)
    bring(opened, "人社局2025年材料（修订稿）.txt", LATE.replace("1.5万人", "1.6万人"))
    again = workspace.doing.do(draft, Renew(source="人社局2025年材料（修订稿）.txt"), "王")
    assert isinstance(again, Proposed) and "是“人社局2025年材料.txt”的新稿" in again.text
    workspace.doing.do(draft, Take(again.id), "王")
    assert "城镇新增就业1.6万人" in all_of(opened) and "1.5万人" not in all_of(opened)


def test_a_figure_put_right_is_offered_in_a_sentence_worded_by_hand(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    late(opened)
    asked = workspace.doing.do(draft, Renew(), "王")
    assert isinstance(asked, Proposed)
    workspace.doing.do(draft, Take(asked.id), "王")
    at = next(n for n, text in enumerate(texts(workspace, draft)) if "1.5万人" in text)
    edit(workspace, draft, at, "坚持就业优先，千方百计稳岗，城镇新增就业1.5万人。")
    bring(opened, "人社局2025年材料（修订稿）.txt", LATE.replace("1.5万人", "1.6万人"))
    again = workspace.doing.do(draft, Renew(source="人社局2025年材料（修订稿）.txt"), "王")
    assert isinstance(again, Proposed)
    assert any(
        one.after.endswith("千方百计稳岗，城镇新增就业1.6万人。") for one in workspace.desk.load(draft).state.proposals[again.id].parts
    )


def test_a_value_a_person_filled_in_is_not_given_up_for_what_comes_late(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    row = next(row for row in workspace.missing.rows(draft) if row.gap.gap.indicator == "城镇新增就业" and row.gap.gap.status == "actual")
    assert isinstance(workspace.doing.do(draft, Fill(row.gap.id, "1.6万人"), "王"), Done)
    late(opened)
    asked = workspace.doing.do(draft, Renew(), "王")
    if isinstance(asked, Proposed):
        parts = workspace.desk.load(draft).state.proposals[asked.id].parts
        assert not [one for one in parts if "1.6万人" in one.before and "1.6万人" not in one.after], parts
        workspace.doing.do(draft, Take(asked.id), "王")
    assert "1.6万人" in all_of(opened)
    assert any("1.5万人" in one.finding.message for one in workspace.reviewing.open_findings(draft))  # both are told, nobody chose


def test_ones_own_value_chosen_against_a_papers_stays_borne_out(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    row = next(row for row in workspace.missing.rows(draft) if row.gap.gap.indicator == "城镇新增就业" and row.gap.gap.status == "actual")
    workspace.doing.do(draft, Fill(row.gap.id, "1.6万人"), "王")
    late(opened)
    workspace.reviewing.refresh(draft)
    [found] = [one.finding for one in workspace.reviewing.open_findings(draft) if one.finding.code == "figure.conflict"]
    mine = next(choice for choice in found.choices if choice.value == "1.6万人")
    chosen = Choose(row.gap.row.id, found.indicator, "1.6万人", mine.value, mine.source)
    assert isinstance(workspace.doing.do(draft, chosen, "王"), Done)
    assert "1.6万人" in all_of(opened)
    assert not [one for one in workspace.reviewing.open_findings(draft) if one.finding.code.startswith("figure.")]
    evidence = [one for section in workspace.drafting.as_draft(draft).sections for one in section.evidence if one.verdict == "supported"]
    from_her = {place.title for one in evidence for place in one.places if place.source == OWN_WORD}
    assert from_her == {"王选定"}
