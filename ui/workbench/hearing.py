"""What is done in the manuscript becomes commands; what came of each is said where it will be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from nigao import commands as c
from nigao.commands import Command, SectionId
from nigao.desk.results import Conflict, Done, Refused, Result
from nigao.work.answers import Answer
from nigao.workspace import Workspace
from ui.editor import CONFLICT, Event
from ui.hand import changed, locate, show_pane, take_in_hand
from ui.parts import reviewer, told

Refusal = Mapping[str, Any] | None
FACTS = ("section", "text", "gap", "value", "source", "action")  # what an event says in words


def hearer(workspace: Workspace, draft: str) -> Callable[[Event], Refusal]:
    """Hears the events of one draft's manuscript."""
    return _Hearing(workspace, draft).hear


class _Hearing:
    def __init__(self, workspace: Workspace, draft: str) -> None:
        self._workspace = workspace
        self._draft = draft

    def hear(self, event: Event) -> Refusal:
        """Do what one event says. Raises NotFound."""
        said = {name: str(event.get(name) or "") for name in FACTS}
        section = SectionId(said["section"])
        if event["kind"] == "save":
            return self._save(section, event, said["text"])
        st.session_state.pop(self._typing_key, None)  # what is typed from here on is a step of its own
        handlers: dict[str, Callable[[], Refusal]] = {
            "where": lambda: self._where(section, event),
            "fill": lambda: self._do(c.Fill(said["gap"], said["value"], said["source"])),
            "take": lambda: self._decide(c.Take, event),
            "decline": lambda: self._decide(c.Decline, event),
            "keep": lambda: self._do(c.Keep(section, said["text"])),
            "comment": lambda: show_pane("意见"),
            "undo": lambda: self._undo(),
            "here": lambda: take_in_hand(self._draft, section),
            "room": lambda: st.session_state.update(wide=bool(event.get("wide"))),
            "action": lambda: self._action(section, said["action"], event),
        }
        handler = handlers.get(event["kind"])
        return handler() if handler else {"message": "不认识这个操作，请刷新页面。"}

    # --- typing -----------------------------------------------------------------------------------------------------------

    @property
    def _typing_key(self) -> str:
        return f"typing-{self._draft}"

    def _save(self, section: SectionId, event: Event, text: str) -> Refusal:
        """Keep what was typed; saves made while one stays in a section are one step to undo."""
        base = self._base(section, event)
        typing, group = st.session_state.get(self._typing_key, ("", ""))
        group = group if typing == section else f"typing-{section}-{base}"
        result = self._workspace.doing.do(self._draft, c.Edit(section, text), reviewer(), base, group)
        st.session_state[self._typing_key] = (section, group) if event.get("why") == "paused" else ("", "")
        if isinstance(result, Conflict):
            return CONFLICT
        if isinstance(result, Refused):
            return None if self._stands(section, text) else {"message": result.why}
        if isinstance(result, Done) and result.version:
            st.session_state[f"saved-{self._draft}-{section}"] = (event.get("base"), result.version)
        return None

    def _base(self, section: SectionId, event: Event) -> int | None:
        """The version the person saw: the one she typed over, or the one her own last save made of it."""
        base = event.get("base")
        seen, made = st.session_state.get(f"saved-{self._draft}-{section}", (None, None))
        told = made if seen is not None and seen == base else base
        return told if isinstance(told, int) else None

    def _stands(self, section: SectionId, text: str) -> bool:
        wanted = tuple(line.strip() for line in text.split("\n") if line.strip())
        current = next(one.current for one in self._workspace.desk.view(self._draft).sections if one.id == section)
        return (current.section.paragraphs if current else ()) == wanted

    # --- the rest ---------------------------------------------------------------------------------------------------------

    def _do(self, command: Command, base: int | None = None) -> Refusal:
        return self._tell(self._workspace.doing.do(self._draft, command, reviewer(), base))

    def _tell(self, result: Result) -> Refusal:
        if isinstance(result, Conflict):
            st.session_state["notice"] = ("error", "在您打开之后，别人保存过这一部分，请看过现在的文字再来一次。")
        elif isinstance(result, Refused):
            st.session_state["notice"] = ("error", result.why)
        else:
            st.session_state["notice"] = ("success", told(result))
        return None

    def _decide(self, kind: type[c.Take] | type[c.Decline], event: Event) -> Refusal:
        given = event.get("suggestions") or [event.get("suggestion")]
        pairs = sorted((proposal, int(part)) for proposal, _, part in (str(one).partition(":") for one in given) if part.isdecimal())
        for proposal, parts in groupby(pairs, key=lambda pair: pair[0]):
            self._do(kind(proposal, tuple(part for _, part in parts)))
        return None

    def _where(self, section: SectionId, event: Event) -> None:
        start, end = event.get("start"), event.get("end")
        if isinstance(start, int) and isinstance(end, int):
            st.session_state[f"origin-{self._draft}"] = (section, start, end)
        take_in_hand(self._draft, section)
        if st.session_state.get("pane") != "意见":
            show_pane("出处")

    def _undo(self) -> None:
        result = self._workspace.doing.do(self._draft, c.Undo(), reviewer())
        self._tell(result)
        if isinstance(result, Done):
            self._go(result.sections)

    def _go(self, sections: Sequence[SectionId]) -> None:
        standing = {section.id for section in self._workspace.desk.view(self._draft).sections}
        there = next((section for section in sections if section in standing), None)
        if there is not None:
            locate(self._draft, there, flash=True)

    def _action(self, section: SectionId, action: str, event: Event) -> Refusal:
        take_in_hand(self._draft, section)
        if action == "accept":
            return self._accept(section, event)
        if action == "write":
            return self._do(c.Draft(section))
        if action == "undo":
            answer = self._workspace.chat.undo(self._draft, reviewer())
            self._go([id for one in answer.results if isinstance(one, Done) for id in one.sections])
        elif action == "more":
            st.session_state["more"] = section
        return None

    def _accept(self, section: SectionId, event: Event) -> Refusal:
        result = self._workspace.doing.do(self._draft, c.Accept(section), reviewer(), self._base(section, event))
        self._tell(result)
        if isinstance(result, Done):
            rows = self._workspace.desk.view(self._draft).sections
            at = next((n for n, one in enumerate(rows) if one.id == section), 0)
            waiting = next((one.id for one in rows[at + 1 :] if one.state in ("pending", "changed", "failed")), None)
            if waiting:
                locate(self._draft, waiting)
        return None


def after_said(workspace: Workspace, draft: str, answer: Answer | None) -> None:
    """The draft an answer of the conversation is about comes in hand; the manuscript goes to what was changed and offers to take it back."""
    if answer is None:
        return
    draft = answer.draft or draft
    st.session_state["draft"] = draft
    view = workspace.desk.view(draft)
    standing = {section.id for section in view.sections}
    for result in answer.results:
        touched = [id for id in result.sections if id in standing] if isinstance(result, Done) else []
        if isinstance(result, Done) and touched:
            locate(draft, touched[0], flash=True)
            changed(draft, touched[0], result.text, view.revision)
            return
