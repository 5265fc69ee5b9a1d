"""Who may do what: every use case and every command, by every role, on what is hers and on what is another's."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from shared_case import PEOPLE, as_, draft_of, opened, prepared, section, source_of

from bootstrap import open_workspace
from cli import main
from nigao import commands as c
from nigao import commands_json
from nigao.commands import Command
from nigao.desk.proposing import part
from nigao.desk.results import Done, Proposed, Queued, Refused
from nigao.errors import BadCall, NotAllowed
from nigao.orders import CommandsOrder, FileOrder, ImportOrder
from nigao.people.account import Person
from nigao.people.rights import RIGHTS, On, may
from nigao.ports import ExportOptions, Filter
from nigao.record import OF_ACCOUNTS
from nigao.settings import Settings
from nigao.work.intake import Wishes
from nigao.workspace import Workspace

# --- the table, by hand ---------------------------------------------------------------------------------------------------
# What each role may, a use case a word. 部门: only what is her department's (lists and searches leave the rest out); 本人: only her own.

ALL = "archive.unit archive.unit_is_said archive.stamp drafting.modes drafting.model_name table accounts.change_own_password"
READ = f"""{ALL}
archive.source archive.sources archive.overview archive.report archive.original archive.identity archive.entries archive.passages
archive.keyword_search archive.hits archive.by_digest archive.removed archive.said_standings archive.rulings archive.aliases
archive.corrections archive.word_counts archive.noted archive.note
intake.handed_in intake.without_year intake.removed intake.same_content intake.is_empty
retriever.search
books.ledger books.ledger_of books.conflicts books.entries books.bearing books.overruled books.references books.rulings books.names books.corrections books.aliases
books.fulfilment books.tasks books.missing sheet
desk.drafts desk.view desk.brief desk.load desk.journal desk.version desk.versions desk.checked desk.conversation desk.removed
drafting.years_to_write drafting.as_draft drafting.as_before drafting.check_whole
reviewing.refresh reviewing.kept reviewing.sections reviewing.open_findings reviewing.gaps reviewing.switched_off
inspecting.whole inspecting.commented missing.rows missing.sheets merging.opinions merging.adoption chat.suggestions doing.rehearse presence.put presence.others
exporting.readiness exporting.proof exporting.review_copy exporting.changes exporting.pages
jobs.job jobs.jobs record.lines record.broken_at"""
TALK = "doing.do doing.do_all doing.queue doing.propose chat.say chat.decide chat.undo merging.merge keep_upload worker.run_waiting"
USE_CASES = {
    "只读": READ,
    "核稿": f"{READ} {TALK} exporting.final jobs.ask_stop:本人",
    "撰稿": f"""{READ} {TALK} drafting.plan choosing.variants intake.take_in intake.take_in_all jobs.enqueue missing.fill_returned
        jobs.ask_stop:本人""",
    "主笔": f"""{READ} {TALK} drafting.plan choosing.variants intake.take_in intake.take_in_all jobs.enqueue missing.fill_returned
        jobs.ask_stop exporting.final missing.asked_of chat.begin drafting.start desk.remove desk.bring_back
        intake.set_unit intake.set_standing intake.correct intake.tell_year intake.as_material intake.remove intake.bring_back
        settling.rule books.rule books.correct books.withdraw books.join books.part accounts.writers""",
    "报送": f"""{ALL} archive.source:部门 archive.report:部门 archive.original:部门 archive.sources:部门 archive.overview:部门
        retriever.search:部门 intake.take_in:部门 intake.take_in_all:部门 jobs.enqueue:部门 missing.fill_returned:部门
        missing.asked_of:部门 jobs.job:本人 jobs.jobs:本人 jobs.ask_stop:本人 keep_upload worker.run_waiting""",
    "管理员": f"""{ALL} record.lines record.broken_at accounts.every accounts.add accounts.set_roles accounts.set_password accounts.lock
        accounts.unlock accounts.remove""",
}
# Used inside only, by nobody at a door.
INSIDE = """archive.add archive.learn archive.correct archive.drop_alias archive.drop_correction archive.forget archive.put_alias archive.put_correction
archive.reindex archive.remove archive.rule archive.set_standings archive.set_unit desk.add_opinions desk.commit desk.create desk.mark
desk.did desk.recheck desk.say jobs.beat jobs.claim jobs.finish jobs.give_back jobs.holds jobs.others_wait jobs.stop_asked jobs.take_back jobs.update record.put retriever.close retriever.finish
retriever.forget retriever.index retriever.later intake.together retriever.rebuild retriever.understand guard.books guard.check guard.checked guard.entries
drafting.author drafting.compose drafting.task doing.offer_choice doing.put doing.refused doing.why_not missing.archive missing.books missing.desk
missing.doing missing.form missing.guard missing.reviewing merging.desk merging.doing merging.drafting merging.read_reviewed
merging.tools chat.answer worker.close worker.start accounts.admit accounts.person accounts.sign_in accounts.sign_out accounts.signed_in examples"""

# The commands: 节: only in a section given to her; 部门: only what her department reports; 本人: only her own.
WRITING = """edit amend restore draft redraft shorten expand drop drop_about update_figures put_in not_wanted tabulate settle_carried keep replace set_figure choose
rename set_points"""
COMMANDS = {
    "主笔": f"""{WRITING} fill add move swap remove bring_back write_fulfilment give remember use_source switch_off switch_on accept reject
        waive leave_open answer_opinion renew take decline undo redo""",
    "撰稿": " ".join(f"{name}:节" for name in [*WRITING.split(), "fill"]) + " renew take decline:本人 undo:本人 redo:本人",
    "核稿": "accept reject waive leave_open answer_opinion take decline:本人 undo:本人 redo:本人",
    "报送": "fill:部门",
    "只读": "",
    "管理员": "",
}


def table(of: dict[str, str], role: str) -> dict[str, str]:
    """What a role may → where."""
    return {name: where for one in of[role].split() for name, _, where in [one.partition(":")]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    return prepared(folder / "home")


@pytest.fixture
def workspace(made: Path, home: Path) -> Workspace:
    return opened(made, home)


def every_use_case(workspace: Workspace) -> Iterator[str]:
    """Each thing that can be asked of each part of a workspace."""
    for one in fields(workspace):
        if one.name in ("settings", "lock", "person", "export_options"):
            continue
        value = getattr(workspace, one.name)
        names = [name for name in dir(value) if not name.startswith("_")]
        yield from [one.name] if inspect.isfunction(value) else [f"{one.name}.{name}" for name in names]


def given_to(workspace: Workspace, what: str) -> dict[str, Any]:
    """Arguments for a use case, of another person's and another department's things wherever it is on one."""
    draft = draft_of(workspace)
    foreign = source_of(workspace, "教育局")
    one = section(workspace, "教育")
    conflict, entry = (None, workspace.books.entries()[0])
    job = workspace.jobs.enqueue("commands", draft, CommandsOrder((), "赵六").dumped())
    files = ImportOrder((FileOrder("/nowhere.txt", "x.txt", department="教育局"),), "赵六").dumped()
    known = {
        "draft": draft, "source": foreign, "section": one, "job": job, "only": Filter(), "query": "新建学校", "k": 3, "position": 2, "number": 1,
        "path": Path("/nowhere.txt"), "wishes": Wishes(department="教育局"), "by": "王敏", "text": "撤回", "command": c.Accept(one),
        "commands": [c.Accept(one)], "department": "教育局", "name": "赵六", "roles": ["管理员"], "password": "石榴树开花了没有", "old": "x",
        "new": "石榴树开花了没有", "kind": "import", "payload": files, "options": ExportOptions(), "conflict": conflict, "entry": entry,
        "said": None, "reason": "不对", "usual": "企业数", "unit": "别的单位", "standing": "reference", "about": 2020, "sources": [],
        "content": b"x", "year": 2027, "earlier": foreign, "of": "title", "parts": [], "value": "x", "correction": None, "view": None,
        "current": None, "written": None, "words": ["企业"], "passage_ids": [], "headers": (), "rows": (), "entries": (),
    }  # fmt: skip
    known["id"] = {"archive": foreign, "intake": foreign, "jobs": job, "desk": draft}.get(what.split(".")[0], draft)
    return known


def call(door: Workspace, what: str, known: dict[str, Any], plain: Workspace) -> Any:
    """A use case asked for at the door, with what of ``known`` it takes."""
    name, _, method = what.partition(".")
    inner = getattr(getattr(plain, name), method) if method else getattr(plain, name)
    outer = getattr(getattr(door, name), method) if method else getattr(door, name)
    if not callable(inner):
        return outer
    needed = {
        key: one for key, one in inspect.signature(inner).parameters.items() if key in known or one.default is inspect.Parameter.empty
    }
    return outer(**{key: known.get(key) for key in needed})


def test_the_table_names_every_use_case_and_every_command_there_is(workspace: Workspace):
    listed = {name for role in USE_CASES for name in table(USE_CASES, role)}
    assert set(every_use_case(workspace)) == listed | set(INSIDE.split())
    commands = {name for role in COMMANDS for name in table(COMMANDS, role)}
    assert commands == commands_json.CLASSES.keys()
    assert RIGHTS.keys() == listed | {f"do.{name}" for name in commands}


@pytest.mark.parametrize("role", PEOPLE)
def test_no_role_gets_through_to_what_the_table_does_not_give_her(workspace: Workspace, role: str):
    door, able = as_(workspace, role), table(USE_CASES, role)
    through = []
    for what in every_use_case(workspace):
        if able.get(what, "no") == "":
            continue
        if what in ("archive.sources", "archive.overview", "retriever.search", "jobs.jobs") and role == "报送":
            continue  # these leave out what is not hers, seen below
        if what in ("intake.take_in", "intake.take_in_all", "jobs.enqueue") and role == "报送":
            continue  # these make it her department's, seen below
        try:
            call(door, what, given_to(workspace, what), workspace)
        except NotAllowed as refused:
            assert str(refused).endswith("。") and "\n" not in str(refused)
        except Exception as error:  # noqa: BLE001 - whatever went wrong inside, she got inside
            through.append((what, repr(error)))
        else:
            through.append((what, ""))
    assert not through


@pytest.mark.parametrize("role", PEOPLE)
def test_every_role_may_what_the_table_gives_her(workspace: Workspace, role: str):
    person = as_(workspace, role).person
    assert person is not None
    mine = On((person.name,), (person.department,), (person.name,))
    for what, where in table(USE_CASES, role).items():
        assert may(person, what, mine) is None, what
        if where:
            assert may(person, what, On(("赵六",), ("教育局",), ("赵六",))) is not None, what
    for name, where in table(COMMANDS, role).items():
        assert may(person, f"do.{name}", mine) is None, name
        for others in (
            On(("赵六",), ("教育局",), ("赵六",)),
            On((person.name, "赵六"), (person.department, "教育局"), (person.name, "赵六")),
            On(),
        ):
            assert (may(person, f"do.{name}", others) is None) == (where == ""), (name, others)


def every_command(workspace: Workspace, words: str) -> dict[str, Command]:
    """One of each command, on the section whose title has these words or what is in it."""
    draft, one = draft_of(workspace), section(workspace, words)
    other = section(workspace, "产业" if words == "教育" else "教育")
    workspace.doing.do(draft, c.Edit(one, f"{words}写好了。新增企业【待补：企业增减（家）】。新建学校【待补：新建学校（所）】。"), "王敏")
    gap = next(row for row in workspace.missing.rows(draft) if row.gap.row.id == one and ("企业" in row.gap.text) == (words == "产业"))
    proposal = workspace.doing.propose(draft, c.Accept(one), "要采纳吗？", [part(c.Edit(one, "换一稿。"))], "王敏")
    commands: list[Command] = [
        c.Accept(one), c.Reject(one, "太空"), c.Edit(one, "全新的一稿。"), c.Amend(one, "写好了", "写完了"), c.Restore(one, 1), c.Draft(one),
        c.Redraft(one), c.Shorten(one, 10), c.Expand(one), c.Drop(one, "sentence", 1), c.DropAbout(one, "写好"), c.UpdateFigures(one),
        c.Replace("写好了", "写完了", one), c.SetFigure(one, "新增企业", "31家"), c.Choose(one, "新增企业", "31家", "31家", ""), c.Fill(gap.gap.id, "36家" if words == "产业" else "5所"),
        c.LeaveOpen(gap.gap.id, "等公布"), c.Rename(one, "新的标题"), c.Add("新的一节", after=one), c.Move(one, after=other), c.Swap(one, other),
        c.Remove(one), c.BringBack(one), c.SetPoints(one, ("改革",)), c.Give(one, "周正"), c.Keep(one), c.SettleCarried(one, (), True),
        c.PutIn(one, "引进项目15个。"), c.NotWanted(one, "引进项目15个。"), c.Tabulate(one, "新增企业"), c.Renew(one), c.Waive("没有", "理由"), c.SwitchOff("stale", "不查"), c.SwitchOn("stale"),
        c.AnswerOpinion(1, "已采纳"), c.Remember("金额用亿元"), c.UseSource(source_of(workspace, "教育局"), False), c.WriteFulfilment(),
        c.Take(proposal.id), c.Decline(proposal.id), c.Undo(), c.Redo(),
    ]  # fmt: skip
    # Something taken back, so that there is something to do again.
    workspace.doing.do(draft_of(workspace), c.Rename(other, "另一个标题"), "王敏")
    workspace.doing.do(draft_of(workspace), c.Undo(), "王敏")
    return {commands_json.name_of(command): command for command in commands}


def let_through(workspace: Workspace, role: str, command: Command) -> bool:
    """Whether somebody's command was carried out, queued or proposed, or failed for another reason than who she is."""
    try:
        result = workspace.doing.do(draft_of(workspace), command, PEOPLE[role][0])
    except BadCall as error:
        return not _is_about_rights(str(error))
    return not (isinstance(result, Refused) and _is_about_rights(result.why))


