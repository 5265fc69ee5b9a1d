"""The conversation about a draft: what is said becomes commands or questions, and the answer says what was done, proposed or found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from nigao import commands as c
from nigao import commands_json
from nigao.asking import values as asked
from nigao.asking.agreeing import agrees, chosen, declines
from nigao.asking.reading import read
from nigao.asking.removed import wanted_back
from nigao.asking.scene import Scene
from nigao.asking.suggesting import suggestions
from nigao.asking.unexplained import WHICH
from nigao.commands import Command, SectionId
from nigao.desk import steps
from nigao.desk.doing import Doing
from nigao.draft import Hit, Meter, Usage
from nigao.errors import ModelFailed, NigaoError, NotAllowed
from nigao.ledger import Entry
from nigao.orders import SaidOrder
from nigao.people.rights import On
from nigao.ports import Archive, Assistant, Desk, Filter, Jobs, OnProgress, Progress, Retriever, ShouldStop
from nigao.review import DraftView, Message
from nigao.standing import BEARING
from nigao.work import answers
from nigao.work.answers import Answer
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.carrying import Carrying
from nigao.work.conversing import Conversing
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.missing import MissingFigures
from nigao.work.questions import CANNOT, Questions
from nigao.work.reviewing import Reviewing, sections_of
from nigao.work.ruling_said import ruling_said
from nigao.work.spots import Grounds
from nigao.work.unifying import Unifying
from nigao.work.valuing import settled

# What in a remark is said so exactly that it is a thing to do, and not how a section should read.
_EXACT = re.compile(r"“|”|\d|标题|题目|填|删|去掉|加上|换成|改成")
HITS = 6
PERSON = "撰稿人"


class Chat:
    """Understands requests with a plain grammar; with a model, questions are answered by it and unclear requests handed to it."""

    def __init__(
        self,
        archive: Archive,
        desk: Desk,
        jobs: Jobs,
        retriever: Retriever,
        drafting: Drafting,
        doing: Doing,
        reviewing: Reviewing,
        inspecting: Inspecting,
        books: Bookkeeping,
        unifying: Unifying | None,
        assistant: Assistant | None,
        conversing: Conversing | None = None,
        missing: MissingFigures | None = None,
    ) -> None:
        self._questions = Questions(archive, desk, retriever, inspecting, books, missing)
        self._archive = archive
        self._desk = desk
        self._jobs = jobs
        self._retriever = retriever
        self._drafting = drafting
        self._doing = doing
        self._reviewing = reviewing
        self._inspecting = inspecting
        self._books = books
        self._unifying = unifying
        self._assistant = assistant
        self._conversing = conversing

    # --- in ---------------------------------------------------------------------------------------------------------

    def begin(self, text: str, by: str = PERSON) -> str | None:
        """The first words, before there is a draft: a request to draft sets one up; its id, None if it was no such request.

        Raises BadCall when there is no report to follow.
        """
        years = self._drafting.years_to_write()
        heard = read(text, Scene(year=years[0] - 1 if years else datetime.now().year))
        request = next((one for one in heard if isinstance(one, asked.DraftWhole)), None)
        if request is None:
            return None
        draft = self._new_draft(request, by)
        self._note(draft, "person", text)
        self._tell(draft, self._write_everything(self._desk.view(draft), by))
        return draft

    def say(self, draft: str, text: str, current: int | None = None, by: str = PERSON) -> Answer | None:
        """Take one message, do what it asks, and keep both sides of the exchange; None where the answer will come from the background."""
        view = self._desk.view(draft)
        self._note(draft, "person", text)
        answer = self._waiting_yes(view, text, by) or self._brought_back(view, text, by)
        if answer is None:
            scene = Scene.of(view, current, *self._recent(draft))
            try:
                answer = self._respond(view, scene, read(text, scene), text, by)
            except NigaoError as error:
                answer = Answer(str(error))
        if answer is not None:
            self._tell(answer.draft or draft, answer)
        return answer

    def _recent(self, draft: str) -> tuple[SectionId | None, Command | None, Mapping[SectionId, int]]:
        """The section changed last, what was done last, and which versions stood before, by what still stands."""
        journal = self._desk.journal(draft)
        standing = [entry for entry in journal if entry.patch and not entry.undone]
        section = next((entry.sections[0] for entry in reversed(standing) if len(entry.sections) == 1), None)
        deed = commands_json.from_json(json.loads(standing[-1].command)) if standing else None
        return section, deed, steps.stood_before(journal)

    def undo(self, draft: str, by: str = PERSON) -> Answer:
        """Take back the last message that did or proposed something. Raises NotFound."""
        answer = Carrying.of(self._desk, self._doing, draft, by).take_back()
        self._tell(draft, answer)
        return answer

    def decide(self, draft: str, command: Command, by: str = PERSON) -> Answer:
        """A yes, a no or an undo by a click, told in the conversation. Raises NotFound."""
        answer = self._do(self._desk.view(draft), [command], by)
        self._tell(draft, answer)
        return answer

    def suggestions(self, view: DraftView, current: int | None = None) -> tuple[str, ...]:
        """Two or three next steps that make sense now."""
        return tuple(suggestions(view, current))[:3]

    def _waiting_yes(self, view: DraftView, text: str, by: str) -> Answer | None:
        """A yes or no right after a proposal is said of it."""
        said = self._desk.conversation(view.id)
        last = next((one for one in reversed(said[:-1]) if one.role == "assistant"), None)
        if last is None or not last.proposal:
            return None
        proposal = self._desk.load(view.id).state.proposals.get(last.proposal)
        words = text.strip()
        if proposal is None or not proposal.open or not words:
            return None
        if declines(words):
            return self._do(view, [c.Decline(last.proposal)], by)
        if (parts := chosen(words, len(proposal.parts))) is not None:
            return (
                self._do(view, [c.Take(last.proposal, parts)], by)
                if parts
                else Answer(f"刚才只提了{len(proposal.parts)}处，您要哪一处？稿子没有动。")
            )
        return self._do(view, [c.Take(last.proposal)], by) if agrees(words) else None

    def _brought_back(self, view: DraftView, text: str, by: str) -> Answer | None:
        """A section that was taken out earlier, wanted again; what was taken out last of all is undone like anything else."""
        state = self._desk.load(view.id).state
        row = wanted_back(text, state.removed(), state.standing())
        if row is None or isinstance(self._recent(view.id)[1], c.Remove):
            return None
        return self._do(view, [c.BringBack(row.id)], by)

    def answer(self, draft: str, order: SaidOrder, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        """Do a job of the conversation with the model: look things up, propose, answer. A question to a model that calls no tools is
        answered at once from what a search finds, streaming.

        What was said is kept when it is whole or was stopped. Where the model failed, the reason is said, and what can be said without it.
        """
        try:
            self._answered(draft, order, on_progress, should_stop)
        except ModelFailed as failed:
            self._tell(draft, self._without(draft, order, failed))

    def _answered(self, draft: str, order: SaidOrder, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        if order.unify and self._unifying is not None:
            told, proposal = self._unifying.run(draft, order.by, on_progress, should_stop)
            self._note(draft, "assistant", told, proposal=proposal)
            return
        if self._conversing is not None and (order.understand or order.rewrite or self._conversing.calls_tools):
            said = self._conversing.heard(draft, order, on_progress, should_stop)
            self._note(draft, "assistant", said.text, said.sources, order.section, said.proposal, said.usage)
        else:
            self._answer(draft, order.text, on_progress, should_stop)

    def _answer(self, draft: str, question: str, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        assert self._assistant is not None
        on_progress(Progress("正在查找材料"))
        hits = self._retriever.search(question, HITS, self._searched(question))
        on_progress(Progress("正在组织回答"))
        said, meter = "", Meter()
        entries = self._entries_for(question, hits)
        for delta in self._assistant.answer(question, self._desk.conversation(draft), hits, entries, should_stop, meter):
            said += delta
            on_progress(Progress("", delta=delta))
        self._note(draft, "assistant", said or "没有得到回答，请换个说法再问。", _sources(hits), usage=meter.usage)

    def _without(self, draft: str, order: SaidOrder, failed: ModelFailed) -> Answer:
        """What can be said though the model failed: asked back as without one, or the passages a search finds."""
        told = Answer(f"{str(failed).rstrip('。')}。稿子没有动。")
        if order.unify or order.rewrite:
            return told
        heard = read(order.text, Scene.of(self._desk.view(draft), order.section))
        asked_back = [Answer(one.text) for one in heard if isinstance(one, asked.AskBack) and one != WHICH]  # told why by now
        year = self._desk.view(draft).year
        known = [
            answers.figures(self._archive, self._retriever, one, year, order.text) for one in heard if isinstance(one, asked.AskFigure)
        ]
        if not order.understand:
            known.append(answers.passages(self._retriever.search(order.text, HITS, self._searched(order.text)), order.text))
        return answers.together([told, *asked_back, *(one for one in known if one is not None)]) or told

    # --- what is asked ------------------------------------------------------------------------------------------------

    def _respond(self, view: DraftView, scene: Scene, heard: Sequence[asked.Heard], text: str, by: str) -> Answer | None:
        """Everything heard, done and answered in one reply; None when it will come from the background."""
        settled_ = [self._settled(view, scene, one) for one in heard]
        remarks = [one for one in settled_ if isinstance(one, asked.Remark)]
        if self._conversing is not None and _for_a_model(settled_):
            exact = self._conversing.calls_tools and any(_EXACT.search(one.words) for one in remarks)
            if exact or not remarks:
                ids = tuple(id for one in remarks for id in one.sections)
                self._jobs.enqueue("chat", view.id, SaidOrder(text, by, scene.current, understand=True, rewrite=ids).dumped())
                return None
        later = bool(remarks) and self._conversing is not None
        if later:
            self._rewrite(view, scene, remarks, by)
        carrying = Carrying.of(self._desk, self._doing, view.id, by)
        answers_ = [carrying.ordered(_last_gap_first([one for one in settled_ if isinstance(one, asked.Order)]))]
        offers = [one for one in settled_ if isinstance(one, asked.Offer)]
        answers_ += [carrying.offered(offers)] if offers else []
        answers_ += [] if later else [_unfollowed(one) for one in remarks]
        others = [one for one in settled_ if not isinstance(one, asked.Order | asked.Offer | asked.Remark)]
        answers_ += [self._handle(view, scene, one, text, by) for one in others]
        return answers.together([one for one in answers_ if one is not None])

    def _settled(self, view: DraftView, scene: Scene, heard: asked.Heard) -> asked.Heard:
        """A value stated, with the place in the draft where it belongs."""
        if isinstance(heard, asked.RuleByWords):
            return ruling_said(heard, scene, self._books.conflicts())
        if not isinstance(heard, asked.StateFigure | asked.FillAsLast | asked.UseLedger | asked.RestoreLast):
            return heard
        kept = self._reviewing.kept(view.id)
        brief = replace(kept.state.brief(), names=self._books.names())
        gaps = [gap for section in sections_of(kept) for gap in section.gaps]
        return settled(heard, Grounds(scene, brief, gaps, self._books.bearing(kept.state.head.unticked)))

    def _rewrite(self, view: DraftView, scene: Scene, remarks: Sequence[asked.Remark], by: str) -> None:
        """Remarks in free words, for a model that shows what it would change before anything is."""
        ids = tuple(id for remark in remarks for id in remark.sections)
        at = next((p for p in range(len(scene.sections)) if scene.id(p) in ids), None)
        self._jobs.enqueue("chat", view.id, SaidOrder("；".join(remark.words for remark in remarks), by, at, rewrite=ids).dumped())

    def _handle(self, view: DraftView, scene: Scene, heard: asked.Heard, text: str, by: str) -> Answer | None:
        """The answer to what changes no section; None when it will come from the background."""
        told = self._questions.answer(view, scene, heard)
        if told is not None:
            return told
        handlers: dict[type, Callable[..., Answer | None]] = {
            asked.Stop: lambda _h: self._stop(view, by),
            asked.WriteNext: lambda _h: self._write_next(view, by),
            asked.DraftWhole: lambda h: self._draft_whole(view, h, by),
            asked.AskFigure: lambda h: self._figures(view, scene, h, text, by),
            asked.AskPassage: lambda h: self._question(view, h.question, by),
            asked.Unify: lambda _h: self._unify(view, by),
            asked.CheckSection: lambda h: self._check(view, h.section),
        }
        return handlers[type(heard)](heard)

    def _write_next(self, view: DraftView, by: str) -> Answer:
        waiting = [section for section in view.sections if section.current is None]
        return self._do(view, [c.Draft(waiting[0].id)], by) if waiting else Answer("各部分都已经写好，没有下一个要起草的部分。")

    def _do(self, view: DraftView, commands: Sequence[Command], by: str) -> Answer:
        return Carrying.of(self._desk, self._doing, view.id, by).do(commands)

    def _draft_whole(self, view: DraftView, request: asked.DraftWhole, by: str) -> Answer:
        if request.year in (None, view.year) and request.which == "whole" and not request.like:
            return self._write_everything(view, by)
        draft = self._new_draft(request, by)
        return replace(self._write_everything(self._desk.view(draft), by), draft=draft)

    def _new_draft(self, request: asked.DraftWhole, by: str) -> str:
        if why := self._doing.why_not(by, "drafting.start"):
            raise NotAllowed(why)
        return self._drafting.start(request.year, like=self._named(request.like), which=request.which)

    def _named(self, like: str) -> str:
        """The source a person means by a title's words; "" when none fits, so that last year's is taken."""
        found = [source for source in self._archive.sources(Filter(role="report")) if like and like in (source.title + source.filename)]
        return found[0].id if found else ""

    def _write_everything(self, view: DraftView, by: str) -> Answer:
        missing = [s for s in view.sections if s.current is None or s.state in ("empty", "failed")]
        if not missing:
            return Answer("各部分都已经写好。要重写哪一部分，请说“重写第几部分”，并说明意见。")
        answer = self._do(view, [c.Draft(section.id) for section in missing], by)
        return replace(answer, text=f"开始起草{answers.name(view, missing[0].position)}等{len(missing)}个部分，写好一部分就能看一部分。")

    def _question(self, view: DraftView, question: str, by: str) -> Answer | None:
        if self._assistant is not None:
            self._jobs.enqueue("chat", view.id, SaidOrder(question, by).dumped())
            return None
        found = answers.passages(self._retriever.search(question, HITS, self._searched(question)), question)
        return found or Answer(CANNOT)

    def _figures(self, view: DraftView, scene: Scene, request: asked.AskFigure, text: str, by: str) -> Answer | None:
        """What the ledger says; where it knows no such figure, what else the words ask."""
        found = answers.figures(self._archive, self._retriever, request, view.year, text)
        if found is None:
            return self._handle(view, scene, request.otherwise, text, by) if request.otherwise is not None else None
        return self._found(found, view, text, scene, by)

    def _found(self, answer: Answer, view: DraftView, text: str, scene: Scene, by: str) -> Answer | None:
        """What the ledger says; where it says nothing and a model is there, the model may look elsewhere."""
        if answer.sources or self._conversing is None:
            return answer
        self._jobs.enqueue("chat", view.id, SaidOrder(text, by, scene.current, understand=True).dumped())
        return None

    def _searched(self, question: str) -> Filter:
        """Where an answer may come from: this unit and its departments, and a reference where the question names its unit."""
        named = [s for s in self._archive.sources() if s.standing not in BEARING and s.unit and s.unit[:2] in question]
        return Filter(sources=tuple(source.id for source in named)) if named else Filter(standings=BEARING)

    def _check(self, view: DraftView, position: int | None) -> Answer:
        """The figures of a section, by today's ledger; of the whole draft also what shows only in the whole."""
        found = self._reviewing.open_findings(view.id)
        view = self._desk.view(view.id)
        return answers.findings(view, found, position, self._inspecting.whole(view.id).findings if position is None else ())

    def _unify(self, view: DraftView, by: str) -> Answer | None:
        """With a model in the background; without one the checks say what it would have begun with."""
        if self._unifying is None:
            checked = self._check(view, None)
            return Answer(f"统稿要改写文字，需要接上模型；先把全稿核对了一遍，请照着改。\n{checked.text}", checked.sources, checked.section)
        if any(section.current is None for section in view.sections):
            return Answer("还有没写的部分，请先写完再统稿，可以说“起草全文”。")
        self._jobs.enqueue("chat", view.id, SaidOrder("统稿", by, unify=True).dumped())
        return None

    def _stop(self, view: DraftView, by: str) -> Answer:
        running = self._jobs.jobs(draft=view.id, active_only=True)
        refused = [why for job in running if (why := self._doing.why_not(by, "jobs.ask_stop", On(by=(job.by,))))]
        if refused:
            return Answer(refused[0])
        for job in running:
            self._jobs.ask_stop(job.id)
        return Answer("正在停止，写好的部分都已保存。" if running else "现在没有在写的部分。")

    # --- out --------------------------------------------------------------------------------------------------------

    def _entries_for(self, question: str, hits: Sequence[Hit]) -> list[Entry]:
        """Figures of the sources found whose indicator the question names."""
        found = {hit.source.id for hit in hits}
        return [e for e in self._archive.entries() if e.source.id in found and e.figure.indicator and e.figure.indicator in question][:30]

    def _tell(self, draft: str, answer: Answer) -> None:
        self._note(draft, "assistant", answer.text, answer.sources, answer.section, answer.proposal)

    def _note(
        self,
        draft: str,
        role: str,
        text: str,
        sources: tuple[str, ...] = (),
        section: int | None = None,
        proposal: str = "",
        usage: Usage = Usage(),
    ) -> None:
        offered = self.suggestions(self._desk.view(draft), section) if role == "assistant" else ()
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._desk.say(draft, Message("person" if role == "person" else "assistant", text, at, sources, offered, section, proposal, usage))


