"""The difference of two states as JSON, and going back over it: how every command can be undone whatever it was."""

from __future__ import annotations

import json
from typing import Any

from nigao import codec
from nigao.desk.state import DraftState
from nigao.errors import BadCall

Json = dict[str, Any]
# A difference is nested like the state: {"in": {key: …}} below an object that is on both sides, else {"was": [old], "now": [new]}
# with [] for what is not there.


class ChangedSince(BadCall):
    """What is to be taken back was changed by something else since."""


def difference(before: DraftState, after: DraftState) -> str:
    """What leads from one state to the other, as JSON; "" where they are equal."""
    found = _difference(codec.plain(before), codec.plain(after))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def back(now: DraftState, patch: str) -> DraftState:
    """The state before the change. Raises ChangedSince where the state is not what the change left."""
    plain = codec.plain(now)
    for key, change in (json.loads(patch) if patch else {}).items():
        _back(plain, key, change)
    return codec.of_plain(DraftState, plain)


def again(now: DraftState, patch: str) -> DraftState:
    """The state after the change done once more. Raises ChangedSince where the state is not what the change began with."""
    return back(now, json.dumps({key: _turned(change) for key, change in (json.loads(patch) if patch else {}).items()}))


def _turned(change: Json) -> Json:
    if "in" in change:
        return {"in": {key: _turned(deeper) for key, deeper in change["in"].items()}}
    return {"was": change["now"], "now": change["was"]}


def _difference(before: Json, after: Json) -> Json:
    found: Json = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if key in before and key in after:
            if old == new:
                continue
            if isinstance(old, dict) and isinstance(new, dict):
                found[key] = {"in": _difference(old, new)}
                continue
        found[key] = {"was": [old] if key in before else [], "now": [new] if key in after else []}
    return found


def _back(plain: Json, key: str, change: Json) -> None:
    if "in" in change:
        below = plain.get(key)
        if not isinstance(below, dict):
            raise ChangedSince(_WHY)
        for inner, deeper in change["in"].items():
            _back(below, inner, deeper)
        return
    if ([plain[key]] if key in plain else []) != change["now"]:
        raise ChangedSince(_WHY)
    if change["was"]:
        plain[key] = change["was"][0]
    else:
        del plain[key]


_WHY = "这一步之后，同一处又改过，不能直接撤回；可以在“各稿”里恢复原来的一稿。"