def _is_about_rights(why: str) -> bool:
    return any(sign in why for sign in ("您是", "没有分给您写", "不是您部门的", "这是别人做的", "不能这样做"))


@pytest.mark.parametrize("words", ["教育", "产业"])
@pytest.mark.parametrize("role", PEOPLE)
def test_no_command_gets_through_that_the_table_does_not_give_whichever_way_it_comes(workspace: Workspace, role: str, words: str):
    """教育 is another writer's and another department's, 产业 is this writer's and this department's."""
    able = table(COMMANDS, role)
    commands = every_command(workspace, words)
    assert commands.keys() == commands_json.CLASSES.keys()
    before = workspace.desk.load(draft_of(workspace)).state
    wrong = []
    for name, command in commands.items():
        where = able.get(name, "no")
        # What is proposed and taken by a writer of another section is refused part by part.
        hers = where == "" or (words == "产业" and where in ("节", "部门"))
        if name == "take":
            hers = role == "主笔" or (role == "撰稿" and words == "产业")
        if hers:
            continue
        if let_through(workspace, role, command):
            wrong.append(name)
        elif isinstance(command, c.Edit | c.Rename | c.Fill) and role in ("撰稿", "核稿"):
            waiting = workspace.doing.propose(draft_of(workspace), command, "行吗？", [part(command)], PEOPLE[role][0])
            if let_through(workspace, role, c.Take(waiting.id)):
                wrong.append(f"{name} by way of a proposal")
    assert not wrong
    after = workspace.desk.load(draft_of(workspace)).state
    assert (after.sections, after.head, after.waivers, after.off) == (before.sections, before.head, before.waivers, before.off)


