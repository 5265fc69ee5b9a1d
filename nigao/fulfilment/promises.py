"""Promises kept: last year's numbered targets against this year's results. Reads reports already recognised; keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.figures.calendar import Calendar
from nigao.figures.clean import clean
from nigao.figures.figure import Figure
from nigao.figures.parts import parts_of
from nigao.fulfilment.accounts import accounts
from nigao.fulfilment.judging import Judgement, judge
from nigao.fulfilment.matching import (
    HEADS,
    MAYBE,
    OTHER_NAMES,
    SURE,
    far_off,
    fitness,
    is_count,
    likeness,
    may_answer,
    not_the_same,
    reached_of,
    same_value,
    same_words,
    short_name,
    spoken,
    surely_alone,
)
from nigao.fulfilment.money import is_bare, named_after, purpose
from nigao.fulfilment.said import PASSED, done_as_planned, mention_of, not_reached
from nigao.fulfilment.targets import each_of, is_target, more_than_last
from nigao.ledger import Entry, Source
from nigao.ledger.entries import entries_of
from nigao.mention import Mention
from nigao.quantity.period import Year
from nigao.report import Report
from nigao.text.prose import statements
from nigao.verify.index import Index

NAMES: dict[Judgement, str] = {"met": "完成", "exceeded": "超额完成", "missed": "未完成", "no_data": "无材料", "unclear": "口径不同"}


# Said wherever the table is shown: a promise in words (年内建成通水) is not in it, but listed apart.
ONLY_NUMBERED = "这里只列有数字的目标；没有数字的任务（如“年内建成通水”）另列，只引材料的说法，是否完成请人核定。"


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """One target with what became of it.

    note: in Chinese, why it is so; target_sentence, outcome_sentence: the reports' own words ("" without an outcome).
    """

    indicator: str
    target: Figure
    outcome: Figure | None
    verdict: Judgement
    note: str = ""
    target_sentence: str = ""
    outcome_sentence: str = ""


def fulfilment(earlier: Report, later: Report) -> list[Fulfilled]:
    """Every numbered target of the earlier report's plan, in its order, with its outcome in the later report's review."""
    return fulfilment_by(earlier, _entries(later), _review_sentences(later))


def fulfilment_by(earlier: Report, entries: Sequence[Entry], said: Sequence[str]) -> list[Fulfilled]:
    """The same with the results taken from anywhere: this year's tables and materials. said: the sentences that look back."""
    promised = Index(_entries(earlier))
    told = Index(entries)
    results = [n for n, entry in enumerate(told.entries) if entry.figure.status == "actual" and not _is_plan(entry)]
    whose, theirs = accounts(promised), accounts(told)
    rows = []
    for number, entry in enumerate(promised.entries):
        if entry.figure.status != "target" or _whole_of_next(promised, number):
            continue
        if is_target(promised.context(number), earlier.identity.year):
            for target in each_of(promised.context(number)):
                rows.append(_row(entry, target, told, results, said, whose[number], theirs))
    return _with_their_levels(rows)


def _whole_of_next(promised: Index, number: int) -> bool:
    """Whether a number only tells of how many the next one is to be reached: 32项指标达标30项以上 is one promise."""
    if number + 1 >= len(promised.entries) or promised.entries[number].sentence != promised.entries[number + 1].sentence:
        return False
    whole = reached_of(promised.context(number + 1))
    return bool(whole) and whole == promised.context(number).text


def _with_their_levels(rows: Sequence[Fulfilled]) -> list[Fulfilled]:
    """A rate that a sentence tells beside its amount answers no more than the amount does: 8113万元、增长9.2% against 51508万元、增长29.4%."""
    other = {
        (row.indicator, row.target_sentence, row.outcome_sentence): row.note
        for row in rows
        if row.verdict == "unclear" and row.outcome is not None and row.target.measure == "level"
    }
    return [
        replace(row, verdict="unclear", note=note)
        if row.target.measure == "change"
        and row.outcome is not None
        and (note := other.get((row.indicator, row.target_sentence, row.outcome_sentence)))
        else row
        for row in rows
    ]


