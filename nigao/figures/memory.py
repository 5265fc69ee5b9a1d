"""What a sentence has named so far, and what it lends to the figures that name nothing themselves."""

from __future__ import annotations

import re
from collections import deque

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.reading import Reading
from nigao.text.prose import clauses

_KEPT = 12  # no list a sentence speaks of again is longer; keeps the work linear


class Memory:
    """The figures of the sentence in hand, the one before it, and the words behind the last number."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        self.told: deque[Reading] = deque(maxlen=_KEPT)
        self.last_subject = ""
        self.behind = ""
        self.before: Reading | None = None  # the first figure of the sentence before
        self._sentence = -1

    def leaves(self, bracket: int) -> None:
        """Forget what other brackets told: 收入67亿元（已剔除13亿元），增长5% goes on where the brackets were opened."""
        while self.told and self.told[-1].bracket not in (-1, bracket):
            self.told.pop()

    def owner(self, bracket: int) -> Reading | None:
        """The figure before these brackets, which they explain; None outside of any."""
        return next((told for told in reversed(self.told) if told.bracket != bracket), None) if bracket >= 0 else None

    def begins(self, spot: Spot) -> bool:
        """Turn to the sentence of this figure; whether it is another than before."""
        if spot.sentence_start == self._sentence:
            return False
        self.last_subject = self.from_before(spot)
        self.before = self.told[0] if self.told else None
        self._sentence, self.behind = spot.sentence_start, ""
        self.told.clear()
        return True

    def keep(self, reading: Reading, spot: Spot) -> None:
        """Remember a figure that was read."""
        self.told.append(reading)
        self.behind = "" if patterns.RIGHT_STOP.match(spot.right) else spot.right

    def from_before(self, spot: Spot) -> str:
        """What the sentence before was about: 经营主体稳中培优。总量达…, else what its first figure measured."""
        opening = patterns.LEADING_NOUN.match(spot.ahead)
        if opening:
            return subject.tidy(subject.bare(opening[1]))
        if re.fullmatch(r"[^，、；：\d]{4,20}", spot.ahead) and not subject.verb_at_start(spot.ahead):
            return subject.tidy(subject.bare(spot.ahead))
        return self.told[0].base if self.told and len(spot.ahead) < 2 else ""

    def previous(self) -> Reading | None:
        """The figure told before, None at the beginning of a sentence."""
        return self.told[-1] if self.told else None

    def listed(self) -> list[str]:
        """What was told last with 分别, in order."""
        found: list[str] = []
        for told in reversed(self.told):
            if told.because.get("indicator") != "indicator.respectively":
                break
            found.insert(0, told.base)
        return found

    def bases(self) -> list[str]:
        """What the sentence has spoken of so far, each once, where it stood last."""
        return list(dict.fromkeys(told.base for told in reversed(self.told)))[::-1]

    def whole(self, spot: Spot, part: str) -> str:
        """What short names are parts of (有色金属…，其中：铜增长14%，锌增长3.6%): the last amount told, not the part before."""
        return next((told.base for told in reversed(self.told) if told.measure == "level"), "") or self.lender(spot, part)

    def counted_so(self, spot: Spot) -> str:
        """What was told last in the unit of this figure, "" if nothing was."""
        return next((told.base for told in reversed(self.told) if told.unit == spot.token.unit), "")

    def lender(self, spot: Spot, borrower: str = "") -> str:
        """The subject a general word borrows; 播种面积 lends 产量 only what both are of."""
        previous = self.previous()
        anew = patterns.NEW_THOUGHT.search(spot.sentence) if borrower in patterns.GENERIC else None
        if anew and not subject.verb_at_start(subject.trim_opening(anew["who"])):
            return subject.tidy(subject.bare(anew["who"]))
        opening = patterns.LEADING_NOUN.match(spot.before) if spot.fresh and borrower in patterns.GENERIC else None
        if opening:
            return subject.tidy(subject.bare(opening[1]))
        if previous and previous.base:
            return patterns.MEASURED.sub("", previous.base) if borrower in patterns.GENERIC - patterns.OF_ANOTHER else previous.base
        ahead = clause_ahead(spot)
        before = "" if re.search(r"\d", ahead) else subject.bare(ahead)
        return before if 2 <= len(before) <= 24 else before[-16:]


def clause_ahead(spot: Spot) -> str:
    """The clause before this one that says what and not how."""
    if not patterns.MANNER.match(spot.before):
        return spot.before
    before = clauses(spot.sentence)[:-2]
    return next((clause for clause in reversed(before) if not patterns.MANNER.match(clause)), "")
