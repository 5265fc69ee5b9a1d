"""The plain way of asking, for models that cannot follow slots: a short prompt, one sentence of task, figures as they are."""

from __future__ import annotations

import prompts
from chains import tokens
from chains.dossier import Dossier
from chains.fence import disarm, sentences, without_orders
from chains.wire import Turn
from nigao.draft import SectionTask
from nigao.ledger import Entry
from nigao.quantity.period import name

# What a small model can read in reasonable time and still keep in mind.
ROOM = 900
_FIGURES, _SENTENCES = 16, 12
_LONGEST = 400


def turns(task: SectionTask, dossier: Dossier, room: int, wanted: int) -> list[Turn]:
    """Rules and prompt. The figures a model writes here are its own; they are proved and marked afterwards as ever."""
    said = _task(task, min(wanted, _LONGEST))
    rules = prompts.load("plain_rules").text.strip()
    left = min(room, ROOM) - tokens.weigh(said + rules) - 60
    material = tokens.clip(_current(task) or _material(task, dossier, left), max(120, left))
    return [("system", rules), ("user", prompts.load("plain").fill(material=material, task=said))]


def _task(task: SectionTask, length: int) -> str:
    heading = disarm(task.item.title) or "开头"
    if task.current and task.remark:
        return f"按“{disarm(task.remark)}”的要求改写上面这段话，其余不变，写{length}字左右，只输出改好的正文。"
    year, done = (task.brief.year, "工作打算") if task.item.kind == "plan" else (task.brief.reviewed_year, "工作总结")
    wish = f"{disarm(task.remark)}。" if task.remark else ""
    return f"用上面的数字和事实，写一段{year}年{done}中“{heading}”部分的正文，{length}字左右，数字照抄。{wish}"


def _current(task: SectionTask) -> str:
    return disarm(task.current.text) if task.current and task.remark else ""


def _material(task: SectionTask, dossier: Dossier, room: int) -> str:
    figures = [_line(slot.entry, slot.text) for slot in list(dossier.table.slots.values())[:_FIGURES]]
    facts = [
        text[start:end].strip()
        for hit in task.passages[:6]
        for text in [without_orders(disarm(hit.passage.text))]
        for start, end in sentences(text)
        if end - start >= 12
    ]
    blocks = [tokens.Block(text, i, i) for i, text in enumerate(figures)]
    blocks += [tokens.Block(text, i * 2, 1000 + i) for i, text in enumerate(dict.fromkeys(facts[:_SENTENCES]))]
    kept, _ = tokens.fit(blocks, max(120, room))
    return "\n".join(block.text for block in kept) or "（没有可用的数字，只写做法。）"


def _line(entry: Entry, text: str) -> str:
    """A figure as a sentence that may be copied as it is: an aim is told as one."""
    figure = entry.figure
    when = name(figure.when) or figure.period
    aim = "" if figure.status != "target" else "力争达到" if figure.measure == "level" and text[:1].isdigit() else "力争"
    return disarm(f"{when}{figure.scope}{figure.indicator}{aim}{text}。".replace("\n", ""))
