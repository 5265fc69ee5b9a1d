"""The whole draft read by a model (统稿): which sections to change for the sake of the others, as remarks. It rewrites nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import prompts
from chains import tokens
from chains.fence import disarm, fence, without_orders
from chains.jsons import NotJson, extract
from chains.model import ChatModel
from chains.wire import Turn
from nigao.draft import Brief, DraftSection
from nigao.errors import ModelNonsense
from nigao.ports import ShouldStop

MOST_REMARKS = 8
_LONGEST_REMARK = 80
_FEWEST_TOKENS = 60


def read_whole(
    model: ChatModel, brief: Brief, sections: Mapping[int, DraftSection], problems: Sequence[str], should_stop: ShouldStop
) -> tuple[tuple[int, str], ...]:
    """(position, remark) of the sections to change. sections: by position, those that may be changed or read.

    Each section gets the same share of the context, so that a long draft loses the ends of its sections and none of them
    whole. Raises ModelFailed; ModelNonsense where the answer is none.
    """
    from chains.shapes import Remarks

    reply = model.ask(_turns(model, brief, sections, problems), 900, should_stop)
    try:
        said = extract(reply.text, Remarks, "remarks")
    except NotJson as error:
        raise ModelNonsense("模型没有给出可用的统稿意见，稿子没有改动，请重试。") from error
    found = [(one.section - 1, " ".join(disarm(one.remark).split())[:_LONGEST_REMARK]) for one in said.remarks]
    return tuple((position, remark) for position, remark in found if position in sections and remark)[:MOST_REMARKS]


def _turns(model: ChatModel, brief: Brief, sections: Mapping[int, DraftSection], problems: Sequence[str]) -> list[Turn]:
    rules, prompt = prompts.load("answer_rules").text.strip(), prompts.load("whole")
    listed = tokens.clip("\n".join(f"- {disarm(one)}" for one in problems), model.room // 4) or "（无）"
    left = model.room - tokens.bound(prompt.text + rules + listed + brief.title) - 300
    share = max(_FEWEST_TOKENS, left // max(1, len(sections)) - 40)
    told = "\n".join(_section(position, section, share) for position, section in sections.items())
    filled = prompt.fill(
        unit=disarm(brief.unit) or "本单位",
        title=disarm(brief.title),
        problems=listed,
        sections=tokens.clip(told, max(_FEWEST_TOKENS, left)),
        most=str(MOST_REMARKS),
    )
    return [("system", rules), ("user", filled)]


def _section(position: int, section: DraftSection, share: int) -> str:
    return fence("部分", tokens.clip(without_orders(disarm(section.text)), share), f"{position + 1} {disarm(section.heading)}")