def _entries(report: Report) -> list[Entry]:
    identity = report.identity
    source = Source(report.digest or report.filename, identity.title, identity.unit, identity.year, reviewed_year=identity.reviewed_year)
    return entries_of(report, source)


def _is_plan(entry: Entry) -> bool:
    source = entry.source
    if source.year is None or source.year == source.reviewed_year:  # a paper that only looks back bears the year it looks back on
        return False
    return source.role == "report" and entry.figure.when == Year(source.year)


def _row(
    entry: Entry, target: Mention, told: Index, results: Sequence[int], said: Sequence[str], mine: str, theirs: Sequence[str]
) -> Fulfilled:
    figure = target.figure
    name = (named_after(purpose(target)) if is_bare(target) else "") or short_name(figure.indicator)
    best: tuple[float, float, int] = (0.0, 0.0, -1)
    more = more_than_last(target)
    for number in results:
        result = told.entries[number].figure
        if may_answer(figure, result, more) and told.context(number).told.end != "from":
            score = likeness(told, target, told.context(number), _one_account(mine, theirs[number]))
            fit = fitness(score, target, told.context(number))
            if score > 0 and fit > best[0]:
                best = (fit, score, number)
    _, score, number = best
    if score < MAYBE and not surely_alone(figure, target, told, number, score):
        mentioned = "" if is_count(figure) and HEADS.search(target.told.usual) else mention_of(target.told.usual, said)
        if mentioned and PASSED.search(mentioned.partition(spoken(target.told.usual))[2]):
            return Fulfilled(name, figure, None, "exceeded", "今年的材料说超额完成，没有给出数字。", entry.sentence, mentioned)
        if mentioned and not_reached(spoken(target.told.usual), [mentioned]):
            return Fulfilled(name, figure, None, "missed", "今年的材料说没有完成，没有给出数字。", entry.sentence, mentioned)
        if mentioned and done_as_planned(target.told.usual, mentioned):
            return Fulfilled(name, figure, None, "met", "今年的材料说任务完成，没有给出数字。", entry.sentence, mentioned)
        if mentioned:
            return Fulfilled(name, figure, None, "unclear", "今年的材料说到了，但没有可比的数字。", entry.sentence, mentioned)
        return Fulfilled(name, figure, None, "no_data", "今年的材料没有说到这一目标。", entry.sentence)
    answer = told.entries[number]
    verdict, note = judge(figure, answer.figure)
    unsure = MAYBE <= score < SURE
    one_account = _one_account(mine, theirs[number])
    other_account = f"今年材料说的是{theirs[number]}的数，与目标范围不同。" if one_account < 0 else ""
    reason = other_account or not_the_same(target, told.context(number), named=score >= MAYBE) or (OTHER_NAMES if unsure else "")
    same = figure.value == answer.figure.value and same_words(target, told.context(number))
    if reason and not (reason == OTHER_NAMES and (same or same_value(figure, answer.figure))):
        verdict, note = "unclear", reason
    elif far_off(figure, answer.figure, surely=one_account > 0):
        verdict, note = "unclear", "数额相差太大，可能口径不同，请核对。"
    return Fulfilled(name, figure, answer.figure, verdict, note, entry.sentence, answer.sentence)


def _one_account(mine: str, theirs: str) -> int:
    return 0 if not mine or not theirs else 1 if mine == theirs else -1


def _review_sentences(report: Report) -> list[str]:
    """The sentences of the report that look back."""
    text, identity = report.document.text, report.identity
    plain = clean(text)
    calendar = Calendar(str(identity.reviewed_year or ""), str(identity.year or ""))
    parts = parts_of(plain.text, calendar, report.headings, plain.at)
    return [said.of(plain.text).strip() for said in statements(plain.text) if parts.at(said.start).part != "plan"]
