"""Contradictions inside one document: the same thing told twice, sums, changes, ranks, numbering. Compares with no other source."""

from __future__ import annotations

from collections.abc import Sequence

from nigao.checks.consistency_changes import unfounded_changes
from nigao.checks.consistency_numbering import misnumbered
from nigao.checks.consistency_sums import unsummed
from nigao.checks.consistency_values import told_twice
from nigao.checks.finding import Finding
from nigao.mention import Mention
from nigao.report import Heading

CODES = {
    "consistency.value": "同一指标前后数值不一致",
    "consistency.sum": "分项之和与总数不符",
    "consistency.growth": "增减幅度与前后两数不符",
    "consistency.direction": "升降的说法与数字相反",
    "consistency.rank": "位次升降的说法与位次相反",
    "consistency.multiple": "翻番、倍数与前后两数不符",
    "consistency.numbering": "标题序号重复或不连续",
}

WITHIN = frozenset(CODES) - {"consistency.value", "consistency.numbering"}
"""Codes of ``within``."""


def consistency(text: str, mentions: Sequence[Mention], headings: Sequence[Heading] = ()) -> list[Finding]:
    """Everything in one document that contradicts itself, in document order; see CODES for the findings' codes.

    text: the document's text; mentions: as read from it, in document order; headings: as recognised (with none given, lines that
    open with 一、 or （一）). Errors are contradictions, warnings are probable ones that may have a reason (another 口径).
    """
    found = [*told_twice(text, mentions), *within(text, mentions), *misnumbered(text, headings)]
    return sorted(found, key=lambda finding: finding.places[0].start)


def within(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """What a stretch of text contradicts in itself, whatever else the document says: its sums, changes, ranks and multiples."""
    return [*unsummed(text, mentions), *unfounded_changes(text, mentions)]
