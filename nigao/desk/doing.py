"""Carrying commands out: the one way a draft changes. Each is kept whole or not at all, journalled with its author, and can be undone."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from nigao import commands as c
from nigao import commands_json
from nigao.commands import Command, SectionId
from nigao.desk import outlines, proposing, signing, steps, texts, values
from nigao.desk.bench import Bench, Tools
from nigao.desk.difference import difference
from nigao.desk.gate import gaps_of, may_sign
from nigao.desk.proposing import part, propose
from nigao.desk.results import Change, Conflict, Done, Proposed, Queued, Refused, Rehearsed, Result
from nigao.desk.state import Entry, Kept, Moved, NewVersion, Part
from nigao.desk.three_way import merged
from nigao.draft import DraftSection
from nigao.errors import BadCall, NotFound
from nigao.orders import CommandsOrder
from nigao.people.in_force import Alone, Rights
from nigao.people.rights import On
from nigao.ports import Desk, Jobs
from nigao.review import VersionKind

WRITTEN = get_args(c.Written)
_TRIES = 12

_HANDLERS: dict[type, Callable[..., str]] = {
    c.Accept: signing.accept,
    c.Reject: signing.reject,
    c.Waive: signing.waive,
    c.LeaveOpen: signing.leave_open,
    c.SwitchOff: signing.switch_off,
    c.SwitchOn: signing.switch_on,
    c.AnswerOpinion: signing.answer_opinion,
    c.Remember: signing.remember,
    c.UseSource: signing.use_source,
    c.Edit: texts.edit,
    c.Amend: texts.amend,
    c.Replace: texts.replace_words,
    c.SetFigure: values.set_figure,
    c.Choose: values.choose,
    c.Fill: values.fill,
    c.Restore: texts.restore,
    c.Keep: texts.keep,
    c.SettleCarried: texts.settle_carried,
    c.PutIn: texts.put_in,
    c.NotWanted: signing.not_wanted,
    c.Tabulate: texts.tabulate,
    c.WriteFulfilment: texts.write_fulfilment,
    c.Rename: outlines.rename,
    c.Add: outlines.add,
    c.Move: outlines.move,
    c.Swap: outlines.swap,
    c.Remove: outlines.remove,
    c.BringBack: outlines.bring_back,
    c.SetPoints: outlines.set_points,
    c.Give: outlines.give,
    c.Decline: proposing.decline,
}


class Doing:
    """Carries out commands on drafts. tools: what they need beside the draft; jobs: where long work waits; rights: who may what, asked
    for every command where it is carried out, whichever way it came."""

    def __init__(self, desk: Desk, jobs: Jobs, tools: Tools, rights: Rights = Alone()) -> None:
        self._desk = desk
        self._jobs = jobs
        self._tools = tools
        self._rights = rights

    # --- one command --------------------------------------------------------------------------------------------------

    def do(self, draft: str, command: Command, by: str, base: int | None = None, group: str = "") -> Result:
        """Carry out one command for a person. base: the version of its section she saw; where another text was saved since, nothing
        is done and both are shown. group: the step it belongs to, for undoing; a step of its own if "".

        Raises NotFound for a draft or section that is not there, WorkspaceFailed where it cannot be kept.
        """
        if isinstance(command, WRITTEN):
            return self._written(draft, [command], by, base)[0]
        for _ in range(_TRIES):
            kept = self._desk.load(draft)
            try:
                return self._once(kept, command, by, base, group)
            except NotFound:
                raise
            except BadCall as refused:
                return Refused(command, str(refused))
            except Moved:
                continue
        return Refused(command, "这份稿子正被别人不停地改动，这一步没有做成，请稍候再试。")

    def do_all(self, draft: str, commands: Sequence[Command], by: str, group: str = "") -> list[Result]:
        """Several commands as one step: what can be done at once is, what a drafter writes is queued together."""
        group = group or secrets.token_hex(6)
        now = [command for command in commands if not isinstance(command, WRITTEN)]
        later = [command for command in commands if isinstance(command, WRITTEN)]
        results = [self.do(draft, command, by, group=group) for command in now]
        return [*results, *self._written(draft, later, by, group=group)] if later else results

    def _written(self, draft: str, commands: Sequence[Command], by: str, base: int | None = None, group: str = "") -> list[Result]:
        """What a drafter writes is queued; where somebody else wrote a section by hand it is asked first."""
        if not self._rights.shared:
            return [self.queue(draft, commands, by, base, group)]
        kept = self._desk.load(draft)
        bench = self._bench(kept, by)
        try:
            for command in commands:
                self._must(bench, command)
        except NotFound:
            raise
        except BadCall as refused:
            return [Refused(commands[0], str(refused))]
        asked = [command for command in commands if _by_hand_of_another(kept, command, by)]
        results: list[Result] = []
        if asked:
            rows = [kept.state.section(commands_json.sections_of(command)[0]) for command in asked]
            hands = "、".join(dict.fromkeys(kept.current[row.id].by for row in rows))
            text = f"{rows[0].name}{f'等{len(rows)}个部分' if len(rows) > 1 else ''}是{hands}手工写的，要{type(asked[0]).words}吗？"
            parts = [part(one, kept.current[row.id].section.text, "", row.name) for one, row in zip(asked, rows, strict=True)]
            results.append(self.propose(draft, asked[0], text, parts, by, step=group))
        others = [command for command in commands if command not in asked]
        return [*results, self.queue(draft, others, by, base, group)] if others else results

    def _once(self, kept: Kept, command: Command, by: str, base: int | None, group: str) -> Result:
        if isinstance(command, c.Undo | c.Redo):
            return self._undo(kept, by) if isinstance(command, c.Undo) else self._redo(kept, by)
        conflict = self._conflict(kept, command, by, base) if base is not None else None
        if conflict is not None:
            return conflict
        self._must(self._bench(kept, by), command)
        if isinstance(command, c.Accept) and command.section is None:
            return self._propose_signing(kept, command, by, group)
        if isinstance(command, c.Renew):
            renewed = self._tools.renewed(kept.state.id, command.section, command.source)
            return self.propose(kept.state.id, command, renewed.text, renewed.parts, by, "update", group)
        bench = self._bench(kept, by)
        if isinstance(command, c.Fill) and (question := values.doubtful(bench, command)):
            return self.propose(kept.state.id, command, question, [values.filling(bench, command)], by, step=group)
        text = self._carry(bench, command)
        step = group or secrets.token_hex(6)
        self._keep(bench, command, step)
        sections = tuple(SectionId(id) for id in bench.touched)
        if bench.later:
            return self.queue(kept.state.id, bench.later, by, group=step)
        version = bench.number(sections[0]) if len(sections) == 1 and sections[0] in bench.made else None
        return Done(command, text, sections, version)

    def _carry(self, bench: Bench, command: Command) -> str:
        """One command carried out, if she may; of a proposal each part."""
        self._must(bench, command)
        return proposing.take(bench, command, self._carry) if isinstance(command, c.Take) else carry(bench, command)

    def _must(self, bench: Bench, command: Command) -> None:
        """Raises BadCall where she may not."""
        if not self._rights.shared:
            return
        why = self._rights.why_not(bench.by, f"do.{commands_json.name_of(command)}", self._on(bench, command))
        if why:
            raise BadCall(why)
        if isinstance(command, c.Give) and command.to.strip() and not self._rights.knows(command.to.strip()):
            raise BadCall(f"没有名为“{command.to.strip()}”的账号，请先开账号再分工。")

    def _on(self, bench: Bench, command: Command) -> On:
        """What decides who may: whose the sections are, whose department a gap is, who made the proposal."""
        if isinstance(command, c.Fill):
            gaps = [gap for gap in gaps_of(bench) if gap.id == command.gap]
            departments = (self._tools.department(gap.gap, gap.year(bench.state.head), bench.state) for gap in gaps)
            return On(tuple(gap.row.given for gap in gaps), tuple(departments))
        if isinstance(command, c.Decline):
            proposal = bench.state.proposals.get(command.proposal)
            return On(by=(proposal.by,) if proposal else ())
        rows = [bench.state.sections.get(id) for id in commands_json.sections_of(command)]
        if isinstance(command, c.Choose):  # it is written wherever the other value stands
            rows += values.tellers(bench, command)
        return On(tuple(row.given for row in rows if row is not None))

    def refused(self, draft: str, command: Command, by: str) -> str:
        """Why somebody may not do a command on the draft as it stands, "" where she may. Raises NotFound."""
        try:
            self._must(self._bench(self._desk.load(draft), by), command)
        except BadCall as refused:
            return str(refused)
        return ""

    def why_not(self, by: str, what: str, on: On = On()) -> str:
        """Why somebody may not do something beside the commands, "" where she may."""
        return self._rights.why_not(by, what, on)

    def _bench(self, kept: Kept, by: str) -> Bench:
        return Bench(kept, self._tools, by, now(), lambda: str(secrets.randbits(40)))

    def _keep(self, bench: Bench, command: Command, group: str) -> None:
        sections = tuple(SectionId(id) for id in bench.touched)
        patch = "" if _said_no(bench, command) else difference(bench.kept.state, bench.state)
        entry = Entry(_told(command), bench.by, bench.at, group, patch, sections)
        self._desk.commit(bench.kept, bench.state, tuple(bench.made.values()), entry)

    # --- seen versions --------------------------------------------------------------------------------------------------

    def _conflict(self, kept: Kept, command: Command, by: str, base: int | None) -> Conflict | None:
        """What was saved since the person looked, where that is another text; None where it is not."""
        named = commands_json.sections_of(command)
        if not named or base is None:
            return None
        row = kept.state.section(named[0])
        standing = kept.current.get(row.id)
        if base == 0 and standing is None:
            return None
        number = standing.number if standing else 0
        if base > kept.last.get(row.id, 0) or base < 0:
            raise BadCall(f"{row.name}没有第{base}稿，请刷新后再改。")
        before = self._tools.version(kept.state.id, row.id, base).section if base else None
        if base == number or standing is None or (before and before.paragraphs == standing.section.paragraphs):
            return None
        yours = self._yours(kept, command, by, before)
        old, theirs = before.text if before else "", standing.section.text
        parked = self._park(kept, row.id, yours, by) if isinstance(command, c.Edit) and yours not in (old, theirs) else 0
        together = merged(old, yours, theirs) if yours != old else None
        return Conflict(command, row.id, old, base, number, yours, theirs, together, parked)

    def _yours(self, kept: Kept, command: Command, by: str, before: DraftSection | None) -> str:
        """What the command would have made of the text the person saw."""
        id = commands_json.sections_of(command)[0]
        standing = kept.current[id]
        seen = replace(standing, section=before or DraftSection("", "", 1))
        bench = self._bench(replace(kept, current={**kept.current, id: seen}), by)
        try:
            carry(bench, command)
        except BadCall:
            return seen.section.text
        return bench.made[id].content.text if id in bench.made else seen.section.text

    def _park(self, kept: Kept, id: SectionId, text: str, by: str) -> int:
        """Keep a text that does not stand, so that nothing that was written is lost; its number."""
        standing = kept.current[id].section
        paragraphs = tuple(line for line in text.split("\n") if line)
        content = replace(standing, paragraphs=paragraphs, evidence=(), findings=())
        number = kept.last.get(id, 0) + 1
        self._desk.commit(kept, kept.state, (NewVersion(id, number, content, "edited", by, now(), "与他人同时修改，没有采用"),), None)
        return number

    def rehearse(self, draft: str, command: Command, by: str) -> Rehearsed:
        """What a command would do to the texts, by the draft as it stands; nothing is kept. Raises BadCall, NotFound."""
        bench = self._bench(self._desk.load(draft), by)
        before = {id: version.section.text for id, version in bench.kept.current.items()}
        text = carry(bench, command)
        changes = tuple(
            Change(SectionId(id), before.get(id, ""), made.content.text, made.content.findings) for id, made in bench.made.items()
        )
        return Rehearsed(text, changes)

    # --- proposals ------------------------------------------------------------------------------------------------------

    def propose(
        self, draft: str, command: Command, text: str, parts: Sequence[Part], by: str, origin: str = "chat", step: str = ""
    ) -> Proposed:
        """Keep commands that wait for a yes; nothing else changes. step: what it was proposed along with. Raises NotFound."""
        for _ in range(_TRIES):
            bench = self._bench(self._desk.load(draft), by)
            proposal = propose(bench, text, parts, origin, step)
            try:
                self._desk.commit(bench.kept, bench.state, (), None)
            except Moved:
                continue
            sections = tuple(dict.fromkeys(one.section for one in parts if one.section is not None))
            return Proposed(proposal.id, command, text, sections)
        raise BadCall("这份稿子正被别人不停地改动，提议没有存下，请稍候再试。")

    def offer_choice(self, draft: str, choices: Sequence[c.Choose], text: str, by: str) -> Proposed | None:
        """Propose that values be given up wherever they stand, None where none of them does. choices: their section is looked for here."""
        bench = self._bench(self._desk.load(draft), by)
        parts = []
        for choice in choices:
            if rows := values.tellers(bench, choice):
                command = replace(choice, section=SectionId(rows[0].id))
                parts.append(part(command, choice.was, choice.value, "、".join(row.name for row in rows)))
        return self.propose(draft, choices[0], text, parts, by, "ledger") if parts else None

    def _propose_signing(self, kept: Kept, command: c.Accept, by: str, group: str) -> Result:
        able, passed = may_sign(self._bench(kept, by))
        if not able:
            raise BadCall("没有可以一起采纳的部分：" + (signing.passed_over(passed) or "各部分都已经采纳。"))
        names = "、".join(row.name for row in able[:6]) + (f"等{len(able)}个部分" if len(able) > 6 else "")
        text = f"要采纳{names}吗？" + signing.passed_over(passed)
        return self.propose(kept.state.id, command, text, [part(c.Accept(row.id), label=row.name) for row in able], by, step=group)

    # --- the background ---------------------------------------------------------------------------------------------------

    def queue(self, draft: str, commands: Sequence[Command], by: str, base: int | None = None, group: str = "") -> Result:
        """Put commands a drafter carries out in the queue, as one step."""
        kept = self._desk.load(draft)
        rows = [kept.state.section(id) for command in commands for id in commands_json.sections_of(command)]
        if base is not None and (conflict := self._conflict(kept, commands[0], by, base)):
            return conflict
        order = CommandsOrder(tuple(_told(one) for one in commands), by, group)
        job = self._jobs.enqueue("commands", draft, order.dumped())
        name = rows[0].name + (f"等{len(rows)}个部分" if len(rows) > 1 else "")
        return Queued(job, tuple(commands), f"开始{type(commands[0]).words}{name}。", tuple(row.id for row in rows))

    def put(
        self, draft: str, command: Command, content: DraftSection, kind: VersionKind, by: str, author: str, seen: int | None, group: str
    ) -> Result:
        """Keep what a drafter wrote for a command. author: who is named on the version; seen: the version it was written from.

        Where a person has changed the section meanwhile, her text stands and what was written waits as a proposal. What the step holds
        already, from a worker that was taken for dead, is not kept again.
        """
        (id, *_) = commands_json.sections_of(command)
        for _ in range(_TRIES):
            kept = self._desk.load(draft)
            bench = self._bench(kept, by)
            if self._desk.did(draft, group, _told(command)):
                return Done(command, f"已{type(command).words}{kept.state.section(id).name}。", (id,))
            try:
                self._must(bench, command)
            except BadCall as refused:
                return Refused(command, str(refused))
            row = kept.state.section(id)
            now = bench.text(id)
            if now is not None and now.paragraphs == content.paragraphs and now.state == content.state:
                if isinstance(command, c.Draft):
                    self._keep(bench, command, group)  # it was done, though nothing came of it
                    return Refused(command, f"{row.name}重新起草了一遍，文字与现在相同。")
                return Refused(command, f"{row.name}没有可改的地方，原文没有动。")
            if now is not None and row.current != seen and not self._same_text(kept, id, seen):
                rewritten = part(c.Edit(id, content.text), now.text, content.text, row.name)
                return self.propose(
                    draft, command, f"{row.name}在起草期间有人改过，新写的一稿没有覆盖它，要换成新写的吗？", [rewritten], by, "draft"
                )
            bench.put(id, content, kind, getattr(command, "remark", ""), author)
            try:
                self._keep(bench, command, group)
            except Moved:
                continue
            return Done(command, f"已{type(command).words}{row.name}。", (id,), bench.number(id))
        return Refused(command, "这份稿子正被别人不停地改动，写好的一稿没有存下，请重试。")

    def _same_text(self, kept: Kept, id: SectionId, seen: int | None) -> bool:
        before = self._tools.version(kept.state.id, id, seen).section.paragraphs if seen else ()
        return kept.current[id].section.paragraphs == before

    # --- undo ---------------------------------------------------------------------------------------------------------------

    def _undo(self, kept: Kept, by: str) -> Result:
        """The last step that still stands, taken back whole."""
        step = steps.last(self._desk.journal(kept.state.id))
        if not step:
            return Refused(c.Undo(), "没有可以撤回的改动了。")
        return self._stepped(kept, c.Undo(), step, by)

    def _redo(self, kept: Kept, by: str) -> Result:
        """The step that was taken back last, done again whole."""
        step = steps.taken_back(self._desk.journal(kept.state.id))
        if not step:
            return Refused(c.Redo(), "没有撤回过的改动可以恢复；撤回之后又改过的，可以在“各稿”里恢复原来的一稿。")
        return self._stepped(kept, c.Redo(), step, by)

    def _stepped(self, kept: Kept, command: c.Undo | c.Redo, step: Sequence[Entry], by: str) -> Result:
        """A step gone back over or done again. Its line in the journal bears the name of the step."""
        why = self._rights.why_not(by, f"do.{commands_json.name_of(command)}", On(by=tuple(entry.by for entry in step)))
        if why:
            return Refused(command, why)
        undo = isinstance(command, c.Undo)
        state = steps.without(kept.state, step) if undo else steps.again(kept.state, step)
        sections = tuple(dict.fromkeys(id for entry in step for id in entry.sections))
        entry, numbers = Entry(_told(command), by, now(), step[0].group, "", sections), tuple(one.seq for one in step)
        self._desk.commit(kept, state, (), entry, undone=numbers if undo else (), redone=() if undo else numbers)
        return Done(command, f"已{type(command).words}{steps.told(step, state, by)}。", sections)


def _by_hand_of_another(kept: Kept, command: Command, by: str) -> bool:
    """Whether what stands in the command's section is what somebody else wrote by hand."""
    standing = [kept.current.get(id) for id in commands_json.sections_of(command)]
    return any(one is not None and one.kind == "edited" and one.by != by for one in standing)


def _said_no(bench: Bench, command: Command) -> bool:
    """Whether it only leaves undone what the conversation proposed: nothing that would be taken back."""
    return isinstance(command, c.Decline) and bench.state.proposals[command.proposal].origin == "chat"


def carry(bench: Bench, command: Command) -> str:
    """Carry one command out on the bench; what was done in one Chinese sentence. Raises BadCall."""
    if isinstance(command, c.Take):
        return proposing.take(bench, command, carry)
    if isinstance(command, WRITTEN):
        bench.state.section(commands_json.sections_of(command)[0])
        bench.later.append(command)
        return f"开始{type(command).words}。"
    handler = _HANDLERS.get(type(command))
    if handler is None:
        raise BadCall(f"“{type(command).words}”不能放在一条提议里，请直接说。")
    return handler(bench, command)


def _told(command: Command) -> str:
    """A command as the journal and the queue keep it."""
    return json.dumps(commands_json.to_json(command), ensure_ascii=False)


def now() -> str:
    """The time as the journal keeps it: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
