"""What a configured model was seen to be able to do, as a value; trying it is not done here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ability:
    """Found by asking. tools: calls functions. json: gives an object when asked. slots: writes 〔F3〕 where a figure belongs.

    context: tokens it takes, 0 unknown. reads, writes: tokens a second, 0 too quick to tell or unknown. note: what went wrong, in Chinese.
    """

    address: str
    model: str
    at: str = ""
    answers: bool = False
    streaming: bool = False
    system: bool = False
    temperature: bool = False
    json: bool = False
    tools: bool = False
    slots: bool = False
    context: int = 0
    reads: float = 0.0
    writes: float = 0.0
    note: str = ""

    def lines(self, deadline: float) -> list[str]:
        """The same for a person, with what to set where the model needs it."""
        if not self.answers:
            return [f"模型 {self.model}（{self.address}）没有答话：{self.note}"]
        able = [
            ("逐字输出", self.streaming),
            ("系统角色", self.system),
            ("调整温度", self.temperature),
            ("按要求给出JSON", self.json),
            ("调用工具", self.tools),
            ("按槽位写数字", self.slots),
        ]
        told = [f"模型 {self.model}（{self.address}）可以使用。"]
        told.append("会：" + ("、".join(name for name, can in able if can) or "（都不会）") + "。")
        if missing := [name for name, can in able if not can]:
            told.append("不会：" + "、".join(missing) + "，起草和对话会自动换用它会的方式。")
        told.append(f"上下文长度：{f'{self.context}个词元' if self.context else '服务没有说，按NIGAO_CONTEXT的设置'}。")
        told.append(f"读：{_speed(self.reads)}；写：{_speed(self.writes)}。")
        if (needed := self.seconds_a_section) > deadline:
            told.append(f"写一节大约要{needed:.0f}秒，现在的时限是{deadline:.0f}秒，请设置 NIGAO_DEADLINE={_rounded(needed * 1.5)}。")
        return told + ([self.note] if self.note else [])

    @property
    def seconds_a_section(self) -> float:
        """About how long one call that writes a section of usual length takes."""
        reading = _PROMPT / self.reads if self.reads else 0.0
        writing = _ANSWER / self.writes if self.writes else 0.0
        return reading + writing


_PROMPT, _ANSWER = 1500, 500


def _speed(tokens: float) -> str:
    return f"每秒约{tokens:.0f}个词元" if tokens >= 1 else "快得量不出" if not tokens else f"每秒约{tokens:.1f}个词元"


def _rounded(seconds: float) -> int:
    return int(seconds // 60 + 1) * 60
