"""Answers about the archive, outlines and readings of whole drafts by a model; every mark and number in an answer is checked here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import prompts
from chains import tidy, tokens
from chains.citing import CitedStream, Sources
from chains.faults import PromptTooLong
from chains.fence import disarm, fence
from chains.jsons import NotJson, extract
from chains.model import ChatModel, never
from chains.whole import read_whole
from chains.wire import Turn
from nigao.draft import Brief, DraftSection, Hit, Meter, OutlineItem
from nigao.errors import ModelIncomplete, ModelNonsense
from nigao.ledger import Entry
from nigao.ports import ShouldStop
from nigao.review import Message
from nigao.settings import Settings
from nigao.text.likeness import dice, grams
from nigao.text.numerals import chinese

if TYPE_CHECKING:
    from chains.shapes import Item

NOTHING = "档案中没有查到相关内容，请先上传材料，或换个说法再问。"
_LAST_TURNS = 6
_SHORTENED = 3


class ModelAssistant:
    """Fills the port Assistant."""

    def __init__(self, settings: Settings, name: str = "") -> None:
        self._model = ChatModel(settings, name)

    def answer(
        self,
        question: str,
        history: Sequence[Message],
        hits: Sequence[Hit],
        entries: Sequence[Entry],
        should_stop: ShouldStop,
        meter: Meter,
    ) -> Iterator[str]:
        """The answer, sentence by sentence. 〔n〕 is the n-th distinct source of hits, then entries; other marks never get out.

        A number that stands in none of the sources comes out as 【待核：…】. Raises ModelFailed where nothing came.
        """
        if not hits and not entries:
            yield NOTHING
            return
        for left in reversed(range(_SHORTENED)):
            try:
                yield from self._answer(question, history, hits, entries, should_stop, meter)
            except PromptTooLong:
                # Refused before a word came, and the model's room is less now: once more with fewer sources.
                if not left:
                    raise
            else:
                return

    def _answer(
        self,
        question: str,
        history: Sequence[Message],
        hits: Sequence[Hit],
        entries: Sequence[Entry],
        should_stop: ShouldStop,
        meter: Meter,
    ) -> Iterator[str]:
        asked = disarm(question)
        frame = prompts.load("answer").text + prompts.load("answer_rules").text + asked
        sources = Sources.fit(hits, entries, self._model.room - tokens.bound(frame) - 900)
        prompt = prompts.load("answer").fill(sources=sources.text, history=_history(history), question=asked)
        yield from self._cited(prompt, sources, question, should_stop, meter)

    def _cited(self, prompt: str, sources: Sources, question: str, should_stop: ShouldStop, meter: Meter) -> Iterator[str]:
        cited = CitedStream(sources, question)
        stream = self._model.stream(_turns("answer_rules", prompt), 1200, should_stop, meter)
        note = ""
        try:
            while True:
                yield from cited.feed(next(stream))
        except StopIteration as end:
            note = end.value.note
        except ModelIncomplete as broken:
            note = str(broken)
        yield from cited.close()
        if note:
            yield f"（{note}）"
        elif not cited.marked:
            yield "（以上回答没有标明出处，请核对后使用。）"

    def outline(self, brief: Brief, like: Sequence[OutlineItem], request: str) -> tuple[OutlineItem, ...]:
        """The outline asked for, numbered anew, each heading with the text of last year's it follows. Raises ModelFailed."""
        from chains.shapes import Outline

        prompt = prompts.load("outline").fill(
            unit=disarm(brief.unit) or "本单位",
            title=disarm(brief.title),
            reviewed=str(brief.reviewed_year),
            planned=str(brief.year),
            like="\n".join(f"{item.level}\t{item.number}\t{disarm(item.title)}" for item in like) or "（无）",
            decisions="\n".join(brief.decisions),
            request=disarm(request) or "照去年的框架",
        )
        turns = _turns("answer_rules", prompt)
        reply = self._model.ask(turns)
        try:
            said = extract(reply.text, Outline, "items")
        except NotJson as problem:
            again = prompts.load("outline_repair").fill(problem=str(problem))
            turns += [("assistant", reply.text[:2000]), ("user", again)]
            try:
                said = extract(self._model.ask(turns).text, Outline, "items")
            except NotJson as second:
                raise ModelNonsense("模型没有给出可用的提纲，请重试，或照去年的框架起草。") from second
        return _numbered(said.items, like)

    def read_whole(
        self, brief: Brief, sections: Mapping[int, DraftSection], problems: Sequence[str], should_stop: ShouldStop = never
    ) -> tuple[tuple[int, str], ...]:
        """(position, remark) of the sections to change for the sake of the whole. Raises ModelFailed."""
        return read_whole(self._model, brief, sections, problems, should_stop)


def _turns(system: str, prompt: str) -> list[Turn]:
    return [("system", prompts.load(system).text.strip()), ("user", prompt)]


def _history(history: Sequence[Message]) -> str:
    if not history:
        return ""
    names = {"person": "问", "assistant": "答"}
    lines = [f"{names[message.role]}：{disarm(message.text[:200])}" for message in history[-_LAST_TURNS:]]
    return fence("此前的对话", "\n".join(lines))


def _numbered(items: Sequence[Item], like: Sequence[OutlineItem]) -> tuple[OutlineItem, ...]:
    counts = [0] * 5
    out = []
    for item in items:
        counts[item.level] += 1
        counts[item.level + 1 :] = [0] * (4 - item.level)
        title = _bare(tidy.plain_line(item.title))
        followed = _followed(title, item.level, like)
        number = "" if item.kind == "opening" else _number(item.level, counts[item.level])
        points = tuple(tidy.plain_line(point)[:120] for point in item.points if point.strip())
        out.append(OutlineItem(number, title, item.level, item.kind, followed.like if followed else "", points))
    return tuple(out)


def _bare(title: str) -> str:
    """A title without the number that models write although told not to."""
    return re.sub(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])\s*", "", title).rstrip("。：:") or title


def _number(level: int, count: int) -> str:
    if level <= 2:
        numeral = chinese(min(count, 99))
        return f"{numeral}、" if level == 1 else f"（{numeral}）"
    return f"{count}." if level == 3 else f"（{count}）"


def _followed(title: str, level: int, like: Sequence[OutlineItem]) -> OutlineItem | None:
    """Last year's heading that this one follows: the same words but for the year, else most of its character pairs."""
    plain = re.sub(r"20\d\d|[二〇○零一二三四五六七八九]{4}", "", title)
    best = max(like, key=lambda item: _likeness(plain, item.title) + (item.level == level) * 0.05, default=None)
    return best if best and _likeness(plain, best.title) >= 0.5 else None


def _likeness(first: str, second: str) -> float:
    return dice(grams(first), grams(second))
