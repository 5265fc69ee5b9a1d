"""Where figures stand to one another in a text: sentences, the words around a figure, a finding's places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nigao.checks.finding import Finding, Severity, Span
from nigao.figures.figure import Figure

_STOP = re.compile(r"[。！？!?]|[；;:：]\s*\n|\n\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.．、]|——|\n)")


def squeezed(text: str) -> str:
    """A stretch of text without blanks and quotes, for comparing words in scraped text."""
    return re.sub(r"[\s“”\"'‘’]", "", text)


def same_sentence(text: str, first: Figure, second: Figure) -> bool:
    """Whether no sentence ends between the two; cells of a table are never in one sentence."""
    if first.place or second.place:
        return first.place == second.place
    low, high = sorted((first, second), key=lambda figure: figure.start)
    return _STOP.search(text, low.end, high.start) is None


def before(text: str, figure: Figure, length: int = 30) -> str:
    """The words of the figure's sentence just before it, squeezed."""
    left = text[max(0, figure.start - length) : figure.start]
    pieces = re.split(r"[。！？!?；;]", left)
    return squeezed(pieces[-1])


def sentence_before(text: str, figure: Figure, length: int = 90) -> str:
    """The sentence so far, from the last full stop or semicolon, squeezed."""
    return squeezed(re.split(r"[。！？!?；;]", text[max(0, figure.start - length) : figure.start])[-1])


def clause_before(text: str, figure: Figure, length: int = 40) -> str:
    """The words of the figure's own clause before it: from the last comma or other stop."""
    return re.split(r"[，,、：:（(]", before(text, figure, length))[-1]


def after(text: str, figure: Figure, length: int = 12) -> str:
    """The words just after the figure up to a stop, squeezed."""
    return re.split(r"[。！？!?；;，,、）)]", squeezed(text[figure.end : figure.end + length]))[0]


def span(figure: Figure) -> Span:
    """A figure as a place of a finding."""
    return Span(figure.text, figure.start, figure.end)


def shown(figure: Figure) -> str:
    """A figure as a person reads it in a message."""
    written = squeezed(figure.text)
    return f"{written}（{figure.place}）" if figure.place else written


def finding(code: str, severity: Severity, message: str, figures: Sequence[Figure], indicator: str = "") -> Finding:
    """A finding over figures; the first is the main place."""
    places = tuple(span(figure) for figure in figures)
    values = tuple(dict.fromkeys(figure.value for figure in figures))
    return Finding(code, severity, message, places, indicator or figures[0].indicator, values)


def number(value: Decimal) -> str:
    """A computed number for a message: at most two decimals, no trailing zeros."""
    text = format(value.quantize(Decimal("0.01")).normalize(), "f")
    return "0" if text == "-0" else text
