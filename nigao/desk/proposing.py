"""Proposals: commands that wait for a yes, taken or declined one by one or all."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from nigao import commands_json
from nigao.commands import Command, Decline, Take
from nigao.desk.bench import Bench
from nigao.desk.state import Part, Proposal
from nigao.errors import BadCall, NotFound

Carry = Callable[[Bench, Command], str]


def part(command: Command, before: str = "", after: str = "", label: str = "") -> Part:
    """One thing a proposal would do. before, after: the words that would change, for showing."""
    sections = commands_json.sections_of(command)
    return Part(json.dumps(commands_json.to_json(command), ensure_ascii=False), sections[0] if sections else None, before, after, label)


def command_of(one: Part) -> Command:
    """The command a part stands for."""
    return commands_json.from_json(json.loads(one.command))


def propose(bench: Bench, text: str, parts: Sequence[Part], origin: str, step: str = "") -> Proposal:
    """Keep commands for a yes."""
    proposal = Proposal(f"p{bench.fresh()}", text, tuple(parts), origin, bench.by, bench.at, step=step)
    bench.state = replace(bench.state, proposals={**bench.state.proposals, proposal.id: proposal})
    return proposal


def take(bench: Bench, command: Take, carry: Carry) -> str:
    """Carry out what was chosen; a part that no longer fits is left and said, the others go on."""
    proposal = _open(bench, command.proposal)
    chosen = _chosen(proposal, command.parts)
    done, failed, said = [], [], []
    for index in chosen:
        try:
            said.append(carry(bench, command_of(proposal.parts[index])))
            done.append(index)
        except BadCall as error:
            failed.append(str(error))
    if not done:
        raise BadCall(failed[0])
    _keep(bench, replace(proposal, taken=(*proposal.taken, *done)))
    text = said[0] if len(said) == 1 else f"已采用{len(done)}处。"
    return text + (f"有{len(failed)}处没有采用：{failed[0]}" if failed else "")


def decline(bench: Bench, command: Decline) -> str:
    """Leave what was proposed undone."""
    proposal = _open(bench, command.proposal)
    chosen = _chosen(proposal, command.parts)
    _keep(bench, replace(proposal, declined=(*proposal.declined, *chosen)))
    return "好的，没有改动。" if len(chosen) == len(proposal.parts) else f"有{len(chosen)}处不采用。"


def _open(bench: Bench, id: str) -> Proposal:
    proposal = bench.state.proposals.get(id)
    if proposal is None:
        raise NotFound(f"没有编号为“{id}”的提议，请刷新后再看。")
    if not proposal.open:
        raise BadCall("这条提议已经处理过了，稿子没有再动。")
    return proposal


def _chosen(proposal: Proposal, parts: tuple[int, ...] | None) -> tuple[int, ...]:
    if parts is None:
        return proposal.waiting
    wrong = next((index for index in parts if index not in proposal.waiting), None)
    if wrong is not None:
        raise BadCall(f"这条提议的第{wrong + 1}处已经处理过或不存在，请刷新后再看。")
    if not parts:
        raise BadCall("请选出要处理的几处。")
    return tuple(dict.fromkeys(parts))


def _keep(bench: Bench, proposal: Proposal) -> None:
    bench.state = replace(bench.state, proposals={**bench.state.proposals, proposal.id: proposal})
