"""A clause taken out of a text, or words put into it, so that whole sentences are left; knows nothing of what they say."""

from __future__ import annotations

from nigao.text.likeness import grams
from nigao.writing.provenance import sentences_in
from nigao.writing.runs import Run, joined

_OPENING = 40
_ENDS = "。！？；，：、"


def without(text: str, start: int, end: int) -> tuple[int, int, str]:
    """(start, end, what to put there) that takes the clause text[start:end] out and leaves whole sentences."""
    before, after = text[start - 1 : start], text[end : end + 1]
    stop = end + (after in _ENDS and after != "")
    if before in ("", "\n") and text[stop : stop + 1] in ("", "\n"):  # all its paragraph says
        return (start - 1, stop, "") if before else (start, min(stop + 1, len(text)), "")
    if before in ("，", "；", "、") and after:
        return start - 1, end + 1, after  # A，<B>。 → A。
    if after in ("，", "；") and end + 1 < len(text):
        return start, end + 2, text[end + 1]  # <B>，C → C
    if after and end + 1 < len(text) and text[end + 1] != "\n":
        return start, end + 2, text[end + 1]  # <B。>C → C
    if before and before != "\n":
        return start - 1, end + len(after), before
    return start, end, ""


def left_out(text: str, start: int, end: int) -> str:
    """The text without a stretch of it: of whole clauses, with or without the mark behind them, whole sentences are left; else nothing but
    the stretch is gone."""
    stop = end - 1 if text[start:end][-1:] in _ENDS else end
    alone = text[start - 1 : start] in ("", "\n", *_ENDS) and text[stop : stop + 1] in ("", "\n", *_ENDS)
    if start == stop or not alone:
        return text[:start] + text[end:]
    begin, end, words = without(text, start, stop)
    return text[:begin] + words + text[end:]


def nearest(text: str, words: list[str]) -> int:
    """Which of the sentences shares most with the text; the last one where none does. A short opening is no home."""
    pairs = grams(text)
    opening = len(words) > 1 and len(words[0]) < _OPENING
    shared = [0 if opening and i == 0 else sum(pair in one for pair in pairs) for i, one in enumerate(words)]
    best = max(shared, default=0)
    return shared.index(best) if best >= 1 else len(words) - 1


def put_in(run: Run, words: Run) -> Run:
    """The words behind the sentence they are nearest to; a paragraph of their own where the text has none, or they are a table."""
    told = sentences_in(run.text)
    if not told or "\t" in words.text:
        return joined([run, words], "\n") if run.text else words
    at = told[nearest(words.text, [one.text for one in told])].end
    return run.replaced(at, at, words)
