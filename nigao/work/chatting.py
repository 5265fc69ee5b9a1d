"""The conversation about a draft: a request becomes one of the use cases, and the answer says what was done or found."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nigao import requests as asked
from nigao.draft import Hit
from nigao.errors import NigaoError
from nigao.ledger import Entry
from nigao.ports import Archive, Assistant, Desk, Filter, Jobs, OnProgress, Progress, Retriever, ShouldStop
from nigao.requests import parse_request, suggestions
from nigao.review import DraftView, Message
from nigao.work import answers
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.outlining import Outlining
from nigao.work.promises import Promises
from nigao.work.reviewing import Reviewing
from nigao.work.unifying import Unifying

HELP = (
    "可以这样说：起草第一部分；起草下一部分；起草全文；第二部分再精简一些；第三部分精简到300字；把研发投入换成今年的数；"
    "去年金融这一段怎么写的；研发投入近三年；核对本节数字；采纳这一部分；还缺哪些数；哪些目标没有完成；统稿；把第二部分标题改成……；停止。"
)
HITS = 6
_CHANGES_TEXT = (
    asked.DraftSection,
    asked.NextSection,
    asked.Shorten,
    asked.Expand,
    asked.Redraft,
    asked.ReplaceFigure,
    asked.ReplaceWords,
    asked.Accept,
    asked.Reject,
    asked.WritePromises,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says. draft: where the conversation goes on, "" for the same draft."""

    text: str
    sources: tuple[str, ...] = ()
    section: int | None = None
    draft: str = ""