@pytest.mark.parametrize("role", ["主笔", "撰稿", "核稿", "报送"])
def test_the_commands_a_role_is_given_are_carried_out(workspace: Workspace, role: str):
    for name, where in table(COMMANDS, role).items():
        if where == "本人":
            continue
        command = every_command(workspace, "产业")[name]
        if isinstance(command, c.Take) and role == "核稿":
            waiting = workspace.doing.propose(draft_of(workspace), command, "行吗？", [part(c.Accept(section(workspace, "教育")))], "王敏")
            command = c.Take(waiting.id)
        assert let_through(workspace, role, command), name
        workspace.worker.run_waiting()
        while isinstance(workspace.doing.do(draft_of(workspace), c.Undo(), "王敏"), Done) and section_is_gone(workspace):
            pass


def section_is_gone(workspace: Workspace) -> bool:
    """Whether the part that is 李四's is not there as it was."""
    titles = {one.item.title: one.given for one in workspace.desk.view(draft_of(workspace)).sections}
    return titles.get("产业发展", "") == "" and "产业发展" not in titles


# --- by way of the background, the conversation, other names --------------------------------------------------------------------


def test_work_in_the_queue_is_asked_about_again_when_it_begins(workspace: Workspace):
    draft, one = draft_of(workspace), section(workspace, "产业")
    as_(workspace, "撰稿").doing.do(draft, c.Draft(one), "")
    workspace.accounts.set_roles("李四", ["只读"])
    before = workspace.desk.load(draft).state.sections[one]
    workspace.worker.run_waiting()
    assert workspace.desk.load(draft).state.sections[one] == before
    assert "您是只读" in workspace.jobs.jobs()[-1].error


