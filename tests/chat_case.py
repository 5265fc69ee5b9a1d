"""Playing what people type into the chat beside a draft, and judging what came of it: nothing but what was asked may have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nigao.desk.results import Proposed
from nigao.workspace import Workspace

_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、)")


@dataclass(frozen=True)
class Part:
    """A section as it stands. signed: whether somebody accepted it."""

    id: str
    heading: str
    level: int
    text: str
    signed: bool

    @property
    def bare(self) -> str:
        return _NUMBER.sub("", self.heading)


def state(opened: Workspace, draft: str) -> list[Part]:
    """The draft as it stands."""
    return [
        Part(s.id, f"{s.item.number}{s.item.title}", s.item.level, s.current.section.text if s.current else "", s.accepted is not None)
        for s in opened.desk.view(draft).sections
    ]


def play(opened: Workspace, draft: str, turns: Sequence[Mapping[str, Any]]) -> tuple[list[list[Part]], str, bool]:
    """The states before and after each turn, the last reply with the words of its proposal, and whether something is proposed."""
    states, reply, proposed = [state(opened, draft)], "", False
    for turn in turns:
        said = len(opened.desk.conversation(draft))
        if turn.get("undo"):
            answer = opened.chat.undo(draft)
        else:
            where = turn.get("section")
            position = None if where is None else next(n for n, part in enumerate(states[-1]) if where in part.heading)
            answer = opened.chat.say(draft, turn["say"], position)
        opened.worker.run_waiting()
        reply = "\n".join(one.text for one in opened.desk.conversation(draft)[said:] if one.role == "assistant")
        proposed = answer is not None and any(isinstance(result, Proposed) for result in answer.results)
        states.append(state(opened, draft))
    return states, reply, proposed


def take_back(opened: Workspace, draft: str, steps: int) -> None:
    """Undo what was done, until as many changes stand as before."""
    while sum(1 for entry in opened.desk.journal(draft) if entry.patch and not entry.undone) > steps:
        opened.chat.undo(draft)


def faults(expect: Mapping[str, Any], states: Sequence[list[Part]], reply: str, proposed: bool) -> list[str]:
    """What is not as it should be. Keys of ``expect``: changed, may_change (headings' words; else nothing changes), signed, gone, new, renamed,
    order, has, lacks (words → patterns), length (words → [least, most]), proposes, reply, reply_not, restored."""
    before, after = states[0], states[-1]
    if expect.get("restored"):
        return [] if before == after else ["not as it was"]
    found = [*_texts(expect, before, after), *_outline(expect, before, after)]
    if expect.get("proposes") == "may" and proposed:
        found = [fault for fault in found if not fault.startswith("missing")]
    if expect.get("proposes") in (True, False) and proposed is not expect["proposes"]:
        found.append(f"proposes: {proposed}")
    found += [f"reply lacks {pattern}" for pattern in expect.get("reply", ()) if not re.search(pattern, reply)]
    found += [f"reply says {pattern}" for pattern in expect.get("reply_not", ()) if re.search(pattern, reply)]
    return found


def _texts(expect: Mapping[str, Any], before: list[Part], after: list[Part]) -> Iterator[str]:
    now = {part.id: part for part in after}
    must, may, signed = ([_find(before, words).id for words in expect.get(key, ())] for key in ("changed", "may_change", "signed"))
    for part in before:
        new = now.get(part.id)
        if new is None:
            continue
        changed = new.text != part.text
        if changed and part.id not in (*must, *may):
            yield f"changed: {part.heading}"
        if not changed and part.id in must:
            yield f"missing: {part.heading} is as it was"
        if new.signed and not part.signed and part.id not in signed:
            yield f"signed: {part.heading}"
        if part.id in signed and not new.signed:
            yield f"missing: {part.heading} is not signed"
    for words, patterns in expect.get("has", {}).items():
        text = now[_find(before, words).id].text
        yield from (f"missing: {pattern} in {words}" for pattern in patterns if not re.search(pattern, text))
    for words, patterns in expect.get("lacks", {}).items():
        text = now[_find(before, words).id].text
        yield from (f"missing: {words} still says {pattern}" for pattern in patterns if re.search(pattern, text))
    for words, patterns in expect.get("keeps", {}).items():
        text = now[_find(before, words).id].text
        yield from (f"lost: {pattern} in {words}" for pattern in patterns if not re.search(pattern, text))
    for words, (least, most) in expect.get("length", {}).items():
        share = _size(after, words, before) / _size(before, words, before)
        if not least <= share <= most:
            yield f"missing: length of {words} is {share:.2f}"


def _outline(expect: Mapping[str, Any], before: list[Part], after: list[Part]) -> Iterator[str]:
    ids, gone = {part.id for part in before}, {_find(before, words).id for words in expect.get("gone", ())}
    yield from (f"gone: {part.heading}" for part in before if part.id not in {p.id for p in after} and part.id not in gone)
    yield from (f"missing: still there: {part.heading}" for part in after if part.id in gone)
    added = [part.heading for part in after if part.id not in ids]
    yield from (f"missing: no new {title}" for title in expect.get("new", ()) if not any(title in heading for heading in added))
    yield from (f"added: {heading}" for heading in added if not any(title in heading for title in expect.get("new", ())))
    renamed = {_find(before, words).id: title for words, title in expect.get("renamed", {}).items()}
    for part in before:
        new = next((one for one in after if one.id == part.id), part)
        if part.id in renamed and new.bare != renamed[part.id]:
            yield f"missing: title {renamed[part.id]}"
        if part.id not in renamed and new.bare != part.bare:
            yield f"renamed: {part.heading}"
    headings = "|".join(part.heading for part in after)
    if not re.search(".*".join(map(re.escape, expect.get("order", ()))), headings):
        yield f"missing: order {headings}"
    if not expect.get("order") and [p.id for p in after if p.id in ids] != [p.id for p in before if p.id in {q.id for q in after}]:
        yield "moved"


def _find(parts: list[Part], words: str) -> Part:
    return next(part for part in parts if words in part.heading)


def _size(parts: list[Part], words: str, before: list[Part]) -> int:
    """Characters of a section with all below it, named as it was before; of the whole draft for "*"."""
    if words == "*":
        return sum(len(part.text) for part in parts)
    wanted = _find(before, words).id
    start = next(n for n, part in enumerate(parts) if part.id == wanted)
    end = next((n for n in range(start + 1, len(parts)) if parts[n].level <= parts[start].level), len(parts))
    return sum(len(part.text) for part in parts[start:end])
