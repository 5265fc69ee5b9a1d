"""Takes a model's thinking (<think>…</think>) out of a stream, wherever the chunks were cut; knows nothing of models or networks."""

from __future__ import annotations

import re

_OPEN = re.compile(r"<(think|thinking|thought|reasoning)>", re.IGNORECASE)
_CLOSE = re.compile(r"</(think|thinking|thought|reasoning)>", re.IGNORECASE)
_TAGS = [f"<{slash}{name}>" for name in ("think", "thinking", "thought", "reasoning") for slash in ("", "/")]

# What templates put between turns, when a server hands them on as text: <|im_end|>, <｜end▁of▁sentence｜>, [/INST], </s>.
_MARKS = re.compile(
    r"<\|(?:im_start|start)\|>(?:assistant|system|user)?[ \t]*\n?|<\|[\w/ .-]{1,40}\|>|<｜[^｜\n]{1,40}｜>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>(?:model)?",
    re.IGNORECASE,
)
# Models that speak in channels: the last one is what is said, those before it are thought.
_CHANNEL = re.compile(r"<\|channel\|>final[^<]{0,20}<\|message\|>", re.IGNORECASE)
_THOUGHT = re.compile(
    r"<\|channel\|>(?:analysis|commentary)[^<]{0,20}<\|message\|>.*?(?:<\|(?:end|return|call)\|>|\Z)", re.IGNORECASE | re.DOTALL
)


def without_marks(text: str) -> str:
    """A whole answer without the marks of its model's template and without what was thought in another channel."""
    if "<" not in text and "[" not in text:
        return text
    final = list(_CHANNEL.finditer(text))
    said = text[final[-1].end() :] if final else _THOUGHT.sub("", text)
    return _MARKS.sub("", said)


class ThinkFilter:
    """Fed with chunks, gives back what is to be seen. ``text`` is all that is to be seen so far; ``hidden`` counts what was not."""

    def __init__(self) -> None:
        self.text = ""
        self.hidden = 0
        self.thinking = False
        self._held = ""

    def feed(self, chunk: str) -> str:
        """Take the next chunk and give back the text in it that is certainly not thinking."""
        self._held += chunk
        seen = ""
        while match := (_CLOSE if self.thinking else _TAG).search(self._held):
            seen += self._pass(match.start())
            headless = not self.thinking and match.group(0).startswith("</")
            self._turn(match.group(0))
            seen = "" if headless else seen
            self._held = self._held[match.end() - match.start() :]
        return self._keep(seen + self._pass(len(self._held) - _tail(self._held)))

    def close(self) -> str:
        """Give back what was held back at the end of the stream."""
        return self._keep(self._pass(len(self._held)))

    def _pass(self, length: int) -> str:
        head, self._held = self._held[:length], self._held[length:]
        if self.thinking:
            self.hidden += len(head)
            return ""
        return head

    def _turn(self, tag: str) -> None:
        if tag.startswith("</") and not self.thinking:
            # The server's template had already opened the thinking: what came so far was thought, not said.
            self.hidden += len(self.text)
            self.text = ""
        self.thinking = not tag.startswith("</")

    def _keep(self, seen: str) -> str:
        shown = seen if self.text else seen.lstrip()
        self.text += shown
        return shown


_TAG = re.compile(f"{_OPEN.pattern}|{_CLOSE.pattern}", re.IGNORECASE)


def _tail(text: str) -> int:
    """How many characters at the end may be the beginning of a tag."""
    start = text.rfind("<", max(0, len(text) - 12))
    if start < 0:
        return 0
    tail = text[start:].lower()
    return len(tail) if any(tag.startswith(tail) for tag in _TAGS) else 0
