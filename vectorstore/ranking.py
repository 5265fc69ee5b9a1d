"""The order of the passages found: what shares of a question's words, section and meaning each one bears. Pure.

The weights were set on half of the questions in benchmarks/data and hold on the other half; each may be halved or doubled
without the result moving by more than a question or two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nigao.draft import Hit
from nigao.ledger import Source
from nigao.report import Passage
from nigao.retrieval import Question, coverage, short_name

# Below this share of missing words the words alone decide: an encoder would only blur them.
GAP = 0.25
_WORDS, _FREQUENCY, _HEADING, _HEADING_ASKED = 0.5, 0.4, 0.1, 1.5
# What keywords alone would have put first is not to be lost: the less so, the fewer of the question's words are missing.
_OWN = 1.2
_MEANING, _WRITTEN = 1.2, 1.0
_FIGURE, _SHORT, _SHORT_LENGTH = 0.2, 0.4, 15
# A place or year that is named is meant: passages of others come after all of its own, but they do come.
_UNIT, _YEAR, _REVIEWED = 2.0, 1.5, 0.6


@dataclass(frozen=True, slots=True)
class Terms:
    """The weights of the question's words, and of the official words for what it says in spoken ones."""

    asked: Mapping[str, float]
    written: Mapping[str, float]


def gap_of(terms: Terms, pool: Sequence[Hit]) -> float:
    """The share of the question's words that even the best passage lacks; 0 when it is small enough to be left to words."""
    best = max((coverage(terms.asked, _body(hit)) for hit in pool), default=0.0)
    return 1 - best if 1 - best >= GAP else 0.0


def ranked(
    question: Question, terms: Terms, pool: Mapping[str, Hit], meaning: Mapping[str, float], gap: float, told: Mapping[str, float]
) -> list[tuple[str, float]]:
    """(passage id, score), best first. meaning: cosines of the passages that were near, by id; told: BM25 of those the question's own
    words found, by id.
    """
    floor, most = min(meaning.values(), default=0.0), max(told.values(), default=0.0) or 1.0
    own = 0.0 if question.asks_text else _OWN * max(0.0, 1 - 2 * gap)
    scores = {id: _score(question, terms, hit, meaning.get(id, floor), gap) + own * told.get(id, 0.0) / most for id, hit in pool.items()}
    return sorted(scores.items(), key=lambda pair: (-pair[1], int(pair[0])))


def favour(question: Question, source: Source) -> float:
    """0 for a source that the question means or does not exclude, below 0 for others."""
    loss = 0.0
    if question.units and source.unit not in question.units:
        loss += _UNIT
    if question.departments and source.department not in question.departments:
        loss += _UNIT
    if question.years and source.year not in question.years:
        loss += _YEAR * (1 - _REVIEWED) if source.reviewed_year in question.years else _YEAR
    return -loss


def _favour(question: Question, hit: Hit, body: str) -> float:
    """``favour`` of the passage's source, but nothing for a place or year that the passage itself speaks of."""
    if not (question.units or question.years or question.departments):
        return 0.0
    if question.asks_text:  # headings name years: only the source tells whose they are
        return favour(question, hit.source)
    units = () if any(short_name(unit) in body for unit in question.units) else question.units
    years = () if any(str(year) in body for year in question.years) else question.years
    if (units, years) == (question.units, question.years):
        return favour(question, hit.source)
    return favour(replace(question, units=units, years=years), hit.source)


def _score(question: Question, terms: Terms, hit: Hit, cosine: float, gap: float) -> float:
    body = _body(hit)
    covered, frequent = _shares(terms.asked, body)
    score = _WORDS * covered + _FREQUENCY * frequent
    score += (_HEADING_ASKED if question.asks_text else _HEADING) * coverage(terms.asked, _heading(hit))
    if gap:
        score += gap * (_MEANING * cosine + _WRITTEN * _shares(terms.written, body)[1])
    if question.asks_figure and any(character.isdecimal() for character in hit.passage.text):
        score += _FIGURE
    if len(hit.passage.text) < _SHORT_LENGTH:  # a heading by itself names a thing and says nothing of it
        score -= _SHORT
    return score + _favour(question, hit, body)


def _shares(weights: Mapping[str, float], body: str) -> tuple[float, float]:
    """Of the words' weight, (the share that stands in the passage, the share by how often each stands there): 0..1 both.

    The second has BM25's saturation. One plain loop, for it runs some thousand times a question.
    """
    norm = 1.2 * (0.25 + 0.75 * len(body) / 220)
    total = there = often = 0.0
    for word, weight in weights.items():
        total += weight
        if n := body.count(word):
            there += weight
            often += weight * n / (n + norm)
    return (there / total, often / total) if total else (0.0, 0.0)


def _body(hit: Hit) -> str:
    return _words_of(hit.passage)[0]


def _heading(hit: Hit) -> str:
    return _words_of(hit.passage)[1]


@lru_cache(maxsize=8192)
def _words_of(passage: Passage) -> tuple[str, str]:
    """(headings and text, headings and first words), in small letters: a passage comes up in many questions."""
    return " ".join((*passage.heading_path, passage.text)).lower(), " ".join((*passage.heading_path, passage.text[:30])).lower()
