"""All rules of the language in one book."""

from __future__ import annotations

from nigao.rules.period import PERIOD
from nigao.rules.rule import Rulebook
from nigao.rules.status import STATUS

RULES = Rulebook((*STATUS, *PERIOD))
