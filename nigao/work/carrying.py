"""What a message asks for, carried out or offered as one step, and taken back as one: done and proposed together."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from nigao import commands as c
from nigao import commands_json
from nigao.asking import values as asked
from nigao.commands import Command, SectionId
from nigao.desk.doing import Doing
from nigao.desk.proposing import part
from nigao.desk.results import Done, Proposed, Queued, Refused
from nigao.desk.state import Entry, Proposal
from nigao.ports import Desk
from nigao.review import DraftView
from nigao.work import answers
from nigao.work.answers import Answer

# A step in more sections than these is not taken back by a word that may have meant something else.
_FEW = 3
# 撤回刚才加的那句: what was done, as the words for taking it back say, and the commands that do such a thing.
_TOLD_AS = (
    (re.compile("(?:加|添|补|插)(?:上|进)?(?:去)?的"), (c.Add, c.Amend, c.Edit, c.PutIn, c.Tabulate, c.WriteFulfilment, c.Fill)),
    (re.compile("(?:删|去|拿|划)(?:掉|去)?的"), (c.Remove, c.Drop, c.DropAbout, c.Amend, c.Edit, c.SettleCarried)),
    (re.compile("(?:挪|移|调|搬)(?:动|整)?的"), (c.Move, c.Swap, c.Amend)),
    (re.compile("填(?:上|进)?(?:去)?的"), (c.Fill, c.SetFigure, c.LeaveOpen)),
)


@dataclass(frozen=True, slots=True)
class Carrying:
    """Carries out what one message asks of a draft. step: what is done and what is proposed belongs to it."""

    desk: Desk
    doing: Doing
    draft: str
    by: str
    step: str

    @classmethod
    def of(cls, desk: Desk, doing: Doing, draft: str, by: str) -> Carrying:
        """For a message of its own."""
        return cls(desk, doing, draft, by, secrets.token_hex(6))

    def do(self, commands: Sequence[Command]) -> Answer:
        """Carry the commands out; the answer says what came of each."""
        results = self.doing.do_all(self.draft, commands, self.by, self.step)
        texts = [
            one.why if isinstance(one, Refused) else one.text for one in results if isinstance(one, Done | Proposed | Queued | Refused)
        ]
        sections = [id for one in results if isinstance(one, Done | Proposed | Queued) for id in one.sections]
        now = {section.id: section.position for section in self.desk.view(self.draft).sections}
        at = next((now[id] for id in sections if id in now), None)
        return Answer("".join(dict.fromkeys(texts)), section=at, results=tuple(results))

    def ordered(self, orders: Sequence[asked.Order]) -> Answer | None:
        """What explains its words, done at once."""
        commands = [command for order in orders for command in order.commands]
        if commands and all(isinstance(command, c.Undo) for command in commands):
            taken = [self.take_back(only_own=True) for _ in commands]
            return replace(
                taken[-1], text="".join(dict.fromkeys(one.text for one in taken)), results=tuple(r for one in taken for r in one.results)
            )
        if not commands:
            return None
        if c.Undo() in commands:  # 把上一步撤了，再…: what is taken back is what stood before
            first = self.take_back(only_own=True)
            rest = self.do([command for command in commands if command != c.Undo()])
            return replace(rest, text=first.text + rest.text, results=(*first.results, *rest.results))
        done = self.do(commands)
        return replace(done, text=done.text + "".join(dict.fromkeys(order.note for order in orders)))

    def offered(self, offers: Sequence[asked.Offer]) -> Answer:
        """What only waits for a yes, as one proposal."""
        commands = list(dict.fromkeys(command for offer in offers for command in offer.commands))
        now = self.desk.view(self.draft)
        position = {section.id: section.position for section in now.sections}
        parts = [part(command, label=_label(now, position, command)) for command in commands]
        question = self._which_step() if commands == [c.Undo()] else "".join(offer.question for offer in offers)
        proposed = self.doing.propose(self.draft, commands[0], question, parts, self.by, step=self.step)
        at = next((position[id] for id in proposed.sections if id in position), None)
        return Answer(proposed.text, section=at, results=(proposed,))

    def _which_step(self) -> str:
        """The question before the last step is taken back: it names the step."""
        standing = [entry for entry in self.desk.journal(self.draft) if entry.patch and not entry.undone]
        return f"要撤回最近一步“{type(_command(standing[-1])).words}”吗？" if standing else "要撤回最近一步吗？"

    def take_back(self, only_own: bool = False) -> Answer:
        """The last message that did or proposed something taken back whole: proposals nobody took are left undone, what was done is undone.

        only_own: what somebody else did to many sections, 起草 of the whole draft above all, is only said; so is what she did to many
        before her last remark, which then changed nothing, until she says it once more.
        """
        standing = [entry for entry in self.desk.journal(self.draft) if entry.patch and not entry.undone]
        last = standing[-1] if standing else None
        waiting = self._waiting()
        newest = max(waiting, key=lambda one: one.at, default=None)
        if newest is not None and (last is None or newest.at > last.at) and (last is None or newest.step != last.group):
            return self.do([c.Decline(one.id) for one in waiting if one is newest or (one.step and one.step == newest.step)])
        step = [entry for entry in standing if last is not None and entry.group == last.group]
        if only_own and len(step) > 1 and step[-1].by != self.by:
            words = type(_command(step[-1])).words
            return Answer(f"最近一步是{step[-1].by}做的“{words}”，涉及{len(step)}处，稿子没有动；确实要撤回请点“撤销”。")
        if only_own and step and (other := self._done_otherwise(step)):
            return Answer(other)
        before = self._done_before(step) if only_own and len({id for entry in step for id in entry.sections}) > _FEW else ""
        if before and before != self._answered():
            return Answer(before)
        with_it = [one for one in waiting if last is not None and one.step == last.group]
        if with_it:
            self.do([c.Decline(one.id) for one in with_it])
        return self.do([c.Undo()])

    def _done_otherwise(self, step: Sequence[Entry]) -> str:
        """What is said where the words to take back speak of another deed than the last step was, "" where they may mean it."""
        said = next((one.text for one in reversed(self.desk.conversation(self.draft)) if one.role == "person"), "")
        meant = [kinds for pattern, kinds in _TOLD_AS if pattern.search(said)]
        done = [_command(entry) for entry in step]
        if not meant or any(isinstance(one, (c.Take, *kinds)) for one in done for kinds in meant):  # what was taken may be any deed
            return ""
        return f"最近一步是“{type(_command(step[-1])).words}”，不是您说的那一步，稿子没有动；要撤回它请说“撤销”，更早的可以在“各稿”里恢复。"

    def _done_before(self, step: Sequence[Entry]) -> str:
        """What is said of a step that was done before her last remark, "" where it was the last thing done."""
        said = [message.at for message in self.desk.conversation(self.draft) if message.role == "person"][:-1]
        if not said or datetime.fromisoformat(said[-1]) <= datetime.fromisoformat(step[-1].at):
            return ""
        count = len({id for entry in step for id in entry.sections})
        return f"刚才那句没有改动稿子。再往前一步是“{type(_command(step[-1])).words}”，涉及{count}个部分，没有撤回；确实要撤回它，请再说一次“撤销”。"

    def _answered(self) -> str:
        """What was answered last."""
        return next((one.text for one in reversed(self.desk.conversation(self.draft)) if one.role == "assistant"), "")

    def _waiting(self) -> list[Proposal]:
        """What the conversation proposed and nobody has answered; one that was taken and taken back has been answered."""
        done = [_command(entry) for entry in self.desk.journal(self.draft) if entry.patch]  # an export changes nothing and is no command
        answered = {command.proposal for command in done if isinstance(command, c.Take)}
        proposals = self.desk.load(self.draft).state.proposals.values()
        return [one for one in proposals if one.open and one.origin == "chat" and one.id not in answered]


def _command(entry: Entry) -> Command:
    return commands_json.from_json(json.loads(entry.command))


def _label(view: DraftView, position: Mapping[SectionId, int], command: Command) -> str:
    id = next((id for id in commands_json.sections_of(command) if id in position), None)
    return answers.name(view, position[id]) if id is not None else type(command).words
