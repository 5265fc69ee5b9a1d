"""Writing one section out: last year's paragraphs with this year's words and figures merged into them, sentence by sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.checks.finding import Finding
from nigao.draft import DraftSection, Evidence, Hit, SectionTask
from nigao.excerpt import kinds
from nigao.excerpt.aside import Aside
from nigao.excerpt.filled import Filled, Keep
from nigao.excerpt.labels import without_point
from nigao.excerpt.levels import in_quotations
from nigao.excerpt.material import LISTED, Block, plain, quotable
from nigao.excerpt.merged import Merged, merge
from nigao.excerpt.other_words import counted_of
from nigao.excerpt.plan import Plan
from nigao.excerpt.sheet import Sheet
from nigao.excerpt.stale_clauses import once_only, speaks_of_once
from nigao.excerpt.stating import best_statement, without_subject
from nigao.excerpt.told import Quoted, alike
from nigao.excerpt.voice import points_elsewhere
from nigao.ledger import Entry
from nigao.printable import GAP
from nigao.text.numerals import chinese, renumber
from nigao.writing.placed import nearest
from nigao.writing.runs import Run, joined, marked, place_of
from nigao.writing.sentences import sentences

_AT_ONCE = 3
_COUNTED = re.compile(r"(?:(?<=[。；：\n])|^)([一二三四五六七八九十]+)是")
_LISTED = re.compile(r"(?:(?<=[。；：])|^)[一二三四五六七八九十]是")
_OWN_PARAGRAPH = 150
_LETTERS = 5  # that two names of one amount share


def section(task: SectionTask, plan: Plan, passages: tuple[Hit, ...]) -> DraftSection:
    """The section as drafted: complete, with evidence for every figure, quotation, carried clause and gap.

    Material and figures that no paragraph's topic takes are findings ``draft.unused``; carried clauses that speak of one year's
    occasion are findings ``draft.once`` with a fix that takes them out.
    """
    item = task.item
    merged = merge(plan, passages)
    aside: list[Sequence[Entry]] = list(plan.unused.get(task.outline_index, []))
    runs = [run for sheet in plan.sheets.get(task.outline_index, []) for run in _paragraphs(sheet, merged, plan, aside)]
    if not runs and not _has_children(task):
        runs = [_nothing(item.points, _full_title(task))]
    body = _recounted(joined(runs, "\n"))
    evidence = tuple(sorted(body.evidence, key=lambda e: (e.start, e.end)))
    paragraphs = tuple(body.text.split("\n")) if body.text else ()
    findings = (*once_only(body.text, evidence, task.brief.year), *_unused(task, aside, plan, merged))
    return DraftSection(item.number, item.title, item.level, paragraphs, evidence, findings)


def _has_children(task: SectionTask) -> bool:
    outline, index = task.brief.outline, task.outline_index
    return index + 1 < len(outline) and outline[index + 1].level > outline[index].level


def _full_title(task: SectionTask) -> str:
    """The heading, with the one above it where several have this title (全市收支情况 of each budget)."""
    outline, index = task.brief.outline, task.outline_index
    title = task.item.title
    above = next((one.title for one in reversed(outline[:index]) if one.level < task.item.level), "")
    return above + title if sum(one.title == title for one in outline) > 1 else title


def _nothing(points: Sequence[str], title: str) -> Run:
    name = "、".join(points) or title or "本节内容"
    return marked(f"【待补：{name}】", "gap", note="上年没有可以沿用的内容，今年的材料里也没有找到")


def _paragraphs(sheet: Sheet, merged: Merged, plan: Plan, aside: list[Sequence[Entry]]) -> list[Run]:
    """Last year's paragraph with what joins it, then long quotations of topics it does not tell in paragraphs of their own."""
    if sheet.row is not None:
        return [sheet.row.run]
    blocks = merged.here.get((sheet.slot.item, sheet.slot.paragraph), [])
    opening = [block.run() for _, block in blocks if block.opens]
    points = _next_points(sheet, [block for _, block in blocks], plan)
    own = points or [block.run() for at, block in blocks if _stands_alone(at, block) and not block.opens]
    joins = [] if points else [(at, block) for at, block in blocks if not _stands_alone(at, block) and not block.opens]
    first = _paragraph(sheet, joins, merged, plan, aside, opened=bool(opening), troubles=any(_whole_troubles(b) for _, b in blocks))
    return [*opening, *([first] if first is not None else []), *own]


def _next_points(sheet: Sheet, blocks: Sequence[Block], plan: Plan) -> list[Run]:
    """Departments' problems as the next points of last year's list of them, each a line with its number (（一）……（二）……)."""
    number = LISTED.match(sheet.slot.text)
    if number is None or not blocks or not all(block.troubles for block in blocks):
        return []
    told = sum(bool(LISTED.match(one.slot.text)) for one in plan.sheets[sheet.slot.item])
    return [joined([Run(renumber(number.group(), told + n)), block.run()]) for n, block in enumerate(blocks, 1)]


