"""What a sentence has named so far, and what it lends to the figures that name nothing themselves."""

from __future__ import annotations

import re
from collections import deque
from decimal import Decimal

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.reading import Reading
from nigao.figures.scan import Token
from nigao.figures.turned import turned_to
from nigao.text.prose import clauses

# What is told of a piece of work as a whole, whatever of it was counted before.
_OF_THE_WORK = frozenset(["投资", "总投资", "投资额", "总投资额", "计划总投资", "概算总投资"])
_KEPT = 12  # no list a sentence speaks of again is longer; keeps the work linear


class Memory:
    """The figures of the sentence in hand, the one before it, and the words behind the last number."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        self.told: deque[Reading] = deque(maxlen=_KEPT)
        self.last_subject = ""
        self.behind = ""
        self.before: Reading | None = None  # the first figure of the sentence before
        self.who = ""  # the thing that the part of the sentence in hand speaks of, "" where it names none
        self.amounts: deque[tuple[Reading, Token]] = deque(maxlen=_KEPT)
        self._sentence = self._part = -1
        self._read_to = 0

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
        self.amounts.clear()
        return True

    def turns(self, spot: Spot) -> None:
        """Turn to the part of the sentence this figure stands in; where that names a thing of its own, what was told of another is over."""
        part = spot.sentence.rpartition("；")[2]
        start = spot.token.start - len(part)
        if start == self._part:
            return
        self._part = start
        ahead = part[: max(0, len(part) - len(spot.clause))]
        self.who = turned_to(ahead) if self._read_to <= start else ""
        if self.who:
            self.told.clear()

    def sum_of(self, spot: Spot) -> list[str]:
        """What the figures told last in this unit are of, where together they are as much as this one."""
        names: list[str] = []
        total = Decimal(0)
        for reading, token in reversed(self.amounts):
            if token.unit != spot.token.unit or token.kind != "amount" or reading.measure != self.amounts[-1][0].measure:
                break
            total += token.low()
            names.insert(0, reading.base)
            if len(names) > 1 and total == spot.token.low():
                return names
        return []

    def keep(self, reading: Reading, spot: Spot) -> None:
        """Remember a figure that was read."""
        self.told.append(reading)
        self.amounts.append((reading, spot.token))
        self._read_to = spot.token.end
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
        if self.who and (not self.told or borrower in _OF_THE_WORK):
            return self.who
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
