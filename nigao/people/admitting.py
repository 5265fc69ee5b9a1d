"""A workspace as one person may use it: the one wrapper below both doors, through which every use case asks ``may`` first.

It acts in her name whatever name is passed, and narrows what is asked to her department's where she may see no more.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from nigao.errors import NotAllowed
from nigao.ledger import Source
from nigao.orders import ImportOrder
from nigao.people.account import Person
from nigao.people.rights import RIGHTS, On, may, sees_all
from nigao.ports import Filter
from nigao.record import OF_ACCOUNTS, acting
from nigao.workspace import Workspace

# Of the workspace itself, not asked of any part of it.
_PLAIN = ("settings", "lock", "person", "export_options")
_UNKNOWN = "共用的工作区里不能这样做。"


def admitted(workspace: Workspace, who: Callable[[], Person]) -> Workspace:
    """The workspace for a person. who: gives her as she is at this moment. Raises NotSignedIn where she is no longer signed in."""
    parts: dict[str, Any] = {one.name: _Part(one.name, workspace, who) for one in fields(workspace) if one.name not in _PLAIN}
    return replace(workspace, **parts, person=who())


@dataclass(frozen=True, slots=True)
class _Asked:
    """A use case being asked for. args: its arguments by name, its defaults among them; what is put there is what it gets."""

    workspace: Workspace
    person: Person
    args: dict[str, Any]

    @property
    def narrow(self) -> bool:
        """Whether she sees her department's part alone."""
        return not sees_all(self.person)


class _Part:
    """A part of the workspace that asks before it does anything."""

    def __init__(self, name: str, workspace: Workspace, who: Callable[[], Person]) -> None:
        self._name = name
        self._workspace = workspace
        self._who = who

    def __getattr__(self, name: str) -> Any:
        what = f"{self._name}.{name}"
        if what not in RIGHTS:
            raise NotAllowed(_UNKNOWN)
        value = getattr(getattr(self._workspace, self._name), name)
        if callable(value):
            return self._asking(what, value)
        _must(self._who(), what, On())
        return value

    def __call__(self, *given: Any, **named: Any) -> Any:
        """A part that is one use case by itself."""
        return self._asking(self._name, getattr(self._workspace, self._name))(*given, **named)

    def _asking(self, what: str, use_case: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(use_case)
        def asked(*given: Any, **named: Any) -> Any:
            bound = inspect.signature(use_case).bind(*given, **named)
            bound.apply_defaults()
            person = self._who()
            if "by" in bound.arguments:
                bound.arguments["by"] = person.name
            call = _Asked(self._workspace, person, bound.arguments)
            _must(person, what, _ON[what](call) if what in _ON else On())
            with acting(person.name):
                result = use_case(*bound.args, **bound.kwargs)
            if inspect.isgenerator(result):
                return _in_her_name(result, person)
            return _RESULT[what](call, result) if what in _RESULT else result

        return asked


def _in_her_name(steps: Iterator[Any], person: Person) -> Iterator[Any]:
    with acting(person.name):
        yield from steps


def _must(person: Person, what: str, on: On) -> None:
    refusal = may(person, what, on)
    if refusal is not None:
        raise NotAllowed(refusal.why)


# --- what is asked, and on what ---------------------------------------------------------------------------------------------


def _source(call: _Asked) -> On:
    return On(departments=(call.workspace.archive.source(call.args.get("id") or call.args["source"]).department,))


def _returned(call: _Asked) -> On:
    call.args["whole"] = not call.narrow
    return _source(call)


def _sources(call: _Asked) -> On:
    """A search or a list: her department's own, asked for in the query itself."""
    if not call.narrow:
        return On()
    hers = tuple(one.id for one in call.workspace.archive.sources() if _is_hers(one, call.person))
    if "only" in call.args:
        asked: Filter = call.args["only"]
        within = tuple(id for id in hers if not asked.sources or id in asked.sources)
        call.args["only"] = replace(asked, sources=within or ("",))
    return On(departments=(call.person.department,))


def _is_hers(source: Source, person: Person) -> bool:
    return bool(person.department) and source.department == person.department


def _handed_in(call: _Asked) -> On:
    """What she hands in is her department's, whatever she says of it; what is in already is put right by who may put right."""
    wishes = call.args["wishes"]
    if call.narrow:
        wishes = replace(wishes, department=call.person.department, standing="department")
    corrects = wishes.corrects and not call.narrow and may(call.person, "intake.correct", On()) is None
    call.args["wishes"] = replace(wishes, corrects=corrects)
    return On(departments=(call.args["wishes"].department,))


def _ordered(call: _Asked) -> On:
    """Only files wait in the queue by a door's order; all else is put there by a use case."""
    if call.args["kind"] != "import":
        raise NotAllowed(_UNKNOWN)
    order = ImportOrder.loaded(call.args["payload"])
    files = order.files
    if call.narrow:
        files = tuple(replace(file, department=call.person.department, standing="department") for file in files)
    call.args["payload"] = ImportOrder(files, call.person.name).dumped()
    return On(departments=tuple(file.department for file in files))


def _job(call: _Asked) -> On:
    return On(by=(call.workspace.jobs.job(call.args["id"]).by,))


def _herself(call: _Asked) -> On:
    call.args["name"] = call.person.name
    return On()


_ON: Mapping[str, Callable[[_Asked], On]] = {
    "archive.source": _source,
    "archive.report": _source,
    "archive.original": _source,
    "missing.fill_returned": _returned,
    "archive.sources": _sources,
    "archive.overview": _sources,
    "retriever.search": _sources,
    "missing.asked_of": lambda call: On(departments=(call.args["department"],)),
    "intake.take_in": _handed_in,
    "intake.take_in_all": _handed_in,
    "jobs.enqueue": _ordered,
    "jobs.job": _job,
    "jobs.ask_stop": _job,
    "jobs.jobs": lambda call: On(by=(call.person.name,)),
    "accounts.change_own_password": _herself,
}


# --- what comes of it -------------------------------------------------------------------------------------------------------


def _lines(call: _Asked, lines: Any) -> Any:
    """Who looks after accounts and no contents sees what happened to accounts."""
    return [line for line in lines if line.deed in OF_ACCOUNTS] if call.narrow else lines


_RESULT: Mapping[str, Callable[[_Asked, Any], Any]] = {
    "archive.overview": lambda call, rows: [row for row in rows if not call.narrow or _is_hers(row.source, call.person)],
    "jobs.jobs": lambda call, jobs: [job for job in jobs if not call.narrow or job.by == call.person.name],
    "record.lines": _lines,
}