def _stands_alone(at: int | None, block: Block) -> bool:
    """Whether a block is a paragraph of its own: a long one of another topic, or one that begins as a paragraph does (——…)."""
    return (at is None and len(block.text) >= _OWN_PARAGRAPH) or block.text.startswith("——")


def _paragraph(
    sheet: Sheet,
    blocks: Sequence[tuple[int | None, Block]],
    merged: Merged,
    plan: Plan,
    aside: list[Sequence[Entry]],
    opened: bool,
    troubles: bool,
) -> Run | None:
    """The paragraph: each new sentence behind the one that tells its deed, or the one it is nearest to. aside: takes the figures that would
    say something else here. opened, troubles: whether this year's own words
    open it, or name the year's problems as a whole, so that last year's need not."""
    quoted = [block.run() for _, block in blocks]
    keeps = _kept_beside(sheet, quoted, merged, plan)
    framed = _framed(sheet, keeps, merged.mended, opened, troubles)
    words = [run.text if run else "" for run in framed]
    behind: dict[int, list[Run]] = defaultdict(list)
    open_ = [("" if kinds.on_problems(one) or points_elsewhere(one) else one) for one in words]
    in_order = sorted(zip(blocks, quoted, strict=True), key=lambda one: len(framed) if one[0][0] is None else one[0][0])
    for (at, block), run in in_order:
        behind[_behind(at, block, sheet, merged, keeps, open_)].append(_next_in_list(block, run, words))
    for run in _single_quotes(sheet, merged):
        behind[nearest(run.text, words)].append(run)
    news, gainsaid = _news_by_place(sheet, merged.told, plan)
    aside += gainsaid
    parts: list[Run] = []
    late: list[list[Entry]] = []
    for position in range(-1, len(framed)):
        standing = framed[position] if position >= 0 else None
        parts += [standing] if standing is not None else []
        parts += behind.get(position, [])
        groups = news.get(position, [])
        after = next((run for run in framed[position + 1 :] if run is not None), None)
        said, left = _news(groups, _text(parts), plan)
        if (
            groups
            and after is not None
            and plan.proof.reads(_text(parts), after.text) != plan.proof.reads(_text([*parts, *said]), after.text)
        ):
            late += groups
        else:
            parts += said
            aside += left
    said, left = _news(late, _text(parts), plan)
    parts += said
    aside += left
    whole = joined(_without_bare_bridge(parts))
    return whole if whole.text else None


def _kept_beside(sheet: Sheet, quoted: list[Run], merged: Merged, plan: Plan) -> Keep:
    """What of last year's pieces still has something to say beside the material. quoted: takes the changes of levels that it tells."""
    keeper = merged.keeper(sheet.slot)
    if sheet.slot.kind.endswith("plan"):
        return keeper
    pieces = [piece for filled in sheet.sentences for piece in filled.pieces]
    spent = in_quotations(pieces, keeper, quoted, plan.proof)
    return lambda piece: None if id(piece) in spent else keeper(piece)


def _framed(sheet: Sheet, keeps: Keep, mended: Keep, opened: bool, troubles: bool) -> list[Run | None]:
    """Last year's sentences as they stand, None for one that does not."""
    framed = [_standing(filled, keeps, mended, n == 0) for n, filled in enumerate(sheet.sentences)]
    if troubles:
        framed = [None if run and not _states(run) and (kinds.problem(run.text) or kinds.on_problems(run.text)) else run for run in framed]
    if opened:
        framed = [None if run and not _states(run) and (kinds.opens(run.text) or kinds.year_sense(run.text)) else run for run in framed]
    return framed


def _behind(at: int | None, block: Block, sheet: Sheet, merged: Merged, keeps: Keep, words: Sequence[str]) -> int:
    """The sentence a block stands behind: the one that tells its deed, or, where the block tells what that began with, the one before."""
    if at is None:
        last = max((n for n, one in enumerate(words) if one), default=len(words) - 1)
        return min(nearest(block.text, list(words)), last)
    pieces = sheet.sentences[at].pieces
    left = keeps(pieces[0]) if pieces else None
    rest_of_it = left is not None and left is not pieces[0] and left.stated  # its growth, whose amount the block tells
    return at - 1 if rest_of_it or (len(pieces) > 1 and left is None and merged.tells(block, pieces[0])) else at