def test_work_of_an_account_that_was_locked_is_not_done(workspace: Workspace, tmp_path: Path):
    (tmp_path / "x.txt").write_text("发展改革局情况\n引进项目15个。\n", encoding="utf-8")
    order = ImportOrder((FileOrder(str(tmp_path / "x.txt"), "x.txt"),)).dumped()
    as_(workspace, "报送").jobs.enqueue("import", "", order)
    as_(workspace, "核稿").chat.say(draft_of(workspace), "就业怎么样", None, "")
    workspace.accounts.lock("发改")
    before = len(workspace.archive.sources())
    workspace.worker.run_waiting()
    assert len(workspace.archive.sources()) == before
    assert any("账号“发改”已停用" in job.error for job in workspace.jobs.jobs())


def test_a_commands_order_made_for_another_is_not_taken_at_the_door(workspace: Workspace):
    forged = CommandsOrder((json.dumps({"command": "draft", "section": section(workspace, "教育")}),), "王敏").dumped()
    for role in ("撰稿", "主笔", "报送"):
        with pytest.raises(NotAllowed):
            as_(workspace, role).jobs.enqueue("commands", draft_of(workspace), forged)


@pytest.mark.parametrize(
    "said", ["采纳全部", "把教育事业改名为教育工作", "删去教育事业", "把“新建学校”换成“新盖学校”", "按去年的框架起草2028年工作打算"]
)
def test_what_she_may_not_do_she_cannot_say_either(workspace: Workspace, said: str):
    draft = draft_of(workspace)
    before, drafts = workspace.desk.load(draft).state, len(workspace.desk.drafts())
    writer = as_(workspace, "撰稿")
    try:
        writer.chat.say(draft, said, 2, "王敏")
        writer.worker.run_waiting()
        writer.chat.say(draft, "对", 2, "王敏")
    except NotAllowed:
        pass
    after = workspace.desk.load(draft).state
    assert (after.sections, after.head) == (before.sections, before.head) and len(workspace.desk.drafts()) == drafts


