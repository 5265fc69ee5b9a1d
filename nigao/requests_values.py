"""What a person may ask for in the chat, as frozen values; how they are read from words is in ``requests``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Which = Literal["review", "plan", "whole"]


@dataclass(frozen=True, slots=True)
class DraftWhole:
    """Start a draft. year: the year planned, as in Brief (None: not said). like: name of the report to follow, "" for last year's."""

    which: Which = "whole"
    year: int | None = None
    like: str = ""


@dataclass(frozen=True, slots=True)
class DraftSection:
    """Write a section; sections: it and all below it."""

    section: int
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSection:
    """Write the next section that is not written."""


@dataclass(frozen=True, slots=True)
class Shorten:
    """Make a section shorter, to ``length`` characters or less if said. section None: none named and none in hand. whole: every section."""

    section: int | None
    length: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Expand:
    """Make a section longer, to about ``length`` characters if said. whole: every section."""

    section: int | None
    length: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ReplaceFigure:
    """Put this year's figure of an indicator ("" for all) in place of what stands there. whole: in every section."""

    indicator: str
    section: int | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ReplaceWords:
    """Put other words in place of some, letter by letter. section None: wherever they stand. whole: everywhere, as was said.

    about: for a number, what it is said of ("" if that was not said): it is put right in one place or not at all; None for words.
    """

    old: str
    new: str
    section: int | None = None
    whole: bool = False
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Redraft:
    """Write a section again with a remark. whole: every section."""

    section: int | None
    remark: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AskSection:
    """How a topic or section was written in another year (None: not said, so last year)."""

    topic: str
    year: int | None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class AskFigure:
    """Figures of an indicator. years: those named; last: how many of the latest years (近三年 → 3), 0 if not said."""

    indicator: str
    years: tuple[int, ...] = ()
    last: int = 0


@dataclass(frozen=True, slots=True)
class AskSource:
    """Which figures a department's material or a file holds. who: the words that name it."""

    who: str


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
class WritePromises:
    """What became of last year's targets, as a section of the draft."""


@dataclass(frozen=True, slots=True)
class CheckSection:
    """Check the figures of a section; None: of the whole draft."""

    section: int | None


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept a section; None: all that are written."""

    section: int | None


@dataclass(frozen=True, slots=True)
class Reject:
    """Send a section back, with the reason given."""

    section: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Restore:
    """Go back to the version before. named: whether the section was said, or is the one in hand."""

    section: int | None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """Make the DOCX. annex: with the table of sources; comments: with the findings as comments."""

    annex: bool = False
    comments: bool = False


@dataclass(frozen=True, slots=True)
class RenameHeading:
    """Give a heading another title."""

    section: int
    title: str


@dataclass(frozen=True, slots=True)
class MoveHeading:
    """Move a heading with all below it before (or after) another."""

    section: int
    target: int
    after: bool = False


@dataclass(frozen=True, slots=True)
class AddHeading:
    """Add a heading after another (None: at the end)."""

    title: str
    after: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveHeading:
    """Take a heading out with all below it."""

    section: int


@dataclass(frozen=True, slots=True)
class Unify:
    """Read the whole draft and put right what shows only across sections."""


@dataclass(frozen=True, slots=True)
class Remember:
    """Something decided in conversation that holds for the rest of the draft."""

    decision: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop what is being written."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked here."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not understood. hint: one Chinese sentence on how to put it."""

    text: str
    hint: str = ""


Request = (
    DraftWhole
    | DraftSection
    | NextSection
    | Shorten
    | Expand
    | ReplaceFigure
    | ReplaceWords
    | Redraft
    | AskSection
    | AskFigure
    | AskSource
    | AskMarks
    | AskOutline
    | AskPassage
    | AskGaps
    | AskStatus
    | AskPromises
    | WritePromises
    | CheckSection
    | Accept
    | Reject
    | Restore
    | Export
    | RenameHeading
    | MoveHeading
    | AddHeading
    | RemoveHeading
    | Unify
    | Remember
    | Stop
    | Help
    | Unknown
)