def _standing(filled: Filled, keeps: Keep, mended: Keep, first: bool) -> Run | None:
    """A sentence of last year's; what is left of it when the material has told its figures in words of its own may only open a paragraph."""
    kept = [(piece, keeps(piece)) for piece in filled.pieces]
    lost = any(left is None and (piece.entries or GAP.search(piece.run.text)) for piece, left in kept)
    whole = filled.run(keeps)
    if filled.whole:
        return filled.run(lambda piece: mended(piece) if piece.entries or keeps(piece) or not GAP.search(piece.run.text) else None)
    if whole is None or not lost or not all(left.carried for _, left in kept if left is not None):
        return whole
    opens = kinds.opens(whole.text) or (first and not speaks_of_once(whole.text))
    return whole if opens else None


def _next_in_list(block: Block, run: Run, words: Sequence[str]) -> Run:
    """A department's problem as the next of last year's list of them (一是……；二是……。三是……)."""
    listed = [match for text in words for match in _LISTED.findall(text)]
    if not block.troubles and _LISTED.match(block.text) and any(words) and not listed:
        return _without_links(run)  # among sentences that are no list
    counted = block.troubles and bool(listed) and not _LISTED.match(block.text)
    return joined([Run(f"{chinese(len(listed) + 1)}是"), run]) if counted else run


def _without_links(run: Run) -> Run:
    """A department's list as sentences, without 一是, 二是."""
    for match in reversed(list(_LISTED.finditer(run.text))):
        run = run.replaced(match.start(), match.end(), Run(""))
    return run


def _whole_troubles(block: Block) -> bool:
    """Whether a paragraph names the year's problems for the whole report, as its own would, not those of one department."""
    return block.troubles and kinds.admits(block.text)


def _states(run: Run) -> bool:
    return any(one.verdict in ("supported", "rounded", "computed", "gap") and not one.note.startswith("按五年规划") for one in run.evidence)


def _text(parts: Sequence[Run]) -> str:
    return "".join(run.text for run in parts)


def _without_bare_bridge(parts: Sequence[Run]) -> list[Run]:
    """The sentences without those of last year's that only lead on (对此。 同时。)."""
    return [run for run in parts if not kinds.bare(run.text)]


def _single_quotes(sheet: Sheet, merged: Merged) -> list[Run]:
    """Sentences of material known from the ledger alone."""
    found: dict[str, Run] = {}
    for entry in sheet.quotes:
        text = _untold(quotable(entry), merged.told)
        if plain(text) not in merged.read and entry.figure.text in text and not any(text in other for other in found):
            found[text] = marked(text, "quoted", (place_of(entry),))
    return list(found.values())


def _untold(sentence: str, told: Quoted) -> str:
    """The sentence without those of its statements that stand in the material quoted already."""
    told_alone = [_LISTED.sub("", without_point(one)) for one in re.split("[；;]", sentence.rstrip("；;，,。")) if one]
    statements = [one for one in told_alone if not told.sentence(one)]
    return "；".join(statements) + "。" if statements else ""


def _news_by_place(sheet: Sheet, told: Quoted, plan: Plan) -> tuple[dict[int, list[list[Entry]]], list[list[Entry]]]:
    """(the table's figures that no sentence tells, by the sentence they stand behind; those that the material tells with another value)."""
    found: dict[int, list[list[Entry]]] = defaultdict(list)
    gainsaid = []
    for at, group in sheet.news:
        fresh = [entry for entry in group if not told.figure(entry) and not _stated_as(entry, plan) and not _in_other_words(entry, sheet)]
        gainsaid += [[entry] for entry in fresh if told.otherwise(entry)]
        if left := [entry for entry in fresh if not told.otherwise(entry)]:
            found[at].append(left)
    return found, gainsaid


