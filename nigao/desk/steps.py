"""The steps of a journal: which one stood last, which was taken back last, and the state without one or with it again."""

from __future__ import annotations

import json
from collections.abc import Sequence

from nigao import commands as c
from nigao import commands_json
from nigao.commands import SectionId
from nigao.desk import difference
from nigao.desk.state import DraftState, Entry

UNDO, REDO = (json.dumps(commands_json.to_json(command), ensure_ascii=False) for command in (c.Undo(), c.Redo()))
"""As the journal keeps them; among its lines are also some that are no commands, such as that the draft was exported."""


def last(journal: Sequence[Entry]) -> list[Entry]:
    """The last step that still stands, its entries in order; empty where none does."""
    standing = [entry for entry in journal if entry.patch and not entry.undone]
    return [entry for entry in standing if entry.group == standing[-1].group]


def taken_back(journal: Sequence[Entry]) -> list[Entry]:
    """The step that was taken back last and not done again since; empty where something else was done after that."""
    groups: list[str] = []
    for entry in journal:
        if entry.patch:
            groups.clear()
        elif entry.command == UNDO:
            groups.append(entry.group)
        elif entry.command == REDO and groups:
            groups.pop()
    return [entry for entry in journal if groups and entry.patch and entry.undone and entry.group == groups[-1]]


def without(state: DraftState, step: Sequence[Entry]) -> DraftState:
    """The state before the step. Raises ChangedSince."""
    for entry in reversed(step):
        state = difference.back(state, entry.patch)
    return state


def again(state: DraftState, step: Sequence[Entry]) -> DraftState:
    """The state with the step done once more. Raises ChangedSince."""
    for entry in step:
        state = difference.again(state, entry.patch)
    return state


def stood_before(journal: Sequence[Entry]) -> dict[SectionId, int]:
    """For each section whose text was changed by what still stands, the version that stood before it was changed last."""
    found: dict[SectionId, int] = {}
    for entry in journal:
        if not entry.patch or entry.undone:
            continue
        rows = json.loads(entry.patch).get("sections", {}).get("in", {})
        for id, change in rows.items():
            was = change.get("in", {}).get("current", {}).get("was")
            if was and was[0] is not None:
                found[SectionId(id)] = was[0]
    return found


def told(step: Sequence[Entry], state: DraftState, by: str) -> str:
    """What the step was and where, and whose where it was not hers."""
    words = type(commands_json.from_json(json.loads(step[0].command))).words
    sections = dict.fromkeys(id for entry in step for id in entry.sections)
    names = [state.sections[id].name for id in sections if id in state.sections]
    where = (names[0] + (f"等{len(names)}个部分" if len(names) > 1 else "")) if names else ""
    return f"“{words}”{where}{f'（{step[-1].by}做的）' if step[-1].by != by else ''}"
