"""How surely a draft's figure and a source's speak of one indicator: by their names, their clauses and their places in a sentence."""

from __future__ import annotations

import re

from nigao.figures.aliases import one_deed
from nigao.mention import Mention
from nigao.text.likeness import dice, grams
from nigao.verify.index import Index

_HANDED = re.compile(r"(?:交付|提交|提出|收到|受理|承办|移送|转来|下达)$")
# From this share of telling words on, two names are taken for one indicator.
ENOUGH = 0.6
# What it can tell at most that a sentence says the words anywhere.
_WIDELY = 0.7


def fit(index: Index, draft: Mention, source: Mention) -> float:
    """How well two contexts speak of one indicator, 0..1; 1 where the names or the whole clauses are the same."""
    if draft.told.name and (draft.told.name == source.told.name or (draft.told.added and draft.told.added == source.told.added)):
        return 1.0
    if one_deed(draft.told.name, source.told.name):
        return 1.0
    if same_place(draft, source):
        return 0.9
    if _named_by_neighbours(draft, source):
        return 1.0
    if _shortened(draft.told.name, source.told.name):
        return 0.9
    if _handed_in(draft.told.name, source.told.name):
        return 0.9
    if _abbreviated(draft.told.name, source.told.name) or _abbreviated(source.told.name, draft.told.name):
        return 0.65
    clause = dice(draft.words.clause_grams, source.words.clause_grams)
    if _clause_says_it(index, draft, source):
        return max(clause, 0.65)
    if not draft.told.name or not source.told.name:
        return max(clause, dice(draft.told.sentence_grams, source.told.sentence_grams))
    forward = index.share(draft.told.name_grams, source.told.near_grams)
    backward = index.share(source.told.name_grams, draft.told.near_grams)
    name = max(forward, backward) * 0.7 + min(forward, backward) * 0.3
    told = max(clause if len(draft.words.clause_grams) > 2 else 0.0, name)
    return told if told >= _WIDELY else max(told, _WIDELY * _anywhere(index, draft, source))


def _anywhere(index: Index, draft: Mention, source: Mention) -> float:
    """How much of what each names stands anywhere in the other's sentence: the less of the two."""
    mine = index.share(draft.told.near_grams, source.told.sentence_grams)
    return min(mine, index.share(source.told.name_grams, draft.told.sentence_grams)) if mine else 0.0


def _named_by_neighbours(draft: Mention, source: Mention) -> bool:
    """总量达1461.4万户, told in the same general words beside another number that both sentences have: whatever name each order of the
    clauses lent it, it is the same one."""
    one, two = draft.words, source.words
    general = not one.bare_clause and len(one.before) > 1
    return general and one.before == two.before and bool(draft.told.numbers & source.told.numbers)


def _shortened(short: str, long: str) -> bool:
    """新开工安置房 of 新开工棚户区改造安置房: begins and ends alike, and leaves out words in between."""
    if not 5 <= len(short) < len(long) or short[:2] != long[:2] or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _handed_in(short: str, long: str) -> bool:
    """代表议案 of 大会主席团交付代表议案: who handed it in, or to whom, is said before the thing itself."""
    return len(short) >= 4 and long.endswith(short) and _HANDED.search(long[: len(long) - len(short)]) is not None


def _abbreviated(short: str, long: str) -> bool:
    """混改项目 of 混合所有制改革项目: its letters stand in the long name in order, the first first and the last two last."""
    if not 4 <= len(short) < len(long) or short[0] != long[0] or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _clause_says_it(index: Index, draft: Mention, source: Mention) -> bool:
    """Whether the clause alone names the source's indicator, the name read having drawn in something before it."""
    words = draft.words.bare_clause
    return (
        len(words) > 1
        and words != draft.told.usual
        and (draft.told.usual.endswith(words) or draft.told.usual.startswith(words))
        and index.share(grams(words), source.told.name_grams) == 1
    )


def same_place(draft: Mention, source: Mention) -> bool:
    """Whether the figures stand at one place of the same sentence: all before them is the same, and what follows if nothing is before."""
    one, two = draft.words.bare_lead, source.words.bare_lead
    follows = len(draft.words.follows) > 2 and dice(grams(draft.words.follows), grams(source.words.follows)) >= 0.6
    if one == two:
        return len(one) > 1 or follows
    clause = draft.words.bare_clause
    if len(clause) > 1 and clause == source.words.bare_clause:
        return dice(grams(one), grams(two)) >= 0.5
    return min(len(one), len(two)) > 1 and (one.endswith(two) or two.endswith(one)) and follows
