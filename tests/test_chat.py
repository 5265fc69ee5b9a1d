"""The conversation does what was asked, changes nothing else, and says so when it changed nothing."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from workspace_case import accept, edit, opened_with, written

from nigao.commands import Add, Edit, Rename
from nigao.workspace import Workspace

LAST = (
    "2025年示例区工作报告\n一、2024年工作回顾\n"
    "市民满意度提升，新增企业30家。城市副中心建设提速。\n市民服务热线办结率98%。持续优化服务。群众反映的问题逐项解决。\n"
    "二、2025年工作打算\n让市民更方便，新增企业40家。\n"
)


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区_2025.txt": LAST})


@pytest.fixture
def draft(opened: Workspace) -> str:
    id = opened.drafting.start(2026)
    first, second = LAST.split("\n", 2)[2].split("二、2025年工作打算\n")
    edit(opened, id, 0, first)
    edit(opened, id, 1, second)
    return id


def say(opened: Workspace, draft: str, words: str, current: int | None = 0) -> str:
    opened.chat.say(draft, words, current)
    opened.worker.run_waiting()
    return opened.desk.conversation(draft)[-1].text


def texts(opened: Workspace, draft: str) -> list[str]:
    return [section.current.section.text if section.current else "" for section in opened.desk.view(draft).sections]


def titles(opened: Workspace, draft: str) -> list[str]:
    return [section.item.title for section in opened.desk.view(draft).sections]


def test_words_are_replaced_everywhere_letter_by_letter_and_the_draft_before_is_kept(opened: Workspace, draft: str) -> None:
    before = texts(opened, draft)
    assert "2个部分里的3处" in say(opened, draft, "把“市民”都换成“群众”")
    assert texts(opened, draft) == [text.replace("市民", "群众") for text in before]
    assert say(opened, draft, "撤销").startswith("已撤回")
    assert texts(opened, draft) == before


def test_a_section_named_that_is_not_there_is_said_and_the_one_in_hand_is_left_alone(opened: Workspace, draft: str) -> None:
    before = titles(opened, draft)
    assert "提纲里没有“城市副中心”" in say(opened, draft, "把“城市副中心”那一节放到最后")
    assert "提纲里没有“城市副中心”" in say(opened, draft, "删掉“城市副中心”这一节")
    assert titles(opened, draft) == before


def test_the_last_change_of_the_outline_is_taken_back_with_every_text_in_its_place(opened: Workspace, draft: str) -> None:
    before, written = titles(opened, draft), texts(opened, draft)
    say(opened, draft, "把第二部分移到第一部分前面")
    assert titles(opened, draft) == before[::-1]
    assert "已撤回" in say(opened, draft, "撤销")
    assert (titles(opened, draft), texts(opened, draft)) == (before, written)
    say(opened, draft, "增加一节“存在的不足”")
    assert "已撤回" in say(opened, draft, "撤销")
    assert titles(opened, draft) == before


def test_a_remark_that_changes_nothing_makes_no_version_and_is_said_to_have_changed_nothing(opened: Workspace, draft: str) -> None:
    accept(opened, draft, 0)
    answer = say(opened, draft, "第一部分语气再朴实一点")
    assert "原文没有动" in answer and "手工改" in answer
    section = opened.desk.view(draft).sections[0]
    assert section.state == "accepted"
    assert len(opened.desk.versions(draft, 0)) == 1


def test_a_figure_asked_for_another_year_shows_the_years_there_are(opened: Workspace, draft: str) -> None:
    answer = say(opened, draft, "2019年新增企业多少家")
    assert "没有" in answer and "2019年" in answer and "30家" in answer


def test_an_indicator_without_figures_shows_where_it_is_spoken_of(opened: Workspace, draft: str) -> None:
    assert "城市副中心建设提速" in say(opened, draft, "城市副中心建设近三年走势")


def test_the_figures_of_a_file_are_listed_by_the_words_that_name_it(opened: Workspace, draft: str) -> None:
    answer = say(opened, draft, "示例区的材料里有哪些数字")
    assert "98%" in answer and "40家" in answer
    assert "没有找到" in say(opened, draft, "水务局的材料里有哪些数字")


def test_what_the_marks_mean_is_explained(opened: Workspace, draft: str) -> None:
    assert "没有找到" in say(opened, draft, "为什么这个数标红")


def test_a_number_is_put_right_where_it_is_said_of_what_was_named(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "地区生产总值增长5.4%。固定资产投资增长5.4%。")
    assert "已把" in say(opened, draft, "把固定资产投资增速5.4%改成5.5%")
    assert texts(opened, draft)[0] == "地区生产总值增长5.4%。\n固定资产投资增长5.5%。".replace("\n", "")
    before = texts(opened, draft)
    assert "稿子没有动" in say(opened, draft, "把粮食产量5.4%改成5.5%")
    assert texts(opened, draft) == before


def test_two_sections_change_places(opened: Workspace, draft: str) -> None:
    before = titles(opened, draft)
    say(opened, draft, "把“第一部分”和“第二部分”对调")
    assert titles(opened, draft) == before[::-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("给我列个提纲", "的提纲"),
        ("保存", "自动保存"),
        ("第二部分和第一部分有重复吗", "没有发现重复的句子"),
        ("单位有没有写错的", "含义不符"),
        ("什么时候能写完", "共2个部分"),
        ("我要写明年的打算，从哪开始", "可以起草"),
    ],
)
def test_a_question_is_answered_and_nothing_is_written(opened: Workspace, draft: str, words: str, told: str) -> None:
    before = texts(opened, draft)
    assert told in say(opened, draft, words)
    assert texts(opened, draft) == before


def test_words_that_speak_of_the_figures_are_not_taken_for_letters_to_replace(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "数字经济增加值增长8%。")
    say(opened, draft, "把数字都改成万元")
    assert texts(opened, draft)[0] == "数字经济增加值增长8%。"


def test_a_number_is_never_changed_inside_another(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "固定资产投资增长15%，税收增长5%。")
    say(opened, draft, "把5%改成6%")
    assert texts(opened, draft)[0] == "固定资产投资增长15%，税收增长6%。"
    say(opened, draft, "把“6%”都改成“7%”")
    edit(opened, draft, 0, "税收增长5%，投资增长5%。")
    assert "稿子没有动" in say(opened, draft, "把5%改成6%")


def test_what_was_done_last_is_taken_back_first_wherever_it_was_done(opened: Workspace, draft: str) -> None:
    say(opened, draft, "把第二部分移到第一部分前面")
    moved = titles(opened, draft)
    opened.doing.do(draft, Add("存在的不足"), "王")
    say(opened, draft, "撤销")
    assert titles(opened, draft) == moved


def test_one_paragraph_is_made_shorter_and_the_others_stay(opened: Workspace, draft: str) -> None:
    edit(
        opened,
        draft,
        0,
        "第一段说投资。第一段说消费。\n第二段说就业。第二段说教育。第二段说医疗。第二段说养老。\n第三段说改革。第三段说开放。",
    )
    say(opened, draft, "第一部分第二段太长了，压一压")
    first, second, third = texts(opened, draft)[0].split("\n")
    assert (first, third) == ("第一段说投资。第一段说消费。", "第三段说改革。第三段说开放。")
    assert second.startswith("第二段说就业。") and len(second) < len("第二段说就业。第二段说教育。第二段说医疗。第二段说养老。")


def test_words_replaced_in_one_section_say_how_many_are_left_elsewhere(opened: Workspace, draft: str) -> None:
    assert "其他部分还有1处" in say(opened, draft, "把“市民”改成“群众”")
    assert "市民" not in texts(opened, draft)[0] and "市民" in texts(opened, draft)[1]


def waiting(opened: Workspace, draft: str) -> list[str]:
    return [one.text for one in opened.desk.load(draft).state.proposals.values() if one.open]


def test_a_message_that_did_one_thing_and_proposed_another_is_taken_back_whole(opened: Workspace, draft: str) -> None:
    before = texts(opened, draft)
    say(opened, draft, "把“市民”都换成“群众”，再把第二部分删掉")
    assert texts(opened, draft) != before and waiting(opened, draft)
    opened.chat.undo(draft)
    assert (texts(opened, draft), waiting(opened, draft)) == (before, [])


def test_a_proposal_left_undone_is_no_step_that_undo_stops_at(opened: Workspace, draft: str) -> None:
    before = titles(opened, draft)
    say(opened, draft, "把第二部分移到第一部分前面")
    say(opened, draft, "删掉第二部分")
    say(opened, draft, "不用")
    assert "已撤回“移动”" in say(opened, draft, "撤销")
    assert titles(opened, draft) == before


def test_a_final_file_that_left_is_no_step_and_hinders_no_later_one(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "居民收入稳步提高。")
    accept(opened, draft, 0)
    opened.exporting.final(draft, opened.export_options(), "王")
    say(opened, draft, "把“稳步”改为“持续”")
    assert texts(opened, draft)[0] == "居民收入持续提高。"
    say(opened, draft, "撤销")
    assert texts(opened, draft)[0] == "居民收入稳步提高。"


def test_a_proposal_taken_and_taken_back_does_not_stand_in_the_way_of_what_was_done_before(opened: Workspace, draft: str) -> None:
    before = titles(opened, draft)
    say(opened, draft, "把第二部分移到第一部分前面")
    say(opened, draft, "删掉第二部分")
    say(opened, draft, "好的")
    assert len(titles(opened, draft)) == 1
    say(opened, draft, "撤销")
    assert titles(opened, draft) == before[::-1]
    say(opened, draft, "撤销")
    assert titles(opened, draft) == before


def test_the_former_order_takes_back_a_move_and_nothing_else(opened: Workspace, draft: str) -> None:
    before = texts(opened, draft)
    assert "已" in say(opened, draft, "第一部分和第二部分对调")
    assert "已撤回" in say(opened, draft, "还是按原来的顺序吧") and texts(opened, draft) == before
    say(opened, draft, "新增企业应该是31家", 0)
    changed = texts(opened, draft)
    assert "没有撤回" in say(opened, draft, "还是按原来的顺序吧") and texts(opened, draft) == changed


def test_a_word_that_may_mean_the_remark_before_takes_back_no_step_in_many_sections_until_it_is_said_once_more(tmp_path: Path) -> None:
    parts = "".join(
        f"{number}、{name}\n{name}工作取得进展。\n"
        for number, name in zip("一二三四五", ("教育", "医疗", "养老", "住房", "安全"), strict=True)
    )
    opened = opened_with(tmp_path, {"示例区_2025.txt": f"2025年示例区工作报告\n{parts}"})
    draft = opened.drafting.start(2026)
    sections = [section.id for section in opened.desk.view(draft).sections]
    opened.doing.do_all(draft, [Edit(id, "改好了。") for id in sections], "撰稿人")
    time.sleep(1.1)  # the conversation knows seconds
    say(opened, draft, "住房那一句挪到养老那一句去")
    told = say(opened, draft, "撤销")
    assert "没有撤回" in told and f"{len(sections)}个部分" in told and set(texts(opened, draft)) == {"改好了。"}
    assert "已撤回" in say(opened, draft, "撤销")
    assert set(texts(opened, draft)) == {""}
    assert "已恢复撤回的" in say(opened, draft, "撤错了，恢复回来")
    assert set(texts(opened, draft)) == {"改好了。"}


def test_words_that_tell_of_another_deed_than_the_last_step_take_nothing_back(opened: Workspace, draft: str) -> None:
    first = opened.desk.view(draft).sections[-1]
    edit(opened, draft, len(opened.desk.view(draft).sections) - 1, "排水管网有改善。")
    say(opened, draft, f"在“{first.item.title}”这节末尾加上“全年没有发生积水。”")
    opened.doing.do(draft, Rename(first.id, "改过的标题"), "核稿人")
    before = texts(opened, draft)
    assert "“改标题”，不是您说的那一步" in say(opened, draft, "撤回刚才加的那句")
    assert texts(opened, draft) == before and opened.desk.view(draft).sections[-1].item.title == "改过的标题"
    assert "已撤回" in say(opened, draft, "撤销")
    assert "已撤回" in say(opened, draft, "撤回刚才加的那句") and "没有发生积水" not in texts(opened, draft)[-1]


def test_a_section_of_its_own_has_the_title_that_is_said_and_never_half_a_word(opened: Workspace, draft: str) -> None:
    say(opened, draft, "企业服务单独立一节吧，放2025年工作回顾后面，叫“做优企业服务”")
    assert "做优企业服务" in titles(opened, draft) and not [one for one in titles(opened, draft) if one.endswith("单")]


def test_a_deletion_said_yes_to_is_taken_back_as_the_deletion_it_was(opened: Workspace, draft: str) -> None:
    before = texts(opened, draft)
    say(opened, draft, "把“持续优化服务。”这句删掉")
    say(opened, draft, "同意")
    assert "持续优化服务" not in texts(opened, draft)[0]
    assert "已撤回" in say(opened, draft, "撤回刚才删的那句") and texts(opened, draft) == before


def test_words_put_for_others_everywhere_leave_the_units_name_and_the_fields_and_ask_where_longer_words_hold_them(tmp_path: Path) -> None:
    text = (
        "青石城投有限公司2025年工作总结和2026年工作打算\n一、2025年工作总结\n公司新增子公司3家。青石城投有限公司举办活动12场，公司员工860人。\n"
        "二、2026年工作打算\n公司新增子公司4家。\n"
    )
    opened = opened_with(tmp_path, {"青石城投有限公司2025年工作总结.txt": text})
    draft = written(opened, 2027).id
    opened.chat.say(draft, "把全文的“公司”统一成“集团”")
    assert not any("集团" in one for one in texts(opened, draft))
    assert "“子公司”" in opened.desk.conversation(draft)[-1].text
    opened.chat.say(draft, "好的")
    now = "".join(texts(opened, draft))
    assert "青石城投有限公司" in now and "集团员工" in now and "【待补：集团" not in now and "公司" in re.findall("【待补：(.*?)】", now)[0]


def test_a_part_is_never_moved_where_a_sentence_of_it_is_meant(opened: Workspace, draft: str) -> None:
    before = [section.item.title for section in opened.desk.view(draft).sections]
    opened.chat.say(draft, "打算里那句“让市民更方便”是成绩，不该放在打算里，挪到工作回顾")
    assert [section.item.title for section in opened.desk.view(draft).sections] == before
    assert "让市民更方便" in opened.desk.conversation(draft)[-1].text