class Chat:
    """Understands requests with a plain grammar; with a model, questions are answered by it and unclear requests handed to it."""

    def __init__(
        self,
        archive: Archive,
        desk: Desk,
        jobs: Jobs,
        retriever: Retriever,
        drafting: Drafting,
        reviewing: Reviewing,
        inspecting: Inspecting,
        promises: Promises,
        assistant: Assistant | None,
    ) -> None:
        self._archive = archive
        self._desk = desk
        self._jobs = jobs
        self._retriever = retriever
        self._drafting = drafting
        self._reviewing = reviewing
        self._inspecting = inspecting
        self._promises = promises
        self._outlining = Outlining(desk)
        self._assistant = assistant
        self._unifying = Unifying(desk, drafting, reviewing, inspecting, assistant) if assistant else None

    # --- in ---------------------------------------------------------------------------------------------------------

    def begin(self, text: str) -> str | None:
        """The first words, before there is a draft: a request to draft sets one up; its id, None if it was no such request.

        Raises BadCall when there is no report to follow.
        """
        years = self._drafting.years_to_write()
        request = parse_request(text, (), None, years[0] - 1 if years else datetime.now().year)
        if not isinstance(request, asked.DraftWhole):
            return None
        draft = self._new_draft(request)
        self._note(draft, "person", text)
        self._note(draft, "assistant", self._write_everything(draft).text)
        return draft

    def say(self, draft: str, text: str, current: int | None = None) -> str:
        """Take one message, do what it asks, and keep both sides of the exchange; the id of the draft it goes on in."""
        view = self._desk.view(draft)
        self._note(draft, "person", text)
        request = parse_request(text, [section.item for section in view.sections], current, view.reviewed_year)
        try:
            answer = self._handle(view, request, text, current)
        except NigaoError as error:
            answer = Answer(str(error))
        if answer is not None:
            self._note(answer.draft or draft, "assistant", answer.text, answer.sources, answer.section)
        return (answer.draft if answer else "") or draft

    def suggestions(self, view: DraftView, current: int | None = None) -> tuple[str, ...]:
        """Two or three next steps that make sense now."""
        return tuple(suggestions(view, current))[:3]

    def answer(self, draft: str, payload: str, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        """Do a job of the conversation with the model: understand a request, or answer a question, streaming.

        payload: {"text", "current", "understand", "unify"} as JSON. What was said is kept when it is whole or was stopped.
        """
        asked_for = json.loads(payload)
        if asked_for.get("unify") and self._unifying is not None:
            self._note(draft, "assistant", self._unifying.run(draft, on_progress, should_stop))
            return
        text, current = asked_for["text"], asked_for.get("current")
        if not (asked_for.get("understand") and self._understood(draft, text, current, on_progress, should_stop)):
            self._answer(draft, text, on_progress, should_stop)

    def _understood(self, draft: str, text: str, current: int | None, on_progress: OnProgress, should_stop: ShouldStop) -> bool:
        """Whether the model found a request in the words; it is then carried out."""
        assert self._assistant is not None
        on_progress(Progress("正在理解您的意思"))
        view = self._desk.view(draft)
        outline = [section.item for section in view.sections]
        request = self._assistant.interpret(text, outline, current, view.reviewed_year, self._desk.conversation(draft), should_stop)
        if isinstance(request, asked.Unknown | asked.AskPassage):
            return False
        answer = self._handle(view, request, text, current)
        if answer is not None:
            self._note(answer.draft or draft, "assistant", answer.text, answer.sources, answer.section)
        return True

    def _answer(self, draft: str, question: str, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        assert self._assistant is not None
        on_progress(Progress("正在查找材料"))
        hits = self._retriever.search(question, HITS)
        on_progress(Progress("正在组织回答"))
        said = ""
        for delta in self._assistant.answer(question, self._desk.conversation(draft), hits, self._entries_for(question, hits), should_stop):
            said += delta
            on_progress(Progress("", delta=delta))
        self._note(draft, "assistant", said or "没有得到回答，请换个说法再问。", _sources(hits))

    # --- what is asked ------------------------------------------------------------------------------------------------

    def _handle(self, view: DraftView, request: object, text: str, current: int | None) -> Answer | None:
        """The answer; None when it will come from the background."""
        handlers: dict[type, Callable[..., Answer | None]] = {
            asked.Help: lambda _r: Answer(HELP),
            asked.Stop: lambda _r: self._stop(view),
            asked.DraftWhole: lambda r: self._draft_whole(view, r),
            asked.DraftSection: lambda r: self._write(view, list(r.sections) or [r.section]),
            asked.NextSection: lambda _r: self._next(view),
            asked.Shorten: lambda r: self._redraft(view, r.section, text, r.length, whole=r.whole),
            asked.Expand: lambda r: self._redraft(view, r.section, text, r.length, whole=r.whole),
            asked.Redraft: lambda r: self._redraft(view, None if r.whole else r.section, r.remark or text, whole=r.whole),
            asked.ReplaceFigure: lambda r: self._redraft(view, r.section, text, whole=r.whole),
            asked.ReplaceWords: lambda r: self._replace_words(view, r),
            asked.AskSection: lambda r: answers.last_year(view, self._archive, self._retriever, r),
            asked.AskFigure: lambda r: answers.figures(self._archive, self._retriever, r, view.year),
            asked.AskSource: lambda r: answers.of_source(self._archive, r.who),
            asked.AskOutline: lambda _r: answers.outline(view),
            asked.AskMarks: lambda _r: Answer(answers.MARKS),
            asked.AskPassage: lambda r: self._question(view, r.question),
            asked.AskGaps: lambda r: answers.gaps(view, r.section),
            asked.AskStatus: lambda _r: answers.status(view),
            asked.AskPromises: lambda _r: answers.promises(self._promises.rows(view.id), view.reviewed_year),
            asked.WritePromises: lambda _r: self._write_promises(view),
            asked.Unify: lambda _r: self._unify(view),
            asked.CheckSection: lambda r: self._check(view, r.section),
            asked.Accept: lambda r: self._accept(view, r.section),
            asked.Reject: lambda r: self._reject(view, r.section, r.reason),
            asked.Restore: lambda r: self._restore(view, r),
            asked.Export: lambda _r: Answer(
                "写好的、改过的都已自动保存。要文件请到“导出”页选格式并下载；那里也会列出还没有采纳的部分和没有处理的数字。"
            ),
            asked.RenameHeading: lambda r: Answer(self._outlining.rename(view, r.section, r.title), section=r.section),
            asked.MoveHeading: lambda r: Answer(self._outlining.move(view, r.section, r.target, r.after)),
            asked.AddHeading: lambda r: Answer(self._outlining.add(view, r.title, r.after)),
            asked.RemoveHeading: lambda r: Answer(self._outlining.remove(view, r.section)),
            asked.Remember: lambda r: self._remember(view, r.decision),
            asked.Unknown: lambda r: self._unknown(view, r, current),
        }
        if isinstance(request, _CHANGES_TEXT):
            self._outlining.settle(view.id)
        return handlers[type(request)](request)

    def _draft_whole(self, view: DraftView, request: asked.DraftWhole) -> Answer:
        if request.year in (None, view.year) and request.which == "whole" and not request.like:
            return self._write_everything(view.id)
        draft = self._new_draft(request)
        answer = self._write_everything(draft)
        return Answer(answer.text, draft=draft)

    def _new_draft(self, request: asked.DraftWhole) -> str:
        return self._drafting.start(request.year, like=self._named(request.like), which=request.which)

    def _named(self, like: str) -> str:
        """The source a person means by a title's words; "" when none fits, so that last year's is taken."""
        found = [source for source in self._archive.sources(Filter(role="report")) if like and like in (source.title + source.filename)]
        return found[0].id if found else ""

    def _write_everything(self, draft: str) -> Answer:
        view = self._desk.view(draft)
        missing = [s.position for s in view.sections if s.current is None or s.state in ("empty", "failed")]
        if not missing:
            return Answer("各部分都已经写好。要重写哪一部分，请说“重写第几部分”，并说明意见。")
        return self._write(view, missing)

    def _write(self, view: DraftView, positions: Sequence[int]) -> Answer:
        known = [position for position in positions if 0 <= position < len(view.sections)]
        self._jobs.enqueue("draft", view.id, json.dumps({"positions": known}))
        named = answers.name(view, known[0])
        return Answer(
            f"开始起草{named}。" if len(known) == 1 else f"开始起草{named}等{len(known)}个部分，写好一部分就能看一部分。", section=known[0]
        )

    def _next(self, view: DraftView) -> Answer:
        waiting = [s.position for s in view.sections if s.current is None]
        return self._write(view, waiting[:1]) if waiting else Answer("各部分都已经写好，可以到“核稿”页逐部分看。")

    def _redraft(self, view: DraftView, position: int | None, remark: str, length: int | None = None, whole: bool = False) -> Answer:
        if position is None and not whole:
            return Answer("请说明是哪一部分，例如“第二部分再精简一些”。")
        written = [s.position for s in view.sections if s.current and s.current.section.paragraphs]
        positions = written if position is None else [position]
        if not positions:
            return Answer("还没有写好的部分，请先起草。")
        payload = {"positions": positions, "remark": remark, "length": length}
        self._jobs.enqueue("draft", view.id, json.dumps(payload, ensure_ascii=False))
        where = answers.name(view, positions[0]) + (f"等{len(positions)}个部分" if len(positions) > 1 else "")
        return Answer(f"按“{remark}”修改{where}，改前的一稿会留着，可以比较。", section=positions[0])

    def _replace_words(self, view: DraftView, request: asked.ReplaceWords) -> Answer:
        """Letter by letter, each section that changes as a version of its own, its figures checked again."""
        old, new = request.old, request.new
        if request.about is not None:
            return self._replace_one(view, request)
        having = [s for s in view.sections if s.current and answers.standing(s.current.section.text, old)]
        here = [s for s in having if s.position == request.section]
        chosen = having if request.whole else here or having
        if not chosen:
            return Answer(f"稿子里没有“{old}”，请检查是不是这几个字。")
        count = 0
        for section in chosen:
            text = section.current.section.text if section.current else ""
            places = answers.standing(text, old)
            count += len(places)
            for at in reversed(places):
                text = text[:at] + new + text[at + len(old) :]
            self._reviewing.edit(view.id, section.position, text, "对话", f"把“{old}”改为“{new}”")
        where = answers.name(view, chosen[0].position) if len(chosen) == 1 else f"{len(chosen)}个部分"
        left = sum(len(answers.standing(s.current.section.text, old)) for s in having if s not in chosen and s.current)
        rest = f"其他部分还有{left}处，要一起改请说“把“{old}”都改为“{new}””。" if left else ""
        return Answer(f"已把{where}里的{count}处“{old}”改为“{new}”，改前的一稿会留着。{rest}", section=chosen[0].position)

    def _replace_one(self, view: DraftView, request: asked.ReplaceWords) -> Answer:
        """Where the words are said of what was named, and nowhere else."""
        places = [
            (section.position, at)
            for section in view.sections
            if section.current and request.section in (None, section.position)
            for at in answers.said_of(section.current.section.text, request.old, request.about or "")
        ]
        if len(places) != 1:
            many = f"有{len(places)}处都像，请到“核稿”页改" if places else "没有找到，请检查数字，或先点开它所在的部分"
            return Answer(f"“{request.about}{request.old}”{many}，稿子没有动。")
        (position, at), new = places[0], request.new
        section = view.sections[position]
        text = section.current.section.text if section.current else ""
        edited = text[:at] + new + text[at + len(request.old) :]
        self._reviewing.edit(view.id, position, edited, "对话", f"把“{request.about}{request.old}”改为“{new}”")
        return Answer(
            f"已把{answers.name(view, position)}里的“{request.about}{request.old}”改为“{new}”，改前的一稿会留着。", section=position
        )

    def _question(self, view: DraftView, question: str) -> Answer | None:
        if self._assistant is not None:
            self._jobs.enqueue("chat", view.id, json.dumps({"text": question}, ensure_ascii=False))
            return None
        return answers.passages(self._retriever.search(question, HITS), question)

    def _unknown(self, view: DraftView, request: asked.Unknown, current: int | None) -> Answer | None:
        if self._assistant is not None:
            payload = {"text": request.text, "current": current, "understand": True}
            self._jobs.enqueue("chat", view.id, json.dumps(payload, ensure_ascii=False))
            return None
        return Answer(request.hint or f"没有听懂。{HELP}")

    def _check(self, view: DraftView, position: int | None) -> Answer:
        """The figures of a section, looked at anew; of the whole draft also what shows only in the whole."""
        self._reviewing.recheck(view.id, None if position is None else [position])
        view = self._desk.view(view.id)
        found = self._reviewing.open_findings(view.id)
        return answers.findings(view, found, position, self._inspecting.whole(view.id).findings if position is None else ())

    def _unify(self, view: DraftView) -> Answer | None:
        """With a model in the background; without one the checks say what it would have begun with."""
        if self._unifying is None or view.mode != "model":
            checked = self._check(view, None)
            return Answer(f"统稿要改写文字，需要接上模型；先把全稿核对了一遍，请照着改。\n{checked.text}", checked.sources, checked.section)
        if any(section.current is None for section in view.sections):
            return Answer("还有没写的部分，请先写完再统稿，可以说“起草全文”。")
        self._jobs.enqueue("chat", view.id, json.dumps({"text": "统稿", "unify": True}, ensure_ascii=False))
        return None

    def _write_promises(self, view: DraftView) -> Answer:
        position = self._promises.write(view.id, "助手")
        return Answer(f"已写成“{view.reviewed_year}年目标完成情况”一节，数字已核对；没有结果的留了【待补】。", section=position)

    def _accept(self, view: DraftView, position: int | None) -> Answer:
        if position is not None:
            self._reviewing.accept(view.id, position)
            return Answer(f"已采纳{answers.name(view, position)}。", section=position)
        ready = [s.position for s in view.sections if s.state == "pending" and s.current and s.current.section.state == "complete"]
        for one in ready:
            self._reviewing.accept(view.id, one)
        return Answer(f"已采纳{len(ready)}个写好的部分。" if ready else "没有待采纳的部分。")

    def _reject(self, view: DraftView, position: int | None, reason: str) -> Answer:
        if position is None:
            return Answer("请说明退回哪一部分，例如“退回第二部分，数字太多”。")
        self._reviewing.reject(view.id, position, reason)
        return Answer(f"已退回{answers.name(view, position)}。", section=position)

    def _restore(self, view: DraftView, request: asked.Restore) -> Answer:
        undone = "" if request.named else self._outlining.undo(view.id)
        if undone:
            return Answer(undone)
        position = request.section
        if position is None:
            return Answer("请说明恢复哪一部分的上一稿。")
        versions = self._desk.versions(view.id, position)
        if len(versions) < 2:
            return Answer("这一部分还没有更早的一稿。")
        self._reviewing.restore(view.id, position, versions[-2].number)
        return Answer(f"已恢复{answers.name(view, position)}的第{versions[-2].number}稿。", section=position)

    def _remember(self, view: DraftView, decision: str) -> Answer:
        self._desk.decide(view.id, decision)
        return Answer(f"记住了：{decision}。后面起草会照办。")

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

    def _note(self, draft: str, role: str, text: str, sources: tuple[str, ...] = (), section: int | None = None) -> None:
        offered = self.suggestions(self._desk.view(draft), section) if role == "assistant" else ()
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._desk.say(draft, Message("person" if role == "person" else "assistant", text, at, sources, offered, section))


def _sources(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.source.id for hit in hits))
