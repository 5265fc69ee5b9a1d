"""What was heard in a sentence, as frozen values: commands done or proposed, questions, remarks, and what has to be asked back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nigao.commands import Command, SectionId

Which = Literal["review", "plan", "whole"]
Side = Literal["target", "result", "both", ""]


@dataclass(frozen=True, slots=True)
class Order:
    """Commands that explain their words and are carried out at once, as one step. note: what to say besides."""

    commands: tuple[Command, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Commands that only wait for a yes, with the question that is put. supposed: whether no pattern explained the words, only their
    likeness to others; a model may make more of them."""

    commands: tuple[Command, ...]
    question: str
    supposed: bool = False


@dataclass(frozen=True, slots=True)
class AskBack:
    """What could not be placed, and the question or hint in one Chinese sentence. Nothing is done. firm: no model is asked either, for
    only the person can say which of several is meant, or it is a person's own act."""

    text: str
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Heard, and nothing is to be done; the one sentence that says so."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wanted of sections in free words: a model can follow it, without one it is a person's to do. name: what they are called."""

    sections: tuple[SectionId, ...]
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words nothing was made of."""

    text: str


@dataclass(frozen=True, slots=True)
class DraftWhole:
    """Start a draft. year: the year planned, as in Brief (None: not said). like: name of the report to follow, "" for last year's."""

    which: Which = "whole"
    year: int | None = None
    like: str = ""


@dataclass(frozen=True, slots=True)
class WriteNext:
    """Write the next section that is not written."""


@dataclass(frozen=True, slots=True)
class AskSection:
    """How a topic or section was written in another year (None: not said, so last year)."""

    topic: str
    year: int | None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class AskFigure:
    """Figures of an indicator. indicator: the words that name it, "" for what was spoken of right before.

    years: those named; last: how many of the latest years (近三年 → 3), 0 if not said. side: whether the target or what came of it is asked,
    "" for either. who: whether it is asked who reported it. values: figures named in the question; which: whether it is asked which of
    them holds. compared: whether two years are set side by side; otherwise: what the words ask where the ledger knows no such indicator.
    """

    indicator: str
    years: tuple[int, ...] = ()
    last: int = 0
    side: Side = ""
    who: bool = False
    values: tuple[str, ...] = ()
    which: bool = False
    otherwise: Heard | None = None
    compared: bool = False


@dataclass(frozen=True, slots=True)
class AskWhence:
    """Where a number of the draft is from. section None: wherever it stands."""

    number: str
    section: int | None = None


@dataclass(frozen=True, slots=True)
class AskSource:
    """Which figures a department's material or a file holds. who: the words that name it."""

    who: str


@dataclass(frozen=True, slots=True)
class AskReported:
    """Whether a department has handed its material in; which have, where it names none."""

    who: str


@dataclass(frozen=True, slots=True)
class AskPapers:
    """Which papers have been handed in, and whose they are. unused: whether those the draft draws nothing from are asked about."""

    unused: bool = False


@dataclass(frozen=True, slots=True)
class AskCarried:
    """Which sentences stand as last year had them. section None: of the whole draft."""

    section: int | None


@dataclass(frozen=True, slots=True)
class AskRepeats:
    """Which places of the draft say the same."""


@dataclass(frozen=True, slots=True)
class AskPlace:
    """In which section a sentence would best stand."""

    words: str


@dataclass(frozen=True, slots=True)
class AskOutline:
    """The outline as it stands."""


@dataclass(frozen=True, slots=True)
class AskMarks:
    """What the marks on figures mean."""


@dataclass(frozen=True, slots=True)
class AskPassage:
    """A question to be answered from the archive."""

    question: str


@dataclass(frozen=True, slots=True)
class AskGaps:
    """What is still missing. section None: in the whole draft."""

    section: int | None = None


@dataclass(frozen=True, slots=True)
class AskStatus:
    """How far the draft is."""