def _news(groups: Sequence[Sequence[Entry]], before: str, plan: Plan) -> tuple[list[Run], list[Sequence[Entry]]]:
    """(figures without a sentence of last year's, up to three to a sentence; those that would say something else where they stand)."""
    made: list[list[_Statement]] = []
    left: list[Sequence[Entry]] = []
    for group in groups:
        run = best_statement(group, plan.proof, plan.manner)
        if run is None:
            left.append(group)
            continue
        one = _Statement(run, group[0].figure.indicator, plan.proof.reads("", run.text + "。"))
        told = before + _text([_flowing(sentence) for sentence in made[:-1]])
        if made and (joins := _joining(one, made[-1], told, plan)) is not None:
            made[-1].append(joins)
        elif _holds([one], told + (_flowing(made[-1]).text if made else ""), plan):
            made.append([one])
        else:
            left.append(group)
    return [_flowing(sentence) for sentence in made], left


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement of figures. says: what it says by itself."""

    run: Run
    subject: str
    says: list[tuple[str, ...]]


def _joining(one: _Statement, sentence: Sequence[_Statement], before: str, plan: Plan) -> _Statement | None:
    """The statement as it goes on with the sentence, its subject told once (支出12亿元，完成预算98%); None where it would say something else."""
    if len(sentence) >= _AT_ONCE:
        return None
    short = without_subject(one.run, sentence[-1].subject)
    tries = [*([replace(one, run=short)] if short is not None else []), one]
    return next((made for made in tries if _holds([*sentence, made], before, plan)), None)


def _flowing(statements: Sequence[_Statement]) -> Run:
    return joined([joined([one.run for one in statements], "，"), Run("。")])


def _holds(statements: Sequence[_Statement], before: str, plan: Plan) -> bool:
    """Whether the statements, read together behind what stands before (市本级……), say what each says by itself."""
    return plan.proof.reads(before, _flowing(statements).text) == [said for one in statements for said in one.says]


def _unused(task: SectionTask, aside: Sequence[Sequence[Entry]], plan: Plan, merged: Merged) -> list[Finding]:
    """What found no place and is nearest to this section."""
    found = list(merged.unused.get(task.outline_index, []))
    for group in aside:
        if all(merged.told.figure(entry) or _stated_so(entry, plan) for entry in group):
            continue
        statement = best_statement(group, plan.proof, plan.manner)
        words = statement.text if statement is not None else "、".join(f"{e.figure.indicator}：{e.figure.text}" for e in group)
        against = merged.told.otherwise(group[0])
        but = f"材料里是{against.indicator}{against.text}，请核对。" if against else ""
        found.append(Aside("数字", words + "。", place_of(group[0]).where, group[0].source.id, but))
    return [one.finding() for one in found]


def _stated_so(entry: Entry, plan: Plan) -> bool:
    """Whether a sentence of last year's states the entry under a name that is nearly the same (家庭医生签约服务7.3万人, 家庭医生签约)."""
    return any(one.figure.status == entry.figure.status and alike(one.figure, entry.figure) for one in _others_stated(entry, plan))


def _stated_as(entry: Entry, plan: Plan) -> bool:
    """Whether one does so under the same name but for how its things are counted (高级职称201人, 高级职称人员201人)."""
    figure = entry.figure
    said = (figure.value, figure.unit, figure.measure, figure.status)
    return any(
        (one.figure.value, one.figure.unit, one.figure.measure, one.figure.status) == said
        and counted_of(one.figure.indicator) == counted_of(figure.indicator)
        for one in _others_stated(entry, plan)
    )


def _in_other_words(entry: Entry, sheet: Sheet) -> bool:
    """Whether a sentence of the paragraph states the amount under a name that is longer or in other words (实现利润, 商品销售利润)."""
    figure = entry.figure
    said = (figure.value, figure.unit, figure.measure, figure.status)
    same = [
        one.figure.indicator
        for filled in sheet.sentences
        for one in filled.used
        if one is not entry and (one.figure.value, one.figure.unit, one.figure.measure, one.figure.status) == said
    ]
    ends = figure.measure == "change" and any(one.endswith(figure.indicator) or figure.indicator.endswith(one) for one in same)
    return ends or any(alike(replace(figure, indicator=one), figure) and len(set(one) & set(figure.indicator)) >= _LETTERS for one in same)


def _others_stated(entry: Entry, plan: Plan) -> list[Entry]:
    sheets = [sheet for listed in plan.sheets.values() for sheet in listed]
    return [one for sheet in sheets for filled in sheet.sentences for one in filled.used if one is not entry]


def _recounted(run: Run) -> Run:
    """一是, 二是 … numbered anew where some were left out or two lists have become one."""
    matches = list(_COUNTED.finditer(run.text))
    if not matches:
        return run
    text, evidence, shift = run.text, list(run.evidence), 0
    number = 0
    for before, match in zip([None, *matches[:-1]], matches, strict=True):
        number = 1 if match[1] == "一" and not (before and _goes_on(run.text[before.start() : match.start()])) else number + 1
        new = chinese(min(number, 99))
        start, old = match.start(1) + shift, match[1]
        text = text[:start] + new + text[start + len(old) :]
        by = len(new) - len(old)
        evidence = [_moved(one, start, by) for one in evidence]
        shift += by
    return Run(text, tuple(evidence))


def _goes_on(between: str) -> bool:
    """Whether a list that begins anew stands straight behind a point of another, so that both are one list."""
    return "\n" not in between and not between.endswith("：") and len(sentences(between)) == 1


def _moved(evidence: Evidence, at: int, by: int) -> Evidence:
    start = evidence.start + by if evidence.start > at else evidence.start
    end = evidence.end + by if evidence.end > at else evidence.end
    return replace(evidence, start=start, end=end)
