"""What a rule is and how a question is decided by rules; the rules themselves are tables beside this file.

The rules of one question stand in order: the first whose words are where they must be decides, so a rule beats all below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from nigao.rules.lexicon import CLASSES

# left: the clause up to the number, right: what follows it up to the next figure or the clause's end, rest: up to its end, clause: all up to the number, before: the clause ahead,
# sentence: the sentence up to the number, opening: its first words, name: the indicator as it was read.
Where = Literal["left", "right", "rest", "clause", "before", "sentence", "opening", "name"]
_CLASS = re.compile(r"\{([a-z_]+)\}")


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with {class} written for any word of that class of the lexicon. Raises KeyError for a class that is not there."""
    return re.compile(_CLASS.sub(lambda match: f"(?:{'|'.join(sorted(CLASSES[match[1]], key=len, reverse=True))})", pattern))


@dataclass(frozen=True)
class Rule:
    """says: the answer, or the name of the reckoning that gives it. facts: what must hold of the figure, "!x" what must not.

    has: patterns that must be found where they say; but: patterns that must not. yes, no: examples in which the rule decides
    and does not decide the figure between ⟨ and ⟩; one that opens with "plan:" is read as a plan.
    """

    id: str
    says: str
    facts: frozenset[str] = frozenset()
    has: Mapping[Where, str] = field(default_factory=dict)
    but: Mapping[Where, str] = field(default_factory=dict)
    yes: Sequence[str] = ()
    no: Sequence[str] = ()

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(fact for fact in self.facts if fact[0] != "!")

    @cached_property
    def _unwanted(self) -> frozenset[str]:
        return frozenset(fact[1:] for fact in self.facts if fact[0] == "!")

    @cached_property
    def _patterns(self) -> tuple[tuple[Where, re.Pattern[str], bool], ...]:
        wanted = [(where, compiled(pattern), True) for where, pattern in self.has.items()]
        return (*wanted, *((where, compiled(pattern), False) for where, pattern in self.but.items()))

    def fires(self, scene: Scene) -> Mapping[str, str] | None:
        """The named groups found (empty if the rule names none), None if it does not fire."""
        if not self._wanted <= scene.facts or self._unwanted & scene.facts:
            return None
        found: dict[str, str] = {}
        for where, pattern, must in self._patterns:
            match = pattern.search(scene.words[where])
            if (match is not None) is not must:
                return None
            if match and must and pattern.groupindex:
                found.update({name: text for name, text in match.groupdict().items() if text})
        return found


@dataclass(frozen=True, slots=True)
class Scene:
    """A figure as the rules see it: the words at each place, and what is known of it already."""

    words: Mapping[Where, str]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rule that fired says, its id and the groups it found."""

    says: str
    rule: str
    found: Mapping[str, str]


class Rulebook:
    """The rules of all questions, each question's in order."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """rules: of any questions; the id's first word names the question."""
        self.rules = tuple(rules)
        self._of: dict[str, list[Rule]] = {}
        for rule in self.rules:
            self._of.setdefault(rule.id.partition(".")[0], []).append(rule)

    def decide(self, question: str, scene: Scene) -> Decision:
        """The answer of the first rule that fires; the last rule of a question fires always, else LookupError."""
        for rule in self._of.get(question, ()):
            found = rule.fires(scene)
            if found is not None:
                return Decision(rule.says, rule.id, found)
        raise LookupError(question)

    def without(self, rule_id: str) -> Rulebook:
        """The same rules but one: what is read without it shows whether it is needed."""
        return Rulebook(rule for rule in self.rules if rule.id != rule_id)
