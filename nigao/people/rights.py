"""Who may do what in a shared workspace: one table, and the one function that reads it. What the table does not list is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from nigao.people.account import ROLES, Person, Role

Where = Literal["anywhere", "given", "department", "own"]
"""Anywhere; in a section given to her; on what is her department's; on what she did or asked for herself."""


@dataclass(frozen=True, slots=True)
class On:
    """What a deed is on, as far as it decides who may. given: to whom each of the sections is given; departments: whose each of the
    materials or gaps is; by: whose steps, proposals or work it is. () where it is on none."""

    given: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, in one sentence with whom to ask."""

    why: str


@dataclass(frozen=True, slots=True)
class Right:
    """A deed by what people call it, and where each role may do it."""

    words: str
    roles: Mapping[Role, Where]


_CHIEF: Mapping[Role, Where] = {"chief": "anywhere"}
_ADMINISTRATOR: Mapping[Role, Where] = {"administrator": "anywhere"}
_LOOK: Mapping[Role, Where] = {"chief": "anywhere", "writer": "anywhere", "reviewer": "anywhere", "reader": "anywhere"}
_LOOK_OR_OWN_DEPARTMENT: Mapping[Role, Where] = {**_LOOK, "department": "department"}
_LOOK_OR_OWN_WORK: Mapping[Role, Where] = {**_LOOK, "department": "own"}
_HAND_IN: Mapping[Role, Where] = {"chief": "anywhere", "writer": "anywhere", "department": "department"}
_TALK: Mapping[Role, Where] = {"chief": "anywhere", "writer": "anywhere", "reviewer": "anywhere"}
_WRITE: Mapping[Role, Where] = {"chief": "anywhere", "writer": "given"}
_DECIDE: Mapping[Role, Where] = {"chief": "anywhere", "reviewer": "anywhere"}
_OWN_STEP: Mapping[Role, Where] = {"chief": "anywhere", "writer": "own", "reviewer": "own"}
_ANYBODY: Mapping[Role, Where] = dict.fromkeys(ROLES, "anywhere")
_OWN_WORK: Mapping[Role, Where] = {"chief": "anywhere", "writer": "own", "reviewer": "own", "department": "own"}

# (what people call it, where each role may, the use cases). A use case is a part of the workspace and what is asked of it.
_USE_CASES: tuple[tuple[str, Mapping[Role, Where], str], ...] = (
    (
        "查看材料",
        _LOOK,
        "archive.identity archive.entries archive.passages archive.keyword_search archive.hits archive.by_digest archive.removed"
        " archive.said_standings archive.rulings archive.aliases archive.corrections archive.word_counts archive.noted"
        " intake.handed_in intake.without_year intake.removed intake.same_content intake.is_empty",
    ),
    (
        "查看材料",
        _LOOK_OR_OWN_DEPARTMENT,
        "archive.source archive.report archive.original archive.sources archive.overview retriever.search",
    ),
    ("查看工作区", _ANYBODY, "archive.unit archive.unit_is_said archive.stamp table drafting.modes drafting.model_name"),
    (
        "查看台账",
        _LOOK,
        "books.ledger books.ledger_of books.conflicts books.entries books.bearing books.overruled books.references books.rulings books.names books.corrections"
        " books.aliases books.fulfilment books.tasks books.missing sheet",
    ),
    (
        "查看稿子",
        _LOOK,
        "desk.drafts desk.view desk.brief desk.load desk.journal desk.version desk.versions desk.checked desk.conversation desk.removed"
        " drafting.years_to_write drafting.as_draft drafting.as_before drafting.check_whole reviewing.refresh reviewing.kept"
        " reviewing.sections reviewing.open_findings reviewing.gaps reviewing.switched_off inspecting.whole inspecting.commented"
        " missing.rows missing.sheets merging.opinions merging.adoption chat.suggestions doing.rehearse presence.put presence.others",
    ),
    ("导出送审稿", _LOOK, "exporting.readiness exporting.proof exporting.review_copy exporting.changes exporting.pages archive.note"),
    ("查看进度", _LOOK_OR_OWN_WORK, "jobs.job jobs.jobs"),
    ("停下正在做的事", _OWN_WORK, "jobs.ask_stop"),
    ("做排着队的事", {**_TALK, "department": "anywhere"}, "worker.run_waiting"),
    ("查看记录", {**_LOOK, "administrator": "anywhere"}, "record.lines record.broken_at"),
    ("放入材料", _HAND_IN, "intake.take_in intake.take_in_all jobs.enqueue missing.fill_returned"),
    ("上传文件", {**_TALK, "department": "anywhere"}, "keep_upload"),
    ("查看催报", {"chief": "anywhere", "department": "department"}, "missing.asked_of"),
    (
        "更正和删除材料",
        _CHIEF,
        "intake.set_unit intake.set_standing intake.correct intake.tell_year intake.as_material intake.remove intake.bring_back",
    ),
    ("改台账", _CHIEF, "settling.rule books.rule books.correct books.withdraw books.join books.part"),
    ("分工", _CHIEF, "accounts.writers"),
    ("新起和删去稿子", _CHIEF, "drafting.start chat.begin desk.remove desk.bring_back"),
    ("改稿子", _TALK, "doing.do doing.do_all doing.queue doing.propose chat.say chat.decide chat.undo"),
    ("请模型出主意", {"chief": "anywhere", "writer": "anywhere"}, "drafting.plan choosing.variants"),
    ("收回改过的稿子", _TALK, "merging.merge"),
    ("导出定稿", _DECIDE, "exporting.final"),
    (
        "管理账号",
        _ADMINISTRATOR,
        "accounts.every accounts.add accounts.set_roles accounts.set_password accounts.lock accounts.unlock accounts.remove",
    ),
    ("改自己的密码", _ANYBODY, "accounts.change_own_password"),
)

# The same for the commands on a draft.
_COMMANDS: tuple[tuple[str, Mapping[Role, Where], str], ...] = (
    (
        "改这一部分",
        _WRITE,
        "edit amend restore draft redraft shorten expand drop drop_about update_figures put_in not_wanted tabulate settle_carried keep replace set_figure choose"
        " rename set_points",
    ),
    ("填这处【待补】", {**_WRITE, "department": "department"}, "fill"),
    ("改提纲", _CHIEF, "add move swap remove bring_back write_fulfilment"),
    ("分工", _CHIEF, "give"),
    ("定全稿的规矩", _CHIEF, "remember use_source switch_off switch_on"),
    ("采纳、退回和保留意见", _DECIDE, "accept reject waive leave_open answer_opinion"),
    ("请出更新的提议", {"chief": "anywhere", "writer": "anywhere"}, "renew"),
    ("采用提议", _TALK, "take"),
    ("不用这条提议", _OWN_STEP, "decline"),
    ("撤回这一步", _OWN_STEP, "undo redo"),
)


def _listed() -> Iterator[tuple[str, Right]]:
    for words, roles, names in _USE_CASES:
        yield from ((name, Right(words, roles)) for name in names.split())
    for words, roles, names in _COMMANDS:
        yield from ((f"do.{name}", Right(words, roles)) for name in names.split())


RIGHTS: Mapping[str, Right] = dict(_listed())


def may(person: Person, what: str, on: On = On()) -> Refusal | None:
    """Whether a person may do something: None, or why not. what: a use case as ``intake.remove``, a command as ``do.accept``."""
    right = RIGHTS.get(what)
    if right is None:
        return Refusal("共用的工作区里不能这样做。")
    places = [right.roles[role] for role in sorted(person.roles) if role in right.roles]
    if any(_holds(place, person, on) for place in places):
        return None
    if not places:
        able = "、".join(told for role, told in ROLES.items() if role in right.roles)
        return Refusal(f"您是{person.told_roles}，不能{right.words}，请找{able}。")
    return Refusal(_WHY[places[0]].format(words=right.words))


_WHY: Mapping[Where, str] = {
    "anywhere": "不能{words}。",
    "given": "这里没有分给您写，不能{words}，请找主笔。",
    "department": "这不是您部门的，不能{words}。",
    "own": "这是别人做的，不能{words}，请找主笔。",
}


def _holds(place: Where, person: Person, on: On) -> bool:
    whose = {"given": on.given, "department": on.departments, "own": on.by}
    me = {"given": person.name, "department": person.department, "own": person.name}
    return place == "anywhere" or (bool(whose[place]) and bool(me[place]) and all(one == me[place] for one in whose[place]))


def sees_all(person: Person) -> bool:
    """Whether she may see the whole workspace, not her department's part alone."""
    return any(role in _LOOK for role in person.roles)
