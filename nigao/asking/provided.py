"""What is asked on a condition the draft itself answers: （一）里要是没有待补了就签发，有就先放着; 要是4.4%就改成4.5%.

Where the condition holds the message is read without it, where it does not nothing is done and that is said; a condition only people can
answer (要是领导嫌长) stays one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nigao.asking.amounts import AMOUNT, characters
from nigao.asking.lengths import LENGTH
from nigao.asking.saying import S, Saying, heard
from nigao.asking.scene import Scene

_IF = r"(?:要是|如果|若是?|假如|假使|倘若|只要|但凡)"
_THEN = r"(?:的话)?[，,]?(?:那)?(?:就|则|便|再|可以|请|给我|直接|把它)"
_ELSE = r"(?:[，,；;。](?:(?:否则|不然|要不然|要不|反之)(?:的话)?[，,]?(?:就|则|那就)?(?P<other>[^。；;]{3,30})|(?:没有?|有|还有|不够|够了|不是|超了|没超|不超|没到|还缺)[^。；;]{0,4}(?:就|的话|则|先|再|别|不)[^。；;]{0,16}))?"
_NO_GAPS = r"(?:没有?|不(?:再)?(?:有|缺|差)|无|填(?:完|齐|全|满)了?|补(?:完|齐|全)了?)(?:了)?(?:任何|什么|啥)?(?:待补|空|缺口|空格|空着的|缺数|数)?(?:的)?(?:了)?"
_GAPS = r"(?:还)?(?:有|剩|缺|差)(?:着)?(?:待补|空|缺口|数|空格)(?:没填|没补)?(?:的)?"
_LONGER = rf"(?:超过?了?|多于|大于|不止|过了|长于){LENGTH.replace('?P<n>', '?P<over>')}"
_CONDITION = re.compile(
    rf"^(?P<before>[^，,。；;]{{0,24}}?)(?:里面?|中)?{_IF}(?P<s>[^，,。；;]{{0,14}}?)(?:里面?|中)?(?:(?P<full>{_NO_GAPS})|(?P<gaps>{_GAPS})|(?P<longer>{_LONGER})){_THEN}(?P<then>[^；;。]+?){_ELSE}[。！!]?$"
)
# 要是4.4%就改成4.5%: the value that is to go only where it stands.
_VALUE = re.compile(
    rf"{_IF}(?:还|仍|现在|这里|那里|稿子?里?)*(?:写的?是|写着|是|为|还是)?(?P<was>(?<![\d.第A-Za-z]){AMOUNT})(?:的话)?[，,]?(?:那)?(?:就|请)?(?=改|换|更正|订正)"
)


@dataclass(frozen=True, slots=True)
class Answered:
    """The message without its condition, "" where the condition does not hold; told: what is said then."""

    message: str
    told: str = ""


def answered(message: str, scene: Scene) -> Answered:
    """A message whose condition the draft answers, without it."""
    found = _CONDITION.match(message)
    if found is None:
        return Answered(_VALUE.sub(lambda one: f"把{one['was']}", message))
    where = found["before"] + found["s"]
    said = heard(where or found["then"], scene)
    positions = _positions(said)
    if not positions or re.search(f"[^{S[1:-1]}的把将那这个，]", re.sub(S, "", heard(where, scene).text) if where else ""):
        return Answered(message)
    holds = _holds(found, scene)
    if all(holds(position) for position in positions):
        return Answered(f"{where}{found['then']}" if where else found["then"])
    if found["other"]:
        return Answered(found["other"])
    return Answered("", f"{scene.names(positions)}{_why_not(found)}，稿子没有动。")


def _positions(said: Saying) -> tuple[int, ...]:
    named = tuple(p for ref in said.sections if ref.kind in ("number", "words", "here") for p in ref.positions)
    return named or (() if said.scene.current is None or said.sections else (said.scene.current,))


def _holds(found: re.Match[str], scene: Scene) -> Callable[[int], bool]:
    if found["longer"]:
        over = characters(found["over"]) or 0
        return lambda p: sum(len(scene.text(one)) for one in scene.block(p)) > over
    return lambda p: ("【待补" in scene.text(p)) is bool(found["gaps"])


def _why_not(found: re.Match[str]) -> str:
    if found["longer"]:
        return f"没有超过{characters(found['over'])}字"
    return "没有【待补】" if found["gaps"] else "还有【待补】"
