"""The drafter that uses a model: plan, write, guard, one repair turn. The model chooses words; every figure is the program's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import prompts
from chains import abilities, plainly, tidy, tokens
from chains.correct import correct
from chains.dossier import Dossier, default_year, gather
from chains.echo import Watch, is_echo
from chains.faults import PromptTooLong
from chains.fence import disarm, fence
from chains.model import ChatModel, Limits, Reply
from chains.proof import HIDDEN, Flaw, carried, flaws, gaps, prove, quoted
from chains.slots import Filled, StreamFill
from chains.variants import variants
from chains.wire import Turn
from nigao.checks.finding import Finding, Span
from nigao.draft import DraftSection, Evidence, Meter, SectionTask
from nigao.errors import ModelFailed, ModelNonsense
from nigao.ledger import Entry
from nigao.ports import OnProgress, Progress, ShouldStop, VariantsOf
from nigao.settings import Settings
from nigao.text.traditional import is_traditional, simplified, stretches

_STEPS = 4
_SLOT = re.compile(r"\s*〔F(\d{1,3})(?:＝[^〕]*)?〕")
_MATERIAL = re.compile(r"\s*(?:材料)?\s*M(\d{1,3})(?!\d)")
_LONGEST = 1500
_SHORTENED = 3
# With less than this the rules alone leave no room for a section's data.
_LEAST_ROOM = 1000


@dataclass(slots=True)
class _Work:
    """One section being written. plain: whether the model is asked without slots. prompt: id of the prompt that wrote it."""

    task: SectionTask
    dossier: Dossier
    on_progress: OnProgress
    should_stop: ShouldStop
    points: tuple[str, ...] = ()
    plain: bool = False
    meter: Meter = field(default_factory=Meter)
    prompt: str = ""

    @property
    def allowed(self) -> list[Entry]:
        """Every entry that may bear a figure out: the ledger's, and what stands in the passages given."""
        return [*self.task.entries, *self.dossier.read_anew]


@dataclass(frozen=True, slots=True)
class _Written:
    """What a turn gave: paragraphs with slot marks, whether they are all of it, and what happened if not."""

    paragraphs: tuple[str, ...]
    whole: bool
    note: str = ""

    @property
    def text(self) -> str:
        """The body with its slot marks."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was written, filled and proved: what is false in it, what is borne out, what was put right."""

    written: _Written
    filled: Filled
    bad: list[Flaw]
    good: list[Evidence]
    notes: tuple[Finding, ...] = ()


class _Echo(tidy.Unusable):
    """The answer was our own prompt."""