def test_a_name_that_is_passed_counts_for_nothing(workspace: Workspace):
    draft, one = draft_of(workspace), section(workspace, "产业")
    writer = as_(workspace, "撰稿")
    assert isinstance(writer.doing.do(draft, c.Edit(one, "写好了。"), "王敏"), Done)
    assert workspace.desk.load(draft).current[one].by == "李四" and workspace.desk.journal(draft)[-1].by == "李四"
    assert isinstance(writer.doing.do(draft, c.Edit(section(workspace, "教育"), "抢着写。"), "王敏"), Refused)
    as_(workspace, "核稿").doing.do(draft, c.Accept(one), "王敏")
    assert [line.who for line in workspace.record.lines() if line.deed == "sign"] == ["周正"]


def test_a_value_chosen_in_ones_own_section_is_not_written_into_anothers(workspace: Workspace):
    draft, mine, other = draft_of(workspace), section(workspace, "产业"), section(workspace, "教育")
    for one in (mine, other):
        workspace.doing.do(draft, c.Edit(one, "新增企业31家。"), "王敏")
    chosen = c.Choose(mine, "新增企业", "31家", "35家", "")
    refused = workspace.doing.do(draft, chosen, PEOPLE["撰稿"][0])
    assert isinstance(refused, Refused) and "没有分给您写" in refused.why
    workspace.doing.do(draft, c.Edit(other, "新建学校5所。"), "王敏")
    assert isinstance(workspace.doing.do(draft, chosen, PEOPLE["撰稿"][0]), Done)


def test_nobody_takes_back_what_another_did_but_the_chief(workspace: Workspace):
    draft, one = draft_of(workspace), section(workspace, "产业")
    as_(workspace, "撰稿").doing.do(draft, c.Edit(one, "写好了。"), "")
    for name in ("赵六", "核稿"):
        undone = as_(workspace, name).doing.do(draft, c.Undo(), "")
        assert isinstance(undone, Refused) and undone.why == "这是别人做的，不能撤回这一步，请找主笔。"
    assert isinstance(as_(workspace, "主笔").doing.do(draft, c.Undo(), ""), Done)