def _sources(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.source.id for hit in hits))


def _last_gap_first(orders: list[asked.Order]) -> list[asked.Order]:
    """Gaps of one message filled from the last to the first: a gap that is filled renumbers those behind it that are alike."""
    if not all(isinstance(command, c.Fill) for one in orders for command in one.commands):
        return orders
    return sorted(orders, key=lambda one: max((_ordinal(command) for command in one.commands), default=0), reverse=True)


def _ordinal(command: Command) -> int:
    number = command.gap.rpartition("-")[2] if isinstance(command, c.Fill) else ""
    return int(number) if number.isdigit() else 0


def _unfollowed(remark: asked.Remark) -> Answer:
    """A remark in free words is a model's to follow."""
    return Answer(f"没有接模型时不能按意见改写，{remark.name}的原文没有动，请手工改；可以精简、扩写、删段、换词、换数和重新起草。")


def _for_a_model(heard: Sequence[asked.Heard]) -> bool:
    """Whether a model might make more of the words than was made of them, and nothing in them is to be done before."""
    unclear = asked.Unplaced | asked.OutOfScope | asked.Remark | asked.AskBack
    open_ = [one for one in heard if isinstance(one, unclear) or (isinstance(one, asked.Offer) and one.supposed)]
    firm = any(isinstance(one, asked.AskBack) and one.firm for one in open_)
    others = [one for one in heard if one not in open_]
    return bool(open_) and not firm and all(isinstance(one, asked.AskFigure | asked.AskPassage | asked.AskSection) for one in others)
