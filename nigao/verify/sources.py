"""The mentions of ledger entries: each record in the words its source has around it."""

from __future__ import annotations

from collections.abc import Sequence

from nigao.figures.words_around import Setting, owner_of
from nigao.ledger.entry import Entry
from nigao.mention import Mention, of_record
from nigao.text.surface import plain


def mentions_of(entries: Sequence[Entry]) -> list[Mention]:
    """Of entries that share one sentence, each found at its own place in it, in the order of the document."""
    found: list[Mention] = []
    last = 0
    for entry in entries:
        start, end = _place(entry, last)
        found.append(of_record(entry.figure, _setting(entry, start, end, min(last, start), found)))
        last = end
    return found


def mention_of(entry: Entry) -> Mention:
    """Of one entry by itself."""
    (mention,) = mentions_of([entry])
    return mention


def _joined(words: str) -> str:
    """A sentence on one line: a break inside it was made by a page's width."""
    return words.replace("\n", " ")


def _place(entry: Entry, last: int) -> tuple[int, int]:
    """Where in its sentence an entry's number stands, behind the one before it where it can; empty where it does not stand in it."""
    sentence, text = _joined(entry.sentence), _joined(entry.figure.text)
    start = sentence.find(text, last)
    if start < 0:
        start = max(sentence.find(text), 0)
    return start, start + len(text) if sentence.startswith(text, start) else start


def _setting(entry: Entry, start: int, end: int, low: int, before: Sequence[Mention]) -> Setting:
    figure, source, sentence = entry.figure, entry.source, _joined(entry.sentence)
    around = plain(f"{figure.section} {source.title} {source.unit} {source.department} {figure.scope}")
    if figure.place:
        return Setting(sentence, 0, 0, 0, 0, around, given=entry.by_hand, cell=True)
    if entry.by_hand and end == start:
        return Setting(f"{figure.indicator}{figure.text}", 0, 0, 0, 0, around, given=True, cell=True)
    owner = owner_of(figure.indicator, [one.indicator.name for one in before])
    reviewed = str(source.reviewed_year or source.year or "")
    return Setting(sentence, start, end, low, len(sentence), around, owner, reviewed, entry.by_hand, title=source.title)
