"""The conversation about a draft: what is said becomes commands or questions, and the answer says what was done, proposed or found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from nigao import commands as c
from nigao import requests as asked
from nigao.commands import Command, SectionId
from nigao.desk.doing import Doing
from nigao.desk.proposing import part
from nigao.desk.results import Done, Proposed, Queued, Refused, Result
from nigao.desk.texts import standing
from nigao.draft import Hit
from nigao.errors import NigaoError
from nigao.ledger import Entry
from nigao.orders import SaidOrder
from nigao.ports import Archive, Assistant, Desk, Filter, Jobs, OnProgress, Progress, Retriever, ShouldStop
from nigao.requests import parse_request, suggestions
from nigao.review import DraftView, Message, SectionView
from nigao.standing import BEARING
from nigao.work import answers
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.conversing import Conversing
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.reviewing import Reviewing
from nigao.work.unifying import Unifying

HELP = (
    "可以这样说：起草第一部分；起草下一部分；起草全文；第二部分再精简一些；第三部分精简到300字；把研发投入换成今年的数；"
    "去年金融这一段怎么写的；研发投入近三年；核对本节数字；采纳这一部分；还缺哪些数；哪些目标没有完成；统稿；把第二部分标题改成……；停止。"
)
YES = re.compile(
    r"(?:对|好的?|可以|行|是的?|嗯|没问题|就这样|同意|确定|确认|要|删吧|改吧)(?:[，,]?(?:就这么办|改吧|删吧|采纳吧))?[。！!吧啊呀]*"
)
NO = re.compile(r"(?:不用|不要|不|算了|不行|别|先不|取消|不改|不删|不必)(?:了)?[。！!吧啊]*")
HITS = 6
PERSON = "撰稿人"
_SHORTER, _LONGER = 0.6, 1.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says. draft: where the conversation goes on, "" for the same draft; results: what came of commands."""

    text: str
    sources: tuple[str, ...] = ()
    section: int | None = None
    draft: str = ""
    results: tuple[Result, ...] = ()

    @property
    def proposal(self) -> str:
        """What waits for a yes, "" if nothing does."""
        return next((one.id for one in self.results if isinstance(one, Proposed)), "")


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
    ) -> None:
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
        request = parse_request(text, (), None, years[0] - 1 if years else datetime.now().year)
        if not isinstance(request, asked.DraftWhole):
            return None
        draft = self._new_draft(request)
        self._note(draft, "person", text)
        self._tell(draft, self._write_everything(self._desk.view(draft), by))
        return draft

    def say(self, draft: str, text: str, current: int | None = None, by: str = PERSON) -> Answer | None:
        """Take one message, do what it asks, and keep both sides of the exchange; None where the answer will come from the background."""
        view = self._desk.view(draft)
        self._note(draft, "person", text)
        answer = self._waiting_yes(view, text, by)
        if answer is None:
            request = parse_request(text, [section.item for section in view.sections], current, view.reviewed_year)
            try:
                answer = self._handle(view, request, text, current, by)
            except NigaoError as error:
                answer = Answer(str(error))
        if answer is not None:
            self._tell(answer.draft or draft, answer)
        return answer

    def undo(self, draft: str, by: str = PERSON) -> Answer:
        """Take back the last thing done. Raises NotFound."""
        return self.decide(draft, c.Undo(), by)

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
        if YES.fullmatch(text.strip()):
            return self._do(view, [c.Take(last.proposal)], by)
        return self._do(view, [c.Decline(last.proposal)], by) if NO.fullmatch(text.strip()) else None

    def answer(self, draft: str, order: SaidOrder, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        """Do a job of the conversation with the model: look things up, propose, answer. A question to a model that calls no tools is
        answered at once from what a search finds, streaming.

        What was said is kept when it is whole or was stopped.
        """
        if order.unify and self._unifying is not None:
            told, proposal = self._unifying.run(draft, order.by, on_progress, should_stop)
            self._note(draft, "assistant", told, proposal=proposal)
            return
        if self._conversing is not None and order.rewrite:
            said = self._conversing.rewrite(draft, order, on_progress, should_stop)
            self._note(draft, "assistant", said.text, said.sources, order.section, said.proposal)
        elif self._conversing is not None and (order.understand or self._conversing.calls_tools):
            said = self._conversing.turn(draft, order, on_progress, should_stop)
            self._note(draft, "assistant", said.text, said.sources, order.section, said.proposal)
        else:
            self._answer(draft, order.text, on_progress, should_stop)

    def _answer(self, draft: str, question: str, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        assert self._assistant is not None
        on_progress(Progress("正在查找材料"))
        hits = self._retriever.search(question, HITS, self._searched(question))
        on_progress(Progress("正在组织回答"))
        said = ""
        for delta in self._assistant.answer(question, self._desk.conversation(draft), hits, self._entries_for(question, hits), should_stop):
            said += delta
            on_progress(Progress("", delta=delta))
        self._note(draft, "assistant", said or "没有得到回答，请换个说法再问。", _sources(hits))

    # --- what is asked ------------------------------------------------------------------------------------------------

    def _handle(self, view: DraftView, request: object, text: str, current: int | None, by: str) -> Answer | None:
        """The answer; None when it will come from the background."""
        commands = self._commands(view, request, text)
        if commands is not None:
            return self._do(view, commands, by)
        handlers: dict[type, Callable[..., Answer | None]] = {
            asked.Help: lambda _r: Answer(HELP),
            asked.Stop: lambda _r: self._stop(view),
            asked.DraftWhole: lambda r: self._draft_whole(view, r, by),
            asked.Redraft: lambda r: self._redraft(view, r, text, by),
            asked.RemoveHeading: lambda r: self._propose(view, c.Remove(_id(view, r.section)), "要删去{name}和它下面的全部内容吗？", by),
            asked.AskSection: lambda r: answers.last_year(view, self._archive, self._retriever, r),
            asked.AskFigure: lambda r: self._found(answers.figures(self._archive, self._retriever, r, view.year), view, text, current, by),
            asked.AskSource: lambda r: answers.of_source(self._archive, r.who),
            asked.AskOutline: lambda _r: answers.outline(view),
            asked.AskMarks: lambda _r: Answer(answers.MARKS),
            asked.AskPassage: lambda r: self._question(view, r.question, by),
            asked.AskGaps: lambda r: answers.gaps(view, r.section),
            asked.AskStatus: lambda _r: answers.status(view),
            asked.AskPromises: lambda _r: answers.promises(self._books.fulfilment(view.like), view.reviewed_year),
            asked.Unify: lambda _r: self._unify(view, by),
            asked.CheckSection: lambda r: self._check(view, r.section),
            asked.Export: lambda _r: Answer(
                "写好的、改过的都已自动保存。要文件请到“导出”页选格式并下载；那里也会列出还没有采纳的部分和没有处理的数字。"
            ),
            asked.Unknown: lambda r: self._unknown(view, r, current, by),
        }
        handler = handlers.get(type(request))
        return handler(request) if handler else Answer("请说明是哪一部分的哪一处，例如“第二部分再精简一些”；稿子没有动。")

    def _commands(self, view: DraftView, request: object, text: str) -> list[Command] | None:
        """The commands a request stands for, its section resolved and shares computed; None where it is another thing."""
        match request:
            case asked.DraftSection(section=section, sections=sections):
                return [c.Draft(_id(view, one)) for one in sections or (section,)]
            case asked.NextSection():
                waiting = [c.Draft(s.id) for s in view.sections if s.current is None]
                return list[Command](waiting[:1]) or None
            case asked.Shorten(section=section, length=length, whole=whole) if whole or section is not None:
                return [c.Shorten(id, to) for id, to in _shares(_written_in(view, None if whole else section), length, _SHORTER)]
            case asked.Expand(section=section, length=length, whole=whole) if whole or section is not None:
                return [c.Expand(id, to) for id, to in _shares(_written_in(view, None if whole else section), length, _LONGER)]
            case asked.ReplaceFigure(indicator=indicator, section=section, whole=whole) if whole or section is not None:
                return [c.UpdateFigures(s.id, indicator) for s in _written_in(view, None if whole else section)]
            case asked.ReplaceWords(old=old, new=new, section=section, whole=whole, about=about):
                if about:
                    return [c.SetFigure(_id(view, section), about, new, old)] if section is not None else None
                if about is not None and sum(len(standing(_body(s), old)) for s in view.sections if section in (None, s.position)) != 1:
                    return None  # a number alone, in several places or none
                here = section is not None and any(old in _body(s) for s in view.sections if s.position == section)
                return [c.Replace(old, new, _id(view, section) if here and not whole and section is not None else None)]
            case asked.WritePromises():
                return [c.WriteFulfilment()]
            case asked.Accept(section=section):
                return [c.Accept(_id(view, section) if section is not None else None)]
            case asked.Reject(section=section, reason=reason) if section is not None:
                return [c.Reject(_id(view, section), reason)]
            case asked.Restore():
                return [c.Undo()]
            case asked.RenameHeading(section=section, title=title):
                return [c.Rename(_id(view, section), title)]
            case asked.MoveHeading(section=section, target=target, after=after):
                moved, beside = _id(view, section), _id(view, target)
                return [c.Move(moved, after=beside) if after else c.Move(moved, before=beside)]
            case asked.AddHeading(title=title, after=after):
                return [c.Add(title, after=_id(view, after) if after is not None else None)]
            case asked.Remember(decision=decision):
                return [c.Remember(decision)]
        return None

    def _do(self, view: DraftView, commands: Sequence[Command], by: str) -> Answer:
        """Carry the commands out as one step; the answer says what came of each."""
        results = self._doing.do_all(view.id, commands, by)
        texts = [
            one.why if isinstance(one, Refused) else one.text for one in results if isinstance(one, Done | Proposed | Queued | Refused)
        ]
        sections = [id for one in results if isinstance(one, Done | Proposed | Queued) for id in one.sections]
        now = {section.id: section.position for section in self._desk.view(view.id).sections}
        at = next((now[id] for id in sections if id in now), None)
        return Answer("".join(dict.fromkeys(texts)), section=at, results=tuple(results))

    def _propose(self, view: DraftView, command: Command, question: str, by: str) -> Answer:
        (id, *_) = [one for one in view.sections if one.id == getattr(command, "section", "")]
        name = answers.name(view, id.position)
        proposed = self._doing.propose(view.id, command, question.format(name=name), [part(command, label=name)], by)
        return Answer(proposed.text, section=id.position, results=(proposed,))

    def _draft_whole(self, view: DraftView, request: asked.DraftWhole, by: str) -> Answer:
        if request.year in (None, view.year) and request.which == "whole" and not request.like:
            return self._write_everything(view, by)
        draft = self._new_draft(request)
        return replace(self._write_everything(self._desk.view(draft), by), draft=draft)

    def _new_draft(self, request: asked.DraftWhole) -> str:
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

    def _redraft(self, view: DraftView, request: asked.Redraft, text: str, by: str) -> Answer | None:
        if request.section is None and not request.whole:
            return Answer("请说明是哪一部分，例如“第二部分再精简一些”。")
        written = _written_in(view, None if request.whole else request.section)
        if not written:
            return Answer("还没有写好的部分，请先起草。")
        remark = request.remark or text
        if self._conversing is None or view.mode != "model":
            return self._do(view, [c.Redraft(section.id, remark) for section in written], by)
        order = SaidOrder(remark, by, written[0].position, rewrite=tuple(section.id for section in written))
        self._jobs.enqueue("chat", view.id, order.dumped())
        return None

    def _question(self, view: DraftView, question: str, by: str) -> Answer | None:
        if self._assistant is not None:
            self._jobs.enqueue("chat", view.id, SaidOrder(question, by).dumped())
            return None
        return answers.passages(self._retriever.search(question, HITS, self._searched(question)), question)

    def _found(self, answer: Answer, view: DraftView, text: str, current: int | None, by: str) -> Answer | None:
        """What the ledger says; where it says nothing and a model is there, the model may look elsewhere."""
        if answer.sources or self._conversing is None:
            return answer
        self._jobs.enqueue("chat", view.id, SaidOrder(text, by, current, understand=True).dumped())
        return None

    def _searched(self, question: str) -> Filter:
        """Where an answer may come from: this unit and its departments, and a reference where the question names its unit."""
        named = [s for s in self._archive.sources() if s.standing not in BEARING and s.unit and s.unit[:2] in question]
        return Filter(sources=tuple(source.id for source in named)) if named else Filter(standings=BEARING)

    def _unknown(self, view: DraftView, request: asked.Unknown, current: int | None, by: str) -> Answer | None:
        if self._assistant is not None:
            self._jobs.enqueue("chat", view.id, SaidOrder(request.text, by, current, understand=True).dumped())
            return None
        return Answer(request.hint or f"没有听懂。{HELP}")

    def _check(self, view: DraftView, position: int | None) -> Answer:
        """The figures of a section, by today's ledger; of the whole draft also what shows only in the whole."""
        found = self._reviewing.open_findings(view.id)
        view = self._desk.view(view.id)
        return answers.findings(view, found, position, self._inspecting.whole(view.id).findings if position is None else ())

    def _unify(self, view: DraftView, by: str) -> Answer | None:
        """With a model in the background; without one the checks say what it would have begun with."""
        if self._unifying is None or view.mode != "model":
            checked = self._check(view, None)
            return Answer(f"统稿要改写文字，需要接上模型；先把全稿核对了一遍，请照着改。\n{checked.text}", checked.sources, checked.section)
        if any(section.current is None for section in view.sections):
            return Answer("还有没写的部分，请先写完再统稿，可以说“起草全文”。")
        self._jobs.enqueue("chat", view.id, SaidOrder("统稿", by, unify=True).dumped())
        return None

    def _stop(self, view: DraftView) -> Answer:
        running = self._jobs.jobs(draft=view.id, active_only=True)
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
        self, draft: str, role: str, text: str, sources: tuple[str, ...] = (), section: int | None = None, proposal: str = ""
    ) -> None:
        offered = self.suggestions(self._desk.view(draft), section) if role == "assistant" else ()
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._desk.say(draft, Message("person" if role == "person" else "assistant", text, at, sources, offered, section, proposal))


def _sources(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.source.id for hit in hits))


def _id(view: DraftView, position: int) -> SectionId:
    return view.sections[position].id


def _body(section: SectionView) -> str:
    return section.current.section.text if section.current else ""


def _written_in(view: DraftView, position: int | None) -> list[SectionView]:
    """The sections with a text in a part (its heading with all below it), or in the whole draft."""
    if position is None:
        block = list(view.sections)
    else:
        level = view.sections[position].item.level
        block = [view.sections[position]]
        for section in view.sections[position + 1 :]:
            if section.item.level <= level:
                break
            block.append(section)
    return [section for section in block if _body(section)]


def _shares(sections: Sequence[SectionView], total: int | None, ratio: float) -> list[tuple[SectionId, int]]:
    """Each section's share of a whole part's length, as long as it is now; the ratio where no length was said."""
    lengths = [len(_body(section)) for section in sections]
    factor = total / max(1, sum(lengths)) if total is not None else ratio
    return [(section.id, max(1, round(length * factor))) for section, length in zip(sections, lengths, strict=True)]
