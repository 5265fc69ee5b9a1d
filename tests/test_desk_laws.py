"""Laws of the desk: every command can be undone whatever it was, nothing that was written is lost, nothing is half done."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workspace_case import accept, edit, opened_with, section_id, texts

from nigao import commands as c
from nigao import commands_json
from nigao.commands import Command
from nigao.desk.difference import ChangedSince, back, difference
from nigao.desk.proposing import part
from nigao.desk.results import Conflict, Done, Proposed, Queued, Refused
from nigao.desk.state import DraftState
from nigao.desk.three_way import merged
from nigao.errors import BadCall, DiskFull, NotFound
from nigao.workspace import Workspace

LAST = (
    "2024年示例区政府工作报告\n一、2023年工作回顾\n市民满意度提升，新增企业30家。\n（一）产业\n持续优化。\n（二）民生\n办好实事。\n"
    "二、2024年工作打算\n力争新增企业40家。\n三、保障措施\n加强领导。\n"
)
TABLE = "指标,2023年,2024年\n新增企业（家）,,42\n研发投入（亿元）,11.5,12.3\n"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区政府工作报告_2024.txt": LAST, "示例区指标.csv": TABLE})


@pytest.fixture
def draft(opened: Workspace) -> str:
    id = opened.drafting.start(2025)
    for position, text in enumerate(
        ("市民满意度提升，新增企业42家。", "市民产业向好。", "走访【待补：走访企业（家）】。", "新增企业999家。", "加强领导。")
    ):
        edit(opened, id, position, text)
    return id


def state(opened: Workspace, draft: str) -> DraftState:
    return opened.desk.load(draft).state


def ids(opened: Workspace, draft: str) -> list[c.SectionId]:
    return [section.id for section in opened.desk.view(draft).sections]


def every_command(opened: Workspace, draft: str) -> list[Command]:
    """One of each that can be done at once, on this draft."""
    one, two, three, four, five = ids(opened, draft)
    finding = next(f for f in opened.reviewing.open_findings(draft) if f.finding.severity == "error")
    (gap,) = opened.reviewing.gaps(draft)
    table = next(source.id for source in opened.archive.sources() if source.role == "metrics")
    return [
        c.Accept(one),
        c.Reject(one, "太空"),
        c.Edit(one, "全新的一稿。"),
        c.Amend(one, "新增企业42家", "新增企业42户"),
        c.Amend(one, "", "新的一段。"),
        c.Restore(five, 1),
        c.Replace("市民", "群众"),
        c.Replace("市民", "群众", two),
        c.SetFigure(one, "新增企业", "43家"),
        c.Choose(one, "新增企业", "42家", "43家", table),
        c.Fill(gap.id, "815家", "走访台账"),
        c.LeaveOpen(gap.id, "等公布"),
        c.Rename(two, "产业发展"),
        c.Add("新的一部分"),
        c.Add("新的一节", under=one, text="写好的。"),
        c.Add("新的一节", after=two),
        c.Move(three, before=two),
        c.Move(five, after=one),
        c.Swap(four, five),
        c.Remove(one),
        c.SetPoints(two, ("改革", "开放")),
        c.Give(two, "李四"),
        c.PutIn(two, "新建园区3个。"),
        c.NotWanted(two, "新建园区3个。"),
        c.Tabulate(two, "研发投入"),
        c.Waive(finding.id, "以快报为准"),
        c.SwitchOff("stale", "不查"),
        c.Remember("金额用亿元"),
        c.UseSource(table, False),
        c.WriteFulfilment(),
    ]


def test_whatever_was_done_is_undone_to_the_letter(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 4, "加强组织领导。")
    for command in every_command(opened, draft):
        before, shown = state(opened, draft), texts(opened, draft)
        done = opened.doing.do(draft, command, "王")
        assert isinstance(done, Done), (command, done)
        assert state(opened, draft) != before, command
        undone = opened.doing.do(draft, c.Undo(), "王")
        assert isinstance(undone, Done), (command, undone)
        assert (state(opened, draft), texts(opened, draft)) == (before, shown), command


def test_what_was_taken_back_is_done_again_to_the_letter_until_something_else_is_done(opened: Workspace, draft: str) -> None:
    before = state(opened, draft), texts(opened, draft)
    opened.doing.do_all(draft, [c.Edit(id, f"第{n}部分改好了。") for n, id in enumerate(ids(opened, draft))], "王")
    edited = state(opened, draft), texts(opened, draft)
    opened.doing.do(draft, c.Rename(ids(opened, draft)[1], "换了名"), "王")
    renamed = state(opened, draft), texts(opened, draft)
    for _ in range(2):
        opened.doing.do(draft, c.Undo(), "王")
    assert (state(opened, draft), texts(opened, draft)) == before
    opened.exporting.review_copy(draft, opened.export_options())
    assert "恢复" in opened.doing.do(draft, c.Redo(), "王").text
    assert (state(opened, draft), texts(opened, draft)) == edited
    opened.doing.do(draft, c.Redo(), "王")
    assert (state(opened, draft), texts(opened, draft)) == renamed
    assert isinstance(opened.doing.do(draft, c.Redo(), "王"), Refused)
    opened.doing.do(draft, c.Undo(), "王")
    edit(opened, draft, 0, "别的话。")
    nothing = opened.doing.do(draft, c.Redo(), "王")
    assert isinstance(nothing, Refused) and "可以恢复" in nothing.why
    opened.doing.do(draft, c.Undo(), "王")
    assert (state(opened, draft), texts(opened, draft)) == edited


def test_every_command_is_offered_to_the_law(opened: Workspace, draft: str) -> None:
    at_once = {type(command) for command in every_command(opened, draft)}
    others = {c.Draft, c.Redraft, c.Shorten, c.Expand, c.Drop, c.DropAbout, c.UpdateFigures}  # written by a drafter, tested below
    elsewhere = {c.Undo, c.Redo, c.Take, c.Decline, c.BringBack, c.SwitchOn, c.AnswerOpinion, c.Keep, c.SettleCarried, c.Renew}
    assert at_once | others | elsewhere == set(commands_json.CLASSES.values())


def test_all_of_them_in_a_row_are_undone_in_order_and_then_there_is_nothing_left(opened: Workspace, draft: str) -> None:
    states = []
    for command in every_command(opened, draft):
        before = state(opened, draft)
        try:
            done = isinstance(opened.doing.do(draft, command, "王"), Done)
        except NotFound:  # what it names was changed by a command before it
            done = False
        if done:
            states.append(before)
    assert len(states) > 15
    for before in reversed(states):
        assert isinstance(opened.doing.do(draft, c.Undo(), "李"), Done)
        assert state(opened, draft) == before
    for _ in range(5):  # the five edits of the fixture
        opened.doing.do(draft, c.Undo(), "王")
    nothing = opened.doing.do(draft, c.Undo(), "王")
    assert isinstance(nothing, Refused) and "没有可以撤回" in nothing.why


def test_what_a_drafter_wrote_in_many_sections_is_taken_back_as_one_step(opened: Workspace, draft: str) -> None:
    before = state(opened, draft), texts(opened, draft)
    queued = opened.doing.do_all(draft, [c.Shorten(id, 6) for id in ids(opened, draft)], "王")
    assert isinstance(queued[0], Queued)
    opened.worker.run_waiting()
    assert texts(opened, draft) != before[1] or state(opened, draft) == before[0]
    opened.doing.do_all(draft, [c.Draft(id) for id in ids(opened, draft)], "王")
    opened.worker.run_waiting()
    written = texts(opened, draft)
    assert written != before[1]
    opened.doing.do(draft, c.Undo(), "王")
    assert texts(opened, draft) == before[1]


def test_a_removed_part_comes_back_with_its_texts_and_signatures(opened: Workspace, draft: str) -> None:
    accept(opened, draft, 1)
    before, (one, *_) = state(opened, draft), ids(opened, draft)
    opened.doing.do(draft, c.Remove(one), "王")
    assert len(ids(opened, draft)) == 2
    with pytest.raises(NotFound, match="删去"):
        opened.doing.do(draft, c.Rename(one, "改名"), "王")
    assert isinstance(opened.doing.do(draft, c.BringBack(one), "王"), Done)
    assert state(opened, draft) == before


def test_undo_takes_what_was_done_last_wherever_it_was(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 4, "最后改的。")
    opened.doing.do(draft, c.Rename(section_id(opened, draft, 0), "过去一年"), "王")
    opened.doing.do(draft, c.Undo(), "王")
    assert (opened.desk.view(draft).sections[0].item.title, texts(opened, draft)[4]) == ("2024年工作回顾", "最后改的。")
    opened.doing.do(draft, c.Undo(), "王")
    assert texts(opened, draft)[4] == "加强领导。"


# --- two people ---------------------------------------------------------------------------------------------------


def test_who_saves_on_an_old_version_overwrites_nothing_and_loses_nothing(opened: Workspace, draft: str) -> None:
    id = section_id(opened, draft, 0)
    base = opened.desk.view(draft).sections[0].current.number  # type: ignore[union-attr]
    opened.doing.do(draft, c.Edit(id, "甲的一稿。"), "甲", base)
    conflict = opened.doing.do(draft, c.Edit(id, "乙的一稿。"), "乙", base)
    assert isinstance(conflict, Conflict)
    assert (conflict.yours, conflict.theirs, conflict.merged) == ("乙的一稿。", "甲的一稿。", None)
    assert texts(opened, draft)[0] == "甲的一稿。"
    kept = {version.number: version.section.text for version in opened.desk.versions(draft, 0)}
    assert kept[conflict.parked] == "乙的一稿。"


def test_changes_of_different_sentences_are_put_together_and_offered(opened: Workspace, draft: str) -> None:
    edit(opened, draft, 0, "第一句。第二句。第三句。")
    id, base = section_id(opened, draft, 0), opened.desk.view(draft).sections[0].current.number  # type: ignore[union-attr]
    opened.doing.do(draft, c.Edit(id, "第一句改了。第二句。第三句。"), "甲", base)
    conflict = opened.doing.do(draft, c.Edit(id, "第一句。第二句。第三句也改了。"), "乙", base)
    assert isinstance(conflict, Conflict) and conflict.merged == "第一句改了。第二句。第三句也改了。"
    saved = opened.doing.do(draft, c.Edit(id, conflict.merged), "乙", conflict.current)
    assert isinstance(saved, Done)


def test_a_text_changed_since_it_was_seen_is_not_signed(opened: Workspace, draft: str) -> None:
    id, base = section_id(opened, draft, 0), opened.desk.view(draft).sections[0].current.number  # type: ignore[union-attr]
    edit(opened, draft, 0, "后来改的。")
    assert isinstance(opened.doing.do(draft, c.Accept(id), "核稿人", base), Conflict)
    assert opened.desk.view(draft).sections[0].accepted is None


_sentences = st.lists(st.sampled_from(["经济向好。", "项目开工。", "民生改善。", "改革深化。", "开放扩大。"]), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(saves=st.lists(st.tuples(st.booleans(), st.booleans(), _sentences), min_size=1, max_size=8))
def test_two_writers_never_lose_a_sentence_they_saved(opened: Workspace, draft: str, saves: list[tuple[bool, bool, list[str]]]) -> None:
    """Each save names the version its writer saw, her own last one or the one that stands now; whatever was typed is among the versions."""
    id = section_id(opened, draft, 4)
    seen = {True: opened.desk.view(draft).sections[4].current.number, False: opened.desk.view(draft).sections[4].current.number}  # type: ignore[union-attr]
    for who, looks, sentences in saves:
        now = opened.desk.view(draft).sections[4].current
        assert now is not None
        if looks:
            seen[who] = now.number
        result = opened.doing.do(draft, c.Edit(id, "".join(sentences)), str(who), seen[who])
        after = opened.desk.view(draft).sections[4].current
        assert after is not None
        versions = [version.section.text for version in opened.desk.versions(draft, 4)]
        assert "".join(sentences) in versions
        if isinstance(result, Conflict):
            assert after.section.text == now.section.text
        else:
            seen[who] = after.number


_text = st.lists(st.sampled_from("甲乙丙丁"), max_size=5).map(lambda parts: "".join(f"{part}。" for part in parts))


@given(base=_text, one=_text, other=_text)
def test_a_merge_holds_what_both_wrote_or_is_none(base: str, one: str, other: str) -> None:
    assert merged(base, base, other) == other
    assert merged(base, one, base) == one
    assert merged(base, one, one) == one
    both = merged(base, one, other)
    if both is not None and one != base and other != base:
        added = [s for text in (one, other) for s in set(text.split("。")) if s and s not in base]
        assert all(sentence in both for sentence in added)


def test_two_sentences_put_in_at_one_place_are_not_merged_by_guess() -> None:
    assert merged("甲。乙。", "甲。丙。乙。", "甲。丁。乙。") is None
    assert merged("甲。乙。", "丙。乙。", "甲。丁。") == "丙。丁。"


def test_a_step_is_not_taken_back_over_a_change_that_is_in_no_journal(opened: Workspace, draft: str) -> None:
    before = state(opened, draft)
    patch = difference(before, replace(before, head=replace(before.head, decisions=("用快报数",))))
    since = replace(before, head=replace(before.head, decisions=("用年报数",)))
    with pytest.raises(ChangedSince, match="又改过"):
        back(since, patch)


# --- proposals ------------------------------------------------------------------------------------------------------


def test_a_proposal_changes_nothing_until_taken_and_can_be_taken_in_parts_once(opened: Workspace, draft: str) -> None:
    one, two, *_ = ids(opened, draft)
    before = texts(opened, draft)
    parts = [part(c.Amend(one, "市民", "群众")), part(c.Rename(two, "产业发展")), part(c.Amend(two, "不在这里的话", "新话"))]
    proposed = opened.doing.propose(draft, c.Undo(), "有三处改动。", parts, "张局长", "review")
    assert texts(opened, draft) == before
    assert isinstance(opened.doing.do(draft, c.Take(proposed.id, (0,)), "王"), Done)
    assert texts(opened, draft)[0].startswith("群众")
    again = opened.doing.do(draft, c.Take(proposed.id, (0,)), "王")
    assert isinstance(again, Refused) and "已经处理过" in again.why
    partly = opened.doing.do(draft, c.Take(proposed.id), "王")
    assert isinstance(partly, Done) and "没有采用" in partly.text
    assert state(opened, draft).proposals[proposed.id].waiting == (2,), "what does not fit any more still waits to be declined"
    opened.doing.do(draft, c.Decline(proposed.id), "王")
    closed = opened.doing.do(draft, c.Take(proposed.id), "王")
    assert isinstance(closed, Refused)
    with pytest.raises(NotFound):
        opened.doing.do(draft, c.Take("p0"), "王")


def test_taking_a_proposal_is_undone_with_all_it_did(opened: Workspace, draft: str) -> None:
    one, two, *_ = ids(opened, draft)
    proposed = opened.doing.propose(draft, c.Undo(), "两处。", [part(c.Amend(one, "市民", "群众")), part(c.Remove(two))], "张", "review")
    before = state(opened, draft)
    opened.doing.do(draft, c.Take(proposed.id), "王")
    opened.doing.do(draft, c.Undo(), "王")
    assert state(opened, draft) == before


# --- what cannot be done ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"command": "accept"}, ""),
        ({"command": "fly"}, "没有“fly”这个命令"),
        ({"section": 1}, "JSON 对象"),
        ("accept", "JSON 对象"),
        ({"command": "rename", "section": 1}, "缺少“title”"),
        ({"command": "rename", "section": "一", "title": 3}, "“title”应是文字"),
        ({"command": "rename", "section": None, "title": "新"}, "部分的位置"),
        ({"command": "rename", "section": True, "title": "新"}, "部分的位置"),
        ({"command": "rename", "section": 1, "title": "新", "colour": "red"}, "没有“colour”这一项"),
        ({"command": "drop", "section": 1, "unit": "word", "number": 1}, "只能是"),
        ({"command": "rename", "section": 99, "title": "新"}, "没有第100个部分"),
    ],
)
def test_a_command_that_is_none_is_told_in_one_sentence(opened: Workspace, draft: str, words: object, says: str) -> None:
    if not says:
        assert commands_json.from_json(words) == c.Accept()
        return
    with pytest.raises(BadCall, match=says):
        commands_json.from_json(words, lambda position: state(opened, draft).at(position).id)


def test_every_command_goes_through_json_and_back(opened: Workspace, draft: str) -> None:
    for command in every_command(opened, draft):
        assert commands_json.from_json(commands_json.to_json(command)) == command
    for one in commands_json.listed():
        example = commands_json.from_json(one["example"], lambda position: state(opened, draft).at(min(position, 4)).id)
        assert commands_json.name_of(example) == one["command"]


def test_a_full_disk_in_the_middle_of_a_command_leaves_nothing_half_done(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {"示例区政府工作报告_2024.txt": LAST})
    draft = opened.drafting.start(2025)
    for position in range(5):
        edit(opened, draft, position, "市民满意。" * 50)
    before, shown = state(opened, draft), texts(opened, draft)
    with sqlite3.connect(tmp_path / "home" / "nigao.db") as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    engine = opened.desk._engine  # type: ignore[attr-defined]
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull):
        opened.doing.do(draft, c.Edit(section_id(opened, draft, 0), "市民满意，" * 20000), "王")
    assert (state(opened, draft), texts(opened, draft)) == (before, shown)


def test_a_signature_is_refused_for_a_section_of_another_draft(opened: Workspace, draft: str) -> None:
    other = opened.drafting.start(2025)
    with pytest.raises(NotFound):
        opened.doing.do(other, c.Accept(section_id(opened, draft, 0)), "王")


def test_accepting_all_at_once_leaves_what_was_answered_since_alone(opened: Workspace, draft: str) -> None:
    proposed = opened.doing.do(draft, c.Accept(), "王")
    assert isinstance(proposed, Proposed)
    edit(opened, draft, 4, "后来改的。")
    opened.doing.do(draft, c.Take(proposed.id), "王")
    signed = [section.signed for section in state(opened, draft).standing()]
    assert [one is not None for one in signed] == [True, True, False, False, True]
    assert replace(state(opened, draft), proposals={}) is not None
