"""How surely a draft's figure and a source's speak of one indicator: by their names, their clauses and their places in a sentence."""

from __future__ import annotations

from nigao.figures.aliases import one_deed
from nigao.text.likeness import dice, grams
from nigao.verify.context import Context
from nigao.verify.index import Index

# From this share of telling words on, two names are taken for one indicator.
ENOUGH = 0.6


def fit(index: Index, draft: Context, source: Context) -> float:
    """How well two contexts speak of one indicator, 0..1; 1 where the names or the whole clauses are the same."""
    if draft.name and (draft.name == source.name or (draft.added and draft.added == source.added)):
        return 1.0
    if one_deed(draft.name, source.name):
        return 1.0
    if same_place(draft, source):
        return 0.9
    if _shortened(draft.name, source.name):
        return 0.9
    if _abbreviated(draft.name, source.name) or _abbreviated(source.name, draft.name):
        return 0.65
    clause = dice(draft.clause_grams, source.clause_grams)
    forward = index.share(draft.name_grams, source.near_grams)
    backward = index.share(source.name_grams, draft.near_grams)
    wide = min(index.share(draft.near_grams, source.sentence_grams), index.share(source.name_grams, draft.sentence_grams))
    if _clause_says_it(index, draft, source):
        return max(clause, 0.65)
    if not draft.name or not source.name:
        return max(clause, dice(draft.sentence_grams, source.sentence_grams))
    name = max(forward, backward) * 0.7 + min(forward, backward) * 0.3
    return max(clause if len(draft.clause_grams) > 2 else 0.0, name, wide * 0.7)


def _shortened(short: str, long: str) -> bool:
    """新开工安置房 of 新开工棚户区改造安置房: begins and ends alike, and leaves out words in between."""
    if not 5 <= len(short) < len(long) or short[:2] != long[:2] or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _abbreviated(short: str, long: str) -> bool:
    """混改项目 of 混合所有制改革项目: its letters stand in the long name in order, the first first and the last two last."""
    if not 4 <= len(short) < len(long) or short[0] != long[0] or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _clause_says_it(index: Index, draft: Context, source: Context) -> bool:
    """Whether the clause alone names the source's indicator, the name read having drawn in something before it."""
    words = draft.bare_clause
    return len(words) > 1 and words != draft.usual and draft.usual.endswith(words) and index.share(grams(words), source.name_grams) == 1


def same_place(draft: Context, source: Context) -> bool:
    """Whether the figures stand at one place of the same sentence: all before them is the same, and what follows if nothing is before."""
    one, two = draft.bare_lead, source.bare_lead
    follows = len(draft.follows) > 2 and dice(grams(draft.follows), grams(source.follows)) >= 0.6
    if one == two:
        return len(one) > 1 or follows
    clause = draft.bare_clause
    if len(clause) > 1 and clause == source.bare_clause:
        return dice(grams(one), grams(two)) >= 0.5
    return min(len(one), len(two)) > 1 and (one.endswith(two) or two.endswith(one)) and follows