class ModelDrafter:
    """Fills the port Drafter; the settings may name other models for planning and for the repair turn."""

    def __init__(self, settings: Settings, limits: Limits | None = None) -> None:
        self._writer = ChatModel(settings, "", limits)
        self._planner = ChatModel(settings, settings.plan_model, limits) if settings.plan_model else self._writer
        self._mender = ChatModel(settings, settings.repair_model, limits) if settings.repair_model else self._writer
        known = abilities.recall(settings.home, settings.base_url, self._writer.name)
        # Found by trying, or when an answer gave the prompt back: then every section is asked for plainly.
        self._plain = known is not None and known.answers and not known.slots

    @property
    def mode(self) -> str:
        """Always "model"."""
        return "model"

    @property
    def model(self) -> str:
        """Name of the model that writes."""
        return self._writer.name

    def plan(self, task: SectionTask, should_stop: ShouldStop = lambda: False) -> tuple[str, ...]:
        """What the section is going to say, a line a point; given back as ``OutlineItem.points`` it is followed as it is.

        Raises ModelFailed.
        """
        work = _Work(task, gather(task, self._planner.room - _frame("plan", task)), _silent, should_stop)
        return tuple(_spoken(point, work) for point in self._points(work))

    def variants(self, task: SectionTask, of: VariantsOf, should_stop: ShouldStop = lambda: False) -> tuple[str, ...]:
        """A few ways of putting a heading or an opening, those with unsourced figures dropped. Raises ModelFailed."""
        dossier = gather(task, max(300, self._writer.room - _frame("variants", task)))
        work = _Work(task, dossier, _silent, should_stop)
        return variants(self._writer, task, dossier, _head(work), _common(task)["heading"], of, should_stop)

    def draft(self, task: SectionTask, on_progress: OnProgress, should_stop: ShouldStop) -> DraftSection:
        """Write the section. Raises ModelFailed where nothing usable came; a broken answer comes back as an incomplete section."""
        for _ in range(_SHORTENED):
            try:
                return self._draft(task, on_progress, should_stop)
            except PromptTooLong:
                # The service's context is smaller than the settings say, and the model's room is less now: once more with less data.
                on_progress(Progress("材料超出模型的上下文长度，正在减少后重写"))
        return self._draft(task, on_progress, should_stop)

    def _draft(self, task: SectionTask, on_progress: OnProgress, should_stop: ShouldStop) -> DraftSection:
        room = min(self._writer.room, self._planner.room)
        dossier = gather(task, max(300, room - _frame("redraft" if task.current and task.remark else "write", task)))
        work = _Work(task, dossier, on_progress, should_stop, task.item.points, self._plain or room < _LEAST_ROOM)
        if not work.points and not task.remark and not work.plain and _worth_planning(task):
            on_progress(Progress("正在列出这一节的要点", 1, _STEPS))
            work.points = self._tried_points(work)
        on_progress(Progress("正在写", 2, _STEPS))
        written = self._write(work)
        on_progress(Progress("正在核对数字", 3, _STEPS))
        checked = self._mended(work, _check(work, written))
        on_progress(Progress("正在标注出处", 4, _STEPS))
        return _section(work, checked)

    def _tried_points(self, work: _Work) -> tuple[str, ...]:
        """The plan, or none where the model cannot make one: a section can be written without."""
        try:
            return self._points(work)
        except PromptTooLong:
            raise
        except ModelNonsense:
            return ()

    def _points(self, work: _Work) -> tuple[str, ...]:
        task = work.task
        text = prompts.load("plan").fill(head=_head(work), heading=_common(task)["heading"], request=_wish("要求：", task.remark))
        reply = self._planner.ask(_turns(text), 600, work.should_stop, None, work.meter)
        if reply.finish == "stopped":
            return ()
        tidy.refuse(reply.text)
        if is_echo(reply.text):
            return ()
        return tuple(line[:80] for part in reply.text.split("\n") if (line := part.strip(" -*#\t")) and len(line) > 3)[:10]

    def _write(self, work: _Work) -> _Written:
        if work.plain:
            return self._plainly(work)
        try:
            first = self._turn(work, _turns(_writing(work, _wanted(work.task))))
        except _Echo:
            work.on_progress(Progress("模型把要求抄了回来，换成简短的问法重写", 2, _STEPS))
            self._plain = work.plain = True
            return self._plainly(work)
        except tidy.Unusable:
            work.on_progress(Progress("模型的回答不能用，正在重写", 2, _STEPS))
            return self._turn(work, _turns(_writing(work, _wanted(work.task))))
        if first.whole or work.should_stop():
            return first
        # A broken answer is asked for once more, shorter; whichever attempt is whole or longer is kept.
        work.on_progress(Progress("模型的回答不完整，正在重写", 2, _STEPS))
        try:
            second = self._turn(work, _turns(_writing(work, _wanted(work.task) * 2 // 3)))
        except ModelFailed:
            return first
        return second if second.whole or len(second.text) > len(first.text) else first

    def _plainly(self, work: _Work) -> _Written:
        work.prompt = prompts.load("plain").id
        return self._turn(work, plainly.turns(work.task, work.dossier, self._writer.room, _wanted(work.task)))

    def _turn(self, work: _Work, turns: Sequence[Turn], model: ChatModel | None = None) -> _Written:
        fill, watch = StreamFill(work.dossier.table), Watch()

        def heard(delta: str) -> None:
            watch.feed(delta)
            work.on_progress(Progress("正在写", 2, _STEPS, fill.feed(delta)))

        stop: ShouldStop = lambda: watch.heard or work.should_stop()  # noqa: E731
        reply = (model or self._writer).ask(turns, None, stop, heard, work.meter)
        if watch.heard or is_echo(reply.text):
            raise _Echo("模型把要求原样抄了回来，没有写出正文，请更换能力更强的模型，或运行 nigao model 试一试它会什么。")
        return _judged(replace(reply, text=_in_own_script(reply.text, work.task)), work.task.item.title)

    def _mended(self, work: _Work, checked: _Checked) -> _Checked:
        """The text after one repair turn where it has flaws; the repaired text is taken only if it has fewer."""
        problems = _problems(checked, work.task)
        if not problems or not checked.written.whole or work.plain or work.should_stop():
            return checked
        work.on_progress(Progress(f"核对出{len(problems)}处问题，正在返工", 3, _STEPS))
        try:
            mended = self._turn(work, _turns(_repairing(work, checked.written, problems, self._mender.room)), self._mender)
        except ModelFailed:
            return checked
        again = _check(work, mended)
        better = len(_problems(again, work.task)) < len(problems)
        return again if mended.whole and better and len(mended.text) * 3 >= len(checked.written.text) else checked


def _check(work: _Work, written: _Written) -> _Checked:
    """Fill the slots, prove every figure, and put right what the ledger answers at once."""
    year = default_year(work.task)
    filled = work.dossier.table.fill(written.text, year)
    bad, good = flaws(filled, work.allowed, work.task)
    put = correct(filled, bad, work.dossier.table, year)
    if put is None:
        return _Checked(written, filled, bad, good)
    return _Checked(written, put.filled, *flaws(put.filled, work.allowed, work.task), put.notes)


def _spoken(point: str, work: _Work) -> str:
    """A point without the marks of this turn: figures and materials by their names, so that a person can read and change it."""
    slots, hits = work.dossier.table.slots, work.task.passages
    point = _SLOT.sub(lambda m: f"（{s.entry.figure.indicator}{s.text}）" if (s := slots.get(int(m[1]))) else "", point)
    return _MATERIAL.sub(lambda m: f"《{hits[int(m[1]) - 1].source.title}》" if 0 < int(m[1]) <= len(hits) else "", point)


def _silent(progress: Progress) -> None:
    return


def _turns(prompt: str) -> list[Turn]:
    return [("system", prompts.load("rules").text.strip()), ("user", prompt)]


def _worth_planning(task: SectionTask) -> bool:
    """Short sections are written at once: a plan would cost more than it brings."""
    return _wanted(task) >= 250 and len(task.passages) + len(task.entries) >= 4


def _wanted(task: SectionTask) -> int:
    """Length to write, in characters."""
    return task.length or max(150, min(_LONGEST, len(task.like_text) or 400))


def _common(task: SectionTask) -> dict[str, str]:
    reviewed, planned = task.brief.reviewed_year, task.brief.year
    purpose = {
        "opening": f"是全文的开头，总起{reviewed}年的工作。",
        "plan": f"写{planned}年的工作打算，都是还没有做的事；{reviewed}年的数字只作基础。",
    }.get(task.item.kind, f"回顾{reviewed}年已经完成的工作。")
    heading = disarm(f"{task.item.number}{task.item.title}") or "开头"
    return {"unit": disarm(task.brief.unit) or "本单位", "title": disarm(task.brief.title), "heading": heading, "purpose": purpose}


def _decisions(task: SectionTask) -> str:
    return "已经定下的事：\n" + "\n".join(f"- {one}" for one in task.brief.decisions) if task.brief.decisions else ""


def _wish(label: str, text: str) -> str:
    return f"{label}{text}" if text else ""


def _frame(name: str, task: SectionTask) -> int:
    """Tokens a prompt takes without its data: the rules, the frame and what the person said."""
    said = "".join((*task.brief.decisions, *task.item.points, task.remark, task.brief.title, task.item.title))
    fixed = "".join(prompts.load(one).text for one in ("rules", "head", name))
    return tokens.bound(fixed + said) + 300


def _head(work: _Work) -> str:
    """What planning and writing have in common, word for word: a server that keeps what it has read reads it once."""
    task = work.task
    return prompts.load("head").fill(**_common(task), decisions=_decisions(task), data=work.dossier.data).strip()


def _writing(work: _Work, length: int) -> str:
    task = work.task
    common = {"head": _head(work), "heading": _common(task)["heading"], "length": f"{length}字左右，不要超过{length * 6 // 5}字"}
    if task.current and task.remark:
        prompt = prompts.load("redraft")
        filled = prompt.fill(**common, remark=task.remark)
    else:
        prompt = prompts.load("write")
        points = "要点：\n" + "\n".join(work.points) if work.points else ""
        filled = prompt.fill(**common, points=points, request=_wish("特别要求：", task.remark))
    work.prompt = f"{prompt.id}+{prompts.load('head').id}"
    return filled


def _repairing(work: _Work, written: _Written, problems: Sequence[str], room: int) -> str:
    draft = fence("初稿", disarm_draft(written.text))
    listed = "\n".join(f"{i}. {disarm(problem)}" for i, problem in enumerate(problems[:12], 1))
    left = room - tokens.bound(draft + listed) - _frame("repair", work.task)
    slots = tokens.clip(work.dossier.slots_text(), max(200, left))
    return prompts.load("repair").fill(heading=_common(work.task)["heading"], problems=listed, slots=slots, draft=draft)


def disarm_draft(text: str) -> str:
    """A draft that goes back to the model keeps its slot marks; only angle brackets are made harmless."""
    return text.replace("<", "＜").replace(">", "＞")


def _in_own_script(text: str, task: SectionTask) -> str:
    """Simplified where the unit writes so: a model may answer in traditional characters, whose figures nobody would find."""
    own = "".join(item.title for item in task.brief.outline) + task.like_text
    return text if is_traditional(own) else simplified(text) if stretches(text) else text


def _judged(reply: Reply, title: str) -> _Written:
    """Whether the answer is whole: the server's word, the end mark asked for, and the last sentence must agree."""
    if reply.finish != "stopped":
        tidy.refuse(reply.text)
    marked = tidy.ended(reply.text)
    closed = reply.text.rstrip("` \n").endswith(("。", "！", "？", "；", "”", "」", "）", "…"))
    whole = marked or (reply.finish == "stop" and closed)
    if whole and reply.finish in ("stop", "unknown", "length"):
        return _full(tidy.paragraphs(reply.text, title))
    note = reply.note or "模型的回答可能没有写完，已保留写好的部分。"
    return _Written(tuple(tidy.paragraphs(tidy.whole_part(reply.text), title)), False, note)


def _full(parts: list[str]) -> _Written:
    if not parts:
        raise tidy.Unusable("模型没有写出可用的正文，请重试或更换模型。")
    return _Written(tuple(parts), True)


def _problems(checked: _Checked, task: SectionTask) -> list[str]:
    """What a repair turn is asked to mend, in Chinese."""
    filled = checked.filled
    listed = [flaw.said for flaw in checked.bad] + [f"{mark}不是可用的槽位。" for mark in filled.unknown]
    if HIDDEN in filled.text:
        listed.append("照抄了去年的句子，其中的××没有填上今年的数字；有对应槽位的写槽位，没有的删去这一分句。")
    if _mostly_copied(filled.text, checked, task):
        listed.append("大部分句子照抄去年，请按今年的要点和材料重写；没有材料支持的去年的事删去。")
    if task.length and len(filled.text) > task.length * 13 // 10:
        listed.append(f"篇幅{len(filled.text)}字，超过要求的{task.length}字，请压缩到{task.length}字以内。")
    return listed


def _mostly_copied(text: str, checked: _Checked, task: SectionTask) -> bool:
    if not (task.passages or task.entries):
        return False
    old = carried(text, task.like_text, None, [*checked.good, *quoted(text, task.passages)])
    return sum(item.end - item.start for item in old) * 2 > len(text)


def _section(work: _Work, checked: _Checked) -> DraftSection:
    task, written = work.task, checked.written
    missing = gaps(checked.filled.text, work.dossier.hidden)
    proved = prove(checked.filled, [*checked.bad, *missing], checked.good, task, checked.notes)
    text = proved.text
    known = [*proved.evidence, *quoted(text, task.passages)]
    old = carried(text, work.dossier.hidden.text, task.like_source, known)
    notes = [Finding("draft.data", "note", said) for said in work.dossier.left_out]
    if old:
        notes.append(_carried_over(text, old))
    if not written.whole:
        notes.append(Finding("draft.incomplete", "error", written.note))
    return DraftSection(
        number=task.item.number,
        title=task.item.title,
        level=task.item.level,
        paragraphs=tuple(text.split("\n")) if text else (),
        evidence=tuple(sorted([*known, *old], key=lambda item: (item.start, item.end))),
        findings=proved.findings + tuple(notes),
        state="complete" if written.whole and text else "incomplete",
        prompt=work.prompt,
        usage=work.meter.usage,
    )


def _carried_over(text: str, old: Sequence[Evidence]) -> Finding:
    share = sum(item.end - item.start for item in old) * 100 // max(1, len(text))
    places = tuple(Span(text[item.start : item.end], item.start, item.end) for item in old)
    return Finding("draft.carried", "warning", f"有{len(old)}句沿用去年的表述（约占{share}%），请逐句核实今年是否仍然如此。", places)
