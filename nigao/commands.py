"""The things a person can do to a draft, one frozen class each: what the buttons, the chat, a model, the command line and the
background work all make, and all that ``nigao.desk`` carries out.

A command names its sections by their ids, which outlast moving and renumbering; the doors translate positions (``commands_json``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, NewType

SectionId = NewType("SectionId", str)
"""A section of a draft for good, wherever it stands in the outline."""

Unit = Literal["paragraph", "sentence"]


@dataclass(frozen=True, slots=True)
class Accept:
    """Sign a section as it stands; None: every section that may be signed, which is asked first."""

    words: ClassVar[str] = "采纳"
    section: SectionId | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Send a section back, with the reason kept beside it."""

    words: ClassVar[str] = "退回"
    section: SectionId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A section's text as a person wrote it, paragraphs divided by a newline."""

    words: ClassVar[str] = "手工改"
    section: SectionId
    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Amend:
    """One stretch of a section replaced, the ``nth`` (from 1) that reads ``old``; an ``old`` of "" is put at the end as a paragraph.

    sources: ids of those the new words may be from; what stands in one of them is told as its, the rest as typed.
    """

    words: ClassVar[str] = "改一处"
    section: SectionId
    old: str
    new: str
    nth: int = 1
    remark: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restore:
    """Bring an earlier version of a section back as a new one."""

    words: ClassVar[str] = "恢复旧稿"
    section: SectionId
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Write a section from last year's text and this year's material."""

    words: ClassVar[str] = "起草"
    section: SectionId


@dataclass(frozen=True, slots=True)
class Redraft:
    """Write a section again as a remark asks, to about ``length`` characters where it is said."""

    words: ClassVar[str] = "按意见重写"
    section: SectionId
    remark: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Shorten:
    """Leave whole sentences out until at most ``to`` characters stand. paragraph: of that paragraph only (from 1; −1 the last)."""

    words: ClassVar[str] = "精简"
    section: SectionId
    to: int
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Expand:
    """Add what the section could say besides, to about ``to`` characters where it is said. about: only what speaks of this."""

    words: ClassVar[str] = "扩写"
    section: SectionId
    to: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """Leave out one paragraph or sentence. number: from 1; negative counts from the end."""

    words: ClassVar[str] = "删一段或一句"
    section: SectionId
    unit: Unit
    number: int


@dataclass(frozen=True, slots=True)
class DropAbout:
    """Leave out the sentences that hold these words."""

    words: ClassVar[str] = "删去提到某事的句子"
    section: SectionId
    about: str


@dataclass(frozen=True, slots=True)
class UpdateFigures:
    """Put the ledger's figures of the draft's year in place of others of the same indicator ("" for all)."""

    words: ClassVar[str] = "换成今年的数"
    section: SectionId
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Renew:
    """What came in after a section was written proposes the sentences that change with it, each to take or leave.

    section: that section only; source: that source only, whenever it came; "" for all that came later.
    """

    words: ClassVar[str] = "用新到的材料更新"
    section: SectionId | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PutIn:
    """Words the drafter found no place for, put behind the sentence of the section they are nearest to."""

    words: ClassVar[str] = "用上没有用的材料"
    section: SectionId
    text: str


@dataclass(frozen=True, slots=True)
class NotWanted:
    """Words the drafter found no place for that nobody wants in this draft; they are not listed again, however often it is written anew."""

    words: ClassVar[str] = "不要没有用上的材料"
    section: SectionId
    text: str


@dataclass(frozen=True, slots=True)
class Tabulate:
    """One indicator over the years as a small table at the end of a section; in the file it is a table of Word's."""

    words: ClassVar[str] = "列成表放进稿子"
    section: SectionId
    indicator: str


@dataclass(frozen=True, slots=True)
class SettleCarried:
    """Several clauses carried over from last year at once: kept on the word of whoever keeps them, or taken out. clauses: () for all."""

    words: ClassVar[str] = "处理沿用的句子"
    section: SectionId
    clauses: tuple[str, ...]
    keep: bool


@dataclass(frozen=True, slots=True)
class Replace:
    """Words replaced letter by letter; section None: wherever they stand in the draft."""

    words: ClassVar[str] = "替换字词"
    old: str
    new: str
    section: SectionId | None = None


