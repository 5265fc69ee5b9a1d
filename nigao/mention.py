"""One figure as a text mentions it: its places, its quantity and all that gives it meaning, with the rule that decided each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from nigao.figures.clean import clean
from nigao.figures.distinctions import Direction
from nigao.figures.figure import Comparator, Figure, Measure, Status
from nigao.figures.head import Indicator, indicator_of
from nigao.figures.modality import Modality, modality_of
from nigao.figures.telling import Telling
from nigao.figures.words_around import Setting, Words
from nigao.quantity.amount import Amount
from nigao.quantity.period import Period
from nigao.text.prose import Extent

NOWHERE = Setting("", 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much: a decimal string with its scale expanded ("5..6" for a range, "1:3.4" for a ratio) and a canonical unit."""

    value: str
    unit: str

    @property
    def amount(self) -> Amount | None:
        """The value with its unit, or None for a ratio such as 1:3.4."""
        return Amount.parse(self.value, self.unit)


@dataclass(frozen=True)
class Mention:
    """A figure where a text asserts it or sets it as a target.

    span: its place in the text it was read from. setting: that text. record: the record, where it was read before.
    status: what the document makes of how the clause puts it. because: for each attribute the id of the rule that decided it.
    """

    text: str
    span: Extent
    quantity: Quantity
    indicator: Indicator
    measure: Measure
    status: Status
    period: Period
    scope: str
    bound: Comparator
    section: str = ""
    setting: Setting = field(default=NOWHERE, compare=False, repr=False)
    record: Figure | None = field(default=None, compare=False, repr=False)
    because: Mapping[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def figure(self) -> Figure:
        """The record that the contract prints and the database keeps."""
        return self.record or Figure(
            text=self.text,
            start=self.span.start,
            end=self.span.end,
            value=self.quantity.value,
            unit=self.quantity.unit,
            indicator=self.indicator.name,
            measure=self.measure,
            status=self.status,
            comparator=self.bound,
            period=str(self.period),
            scope=self.scope,
            section=self.section,
        )

    @property
    def cell(self) -> str:
        """The place of the table's cell it stands in, "" in running text."""
        return self.figure.place

    @property
    def clause(self) -> Extent:
        """The place of its own stretch: between two marks, or the figures beside it."""
        return self.setting.place(self.setting.reach())

    @property
    def sentence(self) -> Extent:
        """The place of the sentence it stands in, or of its part up to a ；."""
        return self.setting.place(self.setting.sentence())

    @cached_property
    def words(self) -> Words:
        """The words around it, cut once."""
        return self.setting.words()

    @cached_property
    def told(self) -> Telling:
        """What those words say of it beyond its record."""
        return Telling(self.figure, self.words, self.setting.owner, self.setting.given)

    @cached_property
    def direction(self) -> Direction:
        """+1 a rise, −1 a fall, 0 neither; of a level the way it was reached (降至 → −1)."""
        return self.told.direction

    @cached_property
    def modality(self) -> Modality:
        """How the words beside it put it, whatever part of the document it stands in."""
        return modality_of(self.words.clause)


def of_record(figure: Figure, setting: Setting) -> Mention:
    """The mention of a record that was read before (a ledger's), in the words it stands in."""
    return Mention(
        text=figure.text,
        span=setting.place(Extent(setting.start, setting.end)),
        quantity=Quantity(figure.value, figure.unit),
        indicator=indicator_of(figure.indicator),
        measure=figure.measure,
        status=figure.status,
        period=figure.when,
        scope=figure.scope,
        bound=figure.comparator,
        section=figure.section,
        setting=setting,
        record=figure,
    )


def in_text(text: str, figures: Sequence[Figure]) -> list[Mention]:
    """The mentions of a text's records, in document order: each in the words it stands in; a table's cell has its heads alone."""
    cleaned = clean(text)
    placed = [(figure, *cleaned.within(figure.start, figure.end)) for figure in figures]
    running = [(start, end) for figure, start, end in placed if not figure.place]
    lows = dict(zip(running, [0, *(end for _, end in running)], strict=False))
    highs = dict(zip(running, [*(start for start, _ in running[1:]), len(cleaned.text)], strict=False))
    return [
        _in_cell(figure)
        if figure.place
        else of_record(figure, Setting(cleaned.text, start, end, lows[start, end], highs[start, end], cleaned=cleaned))
        for figure, start, end in placed
    ]


def _in_cell(figure: Figure) -> Mention:
    heads = Setting(figure.indicator, 0, 0, 0, 0, given=True, cell=True)
    return replace(of_record(figure, heads), span=Extent(figure.start, figure.end))
