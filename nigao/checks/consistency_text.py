"""How two mentions of one text stand to each other, and a finding's places; what a mention's own words say is read in the mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nigao.checks.finding import Finding, Severity, Span
from nigao.figures.figure import Figure
from nigao.mention import Mention
from nigao.text.surface import plain

_STOP = re.compile(r"[。！？!?]|[；;:：]\s*\n|\n\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.．、]|——|\n)")


def same_sentence(text: str, first: Mention, second: Mention) -> bool:
    """Whether no sentence ends between the two; cells of a table are never in one sentence."""
    if first.cell or second.cell:
        return first.cell == second.cell
    low, high = sorted((first.span, second.span), key=lambda span: span.start)
    return _STOP.search(text, low.end, high.start) is None


def between(text: str, first: Mention, second: Mention) -> str:
    """The words between two mentions, surface made even."""
    return plain(text[first.span.end : second.span.start])


def span(mention: Mention) -> Span:
    """A mention as a place of a finding."""
    return Span(mention.text, mention.span.start, mention.span.end)


def shown(mention: Mention) -> str:
    """A mention as a person reads it in a message."""
    written = plain(mention.text)
    return f"{written}（{mention.cell}）" if mention.cell else written


def finding(code: str, severity: Severity, message: str, mentions: Sequence[Mention], indicator: str = "") -> Finding:
    """A finding over mentions; the first is the main place."""
    places = tuple(span(mention) for mention in mentions)
    values = tuple(dict.fromkeys(mention.quantity.value for mention in mentions))
    return Finding(code, severity, message, places, indicator or mentions[0].indicator.name, values)


def number(value: Decimal) -> str:
    """A computed number for a message: at most two decimals, no trailing zeros."""
    text = format(value.quantize(Decimal("0.01")).normalize(), "f")
    return "0" if text == "-0" else text


def factor(figure: Figure) -> Decimal:
    """How many of its dimension's base unit the figure's unit is."""
    amount = figure.amount
    return amount.base()[0] / amount.low if amount is not None and amount.low else Decimal(1)