@dataclass(frozen=True, slots=True)
class AskPromises:
    """What became of last year's targets."""


@dataclass(frozen=True, slots=True)
class AskLength:
    """How many characters a section, or the whole draft, has. each: of every section below it, side by side."""

    section: int | None
    each: bool = False


@dataclass(frozen=True, slots=True)
class AskRecord:
    """Who changed a section, or the draft, and when. signed: who signed it."""

    section: int | None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class AskUsed:
    """Which material a section, or the draft, draws its figures and words from."""

    section: int | None


@dataclass(frozen=True, slots=True)
class AskMention:
    """Where the draft, one of its sections, the material or an earlier report says some words.

    who: the department whose material is meant, "" for anyone's; year: of the earlier report, None for no such.
    """

    words: str
    section: int | None = None
    material: bool = False
    who: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AskWhenceWords:
    """Which paper a sentence, or words of one, is from."""

    words: str


@dataclass(frozen=True, slots=True)
class AskParagraphs:
    """How many paragraphs and sentences a section, or the whole draft, has."""

    section: int | None


@dataclass(frozen=True, slots=True)
class AskOwing:
    """Which departments still owe a figure, or what one of them does. who: "" for all."""

    who: str = ""


@dataclass(frozen=True, slots=True)
class AskRuled:
    """Whether the values that contradict each other have been ruled on. words: the indicator's name, "" for all."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class CheckSection:
    """Check the figures of a section; None: of the whole draft."""

    section: int | None


@dataclass(frozen=True, slots=True)
class StateFigure:
    """A value a person states of an indicator; where it belongs is found in the draft. was: what stands there, "" if not said.

    target: whether an aim is spoken of; actual: whether what came of it is; sure: whether it was said that it is to be put there; sections: where she says it is, () for anywhere;
    near, beside: the sections and the indicator spoken of just before, where it is looked for first; fills: whether it is to go where
    nothing stands yet, so that no figure is overwritten by it; change: whether it says how much more or less than the year before of
    what was said just before.
    """

    indicator: str
    value: str
    was: str = ""
    target: bool = False
    sections: tuple[int, ...] = ()
    actual: bool = False
    sure: bool = True
    near: tuple[int, ...] = ()
    fills: bool = False
    change: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class FillAsLast:
    """A gap filled with what last year's text or ledger had of the indicator."""

    indicator: str
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UseLedger:
    """This year's figure of the ledger put where the draft tells the indicator ("" for all)."""

    indicator: str
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleByWords:
    """Of an indicator told with several values, whose is to be used. value: where it is said as well; values: those that are named."""

    indicator: str
    who: str
    value: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreLast:
    """Sentences of last year's section brought back. words: what they speak of."""

    words: str
    section: int


@dataclass(frozen=True, slots=True)
class Explained:
    """How something is done here was asked, and the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Export:
    """Asks for a file."""


@dataclass(frozen=True, slots=True)
class Unify:
    """Read the whole draft and put right what shows only across sections."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop what is being written."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked here."""


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Nothing that can be done or found here."""


Question = (
    AskSection
    | AskFigure
    | AskWhence
    | AskSource
    | AskReported
    | AskPapers
    | AskCarried
    | AskRepeats
    | AskPlace
    | AskOutline
    | AskMarks
    | AskPassage
    | AskGaps
    | AskStatus
    | AskPromises
    | AskLength
    | AskRecord
    | AskMention
    | AskWhenceWords
    | AskParagraphs
    | AskOwing
    | AskRuled
    | AskUsed
    | Explained
)
Heard = (
    Order
    | Offer
    | AskBack
    | Told
    | Remark
    | Unplaced
    | DraftWhole
    | WriteNext
    | StateFigure
    | FillAsLast
    | UseLedger
    | RuleByWords
    | RestoreLast
    | CheckSection
    | Export
    | Unify
    | Stop
    | Help
    | OutOfScope
    | Question
)
"""One thing heard; a sentence gives one or several."""