@dataclass(frozen=True, slots=True)
class SetFigure:
    """The value told of an indicator in a section, as a person states it: "116万人", "5%左右". was: the value in the text, "" if not said."""

    words: ClassVar[str] = "改一个数"
    section: SectionId
    indicator: str
    value: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Choose:
    """Of several sources' contradicting values of an indicator the one that holds in this draft. was: the value that stands in the text;
    source: the id of the source whose value it is."""

    words: ClassVar[str] = "选定数字"
    section: SectionId
    indicator: str
    was: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Fill:
    """A gap filled with a value and where it is from."""

    words: ClassVar[str] = "填缺数"
    gap: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class LeaveOpen:
    """A gap left open on purpose, for a reason that is kept."""

    words: ClassVar[str] = "留着待补"
    gap: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Another title for a heading, without its number."""

    words: ClassVar[str] = "改标题"
    section: SectionId
    title: str


@dataclass(frozen=True, slots=True)
class Add:
    """A new heading under a part (as its last), or right after or before another of the same rank; with none, at the end.

    text: what it says, "" to be written later. level: where it is said, the heading stands right behind ``after`` at this level.
    """

    words: ClassVar[str] = "增加一节"
    title: str
    under: SectionId | None = None
    after: SectionId | None = None
    before: SectionId | None = None
    text: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A heading with all below it moved before or after another."""

    words: ClassVar[str] = "移动"
    section: SectionId
    after: SectionId | None = None
    before: SectionId | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """Two headings, each with all below it, change places."""

    words: ClassVar[str] = "对调"
    section: SectionId
    other: SectionId


@dataclass(frozen=True, slots=True)
class Remove:
    """A heading taken out with all below it; it can be brought back."""

    words: ClassVar[str] = "删去一节"
    section: SectionId


@dataclass(frozen=True, slots=True)
class BringBack:
    """A heading that was taken out, put back with its text and all that was below it."""

    words: ClassVar[str] = "找回删去的一节"
    section: SectionId


@dataclass(frozen=True, slots=True)
class SetPoints:
    """What a section is to say, a point each; followed when it is next written."""

    words: ClassVar[str] = "定要点"
    section: SectionId
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Give:
    """A section with all below it given to somebody to write, by the name of her account; to: "" for nobody's in particular again."""

    words: ClassVar[str] = "分工"
    section: SectionId
    to: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """Clauses carried over from last year that still hold: from now on they stand on the word of whoever keeps them. clause: its words; "" for all of the section."""

    words: ClassVar[str] = "保留沿用的句子"
    section: SectionId
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Waive:
    """A finding left as it is, for a reason that is kept. finding: its id as ``nigao show`` gives it."""

    words: ClassVar[str] = "写明理由保留"
    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class SwitchOff:
    """A check, or a family of checks, left out for this draft, for a reason that is kept."""

    words: ClassVar[str] = "关闭一项检查"
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class SwitchOn:
    """A check that speaks again."""

    words: ClassVar[str] = "恢复一项检查"
    check: str


@dataclass(frozen=True, slots=True)
class AnswerOpinion:
    """What became of a reviewer's comment."""

    words: ClassVar[str] = "答复意见"
    opinion: int
    answer: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Something decided that holds for the rest of the draft."""

    words: ClassVar[str] = "记住"
    decision: str


@dataclass(frozen=True, slots=True)
class UseSource:
    """Whether a source feeds this draft and bears its figures out."""

    words: ClassVar[str] = "选用材料"
    source: str
    use: bool


@dataclass(frozen=True, slots=True)
class WriteFulfilment:
    """What became of last year's targets, as a section of the draft: told, or target and result side by side in a table."""

    words: ClassVar[str] = "写目标完成情况"
    as_table: bool = False


@dataclass(frozen=True, slots=True)
class Take:
    """A proposal taken, whole or only the parts with these indices (from 0)."""

    words: ClassVar[str] = "采用提议"
    proposal: str
    parts: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """A proposal, or only some of its parts, not taken."""

    words: ClassVar[str] = "不用提议"
    proposal: str
    parts: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """The last thing done taken back as one step, whatever it was and in however many sections."""

    words: ClassVar[str] = "撤回"


@dataclass(frozen=True, slots=True)
class Redo:
    """What was taken back last done again as one step, as long as nothing else was done since."""

    words: ClassVar[str] = "恢复撤回的"


Command = (
    Accept
    | Reject
    | Edit
    | Amend
    | Restore
    | Draft
    | Redraft
    | Shorten
    | Expand
    | Drop
    | DropAbout
    | UpdateFigures
    | Replace
    | SetFigure
    | Choose
    | Fill
    | LeaveOpen
    | Rename
    | Add
    | Move
    | Swap
    | Remove
    | BringBack
    | SetPoints
    | Give
    | Keep
    | SettleCarried
    | PutIn
    | NotWanted
    | Tabulate
    | Renew
    | Waive
    | SwitchOff
    | SwitchOn
    | AnswerOpinion
    | Remember
    | UseSource
    | WriteFulfilment
    | Take
    | Decline
    | Undo
    | Redo
)

Written = Draft | Redraft | Shorten | Expand | Drop | DropAbout | UpdateFigures
"""Commands a drafter carries out, in the background where it takes long."""
