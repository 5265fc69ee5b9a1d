"""Sources numbered for an answer, and the answer's marks and numbers checked against them as it streams by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chains import tidy, tokens
from chains.fence import disarm, fence, without_orders
from nigao.draft import Hit
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.ledger import Entry
from nigao.quantity.amount import Amount, DimensionError

_MARKS = re.compile(r"[〔\[【]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[〕\]】]")
_SENTENCE = re.compile(r".*?(?:[。！？；]+[”’」』）]*(?:\s*[〔\[【]\s*[\d,，、\s]{1,20}[〕\]】])*(?=[^〔\[【\s])|\n)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sources:
    """What an answer may rest on: text for the prompt, which numbers there are, and the words and figures behind them.

    A number names a source (a file), in the order of first appearance in hits, then entries. owners: for each
    of ``amounts`` the number of its source and the indicator it is of.
    """

    text: str
    numbers: frozenset[int]
    words: str
    amounts: tuple[Amount, ...]
    owners: tuple[tuple[int, str], ...] = ()

    @classmethod
    def fit(cls, hits: Sequence[Hit], entries: Sequence[Entry], room: int) -> Sources:
        """Keep what fits into ``room`` tokens, hits and entries in turn."""
        owners = [hit.source.id for hit in hits] + [entry.source.id for entry in entries]
        number = {source: n for n, source in enumerate(dict.fromkeys(owners), 1)}
        blocks = [tokens.Block(_hit(number[hit.source.id], hit), 2 * n, n) for n, hit in enumerate(hits)]
        blocks += [tokens.Block(_entry(number[e.source.id], e), n, len(hits) + n) for n, e in enumerate(entries)]
        kept, _ = tokens.fit(blocks, max(300, room))
        places = {block.key for block in kept}
        shown = [entry for place, entry in enumerate(entries, len(hits)) if place in places]
        known = [(amount, (number[entry.source.id], entry.figure.indicator)) for entry in shown if (amount := entry.figure.amount)]
        text = "\n".join(block.text for block in kept)
        return cls(text, frozenset(number[owners[place]] for place in places), _plain(text), *amounts_of(known))

    def bears(self, figure: Figure) -> bool:
        """Whether the figure stands in a source, as written or as the same quantity."""
        if stands(figure.text, self.words):
            return True
        amount = figure.amount
        return amount is not None and any(_same(amount, other) for other in self.amounts)

    def owner(self, figure: Figure) -> int:
        """The number of the first source that has this value of this indicator in the ledger, 0 where none has."""
        amount = figure.amount
        if amount is None or not figure.indicator:
            return 0
        held = zip(self.amounts, self.owners, strict=False)
        return next((n for other, (n, name) in held if _same(amount, other) and same_indicator(name, figure.indicator)), 0)


def amounts_of(known: Sequence[tuple[Amount, tuple[int, str]]]) -> tuple[tuple[Amount, ...], tuple[tuple[int, str], ...]]:
    """Amounts and whose they are, side by side."""
    return tuple(amount for amount, _ in known), tuple(owner for _, owner in known)


def stands(written: str, words: str) -> bool:
    """Whether a number stands in words as it is written, and not as the end of a longer one: 2.3亿元 is not in 12.3亿元."""
    return re.search(rf"(?<![\d.]){re.escape(_plain(written))}", words) is not None


def _same(first: Amount, second: Amount) -> bool:
    try:
        return first.same_as(second)
    except DimensionError:
        return False


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _hit(number: int, hit: Hit) -> str:
    path = " / ".join((hit.source.title, *hit.passage.heading_path))
    body = without_orders(disarm(hit.passage.text))
    return fence("出处", body, f"{number} {disarm(path)}").replace("</出处>", f"</出处 {number}>")


def _entry(number: int, entry: Entry) -> str:
    figure = entry.figure
    status = "目标" if figure.status == "target" else ""
    line = f"{figure.scope}{figure.indicator} {figure.period} {status} {figure.text}。原句：{entry.sentence[:160]}"
    return fence("出处", disarm(line), f"{number} {disarm(entry.source.title)}").replace("</出处>", f"</出处 {number}>")


class CitedStream:
    """Lets an answer out a sentence at a time, once its marks exist and its numbers stand in a source."""

    def __init__(self, sources: Sources, question: str) -> None:
        self._sources = sources
        self._question = _plain(question)
        self._held = ""
        self.marked = False

    def feed(self, delta: str) -> Iterator[str]:
        """Sentences that are whole now."""
        self._held += delta
        while match := _SENTENCE.match(self._held):
            self._held = self._held[match.end() :]
            yield from self._let(match.group())

    def close(self) -> Iterator[str]:
        """What is left at the end."""
        rest, self._held = self._held, ""
        yield from self._let(rest)

    def _let(self, sentence: str) -> Iterator[str]:
        text = self._with_marks(tidy.plain(sentence))
        if text.strip():
            yield self._with_source(self._with_figures(text))

    def _with_source(self, text: str) -> str:
        """A sentence whose figures the ledger has and that names no source, with the one they are from."""
        if _MARKS.search(text) or "【待核" in text:
            return text
        found = [number for figure in _figures(text) if (number := self._sources.owner(figure))]
        if not found:
            return text
        self.marked = True
        body = text.rstrip()
        end = len(body.rstrip("。！？；”’」』）"))
        return f"{body[:end]}{''.join(f'〔{n}〕' for n in dict.fromkeys(found))}{text[end:]}"

    def _with_marks(self, text: str) -> str:
        def kept(match: re.Match[str]) -> str:
            known = [n for n in re.findall(r"\d+", match.group(1)) if int(n) in self._sources.numbers]
            self.marked = self.marked or bool(known)
            return "".join(f"〔{n}〕" for n in known)

        return _MARKS.sub(kept, text)

    def _with_figures(self, text: str) -> str:
        out, last = [], 0
        for figure in _figures(text):
            if figure.start < last or self._sources.bears(figure) or stands(figure.text, self._question):
                continue
            out += [text[last : figure.start], f"【待核：{figure.text}】"]
            last = figure.end
        return "".join(out) + text[last:]


def _figures(text: str) -> list[Figure]:
    """The figures of a sentence, its marks left out of account."""
    from nigao.figures.calendar import Calendar
    from nigao.figures.read import read_figures

    return list(read_figures(_MARKS.sub(lambda match: "　" * len(match.group()), text), calendar=Calendar("", "")))
