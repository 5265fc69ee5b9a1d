"""Whether an answer gives our own prompt back: small models copy what they were asked instead of answering it."""

from __future__ import annotations

import functools
import re

import prompts

_MARKS = re.compile(
    r"【任务[：:]|</?(?:材料|去年同一部分|现有正文|初稿|出处|部分|此前的对话)(?:\s[^>]{0,60})?>|〔F\d+〕[^｜\n]{0,40}｜[^｜\n]{0,20}｜(?:实绩|目标)｜"
    r"|(?:写|修改|处理)“[^”\n]{1,40}”一节|本次只处理“"
)
_SHORTEST = 9
_EVERY = 40


@functools.cache
def _phrases() -> tuple[str, ...]:
    """What only our prompts say: the fixed stretches of every line of every prompt."""
    lines = [line for name in prompts.names() for line in prompts.load(name).text.split("\n")]
    pieces = [piece.strip(" -1234567890.，。：；、") for line in lines for piece in re.split(r"\{[a-z_]+\}|[。；：]", line)]
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) >= _SHORTEST))


def is_echo(text: str) -> bool:
    """Two of our phrases, or one of our marks, do not stand in a text that answers."""
    if _MARKS.search(text):
        return True
    return sum(1 for phrase in _phrases() if phrase in text) >= 2


class Watch:
    """Listens to an answer as it comes, so that an echo is cut off after a few words and not after ten minutes."""

    def __init__(self) -> None:
        self.heard = False
        self._text = ""
        self._looked = 0

    def feed(self, delta: str) -> None:
        """Take the next piece."""
        self._text += delta
        if not self.heard and len(self._text) - self._looked >= _EVERY:
            self._looked = len(self._text)
            self.heard = is_echo(self._text)