def test_what_another_wrote_by_hand_is_not_redrafted_without_a_yes(workspace: Workspace):
    draft, one = draft_of(workspace), section(workspace, "产业")
    as_(workspace, "撰稿").doing.do(draft, c.Edit(one, "李四写的。"), "")
    chief = as_(workspace, "主笔")
    asked = chief.doing.do_all(draft, [c.Draft(one), c.Draft(section(workspace, "教育"))], "")
    assert [type(one) for one in asked] == [Proposed, Queued]
    assert isinstance(asked[0], Proposed) and "是李四手工写的，要起草吗？" in asked[0].text
    chief.worker.run_waiting()
    assert workspace.desk.load(draft).current[one].section.text == "李四写的。"
    chief.doing.do(draft, c.Take(asked[0].id), "")
    chief.worker.run_waiting()
    assert workspace.desk.load(draft).current[one].section.text != "李四写的。"
    as_(workspace, "撰稿").doing.do(draft, c.Edit(one, "李四又写的。"), "")
    assert isinstance(as_(workspace, "撰稿").doing.do(draft, c.Draft(one), ""), Queued)


def test_a_part_is_given_with_all_below_it_only_to_somebody_who_has_an_account(workspace: Workspace):
    draft, whole = draft_of(workspace), workspace.desk.view(draft_of(workspace)).sections[0].id
    chief = as_(workspace, "主笔")
    refused = chief.doing.do(draft, c.Give(whole, "没有这个人"), "")
    assert isinstance(refused, Refused) and "没有名为“没有这个人”的账号" in refused.why
    assert isinstance(chief.doing.do(draft, c.Give(whole, "赵六"), ""), Done)
    assert [one.given for one in workspace.desk.view(draft).sections][:3] == ["赵六"] * 3
    assert next(line.deed for line in workspace.record.lines()) == "give"
    chief.doing.do(draft, c.Undo(), "")
    assert [one.given for one in workspace.desk.view(draft).sections][1:3] == ["李四", "赵六"]


# --- departments, administrators ------------------------------------------------------------------------------------------------


def test_a_department_sees_its_own_alone_in_lists_searches_and_work(workspace: Workspace):
    door, foreign = as_(workspace, "报送"), source_of(workspace, "教育局")
    workspace.jobs.enqueue("import", "", ImportOrder((), "教育").dumped())
    assert {one.department for one in door.archive.sources()} == {"发展改革局"}
    assert {row.source.department for row in door.archive.overview()} == {"发展改革局"}
    for query in ("新建学校", "企业", "教育局", "2025年工作总结"):
        assert {hit.source.department for hit in door.retriever.search(query, 20)} <= {"发展改革局"}
        assert door.retriever.search(query, 20, Filter(sources=(foreign,))) == []
    assert door.jobs.jobs() == []
    assert any(hit.source.id == foreign for hit in as_(workspace, "主笔").retriever.search("新建学校", 20))
    asked = sum(row.department == "发展改革局" for row in workspace.missing.rows(draft_of(workspace)))
    assert asked and [count for _, count, _ in door.missing.asked_of("发展改革局")] == [asked]


def test_a_department_without_material_finds_nothing(workspace: Workspace):
    workspace.accounts.set_roles("发改", ["报送"], "水利局")
    door = as_(workspace, "报送")
    assert door.archive.sources() == [] and door.archive.overview() == [] and door.retriever.search("企业", 20) == []


def test_what_a_department_hands_in_is_its_own_whatever_is_said_of_it(workspace: Workspace, tmp_path: Path):
    (tmp_path / "x.txt").write_text("教育局补充情况\n2026年，教师培训900人次。\n", encoding="utf-8")
    file = FileOrder(str(tmp_path / "x.txt"), "x.txt", department="教育局", standing="own")
    door = as_(workspace, "报送")
    door.jobs.enqueue("import", "", ImportOrder((file,), "教育").dumped())
    door.worker.run_waiting()
    new = next(one for one in workspace.archive.sources() if one.filename == "x.txt")
    assert (new.department, new.standing) == ("发展改革局", "department")
    assert next(line.who for line in workspace.record.lines() if line.deed == "import") == "发改"
    assert [job.by for job in door.jobs.jobs()] == ["发改"]


