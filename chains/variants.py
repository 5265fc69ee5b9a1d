"""Two or three ways of putting a heading or an opening, to choose from; one with a figure nobody bears out is never shown."""

from __future__ import annotations

import re

import prompts
from chains import tidy
from chains.dossier import Dossier, default_year
from chains.echo import is_echo
from chains.jsons import NotJson, extract
from chains.model import ChatModel
from chains.proof import HIDDEN, flaws
from chains.wire import Turn
from nigao.checks.leavings import leavings
from nigao.draft import SectionTask
from nigao.errors import ModelNonsense
from nigao.ports import ShouldStop, VariantsOf

ASKED = 4
SHOWN = 3
_WANTED = {"title": "的标题（不带编号，不超过24字）", "opening": "的开头一段（两三句，不超过120字）"}
_LONGEST = {"title": 30, "opening": 200}
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|写法[一二三四1-4][：:])\s*")


def variants(
    model: ChatModel, task: SectionTask, dossier: Dossier, head: str, heading: str, of: VariantsOf, should_stop: ShouldStop
) -> tuple[str, ...]:
    """What may be chosen, at most three; () where all that came had to be dropped. Raises ModelFailed."""
    from chains.shapes import Variants

    asked = prompts.load("variants").fill(head=head, heading=heading, wanted=_WANTED[of], count=str(ASKED))
    turns: list[Turn] = [("system", prompts.load("rules").text.strip()), ("user", asked)]
    reply = model.ask(turns, 800, should_stop)
    try:
        said = extract(reply.text, Variants, "variants").variants
    except NotJson as error:
        raise ModelNonsense("模型没有给出可以挑选的写法，请重试。") from error
    kept = [text for one in said if (text := _sound(one, task, dossier, of))]
    return tuple(dict.fromkeys(kept))[:SHOWN]


def _sound(said: str, task: SectionTask, dossier: Dossier, of: VariantsOf) -> str:
    """The variant as it would stand, "" where it may not."""
    clean = tidy.plain_line(said) if of == "title" else "".join(tidy.paragraphs(said, task.item.title))
    clean = _NUMBERED.sub("", clean).rstrip("。：:") if of == "title" else clean
    filled = dossier.table.fill(clean, default_year(task))
    text = filled.text
    if not text or len(text) > _LONGEST[of] or filled.unknown or HIDDEN in text or is_echo(text) or leavings(text, by_model=True):
        return ""
    if text == (task.item.title if of == "title" else ""):
        return ""
    bad, _ = flaws(filled, [*task.entries, *dossier.read_anew], task)
    return "" if bad else text