def test_a_department_fills_what_it_reports_by_its_sheet_and_nothing_else(workspace: Workspace):
    draft = draft_of(workspace)
    rows = {row.department: row for row in workspace.missing.rows(draft)}
    foreign = workspace.doing.do(draft, c.Fill(rows["教育局"].gap.id, "5所"), "发改")
    assert isinstance(foreign, Refused) and "不是您部门的" in foreign.why
    nobodys = workspace.doing.do(draft, c.Fill(rows[""].gap.id, "900人次"), "发改")
    assert isinstance(nobodys, Refused)
    own = workspace.doing.do(draft, c.Fill(rows["发展改革局"].gap.id, "36家"), "发改")
    assert isinstance(own, Done | Proposed)


def test_who_looks_after_accounts_sees_what_happened_to_accounts_and_no_contents(workspace: Workspace):
    workspace.accounts.set_roles("吴读", ["只读"])
    seen = as_(workspace, "管理员").record.lines()
    assert seen and {line.deed for line in seen} <= OF_ACCOUNTS
    assert len(as_(workspace, "主笔").record.lines()) > len(seen)


def test_roles_add_up(workspace: Workspace):
    both = Person("王敏", frozenset({"writer", "administrator"}))
    assert may(both, "accounts.add") is None and may(both, "do.edit", On(("王敏",))) is None
    assert may(both, "books.rule") is not None and may(Person("无", frozenset()), "archive.report") is not None
    assert may(both, "没有列出的事") is not None


def test_a_page_left_open_loses_its_rights_with_its_account(workspace: Workspace):
    door = as_(workspace, "主笔")
    people: dict[str, Callable[[], None]] = {"demoted": lambda: workspace.accounts.set_roles("王敏", ["报送"], "教育局") and None}
    people["demoted"]()
    with pytest.raises(NotAllowed):
        door.desk.drafts()


# --- the command line ------------------------------------------------------------------------------------------------------------


def test_the_command_line_acts_as_an_account_with_its_rights_and_no_other(workspace: Workspace, home: Path, monkeypatch, capsys):
    monkeypatch.setenv("NIGAO_AUTH", "accounts")
    draft = draft_of(workspace)
    assert main(["drafts", "--home", str(home)]) == 2 and "NIGAO_USER" in capsys.readouterr().err
    monkeypatch.setenv("NIGAO_USER", "没有这个人")
    assert main(["drafts", "--home", str(home)]) == 2 and "已停用或删去" in capsys.readouterr().err
    monkeypatch.setenv("NIGAO_USER", "发改")
    assert main(["show", draft, "--home", str(home)]) == 2 and "您是报送，不能查看稿子" in capsys.readouterr().err
    assert main(["search", "新建学校", "--json", "--home", str(home)]) == 0
    assert {hit["source"] for hit in json.loads(capsys.readouterr().out)} <= {source_of(workspace, "发展改革局")}
    monkeypatch.setenv("NIGAO_USER", "李四")
    edit = json.dumps({"command": "edit", "section": 2, "text": "抢着写。"})
    assert main(["do", draft, edit, "--home", str(home)]) == 1 and "没有分给您写" in capsys.readouterr().err
    assert main(["do", draft, edit, "--by", "王敏", "--home", str(home)]) == 2 and "只能以自己的账号" in capsys.readouterr().err
    own = json.dumps({"command": "edit", "section": 1, "text": "自己写。"})
    assert main(["do", draft, own, "--home", str(home)]) == 0
    assert open_workspace(Settings(home=home)).desk.journal(draft)[-1].by == "李四"


def test_who_only_hands_in_cannot_make_a_paper_that_is_in_already_her_own(workspace: Workspace, tmp_path: Path):
    own = next(one for one in workspace.archive.sources() if one.filename == "去年.txt")
    again = tmp_path / "去年.txt"
    again.write_bytes(workspace.archive.original(own.id))
    door = as_(workspace, "报送")
    door.jobs.enqueue("import", "", ImportOrder((FileOrder(str(again), "去年.txt"),), "发改").dumped())
    door.worker.run_waiting()
    for who in ("报送", "撰稿"):
        list(
            as_(workspace, who).intake.take_in_all(again, Wishes(role="material", department="教育局", standing="reference", corrects=True))
        )
    assert workspace.archive.source(own.id) == own
    list(as_(workspace, "主笔").intake.take_in_all(again, Wishes(standing="reference", corrects=True)))
    assert workspace.archive.source(own.id).standing == "reference"
